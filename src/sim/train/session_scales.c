// The scales of the layers' histograms in a snapshot, and what they count on them: layers are to be
// compared between networks, and a network that explodes must not flatten the others.
#include "sim/train/session_looks.h"

#include <math.h>

// Values reaching further than SANE are those of a network that explodes; they are cut where they
// would flatten the others, but not for a layer that is dead or has a single value. See NetShot.
static const double SANE = 10, OUTLIER = 4;
static const double CUT_LEAST[INSPECT_COUNT] = {
    [INSPECT_ACTIVATIONS] = 1, [INSPECT_GRADIENTS] = 0.001, [INSPECT_WEIGHTS] = 0.1,
    [INSPECT_SUMS] = 1,        [INSPECT_BEFORE_NORM] = 1,   [INSPECT_AFTER_NORM] = 1,
};

static bool is_lost(const Session *session, int i)
{
    const SessionNet *net = session->nets[i];
    return net->time->epochs.now.lost && !session_shows_best(session, net);
}

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
        company.all_lost = company.all_lost && is_lost(session, i);
    }
    return company;
}

static bool has_say(const Company *company, int i)
{
    return company->all_lost || !is_lost(company->session, i);
}

// Where a network has the layer that another one has at a place; -1: nowhere. Blocks, pools and
// further activations shift places, so layers are told by what they stand behind.
static int place_of(const Inspect *inspect, InspectKind kind, int layer, const Sight *sight)
{
    const int count = inspect_layers(inspect, kind);
    for (int tried = -1; tried < count; tried++) { // most often at the same place
        const int k = tried < 0 ? layer : tried;
        const Sight *other = k < count ? inspect_sight(inspect, kind, k) : NULL;
        if (other && other->role == sight->role && other->name.number == sight->name.number &&
            other->name.twin == sight->name.twin) {
            return k;
        }
    }
    return -1;
}

// Of the layer that network `net` has at that place.
static void even_scale(const Company *company, InspectKind kind, int net, int layer, double *low,
                       double *high)
{
    const Sight *sight = inspect_sight(company->session->nets[net]->inspect, kind, layer);
    double sane = -1; // how far the furthest of the sane reaches
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = company->first; i < company->end; i++) {
        const Inspect *inspect = company->session->nets[i]->inspect;
        const int place = place_of(inspect, kind, layer, sight);
        if (has_say(company, i) && place >= 0) {
            double from, to;
            inspect_range(inspect, kind, place, &from, &to);
            *low = fmin(*low, from);
            *high = fmax(*high, to);
            const LayerStats *stats = inspect_stats(inspect, kind, place);
            const double reach = fmax(fabs(from), fabs(to));
            sane = reach <= SANE && stats->min < stats->max ? fmax(sane, reach) : sane;
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
static void set_scales(const Company *company, bool log, InspectKind kind)
{
    double low = 0, high = 0;
    if (log) {
        log_scale(company, &low, &high);
    }
    for (int i = company->first; i < company->end; i++) {
        NetShot *shot = &company->session->nets[i]->shot;
        for (int k = 0; k < shot->layer_count; k++) {
            if (!log) {
                even_scale(company, kind, i, k, &low, &high);
            }
            shot->low_of[k] = low;
            shot->high_of[k] = high;
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

void session_shoot_layers(const Session *session, LabShot *shot)
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
        set_scales(&company, shot->log, shot->kind);
    }
    for (int i = 0; i < nets; i++) {
        bin_net(session->nets[i], shot->kind, shot->log);
    }
}
