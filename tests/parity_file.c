// Reading a network file. Every value is checked as it is taken, so that a mistake is told with its
// place in the file and nothing later has to be.
#include "parity_file.h"

#include "base/file.h"
#include "parity_json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FILE_BYTES_MAX = 1 << 28, BATCHES_MAX = 1000000 };

typedef struct Reader {
    GoldenNet *net;
    Arena *arena;
    Error *err;
    int width; // of the layers read so far; 0: not known yet
} Reader;

// The layers.

// The width a layer must have to follow the one before.
static bool take_width(Reader *r, const char *where, const char *key, int width)
{
    if (r->width && r->width != width) {
        return fail(r->err, "%s%s = %d, but the layer before has %d outputs", where, key, width,
                    r->width);
    }
    r->width = width;
    return true;
}

static bool read_dense(Reader *r, const cJSON *json, const char *where, LayerPlan *plan,
                       GoldenLayer *layer)
{
    char place[PLACE_MAX];
    if (!json_size(json, where, "in", &plan->in, r->err) ||
        !json_size(json, where, "out", &plan->out, r->err) ||
        !take_width(r, where, "in", plan->in)) {
        return false;
    }
    r->width = plan->out;
    snprintf(place, sizeof place, "%sweight", where);
    if (!json_fits(place, plan->out, plan->in, r->err)) {
        return false;
    }
    double *weight = arena_new(r->arena, double, (size_t)plan->in *(size_t)plan->out);
    layer->weight = weight;
    plan->no_bias = !json_item(json, "bias") || cJSON_IsFalse(json_item(json, "bias"));
    return json_rows(json_item(json, "weight"), place, plan->out, plan->in, weight, r->err) &&
           (plan->no_bias ||
            json_vector(json, where, "bias", plan->out, &layer->bias, r->arena, r->err));
}

static bool read_activation(Reader *r, const cJSON *json, const char *where, LayerPlan *plan,
                            UNUSED GoldenLayer *layer)
{
    const char *name;
    char place[PLACE_MAX];
    if (!json_text(json, where, "name", &name, r->err)) {
        return false;
    }
    const Activation *activation = registry_row(&activation_kinds, name);
    if (!activation) {
        snprintf(place, sizeof place, "%sname", where);
        return json_unknown(place, name, activation_kinds.count, registry_key, &activation_kinds,
                            r->err);
    }
    plan->activation = (ActivationKind)(activation - activations);
    return true;
}

static bool read_norm(Reader *r, const cJSON *json, const char *where, LayerPlan *plan,
                      GoldenLayer *layer)
{
    int features;
    if (!json_size(json, where, "features", &features, r->err) ||
        !take_width(r, where, "features", features) ||
        !json_amount(json, where, "eps", 1e-5, &plan->eps, r->err) ||
        !json_amount(json, where, "momentum", 0.1, &plan->momentum, r->err)) {
        return false;
    }
    return json_vector(json, where, "gamma", features, &layer->weight, r->arena, r->err) &&
           json_vector(json, where, "beta", features, &layer->bias, r->arena, r->err);
}

static bool read_dropout(Reader *r, const cJSON *json, const char *where, UNUSED LayerPlan *plan,
                         UNUSED GoldenLayer *layer)
{
    double p;
    return json_amount(json, where, "p", NAN, &p, r->err) &&
           (p == 0 || fail(r->err,
                           "%sp = %g cannot be compared: which units drop out are PyTorch's own "
                           "random numbers; only p = 0 can",
                           where, p));
}

// One for each kind of layer.
typedef bool ReadLayer(Reader *r, const cJSON *json, const char *where, LayerPlan *plan,
                       GoldenLayer *layer);
static ReadLayer *const layer_readers[LAYER_COUNT] = {
    // NULL: not yet
    [LAYER_DENSE] = read_dense,     [LAYER_ACTIVATION] = read_activation,
    [LAYER_BATCHNORM] = read_norm,  [LAYER_LAYERNORM] = read_norm,
    [LAYER_DROPOUT] = read_dropout,
};

