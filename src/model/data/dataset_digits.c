// Digits as a hand writes them: a few knots for each, moved a little and joined by curves, drawn
// with a round pen. Every digit is another one, and none is a file.
#include "model/data/dataset_digits.h"

#include "model/data/dataset_kinds.h"

#include <math.h>

enum { PIECES = 8 };

#define DOWN(x, y)                                                                                 \
    {                                                                                              \
        PEN_DOWN, x, y                                                                             \
    }
#define ON(x, y)                                                                                   \
    {                                                                                              \
        PEN_CURVE, x, y                                                                            \
    }
#define CORNER(x, y)                                                                               \
    {                                                                                              \
        PEN_CORNER, x, y                                                                           \
    }

// clang-format off
const Knot digit_glyphs[10][DIGIT_FORMS][DIGIT_KNOTS_MAX] = {
    { { DOWN(5, 0), ON(-20, 10), ON(-30, 50), ON(-20, 90), ON(0, 100), ON(20, 90), ON(30, 50),
        ON(20, 10), ON(-3, 1) },
      { DOWN(12, 4), ON(-14, 6), ON(-27, 38), ON(-24, 80), ON(-2, 100), ON(22, 84), ON(28, 42),
        ON(16, 10), ON(0, 2) } },
    { { DOWN(4, 0), ON(0, 50), ON(-2, 100) },
      { DOWN(-20, 24), CORNER(2, 0), ON(2, 100) } },
    { { DOWN(-26, 22), ON(-15, 4), ON(6, 0), ON(24, 13), ON(23, 34), ON(2, 66), CORNER(-28, 100),
        ON(30, 100) },
      { DOWN(-24, 14), ON(0, 0), ON(23, 16), ON(14, 50), ON(-10, 86), ON(-24, 98), ON(-20, 84),
        ON(0, 88), ON(14, 98), ON(30, 94) } },
    { { DOWN(-25, 12), ON(-4, 0), ON(20, 10), ON(20, 34), CORNER(-4, 46), ON(23, 57), ON(26, 82),
        ON(4, 100), ON(-18, 97), ON(-28, 86) },
      { DOWN(-24, 0), CORNER(22, 0), CORNER(-2, 40), ON(22, 50), ON(26, 78), ON(6, 100),
        ON(-26, 88) } },
    { { DOWN(12, 0), CORNER(-30, 66), ON(32, 66), DOWN(12, 0), ON(12, 100) },
      { DOWN(-18, 0), ON(-22, 30), CORNER(-25, 54), ON(30, 50), DOWN(18, 8), ON(12, 100) } },
    { { DOWN(26, 0), CORNER(-18, 1), CORNER(-22, 43), ON(2, 36), ON(25, 50), ON(26, 76),
        ON(6, 98), ON(-16, 98), ON(-28, 88) },
      { DOWN(-18, 2), CORNER(-20, 42), ON(6, 38), ON(24, 58), ON(20, 86), ON(-4, 100), ON(-26, 92),
        DOWN(-18, 2), ON(28, 0) } },
    { { DOWN(18, 2), ON(-8, 16), ON(-25, 48), ON(-26, 80), ON(-6, 100), ON(18, 93), ON(26, 72),
        ON(12, 53), ON(-10, 56), ON(-25, 74) },
      { DOWN(2, 0), ON(-18, 40), ON(-26, 76), ON(-8, 100), ON(14, 94), ON(20, 76), ON(8, 62),
        ON(-12, 68), ON(-24, 84) } },
    { { DOWN(-28, 2), CORNER(28, 0), ON(8, 48), ON(-4, 100) },
      { DOWN(-28, 4), CORNER(27, 0), ON(6, 50), ON(-6, 100), DOWN(-16, 50), ON(24, 48) } },
    { { DOWN(20, 10), ON(0, 0), ON(-20, 12), ON(-15, 33), ON(2, 46), ON(22, 66), ON(20, 91),
        ON(0, 100), ON(-20, 91), ON(-22, 68), ON(0, 46), ON(16, 32), ON(20, 10) },
      { DOWN(0, 47), ON(-19, 36), ON(-18, 10), ON(0, 0), ON(18, 10), ON(19, 36), CORNER(0, 47),
        ON(-24, 62), ON(-22, 92), ON(0, 100), ON(22, 92), ON(24, 62), ON(0, 47) } },
    { { DOWN(24, 26), ON(10, 47), ON(-12, 48), ON(-25, 30), ON(-17, 7), ON(4, 0), ON(22, 12),
        ON(25, 36), ON(18, 72), ON(-4, 100) },
      { DOWN(20, 8), ON(-4, 0), ON(-23, 18), ON(-18, 42), ON(4, 46), CORNER(21, 16), ON(20, 56),
        ON(19, 100) } },
};
// clang-format on

typedef struct Point {
    double x, y; // pixels
} Point;

