// From the text of layers= to a plan: each item of it by its word.
#include "model/net/net_plan.h"

#include <string.h>

static bool plan_items(Planner *planner, const LayerText *layers, int from, int end);

static double share_of(const Planner *planner, const LayerItem *item)
{
    return item->numbers.drop == LAYER_OPEN ? planner->spec->numbers.dropout : item->numbers.drop;
}

static bool plan_dense(Planner *planner, const LayerItem *item)
{
    return planner_dense(planner, (int)item->numbers.count);
}

static bool plan_conv(Planner *planner, const LayerItem *item)
{
    const LayerNumbers *n = &item->numbers;
    return planner_conv(planner, (int)n->count, (int)n->kernel, (int)n->stride, (int)n->pad);
}

static bool plan_pool(Planner *planner, const LayerItem *item)
{
    const LayerNumbers *n = &item->numbers;
    return planner_pool(planner, item->word == WORD_MAXPOOL ? LAYER_MAXPOOL : LAYER_AVGPOOL,
                        (int)n->kernel, (int)(n->stride > 0 ? n->stride : n->kernel));
}

static bool plan_gap(Planner *planner, UNUSED const LayerItem *item)
{
    return planner_gap(planner);
}

static bool plan_flatten(Planner *planner, UNUSED const LayerItem *item)
{
    return planner_flatten(planner);
}

// inputs= makes them, too; of both, features would be made of features.
static bool plan_features(Planner *planner, const LayerItem *item)
{
    if (net_spec_has_inputs(planner->spec)) {
        return fail_at(planner->err, planner->at,
                       "inputs= and features are two ways to say what is made of a point's x and "
                       "y: give one of them");
    }
    return planner_features(planner, item->features);
}

static bool plan_norm(Planner *planner, const LayerItem *item)
{
    static const NormKind kinds[LAYER_WORD_COUNT] = { [WORD_BATCHNORM] = NORM_BATCH,
                                                      [WORD_LAYERNORM] = NORM_LAYER,
                                                      [WORD_INSTANCENORM] = NORM_INSTANCE,
                                                      [WORD_GROUPNORM] = NORM_GROUP,
                                                      [WORD_RMSNORM] = NORM_RMS };
    return planner_norm(planner, item->word == WORD_NORM ? planner->spec->norm : kinds[item->word],
                        (int)item->numbers.count);
}

static bool plan_activation(Planner *planner, const LayerItem *item)
{
    const NetSpec *spec = planner->spec;
    return item->named ? planner_activation(planner, item->activation, &item->params)
                       : planner_activation(planner, spec->activation, &spec->activation_params);
}

static bool plan_dropout(Planner *planner, const LayerItem *item)
{
    return planner_dropout(planner, share_of(planner, item), item->word == WORD_CHANNELDROPOUT);
}

typedef bool PlanItem(Planner *planner, const LayerItem *item);

// clang-format off
static PlanItem *const plan_word[LAYER_WORD_COUNT] = {
    [WORD_DENSE] = plan_dense,         [WORD_CONV] = plan_conv,
    [WORD_MAXPOOL] = plan_pool,        [WORD_AVGPOOL] = plan_pool,
    [WORD_GAP] = plan_gap,             [WORD_FLATTEN] = plan_flatten,
    [WORD_FEATURES] = plan_features,
    [WORD_NORM] = plan_norm,           [WORD_BATCHNORM] = plan_norm,
    [WORD_LAYERNORM] = plan_norm,      [WORD_INSTANCENORM] = plan_norm,
    [WORD_GROUPNORM] = plan_norm,      [WORD_RMSNORM] = plan_norm,
    [WORD_ACTIVATION] = plan_activation,
    [WORD_DROPOUT] = plan_dropout,     [WORD_CHANNELDROPOUT] = plan_dropout,
}; // res, tie and repetitions: plan_items()
// clang-format on

static void say(Planner *planner, const LayerItem *item)
{
    planner->said = planner->spec->layers + item->at;
    planner->said_length = item->length;
    planner->at = item->at;
}

