// Buttons, checkboxes and lists.
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float RADIUS = 6;

void ui_label(Ui *ui, Rect rect, Align align, Font font, float size, Color color, const char *text)
{
    const float x = align == ALIGN_LEFT     ? rect.x
                    : align == ALIGN_CENTER ? rect.x + rect.w / 2
                                            : rect.x + rect.w;
    canvas_text_fit(ui->canvas, x, rect.y + rect.h / 2 + TEXT_MIDDLE * size, align, font, size,
                    color, text, rect.w);
}

void ui_heading(Ui *ui, Rect rect, const char *text)
{
    const size_t before = ui->canvas->shapes.count;
    ui_label(ui, rect, ALIGN_LEFT, FONT_BOLD, 11, ui->theme->muted, text);
    if (ui->canvas->shapes.count > before) {
        ui->canvas->shapes.items[before].text.spacing = 0.8f;
    }
}

static void button_face(Ui *ui, Rect rect, const UiPress *press, bool on)
{
    const Theme *t = ui->theme;
    Color face = on ? t->accent : t->raised;
    if (press->held && press->hovered) {
        face = color_mix(face, t->text, 0.18f);
    } else if (press->hovered) {
        face = color_mix(face, t->text, 0.08f);
    }
    canvas_box(ui->canvas, rect, RADIUS, face, 1, on ? face : t->line);
    if (press->focused && ui->focus_visible) {
        ui_focus_ring(ui, rect, RADIUS);
    }
    if (press->hovered) {
        ui->cursor = UI_CURSOR_HAND;
    }
}

bool ui_button(Ui *ui, const char *name, Rect rect, const char *label, const char *tip)
{
    const UiPress press = ui_press(ui, name, rect, true);
    button_face(ui, rect, &press, false);
    ui_label(ui, rect_inset(rect, 4), ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, ui->theme->text,
             label);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

bool ui_icon_button(Ui *ui, const char *name, Rect rect, Icon icon, bool on, const char *tip)
{
    const UiPress press = ui_press(ui, name, rect, true);
    button_face(ui, rect, &press, on);
    ui_icon(ui->canvas, icon, rect.x + rect.w / 2, rect.y + rect.h / 2, 14,
            on ? ui->theme->on_accent : ui->theme->text);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

bool ui_checkbox(Ui *ui, const char *name, Rect rect, const char *label, bool *on, const char *tip)
{
    const Theme *t = ui->theme;
    const UiPress press = ui_press(ui, name, rect, true);
    const Rect box = { rect.x, rect.y + (rect.h - 15) / 2, 15, 15 };
    const Color off = press.hovered ? color_mix(t->track, t->text, 0.12f) : t->track;
    canvas_box(ui->canvas, box, 4, *on ? t->accent : off, 0, t->line);
    if (*on) {
        const float x = box.x + 7.5f, y = box.y + 7.5f;
        canvas_line(ui->canvas, x - 3.5f, y + 0.2f, x - 1, y + 2.8f, 1.8f, t->on_accent);
        canvas_line(ui->canvas, x - 1, y + 2.8f, x + 3.7f, y - 2.8f, 1.8f, t->on_accent);
    }
    Rect text = rect;
    cut_left(&text, 15, 8);
    ui_label(ui, text, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, t->text, label);
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, box, 4);
    }
    if (press.hovered) {
        ui->cursor = UI_CURSOR_HAND;
    }
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        *on = !*on;
        return true;
    }
    return false;
}

// The arrow keys of the focused control: -1, +1, or 0.
static int arrow(Ui *ui)
{
    if (ui_key(ui, KEY_LEFT, 0) || ui_key(ui, KEY_UP, 0)) {
        return -1;
    }
    return ui_key(ui, KEY_RIGHT, 0) || ui_key(ui, KEY_DOWN, 0) ? 1 : 0;
}

bool ui_segments(Ui *ui, const char *name, Rect rect, int count, const char *const *labels,
                 int *chosen, const char *tip)
{
    const Theme *t = ui->theme;
    const UiPress press = ui_press(ui, name, rect, true);
    const int before = *chosen;
    const float w = rect.w / (float)count;
    canvas_box(ui->canvas, rect, RADIUS, t->raised, 1, t->line);
    for (int i = 0; i < count; i++) {
        const Rect part = { rect.x + w * (float)i, rect.y, w, rect.h };
        if (press.clicked && ui_hovers(ui, part)) {
            *chosen = i;
        }
    }
    if (press.focused) {
        *chosen = clampi(*chosen + arrow(ui), 0, count - 1);
    }
    for (int i = 0; i < count; i++) {
        const Rect part = { rect.x + w * (float)i, rect.y, w, rect.h };
        if (i == *chosen) {
            canvas_box(ui->canvas, part, RADIUS, t->accent, 0, t->accent);
        } else if (press.hovered && ui_hovers(ui, part)) {
            canvas_box(ui->canvas, part, RADIUS, color_mix(t->raised, t->text, 0.08f), 0, t->line);
        }
        ui_label(ui, part, ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE,
                 i == *chosen ? t->on_accent : t->text, labels[i]);
    }
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, rect, RADIUS);
    }
    if (press.hovered) {
        ui->cursor = UI_CURSOR_HAND;
    }
    ui_tip(ui, tip);
    return *chosen != before;
}

// A list on a layer of its own, below its button or above where there is more room.
typedef struct Popup {
    const char *name;
    Rect button;
    float width;
    int count;
    const char *(*label)(const void *context, int index);
    const void *context;
} Popup;

static const float POPUP_ROW = 26, POPUP_PAD = 5;

