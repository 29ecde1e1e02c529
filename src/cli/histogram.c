// `thalweg histogram`: what the layers of networks hold, as CSV; before training unless --epochs,
// --every or --best say otherwise; for as many epochs as `train` then.
#include "cli/mains.h"
#include "cli/table.h"
#include "io/flags_lab.h"
#include "io/histogram_csv.h"

typedef struct Typed {
    const char *path; // first, for table.h; NULL: stdout
    int kind;         // InspectKind; -1: as the lab is shown
    int bins;
    long every; // steps; 0: once
    bool best;
} Typed;

static const Param bins_param = { .key = "--bins",
                                  .label = N_("Bins"),
                                  .def = 50,
                                  .min = 1,
                                  .max = INSPECT_BINS_MAX,
                                  .scale = PARAM_INTEGER };

static bool take_kind(void *context, const char *value, Error *err)
{
    const int kind = registry_find(&inspect_table_kinds, value);
    if (kind >= 0) {
        ((Typed *)context)->kind = kind;
        return true;
    }
    const char *nearest = registry_nearest(&inspect_table_kinds, value);
    return nearest ? fail_at(err, 0, "unknown kind '%.40s', did you mean '%s'?", value, nearest)
                   : fail_at(err, 0,
                             "unknown kind '%.40s'; there are activations, gradients, weights, "
                             "sums, before_norm, after_norm and norms",
                             value);
}

static bool take_bins(void *context, const char *value, Error *err)
{
    double bins = 0;
    const bool taken = table_take_number(&bins_param, value, &bins, err);
    ((Typed *)context)->bins = taken ? (int)bins : 0;
    return taken;
}

static const Param every_param = {
    .key = "--every", .label = N_("Every"), .min = 1, .max = 1000000000, .scale = PARAM_INTEGER
};

static bool take_every(void *context, const char *value, Error *err)
{
    double every = 0;
    const bool taken = table_take_number(&every_param, value, &every, err);
    ((Typed *)context)->every = taken ? (long)every : 0;
    return taken;
}

static bool take_best(void *context, UNUSED const char *value, UNUSED Error *err)
{
    ((Typed *)context)->best = true;
    return true;
}

static const Flag histogram_flags[] = {
    { "kind", 0, "KIND",
      N_("activations (the default), gradients, weights, sums (before\n"
         "norm and activation), before_norm, after_norm, or norms:\n"
         "gamma, beta, statistics of the batch and running ones"),
      .take = take_kind, .choices = &inspect_table_kinds },
    { "bins", 0, "N", N_("bins of a histogram, 1 to 512 (50)"), .take = take_bins },
    { "every", 0, "N",
      N_("over steps: trains (--epochs), and writes a row for each\n"
         "network and layer before training, at every Nth step and\n"
         "at the last; the step is the second column, and q05, q25,\n"
         "q50, q75, q95 after max are quantiles"),
      .take = take_every },
    { "best", 0, NULL,
      N_("trains (--epochs), and is of the weights of each network's\n"
         "best epoch, that with the lowest validation loss"),
      .take = take_best },
    TABLE_OUTPUT,
    { .name = NULL },
};

const FlagsCommand histogram_command = {
    .name = "histogram",
    .summary =
        N_("Writes what the layers of networks hold as CSV, a row for each network and layer:\n"
           "network,layer,kind,mean,std,min,max,zero_share,saturated_share,low,high,\n"
           "not_finite,count_0,..., the counts of even bins between low and high. Values that\n"
           "are not finite are counted in not_finite alone. The networks are as they begin,\n"
           "unless --epochs, --every or --best trains them first, and see the first 1,000\n"
           "training rows (fewer of large ones), with batch statistics and without dropout.\n"
           "Where the number does not tell the layer, a last column has its name, as \"conv 2\"."),
    .usage = N_("[FILE | CODE | LESSON] [lab flags] [--kind KIND] [--bins N] [--every N]\n"
                "[--best] [-o FILE]"),
    .flags = histogram_flags,
    .subjects = 1u << SUBJECT_LAB,
    .example = "thalweg histogram --data \"noise n=1000 features=100\" "
               "--network \"hidden=5x100 activation=relu init=he_normal\" -o layers.csv",
};

static bool refuse(Error *err, const char *why)
{
    fail(err, "%s", tr(why));
    err->at = TABLE_REFUSED;
    return false;
}

static bool goes_together(const Typed *typed, int kind, Error *err)
{
    if (typed->every > 0 && kind == INSPECT_NORMS) {
        return refuse(err,
                      N_("--every is for the values of layers, and --kind norms lists what norms "
                         "hold; choose another kind"));
    }
    return !(typed->every > 0 && typed->best) ||
           refuse(err, N_("--every tells of all steps and --best of one; choose one of them"));
}

static bool histogram(const void *context, const TypedSubject *flags, Lab *lab, Error *err)
{
    const Typed *typed = context;
    const int kind = typed->kind >= 0 ? typed->kind : flags->subject.lab_show.kind;
    if (!goes_together(typed, kind, err) || !table_keep_best(lab, typed->best, err)) {
        return false;
    }
    if (typed->every > 0) {
        const bool written = histogram_csv_steps(lab, (InspectKind)kind, typed->bins, typed->every,
                                                 typed->path, err);
        table_tell_lost(&histogram_command, lab);
        return written;
    }
    if (lab_typed_epochs(flags) || typed->best) {
        lab_train(lab, 0, typed->best ? EPOCHS_ENDS : EPOCHS_UNREAD, NULL);
    }
    for (int i = 0; i < lab->spec.network_count; i++) {
        lab_take_best(lab, i);
    }
    table_tell_lost(&histogram_command, lab);
    return histogram_csv_write(lab, kind, typed->bins, typed->path, err);
}

int histogram_main(int argc, char **argv)
{
    Typed typed = { .kind = -1, .bins = (int)bins_param.def };
    return table_of_lab(&histogram_command, argc, argv, &typed, histogram);
}
