// Trains the networks of files and compares with what PyTorch made of them: parity_double FILE...
// and parity_float FILE..., each with every instruction set this processor has. Exit status 1: a
// quantity is off by more than the tolerance; 2: a file cannot be read.
#include "parity_file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#ifdef THALWEG_DOUBLE
static const double TOLERANCE = 1e-9;
static const char PROGRAM[] = "parity_double";
#else
static const double TOLERANCE = 2e-4;
static const char PROGRAM[] = "parity_float";
#endif

enum { NOISY_STEPS = 10 };

typedef enum Quantity {
    QUANTITY_LOSS,     // of every step
    QUANTITY_GRADIENT, // of the first step, before clipping
    QUANTITY_FINAL,    // parameters after the last step
    QUANTITY_RUNNING,  // running statistics after the last step
    QUANTITY_OUTPUT,   // in evaluation mode after the last step
    QUANTITY_COUNT
} Quantity;

static const char *const quantity_names[QUANTITY_COUNT] = { "loss", "gradient", "parameters",
                                                            "running", "output" };

// The largest deviations, NAN for what is not compared; more than any tolerance for what is not
// finite.
typedef struct Deviations {
    double of[QUANTITY_COUNT];
} Deviations;

// max|Δ| / max|reference| over the whole quantity; max|Δ| where the reference is all zero.
static double deviation(const double *got, const GoldenNumbers *reference)
{
    double largest = 0, size = 0;
    for (size_t i = 0; i < reference->count; i++) {
        const double off = fabs(got[i] - reference->at[i]);
        largest = off <= largest ? largest : isfinite(off) ? off : (double)INFINITY;
        size = fmax(size, fabs(reference->at[i]));
    }
    return reference->count == 0 ? (double)NAN : largest / (size > 0 ? size : 1);
}

// A shift of every row alike passes through; it is a shift of channels as long as nothing but
// channels tells its numbers apart, which is not asked.
static bool passes_shifts(const LayerPlan *plan)
{
    const LayerRole role = layer_role(plan->kind);
    return role == ROLE_WEIGHTS || role == ROLE_DROP || role == ROLE_POOL || role == ROLE_SHAPE ||
           role == ROLE_ADD ||
           (plan->kind == LAYER_ACTIVATION && plan->activation == ACTIVATION_IDENTITY);
}

// It takes away what all numbers of a channel have in common.
static bool takes_shifts(const LayerPlan *plan)
{
    return plan->kind == LAYER_BATCHNORM ||
           (plan->kind == LAYER_GROUPNORM && plan->groups == plan->from.channels);
}

// A bias (or beta) feeds a norm that takes it away again: its gradient is rounding noise.
static bool has_noisy_gradient(const GoldenNet *golden)
{
    bool shifted = false;
    for (int i = 0; i < golden->layers.count; i++) {
        const LayerPlan *plan = &golden->layers.plans[i];
        if (takes_shifts(plan) && shifted) {
            return true;
        }
        shifted = golden->layers.of[i].bias || (shifted && passes_shifts(plan));
    }
    return false;
}

// Whether the optimizer makes steps out of that noise: adaptive ones do, for they divide by the
// gradient's own size, unless ε is far above it. In float no ε is; in double the noise is 1e-17 or
// so, and with 1e-8, as most have it, it comes to nothing.
static bool follows_noise(const GoldenNet *golden)
{
    const Param *eps = param_find(golden->optim->kind.params, "eps");
    const bool adaptive = eps || param_find(golden->optim->kind.params, "beta2");
    const double floor = sizeof(Real) == sizeof(float) ? INFINITY : 1e-9;
    return adaptive && !(eps && param_value(eps, &golden->params) > floor);
}

static void take(Real *to, const double *from, int count)
{
    for (int i = 0; i < count; i++) {
        to[i] = (Real)from[i];
    }
}

