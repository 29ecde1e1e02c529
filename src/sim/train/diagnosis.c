// The thresholds, and what both judgements have in common.
#include "sim/train/diagnosis.h"

#include <math.h>
#include <stdio.h>

// clang-format off
const Kind signal_rows[SIGNAL_COUNT] = {
    [SIGNAL_KEPT] = { "kept", N_("signal kept"),
        N_("Values come through: from the first hidden layer to the last the activations' σ changes less than 3.2-fold. Gradients may still fade"), NULL, NULL },
    [SIGNAL_SHRINKS] = { "shrinks", N_("signal shrinks"),
        N_("σ falls at least 3.2-fold from the first hidden layer to the last"), NULL, NULL },
    [SIGNAL_GROWS] = { "grows", N_("signal grows"),
        N_("σ grows at least 3.2-fold from the first hidden layer to the last"), NULL, NULL },
    [SIGNAL_COLLAPSES] = { "collapses", N_("signal collapses"),
        N_("Halved or worse in every layer, at least 10-fold in all: what tells inputs apart, or the gradient"), NULL, NULL },
    [SIGNAL_EXPLODES] = { "explodes", N_("signal explodes"),
        N_("Doubled or more in every layer, at least 10-fold in all: σ, or the gradient; or values that are no numbers"), NULL, NULL },
    [SIGNAL_SATURATED] = { "saturated", N_("saturated"),
        N_("More than half of a layer's values lie where the activation is flat: hardly any gradient comes through"), NULL, NULL },
    [SIGNAL_DEAD] = { "dead", N_("dead units"),
        N_("More than half of a layer's units are 0 for every input: they never learn again"), NULL, NULL },
    [SIGNAL_ALIKE] = { "alike", N_("inputs alike"),
        N_("Values keep their σ, but what tells inputs apart is halved or worse in every layer, 10-fold in all"), NULL, NULL },
    [SIGNAL_SYMMETRIC] = { "symmetric", N_("units alike"),
        N_("All units of a layer have the same weights and will always learn the same"), NULL, NULL },
    [SIGNAL_FEW] = { "few", N_("norm of few values"),
        N_("A batch norm goes by fewer than 8 values of a batch, or another norm by at most 2 of a row: mean and σ are chance's"), NULL, NULL },
    [SIGNAL_IDLE] = { "idle", N_("branches idle"),
        // xgettext:no-c-format
        N_("More than half of the residual branches add less than 1 % to what goes around them"), NULL, NULL },
    [SIGNAL_LINE] = { "line", N_("inputs in a line"),
        N_("Values keep their σ, but in half of the layers and more, up to the last, inputs differ in one direction alone: what they pass on is a single number"), NULL, NULL },
};

