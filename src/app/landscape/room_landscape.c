// The Landscape room: optimizers race down a landscape.
#include "app/landscape/chart.h"
#include "app/landscape/figure.h"
#include "app/landscape/picture.h"
#include "app/landscape/table.h"
#include "app/shell/room.h"
#include "base/words.h"
#include "io/flags_write.h"
#include "io/trace_csv.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>

static const double SLOW_FRAME_S = 0.019;
enum { LEFT = 292, RIGHT = 312, TWO_ROWS_BELOW = 760 };

// Chart and table have the same height, so that the switch between them stays under the pointer.
static AppLayout lay_out(const App *app, float width, float height)
{
    (void)app;
    return app_layout(width, height, &(AppParts){ LEFT, RIGHT, APP_TABLE_HEIGHT, TWO_ROWS_BELOW });
}

static void side_panels(App *app)
{
    const AppLayout *layout = &app->layout;
    if (!layout->drawers || app->left_open) {
        app_panel_landscape(app, layout->left);
        app_panel_edge(app, "left.ground", layout->left, false);
    }
    if (!layout->drawers || app->right_open) {
        app_panel_optimizers(app, layout->right);
        app_panel_edge(app, "right.ground", layout->right, true);
    }
}

Rect landscape_clear(const App *app)
{
    const AppLayout *layout = &app->layout;
    Rect clear = layout->picture;
    if (layout->drawers && app->left_open) {
        cut_left(&clear, fminf(layout->left.w, clear.w), 0);
    }
    if (layout->drawers && app->right_open) {
        cut_right(&clear, fminf(layout->right.w, clear.w), 0);
    }
    return clear;
}

static void pass(App *app)
{
    const AppLayout *layout = &app->layout;
    const PictureLook look = { app->ui.theme, !app->workspace.dragged_start, app->lit_run,
                               app->hover_step, landscape_clear(app) };
    app->lit_run = app->hover_step = -1;
    picture_draw(&app->canvas, &app->workspace, layout->picture, &look);
    app->canvas.layer = layout->drawers ? LAYER_OVER : LAYER_BASE;
    side_panels(app);
    app_transport(app, layout->transport);
    app->canvas.layer = LAYER_BASE;
    (app->table ? app_table : app_chart)(app, layout->chart);
    app_picture(app, layout->picture);
    landscape_shortcuts(app);
    app->workspace.gesture = app->ui.mouse_down || app->trying ? app->gestures : 0;
}

static void bar(App *app, Rect rest)
{
    const Landscape *landscape = app->workspace.scene.landscape;
    if (landscape && canvas_text_width(&app->canvas, FONT_SANS, 13, landscape->note) <= rest.w) {
        ui_label(&app->ui, rest, ALIGN_LEFT, FONT_SANS, 13, app->ui.theme->muted, landscape->note);
    }
}

static void image(App *app, int id, const int rect_px[4], int width_px, int height_px)
{
    const Workspace *w = &app->workspace;
    const Field *field = &w->field;
    const Box view = view_box(&w->view, app->layout.picture);
    const Theme *theme = &themes[app->theme];
    (void)id;
    if (field->columns == 0) {
        return;
    }
    if (app->field_shown != w->field_version) {
        heatmap_upload(app->heatmap, field->columns, field->rows, field->values);
        app->field_shown = w->field_version;
    }
    const double unit = w->tint.log ? 1 : w->tint.unit; // a logarithm has none
    const HeatmapLook look = {
        .grid = { field->box.x0, field->box.x1, field->box.y0, field->box.y1 },
        .view = { view.x0, view.x1, view.y0, view.y1 },
        .log = w->tint.log,
        .softness = (float)(w->tint.softness / w->tint.unit),
        .t_low = (float)(w->tint.t_low / unit),
        .t_high = (float)(w->tint.t_high / unit),
        .step = w->show.on[SHOW_CONTOURS] ? (float)(w->tint.step / unit) : 0,
        .first = (float)(w->tint.step / unit / 2),
        .colormap = &colormaps[w->show.colormap],
        .contour = theme->contour,
        .contour_width_px = fmaxf(1, app->scale) / (app->map_coarse ? 1.6f : 1),
        .divide = app->map_coarse ? 2 : 1,
        .undefined = theme->track,
    };
    heatmap_draw(app->heatmap, &look, rect_px, width_px, height_px);
}

