// Every kind of layer is a row: which keys it has of its own.
#include "io/weights_layers.h"

#include <stdlib.h>

static void write_numbers(FILE *out, size_t count, const double *numbers)
{
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s%.9g", i > 0 ? ", " : "", numbers[i]);
    }
    fputc(']', out);
}

void weights_floats(FILE *out, size_t count, const Real *numbers)
{
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s%.9g", i > 0 ? ", " : "", (double)numbers[i]);
    }
    fputc(']', out);
}

static void write_list(FILE *out, const char *key, const Net *net, size_t at, int count)
{
    fprintf(out, ",\n     \"%s\": ", key);
    weights_floats(out, (size_t)count, net->params + at);
}

static void write_true(FILE *out, const char *key)
{
    fprintf(out, ", \"%s\": ", key);
    fputs("true", out);
}

// ---- which layers are written

// Dropout that drops nothing is no layer to others.
static bool written(const LayerPlan *plan)
{
    return plan->kind != LAYER_DROPOUT || plan->drop > 0;
}

// Which of the written layers has the output of layer `index`; -1: the input.
static int place_of(const Net *net, int index)
{
    int place = -1;
    for (int i = 0; i <= index; i++) {
        place += written(&net->layers[i].plan);
    }
    return place;
}

// ---- layers with weights

// [in], or [in][k][k] of a convolution.
static void write_row(FILE *out, const LayerPlan *plan, int in, const double *row)
{
    const int k = plan->kernel;
    if (plan->kind != LAYER_CONV) {
        write_numbers(out, (size_t)in, row);
        return;
    }
    fputc('[', out);
    for (int i = 0; i < in / k; i++) {
        fputs(i == 0 ? "[" : i % k == 0 ? "], [" : ", ", out);
        write_numbers(out, (size_t)k, row + (size_t)i * (size_t)k);
    }
    fputs("]]", out);
}

static void write_weights(FILE *out, const Net *net, int index)
{
    const Layer *layer = &net->layers[index];
    const LayerParams params = layer_params(&layer->plan);
    const size_t in = (size_t)params.in, units = (size_t)params.out;
    if (layer->plan.drop > 0) {
        fprintf(out, ", \"dropconnect\": %.17g", layer->plan.drop);
    }
    if (layer->plan.weight_norm) {
        write_true(out, "weight_norm");
    }
    if (layer_is_tied(&layer->plan)) {
        fprintf(out, ", \"tied\": %d", place_of(net, layer->plan.tied));
        return;
    }
    if (layer->plan.weight_norm) {
        write_list(out, "g", net, layer->gain, params.gain);
    }
    double *weight = memory_get(sizeof *weight * in * units);
    net_get_weight(net, index, net->params, weight);
    fprintf(out, ",%s\"%s\": [", layer->plan.weight_norm ? "\n     " : " ",
            layer->plan.weight_norm ? "v" : "weight");
    for (size_t o = 0; o < units; o++) {
        fputs(o > 0 ? ",\n     " : "\n     ", out);
        write_row(out, &layer->plan, params.in, weight + o * in);
    }
    fputc(']', out);
    write_list(out, "bias", net, layer->bias, params.bias);
    free(weight);
}

static void write_dense(FILE *out, const Net *net, int index)
{
    const LayerPlan *plan = &net->layers[index].plan;
    fprintf(out, ", \"in\": %d, \"out\": %d", plan->in, plan->out);
    write_weights(out, net, index);
}

static void write_conv(FILE *out, const Net *net, int index)
{
    const LayerPlan *plan = &net->layers[index].plan;
    fprintf(out, ", \"in\": %d, \"out\": %d, \"kernel\": %d, \"stride\": %d, \"padding\": %d",
            plan->from.channels, plan->to.channels, plan->kernel, plan->stride, plan->pad);
    write_weights(out, net, index);
}

// ---- the others

