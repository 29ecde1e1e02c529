// Where adversarial training moves points to: along the sign of the loss's gradient at them
// (Goodfellow, Shlens & Szegedy 2015, section 4).
#include "sim/train/session_looks.h"

#include <math.h>
#include <string.h>

bool session_wants_arrows(const Session *session, const SessionNet *net)
{
    return session->data->set.features == 2 && session->data->set.train_count > 1 &&
           net->time->epochs.train->spec.numbers.fgsm > 0;
}

static float sign(Real value)
{
    return (float)((value > 0) - (value < 0));
}

// Rows of the training data, evenly chosen, side by side: x and target [count][...].
static void choose(const Train *train, int count, Real *x, Real *target)
{
    const TrainData *data = train->data;
    const size_t wide = (size_t)padded(2), out = (size_t)padded(train->outputs);
    for (int i = 0; i < count; i++) {
        const size_t row = (size_t)((int64_t)i * data->set->train_count / count);
        memcpy(x + (size_t)i * wide, data->x + row * wide, wide * sizeof *x);
        memcpy(target + (size_t)i * out, train->target + row * out, out * sizeof *target);
    }
}

void session_look_arrows(UNUSED Session *session, SessionNet *net, UNUSED bool coarse)
{
    Train *train = net->time->epochs.train;
    Learner *learner = &train->learner;
    Net *model = &learner->net;
    LabArrows *arrows = &net->shot.arrows;
    const int there = train->data->set->train_count;
    const int count = there < SHOT_ARROWS ? there : SHOT_ARROWS, wide = padded(2);
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, model, count, PASS_BACKWARD, &arena);
    Real *x = arena_new(&arena, Real, count * wide);
    Real *target = arena_new(&arena, Real, count * padded(train->outputs));
    Real *grad = arena_new(&arena, Real, model->param_count);
    choose(train, count, x, target);
    const unsigned before = denormals_flush();
    const Real *out = net_forward(model, &pass, NET_INSPECT, (NetDraw){ 0 }, x, count);
    learner_loss(learner, count, out, target, pass.d[0]);
    const Real *dx = net_backward_to_input(model, &pass, pass.d[0], grad);
    denormals_restore(before);
    const float step = (float)train->spec.numbers.fgsm;
    arrows->count = count;
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < 2; k++) {
            const float at = (float)x[i * wide + k];
            arrows->items[i].from[k] = dataset_original(train->data->set, k, at);
            arrows->items[i].to[k] =
                dataset_original(train->data->set, k, at + step * sign(dx[i * wide + k]));
        }
    }
    arena_free(&arena);
}
