// `thalweg train`: the curves of networks in training as CSV, row by row as they train.
#include "cli/mains.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "io/train_csv.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>

typedef struct Typed {
    const char *path; // first, for table.h; NULL: stdout
    EpochsRead read;
    int threads; // 0: one a processor
    bool best;   // networks end as they were at their best
} Typed;

// clang-format off
static const Param threads_param = { "--threads", N_("Threads"), NULL, 0, 1, 1, 64, PARAM_INTEGER };
// clang-format on

static const Kind pers[] = { { .key = "epoch" }, { .key = "step" } };
static const Registry per_kinds = { REGISTRY(pers) };

static bool take_per(void *context, const char *value, Error *err)
{
    const int per = registry_find(&per_kinds, value);
    ((Typed *)context)->read = per == 1 ? EPOCHS_STEPS : EPOCHS_ENDS;
    return per >= 0 || fail_at(err, 0, "--per: '%.40s' is neither epoch nor step", value);
}

static bool take_best(void *context, UNUSED const char *value, UNUSED Error *err)
{
    ((Typed *)context)->best = true;
    return true;
}

static bool take_threads(void *context, const char *value, Error *err)
{
    double threads = 0;
    const bool taken = table_take_number(&threads_param, value, &threads, err);
    ((Typed *)context)->threads = taken ? (int)threads : 0;
    return taken;
}

// clang-format off
static const Flag train_flags[] = {
    { "per", 0, "epoch|step", N_("a row for each epoch or for each step (epoch)"),
      .take = take_per, .choices = &per_kinds },
    { "threads", 0, "N", N_("networks trained at once, the numbers are the same\n"
      "(one for each processor)"), .take = take_threads },
    { "best", 0, NULL, N_("networks end with the weights of their best epoch, that with\n"
      "the lowest validation loss; a last row for each tells of it"), .take = take_best },
    TABLE_OUTPUT,
    { .name = NULL },
};
// clang-format on

const FlagsCommand train_command = {
    .name = "train",
    .summary = N_("Trains networks side by side and writes their curves as CSV:\n"
                  "network,epoch,step,batch_loss,train_loss,train_accuracy,validation_loss,\n"
                  "validation_accuracy,grad_norm,rate,status. Row 0 is before training.\n"
                  "Losses are those of smoothed labels where there is label smoothing, without\n"
                  "penalties but for batch_loss.\n"
                  "A network that is lost ends there; its last row says so."),
    .usage = N_("[FILE | CODE | LESSON] [lab flags] [--per epoch|step] [--threads N] [--best]\n"
                "[-o FILE]"),
    .flags = train_flags,
    .subjects = 1u << SUBJECT_LAB,
    .example = "thalweg train --data \"spiral noise=0.1\" --network \"hidden=2x16 init=he_normal\" "
               "-o curves.csv",
};

// What the line of progress is made from.
typedef struct Watching {
    Progress progress;
    TrainRow newest[LAB_NETWORKS_MAX];
} Watching;

static void report_lost(const Lab *lab, const TrainRow *row)
{
    char name[LAB_NAME_MAX];
    const Net *net = &lab->networks[row->network].train->learner.net;
    const bool finite = net->kernels->all_finite(net->param_count, net->params);
    lab_name(&lab->spec, row->network, name, sizeof name);
    flags_tell("train",
               finite ? N_("network %d (%s) is lost at step %ld: the loss is not finite")
                      : N_("network %d (%s) is lost at step %ld: a weight is not finite"),
               row->network + 1, name, row->step);
}

static void watch_row(void *context, const Lab *lab, const TrainRow *row)
{
    Watching *watching = context;
    watching->newest[row->network] = *row;
    if (row->lost) {
        progress_erase(&watching->progress);
        report_lost(lab, row);
    }
}

// "2 min 5 s"
static void time_text(char *text, size_t size, double seconds)
{
    const long whole = lround(fmin(seconds, 1e9));
    if (whole < 60) {
        text_print(text, size, tr("%ld s"), whole);
    } else if (whole < 3600) {
        text_print(text, size, tr("%ld min %ld s"), whole / 60, whole % 60);
    } else {
        text_print(text, size, tr("%ld h %ld min"), whole / 3600, whole / 60 % 60);
    }
}