// How this digit is written: pixels from hundredths, and the pen.
typedef struct Hand {
    double xx, xy, yx, yy; // rows of the matrix
    double x, y;           // where the glyph's middle comes to stand
    double wobble;         // standard deviation of a knot, hundredths
    double radius;         // of the pen, pixels
} Hand;

// N(0, 1) without the rare large ones, which would push a digit out of its picture.
static double deviation(Rng *rng)
{
    return clamp(rng_normal(rng), -2, 2);
}

static Hand hand_draw(Rng *rng)
{
    const double height = DIGIT_SIDE * 0.0065 * (1 + 0.09 * deviation(rng));
    const double width = height * (1.02 + 0.13 * deviation(rng));
    const double slant = 0.1 + 0.17 * deviation(rng), turn = 0.09 * deviation(rng);
    Hand hand = { .xx = width * cos(turn),
                  .xy = -width * slant * cos(turn) - height * sin(turn),
                  .yx = width * sin(turn),
                  .yy = height * cos(turn) - width * slant * sin(turn) };
    hand.x = DIGIT_SIDE * (0.5 + 0.036 * deviation(rng));
    hand.y = DIGIT_SIDE * (0.5 + 0.036 * deviation(rng));
    hand.wobble = 3.2;
    hand.radius = 0.74 + 0.15 * deviation(rng);
    return hand;
}

static Point hand_place(const Hand *hand, const Knot *knot, Rng *rng)
{
    const double x = knot->x + hand->wobble * deviation(rng);
    const double y = knot->y - 50 + hand->wobble * deviation(rng);
    return (Point){ hand->x + hand->xx * x + hand->xy * y, hand->y + hand->yx * x + hand->yy * y };
}

static double distance_to_segment(Point p, Point a, Point b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double along = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
    const double t = clamp(along, 0, 1);
    const double x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
    return sqrt(x * x + y * y);
}

static int pixel_clamped(double at)
{
    return (int)clamp(floor(at), 0, DIGIT_SIDE - 1);
}

// Ink up to the radius, fading over one pixel.
static void ink_segment(float *pixels, Point a, Point b, double radius)
{
    const double reach = radius + 0.5;
    const int left = pixel_clamped(fmin(a.x, b.x) - reach);
    const int right = pixel_clamped(fmax(a.x, b.x) + reach);
    const int top = pixel_clamped(fmin(a.y, b.y) - reach);
    const int bottom = pixel_clamped(fmax(a.y, b.y) + reach);
    for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
            const double far = distance_to_segment((Point){ x + 0.5, y + 0.5 }, a, b);
            float *pixel = &pixels[y * DIGIT_SIDE + x];
            *pixel = fmaxf(*pixel, (float)clamp(reach - far, 0, 1));
        }
    }
}

// Catmull & Rom 1974: from p1 (t = 0) to p2 (t = 1), in the directions of p2 - p0 and p3 - p1.
static double spline(double p0, double p1, double p2, double p3, double t)
{
    return p1 + 0.5 * t *
                    (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
}

// The curve between points i and i + 1; at ends and corners it looks no further.
static void ink_curve(float *pixels, const Knot *knots, const Point *points, int i, double radius)
{
    const bool straight_in = knots[i].pen != PEN_CURVE;
    const bool straight_out = knots[i + 1].pen != PEN_CURVE || i + 2 == DIGIT_KNOTS_MAX ||
                              knots[i + 2].pen == PEN_END || knots[i + 2].pen == PEN_DOWN;
    const Point p1 = points[i], p2 = points[i + 1];
    const Point p0 = straight_in ? p1 : points[i - 1], p3 = straight_out ? p2 : points[i + 2];
    Point from = p1;
    for (int piece = 1; piece <= PIECES; piece++) {
        const double t = (double)piece / PIECES;
        const Point to = { spline(p0.x, p1.x, p2.x, p3.x, t), spline(p0.y, p1.y, p2.y, p3.y, t) };
        ink_segment(pixels, from, to, radius);
        from = to;
    }
}

void data_shape_digits(const DataParams *params, int *features, int *classes)
{
    (void)params;
    *features = DIGIT_PIXELS;
    *classes = 10;
}

void data_draw_digit(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    (void)phase;
    const Knot *knots = digit_glyphs[index % 10][rng_below(rng, DIGIT_FORMS)];
    const Hand hand = hand_draw(rng);
    Point points[DIGIT_KNOTS_MAX];
    int count = 0;
    for (; count < DIGIT_KNOTS_MAX && knots[count].pen != PEN_END; count++) {
        points[count] = hand_place(&hand, &knots[count], rng);
    }
    for (int i = 0; i + 1 < count; i++) {
        if (knots[i + 1].pen != PEN_DOWN) {
            ink_curve(x, knots, points, i, hand.radius);
        }
    }
    data_noise_of_greys(params->noise, DIGIT_PIXELS, rng, x);
    *target = (float)(index % 10);
}
