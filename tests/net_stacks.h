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
    int inputs;
    LayerPlan plans[STACK_MAX]; // `to` of dense layers given, the rest follows
    int count;                  // 0: up to the first plan without a dense width or kind
} Stack;

// clang-format off
#define DENSE(width)        { .kind = LAYER_DENSE, .to = { (width), 1, 1 } }
#define DENSE_NO_BIAS(width) { .kind = LAYER_DENSE, .to = { (width), 1, 1 }, .no_bias = true }
#define DENSE_DROP(width, p) { .kind = LAYER_DENSE, .to = { (width), 1, 1 }, .drop = (p) }
#define ACTIVATION(which)   { .kind = LAYER_ACTIVATION, .activation = (which) }
#define BATCHNORM           { .kind = LAYER_BATCHNORM, .eps = 1e-5, .momentum = 0.1 }
#define LAYERNORM           { .kind = LAYER_LAYERNORM, .eps = 1e-5 }
#define DROPOUT(p)          { .kind = LAYER_DROPOUT, .drop = (p) }
#define STACK(label, in, ...) { .name = (label), .inputs = (in), .plans = { __VA_ARGS__ }, \
    .count = (int)COUNT(((LayerPlan[]){ __VA_ARGS__ })) }
// clang-format on

static inline void stack_net(const Stack *stack, Net *net, Arena *arena)
{
    LayerPlan plans[STACK_MAX];
    TensorShape shape = shape_features(stack->inputs);
    for (int i = 0; i < stack->count; i++) {
        plans[i] = stack->plans[i];
        layer_follow(&plans[i], shape);
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
        const LayerParams params = layer_params(&layer->plan);
        for (int i = 0; i < params.in * params.out; i++) {
            places[(*count)++] = layer->weight + (size_t)(i / params.out * padded(params.out)) +
                                 (size_t)(i % params.out);
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

// Weights of about unit gain and nowhere near 0, where |w| has its kink; gammas about 1.
static inline void fill_params(Net *net, Rng *rng)
{
    for (int l = 0; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        const LayerParams params = layer_params(&layer->plan);
        const bool weights = layer_role(layer->plan.kind) == ROLE_WEIGHTS;
        for (int i = 0; i < params.in; i++) {
            for (int o = 0; o < params.out; o++) {
                const double z = rng_normal(rng);
                const double w = weights ? (z + copysign(0.05, z)) / sqrt(params.in) : 1 + 0.3 * z;
                net->params[layer->weight + (size_t)(i * padded(params.out) + o)] = (Real)w;
            }
        }
        for (int o = 0; o < params.gain; o++) {
            net->params[layer->gain + (size_t)o] = (Real)(1 + 0.3 * rng_normal(rng));
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
