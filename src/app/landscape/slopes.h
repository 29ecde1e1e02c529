// The field of gradients below everything else in the picture.
#pragma once

#include "app/landscape/workspace.h"

// Arrows of −∇f on an even grid of pixels, longer where the gradient is larger; on a surface, of
// the map's pixels, along it, those that it hides left out.
void slopes_draw(Canvas *canvas, const Workspace *workspace, const Projection *on);
