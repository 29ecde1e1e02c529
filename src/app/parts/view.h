// Which part of the plane the picture shows. One unit is equally long on both axes.
#pragma once

#include "draw/projection.h"
#include "model/plane.h"

typedef struct View {
    double x, y;       // at the middle of the picture
    double unit;       // units of the plane per logical pixel, > 0
    bool home;         // shows the landscape's own view, whatever the picture's size
    double wide, high; // units of the plane that it shall show at least, whatever the picture's
                       // size; 0: nothing is said
    float of_w, of_h;  // the picture's size that `unit` is of; 0: any
} View;

// The smallest view that shows the whole box in a picture of that size.
void view_fit(View *view, Box box, Rect picture);
// The same view in a picture of another size: shows what it shall show there.
void view_follow(View *view, Rect picture);
// Whether they show the same of the plane, be it in pictures of different sizes.
bool view_equal(const View *a, const View *b);
Box view_box(const View *view, Rect picture);
// What it shall show, with as few digits as are needed for that to a millionth of a pixel: what it
// was fitted to; what that picture shows where nothing was said.
Box view_frame(const View *view, Rect picture);
// The view from above in that picture.
Projection view_projection(const View *view, Rect picture);
// Zooms by `factor` (> 1: closer) so that what is below the pointer stays there.
void view_zoom(View *view, Rect picture, double factor, float x_px, float y_px);
// The power of ten below a pixel.
double view_grain(const View *view);
// The nearest decimal with no digits below the grain, a power of ten; the number itself where it
// has none to spare.
double rounded_to(double at, double grain);
// Nearest to a coordinate with as few digits as its place in the picture needs: to the power of ten
// below a pixel.
double view_rounded(const View *view, double at);
void view_pan(View *view, float dx_px, float dy_px);
