// The names of looks.
#include "base/looks.h"
#include "base/words.h"

static const Kind colormaps[COLORMAP_COUNT] = {
    [COLORMAP_VALLEY] = { "valley", N_("Valley") },
    [COLORMAP_VIRIDIS] = { "viridis", N_("Viridis") },
    [COLORMAP_GREY] = { "grey", N_("Grey") },
};
static const Kind axes[AXIS_KIND_COUNT] = {
    [AXIS_AUTO] = { "auto" },
    [AXIS_LINEAR] = { "linear" },
    [AXIS_LOG] = { "log" },
};
static const Kind futures[FUTURE_COUNT] = {
    [FUTURE_SHOWN] = { "shown" },
    [FUTURE_HIDDEN] = { "hidden" },
};

const Registry colormap_kinds = { REGISTRY(colormaps) };
const Registry axis_kinds = { REGISTRY(axes), .plain = true };
const Registry future_kinds = { REGISTRY(futures), .plain = true };
