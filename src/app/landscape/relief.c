// One projection for all that is drawn over the surface.
#include "app/landscape/relief.h"

#include <math.h>

static const float GAP = 2;

void relief_finish(Relief *relief)
{
    field_finish(&relief->field);
    mesh_finish(&relief->mesh);
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

Projection relief_aim(Relief *relief, const Orbit *orbit, const View *view, Rect picture,
                      const Objective *objective, Scratch *scratch)
{
    const double target[3] = { 0, 0, orbit->elevation == 90 ? 0 : relief->size * 0.35 };
    relief->view = *view;
    relief->picture = picture;
    relief->objective = objective;
    relief->scratch = scratch;
    lens_aim(&relief->lens, orbit, picture, target,
             hypot(hypot(picture.w / 2, picture.h / 2), relief->size));
    relief->camera = (Camera){ .self = relief, .px = camera_px, .plane = camera_plane };
    return (Projection){ .picture = picture,
                         .x = view->x,
                         .y = view->y,
                         .unit = view->unit,
                         .camera = &relief->camera };
}
