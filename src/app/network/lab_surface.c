// The decision surface with the data on it.
#include "app/network/lab_surface.h"

#include "app/network/lab_arrows.h"
#include "app/network/lab_batch.h"
#include "app/network/lab_fit.h"
#include "app/network/lab_points.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_unit_caption.h"
#include "app/network/lab_views.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>

enum { CAPTION = 22, CAPTION_TEXT = 12 };

LabSquare lab_square(const LabShot *shot, Rect rect)
{
    const float w = shot->high[0] - shot->low[0], h = shot->high[1] - shot->low[1];
    return (LabSquare){ rect, shot->low[0], shot->low[1], rect.w / w, rect.h / h };
}

static float place_x(const LabSquare *square, float x)
{
    return square->rect.x + (x - square->x0) * square->per_x;
}

static float place_y(const LabSquare *square, float y)
{
    return square->rect.y + square->rect.h - (y - square->y0) * square->per_y;
}

// Where adversarial training moves points to.
static void arrows(Canvas *canvas, const LabArrows *all, const LabSquare *square,
                   const Theme *theme)
{
    const float head = clampf(square->rect.w / 50, 3, 6);
    for (int i = 0; i < all->count; i++) {
        const LabArrow *arrow = &all->items[i];
        lab_arrow_draw(canvas, place_x(square, arrow->from[0]), place_y(square, arrow->from[1]),
                       place_x(square, arrow->to[0]), place_y(square, arrow->to[1]), head, theme);
    }
}

static Rect caption_box(const Canvas *canvas, Rect rect, const char *text)
{
    const float w = ceilf(canvas_text_width(canvas, FONT_BOLD, CAPTION_TEXT, text)) + 15;
    return (Rect){ rect.x + 4, rect.y + 4, fminf(w, rect.w - 8), CAPTION };
}

// Without the numbers of axes.
static Rect area_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect)
{
    return lab_fits_curve(space->shot) ? lab_fit_plot(canvas, space, index, rect, &themes[0]).area
                                       : rect;
}

Rect lab_surface_caption(const Canvas *canvas, const LabSpace *space, LabUnitPlace unit, Rect rect,
                         char *text, size_t size)
{
    lab_unit_caption(space->shot, unit, text, size);
    return caption_box(canvas, area_of(canvas, space, unit.network, rect), text);
}

static void caption(Canvas *canvas, Rect box, const char *text, const Theme *theme)
{
    canvas_box(canvas, box, 4, color_alpha(theme->panel, 0.9f), 1, theme->line);
    canvas_text_fit(canvas, box.x + 7, box.y + box.h / 2 + TEXT_MIDDLE * CAPTION_TEXT, ALIGN_LEFT,
                    FONT_BOLD, CAPTION_TEXT, theme->text, text, box.w - 14);
}

static bool doubts(const LabSpace *space, int index, const LabSurfaceLook *look)
{
    return look->of == SURFACE_SPREAD || space->shot->networks[index].curve.spread;
}

// What there is to know before it is read: it is a unit's, or of a network that cannot doubt.
static void captions(Canvas *canvas, const LabSpace *space, int index, const LabSurfaceLook *look,
                     Rect rect, const Theme *theme)
{
    char text[128];
    if (look->of == SURFACE_UNIT) {
        const Rect box = lab_surface_caption(canvas, space, look->unit, rect, text, sizeof text);
        caption(canvas, box, text, theme);
    } else if (doubts(space, index, look) && !space->shot->networks[index].masks) {
        text_print(text, sizeof text, "%s", tr("no dropout, no spread"));
        const Rect area = area_of(canvas, space, index, rect);
        if (caption_box(canvas, area, text).w >= area.w - 8) { // never half a word
            text_print(text, sizeof text, "%s", tr("no dropout"));
        }
        caption(canvas, caption_box(canvas, area, text), text, theme);
    }
}

void lab_surface_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                      const Theme *theme)
{
    const LabShot *shot = space->shot;
    const LabSurfaceLook look = lab_surface_look(space, index);
    if (lab_fits_curve(shot)) {
        lab_fit_draw(canvas, space, index, rect, theme);
        captions(canvas, space, index, &look, rect, theme);
        return;
    }
    const LabSquare square = lab_square(shot, rect);
    canvas_image(canvas, rect, LAB_IMAGE_SURFACE + index);
    canvas_clip_push(canvas, rect);
    if (lab_arrows_shown(space, index)) {
        arrows(canvas, &shot->networks[index].arrows, &square, theme);
    }
    canvas_clip_pop(canvas);
    lab_points_draw(canvas, space, rect, theme);
    lab_batch_points_draw(canvas, space, index, rect, theme);
    captions(canvas, space, index, &look, rect, theme);
}
