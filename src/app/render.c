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
#include <string.h>

enum { PIXELS_MIN = 16, PIXELS_MAX = 16384 };

typedef struct RenderOptions {
    int width, height;
    int step; // -1: the last
    ThemeKind theme;
    bool window;
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
    { "step", 0, "K", "draw step K of the race (the last)", .take = take_step },
    { "size", 0, "WxH", "size in pixels (1440x900)", .take = take_size },
    { "scale", 0, "S", "pixels for a unit of the layout (by the size)", .take = take_scale },
    { "theme", 0, "NAME", "dark or light (dark)", .take = take_theme, .choices = theme_choice },
    { "window", 0, NULL, "the whole window as the user sees it", .take = take_window },
    { .name = NULL },
};

const FlagsCommand render_command = {
    .name = "render",
    .summary = "Draws the race into a PNG file, without any display.",
    .usage = "[scene flags] [--step K] [--size WxH] [--theme NAME] [--window] -o FILE.png",
    .flags = flags,
    .scene = true,
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

static void draw(App *app, const RenderOptions *options, const Scene *scene)
{
    app->theme = options->theme;
    app_open(app, scene);
    workspace_seek(&app->workspace, options->step < 0 ? scene->steps : options->step);
    const float scale = scale_of(options);
    if (options->window) {
        app_resize(app, options->width, options->height, scale);
        app_frame(app, 0, INFINITY);
    } else {
        rooms[app->room]->figure(app, options->width, options->height, scale);
    }
}

static bool render(const RenderOptions *options, const Scene *scene, Error *err, bool *their_fault)
{
    Window *window =
        window_create(&(WindowOptions){ str(STR_APP_TITLE), 64, 64, true, false }, err);
    App app;
    Capture capture;
    bool done = false;
    if (window && app_init(&app, err)) {
        if (capture_init(&capture, options->width, options->height, err)) {
            capture_bind(&capture);
            draw(&app, options, scene);
            uint8_t *pixels = memory_get((size_t)options->width * (size_t)options->height * 3);
            capture_read(&capture, pixels);
            done = png_write(options->path, options->width, options->height, pixels, err);
            *their_fault = !done && err->at == 0;
            free(pixels);
            capture_finish(&capture);
        }
        app_finish(&app);
    }
    window_destroy(window);
    return done;
}

static int render_checked(const RenderOptions *options, const Scene *scene)
{
    FlagsError err = { .error = { .text = "", .at = -1 } };
    bool their_fault = true;
    if (!options->path) {
        fail(&err.error, "no file to draw into: give -o FILE.png");
    } else if (options->step > scene->steps) {
        fail(&err.error, "--step %d is beyond the race: it has %d steps (--steps)", options->step,
             scene->steps);
    } else {
        their_fault = false;
        if (render(options, scene, &err.error, &their_fault)) {
            return 0;
        }
    }
    flags_report("render", &err);
    return their_fault ? 2 : 1;
}

int render_main(int argc, char **argv)
{
    Arena arena = { 0 };
    SceneFlags scene;
    RenderOptions options = { .width = 1440, .height = 900, .step = -1 };
    int words = 0, status = 2;
    switch (flags_read(&render_command, argc, argv, &options, &scene, 0, NULL, &words, &arena)) {
    case FLAGS_READ: status = render_checked(&options, &scene.scene); break;
    case FLAGS_HELP: status = 0; break;
    case FLAGS_WRONG: status = 2; break;
    }
    arena_free(&arena);
    return status;
}
