// One row for each thing that can be said, in the order of the keys: the first that holds.
#include "sim/train/diagnosis.h"

#include <math.h>

typedef struct Case {
    const Train *train;
    const Course *course;
    const Signal *signal;
    long step;
    bool lost;
    const DiagnosisLimits *limits;
} Case;

// Whether it holds; may set the mood, which is the row's.
typedef bool Holds(const Case *it, Learning *learning);

static bool is_lost(const Case *it, UNUSED Learning *learning)
{
    return it->lost;
}

static bool is_regression(const Case *it)
{
    return it->train->data->set->classes == 0;
}

// Where most validation rows are right it takes more to call that a fault: a few rows about which
// it is wrong and sure.
static bool forgot(const Case *it, const Learning *learning)
{
    const DiagnosisLimits *limits = it->limits;
    const Course *course = it->course;
    const double least = fmin(course->recent[0], fmin(course->recent[1], course->recent[2]));
    const bool right = learning->validation_accuracy >= limits->right_new;
    return least >= (right ? limits->forgotten_right : limits->forgotten) * course->least &&
           learning->validation >= it->limits->harmless * learning->chance &&
           course->train.loss < course->train_at_least;
}

static bool is_solved(const Case *it, UNUSED Learning *learning)
{
    const DiagnosisLimits *limits = it->limits;
    const bool validated = !isnan(learning->validation);
    if (is_regression(it)) {
        return learning->loss <= limits->fitted * learning->chance &&
               (!validated || learning->validation <= limits->fitted_new * learning->chance);
    }
    return learning->accuracy >= limits->right &&
           (!validated ||
            (learning->validation_accuracy >= limits->by_heart && !forgot(it, learning)));
}

static bool has_batchnorm(const Case *it)
{
    const Net *net = &it->train->learner.net;
    bool has = false;
    for (int i = 0; i < net->layer_count; i++) {
        has = has || net->layers[i].plan.kind == LAYER_BATCHNORM;
    }
    return has;
}

// It was the rate of then that was too high.
static void blame_rate(const Case *it, Learning *learning)
{
    const double then = it->course->peak_rate, now = it->course->last.rate;
    learning->rate_was = fabs(then - now) > it->limits->same_rate * now;
    learning->rate = learning->rate_was ? then : learning->rate;
}

// What is far above its beginning at two looks one after the other needs no longer wait.
static bool is_far(const Course *course, const DiagnosisLimits *limits)
{
    return course->train.loss >= limits->risen_far * course->start.loss &&
           course->step - course->near_step >= 2 * course->look_steps;
}

static bool diverges(const Case *it, Learning *learning)
{
    const Course *course = it->course;
    const double scale = course_scale(course, learning->chance);
    const bool risen = course->scores > 0 && course->peak >= it->limits->risen * scale &&
                       (course->step - course->near_step >= it->limits->risen_steps ||
                        is_far(course, it->limits)) &&
                       !is_solved(it, learning);
    learning->batch_loss = course->last.loss;
    learning->by_statistics =
        has_batchnorm(it) && learning->batch_loss <= it->limits->own_share * learning->loss;
    if (risen && !learning->by_statistics) {
        blame_rate(it, learning);
    }
    return risen;
}

// Whether the gradient is there and its steps are nothing beside the weights.
static bool moves_less(const Case *it, const Learning *learning, double share)
{
    const double push = isnan(it->signal->push) ? it->course->last.grad_norm : it->signal->push;
    return it->course->last.update_ratio < share && push >= it->limits->alive * learning->loss;
}

static bool is_untrained(const Case *it, UNUSED Learning *learning)
{
    const Course *course = it->course;
    if (course->scores < 2) {
        return true;
    }
    const bool early = course->step < it->limits->wait_steps;
    const bool fell = course->best < course->start.loss * (1 - it->limits->fallen);
    const bool rose = course->peak >= it->limits->risen * course_scale(course, learning->chance);
    return early && !fell && !rose && !moves_less(it, learning, it->limits->still);
}

// What is worse than chance on the training rows, too, fits nothing.
static bool overfits(const Case *it, Learning *learning)
{
    const bool by_heart = learning->accuracy >= it->limits->right &&
                          learning->validation_accuracy < it->limits->by_heart;
    const bool fits = learning->loss < learning->chance;
    return fits && (forgot(it, learning) || by_heart);
}

