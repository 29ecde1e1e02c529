// Everything here stands on the layer above all others, clipped by nothing.
#include "app/shell/overlay_parts.h"
#include "base/words.h"
#include "draw/plate.h"

#include <math.h>

static const float LASER = 5, TEXT = 12, KEY_GAP = 6, ITEM_GAP = 16, ROW = 20;
static const Color DIM = { 0, 0, 0, 168 };

// clang-format off
static const struct { const char *key, *meaning; } keys[] = {
    { "B", N_("black") },   { "W", N_("white") },   { "S", N_("spotlight") }, { "L", N_("laser") },
    { "I", N_("ink") },     { "K", N_("its colour") }, { "F", N_("ink that fades") },
    { "Ctrl+Z", N_("ink back") }, { "C", N_("clear") }, { "Z", N_("enlarge") },   { "N", N_("notes") },
    { "Page Up, Page Down", N_("the lesson's steps") }, { "1–9, Enter", N_("its answers") }, { "Space", N_("play") },
    { "G", N_("chart") },   { "T", N_("colours") }, { "F1", N_("all keys") }, { "F5", N_("end") },
};
// clang-format on

float overlay_unit(const App *app)
{
    return 1 / app->shell.zoom.times;
}

Rect overlay_rect(const App *app, Rect seen)
{
    const ShellZoom *zoom = &app->shell.zoom;
    const float unit = overlay_unit(app);
    const bool all = zoom->times <= 1;
    return (Rect){ (all ? 0 : zoom->x) + seen.x * unit, (all ? 0 : zoom->y) + seen.y * unit,
                   seen.w * unit, seen.h * unit };
}

static int16_t begin(Canvas *canvas)
{
    const int16_t below = canvas->layer;
    canvas->layer = LAYER_INK;
    canvas_clip_push_whole(canvas);
    return below;
}

static void end(Canvas *canvas, int16_t below)
{
    canvas_clip_pop(canvas);
    canvas->layer = below;
}

void overlay_draw_blank(App *app)
{
    const Ui *ui = &app->shell.ui;
    const int16_t below = begin(ui->canvas);
    canvas_rect(ui->canvas, (Rect){ 0, 0, ui->width, ui->height },
                app->overlay->blank == BLANK_BLACK ? RGB(0x000000) : RGB(0xffffff));
    end(ui->canvas, below);
}

void overlay_draw_asked(App *app, Rect r)
{
    const Ui *ui = &app->shell.ui;
    Canvas *canvas = ui->canvas;
    const int16_t below = begin(canvas);
    const float bottom = r.y + r.h, right = r.x + r.w;
    canvas_rect(canvas, (Rect){ 0, 0, ui->width, r.y }, DIM);
    canvas_rect(canvas, (Rect){ 0, bottom, ui->width, ui->height - bottom }, DIM);
    canvas_rect(canvas, (Rect){ 0, r.y, r.x, r.h }, DIM);
    canvas_rect(canvas, (Rect){ right, r.y, ui->width - right, r.h }, DIM);
    canvas_box(canvas, rect_inset(r, -1), 0, (Color){ 0 }, 2, ui->theme->accent);
    end(canvas, below);
}

void overlay_draw_hint(App *app, const char *text)
{
    const Ui *ui = &app->shell.ui;
    const float unit = overlay_unit(app);
    const int16_t below = begin(ui->canvas);
    const Rect line = overlay_rect(app, (Rect){ 0, 22, ui->width, 0 });
    plate_text(ui->canvas, ui->theme, line.x + line.w / 2, line.y, ALIGN_CENTER, FONT_SANS,
               13 * unit, text);
    end(ui->canvas, below);
}

// One ring that is as wide as the window.
static void draw_spotlight(const App *app)
{
    const Ui *ui = &app->shell.ui;
    const float radius = app->overlay->radius * overlay_unit(app), far = ui->width + ui->height;
    canvas_circle(ui->canvas, ui->mouse_x, ui->mouse_y, radius + far, (Color){ 0 }, far, DIM);
}

