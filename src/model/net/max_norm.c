// A weight is [in][padded(out)]: the lengths of as many units as a vector holds are taken at once.
#include "model/net/max_norm.h"

#include <math.h>

// The columns of w [in][wide] that begin with the first LANES of it.
static void shorten(Real *w, int in, int wide, double c)
{
    double squares[LANES] = { 0 };
    Real factor[LANES];
    bool any = false;
    for (int i = 0; i < in; i++) {
        for (int j = 0; j < LANES; j++) {
            const double v = (double)w[(size_t)i * (size_t)wide + (size_t)j];
            squares[j] += v * v;
        }
    }
    for (int j = 0; j < LANES; j++) {
        const bool longer = squares[j] > c * c;
        factor[j] = longer ? (Real)(c / sqrt(squares[j])) : 1;
        any = any || longer;
    }
    for (int i = 0; any && i < in; i++) {
        for (int j = 0; j < LANES; j++) {
            w[(size_t)i * (size_t)wide + (size_t)j] *= factor[j];
        }
    }
}

static void keep_layer(Net *net, const Layer *layer, double c)
{
    const LayerParams params = layer_params(&layer->plan);
    const int wide = padded(params.out);
    for (int o = 0; o < params.gain; o++) {
        Real *g = &net->params[layer->gain + (size_t)o];
        *g = (Real)clamp((double)*g, -c, c); // what is no number stays none: it is lost
    }
    for (int j = 0; j < wide && params.gain == 0; j += LANES) {
        shorten(net->params + layer->weight + j, params.in, wide, c);
    }
}

void max_norm_keep(Net *net, double c)
{
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS && !layer_is_tied(&layer->plan)) {
            keep_layer(net, layer, c);
        }
    }
}
