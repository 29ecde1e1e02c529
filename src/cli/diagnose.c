// `thalweg diagnose`: how signals travel through networks and what they learn, each in a word.
#include "base/words.h"
#include "cli/mains.h"
#include "io/diagnose_csv.h"
#include "io/flags_lab.h"

#include <stdio.h>
#include <string.h>

typedef struct Typed {
    const char *path; // NULL: stdout
} Typed;

static bool take_output(void *context, const char *value, Error *err)
{
    (void)err;
    ((Typed *)context)->path = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

// clang-format off
static const Flag diagnose_flags[] = {
    { "output", 'o', "FILE", N_("the file to write (- for standard output)"), .take = take_output },
    { .name = NULL },
};
// clang-format on

const FlagsCommand diagnose_command = {
    .name = "diagnose",
    .summary =
        N_("Trains networks as `thalweg train` does and writes two judgements on each as CSV:\n"
           "network,name,step,signal,learning,detail.\n"
           "signal, how values and gradients travel through the layers: kept, shrinks, grows,\n"
           "collapses, explodes, saturated, dead, alike or symmetric; learning: lost, diverges,\n"
           "untrained, solved, overfits, stuck, slow or learns; detail has the numbers behind\n"
           "them as name=value pairs. --epochs 0 judges the networks as drawn."),
    .usage = N_("[lab flags] [-o FILE]"),
    .flags = diagnose_flags,
    .subjects = 1u << SUBJECT_LAB,
    .example = "thalweg diagnose --network \"init=normal std=0.01\" --network init=he_normal",
};

static void ignore_row(void *context, const TrainRow *row)
{
    (void)context;
    (void)row;
}

static void train(Lab *lab)
{
    Parallel *parallel = lab->spec.network_count > 1 ? parallel_create(0) : NULL;
    lab_begin(lab, ignore_row, NULL);
    bool goes_on = true;
    for (int epoch = 0; goes_on && epoch < lab->spec.epochs; epoch++) {
        goes_on = lab_epoch(lab, parallel, false, ignore_row, NULL);
    }
    parallel_destroy(parallel);
}

static void report_lost(const Lab *lab)
{
    for (int i = 0; i < lab->spec.network_count; i++) {
        if (lab->networks[i].train->learner.lost) {
            flags_tell("diagnose", "network %d is lost at step %ld", i + 1,
                       lab->networks[i].train->lost_step);
        }
    }
}

static int diagnose(const TypedSubject *flags, const Typed *typed)
{
    LabError wrong = { .error.at = -1 };
    Lab *lab = lab_create(&flags->subject.lab, &wrong);
    if (!lab) {
        const FlagsError refused = lab_typed_error(flags, &wrong);
        flags_report("diagnose", &refused);
        return 2;
    }
    train(lab);
    report_lost(lab);
    FlagsError err = { .typed = typed->path, .error.at = -1 };
    const bool written = diagnose_csv_write(lab, typed->path, &err.error);
    lab_destroy(lab);
    if (!written) {
        flags_report("diagnose", &err);
        return err.error.at == 0 ? 2 : 1;
    }
    return 0;
}

int diagnose_main(int argc, char **argv)
{
    Arena arena = { 0 };
    Typed typed = { .path = NULL };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    const FlagsResult read =
        flags_read(&diagnose_command, argc, argv, &typed, flags, 0, NULL, NULL, &arena);
    const int status = read == FLAGS_READ ? diagnose(flags, &typed) : read == FLAGS_WRONG ? 2 : 0;
    arena_free(&arena);
    return status;
}
