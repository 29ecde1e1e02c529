// A number on a track, and the number itself, which can be clicked and typed.
#include "base/text.h"
#include "base/words.h"
#include "ui/edit.h"
#include "ui/sweep.h"
#include "ui/widgets.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double DEGREES = 57.29577951308232; // in a radian

// Sliders give round numbers: three significant digits, more with Shift.
static double rounded(const Param *param, double value, bool fine)
{
    if (param_is_whole(param)) {
        return round(value);
    }
    const double unit = param->scale == PARAM_ANGLE ? 1 / DEGREES : 1;
    double grain;
    if (param->scale == PARAM_LOG) {
        grain = value > 0 ? pow(10, floor(log10(value)) - (fine ? 3 : 2)) : 1;
    } else {
        const double span = fmin(param->max - param->min, DBL_MAX); // may be twice as much
        grain = pow(10, floor(log10(span / unit)) - (fine ? 3 : 2));
    }
    const double near = round(value / unit / grain) * grain;
    // The nearest double to the decimal, not a multiple of an inexact grain.
    char text[40];
    double exact = near;
    snprintf(text, sizeof text, "%.9g", near);
    text_number(text, strlen(text), "", &exact, NULL);
    return clamp(exact * unit, param->min, param->max) + 0.0; // never -0
}

static void number_text(const Param *param, double value, int digits, char *text, size_t size)
{
    if (param->scale == PARAM_ANGLE) {
        snprintf(text, size, "%.*g°", clampi(digits, 1, 3), value * DEGREES);
    } else if (param_is_whole(param)) {
        snprintf(text, size, "%.0f", value);
    } else {
        text_short(text, size, value, digits);
    }
}

// Four digits, fewer where they do not fit.
static void number_fit(Ui *ui, Rect rect, const Param *param, double value, char *text, size_t size)
{
    int digits = 5;
    do {
        number_text(param, value, --digits, text, size);
    } while (digits > 1 && canvas_text_width(ui->canvas, FONT_MONO, 12, text) > rect.w);
}

static void number_begin(Ui *ui, UiId id, const Param *param, double value)
{
    char text[UI_NUMBER_MAX];
    text_exact(text, sizeof text,
               param->scale == PARAM_ANGLE ? round(value * DEGREES * 1e9) / 1e9 : value);
    edit_begin(ui, id, text, true);
    ui->focus = id;
}

// The end of a range as it may be typed.
static void end_text(const Param *param, double end, char *text, size_t size)
{
    if (param->scale == PARAM_ANGLE || param_is_whole(param)) {
        number_text(param, end, 4, text, size);
    } else {
        text_short_inside(text, size, end, 4, param->min, param->max);
    }
}

// Takes the typed number; false, with the reason in edit->message, if it is none or out of range.
static bool number_commit(UiEdit *edit, const Param *param, double *value)
{
    Error err;
    double typed;
    const size_t length = strcspn(edit->text, "°");
    if (!text_number(edit->text, length, tr(param->label), &typed, &err)) {
        text_print(edit->message, sizeof edit->message, "%s", err.text);
        return false;
    }
    typed = param->scale == PARAM_ANGLE ? typed / DEGREES : typed;
    if (param_is_whole(param) && typed != round(typed)) {
        text_print(edit->message, sizeof edit->message, tr("%s is a whole number"),
                   tr(param->label));
        return false;
    }
    if (!(typed >= param->min && typed <= param->max)) {
        char low[32], high[32];
        end_text(param, param->min, low, sizeof low);
        end_text(param, param->max, high, sizeof high);
        text_print(edit->message, sizeof edit->message, tr("%s goes from %s to %s"),
                   tr(param->label), low, high);
        return false;
    }
    *value = typed + 0.0; // never -0
    return true;
}

static bool number_edit(Ui *ui, Rect rect, const Param *param, double *value, const UiPress *press)
{
    UiEdit *edit = &ui->edit;
    const double before = *value;
    edit_mouse(ui, rect_inset(rect, 4), press, FONT_MONO, 12);
    const EditEnd end = edit_ends(ui);
    if (end == EDIT_GOES_ON) {
        if (edit_keys(ui, UI_NUMBER_MAX)) {
            edit->message[0] = 0;
        }
    } else if (end == EDIT_BACK || strcmp(edit->text, edit_before(edit)) == 0 ||
               number_commit(edit, param, value)) {
        if (end == EDIT_LEFT) {
            ui_edit_end(ui);
        } else {
            ui_blur(ui); // the keys are the window's again
        }
    } else if (end == EDIT_LEFT) {
        memcpy(ui->said, edit->message, sizeof ui->said);
        ui_edit_end(ui);
    }
    canvas_box(ui->canvas, rect, 4, ui->theme->background, 1,
               edit->message[0] ? ui->theme->error : ui->theme->accent);
    edit_draw(ui, edit, edit->text, rect_inset(rect, 4), FONT_MONO, 12, ui->theme->text, -1);
    if (edit->id) {
        edit_message(ui, rect);
    }
    return *value != before;
}

