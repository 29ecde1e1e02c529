// What of a lab is shown, and how: histograms, pictures, chart, the step. Plain data beside the
// LabSpec, which says what is trained.
#pragma once

#include "base/looks.h"
#include "sim/train/inspect.h"

typedef enum LabChart {
    LAB_CHART_LOSS,
    LAB_CHART_BATCH,
    LAB_CHART_ACCURACY,
    LAB_CHART_GRADIENT,
    LAB_CHART_UPDATE,
    LAB_CHART_RATE,
    LAB_CHART_COUNT
} LabChart;
extern const Registry lab_chart_keys;

typedef enum LabPicture {
    LAB_PICTURE_SURFACE,
    LAB_PICTURE_WIRING,
    LAB_PICTURE_MAPS, // feature maps and filters, in place of the histograms as well
    LAB_PICTURE_COUNT
} LabPicture;
extern const Registry lab_pictures;
// The scales of histograms: one for all networks, or for each its own.
extern const Registry lab_ranges;

// Which points of the data lie on the surfaces.
typedef enum LabPointsShown {
    LAB_POINTS_ALL,
    LAB_POINTS_TRAINING,
    LAB_POINTS_VALIDATION,
    LAB_POINTS_NONE,
    LAB_POINTS_COUNT
} LabPointsShown;
extern const Registry lab_points_keys;
extern const Registry lab_switch_keys; // off, on
extern const Registry lab_network_numbers;

// What of the panel can be hidden: sections, then controls.
typedef enum LabHide {
    LAB_HIDE_DATA,
    LAB_HIDE_NETWORK,
    LAB_HIDE_SHARED,
    LAB_HIDE_PAINT,
    LAB_HIDE_INIT,
    LAB_HIDE_BATCHNORM,
    LAB_HIDE_LAYERNORM,
    LAB_HIDE_NORM, // also where both before it are hidden, as older scenes say it
    LAB_HIDE_DROPOUT,
    LAB_HIDE_RESIDUAL,
    LAB_HIDE_HIDDEN,
    LAB_HIDE_ACTIVATION,
    LAB_HIDE_OPTIMIZER,
    LAB_HIDE_RATE,
    LAB_HIDE_BATCH,
    LAB_HIDE_MORE,
    LAB_HIDE_ROWS, // of the data: scale, subset, imbalance, label noise
    LAB_HIDE_COUNT
} LabHide;
extern const Registry lab_hide_keys; // of LabHides

// How fast it trains.
typedef struct LabSpeed {
    Kind kind;
    double steps_per_s; // 0: its pace; INFINITY: full speed
} LabSpeed;
enum { LAB_SPEED_COUNT = 6 };
extern const LabSpeed lab_speeds[LAB_SPEED_COUNT];
extern const Registry lab_speed_kinds;

enum { LAB_NETWORKS_SHOWN = 6 }; // as LAB_NETWORKS_MAX

typedef struct LabShow {
    int kind;     // InspectKind, of the histograms
    int values;   // AxisKind, of that kind; auto: as the kind has it
    int ranges;   // 1: every network has its own scale
    int picture;  // LabPicture
    int sample;   // whose feature maps are shown, from 1; 0: the last row of the data
    int chart;    // LabChart
    int chart_from, chart_to; // the part of its steps that is shown; chart_to 0: their end
    double chart_low, chart_high; // of its values, on the axis below; both 0: the whole
    int axis;                     // AxisKind, of the chart
    int future;   // FutureKind
    int layer;    // place in the histograms' list that is enlarged, from 1; 0: none ...
    int network;  // ... and whose, from 1
    int selected; // network whose own settings are shown, from 1
    int speed;    // of lab_speeds
    int spread;   // 1: surfaces and curves of doubt, the spread of passes with masks
    int areas;    // 1: surfaces are areas of one colour each, else shades say how sure it is
    int points;   // LabPointsShown
    int trained;  // 1: also, of pictures in their place, rows as the newest step trained on them
    int units;    // 1: in the wiring each unit is what it sees of the plane or along a curve
    int unit;  // that is enlarged onto the surface of `network`, from 1; 0: none ...
    int unit_of;   // ... of this layer with weights, from 1; the last is the output's
    int bands;     // 1: histograms over steps
    double smooth; // of the chart's lines: share of the mean before that stays, 0: as they are
    bool at_best[LAB_NETWORKS_SHOWN]; // networks that are seen as they were at their best epoch
    bool hide[LAB_HIDE_COUNT];        // what the panel leaves out
    bool has_step;
    int step; // to which all networks are trained
} LabShow;

// Of LabShow; ends with key NULL.
enum {
    LAB_STEPS_SHOWN_MAX = 1000000000,
    LAB_SAMPLES_MAX = 1000000000,
};
enum {
    LAB_SHOW_KIND,
    LAB_SHOW_VALUES,
    LAB_SHOW_RANGES,
    LAB_SHOW_PICTURE,
    LAB_SHOW_SAMPLE,
    LAB_SHOW_CHART,
    LAB_SHOW_CHART_FROM,
    LAB_SHOW_CHART_TO,
    LAB_SHOW_CHART_LOW,
    LAB_SHOW_CHART_HIGH,
    LAB_SHOW_AXIS,
    LAB_SHOW_FUTURE,
    LAB_SHOW_LAYER,
    LAB_SHOW_OF,
    LAB_SHOW_SELECT,
    LAB_SHOW_SPEED,
    LAB_SHOW_SPREAD,
    LAB_SHOW_AREAS,
    LAB_SHOW_POINTS,
    LAB_SHOW_TRAINED,
    LAB_SHOW_UNITS,
    LAB_SHOW_UNIT,
    LAB_SHOW_UNIT_OF,
    LAB_SHOW_BANDS,
    LAB_SHOW_SMOOTH,
    LAB_SHOW_AT_BEST,
    LAB_SHOW_HIDE,
    LAB_SHOW_STEP,
    LAB_SHOW_MAX = 32
};
extern const Setting lab_show_settings[];

void lab_show_defaults(LabShow *show);
bool lab_show_equal(const LabShow *a, const LabShow *b);
