// Layer by layer as inspection sees them.
#include "io/histogram_csv.h"

#include "io/csv.h"

static void write_header(Csv *csv, int bins)
{
    static const char *const header[] = { "network", "layer",      "kind",
                                          "mean",    "std",        "min",
                                          "max",     "zero_share", "saturated_share",
                                          "low",     "high",       "not_finite" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    for (int bin = 0; bin < bins; bin++) {
        char name[32];
        snprintf(name, sizeof name, "count_%d", bin);
        csv_text(csv, name);
    }
    csv_end_row(csv);
}

static void write_layer(Csv *csv, const Inspect *inspect, InspectKind kind, int layer, int bins)
{
    const LayerStats *stats = inspect_stats(inspect, kind, layer);
    double low, high;
    uint32_t counts[INSPECT_BINS_MAX];
    inspect_range(inspect, kind, layer, &low, &high);
    inspect_histogram(inspect, kind, layer, low, high, bins, counts);
    csv_integer(csv, layer + 1);
    csv_text(csv, inspect_rows[kind].key);
    const double numbers[] = {
        stats->mean, stats->std, stats->min, stats->max, stats->zero_share, stats->saturated_share,
        low,         high
    };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_integer(csv, (long)stats->bad);
    for (int bin = 0; bin < bins; bin++) {
        csv_integer(csv, (long)counts[bin]);
    }
    csv_end_row(csv);
}

bool histogram_csv_write(const Lab *lab, InspectKind kind, int bins, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Inspect *inspect = inspect_create();
    write_header(&file.csv, bins);
    for (int i = 0; i < lab->spec.network_count; i++) {
        inspect_look(inspect, lab->networks[i].train, INSPECT_ROWS, kind == INSPECT_GRADIENTS);
        for (int layer = 0; layer < inspect_layers(inspect, kind); layer++) {
            csv_integer(&file.csv, i + 1);
            write_layer(&file.csv, inspect, kind, layer, bins);
        }
    }
    inspect_destroy(inspect);
    return csv_close(&file, err);
}
