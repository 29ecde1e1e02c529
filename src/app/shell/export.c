// The table, and the file in the making.
#include "app/shell/export.h"

#include "app/shell/export_draw.h"
#include "app/shell/export_ways.h"
#include "base/words.h"
#include "io/subject_text.h"
#include "io/torch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { TRIES = 10000, FIGURE_W = 2400, FIGURE_H = 1500, FILM_W = 1280, FILM_H = 720 };

// clang-format off
const ExportRow export_rows[EXPORT_COUNT] = {
    [EXPORT_PNG] = { { .key = "png", .name = N_("Picture, PNG"),
        .about = N_("Pixels, for slides and web pages") },
        EXPORT_USES_SIZE | EXPORT_USES_DPI | EXPORT_USES_TRANSPARENT, NULL, export_png, NULL },
    [EXPORT_SVG] = { { .key = "svg", .name = N_("Figure, SVG"),
        .about = N_("Sharp at any size, for web pages and drawing programs") },
        EXPORT_USES_SIZE | EXPORT_USES_DPI | EXPORT_USES_TRANSPARENT, NULL, export_svg, NULL },
    [EXPORT_PDF] = { { .key = "pdf", .name = N_("Figure, PDF"),
        .about = N_("Sharp at any size, its fonts inside, for papers") },
        EXPORT_USES_SIZE | EXPORT_USES_DPI | EXPORT_USES_TRANSPARENT, NULL, export_pdf, NULL },
    [EXPORT_MP4] = { { .key = "mp4", .name = N_("Film, MP4"),
        .about = N_("The race or the training, for slides and every player") },
        EXPORT_USES_SIZE | EXPORT_USES_FILM, export_can_mp4, NULL, &export_film },
    [EXPORT_WEBP] = { { .key = "webp", .name = N_("Film, animated WebP"),
        .about = N_("The race or the training, for web pages: every colour, for ever again") },
        EXPORT_USES_SIZE | EXPORT_USES_FILM, export_can_webp, NULL, &export_film },
    [EXPORT_GIF] = { { .key = "gif", .name = N_("Film, GIF"),
        .about = N_("The race or the training, for where nothing else is shown: 256 colours") },
        EXPORT_USES_SIZE | EXPORT_USES_FILM, export_can_gif, NULL, &export_film },
    [EXPORT_CSV] = { { .key = "csv", .name = N_("Numbers, CSV"),
        .about = N_("All that is shown as a table, from the first step on") },
        0, NULL, export_csv, NULL },
    [EXPORT_TORCH] = { { .key = "py", .name = N_("Script, PyTorch"),
        .about = N_("A program in Python that makes the same steps") },
        0, NULL, export_torch, NULL },
};
// clang-format on
static_assert(COUNT(export_rows) == EXPORT_COUNT, "a row for each ExportKind");
const Registry export_kinds = { REGISTRY(export_rows) };

struct Export {
    App *app;
    ExportPlan plan;
    const ExportRow *row;
    void *work; // of row->way
};

bool export_csv(App *app, const ExportPlan *plan, Error *err)
{
    return app->room->row->write_csv(app->room->state, plan->path, err);
}

bool export_torch(App *app, const ExportPlan *plan, Error *err)
{
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    const bool written = torch_save(plan->path, subject, NULL, err);
    free(subject);
    return written;
}

int export_kind_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (int i = 0; dot && i < EXPORT_COUNT; i++) {
        if (strcasecmp(dot + 1, export_rows[i].kind.key) == 0) {
            return i;
        }
    }
    return -1;
}

ExportPlan export_plan(const App *app, ExportKind kind)
{
    const bool film = export_rows[kind].uses & EXPORT_USES_FILM;
    return (ExportPlan){
        .kind = kind,
        .width = film ? FILM_W : FIGURE_W,
        .height = film ? FILM_H : FIGURE_H,
        .theme = app->shell.theme,
        .from = NAN,
        .to = NAN,
        .seconds = EXPORT_SECONDS,
        .rate = EXPORT_RATE,
    };
}