bool ui_number(Ui *ui, const char *name, Rect rect, const Param *param, double *value,
               const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const UiPress press = ui_press(ui, name, rect, true);
    ui_tip(ui, tip);
    if (press.hovered) {
        ui->cursor = UI_CURSOR_TEXT;
    }
    const bool by_key = press.focused && !ui->edit.id && ui_key(ui, KEY_ENTER, 0);
    // Where letters come, a digit begins a new number.
    const bool by_digit = press.focused && !ui->edit.id && !ui->consumed &&
                          ui->event.kind == INPUT_TEXT && ui->event.text[0] &&
                          strchr("0123456789.-+", ui->event.text[0]);
    if ((press.clicked && ui->edit.id != ui_id(name)) || by_key || by_digit) {
        number_begin(ui, ui_id(name), param, *value);
    }
    if (ui->edit.id == ui_id(name) && !by_key && !press.clicked) {
        return number_edit(ui, rect, param, value, &press);
    }
    char text[40];
    number_fit(ui, rect, param, *value, text, sizeof text);
    if (press.hovered) {
        canvas_box(ui->canvas, rect, 4, ui->theme->raised, 1, ui->theme->line);
    }
    ui_label(ui, rect, ALIGN_RIGHT, FONT_MONO, 12, ui->theme->text, text);
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, rect, 4);
    }
    return false;
}

static const float KNOB = 7; // its radius under the pointer

static void track_draw(Ui *ui, Rect track, double position, const UiPress *press)
{
    const Theme *t = ui->theme;
    const float y = track.y + track.h / 2, x = track.x + track.w * (float)clamp(position, 0, 1);
    canvas_box(ui->canvas, (Rect){ track.x, y - 2, track.w, 4 }, 2, t->track, 0, t->track);
    canvas_box(ui->canvas, (Rect){ track.x, y - 2, x - track.x, 4 }, 2, t->accent, 0, t->accent);
    const float radius = press->held || press->hovered ? KNOB : KNOB - 1;
    canvas_circle(ui->canvas, x, y, radius, RGB(0xffffff), 2, t->accent);
    if (press->focused && ui->focus_visible) {
        ui_focus_ring(ui, (Rect){ x - 8, y - 8, 16, 16 }, 8);
    }
    if (press->hovered || press->held) {
        ui->cursor = UI_CURSOR_HAND;
    }
}

// Across the track, under its knob; once.
static void mark_draw(Ui *ui, Rect track, const Param *row)
{
    if (ui->mark && *ui->mark >= row->min && *ui->mark <= row->max) {
        const float x = track.x + track.w * (float)param_position(row, *ui->mark);
        canvas_rect(ui->canvas, (Rect){ x - 1, track.y + track.h / 2 - 8, 2, 16 },
                    ui->theme->error);
    }
    ui->mark = NULL;
}

bool ui_scrub(Ui *ui, const char *name, Rect rect, double share, const char *tip, double *wanted)
{
    const float over = KNOB + 1; // the knob answers all over, at either end too
    const UiPress press =
        ui_press(ui, name, (Rect){ rect.x - over, rect.y, rect.w + 2 * over, rect.h }, true);
    const bool moved = press.held && ui->has_event && rect.w >= 1;
    ui_tip(ui, tip);
    if (moved) {
        *wanted = clamp((ui->mouse_x - rect.x) / rect.w, 0, 1);
    }
    track_draw(ui, rect, share, &press);
    return moved;
}

// What the hands do to the value: drag, arrow keys, double click.
static bool track_move(Ui *ui, Rect track, const Param *param, double *value, double reset,
                       const UiPress *press)
{
    if (track.w < 1) {
        return false; // no room to point at anything
    }
    const double before = *value;
    const bool fine = ui->mods & MOD_SHIFT;
    if (press->doubled) {
        *value = reset;
        ui->active = 0;
    } else if (press->pressed) {
        ui->grab_value = (ui->mouse_x - track.x) / track.w;
    } else if (press->held && ui->has_event) {
        ui->grab_value += (ui->mouse_x - ui->grab_x) / track.w * (fine ? 0.1f : 1.0f);
    }
    if (press->held && ui->has_event && !press->doubled) {
        ui->grab_x = ui->mouse_x;
        *value = rounded(param, param_at(param, clamp(ui->grab_value, 0, 1)), fine);
    }
    if (press->focused) {
        const unsigned mods = fine ? MOD_SHIFT : 0;
        const int step = ui_key(ui, KEY_RIGHT, mods) || ui_key(ui, KEY_UP, mods)    ? 1
                         : ui_key(ui, KEY_LEFT, mods) || ui_key(ui, KEY_DOWN, mods) ? -1
                                                                                    : 0;
        if (step && param_is_whole(param)) {
            *value = clamp(*value + step, param->min, param->max);
        } else if (step) {
            const double at = param_position(param, *value) + step * (fine ? 0.001 : 0.01);
            *value = rounded(param, param_at(param, clamp(at, 0, 1)), true);
        }
    }
    return *value != before;
}

