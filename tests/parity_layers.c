// Every kind of layer is a row: what of the file it reads. Which shape comes out is the network's.
#include "parity_layers.h"

#include "parity_json.h"

#include <math.h>
#include <stdio.h>

typedef struct Reader {
    GoldenLayers *layers;
    Arena *arena;
    Error *err;
    TensorShape input, shape; // of the network; of what comes out so far
} Reader;

// One layer as it is read. where: its place, "layers[2].".
typedef struct At {
    const cJSON *json;
    const char *where;
    int index;
    LayerPlan *plan;
    GoldenLayer *layer;
} At;

// ---- what several kinds have

// A number of units, channels or numbers must be what the layer before gives.
static bool take_size(const Reader *r, const At *at, const char *key, const char *what,
                      int expected)
{
    int size;
    return json_size(at->json, at->where, key, &size, r->err) &&
           (size == expected || fail(r->err, "%s%s = %d, but the layer before has %d %s", at->where,
                                     key, size, expected, what));
}

// The kernel must find a place.
static bool take_kernel(const Reader *r, const At *at)
{
    LayerPlan *plan = at->plan;
    const int height = r->shape.height + 2 * plan->pad, width = r->shape.width + 2 * plan->pad;
    if (!json_size(at->json, at->where, "kernel", &plan->kernel, r->err) ||
        !json_size(at->json, at->where, "stride", &plan->stride, r->err)) {
        return false;
    }
    return (plan->kernel <= height && plan->kernel <= width) ||
           fail(r->err, "%skernel = %d is larger than the picture of %d x %d", at->where,
                plan->kernel, height, width);
}

// A list of lists of `count` numbers in all.
static bool read_numbers(const Reader *r, const At *at, const char *key, size_t count,
                         const double **numbers)
{
    char place[PLACE_MAX];
    size_t used = 0;
    const cJSON *json = json_item(at->json, key);
    snprintf(place, sizeof place, "%s%s", at->where, key);
    if (!json) {
        return fail(r->err, "%s is missing", place);
    }
    double *to = arena_new(r->arena, double, count);
    *numbers = to;
    return json_flatten(json, place, count, to, &used, r->err) &&
           (used == count || fail(r->err, "%s: %zu numbers, %zu expected", place, used, count));
}

// The weight [out][in], a row for each output; a convolution's [out][in][k][k] any way.
static bool read_weight(const Reader *r, const At *at, const char *key, LayerParams params)
{
    char place[PLACE_MAX];
    snprintf(place, sizeof place, "%s%s", at->where, key);
    if (!json_fits(place, params.out, params.in, r->err)) {
        return false;
    }
    const size_t count = (size_t)params.out * (size_t)params.in;
    if (at->plan->kind != LAYER_DENSE) {
        return read_numbers(r, at, key, count, &at->layer->weight);
    }
    double *to = arena_new(r->arena, double, count);
    at->layer->weight = to;
    return json_rows(json_item(at->json, key), place, params.out, params.in, to, r->err);
}

// The weights of a layer before it, which must be as many.
static bool take_tied(const Reader *r, const At *at)
{
    double tied;
    if (!json_number(at->json, at->where, "tied", NAN, &tied, r->err)) {
        return false;
    }
    if (!(tied >= 0 && tied < at->index && tied == floor(tied))) {
        return fail(r->err, "%stied = %g is no layer before", at->where, tied);
    }
    const LayerPlan *plan = at->plan, *other = &r->layers->plans[(int)tied];
    at->plan->tied = (int)tied;
    at->plan->no_bias = other->no_bias;
    return (plan->kind == other->kind && plan->in == other->in &&
            plan->to.channels == other->to.channels && plan->weight_norm == other->weight_norm &&
            !layer_is_tied(other)) ||
           fail(r->err, "%stied: layer %g has other weights, or none of its own", at->where, tied);
}

// weight and bias, or g, v and bias, of a matrix [out][in].
static bool read_matrix(const Reader *r, const At *at)
{
    LayerPlan *plan = at->plan;
    layer_follow(plan, r->shape);
    plan->weight_norm = cJSON_IsTrue(json_item(at->json, "weight_norm"));
    plan->no_bias = !json_item(at->json, "bias") || cJSON_IsFalse(json_item(at->json, "bias"));
    const LayerParams params = layer_params(plan);
    if (json_item(at->json, "tied")) {
        return take_tied(r, at);
    }
    return (!plan->weight_norm || json_vector(at->json, at->where, "g", params.gain,
                                              &at->layer->gain, r->arena, r->err)) &&
           read_weight(r, at, plan->weight_norm ? "v" : "weight", params) &&
           (plan->no_bias || json_vector(at->json, at->where, "bias", params.out, &at->layer->bias,
                                         r->arena, r->err));
}

