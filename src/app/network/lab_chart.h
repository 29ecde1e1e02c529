// The Network room's chart in its parts, each in its file: what stands at the ends of the curves
// and beyond the axis, the numbers at the pointer.
#pragma once

#include "app/network/lab_curves.h"
#include "app/network/room_network.h"
#include "draw/labels.h"

// The parts that stand over the curves; none covers what is taken before it.
// Which part of the axes is shown, where it is not the whole.
void lab_chart_part(Canvas *canvas, const LabCurves *curves, Taken *taken);
// Its place, 0 wide if it is the whole; at its right end there is room for a button.
Rect lab_chart_part_place(const Canvas *canvas, const LabCurves *curves);
// What axis and lines mean.
void lab_chart_legend(Canvas *canvas, const LabCurves *curves, Taken *taken);
// A dot at the best epoch of every network, on the curve of the validation rows.
void lab_chart_bests(Canvas *canvas, const LabCurves *curves, Taken *taken);
// Every network's letter at its curve's end.
void lab_chart_names(Canvas *canvas, const LabCurves *curves, Taken *taken);
// What goes beyond the axis, and where a network was lost.
void lab_chart_marks(Canvas *canvas, const LabCurves *curves, Taken *taken);
// The hands on the axes: parts of them are chosen, wider, narrower or the whole again; curves then
// has the new ones. What is being chosen, over the curves.
void lab_chart_zoom(NetworkRoom *room, LabCurves *curves);
void lab_chart_zoom_draw(NetworkRoom *room, const LabCurves *curves);
// What the dot below the pointer says, in a box beside it; false if there is none.
bool lab_chart_best_reading(NetworkRoom *room, const LabCurves *curves);
// Every network's values at a step, in a box beside it.
void lab_chart_reading(NetworkRoom *room, const LabCurves *curves, long step);
