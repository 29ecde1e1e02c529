// A pass lays all rows out, for they are as high as their sentences, and then draws those in view.
#include "app/parts/chooser.h"

#include "base/utf8.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIELD = 30, HEADING = 25, NAME = 18, LINE = 15, MARGIN = 8 };
static const float BESIDE = 0.7f; // of the window's height is enough for a list that is longer
static const float PAD = 6, EDGE = 8, ABOUT_SIZE = 12, GROUP_SIZE = 12;

// What is found and where it stands, from the list's upper end.
typedef struct Laid {
    int shown[CHOOSER_ITEMS_MAX];
    float top[CHOOSER_ITEMS_MAX], height[CHOOSER_ITEMS_MAX];
    int count;
    int best;    // in shown
    float whole; // height of all
} Laid;

static float text_width(const Chooser *chooser, float row)
{
    const float picture = chooser->picture_w > 0 ? chooser->picture_w + MARGIN : 0;
    return row - 2 * MARGIN - picture;
}

static float row_height(const Ui *ui, const Chooser *chooser, const ChooserItem *item, float width)
{
    const char *about = item->about ? item->about : "";
    const int lines = ui_line_count(ui, FONT_SANS, ABOUT_SIZE, text_width(chooser, width), about);
    return fmaxf((float)(NAME + LINE * lines), chooser->picture_h) + 2 * PAD;
}

static void lay_out(const Ui *ui, const Chooser *chooser, const char *typed, float width,
                    Laid *laid)
{
    int group = -1;
    laid->whole = PAD;
    laid->count = chooser_search(chooser, typed, laid->shown, &laid->best);
    for (int i = 0; i < laid->count; i++) {
        const ChooserItem item = chooser->item(chooser->context, laid->shown[i]);
        laid->whole += item.group != group ? HEADING : 0;
        group = item.group;
        laid->top[i] = laid->whole;
        laid->height[i] = row_height(ui, chooser, &item, width);
        laid->whole += laid->height[i];
    }
    laid->whole += PAD;
}

// Below the button where all fits, else above, else where most of it does; in the lowest windows
// over the button, as high as they are.
static Rect box_of(const Ui *ui, const Chooser *chooser)
{
    const Popup *popup = &chooser->popup;
    const Rect b = popup->button;
    const float w = fminf(popup->width, ui->width - 2 * EDGE);
    Laid all; // of all things, whatever is typed: the box stays as it is
    lay_out(ui, chooser, "", w - 2 * PAD, &all);
    const float wanted = all.whole + FIELD + 2 * PAD, highest = ui->height - 2 * EDGE;
    const float below = ui->height - EDGE - (b.y + b.h + 4), above = b.y - 4 - EDGE;
    const bool down = wanted <= below || below >= above;
    const float beside = fmaxf(below, above), room = beside < BESIDE * highest ? highest : beside;
    const float h = fminf(wanted, room);
    const float y = h > beside ? EDGE : down ? b.y + b.h + 4 : b.y - 4 - h;
    const float x = fminf(b.x, ui->width - EDGE - w);
    return (Rect){ fmaxf(x, EDGE), y, w, h };
}

// ---- what is drawn

static void field(Ui *ui, const Chooser *chooser, Rect rect)
{
    const char *typed = ui->popup.typed;
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "%s.search", chooser->popup.name);
    ui_press(ui, name, rect, false);
    canvas_box(ui->canvas, rect, 6, ui->theme->background, 1, ui->theme->accent);
    const Rect text = rect_inset(rect, MARGIN);
    const float width =
        fminf(canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, typed), text.w - 2);
    if (*typed) {
        ui_label(ui, text, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->text, typed);
    } else {
        Rect hint = text;
        cut_left(&hint, 5, 0);
        ui_label(ui, hint, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
                 tr("Type to search"));
    }
    canvas_rect(ui->canvas, (Rect){ text.x + width + 1, rect.y + 7, 1, rect.h - 14 },
                ui->theme->text);
}

