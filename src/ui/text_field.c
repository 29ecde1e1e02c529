// Fields for a line of text: some act with every letter, some when what was typed is complete.
#include "base/utf8.h"
#include "ui/edit.h"
#include "ui/text_area.h"
#include "ui/widgets.h"

#include <stdio.h>
#include <string.h>

static const Font FACE = FONT_MONO;
static const float SIZE = 12;

static Rect inner_of(Rect rect)
{
    return (Rect){ rect.x + 8, rect.y + 6, rect.w - 16, rect.h - 12 };
}

// The field answers the pointer and Tab; whether it is being edited.
static bool begin(Ui *ui, UiId id, const char *name, Rect rect, const char *text, const char *tip)
{
    const UiPress press = ui_press(ui, name, rect, true);
    ui_tip(ui, tip);
    if (press.hovered) {
        ui->cursor = UI_CURSOR_TEXT;
    }
    if (press.pressed) {
        ui->focus = id;
    }
    if (ui->focus == id && !ui->edit.id) { // the focus has just come
        edit_begin(ui, id, text, ui->focus_visible);
    }
    if (ui->edit.id != id) {
        return false;
    }
    if (text_area_is(rect)) {
        text_area_mouse(ui, ui->edit.text, inner_of(rect), &press);
    } else {
        edit_mouse(ui, inner_of(rect), &press, FACE, SIZE);
    }
    return true;
}

static void draw(Ui *ui, UiId id, Rect rect, const char *text, int error_at)
{
    const bool mine = ui->edit.id == id;
    const Color border = error_at >= 0 ? ui->theme->error
                         : mine        ? ui->theme->accent
                                       : ui->theme->line;
    canvas_box(ui->canvas, rect, 6, mine ? ui->theme->background : ui->theme->raised, 1, border);
    if (mine && ui->focus_visible) {
        ui_focus_ring(ui, rect, 6);
    }
    UiEdit *edit = mine ? &ui->edit : NULL;
    if (text_area_is(rect)) {
        text_area_draw(ui, edit, text, inner_of(rect), ui->theme->text, error_at);
    } else {
        edit_draw(ui, edit, text, inner_of(rect), FACE, SIZE, ui->theme->text, error_at);
    }
    if (mine) {
        edit_message(ui, rect);
    }
}

// Enter and Escape give the keys back to the window, Tab goes on from here.
static void finish(Ui *ui, EditEnd end)
{
    if (end == EDIT_LEFT) {
        ui_edit_end(ui);
    } else {
        ui_blur(ui);
    }
}

bool ui_text_field(Ui *ui, const char *name, Rect rect, char *text, size_t capacity, int error_at,
                   const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const UiId id = ui_id(name);
    bool changed = false;
    if (begin(ui, id, name, rect, text, tip)) {
        UiEdit *edit = &ui->edit;
        if (strcmp(text, edit->text) != 0) { // somebody else has changed it
            edit_begin(ui, id, text, false);
        }
        EditEnd end = edit_ends(ui);
        const char *now = edit->text;
        if (end == EDIT_ENTER && error_at >= 0) {
            end = EDIT_GOES_ON; // to be corrected
        }
        if (end == EDIT_BACK) {
            now = edit_before(edit);
            ui->went_back = edit->past_count > 1;
            changed = strcmp(text, now) != 0;
        } else if (end == EDIT_GOES_ON) {
            if (text_area_is(rect)) {
                text_area_keys(ui, edit, edit->text, inner_of(rect));
            }
            changed = edit_keys(ui, capacity);
        }
        if (changed) {
            memcpy(text, now, strlen(now) + 1);
        }
        if (end != EDIT_GOES_ON) {
            finish(ui, end);
        }
    }
    draw(ui, id, rect, text, error_at);
    return changed;
}

// Takes the draft over if it is good; else says why not.
static bool take(Ui *ui, EditEnd end, char *text, UiCheck *check, const void *context)
{
    UiEdit *edit = &ui->edit;
    Error err = { .text = "" };
    if (strcmp(text, edit->text) == 0) {
        finish(ui, end);
        return false;
    }
    if (check && !check(context, edit->text, &err)) {
        text_print(end == EDIT_LEFT ? ui->said : edit->message, sizeof edit->message, "%s",
                   err.text);
        if (end == EDIT_LEFT) {
            ui_edit_end(ui);
        }
        return false;
    }
    memcpy(text, edit->text, strlen(edit->text) + 1);
    finish(ui, end);
    return true;
}

bool ui_text_entry(Ui *ui, const char *name, Rect rect, char *text, size_t capacity, UiCheck *check,
                   const void *context, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const UiId id = ui_id(name);
    bool changed = false;
    int error_at = -1;
    if (begin(ui, id, name, rect, text, tip)) {
        const EditEnd end = edit_ends(ui);
        if (end == EDIT_BACK) {
            finish(ui, end);
        } else if (end != EDIT_GOES_ON) {
            changed = take(ui, end, text, check, context);
        } else {
            edit_keys(ui, capacity);
        }
    }
    const bool mine = ui->edit.id == id;
    Error err = { .text = "" };
    if (mine && check && !check(context, ui->edit.text, &err)) {
        error_at = err.at > 0 ? err.at : 0;
    }
    draw(ui, id, rect, mine ? ui->edit.text : text, error_at);
    return changed;
}
