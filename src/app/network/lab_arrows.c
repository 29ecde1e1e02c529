#include "app/network/lab_arrows.h"

#include "app/network/lab_points.h"
#include "app/network/lab_surface_look.h"

#include <math.h>

void lab_arrow_draw(Canvas *canvas, float x0, float y0, float x1, float y1, float head,
                    const Theme *theme)
{
    const float length = hypotf(x1 - x0, y1 - y0);
    if (!(length > 1)) {
        return;
    }
    const float u = (x1 - x0) / length, v = (y1 - y0) / length;
    canvas_line(canvas, x0, y0, x1, y1, 1.5f * theme->thick, theme->text);
    if (length >= head) {
        const float x = x1 - head * u, y = y1 - head * v, half = head / 2;
        canvas_polygon(canvas, 3, (float[]){ x1 + u, x - half * v, x + half * v },
                       (float[]){ y1 + v, y + half * u, y - half * u }, theme->text);
    }
}

bool lab_arrows_shown(const LabSpace *space, int index)
{
    return space->shot->networks[index].arrows.count > 0 && lab_points_shown(space).train &&
           lab_surface_look(space, index).of != SURFACE_UNIT;
}
