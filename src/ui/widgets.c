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

// Space and Enter press what has the focus.
static bool pressed_by_key(Ui *ui, const UiPress *press)
{
    return press->focused && (ui_key(ui, KEY_SPACE, 0) || ui_key(ui, KEY_ENTER, 0));
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
    return press.clicked || pressed_by_key(ui, &press);
}

bool ui_icon_button(Ui *ui, const char *name, Rect rect, Icon icon, bool on, const char *tip)
{
    const UiPress press = ui_press(ui, name, rect, true);
    button_face(ui, rect, &press, on);
    ui_icon(ui->canvas, icon, rect.x + rect.w / 2, rect.y + rect.h / 2, 14,
            on ? ui->theme->on_accent : ui->theme->text);
    ui_tip(ui, tip);
    return press.clicked || pressed_by_key(ui, &press);
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
    if (press.clicked || pressed_by_key(ui, &press)) {
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

typedef struct ChoiceList {
    int count;
    const char *(*label)(const void *context, int index);
    const void *context;
} ChoiceList;

// The open list, on a layer of its own, below its button or above where there is more room.
static bool choice_popup(Ui *ui, const char *name, Rect rect, const ChoiceList *list, int *chosen)
{
    const float row = 26, pad = 5;
    const float want = row * (float)list->count + 2 * pad;
    const float below = ui->height - rect.y - rect.h - 8, above = rect.y - 8;
    const bool down = want <= below || below >= above;
    const float h = fminf(want, fmaxf(down ? below : above, row + 2 * pad));
    const Rect box = { rect.x, down ? rect.y + rect.h + 4 : rect.y - h - 4, rect.w, h };
    const int before = *chosen;
    bool open = true;
    ui->in_popup = true;
    ui->canvas->layer = LAYER_POPUP;
    canvas_clip_push_whole(ui->canvas);
    canvas_box(ui->canvas, box, RADIUS, ui->theme->raised, 1, ui->theme->line);
    Column column = column_begin_scroll(ui, "popup", rect_inset(box, 1), pad - 1);
    for (int i = 0; i < list->count; i++) {
        char item[UI_NAME_MAX];
        snprintf(item, sizeof item, "%s.%d", name, i);
        const Rect place = column_row(&column, row, 0);
        const UiPress press = ui_press(ui, item, place, false);
        if (i == *chosen || press.hovered) {
            canvas_box(ui->canvas, place, 4,
                       i == *chosen ? ui->theme->accent
                                    : color_mix(ui->theme->raised, ui->theme->text, 0.1f),
                       0, ui->theme->line);
        }
        ui_label(ui, rect_inset(place, 6), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
                 i == *chosen ? ui->theme->on_accent : ui->theme->text,
                 list->label(list->context, i));
        if (press.clicked) {
            *chosen = i;
            open = false;
        }
    }
    column.y += pad - 1;
    column_end(ui, &column);
    canvas_clip_pop(ui->canvas);
    const int step = arrow(ui);
    if (step) {
        *chosen = clampi(*chosen + step, 0, list->count - 1);
        for (int i = 0; i < ui->scroll_count; i++) { // keep the chosen row in view
            UiScroll *scroll = &ui->scrolls[i];
            if (scroll->id == ui_id("popup")) {
                const float y = row * (float)*chosen + pad;
                scroll->offset = clampf(scroll->offset, y + row - h + pad, y - pad);
            }
        }
    }
    if (ui_key(ui, KEY_ESCAPE, 0) || ui_key(ui, KEY_ENTER, 0) || ui_key(ui, KEY_SPACE, 0) ||
        ui_key(ui, KEY_TAB, 0)) {
        open = false;
    }
    if (ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed && !ui_hovers(ui, box)) {
        ui->consumed = true;
        open = false;
    }
    ui->canvas->layer = LAYER_BASE;
    ui->in_popup = false;
    ui->popup_seen = true;
    if (!open) {
        ui->popup = 0;
    }
    return *chosen != before;
}

bool ui_choice(Ui *ui, const char *name, Rect rect, int count,
               const char *(*label)(const void *context, int index), const void *context,
               int *chosen, const char *fallback, const char *tip)
{
    const ChoiceList list = { count, label, context };
    const UiPress press = ui_press(ui, name, rect, true);
    button_face(ui, rect, &press, false);
    Rect text = rect_inset(rect, 8);
    const Rect mark = cut_right(&text, 14, 4);
    ui_label(ui, text, ALIGN_LEFT, FONT_BOLD, UI_TEXT_SIZE, ui->theme->text,
             *chosen >= 0 ? label(context, *chosen) : fallback);
    ui_icon(ui->canvas, ICON_DOWN, mark.x + 7, mark.y + mark.h / 2, 12, ui->theme->muted);
    ui_tip(ui, tip);
    if (ui->popup == ui_id(name)) {
        return choice_popup(ui, name, rect, &list, chosen);
    }
    if (press.clicked || pressed_by_key(ui, &press) || (press.focused && ui_key(ui, KEY_DOWN, 0))) {
        ui->popup = ui_id(name);
        ui->popup_seen = true;
        ui->wake_s = ui->now_s;
    }
    return false;
}