// A number for each of some features: gamma, beta.
static bool read_features(const Reader *r, const At *at, const char *key, int features,
                          const double **numbers)
{
    return take_size(r, at, "features", "features", features) &&
           json_vector(at->json, at->where, key, features, numbers, r->arena, r->err);
}

static bool read_affine(const Reader *r, const At *at, int features)
{
    return json_amount(at->json, at->where, "eps", 1e-5, &at->plan->eps, r->err) &&
           read_features(r, at, "gamma", features, &at->layer->weight) &&
           read_features(r, at, "beta", features, &at->layer->bias);
}

// ---- the kinds

static bool read_dense(const Reader *r, const At *at)
{
    at->plan->to = shape_features(1);
    return take_size(r, at, "in", "outputs", shape_size(r->shape)) &&
           json_size(at->json, at->where, "out", &at->plan->to.channels, r->err) &&
           read_matrix(r, at);
}

static bool read_conv(const Reader *r, const At *at)
{
    double pad;
    if (!take_size(r, at, "in", "channels", r->shape.channels) ||
        !json_size(at->json, at->where, "out", &at->plan->to.channels, r->err) ||
        !json_amount(at->json, at->where, "padding", 0, &pad, r->err)) {
        return false;
    }
    if (!(pad <= 1000 && pad == floor(pad))) {
        return fail(r->err, "%spadding = %g is no size", at->where, pad);
    }
    at->plan->pad = (int)pad;
    return take_kernel(r, at) && read_matrix(r, at);
}

// Global pools, flatten.
static bool read_nothing(UNUSED const Reader *r, UNUSED const At *at)
{
    return true;
}

static bool read_activation(const Reader *r, const At *at)
{
    const char *name;
    char place[PLACE_MAX];
    if (!json_text(at->json, at->where, "name", &name, r->err)) {
        return false;
    }
    const Activation *activation = registry_row(&activation_kinds, name);
    if (!activation) {
        snprintf(place, sizeof place, "%sname", at->where);
        return json_unknown(place, name, activation_kinds.count, registry_key, &activation_kinds,
                            r->err);
    }
    const Param *number = activation->kind.params;
    at->plan->activation = (ActivationKind)(activation - activations);
    return !number || !number->key ||
           json_number(at->json, at->where, number->key, number->def, &at->plan->number, r->err);
}

static bool read_prelu(const Reader *r, const At *at)
{
    return json_vector(at->json, at->where, "slope", 1, &at->layer->weight, r->arena, r->err);
}

static bool read_batchnorm(const Reader *r, const At *at)
{
    return json_amount(at->json, at->where, "momentum", 0.1, &at->plan->momentum, r->err) &&
           read_affine(r, at, r->shape.channels);
}

static bool read_layernorm(const Reader *r, const At *at)
{
    return read_affine(r, at, shape_size(r->shape));
}

static bool read_groupnorm(const Reader *r, const At *at)
{
    int *groups = &at->plan->groups;
    return json_size(at->json, at->where, "groups", groups, r->err) &&
           (r->shape.channels % *groups == 0 ||
            fail(r->err, "%sgroups = %d do not divide %d channels", at->where, *groups,
                 r->shape.channels)) &&
           read_affine(r, at, r->shape.channels);
}

static bool read_rmsnorm(const Reader *r, const At *at)
{
    return json_amount(at->json, at->where, "eps", 1e-5, &at->plan->eps, r->err) &&
           read_features(r, at, "gamma", shape_size(r->shape), &at->layer->weight);
}

// Features of the plane, by their names.
static bool read_inputs(const Reader *r, const At *at)
{
    const cJSON *list = json_item(at->json, "features");
    char place[PLACE_MAX];
    int index = 0;
    if (!shape_same(r->shape, shape_features(2))) {
        return fail(r->err, "%sfeatures are made of two numbers", at->where);
    }
    for (const cJSON *it = cJSON_IsArray(list) ? list->child : NULL; it; it = it->next, index++) {
        snprintf(place, sizeof place, "%sfeatures[%d]", at->where, index);
        const char *name = cJSON_IsString(it) ? it->valuestring : "";
        const int feature = registry_find(&input_feature_kinds, name);
        if (feature < 0) {
            return json_unknown(place, name, input_feature_kinds.count, registry_key,
                                &input_feature_kinds, r->err);
        }
        if (at->plan->features >> feature) {
            return fail(r->err, "%s: '%s' is out of order", place, name);
        }
        at->plan->features |= 1u << feature;
    }
    return index > 0 || fail(r->err, "%sfeatures: a list of names is expected", at->where);
}

