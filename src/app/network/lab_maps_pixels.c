// Numbers to pixels: maps and filters of a sheet, and the sample. A cell has a gap of ground at
// its right and below; a filter of several channels is a mosaic of one small picture for each.
#include "app/network/lab_maps.h"

#include <math.h>
#include <stdlib.h>

Color lab_map_color(float value, float low, float high, const Theme *theme)
{
    if (!isfinite(value)) {
        return theme->error;
    }
    if (low >= 0) {
        return color_mix(theme->raised, theme->text, high > 0 ? clampf(value / high, 0, 1) : 0);
    }
    const float most = fmaxf(fabsf(low), fabsf(high));
    return lab_value_color(value, -most, most, theme);
}

static const bool never_negative[ACTIVATION_COUNT] = {
    [ACTIVATION_SIGMOID] = true, [ACTIVATION_RELU] = true, [ACTIVATION_SOFTPLUS] = true
};

// Pools and the like have the sign of what they read.
static bool can_be_negative(const LabMaps *maps, int map)
{
    for (int i = map; i >= 0; i--) {
        const LayerName *name = &maps->maps[i].name;
        switch (maps->maps[i].role) {
        case ROLE_WEIGHTS:
        case ROLE_NORM:
        case ROLE_ADD: return true;
        case ROLE_ACTIVATION:
            return name->kind != LAYER_ACTIVATION || !never_negative[name->activation];
        default: break;
        }
    }
    return false;
}

void lab_map_ends(const LabMaps *maps, int map, float *low, float *high)
{
    const MapShot *of = &maps->maps[map];
    *high = of->high;
    *low = 0;
    if (of->low < 0 || can_be_negative(maps, map)) {
        *high = fmaxf(fabsf(of->low), fabsf(of->high));
        *low = -*high;
    }
}

typedef struct Picture { // one of the sheet's
    const float *values; // [tiles][h][w]
    int h, w, tiles, across;
    float low, high;
} Picture;

static Picture picture_of(const LabMaps *maps, const MapLine *line, int cell)
{
    if (line->map >= 0) {
        const MapShot *map = &maps->maps[line->map];
        const int h = map->shape.height, w = map->shape.width;
        Picture picture = {
            .values = maps->values + map->at + (ptrdiff_t)cell * h * w, h, w, 1, 1
        };
        lab_map_ends(maps, line->map, &picture.low, &picture.high);
        return picture;
    }
    const FilterShot *filter = &maps->filters[line->filter];
    const int size = filter->shown_in * filter->k * filter->k;
    return (Picture){ maps->filter_values + filter->at + (ptrdiff_t)cell * size,
                      filter->k,
                      filter->k,
                      filter->shown_in,
                      (int)ceil(sqrt(filter->shown_in)),
                      -filter->most,
                      filter->most };
}

// The value at u, v in 0..1 of the picture, which is as large as its longer side; false: beside it.
static bool value_at(const Picture *p, float u, float v, float *value)
{
    const int wide = p->w * p->across, down = (p->tiles + p->across - 1) / p->across;
    const int high = p->h * down, side = wide > high ? wide : high;
    const int x = (int)(u * (float)side), y = (int)(v * (float)side);
    if (x >= wide || y >= high) {
        return false;
    }
    const int tile = y / p->h * p->across + x / p->w;
    if (tile >= p->tiles) {
        return false;
    }
    *value = p->values[((ptrdiff_t)tile * p->h + y % p->h) * p->w + x % p->w];
    return true;
}

static void put_picture(uint8_t *rgba, int width, int side, const Picture *p, const Theme *theme)
{
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            float value;
            if (value_at(p, ((float)x + 0.5f) / (float)side, ((float)y + 0.5f) / (float)side,
                         &value)) {
                color_put(lab_map_color(value, p->low, p->high, theme),
                          rgba + ((ptrdiff_t)y * width + x) * 4);
            }
        }
    }
}

uint8_t *lab_maps_pixels(const LabMaps *maps, const MapSheet *sheet, const Theme *theme, int *width,
                         int *height)
{
    const int texels = sheet->texels, side = lab_maps_picture(sheet);
    *width = sheet->columns * texels;
    *height = sheet->high;
    if (*width == 0 || *height == 0) {
        return NULL;
    }
    uint8_t *rgba = memory_get((size_t)*width * (size_t)*height * 4);
    for (int i = 0; i < *width * *height; i++) {
        color_put(theme->background, rgba + (size_t)i * 4);
    }
    for (int i = 0; i < sheet->line_count; i++) {
        const MapLine *line = &sheet->lines[i];
        if (line->plain) {
            continue;
        }
        for (int cell = 0; cell < line->cells; cell++) {
            const Picture picture = picture_of(maps, line, line->first + cell);
            const int x = cell % line->columns * texels;
            const int y = line->top + cell / line->columns * texels;
            put_picture(rgba + ((ptrdiff_t)y * *width + x) * 4, *width, side, &picture, theme);
        }
    }
    return rgba;
}

uint8_t *lab_sample_pixels(const LabSample *sample, const Theme *theme, int *width, int *height)
{
    const int area = shape_area(sample->shape);
    if (sample->row < 0 || area <= 1) {
        return NULL;
    }
    *width = sample->shape.width;
    *height = sample->shape.height;
    float low = INFINITY, high = -INFINITY;
    for (int i = 0; i < shape_size(sample->shape); i++) {
        low = fminf(low, sample->x[i]);
        high = fmaxf(high, sample->x[i]);
    }
    uint8_t *rgba = memory_get((size_t)area * 4);
    for (int i = 0; i < area; i++) {
        float share[3];
        for (int k = 0; k < 3; k++) { // of one channel, or of the first three as red, green, blue
            const int channel = sample->shape.channels >= 3 ? k : 0;
            share[k] = high > low ? (sample->x[channel * area + i] - low) / (high - low) : 0;
        }
        const bool colored = sample->shape.channels >= 3;
        color_put(colored ? (Color){ (uint8_t)(255 * share[0]), (uint8_t)(255 * share[1]),
                                     (uint8_t)(255 * share[2]), 255 }
                          : color_mix(theme->raised, theme->text, share[0]),
                  rgba + (size_t)i * 4);
    }
    return rgba;
}
