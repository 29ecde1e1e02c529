// Things of the picture are found by the same projection that draws them; what has a place of its
// own in the layout is a row of a table.
#include "app/landscape/landscape_lesson.h"

#include "app/landscape/hiding.h"
#include "app/landscape/path_place.h"
#include "app/landscape/room_landscape.h"
#include "app/landscape/workspace_relief.h"
#include "base/text.h"
#include "sim/lesson/bet_values.h"
#include "sim/lesson/who.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { MARK = 15 }; // half the side of what stands around a point

// ---- who

static bool who(const void *state, int k, RoomWho *who)
{
    const LandscapeRoom *room = state;
    const Scene *scene = &room->workspace.scene;
    if (k < 0 || k >= scene->racer_count) {
        return false;
    }
    scene_racer_name(scene, k, who->name, sizeof who->name);
    who->color = racer_color_told(&room->workspace, k, &themes[room->shell->theme]);
    who->on = scene->racers[k].on;
    return true;
}

static int run_of(const Workspace *workspace, int racer)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        if (race_racer(workspace->race, run) == racer) {
            return run;
        }
    }
    return -1;
}

// ---- the picture

// As it is seen: the map, or the surface where that alone is shown.
static Projection seen(const LandscapeRoom *room)
{
    LandscapeRoom *own = (LandscapeRoom *)(uintptr_t)room; // aiming keeps something of the eye
    const Scene *scene = &room->workspace.scene;
    const Rect whole = room->shell->layout.picture;
    return relief_map_shown(scene) || room->workspace.relief.version == 0
               ? view_projection(&room->workspace.view, relief_map_rect(scene, whole))
               : workspace_relief(&own->workspace, relief_rect(scene, whole));
}

static bool picture(const void *state, Rect *rect, Box *box)
{
    const LandscapeRoom *room = state;
    const Scene *scene = &room->workspace.scene;
    const Rect whole = room->shell->layout.picture;
    *rect = relief_map_shown(scene) ? relief_map_rect(scene, whole) : relief_rect(scene, whole);
    *box = view_box(&room->workspace.view, relief_view_rect(scene, whole));
    return rect->w >= 1 && rect->h >= 1;
}

static bool plane(const void *state, float x, float y, double at[2])
{
    const LandscapeRoom *room = state;
    const Projection on = seen(room);
    const bool there = projection_plane(&on, (double)x, (double)y, at);
    if (there) {
        at[0] = view_rounded(&room->workspace.view, at[0]);
        at[1] = view_rounded(&room->workspace.view, at[1]);
    }
    return there;
}

// Where it stands on the surface; on the map f is not looked at.
static Place place_of(const LandscapeRoom *room, const Projection *on, const double at[2])
{
    Place place = { at[0], at[1], (double)NAN };
    if (on->camera) {
        relief_heights(&room->workspace.relief, 1, &at[0], &at[1], &place.f);
        relief_mark(&room->workspace.relief, &place);
    }
    return place;
}

static bool pixel(const void *state, const double at[2], float *x, float *y)
{
    const LandscapeRoom *room = state;
    const Projection on = seen(room);
    return projection_point(&on, place_of(room, &on, at), x, y);
}

// ---- things

static bool around(float x, float y, Rect *rect)
{
    *rect = (Rect){ x - MARK, y - MARK, 2 * MARK, 2 * MARK };
    return true;
}

static bool around_place(const LandscapeRoom *room, const double at[2], Rect *rect)
{
    float x, y;
    return pixel(room, at, &x, &y) &&
           rect_has(rect_inset(room->shell->layout.picture, -MARK), x, y) && around(x, y, rect);
}

static bool head_of(const LandscapeRoom *room, int racer, Rect *rect)
{
    const Workspace *w = &room->workspace;
    const Projection on = seen(room);
    const int run = run_of(w, racer);
    float x, y;
    return run >= 0 && !workspace_hides_run(w, run) && path_head(w, &on, run, &x, &y) &&
           rect_has(rect_inset(on.picture, -MARK), x, y) && around(x, y, rect);
}

static void include(Rect *all, Rect rect)
{
    if (all->w <= 0) {
        *all = rect;
        return;
    }
    const float right = fmaxf(all->x + all->w, rect.x + rect.w);
    const float below = fmaxf(all->y + all->h, rect.y + rect.h);
    all->x = fminf(all->x, rect.x);
    all->y = fminf(all->y, rect.y);
    all->w = right - all->x;
    all->h = below - all->y;
}

