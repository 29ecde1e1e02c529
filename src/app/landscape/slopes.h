// The field of gradients below everything else in the picture.
#pragma once

#include "app/landscape/workspace.h"

// Arrows of −∇f on an even grid of pixels, longer where the gradient is larger.
void slopes_draw(Canvas *canvas, const Workspace *workspace, const Projection *on);
