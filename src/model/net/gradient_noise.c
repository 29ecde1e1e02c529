// One stream of random numbers a step, spent in the order of the parameters.
#include "model/net/gradient_noise.h"

#include "base/rng.h"

#include <math.h>

static const uint64_t NOISE_STREAM = (uint64_t)0x6e6f << 48; // + t
static const double DECAY = 0.55;

static void add(Rng *rng, double sigma, int count, Real *grad)
{
    for (int i = 0; i < count; i += 2) {
        double pair[2];
        rng_normal_pair(rng, pair);
        grad[i] += (Real)(sigma * pair[0]);
        if (i + 1 < count) {
            grad[i + 1] += (Real)(sigma * pair[1]);
        }
    }
}

void gradient_noise_add(const Net *net, double eta, uint64_t seed, long t, Real *grad)
{
    const double sigma = sqrt(eta / pow(1 + (double)t, DECAY));
    Rng rng;
    rng_init(&rng, seed, NOISE_STREAM + (uint64_t)t);
    for (int l = 0; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        const LayerParams params =
            layer_is_tied(&layer->plan) ? (LayerParams){ 0 } : layer_params(&layer->plan);
        for (int i = 0; i < params.in; i++) {
            add(&rng, sigma, params.out,
                grad + layer->weight + (size_t)i * (size_t)padded(params.out));
        }
        add(&rng, sigma, params.gain, grad + layer->gain);
        add(&rng, sigma, params.bias, grad + layer->bias);
    }
}
