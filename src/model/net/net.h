// A network: layers over one flat parameter vector, and passes through it. Each layer reads the one
// before it; an add reads a second one as well, which makes a residual connection.
// Letters: B rows of a batch, I inputs, O outputs.
//
// The flat vector holds, layer by layer, what layer_params() says: a weight [in][padded(out)]
// (transposed from PyTorch's [out][in]; a convolution's `in` is C·k·k in the order channel, row,
// column), a weight norm's gain [padded(gain)] and a bias [padded(bias)]; a norm's gamma stands as
// its weight, its beta as its bias. Pads are zero and stay zero under every optimizer, because
// their gradient is zero.
#pragma once

#include "base/arena.h"
#include "model/net/kernels.h"
#include "model/net/layer_plan.h"
#include "model/net/loss.h"
#include "model/net/net_spec.h"

enum {
    NET_WEIGHTED_MAX = NET_HIDDEN_MAX + 1, // layers with weights, the output's too
    NET_LAYERS_MAX = 700,                  // of all kinds
};

typedef struct Layer {
    LayerPlan plan;
    size_t weight, gain, bias; // where they begin in params
    size_t mean, var;          // batchnorm: where they begin in running
    int weighted;              // ROLE_WEIGHTS: which, from 0; others: of the one before, -1 if none
    bool kept;                 // an add reads its output later
    bool shared;               // a layer behind it uses the same parameters
} Layer;

typedef struct Net {
    const Kernels *kernels;
    int layer_count;
    Layer *layers; // [layer_count], the arena's: copies of a Net share them
    TensorShape input;
    int inputs, outputs; // unpadded
    int weighted_count;
    bool tied;           // some layers share their parameters
    int first_trained;   // the first layer with parameters: no gradient is needed below it
    size_t param_count;  // padded numbers in params, a multiple of LANES
    size_t weight_count; // true numbers, without pads: what a framework counts
    size_t running_count;
    Real *params;  // [param_count]
    Real *running; // [running_count]: running mean (0) and unbiased variance (1) of batchnorms
} Net;

// Plans the layers a spec describes: those of layers=, or for each hidden layer dense, norms
// before, activation, norms after, dropout, and what residual= adds; then a dense layer to the
// outputs. The number of layers; 0 with the error filled (err->at: a byte of the spec's `layers`,
// or -1). Of a hidden layer activation and dropout are always there, so that dropout (and
// dropconnect, which is the `drop` of layers with weights before the last) can be turned up from 0
// in a running network: layers[i].plan.drop may change between passes.
int net_plan(const NetSpec *spec, TensorShape input, int outputs, LayerPlan plans[NET_LAYERS_MAX],
             Error *err);
// Memory in the arena; params zero, gamma 1, running 0 and 1. plans[i].to must be plans[i+1].from,
// and what an add reads as large as its input.
void net_init(Net *net, const LayerPlan *plans, int count, const Kernels *kernels, Arena *arena);
// Draws the weights anew and sets biases, gamma, beta and running statistics to their start.
void net_draw(Net *net, const Init *init, const InitParams *params, double bias, uint64_t seed);
// Scales drawn weights, layer by layer, until what each layer with weights gives of x
// [rows][padded(inputs)] has a variance of 1 within params->tol, or params->rounds are over. No
// masks, norms by the statistics of these rows: batchnorms need 2 numbers of each channel.
void net_lsuv(Net *net, const InitParams *params, const Real *x, int rows);
// A layer's weight as [out][in] row-major, in and out of the flat vector v (params or a gradient).
// Of weight norm: its v.
void net_get_weight(const Net *net, int layer, const Real *v, double *weight);
void net_set_weight(const Net *net, int layer, Real *v, const double *weight);

// l1·Σ|w| + l2·Σw² over the weights of a layer of ROLE_WEIGHTS (of weight norm: g v/|v|), whose
// gradient is added to grad [param_count].
double net_penalty(const Net *net, int layer, double l1, double l2, Real *grad);

typedef enum NetMode {
    NET_TRAIN,   // batch statistics, masks drawn, running statistics updated
    NET_INSPECT, // batch statistics, no masks, nothing updated
    NET_EVAL,    // running statistics, no masks
    NET_THINNED, // running statistics, masks drawn, those of the first row for all: one of the
                 // networks that dropout trains. No net_backward()
} NetMode;

// What masks are drawn from, with the layer's number.
typedef struct NetDraw {
    uint64_t seed;
    long step;
} NetDraw;

// What a pass keeps.
typedef enum PassMemory {
    PASS_FORWARD,  // the outputs alone, which share memory; no net_backward()
    PASS_BACKWARD, // what net_backward() needs, and the output of every activation
    PASS_WHOLE,    // that, and the output of every layer
} PassMemory;

// The memory of passes over at most rows_max rows. After net_forward(), results[i] is what layer i
// gave, [B][padded(out)]: outputs[i], or what it read where it had nothing to do (dropout without a
// mask, flatten). It is still there in a PASS_WHOLE; else the next layer may have written over it.
typedef struct NetPass {
    int rows_max;
    int rows; // rows, mode, draw and x: of the last forward pass
    NetMode mode;
    NetDraw draw;
    const Real *x;
    // [layer_count] each:
    const Real **inputs;  // what each layer read
    const Real **results; // what it gave
    Real **outputs;       // where it may write
    Real **saved;         // masks; mean and var, mean and scale
    Real **masked;        // the weights used, where these are not the parameters themselves
    Real **skips;         // kept layers: the gradient that adds send back to their output
    bool *skipped;        // ... has been sent in this backward pass
    Real *input_skip;     // the same of adds that read x; NULL: none does
    bool input_skipped;
    int last;      // the layer this backward pass ends with; -1: it goes on to x
    Real *apart;   // [param_count]: the gradient of one of layers that share; NULL: none do
    Real *d[2];    // gradients at outputs, back and forth
    Real *scratch; // of the layer that is at work
} NetPass;

void net_pass_init(NetPass *pass, const Net *net, int rows_max, PassMemory memory, Arena *arena);
// x [B][padded(inputs)]. Returns the outputs [B][padded(outputs)]. draw: NET_TRAIN alone.
// A batchnorm in NET_TRAIN and NET_INSPECT needs at least 2 numbers of each channel.
const Real *net_forward(Net *net, NetPass *pass, NetMode mode, NetDraw draw, const Real *x,
                        int rows);
// After net_forward() in NET_TRAIN or NET_INSPECT with the same pass. d [B][padded(outputs)]:
// gradient at the outputs, pads zero (overwritten; may be pass->d[0]). grad [param_count]: stored,
// pads zero.
void net_backward(const Net *net, NetPass *pass, Real *d, Real *grad);
// The same and on to the network's input: returns the gradient at x [B][padded(inputs)], pads zero,
// in memory of the pass (or in d), where it stays until the next one. It is that of the outputs as
// functions of the whole batch: with batchnorms rows are not alone.
Real *net_backward_to_input(const Net *net, NetPass *pass, Real *d, Real *grad);
