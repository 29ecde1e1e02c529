// `thalweg diagnose`: how signals travel through networks and what they learn, each in a word.
#include "cli/mains.h"
#include "cli/table.h"
#include "io/diagnose_csv.h"

typedef struct Typed {
    const char *path; // first, for table.h; NULL: stdout
} Typed;

// clang-format off
static const Flag diagnose_flags[] = {
    TABLE_OUTPUT,
    { .name = NULL },
};
// clang-format on

const FlagsCommand diagnose_command = {
    .name = "diagnose",
    .summary =
        N_("Trains networks as `thalweg train` does and writes two judgements on each as CSV:\n"
           "network,name,step,signal,learning,detail.\n"
           "signal, how values and gradients travel through the layers: kept, shrinks, grows,\n"
           "collapses, explodes, saturated, dead, alike, symmetric, few (values for a norm),\n"
           "idle (residual branches) or line (inputs in a line); learning: lost, diverges,\n"
           "untrained, solved, overfits, settled, stuck, slow or learns; detail has the numbers\n"
           "behind them as name=value pairs.\n"
           "--epochs 0 judges the networks as drawn."),
    .usage = N_("[FILE | CODE | LESSON] [lab flags] [-o FILE]"),
    .flags = diagnose_flags,
    .subjects = 1u << SUBJECT_LAB,
    .example = "thalweg diagnose --network \"init=normal std=0.01\" --network init=he_normal",
};

static bool diagnose(const void *context, UNUSED const TypedSubject *flags, Lab *lab, Error *err)
{
    const Typed *typed = context;
    lab_train(lab, 0, EPOCHS_ENDS, NULL);
    table_tell_lost(&diagnose_command, lab);
    return diagnose_csv_write(lab, typed->path, err);
}

int diagnose_main(int argc, char **argv)
{
    Typed typed = { .path = NULL };
    return table_of_lab(&diagnose_command, argc, argv, &typed, diagnose);
}
