// Reads the flags, draws once into a framebuffer object, writes the PNG.
#include "app/render.h"

#include "app/app.h"
#include "app/room.h"
#include "base/text.h"
#include "gfx/capture.h"
#include "io/flags.h"
#include "io/png.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIXELS_MIN = 16, PIXELS_MAX = 16384 };

typedef struct RenderOptions {
    int width, height;
    int step; // -1: the last
    ThemeKind theme;
    bool window;
    bool has_step; // --step was given
    int study;     // STUDY_...; -1: none
    int kind;      // of a lab's histograms
    LabPicture picture;
    double scale; // 0: by the size
    const char *path;
} RenderOptions;

static bool take_size(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    int used = 0;
    if (sscanf(value, "%dx%d%n", &options->width, &options->height, &used) != 2 || value[used]) {
        return fail_at(err, 0, "--size is width x height in pixels, such as 1440x900");
    }
    if (options->width < PIXELS_MIN || options->height < PIXELS_MIN ||
        options->width > PIXELS_MAX || options->height > PIXELS_MAX) {
        return fail_at(err, 0, "each side of --size is from %d to %d pixels", PIXELS_MIN,
                       PIXELS_MAX);
    }
    return true;
}

static bool take_step(void *context, const char *value, Error *err)
{
    double step;
    if (!text_number(value, strlen(value), "--step", &step, err)) {
        return false;
    }
    if (!(step >= 0 && step <= SCENE_STEPS_MAX) || step != floor(step)) {
        return fail_at(err, 0, "--step is a whole number from 0 to the number of steps");
    }
    ((RenderOptions *)context)->step = (int)step;
    ((RenderOptions *)context)->has_step = true;
    return true;
}

static bool take_theme(void *context, const char *value, Error *err)
{
    for (int i = 0; i < THEME_COUNT; i++) {
        if (strcmp(themes[i].key, value) == 0) {
            ((RenderOptions *)context)->theme = (ThemeKind)i;
            return true;
        }
    }
    return fail_at(err, 0, "there is no theme '%s': it is dark or light", value);
}

static bool take_scale(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    if (!text_number(value, strlen(value), "--scale", &options->scale, err)) {
        return false;
    }
    return (options->scale >= 0.25 && options->scale <= 8) ||
           fail_at(err, 0, "--scale is from 0.25 to 8 pixels a unit");
}

static bool take_window(void *context, const char *value, Error *err)
{
    (void)value;
    (void)err;
    return ((RenderOptions *)context)->window = true;
}

static bool take_path(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    if (options->path) {
        return fail(err, "-o is given twice: one picture goes to one file");
    }
    if (!*value) {
        return fail(err, "-o needs the name of a file, such as -o figure.png");
    }
    options->path = value;
    return true;
}

// The place of a key among `count`; what: "--study".
static bool take_key(const char *what, const char *value, size_t count,
                     const char *(*name)(const void *, size_t), int *chosen, Error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name(NULL, i), value) == 0) {
            *chosen = (int)i;
            return true;
        }
    }
    char known[120];
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", i ? ", " : "",
                                 name(NULL, i));
        assert(used < sizeof known);
    }
    return fail_at(err, 0, "%s: there is no '%.40s' (known: %s)", what, value, known);
}

static const char *study_key(const void *context, size_t index)
{
    (void)context;
    return studies[index].key;
}

static const char *kind_key(const void *context, size_t index)
{
    (void)context;
    return inspect_keys[index];
}

static const char *picture_key(const void *context, size_t index)
{
    static const char *const keys[] = { "surface", "wiring" };
    (void)context;
    return keys[index];
}

static bool take_study(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    return take_key("--study", value, STUDY_COUNT, study_key, &options->study, err);
}

static bool take_kind(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    return take_key("--kind", value, INSPECT_COUNT, kind_key, &options->kind, err);
}

static bool take_picture(void *context, const char *value, Error *err)
{
    int picture = 0;
    const bool good = take_key("--picture", value, 2, picture_key, &picture, err);
    ((RenderOptions *)context)->picture = (LabPicture)picture;
    return good;
}

