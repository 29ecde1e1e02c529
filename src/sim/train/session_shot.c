// A snapshot: what was seen and the numbers of the moment, copied out. Only what is filled is
// copied, so that a snapshot of small networks costs little.
#include "sim/train/session_parts.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// ---- the scales of layers

// Values reaching further than SANE are those of a network that explodes; they are cut where they
// would flatten the others. See NetShot.
static const double SANE = 10, OUTLIER = 4;
static const double CUT_LEAST[INSPECT_COUNT] = {
    [INSPECT_ACTIVATIONS] = 1,
    [INSPECT_GRADIENTS] = 0.001,
    [INSPECT_WEIGHTS] = 0.1,
};

// The networks [first, end) that set a scale together: those that are not lost; all, if all are.
typedef struct Company {
    const Session *session;
    int first, end;
    bool all_lost;
} Company;

static Company company_of(const Session *session, int first, int end)
{
    Company company = { session, first, end, true };
    for (int i = first; i < end; i++) {
        company.all_lost = company.all_lost && session->nets[i]->time->epochs.now.lost;
    }
    return company;
}

static bool has_say(const Company *company, int i)
{
    return company->all_lost || !company->session->nets[i]->time->epochs.now.lost;
}

static void even_scale(const Company *company, InspectKind kind, int layer, double *low,
                       double *high)
{
    double sane = -1; // how far the furthest of the sane reaches
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = company->first; i < company->end; i++) {
        const Inspect *inspect = company->session->nets[i]->inspect;
        if (has_say(company, i) && layer < inspect_layers(inspect, kind)) {
            double from, to;
            inspect_range(inspect, kind, layer, &from, &to);
            *low = fmin(*low, from);
            *high = fmax(*high, to);
            const double reach = fmax(fabs(from), fabs(to));
            sane = reach <= SANE ? fmax(sane, reach) : sane;
        }
    }
    if (sane >= 0 && fmax(fabs(*low), fabs(*high)) > SANE) {
        const double most = fmax(OUTLIER * sane, CUT_LEAST[kind]);
        *low = fmax(*low, -most);
        *high = fmin(*high, most);
    }
    if (!(*low < *high)) {
        *low = -1;
        *high = 1;
    }
}

static void log_scale(const Company *company, double *low, double *high)
{
    *low = INFINITY;
    *high = 0;
    for (int i = company->first; i < company->end; i++) {
        const SessionNet *net = company->session->nets[i];
        if (has_say(company, i) && net->has_magnitudes) {
            *low = fmin(*low, net->magnitudes[0]);
            *high = fmax(*high, net->magnitudes[1]);
        }
    }
    if (!(*low < *high)) { // nothing but zeros
        *low = 0.1;
        *high = 1;
    }
}

// Gives the networks of a company their scale.
static void set_scales(const Company *company, bool log, InspectKind kind, int layers)
{
    double low = 0, high = 0;
    if (log) {
        log_scale(company, &low, &high);
    }
    for (int k = 0; k < layers; k++) {
        if (!log) {
            even_scale(company, kind, k, &low, &high);
        }
        for (int i = company->first; i < company->end; i++) {
            company->session->nets[i]->shot.low_of[k] = low;
            company->session->nets[i]->shot.high_of[k] = high;
        }
    }
}

// What lies outside counts in the outer bins.
static void bin_even(SessionNet *net, InspectKind kind, int layer, double low, double high)
{
    uint32_t *counts = net->shot.counts[layer];
    const LayerStats *stats = &net->shot.stats[layer];
    inspect_histogram(net->inspect, kind, layer, low, high, SHOT_BINS, counts);
    size_t inside = 0;
    for (int b = 0; b < SHOT_BINS; b++) {
        inside += counts[b];
    }
    const uint32_t outside = inside < stats->count ? (uint32_t)(stats->count - inside) : 0;
    uint32_t below = 0;
    if (outside > 0 && stats->min < low) {
        const double under = stats->min - fabs(stats->min) - 1;
        const double edge = nextafter(low, -INFINITY);
        inspect_histogram(net->inspect, kind, layer, under, edge, 1, &below);
        below = below < outside ? below : outside;
    }
    counts[0] += below;
    counts[SHOT_BINS - 1] += outside - below;
}

