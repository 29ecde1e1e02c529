// All lengths go through one bounded scale, so that no arrow fills the picture: the step and the
// velocity are in the picture's own units (the step ends at the next dot while it is short), the
// gradient is measured against the one at the start, which all runs share.
#include "app/insides.h"

#include "app/picture.h"
#include "app/strings.h"

#include <math.h>

static const float LENGTH_MOST = 64, ELLIPSE_MOST = 26, FIELD_APART = 44, FIELD_LENGTH = 15;
static const Color GRADIENT_COLOR = RGB_ROW(0xffffff), VELOCITY_COLOR = RGB_ROW(0x9fe8ff),
                   STEP_COLOR = RGB_ROW(0xffe08a), SHADE = { 8, 12, 18, 170 };

float insides_length(double px, float most)
{
    return (float)(most * tanh(px / most));
}

static void arrow_shapes(Canvas *canvas, float x, float y, float dx, float dy, float width,
                         float grow, Color color)
{
    const float length = hypotf(dx, dy), ux = dx / length, uy = dy / length;
    const float head = fminf(4 + 2 * width, length), half = head * 0.42f;
    const float bx = x + dx - ux * head, by = y + dy - uy * head;
    canvas_line_butt(canvas, x, y, bx + ux * grow, by + uy * grow, width + 2 * grow, color);
    const float tip = head + 2.2f * grow, side = half + grow * 1.4f;
    const float tx = bx - ux * grow, ty = by - uy * grow;
    canvas_polygon(canvas, 3, (float[]){ tx + ux * (tip + grow), tx - uy * side, tx + uy * side },
                   (float[]){ ty + uy * (tip + grow), ty + ux * side, ty - ux * side }, color);
}

void insides_arrow(Canvas *canvas, float x, float y, float dx, float dy, float width, Color color)
{
    const float length = hypotf(dx, dy);
    if (!(length >= 3) || !isfinite(length)) {
        return;
    }
    arrow_shapes(canvas, x, y, dx, dy, width, 1.1f, SHADE);
    arrow_shapes(canvas, x, y, dx, dy, width, 0, color);
}

// A vector of the plane, given in pixels, with its bounded length.
static void vector(Canvas *canvas, float x, float y, double dx, double dy, float width, Color color)
{
    const double px = hypot(dx, dy);
    if (px > 0 && isfinite(px)) {
        const double length = insides_length(px, LENGTH_MOST);
        insides_arrow(canvas, x, y, (float)(dx / px * length), (float)(dy / px * length), width,
                      color);
    }
}

// The rates of the two coordinates as the axes of an ellipse; the larger is always as long.
static void rate_ellipse(Canvas *canvas, float x, float y, const double rate[2])
{
    enum { PARTS = 36 };
    const double larger = fmax(rate[0], rate[1]);
    if (!(larger > 0) || !isfinite(larger)) {
        return;
    }
    const float a = fmaxf((float)(ELLIPSE_MOST * rate[0] / larger), 1.5f);
    const float b = fmaxf((float)(ELLIPSE_MOST * rate[1] / larger), 1.5f);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < PARTS; i++) {
            const float s = 6.2831853f * (float)i / PARTS, t = 6.2831853f * (float)(i + 1) / PARTS;
            canvas_line(canvas, x + a * cosf(s), y + b * sinf(s), x + a * cosf(t), y + b * sinf(t),
                        pass ? 1.3f : 3,
                        pass ? color_alpha(GRADIENT_COLOR, 0.8f) : color_alpha(SHADE, 0.5f));
        }
    }
}

// |∇f| where all runs begin.
static double gradient_at_start(const Workspace *workspace)
{
    const TrailRow *row = trail_at(race_trail(workspace->race, 0), 0);
    return row ? hypot(row->gx, row->gy) : 0;
}

