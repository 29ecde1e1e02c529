// The frame of a pass: which control is under the pointer, pressed, focused, and who answered the
// event.
#include "ui/ui.h"

#include "ui/edit_past.h"
#include "ui/hiding_rows.h"
#include "ui/tip.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void ui_init(Ui *ui, const UiSystem *system)
{
    *ui = (Ui){ 0 };
    if (system) {
        ui->system = *system;
    }
}

void ui_finish(Ui *ui)
{
    ui_edit_end(ui);
    array_free(&ui->controls);
}

void ui_edit_end(Ui *ui)
{
    edit_past_clear(&ui->edit);
    if (ui->edit.leaving) { // for a press, which gives the focus to nobody
        ui->focus = 0;
    }
    ui->edit.id = 0;
    ui->edit.leaving = false;
}

UiId ui_id(const char *name)
{
    uint32_t hash = 2166136261u; // FNV-1a
    for (const char *c = name; *c; c++) {
        hash = (hash ^ (uint8_t)*c) * 16777619u;
    }
    return hash ? hash : 1;
}

static void pointer_follow(Ui *ui, const InputEvent *event)
{
    switch (event->kind) {
    case INPUT_MOUSE_MOVE:
    case INPUT_MOUSE_DOWN:
    case INPUT_MOUSE_UP:
    case INPUT_WHEEL:
        ui->mouse_x = event->x;
        ui->mouse_y = event->y;
        ui->mouse_inside = true;
        ui->mods = event->mods;
        break;
    case INPUT_KEY: ui->mods = event->mods; break;
    case INPUT_LEAVE: ui->mouse_inside = false; break;
    default: break;
    }
    if (event->kind == INPUT_MOUSE_DOWN) {
        ui->mouse_down = true;
        ui->button = event->button;
        ui->focus_visible = ui->focus_visible && event->button != BUTTON_LEFT;
    }
}

static const UiControl *control_of(const Ui *ui, UiId id)
{
    for (size_t i = 0; i < ui->controls.count; i++) {
        if (ui->controls.items[i].id == id) {
            return &ui->controls.items[i];
        }
    }
    return NULL;
}

bool ui_leaves(Ui *ui, const InputEvent *event)
{
    const UiControl *field = ui->edit.id ? control_of(ui, ui->edit.id) : NULL;
    const bool leaves =
        field && event->kind == INPUT_MOUSE_DOWN && !rect_has(field->visible, event->x, event->y);
    ui->edit.leaving |= leaves;
    return leaves;
}

void ui_begin(Ui *ui, Canvas *canvas, const Theme *theme, float width, float height,
              const InputEvent *event, double now_s)
{
    ui->canvas = canvas;
    ui->theme = theme;
    ui->width = width;
    ui->height = height;
    ui->now_s = now_s;
    ui->wake_s = INFINITY;
    ui->has_event = event != NULL;
    ui->consumed = event == NULL;
    ui->event = event ? *event : (InputEvent){ .kind = INPUT_LEAVE };
    ui->sweep.seen = false;
    ui->modal = (UiModal){ false, false };
    ui->active_seen = ui->popup.seen = ui->popup.inside = ui->went_back = false;
    ui->popup.chose = 0;
    ui->cursor = UI_CURSOR_ARROW;
    ui->tip.text[0] = ui->tip.whole[0] = 0;
    ui->tip.above = false;
    ui->hot = 0;
    if (event) {
        ui_leaves(ui, event);
    }
    ui->controls.count = 0;
    if (event) {
        pointer_follow(ui, event);
    }
}

// What Tab goes through: all controls, or those of the open popup alone. It begins where the focus
// is or was last, or where the mouse has pressed.
static void focus_move(Ui *ui, int direction)
{
    const int count = (int)ui->controls.count;
    const UiId from = ui->focus ? ui->focus : ui->tab_from;
    int at = direction > 0 ? -1 : count;
    for (int i = 0; i < count; i++) {
        if (ui->controls.items[i].id == from) {
            at = i;
        }
    }
    for (int tries = 0; tries < count; tries++) {
        at = (at + direction + count) % count;
        if (ui->controls.items[at].focusable) {
            ui->focus = ui->tab_from = ui->controls.items[at].id;
            ui->focus_visible = ui->focus_hidden = true;
            ui_edit_end(ui);
            return;
        }
    }
}

