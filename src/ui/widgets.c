// Buttons, checkboxes and segments.
#include "ui/widgets.h"

#include "base/utf8.h"
#include "draw/wrap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float RADIUS = 6;

// What had to be cut is told whole where the pointer rests on it.
static void tell_whole(Ui *ui, Rect rect, const char *text)
{
    if (ui_hovers(ui, rect)) {
        text_print(ui->tip.whole, sizeof ui->tip.whole, "%s", text);
        ui->tip.whole_id = ui_id(text);
        ui->tip.rect = ui->hot ? ui->tip.rect : rect;
    }
}

void ui_label(Ui *ui, Rect rect, Align align, Font font, float size, Color color, const char *text)
{
    if (!wrap_text(ui->canvas, rect, align, font, size, color, text)) {
        tell_whole(ui, rect, text);
    }
}

void ui_heading(Ui *ui, Rect rect, const char *text)
{
    const size_t before = ui->canvas->shapes.count;
    ui_label(ui, rect, ALIGN_LEFT, FONT_BOLD, 11, ui->theme->muted, text);
    for (size_t i = before; i < ui->canvas->shapes.count; i++) {
        ui->canvas->shapes.items[i].text.spacing = 0.8f;
    }
}

void ui_button_face(Ui *ui, Rect rect, const UiPress *press, bool on)
{
    const Theme *t = ui->theme;
    Color face = on ? t->accent : t->raised;
    if (press->held && press->hovered) {
        face = color_mix(face, t->text, 0.18f);
    } else if (press->hovered) {
        face = color_mix(face, t->text, 0.08f);
    }
    canvas_box(ui->canvas, rect, RADIUS, face, 1, on ? face : t->line);
    ui_show_press(ui, press, rect, RADIUS);
}

bool ui_button(Ui *ui, const char *name, Rect rect, const char *label, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const UiPress press = ui_press(ui, name, rect, true);
    ui_button_face(ui, rect, &press, false);
    ui_label(ui, (Rect){ rect.x + 4, rect.y + 1, rect.w - 8, rect.h - 2 }, ALIGN_CENTER, FONT_SANS,
             UI_TEXT_SIZE, ui->theme->text, label);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

bool ui_icon_button(Ui *ui, const char *name, Rect rect, Icon icon, bool on, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const UiPress press = ui_press(ui, name, rect, true);
    ui_button_face(ui, rect, &press, on);
    ui_icon(ui->canvas, icon, rect.x + rect.w / 2, rect.y + rect.h / 2, 14,
            on ? ui->theme->on_accent : ui->theme->text);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

bool ui_checkbox(Ui *ui, const char *name, Rect rect, const char *label, bool *on, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
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
    ui_show_press(ui, &press, box, 4);
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

// As wide as each other where all labels fit so, else as their labels need.
static void segment_places(const Ui *ui, Rect rect, int count, const char *const *labels,
                           Rect *places)
{
    const float even = rect.w / (float)count;
    float widths[UI_SEGMENTS_MAX], sum = 0;
    bool fit = true;
    for (int i = 0; i < count; i++) {
        widths[i] = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, labels[i]);
        fit = fit && widths[i] <= even;
        sum += widths[i];
    }
    for (int i = 0; i < count; i++) {
        const float w = fit ? even : rect.w * widths[i] / sum;
        places[i] =
            fit ? (Rect){ rect.x + even * (float)i, rect.y, even, rect.h }
                : (Rect){ i ? places[i - 1].x + places[i - 1].w : rect.x, rect.y, w, rect.h };
    }
}

int ui_segment_under(const Ui *ui, Rect rect, int count, const char *const *labels)
{
    Rect parts[UI_SEGMENTS_MAX];
    assert(count <= UI_SEGMENTS_MAX);
    segment_places(ui, rect, count, labels, parts);
    for (int i = 0; i < count; i++) {
        if (ui_hovers(ui, parts[i])) {
            return i;
        }
    }
    return -1;
}

bool ui_segments(Ui *ui, const char *name, Rect rect, int count, const char *const *labels,
                 int *chosen, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const Theme *t = ui->theme;
    const UiPress press = ui_press(ui, name, rect, true);
    const int before = *chosen;
    Rect parts[UI_SEGMENTS_MAX];
    assert(count <= UI_SEGMENTS_MAX);
    segment_places(ui, rect, count, labels, parts);
    canvas_box(ui->canvas, rect, RADIUS, t->raised, 1, t->line);
    for (int i = 0; i < count; i++) {
        if (press.clicked && ui_hovers(ui, parts[i])) {
            *chosen = i;
        }
    }
    if (press.focused) {
        *chosen = clampi(*chosen + arrow(ui), 0, count - 1);
    }
    for (int i = 0; i < count; i++) {
        const Rect part = parts[i];
        if (i == *chosen) {
            canvas_box(ui->canvas, part, RADIUS, t->accent, 0, t->accent);
        } else if (press.hovered && ui_hovers(ui, part)) {
            canvas_box(ui->canvas, part, RADIUS, color_mix(t->raised, t->text, 0.08f), 0, t->line);
        }
        ui_label(ui, part, ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE,
                 i == *chosen ? t->on_accent : t->text, labels[i]);
    }
    ui_show_press(ui, &press, rect, RADIUS);
    ui_tip(ui, tip);
    return *chosen != before;
}