bool export_free_name(const char *folder, const char *name, const char *ending,
                      char path[EXPORT_PATH_MAX])
{
    const char *home = getenv("HOME");
    char here[EXPORT_PATH_MAX];
    if (!folder) {
        const bool writable = getcwd(here, sizeof here) && access(here, W_OK) == 0;
        folder = writable ? here : home ? home : ".";
    }
    for (int i = 1; i < TRIES; i++) {
        const int length =
            snprintf(path, EXPORT_PATH_MAX, "%s/thalweg-%s-%d.%s", folder, name, i, ending);
        if (length >= EXPORT_PATH_MAX) {
            return false;
        }
        if (access(path, F_OK) != 0) {
            return true;
        }
    }
    return false;
}

bool export_name(const App *app, const char *folder, ExportPlan *plan)
{
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    const char *name = subject_file_name(subject);
    free(subject); // the name is a row's
    return export_free_name(folder, name, export_rows[plan->kind].kind.key, plan->path);
}

bool export_check(const ExportPlan *plan, Error *err)
{
    const unsigned uses = export_rows[plan->kind].uses;
    if (!plan->path[0]) {
        return fail(err, "the name of the file to write is empty");
    }
    if (uses & EXPORT_USES_SIZE &&
        (plan->width < EXPORT_SIDE_MIN || plan->height < EXPORT_SIDE_MIN ||
         plan->width > EXPORT_SIDE_MAX || plan->height > EXPORT_SIDE_MAX)) {
        return fail(err, "a picture of %d x %d pixels: each side is from %d to %d", plan->width,
                    plan->height, EXPORT_SIDE_MIN, EXPORT_SIDE_MAX);
    }
    if (uses & EXPORT_USES_DPI && plan->dpi != 0 &&
        !(plan->dpi >= EXPORT_DPI_MIN && plan->dpi <= EXPORT_DPI_MAX)) {
        return fail(err, "%g pixels an inch: from %g to %g", plan->dpi, EXPORT_DPI_MIN,
                    EXPORT_DPI_MAX);
    }
    if (plan->transparent && !(uses & EXPORT_USES_TRANSPARENT)) {
        return fail(err, "a .%s file cannot be without its ground",
                    export_rows[plan->kind].kind.key);
    }
    return !(uses & EXPORT_USES_FILM) || export_film_check(plan, err);
}

Export *export_begin(App *app, const ExportPlan *plan, Error *err)
{
    const ExportRow *row = &export_rows[plan->kind];
    if (!export_check(plan, err) || (row->can && !row->can(app, err))) {
        return NULL;
    }
    void *work = row->way ? row->way->begin(app, plan, err) : NULL;
    if (row->way && !work) {
        return NULL;
    }
    Export *job = memory_get(sizeof *job);
    *job = (Export){ .app = app, .plan = *plan, .row = row, .work = work };
    return job;
}

ExportState export_step(Export *job, double budget_s, Error *err)
{
    if (job->row->way) {
        return job->row->way->step(job->work, budget_s, err);
    }
    return job->row->write(job->app, &job->plan, err) ? EXPORT_DONE : EXPORT_FAILED;
}

double export_progress(const Export *job)
{
    return job->row->way ? job->row->way->progress(job->work) : 0;
}

const ExportPlan *export_plan_of(const Export *job)
{
    return &job->plan;
}

void export_end(Export *job)
{
    if (job && job->work) {
        job->row->way->end(job->work);
    }
    free(job);
}

bool export_write(App *app, const ExportPlan *plan, Error *err)
{
    Export *job = export_begin(app, plan, err);
    ExportState state = job ? EXPORT_GOES_ON : EXPORT_FAILED;
    while (state == EXPORT_GOES_ON) {
        state = export_step(job, INFINITY, err);
    }
    export_end(job);
    return state == EXPORT_DONE;
}
