// Conditions: what a lesson claims of a race or a lab, what a task waits for, and what a bet is
// judged by; a line of text that is read once and asked of what has happened.
//
//     condition := part { "and" part }
//     part      := who word                                "sgd is lost", "A is stuck", "B learns"
//                | who [moment] "is at" "(" x "," y ")" "±" tolerance
//                | quantity compare value [ "±" tolerance ]
//     quantity  := who name [ "of layer" n | "of every layer" ] [ moment ]
//     moment    := "at" step | "at the end" | "until" step (at some step up to it) | "always"
//     compare   := "=" | "<" | "<=" | ">" | ">="
//     value     := [ number "*" ] ( number | quantity )
//     who       := an optimizer's key ("adam"; "adam#2" the second of them), a racer's or network's
//                  name in double quotes, a network's letter A..F
//
// Without a moment it is asked at the end in a claim, and now in a task. "+-" is the same as "±".
#pragma once

#include "sim/race/race.h"
#include "sim/subject.h"
#include "sim/train/lab.h"

typedef struct Condition Condition; // in an arena

// What is known of a condition so far.
typedef enum Truth { TRUTH_NOT_YET, TRUTH_NO, TRUTH_YES } Truth;

// The text is copied. False: err->at is the byte of it at fault.
bool condition_parse(const char *text, Arena *arena, const Condition **condition, Error *err);
// Whether it speaks of what the subject has: its racers or networks, its layers, its steps.
bool condition_check(const Condition *condition, const Subject *subject, Error *err);
