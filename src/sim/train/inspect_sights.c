// What there is to see of a network, kind by kind: which layers, under which names, and where their
// numbers lie.
#include "sim/train/inspect_parts.h"

static void add_sight(Inspect *inspect, InspectKind kind, const LayerName *names, int layer,
                      TensorShape shape)
{
    const Layer *it = &inspect->net.layers[layer];
    const int place = inspect->layers[kind]++;
    inspect->views[kind][place].layer = layer;
    inspect->sights[kind][place] = (Sight){ .name = names[layer],
                                            .role = layer_role(it->plan.kind),
                                            .layer = inspect->origin[layer],
                                            .weighted = it->weighted,
                                            .shape = shape };
}

static void add_weights(Inspect *inspect, const LayerName *names, int layer)
{
    const LayerPlan *plan = &inspect->net.layers[layer].plan;
    const TensorShape units = shape_features(layer_matrix(plan).out);
    add_sight(inspect, INSPECT_WEIGHTS, names, layer, units);
    add_sight(inspect, INSPECT_GRADIENTS, names, layer, units);
    if (layer < inspect->net.layer_count - 1) {
        const int hidden = inspect->hidden++;
        inspect->passed[hidden].kind = INSPECT_SUMS;
        inspect->passed[hidden].place = inspect->layers[INSPECT_SUMS];
        add_sight(inspect, INSPECT_SUMS, names, layer, plan->to);
    }
}

// The first activation behind a layer with weights is what that passes on.
static void add_activation(Inspect *inspect, const LayerName *names, int layer)
{
    const int weighted = inspect->net.layers[layer].weighted;
    if (weighted >= 0 && inspect->passed[weighted].kind == INSPECT_SUMS) {
        inspect->passed[weighted].kind = INSPECT_ACTIVATIONS;
        inspect->passed[weighted].place = inspect->layers[INSPECT_ACTIVATIONS];
    }
    add_sight(inspect, INSPECT_ACTIVATIONS, names, layer, inspect->net.layers[layer].plan.to);
}

void inspect_list(Inspect *inspect)
{
    const Net *net = &inspect->net;
    LayerName names[NET_LAYERS_MAX];
    layer_names(net, names);
    inspect->hidden = 0;
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        inspect->layers[kind] = 0;
    }
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        switch (layer_role(plan->kind)) {
        case ROLE_WEIGHTS: add_weights(inspect, names, i); break;
        case ROLE_ACTIVATION: add_activation(inspect, names, i); break;
        case ROLE_POOL:
        case ROLE_ADD: add_sight(inspect, INSPECT_ACTIVATIONS, names, i, plan->to); break;
        case ROLE_NORM:
            add_sight(inspect, INSPECT_BEFORE_NORM, names, i, plan->from);
            add_sight(inspect, INSPECT_AFTER_NORM, names, i, plan->to);
            break;
        case ROLE_DROP:
        case ROLE_SHAPE:
        case ROLE_FEATURES: break;
        }
    }
}

// Weights as the layer uses them: where it does not use the parameters as they are (weight norm),
// the pass has them.
static const Real *weights_of(const Inspect *inspect, int layer)
{
    const Layer *it = &inspect->net.layers[layer];
    return it->plan.weight_norm ? inspect->pass.masked[layer] : inspect->net.params + it->weight;
}

static void find_weights(const Inspect *inspect, InspectKind kind, View *view)
{
    const Layer *layer = &inspect->net.layers[view->layer];
    const LayerMatrix matrix = layer_matrix(&layer->plan);
    view->a =
        kind == INSPECT_WEIGHTS ? weights_of(inspect, view->layer) : inspect->grad + layer->weight;
    view->rows = matrix.in;
    view->columns = matrix.out;
    view->area = 1;
    view->stride = padded(matrix.out);
}

static void find_values(const Inspect *inspect, InspectKind kind, const Sight *sight, View *view)
{
    const NetPass *pass = &inspect->pass;
    view->a = kind == INSPECT_BEFORE_NORM ? pass->inputs[view->layer] : pass->results[view->layer];
    view->rows = pass->rows;
    view->columns = shape_size(sight->shape);
    view->area = shape_area(sight->shape);
    view->stride = padded(view->columns);
}

void inspect_find_views(Inspect *inspect)
{
    for (InspectKind kind = 0; kind < INSPECT_COUNT; kind++) {
        for (int i = 0; i < inspect->layers[kind]; i++) {
            if (kind == INSPECT_WEIGHTS || kind == INSPECT_GRADIENTS) {
                find_weights(inspect, kind, &inspect->views[kind][i]);
            } else {
                find_values(inspect, kind, &inspect->sights[kind][i], &inspect->views[kind][i]);
            }
        }
    }
}

const Activation *inspect_activation(const Inspect *inspect, int layer)
{
    const int at = inspect->views[INSPECT_ACTIVATIONS][layer].layer;
    const LayerPlan *plan = &inspect->net.layers[at].plan;
    return plan->kind == LAYER_ACTIVATION ? &activations[plan->activation] : NULL;
}

int inspect_layers(const Inspect *inspect, InspectKind kind)
{
    return kind == INSPECT_GRADIENTS && !inspect->gradients ? 0 : inspect->layers[kind];
}

const Sight *inspect_sight(const Inspect *inspect, InspectKind kind, int layer)
{
    assert(layer >= 0 && layer < inspect_layers(inspect, kind));
    return &inspect->sights[kind][layer];
}

const LayerStats *inspect_stats(const Inspect *inspect, InspectKind kind, int layer)
{
    assert(layer >= 0 && layer < inspect_layers(inspect, kind));
    return &inspect->stats[kind][layer];
}