// Its way as far as it is shown.
static bool path_of(const LandscapeRoom *room, int racer, Rect *rect)
{
    const Workspace *w = &room->workspace;
    const Projection on = seen(room);
    const int run = run_of(w, racer);
    Rect all = { 0 };
    if (run < 0 || workspace_hides_run(w, run)) {
        return false;
    }
    for (int step = 0; step <= workspace_step(w); step++) {
        Place at;
        float x, y;
        bool away;
        if (path_place(w, &on, race_trail(w->race, run), step, &at, &away) &&
            projection_point(&on, at, &x, &y) && rect_has(on.picture, x, y)) {
            include(&all, (Rect){ x - 8, y - 8, 16, 16 });
        }
    }
    *rect = rect_intersect(all, on.picture);
    return all.w > 0;
}

static bool minimum(const LandscapeRoom *room, Rect *rect)
{
    const Workspace *w = &room->workspace;
    const Stationary *lowest = NULL;
    for (int i = 0; i < w->point_count; i++) {
        const Stationary *point = &w->points[i];
        const bool low = point->kind == STATIONARY_MINIMUM || point->kind == STATIONARY_KINK;
        lowest = low && (!lowest || point->f < lowest->f) ? point : lowest;
    }
    return lowest && around_place(room, (double[2]){ lowest->x, lowest->y }, rect);
}

static bool saddle(const LandscapeRoom *room, Rect *rect)
{
    const Workspace *w = &room->workspace;
    for (int i = 0; i < w->point_count; i++) {
        const Stationary *point = &w->points[i];
        if (point->kind == STATIONARY_SADDLE &&
            around_place(room, (double[2]){ point->x, point->y }, rect)) {
            return true;
        }
    }
    return false;
}

static bool start(const LandscapeRoom *room, Rect *rect)
{
    return around_place(room, room->workspace.scene.start, rect);
}

// Who is in the picture: large where it is presented, else their cards.
static bool legend(const LandscapeRoom *room, Rect *rect)
{
    const ShellLayout *layout = &room->shell->layout;
    *rect = layout->legend.w >= 1 ? layout->legend : layout->right;
    return rect->w >= 1 && (layout->legend.w >= 1 || !layout->drawers || room->shell->right_open);
}

// Everything of a racer's card.
static bool card_of(const LandscapeRoom *room, int racer, Rect *rect)
{
    const Ui *ui = &room->shell->ui;
    char begin[24];
    snprintf(begin, sizeof begin, "racer.%d.", racer);
    Rect all = { 0 };
    for (size_t i = 0; i < ui->controls.count; i++) {
        const UiControl *control = &ui->controls.items[i];
        if (strncmp(control->name, begin, strlen(begin)) == 0 && control->visible.h > 0) {
            include(&all, control->visible);
        }
    }
    *rect = rect_inset(all, -8);
    return all.w > 0;
}

// clang-format off
static const struct {
    const char *name;
    size_t offset; // of its place in the layout; what is found otherwise has ...
    bool (*find)(const LandscapeRoom *room, Rect *rect);
} things[] = {
    { "picture",    offsetof(ShellLayout, picture),   NULL },
    { "chart",      offsetof(ShellLayout, chart),     NULL },
    { "table",      offsetof(ShellLayout, chart),     NULL },
    { "transport",  offsetof(ShellLayout, transport), NULL },
    { "landscape",  offsetof(ShellLayout, left),      NULL },
    { "optimizers", offsetof(ShellLayout, right),     NULL },
    { "legend",     0, legend },
    { "start",      0, start },
    { "minimum",    0, minimum },
    { "saddle",     0, saddle },
};

static const struct {
    const char *begin;
    bool (*find)(const LandscapeRoom *room, int racer, Rect *rect);
} of_racers[] = {
    { "head.", head_of }, { "path.", path_of }, { "card.", card_of },
};
// clang-format on

