// Layer by layer as inspection sees them.
#include "io/histogram_csv.h"

#include "io/csv.h"

#include <stdlib.h>

// Of which the table is.
typedef struct Table {
    Csv *csv;
    int kind, bins;
    bool names;
} Table;

static void write_header(const Table *table)
{
    static const char *const header[] = { "network", "layer",      "kind",
                                          "mean",    "std",        "min",
                                          "max",     "zero_share", "saturated_share",
                                          "low",     "high",       "not_finite" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(table->csv, header[i]);
    }
    for (int bin = 0; bin < table->bins; bin++) {
        char name[32];
        snprintf(name, sizeof name, "count_%d", bin);
        csv_text(table->csv, name);
    }
    if (table->names) {
        csv_text(table->csv, "name");
    }
    csv_end_row(table->csv);
}

static void write_row(const Table *table, int layer, const char *kind, const LayerStats *stats,
                      const double range[2], const uint32_t *counts, const LayerName *name)
{
    Csv *csv = table->csv;
    const double numbers[] = { stats->mean, stats->std,        stats->min,
                               stats->max,  stats->zero_share, stats->saturated_share,
                               range[0],    range[1] };
    csv_integer(csv, layer + 1);
    csv_text(csv, kind);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_integer(csv, (long)stats->bad);
    for (int bin = 0; bin < table->bins; bin++) {
        csv_integer(csv, (long)counts[bin]);
    }
    if (table->names) {
        char text[LAYER_NAME_TEXT];
        csv_text(csv, layer_name_plain(name, text));
    }
    csv_end_row(csv);
}

static void write_layer(const Table *table, const Inspect *inspect, int layer)
{
    const InspectKind kind = (InspectKind)table->kind;
    double range[2];
    uint32_t counts[INSPECT_BINS_MAX];
    inspect_range(inspect, kind, layer, &range[0], &range[1]);
    inspect_histogram(inspect, kind, layer, range[0], range[1], table->bins, counts);
    write_row(table, layer, inspect_rows[kind].key, inspect_stats(inspect, kind, layer), range,
              counts, &inspect_sight(inspect, kind, layer)->name);
}

static void write_norm(const Table *table, const Inspect *inspect, int network, int norm,
                       float *values)
{
    for (NormList list = 0; list < NORM_LIST_COUNT; list++) {
        const int count = inspect_norm_list(inspect, norm, list, values);
        uint32_t counts[INSPECT_BINS_MAX];
        double range[2];
        if (count > 0) {
            const LayerStats stats = inspect_list_stats(values, count);
            inspect_list_histogram(values, count, &stats, table->bins, range, counts);
            csv_integer(table->csv, network + 1);
            write_row(table, norm, norm_list_keys[list], &stats, range, counts,
                      &inspect_sight(inspect, INSPECT_BEFORE_NORM, norm)->name);
        }
    }
}

static void write_network(const Table *table, const Lab *lab, int network, Inspect *inspect)
{
    const Train *train = lab->networks[network].train;
    inspect_look(inspect, train, INSPECT_ROWS, table->kind == INSPECT_GRADIENTS);
    if (table->kind == INSPECT_NORMS) {
        float *values = memory_get(sizeof(float) * (size_t)inspect_widest(inspect));
        for (int norm = 0; norm < inspect_layers(inspect, INSPECT_BEFORE_NORM); norm++) {
            write_norm(table, inspect, network, norm, values);
        }
        free(values);
        return;
    }
    for (int layer = 0; layer < inspect_layers(inspect, (InspectKind)table->kind); layer++) {
        csv_integer(table->csv, network + 1);
        write_layer(table, inspect, layer);
    }
}

// Dense layers alone, each hidden one with its activation: layer 3 is the third.
static bool is_plain(const Net *net)
{
    bool plain = true;
    int seen = 0;
    for (int i = 0; plain && i < net->layer_count; i++) {
        const LayerKind kind = net->layers[i].plan.kind;
        plain = kind <= LAYER_DROPOUT &&
                (kind != LAYER_ACTIVATION || net->layers[i].weighted == seen++);
    }
    return plain && seen == net->weighted_count - 1;
}

bool histogram_csv_write(const Lab *lab, int kind, int bins, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Inspect *inspect = inspect_create();
    Table table = { &file.csv, kind, bins, kind >= INSPECT_PLAIN_COUNT };
    for (int i = 0; i < lab->spec.network_count; i++) {
        table.names = table.names || !is_plain(&lab->networks[i].train->learner.net);
    }
    write_header(&table);
    for (int i = 0; i < lab->spec.network_count; i++) {
        write_network(&table, lab, i, inspect);
    }
    inspect_destroy(inspect);
    return csv_close(&file, err);
}
