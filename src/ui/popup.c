// A list on a layer of its own, below its button or above where there is more room.
#include "ui/popup.h"

#include "base/utf8.h"
#include "ui/card.h"
#include "ui/type_ahead.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

static const float ROW = 26, PAD = 5, INSET = 6;

void popup_open(Ui *ui, const Popup *popup, int at)
{
    ui->popup =
        (UiPopup){ .id = ui_id(popup->name), .seen = true, .appears = true, .at = at, .began = at };
    ui->ahead = (UiTypeAhead){ .text = "" };
    ui->wake_s = ui->now_s;
}

bool popup_is_open(const Ui *ui, const Popup *popup)
{
    return ui->popup.id == ui_id(popup->name);
}

// As wide as it was asked to be, or as its widest entry needs.
static float width_of(const Ui *ui, const Popup *popup)
{
    const float beside = 2 * (PAD + INSET);
    float width = popup->width;
    for (int i = 0; i < popup->count; i++) {
        width = fmaxf(width, beside + canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE,
                                                        popup->label(popup->context, i)));
    }
    return fminf(width, ui->width - 8);
}

bool popup_button(Ui *ui, const Popup *popup, Font font, const char *title, int at, const char *tip)
{
    const UiPress press = ui_press(ui, popup->name, popup->button, true);
    ui_button_face(ui, popup->button, &press, false);
    const Rect b = popup->button;
    Rect text = { b.x + 8, b.y + 1, b.w - 16, b.h - 2 };
    const Rect mark = cut_right(&text, 14, 4);
    ui_label(ui, text, ALIGN_LEFT, font, UI_TEXT_SIZE, ui->theme->text, title);
    ui_icon(ui->canvas, ICON_DOWN, mark.x + 7, mark.y + mark.h / 2, 12, ui->theme->muted);
    ui_tip(ui, tip);
    if (popup_is_open(ui, popup)) {
        return true;
    }
    if (ui_activated(ui, &press) || (press.focused && ui_key(ui, KEY_DOWN, 0))) {
        popup_open(ui, popup, at);
    }
    return false;
}

static Rect box_of(const Ui *ui, const Popup *popup)
{
    const Rect b = popup->button;
    const float w = width_of(ui, popup);
    const float want = ROW * (float)popup->count + 2 * PAD;
    const float below = ui->height - b.y - b.h - 8, above = b.y - 8;
    const bool down = want <= below || below >= above;
    const float h = fminf(want, fmaxf(down ? below : above, ROW + 2 * PAD));
    const float x = clampf(b.x, 4, fmaxf(ui->width - w - 4, 4));
    return (Rect){ x, down ? b.y + b.h + 4 : b.y - h - 4, w, h };
}

// ---- the entries

static void keep_in_view(Ui *ui, const Popup *popup, Rect box, int at)
{
    UiScroll *scroll = column_scroll(ui, ui_id("popup"));
    const float y = ROW * (float)(at > 0 ? at : 0) + PAD;
    scroll->content = ROW * (float)popup->count + 2 * PAD; // it may have been another list's
    scroll->offset = clampf(scroll->offset, y + ROW - box.h + PAD, y - PAD);
}

static const char *barred(const Popup *popup, int index)
{
    return popup->barred ? popup->barred(popup->context, index) : NULL;
}

static bool is_heading(const Popup *popup, int index)
{
    const char *why = barred(popup, index);
    return why && !why[0];
}

// An entry at its place; whether it was clicked.
static bool row(Ui *ui, const Popup *popup, int index, Rect place, bool marked)
{
    const Theme *t = ui->theme;
    const Rect text = rect_inset(place, INSET);
    const char *label = popup->label(popup->context, index), *why = barred(popup, index);
    if (why && !why[0]) {
        ui_heading(ui, text, label);
        return false;
    }
    char item[UI_NAME_MAX];
    snprintf(item, sizeof item, "%s.%d", popup->name, index);
    const UiPress press = ui_press(ui, item, place, false);
    const Color face = marked ? t->accent : color_mix(t->raised, t->text, 0.1f);
    if (marked || (press.hovered && !why)) {
        canvas_box(ui->canvas, place, 4, face, 0, face);
    }
    const Color ink = marked ? t->on_accent : t->text;
    ui_label(ui, text, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             why ? color_mix(t->raised, marked ? ink : t->muted, 0.55f) : ink, label);
    if (why) {
        ui_tip(ui, why);
    }
    return press.clicked;
}

// The index of the one clicked, or -1.
static int rows(Ui *ui, const Popup *popup, Rect box, int at)
{
    int clicked = -1;
    Column column = column_begin_scroll(ui, "popup", rect_inset(box, 1), PAD - 1);
    for (int i = 0; i < popup->count; i++) {
        clicked = row(ui, popup, i, column_row(&column, ROW, 0), i == at) ? i : clicked;
    }
    column.y += PAD - 1;
    column_end(ui, &column);
    return clicked;
}

