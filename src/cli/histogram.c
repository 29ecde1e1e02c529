// `thalweg histogram`: what the layers of networks hold, as CSV; before training unless --epochs
// says otherwise.
#include "cli/mains.h"
#include "io/flags_lab.h"
#include "io/histogram_csv.h"

#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

typedef struct Typed {
    const char *path; // NULL: stdout
    InspectKind kind;
    int bins;
} Typed;

static const Param bins_param = { .key = "--bins",
                                  .label = N_("Bins"),
                                  .def = 50,
                                  .min = 1,
                                  .max = INSPECT_BINS_MAX,
                                  .scale = PARAM_INTEGER };

static const char *kind_name(const void *context, size_t index)
{
    (void)context;
    return inspect_keys[index];
}

static bool take_kind(void *context, const char *value, Error *err)
{
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        if (strcmp(inspect_keys[kind], value) == 0) {
            ((Typed *)context)->kind = (InspectKind)kind;
            return true;
        }
    }
    const char *nearest = text_nearest(value, INSPECT_COUNT, kind_name, NULL);
    return nearest ? fail_at(err, 0, "unknown kind '%.40s', did you mean '%s'?", value, nearest)
                   : fail_at(err, 0,
                             "unknown kind '%.40s'; there are activations, gradients and weights",
                             value);
}

static bool take_bins(void *context, const char *value, Error *err)
{
    double bins;
    if (!text_number(value, strlen(value), "--bins", &bins, err)) {
        return false;
    }
    if (!param_check(&bins_param, bins, err)) {
        err->at = 0;
        return false;
    }
    ((Typed *)context)->bins = (int)bins;
    return true;
}

static bool take_output(void *context, const char *value, Error *err)
{
    (void)err;
    ((Typed *)context)->path = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

static bool kind_choice(size_t index, Choice *choice)
{
    if (index >= INSPECT_COUNT) {
        return false;
    }
    *choice = (Choice){ .text = inspect_keys[index] };
    return true;
}

static const Flag histogram_flags[] = {
    { "kind", 0, "KIND", N_("activations (the default), gradients or weights"), .take = take_kind,
      .choices = kind_choice },
    { "bins", 0, "N", N_("bins of a histogram, 1 to 512 (50)"), .take = take_bins },
    { "output", 'o', "FILE", N_("the file to write (- for standard output)"), .take = take_output },
    { .name = NULL },
};

const FlagsCommand histogram_command = {
    .name = "histogram",
    .summary =
        N_("Writes what the layers of networks hold as CSV, a row for each network and layer:\n"
           "network,layer,kind,mean,std,min,max,zero_share,saturated_share,low,high,\n"
           "not_finite,count_0,..., the counts of even bins between low and high. Values that\n"
           "are not finite are counted in not_finite alone. The networks are as they begin,\n"
           "unless --epochs trains them first, and see the first 1,000 training rows, with\n"
           "batch statistics and without dropout."),
    .usage = N_("[lab flags] [--kind KIND] [--bins N] [-o FILE]"),
    .flags = histogram_flags,
    .subjects = 1u << SUBJECT_LAB,
    .example = "thalweg histogram --data \"noise n=1000 features=100\" "
               "--network \"hidden=5x100 activation=relu init=he_normal\" -o layers.csv",
};

static void train(Lab *lab)
{
    Parallel *parallel = lab->spec.epochs > 0 ? parallel_create(0) : NULL;
    bool goes_on = true;
    for (int epoch = 0; goes_on && epoch < lab->spec.epochs; epoch++) {
        goes_on = lab_epoch(lab, parallel, false, NULL, NULL);
    }
    parallel_destroy(parallel);
}

static void report_lost(const Lab *lab)
{
    for (int i = 0; i < lab->spec.network_count; i++) {
        if (lab->networks[i].train->learner.lost) {
            flags_tell("histogram", "network %d is lost at step %ld", i + 1,
                       lab->networks[i].train->lost_step);
        }
    }
}

// What cannot be trained, said of its network if there are several.
static int histogram(const TypedSubject *flags, const Typed *typed)
{
    LabError wrong = { .error.at = -1 };
    Lab *lab = lab_create(&flags->subject.lab, &wrong);
    if (!lab) {
        const FlagsError refused = lab_typed_error(flags, &wrong);
        flags_report("histogram", &refused);
        return 2;
    }
    train(lab);
    report_lost(lab);
    FlagsError err = { .typed = typed->path, .error.at = -1 };
    const bool written =
        histogram_csv_write(lab, typed->kind, typed->bins, typed->path, &err.error);
    lab_destroy(lab);
    if (!written) {
        flags_report("histogram", &err);
        return err.error.at == 0 ? 2 : 1;
    }
    return 0;
}

int histogram_main(int argc, char **argv)
{
    Arena arena = { 0 };
    Typed typed = { .kind = INSPECT_ACTIVATIONS, .bins = (int)bins_param.def };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    const FlagsResult read =
        flags_read(&histogram_command, argc, argv, &typed, flags, 0, NULL, NULL, &arena);
    if (read == FLAGS_READ && !lab_typed_epochs(flags)) {
        flags->subject.lab.epochs = 0;
    }
    const int status = read == FLAGS_READ ? histogram(flags, &typed) : read == FLAGS_WRONG ? 2 : 0;
    arena_free(&arena);
    return status;
}
