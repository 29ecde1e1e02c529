// What a step takes the landscape for, and where a line search looks before it goes: drawn with the
// vectors of insides.h, but where they are, however much those are magnified. On a surface each is
// where it is true: the bowl's level line lies level, at the value that it is a line of, what is
// tried and its ball lie on the surface. What that hides is faint.
#pragma once

#include "app/landscape/workspace.h"

extern const Color bowl_color, looks_color, ball_color;

// The level line, through where the run stands, of the bowl f + g·p + ½ p·Mp: an ellipse about the
// middle to which the whole step leads, or both arms of a hyperbola about a saddle. On a surface
// the middle is as deep as the bowl, and its two sections along the axes show how it bends.
void bowl_draw(Canvas *canvas, const Projection *on, Place from, const Ahead *ahead);
// The points that were tried, the last one ringed twice, within the ball of sam's radius if there
// is one.
void looks_draw(Canvas *canvas, const Workspace *workspace, const Projection *on, Place from,
                const Ahead *ahead);
// Their signs in a legend, about 24 wide, from (x, y) on.
void bowl_sign(Canvas *canvas, float x, float y);
void looks_sign(Canvas *canvas, float x, float y);
void ball_sign(Canvas *canvas, float x, float y);
