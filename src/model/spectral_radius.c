// Power iteration (von Mises & Pollaczek-Geiringer 1929). If two directions are left in the end,
// A²v = p·Av + q·v, whose λ² = p·λ + q has the two largest eigenvalues. If more are, what is known
// is how much longer the vector has become.
#include "model/spectral_radius.h"

#include "base/base.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Iterations: as many as are not felt.
static const double PRODUCTS = 1e6;
static const double OUTSIDE = 1e-4; // of a plane, of what two directions leave
enum { ROUNDS_LEAST = 60, ROUNDS_MOST = 1000 };

static double dot(int n, const double *a, const double *b)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

static void multiply(int n, const double *a, const double *v, double *to)
{
    for (int i = 0; i < n; i++) {
        to[i] = dot(n, a + (size_t)i * (size_t)n, v);
    }
}

// The larger |λ| of λ² = pλ + q.
static double larger_root(double p, double q)
{
    const double inside = p * p / 4 + q;
    return inside < 0 ? sqrt(-q) : fabs(p / 2) + sqrt(inside);
}

// v [n] of length 1, its image and that one's; growth: of its length before, a round.
static double of_plane(int n, const double *v, const double *once, const double *twice,
                       double growth)
{
    const double along = dot(n, once, v), square = dot(n, once, once);
    const double area = square - along * along; // of the parallelogram of v and Av, squared
    if (area < 1e-12 * square) {
        return sqrt(square);
    }
    const double with_once = dot(n, twice, once), with_v = dot(n, twice, v);
    const double p = (with_once - with_v * along) / area;
    const double q = (with_v * square - with_once * along) / area;
    double outside = 0;
    for (int i = 0; i < n; i++) {
        const double off = twice[i] - p * once[i] - q * v[i];
        outside += off * off;
    }
    const bool two = outside < OUTSIDE * OUTSIDE * dot(n, twice, twice);
    return two ? larger_root(p, q) : growth;
}

// Brings v to length 1, whose logarithm it returns; -INFINITY: it has none.
static double normalize(int n, double *v)
{
    const double length = sqrt(dot(n, v, v));
    for (int i = 0; i < n && length > 0; i++) {
        v[i] /= length;
    }
    return log(length);
}

double spectral_radius(int n, const double *a)
{
    double *room = memory_get(sizeof *room * 3 * (size_t)n);
    double *v = room, *once = room + n, *twice = room + 2 * n;
    const int rounds = (int)fmin(fmax(PRODUCTS / ((double)n * n), ROUNDS_LEAST), ROUNDS_MOST),
              half = rounds / 2;
    double grown = 0; // logarithm, over the second half
    for (int i = 0; i < n; i++) {
        v[i] = cos(1.0 + i * (double)i); // no eigenvector of anything that is met
    }
    normalize(n, v);
    for (int round = 0; round < rounds && isfinite(grown); round++) {
        multiply(n, a, v, once);
        memcpy(v, once, sizeof *v * (size_t)n);
        const double growth = normalize(n, v);
        grown += round >= half || !isfinite(growth) ? growth : 0;
    }
    multiply(n, a, v, once);
    multiply(n, a, once, twice);
    const double growth = exp(grown / (rounds - half));
    const double radius = isfinite(grown) ? of_plane(n, v, once, twice, growth) : growth;
    free(room);
    return radius;
}
