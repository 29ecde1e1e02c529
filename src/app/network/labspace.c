// A lab taken over, the wish given on, the newest snapshot taken; what networks are called and
// coloured. Every change of the wish ends in labspace_changed().
#include "app/network/labspace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const size_t MEMORY_BUDGET = (size_t)160 << 20; // for going back in time
static const double RENDER_SLICE_S = 1;
enum { SURFACE_MOVING = 64, SURFACE_RESTING = SHOT_SURFACE_MAX }; // points a side

const LabLook labspace_first_look = {
    .kind = INSPECT_ACTIVATIONS,
    .log[INSPECT_GRADIENTS] = true, // they span decades
    .surface = SURFACE_RESTING,
    .zoom_layer = -1,
    .map_row = LAB_SAMPLES_MAX,
};

void labspace_init(LabSpace *space)
{
    *space = (LabSpace){
        .wish = { .paced = true, .speed = INFINITY, .look = labspace_first_look },
        .units = true,
        .brush = BRUSH_NONE,
        .hover_network = -1,
        .hover_layer = -1,
        .hover_step = -1,
        .class_count = 2,
    };
    LabSpec *spec = memory_get(sizeof *spec);
    lab_preset_spec(&lab_presets[0], spec);
    labspace_open(space, spec);
    free(spec);
}

void labspace_finish(LabSpace *space)
{
    study_destroy(space->study);
    worker_destroy(space->worker);
    session_destroy(space->session);
    free(space->own_shot);
    free(space->given);
    for (size_t i = 0; i < space->pasts.count; i++) {
        free(space->pasts.items[i]);
    }
    array_free(&space->pasts);
    *space = (LabSpace){ .worker = NULL };
}

static void give_ids(LabSpace *space)
{
    LabSpec *spec = &space->wish.spec;
    for (int i = 0; i < spec->network_count; i++) {
        spec->ids[i] = spec->ids[i] ? spec->ids[i] : ++space->next_id;
    }
}

void labspace_open(LabSpace *space, const LabSpec *spec)
{
    space->wish.spec = *spec;
    memset(space->wish.spec.ids, 0, sizeof space->wish.spec.ids);
    lab_wish_unpaint(&space->wish);
    space->wish.playing = false;
    space->wish.look.zoom_layer = -1;
    space->wish.look.unit = 0;
    space->pinned = space->pointed = (LabUnitPlace){ .unit = 0 };
    space->map = (LabMapPlace){ .channel = 0 };
    space->wish.look.best = 0;
    space->wish.seek = 0; // of the lab before
    space->wish.seek_epochs = false;
    space->wish.restarts++;
    space->wish.changes = NULL;
    space->wish.change_count = 0;
    space->selected = 0;
    space->added = 0;
    space->zoom_network = 0;
    // On an empty canvas there is nothing else to do.
    space->brush = spec->data.kind == DATA_CANVAS ? 0 : BRUSH_NONE;
    space->asks = false;
    give_ids(space);
    labspace_changed(space);
}

void labspace_start(LabSpace *space, JobWake *wake, void *context)
{
    if (!space->worker) {
        space->worker = worker_create(MEMORY_BUDGET, wake, context);
    }
}

void labspace_study(LabSpace *space, StudyKind kind, JobWake *wake, void *context)
{
    study_destroy(space->study);
    space->study =
        kind < STUDY_COUNT ? study_create(kind, space->wish.spec.shared.seed, wake, context) : NULL;
}

void labspace_changed(LabSpace *space)
{
    space->wish_version++;
}

bool labspace_given(const LabSpace *space)
{
    return space->given_version == space->wish_version;
}

void labspace_play(LabSpace *space, bool play)
{
    play = play && !lab_wish_awaits_points(&space->wish); // there is nothing to train yet
    space->wish.plays += play;
    space->wish.playing = play;
    labspace_changed(space);
}

static void answered(LabSpace *space)
{
    space->opened = space->wish.restarts;
    space->went = space->wish.seeks;
}

static void show(LabSpace *space, const LabShot *shot)
{
    space->shot = shot;
    space->shot_version++;
    if (shot->ended && shot->serial == space->wish.serial && labspace_given(space) &&
        space->wish.playing) {
        labspace_play(space, false);
    }
    space->class_count = shot->classes;
    if (shot->serial == space->wish.serial && labspace_given(space) && !shot->busy) {
        answered(space);
    }
}

static void give(LabSpace *space)
{
    if (!labspace_given(space)) {
        space->wish.look.surface = space->wish.playing ? SURFACE_MOVING : SURFACE_RESTING;
        space->wish.epochs = space->wish.spec.epochs;
        space->wish.serial = worker_wish(space->worker, &space->wish);
        const bool first = !space->given;
        space->given = first ? memory_get(sizeof *space->given) : space->given;
        if (first || space->given->restarts != space->wish.restarts ||
            !lab_wish_same_data(space->given, &space->wish)) {
            space->anew = space->wish.serial;
        }
        *space->given = space->wish;
        space->given_version = space->wish_version;
    }
}

bool labspace_update(LabSpace *space)
{
    if (!space->worker) {
        return false;
    }
    give(space);
    const LabShot *shot = worker_take(space->worker);
    const bool news = shot && shot != space->shot; // a newer one lies in another buffer
    if (news) {
        show(space, shot);
        give(space); // a lab that has ended rests: its surfaces are wanted finely, at once
    }
    return news;
}

