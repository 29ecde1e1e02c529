// What the layers' numbers mean, in plain words: "activations collapse to 0 with depth".
#pragma once

#include "sim/inspect.h"

typedef enum DiagnosisKind {
    DIAGNOSIS_FINE,      // variance kept in every layer
    DIAGNOSIS_COLLAPSES, // activations go to 0 (or another single value) with depth
    DIAGNOSIS_SHRINKS,   // ... slowly
    DIAGNOSIS_EXPLODES,
    DIAGNOSIS_GROWS, // ... slowly
    DIAGNOSIS_SATURATED,
    DIAGNOSIS_DEAD,  // N of M units dead
    DIAGNOSIS_ALIKE, // all units of a layer compute the same (zeros, constant)
    DIAGNOSIS_LOST,  // values that are not finite
    DIAGNOSIS_FADES, // variance kept, but the deeper the layer, the less it tells inputs apart
    DIAGNOSIS_COUNT
} DiagnosisKind;

typedef struct Diagnosis {
    DiagnosisKind kind;
    bool good;       // nothing that keeps it from learning
    int layer;       // where it shows first, from 0; -1: everywhere
    int dead, units; // DIAGNOSIS_DEAD: over all hidden layers
    char text[96];   // the words, with numbers: "93 of 500 units dead"
} Diagnosis;

// From the activations of all hidden layers as inspect saw them.
void diagnose(const Inspect *inspect, Diagnosis *diagnosis);
