// What networks begin with, as it is read back: the same floats, the same rows.
#include "io/weights_json.h"

#include "base/file.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Lab *lab_of(const char *data, int count, const char *const *networks)
{
    static LabSpec spec;
    Error err = { .at = -1 };
    LabError wrong = { .error.at = -1 };
    lab_spec_defaults(&spec);
    cr_assert(data_spec_parse(&spec.data, data, &err), "%s", err.text);
    for (int i = 0; i < count; i++) {
        cr_assert(net_spec_parse(&spec.networks[i], &spec.shared, networks[i], &err), "%s",
                  err.text);
    }
    spec.network_count = count;
    spec.epochs = 3;
    Lab *lab = lab_create(&spec, &wrong);
    cr_assert(lab, "%s", wrong.error.text);
    return lab;
}

static char *text_of_lab(Lab *lab, Arena *arena)
{
    static int files;
    char path[64], *text;
    size_t length;
    Error err = { .at = -1 };
    snprintf(path, sizeof path, "/tmp/thalweg-weights-%ld-%d", (long)getpid(), files++);
    cr_assert(weights_json_write(lab, path, &err), "%s", err.text);
    cr_assert(file_read(path, 1 << 26, arena, &text, &length, &err), "%s", err.text);
    unlink(path);
    return text;
}

static cJSON *written(Lab *lab)
{
    Arena arena = { 0 };
    cJSON *root = cJSON_ParseWithOpts(text_of_lab(lab, &arena), NULL, true);
    cr_assert(root, "it is JSON and nothing behind it");
    arena_free(&arena);
    return root;
}

static double number(const cJSON *root, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, key);
    cr_assert(cJSON_IsNumber(item), "%s", key);
    return item->valuedouble;
}

static const char *text_of(const cJSON *root, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, key);
    cr_assert(cJSON_IsString(item), "%s", key);
    return item->valuestring;
}

static const cJSON *list(const cJSON *root, const char *key, int count)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, key);
    cr_assert(cJSON_IsArray(item), "%s", key);
    cr_assert_eq(cJSON_GetArraySize(item), count, "%s: %d", key, cJSON_GetArraySize(item));
    return item;
}

static void expect_floats(const cJSON *items, int count, const Real *numbers, const char *what)
{
    cr_assert_eq(cJSON_GetArraySize(items), count, "%s", what);
    int i = 0;
    for (const cJSON *it = items->child; it; it = it->next, i++) {
        cr_expect_eq((Real)it->valuedouble, numbers[i], "%s[%d]: %.17g, not %.17g", what, i,
                     it->valuedouble, (double)numbers[i]);
    }
}

static void expect_dense(const cJSON *json, const Net *net, int index)
{
    const Layer *layer = &net->layers[index];
    const int in = layer->plan.in, out = layer->plan.out;
    double *weight = malloc(sizeof *weight * (size_t)in * (size_t)out);
    net_get_weight(net, index, net->params, weight);
    cr_expect_eq(number(json, "in"), in);
    cr_expect_eq(number(json, "out"), out);
    int o = 0;
    for (const cJSON *row = list(json, "weight", out)->child; row; row = row->next, o++) {
        cr_assert_eq(cJSON_GetArraySize(row), in);
        int i = 0;
        for (const cJSON *it = row->child; it; it = it->next, i++) {
            cr_expect_eq((float)it->valuedouble, (float)weight[o * in + i], "weight[%d][%d]", o, i);
        }
    }
    expect_floats(list(json, "bias", out), out, net->params + layer->bias, "bias");
    free(weight);
}

static void expect_batches(const cJSON *json, Train *train, long steps)
{
    long step = 0;
    for (const cJSON *it = list(json, "batches", (int)steps)->child; it; it = it->next, step++) {
        int count;
        const uint32_t *rows = train_rows(train, step, &count);
        cr_assert_eq(cJSON_GetArraySize(it), count, "step %ld", step);
        int i = 0;
        for (const cJSON *row = it->child; row; row = row->next, i++) {
            cr_expect_eq(row->valueint, (int)rows[i], "step %ld, row %d", step, i);
        }
    }
}

