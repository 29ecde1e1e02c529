// A middle and a length: all there is to a view.
#include "app/parts/view.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Closer or farther than this double's digits show nothing more.
static const double UNIT_MIN = 1e-300, UNIT_MAX = 1e290, DIGITS = 1e-13;

// The closest that shows all that it shall show.
static void fit_unit(View *view, Rect picture)
{
    const double w = fmax(picture.w, 1), h = fmax(picture.h, 1);
    view->unit = clamp(fmax(view->wide / w, view->high / h), UNIT_MIN, UNIT_MAX);
    view->of_w = picture.w;
    view->of_h = picture.h;
}

void view_fit(View *view, Box box, Rect picture)
{
    view->x = (box.x0 + box.x1) / 2;
    view->y = (box.y0 + box.y1) / 2;
    view->wide = box.x1 - box.x0;
    view->high = box.y1 - box.y0;
    fit_unit(view, picture);
}

void view_follow(View *view, Rect picture)
{
    const bool other = picture.w != view->of_w || picture.h != view->of_h;
    if (view->wide > 0 && view->of_w > 0 && other) {
        fit_unit(view, picture);
    }
}

bool view_equal(const View *a, const View *b)
{
    const bool same =
        a->unit == b->unit || (a->wide > 0 && a->wide == b->wide && a->high == b->high &&
                               (a->of_w != b->of_w || a->of_h != b->of_h));
    return a->home == b->home && (a->home || (a->x == b->x && a->y == b->y && same));
}

Box view_frame(const View *view, Rect picture)
{
    Box box = view_box(view, picture);
    if (view->wide > 0) {
        box = (Box){ view->x - view->wide / 2, view->x + view->wide / 2, view->y - view->high / 2,
                     view->y + view->high / 2 };
    }
    const double grain = view_grain(view) * 1e-6;
    return (Box){ rounded_to(box.x0, grain), rounded_to(box.x1, grain), rounded_to(box.y0, grain),
                  rounded_to(box.y1, grain) };
}

Box view_box(const View *view, Rect picture)
{
    const double half_w = picture.w / 2.0 * view->unit, half_h = picture.h / 2.0 * view->unit;
    return (Box){ view->x - half_w, view->x + half_w, view->y - half_h, view->y + half_h };
}

Projection view_projection(const View *view, Rect picture)
{
    return (Projection){ .picture = picture, .x = view->x, .y = view->y, .unit = view->unit };
}

void view_zoom(View *view, Rect picture, double factor, float x_px, float y_px)
{
    const Projection on = view_projection(view, picture);
    double at[2];
    projection_plane(&on, x_px, y_px, at);
    const double x = at[0], y = at[1];
    const double finest = fmax(fabs(x), fabs(y)) * DIGITS;
    const double unit = clamp(view->unit / factor, fmax(UNIT_MIN, finest), UNIT_MAX);
    view->home = false;
    view->x = x + (view->x - x) * unit / view->unit;
    view->y = y + (view->y - y) * unit / view->unit;
    view->wide *= unit / view->unit;
    view->high *= unit / view->unit;
    view->unit = unit;
}

void view_pan(View *view, float dx_px, float dy_px)
{
    const double x = view->x - dx_px * view->unit, y = view->y + dy_px * view->unit;
    const double most = view->unit / DIGITS; // farther out neighbouring pixels are the same number
    if (fabs(x) <= most && fabs(y) <= most) {
        view->x = x;
        view->y = y;
        view->home = false;
    }
}

double view_grain(const View *view)
{
    return pow(10, floor(log10(view->unit)));
}

double view_rounded(const View *view, double at)
{
    return rounded_to(at, view_grain(view));
}

double rounded_to(double at, double grain)
{
    const double near = round(at / grain) * grain;
    if (!(fabs(at / grain) < 1e15) || !isfinite(near)) {
        return at; // has no digits to spare
    }
    // The nearest double to the decimal, not a multiple of an inexact grain.
    char text[40];
    double exact = near;
    snprintf(text, sizeof text, "%.15g", near);
    text_number(text, strlen(text), "", &exact, NULL);
    return exact + 0.0; // never -0
}
