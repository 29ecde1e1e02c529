// One run's path as shapes: halo, line and step dots, clipped, and thinned to what pixels can show.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/projection.h"

typedef struct PathLook {
    Color color, halo;
    float width;
    bool dots;
} PathLook;

// Up to `cursor` steps. Segments that an earlier run of the race also walked are dashed, so that
// both stay visible.
void path_draw(Canvas *canvas, const Workspace *workspace, const Projection *on, int run,
               double cursor, const PathLook *look);
// The path of a point kept beside the run's own, all dashed; where it ends now, pixels. False:
// there is none in the picture.
bool path_beside(Canvas *canvas, const Workspace *workspace, const Projection *on, int run,
                 AroundPoint point, const PathLook *look, float end[2]);
// The paths of the race before the last change, faint, up to the cursor as well.
void ghost_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                const Projection *on);
// The place of a trail at a fractional step; false if it has none that is finite.
bool path_point(const Trail *trail, double step, Place *at);
// Where the head of a run is now, pixels; false if it is not finite or far outside.
bool path_head(const Workspace *workspace, const Projection *on, int run, float *x, float *y);
// How much of the race, of any step, lies below a plate, so that one stays where it is while time
// goes on: samples of all paths, and very much for the start.
int path_hidden(const Workspace *workspace, const Projection *on, Rect plate);
// Which run's drawn path has a step within a few pixels of a place of the picture, and which step;
// -1 none.
int path_near(const Workspace *workspace, const Projection *on, float x, float y, int *step);
