// How judgements' words are made: for lab_judgement*.c alone.
#pragma once

#include "app/network/lab_judgement.h"
#include "base/text.h"

// Two digits, as short as can be.
typedef struct JudgementNumber {
    char text[24];
} JudgementNumber;
JudgementNumber judgement_number(double value);

#define FIGURE(words, i, ...)                                                                      \
    text_print((words)->figures[i], sizeof(words)->figures[i], __VA_ARGS__)

// rule, word, short_word, text: English, as in the rows.
void judgement_begin(JudgementWords *words, Mood mood, const char *rule, const char *word,
                     const char *short_word);
void judgement_rule(JudgementWords *words, const char *rule);
// The same text for all of them.
void judgement_figures(JudgementWords *words, const char *text);

// The least width in which a word, or each of a judgement's short words, can be read.
float judgement_word_least(const Canvas *canvas, const char *word);
float signal_least(const Canvas *canvas);
float learning_least(const Canvas *canvas);