Test(weights_json, one_network_stands_as_the_reference_files_have_it)
{
    const char *const network =
        "hidden=3x5 activation=gelu batchnorm=before layernorm=after dropout=0.25 dropconnect=0.5 "
        "bias=0.1 batch=9 optimizer=adam lr=0.003 beta1=0.8 clip=2 warmup=5 l1=0.001 l2=0.01 "
        "label_smoothing=0.1";
    Lab *lab = lab_of("spiral n=50 arms=3 noise=0.1", 1, &network);
    Train *train = lab->networks[0].train;
    const Net *net = &train->learner.net;
    cJSON *root = written(lab);
    int i = 0;
    for (const cJSON *it = cJSON_GetObjectItem(root, "layers")->child; it; it = it->next, i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        cr_expect_str_eq(text_of(it, "type"), registry_key(&layer_kinds, (size_t)plan->kind));
        if (plan->kind == LAYER_DENSE) {
            expect_dense(it, net, i);
            cr_expect_eq(cJSON_HasObjectItem(it, "dropconnect"), i + 1 < net->layer_count);
        } else if (plan->kind == LAYER_ACTIVATION) {
            cr_expect_str_eq(text_of(it, "name"), "gelu");
        } else if (plan->kind == LAYER_DROPOUT) {
            cr_expect_eq(number(it, "p"), 0.25);
        } else {
            cr_expect_eq(number(it, "features"), 5);
            cr_expect_eq(number(it, "eps"), 1e-5);
            cr_expect_eq(cJSON_HasObjectItem(it, "momentum"), plan->kind == LAYER_BATCHNORM);
            expect_floats(list(it, "gamma", 5), 5, net->params + net->layers[i].weight, "gamma");
            expect_floats(list(it, "beta", 5), 5, net->params + net->layers[i].bias, "beta");
        }
    }
    cr_expect_eq(i, net->layer_count);
    cr_expect_str_eq(text_of(root, "loss"), "softmax_cross_entropy");
    cr_expect_eq(number(root, "label_smoothing"), 0.1);
    cr_expect_eq(number(root, "l1"), 0.001);
    cr_expect_eq(number(root, "l2"), 0.01);
    cr_expect_eq(number(root, "clip_norm"), 2);
    cr_expect_str_eq(text_of(cJSON_GetObjectItem(root, "optimizer"), "name"), "adam");
    cr_expect_eq(number(cJSON_GetObjectItem(root, "optimizer"), "lr"), 0.003);
    cr_expect_eq(number(cJSON_GetObjectItem(root, "optimizer"), "beta1"), 0.8);
    cr_expect(strstr(text_of(root, "spec"), "warmup=5"), "%s", text_of(root, "spec"));
    cr_expect_eq(number(root, "train"), lab->set.train_count);
    cr_expect_eq(list(root, "input_shape", 1)->child->valueint, 2);
    i = 0;
    for (const cJSON *row = list(root, "x", 50)->child; row; row = row->next, i++) {
        expect_floats(row, 2, lab->set.x + 2 * i, "x");
    }
    expect_floats(list(root, "y", 50), 50, lab->set.target, "y");
    expect_batches(root, train, 3 * train->epoch_steps);
    cJSON_Delete(root);
    lab_destroy(lab);
}

// Numbers of lists in lists, one after another.
static void gather(const cJSON *json, double *to, int *count)
{
    if (cJSON_IsNumber(json)) {
        to[(*count)++] = json->valuedouble;
    }
    for (const cJSON *it = cJSON_IsArray(json) ? json->child : NULL; it; it = it->next) {
        gather(it, to, count);
    }
}

// A parameter under whichever of these keys it stands.
static void expect_parameter(const cJSON *json, const char *const keys[2], const double *numbers,
                             int count, const char *type)
{
    static double got[1 << 16];
    int used = 0;
    for (int k = 0; k < 2; k++) {
        const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, keys[k]);
        if (cJSON_IsArray(item)) {
            gather(item, got, &used);
        }
    }
    cr_assert_eq(used, count, "%s, %s: %d numbers", type, keys[0], used);
    for (int i = 0; i < count; i++) {
        cr_expect_eq((Real)got[i], (Real)numbers[i], "%s, %s[%d]", type, keys[0], i);
    }
}

static void doubles(const Real *from, int count, double *to)
{
    for (int i = 0; i < count; i++) {
        to[i] = (double)from[i];
    }
}

static void expect_parameters(const cJSON *json, const Net *net, int index)
{
    static double numbers[1 << 16];
    const Layer *layer = &net->layers[index];
    const LayerParams params = layer_params(&layer->plan);
    const char *type = text_of(json, "type");
    if (layer_role(layer->plan.kind) == ROLE_WEIGHTS) {
        net_get_weight(net, index, net->params, numbers);
        expect_parameter(json, (const char *const[]){ "weight", "v" }, numbers,
                         params.in * params.out, type);
    } else {
        doubles(net->params + layer->weight, params.out, numbers);
        expect_parameter(json, (const char *const[]){ "gamma", "slope" }, numbers, params.out,
                         type);
    }
    doubles(net->params + layer->gain, params.gain, numbers);
    expect_parameter(json, (const char *const[]){ "g", "g_" }, numbers, params.gain, type);
    doubles(net->params + layer->bias, params.bias, numbers);
    expect_parameter(json, (const char *const[]){ "bias", "beta_" }, numbers,
                     layer_role(layer->plan.kind) == ROLE_WEIGHTS ? params.bias : 0, type);
    expect_parameter(json, (const char *const[]){ "beta", "beta_" }, numbers,
                     layer_role(layer->plan.kind) == ROLE_WEIGHTS ? 0 : params.bias, type);
}