static bool read_layer(Reader *r, const cJSON *json, int index)
{
    char where[PLACE_MAX];
    const char *type;
    LayerPlan *plan = &r->net->plans[index];
    snprintf(where, sizeof where, "layers[%d].", index);
    if (!json_text(json, where, "type", &type, r->err)) {
        return false;
    }
    const int kind = registry_find(&layer_kinds, type);
    if (kind >= 0 && layer_readers[kind]) {
        const int before = r->width;
        plan->kind = (LayerKind)kind;
        if (!layer_readers[kind](r, json, where, plan, &r->net->layers[index])) {
            return false;
        }
        plan->in = before ? before : r->net->inputs;
        plan->out = r->width ? r->width : r->net->inputs;
        plan->from = shape_features(plan->in);
        plan->to = shape_features(plan->out);
        return true;
    }
    snprintf(where, sizeof where, "layers[%d].type", index);
    return json_unknown(where, type, layer_kinds.count, registry_key, &layer_kinds, r->err);
}

static bool read_layers(Reader *r, const cJSON *root)
{
    const cJSON *layers = json_item(root, "layers");
    const int count = cJSON_IsArray(layers) ? cJSON_GetArraySize(layers) : 0;
    if (count < 1 || count > NET_LAYERS_MAX) {
        return fail(r->err, "layers: a list of 1 to %d layers is expected", NET_LAYERS_MAX);
    }
    r->width = r->net->inputs;
    r->net->layer_count = count;
    int index = 0;
    for (const cJSON *it = layers->child; it; it = it->next, index++) {
        if (!read_layer(r, it, index)) {
            return false;
        }
    }
    r->net->outputs = r->width;
    return true;
}

// What is minimized, and by what.

static const char *param_key(const void *context, size_t index)
{
    return ((const Param *)context)[index].key;
}

static bool read_goal(Reader *r, const cJSON *root)
{
    const char *name;
    Goal *goal = &r->net->goal;
    if (!json_text(root, "", "loss", &name, r->err)) {
        return false;
    }
    const Loss *loss = registry_row(&loss_kinds, name);
    if (!loss) {
        return json_unknown("loss", name, loss_kinds.count, registry_key, &loss_kinds, r->err);
    }
    goal->loss = (LossKind)(loss - losses);
    if (!json_amount(root, "", "label_smoothing", 0, &goal->label_smoothing, r->err) ||
        !json_amount(root, "", "l1", 0, &goal->l1, r->err) ||
        !json_amount(root, "", "l2", 0, &goal->l2, r->err) ||
        !json_amount(root, "", "clip_norm", 0, &r->net->clip, r->err)) {
        return false;
    }
    return goal->label_smoothing <= 0 || (loss->smooths && goal->label_smoothing < 1) ||
           fail(r->err, "label_smoothing = %g: 0 is expected%s", goal->label_smoothing,
                loss->smooths ? ", or less than 1" : " with this loss");
}

// A hyper-parameter by its key. What is drawn on a log scale cannot be 0: a rate, an epsilon.
static bool read_hyper(Reader *r, const cJSON *object, const cJSON *number)
{
    const Param *table = r->net->optim->kind.params;
    const Param *param = param_find(table, number->string);
    if (!param) {
        size_t count = 0;
        while (table[count].key) {
            count++;
        }
        return json_unknown("optimizer", number->string, count, param_key, table, r->err);
    }
    double *value = param_field(param, &r->net->params);
    if (!json_number(object, "optimizer.", param->key, NAN, value, r->err)) {
        return false;
    }
    return param->scale != PARAM_LOG || *value > 0 ||
           fail(r->err, "optimizer.%s = %g: more than 0 is expected", param->key, *value);
}

static bool read_optimizer(Reader *r, const cJSON *root)
{
    const cJSON *object = json_item(root, "optimizer");
    const char *name;
    if (!cJSON_IsObject(object)) {
        return fail(r->err, "optimizer is %s, not an object", json_what(object));
    }
    if (!json_text(object, "optimizer.", "name", &name, r->err)) {
        return false;
    }
    r->net->optim = registry_row(&optim_kinds, name);
    if (!r->net->optim) {
        return json_unknown("optimizer.name", name, optim_kinds.count, registry_key, &optim_kinds,
                            r->err);
    }
    optim_defaults(r->net->optim, &r->net->params);
    r->net->params.clip = r->net->clip;
    for (const cJSON *it = object->child; it; it = it->next) {
        if (strcmp(it->string, "name") != 0 && !read_hyper(r, object, it)) {
            return false;
        }
    }
    return true;
}