void ui_end(Ui *ui)
{
    if (ui_key(ui, KEY_TAB, 0)) {
        focus_move(ui, 1);
    } else if (ui_key(ui, KEY_TAB, MOD_SHIFT)) {
        focus_move(ui, -1);
    }
    if (ui->event.kind == INPUT_MOUSE_UP && ui->event.button == ui->button) {
        ui->mouse_down = false;
        ui->active = 0;
    }
    if (ui->active && !ui->active_seen) {
        ui->active = 0;
    }
    if (ui->has_event && ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed) {
        ui_blur(ui); // a press on empty ground
    }
    if (ui->edit.id && (ui->edit.leaving || !control_of(ui, ui->edit.id))) {
        ui_edit_end(ui); // its field is gone
    }
    const bool pressed = ui->has_event && ui->event.kind == INPUT_MOUSE_DOWN;
    if (!ui->sweep.seen || (pressed && ui->hot != ui->sweep.mark)) {
        ui->sweep.id = 0;
    }
    if (!ui->popup.seen) {
        ui->popup.id = 0;
    }
    tip_end(ui);
}

// Nothing lies over all else but what is being run.
static bool in_reach(const Ui *ui)
{
    return (!ui->popup.id || ui->popup.inside) && (!ui->modal.on || ui->modal.inside);
}

bool ui_hovers(const Ui *ui, Rect rect)
{
    return ui->mouse_inside && in_reach(ui) && rect_has(rect, ui->mouse_x, ui->mouse_y) &&
           rect_has(canvas_clip(ui->canvas), ui->mouse_x, ui->mouse_y);
}

static void control_add(Ui *ui, UiId id, const char *name, Rect rect, bool focusable)
{
    UiControl control = { .id = id, .rect = rect, .layer = ui->canvas->layer };
    snprintf(control.name, sizeof control.name, "%s", name);
    control.visible = rect_intersect(rect, canvas_clip(ui->canvas));
    control.focusable = focusable && in_reach(ui);
    array_push(&ui->controls, control);
}

// While one chooses what to hide, what can be hidden does nothing else.
static UiPress choose(Ui *ui, const char *name, Rect rect, const UiPress *press)
{
    const int row = ui->hiding.choosing ? hiding_row(ui, name) : -1;
    if (row < 0) {
        return *press;
    }
    if (ui_activated(ui, press)) {
        ui->hiding.toggled = row;
    }
    hiding_outline(ui, rect, ui->hiding.on[row], press->hovered);
    ui_show_press(ui, press, rect, 4);
    return (UiPress){ .hovered = press->hovered };
}

static UiPress press_of(Ui *ui, const char *name, Rect rect, bool focusable, bool any_button);

static UiPress press_by(Ui *ui, const char *name, Rect rect, bool focusable, bool any_button)
{
    if (!ui->hiding.rows) {
        return press_of(ui, name, rect, focusable, any_button);
    }
    if (ui_hides(ui, name)) {
        return (UiPress){ .hovered = false };
    }
    const UiPress press = press_of(ui, name, rect, focusable, any_button);
    return choose(ui, name, rect, &press);
}

static UiPress press_of(Ui *ui, const char *name, Rect rect, bool focusable, bool any_button)
{
    const UiId id = ui_id(name);
    // The first that answers lies on top; what is pressed keeps the pointer to itself.
    UiPress press = { .hovered =
                          ui_hovers(ui, rect) && !ui->hot && (!ui->active || ui->active == id) };
    control_add(ui, id, name, rect, focusable && !ui->disabled);
    if (press.hovered) {
        ui->hot = id;
        ui->tip.rect = rect;
    }
    if (ui->disabled) {
        return (UiPress){ .hovered = false };
    }
    if (press.hovered && ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed &&
        (any_button || ui->event.button == BUTTON_LEFT)) {
        ui->consumed = true;
        ui->active = id;
        ui->grab_x = ui->mouse_x;
        press.pressed = true;
        press.doubled = ui->event.clicks >= 2 && ui->event.clicks % 2 == 0;
        ui->focus = 0; // the keys stay with whom they were, but Tab goes on from here
        ui->tab_from = focusable ? id : ui->tab_from;
    }
    if (ui->active == id) {
        ui->active_seen = true;
        press.held = true;
        if (ui->event.kind == INPUT_MOUSE_UP && ui->event.button == ui->button) {
            press.released = true;
            press.clicked = press.hovered;
            ui->consumed = true;
        }
    }
    press.focused = ui->focus == id;
    return press;
}