static const char *const EVERY_LAYER =
    "layers=\"conv 6 3x3 stride=2 pad=1, batchnorm, prelu, maxpool 3 stride=2, res drop=0.25 (conv "
    "6 "
    "1x1, instancenorm, dropout 0), channeldropout 0.125, groupnorm 3, res(rmsnorm, swish "
    "beta=1.5), "
    "layernorm, avgpool 2, dropout 0.5, flatten, dense 7, leaky_relu slope=0.2, dense 8, elu "
    "alpha=0.5\" weightnorm=on dropconnect=0.1 bias=0.3";

Test(weights_json, every_kind_of_layer_stands_with_its_numbers)
{
    Lab *lab = lab_of("digits n=20", 1, &EVERY_LAYER);
    const Net *net = &lab->networks[0].train->learner.net;
    bool seen[LAYER_COUNT] = { false };
    cJSON *root = written(lab);
    int i = 0, place = 0, places[64] = { 0 }; // of a layer, among those that are written
    for (const cJSON *it = cJSON_GetObjectItem(root, "layers")->child; it;
         it = it->next, i++, place++) {
        while (net->layers[i].plan.kind == LAYER_DROPOUT && net->layers[i].plan.drop == 0) {
            places[i] = place - 1;
            i++;
        }
        const LayerPlan *plan = &net->layers[i].plan;
        places[i] = place;
        seen[plan->kind] = true;
        cr_assert_str_eq(text_of(it, "type"), registry_key(&layer_kinds, (size_t)plan->kind));
        expect_parameters(it, net, i);
        switch (plan->kind) {
        case LAYER_CONV:
            cr_expect_eq(number(it, "in"), plan->from.channels);
            cr_expect_eq(number(it, "out"), plan->to.channels);
            cr_expect_eq(number(it, "padding"), plan->pad);
            cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(it, "v")->child->child->child),
                         plan->kernel, "[out][in][k][k]");
            // fall through
        case LAYER_MAXPOOL:
        case LAYER_AVGPOOL:
            cr_expect_eq(number(it, "kernel"), plan->kernel);
            cr_expect_eq(number(it, "stride"), plan->stride);
            break;
        case LAYER_ADD:
            cr_expect_eq(number(it, "from"), plan->other < 0 ? -1 : places[plan->other], "layer %d",
                         i);
            cr_expect_eq(cJSON_HasObjectItem(it, "drop"), plan->drop > 0);
            break;
        case LAYER_GROUPNORM: cr_expect_eq(number(it, "groups"), plan->groups); break;
        case LAYER_DROPOUT:
            cr_expect_eq(number(it, "p"), plan->drop);
            cr_expect_eq(cJSON_IsTrue(cJSON_GetObjectItem(it, "channels")), plan->channels);
            break;
        default: break;
        }
        if (plan->kind == LAYER_ACTIVATION) {
            const Param *its = activations[plan->activation].kind.params;
            cr_expect_eq(number(it, its->key), plan->number);
        }
    }
    cr_expect_eq(i, net->layer_count);
    for (int k = 0; k < LAYER_COUNT; k++) {
        cr_expect(seen[k] || k == LAYER_GLOBAL_AVGPOOL || k == LAYER_FEATURES, "no %s",
                  registry_key(&layer_kinds, (size_t)k));
    }
    const cJSON *shape = list(root, "input_shape", 3)->child;
    cr_expect(shape->valueint == 1 && shape->next->valueint == 16 &&
              shape->next->next->valueint == 16);
    cJSON_Delete(root);
    lab_destroy(lab);
}

Test(weights_json, features_of_the_plane_stand_by_their_names)
{
    const char *const network = "hidden=4 inputs=siny,x2,x entropy=-0.25";
    Lab *lab = lab_of("moons n=20", 1, &network);
    cJSON *root = written(lab);
    const cJSON *first = cJSON_GetObjectItem(root, "layers")->child;
    char *names = cJSON_PrintUnformatted(cJSON_GetObjectItem(first, "features"));
    cr_expect_str_eq(text_of(first, "type"), "features");
    cr_expect_str_eq(names, "[\"x\",\"x2\",\"siny\"]", "%s", names);
    cr_expect_eq(number(first->next, "in"), 3);
    cr_expect_eq(number(root, "entropy"), -0.25);
    cJSON_free(names);
    cJSON_Delete(root);
    lab_destroy(lab);
}

