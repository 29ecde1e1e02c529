// The heat map is an image that gfx/ fills; everything else is shapes on top of it.
#include "app/picture.h"

#include "app/insides.h"
#include "app/path.h"
#include "app/racer_look.h"
#include "app/strings.h"
#include "base/text.h"
#include "draw/axis.h"

#include <math.h>
#include <stdio.h>

static const float PATH_WIDTH = 2.4f, HEAD_RADIUS = 5.5f;
static const Color INK = RGB_ROW(0xf3f5f8), SHADE = { 8, 12, 18, 150 },
                   TEXT_SHADE = { 8, 12, 18, 80 };

void picture_text(Canvas *canvas, float x, float y, Align align, Font font, float size,
                  const char *text)
{
    static const float around[8][2] = {
        { -1, 0 },      { 1, 0 },      { 0, -1 },     { 0, 1 },
        { -.7f, -.7f }, { .7f, -.7f }, { -.7f, .7f }, { .7f, .7f }
    };
    for (size_t i = 0; i < COUNT(around); i++) {
        canvas_text(canvas, x + around[i][0], y + around[i][1], align, font, size, TEXT_SHADE,
                    text);
    }
    canvas_text(canvas, x, y, align, font, size, INK, text);
}

static void axes(Canvas *canvas, const Workspace *workspace, Rect picture)
{
    const Box box = view_box(&workspace->view, picture);
    const float size = 11;
    Axis axis;
    axis_linear(&axis, box.x0, box.x1, clampi((int)(picture.w / 90), 2, 12));
    for (int i = 0; i < axis.count; i++) {
        const float x = (float)view_px_x(&workspace->view, picture, axis.ticks[i].value);
        if (x > picture.x + 40 && x < picture.x + picture.w - 24) {
            canvas_rect(canvas, (Rect){ x - 0.5f, picture.y + picture.h - 5, 1, 5 }, INK);
            picture_text(canvas, x, picture.y + picture.h - 9, ALIGN_CENTER, FONT_MONO, size,
                         axis.ticks[i].label);
        }
    }
    axis_linear(&axis, box.y0, box.y1, clampi((int)(picture.h / 70), 2, 12));
    for (int i = 0; i < axis.count; i++) {
        const float y = (float)view_px_y(&workspace->view, picture, axis.ticks[i].value);
        if (y > picture.y + 12 && y < picture.y + picture.h - 24) {
            canvas_rect(canvas, (Rect){ picture.x, y - 0.5f, 5, 1 }, INK);
            picture_text(canvas, picture.x + 9, y + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_MONO, size,
                         axis.ticks[i].label);
        }
    }
}

// A value near that place of the colour bar that is round for its surroundings.
static double round_value(const Tint *tint, double position)
{
    const double around = tint_value(tint, position + 0.1) - tint_value(tint, position - 0.1);
    const double exact = tint_value(tint, position);
    const double grain = axis_nice(fmin(0.35 * around, 0.2 * (exact - tint->reference)));
    const double value = round(exact / grain) * grain;
    const double low = tint_value(tint, 0), high = tint_value(tint, 1);
    return value >= low && value <= high ? value : value < low ? low : tint_value(tint, position);
}

static void color_bar(Canvas *canvas, const Workspace *workspace, Rect picture)
{
    enum { PARTS = 48, LABELS = 5 };
    const float h = clampf(picture.h * 0.3f, 60, 190), w = 12, size = 11;
    const Rect bar = { picture.x + picture.w - w - 16, picture.y + 24, w, h };
    const Colormap *map = &colormaps[workspace->show.colormap];
    canvas_box(canvas, rect_inset(bar, -1.5f), 2, SHADE, 0, SHADE);
    for (int i = 0; i < PARTS; i++) {
        const float y = bar.y + h * (float)i / PARTS;
        canvas_rect(canvas, (Rect){ bar.x, y, w, h / PARTS + 0.5f },
                    colormap_at(map, 1 - (i + 0.5) / PARTS));
    }
    for (int i = 0; i < LABELS; i++) {
        char label[40];
        const double value = round_value(&workspace->tint, (i + 0.3) / (LABELS - 0.4));
        const float y = bar.y + h * (1 - (float)tint_position(&workspace->tint, value));
        if (!isfinite(value) || !isfinite(y)) {
            continue;
        }
        text_short(label, sizeof label, value, 5);
        canvas_rect(canvas, (Rect){ bar.x - 3, y - 0.5f, 3, 1 }, INK);
        picture_text(canvas, bar.x - 7, y + TEXT_MIDDLE * size, ALIGN_RIGHT, FONT_MONO, size,
                     label);
    }
    picture_text(canvas, bar.x + w / 2, bar.y - 9, ALIGN_CENTER, FONT_SANS, size, "f");
}

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

static void start_mark(Canvas *canvas, const Workspace *workspace, Rect picture, bool hint)
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
    if (hint) {
        const bool right = x < picture.x + picture.w - 260;
        picture_text(canvas, (float)x + (right ? 14 : -14), (float)y - 11,
                     right ? ALIGN_LEFT : ALIGN_RIGHT, FONT_SANS, 13, str(STR_DRAG_ME));
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
        ghost_draw(canvas, workspace, picture);
    }
    marks(canvas, workspace, picture);
    const int runs = race_run_count(workspace->race);
    for (int run = 0; run < runs; run++) {
        const int racer = race_racer(workspace->race, run);
        const PathLook path = {
            .color = racer_color_on_map(&workspace->scene, racer),
            .halo = look->theme->halo,
            .width = PATH_WIDTH + (run == look->lit ? 1.2f : 0),
            .dots = workspace->show.on[SHOW_DOTS],
        };
        path_draw(canvas, workspace, picture, run, workspace->play.cursor, &path);
    }
    for (int run = 0; run < runs && workspace->show.on[SHOW_VECTORS]; run++) {
        insides_head(canvas, workspace, picture, run);
    }
    start_mark(canvas, workspace, picture, look->hint);
    for (int run = 0; run < runs; run++) {
        const int racer = race_racer(workspace->race, run);
        float x, y;
        if (picture_head(workspace, picture, run, &x, &y)) {
            canvas_marker(canvas, racer_marker(&workspace->scene, racer), x, y,
                          HEAD_RADIUS + 1.6f + 1, SHADE, 0, SHADE);
            canvas_marker(canvas, racer_marker(&workspace->scene, racer), x, y, HEAD_RADIUS,
                          racer_color_on_map(&workspace->scene, racer), 2, RGB(0xffffff));
        }
    }
    if (workspace->show.on[SHOW_VECTORS]) {
        insides_legend(canvas, picture);
    }
    axes(canvas, workspace, picture);
    color_bar(canvas, workspace, picture);
    canvas_clip_pop(canvas);
}
