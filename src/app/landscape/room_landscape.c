// The Landscape room: optimizers race down a landscape.
#include "app/landscape/room_landscape.h"

#include "app/landscape/chart.h"
#include "app/landscape/choosers.h"
#include "app/landscape/figure.h"
#include "app/landscape/hide_rows.h"
#include "app/landscape/hiding.h"
#include "app/landscape/landscape_lesson.h"
#include "app/landscape/looks.h"
#include "app/landscape/picture.h"
#include "app/landscape/present_landscape.h"
#include "app/landscape/relief_tools.h"
#include "app/landscape/table.h"
#include "app/landscape/thumbs.h"
#include "app/landscape/workspace_eye.h"
#include "base/words.h"
#include "io/trace_csv.h"
#include "ui/hiding.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SLOW_FRAME_S = 0.019;
static bool init(void *state, Shell *shell, Error *err)
{
    LandscapeRoom *room = state;
    *room = (LandscapeRoom){
        .shell = shell,
        .lit_run = -1,
        .hover_step = -1,
        .inset_point = -1,
        .heatmap = heatmap_create(err),
    };
    if (!room->heatmap || !relief_image_init(&room->relief_image, err)) {
        heatmap_destroy(room->heatmap);
        return false;
    }
    room->thumbs = thumbs_create();
    workspace_init(&room->workspace);
    landscape_looks_begin(room);
    return true;
}

static void finish(void *state)
{
    LandscapeRoom *room = state;
    workspace_finish(&room->workspace);
    formula_sheet_finish(&room->sheet);
    thumbs_destroy(room->thumbs);
    free(room->preset_scene);
    heatmap_destroy(room->heatmap);
    relief_image_finish(&room->relief_image);
}

static void open(void *state, const Subject *subject)
{
    LandscapeRoom *room = state;
    landscape_looks_part(room);
    workspace_open(&room->workspace, &subject->scene);
    workspace_eye_reset(&room->workspace);
    landscape_looks_open(room, &subject->scene_show);
}

static void recall(void *state, const Settings *settings)
{
    landscape_looks_recall(state, settings);
}

static void remember(const void *state, Settings *settings)
{
    landscape_looks_remember(state, settings);
}

enum { LEFT = 292, RIGHT = 312, TWO_ROWS_BELOW = 760 };

// Chart and table have the same height, so that the switch between them stays under the pointer.
static ShellLayout lay_out(const void *state, float width, float height)
{
    const LandscapeRoom *room = state;
    const ShellParts of = { LEFT,           RIGHT,
                            TABLE_HEIGHT,   room->shell->bottom,
                            TWO_ROWS_BELOW, room->shell->strip };
    return room->shell->presenting
               ? shell_layout_presenting(width, height, landscape_present_legend_width(width), &of,
                                         room->shell->present_chart)
               : shell_layout(width, height, &of);
}

static const char *const panels[] = { N_("Landscape, race and what is shown"), N_("Optimizers") };

static void side_panels(LandscapeRoom *room)
{
    const ShellLayout *layout = &room->shell->layout;
    ui_hiding_begin(&room->shell->ui, landscape_hide_rows, SCENE_HIDE_COUNT, room->workspace.hide,
                    room->shell->hiding);
    if (!layout->drawers || room->shell->left_open) {
        landscape_panel(room, layout->left);
        shell_panel_edge(room->shell, "left.ground", layout->left, false);
    }
    if (!layout->drawers || room->shell->right_open) {
        landscape_optimizers(room, layout->right);
        shell_panel_edge(room->shell, "right.ground", layout->right, true);
    }
    ui_hiding_end(&room->shell->ui);
}

static void hide(void *state, unsigned who)
{
    workspace_hide(&((LandscapeRoom *)state)->workspace, who);
}

static void pass(void *state)
{
    LandscapeRoom *room = state;
    const ShellLayout *layout = &room->shell->layout;
    const Scene *scene = &room->workspace.scene;
    const bool surface = relief_shown(scene);
    const PictureLook look = {
        .theme = room->shell->ui.theme,
        .hint = !room->workspace.dragged_start,
        .lit = room->lit_run,
        .step = room->hover_step,
        .hover = room->hover_plane ? room->hover : NULL,
        .clear = landscape_clear(room),
        .tools =
            surface ? relief_tools_place(room, relief_rect(scene, layout->picture)) : (Rect){ 0 },
    };
    room->lit_run = room->hover_step = -1;
    picture_draw(&room->shell->canvas, &room->workspace, layout->picture, &look);
    room->shell->canvas.layer = layout->drawers ? LAYER_OVER : LAYER_BASE;
    side_panels(room);
    if (room->shell->presenting) {
        room->shell->canvas.layer = LAYER_BASE;
        landscape_present(room, panels);
    } else {
        landscape_transport(room, layout->transport);
    }
    room->shell->canvas.layer = LAYER_BASE;
    if (layout->chart.h > 0) {
        (room->table ? landscape_table : landscape_chart)(room, layout->chart);
    }
    landscape_inset_hands(room, layout->picture);
    landscape_picture_hands(room, layout->picture);
    landscape_shortcuts(room);
    room->workspace.gesture = room->shell->gesture;
}