// The data.

static bool read_inputs(Reader *r, const cJSON *root)
{
    GoldenNet *net = r->net;
    const cJSON *x = json_item(root, "x");
    net->rows = cJSON_IsArray(x) ? cJSON_GetArraySize(x) : 0;
    net->inputs = net->rows ? cJSON_GetArraySize(x->child) : 0;
    if (net->rows < 1 || net->inputs < 1) {
        return fail(r->err, "x: a list of rows of numbers is expected");
    }
    if (!json_fits("x", net->rows, net->inputs, r->err)) {
        return false;
    }
    double *to = arena_new(r->arena, double, (size_t)net->rows *(size_t)net->inputs);
    net->x = to;
    return json_rows(x, "x", net->rows, net->inputs, to, r->err);
}

// Class indices become one-hot rows.
static bool read_classes(const Reader *r, const cJSON *y, double *to)
{
    const GoldenNet *net = r->net;
    double *classes = arena_new(r->arena, double, net->rows);
    if (!json_row(y, "y", net->rows, classes, r->err)) {
        return false;
    }
    for (int i = 0; i < net->rows; i++) {
        const double c = classes[i];
        if (!(c >= 0 && c < net->outputs && c == floor(c))) {
            return fail(r->err, "y[%d] = %g is no class: 0 to %d are expected", i, c,
                        net->outputs - 1);
        }
        to[(size_t)i * (size_t)net->outputs + (size_t)c] = 1;
    }
    return true;
}

static bool read_target(Reader *r, const cJSON *root)
{
    GoldenNet *net = r->net;
    const cJSON *y = json_item(root, "y");
    if (!json_fits("y", net->rows, net->outputs, r->err)) {
        return false;
    }
    double *to = arena_new(r->arena, double, (size_t)net->rows *(size_t)net->outputs);
    net->target = to;
    if (!cJSON_IsArray(y) || !cJSON_IsNumber(y->child)) {
        return json_rows(y, "y", net->rows, net->outputs, to, r->err);
    }
    if (losses[net->goal.loss].needs_classes && losses[net->goal.loss].smooths) {
        return read_classes(r, y, to);
    }
    return net->outputs == 1 ? json_row(y, "y", net->rows, to, r->err)
                             : fail(r->err, "y: rows of %d numbers are expected", net->outputs);
}

static bool read_batch(const Reader *r, const cJSON *json, int index, GoldenBatch *batch)
{
    char where[PLACE_MAX];
    snprintf(where, sizeof where, "batches[%d]", index);
    batch->count = cJSON_IsArray(json) ? cJSON_GetArraySize(json) : 0;
    if (batch->count < 1 || batch->count > NET_BATCH_MAX) {
        return fail(r->err, "%s: a list of row numbers is expected", where);
    }
    double *numbers = arena_new(r->arena, double, batch->count);
    uint32_t *rows = arena_new(r->arena, uint32_t, batch->count);
    batch->rows = rows;
    if (!json_row(json, where, batch->count, numbers, r->err)) {
        return false;
    }
    for (int i = 0; i < batch->count; i++) {
        if (!(numbers[i] >= 0 && numbers[i] < r->net->rows && numbers[i] == floor(numbers[i]))) {
            return fail(r->err, "%s[%d] = %g is no row of x: 0 to %d are expected", where, i,
                        numbers[i], r->net->rows - 1);
        }
        rows[i] = (uint32_t)numbers[i];
    }
    return true;
}

static bool read_batches(Reader *r, const cJSON *root)
{
    GoldenNet *net = r->net;
    const cJSON *batches = json_item(root, "batches");
    net->batch_count = cJSON_IsArray(batches) ? cJSON_GetArraySize(batches) : 0;
    if (net->batch_count < 1 || net->batch_count > BATCHES_MAX) {
        return fail(r->err, "batches: a list of lists of row numbers is expected");
    }
    GoldenBatch *to = arena_new(r->arena, GoldenBatch, net->batch_count);
    net->batches = to;
    bool batchnorm = false;
    for (int i = 0; i < net->layer_count; i++) {
        batchnorm = batchnorm || net->plans[i].kind == LAYER_BATCHNORM;
    }
    int index = 0;
    for (const cJSON *it = batches->child; it; it = it->next, index++) {
        if (!read_batch(r, it, index, &to[index])) {
            return false;
        }
        if (batchnorm && to[index].count < 2) {
            return fail(r->err, "batches[%d]: batchnorm cannot train on a batch of one", index);
        }
        net->batch_max = to[index].count > net->batch_max ? to[index].count : net->batch_max;
    }
    return true;
}

