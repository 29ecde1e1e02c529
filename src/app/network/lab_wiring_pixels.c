// Each unit on its own scale: how it divides the plane is what counts here.
#include "app/network/lab_wiring_pixels.h"

#include "app/network/lab_inputs.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_wiring_pictures.h"
#include "base/hash.h"
#include "gfx/tiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVELS = 128,
    IMAGE_MOST = TILE_SIDE_MAX,
    PICTURE_MOST = 256
}; // levels: on either side of 0

// ---- what a unit sees, as levels -127..127 of its own scale

typedef struct Seen {
    float level[SHOT_SEEN_SIDE * SHOT_SEEN_SIDE];
} Seen;

static void seen_input(const Wiring *w, int unit, Seen *seen)
{
    const InputFeature feature = lab_input_of(w->inputs, unit);
    const float most = lab_input_most(w->shot, feature);
    for (int i = 0; i < SHOT_SEEN_SIDE * SHOT_SEEN_SIDE; i++) {
        const float u = ((float)(i % SHOT_SEEN_SIDE) + 0.5f) / SHOT_SEEN_SIDE;
        const float v = ((float)(i / SHOT_SEEN_SIDE) + 0.5f) / SHOT_SEEN_SIDE;
        const float value = lab_input_at(w->shot, feature, u, v);
        seen->level[i] = most > 0 ? 127 * clampf(value / most, -1, 1) : 0; // waves may be higher
    }
}

static void seen_unit(const Wiring *w, int layer, int unit, Seen *seen)
{
    const SeenLayer *from = w->seen[layer];
    const float most = lab_seen_most(from, unit) / from->most * 127;
    for (int i = 0; i < SHOT_SEEN_SIDE * SHOT_SEEN_SIDE; i++) {
        seen->level[i] = most > 0 ? 127 * (float)from->values[unit][i] / most : 0;
    }
}

// ---- the image

typedef struct Sheet {
    uint8_t *rgba;
    int width, height;
    Rect rect;
    float per; // texels a logical pixel
    uint8_t color[2 * LEVELS][4];
} Sheet;

// Between which two of the values along a side a pixel lies, and how far.
typedef struct Between {
    int first;
    float share;
} Between;

static void between(int side, Between *places)
{
    for (int i = 0; i < side; i++) {
        const float at = ((float)i + 0.5f) / (float)side * SHOT_SEEN_SIDE - 0.5f;
        const float inside = clampf(at, 0, SHOT_SEEN_SIDE - 1);
        places[i].first = clampi((int)inside, 0, SHOT_SEEN_SIDE - 2);
        places[i].share = inside - (float)places[i].first;
    }
}

static void picture(Sheet *sheet, Rect place, const Seen *seen)
{
    const int x0 = clampi((int)lroundf((place.x - sheet->rect.x) * sheet->per), 0, sheet->width);
    const int y0 = clampi((int)lroundf((place.y - sheet->rect.y) * sheet->per), 0, sheet->height);
    const int side = clampi((int)lroundf(place.w * sheet->per), 0, PICTURE_MOST);
    const int width = clampi(side, 0, sheet->width - x0);
    const int height = clampi(side, 0, sheet->height - y0);
    Between places[PICTURE_MOST];
    between(side, places);
    for (int row = 0; row < height; row++) {
        const Between up = places[side - 1 - row];
        const float *low = seen->level + (ptrdiff_t)up.first * SHOT_SEEN_SIDE;
        uint8_t *out = sheet->rgba + ((size_t)(y0 + row) * (size_t)sheet->width + (size_t)x0) * 4;
        for (int column = 0; column < width; column++, out += 4) {
            const float *a = low + places[column].first, *b = a + SHOT_SEEN_SIDE;
            const float share = places[column].share;
            const float below = a[0] + share * (a[1] - a[0]), above = b[0] + share * (b[1] - b[0]);
            const float level = below + up.share * (above - below);
            memcpy(out, sheet->color[(int)(level + LEVELS + 0.5f)], 4);
        }
    }
}

static bool sheet_of(const Wiring *w, float scale, Sheet *sheet)
{
    sheet->rect = wiring_sheet(w);
    sheet->per = fminf(scale, IMAGE_MOST / fmaxf(fmaxf(sheet->rect.w, sheet->rect.h), 1));
    sheet->width = (int)ceilf(sheet->rect.w * sheet->per);
    sheet->height = (int)ceilf(sheet->rect.h * sheet->per);
    sheet->width = clampi(sheet->width, 0, IMAGE_MOST);
    sheet->height = clampi(sheet->height, 0, IMAGE_MOST);
    return sheet->width > 0 && sheet->height > 0;
}

static void fill(Sheet *sheet, const Wiring *w, const Theme *theme)
{
    for (int i = 0; i < 2 * LEVELS; i++) {
        color_put(lab_value_color((float)(i - LEVELS), -127, 127, theme), sheet->color[i]);
    }
    for (int i = 0; i < sheet->width * sheet->height; i++) {
        color_put(theme->background, sheet->rgba + (size_t)i * 4);
    }
    Seen *seen = memory_get(sizeof *seen);
    for (int layer = 0; layer < w->layers; layer++) {
        for (int unit = 0; unit < w->units[layer] && w->side[layer] > 0; unit++) {
            if (layer == 0) {
                seen_input(w, unit, seen);
            } else {
                seen_unit(w, layer, unit, seen);
            }
            picture(sheet, wiring_unit(w, layer, unit), seen);
        }
    }
    free(seen);
}

uint8_t *lab_wiring_pixels(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           float scale, const Theme *theme, int *width, int *height)
{
    Wiring *w = memory_get(sizeof *w);
    Sheet *sheet = memory_get(sizeof *sheet);
    uint8_t *rgba = NULL;
    if (lab_wiring_of(canvas, space, index, rect, w) && wiring_has_sheet(w) &&
        sheet_of(w, scale, sheet)) {
        rgba = sheet->rgba = memory_get((size_t)sheet->width * (size_t)sheet->height * 4);
        fill(sheet, w, theme);
        *width = sheet->width;
        *height = sheet->height;
    }
    free(sheet);
    free(w);
    return rgba;
}

// ---- its number

unsigned lab_wiring_version(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                            float scale, const Theme *theme)
{
    Wiring *w = memory_get(sizeof *w);
    uint64_t hash = HASH_BEGIN;
    if (lab_wiring_of(canvas, space, index, rect, w) && wiring_has_sheet(w)) {
        const float how[] = { (float)(theme - themes), scale, (float)space->shot->data_version };
        hash = hash_words(hash, how, sizeof how);
        hash = hash_words(hash, &w->area, sizeof w->area);
        hash = hash_words(hash, w->units, sizeof w->units[0] * (size_t)w->layers);
        hash = hash_words(hash, w->side, sizeof w->side[0] * (size_t)w->layers);
        hash = hash_words(hash, &w->inputs, sizeof w->inputs);
        for (int layer = 1; layer < w->layers; layer++) {
            if (w->side[layer] > 0) {
                hash = hash_words(hash, w->seen[layer]->values,
                                  sizeof w->seen[layer]->values[0] * (size_t)w->units[layer]);
            }
        }
    }
    free(w);
    return hash_version(hash);
}