static void bar(void *state, Rect rest)
{
    landscape_bar(state, rest);
}

static void image(void *state, int id, const int whole_px[4], int width_px, int height_px)
{
    LandscapeRoom *room = state;
    const Workspace *w = &room->workspace;
    const Field *field = &w->field;
    const Box view = view_box(&w->view, relief_view_rect(&w->scene, room->shell->layout.picture));
    const Theme *theme = &themes[room->shell->theme];
    if (field->columns == 0) {
        return;
    }
    const bool even = room->shell->sink.take;
    const float scale = room->shell->scale * room->shell->zoom.times;
    int rect_px[4];
    memcpy(rect_px, whole_px, sizeof rect_px);
    const ShellPart part = shell_part(room->shell, rect_px);
    if (id == PICTURE_RELIEF) {
        room->relief_image.even = even;
        room->relief_image.part = part;
        relief_image_draw(&room->relief_image, w, theme, scale, rect_px, width_px, height_px);
        return;
    }
    if (room->field_shown != w->field_version) {
        heatmap_upload(room->heatmap, field->columns, field->rows, field->values);
        room->field_shown = w->field_version;
    }
    HeatmapLook look = relief_map_look(w, theme, scale, relief_map_part(view, part));
    look.even = even;
    if (room->map_coarse) {
        look.contour_width_px /= 1.6f;
        look.divide = 2;
    }
    heatmap_draw(room->heatmap, &look, rect_px, width_px, height_px);
}

// While the map changes in every frame and the frames come too slowly, it is drawn with a quarter
// of the pixels; the first frame in which it rests draws it whole. Whether that is still to come.
static bool map_follow(LandscapeRoom *room, double elapsed_s, double budget_s)
{
    const bool moves = relief_map_shown(&room->workspace.scene) &&
                       room->workspace.field_version != room->field_shown;
    const bool coarse = moves && room->map_moved && isfinite(budget_s) &&
                        (room->map_coarse || elapsed_s > SLOW_FRAME_S);
    room->map_moved = moves;
    room->map_coarse = coarse;
    return coarse;
}

static bool advance(void *state, double now_s, double elapsed_s, double budget_s)
{
    LandscapeRoom *room = state;
    const bool zooms = now_s < room->relief_hand.zooms_until_s;
    room->workspace.relief.held = landscape_relief_holds(room, now_s);
    const bool playing = workspace_play(&room->workspace, elapsed_s);
    const bool remains = workspace_compute(&room->workspace, room->shell->layout.picture,
                                           room->shell->scale, budget_s);
    if (room->shell->still) { // it is where it goes at once
        room->workspace.eye.left_s = 0;
        room->workspace.eye.turns = false;
    }
    const bool moves = workspace_eye_advance(&room->workspace, elapsed_s, isinf(budget_s));
    bool coarse = map_follow(room, elapsed_s, budget_s);
    int rect_px[4];
    shell_image_px(room->shell, relief_rect(&room->workspace.scene, room->shell->layout.picture),
                   rect_px);
    room->relief_image.part = shell_part(room->shell, rect_px);
    coarse |=
        relief_image_follow(&room->relief_image, &room->workspace, room->shell->layout.picture,
                            &themes[room->shell->theme],
                            room->shell->scale * room->shell->zoom.times, elapsed_s, budget_s);
    const bool pictures = choosers_advance(room, budget_s);
    return playing || zooms || remains || moves || coarse || pictures;
}

static void moment(const void *state, void *now)
{
    const LandscapeRoom *room = state;
    LandscapeMoment *moment = now;
    workspace_moment(&room->workspace, &moment->workspace);
    moment->play = room->workspace.play;
}

// Playback is no deed: it is not in the history.
static bool moment_equal(const void *a, const void *b)
{
    const LandscapeMoment *m = a, *n = b;
    return workspace_moment_equal(&m->workspace, &n->workspace);
}

// Whose cards were open in `before`, of racers known by their ids.
static unsigned cards_again(unsigned open, const unsigned *before, const Scene *scene)
{
    unsigned now = 0;
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        for (int k = 0; k < scene->racer_count; k++) {
            now |= scene->racers[k].id == before[i] ? (open >> i & 1) << k : 0;
        }
    }
    return now;
}

static void restore(void *state, const void *then, RoomBack why)
{
    LandscapeRoom *room = state;
    const LandscapeMoment *moment = then;
    const Scene *scene = &room->workspace.scene;
    unsigned ids[SCENE_RACERS_MAX] = { 0 };
    for (int i = 0; i < scene->racer_count; i++) {
        ids[i] = scene->racers[i].id;
    }
    workspace_restore(&room->workspace, &moment->workspace);
    room->cards_open = cards_again(room->cards_open, ids, scene);
    if (why == ROOM_TRIAL) {
        room->workspace.play = moment->play;
    }
}

