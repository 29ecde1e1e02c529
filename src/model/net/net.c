// A network: its flat vector of parameters, and how they begin.
#include "model/net/net.h"

#include "model/net/net_layers.h"

#include <math.h>
#include <stdlib.h>

LayerRole layer_role(LayerKind kind)
{
    return layer_types[kind].role;
}

LayerParams layer_params(const LayerPlan *plan)
{
    return layer_types[plan->kind].params(plan);
}

LayerMatrix layer_matrix(const LayerPlan *plan)
{
    assert(layer_role(plan->kind) == ROLE_WEIGHTS);
    const LayerParams params = layer_params(plan);
    const int window = plan->kind == LAYER_CONV ? plan->kernel * plan->kernel : 1;
    return (LayerMatrix){ params.in, params.out, params.in, params.out * window };
}

void layer_follow(LayerPlan *plan, TensorShape from)
{
    plan->from = from;
    plan->to = layer_types[plan->kind].to(plan);
    plan->in = shape_size(plan->from);
    plan->out = shape_size(plan->to);
}

static size_t padded_size(int in, int out)
{
    return (size_t)in * (size_t)padded(out);
}

// Sets where the layer's numbers begin and moves the network's counts past them.
static void place_layer(Net *net, Layer *layer)
{
    const bool own = !layer_is_tied(&layer->plan);
    const LayerParams params = own ? layer_params(&layer->plan) : (LayerParams){ 0 };
    const size_t running = layer_types[layer->plan.kind].sizes(&layer->plan, 1).running;
    layer->weight = net->param_count;
    layer->gain = layer->weight + padded_size(params.in, params.out);
    layer->bias = layer->gain + padded_size(1, params.gain);
    layer->mean = net->running_count;
    layer->var = layer->mean + running / 2;
    if (net->param_count == 0 && params.out > 0) {
        net->first_trained = (int)(layer - net->layers);
    }
    net->param_count = layer->bias + padded_size(1, params.bias);
    net->weight_count +=
        (size_t)params.in * (size_t)params.out + (size_t)params.gain + (size_t)params.bias;
    net->running_count += running;
}

static bool same_params(LayerParams a, LayerParams b)
{
    return a.in == b.in && a.out == b.out && a.gain == b.gain && a.bias == b.bias;
}

// Whether a layer can have the parameters of one before it; asserted.
UNUSED static bool can_share(const Layer *other, const Layer *layer)
{
    return other < layer && other->plan.kind == layer->plan.kind && !layer_is_tied(&other->plan) &&
           same_params(layer_params(&other->plan), layer_params(&layer->plan));
}

// A tied layer's numbers are where the other's are; those that use them before it are told.
static void share(Net *net, Layer *layer)
{
    Layer *other = &net->layers[layer->plan.tied];
    assert(can_share(other, layer));
    layer->weight = other->weight;
    layer->gain = other->gain;
    layer->bias = other->bias;
    for (; other < layer; other++) {
        other->shared = other->shared || (layer_role(other->plan.kind) == ROLE_WEIGHTS &&
                                          other->weight == layer->weight);
    }
    net->tied = true;
}

// What an add reads must stay as it is: so must what a layer that may hand on its input has read.
static void keep(Net *net, int index)
{
    for (bool on = true; on && index >= 0; index--) {
        net->layers[index].kept = true;
        on = layer_types[net->layers[index].plan.kind].hands_on;
    }
}

static void fill(Real *v, int count, double value)
{
    for (int i = 0; i < count; i++) {
        v[i] = (Real)value;
    }
}

// What is not drawn: biases, gamma, beta, slopes, running statistics.
static void start_values(Net *net, double bias)
{
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const LayerType *type = &layer_types[layer->plan.kind];
        const LayerParams params = layer_params(&layer->plan);
        const int running = (int)type->sizes(&layer->plan, 1).running / 2;
        if (type->role != ROLE_WEIGHTS) {
            fill(net->params + layer->weight, params.out, type->begins);
        }
        fill(net->params + layer->bias, params.bias, type->role == ROLE_WEIGHTS ? bias : 0);
        fill(net->running + layer->mean, running, 0);
        fill(net->running + layer->var, running, 1);
    }
}

void net_init(Net *net, const LayerPlan *plans, int count, const Kernels *kernels, Arena *arena)
{
    assert(count > 0 && count <= NET_LAYERS_MAX);
    *net = (Net){
        .kernels = kernels,
        .layer_count = count,
        .layers = arena_new(arena, Layer, count),
        .input = plans[0].from,
        .inputs = plans[0].in,
        .outputs = plans[count - 1].out,
        .first_trained = count,
    };
    for (int i = 0; i < count; i++) {
        assert(plans[i].in > 0 && plans[i].out > 0);
        assert(i == 0 || shape_same(plans[i].from, plans[i - 1].to));
        net->weighted_count += layer_role(plans[i].kind) == ROLE_WEIGHTS;
        net->layers[i] = (Layer){ .plan = plans[i], .weighted = net->weighted_count - 1 };
        place_layer(net, &net->layers[i]);
        if (layer_is_tied(&plans[i])) {
            share(net, &net->layers[i]);
        }
        if (plans[i].kind == LAYER_ADD) {
            assert(plans[i].other >= -1 && plans[i].other < i);
            assert(plans[i].in == (plans[i].other < 0 ? net->inputs : plans[plans[i].other].out));
            keep(net, plans[i].other);
        }
    }
    net->params = arena_new(arena, Real, net->param_count);
    net->running = arena_new(arena, Real, net->running_count);
    start_values(net, 0);
}

// Weight norm begins with the weights as they were drawn: g = |v|.
static void start_gain(Net *net, const Layer *layer, const double *weight)
{
    const LayerParams params = layer_params(&layer->plan);
    for (int o = 0; o < params.gain; o++) {
        double sum = 0;
        for (int i = 0; i < params.in; i++) {
            const double v = weight[(size_t)o * (size_t)params.in + (size_t)i];
            sum += v * v;
        }
        net->params[layer->gain + (size_t)o] = (Real)sqrt(sum);
    }
}

void net_draw(Net *net, const Init *init, const InitParams *params, double bias, uint64_t seed)
{
    start_values(net, bias);
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS && !layer_is_tied(&layer->plan)) {
            const LayerMatrix matrix = layer_matrix(&layer->plan);
            double *weight = memory_get(sizeof(double) * (size_t)matrix.in * (size_t)matrix.out);
            init_weights(init, params, matrix, seed, layer->weighted, weight);
            net_set_weight(net, i, net->params, weight);
            start_gain(net, layer, weight);
            free(weight);
        }
    }
}

void net_get_weight(const Net *net, int layer, const Real *v, double *weight)
{
    const LayerParams params = layer_params(&net->layers[layer].plan);
    const Real *from = v + net->layers[layer].weight;
    for (int i = 0; i < params.in; i++) {
        for (int o = 0; o < params.out; o++) {
            weight[(size_t)o * (size_t)params.in + (size_t)i] =
                (double)from[(size_t)i * (size_t)padded(params.out) + (size_t)o];
        }
    }
}

void net_set_weight(const Net *net, int layer, Real *v, const double *weight)
{
    const LayerParams params = layer_params(&net->layers[layer].plan);
    Real *to = v + net->layers[layer].weight;
    for (int i = 0; i < params.in; i++) {
        for (int o = 0; o < params.out; o++) {
            to[(size_t)i * (size_t)padded(params.out) + (size_t)o] =
                (Real)weight[(size_t)o * (size_t)params.in + (size_t)i];
        }
    }
}