static void draw_laser(const App *app)
{
    const Ui *ui = &app->shell.ui;
    const float unit = overlay_unit(app), x = ui->mouse_x, y = ui->mouse_y;
    const Color red = RGB(0xff1744);
    canvas_circle(ui->canvas, x, y, 3.2f * LASER * unit, color_alpha(red, 0.22f), 0, red);
    canvas_circle(ui->canvas, x, y, 2 * LASER * unit, color_alpha(red, 0.4f), 0, red);
    canvas_circle(ui->canvas, x, y, LASER * unit, red, 0, red);
    canvas_circle(ui->canvas, x, y, 0.45f * LASER * unit, RGB(0xffd9df), 0, red);
}

bool overlay_is_pen(const App *app)
{
    const Ui *ui = &app->shell.ui;
    return app->overlay->tool == TOOL_INK &&
           (ui->hot == ui_id("ink.ground") || ui->active == ui_id("ink.ground"));
}

static void draw_pen(const App *app)
{
    const Ui *ui = &app->shell.ui;
    const Color color = ink_color(app->overlay->color, ui->theme);
    canvas_circle(ui->canvas, ui->mouse_x, ui->mouse_y, 3.4f * overlay_unit(app), color,
                  1 * overlay_unit(app), ui->theme->background);
}

// ---- the row of keys

static float item_width(const Canvas *canvas, int i)
{
    return canvas_text_width(canvas, FONT_MONO, TEXT, keys[i].key) + KEY_GAP +
           canvas_text_width(canvas, FONT_SANS, TEXT, tr(keys[i].meaning)) + ITEM_GAP;
}

// Where each stands in rows of that width; how many rows there are.
static int lay_keys(const Canvas *canvas, float width, float x[], int row[])
{
    float at = 0;
    int rows = 0;
    for (int i = 0; i < (int)COUNT(keys); i++) {
        const float w = item_width(canvas, i);
        if (at > 0 && at + w > width) {
            at = 0;
            rows++;
        }
        x[i] = at;
        row[i] = rows;
        at += w;
    }
    return rows + 1;
}

// At the picture's foot: what a lesson says below it stays to be read.
static void draw_keys(const App *app)
{
    const Ui *ui = &app->shell.ui;
    Canvas *canvas = ui->canvas;
    float x[COUNT(keys)];
    int row[COUNT(keys)];
    const float unit = overlay_unit(app), w = ui->width - 32;
    const int rows = lay_keys(canvas, w - 24, x, row);
    const float h = ROW * (float)rows + 12;
    const float foot = app->shell.layout.picture.y + app->shell.layout.picture.h;
    const Rect seen = { 16, foot - h - 12, w, h }, box = overlay_rect(app, seen);
    canvas_box(canvas, box, 8 * unit, ui->theme->raised, unit, ui->theme->line);
    for (int i = 0; i < (int)COUNT(keys); i++) {
        const Rect at = overlay_rect(
            app, (Rect){ seen.x + 16 + x[i], seen.y + 6 + ROW * ((float)row[i] + 0.5f), 0, 0 });
        const float y = at.y + TEXT_MIDDLE * TEXT * unit;
        const float used = canvas_text(canvas, at.x, y, ALIGN_LEFT, FONT_MONO, TEXT * unit,
                                       ui->theme->accent, keys[i].key);
        canvas_text(canvas, at.x + used + KEY_GAP * unit, y, ALIGN_LEFT, FONT_SANS, TEXT * unit,
                    ui->theme->text, tr(keys[i].meaning));
    }
}

void overlay_draw(App *app)
{
    const Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    const int16_t below = begin(ui->canvas);
    if (overlay->tool == TOOL_SPOTLIGHT) {
        draw_spotlight(app);
    }
    const double wake_s =
        ink_draw(overlay_ink(app->overlay), ui->canvas, ui->theme, app->shell.still, ui->now_s);
    ui->wake_s = fmin(ui->wake_s, wake_s);
    ui->canvas->layer = LAYER_ABOVE_INK;
    if (overlay_is_pen(app) && ui->mouse_inside) {
        draw_pen(app);
    }
    if ((overlay->laser || overlay->laser_held) && ui->mouse_inside) {
        draw_laser(app);
    }
    if (overlay->help) {
        draw_keys(app);
    }
    end(ui->canvas, below);
}
