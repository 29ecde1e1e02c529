// The rows of what is shown of a scene.
#include "sim/race/scene_show.h"

#include "base/words.h"
#include "sim/race/standing.h"
#include "sim/race/tune.h"

#include <string.h>

// clang-format off
static const Kind shown[] = {
    [SHOW_CONTOURS] = { .key = "contours" }, [SHOW_MINIMA]  = { .key = "minima" },  [SHOW_SADDLES] = { .key = "saddles" },
    [SHOW_VECTORS]  = { .key = "vectors" },  [SHOW_FIELD]   = { .key = "field" },   [SHOW_LOG]     = { .key = "log" },
    [SHOW_DOTS]     = { .key = "dots" },     [SHOW_GHOSTS]  = { .key = "ghosts" },  [SHOW_FLOOR]   = { .key = "floor" },
    [SHOW_QUADRIC]  = { .key = "quadric" },  [SHOW_DATA]    = { .key = "data" },
};
static const Kind chart_rows[] = {
    [CHART_LOSS]      = { .key = "loss" },      [CHART_DISTANCE] = { .key = "distance" }, [CHART_GRADIENT] = { .key = "gradient" },
    [CHART_RATE]      = { .key = "rate" },      [CHART_SHARPNESS] = { .key = "sharpness" }, [CHART_FAIR]   = { .key = "fair" },
    [CHART_RANGE]     = { .key = "range" },
};
static const Kind bottoms[] = { [BOTTOM_CHART] = { .key = "chart" }, [BOTTOM_TABLE] = { .key = "table" } };
static const Kind orders[] = { [ORDER_RISING] = { .key = "rising" }, [ORDER_FALLING] = { .key = "falling" } };
static const Kind fairs[] = { { .key = "off" }, { .key = "on" } };
static const Kind speeds[] = { { .key = "1x" }, { .key = "4x" }, { .key = "16x" }, { .key = "max" } };
static const Kind hidden[] = {
    [SCENE_HIDE_LANDSCAPE] = { .key = "landscape" },
    [SCENE_HIDE_SHAPE] = { .key = "shape" },
    [SCENE_HIDE_DATA] = { .key = "data" },
    [SCENE_HIDE_PENALTIES] = { .key = "penalties" },
    [SCENE_HIDE_RELIEF] = { .key = "relief" },
    [SCENE_HIDE_RACE] = { .key = "race" },
    [SCENE_HIDE_SHOW] = { .key = "show" },
    [SCENE_HIDE_CURSOR] = { .key = "cursor" },
    [SCENE_HIDE_CHOOSER] = { .key = "chooser" },
    [SCENE_HIDE_FORMULA] = { .key = "formula" },
    [SCENE_HIDE_NOISE] = { .key = "noise" },
    [SCENE_HIDE_STEPS] = { .key = "steps" },
    [SCENE_HIDE_SEED] = { .key = "seed" },
    [SCENE_HIDE_START] = { .key = "start" },
    [SCENE_HIDE_CONTOURS] = { .key = "contours" },
    [SCENE_HIDE_LOG] = { .key = "log" },
    [SCENE_HIDE_DOTS] = { .key = "dots" },
    [SCENE_HIDE_MINIMA] = { .key = "minima" },
    [SCENE_HIDE_VECTORS] = { .key = "vectors" },
    [SCENE_HIDE_SADDLES] = { .key = "saddles" },
    [SCENE_HIDE_GHOSTS] = { .key = "ghosts" },
    [SCENE_HIDE_FIELD] = { .key = "field" },
    [SCENE_HIDE_COLOURS] = { .key = "colours" },
    [SCENE_HIDE_RATES] = { .key = "rates" },
    [SCENE_HIDE_FAIR] = { .key = "fair" },
    [SCENE_HIDE_ADD] = { .key = "add" },
};
static const Kind cards[] = { { .key = "1" }, { .key = "2" }, { .key = "3" }, { .key = "4" }, { .key = "5" }, { .key = "6" }, { .key = "7" }, { .key = "8" }, { .key = "9" }, { .key = "10" },
                              { .key = "11" }, { .key = "12" } };