// res(...)
static bool plan_res(Planner *planner, const LayerText *layers, int place)
{
    const LayerItem *item = &layers->items[place];
    const PlannerBranch branch = planner_branch(planner);
    if (!plan_items(planner, layers, place + 1, item->end)) {
        return false;
    }
    say(planner, item);
    if (!planner_fits(planner, &branch)) {
        char in[TENSOR_SHAPE_TEXT], out[TENSOR_SHAPE_TEXT];
        return fail_at(planner->err, planner->at,
                       "res(...): %s comes in, %s comes out; a connection adds the two: make them "
                       "the same",
                       shape_write(branch.shape, in), shape_write(planner->shape, out));
    }
    const double drop = item->numbers.drop;
    return planner_add(planner, &branch,
                       drop == LAYER_OPEN ? planner->spec->numbers.stochastic_depth : drop);
}

static bool plan_repeat(Planner *planner, const LayerText *layers, int place)
{
    const LayerItem *item = &layers->items[place];
    bool good = true;
    for (int i = 0; good && i < (int)item->numbers.count; i++) {
        good = plan_items(planner, layers, place + 1, item->end);
    }
    return good;
}

// The words of the item that a planned layer is of.
static void say_layer(Planner *planner, const LayerText *layers, const LayerPlan *plan)
{
    for (int i = 0; i < layers->count; i++) {
        if (layers->items[i].at == plan->at) {
            say(planner, &layers->items[i]);
        }
    }
}

// The layers behind `begin`, repetition `round` of those behind `first`, take over their weights.
static bool tie_round(Planner *planner, const LayerText *layers, int first, int begin, int round)
{
    for (int i = begin; i < planner->count; i++) {
        const LayerPlan *plan = &planner->plans[i], *other = &planner->plans[first + i - begin];
        if (layer_role(plan->kind) == ROLE_WEIGHTS &&
            !planner_tie(planner, i, first + i - begin)) {
            char now[TENSOR_SHAPE_TEXT], before[TENSOR_SHAPE_TEXT];
            say_layer(planner, layers, plan);
            return fail_at(planner->err, planner->at,
                           "%.*s reads %s the first time and %s in repetition %d; layers that "
                           "share their weights must read as much: put one before the repetition "
                           "that makes it so",
                           planner->said_length, planner->said, shape_write(other->from, before),
                           shape_write(plan->from, now), round + 1);
        }
    }
    return true;
}

// tie N*(...)
static bool plan_tie(Planner *planner, const LayerText *layers, int place)
{
    const LayerItem *item = &layers->items[place];
    const int first = planner->count, weighted = planner->weighted;
    for (int round = 0; round < (int)item->numbers.count; round++) {
        const int begin = planner->count;
        if (!plan_items(planner, layers, place + 1, item->end) ||
            (round > 0 && !tie_round(planner, layers, first, begin, round))) {
            return false;
        }
    }
    say(planner, item);
    return planner->weighted > weighted ||
           fail_at(planner->err, planner->at,
                   "%.*s(...) shares weights, and there are none in its brackets; put a dense or "
                   "a conv there, or leave tie out",
                   planner->said_length, planner->said);
}

// The items from one place up to another, each with what is in its brackets.
static bool plan_items(Planner *planner, const LayerText *layers, int from, int end)
{
    bool good = true;
    for (int i = from; good && i < end; i = layers->items[i].end) {
        const LayerItem *item = &layers->items[i];
        say(planner, item);
        good = item->word == WORD_RES      ? plan_res(planner, layers, i)
               : item->word == WORD_REPEAT ? plan_repeat(planner, layers, i)
               : item->word == WORD_TIE    ? plan_tie(planner, layers, i)
                                           : plan_word[item->word](planner, item);
    }
    return good;
}

static_assert((int)LAYER_ALL_MAX == (int)NET_LAYERS_MAX - 1, "one is left for the output layer");

bool net_plan_text(Planner *planner)
{
    LayerText layers;
    return layer_text_read(&layers, planner->spec->layers, planner->err) &&
           plan_items(planner, &layers, 0, layers.count);
}
