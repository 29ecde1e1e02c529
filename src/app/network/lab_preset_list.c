// Labs to begin with and studies: each with what it shows, in one sentence; found by typing.
#include "app/network/lab_views.h"
#include "app/parts/chooser.h"
#include "base/words.h"

enum { WIDTH = 430 };
enum { GROUP_LABS, GROUP_STUDIES, GROUPS };

static ChooserItem item(UNUSED const void *context, int index)
{
    const bool study = index >= lab_preset_count;
    const Kind *kind = study ? registry_at(&study_kinds, (size_t)(index - lab_preset_count))
                             : &lab_presets[index].kind;
    return (ChooserItem){ .name = lab_preset_label(NULL, index),
                          .about = kind->about ? tr(kind->about) : NULL,
                          .key = kind->key,
                          .group = study ? GROUP_STUDIES : GROUP_LABS };
}

static const char *group(int index)
{
    return tr(index == GROUP_LABS ? N_("Labs to watch") : N_("Studies of many networks"));
}

int lab_preset_list(NetworkRoom *room, Rect button)
{
    const Chooser chooser = {
        .popup = { .name = "lab.presets",
                   .button = button,
                   .width = WIDTH,
                   .count = lab_preset_count + STUDY_COUNT },
        .item = item,
        .groups = GROUPS,
        .group = group,
    };
    return chooser_menu(&room->shell->ui, &chooser, tr("Presets"),
                        tr("Labs to begin with, one click each"));
}
