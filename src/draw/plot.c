// Long series are reduced to first, lowest, highest and last of each pixel column, so that a chart
// of a million steps costs no more than its width.
#include "draw/plot.h"

#include <math.h>

// A scale with its logarithms taken once, for the many values of a series.
typedef struct Mapping {
    double low, per;
    bool log;
} Mapping;

static Mapping mapping_of(const PlotScale *scale)
{
    const double low = scale->log ? log10(scale->low) : scale->low;
    const double high = scale->log ? log10(scale->high) : scale->high;
    return (Mapping){ low, 1 / (high - low), scale->log };
}

static float share(const Mapping *mapping, double value)
{
    const double v = mapping->log ? log10(fmax(value, 1e-320)) : value;
    return (float)((v - mapping->low) * mapping->per);
}

static const float FAR = 1e4; // shares beyond are as good as without end

static float place_x(const Plot *plot, const Mapping *mapping, double x)
{
    const float least = plot->part ? -FAR : -1, most = plot->part ? FAR : 2;
    return plot->area.x + plot->area.w * clampf(share(mapping, x), least, most);
}

static float place_y(const Plot *plot, const Mapping *mapping, double y)
{
    const float least = plot->part ? -FAR : 0, most = plot->part ? FAR : 2;
    return plot->area.y + plot->area.h * (1 - clampf(share(mapping, y), least, most));
}

float plot_x(const Plot *plot, double x)
{
    const Mapping mapping = mapping_of(&plot->x);
    return place_x(plot, &mapping, x);
}

float plot_y(const Plot *plot, double y)
{
    const Mapping mapping = mapping_of(&plot->y);
    return place_y(plot, &mapping, y);
}

double plot_x_inverse(const Plot *plot, float x_px)
{
    const double at = (x_px - plot->area.x) / plot->area.w;
    return plot->x.log ? plot->x.low * pow(plot->x.high / plot->x.low, at)
                       : plot->x.low + at * (plot->x.high - plot->x.low);
}

double plot_y_inverse(const Plot *plot, float y_px)
{
    const double at = 1 - (y_px - plot->area.y) / plot->area.h;
    return plot->y.log ? plot->y.low * pow(plot->y.high / plot->y.low, at)
                       : plot->y.low + at * (plot->y.high - plot->y.low);
}

static void axis_of(Axis *axis, const PlotScale *scale, int want)
{
    (scale->log ? axis_log : axis_linear)(axis, scale->low, scale->high, want);
}

void plot_axes(Canvas *canvas, const Plot *plot)
{
    const Rect area = plot->area;
    Axis axis;
    axis_of(&axis, &plot->y, clampi((int)(area.h / (plot->text_size * 1.6f)), 2, 8));
    for (int i = 0; i < axis.count; i++) {
        const float y = plot_y(plot, axis.ticks[i].value);
        canvas_rect(canvas, (Rect){ area.x, roundf(y), area.w, 1 }, plot->line);
        canvas_text(canvas, area.x - 8, y + TEXT_MIDDLE * plot->text_size, ALIGN_RIGHT, FONT_MONO,
                    plot->text_size, plot->muted, axis.ticks[i].label);
    }
    axis_of(&axis, &plot->x, clampi((int)(area.w / 90), 2, 12));
    for (int i = 0; i < axis.count; i++) {
        const float x = plot_x(plot, axis.ticks[i].value);
        canvas_text(canvas, x, area.y + area.h + plot->text_size * 1.3f, ALIGN_CENTER, FONT_MONO,
                    plot->text_size, plot->muted, axis.ticks[i].label);
    }
}

void plot_veil(Canvas *canvas, const Plot *plot, double x, const Theme *theme)
{
    const Rect area = plot->area;
    const float from = plot_x(plot, x);
    canvas_rect(canvas, (Rect){ from, area.y, fmaxf(area.x + area.w - from, 0), area.h },
                color_alpha(theme->track, 0.5f));
}

void plot_cursor(Canvas *canvas, const Plot *plot, double x, const Theme *theme)
{
    const Rect area = plot->area;
    canvas_rect(canvas, (Rect){ plot_x(plot, x) - 0.75f, area.y - 4, 1.5f, area.h + 8 },
                theme->text);
}

void plot_pointer(Canvas *canvas, const Plot *plot, double x, const Theme *theme)
{
    const Rect area = plot->area;
    canvas_rect(canvas, (Rect){ plot_x(plot, x) - 0.5f, area.y, 1, area.h }, theme->muted);
}

void plot_clip_push(Canvas *canvas, const Plot *plot)
{
    canvas_clip_push(canvas, rect_inset(plot->area, -6));
}

