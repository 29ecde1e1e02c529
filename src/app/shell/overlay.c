// Events are taken before anybody else sees them; what is drawn lies on a layer of its own. While a
// part is enlarged the overlay's own controls keep their size: they are drawn as much smaller.
#include "app/shell/overlay.h"

#include "app/shell/classroom.h"
#include "app/shell/overlay_parts.h"
#include "app/shell/sheet.h"
#include "base/words.h"

#include <math.h>

static const double IDLE_S = 3;
static const float INK_WIDTH = 3.4f, RADIUS_LEAST = 24, RADIUS_MOST = 400, RADIUS_STEP = 1.15f;
static const float ZOOM_LEAST_PX = 8, ZOOM_MOST = 6, ZOOM_KEY = 2;

static void pen_lift(Overlay *overlay, double now_s)
{
    Ink *ink = overlay_ink(overlay);
    if (ink_drawing(ink)) {
        ink_end(ink, now_s);
    }
}

static void tool_set(Overlay *overlay, OverlayTool tool, double now_s)
{
    pen_lift(overlay, now_s);
    overlay->tool = overlay->tool == tool ? TOOL_NONE : tool;
    overlay->asks = false;
}

// ---- a part enlarged

// The rectangle fills the window as far as its shape lets it.
static void zoom_to(App *app, Rect rect)
{
    Shell *shell = &app->shell;
    const Ui *ui = &shell->ui;
    const float w = fmaxf(rect.w, 1), h = fmaxf(rect.h, 1);
    const float times = clampf(fminf(ui->width / w, ui->height / h), 1, ZOOM_MOST);
    shell_zoom(shell, times, rect.x + rect.w / 2, rect.y + rect.h / 2);
    app->overlay->tool = TOOL_NONE;
    app->overlay->asks = false;
}

static Rect asked(const App *app)
{
    const Overlay *overlay = app->overlay;
    const Ui *ui = &app->shell.ui;
    return (Rect){ fminf(overlay->from_x, ui->mouse_x), fminf(overlay->from_y, ui->mouse_y),
                   fabsf(ui->mouse_x - overlay->from_x), fabsf(ui->mouse_y - overlay->from_y) };
}

// Twice as large about a place.
static void zoom_about(App *app, float x, float y)
{
    const Ui *ui = &app->shell.ui;
    const float w = ui->width / ZOOM_KEY, h = ui->height / ZOOM_KEY;
    zoom_to(app, (Rect){ x - w / 2, y - h / 2, w, h });
}

static void zoom_pass(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    const UiPress press = ui_press(ui, "zoom.ground", (Rect){ 0, 0, ui->width, ui->height }, false);
    if (press.pressed) {
        overlay->asks = true;
        overlay->from_x = ui->mouse_x;
        overlay->from_y = ui->mouse_y;
    } else if (press.released && overlay->asks) {
        const Rect rect = asked(app);
        if (fmaxf(rect.w, rect.h) < ZOOM_LEAST_PX) {
            zoom_about(app, ui->mouse_x, ui->mouse_y);
        } else {
            zoom_to(app, rect);
        }
        return;
    } else if (!press.held) {
        overlay->asks = false;
    }
    if (ui_key(ui, KEY_ENTER, 0)) {
        zoom_about(app, ui->mouse_inside ? ui->mouse_x : ui->width / 2,
                   ui->mouse_inside ? ui->mouse_y : ui->height / 2);
        return;
    }
    if (overlay->asks) {
        overlay_draw_asked(app, asked(app));
    }
    overlay_draw_hint(app, tr("Drag a rectangle, or Enter: twice as large; Z or Esc: as it was"));
}

// ---- ink

static void ink_pass(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    Ink *ink = overlay_ink(overlay);
    const UiPress press = ui_press(ui, "ink.ground", (Rect){ 0, 0, ui->width, ui->height }, false);
    const InkPoint at = { ui->mouse_x, ui->mouse_y };
    if (press.pressed) {
        pen_lift(overlay, ui->now_s);
        ink_begin(ink, at, overlay->color, INK_WIDTH / app->shell.zoom.times, overlay->fades);
    } else if (press.held && ink_drawing(ink) && ui->has_event) {
        ink_to(ink, at);
    }
    if (ink_drawing(ink) && (press.released || !press.held)) {
        ink_end(ink, ui->now_s);
    }
}

