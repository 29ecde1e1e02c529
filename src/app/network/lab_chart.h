// The Network room's chart in its parts, each in its file: what stands at the ends of the curves
// and beyond the axis, the numbers at the pointer.
#pragma once

#include "app/network/lab_curves.h"
#include "app/network/room_network.h"
#include "draw/labels.h"

// The parts that stand over the curves; none covers what is taken before it.
// What axis and lines mean.
void lab_chart_legend(Canvas *canvas, const LabCurves *curves, Taken *taken);
// Every network's letter at its curve's end.
void lab_chart_names(Canvas *canvas, const LabCurves *curves, Taken *taken);
// What goes beyond the axis, and where a network was lost.
void lab_chart_marks(Canvas *canvas, const LabCurves *curves, Taken *taken);
// Every network's values at a step, in a box beside it.
void lab_chart_reading(NetworkRoom *room, const LabCurves *curves, long step);