// ---- the keys

// What letters look for: a heading is none of it.
static const char *typed_label(const void *context, int index)
{
    const Popup *popup = context;
    return is_heading(popup, index) ? "" : popup->label(popup->context, index);
}

// Where the keys move to.
static int move(Ui *ui, const Popup *popup, Rect box, int at)
{
    const int last = popup->count - 1, page = (int)fmaxf((box.h - 2 * PAD) / ROW - 1, 1);
    if (ui_key(ui, KEY_UP, 0) || ui_key(ui, KEY_LEFT, 0)) {
        return at < 0 ? last : clampi(at - 1, 0, last);
    }
    if (ui_key(ui, KEY_DOWN, 0) || ui_key(ui, KEY_RIGHT, 0)) {
        return clampi(at + 1, 0, last);
    }
    if (ui_key(ui, KEY_PAGE_UP, 0)) {
        return clampi(at - page, 0, last);
    }
    if (ui_key(ui, KEY_PAGE_DOWN, 0)) {
        return clampi((at < 0 ? 0 : at) + page, 0, last);
    }
    if (ui_key(ui, KEY_HOME, 0)) {
        return 0;
    }
    return ui_key(ui, KEY_END, 0) ? last : type_ahead(ui, at, popup->count, typed_label, popup);
}

void popup_close(Ui *ui)
{
    ui->popup.id = 0;
}

bool popup_back(Ui *ui, int *at)
{
    const bool back = ui_key(ui, KEY_ESCAPE, 0);
    if (back) {
        popup_close(ui);
        *at = ui->popup.began;
    }
    return back;
}

bool popup_took(Ui *ui, PopupAnswer answer, int at, int *chosen)
{
    const int before = *chosen;
    if (answer == POPUP_BACK && at != before) {
        ui->went_back = true; // who keeps moments brings more back than the choice alone
    }
    *chosen = at >= 0 ? at : before;
    return *chosen != before;
}

bool popup_left(Ui *ui, Rect box)
{
    const bool elsewhere = ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed &&
                           !rect_has(box, ui->mouse_x, ui->mouse_y);
    const bool left = elsewhere || ui_key(ui, KEY_TAB, 0);
    if (left) {
        popup_close(ui);
    }
    return left;
}

// The entry that is no heading from `at` on: farther the same way as from `before`, else the first
// one back.
static int past_headings(const Popup *popup, int before, int at)
{
    const int way = at >= before ? 1 : -1;
    int found = at;
    while (found >= 0 && found < popup->count && is_heading(popup, found)) {
        found += way;
    }
    if (found < 0 || found >= popup->count) {
        found = at;
        while (found >= 0 && found < popup->count && is_heading(popup, found)) {
            found -= way;
        }
    }
    return found;
}

static PopupAnswer answer(Ui *ui, const Popup *popup, Rect box, int clicked, int *at)
{
    const int before = *at;
    *at = clicked >= 0 ? clicked : move(ui, popup, box, *at);
    *at = *at < 0 ? *at : past_headings(popup, before, *at);
    if (clicked >= 0 || ui_key(ui, KEY_ENTER, 0) || ui_key(ui, KEY_SPACE, 0)) {
        const char *why = *at >= 0 ? barred(popup, *at) : NULL;
        if (why) {
            text_print(ui->said, sizeof ui->said, "%s", why);
            return POPUP_NOTHING; // it stays open
        }
        popup_close(ui);
        ui->popup.chose = *at >= 0 ? ui_id(popup->name) : 0;
        return *at >= 0 ? POPUP_CHOSEN : POPUP_NOTHING;
    }
    if (popup_back(ui, at)) {
        return POPUP_BACK;
    }
    popup_left(ui, box);
    if (*at != before) {
        keep_in_view(ui, popup, box, *at);
    }
    return *at == before ? POPUP_NOTHING : POPUP_MOVED;
}

PopupAnswer popup_run(Ui *ui, const Popup *popup, int *at)
{
    const Rect box = box_of(ui, popup);
    if (ui->popup.appears) {
        keep_in_view(ui, popup, box, *at);
        ui->popup.appears = false;
    }
    ui->popup.inside = ui->popup.seen = true;
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    const int clicked = rows(ui, popup, box, *at);
    card_end(ui, below);
    const PopupAnswer result = answer(ui, popup, box, clicked, at);
    ui_swallow(ui);
    ui->popup.inside = false;
    return result;
}

int popup_menu(Ui *ui, const Popup *popup, const char *title, const char *tip)
{
    if (!popup_button(ui, popup, FONT_SANS, title, -1, tip)) {
        return -1;
    }
    int at = ui->popup.at;
    const PopupAnswer result = popup_run(ui, popup, &at);
    ui->popup.at = at;
    return result == POPUP_CHOSEN ? at : -1;
}
