// f at a few places of what is looked at, by which colours and heights are chosen.
#pragma once

#include "app/landscape/workspace.h"

// The view of the whole landscape in a picture of that size.
View workspace_whole_view(const Workspace *workspace, Rect picture);
// Those of the whole and of the view in the picture, taken once for all who ask; fewer where a
// value is dear and the budget finite. Good until the next call.
const Samples *workspace_samples(Workspace *workspace, Rect picture, double budget_s);
