// The lines on the surface, each laid once: the runs' paths and the points beside them, the race
// before, the penalties' level lines.
#pragma once

#include "app/landscape/drape.h"
#include "app/landscape/workspace.h"

typedef struct Drapes Drapes;

// NULL is allowed.
void drapes_destroy(Drapes *drapes);
// To be called when the eye is aimed: lays what is due. workspace->drapes is made when it is first
// needed.
void drapes_follow(Workspace *workspace);

// Each NULL where there is none. `at` of their points counts rows of the trail, points of the
// ghost, shares of the way around.
const Drape *drapes_path(const Workspace *workspace, int run);
const Drape *drapes_beside(const Workspace *workspace, int run, AroundPoint point);
const Drape *drapes_ghost(const Workspace *workspace, int path);
enum { DRAPES_LINES = 2 };
// Some other line through places [count], whose f is asked for; kept in that slot while it and the
// surface stay the same.
const Drape *drapes_line(const Workspace *workspace, int slot, size_t count,
                         const DrapePlace *places);
