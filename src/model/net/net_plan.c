// From a spec to the plan of its layers: those of layers=, or the short way, where each hidden
// layer is dense, norms before, activation, norms after, dropout. Activation and dropout are always
// there, so that dropout can be turned up from 0 in a running network, and what masks are drawn
// from, a layer's place, is the same with and without.
#include "model/net/net_plan.h"

#include <string.h>

static bool plan_norms(Planner *planner, NormPlace place)
{
    const NetSpec *spec = planner->spec;
    const NormPlace places[NORM_KIND_COUNT] = { [NORM_BATCH] = spec->batchnorm,
                                                [NORM_LAYER] = spec->layernorm,
                                                [NORM_GROUP] = spec->groupnorm,
                                                [NORM_RMS] = spec->rmsnorm };
    bool good = true;
    for (int kind = 0; good && kind < NORM_KIND_COUNT; kind++) {
        good = places[kind] != place || planner_norm(planner, (NormKind)kind, 0);
    }
    return good;
}

// What stands behind the weights of a hidden layer and the norms before its activation.
static bool plan_behind(Planner *planner)
{
    const NetSpec *spec = planner->spec;
    return planner_activation(planner, spec->activation, &spec->activation_params) &&
           plan_norms(planner, NORM_AFTER) &&
           planner_dropout(planner, spec->numbers.dropout, false);
}

// Whether a connection goes around hidden layers that end with layer i, from 0; the first layer
// brings the input to their width, and has none, nor do those that are left over at the end.
static bool ends_branch(const NetSpec *spec, int i)
{
    const int every = (int)spec->numbers.residual;
    return every > 0 && i > 0 && i % every == 0;
}

static bool fail_widths(const Planner *planner, int layer, int in, int out)
{
    const int every = (int)planner->spec->numbers.residual;
    return fail_n(planner->err, planner->at, in,
                  "residual=%d: behind hidden layer %d the connection brings %d unit to %d; a "
                  "connection adds the two: make them the same",
                  "residual=%d: behind hidden layer %d the connection brings %d units to %d; a "
                  "connection adds the two: make them the same",
                  every, layer + 1, in, out);
}

// The end of a connection behind hidden layer i, if there is one.
static bool plan_end(Planner *planner, const PlannerBranch *branch, int i)
{
    const NetSpec *spec = planner->spec;
    if (!ends_branch(spec, i)) {
        return true;
    }
    return planner_fits(planner, branch)
               ? planner_add(planner, branch, spec->numbers.stochastic_depth)
               : fail_widths(planner, i, branch->shape.channels, spec->hidden[i]);
}

// tie=: of the layers that read as much as they give, those of one size.
static void tie_last(Planner *planner)
{
    const int last = planner->count - 1;
    const LayerPlan *plan = &planner->plans[last];
    for (int i = 0; i < last && plan->in == plan->out && !layer_is_tied(plan); i++) {
        if (planner->plans[i].kind == LAYER_DENSE && planner->plans[i].in == plan->in) {
            planner_tie(planner, last, i);
        }
    }
}

static bool plan_weights(Planner *planner, int units)
{
    if (!planner_dense(planner, units)) {
        return false;
    }
    if (planner->spec->tie == SWITCHED_ON) {
        tie_last(planner);
    }
    return true;
}

// Whether there is what tie= asks for.
static bool check_ties(const Planner *planner)
{
    bool any = planner->spec->tie == SWITCHED_OFF;
    for (int i = 0; i < planner->count; i++) {
        any = any || layer_is_tied(&planner->plans[i]);
    }
    return any || fail_at(planner->err, planner->at,
                          "tie=on lets hidden layers share their weights that have as many inputs "
                          "as units, and there are no two of the same size; make them so, as in "
                          "hidden=3x16");
}

// Post: what is added ends behind the weights and their norm, and the next connection begins behind
// the activation. Pre: it ends behind the weights alone, and the next one begins there, so that no
// activation stands in the way through the network.
bool net_plan_hidden(Planner *planner)
{
    const NetSpec *spec = planner->spec;
    const bool pre = spec->residual_order == RESIDUAL_PRE;
    PlannerBranch branch = planner_branch(planner);
    planner->said = "groupnorm"; // all else fits
    planner->said_length = (int)strlen(planner->said);
    for (int i = 0; i < spec->hidden_count; i++) {
        const bool begins = i == 0 || ends_branch(spec, i);
        if (!plan_weights(planner, spec->hidden[i]) ||
            !(pre ? plan_end(planner, &branch, i) : plan_norms(planner, NORM_BEFORE))) {
            return false;
        }
        branch = pre && begins ? planner_branch(planner) : branch;
        if (!(pre ? plan_norms(planner, NORM_BEFORE) : plan_end(planner, &branch, i)) ||
            !plan_behind(planner)) {
            return false;
        }
        branch = !pre && begins ? planner_branch(planner) : branch;
    }
    return check_ties(planner);
}

// inputs=: what the network is given of a point.
static bool plan_inputs(Planner *planner)
{
    unsigned features = 0;
    for (int i = 0; i < INPUT_FEATURE_COUNT; i++) {
        features |= planner->spec->inputs[i] ? 1u << i : 0;
    }
    planner->said = "inputs";
    planner->said_length = (int)strlen(planner->said);
    return features == 0 || planner_features(planner, features);
}

int net_plan(const NetSpec *spec, TensorShape input, int outputs, LayerPlan plans[NET_LAYERS_MAX],
             Error *err)
{
    Planner planner = { .spec = spec, .plans = plans, .shape = input, .at = -1, .err = err };
    if (!plan_inputs(&planner) ||
        !(net_spec_has_layers(spec) ? net_plan_text(&planner) : net_plan_hidden(&planner))) {
        return 0;
    }
    planner.at = -1;
    return planner_output(&planner, outputs) ? planner.count : 0;
}