// A session of its own works towards what is wished; true when it is there, and shown.
static bool compute(LabSpace *space, double budget_s)
{
    if (session_work(space->session, budget_s, NULL)) {
        return false;
    }
    session_shot(space->session, space->own_shot, true);
    show(space, space->own_shot);
    answered(space);
    return true;
}

static void compute_towards(LabSpace *space, long step, bool epochs)
{
    if (!space->session) {
        space->session = session_create(MEMORY_BUDGET, 0);
        space->own_shot = memory_get(sizeof *space->own_shot);
    }
    space->wish.seeks++;
    space->wish.seek = step;
    space->wish.seek_epochs = epochs;
    session_wish(space->session, &space->wish);
}

void labspace_compute(LabSpace *space, long epochs, long step)
{
    compute_towards(space, step >= 0 ? step : epochs, step < 0);
    while (!compute(space, RENDER_SLICE_S)) {
    }
}

bool labspace_approach(LabSpace *space, long step, double budget_s)
{
    space->wish.look.surface =
        SURFACE_MOVING; // as while it plays: finer ones cost more than training
    if (!space->approaches || space->wish.seek_epochs || space->wish.seek != step) {
        compute_towards(space, step, false);
    }
    space->approaches = !compute(space, budget_s);
    return !space->approaches;
}

long labspace_last_step(const LabSpace *space)
{
    const LabShot *shot = space->shot;
    long last = shot ? shot->end : 0;
    for (int i = 0; shot && i < shot->network_count; i++) {
        const long steps = shot->networks[i].epoch_steps * space->wish.spec.epochs;
        last = steps > last ? steps : last;
    }
    return last;
}

void labspace_set_picture(LabSpace *space, LabPicture picture)
{
    space->picture = picture;
    space->wish.look.maps = picture == LAB_PICTURE_MAPS;
    space->wish.look.units = picture == LAB_PICTURE_WIRING && space->units;
    labspace_changed(space);
}

// Most presets differ in what needs no reading: every frame asks.
static bool may_be(const LabPreset *preset, const LabSpec *spec)
{
    int networks = 0;
    while (networks < LAB_NETWORKS_MAX && preset->networks[networks]) {
        networks++;
    }
    return preset->epochs == spec->epochs && networks == spec->network_count;
}

const LabPreset *labspace_preset(const LabSpace *space)
{
    const LabPreset *preset = NULL;
    LabSpec *spec = memory_get(sizeof *spec);
    for (int i = 0; i < lab_preset_count && !space->wish.painted && !preset; i++) {
        if (may_be(&lab_presets[i], &space->wish.spec)) {
            lab_preset_spec(&lab_presets[i], spec);
            preset = lab_spec_equal(spec, &space->wish.spec) ? &lab_presets[i] : NULL;
        }
    }
    free(spec);
    return preset;
}

const char *labspace_letter(int network)
{
    static const char *const letters[LAB_NETWORKS_MAX] = { "A", "B", "C", "D", "E", "F" };
    return letters[network];
}

Color labspace_letter_color(int network, const Theme *theme)
{
    static const int series[LAB_NETWORKS_MAX] = { 0, 1, 2, 5, 3, 4 }; // the farthest apart first
    return series_color(series[network], theme);
}

static int kind_of(const LabSpec *spec, int network)
{
    return (int)optim_kind(lab_network(spec, network).optimizer.optim);
}

static bool first_of_kind(const LabSpec *spec, int network)
{
    for (int i = 0; i < network; i++) {
        if (kind_of(spec, i) == kind_of(spec, network)) {
            return false;
        }
    }
    return true;
}

// Whether the networks are compared by their optimizers: each has another kind, whatever else they
// differ in; or it is these alone that they differ in. So what is set besides, and networks that
// come double or go, leave the others' colours as they are.
static bool by_optimizer(const LabSpec *spec)
{
    int kinds = 0;
    for (int i = 0; i < spec->network_count; i++) {
        kinds += first_of_kind(spec, i);
    }
    return kinds > 1 &&
           (kinds == spec->network_count || lab_apart(spec) == SETTING_BIT(NET_OPTIMIZER));
}

// Whether it has the series of its kind: those that come after another of the same kind have not,
// nor have kinds beyond the looks there are.
static bool has_own_series(const LabSpec *spec, int network)
{
    return first_of_kind(spec, network) && kind_of(spec, network) < OPTIM_LOOKS;
}

// The series of a network's colour: its optimizer's, or one that none of the others has.
static int optimizer_series(const LabSpec *spec, int network)
{
    static_assert((int)SERIES_COLOR_COUNT == (int)OPTIM_LOOKS, "a series for each look");
    unsigned taken = 0;
    int others = 0; // before it, without one of their own
    if (has_own_series(spec, network)) {
        return kind_of(spec, network);
    }
    for (int i = 0; i < spec->network_count; i++) {
        const bool own = has_own_series(spec, i);
        taken |= own ? 1u << kind_of(spec, i) : 0;
        others += i < network && !own;
    }
    int series = OPTIM_CLASSIC_COUNT;
    while ((taken >> series & 1) || others-- > 0) {
        series = (series + 1) % OPTIM_LOOKS;
    }
    return series;
}

Color labspace_color(const LabSpace *space, int network, const Theme *theme)
{
    const LabSpec *spec = &space->wish.spec;
    if (network < spec->network_count && by_optimizer(spec)) {
        return series_color(optimizer_series(spec, network), theme);
    }
    return labspace_letter_color(network, theme);
}