// What drops by chance cannot be compared.
static bool take_no_drop(const Reader *r, const At *at, const char *key, double otherwise)
{
    double p;
    return json_amount(at->json, at->where, key, otherwise, &p, r->err) &&
           (p == 0 || fail(r->err,
                           "%s%s = %g cannot be compared: which units drop out are PyTorch's own "
                           "random numbers; only %s = 0 can",
                           at->where, key, p, key));
}

static bool read_dropout(const Reader *r, const At *at)
{
    at->plan->channels = cJSON_IsTrue(json_item(at->json, "channels"));
    return take_no_drop(r, at, "p", NAN);
}

static bool read_add(const Reader *r, const At *at)
{
    double from;
    if (!json_number(at->json, at->where, "from", NAN, &from, r->err) ||
        !take_no_drop(r, at, "drop", 0)) {
        return false;
    }
    if (!(from >= -1 && from < at->index && from == floor(from))) {
        return fail(r->err, "%sfrom = %g is no layer before: -1 to %d are expected", at->where,
                    from, at->index - 1);
    }
    at->plan->other = (int)from;
    const TensorShape other = from < 0 ? r->input : r->layers->plans[(int)from].to;
    char mine[TENSOR_SHAPE_TEXT], theirs[TENSOR_SHAPE_TEXT];
    return shape_same(other, r->shape) ||
           fail(r->err, "%sfrom: %s cannot be added to %s", at->where, shape_write(other, theirs),
                shape_write(r->shape, mine));
}

// Takes the layer's own of the file.
typedef bool ReadLayer(const Reader *r, const At *at);
// clang-format off
static ReadLayer *const layer_readers[LAYER_COUNT] = {
    [LAYER_DENSE]          = read_dense,
    [LAYER_ACTIVATION]     = read_activation,
    [LAYER_BATCHNORM]      = read_batchnorm,
    [LAYER_LAYERNORM]      = read_layernorm,
    [LAYER_GROUPNORM]      = read_groupnorm,
    [LAYER_RMSNORM]        = read_rmsnorm,
    [LAYER_DROPOUT]        = read_dropout,
    [LAYER_CONV]           = read_conv,
    [LAYER_MAXPOOL]        = take_kernel,
    [LAYER_AVGPOOL]        = take_kernel,
    [LAYER_GLOBAL_AVGPOOL] = read_nothing,
    [LAYER_FLATTEN]        = read_nothing,
    [LAYER_ADD]            = read_add,
    [LAYER_PRELU]          = read_prelu,
    [LAYER_FEATURES]       = read_inputs,
};
// clang-format on

static bool read_layer(Reader *r, const cJSON *json, int index)
{
    char where[PLACE_MAX];
    const char *type;
    LayerPlan *plan = &r->layers->plans[index];
    const At at = { json, where, index, plan, &r->layers->of[index] };
    snprintf(where, sizeof where, "layers[%d].", index);
    if (!json_text(json, where, "type", &type, r->err)) {
        return false;
    }
    const int kind = registry_find(&layer_kinds, type);
    if (kind < 0) {
        snprintf(where, sizeof where, "layers[%d].type", index);
        return json_unknown(where, type, layer_kinds.count, registry_key, &layer_kinds, r->err);
    }
    *plan = (LayerPlan){ .kind = (LayerKind)kind, .other = -1, .tied = -1, .at = -1 };
    if (!layer_readers[kind](r, &at)) {
        return false;
    }
    layer_follow(plan, r->shape);
    r->shape = plan->to;
    return true;
}

bool golden_layers_read(GoldenLayers *layers, const cJSON *root, TensorShape input, Arena *arena,
                        Error *err)
{
    Reader r = { layers, arena, err, input, input };
    const cJSON *list = json_item(root, "layers");
    const int count = cJSON_IsArray(list) ? cJSON_GetArraySize(list) : 0;
    if (count < 1 || count > NET_LAYERS_MAX) {
        return fail(err, "layers: a list of 1 to %d layers is expected", NET_LAYERS_MAX);
    }
    layers->count = count;
    int index = 0;
    for (const cJSON *it = list->child; it; it = it->next, index++) {
        if (!read_layer(&r, it, index)) {
            return false;
        }
    }
    return true;
}
