// One pass for every event, one picture for every frame. The pass runs the panels in a fixed
// order; what they leave unanswered goes to the picture and then to the shortcuts.
#include "app/app.h"

#include "app/actions.h"
#include "app/picture.h"
#include "app/strings.h"
#include "app/table.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static const double NOTICE_S = 4, SLOW_FRAME_S = 0.019;
enum { BAR = 44, LEFT = 264, RIGHT = 312, TRANSPORT = 42, CHART = 130, CHART_SHORT = 104 };
enum { DRAWER_BELOW_W = 1000, DRAWER_BELOW_H = 560, TWO_ROWS_BELOW_W = 760 };

static char *clipboard(void *context)
{
    (void)context;
    return window_clipboard();
}

static void clipboard_free(void *context, char *text)
{
    (void)context;
    window_clipboard_free(text);
}

static void clipboard_set(void *context, const char *text)
{
    (void)context;
    window_clipboard_set(text);
}

bool app_init(App *app, Error *err)
{
    *app = (App){ .scale = 1, .lit_run = -1, .hover_step = -1, .frame_s = NAN, .tolerance = 1e-3 };
    app->atlas = atlas_create(err);
    app->paint = app->atlas ? paint_create(app->atlas, err) : NULL;
    app->heatmap = app->paint ? heatmap_create(err) : NULL;
    if (!app->heatmap) {
        paint_destroy(app->paint);
        atlas_destroy(app->atlas);
        return false;
    }
    ui_init(&app->ui, &(UiSystem){ NULL, clipboard, clipboard_free, clipboard_set });
    workspace_init(&app->workspace);
    history_init(&app->history, &app->workspace);
    return true;
}

void app_open(App *app, const Scene *scene)
{
    workspace_open(&app->workspace, scene);
    history_finish(&app->history);
    history_init(&app->history, &app->workspace);
}

void app_finish(App *app)
{
    history_finish(&app->history);
    workspace_finish(&app->workspace);
    ui_finish(&app->ui);
    canvas_finish(&app->canvas);
    heatmap_destroy(app->heatmap);
    paint_destroy(app->paint);
    atlas_destroy(app->atlas);
}

static void lay_out(App *app)
{
    const float height = (float)app->height_px / app->scale;
    const float bottom = app->table ? app_table_height(app) : height < 800 ? CHART_SHORT : CHART;
    app->layout = app_layout((float)app->width_px / app->scale, height, bottom);
}

void app_resize(App *app, int width_px, int height_px, float scale)
{
    app->width_px = width_px > 1 ? width_px : 1;
    app->height_px = height_px > 1 ? height_px : 1;
    app->scale = scale;
    lay_out(app);
}

AppLayout app_layout(float width, float height, float bottom)
{
    AppLayout layout = { .drawers = width < DRAWER_BELOW_W || height < DRAWER_BELOW_H };
    Rect rest = { 0, 0, width, height };
    layout.bar = cut_top(&rest, BAR, 0);
    layout.chart = cut_bottom(&rest, fminf(bottom, height / 5), 0);
    layout.transport =
        cut_bottom(&rest, width < TWO_ROWS_BELOW_W ? 2 * TRANSPORT - 6 : TRANSPORT, 0);
    Rect over = rest;
    Rect *side = layout.drawers ? &over : &rest;
    layout.left = cut_left(side, LEFT, 0);
    layout.right = cut_right(side, RIGHT, 0);
    if (layout.drawers) { // never narrower than their panels, whatever they cover
        layout.right = (Rect){ fmaxf(width - RIGHT, 0), over.y, fminf(RIGHT, width), over.h };
    }
    layout.picture = rest;
    return layout;
}

void app_top_bar(App *app, Rect rect)
{
    Ui *ui = &app->ui;
    const Theme *t = ui->theme;
    canvas_rect(&app->canvas, rect, t->panel);
    canvas_rect(&app->canvas, (Rect){ rect.x, rect.y + rect.h - 1, rect.w, 1 }, t->line);
    Rect row = { rect.x + 14, rect.y + 8, rect.w - 28, 28 };
    if (app->layout.drawers) {
        if (ui_icon_button(ui, "drawer.left", cut_left(&row, 34, 12), ICON_FORWARD, app->left_open,
                           str(STR_LANDSCAPE))) {
            app->left_open = !app->left_open;
        }
        if (ui_icon_button(ui, "drawer.right", cut_right(&row, 34, 12), ICON_BACK, app->right_open,
                           str(STR_OPTIMIZERS))) {
            app->right_open = !app->right_open;
        }
    }
    actions_bar(app, &row);
    const float name = canvas_text_width(&app->canvas, FONT_BOLD, 15, str(STR_APP_NAME));
    if (row.w > name) {
        ui_label(ui, cut_left(&row, name + 1, 18), ALIGN_LEFT, FONT_BOLD, 15, t->text,
                 str(STR_APP_NAME));
    }
    const Landscape *landscape = app->workspace.scene.landscape;
    if (landscape && canvas_text_width(&app->canvas, FONT_SANS, 13, landscape->note) <= row.w) {
        ui_label(ui, row, ALIGN_LEFT, FONT_SANS, 13, t->muted, landscape->note);
    }
}

