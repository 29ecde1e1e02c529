// What is learnt: every kind of data with its sentence, in groups; found by typing.
#include "app/network/lab_panel_data.h"

#include "app/parts/chooser.h"
#include "base/words.h"

enum { WIDTH = 430 };
enum { GROUP_CLASSES, GROUP_VALUES, GROUP_MANY, GROUP_YOURS, GROUPS };

static_assert((int)DATA_COUNT <= (int)CHOOSER_ITEMS_MAX, "all fit");

static int group_of(const DataRow *row)
{
    return !row->draw        ? GROUP_YOURS
           : row->regression ? GROUP_VALUES
           : row->plane      ? GROUP_CLASSES
                             : GROUP_MANY;
}

static ChooserItem item(UNUSED const void *context, int index)
{
    const DataRow *row = &data_rows[index];
    return (ChooserItem){ .name = registry_name(&data_kinds, index),
                          .about = tr(row->kind.about),
                          .key = row->kind.key,
                          .group = group_of(row) };
}

static const char *group(int index)
{
    static const char *const names[GROUPS] = {
        [GROUP_CLASSES] = N_("Classes on the plane"),
        [GROUP_VALUES] = N_("Values of one or two inputs"),
        [GROUP_MANY] = N_("Pictures and other rows of many inputs"),
        [GROUP_YOURS] = N_("Your points and files"),
    };
    return tr(names[index]);
}

bool lab_data_list(NetworkRoom *room, Rect button, int *kind)
{
    const Chooser chooser = {
        .popup = { .name = "lab.data", .button = button, .width = WIDTH, .count = DATA_COUNT },
        .item = item,
        .groups = GROUPS,
        .group = group,
    };
    const char *title = *kind >= 0 ? item(NULL, *kind).name : tr("Your points");
    return chooser_choice(&room->shell->ui, &chooser, title, kind, tr("What is learnt"));
}
