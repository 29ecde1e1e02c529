// Where a network stands is its step alone: epoch, place in the epoch and order of rows follow from
// it. So a saved state is the parameters, the optimizer's memory and one number.
#include "sim/train/batch_split.h"
#include "sim/train/train_batch.h"
#include "sim/train/train_check.h"

#include "base/parallel.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Goal goal_of(const NetSpec *spec, LossKind loss)
{
    return (Goal){ .loss = loss,
                   .label_smoothing = spec->numbers.label_smoothing,
                   .l1 = spec->numbers.l1,
                   .l2 = spec->numbers.l2,
                   .entropy = spec->numbers.entropy,
                   .fgsm = spec->numbers.fgsm,
                   .gradient_noise = spec->numbers.gradient_noise,
                   .max_norm = spec->numbers.maxnorm };
}

// The optimizer's numbers as the steps of the whole training settle its schedule.
static OptimParams params_of(const NetSpec *spec, long epoch_steps)
{
    OptimParams params = net_spec_optim_params(spec);
    schedule_settle(&params.schedule, (double)spec->epochs * (double)epoch_steps, NULL);
    return params;
}

// Network, learner and passes as the spec says, in the arena; nothing is drawn.
static void build(Train *train)
{
    const Dataset *set = train->data->set;
    Arena *arena = &train->arena;
    LayerPlan plans[NET_LAYERS_MAX];
    Net net;
    const int count = net_plan(&train->spec, set->shape, train->outputs, plans, NULL);
    assert(count > 0);
    net_init(&net, plans, count, kernels_best(), arena);
    const Goal goal = goal_of(&train->spec, train->loss);
    const OptimParams params = params_of(&train->spec, train->epoch_steps);
    learner_init(&train->learner, &net, &goal, train->spec.optimizer.optim, &params,
                 train->batch_max, train->spec.seed, arena);
    net_pass_init(&train->pass, &train->learner.net, TRAIN_BLOCK, PASS_FORWARD, arena);
    train->points = arena_new(arena, Real, TRAIN_BLOCK * padded(set->features));
    train->answers = arena_new(arena, Real, TRAIN_BLOCK * train->outputs);
    train_batch_init(train);
}

// The rows that the first epoch begins with. Not those of the first batch: networks that differ in
// their batches alone begin alike, and a batch may be of one.
static void scale_on_data(Train *train)
{
    const Dataset *set = train->data->set;
    const size_t wide = (size_t)padded(set->features);
    const int rows = set->train_count < TRAIN_BLOCK ? set->train_count : TRAIN_BLOCK;
    int batch;
    const uint32_t *order = train_rows(train, 0, &batch);
    Arena arena = { 0 };
    Real *x = arena_new(&arena, Real, (size_t)rows * wide);
    for (int i = 0; i < rows; i++) {
        memcpy(x + (size_t)i * wide, train->data->x + order[i] * wide, wide * sizeof *x);
    }
    net_lsuv(&train->learner.net, &train->spec.init_params, x, rows);
    arena_free(&arena);
}

static void draw(Train *train)
{
    const NetSpec *spec = &train->spec;
    net_draw(&train->learner.net, spec->init, &spec->init_params, spec->numbers.bias, spec->seed);
    if (spec->init->needs_data) {
        scale_on_data(train);
    }
}

Train *train_create(const NetSpec *spec, const TrainData *data, Error *err)
{
    const Dataset *set = data->set;
    const LossKind loss = net_spec_loss(spec, set->classes == 0);
    const int outputs = train_outputs_of(loss, set->classes);
    const int batch = train_batch_of(spec, set);
    Train *train = memory_get(sizeof *train);
    *train = (Train){ .spec = *spec,
                      .loss = loss,
                      .outputs = outputs,
                      .data = data,
                      .target = outputs == 1 ? data->single : data->wide,
                      .batch = batch,
                      .batch_max = batch_split_most(set->train_count, batch),
                      .epoch_steps = batch_split_steps(set->train_count, batch) };
    if (!train_check(spec, set, err)) {
        free(train);
        return NULL;
    }
    const unsigned before = denormals_flush();
    build(train);
    draw(train);
    denormals_restore(before);
    return train;
}

