// Where a pixel comes from is an affine map of where it is, so all that moves a picture is one map
// and one interpolation: a picture that is turned and resized is blurred once.
#include "model/data/augment.h"

#include "base/base.h"
#include "base/words.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

bool augment_any(const Augment *augment)
{
    return augment->shift > 0 || augment->rotate > 0 || augment->zoom > 0 || augment->flip ||
           augment->jitter > 0 || augment->cutout > 0;
}

// Uniform in [-most, most].
static double either_way(double most, Rng *rng)
{
    return most * (2 * rng_uniform(rng) - 1);
}

// The first of `side` places whose middle is any of `size`.
static int place_square(int side, int size, Rng *rng)
{
    return (int)rng_below(rng, (uint64_t)size) - side / 2;
}

AugmentDraw augment_draw(const Augment *augment, TensorShape shape, Rng *rng)
{
    AugmentDraw draw;
    draw.angle = either_way(augment->rotate, rng) * PI / 180;
    draw.zoom = 1 + either_way(augment->zoom, rng);
    draw.shift_x = either_way(augment->shift, rng);
    draw.shift_y = either_way(augment->shift, rng);
    draw.flipped = rng_uniform(rng) < 0.5 && augment->flip;
    draw.cutout_x = place_square(augment->cutout, shape.width, rng);
    draw.cutout_y = place_square(augment->cutout, shape.height, rng);
    return draw;
}

// ---- pictures

// Where in a picture the pixel (column, row) of the moved one comes from: x = x0 + xc·column +
// xr·row, y likewise.
typedef struct Affine {
    double x0, xc, xr, y0, yc, yr;
} Affine;

// Back from (column, row): the shift and the centre off, turned back, made the size it was,
// mirrored back, the centre on.
static Affine affine_back(const AugmentDraw *draw, TensorShape shape)
{
    const double middle_x = (shape.width - 1) / 2.0, middle_y = (shape.height - 1) / 2.0;
    const double c = cos(draw->angle) / draw->zoom, s = sin(draw->angle) / draw->zoom;
    const double mirror = draw->flipped ? -1 : 1;
    const double off_x = -middle_x - draw->shift_x, off_y = -middle_y - draw->shift_y;
    return (Affine){ .x0 = middle_x + mirror * (c * off_x + s * off_y),
                     .xc = mirror * c,
                     .xr = mirror * s,
                     .y0 = middle_y - s * off_x + c * off_y,
                     .yc = -s,
                     .yr = c };
}

// A channel with a pixel of paper before its rows and columns and behind them: what is outside
// needs no question.
enum { FRAME = 1, FRAMED_MAX = AUGMENT_SIZE_MAX + 2 * FRAME * (AUGMENT_SIZE_MAX + 1) + 4 * FRAME };

static void frame(const float *from, TensorShape shape, float paper, float *framed)
{
    const int wide = shape.width + 2 * FRAME;
    for (int i = 0; i < wide * (shape.height + 2 * FRAME); i++) {
        framed[i] = paper;
    }
    for (int r = 0; r < shape.height; r++) {
        memcpy(framed + (ptrdiff_t)(r + FRAME) * wide + FRAME, from + (ptrdiff_t)r * shape.width,
               sizeof *from * (size_t)shape.width);
    }
}

// Between which pixels of a frame a place is, the first, and how far beyond it: all that is further
// outside is where the frame is paper.
static int between(double place, int size, float *beyond)
{
    const double within = clamp(place, -FRAME, size);
    const int first = (int)(within + FRAME); // rounds down, for it is no less than 0
    const int last = size + FRAME - 1;
    const int begin = first < last ? first : last;
    *beyond = (float)(within + FRAME - begin);
    return begin;
}

static void move_channel(const Affine *back, TensorShape shape, const float *framed, float *to)
{
    const int wide = shape.width + 2 * FRAME;
    for (int r = 0; r < shape.height; r++) {
        for (int c = 0; c < shape.width; c++) {
            float right, down;
            const int x = between(back->x0 + back->xc * c + back->xr * r, shape.width, &right);
            const int y = between(back->y0 + back->yc * c + back->yr * r, shape.height, &down);
            const float *at = framed + (ptrdiff_t)y * wide + x;
            const float above = at[0] * (1 - right) + at[1] * right;
            const float below = at[wide] * (1 - right) + at[wide + 1] * right;
            *to++ = above * (1 - down) + below * down;
        }
    }
}

