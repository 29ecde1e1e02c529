// What the rows of data_rows call: one row of generated data, or a file's reader. Private to the
// data files.
#pragma once

#include "model/data/dataset.h"

// A shape as a text, which may be left out.
extern const SettingType data_shape_type;

enum { DIGIT_SIDE = 16, DIGIT_PIXELS = DIGIT_SIDE * DIGIT_SIDE, SHAPE_SIDE = 16 };

extern const char *const data_shape_names[]; // of their classes, ended by NULL
// Moves greys [count] by N(0, noise²), within 0 to 1.
void data_noise_of_greys(double noise, int count, Rng *rng, float *x);

// Positions 0..1 along a curve for points 0, 1, ...: they lie evenly for any number of them, and
// more of them only fill the gaps (Weyl's sequence).
double data_along(double phase, int point);

DataShape data_shape_two, data_shape_arms, data_shape_blobs, data_shape_value, data_shape_curve,
    data_shape_noise, data_shape_digits, data_shape_shapes;
DataDraw data_draw_circle, data_draw_xor, data_draw_gauss, data_draw_spiral, data_draw_moons,
    data_draw_checkerboard, data_draw_blobs, data_draw_plane, data_draw_wave, data_draw_sine,
    data_draw_step, data_draw_poly, data_draw_noise, data_draw_digit, data_draw_shape;
DataLoad data_load_canvas, data_load_csv, data_load_mnist;
