// The Network room: up to four networks learn side by side.
#include "app/network/lab_study.h"
#include "app/network/lab_views.h"
#include "app/shell/room.h"
#include "base/words.h"
#include "io/flags_write.h"
#include "io/train_csv.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>

enum { LEFT = 292, CHART = 150, CHART_SHORT = 116, TWO_ROWS_BELOW = 1100, CLEAR_LEAST = 440 };

static AppLayout lay_out(const App *app, float width, float height)
{
    (void)app;
    const float bottom = height < 800 ? CHART_SHORT : CHART;
    return app_layout(width, height, &(AppParts){ LEFT, 0, bottom, TWO_ROWS_BELOW });
}

static void wake(void *context)
{
    (void)context;
    window_wake();
}

static bool advance(App *app, double now_s, double elapsed_s, double budget_s)
{
    (void)elapsed_s, (void)budget_s;
    LabSpace *space = &app->lab;
    if (space->session) {
        return false; // `render` has computed all it shows
    }
    labspace_start(space, wake, NULL);
    labspace_update(space);
    if (space->notice[0]) {
        app_notice(app, now_s, "%s", space->notice);
        space->notice[0] = '\0';
    }
    return false; // the worker wakes the window when there is something new
}

// What of the picture no open drawer covers, so that each network's letter and name stay in sight.
// In the smallest windows that is too little for columns: there they lie below it.
static Rect clear_picture(const App *app)
{
    const AppLayout *layout = &app->layout;
    Rect clear = layout->picture;
    if (layout->drawers && app->left_open && clear.w - layout->left.w >= CLEAR_LEAST) {
        cut_left(&clear, layout->left.w, 0);
    }
    return clear;
}

static void pass(App *app)
{
    const AppLayout *layout = &app->layout;
    const bool zoom = app->lab.wish.look.zoom_layer >= 0;
    app->canvas.layer = layout->drawers ? LAYER_OVER : LAYER_BASE;
    if (!layout->drawers || app->left_open) {
        lab_panel(app, layout->left);
        app_panel_edge(app, "left.ground", layout->left, false);
    }
    lab_transport(app, layout->transport);
    app->canvas.layer = LAYER_BASE;
    lab_chart(app, layout->chart);
    (app->lab.study ? lab_study : zoom ? lab_zoom : lab_columns)(app, clear_picture(app));
    lab_shortcuts(app);
}

// What the preset shows, in its own words, as long as its settings are those on screen.
static void preset_title(App *app, Rect rect)
{
    Ui *ui = &app->ui;
    const LabPreset *preset = labspace_preset(&app->lab);
    if (!preset || app->lab.study) {
        return;
    }
    const float name = canvas_text_width(ui->canvas, FONT_BOLD, 12, tr(preset->name));
    const float about = canvas_text_width(ui->canvas, FONT_SANS, 12, tr(preset->about));
    const bool whole = about <= rect.w; // half a sentence is worse than none
    if (name > rect.w) {
        return;
    }
    canvas_text(ui->canvas, rect.x, rect.y + (whole ? 11 : 18), ALIGN_LEFT, FONT_BOLD, 12,
                ui->theme->text, tr(preset->name));
    if (whole) {
        canvas_text(ui->canvas, rect.x, rect.y + 26, ALIGN_LEFT, FONT_SANS, 12, ui->theme->muted,
                    tr(preset->about));
    }
    ui_press(ui, "lab.preset", (Rect){ rect.x, rect.y, fminf(fmaxf(name, about), rect.w), rect.h },
             false);
    ui_tip(ui, tr(preset->about));
}

static void bar(App *app, Rect rest)
{
    Ui *ui = &app->ui;
    const int preset = ui_menu(ui, "lab.presets", cut_left(&rest, 104, 12), tr("Presets"), 300,
                               lab_preset_count + STUDY_COUNT, lab_preset_label, NULL,
                               tr("Labs to begin with, one click each"));
    if (preset >= lab_preset_count) {
        labspace_play(&app->lab, false);
        labspace_study(&app->lab, (StudyKind)(preset - lab_preset_count), wake, NULL);
    } else if (preset >= 0) {
        labspace_study(&app->lab, STUDY_COUNT, NULL, NULL);
        LabSpec *spec = memory_get(sizeof *spec);
        lab_preset_spec(&lab_presets[preset], spec);
        labspace_open(&app->lab, spec);
        labspace_play(&app->lab, true);
        free(spec);
    }
    preset_title(app, rest);
}

static void moment(const App *app, void *now)
{
    labspace_moment(&app->lab, now);
}

static void restore(App *app, const void *then)
{
    labspace_restore(&app->lab, then);
}

static void reset(App *app)
{
    LabSpec *spec = memory_get(sizeof *spec);
    lab_preset_spec(&lab_presets[0], spec);
    labspace_open(&app->lab, spec);
    free(spec);
}

enum { PART_PAINTED, PART_FIFTH, PART_NAMES, PART_LOOK };
static const char *const parts[] = { N_("painted points"), N_("networks beyond the fourth"),
                                     N_("names"), N_("what is looked at"), NULL };

static unsigned command(const App *app, char *text, size_t size)
{
    const LabSpace *space = &app->lab;
    const LabWish *wish = &space->wish;
    const LabSpec *spec = &wish->spec;
    bool named = false;
    for (int i = 0; i < spec->network_count; i++) {
        named = named || spec->names[i][0];
    }
    const bool looks = !labspace_looks_as_at_first(space);
    lab_write_flags(spec, text, size);
    return (wish->painted ? 1u << PART_PAINTED : 0) |
           (spec->network_count > LAB_NETWORKS_ADDED ? 1u << PART_FIFTH : 0) |
           (named ? 1u << PART_NAMES : 0) | (looks ? 1u << PART_LOOK : 0);
}

static const char *file_name(const App *app)
{
    return data_rows[app->lab.wish.spec.data.kind].key;
}

static void figure(App *app, int width_px, int height_px, float scale)
{
    app_resize(app, width_px, height_px, scale);
    lab_figure(app);
    app_paint(app);
}

static bool write_csv(const App *app, const char *path, Error *err)
{
    if (!app->lab.shot) {
        return fail(err, "there are no curves yet");
    }
    return lab_curves_write(app->lab.shot, path, err);
}

// clang-format off
static const KeyHelp keys[] = {
    { N_("Space"), N_("train or pause; at the end: go on") },
    { N_("Left, Right"), N_("one step back or on") },
    { N_("Page Up, Page Down"), N_("one epoch back or on") },
    { N_("Home, End"), N_("back to step 0; as far as it was trained") },
    { N_("[ ]"), N_("the speed before or after this one in the list") },
    { N_("1 … 4"), N_("select the n-th network") },
    { N_("N, D, Delete"), N_("another network, the selected one again, away with it") },
    { N_("R"), N_("new seed") },
    { N_("Drop a CSV file"), N_("learn from its rows; the last column is the target") },
    { NULL, NULL },
};
// clang-format on

const Room network_room = {
    .key = "network",
    .name = N_("Network"),
    .tip = N_("Networks learn side by side"),
    .lay_out = lay_out,
    .advance = advance,
    .pass = pass,
    .bar = bar,
    .image = lab_image,
    .moment_size = sizeof(LabMoment),
    .moment = moment,
    .moment_equal = labspace_moment_equal,
    .restore = restore,
    .reset = reset,
    .command = command,
    .parts = parts,
    .file_name = file_name,
    .figure = figure,
    .write_csv = write_csv,
    .keys = keys,
};
