// Where the parts of a wiring lie.
#include "app/network/lab_wiring.h"

#include "app/network/lab_fit.h"
#include "app/network/lab_legend.h"
#include "ui/layout.h"

#include <math.h>

enum { SURFACE_LEAST = 104, LINES_LEAST = 130, APART = 14 };

bool lab_wiring_sees(const LabShot *shot)
{
    return shot->features == 2 || lab_fits_curve(shot);
}

WiringPlace lab_wiring_place(const Canvas *canvas, const LabSpace *space, Rect rect)
{
    WiringPlace place = { .lines = rect };
    const LabShot *shot = space->shot;
    const float most = fminf(rect.h - LAB_LEGEND - LAB_LEGEND_GAP, (rect.w - APART) * 0.46f);
    const float legend = lab_legend_height(canvas, space, most), below = legend + LAB_LEGEND_GAP;
    const float side = fminf(rect.h - below, most);
    if (!lab_wiring_sees(shot) || side < SURFACE_LEAST || rect.w - side - APART < LINES_LEAST) {
        return place;
    }
    place.surface = cut_right(&place.lines, most, APART);
    place.surface.w = side;
    place.surface.y += (rect.h - side - below) / 2;
    place.surface.h = side;
    place.legend = (Rect){ place.surface.x, place.surface.y + side + LAB_LEGEND_GAP, most, legend };
    return place;
}
