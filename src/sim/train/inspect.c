// Looking through a copy: the network's parameters go into a network of our own, planned without
// its dropout layers, so that nothing of the original can change and the weights that were seen
// stay while it trains on. Every picture of a layer is then a view of rows and columns.
#include "sim/train/inspect_parts.h"

#include "base/parallel.h"
#include "base/processor.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const Kind inspect_rows[INSPECT_COUNT] = {
    [INSPECT_ACTIVATIONS] = { .key = "activations", .name = N_("Activations") },
    [INSPECT_GRADIENTS] = { .key = "gradients", .name = N_("Gradients") },
    [INSPECT_WEIGHTS] = { .key = "weights", .name = N_("Weights") },
};
const Registry inspect_kinds = { REGISTRY(inspect_rows), .plain = true };

// Weights of two units are the same if they differ by less than this share of the layer's largest.
// Sums taken in another order leave 1e-6 after many steps; any random start differs by far more.
static const double ALIKE_SHARE = 1e-4;

// Below this share of the mean's square a variance from sums of squares has lost its digits: their
// rounding in double is some 1e-14 of it.
static const double SMALL_VARIANCE = 1e-8;

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

// What is looked through: the same layers without the masks.
static int plan_of(const Net *net, LayerPlan plans[NET_LAYERS_MAX])
{
    for (int i = 0; i < net->layer_count; i++) {
        plans[i] = net->layers[i].plan;
        plans[i].drop = 0;
    }
    return net->layer_count;
}

static bool same_plan(const LayerPlan *a, const LayerPlan *b)
{
    return a->kind == b->kind && shape_same(a->from, b->from) && shape_same(a->to, b->to) &&
           a->number == b->number && a->weight_norm == b->weight_norm && a->groups == b->groups &&
           a->kernel == b->kernel && a->stride == b->stride && a->pad == b->pad &&
           a->other == b->other && a->activation == b->activation && a->no_bias == b->no_bias &&
           a->eps == b->eps;
}

static bool same_structure(const Net *net, const LayerPlan *plans, int count)
{
    bool same = net->layer_count == count;
    for (int i = 0; same && i < count; i++) {
        same = same_plan(&net->layers[i].plan, &plans[i]);
    }
    return same;
}

static void copy_net(Inspect *inspect, const Net *net, int rows)
{
    LayerPlan plans[NET_LAYERS_MAX];
    const int count = plan_of(net, plans);
    Net *copy = &inspect->net;
    if (copy->kernels != net->kernels || rows > inspect->pass.rows_max ||
        !same_structure(copy, plans, count)) {
        arena_free(&inspect->arena);
        net_init(copy, plans, count, net->kernels, &inspect->arena);
        net_pass_init(&inspect->pass, copy, rows, PASS_BACKWARD, &inspect->arena);
        inspect->grad = arena_new(&inspect->arena, Real, copy->param_count);
        inspect->sums = arena_new(&inspect->arena, Real, NET_UNITS_MAX);
        inspect->squares = arena_new(&inspect->arena, Real, NET_UNITS_MAX);
    }
    assert(copy->param_count == net->param_count && copy->running_count == net->running_count);
    memcpy(copy->params, net->params, sizeof(Real) * net->param_count);
    memcpy(copy->running, net->running, sizeof(Real) * net->running_count);
}

static bool has_batchnorm(const Net *net)
{
    for (int i = 0; i < net->layer_count; i++) {
        if (net->layers[i].plan.kind == LAYER_BATCHNORM) {
            return true;
        }
    }
    return false;
}

// The weights of each dense layer as they lie in a flat vector, and of each hidden layer what its
// activation gave.
static void find_views(Inspect *inspect, bool gradients)
{
    const Net *net = &inspect->net;
    int *layers = inspect->layers;
    memset(layers, 0, sizeof inspect->layers);
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const LayerPlan *plan = &layer->plan;
        const LayerParams params = layer_params(plan);
        View view = { .rows = params.in, .columns = params.out, .stride = padded(params.out) };
        if (layer_role(plan->kind) == ROLE_WEIGHTS) {
            assert(layers[INSPECT_WEIGHTS] < INSPECT_LAYERS_MAX);
            view.a = net->params + layer->weight;
            inspect->views[INSPECT_WEIGHTS][layers[INSPECT_WEIGHTS]++] = view;
            view.a = inspect->grad + layer->weight;
            inspect->views[INSPECT_GRADIENTS][layers[INSPECT_GRADIENTS]++] = view;
        } else if (layer_role(plan->kind) == ROLE_ACTIVATION) {
            const int hidden = layers[INSPECT_ACTIVATIONS]++;
            view.a = net_activations(net, &inspect->pass, layer->weighted, &view.columns);
            view.rows = inspect->pass.rows;
            view.stride = padded(view.columns);
            inspect->views[INSPECT_ACTIVATIONS][hidden] = view;
            inspect->activation[hidden] = &activations[plan->activation];
        }
    }
    if (!gradients) {
        layers[INSPECT_GRADIENTS] = 0;
    }
}

