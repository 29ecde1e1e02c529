// Layer by layer as inspection sees them.
#include "io/histogram_csv.h"

#include "io/csv.h"
#include "sim/train/lab_bands.h"

#include <stdlib.h>

// Of which the table is.
typedef struct Table {
    Csv *csv;
    int kind, bins;
    bool names;
    bool steps; // over steps, with quantiles
    long step;  // of the next rows
} Table;

typedef struct Column {
    const char *name;
    bool of_steps; // it is there over steps alone
} Column;

static void write_header(const Table *table)
{
    static const Column header[] = {
        { "network", false }, { "step", true },        { "layer", false },
        { "kind", false },    { "mean", false },       { "std", false },
        { "min", false },     { "max", false },        { "q05", true },
        { "q25", true },      { "q50", true },         { "q75", true },
        { "q95", true },      { "zero_share", false }, { "saturated_share", false },
        { "low", false },     { "high", false },       { "not_finite", false },
    };
    for (size_t i = 0; i < COUNT(header); i++) {
        if (table->steps || !header[i].of_steps) {
            csv_text(table->csv, header[i].name);
        }
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

static void write_numbers(Csv *csv, size_t count, const double *numbers)
{
    for (size_t i = 0; i < count; i++) {
        csv_number(csv, numbers[i]);
    }
}

// quantiles: over steps alone.
static void write_row(const Table *table, int layer, const char *kind, const LayerStats *stats,
                      const double *quantiles, const double range[2], const uint32_t *counts,
                      const LayerName *name)
{
    Csv *csv = table->csv;
    const double numbers[] = { stats->mean, stats->std, stats->min, stats->max };
    const double shares[] = { stats->zero_share, stats->saturated_share, range[0], range[1] };
    csv_integer(csv, layer + 1);
    csv_text(csv, kind);
    write_numbers(csv, COUNT(numbers), numbers);
    write_numbers(csv, table->steps ? BAND_QUANTILES : 0, quantiles);
    write_numbers(csv, COUNT(shares), shares);
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
    double quantiles[BAND_QUANTILES] = { 0 };
    uint32_t counts[INSPECT_BINS_MAX];
    inspect_range(inspect, kind, layer, &range[0], &range[1]);
    inspect_histogram(inspect, kind, layer, range[0], range[1], table->bins, counts);
    if (table->steps) {
        inspect_quantiles(inspect, kind, layer, BAND_QUANTILES, band_shares, quantiles);
    }
    write_row(table, layer, inspect_rows[kind].key, inspect_stats(inspect, kind, layer), quantiles,
              range, counts, &inspect_sight(inspect, kind, layer)->name);
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
            write_row(table, norm, norm_list_keys[list], &stats, NULL, range, counts,
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
        if (table->steps) {
            csv_integer(table->csv, table->step);
        }
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

// The table with its header.
static Table begin_table(Csv *csv, const Lab *lab, int kind, int bins, bool steps)
{
    Table table = { csv, kind, bins, kind >= INSPECT_PLAIN_COUNT, steps, 0 };
    for (int i = 0; i < lab->spec.network_count; i++) {
        table.names = table.names || !is_plain(&lab->networks[i].train->learner.net);
    }
    write_header(&table);
    return table;
}

bool histogram_csv_write(const Lab *lab, int kind, int bins, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Inspect *inspect = inspect_create();
    Table table = begin_table(&file.csv, lab, kind, bins, false);
    for (int i = 0; i < lab->spec.network_count; i++) {
        write_network(&table, lab, i, inspect);
    }
    inspect_destroy(inspect);
    return csv_close(&file, err);
}

// ---- over steps

typedef struct Watching {
    Table *table;
    const Lab *lab;
    int network;
    long every;
    Inspect *inspect;
} Watching;

static void write_step(Watching *watching, long step)
{
    watching->table->step = step;
    write_network(watching->table, watching->lab, watching->network, watching->inspect);
}

static void take_step(void *context, const TrainRow *row)
{
    Watching *watching = context;
    if (row->step % watching->every == 0 && !row->lost) {
        write_step(watching, row->step);
    }
}

bool histogram_csv_steps(Lab *lab, InspectKind kind, int bins, long every, const char *path,
                         Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Table table = begin_table(&file.csv, lab, (int)kind, bins, true);
    Watching watching = { &table, lab, 0, every, inspect_create() };
    for (int i = 0; i < lab->spec.network_count; i++) {
        Epochs *epochs = &lab->networks[i];
        watching.network = i;
        write_step(&watching, 0);
        for (int epoch = 0; epoch < lab->spec.epochs && !epochs->now.stopped; epoch++) {
            epochs_run(epochs, EPOCHS_STEPS, take_step, &watching);
        }
        if (epochs->now.step % every != 0) {
            write_step(&watching, epochs->now.step);
        }
    }
    inspect_destroy(watching.inspect);
    return csv_close(&file, err);
}
