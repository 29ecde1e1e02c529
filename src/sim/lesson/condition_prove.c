// A race is one computation. A lab goes from stop to stop: wherever a condition asks for what
// snapshots alone show, and at its end. Networks that nobody speaks of are left out; the others do
// the same without them.
#include "sim/lesson/condition_prove.h"

#include "base/array.h"
#include "sim/lesson/condition_holds.h"
#include "sim/race/scene_points.h"
#include "sim/train/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Proving {
    int count;
    ConditionWatch **watches; // [count]
    Proof *proofs;            // [count]
} Proving;

static void keep(Proving *proving, int i, Truth truth)
{
    proving->proofs[i].truth = truth;
    memcpy(proving->proofs[i].found, condition_found(proving->watches[i]), CONDITION_FOUND_MAX);
}

// ---- a race

enum { POINTS_MAX = 160 };

static void ask_race(Proving *proving, const Subject *subject, const Race *race,
                     const Objective *objective, Scratch *scratch)
{
    const Scene *scene = &subject->scene;
    Stationary points[POINTS_MAX];
    double minima[POINTS_MAX][2];
    const ScenePoints known =
        scene_points(scene, objective, scratch, SCENE_POINTS_SIDE, points, POINTS_MAX);
    const int count = scene_minima(scene, objective, scratch, points, known.count, minima);
    const RaceView view = {
        .scene = scene,
        .race = race,
        .goal = { scene_distance(scene), scene->params, (const double(*)[2])minima, count, 1 },
        .lowest = known.lowest,
        .tolerance = subject->scene_show.within,
        .step = scene->steps,
        .end = scene->steps,
    };
    for (int i = 0; i < proving->count; i++) {
        keep(proving, i, condition_of_race(proving->watches[i], &view, INFINITY));
    }
}

static bool prove_race(Proving *proving, const Subject *subject, Error *err)
{
    Arena arena = { 0 };
    Formula formula;
    const bool compiled = scene_compile(&subject->scene, &formula, &arena, err);
    if (compiled) {
        const Objective *objective =
            scene_objective(&subject->scene, &formula, arena_alloc(&arena, OBJECTIVE_ROOM));
        Race *race = race_create();
        Scratch *scratch = scratch_create();
        race_start(race, &subject->scene, objective);
        race_advance(race, INFINITY);
        ask_race(proving, subject, race, objective, scratch);
        scratch_destroy(scratch);
        race_destroy(race);
    }
    arena_free(&arena);
    return compiled;
}

// ---- where a lab is looked at

// A step that all networks come to, or an epoch's end, each its own.
typedef struct Stop {
    bool epoch;
    long count;
    long step; // of the first network: their order
} Stop;

typedef Array(Stop) Stops;

static void add_when(Stops *stops, const When *when)
{
    if (when->kind == WHEN_AT) {
        array_push(stops, ((Stop){ when->epoch, when->step, 0 }));
    }
}

static bool of_curve(const Amount *amount)
{
    return amount->layer == LAYER_WHOLE && amount->quantity->series >= 0;
}

// Every epoch's end, for what no curve keeps.
static bool asks_every_epoch(const Part *part)
{
    return part_ranges(part) && (part->kind == PART_VERDICT || !of_curve(&part->left) ||
                                 (part->of && !part->has_when && !of_curve(&part->right)));
}

static bool add_stops(Stops *stops, const Condition *condition)
{
    bool every = false;
    for (int i = 0; i < condition->count; i++) {
        const Part *part = &condition->parts[i];
        add_when(stops, &part->when);
        if (part->has_when) {
            add_when(stops, &part->right_when);
        }
        every = every || asks_every_epoch(part);
    }
    return every;
}

static int by_step(const void *a, const void *b)
{
    const Stop *s = a, *t = b;
    return (s->step > t->step) - (s->step < t->step);
}

static void sort_stops(Stops *stops, long epoch_steps)
{
    for (size_t i = 0; i < stops->count; i++) {
        Stop *stop = &stops->items[i];
        stop->step = stop->epoch ? stop->count * epoch_steps : stop->count;
    }
    if (stops->count > 0) {
        qsort(stops->items, stops->count, sizeof stops->items[0], by_step);
    }
}

// ---- whom it is about

static unsigned networks_of(const Condition *condition, const LabSpec *spec)
{
    unsigned bits = 0;
    for (int i = 0; i < condition->count; i++) {
        const Part *part = &condition->parts[i];
        const int left = who_of_lab(&part->left.who, spec, NULL);
        const int right = part->of ? who_of_lab(&part->right.who, spec, NULL) : -1;
        bits |= (left >= 0 ? 1u << left : 0) | (right >= 0 ? 1u << right : 0);
    }
    return bits;
}

