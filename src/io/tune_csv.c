// A row for each rate that was tried.
#include "io/tune_csv.h"

#include "io/csv.h"

static void write_header(Csv *csv)
{
    static const char *const header[] = { "run",       "optimizer",    "rate", "final_loss",
                                          "best_loss", "steps_within", "lost" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    csv_end_row(csv);
}

static void write_point(Csv *csv, int run, const char *key, const TunePoint *point)
{
    const double numbers[] = { point->rate, point->final_loss, point->best_loss,
                               point->steps_within };
    csv_integer(csv, run + 1);
    csv_text(csv, key);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_integer(csv, point->lost);
    csv_end_row(csv);
}

bool tune_csv_write(const Tune *tune, const Scene *scene, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    write_header(&file.csv);
    for (int run = 0; run < tune_count(tune); run++) {
        const TuneCurve curve = tune_curve(tune, run);
        const char *const key = scene->racers[curve.racer].spec.optim->kind.key;
        for (int i = 0; i < curve.count; i++) {
            write_point(&file.csv, run, key, &curve.points[i]);
        }
        if (scene_has_rate(scene, curve.racer) && curve.best >= 0) {
            write_point(&file.csv, run, key, &curve.points[curve.best]);
        }
    }
    return csv_close(&file, err);
}
