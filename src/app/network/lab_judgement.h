// The two judgements on a network in words and figures, as the window and `render` show them.
#pragma once

#include "draw/canvas.h"
#include "sim/train/diagnosis.h"

// What a judgement says. Figures say the same in ever less room; the last is the shortest.
enum { JUDGEMENT_FIGURES = 3 };
typedef struct JudgementWords {
    Mood mood;
    char word[96], short_word[64]; // "signal grows", "grows"
    char figures[JUDGEMENT_FIGURES][256];
    char rule[512];    // when it is said
    InspectKind shown; // what stands beside it
    bool excused;      // a signal that would be a warning if what is learnt were not good
} JudgementWords;

// shown: what the histograms beside it are of; where it is not what the signal's σ is of, the
// figure says so.
void signal_words(const Signal *signal, InspectKind shown, JudgementWords *words);
void learning_words(const Learning *learning, JudgementWords *words);
// Says of which epoch a judgement is, where what stands beside it is of another.
void judgement_at(JudgementWords *words, long epoch);
Color mood_color(Mood mood, const Theme *theme);
// A dot and the word, the figure below it: what fits of both. In half of JUDGEMENT_HEIGHT the word
// alone.
enum { JUDGEMENT_HEIGHT = 36, JUDGEMENT_DOT = 12, JUDGEMENT_WORD_SIZE = 12 };
// The least width in which every word can be read.
float judgement_least(const Canvas *canvas);
void judgement_draw(Canvas *canvas, Rect rect, const JudgementWords *words, const Theme *theme);
// Everything in a sentence or two, for a tooltip.
void judgement_tip(const JudgementWords *words, char *text, size_t size);
