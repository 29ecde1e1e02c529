// Both are closed lines of short pieces, so that they lie right on any projection.
#include "app/landscape/penalties.h"

#include "app/landscape/drapes.h"
#include "app/landscape/path_lines.h"
#include "base/text.h"
#include "base/utf8.h"
#include "draw/plate.h"

#include <math.h>
#include <stdio.h>

enum { PIECES = 96 }; // a multiple of 4: the diamond has its corners
static const float WIDTH = 1.8f, HALO = 4.2f;

// A place on the level set, a share 0..1 of the way around.
typedef void Around(double size, double share, double at[2]);

static void diamond(double size, double share, double at[2])
{
    const double t = 4 * share, side = floor(t), way = t - side;
    static const double corners[5][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 }, { 1, 0 } };
    const int i = clampi((int)side, 0, 3);
    at[0] = size * (corners[i][0] + way * (corners[i + 1][0] - corners[i][0]));
    at[1] = size * (corners[i][1] + way * (corners[i + 1][1] - corners[i][1]));
}

static void circle(double size, double share, double at[2])
{
    static const double TURN = 6.283185307179586;
    at[0] = size * cos(TURN * share);
    at[1] = size * sin(TURN * share);
}

static void closed_line(Canvas *canvas, const Theme *theme, const Projection *on, Around *around,
                        double size)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < PIECES; i++) {
            double from[2], to[2];
            float x0, y0, x1, y1;
            around(size, (double)i / PIECES, from);
            around(size, (double)(i + 1) / PIECES, to);
            if (projection_point(on, (Place){ from[0], from[1], NAN }, &x0, &y0) &&
                projection_point(on, (Place){ to[0], to[1], NAN }, &x1, &y1)) {
                canvas_line(canvas, x0, y0, x1, y1, pass ? WIDTH : HALO,
                            pass ? theme->accent : theme->halo);
            }
        }
    }
}

static void closed_drape(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                         const Projection *on, Around *around, double size)
{
    DrapePlace places[PIECES + 1];
    Vertices vertices = { 0 };
    for (int i = 0; i <= PIECES; i++) {
        double at[2];
        around(size, (double)i / PIECES, at);
        places[i] = (DrapePlace){ at[0], at[1], NAN, (double)i / PIECES, false };
    }
    const Drape *drape = drapes_line(workspace, around == diamond ? 0 : 1, PIECES + 1, places);
    if (drape) {
        vertices_drape(&vertices, &workspace->relief, drape, 1, NULL);
        line_draw(canvas, &vertices, on, WIDTH, theme->accent, HALO, theme->halo);
    }
    array_free(&vertices);
}

static void closed(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                   const Projection *on, Around *around, double size)
{
    if (on->camera) {
        closed_drape(canvas, theme, workspace, on, around, size);
    } else {
        closed_line(canvas, theme, on, around, size);
    }
}

// Below the lowest place, where that is in the picture: labels of heads stand above.
static void name(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                 const Projection *on, double size, const char *format)
{
    Place lowest = { 0, -size, NAN };
    char text[64], number[32];
    float x, y;
    if (on->camera) { // the map beside it has the name
        if (relief_map_shown(&workspace->scene) || !relief_covers(&workspace->relief, 0, -size)) {
            return;
        }
        relief_mark(&workspace->relief, &lowest);
    }
    if (projection_point(on, lowest, &x, &y) && rect_has(rect_inset(on->picture, 24), x, y)) {
        text_short(number, sizeof number, size, 4);
        text_print(text, sizeof text, format, number);
        plate_text(canvas, theme, x + 8, y + 18, ALIGN_LEFT, FONT_MONO, 11, text);
    }
}

void penalties_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                    const Projection *on)
{
    const Scene *scene = &workspace->scene;
    if (!scene_is_penalized(scene) || workspace->minimum_count == 0) {
        return;
    }
    const double *lowest = workspace->minima[0];
    const double sum = fabs(lowest[0]) + fabs(lowest[1]), radius = hypot(lowest[0], lowest[1]);
    if (scene->l1 > 0 && sum > 0) {
        closed(canvas, theme, workspace, on, diamond, sum);
        name(canvas, theme, workspace, on, sum, "|x| + |y| = %s");
    }
    if (scene->l2 > 0 && radius > 0) {
        closed(canvas, theme, workspace, on, circle, radius);
        if (!(scene->l1 > 0)) { // one name: the diamond reaches further
            name(canvas, theme, workspace, on, radius, "√(x² + y²) = %s");
        }
    }
}

void penalties_text(const Scene *scene, char *text, size_t size)
{
    char number[32];
    int used = 0;
    text[0] = 0;
    if (scene->l1 > 0) {
        text_short(number, sizeof number, scene->l1, 5);
        used = text_print(text, size, " + %s (|x| + |y|)", number);
    }
    if (scene->l2 > 0) {
        text_short(number, sizeof number, scene->l2, 5);
        text_print(text + used, size - (size_t)used, " + %s (x² + y²)", number);
    }
}