static void ink_back(App *app, int direction)
{
    Ui *ui = &app->shell.ui;
    if (!ink_undo(overlay_ink(app->overlay), direction, ui->now_s)) {
        shell_notice(&app->shell, ui->now_s, "%s",
                     tr(direction < 0 ? N_("No ink to take back") : N_("No ink to bring again")));
    }
}

static void ink_keys(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    if (ui_character(ui, 'z', MOD_CTRL)) {
        ink_back(app, -1);
    } else if (ui_character(ui, 'z', MOD_CTRL | MOD_SHIFT) || ui_character(ui, 'y', MOD_CTRL)) {
        ink_back(app, 1);
    } else if (ui_character(ui, 'f', 0)) {
        overlay->fades = !overlay->fades;
    } else if (ui_character(ui, 'k', 0)) {
        overlay->color = (overlay->color + 1) % INK_COUNT;
    }
}

static void palette_pass(App *app)
{
    Overlay *overlay = app->overlay;
    const double now_s = app->shell.ui.now_s;
    switch (overlay_palette(app)) {
    case INK_ACT_UNDO: ink_back(app, -1); break;
    case INK_ACT_CLEAR: ink_clear(overlay_ink(overlay), now_s); break;
    case INK_ACT_CLOSE: tool_set(overlay, TOOL_NONE, now_s); break;
    case INK_ACT_NONE: break;
    }
}

// ---- what the hands do

// A black or white screen: the next key or click ends it and does nothing else.
static bool blank_pass(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    if (overlay->blank == BLANK_NONE) {
        return false;
    }
    const bool ends = ui->has_event && !ui->consumed &&
                      (ui->event.kind == INPUT_KEY || ui->event.kind == INPUT_MOUSE_DOWN);
    const Rect whole = { 0, 0, ui->width, ui->height };
    ui_press(ui, "blank.ground", whole, false);
    if (ends || ui->event.kind == INPUT_WHEEL) {
        ui->consumed = true;
    }
    overlay_draw_blank(app);
    if (ends) {
        overlay->blank = BLANK_NONE;
        ui->active = 0;
    }
    return true;
}

static void tool_keys(App *app)
{
    Overlay *overlay = app->overlay;
    Shell *shell = &app->shell;
    Ui *ui = &shell->ui;
    if (ui_character(ui, 'b', 0) || ui_character(ui, '.', 0)) {
        overlay->blank = BLANK_BLACK;
    } else if (ui_character(ui, 'w', 0)) {
        overlay->blank = BLANK_WHITE;
    } else if (ui_character(ui, 's', 0)) {
        tool_set(overlay, TOOL_SPOTLIGHT, ui->now_s);
    } else if (ui_character(ui, 'i', 0)) {
        tool_set(overlay, TOOL_INK, ui->now_s);
    } else if (ui_character(ui, 'l', 0)) {
        overlay->laser = !overlay->laser;
    } else if (ui_character(ui, 'c', 0)) {
        if (!ink_clear(overlay_ink(overlay), ui->now_s)) {
            shell_notice(shell, ui->now_s, "%s", tr("No ink to clear: I draws some"));
        }
    } else if (ui_character(ui, 'z', 0)) {
        if (shell->zoom.times > 1) {
            shell_zoom(shell, 1, 0, 0);
        } else {
            tool_set(overlay, TOOL_ZOOM, ui->now_s);
        }
    } else if (ui_character(ui, 'n', 0)) {
        overlay->notes = !overlay->notes;
        if (!overlay->notes) { // where they lay behind this window nothing else would tell
            shell_notice(shell, ui->now_s, "%s", tr("The notes are closed"));
        }
    } else if (ui_character(ui, '?', 0) || ui_character(ui, '?', MOD_SHIFT) ||
               ui_character(ui, '/', MOD_SHIFT)) {
        overlay->help = !overlay->help;
    }
}

static void spotlight_size(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    const bool wheel = !ui->consumed && ui->event.kind == INPUT_WHEEL;
    float notches = wheel ? ui->event.wheel_y : 0;
    ui->consumed |= wheel;
    if (ui_character(ui, '+', 0) || ui_character(ui, '=', 0) || ui_character(ui, '=', MOD_SHIFT) ||
        ui_character(ui, '+', MOD_SHIFT)) {
        notches = 1;
    } else if (ui_character(ui, '-', 0)) {
        notches = -1;
    }
    overlay->radius =
        clampf(overlay->radius * powf(RADIUS_STEP, notches), RADIUS_LEAST, RADIUS_MOST);
}