static_assert(COUNT(speeds) == SCENE_SPEED_COUNT, "a key for each speed");
static_assert(COUNT(cards) == SCENE_RACERS_MAX, "a number for each card");
static_assert(COUNT(hidden) == SCENE_HIDE_COUNT, "a key for each SceneHide");
static_assert(COUNT(shown) == SHOW_COUNT, "a key for each ShowKind");
static_assert(COUNT(chart_rows) == CHART_COUNT, "a key for each ChartKind");

const Registry show_kinds = { REGISTRY(shown), .plain = true };
const Registry scene_chart_keys = { REGISTRY(chart_rows), .plain = true };
const Registry order_kinds = { REGISTRY(orders), .plain = true };
static const Registry fair_keys = { REGISTRY(fairs), .plain = true };
const Registry scene_speed_keys = { REGISTRY(speeds), .plain = true };
static const Registry card_numbers = { REGISTRY(cards), .plain = true };
static const Registry sort_keys = { REGISTRY(standing_columns), .plain = true };
const Registry scene_hide_keys = { REGISTRY(hidden), .plain = true };
const Registry bottom_kinds = { REGISTRY(bottoms), .plain = true };

const Setting scene_show_settings[] = {
    [SCENE_SHOW]     = { .param = { "show", N_("Show"), NULL, offsetof(SceneShow, show.on), 0, 0, 0, PARAM_INTEGER },
                         .type = &setting_switches, .choices = &show_kinds, .given = offsetof(SceneShow, has_show),
                         .flag = { "show", .value = "NAMES", .help = N_("what the picture shows, of: contours, minima,\n"
                                   "saddles, vectors, field, log (colours), dots, ghosts,\n"
                                   "floor, quadric, data; or none (as remembered)") } },
    [SCENE_COLORMAP] = { .param = { "colormap", N_("Colours"), NULL, offsetof(SceneShow, show.colormap), COLORMAP_VALLEY, 0, COLORMAP_COUNT - 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &colormap_kinds, .given = offsetof(SceneShow, has_colormap),
                         .flag = { "colormap", .value = "NAME", .help = N_("its colours: valley, viridis or grey (as remembered)") } },
    [SCENE_CHART]    = { .param = { "chart", N_("Chart"), NULL, offsetof(SceneShow, chart), CHART_LOSS, 0, CHART_COUNT - 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &scene_chart_keys,
                         .flag = { "chart", .value = "NAME", .help = N_("loss, distance, gradient, rate, sharpness, fair or\n"
                                   "range (loss)") } },
    [SCENE_AXIS]     = { .param = { "axis", N_("Axis"), NULL, offsetof(SceneShow, axis), AXIS_AUTO, 0, AXIS_KIND_COUNT - 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &axis_kinds,
                         .flag = { "axis", .value = "NAME", .help = N_("of the chart: auto, linear or log (auto)") } },
    [SCENE_BOTTOM]   = { .param = { "bottom", N_("Bottom"), NULL, offsetof(SceneShow, bottom), BOTTOM_CHART, 0, 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &bottom_kinds,
                         .flag = { "bottom", .value = "NAME", .help = N_("below the picture: chart or table (chart)") } },
    [SCENE_FUTURE]   = { .param = { "future", N_("Future"), NULL, offsetof(SceneShow, future), FUTURE_SHOWN, 0, 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &future_kinds,
                         .flag = { "future", .value = "NAME", .help = N_("what a chart shows after the step: shown or hidden\n"
                                   "(shown)") } },
    [SCENE_SORT]     = { .param = { "sort", N_("Sorted by"), NULL, offsetof(SceneShow, sort), STANDING_RACER, 0, STANDING_COUNT - 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &sort_keys,
                         .flag = { "sort", .value = "NAME", .help = N_("the table: by optimizer, loss, path_length ...\n"
                                   "(optimizer)") } },
    [SCENE_ORDER]    = { .param = { "order", N_("Order"), NULL, offsetof(SceneShow, order), ORDER_RISING, 0, 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &order_kinds,
                         .flag = { "order", .value = "NAME", .help = N_("... rising or falling (rising)") } },
    [SCENE_FAIR]     = { .param = { "fair", N_("Fair rates"), NULL, offsetof(SceneShow, fair), 0, 0, 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &fair_keys,
                         .flag = { "fair", .value = "NAME", .help = N_("fair rates on the cards: on or off (off)") } },
    [SCENE_BY]       = { .param = { "by", N_("Best by"), NULL, offsetof(SceneShow, by), TUNE_FINAL, 0, 0, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &tune_by_kinds,
                         .flag = { "by", .value = "NAME", .help = N_("what makes a rate the best: final, best or within\n"
                                   "(final)") } },
    [SCENE_WITHIN]   = { .param = { "within", N_("Tolerance"), "ε", offsetof(SceneShow, within), 1e-3, 1e-15, 1e6, PARAM_LOG },
                         .type = &setting_number,
                         .flag = { "within", .value = "EPS", .help = N_("how near to the lowest value is near enough (0.001)") } },
    [SCENE_OPEN]     = { .param = { "open", N_("Open cards"), NULL, offsetof(SceneShow, open), 0, 0, 0, PARAM_INTEGER },
                         .type = &setting_switches, .choices = &card_numbers,
                         .flag = { "open", .value = "NUMBERS", .help = N_("optimizers whose cards show all: 1,3; or none (none)") } },
    [SCENE_SPEED]    = { .param = { "speed", N_("Speed"), NULL, offsetof(SceneShow, speed), 0, 0, SCENE_SPEED_COUNT - 1, PARAM_INTEGER },
                         .type = &setting_choice, .choices = &scene_speed_keys,
                         .flag = { "speed", .value = "NAME", .help = N_("of playback: 1x, 4x, 16x or max (1x)") } },
    [SCENE_HIDE]     = { .param = { "hide", N_("Hidden"), NULL, offsetof(SceneShow, hide), 0, 0, 0, PARAM_INTEGER },
                         .type = &setting_switches, .choices = &scene_hide_keys,
                         .flag = { "hide", .value = "NAMES", .help = N_("what the panels leave out: sections and controls,\n"
                                   "as formula,noise; or none (none)") } },
    [SCENE_STEP]     = { .param = { "step", N_("Step"), NULL, offsetof(SceneShow, step), 0, 0, SCENE_STEPS_MAX, PARAM_INTEGER },
                         .type = &setting_count, .given = offsetof(SceneShow, has_step),
                         .flag = { "step", .value = "K", .help = N_("where its cursor stands (the last step; in the window\n"
                                   "the first, and it plays)") } },
    { .param.key = NULL },
};
// clang-format on
static_assert(COUNT(scene_show_settings) - 1 <= SCENE_SHOW_MAX, "room for all that is typed");

const Show show_start = {
    .on = { [SHOW_CONTOURS] = true,
            [SHOW_MINIMA] = true,
            [SHOW_LOG] = true,
            [SHOW_DOTS] = true,
            [SHOW_GHOSTS] = true,
            [SHOW_DATA] = true },
};

bool show_equal(const Show *a, const Show *b)
{
    return memcmp(a->on, b->on, sizeof a->on) == 0 && a->colormap == b->colormap;
}

void scene_show_defaults(SceneShow *show)
{
    settings_reset(scene_show_settings, show);
    show->show = show_start;
}

bool scene_show_equal(const SceneShow *a, const SceneShow *b)
{
    return settings_same(scene_show_settings, a, b);
}
