// Weight initializations: one row each. Letters: n = fan_in, o = fan_out.
// All random ones scale the same draws (one stream for each layer of a seed), so that networks that
// differ in their initialization alone differ in nothing else.
#pragma once

#include "base/registry.h"

typedef enum InitKind {
    INIT_ZEROS,
    INIT_CONSTANT,       // value
    INIT_NORMAL,         // N(0, std²)
    INIT_UNIFORM,        // U(-range, range)
    INIT_LECUN_NORMAL,   // std √(1/n): LeCun 1998; what Saito's book calls Xavier
    INIT_XAVIER_NORMAL,  // std √(2/(n+o)): Glorot & Bengio 2010
    INIT_XAVIER_UNIFORM, // ±√(6/(n+o))
    INIT_HE_NORMAL,      // std √(2/n): He 2015
    INIT_HE_UNIFORM,     // ±√(6/n)
    INIT_ORTHOGONAL,     // gain: Saxe 2014, as PyTorch
    INIT_IDENTITY,       // gain
    INIT_SPARSE,         // sparsity, std: Martens 2010, as PyTorch
    INIT_LSUV,           // tol, rounds: Mishkin & Matas 2016; net_lsuv() makes it of an orthogonal
    INIT_COUNT
} InitKind;

// The numbers an init can have; its row's Param table says which it uses.
typedef struct InitParams {
    double value, std, range, gain;
    double sparsity; // share of zeros
    double tol, rounds;
} InitParams;

typedef struct Init {
    Kind kind;        // its numbers are of InitParams
    const char *rule; // "σ = √(2/n)", UTF-8
    bool needs_data;  // what is drawn is scaled by what the layers give: net_lsuv()
} Init;

extern const Init inits[INIT_COUNT];
extern const Registry init_kinds;

InitKind init_kind(const Init *init);
void init_defaults(const Init *init, InitParams *params);
// A layer's weights as a matrix, and the fans that an init goes by: a dense layer's are the sides,
// a convolution's in·k·k and out·k·k (PyTorch's).
typedef struct LayerMatrix {
    int in, out, fan_in, fan_out;
} LayerMatrix;

// weight [out][in], row-major. layer: which layer with weights of the network, from 0.
void init_weights(const Init *init, const InitParams *params, LayerMatrix matrix, uint64_t seed,
                  int layer, double *weight);
