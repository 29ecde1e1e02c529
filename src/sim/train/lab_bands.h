// How the values of each layer are spread, over steps: histograms in time, as quantiles. Plain data
// of a snapshot (lab_shot.h), of the histograms' kind; those of every kind are gathered whenever
// the network is looked at, as while it plays; while it is wished for (LabLook.bands) also in a
// seek that goes further than it ever was, at even steps. Every point is exact at its step.
#pragma once

#include "sim/train/inspect.h"

enum { BANDS_LAYERS = 24, BANDS_POINTS = 256, BAND_QUANTILES = 5 };
extern const double band_shares[BAND_QUANTILES]; // .05, .25, .5, .75, .95

// Of the finite values; NAN if there are none.
typedef struct Band {
    float quantiles[BAND_QUANTILES];
    float mean, std;
} Band;

typedef struct BandPoint {
    long step;
    Band layers[BANDS_LAYERS];
} BandPoint;

typedef struct LabBands {
    InspectKind kind;
    int layer_count; // places in the histograms' list that have bands, the first ones
    Sight sights[BANDS_LAYERS];
    long stride; // steps of a stretch: each has one point, its first; the newest is there too
    int count;
    BandPoint points[BANDS_POINTS]; // by step
} LabBands;

// No points and no layers.
void bands_clear(LabBands *bands);
// Forgets what came after the step.
void bands_cut(LabBands *bands, long step);
// Whether a point at that step would stay: it is the newest, or its stretch has none before it.
bool bands_want(const LabBands *bands, long step);
// Whether its stretch has none yet: such points are few, however often a network is looked at.
bool bands_lack(const LabBands *bands, long step);
// ... which there is now, for the caller to fill; at least one of another stretch has gone when
// there were too many.
BandPoint *bands_add(LabBands *bands, long step);
