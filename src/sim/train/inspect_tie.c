// The matrix that is applied again and again: what of it can be seen.
#include "sim/train/inspect_parts.h"

#include "model/spectral_radius.h"

#include <stdlib.h>

// How many layers use the parameters of this one, with itself.
static int layers_of(const Inspect *inspect, int layer)
{
    int layers = 1;
    for (int i = layer + 1; i < inspect->net.layer_count; i++) {
        layers += inspect->tied[i] == layer;
    }
    return layers;
}

// As the layers use it.
static double radius_of(const View *view)
{
    const int n = view->rows;
    double *a = memory_get(sizeof *a * (size_t)n * (size_t)n);
    for (int i = 0; i < n * n; i++) {
        a[i] = (double)view->a[i / n * view->stride + i % n];
    }
    const double radius = spectral_radius(n, a);
    free(a);
    return radius;
}

InspectTie inspect_tie(const Inspect *inspect)
{
    InspectTie most = { .layers = 0 };
    const View *of = NULL;
    for (int i = 0; i < inspect->layers[INSPECT_WEIGHTS]; i++) {
        const View *view = &inspect->views[INSPECT_WEIGHTS][i];
        const int layers = layers_of(inspect, view->layer);
        if (inspect->net.layers[view->layer].plan.kind == LAYER_DENSE && layers > 1 &&
            view->rows == view->columns && layers > most.layers) {
            most =
                (InspectTie){ .name = inspect->sights[INSPECT_WEIGHTS][i].name, .layers = layers };
            of = view;
        }
    }
    most.eigenvalue = of ? radius_of(of) : 0;
    return most;
}
