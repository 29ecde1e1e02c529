// Parts of completion: what is offered, and values of several words.
#pragma once

#include "io/flags.h"

// A line for the shells' scripts. about: English, or NULL.
void complete_offer(const char *text, const char *about);
bool complete_begins(const char *text, const char *with);
// The names of switches, behind those that stand there: "contours,mi" may become
// "contours,minima". Whether the flag's value is of switches.
bool complete_switches(const Flag *flag, const char *begun);
// The same of "inputs=x,", a word that begins at byte `at`; whether its row is of switches. more:
// with a comma behind it where it is the only one, for a shell would close the quote behind that.
bool complete_list(const Setting *row, const char *begun, size_t at, bool more);
// The words of --layers, behind a comma or a bracket; whether the flag is that.
bool complete_layers(const Flag *flag, const char *begun);
// What the value can be where it is another kind's of subject, as charts are of races and of labs.
void complete_others(unsigned subjects, const Flag *flag, const char *begun);
// The keys of lessons.
void complete_lessons(const char *begun);
