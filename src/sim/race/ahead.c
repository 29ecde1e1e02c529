// Nobody tells where a line search looks: whoever asks it to step hears it ask.
#include "sim/race/ahead.h"

#include <math.h>
#include <string.h>

void ahead_none(Ahead *ahead)
{
    ahead->look_count = 0;
    ahead->ball = 0;
    ahead->model[0] = ahead->model[1] = ahead->model[2] = NAN;
    ahead->middle[0] = ahead->middle[1] = NAN;
}

typedef struct Listener {
    const OptimSight *sight;
    Ahead *ahead;
} Listener;

static void listen(void *context, const double *x, double *f, double *g, double *h)
{
    const Listener *listener = context;
    Ahead *ahead = listener->ahead;
    if (ahead->look_count < LINE_LOOKS_MAX) {
        memcpy(ahead->looks[ahead->look_count++], x, sizeof *ahead->looks);
    }
    listener->sight->look(listener->sight->context, x, f, g, h);
}

static void bowl_of(const Run *run, const OptimSight *sight, Ahead *ahead)
{
    const double *m = ahead->model, *g = sight->g;
    if (!run->optim->model ||
        !run->optim->model(&run->params, &run->scalars, run->state, sight->h, ahead->model)) {
        ahead->model[0] = ahead->model[1] = ahead->model[2] = NAN;
        return;
    }
    const double determinant = m[0] * m[2] - m[1] * m[1];
    ahead->middle[0] = -(m[2] * g[0] - m[1] * g[1]) / determinant;
    ahead->middle[1] = -(m[0] * g[1] - m[1] * g[0]) / determinant;
}

void ahead_of(const Run *run, const OptimSight *sight, Ahead *ahead)
{
    enum { VECTORS = OPTIM_STATE_MAX + AROUND_VECTORS_MAX };
    double x[2], state[2 * VECTORS];
    const Listener listener = { sight, ahead };
    OptimSight seen = *sight;
    Run copy = *run;
    const size_t vectors = (size_t)(run->optim->state_count + around_vectors(&run->params));
    assert(run->n == 2 && vectors <= VECTORS);
    ahead_none(ahead);
    ahead->ball = run->params.sam;
    if (!run->optim->model && !(run->needs & OPTIM_POINTS)) {
        return;
    }
    memcpy(x, run->x, sizeof x);
    memcpy(state, run->state, 2 * vectors * sizeof *state);
    copy.x = x;
    copy.state = state;
    if (sight->look) {
        seen.look = listen;
        seen.context = (void *)&listener;
    }
    run_step(&copy, &seen);
    bowl_of(&copy, sight, ahead);
}
