// Rules that take a gradient's signs or its direction alone, the part of optim_rules.h, which
// includes it.

// Chen 2023, algorithm 2.
UPDATE(lion)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL lr = (REAL)s->rate, keep = (REAL)(1 - s->rate * p->weight_decay);
    REAL *m = state;
    for (size_t i = 0; i < n; i++) {
        const REAL way = beta1 * m[i] + rest1 * g[i];
        m[i] = beta2 * m[i] + rest2 * g[i];
        x[i] = keep * x[i] - (way > 0 ? lr : way < 0 ? -lr : 0);
    }
}

// Riedmiller & Braun 1993, without the way back, as PyTorch has it: where the sign changes, this
// step is left out and the next one's size is not changed.
UPDATE(rprop)
{
    const REAL shrink = (REAL)p->eta_minus, grow = (REAL)p->eta_plus;
    const REAL least = (REAL)p->min, most = (REAL)p->max;
    REAL *step = state, *before = state + n;
    for (size_t i = 0; i < n && s->t == 1; i++) {
        step[i] = (REAL)s->rate;
    }
    for (size_t i = 0; i < n; i++) {
        const REAL both = g[i] * before[i];
        REAL size = step[i] * (both > 0 ? grow : 1);
        size *= both < 0 ? shrink : 1;
        size = size < least ? least : size;
        size = size > most ? most : size;
        const REAL now = both < 0 ? 0 : g[i];
        REAL move = now > 0 ? size : now;
        move = now < 0 ? -size : move;
        before[i] = now;
        step[i] = size;
        x[i] -= move;
    }
}

// Bernstein 2018, algorithm 1; with β the sign of a mean of the gradients: Signum.
UPDATE(signsgd)
{
    const REAL lr = (REAL)s->rate, beta = (REAL)p->beta, rest = (REAL)(1 - p->beta);
    REAL *m = state;
    for (size_t i = 0; i < n && beta > 0; i++) {
        m[i] = beta * m[i] + rest * g[i];
        x[i] -= m[i] > 0 ? lr : m[i] < 0 ? -lr : m[i];
    }
    for (size_t i = 0; i < n && !(beta > 0); i++) {
        x[i] -= g[i] > 0 ? lr : g[i] < 0 ? -lr : g[i];
    }
}

// ‖by g‖², summed in eight parts, so that it is the same on every processor.
FOR_EACH_PROCESSOR static double RULE(square_length)(size_t n, const REAL *g, double by)
{
    enum { PARTS = 8 };
    double sums[PARTS] = { 0 };
    size_t i = 0;
    for (; i + PARTS <= n; i += PARTS) {
        for (size_t k = 0; k < PARTS; k++) {
            const double one = by * (double)g[i + k];
            sums[k] += one * one;
        }
    }
    for (; i < n; i++) {
        const double one = by * (double)g[i];
        sums[i % PARTS] += one * one;
    }
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
           ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

// ‖g‖, also where the squares would overflow or vanish.
static double RULE(length)(size_t n, const REAL *g)
{
    static const double FEW = 1e-200, MANY = 1e200, LARGEST_FACTOR = 1e300;
    const double square = RULE(square_length)(n, g, 1);
    double largest = 0;
    if (!(square < FEW || square > MANY)) {
        return sqrt(square);
    }
    for (size_t i = 0; i < n; i++) {
        largest = fmax(largest, fabs((double)g[i]));
    }
    const double by = largest > 0 ? fmin(1 / largest, LARGEST_FACTOR) : 1;
    return sqrt(RULE(square_length)(n, g, by)) / by;
}

// Nesterov 1984: a step of length η, however steep it is.
UPDATE(normalized)
{
    static const double SHORT = 1e-30; // what is shorter is made longer first: 1/‖g‖ might overflow
    const double length = RULE(length)(n, g), by = length < SHORT ? 1 / SHORT : 1;
    const REAL unit = (REAL)by, step = (REAL)(length == 0 ? 0 : s->rate / (length * by));
    for (size_t i = 0; i < n; i++) {
        x[i] -= step * (unit * g[i]);
    }
}