// "adam.lr" is the control of its card that the racer's place names.
static bool setting_of(const LandscapeRoom *room, const char *name, Rect *rect, char at[48])
{
    const char *dot = strrchr(name, '.');
    char key[96];
    if (!dot || (size_t)(dot - name) >= sizeof key) {
        return false;
    }
    text_print(key, sizeof key, "%.*s", (int)(dot - name), name);
    const int racer = who_called_in_scene(key, &room->workspace.scene);
    if (racer < 0) {
        return false;
    }
    text_print(at, 48, "racer.%d.%s", racer, dot + 1);
    if (ui_find(&room->shell->ui, at)) {
        return true;
    }
    at[0] = '\0'; // its card is closed
    return card_of(room, racer, rect);
}

static bool where(const void *state, const char *name, Rect *rect, char at[48])
{
    const LandscapeRoom *room = state;
    const ShellLayout *layout = &room->shell->layout;
    at[0] = '\0';
    for (size_t i = 0; i < COUNT(things); i++) {
        if (strcmp(things[i].name, name) == 0 && things[i].find) {
            return things[i].find(room, rect);
        }
        if (strcmp(things[i].name, name) == 0) {
            memcpy(rect, (const char *)layout + things[i].offset, sizeof *rect);
            const bool drawer =
                rect->w > 0 && layout->drawers &&
                ((things[i].offset == offsetof(ShellLayout, left) && !room->shell->left_open) ||
                 (things[i].offset == offsetof(ShellLayout, right) && !room->shell->right_open));
            return rect->w >= 1 && rect->h >= 1 && !drawer;
        }
    }
    for (size_t i = 0; i < COUNT(of_racers); i++) {
        const size_t length = strlen(of_racers[i].begin);
        if (strncmp(name, of_racers[i].begin, length) == 0) {
            const int racer = who_called_in_scene(name + length, &room->workspace.scene);
            return racer >= 0 && of_racers[i].find(room, racer, rect);
        }
    }
    return setting_of(room, name, rect, at);
}

// The panels' own controls; cards stand in the right one.
static int drawer(const void *state, const char *name)
{
    static const char *const left[] = { "landscape", "penalty.", "shape.", "formula", "start.",
                                        "race.",     "data.",    "show.",  "relief.", "noise" };
    static const char *const right[] = { "optimizers", "card.", "racer.", "fair." };
    const LandscapeRoom *room = state;
    const char *dot = strrchr(name, '.');
    char key[96];
    if (text_begins(name, right, COUNT(right))) {
        return 1;
    }
    if (text_begins(name, left, COUNT(left))) {
        return -1;
    }
    if (!dot || (size_t)(dot - name) >= sizeof key) {
        return 0;
    }
    text_print(key, sizeof key, "%.*s", (int)(dot - name), name);
    return who_called_in_scene(key, &room->workspace.scene) >= 0;
}

// ---- time

static void run(void *state)
{
    Workspace *w = &((LandscapeRoom *)state)->workspace;
    workspace_seek(w, 0);
    workspace_play_toggle(w);
}

static bool ended(const void *state)
{
    const Workspace *w = &((const LandscapeRoom *)state)->workspace;
    return w->play.cursor >= workspace_last_step(w) - 1e-9;
}

// ---- bets and tasks

static RaceView view_of(const Workspace *w)
{
    return (RaceView){ .scene = &w->scene,
                       .race = w->race,
                       .goal = workspace_goal(w),
                       .lowest = w->lowest,
                       .tolerance = w->tolerance,
                       .step = workspace_step(w),
                       .end = workspace_last_step(w) };
}

static bool end(const void *state, int k, double at[2])
{
    const RaceView view = view_of(&((const LandscapeRoom *)state)->workspace);
    return bet_end_of_race(&view, k, at);
}

static bool values(const void *state, const LessonBet *bet, double *all)
{
    const RaceView view = view_of(&((const LandscapeRoom *)state)->workspace);
    return bet_values_of_race(&view, bet, all, ROOM_WHO_MAX);
}

static Truth judge(const void *state, ConditionWatch *watch, double budget_s)
{
    const RaceView view = view_of(&((const LandscapeRoom *)state)->workspace);
    return condition_of_race(watch, &view, budget_s);
}

static void blind(void *state, bool on)
{
    ((LandscapeRoom *)state)->blind = on;
}

const RoomLesson landscape_lesson = {
    .where = where,
    .drawer = drawer,
    .who = who,
    .run = run,
    .ended = ended,
    .blind = blind,
    .picture = picture,
    .plane = plane,
    .pixel = pixel,
    .end = end,
    .values = values,
    .judge = judge,
};
