// Conditions proved without a window: the race is computed whole, the networks are trained as far
// as it takes, and all conditions of a step are asked on the way.
#pragma once

#include "sim/lesson/condition_watch.h"

typedef struct Proof {
    Truth truth;                     // TRUTH_NOT_YET: it could not be asked, as of a network that
                                     // never came to that step
    char found[CONDITION_FOUND_MAX]; // condition_found()
} Proof;

// Asks [count] conditions, which were checked against the subject, at its end. threads: for
// networks side by side. False: the subject cannot be made (its data are not there).
bool condition_prove(const Subject *subject, const Condition *const *conditions, int count,
                     int threads, Proof *proofs, Error *err);
