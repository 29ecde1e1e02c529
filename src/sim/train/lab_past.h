// What has happened to a lab besides its settings: points that were painted, and the changes made
// while it trained, so that another one can be brought to the same step with the same bits.
#pragma once

#include "sim/train/lab.h"

enum {
    LAB_POINTS_MAX = 2048,  // painted, or shown
    LAB_CHANGES_MAX = 1024, // that are kept with a lab
};

typedef struct LabPoint {
    float x, y;
    float target;    // class, or value
    bool validation; // ignored where points are given
} LabPoint;

typedef struct LabPoints {
    int count;
    LabPoint items[LAB_POINTS_MAX];
} LabPoints;

// Whether they are the same points in the same order; which validate does not matter.
bool lab_points_equal(const LabPoints *a, const LabPoints *b);

// What network `network` (from 0) was from a step on, and until its next change.
typedef struct LabChange {
    int network;
    long step; // 0: what it began with
    NetSpec spec;
    int patience;
} LabChange;

// Of a network that was changed while it trained there is a change at step 0, one for every later
// step, rising, and the last one's spec is the lab's; of one that was not there is none.
struct LabPast {
    bool painted;        // the points are the data, instead of the lab's (its train share holds)
    int painted_classes; // 2..DATASET_CLASSES_MAX, 0: regression
    LabPoints points;
    int change_count; // network by network, each by step
    LabChange changes[LAB_CHANGES_MAX];
};

// What changes network `network` on its way, by its settings now: [*count] of changes [all],
// the first of which it begins with; *count 0: nothing, or it begins anew for what it is now.
const LabChange *lab_changes_of(const LabChange *changes, int all, int network, const NetSpec *now,
                                int *count);
// How many different classes they are of.
int lab_points_classes(const LabPoints *points);
// A dataset of painted points; the seed and the share of training rows are the data's. False where
// they are too few, not finite or of no class, and where a canvas has but one. Memory from the
// arena.
bool lab_points_dataset(Dataset *set, const LabPoints *points, int classes, const LabSpec *spec,
                        Arena *arena, Error *err);
// The seed of a lab's data.
uint64_t lab_data_seed(const LabSpec *spec);
bool lab_past_equal(const LabPast *a, const LabPast *b);
// As `=` does, but only what there is: most of the room is seldom used.
void lab_past_copy(LabPast *to, const LabPast *from);
