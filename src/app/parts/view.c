// A middle and a length: all there is to a view.
#include "app/parts/view.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Closer or farther than this double's digits show nothing more.
static const double UNIT_MIN = 1e-300, UNIT_MAX = 1e290, DIGITS = 1e-13;

void view_fit(View *view, Box box, Rect picture)
{
    const double w = fmax(picture.w, 1), h = fmax(picture.h, 1);
    view->x = (box.x0 + box.x1) / 2;
    view->y = (box.y0 + box.y1) / 2;
    view->unit = clamp(fmax((box.x1 - box.x0) / w, (box.y1 - box.y0) / h), UNIT_MIN, UNIT_MAX);
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