// The ground of a panel answers presses, so that nothing below it does.
static void ground(App *app, const char *name, Rect rect)
{
    ui_press(&app->ui, name, rect, false);
    ui_wheel(&app->ui, rect);
}

static void side_panels(App *app)
{
    const AppLayout *layout = &app->layout;
    const Theme *t = app->ui.theme;
    if (!layout->drawers || app->left_open) {
        app_panel_landscape(app, layout->left);
        canvas_rect(
            &app->canvas,
            (Rect){ layout->left.x + layout->left.w - 1, layout->left.y, 1, layout->left.h },
            t->line);
        ground(app, "left.ground", layout->left);
    }
    if (!layout->drawers || app->right_open) {
        app_panel_optimizers(app, layout->right);
        canvas_rect(&app->canvas, (Rect){ layout->right.x, layout->right.y, 1, layout->right.h },
                    t->line);
        ground(app, "right.ground", layout->right);
    }
}

void app_notice(App *app, double now_s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(app->notice, sizeof app->notice, format, args);
    va_end(args);
    app->notice_until_s = now_s + NOTICE_S;
}

static void notice(App *app)
{
    Ui *ui = &app->ui;
    const Rect p = app->layout.picture;
    if (ui->now_s >= app->notice_until_s) {
        return;
    }
    ui->wake_s = fmin(ui->wake_s, app->notice_until_s);
    const float width = canvas_text_width(&app->canvas, FONT_SANS, 13, app->notice) + 28;
    const Rect box = { fmaxf(p.x + (p.w - width) / 2, 4), p.y + p.h - 56,
                       fminf(width, ui->width - 8), 32 };
    app->canvas.layer = LAYER_TOOLTIP;
    canvas_box(&app->canvas, box, 8, ui->theme->raised, 1, ui->theme->accent);
    ui_label(ui, rect_inset(box, 8), ALIGN_CENTER, FONT_SANS, 13, ui->theme->text, app->notice);
    app->canvas.layer = LAYER_BASE;
}

// Runs all controls with one event (or none, to show how things stand).
static void pass(App *app, const InputEvent *event, double now_s)
{
    const AppLayout *layout = &app->layout;
    const float w = (float)app->width_px / app->scale, h = (float)app->height_px / app->scale;
    const Theme *theme = &themes[app->theme];
    const PictureLook look = { theme, !app->workspace.dragged_start, app->lit_run };
    canvas_begin(&app->canvas, atlas_metrics(app->atlas, app->scale), w, h, theme->background);
    ui_begin(&app->ui, &app->canvas, theme, w, h, event, now_s);
    app->lit_run = -1;
    app_help(app);
    picture_draw(&app->canvas, &app->workspace, layout->picture, &look);
    app->canvas.layer = layout->drawers ? LAYER_OVER : LAYER_BASE;
    app_top_bar(app, layout->bar);
    side_panels(app);
    app_transport(app, layout->transport);
    app->canvas.layer = LAYER_BASE;
    (app->table ? app_table : app_chart)(app, layout->chart);
    app_picture(app, layout->picture);
    app_shortcuts(app);
    notice(app);
    ui_end(&app->ui);
}

void app_event(App *app, const InputEvent *event, double now_s)
{
    InputEvent logical = *event;
    logical.x /= app->scale;
    logical.y /= app->scale;
    pass(app, &logical, now_s);
    if (app->ui.focus_hidden) { // a pass to bring it into view, before one shows it there
        pass(app, NULL, now_s);
        app->ui.focus_hidden = false;
    }
    Workspace *w = &app->workspace;
    w->gesture = app->ui.mouse_down;
    if (!app->ui.mouse_down) {
        const bool same =
            event->kind == INPUT_TEXT || event->kind == INPUT_WHEEL || event->kind == INPUT_KEY;
        history_note(&app->history, w, same, now_s);
    }
    lay_out(app);
}

static void heatmap_image(void *context, int id, const int rect_px[4], int width_px, int height_px)
{
    App *app = context;
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

void app_frame(App *app, double now_s, double budget_s)
{
    const double elapsed_s = isnan(app->frame_s) ? 0 : clamp(now_s - app->frame_s, 0, 0.1);
    app->frame_s = now_s;
    const bool playing = workspace_play(&app->workspace, elapsed_s);
    const bool remains =
        workspace_compute(&app->workspace, app->layout.picture, app->scale, budget_s);
    app->more = playing || remains;
    map_follow(app, elapsed_s, budget_s);
    pass(app, NULL, now_s);
    app_paint(app);
}

void app_paint(App *app)
{
    glViewport(0, 0, app->width_px, app->height_px);
    paint_canvas(app->paint, &app->canvas, app->scale, app->width_px, app->height_px, heatmap_image,
                 app);
}

double app_wait_s(const App *app, double now_s)
{
    return app->more ? 0 : fmax(app->ui.wake_s - now_s, 0);
}
