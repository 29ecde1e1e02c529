// The table of optimizers. The rules themselves stand in optim_rules.h, which is included once for
// each type of number, the rows by families in optim_rows_*.h; a new optimizer is an OptimKind, a
// rule and a row.
#include "model/optim/optim.h"

#include "base/processor.h"
#include "model/optim/optim_inside.h"
#include "model/optim/optim_rows.h"
#include "model/optim/optim_scalars.h"
#include "model/optim/optim_steps.h"

#include <math.h>
#include <string.h>

#define REAL double
#define ROOT(a) sqrt(a)
#define ABS(a) fabs(a)
#define RULE(name) name##_double
#include "model/optim/optim_rules.h"
#undef REAL
#undef ROOT
#undef ABS
#undef RULE

#define REAL float
#define ROOT(a) sqrtf(a)
#define ABS(a) fabsf(a)
#define RULE(name) name##_float
#include "model/optim/optim_rules.h"
#undef REAL
#undef ROOT
#undef ABS
#undef RULE

const Optim optims[OPTIM_COUNT] = {
#include "model/optim/optim_rows_adaptive.h"
#include "model/optim/optim_rows_classic.h"
#include "model/optim/optim_rows_free.h"
#include "model/optim/optim_rows_matrix.h"
#include "model/optim/optim_rows_mean.h"
#include "model/optim/optim_rows_second.h"
#include "model/optim/optim_rows_sign.h"
};
static_assert(COUNT(optims) == OPTIM_COUNT, "one row for each OptimKind");

const Registry optim_kinds = { REGISTRY(optims) };

// clang-format off
const Kind optim_groups[OPTIM_GROUP_COUNT] = {
    [OPTIM_GROUP_FIRST_ORDER]   = { .key = "first_order",   .name = N_("First order") },
    [OPTIM_GROUP_MOMENTUM]      = { .key = "momentum",      .name = N_("Momentum") },
    [OPTIM_GROUP_ADAPTIVE]      = { .key = "adaptive",      .name = N_("Adaptive") },
    [OPTIM_GROUP_SIGN]          = { .key = "sign",          .name = N_("Sign and norm") },
    [OPTIM_GROUP_NO_RATE]       = { .key = "no_rate",       .name = N_("No rate to choose") },
    [OPTIM_GROUP_SECOND_ORDER]  = { .key = "second_order",  .name = N_("Second order") },
    [OPTIM_GROUP_SCHEDULE_FREE] = { .key = "schedule_free", .name = N_("Schedule-free") },
    [OPTIM_GROUP_MATRIX]        = { .key = "matrix",        .name = N_("Matrices, networks only") },
};
// clang-format on
const Registry optim_group_kinds = { REGISTRY(optim_groups) };

const char *const optim_place_keys[] = { [OPTIM_IN_PLANE] = "landscapes",
                                         [OPTIM_IN_NETWORKS] = "networks",
                                         [OPTIM_ANYWHERE] = "everywhere" };

const Param *optim_rate(const Optim *optim)
{
    return param_find(optim->kind.params, "lr");
}

Param optim_rate_row(const Optim *optim, double def, double rate)
{
    static const double REACH = 100;
    const Param *accepted = optim_rate(optim);
    assert(accepted);
    Param row = *accepted;
    row.def = def;
    row.min = fmin(def, rate < def / REACH ? rate : def) / REACH;
    row.max = fmax(def, rate > def * REACH ? rate : def) * REACH;
    row.min = clamp(row.min, accepted->min, accepted->max);
    row.max = clamp(row.max, accepted->min, accepted->max);
    return row;
}

OptimKind optim_kind(const Optim *optim)
{
    int k = 0;
    while (k < OPTIM_COUNT && optim != &optims[k]) {
        k++;
    }
    return (OptimKind)k;
}

void optim_defaults(const Optim *optim, OptimParams *params)
{
    *params = (OptimParams){ .lookahead_alpha = LOOKAHEAD_ALPHA };
    param_defaults(optim->kind.params, params);
}

bool optim_fits(const Optim *optim, OptimPlace place, Error *err)
{
    if (optim->places & place) {
        return true;
    }
    return place == OPTIM_IN_PLANE
               ? fail(err, "'%s' is for networks alone, not for a landscape", optim->kind.key)
               : fail(err, "'%s' is for landscapes alone, not for a network", optim->kind.key);
}
