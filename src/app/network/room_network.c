// The Network room: networks learn side by side, up to four by hand, six in a preset.
#include "app/network/room_network.h"

#include "app/network/lab_hiding.h"
#include "app/network/lab_rows.h"
#include "app/network/lab_study.h"
#include "app/network/lab_views.h"
#include "app/network/labspace_moment.h"
#include "app/network/network_lesson.h"
#include "base/words.h"
#include "gfx/window.h"
#include "io/train_csv.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>

enum { LEFT = 292, CHART = 150, CHART_SHORT = 116, TWO_ROWS_BELOW = 1100, CLEAR_LEAST = 440 };

static bool init(void *state, Shell *shell, Error *err)
{
    NetworkRoom *room = state;
    (void)err;
    room->shell = shell;
    room->tiles = tiles_create();
    labspace_init(&room->lab);
    return true;
}

static void finish(void *state)
{
    NetworkRoom *room = state;
    labspace_finish(&room->lab);
    tiles_destroy(room->tiles);
}

static void open(void *state, const Subject *subject)
{
    NetworkRoom *room = state;
    labspace_study(&room->lab, STUDY_COUNT, NULL, NULL); // its page would lie over the lab
    labspace_open(&room->lab, &subject->lab);
    labspace_set_past(&room->lab, &subject->past);
    labspace_show(&room->lab, &subject->lab_show);
    lab_take_all_data(room);
    labspace_changed(&room->lab);
}

// Nothing of it is remembered.
static void recall(void *state, const Settings *settings)
{
    (void)state, (void)settings;
}

static void remember(const void *state, Settings *settings)
{
    (void)state, (void)settings;
}

static ShellLayout lay_out(const void *state, float width, float height)
{
    const NetworkRoom *room = state;
    const ShellParts of = { LEFT,
                            0,
                            height < 800 ? CHART_SHORT : CHART,
                            room->shell->bottom,
                            TWO_ROWS_BELOW,
                            room->shell->strip };
    return room->shell->presenting
               ? shell_layout_presenting(width, height, 0, &of, room->shell->present_chart)
               : shell_layout(width, height, &of);
}

static void wake(void *context)
{
    (void)context;
    window_wake();
}

static bool advance(void *state, double now_s, double elapsed_s, double budget_s)
{
    NetworkRoom *room = state;
    (void)now_s, (void)elapsed_s, (void)budget_s;
    LabSpace *space = &room->lab;
    if (space->session) {
        return false; // `render` has computed all it shows
    }
    labspace_start(space, wake, NULL);
    labspace_update(space);
    return false; // the worker wakes the window when there is something new
}

static const char *const panels[] = { N_("Data and settings of the networks"), NULL };

// What of the picture no open drawer covers, so that each network's letter and name stay in sight.
// In the smallest windows that is too little for columns: there they lie below it.
static Rect clear_picture(const NetworkRoom *room)
{
    const ShellLayout *layout = &room->shell->layout;
    Rect clear = layout->picture;
    if (layout->drawers && room->shell->left_open && clear.w - layout->left.w >= CLEAR_LEAST) {
        cut_left(&clear, layout->left.w, 0);
    }
    return clear;
}

static void hide(void *state, unsigned who)
{
    labspace_hide(&((NetworkRoom *)state)->lab, who);
}

static void pass(void *state)
{
    NetworkRoom *room = state;
    const ShellLayout *layout = &room->shell->layout;
    const bool zoom = room->lab.wish.look.zoom_layer >= 0;
    room->shell->canvas.layer = layout->drawers ? LAYER_OVER : LAYER_BASE;
    if (!layout->drawers || room->shell->left_open) {
        lab_panel(room, layout->left);
        shell_panel_edge(room->shell, "left.ground", layout->left, false);
    }
    room->shell->canvas.layer = LAYER_BASE;
    lab_transport(room, layout->transport, panels);
    if (layout->chart.h > 0) {
        lab_chart(room, layout->chart);
    }
    (room->lab.study ? lab_study : zoom ? lab_zoom : lab_columns)(room, clear_picture(room));
    lab_shortcuts(room);
}

// What the preset shows, in its own words, as long as its settings are those on screen.
static void preset_title(NetworkRoom *room, Rect rect)
{
    Ui *ui = &room->shell->ui;
    const LabPreset *preset = labspace_preset(&room->lab);
    if (!preset || room->lab.study) {
        return;
    }
    const float name = canvas_text_width(ui->canvas, FONT_BOLD, 12, tr(preset->kind.name));
    const float about = canvas_text_width(ui->canvas, FONT_SANS, 12, tr(preset->kind.about));
    const bool whole = about <= rect.w; // half a sentence is worse than none
    if (name > rect.w) {
        return;
    }
    canvas_text(ui->canvas, rect.x, rect.y + (whole ? 11 : 18), ALIGN_LEFT, FONT_BOLD, 12,
                ui->theme->text, tr(preset->kind.name));
    if (whole) {
        canvas_text(ui->canvas, rect.x, rect.y + 26, ALIGN_LEFT, FONT_SANS, 12, ui->theme->muted,
                    tr(preset->kind.about));
    }
    ui_press(ui, "lab.preset", (Rect){ rect.x, rect.y, fminf(fmaxf(name, about), rect.w), rect.h },
             false);
    ui_tip(ui, tr(preset->kind.about));
}