// What is expected.

static bool read_expected(const Reader *r, const cJSON *expected, const char *key, size_t count,
                          GoldenNumbers *numbers)
{
    char where[PLACE_MAX];
    const cJSON *json = json_item(expected, key);
    double *to = arena_new(r->arena, double, count);
    size_t used = 0;
    *numbers = (GoldenNumbers){ to, count };
    snprintf(where, sizeof where, "expected.%s", key);
    if (!json) {
        return count == 0 || fail(r->err, "%s is missing", where);
    }
    return json_flatten(json, where, count, to, &used, r->err) &&
           (used == count || fail(r->err, "%s: %zu numbers, %zu expected", where, used, count));
}

// Parameter by parameter, each of its own length.
static bool read_parameters(const Reader *r, const cJSON *expected, const char *key,
                            GoldenNumbers *numbers)
{
    const GoldenNet *net = r->net;
    char where[PLACE_MAX];
    size_t lengths[2 * NET_LAYERS_MAX], count = 0, total = 0, used = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->plans[i];
        const size_t in = plan->kind == LAYER_DENSE ? (size_t)plan->in : 1;
        if (net->layers[i].weight) {
            lengths[count++] = in * (size_t)plan->out;
        }
        if (net->layers[i].bias) {
            lengths[count++] = (size_t)plan->out;
        }
    }
    for (size_t i = 0; i < count; i++) {
        total += lengths[i];
    }
    const cJSON *json = json_item(expected, key);
    double *to = arena_new(r->arena, double, total);
    *numbers = (GoldenNumbers){ to, total };
    if (!cJSON_IsArray(json) || (size_t)cJSON_GetArraySize(json) != count) {
        return fail(r->err, "expected.%s: a list of %zu parameters is expected", key, count);
    }
    int index = 0;
    for (const cJSON *it = json->child; it; it = it->next, index++) {
        size_t here = 0;
        snprintf(where, sizeof where, "expected.%s[%d]", key, index);
        if (!json_flatten(it, where, lengths[index], to + used, &here, r->err)) {
            return false;
        }
        if (here != lengths[index]) {
            return fail(r->err, "%s: %zu numbers, %zu expected", where, here, lengths[index]);
        }
        used += here;
    }
    return true;
}

static bool read_all_expected(Reader *r, const cJSON *root)
{
    GoldenNet *net = r->net;
    const cJSON *expected = json_item(root, "expected");
    size_t running = 0;
    for (int i = 0; i < net->layer_count; i++) {
        running += net->plans[i].kind == LAYER_BATCHNORM ? 2 * (size_t)net->plans[i].out : 0;
    }
    if (!cJSON_IsObject(expected)) {
        return fail(r->err, "expected is %s, not an object", json_what(expected));
    }
    return read_expected(r, expected, "loss", (size_t)net->batch_count, &net->expected.loss) &&
           read_parameters(r, expected, "grad", &net->expected.grad) &&
           read_parameters(r, expected, "final", &net->expected.final) &&
           read_expected(r, expected, "running", running, &net->expected.running) &&
           read_expected(r, expected, "eval_output", (size_t)net->rows * (size_t)net->outputs,
                         &net->expected.output);
}

bool golden_net_read(GoldenNet *net, const char *path, Arena *arena, Error *err)
{
    char *text;
    size_t length;
    cJSON *root = NULL;
    *net = (GoldenNet){ 0 };
    Reader r = { .net = net, .arena = arena, .err = err };
    const bool read = file_read(path, FILE_BYTES_MAX, arena, &text, &length, err) &&
                      json_parse(text, length, &root, err) && read_inputs(&r, root) &&
                      read_layers(&r, root) && read_goal(&r, root) && read_optimizer(&r, root) &&
                      read_target(&r, root) && read_batches(&r, root) &&
                      read_all_expected(&r, root);
    cJSON_Delete(root);
    return read;
}
