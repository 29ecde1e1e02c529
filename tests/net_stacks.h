// Small networks for tests: stacks of layers written down or drawn, filled with random numbers.
#pragma once

#include "base/rng.h"
#include "model/net/learner.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STACK_MAX = 24 };

typedef struct Stack {
    const char *name;
    TensorShape input;
    LayerPlan plans[STACK_MAX]; // what the kind alone does not decide; the shapes follow. tied: one
                                // more than in a plan, so that 0 is none
    int count;
} Stack;

// clang-format off
#define DENSE(width)        { .kind = LAYER_DENSE, .to = { (width), 1, 1 } }
#define DENSE_NO_BIAS(width) { .kind = LAYER_DENSE, .to = { (width), 1, 1 }, .no_bias = true }
#define DENSE_DROP(width, p) { .kind = LAYER_DENSE, .to = { (width), 1, 1 }, .drop = (p) }
#define DENSE_NORMED(width) { .kind = LAYER_DENSE, .to = { (width), 1, 1 }, .weight_norm = true }
#define CONV(width, side)   { .kind = LAYER_CONV, .to = { (width), 1, 1 }, .kernel = (side), .stride = 1 }
#define CONV_AT(width, side, step, edge) \
    { .kind = LAYER_CONV, .to = { (width), 1, 1 }, .kernel = (side), .stride = (step), .pad = (edge) }
#define CONV_NORMED(width, side, edge) { .kind = LAYER_CONV, .to = { (width), 1, 1 }, .kernel = (side), \
    .stride = 1, .pad = (edge), .weight_norm = true, .no_bias = true }
#define CONV_DROP(width, side, p) \
    { .kind = LAYER_CONV, .to = { (width), 1, 1 }, .kernel = (side), .stride = 1, .drop = (p) }
#define MAXPOOL(side, step) { .kind = LAYER_MAXPOOL, .kernel = (side), .stride = (step) }
#define AVGPOOL(side, step) { .kind = LAYER_AVGPOOL, .kernel = (side), .stride = (step) }
#define GLOBAL_AVGPOOL      { .kind = LAYER_GLOBAL_AVGPOOL }
#define FLATTEN             { .kind = LAYER_FLATTEN }
#define ACTIVATION(which)   ACTIVATION_WITH(which, NAN) // NAN: the usual number, if it has one
#define ACTIVATION_WITH(which, its) \
    { .kind = LAYER_ACTIVATION, .activation = (which), .number = (its) }
#define DENSE_TIED(width, place) { .kind = LAYER_DENSE, .to = { (width), 1, 1 }, .tied = (place) + 1 }
#define CONV_TIED(width, side, edge, place) \
    { .kind = LAYER_CONV, .to = { (width), 1, 1 }, .kernel = (side), .stride = 1, .pad = (edge), .tied = (place) + 1 }
#define PRELU               { .kind = LAYER_PRELU }
#define BATCHNORM           { .kind = LAYER_BATCHNORM, .eps = 1e-5, .momentum = 0.1 }
#define LAYERNORM           { .kind = LAYER_LAYERNORM, .eps = 1e-5 }
#define GROUPNORM(parts)    { .kind = LAYER_GROUPNORM, .eps = 1e-5, .groups = (parts) }
#define RMSNORM             { .kind = LAYER_RMSNORM, .eps = 1e-5 }
#define DROPOUT(p)          { .kind = LAYER_DROPOUT, .drop = (p) }
#define CHANNEL_DROPOUT(p)  { .kind = LAYER_DROPOUT, .drop = (p), .channels = true }
#define ADD(from)           { .kind = LAYER_ADD, .other = (from) }
#define ADD_DROP(from, p)   { .kind = LAYER_ADD, .other = (from), .drop = (p) }
#define STACK(label, in, ...) PICTURE_STACK(label, (in), 1, 1, __VA_ARGS__)
#define PICTURE_STACK(label, c, h, w, ...) { .name = (label), .input = { c, h, w }, \
    .plans = { __VA_ARGS__ }, .count = (int)COUNT(((LayerPlan[]){ __VA_ARGS__ })) }
// clang-format on

