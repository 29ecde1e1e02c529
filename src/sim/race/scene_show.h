// What of a scene is shown, and how: switches, colours, chart, the step. Plain data beside the
// Scene, which says what is raced.
#pragma once

#include "base/looks.h"
#include "sim/race/scene.h"

// What the picture shows besides the paths; each is a checkbox.
typedef enum ShowKind {
    SHOW_CONTOURS,
    SHOW_MINIMA,
    SHOW_SADDLES,
    SHOW_VECTORS,
    SHOW_FIELD,
    SHOW_LOG,
    SHOW_DOTS,
    SHOW_GHOSTS,
    SHOW_FLOOR,   // from here on where a surface is shown: the map below it ...
    SHOW_QUADRIC, // ... what f is taken for to second order at the cursor
    SHOW_DATA,    // last: its checkbox stands with the data
    SHOW_COUNT
} ShowKind;

extern const Registry show_kinds; // keys of ShowKinds

typedef struct Show {
    bool on[SHOW_COUNT];
    int colormap; // ColormapKind
} Show;

// What of the panels can be hidden: sections, then controls.
typedef enum SceneHide {
    SCENE_HIDE_LANDSCAPE,
    SCENE_HIDE_SHAPE,
    SCENE_HIDE_DATA,
    SCENE_HIDE_PENALTIES,
    SCENE_HIDE_RELIEF,
    SCENE_HIDE_RACE,
    SCENE_HIDE_SHOW,
    SCENE_HIDE_CURSOR,
    SCENE_HIDE_CHOOSER,
    SCENE_HIDE_FORMULA,
    SCENE_HIDE_NOISE,
    SCENE_HIDE_STEPS,
    SCENE_HIDE_SEED,
    SCENE_HIDE_START,
    SCENE_HIDE_CONTOURS,
    SCENE_HIDE_LOG,
    SCENE_HIDE_DOTS,
    SCENE_HIDE_MINIMA,
    SCENE_HIDE_VECTORS,
    SCENE_HIDE_SADDLES,
    SCENE_HIDE_GHOSTS,
    SCENE_HIDE_FIELD,
    SCENE_HIDE_COLOURS,
    SCENE_HIDE_RATES,
    SCENE_HIDE_FAIR,
    SCENE_HIDE_ADD,
    SCENE_HIDE_COUNT
} SceneHide;
extern const Registry scene_hide_keys; // of SceneHides

// What a fresh window shows.
extern const Show show_start;
bool show_equal(const Show *a, const Show *b);

// What the chart shows of the runs.
typedef enum ChartKind {
    CHART_LOSS,
    CHART_DISTANCE,
    CHART_GRADIENT,
    CHART_RATE,
    CHART_SHARPNESS,
    CHART_FAIR,
    CHART_RANGE,
    CHART_COUNT
} ChartKind;

extern const Registry scene_chart_keys; // of ChartKinds

// What lies below the picture.
typedef enum BottomKind { BOTTOM_CHART, BOTTOM_TABLE } BottomKind;
extern const Registry bottom_kinds;

// The order of the table.
typedef enum OrderKind { ORDER_RISING, ORDER_FALLING } OrderKind;
extern const Registry order_kinds;

// How fast playback is.
enum { SCENE_SPEED_COUNT = 4 };
extern const Registry scene_speed_keys;

// What was not said (`has_`) is as whoever shows it likes it.
typedef struct SceneShow {
    Show show;
    bool has_show, has_colormap; // not the first field: an offset of 0 is none (base/setting.h)
    int chart;                   // ChartKind
    int axis;                    // AxisKind, of the chart
    int bottom;                  // BottomKind
    int future;                  // FutureKind
    int sort;                    // StandingColumn that the table is sorted by ...
    int order;                   // ... OrderKind
    int fair;                    // 1: cards tell fair rates ...
    int by;                      // ... TuneBy: what makes a rate the best
    double within;               // how far above the lowest value is near enough, > 0
    bool open[SCENE_RACERS_MAX]; // cards that show all
    int speed;                   // of scene_speed_keys
    bool hide[SCENE_HIDE_COUNT]; // what the panels leave out
    bool has_step;
    int step; // where the cursor stands, 0..the scene's steps
} SceneShow;

// Of SceneShow; ends with key NULL.
enum {
    SCENE_SHOW,
    SCENE_COLORMAP,
    SCENE_CHART,
    SCENE_AXIS,
    SCENE_BOTTOM,
    SCENE_FUTURE,
    SCENE_SORT,
    SCENE_ORDER,
    SCENE_FAIR,
    SCENE_BY,
    SCENE_WITHIN,
    SCENE_OPEN,
    SCENE_SPEED,
    SCENE_HIDE,
    SCENE_STEP,
    SCENE_SHOW_MAX = 16
};
extern const Setting scene_show_settings[];

void scene_show_defaults(SceneShow *show);
bool scene_show_equal(const SceneShow *a, const SceneShow *b);