void insides_head(Canvas *canvas, const Workspace *workspace, Rect picture, int run)
{
    Inside inside;
    float x, y;
    if (!picture_head(workspace, picture, run, &x, &y) || !rect_has(picture, x, y) ||
        !inside_at(workspace->insides, workspace->race, run, workspace_step(workspace), &inside)) {
        return;
    }
    const double unit = workspace->view.unit, start = gradient_at_start(workspace);
    const double norm = hypot(inside.gradient[0], inside.gradient[1]);
    rate_ellipse(canvas, x, y, inside.rate);
    if (norm > 0 && start > 0 && isfinite(norm)) {
        // As long as half the most at the start, and logarithmically shorter below.
        const double px = LENGTH_MOST * 0.55 * fmax(1 + log10(norm / start) / 4, 0.1);
        vector(canvas, x, y, -inside.gradient[0] / norm * px, inside.gradient[1] / norm * px, 2,
               GRADIENT_COLOR);
    }
    vector(canvas, x, y, inside.velocity[0] / unit, -inside.velocity[1] / unit, 2, VELOCITY_COLOR);
    vector(canvas, x, y, inside.step[0] / unit, -inside.step[1] / unit, 2, STEP_COLOR);
}

void insides_legend(Canvas *canvas, Rect picture)
{
    const struct {
        Color color;
        StringId name;
    } rows[] = {
        { GRADIENT_COLOR, STR_VECTOR_GRADIENT },
        { VELOCITY_COLOR, STR_VECTOR_VELOCITY },
        { STEP_COLOR, STR_VECTOR_STEP },
        { GRADIENT_COLOR, STR_VECTOR_RATES },
    };
    const float x = picture.x + 44, line = 17;
    float y = picture.y + picture.h - 26 - line * (float)COUNT(rows);
    for (size_t i = 0; i < COUNT(rows); i++, y += line) {
        if (i + 1 < COUNT(rows)) {
            insides_arrow(canvas, x, y, 22, 0, 2, rows[i].color);
        } else {
            canvas_box(canvas, (Rect){ x + 1, y - 5, 20, 10 }, 5, (Color){ 0 }, 1.3f,
                       rows[i].color);
        }
        picture_text(canvas, x + 30, y + 4, ALIGN_LEFT, FONT_SANS, 12, str(rows[i].name));
    }
}

void insides_field(Canvas *canvas, Workspace *workspace, Rect picture)
{
    enum { MOST = 4096 };
    const int columns = (int)(picture.w / FIELD_APART) + 1,
              rows = (int)(picture.h / FIELD_APART) + 1;
    const int count = columns * rows;
    if (count > MOST || count < 1) {
        return;
    }
    double *memory = memory_get(sizeof(double) * 5 * (size_t)count), values[FORMULA_PARAMS_MAX];
    double *x = memory, *y = x + count, *f = y + count, *gx = f + count, *gy = gx + count;
    for (int i = 0; i < count; i++) {
        x[i] =
            view_plane_x(&workspace->view, picture, picture.x + FIELD_APART * (float)(i % columns));
        y[i] =
            view_plane_y(&workspace->view, picture, picture.y + FIELD_APART * (float)(i / columns));
    }
    workspace_formula_values(workspace, values);
    formula_eval(&workspace->formula, values, workspace->space, (size_t)count, x, y,
                 &(Jets){ .f = f, .fx = gx, .fy = gy });
    double largest = 0;
    for (int i = 0; i < count; i++) {
        const double norm = hypot(gx[i], gy[i]);
        largest = isfinite(norm) ? fmax(largest, norm) : largest;
    }
    for (int i = 0; i < count && largest > 0; i++) {
        const double norm = hypot(gx[i], gy[i]);
        if (!(norm > 0) || !isfinite(norm)) {
            continue;
        }
        const double length = FIELD_LENGTH * fmax(1 + log10(norm / largest) / 4, 0.3);
        const float px = picture.x + FIELD_APART * (float)(i % columns);
        const float py = picture.y + FIELD_APART * (float)(i / columns);
        arrow_shapes(canvas, px, py, (float)(-gx[i] / norm * length),
                     (float)(gy[i] / norm * length), 1.2f, 0.9f, (Color){ 8, 12, 18, 60 });
        arrow_shapes(canvas, px, py, (float)(-gx[i] / norm * length),
                     (float)(gy[i] / norm * length), 1.2f, 0, (Color){ 255, 255, 255, 120 });
    }
    free(memory);
}
