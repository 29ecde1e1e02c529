// The heights of bands: of a layer the same in all networks, whatever place it has in each.
#include "app/network/lab_bands.h"

#include "app/network/lab_hiding.h"

#include <math.h>

// As the scales of histograms are cut (LabShot): reaching further than SANE is exploding.
static const double SANE = 10, OUTLIER = 4, CUT_LEAST = 1;
static const double DECADES = 1e3; // from the greatest magnitude down to what is evenly divided

static bool same_layer(const Sight *a, const Sight *b)
{
    return a->role == b->role && a->name.number == b->name.number && a->name.twin == b->name.twin;
}

// Where a network has the layer; -1: nowhere.
static int place_of(const LabBands *bands, const Sight *sight, int tried)
{
    if (tried < bands->layer_count && same_layer(&bands->sights[tried], sight)) {
        return tried;
    }
    for (int i = 0; i < bands->layer_count; i++) {
        if (same_layer(&bands->sights[i], sight)) {
            return i;
        }
    }
    return -1;
}

typedef struct Reach {
    double low, high, sane;
} Reach;

static void extend(Reach *reach, const LabBands *bands, int layer)
{
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < bands->count; i++) {
        const float *q = bands->points[i].layers[layer].quantiles;
        if (isfinite(q[0]) && isfinite(q[BAND_QUANTILES - 1])) {
            low = fmin(low, q[0]);
            high = fmax(high, q[BAND_QUANTILES - 1]);
        }
    }
    const double far = fmax(fabs(low), fabs(high));
    reach->low = fmin(reach->low, low);
    reach->high = fmax(reach->high, high);
    reach->sane = far <= SANE ? fmax(reach->sane, far) : reach->sane;
}

static Reach reach_of(const LabSpace *space, int index, int layer)
{
    const LabShot *shot = space->shot;
    const Sight *sight = &shot->bands[index].sights[layer];
    Reach reach = { INFINITY, -INFINITY, -1 };
    for (int i = 0; i < shot->network_count; i++) {
        const int place = place_of(&shot->bands[i], sight, layer);
        if (place >= 0 && !labspace_hides(space, i) && (!space->wish.look.own || i == index)) {
            extend(&reach, &shot->bands[i], place);
        }
    }
    return reach;
}

BandScale lab_band_scale(const LabSpace *space, int index, int layer)
{
    Reach reach = reach_of(space, index, layer);
    if (reach.sane >= 0 && fmax(fabs(reach.low), fabs(reach.high)) > SANE) {
        const double most = fmax(OUTLIER * reach.sane, CUT_LEAST);
        reach.low = fmax(reach.low, -most);
        reach.high = fmin(reach.high, most);
    }
    if (!(reach.low <= reach.high)) {
        return (BandScale){ -1, 1, 0 };
    }
    if (reach.low == reach.high) { // all values are one
        const double room = fmax(fabs(reach.low) / 2, 1e-6);
        return (BandScale){ reach.low - room, reach.high + room, 0 };
    }
    const double far = fmax(fabs(reach.low), fabs(reach.high));
    return (BandScale){ reach.low, reach.high, space->shot->log ? far / DECADES : 0 };
}

static double inner(const BandScale *scale, double value)
{
    return scale->even > 0 ? asinh(value / scale->even) : value;
}

float lab_band_place(const BandScale *scale, double value)
{
    const double low = inner(scale, scale->low), high = inner(scale, scale->high);
    return (float)clamp((inner(scale, value) - low) / (high - low), 0, 1);
}
