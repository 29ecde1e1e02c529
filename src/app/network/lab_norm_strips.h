// What a norm holds, in strips with a tick for each of its features: gamma and beta, and of a batch
// norm the statistics of a batch, by which it is trained, above the running ones, by which it is
// judged, both on one axis.
#pragma once

#include "app/network/lab_columns.h"

typedef enum NormStrip {
    NORM_STRIP_GAMMA,
    NORM_STRIP_BETA,
    NORM_STRIP_BATCH_MEAN,
    NORM_STRIP_RUNNING_MEAN,
    NORM_STRIP_BATCH_STD,
    NORM_STRIP_RUNNING_STD,
    NORM_STRIP_COUNT
} NormStrip;

// Those that belong to the values before the norm, and to those behind it.
enum {
    NORM_STRIPS_BEFORE = 15 << NORM_STRIP_BATCH_MEAN,
    NORM_STRIPS_AFTER = 3 << NORM_STRIP_GAMMA,
    NORM_STRIPS_STD = 3 << NORM_STRIP_BATCH_STD,
};

// The norm that belongs to a row of the histograms: its own in those of norms, else the one of the
// same layer; NULL: none.
const NormShot *lab_norm_of(const LabShot *shot, int network, int row);
// Which of the strips it has, of those wanted: a set.
unsigned lab_norm_strips(const NormShot *norm, unsigned wanted);
int lab_norm_strip_count(unsigned strips);
// The ends of a strip's axis: the same for both of a pair.
void lab_norm_axis(const LabNorms *norms, const NormShot *norm, NormStrip strip, float *low,
                   float *high);
// Strips one below the other over the whole place.
void lab_norm_draw(Canvas *canvas, const LabNorms *norms, const NormShot *norm, unsigned strips,
                   Rect place, Color color, const Theme *theme);
// The strip under a place in it, and where it lies; -1: none. What it is, in a sentence.
int lab_norm_strip_at(unsigned strips, Rect place, float x, float y, Rect *strip);
const char *lab_norm_strip_about(NormStrip strip);
// The same of an enlarged layer, cut off the bottom of its bars' place where there is room.
void lab_norm_zoom(Canvas *canvas, const LabSpace *space, int network, int layer, Rect *place,
                   const Theme *theme);