// One look, or two, tell a pause from an end as little as a loss that goes up and down does.
static bool looked(const Case *it, const Learning *learning)
{
    return learning->waited >= it->limits->wait_looks * it->course->look_steps;
}

static bool waits(const Case *it, const Learning *learning)
{
    return (double)learning->waited >= it->limits->wait_share * (double)it->course->step;
}

// The loss comes down with nearly every look, because steps are short or as much as ever.
static bool is_steady(const Case *it, const Learning *learning)
{
    const DiagnosisLimits *limits = it->limits;
    const Course *course = it->course;
    const long half = course->step / 2;
    const double all = course->start.loss - course->best;
    const double lately = course_low(course, half) - course->best;
    return course_falls(course, half) >= limits->falls &&
           (moves_less(it, learning, limits->movement) || lately >= limits->steady * all);
}

// Slow is what is far from its aim: near it every loss comes down by next to nothing.
static bool is_slow(const Case *it, Learning *learning)
{
    const bool far = learning->loss > it->limits->harmless * learning->chance;
    learning->by_rate = moves_less(it, learning, it->limits->still);
    return waits(it, learning) && far &&
           (learning->by_rate || (looked(it, learning) && is_steady(it, learning) &&
                                  learning->pace <= it->limits->pace));
}

// Without a gradient the last biases alone can move, and the loss comes down to chance at most:
// what is still above it and falls is on its way.
static bool has_no_gradient(const Case *it, const Learning *learning)
{
    const bool comes_down = learning->worse && learning->pace > it->limits->pace;
    return it->signal->push == 0 && it->course->step >= it->limits->wait_steps && !comes_down;
}

// It has not come down for long, and not because its steps are short.
static bool stays(const Case *it, Learning *learning)
{
    const long least = it->limits->wait_steps;
    return learning->waited >= least && looked(it, learning) && waits(it, learning) &&
           !(learning->pace > it->limits->pace) && !is_slow(it, learning);
}

static bool is_stuck(const Case *it, Learning *learning)
{
    learning->mood = learning->at_chance ? MOOD_BAD : MOOD_WARNING;
    return has_no_gradient(it, learning) || stays(it, learning);
}

// The share of what chance has wrong that is right; NAN of values.
static double right_share(double accuracy, double chance)
{
    return (accuracy - chance) / (1 - chance);
}

static bool few_right(const Case *it, double accuracy, double chance)
{
    return !isnan(accuracy) && !(right_share(accuracy, chance) >= it->limits->learned_right);
}

// Never good while it is no better than chance, or worse than it was.
static Doubt doubt_about(const Case *it, const Learning *learning)
{
    const Course *course = it->course;
    const double chance = learning->chance, right = learning->chance_accuracy;
    if (!(learning->loss < chance)) {
        return DOUBT_CHANCE;
    }
    if (!(learning->loss < it->limits->at_chance * chance)) {
        return DOUBT_LOSS;
    }
    if (few_right(it, learning->accuracy, right)) {
        return DOUBT_RIGHT;
    }
    if (learning->validation >= chance) {
        return DOUBT_NEW_LOSS;
    }
    if (few_right(it, learning->validation_accuracy, right)) {
        return DOUBT_NEW_RIGHT;
    }
    const double harmless = it->limits->harmless * chance;
    const bool near = learning->loss <= fmax(COURSE_NEAR * course_scale(course, chance), harmless);
    return course->best < course->start.loss && near ? DOUBT_NONE : DOUBT_RISEN;
}

// Where the loss and a penalty pull at the weights alike, no step makes it better.
static bool is_pulled(const Case *it, const Learning *learning)
{
    return learning->pull >= it->limits->holds;
}

static bool has_other_rows(const Case *it, UNUSED const Learning *learning)
{
    const NetNumbers *numbers = &it->train->spec.numbers;
    return train_makes_rows(it->train) || numbers->fgsm > 0;
}

static bool drops(const Case *it, UNUSED const Learning *learning)
{
    return train_has_masks(it->train);
}

// clang-format off
static bool (*const holds[HOLD_COUNT])(const Case *it, const Learning *learning) = {
    [HOLD_PENALTY] = is_pulled,
    [HOLD_ROWS]    = has_other_rows,
    [HOLD_MASKS]   = drops,
};
// clang-format on