// The counts of what was inspected, again if it or the scale has changed.
static void bin_net(SessionNet *net, InspectKind kind, bool log)
{
    NetShot *shot = &net->shot;
    const bool same =
        net->binned == net->seen[LOOK_INSIDE] && net->binned_kind == kind && net->binned_log == log;
    for (int k = 0; k < shot->layer_count; k++) {
        const double low = shot->low_of[k], high = shot->high_of[k];
        if (same && net->binned_low[k] == low && net->binned_high[k] == high) {
            continue;
        }
        if (log) {
            inspect_log_histogram(net->inspect, kind, k, low, high, SHOT_BINS, shot->counts[k]);
        } else {
            bin_even(net, kind, k, low, high);
        }
        net->binned_low[k] = low;
        net->binned_high[k] = high;
    }
    net->binned = net->seen[LOOK_INSIDE];
    net->binned_kind = kind;
    net->binned_log = log;
}

static void shoot_layers(const Session *session, LabShot *shot)
{
    const LabLook *look = &session->wish.look;
    const int nets = session->net_count;
    shot->kind = look->kind;
    shot->log = look->log[look->kind];
    shot->layers_shown = 0;
    for (int i = 0; i < nets; i++) {
        const int layers = session->nets[i]->shot.layer_count;
        shot->layers_shown = layers > shot->layers_shown ? layers : shot->layers_shown;
    }
    for (int i = 0; i < nets; i += look->own ? 1 : nets) {
        const Company company = company_of(session, i, look->own ? i + 1 : nets);
        set_scales(&company, shot->log, shot->kind, shot->layers_shown);
    }
    for (int i = 0; i < nets; i++) {
        bin_net(session->nets[i], shot->kind, shot->log);
    }
}

// ---- a network

static void copy_list(SeriesList *to, const SeriesList *from)
{
    to->count = from->count;
    to->stride = from->stride;
    to->spacing = from->spacing;
    memcpy(to->points, from->points, sizeof from->points[0] * (size_t)from->count);
}