static Rect popup_box(const Ui *ui, const Popup *popup)
{
    const Rect b = popup->button;
    const float want = POPUP_ROW * (float)popup->count + 2 * POPUP_PAD;
    const float below = ui->height - b.y - b.h - 8, above = b.y - 8;
    const bool down = want <= below || below >= above;
    const float h = fminf(want, fmaxf(down ? below : above, POPUP_ROW + 2 * POPUP_PAD));
    const float x = clampf(b.x, 4, fmaxf(ui->width - popup->width - 4, 4));
    return (Rect){ x, down ? b.y + b.h + 4 : b.y - h - 4, popup->width, h };
}

// The rows; the index of the one clicked, or -1.
static int popup_rows(Ui *ui, const Popup *popup, Rect box, int at)
{
    int clicked = -1;
    Column column = column_begin_scroll(ui, "popup", rect_inset(box, 1), POPUP_PAD - 1);
    for (int i = 0; i < popup->count; i++) {
        char item[UI_NAME_MAX];
        snprintf(item, sizeof item, "%s.%d", popup->name, i);
        const Rect place = column_row(&column, POPUP_ROW, 0);
        const UiPress press = ui_press(ui, item, place, false);
        const Color face =
            i == at ? ui->theme->accent : color_mix(ui->theme->raised, ui->theme->text, 0.1f);
        if (i == at || press.hovered) {
            canvas_box(ui->canvas, place, 4, face, 0, face);
        }
        ui_label(ui, rect_inset(place, 6), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
                 i == at ? ui->theme->on_accent : ui->theme->text, popup->label(popup->context, i));
        clicked = press.clicked ? i : clicked;
    }
    column.y += POPUP_PAD - 1;
    column_end(ui, &column);
    return clicked;
}

static void popup_keep_in_view(Ui *ui, Rect box, int at)
{
    for (int i = 0; i < ui->scroll_count; i++) {
        UiScroll *scroll = &ui->scrolls[i];
        if (scroll->id == ui_id("popup")) {
            const float y = POPUP_ROW * (float)at + POPUP_PAD;
            scroll->offset =
                clampf(scroll->offset, y + POPUP_ROW - box.h + POPUP_PAD, y - POPUP_PAD);
        }
    }
}

// The open list: arrows move *at, Enter or a click chooses, Escape or a press elsewhere closes.
// Returns the index chosen, or -1.
static int popup_run(Ui *ui, const Popup *popup, int *at)
{
    const Rect box = popup_box(ui, popup);
    const int16_t layer = ui->canvas->layer;
    ui->in_popup = ui->popup_seen = true;
    ui->canvas->layer = LAYER_POPUP;
    canvas_clip_push_whole(ui->canvas);
    canvas_box(ui->canvas, box, RADIUS, ui->theme->raised, 1, ui->theme->line);
    int chosen = popup_rows(ui, popup, box, *at);
    canvas_clip_pop(ui->canvas);
    const int step = arrow(ui);
    if (step) {
        *at = clampi(*at + step, 0, popup->count - 1);
        popup_keep_in_view(ui, box, *at);
    }
    bool open = chosen < 0;
    if (ui_key(ui, KEY_ENTER, 0) || ui_key(ui, KEY_SPACE, 0)) {
        chosen = *at;
        open = false;
    } else if (ui_key(ui, KEY_ESCAPE, 0) || ui_key(ui, KEY_TAB, 0)) {
        open = false;
    }
    if (ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed) {
        const bool inside = rect_has(box, ui->mouse_x, ui->mouse_y);
        ui->consumed = true;
        open = open && inside;
    }
    ui->canvas->layer = layer;
    ui->in_popup = false;
    ui->popup = open ? ui->popup : 0;
    return chosen;
}

// The button of a list; true when the list is open.
static bool popup_button(Ui *ui, const Popup *popup, Font font, const char *title, const char *tip)
{
    const UiPress press = ui_press(ui, popup->name, popup->button, true);
    button_face(ui, popup->button, &press, false);
    Rect text = rect_inset(popup->button, 8);
    const Rect mark = cut_right(&text, 14, 4);
    ui_label(ui, text, ALIGN_LEFT, font, UI_TEXT_SIZE, ui->theme->text, title);
    ui_icon(ui->canvas, ICON_DOWN, mark.x + 7, mark.y + mark.h / 2, 12, ui->theme->muted);
    ui_tip(ui, tip);
    if (ui->popup == ui_id(popup->name)) {
        return true;
    }
    if (ui_activated(ui, &press) || (press.focused && ui_key(ui, KEY_DOWN, 0))) {
        ui->popup = ui_id(popup->name);
        ui->popup_seen = true;
        ui->popup_at = -1;
        ui->wake_s = ui->now_s;
    }
    return false;
}

bool ui_choice(Ui *ui, const char *name, Rect rect, int count,
               const char *(*label)(const void *context, int index), const void *context,
               int *chosen, const char *fallback, const char *tip)
{
    const Popup popup = { name, rect, rect.w, count, label, context };
    const char *title = *chosen >= 0 ? label(context, *chosen) : fallback;
    if (!popup_button(ui, &popup, FONT_BOLD, title, tip)) {
        return false;
    }
    int at = *chosen;
    const int picked = popup_run(ui, &popup, &at); // arrows choose at once: the picture follows
    const int next = picked >= 0 ? picked : at;
    const bool changed = next >= 0 && next != *chosen;
    *chosen = changed ? next : *chosen;
    return changed;
}

int ui_menu(Ui *ui, const char *name, Rect rect, const char *title, float width, int count,
            const char *(*label)(const void *context, int index), const void *context,
            const char *tip)
{
    const Popup popup = { name, rect, width, count, label, context };
    return popup_button(ui, &popup, FONT_SANS, title, tip) ? popup_run(ui, &popup, &ui->popup_at)
                                                           : -1;
}
