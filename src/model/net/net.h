// A network: a stack of layers over one flat parameter vector, and passes through it.
// Letters: B rows of a batch, I inputs, O outputs.
//
// The flat vector holds, layer by layer, a dense layer's weight [I][padded(O)] (transposed from
// PyTorch's [O][I]) and its bias [padded(O)], a norm's gamma and beta [padded(F)]. Pads are zero
// and stay zero under every optimizer, because their gradient is zero.
#pragma once

#include "base/arena.h"
#include "model/net/activation.h"
#include "model/net/kernels.h"
#include "model/net/loss.h"
#include "model/net/net_spec.h"

enum { NET_LAYERS_MAX = 96 };

typedef enum LayerKind {
    LAYER_DENSE,
    LAYER_ACTIVATION,
    LAYER_BATCHNORM,
    LAYER_LAYERNORM,
    LAYER_DROPOUT,
    LAYER_COUNT
} LayerKind;
extern const Registry layer_kinds; // "dense", "activation", ...

// One layer of a plan. What its kind does not use is 0.
typedef struct LayerPlan {
    LayerKind kind;
    int in, out;               // all but dense: the same
    ActivationKind activation; // LAYER_ACTIVATION
    bool no_bias;              // dense
    double drop;               // dropout: of units; dense: of weights (dropconnect)
    double eps, momentum;      // norms
} LayerPlan;

typedef struct Layer {
    LayerPlan plan;
    size_t weight, bias; // where they begin in params: weight and bias, or gamma and beta
    size_t mean, var;    // batchnorm: where they begin in running
    int dense;           // dense: which, from 0; others: of the dense layer before, -1 if none
} Layer;

typedef struct Net {
    const Kernels *kernels;
    int layer_count;
    Layer layers[NET_LAYERS_MAX];
    int inputs, outputs; // unpadded
    int dense_count;
    int first_trained;   // the first layer with parameters: no gradient is needed below it
    size_t param_count;  // padded numbers in params, a multiple of LANES
    size_t weight_count; // true numbers, without pads: what a framework counts
    size_t running_count;
    Real *params;  // [param_count]
    Real *running; // [running_count]: running mean (0) and unbiased variance (1) of batchnorms
} Net;

// Plans the layers a spec describes: for each hidden layer dense, norms before, activation, norms
// after, dropout; then a dense layer to the outputs. The number of layers. Activation and dropout
// are always there, so that dropout (and dropconnect, which is the hidden dense layers' own `drop`)
// can be turned up from 0 in a running network: layers[i].plan.drop may change between passes.
int net_plan(const NetSpec *spec, int inputs, int outputs, LayerPlan plans[NET_LAYERS_MAX]);
// Memory in the arena; params zero, gamma 1, running 0 and 1. plans[i].out must be plans[i+1].in.
void net_init(Net *net, const LayerPlan *plans, int count, const Kernels *kernels, Arena *arena);
// Draws the weights anew and sets biases, gamma, beta and running statistics to their start.
void net_draw(Net *net, const Init *init, const InitParams *params, double bias, uint64_t seed);
// A dense layer's weight as [out][in] row-major, in and out of the flat vector v (params or a
// gradient).
void net_get_weight(const Net *net, int layer, const Real *v, double *weight);
void net_set_weight(const Net *net, int layer, Real *v, const double *weight);

typedef enum NetMode {
    NET_TRAIN,   // batch statistics, masks drawn, running statistics updated
    NET_INSPECT, // batch statistics, no masks, nothing updated
    NET_EVAL,    // running statistics, no masks
} NetMode;

// What masks are drawn from, with the layer's number.
typedef struct NetDraw {
    uint64_t seed;
    long step;
} NetDraw;

// The memory of passes over at most rows_max rows. After net_forward(), outputs[i] is the output of
// layer i [B][padded(out)] except where the next layer wrote over it in place, or layer i had
// nothing to do (dropout without a mask) and handed its input on.
typedef struct NetPass {
    int rows_max;
    int rows; // rows, mode, draw and x: of the last forward pass
    NetMode mode;
    NetDraw draw;
    const Real *x;
    const Real *inputs[NET_LAYERS_MAX]; // what each layer read
    Real *outputs[NET_LAYERS_MAX];
    Real *saved[NET_LAYERS_MAX];  // masks; mean and var, mean and scale
    Real *masked[NET_LAYERS_MAX]; // dropconnect: the weights used
    Real *d[2];                   // gradients at outputs, back and forth
    Real *transposed;             // a weight matrix
} NetPass;

// backward false: no memory for net_backward(), and outputs may share buffers (only the last one
// is there after a pass).
void net_pass_init(NetPass *pass, const Net *net, int rows_max, bool backward, Arena *arena);
// x [B][padded(inputs)]. Returns the outputs [B][padded(outputs)]. draw: NET_TRAIN alone.
// A batchnorm in NET_TRAIN and NET_INSPECT needs at least 2 rows.
const Real *net_forward(Net *net, NetPass *pass, NetMode mode, NetDraw draw, const Real *x,
                        int rows);
// After net_forward() in NET_TRAIN or NET_INSPECT with the same pass. d [B][padded(outputs)]:
// gradient at the outputs, pads zero (overwritten; may be pass->d[0]). grad [param_count]: stored,
// pads zero.
void net_backward(const Net *net, NetPass *pass, Real *d, Real *grad);
// The hidden activations as inspection wants them: the output of the activation layer of dense
// layer `dense` (from 0), [B][padded(units)], and its width; only after a pass with `backward`.
// NULL for the last dense layer.
const Real *net_activations(const Net *net, const NetPass *pass, int dense, int *units);
