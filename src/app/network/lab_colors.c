// What classes and values look like: on points, surfaces and in the confusion matrix alike.
#include "app/network/lab_columns.h"

#include <math.h>

static const float LEAST = 0.10f, MOST = 0.66f; // of a class's colour on a surface

Color lab_class_color(int class_index, const Theme *theme)
{
    // Two classes are the usual case; white rims do the rest.
    static const int series[] = { 2, 5, 0, 4, 6, 7, 8, 9, 10, 11 };
    return class_index < (int)COUNT(color_classes)
               ? color_classes[class_index]
               : series_color(series[(class_index - 2) % (int)COUNT(series)], theme);
}

Color lab_surface_ground(const Theme *theme)
{
    return theme->series == THEME_DARK ? color_mix(theme->panel, theme->text, 0.06f)
                                       : RGB(0xffffff);
}

Color lab_area_color(int class_index, const Theme *theme)
{
    enum { PERCENT = 46 };
    return color_mix(lab_surface_ground(theme), lab_class_color(class_index, theme),
                     PERCENT / 100.0f);
}

Color lab_surface_color(int class_index, float probability, int classes, const Theme *theme)
{
    const float even = 1 / (float)classes;
    const float sure = fminf((probability - even) / (1 - even), 1);
    // Just off the boundary the side can be seen; the square root opens the unsure part.
    const float share = !(sure > 0) ? 0 : LEAST + (MOST - LEAST) * sqrtf(sure);
    return color_mix(lab_surface_ground(theme), lab_class_color(class_index, theme), share);
}

Color lab_value_color(float value, float low, float high, const Theme *theme)
{
    if (isnan(value)) {
        return lab_surface_ground(theme);
    }
    const double reach = (double)high - low; // of floats may be none
    const float at = high > low ? (float)clamp(((double)value - low) / reach, 0, 1) : 0.5f;
    const float away = fabsf(at - 0.5f) * 2;
    return color_mix(lab_surface_ground(theme), lab_class_color(at < 0.5f ? 1 : 0, theme),
                     0.85f * away);
}

void lab_value_range(const LabShot *shot, float *low, float *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < shot->points.count; i++) {
        *low = fminf(*low, shot->points.items[i].target);
        *high = fmaxf(*high, shot->points.items[i].target);
    }
    if (!(*high > *low)) {
        *low = -1;
        *high = 1;
    }
}
