// A line hangs on the race, the surface and how fine it has to be, which has room for an eye that
// comes a little closer, so that turning lays nothing anew; a race that goes on only adds to it.
#include "app/landscape/drapes.h"

#include "app/landscape/hiding.h"
#include "app/landscape/path_place.h"

#include <math.h>
#include <string.h>

static const double CLOSEST_LEAST = 0.1, CLOSEST_MOST = 8, CLOSER = 1.5, TOO_FINE = 5;

// What the lines are laid for.
typedef struct DrapesOf {
    unsigned race, relief;
    unsigned hidden; // bit k: run k is not seen, and with it no way is shared
    unsigned none;   // nothing lies between what is compared
    double x, y, unit, width, height, closest;
} DrapesOf;

typedef struct Line {
    Drape drape;
    Array(DrapePlace) places;
} Line;

struct Drapes {
    DrapesOf of;
    Drape paths[SCENE_RACERS_MAX], ghosts[SCENE_RACERS_MAX];
    Drape beside[SCENE_RACERS_MAX][AROUND_POINTS];
    int stride[SCENE_RACERS_MAX]; // of the trails
    Line lines[DRAPES_LINES];
    Array(DrapePlace) places; // to work with, as is
    Array(double) planes;
};

void drapes_destroy(Drapes *drapes)
{
    if (drapes == NULL) {
        return;
    }
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        drape_finish(&drapes->paths[i]);
        drape_finish(&drapes->ghosts[i]);
        for (int k = 0; k < AROUND_POINTS; k++) {
            drape_finish(&drapes->beside[i][k]);
        }
    }
    for (int i = 0; i < DRAPES_LINES; i++) {
        drape_finish(&drapes->lines[i].drape);
        array_free(&drapes->lines[i].places);
    }
    array_free(&drapes->places);
    array_free(&drapes->planes);
    free(drapes);
}

// How many pixels a pixel of the map is on the screen at most.
static double closest_of(const Lens *lens)
{
    const double nearest = lens->orbit.parallel ? 1 : lens->eye_away / lens->near;
    return clamp(nearest / lens->orbit.distance, CLOSEST_LEAST, CLOSEST_MOST);
}

// What lines are laid for: what they are, as long as that is fine enough and not far too fine.
static double closest_kept(double kept, double needed)
{
    return needed <= kept && kept <= TOO_FINE * needed ? kept : CLOSER * needed;
}

// f under the places that are to be laid.
static void heights_ask(Drapes *drapes, const Relief *relief)
{
    const size_t count = drapes->places.count;
    DrapePlace *places = drapes->places.items;
    array_reserve(&drapes->planes, 3 * count);
    double *x = drapes->planes.items, *y = x + count, *f = y + count;
    for (size_t i = 0; i < count; i++) {
        x[i] = places[i].x;
        y[i] = places[i].y;
    }
    relief_heights(relief, count, x, y, f);
    for (size_t i = 0; i < count; i++) {
        places[i].f = f[i];
    }
}

static void lay(Drapes *drapes, const Relief *relief, Drape *drape)
{
    drape_add(drape, relief, drapes->of.closest, drapes->places.count, drapes->places.items);
}

// The rows of a trail that were not taken yet. The last one of a race under way may still change.
static void trail_lay(Drapes *drapes, const Workspace *w, const Trail *trail, int run, bool own,
                      Drape *drape)
{
    const int count = race_complete(w->race) ? trail->count : trail->count - 1;
    drapes->places.count = 0;
    for (int i = (int)drape->done; i < count; i++) {
        const TrailRow *row = &trail->rows[i];
        const bool shared = own && run > 0 && i > 0 && path_shared(w, run, i, i - 1);
        array_push(&drapes->places, (DrapePlace){ row->x, row->y, row->loss, i, shared || !own });
    }
    if (drapes->places.count > 0) {
        if (!own) { // a trail beside has no loss
            heights_ask(drapes, &w->relief);
        }
        lay(drapes, &w->relief, drape);
    }
}

