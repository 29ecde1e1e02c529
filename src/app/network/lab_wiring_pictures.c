#include "app/network/lab_wiring_pictures.h"

#include "app/network/lab_views.h"

void wiring_pictures_draw(Canvas *canvas, const Wiring *w, int index)
{
    if (wiring_has_pictures(w)) {
        canvas_image(canvas, wiring_sheet(w), LAB_IMAGE_WIRING + index);
    }
}

void wiring_frame(Canvas *canvas, Rect place, unsigned flags, const Theme *theme)
{
    const float width = flags ? clampf(place.w * 0.07f, 1, 2) : 1;
    const Color color = flags ? theme->error : color_mix(theme->line, theme->text, 0.35f);
    canvas_box(canvas, rect_inset(place, -0.5f), 1.5f, color_alpha(color, 0), width, color);
    if (flags & WIRING_DEAD) {
        canvas_line_butt(canvas, place.x, place.y, place.x + place.w, place.y + place.h, width,
                         color);
        canvas_line_butt(canvas, place.x, place.y + place.h, place.x + place.w, place.y, width,
                         color);
    }
}