// Σ(a - mean)²/count over the finite values.
static double centred_variance(const View *view, double mean, size_t count)
{
    double sum = 0;
    for (int i = 0; i < view->rows; i++) {
        const Real *row = view->a + i * view->stride;
        for (int j = 0; j < view->columns; j++) {
            const double off = (double)row[j] - mean;
            sum += isfinite(off) ? off * off : 0;
        }
    }
    return sum / (double)count;
}

// low, high: beyond them a value is saturated; NAN: none is.
static LayerStats stats_of(const Kernels *kernels, const View *view, double low, double high)
{
    Moments m;
    kernels->moments(view->rows, view->columns, view->stride, view->a, low, high, &m);
    const size_t values = (size_t)view->rows * (size_t)view->columns;
    LayerStats stats = { .count = values - m.bad, .bad = m.bad, .units = view->columns };
    if (stats.count == 0) {
        stats.mean = stats.std = stats.min = stats.max = NAN;
        return stats;
    }
    const double count = (double)stats.count;
    stats.mean = m.sum / count;
    stats.min = (double)m.min + 0; // -0 is 0
    stats.max = (double)m.max;
    stats.zero_share = (double)m.zeros / count;
    stats.saturated_share = (double)m.saturated / count;
    const double square = stats.mean * stats.mean;
    double variance = m.sum_squares / count - square;
    if (!(variance > SMALL_VARIANCE * square)) {
        variance = stats.min == stats.max ? 0 : centred_variance(view, stats.mean, stats.count);
    }
    stats.std = sqrt(variance);
    return stats;
}

// Adds to each column's sum and squares what its rows are off from the first one, in `unit` (a
// power of two) and times scale.
FOR_EACH_PROCESSOR static void add_columns(const View *view, Real unit, Real scale,
                                           Real *restrict sum, Real *restrict squares)
{
    const int columns = view->columns;
    const Real *first = view->a;
    for (int i = 1; i < view->rows; i++) {
        const Real *row = first + i * view->stride;
        for (int j = 0; j < columns; j++) {
            const Real off = (row[j] * unit - first[j] * unit) * scale;
            sum[j] += off;
            squares[j] += off * off;
        }
    }
}

// Root mean square of the columns' stds. Counted from the first row, so that small differences of
// large values keep their digits, and in units of the layer's range, so that no square overflows;
// nor does the range of the largest numbers, or 1/range of the smallest.
static double signal_of(Inspect *inspect, const View *view, const LayerStats *stats)
{
    const double range = stats->max - stats->min;
    Real *sum = inspect->sums, *squares = inspect->squares;
    memset(sum, 0, sizeof(Real) * NET_UNITS_MAX);
    memset(squares, 0, sizeof(Real) * NET_UNITS_MAX);
    const double unit = range > 1e38 ? 0x1p-2 : range < 1e-30 ? 0x1p100 : 1;
    add_columns(view, (Real)unit, (Real)(1 / (range * unit)), sum, squares);
    double variance = 0;
    for (int j = 0; j < view->columns; j++) {
        const double mean = (double)sum[j] / view->rows;
        variance += fmax((double)squares[j] / view->rows - mean * mean, 0) / view->columns;
    }
    return sqrt(variance) * range;
}

// An activation that can die is never negative: the sum over the rows is 0 for dead units alone.
// Whether there are sums.
static bool sum_units(const Inspect *inspect, int layer)
{
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][layer];
    if (!inspect->activation[layer]->can_die) {
        return false;
    }
    inspect->net.kernels->column_sums(view->rows, padded(view->columns), view->a, view->stride,
                                      inspect->sums);
    return true;
}

static bool equal_columns(const Real *row, int columns, double tolerance)
{
    bool equal = true;
    for (int j = 1; equal && j < columns; j++) {
        equal = fabs((double)row[j] - (double)row[0]) <= tolerance;
    }
    return equal;
}

