// Each label beside its tick or nowhere; names wherever near the axis there is room.
#include "app/landscape/relief_axes_labels.h"

#include <math.h>

float relief_label_reach(const ReliefAxis *axis, Rect plate)
{
    return fabsf(axis->out_x) * plate.w / 2 + fabsf(axis->out_y) * plate.h / 2;
}

static bool free_of(Rect plate, Rect clear, const Taken *taken)
{
    if (plate.x < clear.x || plate.y < clear.y || plate.x + plate.w > clear.x + clear.w ||
        plate.y + plate.h > clear.y + clear.h) {
        return false;
    }
    for (int i = 0; i < taken->count; i++) {
        if (rect_overlap(plate, taken->rects[i])) {
            return false;
        }
    }
    return true;
}

// Into the picture, where the tick itself is in it.
static Rect kept_inside(Rect plate, Rect clear)
{
    plate.x = clampf(plate.x, clear.x, fmaxf(clear.x, clear.x + clear.w - plate.w));
    plate.y = clampf(plate.y, clear.y, fmaxf(clear.y, clear.y + clear.h - plate.h));
    return plate;
}

void relief_labels_choose(ReliefAxis *axis, Rect clear, Taken *taken)
{
    for (int i = 0; i < axis->count; i++) {
        ReliefTick *tick = &axis->ticks[i];
        tick->plate = kept_inside(tick->plate, clear);
        tick->labelled = !tick->hidden && rect_has(rect_inset(clear, -1), tick->x, tick->y) &&
                         free_of(tick->plate, clear, taken);
        if (tick->labelled) {
            taken_add(taken, tick->plate);
        }
    }
}

static Rect centred(Rect size, float x, float y)
{
    return (Rect){ x - size.w / 2, y - size.h / 2, size.w, size.h };
}

// On top of the axis, where need be a little beside it or higher up.
static void name_on_top(ReliefAxis *axis, Rect size, Rect clear, const Taken *taken)
{
    static const float aside[] = { 0, 1, -1 }; // of its width
    const float *at = axis->to_px, dx = at[0] - axis->from_px[0], dy = at[1] - axis->from_px[1];
    const float length = hypotf(dx, dy), along = size.h / 2 + 8;
    for (int i = 0; !axis->named && i < 6 && rect_has(clear, at[0], at[1]); i++) {
        const float x = at[0] + dx / length * along + aside[i % 3] * axis->out_x * (size.w / 2 + 8);
        const float y = at[1] + dy / length * along - (i < 3 ? 0 : size.h + RELIEF_LABEL_GAP);
        axis->name = kept_inside(centred(size, x, y), clear);
        axis->named = free_of(axis->name, clear, taken);
    }
}

// Beyond the labels, near the middle; where that is not free, at an end.
void relief_name_choose(ReliefAxis *axis, Rect size, bool upright, Rect clear, Taken *taken)
{
    static const float shares[] = { 0.5f, 0.4f, 0.6f, 0.3f, 0.7f, 0.2f, 0.8f, 0.1f, 0.9f };
    const float dx = axis->to_px[0] - axis->from_px[0], dy = axis->to_px[1] - axis->from_px[1];
    float beyond = 0;
    for (int i = 0; i < axis->count; i++) {
        const Rect plate = axis->ticks[i].plate;
        const float x = plate.x + plate.w / 2 - axis->ticks[i].x,
                    y = plate.y + plate.h / 2 - axis->ticks[i].y;
        beyond = fmaxf(beyond, x * axis->out_x + y * axis->out_y + relief_label_reach(axis, plate));
    }
    const float away = beyond + RELIEF_LABEL_GAP + relief_label_reach(axis, size);
    axis->named = false;
    if (upright) {
        name_on_top(axis, size, clear, taken);
    }
    for (size_t i = 0; !upright && !axis->named && i < COUNT(shares); i++) {
        axis->name = centred(size, axis->from_px[0] + shares[i] * dx + axis->out_x * away,
                             axis->from_px[1] + shares[i] * dy + axis->out_y * away);
        axis->named = free_of(axis->name, clear, taken);
    }
    const float length = hypotf(dx, dy);
    for (int end = 1; !upright && !axis->named && end >= 0; end--) {
        const float *at = end ? axis->to_px : axis->from_px;
        const float along = (end ? 1 : -1) / length * (size.h / 2 + 8);
        axis->name = kept_inside(centred(size, at[0] + dx * along, at[1] + dy * along), clear);
        axis->named = rect_has(clear, at[0], at[1]) && free_of(axis->name, clear, taken);
    }
    if (axis->named) {
        taken_add(taken, axis->name);
    }
}
