// Batches of mixed rows. Mixup: every row is a mixture of two, in shares λ and 1 - λ (Zhang et al.
// 2018). Cutmix: every picture has a piece of another one (Yun et al. 2019). Their targets are
// mixed in the same shares. One share and one rectangle a batch; λ ~ Beta(α, α).
#pragma once

#include "base/rng.h"
#include "model/tensor_shape.h"

// Whether rows of that shape can be mixed so (0: not mixed in that way); else why not.
bool mix_check(double mixup, double cutmix, TensorShape shape, Error *err);

// Beta(α, α), α > 0, in [0, 1].
double mix_share(double alpha, Rng *rng);

// A rectangle of pixels, [left, right) x [top, bottom); empty: left == right.
typedef struct MixPiece {
    int left, right, top, bottom;
} MixPiece;

// Of the area (1 - share) of the picture, its sides in the picture's proportions and to the nearest
// pixel, its middle any pixel, cut at the picture's edges.
MixPiece mix_piece(double share, TensorShape shape, Rng *rng);
// What it leaves of the picture: 1 - its area.
double mix_share_left(const MixPiece *piece, TensorShape shape);

// to = share·to + (1 - share)·from, of `wide` numbers each.
void mix_row(double share, int wide, float *restrict to, const float *restrict from);
// to has the piece of from, pictures [C][H][W].
void mix_paste(const MixPiece *piece, TensorShape shape, float *restrict to,
               const float *restrict from);

// Rows of a batch, changed in place.
typedef struct MixRows {
    float *x; // [count][wide]
    int wide; // numbers a row
    int count;
    uint32_t *from; // [count]: row i gets of row from[i], a permutation. Used up: from[i] is i then
    float *spare;   // [wide]
} MixRows;

// Each row with the one it gets of, as both were: mix_row() and mix_paste() of all.
void mix_rows(const MixRows *rows, double share);
void mix_rows_paste(const MixRows *rows, const MixPiece *piece, TensorShape shape);
