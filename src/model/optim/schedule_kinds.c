// The table of schedules, and which of their numbers do not go together.
#include "model/optim/schedule_rates.h"

#include "base/text.h"

#include <math.h>

// clang-format off
static const Kind modes[] = {
    [CYCLIC_TRIANGULAR]  = { "triangular", N_("Triangles"), N_("every cycle reaches the whole rate"), NULL, NULL },
    [CYCLIC_TRIANGULAR2] = { "triangular2", N_("Halved triangles"), N_("every cycle reaches half as high as the one before"), NULL, NULL },
    [CYCLIC_EXP_RANGE]   = { "exp_range", N_("Fading triangles"), N_("the height falls by γ with each step"), NULL, NULL },
};
const Registry cyclic_modes = { REGISTRY(modes) };

static const Kind shapes[] = {
    [WSD_SQRT]   = { "sqrt", N_("1 − √u"), N_("steep at first, then ever flatter"), NULL, NULL },
    [WSD_LINEAR] = { "linear", N_("1 − u"), N_("a straight line"), NULL, NULL },
    [WSD_SQUARE] = { "square", N_("1 − u²"), N_("flat at first, then ever steeper"), NULL, NULL },
    [WSD_COSINE] = { "cosine", N_("Half a wave"), N_("flat at both ends"), NULL, NULL },
};
const Registry wsd_shapes = { REGISTRY(shapes) };

