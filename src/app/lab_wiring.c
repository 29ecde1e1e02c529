// A small network drawn with its weights: width and colour of the lines.
#include "app/lab_columns.h"

void lab_wiring_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    (void)space, (void)index;
    canvas_rect(canvas, rect, theme->raised);
}
