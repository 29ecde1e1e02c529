// What a network answers for any points: block by block, so that a layer's outputs stay in the
// cache, as probabilities where its loss means them.
#include "sim/train/train.h"

#include "base/parallel.h"

#include <math.h>

// Outputs z [rows][padded(k)] as probabilities or values, out [rows][k]. scratch [rows·k], a
// multiple of LANES.
typedef void Answer(const Kernels *kernels, int rows, int k, const Real *z, Real *scratch,
                    float *out);

static void answer_as_is(UNUSED const Kernels *kernels, int rows, int k, const Real *z,
                         UNUSED Real *scratch, float *out)
{
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < k; j++) {
            out[i * k + j] = (float)z[(ptrdiff_t)i * padded(k) + j];
        }
    }
}

// The sigmoid of everything in scratch, as out.
static void answer_sigmoid(const Kernels *kernels, int count, Real *scratch, float *out)
{
    kernels->activate[ACTIVATION_SIGMOID]((size_t)padded(count), scratch, scratch, 0);
    for (int i = 0; i < count; i++) {
        out[i] = (float)scratch[i];
    }
}

static void answer_logits(const Kernels *kernels, int rows, int k, const Real *z, Real *scratch,
                          float *out)
{
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < k; j++) {
            scratch[i * k + j] = z[(ptrdiff_t)i * padded(k) + j];
        }
    }
    answer_sigmoid(kernels, rows * k, scratch, out);
}

// Of two classes: softmax is the sigmoid of the difference, which the kernels do in vectors.
static void answer_softmax(const Kernels *kernels, int rows, int k, const Real *z, Real *scratch,
                           float *out)
{
    for (int i = 0; i < rows; i++, z += padded(k)) {
        if (k == 2) {
            scratch[2 * i] = z[0] - z[1];
            scratch[2 * i + 1] = z[1] - z[0];
            continue;
        }
        Real most = z[0];
        for (int j = 1; j < k; j++) {
            most = z[j] > most ? z[j] : most;
        }
        float sum = 0;
        for (int j = 0; j < k; j++) {
            sum += out[i * k + j] = expf((float)(z[j] - most));
        }
        for (int j = 0; j < k; j++) {
            out[i * k + j] /= sum;
        }
    }
    if (k == 2) {
        answer_sigmoid(kernels, rows * k, scratch, out);
    }
}

static Answer *const answers[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = answer_softmax,
    [LOSS_BCE_WITH_LOGITS] = answer_logits,
    [LOSS_MSE] = answer_as_is,
};
static_assert(COUNT(answers) == LOSS_COUNT, "one row for each LossKind");

static void outputs(Train *train, NetMode mode, NetDraw draw, int rows, const float *x, float *out)
{
    const int features = train->data->set->features, wide = padded(features);
    const int k = train->outputs;
    Net room, *net = learner_shown(&train->learner, &room);
    const unsigned before = denormals_flush();
    for (int row = 0; row < rows; row += TRAIN_BLOCK) {
        const int count = rows - row < TRAIN_BLOCK ? rows - row : TRAIN_BLOCK;
        for (int i = 0; i < count; i++, x += features) {
            for (int f = 0; f < features; f++) {
                train->points[i * wide + f] = x[f];
            }
        }
        const Real *z = net_forward(net, &train->pass, mode, draw, train->points, count);
        answers[train->loss](net->kernels, count, k, z, train->answers, out);
        out += (ptrdiff_t)count * k;
    }
    denormals_restore(before);
}

void train_outputs(Train *train, int rows, const float *x, float *out)
{
    outputs(train, NET_EVAL, (NetDraw){ 0 }, rows, x, out);
}

// Streams of their own: far from those of a training's masks, which count steps from 0.
static const long THINNED_STEPS = (long)1 << 40; // + pass

void train_outputs_thinned(Train *train, int pass, int rows, const float *x, float *out)
{
    const NetDraw draw = { .seed = train->learner.seed, .step = THINNED_STEPS + pass };
    outputs(train, NET_THINNED, draw, rows, x, out);
}

bool train_has_masks(const Train *train)
{
    const Net *net = &train->learner.net;
    bool has = false;
    for (int i = 0; i < net->layer_count; i++) {
        has = has || net->layers[i].plan.drop > 0;
    }
    return has;
}

int train_said(const Train *train, const float *out, float *share)
{
    if (train->data->set->classes == 0) {
        *share = out[0];
        return 0;
    }
    if (train->outputs == 1) {
        const int class = out[0] > 0.5f;
        *share = clampf(class ? out[0] : 1 - out[0], 0, 1);
        return class;
    }
    int best = 0;
    for (int k = 1; k < train->outputs; k++) {
        best = out[k] > out[best] ? k : best;
    }
    *share = clampf(out[best], 0, 1);
    return best;
}
