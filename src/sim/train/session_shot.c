// A snapshot: what was seen and the numbers of the moment, copied out. Only what is filled is
// copied, so that a snapshot of small networks costs little.
#include "sim/train/session_looks.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// ---- a network

static void copy_list(SeriesList *to, const SeriesList *from)
{
    to->count = from->count;
    to->stride = from->stride;
    to->spacing = from->spacing;
    memcpy(to->points, from->points, sizeof from->points[0] * (size_t)from->count);
}

#define COPY(to, from, count) memcpy(to, from, sizeof(from)[0] * (size_t)(count))

static void copy_layers(const NetShot *from, NetShot *to)
{
    memcpy(to->held_count, from->held_count, sizeof to->held_count);
    for (int kind = 0; kind <= INSPECT_WEIGHTS; kind++) {
        COPY(to->held[kind], from->held[kind], from->held_count[kind]);
    }
    to->layer_count = from->layer_count;
    COPY(to->sights, from->sights, from->layer_count);
    COPY(to->stats, from->stats, from->layer_count);
    COPY(to->counts, from->counts, from->layer_count);
    COPY(to->low_of, from->low_of, from->layer_count);
    COPY(to->high_of, from->high_of, from->layer_count);
    to->flag_count = from->flag_count;
    COPY(to->unit_flags, from->unit_flags, from->flag_count);
}

static void copy_norms(const LabNorms *from, LabNorms *to)
{
    to->count = from->count;
    to->used = from->used;
    COPY(to->norms, from->norms, from->count);
    COPY(to->values, from->values, from->used);
}

static void copy_maps(const LabMaps *from, LabMaps *to)
{
    to->any = from->any;
    to->row = from->row;
    to->said = from->said;
    to->share = from->share;
    to->map_count = from->map_count;
    to->used = from->used;
    COPY(to->maps, from->maps, from->map_count);
    COPY(to->values, from->values, from->used);
    to->filter_count = from->filter_count;
    to->filters_used = from->filters_used;
    COPY(to->filters, from->filters, from->filter_count);
    COPY(to->filter_values, from->filter_values, from->filters_used);
}

static void copy_units(const LabUnits *from, LabUnits *to)
{
    to->count = from->count;
    COPY(to->layers, from->layers, from->count);
}

static void copy_unit(const LabUnit *from, LabUnit *to)
{
    to->network = from->network;
    to->layer = from->layer;
    to->unit = from->unit;
    to->side = from->side;
    to->most = from->most;
    to->count = from->count;
    COPY(to->values, from->values, from->count);
}

static void copy_batch(const LabBatch *from, LabBatch *to, bool pictures)
{
    to->step = from->step;
    to->moved = from->moved;
    to->rows = from->rows;
    to->count = from->count;
    COPY(to->made, from->made, from->count);
    COPY(to->pixels, from->pixels, pictures ? from->count : 0);
}

static void copy_bands(const LabBands *from, LabBands *to)
{
    to->kind = from->kind;
    to->layer_count = from->layer_count;
    COPY(to->sights, from->sights, from->layer_count);
    to->stride = from->stride;
    to->count = from->count;
    COPY(to->points, from->points, from->count);
}

static void copy_seen(const Session *session, const SessionNet *net, NetShot *to)
{
    const NetShot *from = &net->shot;
    const int classes = session->data->set.classes;
    copy_layers(from, to);
    to->judgement.signal = from->judgement.signal;
    to->surface_side = 0;
    if (session_seen(session, net, LOOK_SURFACE)) {
        const size_t cells = (size_t)from->surface_side * (size_t)from->surface_side;
        to->surface_side = from->surface_side;
        memcpy(to->surface_class, from->surface_class, cells);
        memcpy(to->surface_value, from->surface_value, cells * sizeof from->surface_value[0]);
        to->surface_spread = from->surface_spread;
        to->spread_most = from->spread_most;
    }
    if (session_seen(session, net, LOOK_CURVE)) {
        to->curve = from->curve;
    }
    if (session_seen(session, net, LOOK_ARROWS)) {
        to->arrows.count = from->arrows.count;
        to->arrows.step = from->arrows.step;
        to->arrows.tried = from->arrows.tried;
        to->arrows.loss = from->arrows.loss;
        to->arrows.right = from->arrows.right;
        COPY(to->arrows.items, from->arrows.items, from->arrows.count);
    }
    to->zoom_units = 0;
    if (session_seen(session, net, LOOK_ZOOM)) {
        to->zoom_all = from->zoom_all;
        to->zoom_units = from->zoom_units;
        to->zoom_low = from->zoom_low;
        to->zoom_high = from->zoom_high;
        memcpy(to->zoom, from->zoom, sizeof from->zoom[0] * (size_t)from->zoom_units);
    }
    memcpy(to->confusion, from->confusion,
           sizeof from->confusion[0] * (size_t)classes * (size_t)classes);
    to->confusion_validation = from->confusion_validation;
    memcpy(to->sample_said, from->sample_said, sizeof to->sample_said);
    memcpy(to->sample_share, from->sample_share, sizeof to->sample_share);
}

