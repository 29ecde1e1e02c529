// fail(), fail_at() and the one way to run out of memory.
#include "base/error.h"

#include "base/utf8.h"
#include "base/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NORETURN void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("thalweg: ", stderr);
    vfprintf(stderr, tr(format), args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

void *memory_get(size_t bytes)
{
    void *memory = calloc(1, bytes ? bytes : 1);
    if (!memory) {
        die("out of memory (%zu bytes asked for)", bytes);
    }
    return memory;
}

void *memory_grow(void *old, size_t bytes)
{
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory) {
        die("out of memory (%zu bytes asked for)", bytes);
    }
    return memory;
}

// format: in the language of the program.
static bool fail_with(Error *err, int at, const char *format, va_list args)
{
    if (err) {
        text_vprint(err->text, sizeof err->text, format, args);
        err->at = at;
    }
    return false;
}

bool fail(Error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(err, -1, tr(format), args);
    va_end(args);
    return false;
}

bool fail_at(Error *err, int at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(err, at, tr(format), args);
    va_end(args);
    return false;
}

bool fail_n(Error *err, int at, long count, const char *one, const char *many, ...)
{
    va_list args;
    va_start(args, many);
    fail_with(err, at, tr_n(one, many, count), args);
    va_end(args);
    return false;
}

bool fail_said(Error *err, int at, const char *said)
{
    if (err) {
        char whole[ERROR_TEXT_MAX]; // `said` may be what the error says already
        text_print(whole, sizeof whole, "%s", said);
        memcpy(err->text, whole, sizeof whole);
        err->at = at;
    }
    return false;
}

void error_shift(Error *err, int offset)
{
    if (err && err->at >= 0) {
        err->at += offset;
    }
}
