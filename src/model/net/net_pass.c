// Passes through a network. The one idea: which layers may write over their input is decided once,
// when the memory is laid out; the layers themselves only see where to write.
#include "model/net/net_layers.h"

static int widest(const Net *net)
{
    int wide = padded(net->inputs);
    for (int i = 0; i < net->layer_count; i++) {
        const int out = padded(net->layers[i].plan.out);
        wide = out > wide ? out : wide;
    }
    return wide;
}

// Layer i may write its output over its input: nobody reads that again. The rows given by the
// caller (i = 0) are never written over.
static bool writes_over(const Net *net, int i, bool backward)
{
    const LayerType *type = &layer_types[net->layers[i].plan.kind];
    if (i == 0 || !type->in_place) {
        return false;
    }
    return !backward || (!type->needs_input(&net->layers[i].plan) &&
                         !layer_types[net->layers[i - 1].plan.kind].keeps_output);
}

// Memory for each layer's output, what it saves, and for the gradients.
static void pass_for_backward(NetPass *pass, const Net *net, Arena *arena)
{
    const size_t rows = (size_t)pass->rows_max, wide = (size_t)widest(net);
    size_t transposed = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        const LayerSizes sizes = layer_types[plan->kind].sizes(plan, pass->rows_max);
        pass->outputs[i] = writes_over(net, i, true)
                               ? pass->outputs[i - 1]
                               : arena_new(arena, Real, rows * (size_t)padded(plan->out));
        pass->saved[i] = sizes.saved ? arena_new(arena, Real, sizes.saved) : NULL;
        pass->masked[i] = sizes.masked ? arena_new(arena, Real, sizes.masked) : NULL;
        transposed = sizes.transposed > transposed ? sizes.transposed : transposed;
    }
    pass->d[0] = arena_new(arena, Real, rows * wide);
    pass->d[1] = arena_new(arena, Real, rows * wide);
    pass->transposed = arena_new(arena, Real, transposed);
}

// Two outputs in turn; one place for whatever a layer saves, since nobody reads it later.
static void pass_forward_only(NetPass *pass, const Net *net, Arena *arena)
{
    LayerSizes most = { 0 };
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        const LayerSizes sizes = layer_types[plan->kind].sizes(plan, pass->rows_max);
        most.saved = sizes.saved > most.saved ? sizes.saved : most.saved;
        most.masked = sizes.masked > most.masked ? sizes.masked : most.masked;
    }
    const size_t count = (size_t)pass->rows_max * (size_t)widest(net);
    Real *saved = arena_new(arena, Real, most.saved);
    Real *masked = arena_new(arena, Real, most.masked);
    Real *turns[2] = { arena_new(arena, Real, count), arena_new(arena, Real, count) };
    int turn = 0;
    for (int i = 0; i < net->layer_count; i++) {
        turn ^= !writes_over(net, i, false);
        pass->outputs[i] = turns[turn];
        pass->saved[i] = saved;
        pass->masked[i] = masked;
    }
}

void net_pass_init(NetPass *pass, const Net *net, int rows_max, bool backward, Arena *arena)
{
    assert(rows_max > 0);
    *pass = (NetPass){ .rows_max = rows_max };
    if (backward) {
        pass_for_backward(pass, net, arena);
    } else {
        pass_forward_only(pass, net, arena);
    }
}

const Real *net_forward(Net *net, NetPass *pass, NetMode mode, NetDraw draw, const Real *x,
                        int rows)
{
    assert(rows > 0 && rows <= pass->rows_max);
    pass->rows = rows;
    pass->mode = mode;
    pass->draw = draw;
    pass->x = x;
    for (int i = 0; i < net->layer_count; i++) {
        pass->inputs[i] = x;
        x = layer_types[net->layers[i].plan.kind].forward(net, pass, i, x);
    }
    return x;
}

void net_backward(const Net *net, NetPass *pass, Real *d, Real *grad)
{
    assert(pass->d[0] && pass->mode != NET_EVAL);
    for (int i = net->layer_count - 1; i >= net->first_trained; i--) {
        d = layer_types[net->layers[i].plan.kind].backward(net, pass, i, d, grad,
                                                           i > net->first_trained);
    }
}

const Real *net_activations(const Net *net, const NetPass *pass, int dense, int *units)
{
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer->plan.kind == LAYER_ACTIVATION && layer->dense == dense) {
            *units = layer->plan.out;
            return pass->outputs[i];
        }
    }
    return NULL;
}
