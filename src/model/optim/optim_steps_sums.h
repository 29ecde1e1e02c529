// Sums and moves over all coordinates; a part of optim_steps_text.h.

// Eight sums side by side, so that they need not wait for one another.
FOR_EACH_PROCESSOR static double STEP(dot)(size_t n, const REAL *a, const REAL *b)
{
    enum { SUMS = 8 };
    double sums[SUMS] = { 0 }, sum = 0;
    size_t i = 0;
    for (; i + SUMS <= n; i += SUMS) {
        for (size_t k = 0; k < SUMS; k++) {
            sums[k] += (double)a[i + k] * (double)b[i + k];
        }
    }
    for (; i < n; i++) {
        sum += (double)a[i] * (double)b[i];
    }
    return sum + ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
           ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

// y ← y + a x.
FOR_EACH_PROCESSOR static void STEP(add)(size_t n, REAL *restrict y, double a,
                                         const REAL *restrict x)
{
    for (size_t i = 0; i < n; i++) {
        y[i] += (REAL)a * x[i];
    }
}

static double STEP(largest)(size_t n, const REAL *a)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        largest = fmax(largest, fabs((double)a[i]));
    }
    return largest;
}

static double STEP(sum_sizes)(size_t n, const REAL *a)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += fabs((double)a[i]);
    }
    return sum;
}

static void STEP(negate)(size_t n, REAL *restrict d, const REAL *restrict g)
{
    for (size_t i = 0; i < n; i++) {
        d[i] = -g[i];
    }
}
