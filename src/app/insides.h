// What goes on inside the optimizers, drawn at their heads: gradient, velocity, the step taken, the
// rates of the coordinates; and the gradient field below everything.
#pragma once

#include "app/workspace.h"

// Arrows of −∇f on an even grid of pixels, longer where the gradient is larger.
void insides_field(Canvas *canvas, Workspace *workspace, Rect picture);
// Arrows and ellipse at the head of a run.
void insides_head(Canvas *canvas, const Workspace *workspace, Rect picture, int run);
// What the arrows mean, in a corner of the picture.
void insides_legend(Canvas *canvas, Rect picture);

// An arrow with a halo, from a point; nothing if shorter than its head.
void insides_arrow(Canvas *canvas, float x, float y, float dx, float dy, float width, Color color);
// The length in pixels that a vector of so many pixels is drawn with: true to scale while short,
// never longer than `most`.
float insides_length(double px, float most);
