// Bands: what is seen of a network's layers is taken down at its step. While it plays that is
// whenever it is looked at, wished for or not, of every kind: one asks for them when the training
// is over. While they are not shown each stretch of steps has one point, which costs next to
// nothing. A seek stops on its way at even steps, so that a picture of a training that was never
// watched has them as well.
#include "sim/train/session_looks.h"

#include <limits.h>

enum { STOPS = 128 }; // on the way to a step, between half as many and that

static void begin(const Inspect *inspect, InspectKind kind, LabBands *bands)
{
    const int layers = inspect_layers(inspect, kind);
    bands_clear(bands);
    bands->kind = kind;
    bands->layer_count = layers < BANDS_LAYERS ? layers : BANDS_LAYERS;
    for (int i = 0; i < bands->layer_count; i++) {
        bands->sights[i] = *inspect_sight(inspect, kind, i);
    }
}

static Band band_of(const Inspect *inspect, InspectKind kind, int layer)
{
    const LayerStats *stats = inspect_stats(inspect, kind, layer);
    double quantiles[BAND_QUANTILES];
    Band band = { .mean = (float)stats->mean, .std = (float)stats->std };
    inspect_quantiles(inspect, kind, layer, BAND_QUANTILES, band_shares, quantiles);
    for (int q = 0; q < BAND_QUANTILES; q++) {
        band.quantiles[q] = (float)quantiles[q];
    }
    return band;
}

// What a change of settings has cut off is not as it was.
void session_cut_bands(SessionNet *net)
{
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        bands_cut(&net->bands[kind], net->time->cut_step);
    }
    net->time->cut_step = LONG_MAX;
}

static void take_kind(const Session *session, const Inspect *inspect, InspectKind kind, long step,
                      LabBands *bands)
{
    const bool shown = session->wish.look.bands && session->wish.look.kind == kind;
    if (bands->count == 0) {
        begin(inspect, kind, bands);
    }
    if (shown ? bands_want(bands, step) : bands_lack(bands, step)) {
        BandPoint *point = bands_add(bands, step);
        for (int i = 0; i < bands->layer_count; i++) {
            point->layers[i] = band_of(inspect, kind, i);
        }
    }
}

// What an inspection of the network as it is now has found: gradients, if it has looked at them.
static void take(const Session *session, SessionNet *net, const Inspect *inspect)
{
    session_cut_bands(net);
    for (InspectKind kind = 0; kind < INSPECT_COUNT; kind++) {
        if (inspect_layers(inspect, kind) > 0) {
            take_kind(session, inspect, kind, net->time->epochs.now.step, &net->bands[kind]);
        }
    }
}

void session_take_bands(const Session *session, SessionNet *net)
{
    if (!net->borrowed) {
        take(session, net, net->inspect);
    }
}

bool session_wants_bands(const Session *session, const SessionNet *net)
{
    return session->wish.look.bands && session_shows_best(session, net);
}

void session_look_bands(Session *session, SessionNet *net, UNUSED bool coarse)
{
    const InspectKind kind = session->wish.look.kind;
    net->beside = net->beside ? net->beside : inspect_create();
    inspect_look(net->beside, net->time->epochs.train, INSPECT_ROWS, kind == INSPECT_GRADIENTS);
    take(session, net, net->beside);
}

// A stop is worth making where nobody has looked yet, by a network that gets there.
long session_band_stop(const Session *session, const SessionNet *net)
{
    const Moment *now = &net->time->epochs.now;
    const LabBands *bands = &net->bands[session->wish.look.kind];
    const long known = bands->count > 0 ? bands->points[bands->count - 1].step : -1;
    long stride = 1;
    while (net->target / stride > STOPS) {
        stride *= 2;
    }
    const long from = now->step > known ? now->step : known;
    const long next = (from / stride + 1) * stride;
    const bool stops = session->wish.look.bands && timeline_live(net->time);
    return stops && next < net->target ? next : net->target;
}
