// One projection for all that is drawn over the surface.
#include "app/landscape/relief.h"

#include "app/landscape/relief_seen.h"

#include <math.h>

static const float GAP = 2;
static const double EDGE = 0.035;   // of the picture's smaller side: left free around the surface,
static const double LABELS_PX = 28; // ... but at least this much, for the axes' labels,
static const double CORNERS = 0.94; // ... into which its corners reach as it turns
static const double MIDDLE = 0.37;  // of the height: what the eye looks at
static const double TILT_DEGREES = 12; // from above to where it looks at all of the heights

void relief_finish(Relief *relief)
{
    field_finish(&relief->field);
    field_finish(&relief->finer);
    mesh_finish(&relief->mesh);
    ridges_finish(&relief->ridges);
}

bool relief_shown(const Scene *scene)
{
    return scene->relief.kind != RELIEF_OFF;
}

bool relief_map_shown(const Scene *scene)
{
    return scene->relief.kind != RELIEF_ONLY;
}

static float half_of(Rect picture)
{
    return floorf(fmaxf(picture.w - GAP, 0) / 2);
}

Rect relief_map_rect(const Scene *scene, Rect picture)
{
    picture.w = scene->relief.kind == RELIEF_BOTH   ? half_of(picture)
                : scene->relief.kind == RELIEF_ONLY ? 0
                                                    : picture.w;
    return picture;
}

Rect relief_rect(const Scene *scene, Rect picture)
{
    const float half = half_of(picture);
    if (scene->relief.kind == RELIEF_BOTH) {
        picture.x += picture.w - half;
        picture.w = half;
    } else if (scene->relief.kind == RELIEF_OFF) {
        picture.w = 0;
    }
    return picture;
}

Rect relief_view_rect(const Scene *scene, Rect picture)
{
    return relief_map_shown(scene) ? relief_map_rect(scene, picture) : relief_rect(scene, picture);
}

static bool camera_px(const void *self, Rect picture, Place at, double px[2])
{
    const Relief *relief = self;
    double scene[3];
    (void)picture;
    relief_place(relief, at, scene);
    return lens_px(&relief->lens, scene, px, NULL);
}

static bool camera_plane(const void *self, Rect picture, double x_px, double y_px, double at[2])
{
    (void)picture;
    return relief_pick(self, x_px, y_px, at);
}

static bool camera_seen(const void *self, Place at)
{
    const Relief *relief = self;
    double scene[3];
    relief_place(relief, at, scene);
    return relief_seen(relief, scene);
}

// How far the eye is from being one that sees a map, which shows the whole plane and no height.
static double tilt(const Orbit *orbit)
{
    const double t = orbit->parallel ? clamp((90 - orbit->elevation) / TILT_DEGREES, 0, 1) : 1;
    return t * t * (3 - 2 * t);
}

void relief_middle(const Relief *relief, const Orbit *orbit, double target[3])
{
    target[0] = target[1] = 0;
    target[2] = (relief->ground + MIDDLE * (relief->size - relief->ground)) * tilt(orbit);
}

Projection relief_aim(Relief *relief, const EyePose *pose, const View *view, Rect picture,
                      const Objective *objective, Scratch *scratch)
{
    const Orbit *orbit = &pose->orbit;
    const double around = hypot(picture.w / 2, picture.h / 2);
    const double height = relief->size - relief->ground;
    const double whole =
        lens_fit(orbit, picture, around * CORNERS, -height * MIDDLE, height * (1 - MIDDLE),
                 fmax(EDGE * fmin(picture.w, picture.h), LABELS_PX));
    Orbit from = orbit_bounded(*orbit);
    from.distance *= 1 + (whole - 1) * tilt(orbit);
    relief->view = *view;
    relief->picture = picture;
    relief->objective = objective;
    relief->scratch = scratch;
    lens_aim(&relief->lens, &from, picture, pose->target,
             hypot(around + hypot(pose->target[0], pose->target[1]), relief->size));
    relief_seen_follow(relief);
    relief->camera =
        (Camera){ .self = relief, .px = camera_px, .plane = camera_plane, .seen = camera_seen };
    return (Projection){ .picture = picture,
                         .x = view->x,
                         .y = view->y,
                         .unit = view->unit,
                         .camera = &relief->camera };
}
