// What the rows of data_rows call: one row of generated data, or a file's reader. Private to the
// data_*.c files.
#pragma once

#include "model/data/dataset.h"

// Two features fill [-2, 2]², so that their variance is about 1, which networks learn best from,
// and are drawn a little beyond it, wherever noise can take them.
#define DATA_REACH 2.0
#define DATA_SQUARE 2.4f

enum { DIGIT_SIDE = 16, DIGIT_PIXELS = DIGIT_SIDE * DIGIT_SIDE };

DataShape data_shape_two, data_shape_arms, data_shape_blobs, data_shape_value, data_shape_noise,
    data_shape_digits;
DataDraw data_draw_circle, data_draw_xor, data_draw_gauss, data_draw_spiral, data_draw_moons,
    data_draw_checkerboard, data_draw_blobs, data_draw_plane, data_draw_wave, data_draw_noise,
    data_draw_digit;
DataLoad data_load_csv, data_load_mnist;

// Sets low and high to what lies in the data, widened by a share of its extent on each side;
// nothing unless it has two features.
void data_frame(Dataset *data, double margin);
// The file's name without its folders, for messages.
const char *data_file_name(const char *path);
// Refuses what begins like a gzip file.
bool data_unpacked(const char *text, size_t length, const char *name, Error *err);
