// The heights are the relief's, colours and contours those of the map.
#include "app/landscape/relief_image.h"

#include "app/landscape/workspace_relief.h"

#include <math.h>
#include <string.h>

static const float EVERYWHERE = 1e9f;
static const double FLAT_DEGREES = 15; // about from above the light fades
enum { SLOW_FRAMES = 3 };              // more than a hiccup
static const double SLOW_FRAME_S = 0.019;
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

// It comes from the upper left, as on maps, and goes some of the way with the eye.
static void set_light(SurfaceLook *look, const Lens *lens)
{
    double light[3], length = 0;
    for (int i = 0; i < 3; i++) {
        light[i] = 0.4 * lens->back[i] - 0.5 * lens->right[i] + 0.15 * lens->up[i] + 0.6 * (i == 2);
        length += light[i] * light[i];
    }
    for (int i = 0; i < 3; i++) {
        look->light[i] = (float)(light[i] / sqrt(length));
        look->to_eye[i] = (float)lens->back[i];
    }
}

HeatmapLook relief_map_look(const Workspace *w, const Theme *theme, float scale, Box view)
{
    const Box grid = w->field.box;
    const double unit = w->tint.log ? 1 : w->tint.unit; // a logarithm has none
    return (HeatmapLook){
        .grid = { grid.x0, grid.x1, grid.y0, grid.y1 },
        .view = { view.x0, view.x1, view.y0, view.y1 },
        .log = w->tint.log,
        .softness = (float)(w->tint.softness / w->tint.unit),
        .t_low = (float)(w->tint.t_low / unit),
        .t_high = (float)(w->tint.t_high / unit),
        .step = w->show.on[SHOW_CONTOURS] ? (float)(w->tint.step / unit) : 0,
        .first = (float)(w->tint.step / unit / 2),
        .colormap = theme_colormap(theme, w->show.colormap),
        .contour = theme->contour,
        .contour_width_px = fmaxf(1, scale) * theme->thick,
        .undefined = theme->track,
    };
}

Box relief_map_part(Box view, ShellPart part)
{
    if (part.w <= 0) {
        return view;
    }
    const double x = (view.x1 - view.x0) / part.of_w, y = (view.y1 - view.y0) / part.of_h;
    return (Box){ .x0 = view.x0 + x * part.x,
                  .x1 = view.x0 + x * (part.x + part.w),
                  .y0 = view.y1 - y * (part.y + part.h),
                  .y1 = view.y1 - y * part.y };
}

// Straight from above and without perspective it is the map itself: no light then.
static float shading_of(const Orbit *orbit)
{
    return orbit->parallel ? (float)clamp((90 - orbit->elevation) / FLAT_DEGREES, 0, 1) : 1;
}

static SurfaceLook look_of(const Workspace *w, const Theme *theme, float scale)
{
    const Relief *relief = &w->relief;
    const float shading = shading_of(&relief->lens.orbit);
    SurfaceLook look = {
        .shading = shading,
        .low = relief->cut_low && shading > 0 ? 0 : -EVERYWHERE, // a map is whole
        .high = relief->cut_high && shading > 0 ? (float)relief->size : EVERYWHERE,
        .map = relief_map_look(w, theme, scale, w->field.box),
        .sky = theme->sky,
        .haze = theme->haze,
        .floor = w->show.on[SHOW_FLOOR],
        .floor_z = (float)relief->ground,
    };
    memcpy(look.matrix, relief->lens.matrix, sizeof look.matrix);
    set_light(&look, &relief->lens);
    return look;
}

bool relief_image_divided(const ReliefImage *image)
{
    return image->coarse && image->slow_frames >= SLOW_FRAMES;
}

// Only the part that is seen is drawn, in as many pixels: what stood beside it is out of the clip.
static void crop(float matrix[16], ShellPart part)
{
    const float x = part.of_w / part.w, y = part.of_h / part.h;
    const float dx = (part.of_w - 2 * part.x) / part.w - 1, dy = 1 - y + 2 * part.y / part.h;
    for (int column = 0; column < 16; column += 4) {
        matrix[column] = x * matrix[column] + dx * matrix[column + 3];
        matrix[column + 1] = y * matrix[column + 1] + dy * matrix[column + 3];
    }
}

// What is new goes to the driver.
static SurfaceLook upload(ReliefImage *image, const Workspace *w, const Theme *theme, float scale)
{
    const Field *field = &w->field;
    if (image->map != w->field_version) {
        surface_upload_map(image->surface, field->columns, field->rows, field->values,
                           (float)((field->box.x1 - field->box.x0) / 2 / w->view.unit),
                           (float)((field->box.y1 - field->box.y0) / 2 / w->view.unit));
        image->map = w->field_version;
    }
    if (image->mesh != w->relief.version) {
        surface_upload_mesh(image->surface, &w->relief.mesh);
        image->mesh = w->relief.version;
    }
    SurfaceLook look = look_of(w, theme, scale);
    look.coarse = image->coarse;
    look.map.even = image->even;
    if (relief_image_divided(image)) { // a quarter of the pixels, as the map does it
        look.map.contour_width_px /= 1.6f;
        look.map.divide = 2;
    }
    memcpy(image->matrix, look.matrix, sizeof image->matrix);
    if (image->part.w > 0) {
        crop(look.matrix, image->part);
    }
    return look;
}

bool relief_image_follow(ReliefImage *image, Workspace *w, Rect picture, const Theme *theme,
                         float scale, double elapsed_s, double budget_s)
{
    const Rect rect = relief_rect(&w->scene, picture);
    const bool moved = image->coarse;
    image->coarse = false;
    if (rect.w < 1 || rect.h < 1 || w->field.columns == 0) {
        return false;
    }
    workspace_relief(w, rect);
    const bool moves = image->mesh != w->relief.version ||
                       memcmp(image->matrix, w->relief.lens.matrix, sizeof image->matrix) != 0;
    image->coarse = moves && isfinite(budget_s) && surface_fine_s(image->surface) > SLOW_S;
    if (!image->coarse || !moved) {
        image->slow_frames = 0;
    } else if (image->slow_frames < SLOW_FRAMES) {
        image->slow_frames = elapsed_s > SLOW_FRAME_S ? image->slow_frames + 1 : 0;
    }
    const SurfaceLook look = upload(image, w, theme, scale);
    // As many pixels as gfx/paint gives an image of the canvas there.
    const int w_px = (int)(roundf((rect.x + rect.w) * scale) - roundf(rect.x * scale));
    const int h_px = (int)(roundf((rect.y + rect.h) * scale) - roundf(rect.y * scale));
    const ShellPart *part = &image->part;
    surface_prepare(image->surface, &look, part->w > 0 ? (int)part->w : w_px,
                    part->w > 0 ? (int)part->h : h_px);
    return image->coarse;
}

void relief_image_draw(ReliefImage *image, const Workspace *w, const Theme *theme, float scale,
                       const int rect_px[4], int width_px, int height_px)
{
    const SurfaceLook look = upload(image, w, theme, scale);
    surface_draw(image->surface, &look, rect_px, width_px, height_px);
}