static bool study_choice(size_t index, Choice *choice)
{
    if (index >= STUDY_COUNT) {
        return false;
    }
    *choice = (Choice){ studies[index].key, studies[index].name, NULL };
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

static bool picture_choice(size_t index, Choice *choice)
{
    if (index >= 2) {
        return false;
    }
    *choice = (Choice){ .text = picture_key(NULL, index) };
    return true;
}

static bool theme_choice(size_t index, Choice *choice)
{
    if (index >= THEME_COUNT) {
        return false;
    }
    *choice = (Choice){ .text = themes[index].key };
    return true;
}

static const Flag flags[] = {
    { "output", 'o', "FILE.png", "where the picture goes (needed)", .take = take_path },
    { "step", 0, "K", "draw step K of the race, train the lab so far (the last)",
      .take = take_step },
    { "size", 0, "WxH", "size in pixels (1440x900)", .take = take_size },
    { "scale", 0, "S", "pixels for a unit of the layout (by the size)", .take = take_scale },
    { "theme", 0, "NAME", "dark or light (dark)", .take = take_theme, .choices = theme_choice },
    { "kind", 0, "NAME",
      "a lab's histograms: activations, gradients or weights\n"
      "(activations)",
      .take = take_kind, .choices = kind_choice },
    { "picture", 0, "NAME", "of a lab's networks: surface or wiring (surface)",
      .take = take_picture, .choices = picture_choice },
    { "study", 0, "KEY", "a figure of many networks: activations or batch_norm", .take = take_study,
      .choices = study_choice },
    { "window", 0, NULL, "the whole window as the user sees it", .take = take_window },
    { .name = NULL },
};

const FlagsCommand render_command = {
    .name = "render",
    .summary = "Draws a race or a lab into a PNG file, without any display.\n"
               "A lab is trained first: --epochs N.",
    .usage = "[scene flags | lab flags] [--size WxH] [--theme NAME] [--window] -o FILE.png",
    .flags = flags,
    .scene = true,
    .lab = true,
    .example = "thalweg render --landscape beale --step 40 --theme light -o beale.png",
};

// A figure grows with its size; the window is as on a screen of that size.
static float scale_of(const RenderOptions *options)
{
    if (options->scale > 0) {
        return (float)options->scale;
    }
    if (options->window) {
        return options->height >= 2000 ? 2 : 1;
    }
    return clampf(fminf((float)options->width / 1200, (float)options->height / 750), 0.25f, 8);
}

// What is wrong with a lab; typed: the text at fault.
static bool lab_is_good(const App *app, const SceneFlags *subject, FlagsError *err)
{
    const LabShot *shot = app->lab.shot;
    if (!shot->error.text[0]) {
        return true;
    }
    const LabError wrong = { shot->error, shot->error_network };
    *err = flags_lab_error(subject, &wrong);
    return false;
}

static bool open_subject(App *app, const RenderOptions *options, const SceneFlags *subject,
                         FlagsError *err)
{
    if (options->study >= 0) {
        app_open_lab(app, &subject->lab);
        labspace_study(&app->lab, (StudyKind)options->study, NULL, NULL);
        study_finish(app->lab.study);
        labspace_compute(&app->lab, 0, -1);
        return true;
    }
    if (!subject->is_lab) {
        app_open(app, &subject->scene);
        workspace_seek(&app->workspace, options->step < 0 ? subject->scene.steps : options->step);
        return true;
    }
    app_open_lab(app, &subject->lab);
    app->lab.wish.look.kind = (InspectKind)options->kind;
    app->lab.wish.look.surface = SHOT_SURFACE_MAX;
    app->lab.picture = options->picture;
    labspace_compute(&app->lab, subject->lab.epochs, options->has_step ? options->step : -1);
    return lab_is_good(app, subject, err);
}

static void draw(App *app, const RenderOptions *options)
{
    const float scale = scale_of(options);
    if (options->window) {
        app_resize(app, options->width, options->height, scale);
        app_frame(app, 0, INFINITY);
    } else {
        rooms[app->room]->figure(app, options->width, options->height, scale);
    }
}

static bool save(const Capture *capture, const RenderOptions *options, Error *err)
{
    uint8_t *pixels = memory_get((size_t)options->width * (size_t)options->height * 3);
    capture_read(capture, pixels);
    const bool done = png_write(options->path, options->width, options->height, pixels, err);
    free(pixels);
    return done;
}

// *their_fault: what failed is the user's mistake.
static bool render(const RenderOptions *options, const SceneFlags *subject, FlagsError *err,
                   bool *their_fault)
{
    Window *window =
        window_create(&(WindowOptions){ str(STR_APP_TITLE), 64, 64, true, false }, &err->error);
    App *app = memory_get(sizeof *app);
    Capture capture;
    bool done = false;
    if (window && app_init(app, &err->error)) {
        app->theme = options->theme;
        *their_fault = true;
        if (open_subject(app, options, subject, err)) {
            *their_fault = false;
            if (capture_init(&capture, options->width, options->height, &err->error)) {
                capture_bind(&capture);
                draw(app, options);
                done = save(&capture, options, &err->error);
                *their_fault = !done && err->error.at == 0;
                capture_finish(&capture);
            }
        }
        app_finish(app);
    }
    window_destroy(window);
    free(app);
    return done;
}

static int render_checked(const RenderOptions *options, const SceneFlags *subject)
{
    FlagsError err = { .error = { .text = "", .at = -1 } };
    bool their_fault = true;
    if (!options->path) {
        fail(&err.error, "no file to draw into: give -o FILE.png");
    } else if (!subject->is_lab && options->study < 0 && options->step > subject->scene.steps) {
        fail(&err.error, "--step %d is beyond the race: it has %d steps (--steps)", options->step,
             subject->scene.steps);
    } else {
        their_fault = false;
        if (render(options, subject, &err, &their_fault)) {
            return 0;
        }
    }
    flags_report("render", &err);
    return their_fault ? 2 : 1;
}

int render_main(int argc, char **argv)
{
    Arena arena = { 0 };
    SceneFlags *subject = arena_new(&arena, SceneFlags, 1);
    RenderOptions options = { .width = 1440, .height = 900, .step = -1, .study = -1 };
    int words = 0, status = 2;
    switch (flags_read(&render_command, argc, argv, &options, subject, 0, NULL, &words, &arena)) {
    case FLAGS_READ:
        if (!subject->is_lab) {
            lab_spec_defaults(&subject->lab);
        }
        status = render_checked(&options, subject);
        break;
    case FLAGS_HELP: status = 0; break;
    case FLAGS_WRONG: status = 2; break;
    }
    arena_free(&arena);
    return status;
}
