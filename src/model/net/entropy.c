// H = log Σ exp(z) − Σ p z;  dH/dz = −p (log p + H).
#include "model/net/entropy.h"

#include <math.h>

// log Σ exp(z) without overflow.
static double log_sum(int k, const Real *z)
{
    double most = (double)z[0], sum = 0;
    for (int j = 1; j < k; j++) {
        most = fmax(most, (double)z[j]);
    }
    for (int j = 0; j < k; j++) {
        sum += exp((double)z[j] - most);
    }
    return most + log(sum);
}

double entropy_sum(int rows, int k, ptrdiff_t stride, const Real *z, double scale, Real *d)
{
    double total = 0;
    for (ptrdiff_t i = 0; i < rows; i++) {
        const Real *row = z + i * stride;
        const double whole = log_sum(k, row);
        double entropy = 0;
        for (int j = 0; j < k; j++) {
            const double log_p = (double)row[j] - whole;
            entropy -= exp(log_p) * log_p;
        }
        for (int j = 0; d && j < k; j++) {
            const double log_p = (double)row[j] - whole;
            d[i * stride + j] -= (Real)(scale * exp(log_p) * (log_p + entropy));
        }
        total += entropy;
    }
    return total;
}
