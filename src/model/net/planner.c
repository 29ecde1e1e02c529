// Puts layers behind each other and says what does not fit, with the shapes that met.
#include "model/net/planner.h"

#include "base/words.h"

#include <string.h>

// PyTorch's defaults.
static const double NORM_EPS = 1e-5, NORM_MOMENTUM = 0.1;

// "16x4x4"
typedef struct Written {
    char text[TENSOR_SHAPE_TEXT];
} Written;

static Written written(TensorShape shape)
{
    Written out;
    shape_write(shape, out.text);
    return out;
}

// "conv 16 5x5: 16x4x4 into 16x5x5 does not fit: " and why.
static bool fail_fit(const Planner *p, TensorShape into, const char *why)
{
    const Written from = written(p->shape), to = written(into);
    return fail_at(p->err, p->at, "%.*s: %s into %s does not fit: %s", p->said_length, p->said,
                   from.text, to.text, tr(why));
}

// Whether a convolution's pads make more of a row than a layer may give.
static bool is_huge(const Planner *p, const LayerPlan *plan)
{
    const double height = (p->shape.height + 2.0 * plan->pad - plan->kernel) / plan->stride + 1;
    const double width = (p->shape.width + 2.0 * plan->pad - plan->kernel) / plan->stride + 1;
    return plan->kind == LAYER_CONV && plan->to.channels * height * width > PLAN_ROW_MAX;
}

static bool push(Planner *p, LayerPlan plan)
{
    if (p->count == NET_LAYERS_MAX) {
        return fail_at(p->err, p->at,
                       "a network has at most %d layers of all kinds (weights, norms, activations, "
                       "dropout)",
                       NET_LAYERS_MAX);
    }
    if (is_huge(p, &plan)) {
        return fail_at(p->err, p->at, "%.*s: a layer gives at most %d numbers a row",
                       p->said_length, p->said, PLAN_ROW_MAX);
    }
    plan.at = p->at;
    plan.tied = -1;
    layer_follow(&plan, p->shape);
    p->shape = plan.to;
    p->plans[p->count++] = plan;
    return true;
}

// One more with weights, which the output's is not counted among.
static bool push_weighted(Planner *p, LayerPlan plan)
{
    if (p->weighted == NET_HIDDEN_MAX) {
        return fail_at(p->err, p->at,
                       "a network has at most %d layers with weights before its output layer",
                       NET_HIDDEN_MAX);
    }
    p->weighted++;
    plan.drop = p->spec->numbers.dropconnect;
    plan.weight_norm = p->spec->weightnorm == SWITCHED_ON;
    return push(p, plan);
}

bool planner_dense(Planner *p, int units)
{
    return push_weighted(p, (LayerPlan){ .kind = LAYER_DENSE, .to = shape_features(units) });
}

bool planner_output(Planner *p, int outputs)
{
    return push(p, (LayerPlan){ .kind = LAYER_DENSE, .to = shape_features(outputs) });
}

// Whether a window of side `kernel` finds room in what comes in.
static bool has_room(const Planner *p, int kernel, int pad)
{
    return kernel <= p->shape.height + 2 * pad && kernel <= p->shape.width + 2 * pad;
}

// What comes in is no picture: the data are none, or (*made) a layer has made features of them.
static bool is_plain(const Planner *p, bool *made)
{
    *made = false;
    for (int i = p->count - 1; i >= 0; i--) {
        const LayerKind kind = p->plans[i].kind;
        if (kind == LAYER_CONV || kind == LAYER_MAXPOOL || kind == LAYER_AVGPOOL) {
            return false;
        }
        *made = kind == LAYER_DENSE || kind == LAYER_FLATTEN || kind == LAYER_GLOBAL_AVGPOOL;
        if (*made) {
            return true;
        }
    }
    return shape_area(p->shape) == 1;
}

// A picture is wanted, and features come in.
static bool fail_features(const Planner *p, bool made)
{
    const Written from = written(p->shape);
    return made ? fail_at(p->err, p->at,
                          "%.*s needs a picture, and %s plain features come in, for a dense, "
                          "flatten or gap stands before it; put it before that, or take it away",
                          p->said_length, p->said, from.text)
                : fail_at(p->err, p->at,
                          "%.*s needs a picture, and this data has %s plain features; choose "
                          "other data (digits, shapes, csv with shape=1x8x8), or take such layers "
                          "away",
                          p->said_length, p->said, from.text);
}

bool planner_conv(Planner *p, int channels, int kernel, int stride, int pad)
{
    bool made;
    if (is_plain(p, &made)) {
        return fail_features(p, made);
    }
    if (!has_room(p, kernel, pad)) {
        const TensorShape window = { p->shape.channels, kernel, kernel };
        return fail_fit(p, window,
                        pad ? N_("the kernel is larger than the picture with its pad")
                            : N_("the kernel is larger than the picture"));
    }
    return push_weighted(p, (LayerPlan){ .kind = LAYER_CONV,
                                         .to = { channels, 0, 0 },
                                         .kernel = kernel,
                                         .stride = stride,
                                         .pad = pad });
}

