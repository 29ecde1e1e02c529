// Points by hand: the first stroke makes the points that are shown the user's own.
#include "app/network/labspace_paint.h"

#include "base/words.h"

#include <math.h>

void labspace_unpaint(LabSpace *space)
{
    lab_wish_unpaint(&space->wish);
    space->wish.playing &= !lab_wish_awaits_points(&space->wish); // nothing to train is left
    labspace_changed(space);
}

bool labspace_awaits_points(const LabSpace *space)
{
    return lab_wish_awaits_points(&space->wish);
}

const char *labspace_awaited(const LabSpace *space)
{
    return tr(space->wish.points.count > 0
                  ? N_("Now points of another class: choose its colour and press on the plane")
                  : N_("Paint points of two classes: choose a colour and press on the plane"));
}

int labspace_brushes(const LabSpace *space)
{
    const int classes = space->wish.painted ? space->wish.painted_classes : space->class_count;
    return classes == 0 ? 0 : classes < LAB_CLASSES_PAINTED ? classes + 1 : LAB_CLASSES_PAINTED;
}

// The shown points become the user's own.
static void take_points(LabSpace *space)
{
    if (!space->wish.painted && space->shot) {
        space->wish.painted = true;
        space->wish.painted_classes = space->shot->classes;
        space->wish.points = space->shot->points;
        data_spec_keep_rows(&space->wish.spec.data); // they are what it left of them
    }
}

static void erase(LabPoints *points, float x, float y, float radius)
{
    int kept = 0;
    for (int i = 0; i < points->count; i++) {
        const LabPoint *p = &points->items[i];
        if (hypotf(p->x - x, p->y - y) > radius) {
            points->items[kept++] = *p;
        }
    }
    points->count = kept;
}

bool labspace_paint(LabSpace *space, float x, float y, float radius)
{
    LabPoints *points = &space->wish.points;
    take_points(space);
    // The brush may be of a class that other data had.
    if (space->brush >= labspace_brushes(space)) {
        space->brush = BRUSH_NONE;
    }
    if (space->brush == BRUSH_NONE) {
        return true;
    }
    if (space->brush == BRUSH_ERASER) {
        erase(points, x, y, radius);
    } else if (points->count == LAB_POINTS_MAX) {
        return false;
    } else {
        points->items[points->count++] = (LabPoint){ x, y, (float)space->brush, false };
        if (space->brush == space->wish.painted_classes) {
            space->wish.painted_classes++;
        }
    }
    labspace_changed(space);
    return true;
}