static void race_lay(Drapes *drapes, const Workspace *w)
{
    for (int run = 0; run < race_run_count(w->race); run++) {
        const Trail *trail = race_trail(w->race, run);
        const bool anew = drapes->stride[run] != trail->stride;
        drapes->stride[run] = trail->stride;
        for (int k = -1; k < AROUND_POINTS; k++) {
            const Trail *of = k < 0 ? trail : race_points(w->race, run, (AroundPoint)k);
            Drape *drape = k < 0 ? &drapes->paths[run] : &drapes->beside[run][k];
            if (anew) {
                drape_clear(drape);
            }
            if (of) {
                trail_lay(drapes, w, of, run, k < 0, drape);
            }
        }
    }
}

static void ghosts_lay(Drapes *drapes, const Workspace *w)
{
    for (int i = 0; i < w->ghost.path_count; i++) {
        const GhostPath *path = &w->ghost.paths[i];
        const double(*points)[2] = (const double(*)[2])w->ghost.points + path->first;
        if (drapes->ghosts[i].done > 0) {
            continue;
        }
        drapes->places.count = 0;
        for (int p = 0; p < path->count; p++) {
            array_push(&drapes->places, (DrapePlace){ points[p][0], points[p][1], NAN, p, false });
        }
        heights_ask(drapes, &w->relief);
        lay(drapes, &w->relief, &drapes->ghosts[i]);
    }
}

static void clear(Drapes *drapes)
{
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        drape_clear(&drapes->paths[i]);
        drape_clear(&drapes->ghosts[i]);
        for (int k = 0; k < AROUND_POINTS; k++) {
            drape_clear(&drapes->beside[i][k]);
        }
    }
    for (int i = 0; i < DRAPES_LINES; i++) {
        drapes->lines[i].places.count = 0;
    }
}

void drapes_follow(Workspace *w)
{
    if (w->drapes == NULL) {
        w->drapes = memory_get(sizeof *w->drapes);
        memset(w->drapes, 0, sizeof *w->drapes);
    }
    Drapes *drapes = w->drapes;
    const Relief *relief = &w->relief;
    unsigned hidden = 0;
    for (int run = 0; run < race_run_count(w->race); run++) {
        hidden |= workspace_hides_run(w, run) ? 1u << run : 0;
    }
    const DrapesOf of = { race_version(w->race),
                          relief->version,
                          hidden,
                          0,
                          relief->view.x,
                          relief->view.y,
                          relief->view.unit,
                          (double)relief->picture.w,
                          (double)relief->picture.h,
                          closest_kept(drapes->of.closest, closest_of(&relief->lens)) };
    if (memcmp(&of, &drapes->of, sizeof of) != 0) {
        clear(drapes);
        drapes->of = of;
    }
    race_lay(drapes, w);
    if (w->show.on[SHOW_GHOSTS]) {
        ghosts_lay(drapes, w);
    }
}

static const Drape *some(const Drape *drape)
{
    return drape->points.count > 0 ? drape : NULL;
}

const Drape *drapes_path(const Workspace *w, int run)
{
    return w->drapes ? some(&w->drapes->paths[run]) : NULL;
}

const Drape *drapes_beside(const Workspace *w, int run, AroundPoint point)
{
    return w->drapes ? some(&w->drapes->beside[run][point]) : NULL;
}

const Drape *drapes_ghost(const Workspace *w, int path)
{
    return w->drapes ? some(&w->drapes->ghosts[path]) : NULL;
}

static bool same_places(const Line *line, size_t count, const DrapePlace *places)
{
    bool same = line->places.count == count;
    for (size_t i = 0; same && i < count; i++) {
        const DrapePlace *at = &line->places.items[i];
        same = at->x == places[i].x && at->y == places[i].y && at->at == places[i].at;
    }
    return same;
}

const Drape *drapes_line(const Workspace *w, int slot, size_t count, const DrapePlace *places)
{
    Drapes *drapes = w->drapes;
    if (drapes == NULL) {
        return NULL;
    }
    Line *line = &drapes->lines[slot];
    if (!same_places(line, count, places)) {
        drape_clear(&line->drape);
        line->places.count = drapes->places.count = 0;
        for (size_t i = 0; i < count; i++) {
            array_push(&line->places, places[i]);
            array_push(&drapes->places, places[i]);
        }
        heights_ask(drapes, &w->relief);
        lay(drapes, &w->relief, &line->drape);
    }
    return some(&line->drape);
}
