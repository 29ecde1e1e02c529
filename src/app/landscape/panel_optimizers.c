// Right panel: a card for each optimizer, and who is added, duplicated, removed, moved.
#include "app/landscape/choosers.h"
#include "app/landscape/fair_panel.h"
#include "app/landscape/racer_card.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <stdio.h>

static void too_many(LandscapeRoom *room)
{
    shell_notice(room->shell, room->shell->ui.now_s,
                 tr("%d race already, which is the most: remove one first"), SCENE_RACERS_MAX);
}

static void add_button(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    char tip[256];
    text_print(tip, sizeof tip, tr("One more in the race, of any kind; up to %d"),
               SCENE_RACERS_MAX);
    const Rect row = column_row(column, 32, 8);
    const int kind = choose_optimizer(room, row, tip);
    if (kind < 0) {
        return;
    }
    if (scene_add_racer(&w->scene, &optims[kind])) {
        room->cards_open &= ~(1u << (w->scene.racer_count - 1));
        workspace_changed_racers(w);
    } else {
        too_many(room);
    }
}

// Cards above the racer's stay as they are; those below it move by one.
static unsigned bits_without(unsigned bits, int racer)
{
    const unsigned below = (1u << racer) - 1;
    return (bits & below) | (bits >> 1 & ~below);
}

static unsigned bits_with(unsigned bits, int racer)
{
    const unsigned above = (1u << (racer + 1)) - 1;
    return (bits & above) | (bits & ~above) << 1;
}

static unsigned bits_moved(unsigned bits, int racer, int place)
{
    const unsigned bit = bits >> racer & 1, below = (1u << place) - 1;
    const unsigned rest = bits_without(bits, racer);
    return (rest & below) | bit << place | (rest & ~below) << 1;
}

static void duplicate(LandscapeRoom *room, int racer)
{
    if (scene_duplicate_racer(&room->workspace.scene, racer)) {
        room->cards_open = bits_with(room->cards_open, racer);
        workspace_changed_racers(&room->workspace);
    } else {
        too_many(room);
    }
}

static void remove_racer(LandscapeRoom *room, int racer)
{
    char title[RACER_NAME_MAX];
    scene_racer_name(&room->workspace.scene, racer, title, sizeof title);
    if (scene_remove_racer(&room->workspace.scene, racer)) {
        room->cards_open = bits_without(room->cards_open, racer);
        shell_notice(room->shell, room->shell->ui.now_s, tr("%s is removed; Ctrl+Z brings it back"),
                     title);
        workspace_changed_racers(&room->workspace);
    } else {
        shell_notice(room->shell, room->shell->ui.now_s,
                     tr("Somebody must race: add another one before you remove %s"), title);
    }
}

// Hand and keys stay with the card.
static void move(LandscapeRoom *room, int racer, int place)
{
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX];
    if (place < 0 || place >= room->workspace.scene.racer_count) {
        return;
    }
    const bool dragged = racer_dragged(room, racer);
    scene_move_racer(&room->workspace.scene, racer, place);
    room->cards_open = bits_moved(room->cards_open, racer, place);
    workspace_moved_racers(&room->workspace);
    snprintf(name, sizeof name, "racer.%d.name", place);
    if (dragged) {
        ui->active = ui_id(name);
    } else {
        ui->focus = ui->tab_from = ui_id(name);
        ui->focus_hidden = true;
    }
}

static void grant(LandscapeRoom *room, const CardWish *wish)
{
    switch (wish->what) {
    case CARD_DUPLICATE: duplicate(room, wish->racer); break;
    case CARD_REMOVE: remove_racer(room, wish->racer); break;
    case CARD_MOVE: move(room, wish->racer, wish->place); break;
    case CARD_NONE: return;
    }
    room->lit_run = -1;
}

enum { GAP = 8, SCROLL_PX = 28, SCROLL_PX_S = 500 };

// Where the dragged card goes: past a neighbour as soon as it covers more of its place than not.
static void drag(LandscapeRoom *room, const Rect *slots, int racer, CardWish *wish)
{
    const Ui *ui = &room->shell->ui;
    const int last = room->workspace.scene.racer_count - 1;
    Rect box = slots[racer];
    box.y = clampf(ui->mouse_y - room->card_drag.above, slots[0].y,
                   slots[last].y + slots[last].h - box.h);
    racer_card(room, box, racer, wish);
    if (racer > 0 && box.y < slots[racer].y - (slots[racer - 1].h + GAP) / 2) {
        *wish = (CardWish){ CARD_MOVE, racer, racer - 1 };
    } else if (racer < last && box.y > slots[racer].y + (slots[racer + 1].h + GAP) / 2) {
        *wish = (CardWish){ CARD_MOVE, racer, racer + 1 };
    }
}

// At the panel's ends it scrolls on.
static void drag_scroll(LandscapeRoom *room, Rect rect)
{
    Ui *ui = &room->shell->ui;
    const bool up = ui->mouse_y < rect.y + SCROLL_PX;
    const bool down = ui->mouse_y > rect.y + rect.h - SCROLL_PX;
    const double elapsed_s = clamp(ui->now_s - room->card_drag.scrolled_s, 0, 0.05);
    room->card_drag.scrolled_s = ui->now_s;
    if (up || down) {
        column_scroll(ui, ui_id("right"))->offset +=
            (float)(elapsed_s * (up ? -1 : 1)) * SCROLL_PX_S;
        ui->wake_s = ui->now_s;
    }
}

void landscape_optimizers(LandscapeRoom *room, Rect rect)
{
    CardWish wish = { CARD_NONE, 0, 0 };
    Rect slots[SCENE_RACERS_MAX];
    int dragged = -1;
    canvas_rect(&room->shell->canvas, rect, room->shell->ui.theme->panel);
    Column column = column_begin_scroll(&room->shell->ui, "right", rect, 14);
    Rect head = column_row(&column, 14, 8);
    fair_switch(room, head);
    ui_heading(&room->shell->ui, head, tr("OPTIMIZERS"));
    fair_section(room, &column);
    for (int racer = 0; racer < room->workspace.scene.racer_count; racer++) {
        slots[racer] = column_row(&column, racer_card_height(room, racer, column.w), GAP);
        if (racer_dragged(room, racer)) {
            dragged = racer;
        } else {
            racer_card(room, slots[racer], racer, &wish);
        }
    }
    add_button(room, &column);
    if (dragged >= 0) { // over the others
        drag(room, slots, dragged, &wish);
        drag_scroll(room, rect);
    }
    column_end(&room->shell->ui, &column);
    grant(room, &wish);
}