UiPress ui_press(Ui *ui, const char *name, Rect rect, bool focusable)
{
    return press_by(ui, name, rect, focusable, false);
}

UiPress ui_press_any(Ui *ui, const char *name, Rect rect, bool focusable)
{
    return press_by(ui, name, rect, focusable, true);
}

bool ui_key(Ui *ui, Key key, unsigned mods)
{
    if (ui->consumed || ui->event.kind != INPUT_KEY || ui->event.key != key ||
        ui->event.mods != mods) {
        return false;
    }
    return ui->consumed = true;
}

bool ui_activated(Ui *ui, const UiPress *press)
{
    return press->clicked ||
           (press->focused && (ui_key(ui, KEY_SPACE, 0) || ui_key(ui, KEY_ENTER, 0)));
}

bool ui_character(Ui *ui, uint32_t code, unsigned mods)
{
    return ui->event.code == code && ui_key(ui, KEY_CHARACTER, mods);
}

float ui_wheel(Ui *ui, Rect rect)
{
    if (ui->consumed || ui->event.kind != INPUT_WHEEL || !ui_hovers(ui, rect)) {
        return 0;
    }
    ui->consumed = true;
    return ui->event.wheel_y;
}

void ui_disable(Ui *ui, Theme *dim)
{
    *dim = *ui->theme;
    dim->text = dim->muted = dim->on_accent = color_mix(dim->panel, dim->muted, 0.45f);
    dim->accent = color_mix(dim->panel, dim->muted, 0.2f); // what stands on it can be read
    dim->raised = dim->background = dim->panel;
    ui->theme = dim;
    ui->disabled = true;
}

void ui_enable(Ui *ui, const Theme *theme)
{
    ui->theme = theme;
    ui->disabled = false;
}

void ui_tip(Ui *ui, const char *text)
{
    if (ui->controls.count && ui->hot == ui->controls.items[ui->controls.count - 1].id) {
        snprintf(ui->tip.text, sizeof ui->tip.text, "%s", text);
    }
}

void ui_modal_begin(Ui *ui)
{
    ui->modal = (UiModal){ true, true };
}

void ui_modal_end(Ui *ui)
{
    ui->modal.inside = false;
}

void ui_swallow(Ui *ui)
{
    const bool tab = ui->event.kind == INPUT_KEY && ui->event.key == KEY_TAB;
    switch (ui->event.kind) {
    case INPUT_KEY:
    case INPUT_TEXT:
    case INPUT_COMPOSE:
    case INPUT_WHEEL:
    case INPUT_MOUSE_DOWN:
    case INPUT_MOUSE_UP: ui->consumed |= !tab; break;
    default: break;
    }
}

void ui_focus(Ui *ui, const char *name)
{
    ui_edit_end(ui);
    ui->focus = ui->tab_from = ui_id(name);
    ui->focus_visible = true;
}

void ui_focus_ring(Ui *ui, Rect rect, float radius)
{
    canvas_box(ui->canvas, rect_inset(rect, -2), radius + 2, (Color){ 0 }, 2, ui->theme->accent);
}

void ui_show_press(Ui *ui, const UiPress *press, Rect rect, float radius)
{
    if (press->focused && ui->focus_visible) {
        ui_focus_ring(ui, rect, radius);
    }
    if (press->hovered) {
        ui->cursor = UI_CURSOR_HAND;
    }
}

bool ui_editing(const Ui *ui)
{
    return ui->edit.id || ui->popup.id || ui->modal.on;
}

void ui_blur(Ui *ui)
{
    ui->focus = 0;
    ui_edit_end(ui);
}

const UiControl *ui_find(const Ui *ui, const char *name)
{
    return control_of(ui, ui_id(name));
}