// Draws a series from point to point, broken by gaps, dashed if asked.
typedef struct Pen {
    Canvas *canvas;
    float x, y;
    bool down;
    float width, dash, travelled;
    Color color;
    const Rect *within; // what lies beyond is not drawn; NULL: all is
} Pen;

static void pen_dashes(Pen *pen, float x, float y, float length)
{
    const float period = 2 * pen->dash, end = pen->travelled + length;
    for (float from = floorf(pen->travelled / period) * period; from < end; from += period) {
        const float a = fmaxf(from, pen->travelled), b = fminf(from + pen->dash, end);
        if (b > a) {
            const float s = (a - pen->travelled) / length, t = (b - pen->travelled) / length;
            canvas_line_butt(pen->canvas, pen->x + (x - pen->x) * s, pen->y + (y - pen->y) * s,
                             pen->x + (x - pen->x) * t, pen->y + (y - pen->y) * t, pen->width,
                             pen->color);
        }
    }
    pen->travelled = end;
}

// Cuts [*from, *to] of a line, shares of its length, to where it lies between low and high.
static bool cut(double at, double by, double low, double high, double *from, double *to)
{
    if (by == 0) {
        return at >= low && at <= high;
    }
    const double a = (low - at) / by, b = (high - at) / by;
    *from = fmax(*from, fmin(a, b));
    *to = fmin(*to, fmax(a, b));
    return *from < *to;
}

static void pen_line(Pen *pen, float x, float y)
{
    const float length = hypotf(x - pen->x, y - pen->y);
    if (length > 0 && pen->dash > 0) {
        pen_dashes(pen, x, y, length);
    } else if (length > 0) {
        canvas_line(pen->canvas, pen->x, pen->y, x, y, pen->width, pen->color);
    }
}

// The part of the line that lies within.
static void pen_part(Pen *pen, float x, float y)
{
    const Rect r = *pen->within;
    const double dx = (double)x - pen->x, dy = (double)y - pen->y;
    double from = 0, to = 1;
    if (cut(pen->x, dx, r.x, r.x + r.w, &from, &to) &&
        cut(pen->y, dy, r.y, r.y + r.h, &from, &to)) {
        const double x0 = pen->x, y0 = pen->y;
        pen->x = (float)(x0 + dx * from);
        pen->y = (float)(y0 + dy * from);
        pen_line(pen, (float)(x0 + dx * to), (float)(y0 + dy * to));
    }
}

static void pen_to(Pen *pen, float x, float y)
{
    if (pen->down) {
        (pen->within ? pen_part : pen_line)(pen, x, y);
    }
    pen->x = x;
    pen->y = y;
    pen->down = true;
}

static bool plottable(const Plot *plot, double value)
{
    return isfinite(value) && !(plot->y.log && value < 0);
}

// Where the values of a series stand: at xs, or evenly.
typedef struct Places {
    const double *xs;
    double x0, dx;
} Places;

static double place_of(const Places *places, int i)
{
    return places->xs ? places->xs[i] : places->x0 + i * places->dx;
}

static void draw_values(Canvas *canvas, const Plot *plot, int count, const double *values,
                        const Places *places, float width, Color color, float dash)
{
    const Rect within = plot->area;
    Pen pen = { .canvas = canvas,
                .width = width,
                .dash = dash,
                .color = color,
                .within = plot->part ? &within : NULL };
    const Mapping along = mapping_of(&plot->x), up = mapping_of(&plot->y);
    int i = 0;
    while (i < count) {
        if (!plottable(plot, values[i])) {
            pen.down = false;
            i++;
            continue;
        }
        // All values of this pixel column: where it is entered, its extremes, where it is left.
        const float x = place_x(plot, &along, place_of(places, i));
        double low = values[i], high = values[i];
        const double first = values[i];
        double last = first;
        int next = i + 1;
        while (next < count && plottable(plot, values[next]) &&
               place_x(plot, &along, place_of(places, next)) < x + 0.75f) {
            last = values[next++];
            low = fmin(low, last);
            high = fmax(high, last);
        }
        pen_to(&pen, x, place_y(plot, &up, first));
        if (next > i + 2) {
            pen_to(&pen, x, place_y(plot, &up, high));
            pen_to(&pen, x, place_y(plot, &up, low));
        }
        if (next > i + 1) {
            pen_to(&pen, x + 0.5f, place_y(plot, &up, last));
        }
        i = next;
    }
}

void plot_series(Canvas *canvas, const Plot *plot, int count, const double *values, double x0,
                 double dx, float width, Color color, float dash)
{
    draw_values(canvas, plot, count, values, &(Places){ NULL, x0, dx }, width, color, dash);
}

void plot_points(Canvas *canvas, const Plot *plot, int count, const double *xs,
                 const double *values, float width, Color color, float dash)
{
    draw_values(canvas, plot, count, values, &(Places){ xs, 0, 0 }, width, color, dash);
}