static void copy_seen(const Session *session, const SessionNet *net, NetShot *to)
{
    const NetShot *from = &net->shot;
    const int classes = session->data->set.classes;
    to->layer_count = from->layer_count;
    memcpy(to->stats, from->stats, sizeof to->stats);
    memcpy(to->counts, from->counts, sizeof to->counts);
    memcpy(to->low_of, from->low_of, sizeof to->low_of);
    memcpy(to->high_of, from->high_of, sizeof to->high_of);
    memcpy(to->unit_flags, from->unit_flags, sizeof to->unit_flags);
    to->judgement.signal = from->judgement.signal;
    to->surface_side = 0;
    if (session_seen(session, net, LOOK_SURFACE)) {
        const size_t cells = (size_t)from->surface_side * (size_t)from->surface_side;
        to->surface_side = from->surface_side;
        memcpy(to->surface_class, from->surface_class, cells);
        memcpy(to->surface_value, from->surface_value, cells * sizeof from->surface_value[0]);
    }
    to->zoom_units = 0;
    if (session_seen(session, net, LOOK_UNITS)) {
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

static void copy_weights(const Net *net, NetShot *to)
{
    size_t total = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        total += plan->kind == LAYER_DENSE ? (size_t)plan->in * (size_t)plan->out : 0;
    }
    to->weight_total = total <= SHOT_WEIGHTS_MAX ? (int)total : 0;
    float *weights = to->weights;
    for (int i = 0; i < net->layer_count && to->weight_total > 0; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (plan->kind == LAYER_DENSE) {
            double weight[SHOT_WEIGHTS_MAX];
            net_get_weight(net, i, net->params, weight);
            for (int k = 0; k < plan->in * plan->out; k++) {
                *weights++ = (float)weight[k];
            }
        }
    }
}

// One that waits is called by the settings with which it was lost.
static void name_net(const Session *session, int i, NetShot *shot)
{
    LabSpec spec = session->done.spec;
    const unsigned own = spec.networks[i].own;
    if (session->nets[i]->waiting) {
        spec.networks[i] = shot->spec;
        spec.networks[i].own = own;
    }
    lab_name(&spec, i, shot->name, sizeof shot->name);
}

static void shoot_net(const Session *session, int i, NetShot *shot)
{
    const SessionNet *net = session->nets[i];
    const Timeline *time = net->time;
    const Train *train = time->epochs.train;
    const Moment *now = &time->epochs.now;
    shot->spec = net->waiting ? *timeline_spec(time) : net->spec;
    name_net(session, i, shot);
    shot->loss = train->loss;
    shot->outputs = train->outputs;
    shot->step = now->step;
    shot->weight_count = train->learner.net.weight_count;
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
    copy_list(&shot->series.steps, &time->series.steps);
    copy_list(&shot->series.epochs, &time->series.epochs);
    copy_seen(session, net, shot);
    judge_learning(train, &now->course, &shot->judgement.signal, now->step, now->lost,
                   now->lost_step, &shot->judgement.learning);
    judge_together(&shot->judgement);
    copy_weights(&train->learner.net, shot);
}

// ---- the data

static void shoot_points(const Dataset *set, LabPoints *points)
{
    points->count = 0;
    if (set->features != 2) {
        return;
    }
    points->count = set->rows < LAB_POINTS_MAX ? set->rows : LAB_POINTS_MAX;
    for (int i = 0; i < points->count; i++) { // rows are in random order
        const int row = (int)((int64_t)i * set->rows / points->count);
        points->items[i] = (LabPoint){ .x = set->x[2 * row],
                                       .y = set->x[2 * row + 1],
                                       .target = set->target[row],
                                       .validation = row >= set->train_count };
    }
}

static void shoot_samples(const SessionData *data, LabShot *shot)
{
    const Dataset *set = &data->set;
    shot->sample_count = data->sample_count;
    shot->image_width = data->sample_count > 0 ? set->image_width : 0;
    shot->image_height = data->sample_count > 0 ? set->image_height : 0;
    for (int i = 0; i < data->sample_count; i++) {
        const float *x = set->x + (size_t)data->samples[i] * (size_t)set->features;
        for (int k = 0; k < set->image_width * set->image_height; k++) {
            shot->sample_pixels[i][k] = (uint8_t)lroundf(255 * clampf(x[k], 0, 1));
        }
        shot->sample_class[i] = (uint8_t)set->target[data->samples[i]];
    }
}

static void shoot_data(const SessionData *data, LabShot *shot)
{
    const Dataset *set = &data->set;
    shot->data_version = data->version;
    shot->rows = set->rows;
    shot->train_count = set->train_count;
    shot->features = set->features;
    shot->classes = set->classes;
    memcpy(shot->low, set->low, sizeof shot->low);
    memcpy(shot->high, set->high, sizeof shot->high);
    for (int k = 0; k < set->classes; k++) {
        if (set->class_names) {
            memcpy(shot->class_names[k], set->class_names[k], sizeof shot->class_names[k]);
        } else {
            snprintf(shot->class_names[k], sizeof shot->class_names[k], "%d", k);
        }
    }
    shoot_points(set, &shot->points);
    shoot_samples(data, shot);
}

static void shoot_nothing(LabShot *shot)
{
    shot->data_version = 0;
    shot->rows = shot->train_count = shot->features = shot->classes = 0;
    shot->points.count = shot->sample_count = shot->image_width = shot->image_height = 0;
    shot->layers_shown = 0;
    shot->kind = INSPECT_ACTIVATIONS;
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
    shot->error = session->error;
    shot->error_network = session->error_network;
    shot->error_batch = session->error_batch;
    shot->network_count = session->net_count;
    shot->step = shot->end = 0;
    if (!session->data) {
        shoot_nothing(shot);
        return;
    }
    if (all) {
        session_refresh(session, NULL);
    } else {
        session_look(session);
    }
    shoot_data(session->data, shot);
    shoot_layers(session, shot);
    for (int i = 0; i < session->net_count; i++) {
        const Timeline *time = session->nets[i]->time;
        shot->step = time->epochs.now.step > shot->step ? time->epochs.now.step : shot->step;
        shot->end = time->end > shot->end ? time->end : shot->end;
        shoot_net(session, i, &shot->networks[i]);
    }
}
