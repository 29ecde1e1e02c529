// Which picture a network has.
#include "app/network/lab_columns.h"

#include "app/network/lab_fit.h"

void lab_picture_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                      const Theme *theme)
{
    const NetShot *net = &space->shot->networks[index];
    if (rect.w < 1 || rect.h < 1) {
        return;
    }
    if (space->picture == LAB_PICTURE_WIRING) {
        lab_wiring_draw(canvas, space, index, rect, theme);
    } else if (net->surface_side > 0 || lab_fits_curve(space->shot)) {
        lab_surface_draw(canvas, space, index, rect, theme);
    } else {
        lab_matrix_draw(canvas, space, index, rect, theme);
    }
}
