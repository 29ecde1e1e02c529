// Networks side by side: each trains its epoch alone on one thread and writes its rows for itself;
// the rows go out afterwards, in the networks' order. So neither the threads nor the neighbours can
// be seen in what a network does.
#include "sim/train/lab_past.h"

#include "base/array.h"
#include "base/words.h"

#include <limits.h>
#include <stdlib.h>

bool lab_check_patience(const LabSpec *spec, const Dataset *set, Error *err)
{
    return spec->patience == 0 || set->train_count < set->rows ||
           fail(err,
                "early stopping needs validation rows, and all %d rows are trained on; choose "
                "a smaller share to train on, or patience 0",
                set->rows);
}

bool lab_check_best(int rows, int train_count, Error *err)
{
    return train_count < rows ||
           fail(err,
                "the best epoch is the one with the lowest validation loss, and all %d rows are "
                "trained on; choose a smaller share to train on",
                rows);
}

// [the weights take most][of several networks]
static const char *const too_large[2][2] = {
    { N_("this network takes %.1f GB of memory in such batches, and a lab may take %.0f; choose a "
         "smaller batch"),
      N_("the networks up to this one take %.1f GB of memory in such batches, and a lab may take "
         "%.0f; choose a smaller batch") },
    { N_("this network takes %.1f GB of memory for its weights, and a lab may take %.0f; choose "
         "smaller layers"),
      N_("the networks up to this one take %.1f GB of memory, the most of it for their weights, "
         "and a lab may take %.0f; choose smaller layers") },
};

bool lab_check_memory(const LabSpec *spec, const Dataset *set, int *network, Error *err)
{
    double bytes = 0;
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec one = lab_network(spec, i);
        const TrainBytes needs = train_bytes(&one, set);
        bytes += needs.batch + needs.weights;
        if (bytes > LAB_BATCH_BYTES_MAX) {
            *network = i;
            return fail(err, too_large[needs.weights > needs.batch][i > 0], bytes / 1e9,
                        LAB_BATCH_BYTES_MAX / 1e9);
        }
    }
    return true;
}

static bool make_data(Lab *lab, const LabPast *past, Error *err)
{
    const LabSpec *spec = &lab->spec;
    return past && past->painted
               ? lab_points_dataset(&lab->set, &past->points, past->painted_classes, spec,
                                    &lab->arena, err)
               : dataset_make(&lab->set, &spec->data, spec->shared.seed, &lab->arena, err);
}

// Network i, at step 0.
static bool make_network(Lab *lab, const LabPast *past, int i, Error *err)
{
    NetSpec network = lab_network(&lab->spec, i);
    int count = 0, patience = lab->spec.patience;
    const LabChange *changes =
        past ? lab_changes_of(past->changes, past->change_count, i, &network, &count) : NULL;
    Change *ahead = arena_new(&lab->arena, Change, count);
    for (int k = 0; k < count; k++) {
        if (!train_check(&changes[k].spec, &lab->set, err)) {
            return false;
        }
        ahead[k] = (Change){ changes[k].step, changes[k].spec, changes[k].patience };
    }
    if (count > 0) {
        network = ahead->spec;
        patience = ahead->patience;
    }
    Train *train = train_create(&network, &lab->data, err);
    if (!train) {
        return false;
    }
    epochs_begin(&lab->networks[i], train, patience, EPOCHS_ENDS);
    lab->networks[i].ahead = count > 0 ? ahead + 1 : NULL;
    lab->networks[i].ahead_count = count > 0 ? count - 1 : 0;
    return true;
}

static bool make(Lab *lab, const LabPast *past, LabError *err)
{
    const LabSpec *spec = &lab->spec;
    assert(spec->network_count >= 1 && spec->network_count <= LAB_NETWORKS_MAX);
    err->network = -1;
    if (!make_data(lab, past, &err->error) || !lab_check_patience(spec, &lab->set, &err->error) ||
        !lab_check_memory(spec, &lab->set, &err->network, &err->error)) {
        return false;
    }
    train_data_init(&lab->data, &lab->set, &lab->arena);
    bool good = true;
    for (int i = 0; good && i < spec->network_count; i++) {
        err->network = i;
        good = make_network(lab, past, i, &err->error);
    }
    return good;
}

Lab *lab_create_past(const LabSpec *spec, const LabPast *past, LabError *err)
{
    Lab *lab = memory_get(sizeof *lab);
    LabError unread;
    *lab = (Lab){ .spec = *spec };
    if (!make(lab, past, err ? err : &unread)) {
        lab_destroy(lab);
        return NULL;
    }
    return lab;
}

