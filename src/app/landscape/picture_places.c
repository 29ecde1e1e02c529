// Where in the picture things stand that hands and picture must agree about.
#include "app/landscape/picture.h"
#include "app/landscape/room_landscape.h"
#include "base/words.h"

#include <math.h>

Rect landscape_clear(const LandscapeRoom *room)
{
    const ShellLayout *layout = &room->shell->layout;
    Rect clear = layout->picture;
    if (layout->drawers && room->shell->left_open) {
        cut_left(&clear, fminf(layout->left.w, clear.w), 0);
    }
    if (layout->drawers && room->shell->right_open) {
        cut_right(&clear, fminf(layout->right.w, clear.w), 0);
    }
    return clear;
}

void landscape_start_back(LandscapeRoom *room, const char *name, const Projection *on, Rect tools)
{
    Workspace *w = &room->workspace;
    PictureArrow arrow;
    const Rect clear = rect_intersect(landscape_clear(room), on->picture);
    if (!picture_start_arrow(w, on, clear, tools, &arrow)) {
        return;
    }
    const float r = PICTURE_ARROW_RADIUS;
    const Rect place = { arrow.x - r, arrow.y - r, 2 * r, 2 * r };
    const UiPress press = ui_press(&room->shell->ui, name, place, false);
    if (press.hovered) {
        room->shell->ui.cursor = UI_CURSOR_HAND;
        ui_tip(&room->shell->ui, tr("The start is out of view in this direction. Click: show it"));
    }
    if (press.clicked) {
        w->view.x = w->scene.start[0];
        w->view.y = w->scene.start[1];
        w->view.home = false;
    }
}
