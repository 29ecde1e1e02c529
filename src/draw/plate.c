// The margin around a text grows with the text.
#include "draw/plate.h"

static const float MARGIN_X = 0.42f, HEIGHT = 1.45f, CORNER = 0.3f; // of the text's size

void plate_draw(Canvas *canvas, const Theme *theme, Rect rect)
{
    canvas_box(canvas, rect, 5, color_alpha(theme->background, PLATE_SHARE), 0, theme->line);
}

void plate_on_panel(Canvas *canvas, const Theme *theme, Rect rect, float radius)
{
    canvas_box(canvas, rect, radius, color_alpha(theme->panel, 0.85f), 0, theme->line);
}

Color plate_over(const Theme *theme, Color ground)
{
    return color_mix(ground, theme->background, PLATE_SHARE);
}

Rect plate_size(const Canvas *canvas, Font font, float size, const char *text)
{
    return (Rect){ 0, 0, canvas_text_width(canvas, font, size, text) + 2 * MARGIN_X * size,
                   HEIGHT * size };
}

void plate_text_in(Canvas *canvas, const Theme *theme, Rect plate, Font font, float size,
                   const char *text)
{
    canvas_box(canvas, plate, CORNER * size, color_alpha(theme->background, PLATE_SHARE), 0,
               theme->line);
    canvas_text(canvas, plate.x + MARGIN_X * size, plate.y + plate.h / 2 + TEXT_MIDDLE * size,
                ALIGN_LEFT, font, size, theme->text, text);
}

Rect plate_text(Canvas *canvas, const Theme *theme, float x, float y, Align align, Font font,
                float size, const char *text)
{
    Rect plate = plate_size(canvas, font, size, text);
    const float width = plate.w - 2 * MARGIN_X * size;
    plate.x = x - MARGIN_X * size -
              (align == ALIGN_LEFT     ? 0
               : align == ALIGN_CENTER ? width / 2
                                       : width);
    plate.y = y - TEXT_MIDDLE * size - plate.h / 2;
    plate_text_in(canvas, theme, plate, font, size, text);
    return plate;
}
