// Of map and surface one has the legend: the map, unless there it hides clearly more.
#include "app/landscape/picture_legend.h"

#include "app/landscape/inset.h"
#include "app/landscape/workspace_relief.h"

// What of a picture lies below a surface's tools.
static Rect below(Rect clear, Rect tools)
{
    const float y = tools.y + tools.h;
    return tools.w > 0 ? rect_intersect(clear, (Rect){ clear.x, y, clear.w, 1e6f }) : clear;
}

void picture_legend(Canvas *canvas, const Workspace *workspace, const Projection *on,
                    const PictureLook *look, const InsidesKeep *keep, Taken *taken)
{
    if (workspace->show.on[SHOW_VECTORS] && look->aside == (on->camera != NULL)) {
        const Rect clear = on->camera ? below(look->clear, look->tools) : look->clear;
        const LegendSpot spot = insides_legend_spot(canvas, workspace, on, clear, keep);
        if (spot.letters > 0) {
            insides_legend(canvas, look->theme, workspace, on, &spot, taken);
        }
    }
}

bool picture_legend_aside(const Canvas *canvas, Workspace *workspace, Rect map, Rect surface,
                          const PictureLook *look)
{
    enum { FEW = 8 };
    if (map.w < 1 || surface.w < 1 || workspace->relief.version == 0 ||
        !workspace->show.on[SHOW_VECTORS]) {
        return map.w < 1;
    }
    const Projection flat = view_projection(&workspace->view, map);
    InsidesKeep keep = { 0 };
    Inset inset;
    map = rect_intersect(look->clear, map);
    if (inset_place(workspace, &flat, map, &inset)) {
        keep.inset = inset.rect;
    }
    const LegendSpot there = insides_legend_spot(canvas, workspace, &flat, map, &keep);
    const Projection on = workspace_relief(workspace, surface);
    const Rect clear = below(rect_intersect(look->clear, surface), look->tools);
    keep.inset = (Rect){ 0 };
    const LegendSpot here = insides_legend_spot(canvas, workspace, &on, clear, &keep);
    return here.letters > 0 && there.hidden - FEW > here.hidden + here.hidden / 4;
}
