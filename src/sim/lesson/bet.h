// Bets: what one bets on, and how a bet is scored. Points go from 0 to 100; 50 is what somebody
// gets on the average who knows nothing.
//
//     on := "end" "of" who | ( "lowest" | "highest" ) quantity
#pragma once

#include "sim/lesson/lesson.h"

extern const double BET_GOOD; // so many points and more: a good bet

// Reads `on` to kind, of, by, highest, and among: all who are there. err->at is in the text.
bool bet_read(const char *on, const Subject *subject, Arena *arena, LessonBet *bet, Error *err);
// Reads `among` (sim/lesson/who.h), of a bet on the best: two at least.
bool bet_read_among(const char *among, const Subject *subject, LessonBet *bet, Error *err);

// Of a flag that was put down in the picture, where a run ended: the share of the picture's points
// that lie farther from the end than the flag does, in hundredths. An end that lies outside (or of
// a run that was lost: where it was last) counts where the picture's edge is nearest to it. NAN: it
// has no end that is a number.
double bet_end_points(const Box *picture, const double flag[2], const double end[2]);

// Of a pick: how many of the others it beats, in hundredths of them; a draw counts half. values
// [count]: of all who are there, NAN: lost or none, which is worse than any number. *best: bits of
// those that nobody beats.
double bet_best_points(const double *values, int count, const LessonBet *bet, int pick,
                       unsigned *best);
