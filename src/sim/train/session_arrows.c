// Where adversarial training moves points to: along the sign of the loss's gradient at them
// (Goodfellow, Shlens & Szegedy 2015, section 4).
#include "sim/train/session_looks.h"

#include <math.h>
#include <string.h>

static double step_of(const Session *session, const SessionNet *net)
{
    const double own = net->time->epochs.train->spec.numbers.fgsm;
    double longest = 0;
    for (int i = 0; i < session->net_count; i++) {
        longest = fmax(longest, session->nets[i]->time->epochs.train->spec.numbers.fgsm);
    }
    return own > 0 ? own : longest;
}

bool session_wants_arrows(const Session *session, const SessionNet *net)
{
    const Dataset *set = &session->data->set;
    return (set->features == 2 || dataset_is_curve(set)) && set->train_count > 1 &&
           step_of(session, net) > 0;
}

static float sign(Real value)
{
    return (float)((value > 0) - (value < 0));
}

// Rows of the training data, evenly chosen, side by side: x and target [count][...].
static void choose(const Train *train, int count, Real *x, Real *target)
{
    const TrainData *data = train->data;
    const size_t wide = (size_t)padded(data->set->features), out = (size_t)padded(train->outputs);
    for (int i = 0; i < count; i++) {
        const size_t row = (size_t)((int64_t)i * data->set->train_count / count);
        memcpy(x + (size_t)i * wide, data->x + row * wide, wide * sizeof *x);
        memcpy(target + (size_t)i * out, train->target + row * out, out * sizeof *target);
    }
}

// Rows side by side, on their way.
typedef struct Moved {
    int count;
    Real *x, *target; // [count][...]
    const Real *dx;   // [count][...]: of the loss, x
} Moved;

static void tell(const Train *train, const Moved *moved, LabArrows *arrows)
{
    const Dataset *set = train->data->set;
    const int wide = padded(set->features);
    arrows->count = moved->count < SHOT_ARROWS ? moved->count : SHOT_ARROWS;
    for (int i = 0; i < arrows->count; i++) {
        const int row = (int)((int64_t)i * moved->count / arrows->count);
        arrows->items[i] = (LabArrow){ 0 };
        for (int k = 0; k < set->features; k++) {
            const float at = (float)moved->x[row * wide + k];
            const float to = at + (float)arrows->step * sign(moved->dx[row * wide + k]);
            arrows->items[i].from[k] = dataset_original(set, k, at);
            arrows->items[i].to[k] = dataset_original(set, k, to);
        }
        if (set->features == 1) { // along the line: its value stays
            const float value = (float)moved->target[row * padded(train->outputs)];
            arrows->items[i].from[1] = arrows->items[i].to[1] = value;
        }
    }
}

static void move_all(const Moved *moved, int features, double step)
{
    const int wide = padded(features);
    for (int i = 0; i < moved->count; i++) {
        for (int k = 0; k < features; k++) {
            moved->x[i * wide + k] += (Real)((float)step * sign(moved->dx[i * wide + k]));
        }
    }
}

void session_look_arrows(Session *session, SessionNet *net, UNUSED bool coarse)
{
    Train *train = net->time->epochs.train;
    Learner *learner = &train->learner;
    Net room, *model = learner_shown(learner, &room);
    LabArrows *arrows = &net->shot.arrows;
    const int there = train->data->set->train_count;
    Moved moved = { .count = there < SHOT_MOVED ? there : SHOT_MOVED };
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, model, moved.count, PASS_BACKWARD, &arena);
    moved.x = arena_new(&arena, Real, moved.count * padded(model->inputs));
    moved.target = arena_new(&arena, Real, moved.count * padded(train->outputs));
    Real *grad = arena_new(&arena, Real, model->param_count);
    choose(train, moved.count, moved.x, moved.target);
    const unsigned before = denormals_flush();
    const Real *out = net_forward(model, &pass, NET_INSPECT, (NetDraw){ 0 }, moved.x, moved.count);
    learner_loss(learner, moved.count, out, moved.target, pass.d[0]);
    moved.dx = net_backward_to_input(model, &pass, pass.d[0], grad);
    arrows->step = step_of(session, net);
    tell(train, &moved, arrows);
    move_all(&moved, model->inputs, arrows->step);
    arrows->tried = moved.count;
    arrows->loss =
        learner_evaluate(learner, &pass, moved.x, moved.target, moved.count, &arrows->right);
    arrows->right = train->data->set->classes > 0 ? arrows->right : -1;
    denormals_restore(before);
    arena_free(&arena);
}
