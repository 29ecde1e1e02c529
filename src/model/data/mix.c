// A permutation is followed around its cycles: each row is mixed before the one that it was mixed
// from, so that of every cycle only the first row needs to be kept, and no copy of a batch.
#include "model/data/mix.h"

#include "base/base.h"

#include <math.h>
#include <string.h>

bool mix_check(double mixup, double cutmix, TensorShape shape, Error *err)
{
    const int size = shape_size(shape);
    if (mixup > 0 && cutmix > 0) {
        return fail(err,
                    "mixup and cutmix are both on, and a batch is mixed in one way; switch one "
                    "of them off");
    }
    return cutmix == 0 || shape_area(shape) > 1 ||
           fail_n(
               err, -1, size,
               "cutmix is for pictures, and a row of this data is %d plain number; choose mixup, "
               "or data of pictures",
               "cutmix is for pictures, and a row of this data is %d plain numbers; choose "
               "mixup, or data of pictures",
               size);
}

// ---- shares

// α <= 1/2, where most is near 0 or 1: Jöhnk 1964, x/(x + y) of x = U^(1/α), y = V^(1/α), x + y <=
// 1; of logarithms, for both may be too small to be numbers.
static double share_of_edges(double alpha, Rng *rng)
{
    for (;;) {
        const double x = log(1 - rng_uniform(rng)) / alpha, y = log(1 - rng_uniform(rng)) / alpha;
        const double most = fmax(x, y);
        const double sum = most + log(exp(x - most) + exp(y - most));
        if (sum <= 0) {
            return exp(x - sum);
        }
    }
}

// α > 1/2: Ulrich 1984, one coordinate of a point of a disk whose radius has 1 - r² = U^(2/(2α-1)).
static double share_of_disk(double alpha, Rng *rng)
{
    const double two_pi = 6.283185307179586;
    const double radius = sqrt(1 - pow(rng_uniform(rng), 2 / (2 * alpha - 1)));
    return (1 + radius * cos(two_pi * rng_uniform(rng))) / 2;
}

double mix_share(double alpha, Rng *rng)
{
    return alpha > 0.5 ? share_of_disk(alpha, rng) : share_of_edges(alpha, rng);
}

// ---- pieces

// A side of the piece: of `size` pixels this share, around any of them.
static void place_side(double share, int size, Rng *rng, int *begin, int *end)
{
    const int length = (int)lround(size * share);
    const int from = (int)rng_below(rng, (uint64_t)size) - length / 2;
    *begin = clampi(from, 0, size);
    *end = clampi(from + length, 0, size);
}

MixPiece mix_piece(double share, TensorShape shape, Rng *rng)
{
    const double side = sqrt(clamp(1 - share, 0, 1));
    MixPiece piece;
    place_side(side, shape.width, rng, &piece.left, &piece.right);
    place_side(side, shape.height, rng, &piece.top, &piece.bottom);
    return piece;
}

double mix_share_left(const MixPiece *piece, TensorShape shape)
{
    const int area = (piece->right - piece->left) * (piece->bottom - piece->top);
    return 1 - (double)area / shape_area(shape);
}

// ---- two rows

void mix_row(double share, int wide, float *restrict to, const float *restrict from)
{
    const float keep = (float)share, take = 1 - keep;
    for (int i = 0; i < wide; i++) {
        to[i] = keep * to[i] + take * from[i];
    }
}

void mix_paste(const MixPiece *piece, TensorShape shape, float *restrict to,
               const float *restrict from)
{
    const size_t length = sizeof *to * (size_t)(piece->right - piece->left);
    for (int channel = 0; channel < shape.channels; channel++) {
        for (int r = piece->top; r < piece->bottom; r++) {
            const ptrdiff_t line = (ptrdiff_t)channel * shape.height + r;
            const ptrdiff_t at = line * shape.width + piece->left;
            memcpy(to + at, from + at, length);
        }
    }
}

// ---- batches

// The mixing of two rows; context is the caller's.
typedef void MixTwo(const void *context, int wide, float *restrict to, const float *restrict from);

static void around_cycles(const MixRows *rows, MixTwo *mix, const void *context)
{
    const size_t wide = (size_t)rows->wide;
    for (uint32_t first = 0; first < (uint32_t)rows->count; first++) {
        if (rows->from[first] == first) { // done, or mixed with itself
            continue;
        }
        memcpy(rows->spare, rows->x + first * wide, wide * sizeof *rows->x);
        for (uint32_t at = first, other; rows->from[at] != at; at = other) {
            other = rows->from[at];
            mix(context, rows->wide, rows->x + at * wide,
                other == first ? rows->spare : rows->x + other * wide);
            rows->from[at] = at;
        }
    }
}

static void mix_two(const void *context, int wide, float *restrict to, const float *restrict from)
{
    mix_row(*(const double *)context, wide, to, from);
}

void mix_rows(const MixRows *rows, double share)
{
    around_cycles(rows, mix_two, &share);
}

typedef struct Paste {
    const MixPiece *piece;
    TensorShape shape;
} Paste;

static void paste_two(const void *context, UNUSED int wide, float *restrict to,
                      const float *restrict from)
{
    const Paste *paste = context;
    mix_paste(paste->piece, paste->shape, to, from);
}

void mix_rows_paste(const MixRows *rows, const MixPiece *piece, TensorShape shape)
{
    const Paste paste = { piece, shape };
    around_cycles(rows, paste_two, &paste);
}