#define NUMBER(field, label, symbol, def, min, max, scale) \
    { #field, label, symbol, offsetof(ScheduleParams, field), def, min, max, scale }
#define GAMMA   NUMBER(gamma,   N_("Factor"), "γ", 0.1, 1e-6, 1, PARAM_LOG)
#define ETA_MIN NUMBER(eta_min, N_("Lowest rate"), "m", 0, 0, 1000, PARAM_LINEAR)

// What can be left open: 0 is outside its range, and typed as a word.
#define OPEN(field, label, symbol, min, max, scale, word) \
    { .param = { #field, label, symbol, offsetof(Schedule, params.field), 0, min, max, scale }, \
      .type = &setting_number, .zero = word }
#define LENGTH(field, label, symbol) OPEN(field, label, symbol, 1, SCHEDULE_STEPS_MAX, PARAM_INTEGER, "auto")
#define MOMENTUM(field, label) OPEN(field, label, NULL, 1e-6, 0.999, PARAM_LINEAR, "off")
#define CURVATURE(field, label, symbol) OPEN(field, label, symbol, 1e-12, 1e12, PARAM_LOG, "auto")
#define CHOICE(field, label, kinds) \
    { .param = { #field, label, NULL, offsetof(Schedule, params.field), 0, 0, 0, PARAM_LINEAR }, \
      .type = &setting_choice, .choices = &(kinds) }
#define PARTS(...) (const Setting[]){ __VA_ARGS__, { .param.key = NULL } }

const ScheduleRow schedules[SCHEDULE_COUNT] = {
    [SCHEDULE_CONSTANT] = { { "constant", N_("Constant"),
        N_("The rate stays as it is, behind a warm-up if there is one."), NULL, NO_PARAMS },
        schedule_constant, "ηₜ = η", NULL, NULL },
    [SCHEDULE_STEP] = { { "step", N_("Steps down"),
        N_("Every so many steps the rate falls by one factor: large steps first, fine ones later."),
        N_("PyTorch's StepLR"), PARAMS(GAMMA) },
        schedule_step, "ηₜ = η γ^⌊t/k⌋",
        PARTS(LENGTH(step_size, N_("Steps to a fall"), "k")), NULL },
    [SCHEDULE_MULTISTEP] = { { "multistep", N_("Milestones"),
        N_("The rate falls by one factor at each step that is named, as in the first deep residual networks."),
        N_("He, Zhang, Ren & Sun 2016, section 3.4"), PARAMS(GAMMA) },
        schedule_multistep, "ηₜ = η γ^(milestones ≤ t)",
        PARTS({ .param = { "milestones", N_("Milestones"), NULL, offsetof(Schedule, params.milestones), 0, 1, SCHEDULE_STEPS_MAX, PARAM_INTEGER },
                .type = &setting_list, .zero = "auto" }), NULL },
    [SCHEDULE_EXPONENTIAL] = { { "exponential", N_("Exponential"),
        N_("Every step takes the same share of the rate: too fast, and it stops short of the minimum."),
        N_("PyTorch's ExponentialLR"), NO_PARAMS },
        schedule_exponential, "ηₜ = η γᵗ",
        PARTS(OPEN(gamma, N_("Factor a step"), "γ", 1e-6, 2, PARAM_LINEAR, "auto")), NULL },
    [SCHEDULE_LINEAR] = { { "linear", N_("Linear"),
        N_("A straight line from one share of the rate to another: rising it is a warm-up."),
        N_("Goyal 2017, section 2.2"),
        PARAMS(NUMBER(start_factor, N_("First share"), "s", 1.0 / 3, 0, 1000, PARAM_LINEAR),
               NUMBER(end_factor, N_("Last share"), "e", 1, 0, 1000, PARAM_LINEAR),
               NUMBER(total_iters, N_("Steps to its end"), "n", 5, 1, SCHEDULE_STEPS_MAX, PARAM_INTEGER)) },
        schedule_linear, "ηₜ = η (s + (e−s) min(t,n)/n)", NULL, NULL },
    [SCHEDULE_POLYNOMIAL] = { { "polynomial", N_("Polynomial"),
        N_("Falls to nothing along a power of what is left of its steps."),
        N_("Chen 2017 (DeepLab), section 4.1"),
        PARAMS(NUMBER(power, N_("Power"), "p", 1, 0.01, 100, PARAM_LOG)) },
        schedule_polynomial, "ηₜ = η (1 − min(t,n)/n)ᵖ",
        PARTS(LENGTH(total_iters, N_("Steps to its end"), "n")), NULL },
    [SCHEDULE_COSINE] = { { "cosine", N_("Cosine"),
        N_("Half a wave from the rate to its lowest, flat at both ends; there it stays."),
        N_("Loshchilov & Hutter 2017, equation 5"), PARAMS(ETA_MIN) },
        schedule_cosine, "ηₜ = m + (η−m)(1 + cos(π t/T))/2",
        PARTS(LENGTH(t_max, N_("Steps to its end"), "T")), NULL },
    [SCHEDULE_RESTARTS] = { { "restarts", N_("Warm restarts"),
        N_("Half waves one after the other, each beginning anew with the whole rate, which may leave a bad minimum."),
        N_("Loshchilov & Hutter 2017"),
        PARAMS(NUMBER(t_mult, N_("Next length times"), "m", 1, 1, 100, PARAM_INTEGER), ETA_MIN) },
        schedule_restarts, "ηₜ = m + (η−m)(1 + cos(π c/Tᵢ))/2",
        PARTS(LENGTH(t_0, N_("First length"), "T₀")), NULL },
    [SCHEDULE_ONE_CYCLE] = { { "one_cycle", N_("One cycle"),
        N_("Up to the rate and down to almost nothing, once; momentum may go the other way."),
        N_("Smith & Topin 2018"),
        PARAMS(NUMBER(pct_start, N_("Share of rising"), "p", 0.3, 0, 1, PARAM_LINEAR),
               NUMBER(div, N_("First: rate through"), NULL, 25, 1, 1e6, PARAM_LOG),
               NUMBER(final_div, N_("Last: first through"), NULL, 1e4, 1, 1e9, PARAM_LOG)) },
        schedule_one_cycle, N_("η/div ↗ η until pN−1\n  ↘ η/div/final_div until N−1"),
        PARTS(LENGTH(total_steps, N_("Steps to its end"), "N"),
              MOMENTUM(base_momentum, N_("Lowest momentum")), MOMENTUM(max_momentum, N_("Highest momentum"))),
        schedule_one_cycle_height },
    [SCHEDULE_CYCLIC] = { { "cyclic", N_("Cyclic"),
        N_("Up and down between two rates along straight lines, again and again."),
        N_("Smith 2017"),
        PARAMS(NUMBER(base_lr, N_("Lowest rate"), "b", 0, 0, 1000, PARAM_LINEAR),
               NUMBER(gamma, N_("Fading a step"), "γ", 1, 1e-6, 1, PARAM_LINEAR)) },
        schedule_cyclic, "ηₜ = b + (η−b) h(t)",
        PARTS(CHOICE(mode, N_("Height"), cyclic_modes),
              LENGTH(step_size_up, N_("Steps up"), NULL), LENGTH(step_size_down, N_("Steps down"), NULL),
              MOMENTUM(base_momentum, N_("Lowest momentum")), MOMENTUM(max_momentum, N_("Highest momentum"))),
        schedule_cyclic_height },
    [SCHEDULE_INVERSE] = { { "inverse", N_("Inverse"),
        N_("Falls as one over the steps: slow enough to get anywhere, fast enough for noise to average out."),
        N_("Robbins & Monro 1951"),
        PARAMS(NUMBER(k, N_("Falling"), "k", 0.1, 1e-9, 1e6, PARAM_LOG),
               NUMBER(power, N_("Power"), "p", 1, 0.01, 100, PARAM_LOG)) },
        schedule_inverse, "ηₜ = η / (1 + k t)ᵖ", NULL, NULL },
    [SCHEDULE_INVERSE_SQRT] = { { "inverse_sqrt", N_("Inverse root"),
        N_("Rises along a line, then falls as one over the root of the steps: how Transformers were trained."),
        N_("Vaswani 2017, equation 3"), NO_PARAMS },
        schedule_inverse_sqrt, "ηₜ = η min((t+1)/w, √(w/(t+1)))",
        PARTS(LENGTH(warmup_steps, N_("Steps up"), "w")), NULL },
    [SCHEDULE_WSD] = { { "wsd", N_("Stable, then decay"),
        N_("Keeps the rate and decays at the end alone: when that begins need not be known beforehand."),
        N_("Hu 2024 (MiniCPM); its shapes Hägele 2024"),
        PARAMS(NUMBER(min_ratio, N_("Last share"), "r", 0, 0, 1, PARAM_LINEAR)) },
        schedule_wsd, N_("ηₜ = η until s, then along u = (t−s)/d\nηₜ = η (r + (1−r) left(u))"),
        PARTS(LENGTH(stable, N_("Stable steps"), "s"), LENGTH(decay, N_("Decaying steps"), "d"),
              CHOICE(shape, N_("Shape"), wsd_shapes)), NULL },
    [SCHEDULE_PLATEAU] = { { "plateau", N_("On a plateau"),
        N_("Falls when the loss has not come down for some time: the one schedule that watches."),
        N_("PyTorch's ReduceLROnPlateau"),
        PARAMS(NUMBER(factor, N_("Factor"), "f", 0.1, 1e-6, 0.999, PARAM_LOG),
               NUMBER(patience, N_("Patience"), NULL, 10, 0, 1e6, PARAM_INTEGER),
               NUMBER(threshold, N_("Better by"), NULL, 1e-4, 0, 1, PARAM_LINEAR),
               NUMBER(cooldown, N_("Rest after a fall"), NULL, 0, 0, 1e6, PARAM_INTEGER),
               NUMBER(min_lr, N_("Lowest rate"), "m", 0, 0, 1000, PARAM_LINEAR)) },
        schedule_plateau, N_("more than `patience` losses without\n  loss < (1−threshold) best:\n  η ← max(f η, m)"), NULL, NULL },
    [SCHEDULE_CHEBYSHEV] = { { "chebyshev", N_("Chebyshev"),
        N_("The best rates for a valley of known curvatures, long ones between many short ones: as fast as momentum without any."),
        N_("Agarwal, Goel & Zhang 2021"), NO_PARAMS },
        schedule_chebyshev, "ηₜ = 1/(c − r cos((σₜ+½)π/T))\nc = (M+m)/2,  r = (M−m)/2",
        PARTS(CURVATURE(curvature_min, N_("Least curvature"), "m"),
              CURVATURE(curvature_max, N_("Most curvature"), "M"),
              LENGTH(t_max, N_("Rates, then anew"), "T")), NULL },
};
static_assert(COUNT(schedules) == SCHEDULE_COUNT, "one row for each ScheduleKind");

const Registry schedule_kinds = { REGISTRY(schedules) };

// clang-format on

static bool is_power_of_two(double n)
{
    int exponent;
    return frexp(n, &exponent) == 0.5;
}

static const char *refuse_pair(const char *low_key, double low, const char *high_key, double high,
                               Error *err)
{
    if ((low > 0) != (high > 0)) {
        fail(err, "%s needs %s beside it, and the other way round", low_key, high_key);
        return low > 0 ? low_key : high_key;
    }
    if (low > high) {
        char least[32], most[32];
        text_exact(least, sizeof least, low);
        text_exact(most, sizeof most, high);
        fail(err, "%s = %s is above %s = %s", low_key, least, high_key, most);
        return low_key;
    }
    return NULL;
}

static const char *refuse(const void *held, Error *err)
{
    const Schedule *schedule = held;
    const ScheduleParams *p = &schedule->params;
    const char *wrong =
        refuse_pair("base_momentum", p->base_momentum, "max_momentum", p->max_momentum, err);
    if (!wrong) {
        wrong =
            refuse_pair("curvature_min", p->curvature_min, "curvature_max", p->curvature_max, err);
    }
    if (!wrong && schedule->kind == SCHEDULE_CHEBYSHEV && p->t_max > 0 &&
        !is_power_of_two(p->t_max)) {
        const double below = exp2(floor(log2(p->t_max)));
        fail(err, "t_max = %.0f is no power of two; %.0f and %.0f are", p->t_max, below, 2 * below);
        wrong = "t_max";
    }
    return wrong;
}

const Form schedule_form = { .registry = &schedule_kinds,
                             .kind = offsetof(Schedule, kind),
                             .by_place = true,
                             .params = offsetof(Schedule, params),
                             .params_size = sizeof(ScheduleParams),
                             .parts = offsetof(ScheduleRow, parts),
                             .refuse = refuse };
