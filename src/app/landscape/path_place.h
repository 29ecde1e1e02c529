// Where a run is at a moment: on the plane, on the surface, on the screen.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/projection.h"

// Whether a row can be drawn at all.
bool path_finite(const TrailRow *row);
// Whether an earlier run of the race is at the same two places at the same two steps, i and before.
bool path_shared(const Workspace *workspace, int run, int i, int before);
// The row that a fractional step lies behind, and how far on to the next one, 0..1.
int path_row(const Trail *trail, double step, double *share);
// The place of a trail at a fractional step; false if it has none that is finite.
bool path_point(const Trail *trail, double step, Place *at);
// The same for a picture: on the surface it lies on f between steps, too, or at the cut that f is
// beyond; false beside the patch and
// where f is not finite. away, NULL if not wanted: whether it is hidden or beyond the cut.
bool path_place(const Workspace *workspace, const Projection *on, const Trail *trail, double step,
                Place *at, bool *away);
// Where the head of a run is now, pixels; false if it is not finite or far outside.
bool path_head(const Workspace *workspace, const Projection *on, int run, float *x, float *y);