bool planner_pool(Planner *p, LayerKind kind, int kernel, int stride)
{
    bool made;
    if (is_plain(p, &made)) {
        return fail_features(p, made);
    }
    if (!has_room(p, kernel, 0)) {
        const TensorShape window = { p->shape.channels, kernel, kernel };
        return fail_fit(p, window, N_("the pool is larger than the picture"));
    }
    return push(p, (LayerPlan){ .kind = kind, .kernel = kernel, .stride = stride });
}

bool planner_gap(Planner *p)
{
    return push(p, (LayerPlan){ .kind = LAYER_GLOBAL_AVGPOOL });
}

bool planner_flatten(Planner *p)
{
    return push(p, (LayerPlan){ .kind = LAYER_FLATTEN });
}

static bool has_features(const Planner *p)
{
    bool has = false;
    for (int i = 0; i < p->count; i++) {
        has = has || p->plans[i].kind == LAYER_FEATURES;
    }
    return has;
}

bool planner_features(Planner *p, unsigned features)
{
    if (has_features(p)) {
        return fail_at(p->err, p->at,
                       "%.*s would be made of features, not of a point's x and y; name all of "
                       "them in one place, as in features x,y,x2",
                       p->said_length, p->said);
    }
    if (p->shape.channels != 2 || shape_area(p->shape) != 1) {
        const Written from = written(p->shape);
        return fail_at(
            p->err, p->at,
            "%.*s are made of the two features of a plane's points, x and y, and what comes in is "
            "%s; leave them out, or choose such data (spiral, moons, circle)",
            p->said_length, p->said, from.text);
    }
    return push(p, (LayerPlan){ .kind = LAYER_FEATURES, .features = features });
}

static bool group_norm(Planner *p, int groups)
{
    const int channels = p->shape.channels;
    if (channels % groups != 0) {
        return fail_n(p->err, p->at, channels,
                      "%.*s: %d channel does not divide into %d groups; choose 1 (groups=)",
                      "%.*s: %d channels do not divide into %d groups; choose a number that "
                      "divides them (groups=)",
                      p->said_length, p->said, channels, groups);
    }
    if (channels / groups * shape_area(p->shape) == 1) {
        const Written from = written(p->shape);
        return fail_at(p->err, p->at,
                       "%.*s: in %s each group is a single number, and nothing is left of it; "
                       "choose fewer groups, or another norm",
                       p->said_length, p->said, from.text);
    }
    return push(p, (LayerPlan){ .kind = LAYER_GROUPNORM, .eps = NORM_EPS, .groups = groups });
}

bool planner_norm(Planner *p, NormKind kind, int groups)
{
    switch (kind) {
    case NORM_BATCH:
        return push(
            p, (LayerPlan){ .kind = LAYER_BATCHNORM, .eps = NORM_EPS, .momentum = NORM_MOMENTUM });
    case NORM_LAYER: return push(p, (LayerPlan){ .kind = LAYER_LAYERNORM, .eps = NORM_EPS });
    case NORM_RMS: return push(p, (LayerPlan){ .kind = LAYER_RMSNORM, .eps = NORM_EPS });
    case NORM_INSTANCE: return group_norm(p, p->shape.channels);
    default: return group_norm(p, groups ? groups : (int)p->spec->numbers.groups);
    }
}

bool planner_activation(Planner *p, ActivationKind kind, const ActivationParams *params)
{
    return push(p, (LayerPlan){ .kind = kind == ACTIVATION_PRELU ? LAYER_PRELU : LAYER_ACTIVATION,
                                .activation = kind,
                                .number = activation_param(kind, params) });
}

bool planner_dropout(Planner *p, double share, bool channels)
{
    return push(p, (LayerPlan){ .kind = LAYER_DROPOUT, .drop = share, .channels = channels });
}

bool planner_tie(Planner *p, int index, int first)
{
    LayerPlan *plan = &p->plans[index];
    const LayerPlan *other = &p->plans[first];
    const LayerParams mine = layer_params(plan), theirs = layer_params(other);
    if (plan->kind != other->kind || mine.in != theirs.in || mine.out != theirs.out) {
        return false;
    }
    plan->tied = layer_is_tied(other) ? other->tied : first;
    return true;
}

PlannerBranch planner_branch(const Planner *p)
{
    return (PlannerBranch){ p->count - 1, p->shape };
}

bool planner_fits(const Planner *p, const PlannerBranch *branch)
{
    return shape_same(p->shape, branch->shape);
}

bool planner_add(Planner *p, const PlannerBranch *branch, double drop)
{
    return push(p, (LayerPlan){ .kind = LAYER_ADD, .other = branch->from, .drop = drop });
}