// The row as the track shows it: reaching as far as the value, wherever that is, and while a hand
// holds the knob just as it was when it was grasped.
static Param track_row(Ui *ui, const Param *param, double value, const UiPress *press)
{
    Param row = *param;
    if (press->held && !press->pressed) {
        row.min = ui->grab_min;
        row.max = ui->grab_max;
        return row;
    }
    if (param->scale != PARAM_LOG || value > 0) {
        row.min = fmin(row.min, value);
        row.max = fmax(row.max, value);
    }
    if (press->pressed) {
        ui->grab_min = row.min;
        ui->grab_max = row.max;
    }
    return row;
}

static bool track_sweep(Ui *ui, const char *name, Rect rect, Rect mark, Param *row, double *value,
                        const UiPress *press)
{
    const double before = *value;
    double share;
    if (ui_sweep(ui, name, rect, mark, row, *value, press, &share)) {
        *value = rounded(row, param_at(row, share), false);
    }
    return *value != before;
}

// A row's parts. A long label goes without its symbol; where that does not do, the track is
// shorter.
typedef struct SliderParts {
    Rect label, track, number;
    Rect mark; // of the sweep
    char text[256];
} SliderParts;

static const float TRACK_LEAST = 96, TRACK_SHORT = 40, TRACK_SHARE = 0.42f, NUMBER_WIDTH = 56,
                   GAP = 7, MARK = 15;

static SliderParts slider_parts(const Ui *ui, Rect rect, const Param *param, const char *label)
{
    SliderParts parts;
    parts.number = (Rect){ rect.x + rect.w - NUMBER_WIDTH, rect.y + 2, NUMBER_WIDTH, rect.h - 4 };
    cut_right(&rect, NUMBER_WIDTH, GAP);
    const float least = fminf(TRACK_LEAST, rect.w);
    text_print(parts.text, sizeof parts.text, "%s%s%s", label ? label : tr(param->label),
               !label && param->symbol ? " " : "", !label && param->symbol ? param->symbol : "");
    float words = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, parts.text) + GAP + 1;
    if (words > rect.w - least && !label) {
        text_print(parts.text, sizeof parts.text, "%s", tr(param->label));
        words = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, parts.text) + GAP + 1;
    }
    const float shortest = fminf(least, fmaxf(rect.w - words, TRACK_SHORT));
    const float track = fmaxf(fminf(rect.w * TRACK_SHARE, rect.w - words), shortest);
    parts.track = cut_right(&rect, track, GAP);
    parts.label = rect;
    // Where the label leaves no room for it, it is over the number's empty end.
    const bool roomy = words + MARK <= rect.w + GAP + 1;
    parts.mark = (Rect){ roomy ? rect.x + rect.w - MARK : parts.number.x,
                         rect.y + rect.h / 2 - MARK / 2, MARK, MARK };
    return parts;
}

// Who does not know the word rests on it.
static void words_tip(Ui *ui, const char *slider, Rect words, const char *tip)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "%s.words", slider);
    ui_press(ui, name, words, false);
    ui_tip(ui, tip);
}

bool ui_slider_wide(Ui *ui, const char *name, Rect rect, const Param *param, const Param *accepted,
                    double *value, double reset, const char *label, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    char number[UI_NAME_MAX];
    snprintf(number, sizeof number, "%s.number", name);
    const SliderParts parts = slider_parts(ui, rect, param, label);
    ui_label(ui, parts.label, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted, parts.text);
    const UiPress press = ui_press(ui, name, parts.track, true);
    ui_tip(ui, tip);
    Param row = track_row(ui, param, *value, &press);
    const bool swept = track_sweep(ui, name, rect, parts.mark, &row, value, &press);
    const bool moved = track_move(ui, parts.track, &row, value, reset, &press) || swept;
    mark_draw(ui, parts.track, &row);
    track_draw(ui, parts.track, param_position(&row, *value), &press);
    words_tip(ui, name, parts.label, tip);
    return ui_number(ui, number, parts.number, accepted, value, tip) || moved;
}

bool ui_slider(Ui *ui, const char *name, Rect rect, const Param *param, double *value, double reset,
               const char *label, const char *tip)
{
    return ui_slider_wide(ui, name, rect, param, param, value, reset, label, tip);
}
