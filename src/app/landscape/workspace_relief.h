// The workspace's surface: kept up with what is looked at, and seen.
#pragma once

#include "app/landscape/workspace.h"

// The surface's heights and mesh, where they are due; `picture` is what the view is measured in
// (relief_view_rect()). Whether a finer one is to come.
bool workspace_relief_follow(Workspace *workspace, Rect picture, double budget_s);
// The surface seen in that part of the picture (relief_rect()). It changes what is kept of the eye
// alone; good until the next call.
Projection workspace_relief(Workspace *workspace, Rect rect);
