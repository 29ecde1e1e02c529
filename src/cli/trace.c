// `thalweg trace`: every step of a race as CSV, run by run, streamed so that a race of a million
// steps needs no more memory than one of ten.
#include "base/words.h"
#include "cli/mains.h"
#include "cli/table.h"
#include "io/flags.h"
#include "io/overwrite.h"
#include "io/trace_csv.h"

#include <math.h>

typedef struct TraceTyped {
    const char *path; // first: table_take_output()
    TraceMore more;
} TraceTyped;

static bool take_sharpness(void *context, UNUSED const char *value, UNUSED Error *err)
{
    ((TraceTyped *)context)->more = TRACE_SHARPNESS;
    return true;
}

static const Flag trace_flags[] = {
    TABLE_OUTPUT,
    { "sharpness", 0, NULL,
      N_("two more columns: the largest eigenvalue of the\n"
         "Hessian, in coordinates as the optimizer scales them,\n"
         "and its border of stability (nan: theory has none)"),
      .take = take_sharpness },
    { .name = NULL },
};

const FlagsCommand trace_command = {
    .name = "trace",
    .summary = N_("Writes every step of a race as CSV:\n"
                  "run,optimizer,step,x,y,loss,grad_x,grad_y,rate,status.\n"
                  "A run that is lost ends there; its last row says so."),
    .usage = N_("[FILE | CODE | LESSON] [scene flags] [-o FILE]"),
    .flags = trace_flags,
    .subjects = 1u << SUBJECT_SCENE,
    .example = "thalweg trace --landscape beale --optimizer \"adam lr=0.1\" -o adam.csv",
};

static void report_lost(void *context, const Scene *scene, int racer, const RaceRow *row)
{
    (void)context;
    const char *const key = scene->racers[racer].spec.optim->kind.key;
    const int run = row->run + 1, step = row->step;
    if (!isfinite(row->x) || !isfinite(row->y)) {
        flags_tell("trace", "run %d (%s) is lost at step %d: x or y is not finite", run, key, step);
    } else if (!isfinite(row->loss)) {
        flags_tell("trace", "run %d (%s) is lost at step %d: the loss is not finite", run, key,
                   step);
    } else if (!isfinite(row->gx) || !isfinite(row->gy)) {
        flags_tell("trace", "run %d (%s) is lost at step %d: the gradient is not finite", run, key,
                   step);
    } else {
        flags_tell("trace",
                   "run %d (%s) is lost at step %d: (%g, %g) is outside ten times the domain", run,
                   key, step, row->x, row->y);
    }
}

static int trace(const TypedSubject *flags, const TraceTyped *typed, Arena *arena)
{
    const Scene *scene = &flags->subject.scene;
    Error err = { .at = -1 };
    Formula formula;
    if (!overwrite_check(flags, typed->path, &err)) {
        return table_status(&trace_command, false, typed->path, &err);
    }
    if (!scene_compile(scene, &formula, arena, &err)) {
        flags_report("trace", &(FlagsError){ .error = err });
        return 1; // the flags were read with it
    }
    const Objective *objective =
        scene_objective(scene, &formula, arena_alloc(arena, OBJECTIVE_ROOM));
    const bool written =
        trace_csv_write(scene, objective, typed->more, typed->path, report_lost, NULL, &err);
    return table_status(&trace_command, written, typed->path, &err);
}

int trace_main(int argc, char **argv)
{
    Arena arena = { 0 };
    TraceTyped typed = { NULL, TRACE_PLAIN };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    const FlagsResult read =
        flags_read(&trace_command, argc, argv, &typed, flags, 0, NULL, NULL, &arena);
    const int status = read == FLAGS_READ    ? trace(flags, &typed, &arena)
                       : read == FLAGS_WRONG ? 2
                                             : 0;
    arena_free(&arena);
    return status;
}