// While the map changes in every frame and the frames come too slowly, it is drawn with a quarter
// of the pixels; the first frame in which it rests draws it whole.
static void map_follow(App *app, double elapsed_s, double budget_s)
{
    const bool moves = app->workspace.field_version != app->field_shown;
    const bool coarse = moves && app->map_moved && isfinite(budget_s) &&
                        (app->map_coarse || elapsed_s > SLOW_FRAME_S);
    app->map_moved = moves;
    app->map_coarse = coarse;
    app->more = app->more || coarse;
}

static bool advance(App *app, double now_s, double elapsed_s, double budget_s)
{
    (void)now_s;
    const bool playing = workspace_play(&app->workspace, elapsed_s);
    const bool remains =
        workspace_compute(&app->workspace, app->layout.picture, app->scale, budget_s);
    app->more = playing || remains;
    map_follow(app, elapsed_s, budget_s);
    return app->more;
}

static void moment(const App *app, void *now)
{
    workspace_moment(&app->workspace, now);
}

static void restore(App *app, const void *then)
{
    workspace_restore(&app->workspace, then);
}

static void reset(App *app)
{
    workspace_reset(&app->workspace);
    app->cards_open = 0;
}

static const char *const parts[] = { N_("what is shown"), NULL };

static unsigned command(const App *app, char *text, size_t size)
{
    Scene *scene = memory_get(sizeof *scene);
    const View *view = &app->workspace.view;
    *scene = app->workspace.scene;
    scene->has_view = !view->home && app->layout.picture.w >= 8 && app->layout.picture.h >= 8;
    scene->view = view_box(view, app->layout.picture);
    scene_write_flags(scene, text, size);
    free(scene);
    const bool shows = !workspace_shows_default(&app->workspace) || !app->chart_log ||
                       app->chart_hide || app->table;
    return shows ? 1 : 0;
}

static const char *file_name(const App *app)
{
    const Landscape *landscape = app->workspace.scene.landscape;
    return landscape ? landscape->key : "formula";
}

// The figure shows the part of the plane that the window shows, unless a scene just opened says
// what.
static void figure(App *app, int width_px, int height_px, float scale)
{
    Workspace *w = &app->workspace;
    const View view = w->view;
    if (!w->frame_due) {
        w->frame = view_box(&view, app->layout.picture);
        w->frame_due = !view.home;
    }
    app_resize(app, width_px, height_px, scale);
    figure_draw(app);
    app_paint(app);
    w->view = view;
    w->field_due = true;
}

static bool write_csv(const App *app, const char *path, Error *err)
{
    const Workspace *w = &app->workspace;
    return trace_csv_write(&w->scene, workspace_objective(w), path, NULL, NULL, err);
}

// clang-format off
static const KeyHelp keys[] = {
    { N_("Space"), N_("play or pause") },
    { N_("Left, Right"), N_("one step back or on") },
    { N_("Home, End"), N_("first or last step") },
    { N_("[ ]"), N_("slower, faster") },
    { N_("1 … 9"), N_("the n-th optimizer on or off") },
    { N_("R"), N_("new seed for the noise") },
    { N_("0"), N_("the whole landscape again") },
    { N_("Tab to the picture"), N_("arrows move the start, Ctrl+arrows the view, + and − zoom") },
    { N_("Wheel"), N_("zoom at the pointer") },
    { N_("Drag the ground"), N_("move the view") },
    { N_("Drag the start"), N_("every path follows") },
    { N_("Double click"), N_("the start goes there; on a slider: back to its default") },
    { NULL, NULL },
};
// clang-format on

const Room landscape_room = {
    .key = "landscape",
    .name = N_("Landscape"),
    .tip = N_("Optimizers race down a landscape"),
    .lay_out = lay_out,
    .advance = advance,
    .pass = pass,
    .bar = bar,
    .image = image,
    .moment_size = sizeof(WorkspaceMoment),
    .moment = moment,
    .moment_equal = workspace_moment_equal,
    .restore = restore,
    .reset = reset,
    .command = command,
    .parts = parts,
    .file_name = file_name,
    .figure = figure,
    .write_csv = write_csv,
    .keys = keys,
};
