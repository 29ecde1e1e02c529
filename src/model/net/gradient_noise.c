// One stream of random numbers a step, spent in the order of the parameters.
#include "model/net/gradient_noise.h"

#include "base/rng.h"

#include <math.h>

static const uint64_t NOISE_STREAM = (uint64_t)0x6e6f << 48; // + t
static const double DECAY = 0.55;

// Both numbers of Box & Muller's pair: there are as many to draw as parameters.
typedef struct Normals {
    Rng rng;
    double sigma, second;
    bool has_second;
} Normals;

static double draw(Normals *normals)
{
    normals->has_second = !normals->has_second;
    if (!normals->has_second) {
        return normals->second;
    }
    const double two_pi = 6.283185307179586;
    const double radius = normals->sigma * sqrt(-2 * log(1 - rng_uniform(&normals->rng)));
    const double angle = two_pi * rng_uniform(&normals->rng);
    normals->second = radius * sin(angle);
    return radius * cos(angle);
}

static void add(Normals *normals, int count, Real *grad)
{
    for (int i = 0; i < count; i++) {
        grad[i] += (Real)draw(normals);
    }
}

void gradient_noise_add(const Net *net, double eta, uint64_t seed, long t, Real *grad)
{
    Normals normals = { .sigma = sqrt(eta / pow(1 + (double)t, DECAY)) };
    rng_init(&normals.rng, seed, NOISE_STREAM + (uint64_t)t);
    for (int l = 0; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        const LayerParams params =
            layer_is_tied(&layer->plan) ? (LayerParams){ 0 } : layer_params(&layer->plan);
        for (int i = 0; i < params.in; i++) {
            add(&normals, params.out,
                grad + layer->weight + (size_t)i * (size_t)padded(params.out));
        }
        add(&normals, params.gain, grad + layer->gain);
        add(&normals, params.bias, grad + layer->bias);
    }
}
