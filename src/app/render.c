// Reads the flags, draws once into a framebuffer object, writes the PNG.
#include "app/render.h"

#include "app/landscape/chart_kinds.h"
#include "app/landscape/room_landscape.h"
#include "app/network/lab_curves.h"
#include "app/network/room_network.h"
#include "app/render_flags.h"
#include "app/rooms.h"
#include "app/shell/export.h"
#include "base/words.h"
#include "gfx/window.h"
#include "io/flags_lab.h"

#include <stdio.h>
#include <stdlib.h>

const FlagsCommand render_command = {
    .name = "render",
    .summary = N_("Draws a race or a lab into a PNG file, without any display.\n"
                  "A lab is trained first: --epochs N."),
    .usage = N_("[FILE | CODE] [scene flags | lab flags] [--size WxH] [--theme NAME] [--window] -o "
                "FILE.png"),
    .flags = render_flags,
    .subjects = SUBJECTS_ALL,
    .example = "thalweg render --landscape beale --step 40 --theme light -o beale.png",
};

// What is wrong with a lab; typed: the text at fault.
static bool lab_is_good(const LabSpace *space, const TypedSubject *flags, FlagsError *err)
{
    const LabShot *shot = space->shot;
    if (!shot->error.text[0]) {
        return true;
    }
    const LabError wrong = { shot->error, shot->error_network };
    *err = lab_typed_error(flags, &wrong);
    return false;
}

// A study begins from a lab, whatever else is to be drawn.
static void open_study(App *app, const RenderOptions *options, const Subject *subject)
{
    Subject *lab = memory_get(sizeof *lab);
    subject_defaults(lab, SUBJECT_LAB);
    app_open(app, subject->kind == SUBJECT_LAB ? subject : lab);
    free(lab);
    NetworkRoom *network = app_state(app, &network_room);
    LabSpace *space = &network->lab;
    labspace_study(space, (StudyKind)options->study, NULL, NULL);
    study_finish(space->study);
    labspace_compute(space, 0, -1);
}

// How a kind of subject is drawn: what of the options it refuses, and it in its room at the time
// and with the looks that they ask for.
typedef struct Drawing {
    bool (*check)(const RenderOptions *options, const Subject *subject, Error *err);
    bool (*show)(App *app, const RenderOptions *options, const TypedSubject *flags,
                 FlagsError *err);
} Drawing;

static bool check_scene(const RenderOptions *options, const Subject *subject, Error *err)
{
    const int steps = subject->scene.steps;
    if (options->study >= 0) {
        return true;
    }
    return render_chart(options, &chart_kinds, tr("a race"), err) >= 0 &&
           (options->step <= steps ||
            fail_n(err, -1, steps, "--step %d is beyond the race: it has %d step (--steps)",
                   "--step %d is beyond the race: it has %d steps (--steps)", options->step,
                   steps));
}

static bool show_scene(App *app, const RenderOptions *options, const TypedSubject *flags,
                       UNUSED FlagsError *err)
{
    const int steps = flags->subject.scene.steps;
    app_open(app, &flags->subject);
    LandscapeRoom *landscape = app_state(app, &landscape_room);
    const int chart = render_chart(options, &chart_kinds, "", NULL);
    landscape->workspace.chart = (ChartKind)chart;
    landscape->chart_log[chart] = options->log || landscape->chart_log[chart];
    workspace_seek(&landscape->workspace, options->step < 0 ? steps : options->step);
    return true;
}

static bool check_lab(const RenderOptions *options, const Subject *subject, Error *err)
{
    const int layers = lab_network(&subject->lab, 0).hidden_count;
    return render_chart(options, &lab_chart_kinds, tr("a lab"), err) >= 0 &&
           (options->layer < layers ||
            fail_n(err, -1, layers, "--layer %d: the first network has %d hidden layer",
                   "--layer %d: the first network has %d hidden layers", options->layer + 1,
                   layers));
}

static bool show_lab(App *app, const RenderOptions *options, const TypedSubject *flags,
                     FlagsError *err)
{
    app_open(app, &flags->subject);
    NetworkRoom *network = app_state(app, &network_room);
    LabSpace *space = &network->lab;
    space->wish.look.kind = (InspectKind)options->kind;
    if (options->log_values >= 0) {
        space->wish.look.log[options->kind] = options->log_values;
    }
    space->wish.look.own = options->own_ranges;
    space->wish.look.surface = SHOT_SURFACE_MAX;
    space->picture = options->picture;
    space->chart = (LabChart)render_chart(options, &lab_chart_kinds, "", NULL);
    space->chart_log = options->log;
    space->wish.look.zoom_layer = options->layer;
    labspace_compute(space, flags->subject.lab.epochs, options->has_step ? options->step : -1);
    return lab_is_good(space, flags, err);
}

static const Drawing drawings[] = {
    [SUBJECT_SCENE] = { check_scene, show_scene },
    [SUBJECT_LAB] = { check_lab, show_lab },
};
static_assert(COUNT(drawings) == SUBJECT_COUNT, "a drawing for each kind of subject");

static bool show_subject(App *app, const RenderOptions *options, const TypedSubject *flags,
                         FlagsError *err)
{
    if (options->study >= 0) {
        open_study(app, options, &flags->subject);
        return true;
    }
    return drawings[flags->subject.kind].show(app, options, flags, err);
}

// *their_fault: what failed is the user's mistake.
static bool render(const RenderOptions *options, const TypedSubject *flags, FlagsError *err,
                   bool *their_fault)
{
    Window *window = window_create(
        &(WindowOptions){ tr("Thalweg: optimizers on a landscape"), 64, 64, true, false },
        &err->error);
    App *app = memory_get(sizeof *app);
    bool done = false;
    if (window && app_init(app, &rooms, &err->error)) {
        app->shell.theme = options->plan.theme;
        *their_fault = true;
        if (show_subject(app, options, flags, err)) {
            done = export_write(app, &options->plan, &err->error);
            *their_fault = !done && err->error.at == 0;
        }
        app_finish(app);
    }
    window_destroy(window);
    free(app);
    return done;
}

static int render_checked(const RenderOptions *options, const TypedSubject *flags)
{
    const Drawing *drawing = &drawings[flags->subject.kind];
    FlagsError err = { .error = { .text = "", .at = -1 } };
    bool their_fault = true;
    if (!options->plan.path[0]) {
        fail(&err.error, "no file to draw into: give -o FILE.png");
    } else if (drawing->check(options, &flags->subject, &err.error)) {
        their_fault = false;
        if (render(options, flags, &err, &their_fault)) {
            return 0;
        }
    }
    flags_report("render", &err);
    return their_fault ? 2 : 1;
}

int render_main(int argc, char **argv)
{
    Arena arena = { 0 };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    RenderOptions *options = arena_new(&arena, RenderOptions, 1);
    *options = (RenderOptions){ .plan = { .width = 1440, .height = 900 },
                                .step = -1,
                                .study = -1,
                                .layer = -1,
                                .log_values = -1 };
    int words = 0, status = 2;
    switch (flags_read(&render_command, argc, argv, options, flags, 0, NULL, &words, &arena)) {
    case FLAGS_READ: status = render_checked(options, flags); break;
    case FLAGS_HELP: status = 0; break;
    case FLAGS_WRONG: status = 2; break;
    }
    arena_free(&arena);
    return status;
}
