// What a network is called: by its settings, and from which step on where others led there. A rate
// that is changed at step 360 has not made the curve until then.
#include "app/network/lab_columns.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// By other settings, its own are the same ones.
static void called_by(const LabSpec *spec, int index, const NetSpec *settings, char *text,
                      size_t size)
{
    LabSpec *other = memory_get(sizeof *other);
    *other = *spec;
    const SettingBits own = other->networks[index].own;
    other->networks[index] = *settings;
    other->networks[index].own = own;
    lab_name(other, index, text, size);
    free(other);
}

// Its changes, by step: the first it begins with. NULL: none.
static const LabChange *changes_of(const LabShot *shot, int index, int *count)
{
    const LabChange *first = NULL;
    *count = 0;
    for (int i = 0; i < shot->change_count && shot->change_count <= LAB_CHANGES_MAX; i++) {
        if (shot->changes[i].network == index) {
            first = first ? first : &shot->changes[i];
            *count += 1;
        }
    }
    return first;
}

// The step from which on it is called so; 0: from its first.
static long called_since(const LabSpace *space, int index, const char *name)
{
    char before[LAB_NAME_MAX];
    int last;
    const LabChange *changes = changes_of(space->shot, index, &last);
    for (last--; last > 0; last--) {
        called_by(&space->wish.spec, index, &changes[last - 1].spec, before, sizeof before);
        if (strcmp(before, name) != 0) {
            return changes[last].step;
        }
    }
    return 0;
}

void lab_name_shown(const LabSpace *space, int index, char *text, size_t size)
{
    const LabShot *shot = space->shot;
    const LabSpec *spec = &space->wish.spec;
    const bool known = shot && shot->network_count == spec->network_count &&
                       shot->networks[index].id == spec->ids[index];
    if (known && shot->networks[index].waits) {
        snprintf(text, size, "%s", shot->networks[index].name);
        return;
    }
    char name[LAB_NAME_MAX], step[32];
    lab_name(spec, index, name, sizeof name);
    const long since = known ? called_since(space, index, name) : 0;
    if (since > 0) {
        text_grouped(step, sizeof step, since);
        text_print(text, size, tr("%s from step %s"), name, step);
    } else {
        snprintf(text, size, "%s", name);
    }
}