// The right button is the laser's alone.
static void laser_button(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    const bool right = ui->has_event && ui->event.button == BUTTON_RIGHT;
    if (right && ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed) {
        overlay->laser_held = true;
        ui->consumed = true;
    } else if (right && ui->event.kind == INPUT_MOUSE_UP) {
        overlay->laser_held = false;
    }
    if (ui->event.kind == INPUT_LEAVE && ui->has_event) {
        overlay->laser_held = false;
    }
}

// What only presenting has is put away with it; ink and its choices stay for the next time.
static void put_away(App *app)
{
    Overlay *overlay = app->overlay;
    pen_lift(overlay, app->shell.ui.now_s);
    overlay->tool = TOOL_NONE;
    overlay->blank = BLANK_NONE;
    overlay->laser = overlay->laser_held = overlay->asks = overlay->help = false;
    overlay->begun_s = NAN;
    app->shell.zoom.times = 1;
}

// Every step of a lesson has its own ink; another lesson begins without any.
static void turn_page(App *app)
{
    Overlay *overlay = app->overlay;
    const bool lesson = classroom_is_open(app);
    const int page = lesson ? 1 + classroom_at(app) : 0;
    if (page != overlay->page) {
        pen_lift(overlay, app->shell.ui.now_s);
        overlay->page = page;
    }
    if (lesson && classroom_opened(app) != overlay->opened) {
        overlay_forget(overlay);
        overlay->opened = classroom_opened(app);
    }
}

// The clock of the notes ticks.
static void notes_wake(App *app)
{
    Ui *ui = &app->shell.ui;
    if (isnan(app->overlay->begun_s)) {
        app->overlay->begun_s = ui->now_s;
    }
    if (app->overlay->notes) {
        const double since_s = ui->now_s - app->overlay->begun_s;
        ui->wake_s = fmin(ui->wake_s, app->overlay->begun_s + floor(since_s) + 1);
    }
}

void overlay_pass(App *app)
{
    Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    if (!app->shell.presenting) {
        put_away(app);
        return;
    }
    if (ui->has_event && ui->event.kind <= INPUT_WHEEL && ui->event.kind >= INPUT_MOUSE_MOVE) {
        overlay->moved_s = ui->now_s;
    }
    turn_page(app);
    notes_wake(app);
    if (blank_pass(app)) {
        return;
    }
    if (!app->help_open && !sheet_is_open(app)) {
        laser_button(app);
        if (overlay->tool == TOOL_SPOTLIGHT) {
            spotlight_size(app);
        }
        if (overlay->tool == TOOL_INK && !ui_editing(ui)) {
            ink_keys(app);
        }
        if (!ui_editing(ui)) {
            tool_keys(app);
        }
    }
    if (overlay->tool == TOOL_INK) {
        palette_pass(app);
        ink_pass(app);
    } else if (overlay->tool == TOOL_ZOOM) {
        zoom_pass(app);
    }
    overlay_draw(app);
}

void overlay_pointer(App *app)
{
    const Overlay *overlay = app->overlay;
    Ui *ui = &app->shell.ui;
    if (!app->shell.presenting) {
        return;
    }
    const double due_s = overlay->moved_s + IDLE_S;
    const bool idle = ui->now_s >= due_s && !ui->mouse_down;
    if (!idle) {
        ui->wake_s = fmin(ui->wake_s, due_s);
    }
    const bool drawn = overlay_is_pen(app) || overlay->laser || overlay->laser_held;
    if (idle || drawn || overlay->blank) {
        ui->cursor = UI_CURSOR_NONE;
    } else if (overlay->tool == TOOL_ZOOM) {
        ui->cursor = UI_CURSOR_CROSS;
    }
}

void overlay_elsewhere(App *app)
{
    Ui *ui = &app->shell.ui;
    if (!app->shell.presenting && classroom_is_open(app) && !ui_editing(ui) &&
        ui_character(ui, 'n', 0)) {
        shell_notice(&app->shell, ui->now_s, "%s",
                     tr("Notes are shown while presenting: F5, then N"));
    }
}

bool overlay_back(App *app)
{
    Overlay *overlay = app->overlay;
    Shell *shell = &app->shell;
    if (!shell->presenting) {
        return false;
    }
    if (overlay->help) {
        overlay->help = false;
    } else if (overlay->tool != TOOL_NONE) {
        tool_set(overlay, overlay->tool, shell->ui.now_s);
    } else if (overlay->laser) {
        overlay->laser = false;
    } else if (shell->zoom.times > 1) {
        shell_zoom(shell, 1, 0, 0);
    } else {
        return false;
    }
    return true;
}