static void net_open(Net *net, const GoldenNet *golden, const Kernels *kernels, Arena *arena)
{
    net_init(net, golden->layers.plans, golden->layers.count, kernels, arena);
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const GoldenLayer *from = &golden->layers.of[i];
        const LayerParams params = layer_params(&layer->plan);
        if (layer_is_tied(&layer->plan)) {
            continue;
        }
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS) {
            net_set_weight(net, i, net->params, from->weight);
        } else {
            take(net->params + layer->weight, from->weight, params.out);
        }
        take(net->params + layer->gain, from->gain, params.gain);
        take(net->params + layer->bias, from->bias, params.bias);
    }
}

// A list in the making.
typedef struct List {
    double *at;
    size_t used;
} List;

static void put(List *list, const Real *from, int count)
{
    for (int i = 0; i < count; i++) {
        list->at[list->used++] = (double)from[i];
    }
}

// The flat vector v without pads in the file's order.
static const double *in_file_order(const Net *net, const Real *v, size_t count, Arena *arena)
{
    List list = { arena_new(arena, double, count), 0 };
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const LayerParams params = layer_params(&layer->plan);
        if (layer_is_tied(&layer->plan)) {
            continue;
        }
        put(&list, v + layer->gain, params.gain);
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS) {
            net_get_weight(net, i, v, list.at + list.used);
            list.used += (size_t)params.in * (size_t)params.out;
        } else {
            put(&list, v + layer->weight, params.out);
        }
        put(&list, v + layer->bias, params.bias);
    }
    assert(list.used == count);
    return list.at;
}

static const double *running_list(const Net *net, size_t count, Arena *arena)
{
    List list = { arena_new(arena, double, count), 0 };
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer->plan.kind == LAYER_BATCHNORM) {
            put(&list, net->running + layer->mean, layer->plan.from.channels);
            put(&list, net->running + layer->var, layer->plan.from.channels);
        }
    }
    assert(list.used == count);
    return list.at;
}

// [rows][padded(columns)], pads zero.
static const Real *padded_rows(const double *from, int rows, int columns, Arena *arena)
{
    Real *to = arena_new(arena, Real, (size_t)rows * (size_t)padded(columns));
    for (size_t i = 0; i < (size_t)rows; i++) {
        for (size_t j = 0; j < (size_t)columns; j++) {
            to[i * (size_t)padded(columns) + j] = (Real)from[i * (size_t)columns + j];
        }
    }
    return to;
}

typedef struct Data {
    const Real *x, *target;
} Data;

// One step of a network of its own, unclipped, along the first batch.
static const double *first_gradient(const GoldenNet *golden, const Data *data,
                                    const Kernels *kernels, Arena *arena)
{
    Net net;
    Learner learner;
    Goal goal = golden->goal;
    net_open(&net, golden, kernels, arena);
    learner_init(&learner, &net, &goal, &optims[OPTIM_SGD], &(OptimParams){ 0 }, golden->batch_max,
                 1, arena);
    learner_step(&learner, data->x, data->target, golden->batches[0].rows, golden->batches[0].count,
                 false);
    return in_file_order(&learner.net, learner.grad, golden->expected.grad.count, arena);
}

static const double *eval_output(Learner *learner, const GoldenNet *golden, const Data *data,
                                 Arena *arena)
{
    NetPass pass;
    double *list = arena_new(arena, double, golden->expected.output.count);
    net_pass_init(&pass, &learner->net, golden->rows, PASS_FORWARD, arena);
    const Real *out =
        net_forward(&learner->net, &pass, NET_EVAL, (NetDraw){ 0 }, data->x, golden->rows);
    const size_t outputs = (size_t)golden->outputs;
    for (size_t i = 0; i < (size_t)golden->rows; i++) {
        for (size_t j = 0; j < outputs; j++) {
            list[i * outputs + j] = (double)out[i * (size_t)padded(golden->outputs) + j];
        }
    }
    return list;
}

