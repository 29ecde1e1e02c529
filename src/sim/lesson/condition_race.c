// Conditions of a race: its trails hold the way of each run, computed whole long before it is
// shown; a gauge measures what they do not keep.
#include "sim/lesson/condition_holds.h"

#include "base/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ConditionWatch *condition_watch_create(const Condition *condition)
{
    ConditionWatch *watch = memory_get(sizeof *watch);
    watch->condition = condition;
    return watch;
}

void condition_watch_destroy(ConditionWatch *watch)
{
    if (watch) {
        gauge_destroy(watch->gauge);
        free(watch);
    }
}

void condition_watch_forget(ConditionWatch *watch)
{
    memset(watch->memories, 0, sizeof watch->memories);
    memset(watch->raced, 0, sizeof watch->raced);
    watch->race = NULL;
    watch->found[0] = '\0';
}

const char *condition_found(const ConditionWatch *watch)
{
    return watch->found;
}

// How a run came to a row of its trail, kept from one row to the next.
typedef struct Way {
    int index; // -1: nowhere yet
    double path;
    int within;
} Way;

typedef struct Asking {
    ConditionWatch *watch;
    const RaceView *view;
    Way ways[RACE_RUNS_MAX];
} Asking;

static int row_step(const Trail *trail, int index)
{
    return index == trail->count - 1 ? trail->last_step : index * trail->stride;
}

static const Way *way_to(Asking *asking, int run, int index)
{
    const RaceView *view = asking->view;
    const Trail *trail = race_trail(view->race, run);
    Way *way = &asking->ways[run];
    if (way->index < 0 || way->index > index) {
        *way = (Way){ .index = -1, .within = -1 };
    }
    while (way->index < index) {
        const int i = ++way->index;
        const TrailRow *row = &trail->rows[i];
        const bool lost = trail->lost && i == trail->count - 1;
        const double step = i > 0 ? hypot(row->x - row[-1].x, row->y - row[-1].y) : 0;
        way->path += isfinite(step) ? step : 0;
        if (way->within < 0 && !lost && row->loss - view->lowest <= view->tolerance) {
            way->within = row_step(trail, i);
        }
    }
    return way;
}

static int run_of(const Asking *asking, const Who *who)
{
    const int racer = who_of_scene(who, asking->view->scene, NULL);
    for (int run = 0; racer >= 0 && run < race_run_count(asking->view->race); run++) {
        if (race_racer(asking->view->race, run) == racer) {
            return run;
        }
    }
    return -1;
}

static double number_at(Asking *asking, const Amount *amount, int run, long step)
{
    const Trail *trail = race_trail(asking->view->race, run);
    const int index = trail_index(trail, (int)step);
    RunPlace place = { .row = &trail->rows[index], .within = -1, .lost_at = -1 };
    if (amount->quantity->wishes) {
        place.gauge = gauge_at(asking->watch->gauge, run, index);
    }
    if (amount->quantity->history) {
        const Way *way = way_to(asking, run, index);
        place.path = way->path;
        place.within = way->within;
    }
    if (trail->lost && index == trail->count - 1) {
        place.lost_at = trail->last_step;
    }
    return amount->quantity->race(&place);
}

static long right_step(const Asking *asking, const Part *part, long step)
{
    return !part->has_when                     ? step
           : part->right_when.kind == WHEN_END ? asking->view->end
                                               : part->right_when.step;
}

// left, right: runs.
static Finding find(Asking *asking, const Part *part, int left, int right, long step)
{
    const Trail *trail = race_trail(asking->view->race, left);
    const int index = trail_index(trail, (int)step);
    const TrailRow *row = &trail->rows[index];
    Finding found;
    if (part->kind == PART_PLACE) {
        found = finding_of_place(part, row->x, row->y);
    } else if (part->kind == PART_VERDICT) {
        const bool lost = trail->lost && index == trail->count - 1;
        found = finding_of_verdict(part, lost, lost ? N_("lost") : N_("not lost"));
    } else {
        double value = part->factor;
        if (part->of) {
            value *= number_at(asking, &part->right, right, right_step(asking, part, step));
        }
        found = finding_of_numbers(part, number_at(asking, &part->left, left, step), value);
    }
    found.step = step;
    return found;
}

// Goes through the whole race once, however much of it is shown.
static void go_through(Asking *asking, const Part *part, int left, int right, Memory *memory,
                       long limit)
{
    const int stride = race_trail(asking->view->race, left)->stride;
    for (long step = 0; step <= limit; step += stride) {
        const Finding found = find(asking, part, left, right, step);
        memory_add(memory, part, &found);
    }
    if (limit % stride != 0) {
        const Finding found = find(asking, part, left, right, limit);
        memory_add(memory, part, &found);
    }
}

