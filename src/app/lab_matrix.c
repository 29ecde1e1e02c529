// The confusion matrix of a network on data that is not 2D, and what it says of a few samples.
#include "app/lab_columns.h"

void lab_matrix_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    (void)space, (void)index;
    canvas_rect(canvas, rect, theme->raised);
}
