// The table that `thalweg histogram` writes: a row for each network and layer, every value counted.
#include "io/histogram_csv.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BINS = 16 };

static Lab *lab_of(const char *first, const char *second)
{
    LabSpec spec;
    LabError err;
    lab_spec_defaults(&spec);
    spec.network_count = 2;
    cr_assert(net_spec_parse(&spec.networks[0], &spec.shared, first, NULL));
    cr_assert(net_spec_parse(&spec.networks[1], &spec.shared, second, NULL));
    Lab *lab = lab_create(&spec, &err);
    cr_assert(lab, "%s", err.error.text);
    return lab;
}

// One row against what inspection says itself.
static void expect_row(char *line, int network, int layer, InspectKind kind, const Inspect *inspect)
{
    const LayerStats *stats = inspect_stats(inspect, kind, layer);
    char *at = line;
    cr_expect_eq(strtol(at, &at, 10), network + 1);
    cr_expect_eq(strtol(at + 1, &at, 10), layer + 1);
    const size_t length = strlen(inspect_rows[kind].key);
    cr_assert(strncmp(at + 1, inspect_rows[kind].key, length) == 0, "%s", at);
    at += 1 + length;
    double low, high;
    inspect_range(inspect, kind, layer, &low, &high);
    const double numbers[] = {
        stats->mean, stats->std, stats->min, stats->max, stats->zero_share, stats->saturated_share,
        low,         high
    };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        const double is = strtod(at + 1, &at);
        cr_expect(is == numbers[i] || (isnan(is) && isnan(numbers[i])), "number %zu of layer %d", i,
                  layer + 1);
    }
    cr_expect_eq(strtoul(at + 1, &at, 10), stats->bad, "layer %d", layer + 1);
    size_t sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
        sum += strtoul(at + 1, &at, 10);
    }
    char name[LAYER_NAME_TEXT];
    layer_name_plain(&inspect_sight(inspect, kind, layer)->name, name);
    if (kind < INSPECT_PLAIN_COUNT) {
        cr_expect_str_eq(at, "\n");
    } else {
        cr_expect_eq(*at, ',');
        cr_expect_eq(strncmp(at + 1, name, strlen(name)), 0, "%s", at);
        cr_expect_str_eq(at + 1 + strlen(name), "\n");
    }
    cr_expect_eq(sum, stats->count, "layer %d: every value is in a bin", layer + 1);
}

static void expect_table(const Lab *lab, InspectKind kind, FILE *file)
{
    char line[4096];
    cr_assert(fgets(line, sizeof line, file));
    cr_expect(strstr(line, "network,layer,kind,mean,std,min,max,zero_share,saturated_share,"
                           "low,high,not_finite,count_0,") == line);
    cr_expect(strstr(line, kind < INSPECT_PLAIN_COUNT ? ",count_15\n" : ",count_15,name\n"));
    Inspect *inspect = inspect_create();
    for (int i = 0; i < lab->spec.network_count; i++) {
        inspect_look(inspect, lab->networks[i].train, INSPECT_ROWS, true);
        for (int layer = 0; layer < inspect_layers(inspect, kind); layer++) {
            cr_assert(fgets(line, sizeof line, file), "network %d, layer %d", i + 1, layer + 1);
            expect_row(line, i, layer, kind, inspect);
        }
    }
    cr_expect_null(fgets(line, sizeof line, file));
    inspect_destroy(inspect);
}

Test(histogram_csv, has_a_row_for_each_network_and_layer_and_counts_every_value)
{
    Lab *lab = lab_of("hidden=9,30 activation=relu batchnorm=before dropout=0.5",
                      "hidden=7,6,5 activation=tanh init=he_normal");
    char path[] = "/tmp/histogram_csv_XXXXXX";
    close(mkstemp(path));
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        Error err;
        cr_assert(histogram_csv_write(lab, kind, BINS, path, &err), "%s", err.text);
        FILE *file = fopen(path, "r");
        cr_assert(file);
        expect_table(lab, kind, file);
        fclose(file);
    }
    remove(path);
    lab_destroy(lab);
}

// Each layer's signal is 3e-4 times that of the one before, down to what a float just holds.
Test(histogram_csv, vanishing_signals_and_values_not_finite_are_all_counted)
{
    Lab *lab = lab_of("hidden=10x100 init=normal std=3e-5", "hidden=4x20 activation=relu");
    Net *net = &lab->networks[1].train->learner.net;
    net->params[net->layers[0].weight] = INFINITY;
    net->params[net->layers[0].weight + 1] = NAN;
    net->params[net->layers[0].weight + 2] = -3e38f;
    net->params[net->layers[0].weight + 3] = 3e38f;
    char path[] = "/tmp/histogram_csv_XXXXXX";
    close(mkstemp(path));
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        Error err;
        cr_assert(histogram_csv_write(lab, kind, BINS, path, &err), "%s", err.text);
        FILE *file = fopen(path, "r");
        cr_assert(file);
        expect_table(lab, kind, file);
        fclose(file);
    }
    Inspect *inspect = inspect_create();
    inspect_look(inspect, lab->networks[1].train, INSPECT_ROWS, false);
    const LayerStats *stats = inspect_stats(inspect, INSPECT_WEIGHTS, 0);
    cr_expect_eq(stats->bad, 2);
    cr_expect(stats->min == (double)-3e38f && stats->max == (double)3e38f);
    cr_expect(isfinite(stats->mean) && isfinite(stats->std));
    inspect_destroy(inspect);
    remove(path);
    lab_destroy(lab);
}
