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
} Reader;

static bool read_layers(Reader *r, const cJSON *root)
{
    GoldenNet *net = r->net;
    if (!golden_layers_read(&net->layers, root, net->shape, r->arena, r->err)) {
        return false;
    }
    net->outputs = net->layers.plans[net->layers.count - 1].out;
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
        !json_number(root, "", "entropy", 0, &goal->entropy, r->err) ||
        !json_amount(root, "", "l1", 0, &goal->l1, r->err) ||
        !json_amount(root, "", "l2", 0, &goal->l2, r->err) ||
        !json_amount(root, "", "max_norm", 0, &goal->max_norm, r->err) ||
        !json_amount(root, "", "fgsm", 0, &goal->fgsm, r->err) ||
        !json_amount(root, "", "clip_norm", 0, &r->net->clip, r->err)) {
        return false;
    }
    double noise;
    if (!json_amount(root, "", "gradient_noise", 0, &noise, r->err)) {
        return false;
    }
    if (noise > 0) {
        return fail(r->err,
                    "gradient_noise = %g cannot be compared: it is drawn from PyTorch's own random "
                    "numbers; only 0 can",
                    noise);
    }
    if (goal->entropy != 0 && !loss->smooths) {
        return fail(r->err, "entropy = %g: 0 is expected with this loss", goal->entropy);
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

// The shape of a row: plain features where nothing is said.
static bool read_shape(Reader *r, const cJSON *root)
{
    GoldenNet *net = r->net;
    double sizes[3] = { 1, 1, 1 };
    const cJSON *json = json_item(root, "input_shape");
    const int count = cJSON_IsArray(json) ? cJSON_GetArraySize(json) : 0;
    net->shape = shape_features(net->inputs);
    if (!json) {
        return true;
    }
    if (count != 1 && count != 3) {
        return fail(r->err, "input_shape: [features] or [channels, height, width] is expected");
    }
    if (!json_row(json, "input_shape", count, sizes, r->err)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!(sizes[i] >= 1 && sizes[i] <= net->inputs && sizes[i] == floor(sizes[i]))) {
            return fail(r->err, "input_shape[%d] = %g is no size", i, sizes[i]);
        }
    }
    net->shape = (TensorShape){ (int)sizes[0], (int)sizes[1], (int)sizes[2] };
    return sizes[0] * sizes[1] * sizes[2] == net->inputs ||
           fail(r->err, "input_shape: %g numbers, but a row of x has %d",
                sizes[0] * sizes[1] * sizes[2], net->inputs);
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

// Of a single row no channel of one number has a variance.
static bool trains_no_single_row(const GoldenNet *net)
{
    bool alone = false;
    for (int i = 0; i < net->layers.count; i++) {
        const LayerPlan *plan = &net->layers.plans[i];
        alone = alone || (plan->kind == LAYER_BATCHNORM && shape_area(plan->from) == 1);
    }
    return alone;
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
    int index = 0;
    for (const cJSON *it = batches->child; it; it = it->next, index++) {
        if (!read_batch(r, it, index, &to[index])) {
            return false;
        }
        if (to[index].count < 2 && trains_no_single_row(net)) {
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

// The lengths of a layer's parameters; how many it has.
static size_t layer_lengths(const GoldenNet *net, int index, size_t lengths[3])
{
    const LayerParams params = layer_params(&net->layers.plans[index]);
    const size_t all[] = { (size_t)params.gain, (size_t)params.in * (size_t)params.out,
                           (size_t)params.bias };
    size_t count = 0;
    for (size_t i = 0; i < COUNT(all) && !layer_is_tied(&net->layers.plans[index]); i++) {
        if (all[i] > 0) {
            lengths[count++] = all[i];
        }
    }
    return count;
}

// Parameter by parameter, each of its own length.
static bool read_parameters(const Reader *r, const cJSON *expected, const char *key,
                            GoldenNumbers *numbers)
{
    const GoldenNet *net = r->net;
    char where[PLACE_MAX];
    size_t lengths[3 * NET_LAYERS_MAX], count = 0, total = 0, used = 0;
    for (int i = 0; i < net->layers.count; i++) {
        count += layer_lengths(net, i, lengths + count);
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
    for (int i = 0; i < net->layers.count; i++) {
        const LayerPlan *plan = &net->layers.plans[i];
        running += plan->kind == LAYER_BATCHNORM ? 2 * (size_t)plan->from.channels : 0;
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
                      read_shape(&r, root) && read_layers(&r, root) && read_goal(&r, root) &&
                      read_optimizer(&r, root) && read_target(&r, root) && read_batches(&r, root) &&
                      read_all_expected(&r, root);
    cJSON_Delete(root);
    return read;
}
