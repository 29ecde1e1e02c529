// `thalweg trace`: every step of a race as CSV, run by run, streamed so that a race of a million
// steps needs no more memory than one of ten.
#include "cli/mains.h"
#include "io/csv.h"
#include "io/flags.h"
#include "sim/race.h"

#include <math.h>
#include <string.h>

typedef struct Tracing {
    const Scene *scene;
    const Race *race;
    Csv *csv;
} Tracing;

static bool take_output(void *context, const char *value, Error *err)
{
    (void)err;
    *(const char **)context = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

static const Flag trace_flags[] = {
    { "output", 'o', "FILE", "the file to write (- for standard output)", take_output, false },
    { NULL, 0, NULL, NULL, NULL, false },
};

static const FlagsCommand trace_command = {
    .name = "trace",
    .summary = "Writes every step of a race as CSV:\n"
               "run,optimizer,step,x,y,loss,grad_x,grad_y,rate,status.\n"
               "A run that is lost ends there; its last row says so.",
    .usage = "[scene flags] [-o FILE]",
    .flags = trace_flags,
    .scene = true,
    .example = "thalweg trace --landscape beale --optimizer \"adam lr=0.1\" -o adam.csv",
};

static const Optim *optim_of(const Tracing *tracing, int run)
{
    return tracing->scene->racers[race_racer(tracing->race, run)].spec.optim;
}

static void report_lost(const Tracing *tracing, const RaceRow *row)
{
    fprintf(stderr, "thalweg trace: run %d (%s) is lost at step %d: ", row->run + 1,
            optim_of(tracing, row->run)->key, row->step);
    if (!isfinite(row->x) || !isfinite(row->y)) {
        fputs("x or y is not finite\n", stderr);
    } else if (!isfinite(row->loss)) {
        fputs("the loss is not finite\n", stderr);
    } else if (!isfinite(row->gx) || !isfinite(row->gy)) {
        fputs("the gradient is not finite\n", stderr);
    } else {
        fprintf(stderr, "(%g, %g) is outside ten times the domain\n", row->x, row->y);
    }
}

static void write_header(Csv *csv)
{
    static const char *const header[] = { "run",  "optimizer", "step",   "x",    "y",
                                          "loss", "grad_x",    "grad_y", "rate", "status" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
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
    csv_integer(csv, row->run + 1);
    csv_text(csv, optim_of(tracing, row->run)->key);
    csv_integer(csv, row->step);
    const double numbers[] = { row->x, row->y, row->loss, row->gx, row->gy, row->rate };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_text(csv, row->lost ? "lost" : "ok");
    csv_end_row(csv);
    if (row->lost) {
        report_lost(tracing, row);
    }
}

static int trace(const SceneFlags *flags, const char *path)
{
    FlagsError err = { .typed = path, .error.at = -1 };
    CsvFile file;
    if (!csv_open(&file, path, &err.error)) {
        flags_report("trace", &err);
        return 2;
    }
    Race *race = race_create();
    race_start(race, &flags->scene, &flags->formula);
    Tracing tracing = { &flags->scene, race, &file.csv };
    write_header(&file.csv);
    race_stream(race, write_row, &tracing);
    race_destroy(race);
    if (!csv_close(&file, &err.error)) {
        flags_report("trace", &err);
        return 1;
    }
    return 0;
}

int trace_main(int argc, char **argv)
{
    Arena arena = { 0 };
    const char *path = NULL;
    SceneFlags *scene = arena_new(&arena, SceneFlags, 1);
    const FlagsResult read =
        flags_read(&trace_command, argc, argv, &path, scene, 0, NULL, NULL, &arena);
    const int status = read == FLAGS_READ ? trace(scene, path) : read == FLAGS_WRONG ? 2 : 0;
    arena_free(&arena);
    return status;
}
