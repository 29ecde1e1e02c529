// One step of learning: gather the batch, forward, loss, backward, penalties, noise, clipping,
// update.
// Everything is a pass over flat vectors; a step allocates nothing and, unless asked to measure,
// looks at no number that the update does not need.
#include "model/net/learner.h"

#include "model/net/gradient_noise.h"
#include "model/net/matrix_rules.h"
#include "model/net/max_norm.h"
#include "model/optim/optim_scalars.h"

#include <math.h>
#include <string.h>

#ifdef THALWEG_DOUBLE
#define AROUND(name) name
#define UPDATE_OF(optim) (optim)->update
#define STEP_OF(optim) (optim)->step
typedef OptimSight RealSight;
#else
#define AROUND(name) name##_float
#define UPDATE_OF(optim) (optim)->update_float
#define STEP_OF(optim) (optim)->step_float
typedef OptimSightFloat RealSight;
#endif

double learner_loss(const Learner *learner, int rows, const Real *out, const Real *target, Real *d)
{
    const Net *net = &learner->net;
    return goal_loss(&learner->goal, net->kernels, rows, net->outputs, out, target, d);
}

void learner_init(Learner *learner, const Net *net, const Goal *goal, const Optim *optim,
                  const OptimParams *params, int batch_max, uint64_t seed, Arena *arena)
{
    const size_t n = net->param_count, rows = (size_t)batch_max;
    assert(optim->places & OPTIM_IN_NETWORKS);
    *learner = (Learner){
        .net = *net,
        .goal = *goal,
        .optim = optim,
        .params = *params,
        .seed = seed,
        .grad = arena_new(arena, Real, n),
        .state = arena_new(arena, Real, n * (size_t)(optim->state_count + around_vectors(params))),
        .running = arena_new(arena, Real, net->running_count),
        .x = arena_new(arena, Real, rows * (size_t)padded(net->inputs)),
        .target = arena_new(arena, Real, rows * (size_t)padded(net->outputs)),
        .before = arena_new(arena, Real, n),
        .room = optim->needs & OPTIM_MATRICES ? arena_new(arena, Real, matrix_room(net)) : NULL,
    };
    net_pass_init(&learner->pass, net, batch_max, PASS_BACKWARD, arena);
    learner_restart(learner);
}

int learner_vectors(const Learner *learner)
{
    return learner->optim->state_count + around_vectors(&learner->params);
}

// What goes around the rule keeps its vectors behind the rule's own.
static Real *around_memory(const Learner *learner)
{
    return learner->state + learner->net.param_count * (size_t)learner->optim->state_count;
}

Net *learner_shown(Learner *learner, Net *room)
{
    const OptimParams *params = &learner->params;
    const bool mean = around_keeps(learner->optim, params, AROUND_MEAN);
    if (learner->scalars.t == 0 || !(mean || learner->optim->judged)) {
        return &learner->net;
    }
    const size_t vector =
        mean ? (size_t)around_vector(params, AROUND_MEAN) : (size_t)learner->optim->judged - 1;
    *room = learner->net;
    room->params =
        (mean ? around_memory(learner) : learner->state) + vector * learner->net.param_count;
    return room;
}

void learner_restart(Learner *learner)
{
    const size_t count = learner->net.param_count * (size_t)learner_vectors(learner);
    memset(learner->state, 0, sizeof(Real) * count);
    optim_scalars_start(&learner->scalars);
    learner->step = 0;
    learner->lost = false;
}

// to[i] = from[rows[i]], in pieces of known size: a call of memcpy costs more than such a row.
static void gather(Real *restrict to, const Real *restrict from, int wide, const uint32_t *rows,
                   int count)
{
    for (int i = 0; i < count; i++) {
        const Real *row = from + (size_t)rows[i] * (size_t)wide;
        for (int j = 0; j < wide; j += LANES) {
            memcpy(to + j, row + j, LANES * sizeof(Real));
        }
        to += wide;
    }
}

// l1·Σ|w| + l2·Σw² over the weights of all layers, whose gradient is added to grad.
static double penalties(const Learner *learner, Real *grad)
{
    const Net *net = &learner->net;
    const Goal *goal = &learner->goal;
    double sum = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (layer_role(plan->kind) == ROLE_WEIGHTS && !layer_is_tied(plan)) {
            sum += net_penalty(net, i, goal->l1, goal->l2, grad);
        }
    }
    return sum;
}

// Of which the loss knows nothing.
static void couple_decay(const Learner *learner, Real *grad)
{
    const Real lambda = (Real)learner->params.coupled_decay;
    for (size_t i = 0; i < learner->net.param_count && lambda > 0; i++) {
        grad[i] += lambda * learner->net.params[i];
    }
}

