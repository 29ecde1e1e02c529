#include "app/network/lab_inputs.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

unsigned lab_inputs_of(const NetShot *net, TensorShape shape)
{
    unsigned inputs = 1u << INPUT_X | 1u << INPUT_Y;
    LayerPlan *plans = memory_get(sizeof *plans * NET_LAYERS_MAX);
    if (net_plan(&net->spec, shape, net->outputs, plans, NULL) > 0 &&
        plans[0].kind == LAYER_FEATURES) {
        inputs = plans[0].features;
    }
    free(plans);
    return inputs;
}

InputFeature lab_input_of(unsigned inputs, int unit)
{
    int found = 0;
    for (int i = 0; i < INPUT_FEATURE_COUNT; i++) {
        if (inputs >> i & 1 && found++ == unit) {
            return (InputFeature)i;
        }
    }
    return INPUT_X;
}

float lab_input_at(const LabShot *shot, InputFeature feature, float u, float v)
{
    const double value =
        input_features[feature].value((1 - u) * shot->given_low[0] + u * shot->given_high[0],
                                      (1 - v) * shot->given_low[1] + v * shot->given_high[1]);
    return (float)clamp(value, -FLT_MAX, FLT_MAX);
}

float lab_input_most(const LabShot *shot, InputFeature feature)
{
    enum { STEPS = 16 };
    float most = 0;
    for (int i = 0; i <= STEPS; i++) {
        for (int k = 0; k <= STEPS; k++) {
            const float u = (float)i / STEPS, v = (float)k / STEPS;
            most = fmaxf(most, fabsf(lab_input_at(shot, feature, u, v)));
        }
    }
    return most;
}
