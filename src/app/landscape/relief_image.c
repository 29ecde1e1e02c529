// The heights are the relief's, colours and contours those of the map.
#include "app/landscape/relief_image.h"

#include "app/landscape/workspace_relief.h"
#include "base/file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SLOW_S = 0.007; // a fine picture that takes longer is none for each frame

bool relief_image_init(ReliefImage *image, Error *err)
{
    *image = (ReliefImage){ .surface = surface_create(err) };
    return image->surface != NULL;
}

void relief_image_finish(ReliefImage *image)
{
    surface_destroy(image->surface);
}

bool relief_image_follow(ReliefImage *image, Workspace *w, Rect picture, double budget_s)
{
    const Rect rect = relief_rect(&w->scene, picture);
    if (rect.w < 1 || rect.h < 1) {
        return image->coarse = false;
    }
    workspace_relief(w, rect);
    const bool moves = image->mesh != w->relief.version ||
                       memcmp(image->matrix, w->relief.lens.matrix, sizeof image->matrix) != 0;
    image->coarse = moves && isfinite(budget_s) && surface_fine_s(image->surface) > SLOW_S;
    return image->coarse;
}

// The map's values as the surface has them: what colours and contours go by.
static void upload_map(Surface *surface, const Workspace *w)
{
    const Field *field = &w->field;
    const double unit = w->tint.log ? 1 : w->tint.unit;
    const size_t count = (size_t)field->columns * (size_t)field->rows;
    float *t = memory_get(count * sizeof *t);
    for (size_t i = 0; i < count; i++) {
        const double v = field->values[i] * w->tint.unit;
        t[i] = (float)(w->tint.log ? log10(1 + fmax(v / w->tint.softness, 0)) : v / unit);
    }
    surface_upload_map(surface, field->columns, field->rows, t,
                       (float)((field->box.x1 - field->box.x0) / 2 / w->view.unit),
                       (float)((field->box.y1 - field->box.y0) / 2 / w->view.unit));
    free(t);
}

// It comes from the upper left, as on maps, and goes some of the way with the eye.
static void set_light(SurfaceLook *look, const Lens *lens)
{
    double light[3], length = 0;
    for (int i = 0; i < 3; i++) {
        light[i] = 0.45 * lens->up[i] - 0.5 * lens->right[i] + 0.74 * (i == 2);
        length += light[i] * light[i];
    }
    for (int i = 0; i < 3; i++) {
        look->light[i] = (float)(light[i] / sqrt(length));
        look->to_eye[i] = (float)lens->back[i];
    }
}

static SurfaceLook look_of(const Workspace *w, const Theme *theme, float scale)
{
    const Relief *relief = &w->relief;
    const double unit = w->tint.log ? 1 : w->tint.unit;
    SurfaceLook look;
    memset(&look, 0, sizeof look);
    memcpy(look.matrix, relief->lens.matrix, sizeof look.matrix);
    set_light(&look, &relief->lens);
    look.low = relief->cut_low ? 0 : -1e9f;
    look.high = relief->cut_high ? (float)relief->size : 1e9f;
    look.t_low = (float)(w->tint.t_low / unit);
    look.t_high = (float)(w->tint.t_high / unit);
    look.step = (float)(w->tint.step / unit);
    look.first = look.step / 2;
    look.step *= w->show.on[SHOW_CONTOURS] ? 1 : 0;
    look.colormap = &colormaps[w->show.colormap];
    look.contour = theme->contour;
    look.contour_width_px = fmaxf(1, scale);
    look.undefined = theme->track;
    look.sky = theme->sky;
    look.haze = theme->haze;
    return look;
}

void relief_image_draw(ReliefImage *image, const Workspace *w, const Theme *theme, float scale,
                       const int rect_px[4], int width_px, int height_px)
{
    if (image->map != w->field_version) {
        upload_map(image->surface, w);
        image->map = w->field_version;
    }
    if (image->mesh != w->relief.version) {
        surface_upload_mesh(image->surface, &w->relief.mesh);
        image->mesh = w->relief.version;
    }
    SurfaceLook look = look_of(w, theme, scale);
    look.coarse = image->coarse;
    memcpy(image->matrix, look.matrix, sizeof image->matrix);
    surface_draw(image->surface, &look, rect_px, width_px, height_px);
}
