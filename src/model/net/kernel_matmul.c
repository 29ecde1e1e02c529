// Matrix products, transposes, sums of columns.
//
// A product is cut into tiles of C that stay in registers while p runs over all of k: for each p a
// tile of R rows and V vectors takes V vectors of B's row p and R numbers of A, each spread over a
// vector, and does R·V multiply-adds. With R = 6 and V = 4 these are 24 sums, 4 vectors and 1
// spread number in AVX-512's (or Arm's) 32 registers, and 10 loads feed 24 multiply-adds, so that
// loads never wait in line; sets with 16 registers have V = 2. What is left over at the right has
// fewer vectors and more rows, for enough sums that do not wait for one another (a sum is ready
// after four cycles in which eight can begin); what is left over below has fewer rows.
//
// Every number of a tile is start + a₀b₀ + a₁b₁ + ... in this order, one fused multiply-add each
// (where the set has it): a row gives the same bits alone and within any batch.
#include "model/net/kernel_regions.h"
#include "model/net/kernel_set.h"

#if defined(__AVX512F__) || defined(__aarch64__)
enum { TILE_VECS = 4 };
#else
enum { TILE_VECS = 2 };
#endif

// Rows of a tile that is `vecs` wide: as many as there are registers for.
INLINE int tile_rows(int vecs)
{
    static const int rows[2][5] = { { 0, 12, 6 }, { 0, 16, 12, 8, 6 } };
    return rows[TILE_VECS == 4][vecs];
}

typedef struct Tile {
    const Real *a, *b, *start;
    Real *c;
} Tile;

INLINE void tile(int rows, int vecs, const Matmul *job, Tile at)
{
    Vec c[16][4];
    UNROLL for (int r = 0; r < rows; r++)
    {
        UNROLL for (int v = 0; v < vecs; v++)
        {
            c[r][v] = at.start ? load(at.start + v * VEC) : (Vec){ 0 };
        }
    }
    const ptrdiff_t a_row = job->a_row, a_col = job->a_col, b_row = job->b_row, c_row = job->c_row;
    const bool relu = job->relu;
    // A pointer for each four rows: the distances 1, 2 and 3 times a_row need two registers.
    const Real *a[4], *b = at.b;
    UNROLL for (int four = 0; four < (rows + 3) / 4; four++)
    {
        a[four] = at.a + 4 * four * a_row;
    }
    for (int p = job->k; p > 0; p--) {
        Vec b_vec[4];
        UNROLL for (int v = 0; v < vecs; v++)
        {
            b_vec[v] = load(b + v * VEC);
        }
        UNROLL for (int r = 0; r < rows; r++)
        {
            const Real factor = a[r / 4][r % 4 * a_row];
            UNROLL for (int v = 0; v < vecs; v++)
            {
                c[r][v] += factor * b_vec[v];
            }
        }
        UNROLL for (int four = 0; four < (rows + 3) / 4; four++)
        {
            a[four] += a_col;
        }
        b += b_row;
    }
    UNROLL for (int r = 0; r < rows; r++)
    {
        UNROLL for (int v = 0; v < vecs; v++)
        {
            Real *out = at.c + r * c_row + v * VEC;
            store(out, relu ? positive(c[r][v]) : c[r][v]);
        }
    }
}

// All rows of the columns under `vecs` vectors. What is left after the last full tile is a tile of
// its own.
INLINE void tile_column(int vecs, const Matmul *job, Tile at)
{
    const int rows = tile_rows(vecs);
    int left = job->m;
    for (; left >= rows; left -= rows) {
        tile(rows, vecs, job, at);
        at.a += rows * job->a_row;
        at.c += rows * job->c_row;
    }
#define REST(r)                                                                                    \
    case r:                                                                                        \
        if (r < rows) {                                                                            \
            tile(r, vecs, job, at);                                                                \
        }                                                                                          \
        break;
    switch (left) {
        REST(1)
        REST(2)
        REST(3)
        REST(4)
        REST(5)
        REST(6)
        REST(7)
        REST(8) REST(9) REST(10) REST(11) REST(12) REST(13) REST(14) REST(15) default : break;
    }
#undef REST
}

