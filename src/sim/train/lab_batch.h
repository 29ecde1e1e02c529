// What a step trained on: the first rows of a batch as they were made (train_made()), and what they
// were aimed at. Plain data of a snapshot (lab_shot.h), there only while it is wished for
// (LabLook.trained) and the data are pictures or have a place in the plane.
#pragma once

#include <stdint.h>

enum {
    SHOT_BATCH_PICTURES = 12, // as many as samples
    SHOT_BATCH_PIXELS = 28 * 28,
    SHOT_BATCH_POINTS = 256,
};

// A row. Its target is `share` of one row's, the rest of another's.
typedef struct LabMade {
    float share;          // 1: it is not mixed
    uint8_t class, other; // of the two rows; without classes 0
    float target;         // the mixed value, of data without classes
    float x[2]; // of two features where it is, not scaled; of a curve its input and target
} LabMade;

typedef struct LabBatch {
    long step;   // the one that trained on it, from 1: the newest; before the first that one
    float moved; // ε of adversarial steps, which hang on the network: then it is the next step, and
                 // the rows as it will move them; 0: they are not moved
    int rows;  // of the batch
    int count; // those that are here, the first ones; 0: none (yet)
    LabMade made[SHOT_BATCH_POINTS];
    uint8_t pixels[SHOT_BATCH_PICTURES][SHOT_BATCH_PIXELS]; // grey, as LabShot.sample_pixels
} LabBatch;
