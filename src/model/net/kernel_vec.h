// Vectors, as wide as the instruction set of a compile has them, of the number type Real.
//
// Two ways to write a loop. Where each number is treated alike, a plain loop over one number that
// the compiler vectorizes: EACH(i, n). Where numbers of a row meet (products, sums), Vec.
#pragma once

#include "model/net/kernels.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

#ifdef __clang__
#if __has_feature(address_sanitizer) || __has_feature(undefined_behavior_sanitizer)
#define UNROLL // a tile written out with a check at every number takes minutes to compile
#else
#define UNROLL _Pragma("unroll")
#endif
#define IVDEP _Pragma("clang loop vectorize(assume_safety)")
#define ROLLED IVDEP
#else
#define UNROLL _Pragma("GCC unroll 32")
#define IVDEP _Pragma("GCC ivdep")
#define ROLLED _Pragma("GCC unroll 1")
#endif

// The numbers 0..n, n a multiple of LANES; number i reads and writes nothing of another.
#define EACH(i, n) IVDEP for (size_t i = 0; i < ((n) & ~(size_t)(LANES - 1)); i++)

// The numbers of one chunk. gcc would write these few turns out one by one before it looks for
// vectors in them.
#define EACH_LANE(l) ROLLED for (int l = 0; l < LANES; l++)

#if defined(__AVX512F__)
#define VEC_BYTES 64
#elif defined(__AVX__)
#define VEC_BYTES 32
#else
#define VEC_BYTES 16
#endif
#ifdef THALWEG_DOUBLE
#define VEC_LANES (VEC_BYTES / 8)
#else
#define VEC_LANES (VEC_BYTES / 4)
#endif
enum { VEC = VEC_LANES, WIDE = VEC_BYTES / (int)sizeof(double) };

// place(0, h), place(1, h), ...: where a shuffle takes each lane from.
#define PLACES_2(place, h) place(0, h), place(1, h)
#define PLACES_4(place, h) PLACES_2(place, h), place(2, h), place(3, h)
#define PLACES_8(place, h) PLACES_4(place, h), place(4, h), place(5, h), place(6, h), place(7, h)
#if VEC_LANES == 16
#define PLACES(place, h)                                                                           \
    PLACES_8(place, h), place(8, h), place(9, h), place(10, h), place(11, h), place(12, h),        \
        place(13, h), place(14, h), place(15, h)
#elif VEC_LANES == 8
#define PLACES(place, h) PLACES_8(place, h)
#elif VEC_LANES == 4
#define PLACES(place, h) PLACES_4(place, h)
#else
#define PLACES(place, h) PLACES_2(place, h)
#endif

typedef Real Vec __attribute__((vector_size(VEC_BYTES), may_alias));
// What comparing two Vec gives: all bits of a number or none.
#ifdef THALWEG_DOUBLE
typedef int64_t Mask __attribute__((vector_size(VEC_BYTES), may_alias));
#else
typedef int32_t Mask __attribute__((vector_size(VEC_BYTES), may_alias));
#endif
// As many doubles as a vector has room for, and that many Real in memory.
typedef double Wide __attribute__((vector_size(VEC_BYTES)));
typedef Real Few __attribute__((vector_size(VEC_BYTES * sizeof(Real) / sizeof(double)), may_alias));

static_assert(LANES % VEC == 0, "rows are padded to whole vectors");

// At a multiple of the vector's size.
INLINE Vec load(const Real *a)
{
    return *(const Vec *)a;
}

INLINE void store(Real *a, Vec value)
{
    *(Vec *)a = value;
}

INLINE Vec splat(Real value)
{
    return value - (Vec){ 0 };
}

INLINE Wide load_wide(const Real *a)
{
    return __builtin_convertvector(*(const Few *)a, Wide);
}

// yes where the mask is set.
INLINE Vec select(Mask mask, Vec yes, Vec no)
{
    return (Vec)(((Mask)yes & mask) | ((Mask)no & ~mask));
}

INLINE Vec positive(Vec a) // a NaN stays one
{
    const Mask negative = a < 0;
    return (Vec)((Mask)a & ~negative);
}

// The sum of a vector in each of `rows` rows, in blocks of 64 rows, so that rounding grows with the
// number of blocks and not with the number of rows.
INLINE Vec column_sum(int rows, const Real *a, ptrdiff_t a_row)
{
    Vec total = { 0 };
    for (int i = 0; i < rows;) {
        const int end = i + 64 < rows ? i + 64 : rows;
        Vec block = { 0 };
        for (; i < end; i++) {
            block += load(a + i * a_row);
        }
        total += block;
    }
    return total;
}

// Always in the same order: halves on halves.
INLINE double sum_wide(Wide a)
{
    double lane[WIDE];
    memcpy(lane, &a, sizeof a);
    for (int half = WIDE / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
            lane[l] += lane[l + half];
        }
    }
    return lane[0];
}

// Folds a vector: every lane meets the one at distance VEC/2, ..., 2, 1, in this order.
#define ACROSS(l, h) ((l) ^ (h))
#define FOLD_STEP(a, h, fold) a = fold(a, __builtin_shufflevector(a, a, PLACES(ACROSS, h)))
#if VEC_LANES == 16
#define FOLD(a, fold)                                                                              \
    FOLD_STEP(a, 8, fold), FOLD_STEP(a, 4, fold), FOLD_STEP(a, 2, fold), FOLD_STEP(a, 1, fold)
#elif VEC_LANES == 8
#define FOLD(a, fold) FOLD_STEP(a, 4, fold), FOLD_STEP(a, 2, fold), FOLD_STEP(a, 1, fold)
#elif VEC_LANES == 4
#define FOLD(a, fold) FOLD_STEP(a, 2, fold), FOLD_STEP(a, 1, fold)
#else
#define FOLD(a, fold) FOLD_STEP(a, 1, fold)
#endif

INLINE Vec add(Vec a, Vec b)
{
    return a + b;
}

INLINE Vec larger(Vec a, Vec b) // a where one is a NaN
{
    return select(b > a, b, a);
}

INLINE Real sum(Vec a)
{
    FOLD(a, add);
    return a[0];
}

// All bits for the first `count` numbers of a vector (none for count <= 0).
INLINE Mask first(int count)
{
    Mask lane;
    for (int l = 0; l < VEC; l++) {
        lane[l] = l;
    }
    return lane < (Mask){ 0 } + count;
}

INLINE Vec only(Mask mask, Vec a)
{
    return (Vec)((Mask)a & mask);
}