// A layer behind `from`, as its stack has it: its shapes, and its activation's usual number where
// that is asked for.
static inline LayerPlan stack_plan(LayerPlan plan, TensorShape from)
{
    if (isnan(plan.number)) {
        ActivationParams usual;
        activation_defaults(plan.activation, &usual);
        plan.number = activation_param(plan.activation, &usual);
    }
    plan.at = -1;
    plan.tied--;
    layer_follow(&plan, from);
    return plan;
}

static inline void stack_net(const Stack *stack, Net *net, Arena *arena)
{
    LayerPlan plans[STACK_MAX];
    TensorShape shape = stack->input;
    for (int i = 0; i < stack->count; i++) {
        plans[i] = stack_plan(stack->plans[i], shape);
        shape = plans[i].to;
    }
    net_init(net, plans, stack->count, kernels_best(), arena);
}

static inline void stack_push(Stack *stack, LayerPlan plan)
{
    cr_assert(stack->count < STACK_MAX);
    stack->plans[stack->count++] = plan;
}

// Where the true numbers of the flat vector stand; all others are pads.
static inline size_t *true_places(const Net *net, Arena *arena, size_t *count)
{
    size_t *places = arena_new(arena, size_t, net->param_count);
    *count = 0;
    for (int l = 0; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        const LayerParams params =
            layer_is_tied(&layer->plan) ? (LayerParams){ 0 } : layer_params(&layer->plan);
        for (int i = 0; i < params.in; i++) {
            for (int o = 0; o < params.out; o++) {
                places[(*count)++] = layer->weight + (size_t)(i * padded(params.out) + o);
            }
        }
        for (int o = 0; o < params.gain; o++) {
            places[(*count)++] = layer->gain + (size_t)o;
        }
        for (int o = 0; o < params.bias; o++) {
            places[(*count)++] = layer->bias + (size_t)o;
        }
    }
    return places;
}

// A weight of about unit gain and nowhere near 0, where |w| has its kink; a gamma about 1.
static inline double any_weight(const LayerPlan *plan, int in, Rng *rng)
{
    const double z = rng_normal(rng);
    return layer_role(plan->kind) == ROLE_WEIGHTS ? (z + copysign(0.05, z)) / sqrt(in)
           : plan->kind == LAYER_PRELU            ? 0.25 + 0.1 * z
                                                  : 1 + 0.3 * z;
}

static inline void fill_params(Net *net, Rng *rng)
{
    for (int l = 0; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        const LayerParams params = layer_params(&layer->plan);
        for (int i = 0; i < params.in; i++) {
            for (int o = 0; o < params.out; o++) {
                net->params[layer->weight + (size_t)(i * padded(params.out) + o)] =
                    (Real)any_weight(&layer->plan, params.in, rng);
            }
        }
        for (int o = 0; o < params.gain; o++) {
            net->params[layer->gain + (size_t)o] = (Real)(0.7 + rng_uniform(rng));
        }
        for (int o = 0; o < params.bias; o++) {
            net->params[layer->bias + (size_t)o] = (Real)(0.3 * rng_normal(rng));
        }
    }
}

// [rows][padded(width)] of N(0, 1).
static inline Real *normal_rows(int rows, int width, Rng *rng, Arena *arena)
{
    Real *x = arena_new(arena, Real, rows * padded(width));
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < width; j++) {
            x[i * padded(width) + j] = (Real)rng_normal(rng);
        }
    }
    return x;
}

// [rows][padded(width)] that fit a loss: one-hot, 0 or 1, N(0, 1).
static inline Real *target_rows(LossKind loss, int rows, int width, Rng *rng, Arena *arena)
{
    Real *target = normal_rows(rows, width, rng, arena);
    for (int i = 0; i < rows && loss != LOSS_MSE; i++) {
        Real *row = target + i * padded(width);
        const int class = (int)rng_below(rng, (uint64_t)width);
        for (int j = 0; j < width; j++) {
            row[j] = loss == LOSS_BCE_WITH_LOGITS ? row[j] > 0 : j == class;
        }
    }
    return target;
}

// 0, 1, ... count - 1.
static inline uint32_t *rows_in_order(int count, Arena *arena)
{
    uint32_t *rows = arena_new(arena, uint32_t, count);
    for (int i = 0; i < count; i++) {
        rows[i] = (uint32_t)i;
    }
    return rows;
}
