// The services: none of them knows a room or the program around them.
#include "app/shell/shell.h"

#include "base/utf8.h"
#include "base/words.h"
#include "gfx/window.h"
#include "ui/layout.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    BAR = 44,
    TRANSPORT = 42,
    PICTURE_LEAST = 140,
    BOTTOM_LEAST = 60,
    DRAWER_BELOW_W = 1000,
    DRAWER_BELOW_H = 560
};

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

bool shell_init(Shell *shell, Error *err)
{
    *shell = (Shell){ .scale = 1, .present_zoom = 1, .zoom = { 1, 0, 0 } };
    shell->atlas = atlas_create(err);
    shell->paint = shell->atlas ? paint_create(shell->atlas, err) : NULL;
    if (!shell->paint) {
        atlas_destroy(shell->atlas);
        return false;
    }
    ui_init(&shell->ui, &(UiSystem){ NULL, clipboard, clipboard_free, clipboard_set });
    return true;
}

void shell_finish(Shell *shell)
{
    ui_finish(&shell->ui);
    canvas_finish(&shell->canvas);
    canvas_finish(&shell->enlarged);
    tiles_destroy(shell->tiles);
    paint_destroy(shell->paint);
    atlas_destroy(shell->atlas);
}

void shell_notice(Shell *shell, double now_s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_vprint(shell->notice, sizeof shell->notice, format, args);
    va_end(args);
    // As long as it takes to be read.
    const double letters = (double)strlen(shell->notice);
    shell->notice_until_s = now_s + fmax(SHELL_NOTICE_S, letters / SHELL_LETTERS_S);
}

ShellLayout shell_layout(float width, float height, const ShellParts *parts)
{
    ShellLayout layout = { .drawers =
                               width < DRAWER_BELOW_W || height + parts->taken < DRAWER_BELOW_H };
    const float left = parts->left, right = parts->right;
    Rect rest = { 0, 0, width, height };
    layout.bar = cut_top(&rest, BAR, 0);
    const float transport = width < parts->two_rows_below ? 2 * TRANSPORT - 6 : TRANSPORT;
    const float most = fmaxf(rest.h - transport - PICTURE_LEAST, BOTTOM_LEAST);
    const float usual = fminf(parts->bottom, height / 5);
    layout.chart =
        cut_bottom(&rest, parts->asked > 0 ? clampf(parts->asked, BOTTOM_LEAST, most) : usual, 0);
    layout.transport = cut_bottom(&rest, transport, 0);
    Rect over = rest;
    Rect *side = layout.drawers ? &over : &rest;
    layout.left = cut_left(side, left, 0);
    layout.right = cut_right(side, right, 0);
    if (layout.drawers) { // never narrower than their panels, whatever they cover
        layout.right = (Rect){ fmaxf(width - right, 0), over.y, fminf(right, width), over.h };
    }
    layout.picture = rest;
    return layout;
}

ShellLayout shell_layout_presenting(float width, float height, float legend,
                                    const ShellParts *parts, bool chart)
{
    enum { CHART = 122, TIME = 40 };
    ShellLayout layout = { .drawers = true };
    const float right = fminf(parts->right, width);
    Rect rest = { 0, 0, width, height };
    layout.left = (Rect){ 0, 0, fminf(parts->left, width), height };
    layout.right = (Rect){ width - right, 0, right, height };
    layout.legend = cut_right(&rest, legend, 0);
    layout.transport = legend > 0 ? cut_bottom(&layout.legend, fminf(TIME, height / 4), 0)
                                  : cut_bottom(&rest, fminf(TIME, height / 4), 0);
    if (chart) {
        layout.chart = cut_bottom(&rest, fminf(CHART, height * 0.36f), 0);
    }
    layout.picture = rest;
    return layout;
}

void shell_present_buttons(Shell *shell, Rect *row, const char *const panels[2])
{
    enum { SIDE = 28, GAP = 6 };
    bool *const open[] = { &shell->left_open, &shell->right_open };
    static const char *const names[] = { "drawer.left", "drawer.right" };
    static const Icon icons[] = { ICON_FORWARD, ICON_BACK };
    Ui *ui = &shell->ui;
    for (int i = 1; i >= 0; i--) {
        if (panels[i] && ui_icon_button(ui, names[i], cut_right(row, SIDE, GAP), icons[i], *open[i],
                                        tr(panels[i]))) {
            *open[i] = !*open[i];
        }
    }
    if (ui_icon_button(ui, "present.chart", cut_right(row, SIDE, GAP), ICON_CHART,
                       shell->present_chart, tr("The chart below the picture (G)"))) {
        shell->present_chart = !shell->present_chart;
    }
}

float shell_presenting_scale(int width_px, int height_px)
{
    return fminf((float)height_px / SHELL_PRESENT_HIGH, (float)width_px / SHELL_PRESENT_LEAST);
}

void shell_panel_edge(Shell *shell, const char *name, Rect rect, bool right)
{
    const float x = right ? rect.x : rect.x + rect.w - 1;
    canvas_rect(&shell->canvas, (Rect){ x, rect.y, 1, rect.h }, shell->ui.theme->line);
    ui_press(&shell->ui, name, rect, false);
    ui_wheel(&shell->ui, rect);
}