const Kind learning_rows[LEARNING_COUNT] = {
    [LEARNING_LOST] = { "lost", N_("lost"),
        N_("Its loss or a weight is no longer a finite number"), NULL, NULL },
    [LEARNING_DIVERGES] = { "diverges", N_("diverges"),
        N_("The loss rose to 2 times its best and was not near it again for 100 steps"), NULL, NULL },
    [LEARNING_UNTRAINED] = { "untrained", N_("untrained"),
        N_("No step was made, or fewer than 100 and the loss has not moved"), NULL, NULL },
    [LEARNING_SOLVED] = { "solved", N_("done"),
        // xgettext:no-c-format
        N_("99.5 % of the training rows and 90 % of the validation rows are right, whose loss does not rise; of values 99 % of the variance is explained"), NULL, NULL },
    [LEARNING_OVERFITS] = { "overfits", N_("overfits"),
        // xgettext:no-c-format
        N_("Training rows are learnt by heart: the validation loss rose to 1.25 times its least (2 times where 95 % are right) while the training loss fell, or 99.5 % of the training rows are right and fewer than 90 % of the validation rows"), NULL, NULL },
    [LEARNING_SETTLED] = { "settled", N_("settled"),
        N_("The loss no longer falls, clearly below a guess's, because something holds it: a penalty or decay that pulls at the weights, rows that are others in each step, or dropout"), NULL, NULL },
    [LEARNING_STUCK] = { "stuck", N_("stuck"),
        // xgettext:no-c-format
        N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and 5 epochs; from 90 % to 110 % of a guess it is at chance, above that worse"), NULL, NULL },
    [LEARNING_SLOW] = { "slow", N_("slow"),
        // xgettext:no-c-format
        N_("The loss falls steadily, but by at most 2.5 % of a guess in 100 steps and, for 5 epochs, by less than 5 %; or steps are nothing beside the weights"), NULL, NULL },
    [LEARNING_LEARNS] = { "learns", N_("learns"),
        // xgettext:no-c-format
        N_("Clearly learnt: the loss is below 90 % of a guess's; of what a guess gets wrong 20 % at least are right, of validation rows, too"), NULL, NULL },
};
// clang-format on

// ReLU layers with weights of √(1/n) shrink by √½ = 0.71 (He et al. 2015, eq. 10), five of them by
// a quarter; five tanh layers with the same weights by half, which is still well. What makes ten of
// a quantity within a few layers leaves no rate that suits them all. Sigmoid layers pass on at most
// a quarter of what sets two inputs apart. The mean of eight values is off by a third of their σ
// (1/√8); of two values of a row a norm leaves which is the larger, of one nothing.
const DiagnosisLimits diagnosis_limits = {
    .changes = 3.1623, // 10^0.5
    .fast = 1.9953,    // 10^0.3: a thousand in ten layers
    .fast_all = 10,
    .fast_sum = 1000,
    .blocked = 0.5,
    .one_value = 0.1,
    .few = 8,
    .few_of_row = 2,
    .idle = 0.01,
    .plane = 1.2,
    .line = 1.05, // of two directions one has 97.5 % of the variance
    .line_share = 0.5,
    .line_least = 3,
    .deep = 10,

    .risen = 2,
    .risen_steps = 100,
    .risen_far = 10,
    .own_share = 0.5,
    .same_rate = 0.01,
    .fallen = 0.01,
    .right = 0.995,
    .right_new = 0.95,
    .fitted = 0.01,
    .fitted_new = 0.02,
    .forgotten = 1.25,
    .forgotten_right = 2,
    .harmless = 0.1,
    .by_heart = 0.9,
    .wait_steps = 100,
    .wait_looks = 5,
    .wait_share = 0.25,
    .better = 0.05,
    .falls = 0.75,
    .pace = 0.025,
    .holds = 0.25,
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
    if (judgement->learning.mood == MOOD_GOOD && judgement->signal.mood != MOOD_GOOD) {
        judgement->signal.mood = MOOD_NEUTRAL;
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
    add_number(detail, "own", signal->own == signal->values ? (double)NAN : signal->own);
    add_number(detail, "inputs", signal->inputs);
    add_number(detail, "directions", signal->directions);
    add_number(detail, "gradient", signal->gradient);
    add_number(detail, "push", signal->push);
    add_number(detail, "dead", signal->dead);
    add_number(detail, "units", signal->units);
    if (signal->kind == SIGNAL_DEAD) {
        add_number(detail, "layer_dead", signal->layer_dead);
        add_number(detail, "layer_units", signal->layer_units);
    }
    add_number(detail, "saturated", signal->saturated);
    add_number(detail, "norm_values",
               signal->kind == SIGNAL_FEW ? signal->few.values : (double)NAN);
    add_number(detail, "branches", signal->branches > 0 ? signal->branches : (double)NAN);
    add_number(detail, "idle", signal->branches > 0 ? signal->idle : (double)NAN);
    add_number(detail, "adds", signal->adds);
    add_number(detail, "applied", signal->tie.layers > 0 ? signal->tie.layers : (double)NAN);
    add_number(detail, "eigenvalue", signal->tie.layers > 0 ? signal->tie.eigenvalue : (double)NAN);
}

static void add_learning(Detail *detail, const Learning *learning)
{
    const bool waits = learning->kind == LEARNING_SETTLED || learning->kind == LEARNING_STUCK ||
                       learning->kind == LEARNING_SLOW;
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
    add_number(detail, "pull", learning->pull);
}

void judgement_detail(const Judgement *judgement, char *text, size_t size)
{
    Detail detail = { .text = text, .size = size };
    text[0] = '\0';
    add_signal(&detail, &judgement->signal);
    add_learning(&detail, &judgement->learning);
    assert(detail.used < size);
}
