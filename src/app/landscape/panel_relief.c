// The left panel's section of the surface, there as long as one is shown: what height is, how much
// of it, and what goes with a surface alone.
#include "app/landscape/room_landscape.h"
#include "base/words.h"
#include "ui/hiding.h"
#include "ui/widgets.h"

// clang-format off
static const struct { ShowKind show; Kind kind; } switches[] = {
    { SHOW_FLOOR,   { .key = "relief.floor", .name = N_("Map below"),
                      .about = N_("The map with its contours on the ground below the surface: what lies above what.") } },
    { SHOW_QUADRIC, { .key = "relief.quadric", .name = N_("Quadric"),
                      .about = N_("At the cursor, else at the start, the surface of second order that touches f there, of its value,\ngradient and Hessian: a bowl, a saddle, a ridge, as the values at the cursor call it. Blue lines\nbend up, orange ones down; the thick ones are the directions of the Hessian's λ.") } },
};
// clang-format on

void landscape_relief(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    ReliefLook *look = &w->scene.relief;
    Ui *ui = &room->shell->ui;
    if (!relief_shown(&w->scene)) {
        return;
    }
    ui_section(ui, column, "section.relief", 6, tr("RELIEF"));
    int height = (int)look->height;
    if (ui_kinds(ui, "relief.height", column_row(column, 28, 4), &relief_height_kinds, false,
                 &height,
                 tr("What height is: f, or its logarithm above the lowest value; Auto takes the "
                    "one that\nshows more of this landscape."))) {
        look->height = (ReliefHeight)height;
    }
    const Param *times = &scene_settings[SCENE_EXAGGERATION].param;
    ui_slider(ui, "relief.exaggeration", column_row(column, 26, 0), times, &look->exaggeration,
              times->def, NULL,
              tr("How high the surface is, in times its usual height. 0.2 to 5."));
    for (size_t i = 0; i < COUNT(switches); i++) {
        const Kind *kind = &switches[i].kind;
        ui_checkbox(ui, kind->key, column_row(column, 23, 0), tr(kind->name),
                    &w->show.on[switches[i].show], tr(kind->about));
    }
    column_row(column, 12, 0);
}
