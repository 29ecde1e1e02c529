// One run's path as shapes: halo, line and step dots, clipped, and thinned to what pixels can show.
#pragma once

#include "app/landscape/path_place.h"

typedef struct PathLook {
    Color color, halo;
    float width;
    bool dots;
} PathLook;

// All runs' paths up to `cursor` steps. Segments that an earlier run of the race also walked are
// dashed, so that both stay visible. On the surface what is hidden is dimmed, and below all that is
// seen. looks [runs].
void paths_draw(Canvas *canvas, const Workspace *workspace, const Projection *on, double cursor,
                const PathLook *looks);
// The path of a point kept beside the run's own, all dashed. False: there is none.
bool path_beside(Canvas *canvas, const Workspace *workspace, const Projection *on, int run,
                 AroundPoint point, const PathLook *look);
// The paths of the race before the last change, faint, up to the cursor as well.
void ghost_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                const Projection *on);
// How much of the race, of any step, lies below a plate, so that one stays where it is while time
// goes on: samples of all paths, and very much for the start.
int path_hidden(const Workspace *workspace, const Projection *on, Rect plate);
// Which run's drawn path has a step within a few pixels of a place of the picture, and which step;
// -1 none.
int path_near(const Workspace *workspace, const Projection *on, float x, float y, int *step);
