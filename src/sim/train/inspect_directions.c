// In how many directions the rows that a layer passes on differ. A plane that has become a line
// keeps its spread from layer to layer, and none but this tells.
#include "sim/train/inspect_parts.h"

#include "base/processor.h"

#include <math.h>

// A few rows tell a line from a plane, and these products of them are not felt.
enum { ROWS_MOST = 32, ROWS_LEAST = 8 };
static const double PRODUCTS = 1e6;

// Of two rows as seen from a third. In parts, so that several are taken at once.
FOR_EACH_PROCESSOR static double product(const Real *a, const Real *b, const Real *from,
                                         int columns)
{
    enum { PARTS = 8 };
    double sums[PARTS] = { 0 };
    int j = 0;
    for (; j + PARTS <= columns; j += PARTS) {
        for (int k = 0; k < PARTS; k++) {
            const double of = (double)from[j + k];
            sums[k] += ((double)a[j + k] - of) * ((double)b[j + k] - of);
        }
    }
    for (int k = 0; j < columns; j++, k++) {
        sums[k] += ((double)a[j] - (double)from[j]) * ((double)b[j] - (double)from[j]);
    }
    double sum = 0;
    for (int k = 0; k < PARTS; k++) {
        sum += sums[k];
    }
    return sum;
}

// The covariance's eigenvalues are those of the rows' products about their mean, of which there are
// as many as rows, however many columns: Σλ is their trace, Σλ² the sum of their squares.
double inspect_directions(const View *view)
{
    double products[ROWS_MOST][ROWS_MOST], means[ROWS_MOST] = { 0 }, mean = 0;
    const int most = (int)fmax(fmin(sqrt(PRODUCTS / view->columns), ROWS_MOST), ROWS_LEAST);
    const int rows = view->rows < most ? view->rows : most;
    for (int i = 0; i < rows; i++) {
        const Real *a = view->a + (ptrdiff_t)i * view->rows / rows * view->stride;
        for (int k = 0; k <= i; k++) {
            const Real *b = view->a + (ptrdiff_t)k * view->rows / rows * view->stride;
            products[i][k] = products[k][i] = product(a, b, view->a, view->columns);
        }
    }
    for (int i = 0; i < rows; i++) {
        for (int k = 0; k < rows; k++) {
            means[i] += products[i][k] / rows;
        }
        mean += means[i] / rows;
    }
    double trace = 0, squares = 0;
    for (int i = 0; i < rows; i++) {
        trace += products[i][i] - 2 * means[i] + mean;
        for (int k = 0; k < rows; k++) {
            const double about = products[i][k] - means[i] - means[k] + mean;
            squares += about * about;
        }
    }
    return squares > 0 ? trace * trace / squares : (double)NAN;
}