// From a mistake that the formula field was left with.
static bool go_back(void *state)
{
    LandscapeRoom *room = state;
    const bool mistaken = room->workspace.mistake.text[0];
    if (mistaken) {
        workspace_typed_back(&room->workspace);
    }
    return mistaken;
}

static void reset(void *state)
{
    LandscapeRoom *room = state;
    workspace_reset(&room->workspace);
    workspace_eye_reset(&room->workspace);
    room->cards_open = 0;
}

static const char *const parts[] = { NULL };

static unsigned subject(const void *state, Subject *shown)
{
    const LandscapeRoom *room = state;
    const View *view = &room->workspace.view;
    const Rect picture = relief_view_rect(&room->workspace.scene, room->shell->layout.picture);
    subject_set(shown, SUBJECT_SCENE, &room->workspace.scene);
    if (room->workspace.eye.turned != 0) { // where the turntable stands just now
        shown->scene.relief.camera = orbit_rounded(workspace_eye_camera(&room->workspace));
    }
    shown->scene.has_view = !view->home && picture.w >= 8 && picture.h >= 8;
    shown->scene.view = view_frame(view, picture);
    landscape_looks_fill(room, &shown->scene_show);
    return 0; // nothing is left out
}

// The figure shows the part of the plane that the window shows, unless a scene just opened says
// what.
static void figure(void *state, int width_px, int height_px, float scale)
{
    LandscapeRoom *room = state;
    Workspace *w = &room->workspace;
    const View view = w->view;
    if (!w->has_frame) {
        w->frame = view_box(&view, relief_view_rect(&w->scene, room->shell->layout.picture));
        w->has_frame = !view.home;
    }
    shell_resize(room->shell, width_px, height_px, scale);
    room->relief_image.coarse = false; // even if the window's moves
    room->relief_image.part = (ShellPart){ .w = 0 };
    figure_draw(room);
    shell_paint(room->shell, image, room);
    w->view = view;
}

static bool write_csv(const void *state, const char *path, Error *err)
{
    const LandscapeRoom *room = state;
    const Workspace *w = &room->workspace;
    return trace_csv_write(&w->scene, workspace_objective(w), TRACE_PLAIN, path, NULL, NULL, err);
}

static const char title[] = N_("Thalweg: optimizers on a landscape");

enum { between = true }; // heads stand between two points of their paths

static bool turns(const void *state)
{
    return relief_shown(&((const LandscapeRoom *)state)->workspace.scene);
}

static long last_step(const void *state)
{
    return workspace_last_step(&((const LandscapeRoom *)state)->workspace);
}

static bool show_at(void *state, double step, double turned, UNUSED double budget_s)
{
    Workspace *w = &((LandscapeRoom *)state)->workspace;
    workspace_seek(w, step);
    w->eye.turns = false;
    w->eye.turned = remainder(turned, 360);
    return true;
}

// clang-format off
static const KeyHelp keys[] = {
    { N_("Space"), N_("play or pause") },
    { N_("Left, Right"), N_("one step back or on") },
    { N_("Home, End"), N_("first or last step") },
    { N_("[ ]"), N_("slower, faster") },
    { N_("1 … 9"), N_("the n-th optimizer on or off") },
    { N_("Click its name"), N_("an optimizer is called something else") },
    { N_("Drag its name"), N_("its card moves up or down; by keyboard Up and Down") },
    { N_("R"), N_("new seed for the noise") },
    { N_("0"), N_("the whole landscape again") },
    { N_("Tab to the picture"), N_("arrows move the start, Ctrl+arrows the view, + and − zoom") },
    { N_("Wheel"), N_("zoom at the pointer") },
    { N_("Drag the ground"), N_("move the view") },
    { N_("Drag the start"), N_("every path follows") },
    { N_("Double click"), N_("the start goes there; on a slider: back to its default") },
    { N_("V"), N_("map, surface, or both side by side") },
    { N_("Drag the surface"), N_("turn it; with Shift or the right button: move it") },
    { N_("Shift + wheel"), N_("the eye nearer to the surface or farther away") },
    { N_("Shift + double click"), N_("what lies there comes to the surface's middle") },
    { N_("O"), N_("turntable: the surface turns by itself; Esc ends it, and a ride along") },
    { N_("Tab to the surface"), N_("arrows turn it (Shift: finely), Ctrl+arrows move it, Enter: start to the middle") },
    { NULL, NULL },
};
// clang-format on

static bool *hides(void *state, int *count)
{
    *count = SCENE_HIDE_COUNT;
    return ((LandscapeRoom *)state)->workspace.hide;
}

const Room landscape_room =
    ROOM("landscape", N_("Landscape"), N_("Optimizers race down a landscape"), SUBJECT_SCENE,
         LandscapeRoom, LandscapeMoment, &landscape_lesson);