// A lab's wish of these networks alone, known by their places + 1; with their changes, which are to
// be freed.
static LabChange *wish_for(const Subject *subject, unsigned bits, LabWish *wish)
{
    const LabSpec *spec = &subject->lab;
    const LabPast *past = &subject->past;
    LabChange *changes = memory_get(sizeof *changes * (size_t)(past->change_count + 1));
    *wish = (LabWish){ .spec = *spec,
                       .painted = past->painted,
                       .painted_classes = past->painted_classes,
                       .points = past->points,
                       .speed = INFINITY,
                       .epochs = spec->epochs,
                       .seeks = 1,
                       .look.zoom_layer = -1,
                       .changes = changes,
                       .serial = 1 };
    int count = 0;
    for (int i = 0; i < spec->network_count; i++) {
        if (!(bits & 1u << i)) {
            continue;
        }
        wish->spec.networks[count] = spec->networks[i];
        memcpy(wish->spec.names[count], spec->names[i], sizeof spec->names[i]);
        wish->spec.ids[count] = (uint32_t)i + 1;
        for (int k = 0; k < past->change_count; k++) {
            if (past->changes[k].network == i) {
                changes[wish->change_count] = past->changes[k];
                changes[wish->change_count++].network = count;
            }
        }
        count++;
    }
    wish->spec.network_count = count;
    return changes;
}

// ---- a lab

typedef struct LabProof {
    Proving *proving;
    Session *session;
    LabWish *wish;
    LabShot *shot;
    LabSpec *spec; // all networks, with their ids
} LabProof;

static void go_to(LabProof *proof, const Stop *stop)
{
    proof->wish->seeks++;
    proof->wish->serial++;
    proof->wish->seek = stop->count;
    proof->wish->seek_epochs = stop->epoch;
    session_wish(proof->session, proof->wish);
    while (session_work(proof->session, INFINITY, NULL)) {
    }
    session_shot(proof->session, proof->shot, true);
}

static void ask_shot(LabProof *proof)
{
    const LabView view = { proof->spec, proof->shot };
    for (int i = 0; i < proof->proving->count; i++) {
        keep(proof->proving, i, condition_of_shot(proof->proving->watches[i], &view));
    }
}

// Of the network that makes most of them.
static long last_step(const LabShot *shot, long epochs)
{
    long last = 0;
    for (int i = 0; i < shot->network_count; i++) {
        const long steps = shot->networks[i].epoch_steps * epochs;
        last = steps > last ? steps : last;
    }
    return last;
}

static bool prove_stops(LabProof *proof, Stops *stops, bool every, Error *err)
{
    const Stop begin = { true, 0, 0 };
    go_to(proof, &begin);
    if (proof->shot->error.text[0]) {
        return fail_said(err, -1, proof->shot->error.text);
    }
    const long epochs = proof->spec->epochs;
    const Stop end = { true, epochs, 0 };
    for (long epoch = 0; every && epoch < epochs; epoch++) {
        array_push(stops, ((Stop){ true, epoch, 0 }));
    }
    sort_stops(stops, proof->shot->networks[0].epoch_steps);
    const long last = last_step(proof->shot, epochs);
    for (size_t i = 0; i < stops->count; i++) {
        const Stop *stop = &stops->items[i];
        const bool again = i > 0 && stop->epoch == stop[-1].epoch && stop->count == stop[-1].count;
        if (!again && (stop->epoch || stop->count <= last)) { // beyond the end nobody comes
            go_to(proof, stop);
            ask_shot(proof);
        }
    }
    go_to(proof, &end);
    ask_shot(proof);
    return true;
}

enum { MEMORY_BUDGET = 1 << 24 }; // of states to go back to, which seldom happens

static bool prove_lab(Proving *proving, const Subject *subject, int threads, Error *err)
{
    Stops stops = { 0 };
    unsigned bits = 0;
    bool every = false;
    for (int i = 0; i < proving->count; i++) {
        const Condition *condition = proving->watches[i]->condition;
        bits |= networks_of(condition, &subject->lab);
        every = add_stops(&stops, condition) || every;
    }
    LabProof proof = { .proving = proving,
                       .session = session_create(MEMORY_BUDGET, threads),
                       .wish = memory_get(sizeof *proof.wish),
                       .shot = memory_get(sizeof *proof.shot),
                       .spec = memory_get(sizeof *proof.spec) };
    *proof.spec = subject->lab;
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        proof.spec->ids[i] = (uint32_t)i + 1;
    }
    LabChange *changes = wish_for(subject, bits, proof.wish);
    const bool good = prove_stops(&proof, &stops, every, err);
    session_destroy(proof.session);
    array_free(&stops);
    free(changes);
    free(proof.wish);
    free(proof.shot);
    free(proof.spec);
    return good;
}

bool condition_prove(const Subject *subject, const Condition *const *conditions, int count,
                     int threads, Proof *proofs, Error *err)
{
    Proving proving = { count, memory_get(sizeof(ConditionWatch *) * (size_t)count), proofs };
    for (int i = 0; i < count; i++) {
        proving.watches[i] = condition_watch_create(conditions[i]);
        proving.watches[i]->keeps = true;
        proofs[i] = (Proof){ .truth = TRUTH_NOT_YET };
    }
    const bool good =
        count == 0 || (subject->kind == SUBJECT_SCENE ? prove_race(&proving, subject, err)
                                                      : prove_lab(&proving, subject, threads, err));
    for (int i = 0; i < count; i++) {
        condition_watch_destroy(proving.watches[i]);
    }
    free(proving.watches);
    return good;
}
