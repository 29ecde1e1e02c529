// What is known of a scene's plane: where its gradient vanishes, and how low it goes.
#pragma once

#include "sim/plane/poles.h"
#include "sim/race/scene.h"

enum { SCENE_POINTS_SIDE = 25 }; // of the search, see stationary_search()

typedef struct ScenePoints {
    int count; // points found
    Poles poles;
    double lowest;  // of them and of what is known; NAN: none, or f falls without end
    double minimum; // the same; NAN also where that is a saddle or a maximum, so that f goes lower
} ScenePoints;

// The landscape's known points while its parameters are its own, and what a search from side x side
// starts finds in the domain: sorted by f, at most `max`. objective is the scene's.
ScenePoints scene_points(const Scene *scene, const Objective *objective, Scratch *scratch, int side,
                         Stationary *points, int max);
// Those of the points [count] that are minima, to minima [count] x, y; returns how many. A
// degenerate point, or one without a gradient, may be one, too.
int scene_minima(const Scene *scene, const Objective *objective, Scratch *scratch,
                 const Stationary *points, int count, double (*minima)[2]);
// The landscape's own distance, where its minima are a curve and nothing is added to it; NULL: the
// minima are points.
LandscapeDistance *scene_distance(const Scene *scene);