static Deviations compare(const GoldenNet *golden, const Kernels *kernels, bool noisy, Arena *arena)
{
    const Data data = { padded_rows(golden->x, golden->rows, golden->inputs, arena),
                        padded_rows(golden->target, golden->rows, golden->outputs, arena) };
    Net net;
    Learner learner;
    Deviations off = { { NAN, NAN, NAN, NAN, NAN } };
    const double *gradient = first_gradient(golden, &data, kernels, arena);
    off.of[QUANTITY_GRADIENT] = deviation(gradient, &golden->expected.grad);

    double *loss = arena_new(arena, double, golden->batch_count);
    net_open(&net, golden, kernels, arena);
    learner_init(&learner, &net, &golden->goal, golden->optim, &golden->params, golden->batch_max,
                 1, arena);
    for (int i = 0; i < golden->batch_count; i++) {
        const GoldenBatch *batch = &golden->batches[i];
        loss[i] =
            learner_step(&learner, data.x, data.target, batch->rows, batch->count, false).loss;
    }
    GoldenNumbers losses_compared = golden->expected.loss;
    if (noisy && losses_compared.count > NOISY_STEPS) {
        losses_compared.count = NOISY_STEPS;
    }
    off.of[QUANTITY_LOSS] = deviation(loss, &losses_compared);
    if (!noisy) {
        const GoldenNumbers *final = &golden->expected.final, *running = &golden->expected.running;
        const Net *trained = &learner.net;
        off.of[QUANTITY_FINAL] =
            deviation(in_file_order(trained, trained->params, final->count, arena), final);
        off.of[QUANTITY_RUNNING] = deviation(running_list(trained, running->count, arena), running);
        off.of[QUANTITY_OUTPUT] =
            deviation(eval_output(&learner, golden, &data, arena), &golden->expected.output);
    }
    return off;
}

// The worst of all instruction sets.
static Deviations compare_all(const GoldenNet *golden, bool noisy)
{
    Deviations worst = { { 0 } };
    const Kernels *kernels;
    for (int i = 0; kernels_at(i, &kernels); i++) {
        Arena arena = { 0 };
        const Deviations off = compare(golden, kernels, noisy, &arena);
        for (int k = 0; k < QUANTITY_COUNT; k++) {
            worst.of[k] = isnan(off.of[k]) || off.of[k] > worst.of[k] ? off.of[k] : worst.of[k];
        }
        arena_free(&arena);
    }
    return worst;
}

static bool report(const char *name, const Deviations *off, bool noisy)
{
    bool within = true;
    printf("%-50s", name);
    for (int k = 0; k < QUANTITY_COUNT; k++) {
        const double d = off->of[k];
        if (isnan(d)) {
            printf(" %11s", "-");
        } else {
            printf(" %10.2e%c", d, d <= TOLERANCE ? ' ' : '!');
            within = within && d <= TOLERANCE;
        }
    }
    printf("%s%s\n", within ? " ok" : " BEYOND", noisy ? " (noise)" : "");
    return within;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int main(int argc, char **argv)
{
    int status = 0, noisy_count = 0;
    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE.json...\n", PROGRAM);
        return 2;
    }
    printf("Largest deviation from PyTorch, at most %g (max|difference| / max|reference|)\n%-50s",
           TOLERANCE, "");
    for (int k = 0; k < QUANTITY_COUNT; k++) {
        printf(" %-11s", quantity_names[k]);
    }
    printf("\n");
    for (int i = 1; i < argc; i++) {
        GoldenNet golden;
        Arena arena = { 0 };
        Error err = { .at = -1 };
        if (golden_net_read(&golden, argv[i], &arena, &err)) {
            const bool noisy = has_noisy_gradient(&golden) && follows_noise(&golden);
            const Deviations off = compare_all(&golden, noisy);
            if (!report(base_name(argv[i]), &off, noisy) && status == 0) {
                status = 1;
            }
            noisy_count += noisy;
        } else {
            fflush(stdout);
            fprintf(stderr, "%s: %s: %s\n", PROGRAM, argv[i], err.text);
            status = 2;
        }
        arena_free(&arena);
    }
    if (noisy_count) {
        printf("(noise): a bias feeds a norm that takes it away, so its gradient is rounding "
               "noise, of which this\n"
               "optimizer makes steps: the first gradient and the first %d losses are compared\n",
               NOISY_STEPS);
    }
    return status;
}
