// The rows of what is shown of a scene.
#include "sim/race/scene_show.h"

#include "base/words.h"
#include "sim/race/scene.h"

#include <string.h>

// clang-format off
static const Kind shown[] = {
    [SHOW_CONTOURS] = { "contours" }, [SHOW_MINIMA]  = { "minima" },  [SHOW_SADDLES] = { "saddles" },
    [SHOW_VECTORS]  = { "vectors" },  [SHOW_FIELD]   = { "field" },   [SHOW_LOG]     = { "log" },
    [SHOW_DOTS]     = { "dots" },     [SHOW_GHOSTS]  = { "ghosts" },  [SHOW_FLOOR]   = { "floor" },
    [SHOW_QUADRIC]  = { "quadric" },  [SHOW_DATA]    = { "data" },
};
static const Kind chart_rows[] = {
    [CHART_LOSS]      = { "loss" },      [CHART_DISTANCE] = { "distance" }, [CHART_GRADIENT] = { "gradient" },
    [CHART_RATE]      = { "rate" },      [CHART_SHARPNESS] = { "sharpness" }, [CHART_FAIR]   = { "fair" },
    [CHART_RANGE]     = { "range" },
};
static const Kind bottoms[] = { [BOTTOM_CHART] = { "chart" }, [BOTTOM_TABLE] = { "table" } };
static_assert(COUNT(shown) == SHOW_COUNT, "a key for each ShowKind");
static_assert(COUNT(chart_rows) == CHART_COUNT, "a key for each ChartKind");

const Registry show_kinds = { REGISTRY(shown), .plain = true };
const Registry scene_chart_keys = { REGISTRY(chart_rows), .plain = true };
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
    *show = (SceneShow){ .show = show_start };
}

bool scene_show_equal(const SceneShow *a, const SceneShow *b)
{
    return settings_same(scene_show_settings, a, b);
}
