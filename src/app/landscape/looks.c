// What is shown, between a scene's plain data, the workspace and the settings.
#include "app/landscape/looks.h"

#include "app/landscape/chart_kinds.h"

#include <string.h>

static Liking shown_now(const LandscapeRoom *room)
{
    return (Liking){ room->workspace.show, room->workspace.scene.relief.kind };
}

// With what was chosen since the scene was opened.
static Liking liked_now(const LandscapeRoom *room)
{
    const Liking now = shown_now(room), *came = &room->came;
    Liking liked = room->liked;
    for (int i = 0; i < SHOW_COUNT; i++) {
        const bool on = now.show.on[i];
        liked.show.on[i] = on != came->show.on[i] ? on : liked.show.on[i];
    }
    if (now.show.colormap != came->show.colormap) {
        liked.show.colormap = now.show.colormap;
    }
    liked.relief = now.relief != came->relief ? now.relief : liked.relief;
    return liked;
}

static void usual_axes(LandscapeRoom *room)
{
    for (int i = 0; i < CHART_COUNT; i++) {
        room->chart_log[i] = charts[i].log;
    }
}

void landscape_looks_begin(LandscapeRoom *room)
{
    usual_axes(room);
    room->liked = room->came = shown_now(room);
}

void landscape_looks_part(LandscapeRoom *room)
{
    room->liked = liked_now(room);
}

void landscape_looks_open(LandscapeRoom *room, const SceneShow *show)
{
    Workspace *w = &room->workspace;
    w->show = room->liked.show;
    if (show->has_show) {
        memcpy(w->show.on, show->show.on, sizeof w->show.on);
    }
    if (show->has_colormap) {
        w->show.colormap = show->show.colormap;
    }
    memcpy(w->hide, show->hide, sizeof w->hide);
    w->chart = (ChartKind)show->chart;
    usual_axes(room);
    if (show->axis != AXIS_AUTO) {
        room->chart_log[w->chart] = show->axis == AXIS_LOG;
    }
    room->table = show->bottom == BOTTOM_TABLE;
    room->chart_hide = show->future == FUTURE_HIDDEN;
    room->sort_column = (StandingColumn)show->sort;
    room->sort_descending = show->order == ORDER_FALLING;
    w->fair.on = show->fair;
    w->fair.by = (TuneBy)show->by;
    w->tolerance = show->within;
    room->cards_open = 0;
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        room->cards_open |= show->open[i] ? 1u << i : 0;
    }
    w->play.speed = show->speed;
    w->play.playing = !show->has_step;
    w->play.cursor = show->has_step ? show->step : 0;
    room->came = shown_now(room);
}

void landscape_looks_fill(const LandscapeRoom *room, SceneShow *show)
{
    const Workspace *w = &room->workspace;
    const bool log = room->chart_log[w->chart];
    *show = (SceneShow){
        .has_show = true,
        .has_colormap = true,
        .show = w->show,
        .chart = w->chart,
        .axis = log == charts[w->chart].log ? AXIS_AUTO
                : log                       ? AXIS_LOG
                                            : AXIS_LINEAR,
        .bottom = room->table ? BOTTOM_TABLE : BOTTOM_CHART,
        .future = room->chart_hide ? FUTURE_HIDDEN : FUTURE_SHOWN,
        .sort = (int)room->sort_column,
        .order = room->sort_descending ? ORDER_FALLING : ORDER_RISING,
        .fair = w->fair.on,
        .by = (int)w->fair.by,
        .within = w->tolerance,
        .speed = w->play.speed,
        .has_step = true,
        .step = workspace_step(w),
    };
    memcpy(show->hide, w->hide, sizeof show->hide);
    for (int i = 0; i < w->scene.racer_count; i++) {
        show->open[i] = room->cards_open >> i & 1;
    }
}

void landscape_looks_recall(LandscapeRoom *room, const Settings *settings)
{
    Show *show = &room->workspace.show;
    room->workspace.play.loop = settings->loop;
    show->colormap = settings->colormap;
    show->on[SHOW_CONTOURS] = settings->contours;
    show->on[SHOW_MINIMA] = settings->minima;
    show->on[SHOW_LOG] = settings->log_colour;
    show->on[SHOW_DOTS] = settings->dots;
    show->on[SHOW_FLOOR] = settings->floor;
    show->on[SHOW_QUADRIC] = settings->quadric;
    room->workspace.scene.relief.kind = (ReliefKind)settings->relief;
    room->liked = room->came = shown_now(room);
}

void landscape_looks_remember(const LandscapeRoom *room, Settings *settings)
{
    const Liking liked = liked_now(room);
    const Show *show = &liked.show;
    settings->loop = room->workspace.play.loop;
    settings->colormap = show->colormap;
    settings->contours = show->on[SHOW_CONTOURS];
    settings->minima = show->on[SHOW_MINIMA];
    settings->log_colour = show->on[SHOW_LOG];
    settings->dots = show->on[SHOW_DOTS];
    settings->floor = show->on[SHOW_FLOOR];
    settings->quadric = show->on[SHOW_QUADRIC];
    settings->relief = (int)liked.relief;
}
