// Reads a condition bit by bit, for the files of sim/lesson/condition alone. Blanks before anything
// are skipped; what fails tells its byte.
#pragma once

#include "sim/lesson/condition_parts.h"

typedef struct Reader {
    const char *text;
    int at;
    Arena *arena;
    Error *err; // not NULL
} Reader;

void reader_skip(Reader *reader);
// Behind the word that begins at `at`; `at` itself where none does.
int reader_word_end(const Reader *reader, int at);
// Whether the next word is this one; and takes it then. word NULL is none.
bool reader_same(const char *word, const char *text, int length);
bool reader_sees(Reader *reader, const char *word);
bool reader_takes(Reader *reader, const char *word);
bool reader_takes_sign(Reader *reader, const char *sign);
bool reader_sees_number(Reader *reader);
// *half (may be NULL): half a unit of the last digit that is written.
bool reader_number(Reader *reader, double *value, double *half);
bool reader_whole(Reader *reader, long *value);
// A moment, if one stands here. *there: whether it does.
bool reader_any_when(Reader *reader, When *when, bool *there);
// The same where one may stand, once in a part: *has is set.
bool reader_when(Reader *reader, When *when, bool *has);

// What is asked of whoever amount->who is, behind that and when; and whether there is such a
// number of it.
bool reader_amount(Reader *reader, Amount *amount);
bool reader_fits(const Reader *reader, const Amount *amount);
