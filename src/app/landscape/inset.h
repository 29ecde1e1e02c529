// The data of a landscape that data make, in an inset of the picture: each point of the plane is a
// line through them or a border between them, that of the pointer and of every racer's head.
#pragma once

#include "app/landscape/workspace.h"

// Logical pixels.
typedef struct Inset {
    Rect rect; // all of it
    Rect head; // its title, by which it is moved
    Rect plot; // where the data are
    Box box;   // what of u and v the plot shows
} Inset;

// Where it stands: in the corner of `clear` where the least of the race is, or where it was moved
// to; it stays in a corner while a hand drags and until another has clearly less. False: there are
// no data, it is hidden, or it has no room.
bool inset_place(Workspace *workspace, const Projection *on, Rect clear, Inset *inset);
// It goes to where its upper left corner is at x, y, as far as it stays inside `clear`.
void inset_move(Workspace *workspace, const Inset *inset, Rect clear, float x, float y);

void inset_px(const Inset *inset, double u, double v, float *x, float *y);
void inset_at(const Inset *inset, float x, float y, double *u, double *v); // rounded to the pixel
// The line of the weights w as pixels, at most FIT_LINE_MAX; how many. Those that lie far outside
// are cut to be near.
int inset_line(const Workspace *workspace, const Inset *inset, const double w[2], float (*line)[2]);
// The point nearest to a place, within `reach`; -1: none.
int inset_nearest(const Workspace *workspace, const Inset *inset, float x, float y, float reach);

// hover: the plane's place below the pointer; NULL: none.
void inset_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Inset *inset,
                const double *hover);

// Changes of the points by hand; false: nothing changed. One that moves keeps its class.
bool inset_add(Workspace *workspace, double u, double v, bool upper);
bool inset_move_point(Workspace *workspace, int point, double u, double v);
bool inset_remove(Workspace *workspace, int point);
