// The data on a decision surface: discs are trained on, rings validate.
#include "app/network/lab_points.h"

#include <math.h>

enum { POINTS_SHOWN = 500 };

PointsShown lab_points_shown(const LabSpace *space)
{
    const bool painted = space->brush != BRUSH_NONE; // who paints must see what is there
    const int points = painted ? LAB_POINTS_ALL : space->points;
    return (PointsShown){ points == LAB_POINTS_ALL || points == LAB_POINTS_TRAINING,
                          points == LAB_POINTS_ALL || points == LAB_POINTS_VALIDATION };
}

float lab_point_radius(float side)
{
    return clampf(side / 62, 1.6f, 4);
}

void lab_point_draw(Canvas *canvas, float x, float y, float radius, bool validation, Color color,
                    Color rim)
{
    if (validation) { // a ring
        canvas_circle(canvas, x, y, radius * 0.9f, RGB(0xffffff), radius * 0.42f, color);
    } else {
        canvas_circle(canvas, x, y, radius, color, radius * 0.28f, rim);
    }
}

// Values are as pale as the ground around them: all have dark rims.
void lab_value_point_draw(Canvas *canvas, float x, float y, float radius, bool validation,
                          Color color)
{
    const Color white = RGB(0xffffff);
    canvas_circle(canvas, x, y, radius, color, radius * 0.28f, RGB(0x3a4252));
    if (validation) {
        canvas_circle(canvas, x, y, radius * 0.5f, white, 0, white);
    }
}

void lab_points_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme)
{
    const LabShot *shot = space->shot;
    const PointsShown shown = lab_points_shown(space);
    const int every = 1 + (shot->points.count - 1) / POINTS_SHOWN;
    const float radius = lab_point_radius(rect.w);
    const float wide = shot->high[0] - shot->low[0], high = shot->high[1] - shot->low[1];
    float least, most;
    lab_value_range(shot, &least, &most);
    canvas_clip_push(canvas, rect);
    for (int i = 0; i < shot->points.count; i += every) {
        const LabPoint *p = &shot->points.items[i];
        const Color color = shot->classes ? lab_class_color((int)p->target, theme)
                                          : lab_value_color(p->target, least, most, theme);
        const float x = rect.x + (p->x - shot->low[0]) / wide * rect.w;
        const float y = rect.y + rect.h - (p->y - shot->low[1]) / high * rect.h;
        if (!(p->validation ? shown.validation : shown.train)) {
            continue;
        }
        if (shot->classes) {
            lab_point_draw(canvas, x, y, radius, p->validation, color, RGB(0xffffff));
        } else {
            lab_value_point_draw(canvas, x, y, radius, p->validation, color);
        }
    }
    canvas_clip_pop(canvas);
}
