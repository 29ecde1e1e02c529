// The heat map is an image that gfx/ fills; everything else is shapes on top of it.
#include "app/picture.h"

#include "app/heads.h"
#include "app/insides.h"
#include "app/path.h"
#include "app/racer_look.h"
#include "app/scales.h"
#include "app/strings.h"

#include <math.h>

static const float PATH_WIDTH = 2.4f;
static const Color INK = RGB_ROW(0xf3f5f8), SHADE = { 8, 12, 18, 150 };

// A mark of strokes with a dark outline: pairs of points around the place.
static void strokes(Canvas *canvas, float x, float y, int count, const float (*lines)[4])
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
            canvas_line(canvas, x + lines[i][0], y + lines[i][1], x + lines[i][2], y + lines[i][3],
                        pass ? 1.5f : 4, pass ? INK : SHADE);
        }
    }
}

// A kink or a degenerate point is a minimum when nothing lower is known.
static StationaryKind kind_of(const Workspace *workspace, const Stationary *point)
{
    const bool open = point->kind == STATIONARY_KINK || point->kind == STATIONARY_DEGENERATE;
    return open && point->f <= workspace->lowest ? STATIONARY_MINIMUM : point->kind;
}

// + a minimum, × a saddle (also a degenerate one), a triangle a maximum.
static void marks(Canvas *canvas, const Workspace *workspace, Rect picture)
{
    static const float plus[2][4] = { { -6, 0, 6, 0 }, { 0, -6, 0, 6 } };
    static const float cross[2][4] = { { -4.5f, -4.5f, 4.5f, 4.5f }, { -4.5f, 4.5f, 4.5f, -4.5f } };
    static const float peak[3][4] = { { -5, 4, 5, 4 }, { 5, 4, 0, -5 }, { 0, -5, -5, 4 } };
    for (int i = 0; i < workspace->point_count; i++) {
        const Stationary *point = &workspace->points[i];
        const StationaryKind kind = kind_of(workspace, point);
        const double px = view_px_x(&workspace->view, picture, point->x);
        const double py = view_px_y(&workspace->view, picture, point->y);
        const bool minimum = kind == STATIONARY_MINIMUM;
        if (!workspace->show.on[minimum ? SHOW_MINIMA : SHOW_SADDLES] || fabs(px) > 1e6 ||
            fabs(py) > 1e6 || !rect_has(rect_inset(picture, -10), (float)px, (float)py)) {
            continue;
        }
        if (kind == STATIONARY_MAXIMUM) {
            strokes(canvas, (float)px, (float)py, 3, peak);
        } else {
            strokes(canvas, (float)px, (float)py, 2, minimum ? plus : cross);
        }
    }
}

static void start_mark(Canvas *canvas, const Workspace *workspace, Rect picture,
                       const PictureLook *look, Taken *taken)
{
    enum { PARTS = 12 };
    const double x = view_px_x(&workspace->view, picture, workspace->scene.start[0]);
    const double y = view_px_y(&workspace->view, picture, workspace->scene.start[1]);
    if (!rect_has(rect_inset(picture, -20), (float)x, (float)y)) {
        return;
    }
    const float r = 9;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < PARTS; i++) {
            const float a = 6.2831853f * (float)i / PARTS, b = a + 0.24f;
            canvas_line(canvas, (float)x + r * cosf(a), (float)y + r * sinf(a),
                        (float)x + r * cosf(b), (float)y + r * sinf(b), pass ? 1.8f : 4,
                        pass ? INK : SHADE);
        }
    }
    if (look->hint) {
        const bool right = x < picture.x + picture.w - 260;
        taken_add(taken,
                  plate_text(canvas, look->theme, (float)x + (right ? 18 : -18), (float)y - 22,
                             right ? ALIGN_LEFT : ALIGN_RIGHT, FONT_SANS, 13, str(STR_DRAG_ME)));
    }
}

bool picture_head(const Workspace *workspace, Rect picture, int run, float *x, float *y)
{
    double px, py;
    if (!path_point(race_trail(workspace->race, run), workspace->play.cursor, &px, &py)) {
        return false;
    }
    px = view_px_x(&workspace->view, picture, px);
    py = view_px_y(&workspace->view, picture, py);
    *x = (float)px;
    *y = (float)py;
    return fabs(px) < 1e6 && fabs(py) < 1e6;
}

float picture_start_distance(const Workspace *workspace, Rect picture, float x, float y)
{
    const double dx = view_px_x(&workspace->view, picture, workspace->scene.start[0]) - x;
    const double dy = view_px_y(&workspace->view, picture, workspace->scene.start[1]) - y;
    return (float)fmin(hypot(dx, dy), 1e6);
}

// What lies over the paths. Later parts keep out of the way of earlier ones.
static void over_paths(Canvas *canvas, const Workspace *workspace, Rect picture,
                       const PictureLook *look)
{
    const bool vectors = workspace->show.on[SHOW_VECTORS];
    const Theme *theme = look->theme;
    Taken taken = { .count = 0 };
    Heads heads;
    heads_place(workspace, picture, &heads);
    if (vectors) {
        insides_vectors(canvas, workspace, picture);
    }
    start_mark(canvas, workspace, picture, look, &taken);
    heads_draw(canvas, theme, workspace, &heads, &taken);
    scales_axes(canvas, theme, workspace, picture, &taken);
    scales_colors(canvas, theme, workspace, picture, &taken);
    if (vectors) {
        insides_legend(canvas, theme, workspace, picture, &taken);
    }
    heads_names(canvas, theme, workspace, &heads, picture, &taken);
    if (vectors) {
        insides_symbols(canvas, theme, workspace, picture, &taken);
    }
}

void picture_draw(Canvas *canvas, Workspace *workspace, Rect picture, const PictureLook *look)
{
    if (picture.w < 1 || picture.h < 1) {
        return;
    }
    canvas_clip_push(canvas, picture);
    canvas_image(canvas, picture, PICTURE_HEATMAP);
    if (workspace->show.on[SHOW_FIELD]) {
        insides_field(canvas, workspace, picture);
    }
    if (workspace->show.on[SHOW_GHOSTS]) {
        ghost_draw(canvas, look->theme, workspace, picture);
    }
    marks(canvas, workspace, picture);
    const int runs = race_run_count(workspace->race);
    for (int run = 0; run < runs; run++) {
        const int racer = race_racer(workspace->race, run);
        const PathLook path = {
            .color = racer_color(&workspace->scene, racer, look->theme),
            .halo = look->theme->halo,
            .width = PATH_WIDTH + (run == look->lit ? 1.2f : 0),
            .dots = workspace->show.on[SHOW_DOTS],
        };
        path_draw(canvas, workspace, picture, run, workspace->play.cursor, &path);
    }
    over_paths(canvas, workspace, picture, look);
    canvas_clip_pop(canvas);
}
