// The thresholds, and what both judgements have in common.
#include "sim/train/diagnosis.h"

#include <math.h>
#include <stdio.h>

const char *const signal_keys[SIGNAL_COUNT] = {
    [SIGNAL_KEPT] = "kept",           [SIGNAL_SHRINKS] = "shrinks",
    [SIGNAL_GROWS] = "grows",         [SIGNAL_COLLAPSES] = "collapses",
    [SIGNAL_EXPLODES] = "explodes",   [SIGNAL_SATURATED] = "saturated",
    [SIGNAL_DEAD] = "dead",           [SIGNAL_ALIKE] = "alike",
    [SIGNAL_SYMMETRIC] = "symmetric",
};

const char *const learning_keys[LEARNING_COUNT] = {
    [LEARNING_LOST] = "lost",           [LEARNING_DIVERGES] = "diverges",
    [LEARNING_UNTRAINED] = "untrained", [LEARNING_SOLVED] = "solved",
    [LEARNING_OVERFITS] = "overfits",   [LEARNING_STUCK] = "stuck",
    [LEARNING_SLOW] = "slow",           [LEARNING_LEARNS] = "learns",
};

// ReLU layers with weights of √(1/n) shrink by √½ = 0.71 (He et al. 2015, eq. 10), five of them by
// a quarter; five tanh layers with the same weights by half, which is still well. What makes ten of
// a quantity within a few layers leaves no rate that suits them all. Sigmoid layers pass on at most
// a quarter of what sets two inputs apart.
const DiagnosisLimits diagnosis_limits = {
    .changes = 3.1623, // 10^0.5
    .fast = 1.9953,    // 10^0.3: a thousand in ten layers
    .fast_all = 10,
    .fast_sum = 1000,
    .blocked = 0.5,
    .one_value = 0.1,

    .risen = 2,
    .risen_steps = 100,
    .fallen = 0.01,
    .right = 0.995,
    .right_new = 0.95,
    .fitted = 0.01,
    .fitted_new = 0.02,
    .forgotten = 1.25,
    .harmless = 0.1,
    .by_heart = 0.9,
    .wait_steps = 100,
    .wait_share = 0.25,
    .better = 0.05,
    .falls = 0.75,
    .pace = 0.025,
    .movement = 0.001,
    .steady = 0.25,
    .still = 1e-5,
    .alive = 0.02,
    .at_chance = 0.9,
    .some_right = 0.4,
    .worse = 1.1,
    .learned_right = 0.2,
};

void judge_together(Judgement *judgement)
{
    if (judgement->learning.kind == LEARNING_SOLVED && judgement->signal.mood == MOOD_BAD) {
        judgement->signal.mood = MOOD_WARNING;
    }
}

typedef struct Detail {
    char *text;
    size_t size, used;
} Detail;

static void add_number(Detail *detail, const char *name, double value)
{
    if (!isnan(value) && detail->used < detail->size) {
        detail->used += (size_t)snprintf(detail->text + detail->used, detail->size - detail->used,
                                         "%s%s=%.17g", detail->used > 0 ? " " : "", name, value);
    }
}

static void add_signal(Detail *detail, const Signal *signal)
{
    add_number(detail, "layers", signal->layers);
    add_number(detail, "layer", signal->layer < 0 ? (double)NAN : signal->layer + 1);
    add_number(detail, "sigma", signal->values);
    add_number(detail, "inputs", signal->inputs);
    add_number(detail, "gradient", signal->gradient);
    add_number(detail, "push", signal->push);
    add_number(detail, "dead", signal->dead);
    add_number(detail, "units", signal->units);
    add_number(detail, "saturated", signal->saturated);
}

static void add_learning(Detail *detail, const Learning *learning)
{
    const bool waits = learning->kind == LEARNING_STUCK || learning->kind == LEARNING_SLOW;
    add_number(detail, "lost_step",
               learning->kind == LEARNING_LOST ? (double)learning->lost_step : (double)NAN);
    add_number(detail, "rate", learning->rate);
    add_number(detail, "loss", learning->loss);
    add_number(detail, "best", learning->best);
    add_number(detail, "chance", learning->chance);
    add_number(detail, "accuracy", learning->accuracy);
    add_number(detail, "chance_accuracy", learning->chance_accuracy);
    add_number(detail, "validation", learning->validation);
    add_number(detail, "validation_accuracy", learning->validation_accuracy);
    add_number(detail, "validation_least", learning->least);
    add_number(detail, "least_epoch",
               isnan(learning->least) ? (double)NAN : (double)learning->least_epoch);
    add_number(detail, "waited", waits ? (double)learning->waited : (double)NAN);
    add_number(detail, "pace", learning->pace);
    add_number(detail, "movement", learning->movement);
}

void judgement_detail(const Judgement *judgement, char *text, size_t size)
{
    Detail detail = { .text = text, .size = size };
    text[0] = '\0';
    add_signal(&detail, &judgement->signal);
    add_learning(&detail, &judgement->learning);
    assert(detail.used < size);
}
