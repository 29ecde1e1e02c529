// What layers of several kinds ask: the keys of their masks, and whether a product applies the relu
// behind it.
#include "model/net/net_layers.h"

#include "base/rng.h"

// How many layers had numbers of their own in a step's keys when there were at most so many; those
// beyond come after all steps there will ever be.
enum { KEYS_A_STEP = 96 };

uint64_t layer_mask_key(NetDraw draw, int index)
{
    Rng rng;
    const uint64_t beyond = (uint64_t)(index / KEYS_A_STEP) << 56;
    const uint64_t stream = (uint64_t)draw.step * KEYS_A_STEP + (uint64_t)(index % KEYS_A_STEP);
    rng_init(&rng, draw.seed, stream | beyond | UINT64_C(1) << 63);
    return rng_bits(&rng);
}

bool layer_relu_fused(const Net *net, const NetPass *pass, int index)
{
    if (index == 0 || index == net->layer_count) {
        return false;
    }
    const LayerPlan *plan = &net->layers[index].plan, *before = &net->layers[index - 1].plan;
    return plan->kind == LAYER_ACTIVATION && plan->activation == ACTIVATION_RELU &&
           (before->kind == LAYER_DENSE || before->kind == LAYER_CONV) &&
           pass->outputs[index] == pass->outputs[index - 1];
}