static void bar(void *state, Rect rest)
{
    NetworkRoom *room = state;
    Ui *ui = &room->shell->ui;
    const float width = rest.w > 300 ? ui_menu_width(ui, tr("Presets"), 104) : 104;
    const int preset = lab_preset_list(room, cut_left(&rest, width, 12));
    if (preset >= lab_preset_count) {
        labspace_play(&room->lab, false);
        labspace_study(&room->lab, (StudyKind)(preset - lab_preset_count), wake, NULL);
    } else if (preset >= 0) {
        labspace_study(&room->lab, STUDY_COUNT, NULL, NULL);
        labspace_begin(&room->lab, &lab_presets[preset]);
        labspace_play(&room->lab, true);
    }
    preset_title(room, rest);
}

static void moment(const void *state, void *now)
{
    const NetworkRoom *room = state;
    labspace_moment(&room->lab, now);
}

static bool moment_equal(const void *a, const void *b)
{
    return labspace_moment_equal(a, b);
}

static void restore(void *state, const void *then, RoomBack why)
{
    NetworkRoom *room = state;
    room->lab.wish.redoes = why == ROOM_REDO;
    labspace_restore(&room->lab, then);
}

// What is open here has answered Escape before.
static bool go_back(void *state)
{
    (void)state;
    return false;
}

static void image(void *state, int id, const int rect_px[4], int width_px, int height_px)
{
    lab_image(state, id, rect_px, width_px, height_px);
}

static void reset(void *state)
{
    NetworkRoom *room = state;
    labspace_begin(&room->lab, &lab_presets[0]);
}

enum { PART_PAINTED, PART_CHANGES };
static const char *const parts[] = { N_("painted points"), N_("changes made while it trained"),
                                     NULL };

static unsigned subject(const void *state, Subject *shown)
{
    const NetworkRoom *room = state;
    const LabSpace *space = &room->lab;
    subject_set(shown, SUBJECT_LAB, &space->wish.spec);
    labspace_shown(space, &shown->lab_show);
    const bool whole = labspace_past(space, &shown->past);
    return (shown->past.painted ? 1u << PART_PAINTED : 0) |
           (!whole || shown->past.change_count > 0 ? 1u << PART_CHANGES : 0);
}

static void figure(void *state, int width_px, int height_px, float scale)
{
    NetworkRoom *room = state;
    shell_resize(room->shell, width_px, height_px, scale);
    lab_figure(room);
    shell_paint(room->shell, image, room);
}

static bool write_csv(const void *state, const char *path, Error *err)
{
    const NetworkRoom *room = state;
    if (!room->lab.shot) {
        return fail(err, "there are no curves yet");
    }
    return lab_curves_write(room->lab.shot, path, err);
}

static const char title[] = N_("Thalweg: networks in training");

enum { between = false };

static bool turns(UNUSED const void *state)
{
    return false;
}

static long last_step(const void *state)
{
    const LabSpace *space = &((const NetworkRoom *)state)->lab;
    return space->study ? 0 : labspace_last_step(space);
}

static bool show_at(void *state, double step, UNUSED double turned, double budget_s)
{
    return labspace_approach(&((NetworkRoom *)state)->lab, (long)step, budget_s);
}

// clang-format off
static const KeyHelp keys[] = {
    { N_("Space"), N_("train or pause; at the end: go on") },
    { N_("Left, Right"), N_("one step back or on") },
    { N_("Page Up, Page Down"), N_("one epoch back or on") },
    { N_("Home, End"), N_("back to step 0; as far as it was trained") },
    { N_("Up, Down"), N_("feature maps: the sample before or after") },
    { N_("[ ]"), N_("the speed before or after this one in the list") },
    { N_("1 … 4"), N_("select the n-th network") },
    { N_("N, D, Delete"), N_("another network, the selected one again, away with it") },
    { N_("O"), N_("histograms over steps, or as they are now") },
    { N_("E"), N_("the selected network at its best epoch, or as it is now") },
    { N_("Drag, wheel on an axis"), N_("a part of the chart's steps or values") },
    { N_("0"), N_("the whole of the chart's axes") },
    { N_("R"), N_("new seed") },
    { N_("Drop a CSV file"), N_("learn from its rows; the last column is the target") },
    { NULL, NULL },
};
// clang-format on

static bool *hides(void *state, int *count)
{
    *count = LAB_HIDE_COUNT;
    return ((NetworkRoom *)state)->lab.hide;
}

const Room network_room = ROOM("network", N_("Network"), N_("Networks learn side by side"),
                               SUBJECT_LAB, NetworkRoom, LabMoment, &network_lesson);
