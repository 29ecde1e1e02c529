// The head of a card: its marker, which is the switch, its name, which is renamed and dragged, the
// loss, and buttons.
#include "app/landscape/racer_card.h"

#include "app/landscape/hiding.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/edit.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BUTTON = 20, SWITCH = 20 };
static const float DRAG_PX = 4; // a press that moves no farther is a click

int racer_run(const Race *race, int racer)
{
    for (int run = 0; run < race_run_count(race); run++) {
        if (race_racer(race, run) == racer) {
            return run;
        }
    }
    return -1;
}

// The loss at the cursor, or where it was lost (true), or "off".
static bool loss_text(const LandscapeRoom *room, int racer, char *text, size_t size)
{
    const Race *race = room->workspace.race;
    const int run = racer_run(race, racer), step = workspace_step(&room->workspace);
    if (workspace_hides(&room->workspace, racer)) {
        text_print(text, size, "?");
        return false;
    }
    if (run < 0 || race_trail(race, run)->count == 0) {
        text_print(text, size, "%s", tr_c("an optimizer that does not race", "off"));
        return false;
    }
    return workspace_loss_text(&room->workspace, run, step, 4, text, size);
}

// A small icon without a frame, in the head of a card.
static bool head_button(LandscapeRoom *room, const char *name, Rect rect, Icon icon,
                        const char *tip)
{
    Ui *ui = &room->shell->ui;
    const UiPress press = ui_press(ui, name, rect, true);
    ui_icon(ui->canvas, icon, rect.x + rect.w / 2, rect.y + rect.h / 2, 13,
            press.hovered ? ui->theme->text : ui->theme->muted);
    ui_show_press(ui, &press, rect, 4);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

// Duplicate, remove and open, from the right end of the head.
static void head_buttons(LandscapeRoom *room, Rect *row, int racer, const char *title,
                         CardWish *wish)
{
    const bool open = room->cards_open & 1u << racer;
    char name[UI_NAME_MAX], tip[RACER_NAME_MAX + 320];
    snprintf(name, sizeof name, "racer.%d.open", racer);
    if (head_button(room, name, cut_right(row, BUTTON, 0), open ? ICON_UP : ICON_DOWN,
                    tr(open ? N_("Show less") : N_("Show all parameters and the update rule")))) {
        room->cards_open ^= 1u << racer;
    }
    snprintf(name, sizeof name, "racer.%d.remove", racer);
    text_print(tip, sizeof tip, tr("Take %s out of the race"), title);
    if (head_button(room, name, cut_right(row, BUTTON, 0), ICON_CLOSE, tip)) {
        *wish = (CardWish){ CARD_REMOVE, racer, 0 };
    }
    snprintf(name, sizeof name, "racer.%d.duplicate", racer);
    text_print(tip, sizeof tip, tr("Another one just like %s, to change a number of"), title);
    if (head_button(room, name, cut_right(row, BUTTON, 4), ICON_COPY, tip)) {
        *wish = (CardWish){ CARD_DUPLICATE, racer, 0 };
    }
}

// "lost at 3" says why when it is pointed at.
static void lost_tip(LandscapeRoom *room, Rect rect, int racer)
{
    const Race *race = room->workspace.race;
    const int run = racer_run(race, racer);
    const Trail *trail = race_trail(race, run);
    const TrailRow *row = &trail->rows[trail->count - 1];
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX], x[32], y[32];
    text_short(x, sizeof x, row->x, 4);
    text_short(y, sizeof y, row->y, 4);
    text_print(
        tip, sizeof tip,
        tr(race_loss(race, run) == RACE_LOST_OUTSIDE
               ? N_("Step %d led to (%s, %s): farther out than ten times the domain\na run is "
                    "lost, and stops for good.")
               : N_("At step %d, at (%s, %s), f or its gradient is no finite number:\nthere a "
                    "run is lost, and stops for good.")),
        trail->last_step, x, y);
    snprintf(name, sizeof name, "racer.%d.lost", racer);
    ui_press(&room->shell->ui, name, rect, false);
    ui_tip(&room->shell->ui, tip);
}

// The marker turns it on and off.
static void head_switch(LandscapeRoom *room, Rect rect, int racer, const char *title)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Racer *r = &w->scene.racers[racer];
    char name[UI_NAME_MAX], tip[RACER_NAME_MAX + 320];
    const Color color = racer_color_told(w, racer, ui->theme);
    snprintf(name, sizeof name, "racer.%d.on", racer);
    text_print(tip, sizeof tip, tr(racer < 9 ? N_("%s: on or off (%d)") : N_("%s: on or off")),
               title, racer + 1);
    const UiPress press = ui_press(ui, name, rect, true);
    canvas_marker(ui->canvas, racer_marker(&w->scene, racer), rect.x + 8, rect.y + rect.h / 2, 6,
                  r->on ? color : ui->theme->track, 0, color);
    ui_show_press(ui, &press, rect, 4);
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        r->on = !r->on;
        workspace_changed_race(w);
    }
}

// ---- the name

// Nothing at all is good: then it is called by what it is.
static bool name_is_good(UNUSED const void *context, const char *text, Error *err)
{
    const size_t length = strlen(text);
    return strspn(text, " ") == length || text_showable(text, length, tr("Name"), err);
}

