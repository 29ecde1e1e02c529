// Right panel: a card for each optimizer, and who is added, duplicated, removed.
#include "app/landscape/racer_card.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/widgets.h"

static void add_button(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    char tip[256];
    text_print(tip, sizeof tip, tr("One more in the race, of any kind; up to %d"),
               SCENE_RACERS_MAX);
    const Rect row = column_row(column, 32, 8);
    const int kind = ui_menu(&room->shell->ui, "racer.add", row, tr("Add an optimizer"), row.w,
                             OPTIM_COUNT, registry_name, &optim_kinds, tip);
    if (kind < 0) {
        return;
    }
    if (scene_add_racer(&w->scene, &optims[kind])) {
        room->cards_open &= ~(1u << (w->scene.racer_count - 1));
        workspace_changed_racers(w);
    } else {
        shell_notice(room->shell, room->shell->ui.now_s,
                     tr("%d race already, which is the most: remove one first"), SCENE_RACERS_MAX);
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

static void grant(LandscapeRoom *room, const CardWish *wish)
{
    Workspace *w = &room->workspace;
    char title[RACER_NAME_MAX];
    scene_racer_name(&w->scene, wish->racer, title, sizeof title);
    if (wish->what == CARD_DUPLICATE) {
        if (!scene_duplicate_racer(&w->scene, wish->racer)) {
            shell_notice(room->shell, room->shell->ui.now_s,
                         tr("%d race already, which is the most: remove one first"),
                         SCENE_RACERS_MAX);
            return;
        }
        room->cards_open = bits_with(room->cards_open, wish->racer);
    } else {
        if (!scene_remove_racer(&w->scene, wish->racer)) {
            shell_notice(room->shell, room->shell->ui.now_s,
                         tr("Somebody must race: add another one before you remove %s"), title);
            return;
        }
        room->cards_open = bits_without(room->cards_open, wish->racer);
        shell_notice(room->shell, room->shell->ui.now_s, tr("%s is removed; Ctrl+Z brings it back"),
                     title);
    }
    room->lit_run = -1;
    workspace_changed_racers(w);
}

void landscape_optimizers(LandscapeRoom *room, Rect rect)
{
    CardWish wish = { CARD_NONE, 0 };
    canvas_rect(&room->shell->canvas, rect, room->shell->ui.theme->panel);
    Column column = column_begin_scroll(&room->shell->ui, "right", rect, 14);
    ui_heading(&room->shell->ui, column_row(&column, 14, 8), tr("OPTIMIZERS"));
    for (int racer = 0; racer < room->workspace.scene.racer_count; racer++) {
        racer_card(room, &column, racer, &wish);
    }
    add_button(room, &column);
    column_end(&room->shell->ui, &column);
    if (wish.what != CARD_NONE) {
        grant(room, &wish);
    }
}
