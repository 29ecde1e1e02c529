// The largest |λ| against matrices whose eigenvalues are known: T D T⁻¹ with a random T, where D
// holds numbers on its diagonal and planes that turn.
#include "model/spectral_radius.h"

#include "base/arena.h"
#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 24 };

typedef struct Matrix {
    double a[N * N];
} Matrix;

static Matrix product(const Matrix *a, const Matrix *b)
{
    Matrix c = { { 0 } };
    for (int i = 0; i < N * N; i++) {
        for (int k = 0; k < N; k++) {
            c.a[i] += a->a[i / N * N + k] * b->a[k * N + i % N];
        }
    }
    return c;
}

// Gauss & Jordan, with the largest pivots.
static Matrix inverse(Matrix m)
{
    Matrix out = { { 0 } };
    for (int i = 0; i < N; i++) {
        out.a[i * N + i] = 1;
    }
    for (int k = 0; k < N; k++) {
        int best = k;
        for (int i = k; i < N; i++) {
            best = fabs(m.a[i * N + k]) > fabs(m.a[best * N + k]) ? i : best;
        }
        for (int j = 0; j < N; j++) {
            const double x = m.a[k * N + j], y = out.a[k * N + j];
            m.a[k * N + j] = m.a[best * N + j];
            m.a[best * N + j] = x;
            out.a[k * N + j] = out.a[best * N + j];
            out.a[best * N + j] = y;
        }
        const double pivot = m.a[k * N + k];
        for (int j = 0; j < N; j++) {
            m.a[k * N + j] /= pivot;
            out.a[k * N + j] /= pivot;
        }
        for (int i = 0; i < N; i++) {
            const double factor = m.a[i * N + k];
            for (int j = 0; j < N && i != k; j++) {
                m.a[i * N + j] -= factor * m.a[k * N + j];
                out.a[i * N + j] -= factor * out.a[k * N + j];
            }
        }
    }
    return out;
}

// With these in the upper left corner, and numbers between -0.5 and 0.5 behind them.
static Matrix dressed(const double *corner, int size, Rng *rng)
{
    Matrix d = { { 0 } }, t;
    for (int i = 0; i < size; i++) {
        memcpy(d.a + i * N, corner + i * size, sizeof *corner * (size_t)size);
    }
    for (int i = size; i < N; i++) {
        d.a[i * N + i] = rng_uniform(rng) - 0.5;
    }
    for (int i = 0; i < N * N; i++) {
        t.a[i] = rng_normal(rng);
    }
    const Matrix back = inverse(t), first = product(&t, &d);
    return product(&first, &back);
}

static void expect_radius(const char *what, const double *corner, int size, double radius)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < 5; i++) {
        const Matrix a = dressed(corner, size, &rng);
        const double found = spectral_radius(N, a.a);
        cr_expect_float_eq(found, radius, 1e-5 * radius, "%s: %.9g, not %g", what, found, radius);
    }
}

Test(spectral_radius, of_known_eigenvalues)
{
    const double one[] = { 1.25 }, negative[] = { -0.75 };
    const double both[] = { 0.8, 0, 0, -0.8 }, near[] = { 0.9, 0, 0, 0.88 };
    const double c = 0.6 * cos(1.0), s = 0.6 * sin(1.0), turn[] = { c, -s, s, c };
    const double slow[] = { 2 * cos(0.01), -2 * sin(0.01), 2 * sin(0.01), 2 * cos(0.01) };
    const double third[] = { 1.1, 0, 0, 0, c, -s, 0, s, c };
    expect_radius("one number", one, 1, 1.25);
    expect_radius("a negative one", negative, 1, 0.75);
    expect_radius("both signs", both, 2, 0.8);
    expect_radius("two that are near", near, 2, 0.9);
    const double below[] = { -0.9, 0, 0, -0.896 };
    expect_radius("two that are near, below 0", below, 2, 0.9);
    expect_radius("a plane that turns", turn, 2, 0.6);
    expect_radius("a plane that turns slowly", slow, 2, 2);
    expect_radius("a number above a plane", third, 3, 1.1);
}

Test(spectral_radius, of_small_and_of_degenerate_matrices)
{
    const double number[] = { -3 }, zero[4] = { 0 }, shift[] = { 0, 1, 0, 0, 0, 1, 0, 0, 0 };
    const double quarter[] = { 0, -2, 2, 0 }, broken[] = { 1, NAN, 0, 1 };
    cr_expect_float_eq(spectral_radius(1, number), 3, 1e-12);
    cr_expect_eq(spectral_radius(2, zero), 0.0);
    cr_expect_eq(spectral_radius(3, shift), 0.0, "its third power is 0");
    cr_expect_float_eq(spectral_radius(2, quarter), 2, 1e-12);
    cr_expect_not(isfinite(spectral_radius(2, broken)));
}

// All |λ| of an orthogonal matrix are 1, and none stands out.
Test(spectral_radius, is_good_to_a_hundredth_where_many_are_alike)
{
    for (int n = 3; n <= 200; n += 31) {
        Rng rng;
        double *a = memory_get(sizeof *a * (size_t)(n * n));
        rng_init(&rng, (uint64_t)n, 0);
        for (int i = 0; i < n; i++) { // Gram & Schmidt, twice
            for (int j = 0; j < n; j++) {
                a[i * n + j] = rng_normal(&rng);
            }
            for (int k = 0; k < 2 * i + 1; k++) {
                const int other = k < 2 * i ? k % i : i;
                double along = 0;
                for (int j = 0; j < n; j++) {
                    along += a[i * n + j] * a[other * n + j];
                }
                for (int j = 0; j < n; j++) {
                    a[i * n + j] = other == i ? a[i * n + j] / sqrt(along)
                                              : a[i * n + j] - along * a[other * n + j];
                }
            }
        }
        cr_expect_float_eq(spectral_radius(n, a), 1, 0.01, "%d: %g", n, spectral_radius(n, a));
        free(a);
    }
}