// Nothing of what is only there while it is wished for.
static void shoot_no_looks(LabShot *shot)
{
    shot->unit.network = -1;
    for (int i = 0; i < shot->network_count; i++) {
        shot->maps[i].any = false;
        shot->units[i].count = 0;
        shot->bands[i].count = 0;
        NetShot *net = &shot->networks[i];
        net->surface_spread = net->masks = net->best = false;
        net->curve.any = net->curve.spread = false;
        net->arrows.count = 0;
    }
}

static size_t matrix_size(const LayerPlan *plan)
{
    const LayerMatrix matrix = layer_matrix(plan);
    return (size_t)matrix.in * (size_t)matrix.out;
}

static void copy_weights(const Net *net, NetShot *to)
{
    size_t total = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        total += layer_role(plan->kind) == ROLE_WEIGHTS ? matrix_size(plan) : 0;
    }
    to->weight_total = total <= SHOT_WEIGHTS_MAX ? (int)total : 0;
    float *weights = to->weights;
    for (int i = 0; i < net->layer_count && to->weight_total > 0; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (layer_role(plan->kind) == ROLE_WEIGHTS) {
            double weight[SHOT_WEIGHTS_MAX];
            net_get_weight(net, i, net->params, weight);
            for (size_t k = 0; k < matrix_size(plan); k++) {
                *weights++ = (float)weight[k];
            }
        }
    }
}

// ... as they are shown. Large networks, of which none are, need not be as they were for that.
static void shoot_weights(const Session *session, SessionNet *net, NetShot *to)
{
    Learner *learner = &net->time->epochs.train->learner;
    Net room;
    // With biases and norms.
    const bool small = learner->net.weight_count <= (size_t)4 * SHOT_WEIGHTS_MAX;
    if (small) {
        session_borrow_best(session, net);
    }
    copy_weights(learner_shown(learner, &room), to);
    session_give_back(net);
}

// One that waits is called by the settings with which it was lost.
static void name_net(const Session *session, const SessionNet *net, NetShot *shot)
{
    LabSpec spec = session->done.spec;
    const SettingBits own = spec.networks[net->place].own;
    if (net->waiting) {
        spec.networks[net->place] = shot->spec;
        spec.networks[net->place].own = own;
    }
    lab_name(&spec, net->place, shot->name, sizeof shot->name);
}

// The best epoch so far, and its scores if it is what one sees.
static void shoot_best(const Session *session, const SessionNet *net, NetShot *shot)
{
    const Best *best = &net->time->epochs.now.best;
    shot->best_step = best->step;
    shot->best_epoch = best->step / net->time->epochs.train->epoch_steps;
    shot->best_loss = best->step > 0 ? best->validation.loss : (double)NAN;
    shot->best = session_shows_best(session, net);
    if (shot->best) {
        shot->train = best->train;
        shot->validation = best->validation;
    }
}

static void shoot_net(const Session *session, const SessionNet *net, NetShot *shot)
{
    const Timeline *time = net->time;
    const Train *train = time->epochs.train;
    const Moment *now = &time->epochs.now;
    shot->id = net->id;
    shot->spec = net->waiting ? *timeline_spec(time) : net->spec;
    shot->barred[0] = '\0';
    name_net(session, net, shot);
    shot->loss = train->loss;
    shot->outputs = train->outputs;
    shot->step = now->step;
    shot->weight_count = train->learner.net.weight_count;
    shot->masks = train_has_masks(train);
    shot->lost = now->lost;
    shot->stopped = now->stopped;
    shot->lost_step = now->lost ? now->lost_step : 0;
    shot->lost_at = time->lost_at < LONG_MAX ? time->lost_at : -1;
    shot->waits = net->waiting;
    shot->well_step = net->waiting ? timeline_well(time) : 0;
    shot->epoch = train_epoch(train);
    shot->epoch_steps = train->epoch_steps;
    shot->last = now->last;
    shot->train = now->train;
    shot->validation = now->validation;
    shoot_best(session, net, shot);
    copy_list(&shot->series.steps, &time->series.steps);
    copy_list(&shot->series.epochs, &time->series.epochs);
    copy_seen(session, net, shot);
    judge_learning(train, &now->course, &shot->judgement.signal, now->step, now->lost,
                   now->lost_step, &shot->judgement.learning);
    judge_together(&shot->judgement);
}

