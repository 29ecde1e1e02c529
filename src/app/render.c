// Reads the flags, draws once into a framebuffer object, writes the PNG.
#include "app/render.h"

#include "app/landscape/room_landscape.h"
#include "app/network/lab_wiring.h"
#include "app/network/room_network.h"
#include "app/render_film.h"
#include "app/render_flags.h"
#include "app/rooms.h"
#include "app/shell/classroom.h"
#include "app/shell/export.h"
#include "app/shell/language.h"
#include "app/shell/present.h"
#include "base/words.h"
#include "gfx/window.h"
#include "io/flags_lab.h"
#include "io/lab_notes.h"
#include "io/lesson_file.h"
#include "io/overwrite.h"

#include <stdio.h>
#include <stdlib.h>

const FlagsCommand render_command = {
    .name = "render",
    .summary = N_("Draws a race or a lab into a picture or a film, without any display.\n"
                  "A lab is trained first: --epochs N."),
    .usage = N_("[FILE | CODE | LESSON] [scene flags | lab flags] [--size WxH] [--theme NAME] "
                "[--window] -o "
                "FILE"),
    .flags = render_flags,
    .subjects = SUBJECTS_ALL,
    .shows = true,
    .example = "thalweg render --landscape beale --step 40 --theme light -o beale.png",
};

// What is wrong with a lab; typed: the text at fault.
static bool lab_is_good(const LabSpace *space, const TypedSubject *flags, FlagsError *err)
{
    const LabShot *shot = space->shot;
    if (!shot->error.text[0]) {
        err->typed = NULL;
        return (space->wish.look.best == 0 ||
                lab_check_best(shot->rows, shot->train_count, &err->error)) &&
               lab_typed_has_sample(flags, shot->rows, err) &&
               lab_typed_has_unit(flags, lab_wiring_sees(shot), shot->unit.network >= 0, err);
    }
    const LabError wrong = { shot->error, shot->error_network };
    *err = lab_typed_error(flags, &wrong);
    return false;
}

static uint64_t *seed_of(Subject *subject)
{
    return subject->kind == SUBJECT_LAB ? &subject->lab.shared.seed : &subject->scene.seed;
}

// A figure of a study has networks and data of its own: of what is typed it takes the seed.
static bool check_study(const RenderOptions *options, const Subject *subject, Error *err)
{
    if (options->study < 0 || options->plan.what == EXPORT_WINDOW) {
        return true;
    }
    Subject *rest = memory_get(2 * sizeof *rest), *plain = rest + 1;
    subject_copy(rest, subject);
    subject_defaults(plain, subject->kind);
    *seed_of(rest) = *seed_of(plain);
    const bool good =
        subject_equal(rest, plain) ||
        fail(err, "--study has networks and data of its own: leave out what is of a race or a lab, "
                  "but for --seed, or have it in the window (--window)");
    free(rest);
    return good;
}

// A study begins from a lab, whatever else is to be drawn.
static void open_study(App *app, const RenderOptions *options, Subject *subject)
{
    Subject *lab = memory_get(sizeof *lab);
    subject_defaults(lab, SUBJECT_LAB);
    *seed_of(lab) = *seed_of(subject);
    app_open(app, subject->kind == SUBJECT_LAB ? subject : lab);
    free(lab);
    NetworkRoom *network = app_state(app, &network_room);
    LabSpace *space = &network->lab;
    labspace_study(space, (StudyKind)options->study, NULL, NULL);
    study_finish(space->study);
    labspace_compute(space, 0, -1);
}

// How a kind of subject is drawn.
typedef struct Drawing {
    bool (*show)(App *app, const TypedSubject *flags, FlagsError *err); // in its room, at its step
    int *(*axis)(Subject *subject);                                     // of its chart
    bool (*in_window)(const Subject *subject); // whether only the window shows it so; NULL: never
} Drawing;

static bool show_scene(App *app, const TypedSubject *flags, UNUSED FlagsError *err)
{
    const Subject *subject = &flags->subject;
    app_open(app, subject);
    LandscapeRoom *landscape = app_state(app, &landscape_room);
    workspace_seek(&landscape->workspace,
                   subject->scene_show.has_step ? subject->scene_show.step : subject->scene.steps);
    return true;
}

static int *scene_axis(Subject *subject)
{
    return &subject->scene_show.axis;
}

