// Where the legend of the vectors stands: one for map and surface.
#pragma once

#include "app/landscape/insides.h"
#include "app/landscape/picture.h"

// Whether on the surface: it is alone, or the legend hides clearly less of the race there.
bool picture_legend_aside(const Canvas *canvas, Workspace *workspace, Rect map, Rect surface,
                          const PictureLook *look);
// On the picture that has it, where vectors are shown and letters that can be read have room.
void picture_legend(Canvas *canvas, const Workspace *workspace, const Projection *on,
                    const PictureLook *look, const InsidesKeep *keep, Taken *taken);