// Of one that could not begin.
static void shoot_barred(const Session *session, int place, NetShot *shot)
{
    const LabSpec *spec = &session->done.spec;
    const LearnStep none = { .loss = NAN, .grad_norm = NAN, .update_ratio = NAN };
    memset(shot, 0, sizeof *shot);
    shot->id = spec->ids[place];
    shot->spec = lab_network(spec, place);
    lab_name(spec, place, shot->name, sizeof shot->name);
    snprintf(shot->barred, sizeof shot->barred, "%s", session->barred[place].text);
    shot->stopped = true;
    shot->lost_at = -1;
    shot->epoch_steps =
        session->net_count > 0 ? session->nets[0]->time->epochs.train->epoch_steps : 1;
    shot->last = none;
    shot->train = shot->validation = (TrainScore){ NAN, NAN };
}

// ---- the whole

static long bound_of(const Session *session)
{
    long bound = 0;
    for (int i = 0; i < session->net_count; i++) {
        const SessionNet *net = session->nets[i];
        const long at = session->seeking ? net->target : net->time->epochs.now.step;
        bound = at > bound ? at : bound;
    }
    return bound;
}

// What there is while it is wished for.
static void shoot_looks(const Session *session, const SessionNet *net, LabShot *shot)
{
    copy_norms(&net->norms, &shot->norms[net->place]);
    shot->batch[net->place].count = 0;
    if (session_seen(session, net, LOOK_BATCH)) {
        copy_batch(&net->batch, &shot->batch[net->place], session->data->sample_count > 0);
    }
    if (session_seen(session, net, LOOK_MAPS)) {
        copy_maps(&net->maps, &shot->maps[net->place]);
    }
    if (session_seen(session, net, LOOK_UNITS)) {
        copy_units(&net->units, &shot->units[net->place]);
    }
    if (session_seen(session, net, LOOK_UNIT)) {
        copy_unit(&net->unit, &shot->unit);
    }
    const InspectKind kind = session->wish.look.kind;
    if (session->wish.look.bands) {
        copy_bands(&net->bands[kind], &shot->bands[net->place]);
    }
}

void session_shot(Session *session, LabShot *shot, bool all)
{
    shot->serial = session->wish.serial;
    shot->ended = session_ended(session);
    shot->playing = session->wish.playing && !shot->ended;
    shot->busy = session->seeking;
    shot->goal = session_goal(session);
    shot->steps_per_s = session_speed(session);
    shot->left_s = session_left_s(session);
    shot->samples_per_s = session->rate;
    shot->error = session->refused.error;
    shot->error_network = session->refused.network;
    shot->held = session->held;
    shot->error_batch = session->refused.batch;
    shot->network_count = session->begun ? session->done.spec.network_count : 0;
    shot->step = shot->end = 0;
    shot->bound = bound_of(session);
    shoot_no_looks(shot);
    for (int i = 0; i < shot->network_count; i++) {
        if (session->barred[i].text[0]) {
            shoot_barred(session, i, &shot->networks[i]);
            shot->norms[i].count = shot->norms[i].used = 0;
            shot->batch[i].count = 0;
        }
    }
    if (!session->data) {
        session_shoot_nothing(session, shot);
        return;
    }
    if (all) {
        session_refresh(session, NULL);
    } else {
        session_look(session);
    }
    session_shoot_data(session, shot);
    if (session->no_data) { // those that are painted, not those before
        shot->points = session->done.points;
        shot->rows = shot->points.count;
        shot->train_count = 0;
    }
    session_shoot_changes(session, shot);
    session_shoot_layers(session, shot);
    for (int i = 0; i < session->net_count; i++) {
        SessionNet *net = session->nets[i];
        const Moment *now = &net->time->epochs.now;
        shot->step = now->step > shot->step ? now->step : shot->step;
        shot->end = net->time->end > shot->end ? net->time->end : shot->end;
        session_cut_bands(net);
        shoot_net(session, net, &shot->networks[net->place]);
        shoot_looks(session, net, shot);
        shoot_weights(session, net, &shot->networks[net->place]);
    }
}