void augment_move(const AugmentDraw *draw, const AugmentRow *row, const float *from, float *to)
{
    const TensorShape shape = row->shape;
    const Affine back = affine_back(draw, shape);
    const int area = shape_area(shape);
    float framed[FRAMED_MAX];
    assert(shape_size(shape) <= AUGMENT_SIZE_MAX);
    for (int channel = 0; channel < shape.channels; channel++) {
        frame(from + (ptrdiff_t)channel * area, shape, row->paper, framed);
        move_channel(&back, shape, framed, to + (ptrdiff_t)channel * area);
    }
}

void augment_cut(const AugmentDraw *draw, const AugmentRow *row, int side, float *x)
{
    const TensorShape shape = row->shape;
    const int left = clampi(draw->cutout_x, 0, shape.width);
    const int right = clampi(draw->cutout_x + side, 0, shape.width);
    const int bottom = clampi(draw->cutout_y + side, 0, shape.height);
    for (int channel = 0; channel < shape.channels; channel++) {
        float *pixels = x + (ptrdiff_t)channel * shape_area(shape);
        for (int r = clampi(draw->cutout_y, 0, shape.height); r < bottom; r++) {
            for (int c = left; c < right; c++) {
                pixels[r * shape.width + c] = row->paper;
            }
        }
    }
}

// ---- any rows

void augment_jitter(double deviation, int count, Rng *rng, float *x)
{
    for (int i = 0; i < count; i += 2) {
        double pair[2];
        rng_normal_pair(rng, pair);
        x[i] += (float)(deviation * pair[0]);
        if (i + 1 < count) {
            x[i + 1] += (float)(deviation * pair[1]);
        }
    }
}

static void turn_point(double angle, const float *from, float *to)
{
    const double c = cos(angle), s = sin(angle), x = (double)from[0], y = (double)from[1];
    to[0] = (float)(c * x - s * y);
    to[1] = (float)(s * x + c * y);
}

static bool moves(const Augment *augment)
{
    return augment->shift > 0 || augment->rotate > 0 || augment->zoom > 0 || augment->flip;
}

void augment_row(const Augment *augment, const AugmentRow *row, Rng *rng, const float *from,
                 float *to)
{
    const int size = shape_size(row->shape);
    const AugmentDraw draw = augment_draw(augment, row->shape, rng);
    if (augment_is_picture(row->shape) && moves(augment)) {
        augment_move(&draw, row, from, to);
    } else if (size == 2 && augment->rotate > 0) {
        turn_point(draw.angle, from, to);
    } else {
        memcpy(to, from, sizeof *from * (size_t)size);
    }
    if (augment->jitter > 0) {
        augment_jitter(augment->jitter, size, rng, to);
    }
    if (augment->cutout > 0) {
        augment_cut(&draw, row, augment->cutout, to);
    }
}

// ---- what cannot be

static bool check_fits(double length, const char *what, TensorShape shape, Error *err)
{
    const int side = shape.width < shape.height ? shape.width : shape.height;
    return length <= side ||
           fail(err,
                "%s of %g pixels is larger than the pictures, which are %d x %d; choose at most %d",
                tr(what), length, shape.width, shape.height, side);
}

static bool check_picture(const Augment *augment, TensorShape shape, Error *err)
{
    return check_fits(augment->shift, N_("a shift"), shape, err) &&
           check_fits(augment->cutout, N_("a cutout"), shape, err);
}

bool augment_check(const Augment *augment, TensorShape shape, Error *err)
{
    const int size = shape_size(shape);
    if (augment_is_picture(shape)) {
        return check_picture(augment, shape, err);
    }
    const char *what = augment->shift > 0    ? "shift"
                       : augment->zoom > 0   ? "zoom"
                       : augment->flip       ? "flip"
                       : augment->cutout > 0 ? "cutout"
                                             : NULL;
    if (what) {
        return fail_n(err, -1, size,
                      "%s is for pictures, and a row of this data is %d plain number; switch it "
                      "off, or choose data of pictures",
                      "%s is for pictures, and a row of this data is %d plain numbers; switch it "
                      "off, or choose data of pictures",
                      what, size);
    }
    return augment->rotate == 0 || size == 2 ||
           fail_n(err, -1, size,
                  "rotate is for pictures and points of the plane, and a row of this data is %d "
                  "plain number; switch it off, or choose other data",
                  "rotate is for pictures and points of the plane, and a row of this data is %d "
                  "plain numbers; switch it off, or choose other data",
                  size);
}
