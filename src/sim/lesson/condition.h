// Conditions: what a lesson claims of a race or a lab, what a task waits for, and what a bet is
// judged by; a line of text that is read once and asked of what has happened.
//
//     condition := part { "and" part }
//     part      := who [when] [ "is" [ "not" ] ] word [when]       "sgd is lost", "B learns"
//                | who [when] "does" "not" verb [when]             "B does not learn"
//                | who [when] "is" "at" "(" x "," y ")" [near] [when]
//                | amount compare value [near] [when]
//     amount    := who [when] [ "gradient" | "weight" ] name [ "of" layer ] [when]
//     layer     := "layer" n | "the" "last" "layer" | "every" "layer" | "any" "layer"
//     when      := "at" step | "at" "epoch" n | "at" "the" "end"
//                | "until" step | "until" "epoch" n (at some step up to it) | "ever" | "always"
//     compare   := "=" | "<" | "<=" | ">" | ">="
//     value     := number | [ number "*" ] amount
//     near      := "±" number [ "%" ]
//     who       := see sim/lesson/who.h
//
// name is a key of sim/lesson/quantity.h; a word one of judgement on a run or a network. Without a
// "when" it is asked at the end in a claim, and now in a task; an amount on the right is asked at
// the same step unless it says another. Without a "near" "=" means as many digits as are written;
// two amounts are then to be the same. "+-" is "±", "≤" "<=", "≥" ">=", "×" "*".
#pragma once

#include "sim/subject.h"

typedef struct Condition Condition; // in an arena

// What is known of a condition so far.
typedef enum Truth { TRUTH_NOT_YET, TRUTH_NO, TRUTH_YES } Truth;

// The text is copied. False: err->at is the byte of it at fault.
bool condition_parse(const char *text, Arena *arena, const Condition **condition, Error *err);
// Whether it speaks of what the subject has: its racers or networks, its layers, its steps. False:
// err->at is the byte of the condition's text at fault.
bool condition_check(const Condition *condition, const Subject *subject, Error *err);
