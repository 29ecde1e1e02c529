// What a step takes the landscape for, and where a line search looks before it goes: drawn with the
// vectors of insides.h, but where they are, however much those are magnified.
#pragma once

#include "draw/canvas.h"
#include "draw/projection.h"
#include "sim/race/ahead.h"

extern const Color bowl_color, looks_color, ball_color;

// The level line, through where the run stands, of the bowl f + g·p + ½ p·Mp: an ellipse about the
// middle to which the whole step leads, or both arms of a hyperbola about a saddle. px: where the
// run stands on the canvas, `from` in space.
void bowl_draw(Canvas *canvas, const Projection *on, Place from, const float px[2],
               const Ahead *ahead);
// The points that were tried, the last one ringed twice, within the ball of sam's radius if there
// is one.
void looks_draw(Canvas *canvas, const Projection *on, Place from, const float px[2],
                const Ahead *ahead);
// Their signs in a legend, about 24 wide, from (x, y) on.
void bowl_sign(Canvas *canvas, float x, float y);
void looks_sign(Canvas *canvas, float x, float y);
void ball_sign(Canvas *canvas, float x, float y);