static long limit_of(const Asking *asking, const Part *part)
{
    const long end = asking->view->end;
    return part->when.kind == WHEN_UNTIL && part->when.step < end ? part->when.step : end;
}

static Truth ask_at(Asking *asking, const Part *part, int left, int right, Finding *found)
{
    const RaceView *view = asking->view;
    const long step = part->when.kind == WHEN_AT    ? part->when.step
                      : part->when.kind == WHEN_END ? view->end
                                                    : view->step;
    if (step > view->step || right_step(asking, part, step) > view->step) {
        return TRUTH_NOT_YET;
    }
    *found = find(asking, part, left, right, step);
    return found->holds ? TRUTH_YES : TRUTH_NO;
}

static Truth ask(Asking *asking, int index, Finding *found)
{
    ConditionWatch *watch = asking->watch;
    const Part *part = &watch->condition->parts[index];
    const int left = run_of(asking, &part->left.who);
    const int right = part->of ? run_of(asking, &part->right.who) : 0;
    if (left < 0 || right < 0 || race_trail(asking->view->race, left)->count == 0) {
        return TRUTH_NOT_YET;
    }
    if (!part_ranges(part)) {
        return ask_at(asking, part, left, right, found);
    }
    const long limit = limit_of(asking, part);
    if (!watch->raced[index]) {
        memset(&watch->memories[index], 0, sizeof watch->memories[index]);
        go_through(asking, part, left, right, &watch->memories[index], limit);
        watch->raced[index] = true;
    }
    return memory_truth(&watch->memories[index], part, asking->view->step, limit, false, found);
}

// ---- what must be measured

static unsigned wishes_of(const Condition *condition)
{
    unsigned wishes = 0;
    for (int i = 0; i < condition->count; i++) {
        const Part *part = &condition->parts[i];
        if (part->kind == PART_COMPARE) {
            wishes |= part->left.quantity->wishes | (part->of ? part->right.quantity->wishes : 0);
        }
    }
    return wishes;
}

static bool measured(ConditionWatch *watch, unsigned wishes, const RaceView *view, double budget_s)
{
    if (!wishes) {
        return true;
    }
    if (!watch->gauge) {
        watch->gauge = gauge_create();
    }
    return gauge_follow(watch->gauge, view->scene, view->race, &view->goal, wishes, budget_s);
}

// To be freed; NULL: not all is known yet.
static Asking *begin(ConditionWatch *watch, unsigned wishes, const RaceView *view, double budget_s)
{
    if (watch->race != view->race || watch->version != race_version(view->race)) {
        condition_watch_forget(watch);
        watch->race = view->race;
        watch->version = race_version(view->race);
    }
    if (!race_complete(view->race) || !measured(watch, wishes, view, budget_s)) {
        return NULL;
    }
    Asking *asking = memory_get(sizeof *asking);
    asking->watch = watch;
    asking->view = view;
    for (int run = 0; run < RACE_RUNS_MAX; run++) {
        asking->ways[run].index = -1;
    }
    return asking;
}

static void say_whose(ConditionWatch *watch, const Part *part, const Scene *scene)
{
    char name[RACER_NAME_MAX];
    Error err;
    const int racer = watch->condition->count > 1 && !watch->keeps
                          ? who_of_scene(&part->left.who, scene, &err)
                          : -1;
    if (racer >= 0) {
        scene_racer_name(scene, racer, name, sizeof name);
        finding_say_whose(name, watch->found, sizeof watch->found);
    }
}

Truth condition_of_race(ConditionWatch *watch, const RaceView *view, double budget_s)
{
    Asking *asking = begin(watch, wishes_of(watch->condition), view, budget_s);
    if (!asking) {
        return TRUTH_NOT_YET;
    }
    Truth truth = TRUTH_YES;
    watch->found[0] = '\0';
    for (int i = 0; truth == TRUTH_YES && i < watch->condition->count; i++) {
        Finding found = { .step = -1 };
        truth = ask(asking, i, &found);
        if (found.step >= 0) {
            finding_text(&watch->condition->parts[i], &found, view->step, watch->keeps,
                         watch->found, sizeof watch->found);
            say_whose(watch, &watch->condition->parts[i], view->scene);
        }
    }
    free(asking);
    return truth;
}