Test(weights_json, layers_that_share_weights_name_the_one_that_has_them)
{
    const char *const network = "hidden=4x3 tie=on weightnorm=on";
    Lab *lab = lab_of("moons n=20", 1, &network);
    cJSON *root = written(lab);
    int dense = 0;
    for (const cJSON *it = cJSON_GetObjectItem(root, "layers")->child; it; it = it->next) {
        if (strcmp(text_of(it, "type"), "dense") != 0) {
            continue;
        }
        const bool tied = dense == 2 || dense == 3; // of 2 -> 3, 3 -> 3, 3 -> 3, 3 -> 3, 3 -> 2
        cr_expect_eq(cJSON_HasObjectItem(it, "tied"), tied, "dense %d", dense);
        cr_expect_eq(!cJSON_HasObjectItem(it, "bias"), tied, "dense %d", dense);
        cr_expect(!tied || number(it, "tied") == 2, "behind dense and relu");
        dense++;
    }
    cr_expect_eq(dense, 5);
    cJSON_Delete(root);
    lab_destroy(lab);
}

Test(weights_json, of_several_what_is_the_same_for_all_stands_once)
{
    const char *const networks[] = { "hidden=4", "hidden=none loss=mse" };
    Lab *lab = lab_of("circle n=30", 2, networks);
    cJSON *root = written(lab);
    const cJSON *first = list(root, "networks", 2)->child;
    expect_batches(root, lab->networks[1].train, 3);
    cr_expect_not(cJSON_HasObjectItem(first, "batches"));
    cr_expect_not(cJSON_HasObjectItem(first, "x"));
    cr_expect_eq(list(first, "y", 30)->child->valueint, (int)lab->set.target[0], "classes");
    expect_floats(list(first->next, "y", 30)->child, 1, lab->set.target, "what mse compares with");
    expect_dense(list(first->next, "layers", 1)->child, &lab->networks[1].train->learner.net, 0);
    cJSON_Delete(root);
    lab_destroy(lab);
}

Test(weights_json, networks_that_see_other_batches_have_their_own)
{
    static const char *const others[] = { "hidden=4 seed=2", "hidden=4 batch=7" };
    for (size_t k = 0; k < COUNT(others); k++) {
        const char *const networks[] = { "hidden=4", others[k] };
        Lab *lab = lab_of("wave n=40 train=1", 2, networks);
        cJSON *root = written(lab);
        const cJSON *it = list(root, "networks", 2)->child;
        cr_expect_not(cJSON_HasObjectItem(root, "batches"), "%s", others[k]);
        for (int i = 0; i < 2; i++, it = it->next) {
            expect_batches(it, lab->networks[i].train, 3 * lab->networks[i].train->epoch_steps);
        }
        cJSON_Delete(root);
        lab_destroy(lab);
    }
}

// Numbers of two features, half a megabyte of them.
Test(weights_json, large_files_are_told_by_their_rows_order)
{
    enum { ROWS = WEIGHTS_X_MAX / 2 + 1 };
    char path[64], data[128];
    Arena arena = { 0 };
    snprintf(path, sizeof path, "/tmp/thalweg-rows-%ld.csv", (long)getpid());
    FILE *file = fopen(path, "w");
    for (int i = 0; i < ROWS; i++) {
        fprintf(file, "%d,0,%d\n", i, i % 2);
    }
    fclose(file);
    snprintf(data, sizeof data, "csv file=%s", path);
    const char *const network = "hidden=none batch=all";
    Lab *lab = lab_of(data, 1, &network);
    unlink(path);
    const char *at = strstr(text_of_lab(lab, &arena), "\"order\": [");
    cr_assert(at);
    at += strlen("\"order\": [");
    for (int i = 0; i < ROWS; i++) {
        cr_assert_eq((float)strtol(at, (char **)&at, 10), lab->set.x[2 * i], "row %d", i);
        at += strspn(at, ", ");
    }
    cr_expect_not(strstr(at, "\"y\""), "nor are targets");
    arena_free(&arena);
    lab_destroy(lab);
}

Test(weights_json, a_long_training_has_the_steps_that_fit)
{
    const char *const network = "hidden=none batch=500";
    Arena arena = { 0 };
    Lab *lab = lab_of("blobs n=1000 train=1", 1, &network);
    lab->spec.epochs = 1000000;
    long steps = -1; // the list of all begins with a bracket, too
    for (const char *at = strstr(text_of_lab(lab, &arena), "\"batches\""); *at; at++) {
        steps += *at == '[';
    }
    cr_expect_eq(steps, WEIGHTS_ROWS_MAX / 500, "%ld", steps);
    arena_free(&arena);
    lab_destroy(lab);
}
