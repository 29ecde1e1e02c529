// The landscape's own points are hints for the search, and good as they are as long as its
// parameters are.
#include "sim/race/scene_points.h"

#include "sim/plane/kinks.h"
#include "sim/plane/stationary.h"

#include <math.h>

static bool params_at_default(const Scene *scene)
{
    if (scene_is_penalized(scene)) {
        return false;
    }
    for (int i = 0; i < scene->param_count; i++) {
        if (scene->params[i] != scene->rows[i].def) {
            return false;
        }
    }
    return true;
}

static void take_lower(ScenePoints *known, const Stationary *point)
{
    const bool open = point->kind == STATIONARY_SADDLE || point->kind == STATIONARY_MAXIMUM;
    if (!(known->lowest <= point->f)) {
        known->lowest = point->f;
        known->minimum = open ? NAN : point->f;
    }
}

ScenePoints scene_points(const Scene *scene, const Objective *objective, Scratch *scratch, int side,
                         Stationary *points, int max)
{
    const Landscape *row = scene->landscape;
    int count = stationary_search(objective, scene->domain, side, row ? row->points : NULL,
                                  row ? row->point_count : 0, points, max);
    if (scene->l1 > 0) {
        count = kinks_replace(objective, scene->l1, scratch, scene->domain, points, count, max);
    }
    ScenePoints known = { count, poles_find(objective, scratch, scene->domain, side), NAN, NAN };
    if (known.poles.low) {
        return known; // what Newton met down there is as deep as chance would have it
    }
    if (count > 0) {
        take_lower(&known, &points[0]);
    }
    if (row && row->point_count && params_at_default(scene) && scene_has_usual_data(scene)) {
        take_lower(&known, &row->points[0]);
    }
    return known;
}

static bool is_minimum(const Scene *scene, const Objective *objective, Scratch *scratch,
                       const Stationary *point)
{
    if (point->kind == STATIONARY_DEGENERATE || point->kind == STATIONARY_KINK) {
        return stationary_is_low(objective, scratch, scene->domain, point);
    }
    return point->kind == STATIONARY_MINIMUM;
}

int scene_minima(const Scene *scene, const Objective *objective, Scratch *scratch,
                 const Stationary *points, int count, double (*minima)[2])
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        if (is_minimum(scene, objective, scratch, &points[i])) {
            minima[found][0] = points[i].x;
            minima[found++][1] = points[i].y;
        }
    }
    return found;
}

LandscapeDistance *scene_distance(const Scene *scene)
{
    return scene->landscape && !scene_is_penalized(scene) ? scene->landscape->distance : NULL;
}
