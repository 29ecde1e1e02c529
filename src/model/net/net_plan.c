// From a spec to the plan of its layers.
#include "model/net/net.h"

// PyTorch's defaults.
static const double NORM_EPS = 1e-5, NORM_MOMENTUM = 0.1;

typedef struct Planner {
    LayerPlan *plans;
    int count;
    TensorShape shape; // of the output so far
} Planner;

static void plan_push(Planner *planner, LayerPlan plan)
{
    assert(planner->count < NET_LAYERS_MAX);
    plan.at = -1;
    layer_follow(&plan, planner->shape);
    planner->shape = plan.to;
    planner->plans[planner->count++] = plan;
}

static void plan_norms(Planner *planner, const NetSpec *spec, NormPlace place)
{
    if (spec->batchnorm == place) {
        plan_push(
            planner,
            (LayerPlan){ .kind = LAYER_BATCHNORM, .eps = NORM_EPS, .momentum = NORM_MOMENTUM });
    }
    if (spec->layernorm == place) {
        plan_push(planner, (LayerPlan){ .kind = LAYER_LAYERNORM, .eps = NORM_EPS });
    }
}

int net_plan(const NetSpec *spec, TensorShape input, int outputs, LayerPlan plans[NET_LAYERS_MAX],
             UNUSED Error *err)
{
    Planner planner = { .plans = plans, .shape = input };
    for (int i = 0; i < spec->hidden_count; i++) {
        plan_push(&planner, (LayerPlan){ .kind = LAYER_DENSE,
                                         .to = shape_features(spec->hidden[i]),
                                         .drop = spec->numbers.dropconnect });
        plan_norms(&planner, spec, NORM_BEFORE);
        plan_push(&planner,
                  (LayerPlan){ .kind = LAYER_ACTIVATION, .activation = spec->activation });
        plan_norms(&planner, spec, NORM_AFTER);
        plan_push(&planner, (LayerPlan){ .kind = LAYER_DROPOUT, .drop = spec->numbers.dropout });
    }
    plan_push(&planner, (LayerPlan){ .kind = LAYER_DENSE, .to = shape_features(outputs) });
    return planner.count;
}
