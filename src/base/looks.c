// The names of looks.
#include "base/looks.h"
#include "base/words.h"

static const Kind colormaps[COLORMAP_COUNT] = {
    [COLORMAP_VALLEY] = { .key = "valley", .name = N_("Valley") },
    [COLORMAP_VIRIDIS] = { .key = "viridis", .name = N_("Viridis") },
    [COLORMAP_GREY] = { .key = "grey", .name = N_("Grey") },
};
static const Kind axes[AXIS_KIND_COUNT] = {
    [AXIS_AUTO] = { .key = "auto" },
    [AXIS_LINEAR] = { .key = "linear" },
    [AXIS_LOG] = { .key = "log" },
};
static const Kind futures[FUTURE_COUNT] = {
    [FUTURE_SHOWN] = { .key = "shown" },
    [FUTURE_HIDDEN] = { .key = "hidden" },
};

const Registry colormap_kinds = { REGISTRY(colormaps) };
const Registry axis_kinds = { REGISTRY(axes), .plain = true };
const Registry future_kinds = { REGISTRY(futures), .plain = true };