Lab *lab_create(const LabSpec *spec, LabError *err)
{
    return lab_create_past(spec, NULL, err);
}

void lab_destroy(Lab *lab)
{
    if (!lab) {
        return;
    }
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        train_destroy(lab->networks[i].train);
    }
    arena_free(&lab->arena);
    free(lab);
}

void lab_begin(Lab *lab, TrainSink *sink, void *context)
{
    for (int i = 0; i < lab->spec.network_count; i++) {
        Epochs *epochs = &lab->networks[i];
        epochs_score(epochs, INT_MAX);
        TrainRow row = epochs_row(epochs, &epochs->now.last);
        row.network = i;
        if (sink) {
            sink(context, &row);
        }
    }
}

// One epoch of the networks that go on.
typedef struct Epoch {
    Lab *lab;
    EpochsRead read;
    int count;
    int networks[LAB_NETWORKS_MAX];
    Array(TrainRow) rows[LAB_NETWORKS_MAX];
} Epoch;

typedef struct EpochOf {
    Epoch *epoch;
    int block;
} EpochOf;

static void take_row(void *context, const TrainRow *row)
{
    const EpochOf *of = context;
    TrainRow taken = *row;
    taken.network = of->epoch->networks[of->block];
    array_push(&of->epoch->rows[of->block], taken);
}

static void train_epoch_of(void *context, int block)
{
    Epoch *epoch = context;
    EpochOf of = { epoch, block };
    epochs_run(&epoch->lab->networks[epoch->networks[block]], epoch->read, take_row, &of);
}

bool lab_epoch(Lab *lab, Parallel *parallel, EpochsRead read, TrainSink *sink, void *context)
{
    Epoch epoch = { .lab = lab, .read = read };
    for (int i = 0; i < lab->spec.network_count; i++) {
        if (!lab->networks[i].now.stopped) {
            epoch.networks[epoch.count++] = i;
        }
    }
    parallel_for(parallel, epoch.count, train_epoch_of, &epoch);
    bool goes_on = false;
    for (int k = 0; k < epoch.count; k++) {
        for (size_t i = 0; sink && i < epoch.rows[k].count; i++) {
            sink(context, &epoch.rows[k].items[i]);
        }
        array_free(&epoch.rows[k]);
        goes_on = goes_on || !lab->networks[epoch.networks[k]].now.stopped;
    }
    return goes_on;
}

bool lab_keep_best(Lab *lab, Error *err)
{
    if (!lab_check_best(lab->set.rows, lab->set.train_count, err)) {
        return false;
    }
    for (int i = 0; i < lab->spec.network_count; i++) {
        Epochs *epochs = &lab->networks[i];
        epochs->best_state = arena_alloc(&lab->arena, train_save_size(epochs->train));
    }
    lab->keeps_best = true;
    return true;
}

bool lab_take_best(Lab *lab, int network)
{
    Epochs *epochs = &lab->networks[network];
    if (!lab->keeps_best || epochs->now.best.step == 0) {
        return false;
    }
    train_load(epochs->train, epochs->best_state);
    return true;
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

typedef struct Watching {
    const Lab *lab;
    const LabWatch *watch;
} Watching;

static void tell_row(void *context, const TrainRow *row)
{
    const Watching *watching = context;
    watching->watch->row(watching->watch->context, watching->lab, row);
}

static bool tell_epoch(const Watching *watching, long epoch, double samples)
{
    const LabWatch *watch = watching->watch;
    return !(watch && watch->epoch) || watch->epoch(watch->context, watching->lab, epoch, samples);
}

void lab_train(Lab *lab, int threads, EpochsRead read, const LabWatch *watch)
{
    const long epochs = lab->spec.epochs;
    const bool together = lab->spec.network_count > 1 && epochs > 0;
    Parallel *parallel = together ? parallel_create(threads) : NULL;
    Watching watching = { lab, watch };
    TrainSink *sink = watch && watch->row ? tell_row : NULL;
    double samples = 0;
    bool goes_on = tell_epoch(&watching, 0, 0);
    if (read != EPOCHS_UNREAD) {
        lab_begin(lab, sink, &watching);
    }
    for (long epoch = 1; goes_on && epoch <= epochs && epoch_samples(lab) > 0; epoch++) {
        samples += epoch_samples(lab);
        lab_epoch(lab, parallel, read, sink, &watching);
        goes_on = tell_epoch(&watching, epoch, samples);
    }
    parallel_destroy(parallel);
}