static NetDraw draw_of(const Learner *learner)
{
    return (NetDraw){ .seed = learner->seed, .step = learner->step };
}

// The rows as they lie in learner->x move to where the loss rises most of all steps of this length
// in each number: x + ε·sign(∂loss/∂x), sign(0) = 0 (Goodfellow, Shlens & Szegedy 2015, section 4),
// with the masks of the step to come. The running statistics stay.
static void move_against(Learner *learner, int count)
{
    Net *net = &learner->net;
    NetPass *pass = &learner->pass;
    const size_t numbers = (size_t)count * (size_t)padded(net->inputs);
    const Real by = (Real)learner->goal.fgsm;
    memcpy(learner->running, net->running, sizeof(Real) * net->running_count);
    const Real *out = net_forward(net, pass, NET_TRAIN, draw_of(learner), learner->x, count);
    learner_loss(learner, count, out, learner->target, pass->d[0]);
    const Real *slope = net_backward_to_input(net, pass, pass->d[0], learner->grad);
    memcpy(net->running, learner->running, sizeof(Real) * net->running_count);
    for (size_t i = 0; i < numbers; i++) {
        learner->x[i] += by * (Real)((slope[i] > 0) - (slope[i] < 0));
    }
}

// Of the batch as it lies in learner->x: its loss, penalties in, and its gradient.
static double find_gradient(Learner *learner, int count, Real *grad)
{
    Net *net = &learner->net;
    NetPass *pass = &learner->pass;
    const Real *out = net_forward(net, pass, NET_TRAIN, draw_of(learner), learner->x, count);
    double loss = learner_loss(learner, count, out, learner->target, pass->d[0]);
    net_backward(net, pass, pass->d[0], grad);
    if (learner->goal.l1 > 0 || learner->goal.l2 > 0) {
        loss += penalties(learner, grad);
    }
    couple_decay(learner, grad);
    return loss;
}

static double gradient_norm(const Learner *learner)
{
    return sqrt(learner->net.kernels->sum_squares(learner->net.param_count, learner->grad));
}

// The gradient, whose norm is given, uphill of here by sam's radius: the same rows, the same masks;
// the running statistics stay those of the network itself.
static void look_uphill(Learner *learner, int count, double norm)
{
    Net *net = &learner->net;
    const size_t n = net->param_count;
    const Real step = (Real)(learner->params.sam / (norm + 1e-12));
    memcpy(learner->before, net->params, sizeof(Real) * n);
    memcpy(learner->running, net->running, sizeof(Real) * net->running_count);
    for (size_t i = 0; i < n; i++) {
        net->params[i] += step * learner->grad[i];
    }
    find_gradient(learner, count, learner->grad);
    memcpy(net->params, learner->before, sizeof(Real) * n);
    memcpy(net->running, learner->running, sizeof(Real) * net->running_count);
}

static bool add_noise(Learner *learner)
{
    const bool noisy = learner->goal.gradient_noise > 0;
    if (noisy) {
        gradient_noise_add(&learner->net, learner->goal.gradient_noise, learner->seed,
                           learner->step, learner->grad);
    }
    return noisy;
}

// norm: the gradient's.
static void clip_gradient(Learner *learner, double norm)
{
    const double factor = around_clip_factor(&learner->params, norm);
    if (factor < 1) {
        learner->net.kernels->scale(learner->net.param_count, learner->grad, (Real)factor);
    }
    AROUND(around_clip_value)(&learner->params, learner->net.param_count, learner->grad);
}

// A batch as it lies in learner->x, and its loss where the network is.
typedef struct Batch {
    Learner *learner;
    int count;
    double loss;
} Batch;

// OptimLook: the same rows and masks with other parameters. Nothing of the network is moved, nor
// its running statistics.
#ifdef THALWEG_DOUBLE
static void look(void *context, const Real *x, double *f, Real *g, UNUSED double *h)
#else
static void look(void *context, const Real *x, double *f, Real *g)
#endif
{
    const Batch *batch = context;
    Learner *learner = batch->learner;
    Net *net = &learner->net;
    Real *own = net->params;
    memcpy(learner->running, net->running, sizeof(Real) * net->running_count);
    net->params = (Real *)x; // for a pass, which only reads
    *f = find_gradient(learner, batch->count, g);
    net->params = own;
    memcpy(net->running, learner->running, sizeof(Real) * net->running_count); // as before
}

