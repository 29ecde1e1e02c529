// Looking through a copy: the network's parameters go into a network of our own, planned without
// its dropout layers, so that nothing of the original can change and the weights that were seen
// stay while it trains on. Every picture of a layer is then a view of rows and columns.
#include "sim/train/inspect_parts.h"

#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const Kind inspect_rows[INSPECT_COUNT + 1] = {
    [INSPECT_ACTIVATIONS] = { .key = "activations",
                              .name = N_("Activations"),
                              .about = N_("what comes out of every activation, pool and sum") },
    [INSPECT_GRADIENTS] = { .key = "gradients",
                            .name = N_("Gradients"),
                            .about = N_("how much the loss changes with each weight") },
    [INSPECT_WEIGHTS] = { .key = "weights",
                          .name = N_("Weights"),
                          .about = N_("what each layer multiplies its inputs by; biases are not "
                                      "among them") },
    [INSPECT_SUMS] = { .key = "sums",
                       .name = N_("Sums"),
                       .about = N_("what each layer gives before its norm and its activation") },
    [INSPECT_BEFORE_NORM] = { .key = "before_norm",
                              .name = N_("Before norm"),
                              .about = N_("what goes into every norm") },
    [INSPECT_AFTER_NORM] = { .key = "after_norm",
                             .name = N_("After norm"),
                             .about = N_("what comes out of every norm") },
    [INSPECT_NORMS] = { .key = "norms", .name = N_("Norms") },
};
const Registry inspect_kinds = {
    .rows = inspect_rows, .count = INSPECT_COUNT, .stride = sizeof inspect_rows[0], .plain = true
};
const Registry inspect_table_kinds = { REGISTRY(inspect_rows), .plain = true };
const Registry inspect_plain_kinds = { .rows = inspect_rows,
                                       .count = INSPECT_WEIGHTS + 1,
                                       .stride = sizeof inspect_rows[0] };

// More of a row is felt: numbers that a pass keeps of it, in memory; products of its layers, in
// time.
static const double VALUES_MAX = 33e6, PRODUCTS_MAX = 6e9;
static const double CONV_PRODUCT = 4; // small windows take longer
enum { ROWS_LEAST = 16 };

Inspect *inspect_create(void)
{
    Inspect *inspect = memory_get(sizeof *inspect);
    *inspect = (Inspect){ 0 };
    return inspect;
}

void inspect_destroy(Inspect *inspect)
{
    if (inspect) {
        arena_free(&inspect->arena);
        free(inspect);
    }
}

// What is looked through: the same layers without the masks, each with weights of its own: of
// layers that share theirs the gradient of each is its part of what they are given together.
static int plan_of(const Net *net, LayerPlan plans[NET_LAYERS_MAX], int origin[NET_LAYERS_MAX],
                   int tied[NET_LAYERS_MAX])
{
    int count = 0, place[NET_LAYERS_MAX]; // where a layer's output now comes from
    for (int i = 0; i < net->layer_count; i++) {
        LayerPlan plan = net->layers[i].plan;
        if (layer_role(plan.kind) != ROLE_DROP) {
            plan.drop = 0;
            tied[count] = layer_is_tied(&plan) ? place[plan.tied] : -1;
            plan.tied = -1;
            plan.other = plan.kind == LAYER_ADD && plan.other >= 0 ? place[plan.other] : plan.other;
            origin[count] = i;
            plans[count++] = plan;
        }
        place[i] = count - 1;
    }
    return count;
}

static bool same_plan(const LayerPlan *a, const LayerPlan *b)
{
    return a->kind == b->kind && shape_same(a->from, b->from) && shape_same(a->to, b->to) &&
           a->activation == b->activation && a->number == b->number && a->no_bias == b->no_bias &&
           a->weight_norm == b->weight_norm && a->eps == b->eps && a->groups == b->groups &&
           a->kernel == b->kernel && a->stride == b->stride && a->pad == b->pad &&
           a->other == b->other && a->features == b->features;
}

static bool same_structure(const Net *net, const LayerPlan *plans, int count)
{
    bool same = net->layer_count == count;
    for (int i = 0; same && i < count; i++) {
        same = same_plan(&net->layers[i].plan, &plans[i]);
    }
    return same;
}

// How many rows can be looked at without its being felt.
static int rows_of(int inputs, const LayerPlan *plans, int count)
{
    double values = padded(inputs), products = 1;
    for (int i = 0; i < count; i++) {
        values += padded(plans[i].out);
        if (layer_role(plans[i].kind) == ROLE_WEIGHTS) {
            const LayerMatrix matrix = layer_matrix(&plans[i]);
            const double each = plans[i].kind == LAYER_CONV ? CONV_PRODUCT : 1;
            products += each * matrix.in * matrix.out * shape_area(plans[i].to);
        }
    }
    return (int)fmax(fmin(INSPECT_ROWS, fmin(VALUES_MAX / values, PRODUCTS_MAX / products)),
                     ROWS_LEAST);
}

