// Histograms over steps, in place of those of now: each layer's values as a band from their 5th to
// their 95th hundredth, a darker one from the 25th to the 75th, and a line at their median.
#pragma once

#include "app/network/lab_columns.h"
#include "draw/plot.h"

// What the height of a layer's bands reaches over. A layer has the same in all networks unless
// look.own; a network that explodes is cut where it would flatten the others.
typedef struct BandScale {
    double low, high; // low < high
    double even;      // look.log: evenly divided from -even to even, by powers beyond; 0: evenly
} BandScale;

BandScale lab_band_scale(const LabSpace *space, int index, int layer);
// Where a value lies, 0..1 from the bottom; clamped.
float lab_band_place(const BandScale *scale, double value);

// The steps that they reach over: those of the chart.
PlotScale lab_bands_steps(const LabSpace *space);
// How many rows share the height for a network's, and where the bands of one layer lie.
int lab_bands_rows(const LabSpace *space, int index);
Rect lab_bands_plot(const Canvas *canvas, const LabSpace *space, int index, Rect rect, int layer);

// Whether they are what is shown: as soon as they are there.
bool lab_has_bands(const LabSpace *space);
void lab_bands_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                    const Theme *theme);
// Reads the bands at the pointer; a press enlarges the layer.
void lab_bands_hands(NetworkRoom *room, int index, Rect rect);
