// Where on the surface something stands that is dragged: below the pointer, or, where the pointer
// is beside the surface, at the place that is seen nearest to it. So it glides along a ridge.
#include "app/landscape/relief.h"

#include <math.h>

enum {
    SIDE = 96,    // places a side of the patch, from which one begins
    AROUND = 3,   // places to either side of the nearest so far
    ROUNDS = 120, // at most
    BLOCK = (2 * AROUND + 1) * (2 * AROUND + 1)
};
static_assert((int)SIDE >= (int)BLOCK, "a row is the most that is asked at once");
static const double CLOSE_PX = 1e-3;   // of the map: so close places are looked at
static const double QUICK_S = 3e-7;    // a value that takes longer is looked up
static const double INSIDE_PX = 1e-6;  // from the patch's border, so that it is on it for sure
static const double CLEARLY_PX = 1e-7; // by so much it must be nearer

typedef struct Search {
    const Relief *relief;
    double x_px, y_px; // the pointer
    double axes[2][2]; // to the right and ahead, in the scene's plane
    double low, high;  // heights between which the surface is drawn
    double at[2];      // the nearest so far, in the scene's plane,
    double away_px;    // ... and how far from the pointer it is seen
} Search;

// Keeps the nearest of so many places of the scene's plane.
static void look(Search *search, int count, double (*places)[2])
{
    const Relief *relief = search->relief;
    const bool rough = relief->exact && relief->objective->value_s > QUICK_S;
    double x[SIDE], y[SIDE], f[SIDE], at[2], px[2], away;
    for (int i = 0; i < count; i++) {
        relief_plane(relief, (double[]){ places[i][0], places[i][1], 0 }, at);
        x[i] = at[0];
        y[i] = at[1];
    }
    (rough ? relief_grid_heights : relief_heights)(relief, (size_t)count, x, y, f);
    for (int i = 0; i < count; i++) {
        const double scene[3] = { places[i][0], places[i][1], relief_z(relief, f[i]) };
        if (scene[2] >= search->low && scene[2] <= search->high &&
            lens_px(&relief->lens, scene, px, &away) && away >= relief->lens.near) {
            const double distance = hypot(px[0] - search->x_px, px[1] - search->y_px);
            if (distance < search->away_px - CLEARLY_PX) {
                search->away_px = distance;
                search->at[0] = places[i][0];
                search->at[1] = places[i][1];
            }
        }
    }
}

static void look_everywhere(Search *search)
{
    const Rect picture = search->relief->picture;
    double places[SIDE][2];
    for (int row = 0; row < SIDE; row++) {
        for (int i = 0; i < SIDE; i++) {
            places[i][0] = (picture.w - 2 * INSIDE_PX) * (i / (SIDE - 1.0) - 0.5);
            places[i][1] = (picture.h - 2 * INSIDE_PX) * (row / (SIDE - 1.0) - 0.5);
        }
        look(search, SIDE, places);
    }
}

// Ever closer around the nearest so far; while a nearer one is found the way is gone on.
static void look_closer(Search *search)
{
    const Rect picture = search->relief->picture;
    double step = fmax(picture.w, picture.h) / (SIDE - 1);
    for (int round = 0; round < ROUNDS && step > CLOSE_PX; round++) {
        const double before = search->away_px;
        double places[BLOCK][2];
        for (int i = 0; i < BLOCK; i++) {
            const double right = step * (i % (2 * AROUND + 1) - AROUND);
            const double ahead = step * (i / (2 * AROUND + 1) - AROUND);
            for (int k = 0; k < 2; k++) {
                const double half = (double)(k ? picture.h : picture.w) / 2 - INSIDE_PX;
                places[i][k] =
                    clamp(search->at[k] + right * search->axes[0][k] + ahead * search->axes[1][k],
                          -half, half);
            }
        }
        look(search, BLOCK, places);
        if (search->away_px >= before) {
            step /= 2;
        }
    }
}

bool relief_drag(const Relief *relief, double x_px, double y_px, double at[2])
{
    const double *right = relief->lens.right; // level, as is the way ahead square to it
    double scene[3];
    if (relief_pick(relief, x_px, y_px, at)) {
        return true;
    }
    Search search = { .relief = relief,
                      .x_px = x_px,
                      .y_px = y_px,
                      .axes = { { right[0], right[1] }, { -right[1], right[0] } },
                      .away_px = INFINITY };
    relief_drawn(relief, &search.low, &search.high);
    relief_place(relief, (Place){ at[0], at[1], NAN }, scene);
    if (relief_covers(relief, at[0], at[1])) { // on a ridge too thin for the places everywhere
        look(&search, 1, (double[1][2]){ { scene[0], scene[1] } });
        look_closer(&search);
    }
    look_everywhere(&search);
    look_closer(&search);
    if (isfinite(search.away_px)) {
        relief_plane(relief, (double[]){ search.at[0], search.at[1], 0 }, at);
    }
    return isfinite(search.away_px);
}
