// Rows come from the lab epoch by epoch and go out as they come; the window's come from the curves
// of its snapshot.
#include "io/train_csv.h"

#include "io/csv.h"

static void write_header(Csv *csv)
{
    static const char *const header[] = { "network",
                                          "epoch",
                                          "step",
                                          "batch_loss",
                                          "train_loss",
                                          "train_accuracy",
                                          "validation_loss",
                                          "validation_accuracy",
                                          "grad_norm",
                                          "rate",
                                          "status" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    csv_end_row(csv);
}

static void write_row(Csv *csv, const TrainRow *row, const char *status)
{
    const double numbers[] = { row->batch_loss,
                               row->train.loss,
                               row->train.accuracy,
                               row->validation.loss,
                               row->validation.accuracy,
                               row->grad_norm,
                               row->step > 0 ? row->rate : 0 };
    csv_integer(csv, row->network + 1);
    csv_integer(csv, row->epoch);
    csv_integer(csv, row->step);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_text(csv, status);
    csv_end_row(csv);
}

static const char *status_of(const TrainRow *row)
{
    return row->lost ? "lost" : "ok";
}

typedef struct Writing {
    Csv *csv;
    const LabWatch *watch; // may be NULL
} Writing;

static void take_row(void *context, const Lab *lab, const TrainRow *row)
{
    const Writing *writing = context;
    const LabWatch *watch = writing->watch;
    if (ferror(writing->csv->out)) {
        return; // told when the table is closed
    }
    write_row(writing->csv, row, status_of(row));
    if (watch && watch->row) {
        watch->row(watch->context, lab, row);
    }
}

static bool take_epoch(void *context, const Lab *lab, long epoch, double samples)
{
    const Writing *writing = context;
    const LabWatch *watch = writing->watch;
    const bool goes_on =
        !(watch && watch->epoch) || watch->epoch(watch->context, lab, epoch, samples);
    return goes_on && !ferror(writing->csv->out);
}

// Of networks that end as they were at their best.
static void write_best(Csv *csv, Lab *lab)
{
    for (int i = 0; i < lab->spec.network_count && !ferror(csv->out); i++) {
        if (lab_take_best(lab, i)) {
            TrainRow row = epochs_best_row(&lab->networks[i]);
            row.network = i;
            write_row(csv, &row, "best");
        }
    }
}

bool train_csv_write(Lab *lab, int threads, EpochsRead read, const char *path,
                     const LabWatch *watch, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Writing writing = { &file.csv, watch };
    write_header(&file.csv);
    lab_train(lab, threads, read, &(LabWatch){ take_row, take_epoch, &writing });
    write_best(&file.csv, lab);
    return csv_close(&file, err);
}

typedef struct Curves {
    Csv *csv;
    int network;
} Curves;

static void take_point(void *context, const TrainRow *point)
{
    const Curves *curves = context;
    TrainRow row = *point;
    row.network = curves->network;
    write_row(curves->csv, &row, status_of(&row));
}

bool lab_curves_write(const LabShot *shot, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    write_header(&file.csv);
    for (int i = 0; i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        Curves curves = { &file.csv, i };
        epochs_rows_of_list(&net->series.epochs, net->epoch_steps, net->lost ? net->lost_step : -1,
                            take_point, &curves);
    }
    return csv_close(&file, err);
}
