// Rows come from the lab epoch by epoch and go out as they come.
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
                                          "status" };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    csv_end_row(csv);
}

static void write_row(Csv *csv, const TrainRow *row)
{
    const double numbers[] = { row->batch_loss,      row->train.loss,          row->train.accuracy,
                               row->validation.loss, row->validation.accuracy, row->grad_norm };
    csv_integer(csv, row->network + 1);
    csv_integer(csv, row->epoch);
    csv_integer(csv, row->step);
    for (size_t i = 0; i < COUNT(numbers); i++) {
        csv_number(csv, numbers[i]);
    }
    csv_text(csv, row->lost ? "lost" : "ok");
    csv_end_row(csv);
}

typedef struct Writing {
    const Lab *lab;
    Csv *csv;
    const TrainWatch *watch;
} Writing;

static void take_row(void *context, const TrainRow *row)
{
    const Writing *writing = context;
    if (ferror(writing->csv->out)) {
        return; // told when the table is closed
    }
    write_row(writing->csv, row);
    if (writing->watch && writing->watch->row) {
        writing->watch->row(writing->watch->context, writing->lab, row);
    }
}

static void tell_epoch(const Writing *writing, long epoch, double samples)
{
    if (writing->watch && writing->watch->epoch) {
        writing->watch->epoch(writing->watch->context, writing->lab, epoch, samples);
    }
}

// Rows of training data that one more epoch of all networks goes through.
static double epoch_samples(const Lab *lab)
{
    double samples = 0;
    for (int i = 0; i < lab->spec.network_count; i++) {
        samples += lab->networks[i].now.stopped ? 0 : lab->set.train_count;
    }
    return samples;
}

bool train_csv_write(Lab *lab, Parallel *parallel, bool every_step, const char *path,
                     const TrainWatch *watch, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Writing writing = { lab, &file.csv, watch };
    double samples = 0;
    write_header(&file.csv);
    tell_epoch(&writing, 0, samples);
    lab_begin(lab, take_row, &writing);
    bool goes_on = epoch_samples(lab) > 0;
    for (long epoch = 1; goes_on && epoch <= lab->spec.epochs; epoch++) {
        samples += epoch_samples(lab);
        goes_on = lab_epoch(lab, parallel, every_step, take_row, &writing) && !ferror(file.csv.out);
        tell_epoch(&writing, epoch, samples);
    }
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
    write_row(curves->csv, &row);
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
