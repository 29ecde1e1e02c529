// A surface pixel by pixel.
#include "app/network/lab_surface_look.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

// Colours of all classes at even steps of probability, so that pixels need no arithmetic.
enum { SHADES = 128 };

typedef struct Shades {
    Color of[DATASET_CLASSES_MAX][SHADES];
} Shades;

static void make_shades(Shades *shades, const LabSpace *space, const Theme *theme)
{
    const int classes = space->shot->classes;
    for (int k = 0; k < classes; k++) {
        for (int i = 0; i < SHADES; i++) {
            const float share = (float)i / (SHADES - 1);
            shades->of[k][i] = space->areas ? lab_area_color(k, theme)
                                            : lab_surface_color(k, share, classes, theme);
        }
    }
}

// The middle of the step that a value lies on.
static float stepped(float value, const LabSurfaceLook *look)
{
    const float at = (value - look->low) / (look->high - look->low);
    const float step = clampf(floorf(at * LAB_VALUE_STEPS), 0, LAB_VALUE_STEPS - 1);
    return look->low + (look->high - look->low) * (step + 0.5f) / LAB_VALUE_STEPS;
}

static Color color_at(const LabSpace *space, int index, const LabSurfaceLook *look,
                      const Shades *shades, int i, const Theme *theme)
{
    const float value = lab_surface_at(space->shot, index, look, i);
    if (look->color) {
        return look->color(space->areas && !isnan(value) ? stepped(value, look) : value, look->low,
                           look->high, theme);
    }
    const int shade = value > 0 ? (int)(fminf(value, 1) * (SHADES - 1) + 0.5f) : 0;
    return shades->of[space->shot->networks[index].surface_class[i]][shade];
}

uint8_t *lab_surface_pixels(const LabSpace *space, int index, const Theme *theme, int *side)
{
    const LabSurfaceLook look = lab_surface_look(space, index);
    const int n = *side = look.side;
    Shades *shades = memory_get(sizeof *shades);
    uint8_t *rgba = memory_get((size_t)n * (size_t)n * 4 + 1);
    make_shades(shades, space, theme);
    for (int row = 0; row < n; row++) {
        uint8_t *out = rgba + (size_t)(n - 1 - row) * (size_t)n * 4;
        for (int column = 0; column < n; column++, out += 4) {
            color_put(color_at(space, index, &look, shades, row * n + column, theme), out);
        }
    }
    free(shades);
    return rgba;
}

// Many snapshots show the same surface.
unsigned lab_surface_version(const LabSpace *space, int index, const Theme *theme)
{
    const LabShot *shot = space->shot;
    const LabSurfaceLook look = lab_surface_look(space, index);
    const bool classes = look.of == SURFACE_ANSWER;
    const float scale[] = { (float)shot->data_version,
                            (float)(theme - themes),
                            (float)space->areas,
                            (float)look.of,
                            (float)look.side,
                            look.low,
                            look.high };
    uint64_t hash = hash_words(HASH_BEGIN, scale, sizeof scale);
    for (int i = 0; i < look.side * look.side; i++) {
        const float value = lab_surface_at(shot, index, &look, i);
        const uint32_t class_index = classes ? shot->networks[index].surface_class[i] : 0;
        hash = hash_words(hash, &value, sizeof value);
        hash = hash_words(hash, &class_index, sizeof class_index);
    }
    return hash_version(hash);
}
