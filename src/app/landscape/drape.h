// A line of places laid on the surface: between them, too, its points lie on f itself, so close
// that the straight pieces between points leave the surface by less than a pixel can show. It hangs
// on the surface, not on the eye: turning does not change it.
#pragma once

#include "app/landscape/relief.h"

// A place that the line goes through.
typedef struct DrapePlace {
    double x, y, f; // f there; NAN where there is none
    double at;      // how far along the line; grows
    bool shared;    // passed on for the way to here
} DrapePlace;

typedef struct DrapePoint {
    double x, y, f;
    double scene[3];
    double at;
    bool given;  // one of the places; else between two
    bool shared; // the way to here
    bool apart;  // there is no way from the point before to here
    bool open;   // being laid: the way to here is not fine yet
} DrapePoint;

typedef Array(DrapePoint) DrapePoints;

typedef struct Drape {
    DrapePoints points; // all on the patch and between the cuts
    size_t done;        // places taken
    DrapePlace last;    // with done: where it goes on from
} Drape;

void drape_finish(Drape *drape);
void drape_clear(Drape *drape); // keeps its memory
// Goes on over places [count]; those closer to the last than can be seen are left out, and at the
// first that is not finite the line ends for good. closest: how many pixels a pixel of the map is
// on the screen at most.
void drape_add(Drape *drape, const Relief *relief, double closest, size_t count,
               const DrapePlace *places);
