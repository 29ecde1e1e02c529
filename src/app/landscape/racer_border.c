// By the sharpness there and the optimizer's own rule (model/optim/optim_edge.h).
#include "app/landscape/racer_border.h"

#include "base/text.h"
#include "base/words.h"
#include "model/optim/optim_edge.h"

#include <math.h>

static int run_of(const Race *race, int racer)
{
    for (int run = 0; run < race_run_count(race); run++) {
        if (race_racer(race, run) == racer) {
            return run;
        }
    }
    return -1;
}

// From the start; NAN where none is known.
static void nearest_minimum(const Workspace *workspace, double x[2])
{
    const double *start = workspace->scene.start;
    double nearest = INFINITY;
    x[0] = x[1] = NAN;
    for (int i = 0; i < workspace->minimum_count; i++) {
        const double *minimum = workspace->minima[i];
        const double away = hypot(minimum[0] - start[0], minimum[1] - start[1]);
        if (away < nearest) {
            nearest = away;
            x[0] = minimum[0];
            x[1] = minimum[1];
        }
    }
}

double racer_border(const Workspace *workspace, int racer, char *text, size_t size)
{
    const Optim *optim = workspace->scene.racers[racer].spec.optim;
    const int run = run_of(workspace->race, racer);
    char at[32], sharp[32];
    double minimum[2], sharpness;
    text[0] = 0;
    const OptimParams params = scene_optim_params(&workspace->scene, racer);
    if (!optim_has_border(optim, &params)) {
        text_print(text, size, "\n%s", tr("No border of stability is known for it."));
        return NAN;
    }
    if (run < 0) {
        return NAN;
    }
    nearest_minimum(workspace, minimum);
    const double rate =
        gauge_border_rate(workspace->race, run, workspace->scratch, minimum, &sharpness);
    if (isfinite(rate)) {
        text_short(at, sizeof at, rate, 4);
        text_short(sharp, sizeof sharp, sharpness, 4);
        text_print(text, size,
                   tr(race_trail(workspace->race, run)->lost
                          ? N_("\nBeyond the mark, %s, steps grow at the nearest minimum:\n"
                               "its sharpness there is %s, the border %s.")
                          : N_("\nBeyond the mark, %s, steps would grow where the run ends:\n"
                               "its sharpness there is %s, the border %s.")),
                   at, sharp, optim->edge.rule);
    }
    return rate;
}
