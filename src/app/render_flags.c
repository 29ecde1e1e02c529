// One row for each flag, with what it takes.
#include "app/render_flags.h"

#include "app/render_film.h"
#include "app/shell/export.h"
#include "base/text.h"
#include "base/words.h"
#include "sim/train/study.h"

#include <stdio.h>
#include <string.h>

static bool take_size(void *context, const char *value, Error *err)
{
    ExportPlan *plan = &((RenderOptions *)context)->plan;
    int used = 0;
    if (sscanf(value, "%dx%d%n", &plan->width, &plan->height, &used) != 2 || value[used]) {
        return fail_at(err, 0, "--size is width x height in pixels, such as 1440x900");
    }
    if (plan->width < EXPORT_SIDE_MIN || plan->height < EXPORT_SIDE_MIN ||
        plan->width > EXPORT_SIDE_MAX || plan->height > EXPORT_SIDE_MAX) {
        return fail_at(err, 0, "each side of --size is from %d to %d pixels", EXPORT_SIDE_MIN,
                       EXPORT_SIDE_MAX);
    }
    return true;
}

static bool take_theme(void *context, const char *value, Error *err)
{
    const int theme = registry_find(&theme_kinds, value);
    if (theme >= 0) {
        ((RenderOptions *)context)->plan.theme = (ThemeKind)theme;
    }
    return theme >= 0 ||
           fail_at(err, 0, "there is no theme '%s': it is dark, light or projector", value);
}

static bool take_scale(void *context, const char *value, Error *err)
{
    RenderOptions *options = context;
    if (!text_number(value, strlen(value), "--scale", &options->plan.scale, err)) {
        return false;
    }
    return (options->plan.scale >= 0.25 && options->plan.scale <= 8) ||
           fail_at(err, 0, "--scale is from 0.25 to 8 pixels a unit");
}

static bool take_dpi(void *context, const char *value, Error *err)
{
    ExportPlan *plan = &((RenderOptions *)context)->plan;
    if (!text_number(value, strlen(value), "--dpi", &plan->dpi, err)) {
        return false;
    }
    return (plan->dpi >= EXPORT_DPI_MIN && plan->dpi <= EXPORT_DPI_MAX) ||
           fail_at(err, 0, "--dpi is from %g to %g pixels an inch", EXPORT_DPI_MIN, EXPORT_DPI_MAX);
}

static bool take_transparent(void *context, const char *value, Error *err)
{
    (void)value;
    (void)err;
    ((RenderOptions *)context)->plan.transparent = true;
    return true;
}

static bool take_window(void *context, const char *value, Error *err)
{
    (void)value;
    (void)err;
    ((RenderOptions *)context)->plan.what = EXPORT_WINDOW;
    return true;
}

static bool take_present(void *context, const char *value, Error *err)
{
    ((RenderOptions *)context)->presents = true;
    return take_window(context, value, err);
}

// "png, svg, pdf".
static void picture_endings(char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < EXPORT_COUNT && used < size; i++) {
        if (export_rows[i].uses & EXPORT_USES_SIZE) {
            used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                                     export_rows[i].kind.key);
        }
    }
}

// A name without an ending is a PNG's; with another one it would be none.
static bool take_path(void *context, const char *value, Error *err)
{
    ExportPlan *plan = &((RenderOptions *)context)->plan;
    const char *slash = strrchr(value, '/'), *dot = strrchr(slash ? slash : value, '.');
    const int kind = export_kind_of(value);
    if (plan->path[0]) {
        return fail(err, "-o is given twice: one picture goes to one file");
    }
    if (!*value) {
        return fail(err, "-o needs the name of a file, such as -o figure.png");
    }
    if (strcmp(value, "-") == 0) {
        return fail_at(err, 0, "-o: a picture goes to a file, and '-' is no name of one");
    }
    if (strlen(value) >= sizeof plan->path) {
        return fail(err, "-o: the name of the file is longer than %d bytes", EXPORT_PATH_MAX - 1);
    }
    if (dot && (kind < 0 || !(export_rows[kind].uses & EXPORT_USES_SIZE))) {
        char known[80];
        picture_endings(known, sizeof known);
        return fail(err, "-o: no picture is written as '%.40s' (known: %s)", dot + 1, known);
    }
    memcpy(plan->path, value, strlen(value) + 1);
    plan->kind = kind < 0 ? EXPORT_PNG : (ExportKind)kind;
    return true;
}

// Of a film: handed on to who knows of films.
#define TAKE_OF_FILM(what)                                                                         \
    static bool take_##what(void *context, const char *value, Error *err)                          \
    {                                                                                              \
        return render_take_##what(&((RenderOptions *)context)->plan, value, err);                  \
    }
TAKE_OF_FILM(fps)
TAKE_OF_FILM(seconds)
TAKE_OF_FILM(from)
TAKE_OF_FILM(to)
TAKE_OF_FILM(turn)

// The place of a key; what: "--study".
static bool take_key(const char *what, const char *value, const Registry *registry, int *chosen,
                     Error *err)
{
    char known[120];
    const int place = registry_find(registry, value);
    *chosen = place >= 0 ? place : *chosen;
    text_names(known, sizeof known, registry->count, registry_key, registry);
    return place >= 0 || fail_at(err, 0, "%s: there is no '%.40s' (known: %s)", what, value, known);
}

static bool take_study(void *context, const char *value, Error *err)
{
    return take_key("--study", value, &study_kinds, &((RenderOptions *)context)->study, err);
}

static bool take_log(void *context, const char *value, Error *err)
{
    (void)value;
    (void)err;
    return ((RenderOptions *)context)->log = true;
}

const Flag render_flags[] = {
    { "output", 'o', "FILE",
      N_("where it goes (needed); its ending says what it is: .png,\n"
         ".svg or .pdf, whose curves and letters are sharp at any\n"
         "size, or a film of the race or the training: .mp4, .webp\n"
         "or .gif"),
      .take = take_path },
    { "fps", 0, "N", N_("of a film: pictures a second (30)"), .take = take_fps },
    { "seconds", 0, "S", N_("... how long it lasts (10)"), .take = take_seconds },
    { "from", 0, "K", N_("... its first step (0)"), .take = take_from },
    { "to", 0, "K",
      N_("... its last step (the last); where it lies before\n"
         "--from, the film runs back"),
      .take = take_to },
    { "turn", 0, "DEGREES", N_("... by how much a surface turns meanwhile (0)"),
      .take = take_turn },
    { "size", 0, "WxH",
      N_("size in pixels (1440x900); an .mp4 has even sides, a\n"
         "pixel more where they are odd"),
      .take = take_size },
    { "scale", 0, "S", N_("pixels for a unit of the layout (by the size)"), .take = take_scale },
    { "dpi", 0, "D", N_("pixels an inch: how large it is on paper (96)"), .take = take_dpi },
    { "transparent", 0, NULL, N_("without the ground"), .take = take_transparent },
    { "theme", 0, "NAME", N_("dark, light or projector (dark)"), .take = take_theme,
      .choices = &theme_kinds },
    { "log", 0, NULL, N_("the chart on a logarithmic axis, as --axis log"), .take = take_log },
    { "study", 0, "KEY",
      N_("a figure of many networks: activations or batch_norm;\n"
         "of a lab it has the seed alone"),
      .take = take_study, .choices = &study_kinds },
    { "window", 0, NULL, N_("the whole window as the user sees it"), .take = take_window },
    { "present", 0, NULL, N_("the window as it is presented (F5): large, no panels"),
      .take = take_present },
    { .name = NULL },
};
