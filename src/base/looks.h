// How pictures can look, by name: what settings, flags and files say. Colours stand in draw/color.
#pragma once

#include "base/registry.h"

typedef enum ColormapKind {
    COLORMAP_VALLEY,
    COLORMAP_VIRIDIS,
    COLORMAP_GREY,
    COLORMAP_COUNT
} ColormapKind;
extern const Registry colormap_kinds;

// Axes of charts and histograms.
typedef enum AxisKind { AXIS_AUTO, AXIS_LINEAR, AXIS_LOG, AXIS_KIND_COUNT } AxisKind;
extern const Registry axis_kinds;

// What a chart shows of the steps after the one shown.
typedef enum FutureKind { FUTURE_SHOWN, FUTURE_HIDDEN, FUTURE_COUNT } FutureKind;
extern const Registry future_kinds;
