// What is chosen from lists with groups, sentences and search: a landscape, an optimizer to add.
#include "app/landscape/choosers.h"

#include "app/landscape/race_presets.h"
#include "app/landscape/thumbs.h"
#include "app/parts/chooser.h"
#include "base/words.h"
#include "ui/widgets.h"

enum { WIDTH = 430 };

// ---- optimizers

static ChooserItem optim_item(UNUSED const void *context, int index)
{
    const Optim *optim = &optims[index];
    const bool here = optim->places & OPTIM_IN_PLANE;
    return (ChooserItem){ .name = here ? tr(optim->kind.name) : NULL,
                          .about = optim->kind.about ? tr(optim->kind.about) : NULL,
                          .key = optim->kind.key,
                          .group = (int)optim->group };
}

static const char *optim_group(int index)
{
    return registry_name(&optim_group_kinds, index);
}

int choose_optimizer(LandscapeRoom *room, Rect button, const char *tip)
{
    const Chooser chooser = {
        .popup = { .name = "racer.add", .button = button, .width = WIDTH, .count = OPTIM_COUNT },
        .item = optim_item,
        .groups = OPTIM_GROUP_COUNT,
        .group = optim_group,
    };
    return chooser_menu(&room->shell->ui, &chooser, tr("Add an optimizer"), tip);
}

// ---- races

static ChooserItem preset_item(UNUSED const void *context, int index)
{
    const RacePreset *preset = &race_presets[index];
    const Kind *kind = &preset->kind;
    return (ChooserItem){ .name = tr(kind->name),
                          .about = tr(kind->about),
                          .key = kind->key,
                          .group = (int)preset->group };
}

static const char *preset_group(int index)
{
    return tr(index == RACE_ON_MAP ? N_("Races with something to see") : N_("Landscapes in 3D"));
}

int choose_preset(LandscapeRoom *room, Rect button)
{
    Ui *ui = &room->shell->ui;
    const Chooser chooser = {
        .popup = { .name = "race.presets",
                   .button = button,
                   .width = WIDTH,
                   .count = race_preset_count },
        .item = preset_item,
        .groups = RACE_GROUP_COUNT,
        .group = preset_group,
    };
    const char *title = tr("Presets"); // in the narrowest windows the arrow alone
    title = ui_menu_width(ui, title, 0) <= button.w ? title : "";
    return chooser_menu(ui, &chooser, title, tr("Races to begin with, one click each"));
}

// ---- landscapes

static_assert((int)OPTIM_COUNT <= (int)CHOOSER_ITEMS_MAX, "all fit");

// Behind the landscapes the typed formula, in a group of its own.
static const char *landscape_group(int index)
{
    return index < LANDSCAPE_GROUP_COUNT ? tr(landscape_groups[index].name) : tr("Your own");
}

static ChooserItem landscape_item(UNUSED const void *context, int index)
{
    if (index == landscape_count) {
        return (ChooserItem){ .name = tr("Your formula"),
                              .about = tr("What was typed last into the field below"),
                              .group = LANDSCAPE_GROUP_COUNT };
    }
    const Landscape *landscape = &landscapes[index];
    return (ChooserItem){ .name = registry_name(&landscape_kinds, index),
                          .about = tr(landscape->kind.about),
                          .key = landscape->kind.key,
                          .group = (int)landscape->group };
}

static void landscape_picture(const void *context, Canvas *canvas, Rect rect, int index)
{
    const LandscapeRoom *room = context;
    const Theme *theme = room->shell->ui.theme;
    if (index == landscape_count) {
        canvas_text(canvas, rect.x + rect.w / 2, rect.y + rect.h / 2 + 6, ALIGN_CENTER, FONT_MONO,
                    16, theme->muted, "f(x, y)");
        return;
    }
    canvas_rect(canvas, rect, theme->track);
    thumbs_draw(room->thumbs, canvas, rect, index,
                theme_colormap(room->shell->ui.theme, room->workspace.show.colormap));
}

bool choose_landscape(LandscapeRoom *room, Rect button, int *chosen, const char *tip)
{
    Ui *ui = &room->shell->ui;
    const Workspace *w = &room->workspace;
    const bool typed = w->has_kept || !w->scene.landscape;
    const Chooser chooser = {
        .popup = { .name = LANDSCAPE_CHOICE,
                   .button = button,
                   .width = WIDTH,
                   .count = landscape_count + typed },
        .item = landscape_item,
        .groups = LANDSCAPE_GROUP_COUNT + 1,
        .group = landscape_group,
        .picture_w = THUMB_WIDTH,
        .picture_h = THUMB_HEIGHT,
        .picture = landscape_picture,
        .context = room,
    };
    return chooser_choice(ui, &chooser, landscape_item(NULL, *chosen).name, chosen, tip);
}

bool choosers_advance(LandscapeRoom *room, double budget_s)
{
    static const double SHARE = 0.4; // of a frame's time
    const Popup popup = { .name = LANDSCAPE_CHOICE };
    return popup_is_open(&room->shell->ui, &popup) &&
           thumbs_advance(room->thumbs, SHARE * budget_s);
}
