// Features: formulas of the two numbers of a row, so that a network of straight lines can draw
// curves.
#include "model/net/net_layers.h"

TensorShape features_to(const LayerPlan *plan)
{
    int count = 0;
    for (int k = 0; k < INPUT_FEATURE_COUNT; k++) {
        count += plan->features >> k & 1;
    }
    return shape_features(count);
}

const Real *features_forward(UNUSED Net *net, NetPass *pass, int index, const Real *x)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const int in = padded(plan->in), out = padded(plan->out);
    Real *y = pass->outputs[index];
    for (int b = 0; b < pass->rows; b++, x += in, y += out) {
        int to = 0;
        for (int k = 0; k < INPUT_FEATURE_COUNT; k++) {
            if (plan->features >> k & 1) {
                y[to++] = (Real)input_features[k].value((double)x[0], (double)x[1]);
            }
        }
        while (to < out) {
            y[to++] = 0;
        }
    }
    return pass->outputs[index];
}

Real *features_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                        bool onward)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const int in = padded(plan->in), out = padded(plan->out);
    const Real *x = pass->inputs[index];
    Real *dx = onward ? pass_other(pass, d) : d;
    for (int b = 0; b < pass->rows && onward; b++) {
        const Real *row = x + (ptrdiff_t)b * in, *from = d + (ptrdiff_t)b * out;
        Real *to = dx + (ptrdiff_t)b * in;
        double sum[2] = { 0, 0 };
        for (int k = 0, at = 0; k < INPUT_FEATURE_COUNT; k++) {
            double slope[2];
            if (plan->features >> k & 1) {
                input_features[k].slopes((double)row[0], (double)row[1], slope);
                sum[0] += slope[0] * (double)from[at];
                sum[1] += slope[1] * (double)from[at];
                at++;
            }
        }
        for (int j = 0; j < in; j++) {
            to[j] = j < 2 ? (Real)sum[j] : 0;
        }
    }
    return dx;
}
