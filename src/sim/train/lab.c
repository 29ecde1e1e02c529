// Networks side by side: each trains its epoch alone on one thread and writes its rows for itself;
// the rows go out afterwards, in the networks' order. So neither the threads nor the neighbours can
// be seen in what a network does.
#include "sim/train/lab.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>

static const TrainScore NO_SCORE = { NAN, NAN };

bool lab_check_patience(const LabSpec *spec, const Dataset *set, Error *err)
{
    return spec->patience == 0 || set->train_count < set->rows ||
           fail(err,
                "early stopping needs validation rows, and all %d rows are trained on; choose "
                "a smaller share to train on, or patience 0",
                set->rows);
}

bool lab_check_memory(const LabSpec *spec, const Dataset *set, int *network, Error *err)
{
    double bytes = 0;
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec one = lab_network(spec, i);
        bytes += train_batch_bytes(&one, set);
        if (bytes > LAB_BATCH_BYTES_MAX) {
            *network = i;
            return fail(err,
                        "%s %.1f GB of memory in such batches, and a lab may take %.0f; choose a "
                        "smaller batch",
                        i == 0 ? "this network takes" : "the networks up to this one take",
                        bytes / 1e9, LAB_BATCH_BYTES_MAX / 1e9);
        }
    }
    return true;
}

static bool make(Lab *lab, LabError *err)
{
    const LabSpec *spec = &lab->spec;
    assert(spec->network_count >= 1 && spec->network_count <= LAB_NETWORKS_MAX);
    err->network = -1;
    if (!dataset_make(&lab->set, &spec->data, spec->shared.seed, &lab->arena, &err->error) ||
        !lab_check_patience(spec, &lab->set, &err->error) ||
        !lab_check_memory(spec, &lab->set, &err->network, &err->error)) {
        return false;
    }
    train_data_init(&lab->data, &lab->set, &lab->arena);
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec network = lab_network(spec, i);
        err->network = i;
        lab->networks[i] = train_create(&network, &lab->data, &err->error);
        lab->patience[i] = (TrainPatience){ .patience = spec->patience };
        if (!lab->networks[i]) {
            return false;
        }
    }
    return true;
}

Lab *lab_create(const LabSpec *spec, LabError *err)
{
    Lab *lab = memory_get(sizeof *lab);
    LabError unread;
    *lab = (Lab){ .spec = *spec };
    if (!make(lab, err ? err : &unread)) {
        lab_destroy(lab);
        return NULL;
    }
    return lab;
}

void lab_destroy(Lab *lab)
{
    if (!lab) {
        return;
    }
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        train_destroy(lab->networks[i]);
    }
    arena_free(&lab->arena);
    free(lab);
}

// The course of a network goes on by a row with scores.
static void follow(Lab *lab, int network, const LearnStep *last, const LabRow *row)
{
    const Train *train = lab->networks[network];
    if (!row->lost) {
        course_add(&lab->courses[network], row->step, last, &row->train, &row->validation,
                   train_chance(train).loss);
    }
}

void lab_begin(Lab *lab, LabSink *sink, void *context)
{
    for (int i = 0; sink && i < lab->spec.network_count; i++) {
        Train *train = lab->networks[i];
        LabRow row = { .network = i,
                       .batch_loss = NAN,
                       .train = train_score(train, false),
                       .validation = train_score(train, true),
                       .grad_norm = NAN,
                       .update_ratio = NAN };
        row.lost = lab->stopped[i] = train->learner.lost;
        const LearnStep none = { NAN, NAN, NAN };
        follow(lab, i, &none, &row);
        sink(context, &row);
    }
}

// One epoch of the networks that go on.
typedef struct Epoch {
    Lab *lab;
    bool every_step, reports; // reports: somebody reads the rows
    int count;
    int networks[LAB_NETWORKS_MAX];
    Array(LabRow) rows[LAB_NETWORKS_MAX];
} Epoch;

// The row of the step just made. A step belongs to the epoch it helps to complete.
static LabRow row_of(const Train *train, int network, const LearnStep *step)
{
    const long at = train->learner.lost ? train->lost_step : train->learner.step;
    return (LabRow){ .network = network,
                     .epoch = (at + train->epoch_steps - 1) / train->epoch_steps,
                     .step = at,
                     .batch_loss = step->loss,
                     .train = NO_SCORE,
                     .validation = NO_SCORE,
                     .grad_norm = step->grad_norm,
                     .update_ratio = step->update_ratio,
                     .lost = train->learner.lost };
}

// The scores of an epoch's end into the row, as far as somebody wants them; whether to stop.
static bool end_epoch(const Epoch *epoch, int network, const LearnStep *last, LabRow *row)
{
    Train *train = epoch->lab->networks[network];
    TrainPatience *patience = &epoch->lab->patience[network];
    if (!train->learner.lost && epoch->reports) {
        row->train = train_score(train, false);
    }
    if (!train->learner.lost && (epoch->reports || patience->patience > 0)) {
        row->validation = train_score(train, true);
    }
    row->lost = train->learner.lost;
    if (epoch->reports) {
        follow(epoch->lab, network, last, row);
    }
    return row->lost ||
           (patience->patience > 0 && train_patience_over(patience, row->validation.loss));
}

static void train_epoch_of(void *context, int block)
{
    Epoch *epoch = context;
    const int network = epoch->networks[block];
    Train *train = epoch->lab->networks[network];
    bool ended = false;
    while (!ended) {
        const bool last = (train->learner.step + 1) % train->epoch_steps == 0;
        const LearnStep step = train_step(train, epoch->reports && (last || epoch->every_step));
        LabRow row = row_of(train, network, &step);
        ended = train->learner.lost || last;
        if (ended) {
            epoch->lab->stopped[network] = end_epoch(epoch, network, &step, &row);
        }
        if (epoch->reports && (ended || epoch->every_step)) {
            array_push(&epoch->rows[block], row);
        }
    }
}

bool lab_epoch(Lab *lab, Parallel *parallel, bool every_step, LabSink *sink, void *context)
{
    Epoch epoch = { .lab = lab, .every_step = every_step, .reports = sink != NULL };
    for (int i = 0; i < lab->spec.network_count; i++) {
        if (!lab->stopped[i]) {
            epoch.networks[epoch.count++] = i;
        }
    }
    parallel_for(parallel, epoch.count, train_epoch_of, &epoch);
    bool goes_on = false;
    for (int k = 0; k < epoch.count; k++) {
        for (size_t i = 0; i < epoch.rows[k].count; i++) {
            sink(context, &epoch.rows[k].items[i]);
        }
        array_free(&epoch.rows[k]);
        goes_on = goes_on || !lab->stopped[epoch.networks[k]];
    }
    return goes_on;
}
