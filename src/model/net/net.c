// The plan of a network, its flat vector of parameters, and how they begin.
#include "model/net/net.h"

#include "model/net/net_layers.h"

#include <stdlib.h>

// PyTorch's defaults.
static const double NORM_EPS = 1e-5, NORM_MOMENTUM = 0.1;

typedef struct Planner {
    LayerPlan *plans;
    int count, width; // width: of the output so far
} Planner;

static void plan_push(Planner *planner, LayerPlan plan)
{
    assert(planner->count < NET_LAYERS_MAX);
    plan.in = planner->width;
    plan.out = plan.out ? plan.out : plan.in;
    planner->width = plan.out;
    planner->plans[planner->count++] = plan;
}

static void plan_norms(Planner *planner, const NetSpec *spec, NormPlace place)
{
    if (spec->batchnorm == place) {
        plan_push(
            planner,
            (LayerPlan){ .kind = LAYER_BATCHNORM, .eps = NORM_EPS, .momentum = NORM_MOMENTUM });
    }
    if (spec->layernorm == place) {
        plan_push(planner, (LayerPlan){ .kind = LAYER_LAYERNORM, .eps = NORM_EPS });
    }
}

int net_plan(const NetSpec *spec, int inputs, int outputs, LayerPlan plans[NET_LAYERS_MAX])
{
    Planner planner = { .plans = plans, .width = inputs };
    for (int i = 0; i < spec->hidden_count; i++) {
        plan_push(&planner, (LayerPlan){ .kind = LAYER_DENSE,
                                         .out = spec->hidden[i],
                                         .drop = spec->numbers.dropconnect });
        plan_norms(&planner, spec, NORM_BEFORE);
        plan_push(&planner,
                  (LayerPlan){ .kind = LAYER_ACTIVATION, .activation = spec->activation });
        plan_norms(&planner, spec, NORM_AFTER);
        plan_push(&planner, (LayerPlan){ .kind = LAYER_DROPOUT, .drop = spec->numbers.dropout });
    }
    plan_push(&planner, (LayerPlan){ .kind = LAYER_DENSE, .out = outputs });
    return planner.count;
}

// Parameters a framework counts: without pads.
static size_t true_count(const LayerPlan *plan)
{
    const size_t in = (size_t)plan->in, out = (size_t)plan->out;
    if (plan->kind == LAYER_DENSE) {
        return in * out + (plan->no_bias ? 0 : out);
    }
    return layer_types[plan->kind].affine ? 2 * out : 0;
}

// Sets where the layer's numbers begin and moves the network's counts past them.
static void place_layer(Net *net, Layer *layer)
{
    const LayerSizes sizes = layer_types[layer->plan.kind].sizes(&layer->plan, 0);
    layer->weight = net->param_count;
    layer->bias = layer->weight + sizes.weight;
    layer->mean = net->running_count;
    layer->var = layer->mean + sizes.running / 2;
    if (net->param_count == 0 && sizes.weight > 0) {
        net->first_trained = (int)(layer - net->layers);
    }
    net->param_count += sizes.weight + sizes.bias;
    net->weight_count += true_count(&layer->plan);
    net->running_count += sizes.running;
}

static void fill(Real *v, int count, double value)
{
    for (int i = 0; i < count; i++) {
        v[i] = (Real)value;
    }
}

// What is not drawn: biases, gamma, beta, running statistics.
static void start_values(Net *net, double bias)
{
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const LayerType *type = &layer_types[layer->plan.kind];
        const LayerSizes sizes = type->sizes(&layer->plan, 0);
        if (type->affine) {
            fill(net->params + layer->weight, layer->plan.out, 1);
        }
        if (sizes.bias) {
            fill(net->params + layer->bias, layer->plan.out, type->affine ? 0 : bias);
        }
        if (sizes.running) {
            fill(net->running + layer->mean, (int)sizes.running / 2, 0);
            fill(net->running + layer->var, (int)sizes.running / 2, 1);
        }
    }
}

void net_init(Net *net, const LayerPlan *plans, int count, const Kernels *kernels, Arena *arena)
{
    assert(count > 0 && count <= NET_LAYERS_MAX);
    *net = (Net){
        .kernels = kernels,
        .layer_count = count,
        .inputs = plans[0].in,
        .outputs = plans[count - 1].out,
        .first_trained = count,
    };
    for (int i = 0; i < count; i++) {
        assert(plans[i].in > 0 && plans[i].out > 0);
        assert(i == 0 || plans[i].in == plans[i - 1].out);
        assert(plans[i].kind == LAYER_DENSE || plans[i].in == plans[i].out);
        net->dense_count += plans[i].kind == LAYER_DENSE;
        net->layers[i] = (Layer){ .plan = plans[i], .dense = net->dense_count - 1 };
        place_layer(net, &net->layers[i]);
    }
    net->params = arena_new(arena, Real, net->param_count);
    net->running = arena_new(arena, Real, net->running_count);
    start_values(net, 0);
}

void net_draw(Net *net, const Init *init, const InitParams *params, double bias, uint64_t seed)
{
    start_values(net, bias);
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (plan->kind == LAYER_DENSE) {
            double *weight = memory_get(sizeof(double) * (size_t)plan->in * (size_t)plan->out);
            init_weights(init, params, plan->in, plan->out, seed, net->layers[i].dense, weight);
            net_set_weight(net, i, net->params, weight);
            free(weight);
        }
    }
}

void net_get_weight(const Net *net, int layer, const Real *v, double *weight)
{
    const LayerPlan *plan = &net->layers[layer].plan;
    assert(plan->kind == LAYER_DENSE);
    const Real *from = v + net->layers[layer].weight;
    for (int i = 0; i < plan->in; i++) {
        for (int o = 0; o < plan->out; o++) {
            weight[o * plan->in + i] = (double)from[i * padded(plan->out) + o];
        }
    }
}

void net_set_weight(const Net *net, int layer, Real *v, const double *weight)
{
    const LayerPlan *plan = &net->layers[layer].plan;
    assert(plan->kind == LAYER_DENSE);
    Real *to = v + net->layers[layer].weight;
    for (int i = 0; i < plan->in; i++) {
        for (int o = 0; o < plan->out; o++) {
            to[i * padded(plan->out) + o] = (Real)weight[o * plan->in + i];
        }
    }
}
