// Rows come from the race run by run and go out as they come.
#include "io/trace_csv.h"

#include "io/csv.h"
#include "sim/race/gauge.h"

typedef struct Tracing {
    const Scene *scene;
    const Race *race;
    TraceMore more;
    Scratch *scratch;
    Csv *csv;
    TraceLost *lost;
    void *context;
} Tracing;

static void write_header(Csv *csv, TraceMore more)
{
    static const char *const header[] = { "run",  "optimizer", "step",   "x",    "y",
                                          "loss", "grad_x",    "grad_y", "rate", "status" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    if (more == TRACE_SHARPNESS) {
        csv_text(csv, "sharpness");
        csv_text(csv, "border");
    }
    csv_end_row(csv);
}

static void write_row(void *context, const RaceRow *row)
{
    const Tracing *tracing = context;
    Csv *csv = tracing->csv;
    if (ferror(csv->out)) {
        return; // told when the table is closed
    }
    const int racer = race_racer(tracing->race, row->run);
    csv_integer(csv, row->run + 1);
    csv_text(csv, tracing->scene->racers[racer].spec.optim->kind.key);
    csv_integer(csv, row->step);
    const double numbers[] = { row->x, row->y, row->loss, row->gx, row->gy, row->rate };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_text(csv, row->lost ? "lost" : "ok");
    if (tracing->more == TRACE_SHARPNESS) {
        const GaugeRow found = gauge_of(tracing->race, row, tracing->scratch);
        csv_number(csv, found.sharpness);
        csv_number(csv, found.border);
    }
    csv_end_row(csv);
    if (row->lost && tracing->lost) {
        tracing->lost(tracing->context, tracing->scene, racer, row);
    }
}

bool trace_csv_write(const Scene *scene, const Objective *objective, TraceMore more,
                     const char *path, TraceLost *lost, void *context, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Race *race = race_create();
    race_start(race, scene, objective);
    Tracing tracing = { scene, race, more, scratch_create(), &file.csv, lost, context };
    write_header(&file.csv, more);
    race_stream(race, write_row, &tracing);
    scratch_destroy(tracing.scratch);
    race_destroy(race);
    return csv_close(&file, err);
}
