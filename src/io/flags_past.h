// What has happened to a lab, as keys of its scene file: painted points, and the changes made while
// it trained.
//
//     classes: 2                   of the points; 0: they have values
//     points:
//     - 0.5,-1,1                   x, y, class or value
//     changes:
//     - 0 network=1 dropout=0.2    what network 1 began with, beside the defaults
//     - 400 network=1 dropout=0.5  from step 400 on, beside what it was
#pragma once

#include "io/flags_subject.h"

// Texts as typed; NULL: not given; not owned.
typedef struct PastTyped {
    const char *classes;
    const char *points[LAB_POINTS_MAX];
    int point_count;
    const char *changes[LAB_CHANGES_MAX];
    int change_count;
} PastTyped;

bool past_take_classes(PastTyped *typed, const char *value, Error *err);
bool past_take_point(PastTyped *typed, const char *value, Error *err);
bool past_take_change(PastTyped *typed, const char *value, Error *err);
// To subject->past, checked against subject->lab, which is there already.
bool past_typed_apply(const PastTyped *typed, Subject *subject, FlagsError *err);
void past_flags_write(Line *line, const Subject *subject);
