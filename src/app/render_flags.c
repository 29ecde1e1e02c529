// One row for each flag, with what it takes.
#include "app/render_flags.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PIXELS_MIN = 16, PIXELS_MAX = 16384 };

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

static const char *ranges_key(const void *context, size_t index)
{
    static const char *const keys[] = { "common", "own" };
    (void)context;
    return keys[index];
}

static const char *values_key(const void *context, size_t index)
{
    static const char *const keys[] = { "linear", "log" };
    (void)context;
    return keys[index];
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

static bool take_ranges(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    return take_key("--ranges", value, 2, ranges_key, &options->own_ranges, err);
}

static bool take_values(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    return take_key("--values", value, 2, values_key, &options->log_values, err);
}

static bool take_picture(void *context, const char *value, Error *err)
{
    int picture = 0;
    const bool good = take_key("--picture", value, 2, picture_key, &picture, err);
    ((RenderOptions *)context)->picture = (LabPicture)picture;
    return good;
}

static const char *chart_key(const void *context, size_t index)
{
    static const char *const keys[LAB_CHART_COUNT] = {
        [LAB_CHART_LOSS] = "loss",         [LAB_CHART_BATCH] = "batch",
        [LAB_CHART_ACCURACY] = "accuracy", [LAB_CHART_GRADIENT] = "gradient",
        [LAB_CHART_UPDATE] = "update",
    };
    (void)context;
    return keys[index];
}

static bool take_chart(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    return take_key("--chart", value, LAB_CHART_COUNT, chart_key, &options->chart, err);
}

static bool take_log(void *context, const char *value, Error *err)
{
    (void)value;
    (void)err;
    return ((RenderOptions *)context)->log = true;
}

static bool take_layer(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    double layer;
    if (!text_number(value, strlen(value), "--layer", &layer, err)) {
        return false;
    }
    if (!(layer >= 1 && layer <= NET_HIDDEN_MAX) || layer != floor(layer)) {
        return fail_at(err, 0, "--layer is a hidden layer, from 1 to %d", NET_HIDDEN_MAX);
    }
    options->layer = (int)layer - 1;
    options->window = true;
    return true;
}

static bool chart_choice(size_t index, Choice *choice)
{
    if (index >= LAB_CHART_COUNT) {
        return false;
    }
    *choice = (Choice){ .text = chart_key(NULL, index) };
    return true;
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

static bool ranges_choice(size_t index, Choice *choice)
{
    if (index >= 2) {
        return false;
    }
    *choice = (Choice){ .text = ranges_key(NULL, index) };
    return true;
}

static bool values_choice(size_t index, Choice *choice)
{
    if (index >= 2) {
        return false;
    }
    *choice = (Choice){ .text = values_key(NULL, index) };
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

const Flag render_flags[] = {
    { "output", 'o', "FILE.png", N_("where the picture goes (needed)"), .take = take_path },
    { "step", 0, "K", N_("draw step K of the race, train the lab so far (the last)"),
      .take = take_step },
    { "size", 0, "WxH", N_("size in pixels (1440x900)"), .take = take_size },
    { "scale", 0, "S", N_("pixels for a unit of the layout (by the size)"), .take = take_scale },
    { "theme", 0, "NAME", N_("dark or light (dark)"), .take = take_theme, .choices = theme_choice },
    { "kind", 0, "NAME",
      N_("a lab's histograms: activations, gradients or weights\n"
         "(activations)"),
      .take = take_kind, .choices = kind_choice },
    { "values", 0, "NAME",
      N_("... linear, or log: magnitudes by powers of ten, exact\n"
         "zeros apart (log for gradients, else linear)"),
      .take = take_values, .choices = values_choice },
    { "ranges", 0, "NAME",
      N_("... with a scale common to all networks, or each with\n"
         "its own (common)"),
      .take = take_ranges, .choices = ranges_choice },
    { "picture", 0, "NAME", N_("of a lab's networks: surface or wiring (surface)"),
      .take = take_picture, .choices = picture_choice },
    { "chart", 0, "NAME", N_("of a lab: loss, batch, accuracy, gradient or update (loss)"),
      .take = take_chart, .choices = chart_choice },
    { "log", 0, NULL, N_("... on a logarithmic axis"), .take = take_log },
    { "layer", 0, "N",
      N_("the window with hidden layer N of the first network\n"
         "enlarged"),
      .take = take_layer },
    { "study", 0, "KEY", N_("a figure of many networks: activations or batch_norm"),
      .take = take_study, .choices = study_choice },
    { "window", 0, NULL, N_("the whole window as the user sees it"), .take = take_window },
    { .name = NULL },
};
