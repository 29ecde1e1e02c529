// A definition begins with "class NAME" or "def NAME" at the left and ends before the next line
// that stands there. Which are used is found by their names alone, each followed by a parenthesis
// or comma.
#include "io/torch_script.h"

#include "base/base.h"
#include "base/text.h"
#include "io/subject_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const lines[] = {
#include <torch_pieces.inc>
};

enum { DEFINITIONS_MAX = 160 };

typedef struct Definition {
    const char *name;
    size_t length; // of the name
    size_t first, end;
    bool used;
} Definition;

typedef struct Definitions {
    Definition items[DEFINITIONS_MAX];
    size_t count;
} Definitions;

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static void definitions_find(Definitions *all)
{
    all->count = 0;
    for (size_t i = 0; i < COUNT(lines); i++) {
        const size_t word = begins(lines[i], "class ") ? strlen("class ")
                            : begins(lines[i], "def ") ? strlen("def ")
                                                       : 0;
        if (word == 0) {
            continue;
        }
        assert(all->count < DEFINITIONS_MAX);
        Definition *found = &all->items[all->count++];
        *found = (Definition){ .name = lines[i] + word, .first = i, .end = i + 1 };
        while (is_name_byte(found->name[found->length])) {
            found->length++;
        }
        while (found->end < COUNT(lines) &&
               (lines[found->end][0] == ' ' || lines[found->end][0] == '\0')) {
            found->end++;
        }
        while (lines[found->end - 1][0] == '\0') {
            found->end--;
        }
    }
}

// Whether a line of `text` that goes through `at` is a comment.
static bool in_comment(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n') {
        at--;
    }
    return at[strspn(at, " ")] == '#';
}

// Whether `text` names it: alone, and a parenthesis or comma behind it.
static bool names(const char *text, const Definition *definition)
{
    for (const char *at = text; (at = strchr(at, definition->name[0])); at++) {
        const char behind =
            strncmp(at, definition->name, definition->length) == 0 ? at[definition->length] : '\0';
        const char before = at > text ? at[-1] : ' ';
        if (at - text >= 4 && strncmp(at - 4, "def ", 4) == 0) {
            continue; // a method of that name
        }
        if ((behind == '(' || behind == ')' || behind == ',') && !is_name_byte(before) &&
            before != '.' && !in_comment(text, at)) {
            return true;
        }
    }
    return false;
}

static bool word_in(const char *keys, const char *word, size_t length)
{
    for (const char *at = keys; (at = strstr(at, word)); at++) {
        if (at > keys && at[-1] == ' ' && at[length] == ' ') {
            return true;
        }
    }
    return false;
}

// How much of a line stands there with these keys; -1: nothing, not even its end.
static int line_length(const char *line, const char *keys)
{
    const char *tag = strstr(line, "  #");
    if (!tag || (tag[3] != '?' && tag[3] != '!')) {
        return (int)strlen(line);
    }
    const char *word = tag + strlen("  #? ");
    const bool there = word_in(keys, word, strlen(word));
    return there == (tag[3] == '?') ? (int)(tag - line) : -1;
}

static void mark(Definitions *all, const char *text)
{
    for (size_t k = 0; k < all->count; k++) {
        all->items[k].used = all->items[k].used || names(text, &all->items[k]);
    }
}

static void mark_all(Definitions *all, const char *body, const char *keys)
{
    size_t before, now = 0;
    mark(all, body);
    do {
        before = now;
        now = 0;
        for (size_t k = 0; k < all->count; k++) {
            const Definition *definition = &all->items[k];
            for (size_t i = definition->first + 1; definition->used && i < definition->end; i++) {
                if (line_length(lines[i], keys) >= 0) {
                    mark(all, lines[i]);
                }
            }
            if (definition->used) {
                mark(all, strchr(lines[definition->first], '(')
                              ? strchr(lines[definition->first], '(')
                              : "");
            }
        }
        for (size_t k = 0; k < all->count; k++) {
            now += all->items[k].used;
        }
    } while (now > before);
}

// Whether `text` speaks of it: it stands there, and no longer name or place ends in it.
static bool speaks_of(const char *text, size_t length, const char *of)
{
    for (const char *at = text; (at = strstr(at, of)) && at < text + length; at++) {
        if (at == text || (!is_name_byte(at[-1]) && at[-1] != '.')) {
            return true;
        }
    }
    return false;
}

static bool used_in(const Definitions *all, const char *body, const char *keys, const char *of)
{
    bool used = speaks_of(body, strlen(body), of);
    for (size_t k = 0; k < all->count && !used; k++) {
        const Definition *definition = &all->items[k];
        for (size_t i = definition->first; definition->used && i < definition->end; i++) {
            const int length = line_length(lines[i], keys);
            used = used || (length > 0 && speaks_of(lines[i], (size_t)length, of));
        }
    }
    return used;
}

