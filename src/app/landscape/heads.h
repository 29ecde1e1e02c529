// The heads of the runs on the picture and their names: heads that coincide fan out, each with a
// thin line to where it truly is, and names stand beside them, pushed apart.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"
#include "draw/plate.h"

// Logical pixels.
typedef struct Head {
    int run, racer;
    float x, y;       // where the run is
    float at_x, at_y; // where its head is drawn
    bool hidden;      // behind something
} Head;

typedef struct Heads {
    Head items[SCENE_RACERS_MAX];
    int count;
} Heads;

#define HEAD_RADIUS 5.5f
#define HEADS_APART 15.0f // between the middles of two heads at least

// All that are in the picture or just beside it.
void heads_place(const Workspace *workspace, const Projection *on, Heads *heads);
void heads_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Heads *heads,
                Taken *taken);
// The name of each on a plate, clear of what is taken and, where there is room, of what had better
// stay free (which has all of the former).
void heads_names(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Heads *heads,
                 Rect picture, const Taken *better, Taken *taken);