// Whether the units of dense layer `dense` have the same weights and bias. Ends at the first
// weights of ordinary networks.
static bool units_alike(const Inspect *inspect, int dense)
{
    const View *weights = &inspect->views[INSPECT_WEIGHTS][dense];
    const LayerStats *stats = &inspect->stats[INSPECT_WEIGHTS][dense];
    const double largest = fmax(fabs(stats->min), fabs(stats->max));
    bool alike = weights->columns > 1;
    for (int i = 0; alike && i < weights->rows; i++) {
        alike = equal_columns(weights->a + i * weights->stride, weights->columns,
                              ALIKE_SHARE * largest);
    }
    const Net *net = &inspect->net;
    for (int i = 0; alike && i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS && layer->weighted == dense &&
            !layer->plan.no_bias) {
            const Real *bias = net->params + layer->bias;
            alike = equal_columns(bias, weights->columns,
                                  ALIKE_SHARE * fmax(largest, fabs((double)bias[0])));
        }
    }
    return alike;
}

static void take_activations(Inspect *inspect, int layer)
{
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][layer];
    const Activation *activation = inspect->activation[layer];
    LayerStats stats = stats_of(inspect->net.kernels, view, activation->low, activation->high);
    stats.signal = stats.bad > 0           ? (double)NAN
                   : stats.min < stats.max ? signal_of(inspect, view, &stats)
                                           : 0;
    const bool can_die = sum_units(inspect, layer);
    for (int j = 0; can_die && j < view->columns; j++) {
        stats.dead_units += inspect->sums[j] == 0;
    }
    stats.alike = units_alike(inspect, layer);
    inspect->stats[INSPECT_ACTIVATIONS][layer] = stats;
}

static void take_stats(Inspect *inspect)
{
    const unsigned before = denormals_keep();
    for (int kind = INSPECT_GRADIENTS; kind <= INSPECT_WEIGHTS; kind++) {
        for (int layer = 0; layer < inspect->layers[kind]; layer++) {
            inspect->stats[kind][layer] =
                stats_of(inspect->net.kernels, &inspect->views[kind][layer], NAN, NAN);
        }
    }
    for (int layer = 0; layer < inspect->layers[INSPECT_ACTIVATIONS]; layer++) {
        take_activations(inspect, layer);
    }
    denormals_restore(before);
}

void inspect_look(Inspect *inspect, const Train *train, int rows, bool gradients)
{
    const Learner *learner = &train->learner;
    const int there = train->data->set->train_count;
    rows = clampi(rows, 1, there < INSPECT_ROWS ? there : INSPECT_ROWS);
    const unsigned before = denormals_flush();
    copy_net(inspect, &learner->net, rows);
    const bool alone = rows == 1 && has_batchnorm(&inspect->net);
    gradients = gradients && !alone;
    const Real *out = net_forward(&inspect->net, &inspect->pass, alone ? NET_EVAL : NET_INSPECT,
                                  (NetDraw){ 0 }, train->data->x, rows);
    if (gradients) {
        Real *d = inspect->pass.d[0];
        learner_loss(learner, rows, out, train->target, d);
        net_backward(&inspect->net, &inspect->pass, d, inspect->grad);
    }
    find_views(inspect, gradients);
    take_stats(inspect);
    denormals_restore(before);
}

int inspect_layers(const Inspect *inspect, InspectKind kind)
{
    return inspect->layers[kind];
}

const LayerStats *inspect_stats(const Inspect *inspect, InspectKind kind, int layer)
{
    assert(layer >= 0 && layer < inspect->layers[kind]);
    return &inspect->stats[kind][layer];
}

void inspect_units(const Inspect *inspect, int layer, uint8_t *flags)
{
    const LayerStats *stats = inspect_stats(inspect, INSPECT_ACTIVATIONS, layer);
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][layer];
    const Real low = (Real)inspect->activation[layer]->low;
    const Real high = (Real)inspect->activation[layer]->high;
    int saturated[NET_UNITS_MAX] = { 0 };
    // Without as many in the whole layer no unit can have them.
    const bool may_be = stats->saturated_share * (double)stats->count > 0.5 * view->rows;
    for (int i = 0; may_be && i < view->rows; i++) {
        const Real *row = view->a + i * view->stride;
        for (int j = 0; j < view->columns; j++) {
            saturated[j] += (row[j] < low) | (row[j] > high);
        }
    }
    const bool can_die = sum_units(inspect, layer);
    for (int j = 0; j < view->columns; j++) {
        const bool dead = can_die && inspect->sums[j] == 0;
        flags[j] = (uint8_t)(dead | (saturated[j] > view->rows / 2) << 1);
    }
}
