// Circles, squares and triangles, filled: wherever they lie, however large they are. All three have
// the same areas, so that the amount of ink tells nothing: what differs is the outline.
#include "model/data/dataset_kinds.h"

#include "base/words.h"

#include <math.h>

static const double PI = 3.141592653589793;
static const double DEGREE = 3.141592653589793 / 180;

// Of a circle of the same area, in pixels. The largest triangle still has room to move by a
// quarter of the picture.
static const double RADIUS_LEAST = 2.7, RADIUS_MOST = 4.6;
static const double MARGIN = 0.5; // pixels between a shape and the edge of the picture

static const int sides_of[] = { 0, 4, 3 }; // of the classes; 0: round
const char *const data_shape_names[] = { N_("circle"), N_("square"), N_("triangle"), NULL };
static_assert(COUNT(data_shape_names) == COUNT(sides_of) + 1, "a name for each shape");

// Around its own middle, y down.
typedef struct Outline {
    int sides;
    double apothem; // from the middle to a side; of a circle the radius
    double turn;
} Outline;

// Beyond the edge, inside negative; near a corner of a polygon as far as from its sides' lines.
static double beyond(const Outline *outline, double x, double y)
{
    double most = outline->sides ? -INFINITY : sqrt(x * x + y * y);
    for (int k = 0; k < outline->sides; k++) { // side 0 is at the bottom, but for the turn
        const double angle = outline->turn + PI / 2 + 2 * PI * k / outline->sides;
        most = fmax(most, x * cos(angle) + y * sin(angle));
    }
    return most - outline->apothem;
}

// How far it reaches from its middle along an axis, to lower (extent[0]) and higher coordinates.
static void extents(const Outline *outline, bool down, double extent[2])
{
    extent[0] = outline->sides ? 0 : outline->apothem;
    extent[1] = extent[0];
    for (int k = 0; k < outline->sides; k++) {
        const double half = PI / outline->sides,
                     angle = outline->turn + PI / 2 + half * (2 * k + 1);
        const double at = outline->apothem / cos(half) * (down ? sin(angle) : cos(angle));
        extent[0] = fmax(extent[0], -at);
        extent[1] = fmax(extent[1], at);
    }
}

static Outline draw_outline(int sides, double turn_most, Rng *rng)
{
    const double radius = RADIUS_LEAST + (RADIUS_MOST - RADIUS_LEAST) * rng_uniform(rng);
    const double turn = turn_most * DEGREE * (2 * rng_uniform(rng) - 1);
    const double area = sides ? sides * tan(PI / sides) : PI; // where the apothem is 1
    return (Outline){ sides, radius * sqrt(PI / area), turn };
}

static double draw_middle(const Outline *outline, bool down, Rng *rng)
{
    double extent[2];
    extents(outline, down, extent);
    const double low = MARGIN + extent[0], high = SHAPE_SIDE - MARGIN - extent[1];
    return low + (high - low) * rng_uniform(rng);
}

void data_shape_shapes(const DataParams *params, int *features, int *classes)
{
    (void)params;
    *features = SHAPE_SIDE * SHAPE_SIDE;
    *classes = COUNT(sides_of);
}

// The edge fades over one pixel.
void data_draw_shape(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    (void)phase;
    const int class = index % (int)COUNT(sides_of);
    const Outline outline = draw_outline(sides_of[class], params->turn, rng);
    const double middle_x = draw_middle(&outline, false, rng);
    const double middle_y = draw_middle(&outline, true, rng);
    for (int i = 0; i < SHAPE_SIDE * SHAPE_SIDE; i++) {
        const double right = i % SHAPE_SIDE + 0.5 - middle_x,
                     down = i / SHAPE_SIDE + 0.5 - middle_y;
        x[i] = (float)clamp(0.5 - beyond(&outline, right, down), 0, 1);
    }
    data_noise_of_greys(params->noise, SHAPE_SIDE * SHAPE_SIDE, rng, x);
    *target = (float)class;
}
