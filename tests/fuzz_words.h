// What fuzzers of command lines share: bytes as words, and a program whose output is kept.
#pragma once

#include "base/base.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WORDS_MAX = 120 };

// The process's own stderr may be the program's at the time.
static inline void hold(bool claim, const char *what)
{
    if (!claim) {
        dprintf(STDERR_FILENO, "does not hold: %s\n", what);
        abort();
    }
}

// The command line "thalweg WORD...": argv[argc] is NULL.
typedef struct Words {
    char *bytes; // all of them, one behind the other
    char *argv[WORDS_MAX + 2];
    int argc;
} Words;

// Line breaks and zero bytes end words; what is behind WORDS_MAX of them is left out.
static inline void words_split(Words *words, const uint8_t *data, size_t size)
{
    *words = (Words){ .bytes = malloc(size + 1), .argv = { (char *)"thalweg" }, .argc = 1 };
    memcpy(words->bytes, data, size);
    words->bytes[size] = '\0';
    for (size_t at = 0; at < size && words->argc <= WORDS_MAX; at++) {
        words->argv[words->argc++] = words->bytes + at;
        at += strcspn(words->bytes + at, "\n");
        words->bytes[at] = '\0';
    }
}

static inline void words_free(Words *words)
{
    free(words->bytes);
}

// What the program says from heard_begin() to heard_end().
typedef struct Heard {
    FILE *out_before, *err_before;
    char *out, *err; // texts, from heard_end() to heard_free()
    size_t out_length, err_length;
} Heard;

static inline void heard_begin(Heard *heard)
{
    *heard = (Heard){ .out_before = stdout, .err_before = stderr };
    stdout = open_memstream(&heard->out, &heard->out_length);
    stderr = open_memstream(&heard->err, &heard->err_length);
    hold(stdout && stderr, "memory for what is said");
}

static inline void heard_end(Heard *heard)
{
    fclose(stdout);
    fclose(stderr);
    stdout = heard->out_before;
    stderr = heard->err_before;
    hold(strlen(heard->out) == heard->out_length, "no zero bytes to stdout");
    hold(strlen(heard->err) == heard->err_length, "no zero bytes to stderr");
}

static inline void heard_free(Heard *heard)
{
    free(heard->out);
    free(heard->err);
}