static int widest_row(const Net *net)
{
    int wide = padded(net->inputs);
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        const int out = padded(plan->out);
        wide = out > wide ? out : wide;
    }
    return wide;
}

static void make_room(Inspect *inspect, const LayerPlan *plans, int count, const Kernels *kernels,
                      int rows)
{
    Arena *arena = &inspect->arena;
    Net *copy = &inspect->net;
    arena_free(arena);
    net_init(copy, plans, count, kernels, arena);
    net_pass_init(&inspect->pass, copy, rows, PASS_WHOLE, arena);
    inspect->grad = arena_new(arena, Real, copy->param_count);
    inspect->widest = widest_row(copy);
    inspect->sums = arena_new(arena, Real, inspect->widest);
    inspect->squares = arena_new(arena, Real, inspect->widest);
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        inspect->sights[kind] = arena_new(arena, Sight, count);
        inspect->views[kind] = arena_new(arena, View, count);
        inspect->stats[kind] = arena_new(arena, LayerStats, count);
    }
    inspect->origin = arena_new(arena, int, count);
    inspect->tied = arena_new(arena, int, count);
}

static void copy_params(Net *copy, const Net *net, const int *origin)
{
    for (int i = 0; i < copy->layer_count; i++) {
        const Layer *to = &copy->layers[i], *from = &net->layers[origin[i]];
        const int biases = padded(layer_params(&to->plan).bias);
        memcpy(copy->params + to->weight, net->params + from->weight,
               sizeof(Real) * (to->bias - to->weight + (size_t)biases));
    }
}

// rows: at most so many; returns how many there can be.
static int copy_net(Inspect *inspect, const Net *net, int rows)
{
    LayerPlan plans[NET_LAYERS_MAX];
    int origin[NET_LAYERS_MAX], tied[NET_LAYERS_MAX];
    const int count = plan_of(net, plans, origin, tied);
    const int most = rows_of(net->inputs, plans, count);
    rows = rows < most ? rows : most;
    Net *copy = &inspect->net;
    if (copy->kernels != net->kernels || rows > inspect->pass.rows_max ||
        !same_structure(copy, plans, count)) {
        make_room(inspect, plans, count, net->kernels, rows);
    }
    assert(copy->running_count == net->running_count);
    copy_params(copy, net, origin);
    memcpy(copy->running, net->running, sizeof(Real) * net->running_count);
    memcpy(inspect->origin, origin, sizeof origin[0] * (size_t)count);
    memcpy(inspect->tied, tied, sizeof tied[0] * (size_t)count);
    inspect_list(inspect);
    return rows;
}

// Whether a batch norm would see single numbers.
static bool has_single_numbers(const Net *net, int rows)
{
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (plan->kind == LAYER_BATCHNORM && rows * shape_area(plan->from) < 2) {
            return true;
        }
    }
    return false;
}

void inspect_look(Inspect *inspect, const Train *train, int rows, bool gradients)
{
    const Learner *learner = &train->learner;
    const int there = train->data->set->train_count;
    rows = clampi(rows, 1, there < INSPECT_ROWS ? there : INSPECT_ROWS);
    const unsigned before = denormals_flush();
    rows = copy_net(inspect, &learner->net, rows);
    const bool alone = has_single_numbers(&inspect->net, rows);
    inspect->gradients = gradients && !alone;
    inspect->batch = train->batch;
    const Real *out = net_forward(&inspect->net, &inspect->pass, alone ? NET_EVAL : NET_INSPECT,
                                  (NetDraw){ 0 }, train->data->x, rows);
    if (inspect->gradients) {
        Real *d = inspect->pass.d[0];
        learner_loss(learner, rows, out, train->target, d);
        net_backward(&inspect->net, &inspect->pass, d, inspect->grad);
    }
    inspect_find_views(inspect);
    inspect_take_stats(inspect);
    denormals_restore(before);
}

int inspect_hidden(const Inspect *inspect)
{
    return inspect->hidden;
}

const LayerStats *inspect_passed(const Inspect *inspect, int hidden)
{
    assert(hidden >= 0 && hidden < inspect->hidden);
    return &inspect->stats[inspect->passed[hidden].kind][inspect->passed[hidden].place];
}

const Sight *inspect_passed_sight(const Inspect *inspect, int hidden)
{
    assert(hidden >= 0 && hidden < inspect->hidden);
    return &inspect->sights[inspect->passed[hidden].kind][inspect->passed[hidden].place];
}
