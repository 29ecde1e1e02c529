// Painting on the plane: points of classes, on data that were made or on an empty canvas.
#pragma once

#include "app/network/labspace.h"

enum { LAB_CLASSES_PAINTED = 10 };

// Whether it is a canvas that still lacks points of two classes.
bool labspace_awaits_points(const LabSpace *space);
// What it then says, in the language of the program.
const char *labspace_awaited(const LabSpace *space);
// Classes that can be painted: those there are, and on a plane of classes one more,
// LAB_CLASSES_PAINTED at most.
int labspace_brushes(const LabSpace *space);
// Takes painted points away: a canvas is empty again, other data are as they were made.
void labspace_unpaint(LabSpace *space);
// Paints a point of the brush's class at x, y, or erases those within `radius`. The first stroke
// takes the shown points over as painted ones; a point of a class that is not there begins it.
// False when the points are full.
bool labspace_paint(LabSpace *space, float x, float y, float radius);