// One of a's distances is that of neighbours, as its rows or its columns lie one after another.
INLINE void whole_job(const Matmul *job)
{
    const bool by_rows = job->a_col == 1;
    whole(by_rows ? job->m : job->k, by_rows ? job->k : job->m, job->a,
          by_rows ? job->a_row : job->a_col, false);
    whole(job->k, job->n, job->b, job->b_row, false);
    whole(job->start ? 1 : 0, job->n, job->start, 0, false);
    whole(job->m, job->n, job->c, job->c_row, true);
}

void KERNEL(matmul)(const Matmul *job)
{
    whole_job(job);
    Tile at = { job->a, job->b, job->start, job->c };
    int left = job->n / VEC;
    while (left > 0) {
        const int vecs = left < TILE_VECS ? left : TILE_VECS;
        switch (vecs) {
        case 1: tile_column(1, job, at); break;
        case 2: tile_column(2, job, at); break;
#if defined(__AVX512F__) || defined(__aarch64__)
        case 3: tile_column(3, job, at); break;
        default: tile_column(4, job, at); break;
#endif
        }
        left -= vecs;
        at.b += vecs * VEC;
        at.c += vecs * VEC;
        at.start = at.start ? at.start + vecs * VEC : NULL;
    }
}

// A transpose moves blocks of VEC x VEC numbers through as many vectors. In a round of distance h,
// vectors i and i + h exchange the lanes that have bit h unset in the one and set in the other; the
// rounds h = VEC/2, ..., 2, 1 exchange every bit of rows with the same bit of columns.
#define LOWER(l, h) ((l) & (h) ? VEC + (l) - (h) : (l))
#define UPPER(l, h) ((l) & (h) ? VEC + (l) : (l) + (h))
#define EXCHANGE(h)                                                                                \
    UNROLL for (int i = 0; i < VEC; i++)                                                           \
    {                                                                                              \
        if (!(i & (h))) {                                                                          \
            const Vec low = v[i], high = v[i + (h)];                                               \
            v[i] = __builtin_shufflevector(low, high, PLACES(LOWER, h));                           \
            v[i + (h)] = __builtin_shufflevector(low, high, PLACES(UPPER, h));                     \
        }                                                                                          \
    }

INLINE void transpose_vectors(Vec v[VEC])
{
#if VEC_LANES >= 16
    EXCHANGE(8)
#endif
#if VEC_LANES >= 8
    EXCHANGE(4)
#endif
#if VEC_LANES >= 4
    EXCHANGE(2)
#endif
    EXCHANGE(1)
}

// Rows that are not there count as zeros; columns that are not there are not written.
INLINE void transpose_block(int rows, int columns, const Real *a, ptrdiff_t a_row, Real *t,
                            ptrdiff_t t_row)
{
    Vec v[VEC];
    UNROLL for (int i = 0; i < VEC; i++)
    {
        v[i] = i < rows ? load(a + i * a_row) : (Vec){ 0 };
    }
    transpose_vectors(v);
    UNROLL for (int j = 0; j < VEC; j++)
    {
        if (j < columns) {
            store(t + j * t_row, v[j]);
        }
    }
}

void KERNEL(transpose)(int rows, int columns, const Real *a, ptrdiff_t a_row, Real *t,
                       ptrdiff_t t_row)
{
    whole(rows, (columns + VEC - 1) / VEC * VEC, a, a_row, false);
    whole(columns, padded(rows), t, t_row, true);
    for (int j = 0; j < columns; j += VEC) {
        for (int i = 0; i < padded(rows); i += VEC) {
            const Real *from = a + i * a_row + j;
            Real *to = t + j * t_row + i;
            if (i + VEC <= rows && j + VEC <= columns) {
                transpose_block(VEC, VEC, from, a_row, to, t_row);
            } else {
                transpose_block(rows - i, columns - j, from, a_row, to, t_row);
            }
        }
    }
}

void KERNEL(column_sums)(int rows, int wide, const Real *a, ptrdiff_t a_row, Real *sums)
{
    whole(rows, wide, a, a_row, false);
    whole(1, wide, sums, 0, true);
    for (int j = 0; j < wide; j += VEC) {
        store(sums + j, column_sum(rows, a + j, a_row));
    }
}
