// Every cell is an ordinary network of the engine, described by spec strings as on the command
// line.
#include "sim/train/study.h"

#include "base/utf8.h"
#include "base/words.h"
#include "sim/train/epochs.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Study {
    StudyKind kind;
    uint64_t seed;
    Job *job;
    atomic_int done; // cells before it are written and stay as they are
    StudyCell cells[STUDY_CELLS_MAX];
};

// clang-format off
const StudyRow studies[STUDY_COUNT] = {
    [STUDY_ACTIVATIONS] = { { "activations", N_("Saito: where activations lie"),
        N_("1,000 inputs N(0,1) of 100 through five layers of 100 units, before any training"),
        N_("Saito 2016, Deep Learning from Scratch, 6.2") },
        "noise n=1000 features=100 train=1", "hidden=5x100 bias=0 batch=all",
        STUDY_ACTIVATIONS_ROWS * STUDY_ACTIVATIONS_COLUMNS },
    [STUDY_BATCH_NORM] = { { "batch_norm", N_("Saito: batch norm at 16 scales"),
        N_("1,000 drawn digits, five layers of 100 ReLU units, SGD with rate 0.1: accuracy on them over 20 epochs"),
        N_("Saito 2016, Deep Learning from Scratch, 6.3") },
        "digits n=1000 train=1", "hidden=5x100 activation=relu bias=0 batch=100 optimizer=sgd lr=0.1",
        2 * STUDY_SCALES },
};

const Registry study_kinds = { REGISTRY(studies) };

const StudyLine study_rows[STUDY_ACTIVATIONS_ROWS] = {
    { N_("Sigmoid"), "", "activation=sigmoid", 0, 1 },
    { "tanh", "", "activation=tanh", -1, 1 },
    { "ReLU", "", "activation=relu", 0, 1 },
};
// The book's Xavier is √(1/n).
const StudyLine study_columns[STUDY_ACTIVATIONS_COLUMNS] = {
    { "σ = 1", "", "init=normal std=1", 0, 0 },
    { "σ = 0.01", "", "init=normal std=0.01", 0, 0 },
    { "Xavier", "√(1/n)", "init=lecun_normal", 0, 0 },
    { "He", "√(2/n)", "init=he_normal", 0, 0 },
};
// clang-format on

void study_describe(StudyKind kind, int index, StudyCell *cell)
{
    assert(index >= 0 && index < studies[kind].cells);
    memset(cell, 0, sizeof *cell);
    if (kind == STUDY_ACTIVATIONS) {
        const StudyLine *row = &study_rows[index / STUDY_ACTIVATIONS_COLUMNS];
        const StudyLine *column = &study_columns[index % STUDY_ACTIVATIONS_COLUMNS];
        text_print(cell->title, sizeof cell->title, tr("%s, %s"), tr(row->name), tr(column->name));
        snprintf(cell->spec, sizeof cell->spec, "%s %s", row->spec, column->spec);
        cell->low = row->low;
        cell->high = row->high;
        return;
    }
    const int place = index / 2;
    cell->batchnorm = index % 2;
    cell->scale = pow(10, -4.0 * place / (STUDY_SCALES - 1));
    snprintf(cell->title, sizeof cell->title, "σ = %.2g", cell->scale);
    snprintf(cell->spec, sizeof cell->spec, "init=normal std=%.17g batchnorm=%s", cell->scale,
             cell->batchnorm ? "before" : "off");
}

static void look(Train *train, StudyCell *cell)
{
    Inspect *inspect = inspect_create();
    inspect_look(inspect, train, INSPECT_ROWS, true);
    for (int layer = 0; layer < STUDY_LAYERS; layer++) {
        cell->stats[layer] = *inspect_stats(inspect, INSPECT_ACTIVATIONS, layer);
        inspect_histogram(inspect, INSPECT_ACTIVATIONS, layer, cell->low, cell->high, STUDY_BINS,
                          cell->counts[layer]);
    }
    judge_signal(inspect, false, &cell->signal);
    inspect_destroy(inspect);
}

static void learn(Job *job, Train *train, StudyCell *cell)
{
    Epochs epochs;
    epochs_begin(&epochs, train, 0, EPOCHS_ENDS);
    epochs_score(&epochs, INT_MAX);
    cell->accuracy[0] = epochs.now.train.accuracy;
    for (int epoch = 1; epoch <= STUDY_EPOCHS && !job_stopping(job); epoch++) {
        epochs_run(&epochs, EPOCHS_ENDS, NULL, NULL);
        cell->accuracy[epoch] = epochs.now.lost ? NAN : epochs.now.train.accuracy;
    }
}

// The specs are our own: a mistake in them is ours, and a test tries them all.
static void compute(Study *study, Job *job, const TrainData *data, const NetSpec *shared, int index)
{
    StudyCell *cell = &study->cells[index];
    Error err = { .text = "" };
    NetSpec spec;
    study_describe(study->kind, index, cell);
    Train *train =
        net_spec_parse(&spec, shared, cell->spec, &err) ? train_create(&spec, data, &err) : NULL;
    if (!train) {
        die("study '%s', %s: %s", studies[study->kind].kind.key, cell->spec, err.text);
    }
    if (study->kind == STUDY_ACTIVATIONS) {
        look(train, cell);
    } else {
        learn(job, train, cell);
    }
    train_destroy(train);
}

static void run(Job *job, void *context)
{
    Study *study = context;
    const StudyRow *row = &studies[study->kind];
    Arena arena = { 0 };
    Error err = { .text = "" };
    DataSpec data_spec;
    Dataset *set = arena_new(&arena, Dataset, 1);
    TrainData *data = arena_new(&arena, TrainData, 1);
    NetSpec base, shared;
    net_spec_defaults(&base);
    base.seed = study->seed;
    if (!data_spec_parse(&data_spec, row->data, &err) ||
        !dataset_make(set, &data_spec, study->seed, &arena, &err) ||
        !net_spec_parse(&shared, &base, row->shared, &err)) {
        die("study '%s': %s", row->kind.key, err.text);
    }
    train_data_init(data, set, &arena);
    for (int i = 0; i < row->cells && !job_stopping(job); i++) {
        compute(study, job, data, &shared, i);
        if (job_stopping(job)) {
            break; // the cell may be half done
        }
        atomic_store(&study->done, i + 1);
        job_report(job, (double)(i + 1) / row->cells);
        job_wake(job);
    }
    arena_free(&arena);
}

Study *study_create(StudyKind kind, uint64_t seed, JobWake *wake, void *context)
{
    Study *study = memory_get(sizeof *study);
    memset(study, 0, sizeof *study);
    study->kind = kind;
    study->seed = seed;
    study->job = job_start(&(JobPlan){ run, study, wake, context, NULL });
    return study;
}

void study_finish(Study *study)
{
    job_wait(study->job);
}

void study_destroy(Study *study)
{
    if (study) {
        job_end(study->job, INFINITY);
        free(study);
    }
}

StudyKind study_kind(const Study *study)
{
    return study->kind;
}

int study_done(const Study *study)
{
    return atomic_load(&study->done);
}

const StudyCell *study_cell(const Study *study, int cell)
{
    assert(cell >= 0 && cell < study_done(study));
    return &study->cells[cell];
}