// Modules by the names that are used of them. Those of the standard library come first.
static void write_imports(FILE *out, const Definitions *all, const char *body, const char *keys)
{
    static const struct {
        const char *of, *line;
    } standard[] = {
        { "argparse.", "import argparse" },
        { "csv.", "import csv" },
        { "itertools.", "import itertools" },
        { "json.", "import json" },
        { "math.", "import math" },
        { "sys.", "import sys" },
    }, torch[] = {
        { "torch.", "import torch" },
        { "nn.", "from torch import nn" },
        { "F.", "from torch.nn import functional as F" },
    };
    bool any = false;
    for (size_t i = 0; i < COUNT(standard); i++) {
        if (used_in(all, body, keys, standard[i].of)) {
            fprintf(out, "%s\n", standard[i].line);
            any = true;
        }
    }
    fputs(any ? "\n" : "", out);
    for (size_t i = 0; i < COUNT(torch); i++) {
        if (used_in(all, body, keys, torch[i].of)) {
            fprintf(out, "%s\n", torch[i].line);
        }
    }
}

void torch_script_write(FILE *out, const char *body, const char *keys)
{
    Definitions all;
    definitions_find(&all);
    mark_all(&all, body, keys);
    write_imports(out, &all, body, keys);
    for (size_t k = 0; k < all.count; k++) {
        const Definition *definition = &all.items[k];
        if (!definition->used) {
            continue;
        }
        fputs("\n\n", out);
        for (size_t i = definition->first; i < definition->end; i++) {
            const int length = line_length(lines[i], keys);
            if (length >= 0) {
                fprintf(out, "%.*s\n", length, lines[i]);
            }
        }
    }
    fprintf(out, "\n\n%s", body);
}

void torch_number(FILE *out, double value)
{
    char text[32];
    if (!isfinite(value)) {
        fputs(isnan(value) ? "math.nan" : value > 0 ? "math.inf" : "-math.inf", out);
        return;
    }
    text_exact(text, sizeof text, value);
    fprintf(out, "%s%s", text, strpbrk(text, ".e") ? "" : ".0");
}

void torch_count(FILE *out, double value)
{
    if (fabs(value) < 1e15 && value == floor(value)) {
        fprintf(out, "%.0f", value);
    } else {
        torch_number(out, value);
    }
}

void torch_numbered(FILE *out, const char *text, const Param *table, const void *owner)
{
    for (const char *at = text; *at; at++) {
        if (at[0] != '{' || at[1] != '}') {
            fputc(*at, out);
            continue;
        }
        if (param_is_whole(table)) {
            torch_count(out, param_value(table, owner));
        } else {
            torch_number(out, param_value(table, owner));
        }
        table += table[1].key ? 1 : 0;
        at++;
    }
}

void torch_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte < 0x20) {
            fprintf(out, "\\x%02x", byte);
            continue;
        }
        fputs(byte == '"' || byte == '\\' ? "\\" : "", out);
        fputc(byte, out);
    }
    fputc('"', out);
}

void torch_wrap(FILE *out, const char *margin, const char *text)
{
    enum { WIDTH = 100 };
    const char *before = "";
    size_t room = WIDTH - strlen(margin);
    while (strlen(text) > room) {
        size_t cut = 0; // behind the last comma that fits, or the first one
        for (const char *comma = text; (comma = strstr(comma, ", ")); comma++) {
            if (cut > 0 && (size_t)(comma - text) >= room) {
                break;
            }
            cut = (size_t)(comma - text) + 1;
        }
        if (cut == 0) {
            break;
        }
        fprintf(out, "%s%s%.*s\n", margin, before, (int)cut, text);
        text += cut + 1;
        before = "    ";
        room = WIDTH - strlen(margin) - strlen(before);
    }
    fprintf(out, "%s%s%s", margin, before, text);
}

void torch_comment(FILE *out, const char *margin, const char *text)
{
    while (*text) {
        const size_t length = strcspn(text, "\n\r");
        fprintf(out, "%s# %.*s\n", margin, (int)length, text);
        text += length + (text[length] != '\0');
    }
}

void torch_command(FILE *out, const char *command, const Subject *subject)
{
    char *text = memory_get(SUBJECT_TEXT_MAX);
    const size_t used = (size_t)snprintf(text, SUBJECT_TEXT_MAX, "    thalweg %s ", command);
    subject_write(subject, text + used, SUBJECT_TEXT_MAX - used);
    torch_comment(out, "", text);
    free(text);
}