void shell_splitter(Shell *shell)
{
    enum { REACH = 5 };
    Ui *ui = &shell->ui;
    const Rect chart = shell->layout.chart;
    const Rect rect = { chart.x, chart.y - REACH, chart.w, REACH }; // clear of what is in it
    if (chart.h < 1) {
        return;
    }
    const UiPress press = ui_press(ui, "bottom.splitter", rect, false);
    ui_tip(ui, tr("Drag: higher or lower; double click: as it was"));
    if (press.doubled) {
        shell->bottom = 0;
        ui->active = 0;
    } else if (press.pressed) {
        ui->grab_value = chart.y - ui->mouse_y;
    } else if (press.held && ui->event.kind == INPUT_MOUSE_MOVE) {
        shell->bottom = fmaxf(ui->height - ui->mouse_y - ui->grab_value, 1);
    }
    if (press.hovered || press.held) {
        ui->cursor = UI_CURSOR_HEIGHT;
        shell->canvas.layer = LAYER_OVER;
        canvas_rect(&shell->canvas, (Rect){ rect.x, chart.y - 1, rect.w, 3 }, ui->theme->accent);
        shell->canvas.layer = LAYER_BASE;
    }
}

void shell_bottom_ground(Shell *shell, Rect rect)
{
    canvas_rect(&shell->canvas, rect, shell->ui.theme->panel);
    canvas_rect(&shell->canvas, (Rect){ rect.x, rect.y, rect.w, 1 }, shell->ui.theme->line);
}

void shell_resize(Shell *shell, int width_px, int height_px, float scale)
{
    if (width_px != shell->width_px || height_px != shell->height_px || scale != shell->scale) {
        shell->zoom.times = 1;
    }
    shell->width_px = width_px > 1 ? width_px : 1;
    shell->height_px = height_px > 1 ? height_px : 1;
    shell->scale = scale;
}

void shell_zoom(Shell *shell, float times, float x, float y)
{
    const float w = (float)shell->width_px / shell->scale, px = shell->scale * times;
    const float h = (float)shell->height_px / shell->scale;
    // In whole physical pixels, so that images have the sizes that they have unshifted.
    shell->zoom = (ShellZoom){ times, roundf(clampf(x - w / times / 2, 0, w - w / times) * px) / px,
                               roundf(clampf(y - h / times / 2, 0, h - h / times) * px) / px };
}

ShellPart shell_part(const Shell *shell, int rect_px[4])
{
    const int x0 = clampi(rect_px[0], 0, shell->width_px);
    const int y0 = clampi(rect_px[1], 0, shell->height_px);
    const int x1 = clampi(rect_px[0] + rect_px[2], x0, shell->width_px);
    const int y1 = clampi(rect_px[1] + rect_px[3], y0, shell->height_px);
    if (shell->zoom.times <= 1) {
        return (ShellPart){ .w = 0 };
    }
    const ShellPart part = {
        (float)(x0 - rect_px[0]), (float)(y0 - rect_px[1]), (float)(x1 - x0),
        (float)(y1 - y0),         (float)rect_px[2],        (float)rect_px[3]
    };
    memcpy(rect_px, (const int[]){ x0, y0, x1 - x0, y1 - y0 }, 4 * sizeof *rect_px);
    return part;
}

void shell_image_px(const Shell *shell, Rect r, int rect_px[4])
{
    const bool all = shell->zoom.times <= 1;
    const float px = shell->scale * (all ? 1 : shell->zoom.times);
    r.x -= all ? 0 : shell->zoom.x;
    r.y -= all ? 0 : shell->zoom.y;
    rect_px[0] = (int)roundf(r.x * px);
    rect_px[1] = (int)roundf(r.y * px);
    rect_px[2] = (int)roundf((r.x + r.w) * px) - rect_px[0];
    rect_px[3] = (int)roundf((r.y + r.h) * px) - rect_px[1];
}

void shell_to_logical(const Shell *shell, float *x, float *y)
{
    const bool all = shell->zoom.times <= 1;
    const float px = shell->scale * (all ? 1 : shell->zoom.times);
    *x = *x / px + (all ? 0 : shell->zoom.x);
    *y = *y / px + (all ? 0 : shell->zoom.y);
}

// Of the layout, when it is presented: what a 45th of the window's height is.
static const float PRESENTED_LEAST = 11;

void shell_canvas_begin(Shell *shell)
{
    canvas_begin(&shell->canvas, atlas_metrics(shell->atlas, shell->scale),
                 (float)shell->width_px / shell->scale, (float)shell->height_px / shell->scale,
                 themes[shell->theme].background);
    shell->canvas.least = shell->presenting ? PRESENTED_LEAST : 0;
}

// The shell's own image, and those of the room.
typedef struct Images {
    const Tiles *tiles;
    PaintImage *image;
    void *context;
} Images;

static void draw_image(void *context, int id, const int rect_px[4], int width_px, int height_px)
{
    const Images *images = context;
    if (id != SHELL_IMAGE) {
        images->image(images->context, id, rect_px, width_px, height_px);
    } else if (images->tiles) {
        tiles_draw(images->tiles, 0, true, rect_px, width_px, height_px);
    }
}

void shell_image(Shell *shell, int width, int height, const uint8_t *rgba)
{
    if (!shell->tiles) {
        shell->tiles = tiles_create();
    }
    tiles_upload(shell->tiles, 0, width, height, rgba);
}

void shell_paint(Shell *shell, PaintImage *image, void *context)
{
    if (shell->transparent) {
        shell->canvas.clear = (Color){ 0 };
    }
    if (shell->sink.take) {
        shell->sink.take(shell->sink.self, &shell->canvas, image, context);
        return;
    }
    const Images images = { shell->tiles, image, context };
    const ShellZoom *zoom = &shell->zoom;
    const Canvas *canvas = &shell->canvas;
    float scale = shell->scale;
    if (zoom->times > 1) {
        canvas_shifted(&shell->enlarged, canvas, -zoom->x, -zoom->y);
        canvas = &shell->enlarged;
        scale *= zoom->times;
    }
    paint_canvas(shell->paint, canvas, scale, shell->width_px, shell->height_px, draw_image,
                 (void *)(uintptr_t)&images);
}