static void write_activation(FILE *out, const Net *net, int index)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const Kind *kind = &activations[plan->activation].kind;
    fprintf(out, ", \"name\": \"%s\"", kind->key);
    if (kind->params && kind->params->key) {
        fprintf(out, ", \"%s\": %.17g", kind->params->key, plan->number);
    }
}

static void write_prelu(FILE *out, const Net *net, int index)
{
    write_list(out, "slope", net, net->layers[index].weight, 1);
}

static void write_norm(FILE *out, const Net *net, int index)
{
    const Layer *layer = &net->layers[index];
    const LayerParams params = layer_params(&layer->plan);
    fprintf(out, ", \"features\": %d, \"eps\": %.17g", params.out, layer->plan.eps);
    if (layer->plan.kind == LAYER_BATCHNORM) {
        fprintf(out, ", \"momentum\": %.17g", layer->plan.momentum);
    }
    if (layer->plan.kind == LAYER_GROUPNORM) {
        fprintf(out, ", \"groups\": %d", layer->plan.groups);
    }
    write_list(out, "gamma", net, layer->weight, params.out);
    if (params.bias > 0) {
        write_list(out, "beta", net, layer->bias, params.bias);
    }
}

static void write_dropout(FILE *out, const Net *net, int index)
{
    const LayerPlan *plan = &net->layers[index].plan;
    fprintf(out, ", \"p\": %.17g", plan->drop);
    if (plan->channels) {
        write_true(out, "channels");
    }
}

static void write_pool(FILE *out, const Net *net, int index)
{
    const LayerPlan *plan = &net->layers[index].plan;
    fprintf(out, ", \"kernel\": %d, \"stride\": %d", plan->kernel, plan->stride);
}

static void write_add(FILE *out, const Net *net, int index)
{
    const LayerPlan *plan = &net->layers[index].plan;
    fprintf(out, ", \"from\": %d", place_of(net, plan->other));
    if (plan->drop > 0) {
        fprintf(out, ", \"drop\": %.17g", plan->drop);
    }
}

static void write_nothing(UNUSED FILE *out, UNUSED const Net *net, UNUSED int index)
{
}

static void write_features(FILE *out, const Net *net, int index)
{
    const char *before = ", \"features\": [";
    for (int k = 0; k < INPUT_FEATURE_COUNT; k++) {
        if (net->layers[index].plan.features >> k & 1) {
            fprintf(out, "%s\"%s\"", before, input_features[k].kind.key);
            before = ", ";
        }
    }
    fputc(']', out);
}

typedef void WriteLayer(FILE *out, const Net *net, int index);

// clang-format off
static WriteLayer *const layer_writers[LAYER_COUNT] = {
    [LAYER_DENSE]          = write_dense,
    [LAYER_ACTIVATION]     = write_activation,
    [LAYER_BATCHNORM]      = write_norm,
    [LAYER_LAYERNORM]      = write_norm,
    [LAYER_DROPOUT]        = write_dropout,
    [LAYER_CONV]           = write_conv,
    [LAYER_MAXPOOL]        = write_pool,
    [LAYER_AVGPOOL]        = write_pool,
    [LAYER_GLOBAL_AVGPOOL] = write_nothing,
    [LAYER_FLATTEN]        = write_nothing,
    [LAYER_ADD]            = write_add,
    [LAYER_GROUPNORM]      = write_norm,
    [LAYER_RMSNORM]        = write_norm,
    [LAYER_PRELU]          = write_prelu,
    [LAYER_FEATURES]       = write_features,
};
// clang-format on
static_assert(COUNT(layer_writers) == LAYER_COUNT, "one for each LayerKind");

void weights_layers(FILE *out, const Net *net)
{
    bool begun = false;
    fputs("\"layers\": [", out);
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (written(plan)) {
            fprintf(out, "%s\n    {\"type\": \"%s\"", begun ? "," : "",
                    registry_key(&layer_kinds, (size_t)plan->kind));
            layer_writers[plan->kind](out, net, i);
            fputc('}', out);
            begun = true;
        }
    }
    fputs("],\n", out);
}
