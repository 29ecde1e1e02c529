// For ThreadSanitizer: four networks of different structure, on eight threads and on one. A plain
// program, because Criterion crashes under it.
#include "sim/train/lab.h"

#include <stdio.h>

enum { NETWORKS = 4, EPOCHS = 3 };

static const char *const texts[NETWORKS] = {
    "hidden=2x8 batch=10",
    "hidden=16 activation=relu batchnorm=before dropout=0.2",
    "hidden=3x5 activation=gelu layernorm=after optimizer=sgd lr=0.1 l2=0.001",
    "hidden=40,9 activation=sigmoid dropconnect=0.3 loss=mse clip=0.5 batch=all",
};

typedef struct Sum {
    double losses;
    int rows;
} Sum;

static void add_row(void *context, const TrainRow *row)
{
    Sum *sum = context;
    sum->losses += row->validation.loss;
    sum->rows++;
}

static Sum train(const LabSpec *spec, int threads)
{
    LabError err;
    Sum sum = { 0 };
    Lab *lab = lab_create(spec, &err);
    if (!lab) {
        die("network %d: %s", err.network, err.error.text);
    }
    Parallel *parallel = parallel_create(threads);
    lab_begin(lab, add_row, &sum);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        lab_epoch(lab, parallel, EPOCHS_ENDS, add_row, &sum);
    }
    parallel_destroy(parallel);
    lab_destroy(lab);
    return sum;
}

int main(void)
{
    LabSpec spec;
    Error err;
    lab_spec_defaults(&spec);
    spec.network_count = NETWORKS;
    for (int i = 0; i < NETWORKS; i++) {
        if (!net_spec_parse(&spec.networks[i], &spec.shared, texts[i], &err)) {
            die("%s: %s", texts[i], err.text);
        }
    }
    const Sum alone = train(&spec, 1), together = train(&spec, 8);
    if (alone.rows != NETWORKS * (EPOCHS + 1) || together.rows != alone.rows ||
        together.losses != alone.losses) {
        fprintf(stderr, "%d rows of %.17g, and %d of %.17g\n", alone.rows, alone.losses,
                together.rows, together.losses);
        return 1;
    }
    return 0;
}
