// The points that an optimizer keeps beside the one that moves (model/optim/around.h): their paths,
// dashed in the racer's colour, with a ring and a word at their ends.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"
#include "draw/plate.h"
#include "draw/projection.h"

void beside_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                 const Projection *on);
// The words, clear of what is taken.
void beside_names(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                  const Projection *on, Rect clear, Taken *taken);