// The optimizer's own part of a step, with its numbers of now.
static void move(Learner *learner, const OptimParams *params, const Batch *batch)
{
    const Optim *optim = learner->optim;
    Net *net = &learner->net;
    if (optim->needs & OPTIM_MATRICES) {
        matrix_rule(optim)(params, &learner->scalars, net, learner->grad, learner->state,
                           learner->room);
    } else if (optim->update) {
        UPDATE_OF(optim)
        (params, &learner->scalars, net->param_count, net->params, learner->grad, learner->state);
    } else {
        const RealSight sight = {
            .f = batch->loss, .g = learner->grad, .look = look, .context = (void *)batch
        };
        STEP_OF(optim)
        (params, &learner->scalars, net->param_count, net->params, learner->state, &sight);
    }
}

static void keep_norms(Learner *learner)
{
    if (learner->goal.max_norm > 0) {
        max_norm_keep(&learner->net, learner->goal.max_norm);
    }
}

static void update(Learner *learner, const Batch *batch)
{
    const size_t n = learner->net.param_count;
    Real *x = learner->net.params;
    OptimParams room;
    optim_advance(learner->optim, &learner->scalars, &learner->params);
    const OptimParams *params = optim_params_now(&learner->params, &learner->scalars, &room);
    AROUND(around_begin)(params, &learner->scalars, n, x, around_memory(learner));
    move(learner, params, batch);
    keep_norms(learner); // a mean of points is of such
    AROUND(around_end)(params, &learner->scalars, n, x, around_memory(learner));
    keep_norms(learner); // points of before may be longer
}

// The update; its length over the length of the parameters. Lost when these are not finite any
// more.
static double measured_update(Learner *learner, const Batch *batch)
{
    const Kernels *kernels = learner->net.kernels;
    const size_t n = learner->net.param_count;
    memcpy(learner->before, learner->net.params, sizeof(Real) * n);
    const double length = sqrt(kernels->sum_squares(n, learner->before)); // still in the cache
    update(learner, batch);
    const double moved = sqrt(kernels->distance_squares(n, learner->net.params, learner->before));
    // Where a distance is finite both ends are.
    learner->lost = !isfinite(moved) && !kernels->all_finite(n, learner->net.params);
    return length > 0 ? moved / length : (double)NAN;
}

void learner_place(Learner *learner, const Real *x, const Real *target, const uint32_t *rows,
                   int count)
{
    if (rows) {
        gather(learner->x, x, padded(learner->net.inputs), rows, count);
        gather(learner->target, target, padded(learner->net.outputs), rows, count);
    }
    if (learner->goal.fgsm > 0) {
        move_against(learner, count);
    }
}

LearnStep learner_step(Learner *learner, const Real *x, const Real *target, const uint32_t *rows,
                       int count, bool measure)
{
    LearnStep report = { NAN, NAN, NAN, NAN };
    if (learner->lost) {
        return report;
    }
    const Net *net = &learner->net;
    learner_place(learner, x, target, rows, count);
    report.loss = find_gradient(learner, count, learner->grad);
    // A search for something lower goes nowhere from a slope that is no number.
    const bool blind =
        learner->optim->step && !net->kernels->all_finite(net->param_count, learner->grad);
    if (!isfinite(report.loss) || blind) {
        learner->lost = true;
        return report;
    }
    const OptimParams *params = &learner->params;
    if (measure || params->sam > 0 || params->clip > 0) {
        report.grad_norm = gradient_norm(learner);
    }
    if (params->sam > 0) {
        look_uphill(learner, count, report.grad_norm);
    }
    const bool noisy = add_noise(learner), anew = (params->sam > 0 || noisy) && params->clip > 0;
    clip_gradient(learner, anew ? gradient_norm(learner) : report.grad_norm);
    const Batch batch = { learner, count, report.loss };
    if (measure) {
        report.update_ratio = measured_update(learner, &batch);
    } else {
        update(learner, &batch);
    }
    learner->step++;
    report.rate = learner->scalars.rate;
    return report;
}

// The class a row of outputs (or of targets) says: the largest; of a single one, its side of the
// threshold.
static int class_of(const Real *row, int k, double threshold)
{
    if (k == 1) {
        return (double)row[0] > threshold;
    }
    int best = 0;
    for (int j = 1; j < k; j++) {
        best = row[j] > row[best] ? j : best;
    }
    return best;
}

double learner_evaluate(Learner *learner, NetPass *pass, const Real *x, const Real *target,
                        int rows, int *right)
{
    const int k = learner->net.outputs;
    const ptrdiff_t stride = padded(k);
    Goal goal = learner->goal;
    const double threshold = goal_threshold(&goal);
    Net room;
    goal.entropy = 0;
    const Real *out =
        net_forward(learner_shown(learner, &room), pass, NET_EVAL, (NetDraw){ 0 }, x, rows);
    *right = 0;
    for (int i = 0; i < rows; i++) {
        *right += class_of(out + i * stride, k, threshold) == class_of(target + i * stride, k, 0.5);
    }
    return goal_loss(&goal, learner->net.kernels, rows, k, out, target, NULL);
}
