// A snapshot of two networks on a few points of the plane, made by hand, and a canvas for pictures
// of it.
#pragma once

#include "app/network/lab_fit.h"
#include "app/network/lab_inputs.h"
#include "app/network/lab_legend.h"
#include "app/network/lab_points.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_unit_caption.h"
#include "app/network/lab_wiring_pixels.h"
#include "look.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Rect PLACE = { 100, 50, 400, 400 };
static const Rect STRIP = { 100, 460, 400, LAB_LEGEND };
static const Theme *const LIGHT = &themes[THEME_LIGHT];

typedef struct PictureBench {
    LabSpace space;
    LabShot *shot;
    Canvas canvas;
} PictureBench;

// Two classes in the square -2..2: three points to train on, two that validate.
static inline void picture_open(PictureBench *b)
{
    static const LabPoint points[] = { { -1, 1, 0, false },
                                       { 1.5f, 0.5f, 1, false },
                                       { 0, -1, 1, false },
                                       { 1, -1, 0, true },
                                       { -1.5f, -1.5f, 1, true } };
    memset(b, 0, sizeof *b);
    labspace_init(&b->space);
    b->shot = calloc(1, sizeof *b->shot);
    cr_assert(b->shot);
    b->space.shot = b->shot;
    b->shot->network_count = 2;
    b->shot->features = 2;
    b->shot->shape = shape_features(2);
    b->shot->classes = 2;
    b->shot->rows = COUNT(points);
    b->shot->train_count = 3;
    b->shot->unit.network = -1;
    for (int k = 0; k < 2; k++) {
        b->shot->low[k] = b->shot->given_low[k] = -2;
        b->shot->high[k] = b->shot->given_high[k] = 2;
        snprintf(b->shot->class_names[k], sizeof b->shot->class_names[k], k ? "spam" : "ham");
        net_spec_defaults(&b->shot->networks[k].spec);
        b->shot->networks[k].outputs = 2;
    }
    b->shot->points.count = COUNT(points);
    memcpy(b->shot->points.items, points, sizeof points);
}

static inline void picture_close(PictureBench *b)
{
    canvas_finish(&b->canvas);
    free(b->shot);
    b->space.shot = NULL;
    labspace_finish(&b->space);
}

static inline void picture_begin(PictureBench *b)
{
    canvas_begin(&b->canvas, &metrics, 1280, 720, LIGHT->background);
}

static inline bool same_color(Color a, Color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

// Of an image whose rows begin at the top, from below.
static inline Color pixel(const uint8_t *rgba, int side, int column, int row)
{
    const uint8_t *p = rgba + 4 * ((size_t)(side - 1 - row) * (size_t)side + (size_t)column);
    return (Color){ p[0], p[1], p[2], 255 };
}