static bool show_lab(App *app, const TypedSubject *flags, FlagsError *err)
{
    const Subject *subject = &flags->subject;
    app_open(app, subject);
    NetworkRoom *network = app_state(app, &network_room);
    LabSpace *space = &network->lab;
    space->wish.look.surface = SHOT_SURFACE_MAX;
    labspace_compute(space, subject->lab.epochs,
                     subject->lab_show.has_step ? subject->lab_show.step : -1);
    return lab_is_good(space, flags, err);
}

static int *lab_axis(Subject *subject)
{
    return &subject->lab_show.axis;
}

static bool enlarges(const Subject *subject)
{
    return subject->lab_show.layer > 0;
}

static const Drawing drawings[] = {
    [SUBJECT_SCENE] = { show_scene, scene_axis, NULL },
    [SUBJECT_LAB] = { show_lab, lab_axis, enlarges },
};
static_assert(COUNT(drawings) == SUBJECT_COUNT, "a drawing for each kind of subject");

// What a lesson shows has the names of its language; the window also shows what it says and asks.
static bool begin_lesson(App *app, const RenderOptions *options, TypedSubject *flags,
                         FlagsError *err)
{
    Lesson *lesson = flags->lesson ? lesson_load(flags->lesson, &err->error) : NULL;
    if (!lesson) {
        return !flags->lesson;
    }
    lesson_call(lesson, &flags->subject);
    if (options->plan.what == EXPORT_WINDOW) {
        classroom_begin(app, lesson, flags->lesson_step, 0);
    } else {
        lesson_destroy(lesson);
    }
    return true;
}

static bool show_subject(App *app, const RenderOptions *options, TypedSubject *flags,
                         FlagsError *err)
{
    if (!begin_lesson(app, options, flags, err)) {
        return false;
    }
    if (options->study >= 0) {
        open_study(app, options, &flags->subject);
        return true;
    }
    return drawings[flags->subject.kind].show(app, flags, err);
}

// *their_fault: what failed is the user's mistake.
static bool render(const RenderOptions *options, TypedSubject *flags, FlagsError *err,
                   bool *their_fault)
{
    Window *window = window_create(
        &(WindowOptions){ tr("Thalweg: optimizers on a landscape"), 64, 64, true, false },
        &err->error);
    App *app = memory_get(sizeof *app);
    bool done = false;
    if (window && app_init(app, &rooms, &err->error)) {
        Error letters;
        if (!language_check(app, &letters)) {
            fprintf(stderr, "thalweg: %s\n", letters.text);
        }
        app->shell.theme = options->plan.theme;
        present_set(app, options->presents);
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

// The word --log is an axis.
static bool take_log(const RenderOptions *options, Subject *subject, Error *err)
{
    int *axis = drawings[subject->kind].axis(subject);
    if (options->log && *axis == AXIS_LINEAR) {
        return fail(err, "--log and --axis linear: give one of them, not both");
    }
    *axis = options->log ? AXIS_LOG : *axis;
    return true;
}

static int render_checked(RenderOptions *options, TypedSubject *flags)
{
    const Drawing *drawing = &drawings[flags->subject.kind];
    FlagsError err = { .error = { .text = "", .at = -1 } };
    bool their_fault = true;
    if (!overwrite_check(flags, options->plan.path, &err.error)) {
        err.typed = options->plan.path;
    } else if (!options->plan.path[0]) {
        fail(&err.error, "no file to draw into: give -o FILE.png, .svg, .pdf, .mp4, .webp or .gif");
    } else if (take_log(options, &flags->subject, &err.error) &&
               check_study(options, &flags->subject, &err.error) &&
               render_film_complete(&options->plan, &err.error) &&
               export_check(&options->plan, &err.error)) {
        their_fault = false;
        if (export_rows[options->plan.kind].uses & EXPORT_USES_FILM) { // which trains a lab
            flags->subject.lab_show.has_step = true;
            flags->subject.lab_show.step = 0;
        }
        if (drawing->in_window && drawing->in_window(&flags->subject)) {
            options->plan.what = EXPORT_WINDOW;
        }
        if (flags->subject.kind == SUBJECT_LAB) {
            lab_tell_idle("render", &flags->subject.lab);
        }
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
    *options = (RenderOptions){ .plan = { .width = 1440, .height = 900 }, .study = -1 };
    render_film_unsaid(&options->plan);
    int words = 0, status = 2;
    switch (flags_read(&render_command, argc, argv, options, flags, 0, NULL, &words, &arena)) {
    case FLAGS_READ: status = render_checked(options, flags); break;
    case FLAGS_HELP: status = 0; break;
    case FLAGS_WRONG: status = 2; break;
    }
    arena_free(&arena);
    return status;
}