static void row(Ui *ui, const Chooser *chooser, int index, Rect place, bool marked, bool hovered)
{
    const ChooserItem item = chooser->item(chooser->context, index);
    const Color face =
        marked ? ui->theme->accent : color_mix(ui->theme->raised, ui->theme->text, 0.1f);
    if (marked || hovered) {
        canvas_box(ui->canvas, place, 6, face, 0, face);
    }
    Rect inside = { place.x + MARGIN, place.y + PAD, place.w - 2 * MARGIN, place.h - 2 * PAD };
    if (chooser->picture_w > 0) {
        Rect picture = cut_left(&inside, chooser->picture_w, MARGIN);
        picture.h = chooser->picture_h;
        chooser->picture(chooser->context, ui->canvas, picture, index);
    }
    const Color name = marked ? ui->theme->on_accent : ui->theme->text;
    ui_label(ui, cut_top(&inside, NAME, 0), ALIGN_LEFT, FONT_BOLD, UI_TEXT_SIZE, name, item.name);
    if (item.about) {
        ui_lines(ui, inside, ALIGN_LEFT, FONT_SANS, ABOUT_SIZE, LINE,
                 marked ? ui->theme->on_accent : ui->theme->muted, item.about);
    }
}

// The index of the thing clicked; -1: none.
static int rows(Ui *ui, const Chooser *chooser, const Laid *laid, Rect area, int at)
{
    int clicked = -1, group = -1;
    Column column = column_begin_scroll(ui, "popup", area, 0);
    for (int i = 0; i < laid->count; i++) {
        const int index = laid->shown[i];
        const ChooserItem item = chooser->item(chooser->context, index);
        const Rect place = { column.x + PAD, column.top + laid->top[i], column.w - 2 * PAD,
                             laid->height[i] };
        if (item.group != group) {
            const Rect head = { place.x + MARGIN, place.y - HEADING, place.w, HEADING };
            ui_label(ui, head, ALIGN_LEFT, FONT_BOLD, GROUP_SIZE, ui->theme->muted,
                     chooser->group(item.group));
            group = item.group;
        }
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "%s.%d", chooser->popup.name, index);
        const UiPress press = ui_press(ui, name, place, false);
        if (rect_intersect(place, area).h > 0) {
            row(ui, chooser, index, place, index == at, press.hovered);
        }
        clicked = press.clicked ? index : clicked;
    }
    column.y = column.top + laid->whole;
    column_end(ui, &column);
    return clicked;
}

// ---- the keys

static int place_of(const Laid *laid, int at)
{
    int place = laid->count - 1;
    while (place >= 0 && laid->shown[place] != at) {
        place--;
    }
    return place;
}

static void keep_in_view(Ui *ui, const Laid *laid, Rect area, int at)
{
    UiScroll *scroll = column_scroll(ui, ui_id("popup"));
    const int place = place_of(laid, at);
    scroll->content = laid->whole;
    if (place < 0) {
        scroll->offset = 0;
    } else {
        const float top = laid->top[place] - HEADING, end = laid->top[place] + laid->height[place];
        scroll->offset = clampf(scroll->offset, end + PAD - area.h, fmaxf(top, 0));
    }
}

// Letters go to the end of what is typed, in the place of those that an input method had so far;
// Backspace takes the last away. Whether that changed it.
static bool type(Ui *ui)
{
    UiPopup *p = &ui->popup;
    const bool composing = !ui->consumed && ui->event.kind == INPUT_COMPOSE;
    if (composing || (!ui->consumed && ui->event.kind == INPUT_TEXT)) {
        p->typed[strlen(p->typed) - p->composed] = '\0';
        p->composed = 0;
    }
    const size_t used = strlen(p->typed);
    if (ui_key(ui, KEY_BACKSPACE, 0)) {
        p->typed[used ? utf8_previous(p->typed, used) : 0] = '\0';
        return used > 0;
    }
    if (ui->consumed || (ui->event.kind != INPUT_TEXT && !composing)) {
        return false;
    }
    ui->consumed = true;
    const char *text = ui->event.text;
    if ((used == 0 && text[0] == ' ') || used + strlen(text) >= sizeof p->typed) {
        return composing; // the blank of a Space that has opened the list
    }
    memcpy(p->typed + used, text, strlen(text) + 1);
    p->composed = composing ? strlen(text) : 0;
    return true;
}

// So many rows on from `place` as are about as high as the list.
static int page(const Laid *laid, float height, int place, int by)
{
    const float goal = laid->top[place] + (float)by * height * 0.8f;
    int to = place + by;
    while (to > 0 && to < laid->count - 1 && (laid->top[to] - goal) * (float)by < 0) {
        to += by;
    }
    return clampi(to, 0, laid->count - 1);
}

