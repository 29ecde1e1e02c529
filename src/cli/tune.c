// `thalweg tune`: which rate is the best for each optimizer, and what every other one comes to.
#include "cli/mains.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "io/overwrite.h"
#include "io/tune_csv.h"
#include "sim/race/scene_points.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>

typedef struct Typed {
    const char *path; // first, for table.h; NULL: stdout
    const char *by;   // as typed; NULL: it was not
    TunePlan plan;
} Typed;

// clang-format off
static const Param within_param = { "--within", N_("Tolerance"), NULL, 0, 1e-3, 1e-300, 1e300, PARAM_LOG };
static const Param seeds_param = { "--seeds", N_("Seeds"), NULL, 0, 1, 1, TUNE_SEEDS_MAX, PARAM_INTEGER };
// clang-format on

static bool take_by(void *context, const char *value, Error *err)
{
    Typed *typed = context;
    const int by = registry_find(&tune_by_kinds, value);
    typed->by = value;
    typed->plan.by = by >= 0 ? (TuneBy)by : TUNE_FINAL;
    return by >= 0 || fail_at(err, 0, "--by: '%.40s' is none of final, best and within", value);
}

static bool take_within(void *context, const char *value, Error *err)
{
    return table_take_number(&within_param, value, &((Typed *)context)->plan.within, err);
}

static bool take_seeds(void *context, const char *value, Error *err)
{
    double seeds;
    const bool taken = table_take_number(&seeds_param, value, &seeds, err);
    ((Typed *)context)->plan.seeds = taken ? (int)seeds : 0;
    return taken;
}

// clang-format off
static const Flag tune_flags[] = {
    { "by", 0, "final|best|within", N_("what makes a rate the best: the lowest loss at the\n"
      "last step, at any step, or the fewest steps to within\n"
      "--within of the lowest value (final)"),
      .take = take_by, .choices = &tune_by_kinds },
    { "within", 0, "EPS", N_("how near to the lowest value is near enough (0.001)"), .take = take_within },
    { "seeds", 0, "N", N_("means over the noise of so many seeds, --seed and\n"
      "those after it (8 where gradients are noisy, else 1)"), .take = take_seeds },
    TABLE_OUTPUT,
    { .name = NULL },
};
// clang-format on

const FlagsCommand tune_command = {
    .name = "tune",
    .summary =
        N_("Finds the best rate of each optimizer for this landscape, start and number of steps,\n"
           "and writes what every rate that was tried comes to as CSV:\n"
           "run,optimizer,rate,final_loss,best_loss,steps_within,lost.\n"
           "40 rates over two decades to either side of the default, further out while the best\n"
           "lies at an end, then finer beside the best. Each run's rates stand in order, then its\n"
           "best one again; an optimizer without a rate has one row. lost: how many of the seeds'\n"
           "runs were lost, which is worse than anything else; between equals the smaller rate\n"
           "is the better. Lowest value: the landscape's minimum, or the lowest that was met."),
    .usage = N_(
        "[FILE | CODE | LESSON] [scene flags] [--by final|best|within] [--within EPS] [--seeds N] "
        "[-o FILE]"),
    .flags = tune_flags,
    .subjects = 1u << SUBJECT_SCENE,
    .example = "thalweg tune --landscape rosenbrock --optimizer sgd --optimizer adam -o rates.csv",
};

// What is measured from; false: nothing can be, and that is what was asked for.
static bool find_lowest(const Scene *scene, const Objective *objective, Typed *typed)
{
    enum { POINTS_MAX = 160 };
    Stationary points[POINTS_MAX];
    Scratch *scratch = scratch_create();
    const ScenePoints known =
        scene_points(scene, objective, scratch, SCENE_POINTS_SIDE, points, POINTS_MAX);
    scratch_destroy(scratch);
    typed->plan.lowest = known.minimum;
    typed->plan.bottomless = known.poles.low;
    if (!known.poles.low || typed->plan.by != TUNE_WITHIN) {
        return true;
    }
    FlagsError err = { .typed = typed->by };
    fail_at(&err.error, 0,
            "--by within: f falls without end, so that there is no lowest value to be near to; "
            "choose final or best");
    flags_report("tune", &err);
    return false;
}

static void advance(Tune *tune, const char *path)
{
    static const double LOOK_S = 0.1;
    Parallel *parallel = parallel_create(0);
    Progress progress;
    progress_begin(&progress, path);
    while (!tune_advance(tune, parallel, LOOK_S)) {
        if (progress_is_due(&progress)) {
            char text[PROGRESS_TEXT_MAX];
            text_print(text, sizeof text, tr("%.0f %% of the rates tried"),
                       100 * tune_progress(tune));
            progress_show(&progress, text);
        }
    }
    progress_erase(&progress);
    parallel_destroy(parallel);
}

static void tell_lost(const Tune *tune, const Scene *scene)
{
    for (int run = 0; run < tune_count(tune); run++) {
        const TuneCurve curve = tune_curve(tune, run);
        const char *const key = scene->racers[curve.racer].spec.optim->kind.key;
        if (curve.best < 0) {
            flags_tell("tune", "run %d (%s) is lost at every rate", run + 1, key);
        }
    }
}

static int tune(const TypedSubject *flags, Typed *typed, Arena *arena)
{
    const Scene *scene = &flags->subject.scene;
    Error err = { .at = -1 };
    Formula formula;
    if (!overwrite_check(flags, typed->path, &err)) {
        return table_status(&tune_command, false, typed->path, &err);
    }
    if (!scene_compile(scene, &formula, arena, &err)) {
        flags_report("tune", &(FlagsError){ .error = err });
        return 1; // the flags were read with it
    }
    const Objective *objective =
        scene_objective(scene, &formula, arena_alloc(arena, OBJECTIVE_ROOM));
    if (!find_lowest(scene, objective, typed)) {
        return 2;
    }
    Tune *tune = tune_create();
    tune_start(tune, scene, objective, &typed->plan);
    advance(tune, typed->path);
    const bool written = tune_csv_write(tune, scene, typed->path, &err);
    if (written) {
        tell_lost(tune, scene);
    }
    tune_destroy(tune);
    return table_status(&tune_command, written, typed->path, &err);
}

int tune_main(int argc, char **argv)
{
    Arena arena = { 0 };
    Typed typed = { .plan = { .by = TUNE_FINAL, .within = within_param.def } };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    const FlagsResult read =
        flags_read(&tune_command, argc, argv, &typed, flags, 0, NULL, NULL, &arena);
    const int status = read == FLAGS_READ    ? tune(flags, &typed, &arena)
                       : read == FLAGS_WRONG ? 2
                                             : 0;
    arena_free(&arena);
    return status;
}