void train_destroy(Train *train)
{
    if (train) {
        arena_free(&train->arena);
        free(train);
    }
}

long train_epoch(const Train *train)
{
    return train->learner.step / train->epoch_steps;
}

bool train_epoch_ended(const Train *train)
{
    return train->learner.step % train->epoch_steps == 0;
}

// Marks a network as lost at the step that failed.
static void lose(Train *train, long step)
{
    train->learner.lost = true;
    train->lost_step = step;
}

static bool params_finite(const Learner *learner)
{
    return learner->net.kernels->all_finite(learner->net.param_count, learner->net.params);
}

LearnStep train_step(Train *train, bool measure)
{
    Learner *learner = &train->learner;
    if (learner->lost) {
        return (LearnStep){ NAN, NAN, NAN, NAN };
    }
    const unsigned before = denormals_flush();
    const LearnStep step = train_batch_step(train, measure);
    if (learner->lost) {
        // A parameter that the last step spoilt may be noticed only by this one's loss.
        lose(train, params_finite(learner) ? learner->step + 1 : learner->step);
    }
    denormals_restore(before);
    return step;
}

bool train_score_part(Train *train, bool validation, int rows, TrainScoring *scoring,
                      TrainScore *score)
{
    const Dataset *set = train->data->set;
    const int begin = validation ? set->train_count : 0;
    const int end = validation ? set->rows : set->train_count;
    const int until = rows < end - begin - scoring->rows ? begin + scoring->rows + rows : end;
    const size_t x_wide = (size_t)padded(set->features), wide = (size_t)padded(train->outputs);
    Learner *learner = &train->learner;
    const unsigned before = denormals_flush();
    for (int row = begin + scoring->rows; row < until; row = begin + scoring->rows) {
        const int count = end - row < TRAIN_BLOCK ? end - row : TRAIN_BLOCK;
        int right = 0;
        scoring->loss +=
            count * learner_evaluate(learner, &train->pass, train->data->x + (size_t)row * x_wide,
                                     train->target + (size_t)row * wide, count, &right);
        scoring->right += right;
        scoring->rows += count;
    }
    const bool complete = scoring->rows == end - begin;
    if (complete && begin == end) {
        *score = (TrainScore){ NAN, NAN };
    } else if (complete) {
        *score = (TrainScore){ scoring->loss / (end - begin),
                               set->classes > 0 ? (double)scoring->right / (end - begin) : NAN };
        if (!learner->lost && !(isfinite(scoring->loss) && params_finite(learner))) {
            lose(train, learner->step);
        }
    }
    denormals_restore(before);
    *scoring = complete ? (TrainScoring){ 0 } : *scoring;
    return complete;
}

TrainScore train_score(Train *train, bool validation)
{
    TrainScoring scoring = { 0 };
    TrainScore score;
    const bool complete = train_score_part(train, validation, INT_MAX, &scoring, &score);
    assert(complete);
    (void)complete;
    return score;
}

bool train_watches(const Train *train)
{
    return train->learner.params.schedule.kind == SCHEDULE_PLATEAU;
}

void train_tell(Train *train, double loss)
{
    if (train_watches(train)) {
        train->learner.scalars.f = loss;
    }
}

void train_adjust(Train *train, const NetSpec *spec)
{
    assert(!net_spec_restarts(&train->spec, spec));
    Learner *learner = &train->learner;
    LayerPlan plans[NET_LAYERS_MAX];
    const int count = net_plan(spec, train->data->set->shape, train->outputs, plans, NULL);
    assert(count == learner->net.layer_count);
    for (int i = 0; i < count; i++) {
        learner->net.layers[i].plan.drop = plans[i].drop;
    }
    learner->goal = goal_of(spec, train->loss);
    learner->params = params_of(spec, train->epoch_steps);
    train->spec = *spec;
}