// "1.2 M": a count with the prefix of its thousands.
static void count_text(char *text, size_t size, double count)
{
    const char *const prefix = count >= 1e6 ? "M" : count >= 1e3 ? "k" : "";
    char number[32];
    text_short(number, sizeof number, count / (count >= 1e6 ? 1e6 : count >= 1e3 ? 1e3 : 1), 3);
    snprintf(text, size, "%s%s%s", number, *prefix ? " " : "", prefix);
}

// "0.0312 97.5 %": the scores of a network, on validation rows if there are any.
static void score_text(char *text, size_t size, const TrainRow *row)
{
    const TrainScore *score = isnan(row->validation.loss) ? &row->train : &row->validation;
    char loss[32];
    text_short(loss, sizeof loss, score->loss, 3);
    if (row->lost) {
        text_print(text, size, "%s", tr("lost"));
    } else if (isnan(score->accuracy)) {
        snprintf(text, size, "%s", loss);
    } else {
        snprintf(text, size, "%s %.1f %%", loss, 100 * score->accuracy);
    }
}

static void show(Watching *watching, const Lab *lab, long epoch, double samples)
{
    char text[PROGRESS_TEXT_MAX], scores[LAB_NETWORKS_MAX * 64] = "", left[64], rate[48];
    const double elapsed_s = progress_elapsed_s(&watching->progress);
    const long epochs = lab->spec.epochs;
    size_t used = 0;
    for (int i = 0; epoch > 0 && i < lab->spec.network_count; i++) {
        char score[60];
        score_text(score, sizeof score, &watching->newest[i]);
        used += (size_t)snprintf(scores + used, sizeof scores - used, "%s%s", i > 0 ? " | " : "",
                                 score);
        assert(used < sizeof scores);
    }
    if (epoch == 0) {
        text_print(text, sizeof text, tr("epoch %ld/%ld"), epoch, epochs);
    } else {
        time_text(left, sizeof left, elapsed_s / (double)epoch * (double)(epochs - epoch));
        count_text(rate, sizeof rate, samples / elapsed_s);
        text_print(text, sizeof text,
                   tr(lab->set.train_count < lab->set.rows
                          ? N_("epoch %ld/%ld, %s left, %s samples/s, validation %s")
                          : N_("epoch %ld/%ld, %s left, %s samples/s, loss %s")),
                   epoch, epochs, left, rate, scores);
    }
    progress_show(&watching->progress, text);
}

static bool watch_epoch(void *context, const Lab *lab, long epoch, double samples)
{
    Watching *watching = context;
    if (progress_is_due(&watching->progress)) {
        show(watching, lab, epoch, samples);
    }
    return true;
}

static void report_best(const Lab *lab)
{
    for (int i = 0; i < lab->spec.network_count && lab->keeps_best; i++) {
        const Best *best = &lab->networks[i].now.best;
        char name[LAB_NAME_MAX], loss[32];
        lab_name(&lab->spec, i, name, sizeof name);
        text_short(loss, sizeof loss, best->validation.loss, 3);
        if (best->step > 0) {
            flags_tell("train",
                       N_("network %d (%s) was at its best after epoch %ld: validation loss %s"),
                       i + 1, name, best->step / lab->networks[i].train->epoch_steps, loss);
        }
    }
}

static bool train(const void *context, UNUSED const TypedSubject *flags, Lab *lab, Error *err)
{
    const Typed *typed = context;
    Watching watching = { .newest = { { 0 } } };
    const LabWatch watch = { watch_row, watch_epoch, &watching };
    if (!table_keep_best(lab, typed->best, err)) {
        return false;
    }
    progress_begin(&watching.progress, typed->path);
    const bool written =
        train_csv_write(lab, typed->threads, typed->read, typed->path, &watch, err);
    progress_erase(&watching.progress);
    if (written) {
        report_best(lab);
    }
    return written;
}

int train_main(int argc, char **argv)
{
    Typed typed = { .read = EPOCHS_ENDS };
    return table_of_lab(&train_command, argc, argv, &typed, train);
}