// Where the keys move to.
static int move(Ui *ui, const Laid *laid, Rect area, int at)
{
    const int last = laid->count - 1, place = place_of(laid, at), from = place < 0 ? 0 : place;
    int to = -1;
    if (ui_key(ui, KEY_UP, 0) || ui_key(ui, KEY_LEFT, 0)) {
        to = place < 0 ? last : place - 1;
    } else if (ui_key(ui, KEY_DOWN, 0) || ui_key(ui, KEY_RIGHT, 0)) {
        to = place + 1;
    } else if (ui_key(ui, KEY_PAGE_UP, 0)) {
        to = page(laid, area.h, from, -1);
    } else if (ui_key(ui, KEY_PAGE_DOWN, 0)) {
        to = page(laid, area.h, from, 1);
    } else if (ui_key(ui, KEY_HOME, 0)) {
        to = 0;
    } else if (ui_key(ui, KEY_END, 0)) {
        to = last;
    } else {
        return at;
    }
    return last < 0 ? at : laid->shown[clampi(to, 0, last)];
}

static bool decides(Ui *ui)
{
    return ui_key(ui, KEY_ENTER, 0) || (!ui->popup.typed[0] && ui_key(ui, KEY_SPACE, 0));
}

static PopupAnswer answer(Ui *ui, const Chooser *chooser, const Laid *laid, Rect box, Rect area,
                          int clicked, int *at)
{
    const int before = *at;
    if (clicked >= 0 || decides(ui)) {
        *at = clicked >= 0 ? clicked : *at;
        if (clicked < 0 && place_of(laid, *at) < 0) {
            return POPUP_NOTHING; // nothing of that is found: it stays open
        }
        popup_close(ui);
        ui->popup.chose = ui_id(chooser->popup.name);
        return POPUP_CHOSEN;
    }
    if (popup_back(ui, at)) {
        return POPUP_BACK;
    }
    if (popup_left(ui, box)) {
        return POPUP_NOTHING;
    }
    if (type(ui)) {
        Laid found;
        lay_out(ui, chooser, ui->popup.typed, area.w - 2 * PAD, &found);
        *at = found.best >= 0 && ui->popup.typed[0] ? found.shown[found.best] : *at;
        keep_in_view(ui, &found, area, *at);
    } else {
        *at = move(ui, laid, area, *at);
        if (*at != before) {
            keep_in_view(ui, laid, area, *at);
        }
    }
    return *at == before ? POPUP_NOTHING : POPUP_MOVED;
}

PopupAnswer chooser_run(Ui *ui, const Chooser *chooser, int *at)
{
    const Rect box = box_of(ui, chooser);
    Rect area = { box.x + 1, box.y + 1, box.w - 2, box.h - 2 };
    Rect head = cut_top(&area, FIELD + PAD, 0);
    Laid laid;
    lay_out(ui, chooser, ui->popup.typed, area.w - 2 * PAD, &laid);
    if (ui->popup.appears) {
        keep_in_view(ui, &laid, area, *at);
        ui->popup.appears = false;
    }
    ui->popup.inside = ui->popup.seen = true;
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    field(ui, chooser, (Rect){ head.x + PAD, head.y + PAD, head.w - 2 * PAD, FIELD });
    const int clicked = rows(ui, chooser, &laid, area, *at);
    if (laid.count == 0) {
        ui_lines(
            ui, rect_inset(area, 2 * MARGIN), ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, NAME,
            ui->theme->muted,
            tr("Nothing here has that in its name or in its sentence.\nBackspace takes letters "
               "away."));
    }
    card_end(ui, below);
    const PopupAnswer result = answer(ui, chooser, &laid, box, area, clicked, at);
    ui_swallow(ui);
    ui->popup.inside = false;
    return result;
}

int chooser_menu(Ui *ui, const Chooser *chooser, const char *title, const char *tip)
{
    if (!popup_button(ui, &chooser->popup, FONT_SANS, title, -1, tip)) {
        return -1;
    }
    int at = ui->popup.at;
    const PopupAnswer answer = chooser_run(ui, chooser, &at);
    ui->popup.at = at;
    return answer == POPUP_CHOSEN ? at : -1;
}

bool chooser_choice(Ui *ui, const Chooser *chooser, const char *title, int *chosen, const char *tip)
{
    if (ui_hides(ui, chooser->popup.name) ||
        !popup_button(ui, &chooser->popup, FONT_BOLD, title, *chosen, tip)) {
        return false;
    }
    int at = *chosen;
    const PopupAnswer answer = chooser_run(ui, chooser, &at);
    return popup_took(ui, answer, at, chosen);
}
