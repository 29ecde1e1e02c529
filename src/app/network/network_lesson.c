// Most things of a column are controls already; the others have a place in the layout.
#include "app/network/network_lesson.h"

#include "app/network/lab_columns.h"
#include "app/network/lab_hiding.h"
#include "base/text.h"
#include "sim/lesson/bet_values.h"
#include "sim/lesson/who.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static bool who(const void *state, int k, RoomWho *who)
{
    const NetworkRoom *room = state;
    if (k < 0 || k >= room->lab.wish.spec.network_count) {
        return false;
    }
    char name[LAB_NAME_MAX];
    lab_name_shown(&room->lab, k, name, sizeof name);
    text_print(who->name, sizeof who->name, "%s  %s", labspace_letter(k), name);
    who->color = labspace_color_told(&room->lab, k, &themes[room->shell->theme]);
    who->on = true;
    return true;
}

// clang-format off
// What a column has, and the control that has its place.
static const struct {
    const char *begin, *control;
} of_networks[] = {
    { "network.",    "lab.column.%d.ground" },
    { "picture.",    "lab.surface.%d" },
    { "histograms.", "lab.layers.%d" },
    { "maps.",       "lab.maps.%d" },
    { "losses.",     "lab.losses.%d.ground" },
    { "signal.",     "lab.signal.%d.ground" },
    { "learning.",   "lab.learning.%d.ground" },
};

// Controls that were two, and are one.
static const char *const norms[] = { "lab.batchnorm", "lab.layernorm" };

static const struct {
    const char *name;
    size_t offset; // of its place in the layout
} things[] = {
    { "networks",  offsetof(ShellLayout, picture) },
    { "chart",     offsetof(ShellLayout, chart) },
    { "transport", offsetof(ShellLayout, transport) },
    { "settings",  offsetof(ShellLayout, left) },
};
// clang-format on

// "histogram.A.3": of its third layer.
static bool histogram(const NetworkRoom *room, const char *name, Rect *rect)
{
    const char *dot = strrchr(name, '.');
    const LabShot *shot = room->lab.shot;
    char called[LAB_NAME_MAX + 2], control[48];
    Error err = { .text = "" };
    double layer;
    text_print(called, sizeof called, "%.*s", (int)(dot - name), name);
    const int network = who_called_in_lab(called, &room->lab.wish.spec);
    if (network < 0 || !shot || network >= shot->network_count ||
        !text_number(dot + 1, strlen(dot + 1), "layer", &layer, &err) || layer < 1) {
        return false;
    }
    const int place = net_shot_place(&shot->networks[network], (int)fmin(layer, NET_LAYERS_MAX));
    if (place < 0) {
        return false;
    }
    text_print(control, sizeof control, "lab.layers.%d", network);
    const UiControl *all = ui_find(&room->shell->ui, control);
    if (all) {
        *rect = lab_histogram_row(all->rect, lab_histogram_rows(shot, network), place);
    }
    return all;
}

static bool where(const void *state, const char *name, Rect *rect, char at[48])
{
    const NetworkRoom *room = state;
    const ShellLayout *layout = &room->shell->layout;
    at[0] = '\0';
    for (size_t i = 0; i < COUNT(things); i++) {
        if (strcmp(things[i].name, name) == 0) {
            memcpy(rect, (const char *)layout + things[i].offset, sizeof *rect);
            const bool closed = things[i].offset == offsetof(ShellLayout, left) &&
                                layout->drawers && !room->shell->left_open;
            return rect->w >= 1 && rect->h >= 1 && !closed;
        }
    }
    for (size_t i = 0; i < COUNT(of_networks); i++) {
        const size_t length = strlen(of_networks[i].begin);
        if (strncmp(name, of_networks[i].begin, length) == 0) {
            const int network = who_called_in_lab(name + length, &room->lab.wish.spec);
            const char *format = of_networks[i].control, *number = strstr(format, "%d");
            text_print(at, 48, "%.*s%d%s", (int)(number - format), format, network, number + 2);
            return network >= 0;
        }
    }
    for (size_t i = 0; i < COUNT(norms); i++) {
        if (strcmp(norms[i], name) == 0 && !ui_find(&room->shell->ui, name)) {
            text_print(at, 48, "lab.norm");
            return true;
        }
    }
    const char *histogram_begin = "histogram.";
    return strncmp(name, histogram_begin, strlen(histogram_begin)) == 0 &&
           strrchr(name, '.') > name + strlen(histogram_begin) - 1 &&
           histogram(room, name + strlen(histogram_begin), rect);
}

static int drawer(const void *state, const char *name)
{
    static const char *const left[] = { "settings", "lab.", "data." };
    (void)state;
    return text_begins(name, left, COUNT(left)) ? -1 : 0;
}

static void run(void *state)
{
    LabSpace *space = &((NetworkRoom *)state)->lab;
    labspace_seek(space, 0);
    labspace_play(space, true);
}

static bool ended(const void *state)
{
    return labspace_at_end(&((const NetworkRoom *)state)->lab);
}

static bool values(const void *state, const LessonBet *bet, double *all)
{
    const LabSpace *space = &((const NetworkRoom *)state)->lab;
    const LabView view = { &space->wish.spec, space->shot };
    return labspace_at_end(space) && bet_values_of_shot(&view, bet, all, ROOM_WHO_MAX);
}

static Truth judge(const void *state, ConditionWatch *watch, double budget_s)
{
    const LabSpace *space = &((const NetworkRoom *)state)->lab;
    const LabView view = { &space->wish.spec, space->shot };
    (void)budget_s;
    return space->shot ? condition_of_shot(watch, &view) : TRUTH_NOT_YET;
}

static void blind(void *state, bool on)
{
    ((NetworkRoom *)state)->lab.blind = on;
}

const RoomLesson network_lesson = {
    .where = where,
    .drawer = drawer,
    .who = who,
    .run = run,
    .ended = ended,
    .blind = blind,
    .values = values,
    .judge = judge,
};
