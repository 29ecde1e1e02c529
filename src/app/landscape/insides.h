// What goes on inside the optimizers, drawn at their points: the parts of the step that is about to
// be taken, end to end in the picture's units; the direction of −∇f and the rates of the
// coordinates where a method bends it. On a surface all of them lie in the plane that touches it at
// the run's point: seen from straight above they are what they are on the map.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"
#include "draw/plate.h"

// By how much all vectors are magnified: 1, so that each step's parts end at the next point, unless
// the longest part in the picture is so short that none could be seen; the same however the
// surface is turned.
double insides_factor(const Workspace *workspace, const Projection *on);
// The parts of each run's next step, from its point on: momentum's, the gradient's, weight decay's.
void insides_vectors(Canvas *canvas, const Workspace *workspace, const Projection *on);
// Adds the places that the arrows cover.
void insides_cover(const Workspace *workspace, const Projection *on, Taken *taken);
// Their symbols, where there is room beside them.
void insides_symbols(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                     const Projection *on, Taken *taken);
// What the legend keeps off; 0 wide: there is none.
typedef struct InsidesKeep {
    Rect hint, inset;
} InsidesKeep;

// Where the legend would stand.
typedef struct LegendSpot {
    Rect plate;
    float letters; // their size; 0: there is no room for letters that can be read
    int hidden;    // how much of the race it would hide
} LegendSpot;

// In the corner of a picture, of which `clear` is free, where it hides the least.
LegendSpot insides_legend_spot(const Canvas *canvas, const Workspace *workspace,
                               const Projection *on, Rect clear, const InsidesKeep *keep);
// What the arrows mean, there; its letters are not 0.
void insides_legend(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                    const Projection *on, const LegendSpot *spot, Taken *taken);
// The colour of a part's arrow.
Color insides_color(OptimPart part);
extern const Color insides_downhill; // of −∇f