// What it has learnt is clear, and that it learns no more is no fault of its own.
static bool is_settled(const Case *it, Learning *learning)
{
    learning->doubt = doubt_about(it, learning);
    learning->hold = HOLD_NONE;
    for (int hold = HOLD_COUNT - 1; hold > HOLD_NONE; hold--) {
        learning->hold = holds[hold](it, learning) ? (Hold)hold : learning->hold;
    }
    return learning->hold != HOLD_NONE && learning->doubt == DOUBT_NONE && stays(it, learning);
}

static bool learns(const Case *it, Learning *learning)
{
    learning->doubt = doubt_about(it, learning);
    learning->mood = learning->doubt == DOUBT_NONE ? MOOD_GOOD : MOOD_WARNING;
    return true;
}

// clang-format off
static const struct { Mood mood; Holds *holds; } rows[LEARNING_COUNT] = {
    [LEARNING_LOST]      = { MOOD_BAD,     is_lost },
    [LEARNING_DIVERGES]  = { MOOD_BAD,     diverges },
    [LEARNING_UNTRAINED] = { MOOD_NEUTRAL, is_untrained },
    [LEARNING_SOLVED]    = { MOOD_GOOD,    is_solved },
    [LEARNING_OVERFITS]  = { MOOD_WARNING, overfits },
    [LEARNING_SETTLED]   = { MOOD_GOOD,    is_settled },
    [LEARNING_STUCK]     = { MOOD_BAD,     is_stuck },
    [LEARNING_SLOW]      = { MOOD_WARNING, is_slow },
    [LEARNING_LEARNS]    = { MOOD_GOOD,    learns },
};
// clang-format on

// Penalties pull as gradients do; decay apart, beside the steps.
static double pull_of(const Case *it)
{
    const NetNumbers *numbers = &it->train->spec.numbers;
    const OptimParams *params = &it->train->learner.params;
    const LearnStep *last = &it->course->last;
    const double l2 = 2 * numbers->l2 + params->coupled_decay;
    const double gradient =
        l2 * it->signal->weights + numbers->l1 * sqrt((double)it->signal->weight_count);
    const double shrinks = last->rate * params->weight_decay;
    return fmax(gradient > 0 ? gradient / it->signal->push : (double)NAN,
                shrinks > 0 ? shrinks / last->update_ratio : (double)NAN);
}

static void fill(const Case *it, long lost_step, Learning *learning)
{
    const Course *course = it->course;
    const TrainScore chance = train_chance(it->train);
    *learning = (Learning){ .step = it->step,
                            .loss = course->scores ? course->train.loss : (double)NAN,
                            .best = course->scores ? course->best : (double)NAN,
                            .chance = chance.loss,
                            .chance_accuracy = chance.accuracy,
                            .accuracy = course->scores ? course->train.accuracy : (double)NAN,
                            .validation = NAN,
                            .validation_accuracy = NAN,
                            .least = NAN,
                            .pace = NAN,
                            .movement = NAN,
                            .pull = NAN,
                            .lost_step = it->lost ? lost_step : 0,
                            .rate = it->train->spec.optimizer.params.lr,
                            .by_rate = it->lost && lost_step > 0 };
    if (course->scores > 0 && !isnan(course->validation.loss)) {
        learning->validation = course->validation.loss;
        learning->validation_accuracy = course->validation.accuracy;
        learning->least = course->least;
        learning->least_epoch = course->least_score;
    }
    if (course->scores > 1) {
        const long half = course->step / 2;
        const double lost = course_low(course, half) - course->best;
        learning->pace = lost / learning->chance * 100 / (double)(course->step - half);
        learning->movement = course->last.update_ratio;
        learning->waited =
            course->step - course_reached(course, course->best / (1 - it->limits->better));
    }
    learning->pull = pull_of(it);
    const double right = right_share(learning->accuracy, chance.accuracy);
    learning->worse = learning->loss > it->limits->worse * chance.loss;
    learning->at_chance =
        learning->loss >= it->limits->at_chance * chance.loss && !(right >= it->limits->some_right);
}

void judge_learning(const Train *train, const Course *course, const Signal *signal, long step,
                    bool lost, long lost_step, Learning *learning)
{
    const Case it = { train, course, signal, step, lost, &diagnosis_limits };
    fill(&it, lost_step, learning);
    for (int kind = 0; kind < LEARNING_COUNT; kind++) {
        learning->kind = (LearningKind)kind;
        learning->mood = rows[kind].mood;
        if (rows[kind].holds(&it, learning)) {
            return;
        }
    }
}
