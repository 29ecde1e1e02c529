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
static bool writes_over(const Net *net, int i, PassMemory memory)
{
    const LayerType *type = &layer_types[net->layers[i].plan.kind];
    if (i == 0 || !type->in_place || net->layers[i - 1].kept || memory == PASS_WHOLE) {
        return false;
    }
    return memory == PASS_FORWARD || (!type->needs_input(&net->layers[i].plan) &&
                                      !layer_types[net->layers[i - 1].plan.kind].keeps_output);
}

static LayerSizes sizes_of(const Net *net, int i, int rows_max)
{
    const LayerPlan *plan = &net->layers[i].plan;
    return layer_types[plan->kind].sizes(plan, rows_max);
}

static Real *output_memory(const NetPass *pass, const Net *net, int i, Arena *arena)
{
    const size_t wide = (size_t)padded(net->layers[i].plan.out);
    return arena_new(arena, Real, (size_t)pass->rows_max * wide);
}

static bool reads_input(const LayerPlan *plan)
{
    return plan->kind == LAYER_ADD && plan->other < 0;
}

// Memory for each layer's output, what it saves, and for the gradients.
static void pass_for_backward(NetPass *pass, const Net *net, PassMemory memory, Arena *arena)
{
    const size_t rows = (size_t)pass->rows_max, wide = (size_t)widest(net);
    bool adds_input = false;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerSizes sizes = sizes_of(net, i, pass->rows_max);
        pass->outputs[i] =
            writes_over(net, i, memory) ? pass->outputs[i - 1] : output_memory(pass, net, i, arena);
        pass->saved[i] = sizes.saved ? arena_new(arena, Real, sizes.saved) : NULL;
        pass->masked[i] = sizes.masked ? arena_new(arena, Real, sizes.masked) : NULL;
        pass->skips[i] = net->layers[i].kept ? output_memory(pass, net, i, arena) : NULL;
        adds_input = adds_input || reads_input(&net->layers[i].plan);
    }
    if (adds_input) {
        pass->input_skip = arena_new(arena, Real, rows * (size_t)padded(net->inputs));
    }
    pass->apart = net->tied ? arena_new(arena, Real, net->param_count) : NULL;
    pass->d[0] = arena_new(arena, Real, rows * wide);
    pass->d[1] = arena_new(arena, Real, rows * wide);
}

// Two outputs in turn, but for those that an add reads later; one place for whatever a layer saves,
// since nobody reads it later.
static void pass_forward_only(NetPass *pass, const Net *net, Arena *arena)
{
    LayerSizes most = { 0 };
    for (int i = 0; i < net->layer_count; i++) {
        const LayerSizes sizes = sizes_of(net, i, pass->rows_max);
        most.saved = sizes.saved > most.saved ? sizes.saved : most.saved;
        most.masked = sizes.masked > most.masked ? sizes.masked : most.masked;
    }
    const size_t count = (size_t)pass->rows_max * (size_t)widest(net);
    Real *saved = arena_new(arena, Real, most.saved);
    Real *masked = arena_new(arena, Real, most.masked);
    Real *turns[2] = { arena_new(arena, Real, count), arena_new(arena, Real, count) };
    int turn = 0;
    for (int i = 0; i < net->layer_count; i++) {
        turn ^= !writes_over(net, i, PASS_FORWARD);
        pass->outputs[i] = net->layers[i].kept ? output_memory(pass, net, i, arena) : turns[turn];
        pass->saved[i] = saved;
        pass->masked[i] = masked;
    }
}

void net_pass_init(NetPass *pass, const Net *net, int rows_max, PassMemory memory, Arena *arena)
{
    assert(rows_max > 0);
    const size_t count = (size_t)net->layer_count;
    *pass = (NetPass){ .rows_max = rows_max,
                       .inputs = arena_new(arena, const Real *, count),
                       .results = arena_new(arena, const Real *, count),
                       .outputs = arena_new(arena, Real *, count),
                       .saved = arena_new(arena, Real *, count),
                       .masked = arena_new(arena, Real *, count),
                       .skips = arena_new(arena, Real *, count),
                       .skipped = arena_new(arena, bool, count) };
    size_t scratch = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const size_t needs = sizes_of(net, i, rows_max).scratch;
        scratch = needs > scratch ? needs : scratch;
    }
    pass->scratch = arena_new(arena, Real, scratch);
    if (memory == PASS_FORWARD) {
        pass_forward_only(pass, net, arena);
    } else {
        pass_for_backward(pass, net, memory, arena);
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
        pass->results[i] = x;
    }
    return x;
}

// What adds have sent back, n numbers of it, once.
static void take_skip(const Net *net, size_t n, const Real *skip, bool *skipped, Real *d)
{
    if (*skipped) {
        *skipped = false; // for the next pass
        net->kernels->add(n, d, d, skip);
    }
}

// A layer's gradient, where others have left theirs already: theirs and its own.
static Real *add_back(const Net *net, NetPass *pass, int i, Real *d, Real *grad, bool onward)
{
    const Layer *layer = &net->layers[i];
    const size_t begin = layer->weight;
    const size_t end = layer->bias + (size_t)padded(layer_params(&layer->plan).bias);
    d = layer_types[layer->plan.kind].backward(net, pass, i, d, pass->apart, onward);
    net->kernels->add(end - begin, grad + begin, grad + begin, pass->apart + begin);
    return d;
}

// Down to the last layer that something is asked of.
static Real *go_back(const Net *net, NetPass *pass, Real *d, Real *grad)
{
    assert(pass->d[0] && pass->mode != NET_EVAL);
    const size_t rows = (size_t)pass->rows;
    for (int i = net->layer_count - 1; i >= pass->last && i >= 0; i--) {
        const LayerPlan *plan = &net->layers[i].plan;
        take_skip(net, rows * (size_t)padded(plan->out), pass->skips[i], &pass->skipped[i], d);
        d = net->layers[i].shared
                ? add_back(net, pass, i, d, grad, i > pass->last)
                : layer_types[plan->kind].backward(net, pass, i, d, grad, i > pass->last);
    }
    return d;
}

void net_backward(const Net *net, NetPass *pass, Real *d, Real *grad)
{
    pass->last = net->first_trained;
    go_back(net, pass, d, grad);
}

Real *net_backward_to_input(const Net *net, NetPass *pass, Real *d, Real *grad)
{
    pass->last = -1;
    d = go_back(net, pass, d, grad);
    take_skip(net, (size_t)pass->rows * (size_t)padded(net->inputs), pass->input_skip,
              &pass->input_skipped, d);
    return d;
}