// Without the blanks around it; what it would be called anyhow is no name of its own.
static void rename_racer(Workspace *w, int racer, const char *typed)
{
    char *name = w->scene.racers[racer].name, own[RACER_NAME_MAX];
    const char *begin = typed + strspn(typed, " ");
    size_t length = strlen(begin);
    while (length > 0 && begin[length - 1] == ' ') {
        length--;
    }
    name[0] = '\0';
    scene_racer_name(&w->scene, racer, own, sizeof own);
    if (strlen(own) != length || memcmp(own, begin, length) != 0) {
        memcpy(name, begin, length);
        name[length] = '\0';
    }
}

static void rename_id(int racer, char name[UI_NAME_MAX])
{
    snprintf(name, UI_NAME_MAX, "racer.%d.rename", racer);
}

// What the field begins with: the name, unless that is longer than one may give.
static void rename_text(const Scene *scene, int racer, char text[RACER_NAME_MAX])
{
    scene_racer_name(scene, racer, text, RACER_NAME_MAX);
    if (scene->racers[racer].name[0] || strlen(text) >= RACER_GIVEN_MAX) {
        const Racer *r = &scene->racers[racer];
        text_print(text, RACER_GIVEN_MAX, "%s",
                   r->name[0] ? r->name : tr(r->spec.optim->kind.name));
    }
}

// The field in the place of the name; false while it is not being edited.
static bool rename_field(LandscapeRoom *room, Rect row, int racer)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX], text[RACER_NAME_MAX];
    rename_id(racer, name);
    if (ui->edit.id != ui_id(name)) {
        return false;
    }
    rename_text(&w->scene, racer, text);
    if (ui_text_entry(ui, name, row, text, RACER_GIVEN_MAX, name_is_good, NULL,
                      tr("What it is called, wherever it is shown. Empty: by what it is."))) {
        rename_racer(w, racer, text);
    }
    return true;
}

bool racer_dragged(const LandscapeRoom *room, int racer)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "racer.%d.name", racer);
    return room->card_drag.moves && room->shell->ui.active == ui_id(name);
}

// The name: a click renames, a drag moves the card, and so do Up and Down where the keys are here.
static void head_name(LandscapeRoom *room, Rect box, Rect rect, int racer, const char *title,
                      CardWish *wish)
{
    const Racer *r = &room->workspace.scene.racers[racer];
    Ui *ui = &room->shell->ui;
    CardDrag *drag = &room->card_drag;
    char name[UI_NAME_MAX], tip[RACER_NAME_MAX + 320];
    snprintf(name, sizeof name, "racer.%d.name", racer);
    const UiPress press = ui_press(ui, name, rect, true);
    ui_label(ui, rect, ALIGN_LEFT, FONT_BOLD, UI_TEXT_SIZE,
             r->on && !workspace_hides(&room->workspace, racer) ? ui->theme->text
                                                                : ui->theme->muted,
             title);
    ui_show_press(ui, &press, rect, 4);
    text_print(
        tip, sizeof tip,
        tr("%s: click to call it something else, drag to move it;\nby keyboard Enter, and Up "
           "and Down"),
        title);
    ui_tip(ui, tip);
    if (press.pressed) {
        *drag = (CardDrag){ .press_y = ui->mouse_y, .above = ui->mouse_y - box.y };
    }
    const bool dragged = press.released && drag->moves;
    drag->moves = press.held ? !press.released &&
                                   (drag->moves || fabsf(ui->mouse_y - drag->press_y) > DRAG_PX)
                             : drag->moves;
    if (racer_dragged(room, racer)) {
        ui->cursor = UI_CURSOR_MOVE;
    } else if (!dragged && ui_activated(ui, &press)) {
        char field[UI_NAME_MAX], text[RACER_NAME_MAX];
        rename_id(racer, field);
        rename_text(&room->workspace.scene, racer, text);
        ui->focus = ui_id(field);
        edit_begin(ui, ui->focus, text, true);
    } else if (press.focused) {
        const int by = ui_key(ui, KEY_UP, 0) ? -1 : ui_key(ui, KEY_DOWN, 0) ? 1 : 0;
        if (by) {
            *wish = (CardWish){ CARD_MOVE, racer, racer + by };
        }
    }
}

void racer_head(LandscapeRoom *room, Rect box, Rect row, int racer, CardWish *wish)
{
    Ui *ui = &room->shell->ui;
    char title[RACER_NAME_MAX], loss[48];
    scene_racer_name(&room->workspace.scene, racer, title, sizeof title);
    head_switch(room, cut_left(&row, SWITCH, 4), racer, title);
    if (rename_field(room, row, racer)) {
        return;
    }
    const bool lost = loss_text(room, racer, loss, sizeof loss);
    head_buttons(room, &row, racer, title, wish);
    const Rect value = cut_right(&row, canvas_text_width(ui->canvas, FONT_MONO, 12, loss), 6);
    ui_label(ui, value, ALIGN_RIGHT, FONT_MONO, 12, lost ? ui->theme->error : ui->theme->muted,
             loss);
    if (lost) {
        lost_tip(room, value, racer);
    }
    head_name(room, box, row, racer, title, wish);
    rename_field(room, row, racer); // begun just now
}
