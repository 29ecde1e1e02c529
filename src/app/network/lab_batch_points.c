// Points as the newest step trained on them, over those of the data: small and hollow.
#include "app/network/lab_batch.h"

static Color color_of(const LabShot *shot, const LabMade *made, const Theme *theme)
{
    float low, high;
    if (shot->classes > 0) {
        return color_mix(lab_class_color(made->other, theme), lab_class_color(made->class, theme),
                         made->share);
    }
    lab_value_range(shot, &low, &high);
    return lab_value_color(made->target, low, high, theme);
}

// Hollow, with the dark rim that parts it from a ground of the same colour.
void lab_batch_point_draw(Canvas *canvas, float x, float y, float radius, Color color)
{
    const Color none = color_alpha(RGB(0x000000), 0);
    canvas_circle(canvas, x, y, radius + 1, none, radius * 0.5f + 1, RGB(0x1a1e26));
    canvas_circle(canvas, x, y, radius, none, radius * 0.5f, color);
}

static float radius_in(float wide)
{
    return clampf(wide / 90, 2, 3.5f);
}

void lab_batch_points_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           const Theme *theme)
{
    const LabShot *shot = space->shot;
    const LabBatch *batch = &shot->batch[index];
    const float wide = shot->high[0] - shot->low[0], high = shot->high[1] - shot->low[1];
    canvas_clip_push(canvas, rect);
    for (int i = 0; i < batch->count && wide > 0 && high > 0; i++) {
        const LabMade *made = &batch->made[i];
        const float x = rect.x + (made->x[0] - shot->low[0]) / wide * rect.w;
        const float y = rect.y + rect.h - (made->x[1] - shot->low[1]) / high * rect.h;
        lab_batch_point_draw(canvas, x, y, radius_in(rect.w), color_of(shot, made, theme));
    }
    canvas_clip_pop(canvas);
}

void lab_batch_values_draw(Canvas *canvas, const LabSpace *space, int index, const Plot *plot,
                           const Theme *theme)
{
    const LabBatch *batch = &space->shot->batch[index];
    for (int i = 0; i < batch->count; i++) {
        const LabMade *made = &batch->made[i];
        lab_batch_point_draw(canvas, plot_x(plot, (double)made->x[0]),
                             plot_y(plot, (double)made->x[1]), radius_in(plot->area.w),
                             labspace_color(space, index, theme));
    }
}
