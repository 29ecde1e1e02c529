// What can be done to a row before a step trains on it, so that no step sees the same one again:
// pictures are moved, turned, resized, mirrored and lose a square; points of the plane are turned;
// noise is added to every number. Pure functions of a row and of random numbers that are passed in.
#pragma once

#include "base/rng.h"
#include "model/tensor_shape.h"

enum { AUGMENT_SIZE_MAX = 4096 }; // numbers of a row

// How far. All zero: nothing is done.
typedef struct Augment {
    double shift;  // pixels, up to, each way; pictures
    double rotate; // degrees, up to, either way; pictures, and two features about (0, 0)
    double zoom;   // by a factor within 1 ± zoom, 0..0.9; pictures
    bool flip;     // half of them, left to right; pictures
    double jitter; // N(0, jitter²) is added to every number
    int cutout;    // side of the square that is blanked, pixels; pictures
} Augment;

// What a row is.
typedef struct AugmentRow {
    TensorShape shape; // a picture if its channels have more than one number
    float paper;       // of pictures: what is outside of them, and in the square
} AugmentRow;

// What a row meets: one picture of all that can befall it. Drawn whole, whatever is on, so that
// nothing of it changes when something else is switched on.
typedef struct AugmentDraw {
    double angle; // radians, from the first axis (right) to the second (down; of points y)
    double zoom;  // factor
    double shift_x, shift_y; // pixels, right and down
    bool flipped;            // before the others
    int cutout_x, cutout_y;  // the square's first column and row, which may be outside; its middle
                             // pixel is any of the picture's (DeVries & Taylor 2017)
} AugmentDraw;

static inline bool augment_is_picture(TensorShape shape)
{
    return shape_area(shape) > 1;
}

// Whether anything is done at all.
bool augment_any(const Augment *augment);
AugmentDraw augment_draw(const Augment *augment, TensorShape shape, Rng *rng);
// The picture `from` [C][H][W], mirrored if it is, resized, turned about its centre and moved, all
// in one: each pixel of `to` is the place that it came from, interpolated bilinearly (paper
// outside). They do not overlap.
void augment_move(const AugmentDraw *draw, const AugmentRow *row, const float *from, float *to);
// Blanks a square of that side.
void augment_cut(const AugmentDraw *draw, const AugmentRow *row, int side, float *x);
// Adds N(0, deviation²) to x [count].
void augment_jitter(double deviation, int count, Rng *rng, float *x);
// All of it: the move (of two features a turn about (0, 0)), then jitter, then the square. from, to
// [shape_size()]; they do not overlap.
void augment_row(const Augment *augment, const AugmentRow *row, Rng *rng, const float *from,
                 float *to);
// Whether the rows of that shape can be treated so; else why not.
bool augment_check(const Augment *augment, TensorShape shape, Error *err);
