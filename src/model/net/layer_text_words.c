// The words of layers= and their numbers: one row each.
#include "model/net/layer_text.h"

#include "model/net/net_spec.h"

// clang-format off
#define COUNT_OF(key, label, symbol, def, max) \
    { key, label, symbol, offsetof(LayerNumbers, count), def, 1, max, PARAM_INTEGER }
#define SIDE(field, label, symbol, def, min) \
    { #field, label, symbol, offsetof(LayerNumbers, field), def, min, LAYER_SIDE_MAX, PARAM_INTEGER }
#define SHARE(key, label) \
    { key, label, "p", offsetof(LayerNumbers, drop), LAYER_OPEN, 0, 0.9, PARAM_LINEAR }

static const Param units    = COUNT_OF("units", N_("Units"), "N", 0, NET_UNITS_MAX);
static const Param channels = COUNT_OF("channels", N_("Channels"), "N", 0, NET_UNITS_MAX);
static const Param groups   = COUNT_OF("groups", N_("Groups"), "G", 0, NET_UNITS_MAX);
static const Param side     = SIDE(kernel, N_("Side"), "K", 0, 1);
static const Param share    = SHARE("p", N_("Share"));

#define STRIDE(def) SIDE(stride, N_("Stride"), "S", def, 1)
#define PAD         SIDE(pad, N_("Pad"), "P", 0, 0)

const LayerWord layer_words[LAYER_WORD_COUNT] = {
    [WORD_DENSE] = { { "dense", N_("Dense"), N_("every unit sees all that comes in, as if it were flattened"), NULL, NO_PARAMS },
        "dense N", &units, .needed = true },
    [WORD_CONV] = { { "conv", N_("Convolution"), N_("N kernels of KxK slide over a picture"), N_("LeCun, Bottou, Bengio & Haffner 1998"),
        PARAMS(STRIDE(1), PAD) }, "conv N KxK [stride=S] [pad=P]", &channels, .needed = true, .square = true },
    [WORD_MAXPOOL] = { { "maxpool", N_("Max pooling"), N_("the largest of each KxK; the stride is K if not given"), NULL,
        PARAMS(STRIDE(0)) }, "maxpool K [stride=S]", &side, .needed = true },
    [WORD_AVGPOOL] = { { "avgpool", N_("Average pooling"), N_("the mean of each KxK; the stride is K if not given"), NULL,
        PARAMS(STRIDE(0)) }, "avgpool K [stride=S]", &side, .needed = true },
    [WORD_GAP] = { { "gap", N_("Global average pooling"), N_("the mean of each channel"), N_("Lin, Chen & Yan 2014"), NO_PARAMS }, "gap", .first = NULL },
    [WORD_FLATTEN] = { { "flatten", N_("Flatten"), N_("a picture becomes plain features"), NULL, NO_PARAMS }, "flatten", .first = NULL },
    [WORD_FEATURES] = { { "features", N_("Input features"), N_("formulas of the two numbers that come in: x, y, x2, y2, xy, sinx, siny"), NULL, NO_PARAMS },
        "features x,y,...", .first = NULL },
    [WORD_NORM] = { { "norm", N_("Norm"), N_("the kind that norm= names: batch unless said"), NULL, NO_PARAMS }, "norm", .first = NULL },
    [WORD_BATCHNORM] = { { "batchnorm", N_("Batch norm"), N_("each unit or channel over the batch"), N_("Ioffe & Szegedy 2015"), NO_PARAMS },
        "batchnorm", .first = NULL },
    [WORD_LAYERNORM] = { { "layernorm", N_("Layer norm"), N_("each row over all its numbers"), N_("Ba, Kiros & Hinton 2016"), NO_PARAMS },
        "layernorm", .first = NULL },
    [WORD_INSTANCENORM] = { { "instancenorm", N_("Instance norm"), N_("each row and channel over its picture"), N_("Ulyanov, Vedaldi & Lempitsky 2016"),
        NO_PARAMS }, "instancenorm", .first = NULL },
    [WORD_GROUPNORM] = { { "groupnorm", N_("Group norm"), N_("each row over groups of its channels; groups= if not given"), N_("Wu & He 2018"),
        NO_PARAMS }, "groupnorm [G]", &groups, .needed = false },
    [WORD_RMSNORM] = { { "rmsnorm", N_("RMS norm"), N_("each row by its root mean square"), N_("Zhang & Sennrich 2019"), NO_PARAMS }, "rmsnorm", .first = NULL },
    [WORD_ACTIVATION] = { { "activation", N_("Activation"), N_("the kind that activation= names; or a key of 'thalweg list activations'"),
        NULL, NO_PARAMS }, "activation | relu | leaky_relu slope=0.1 | ...", .first = NULL },
    [WORD_DROPOUT] = { { "dropout", N_("Dropout"), N_("drops units; dropout= if not given"), N_("Srivastava et al. 2014"), NO_PARAMS },
        "dropout [p]", &share, .needed = false },
    [WORD_CHANNELDROPOUT] = { { "channeldropout", N_("Channel dropout"), N_("drops whole channels; dropout= if not given"), N_("Tompson et al. 2015"),
        NO_PARAMS }, "channeldropout [p]", &share, .needed = false },
    [WORD_RES] = { { "res", N_("Residual block"), N_("what comes in is added to what comes out; drop= is stochastic depth"),
        N_("He, Zhang, Ren & Sun 2016"), PARAMS(SHARE("drop", N_("Stochastic depth"))) }, "res [drop=p] (layers)", .first = NULL },
    [WORD_TIE] = { { "tie", N_("Tied repetition"), N_("the layers in brackets N times, with the same weights each time"), N_("Elman 1990"), NO_PARAMS },
        "tie N*(layers)", .first = NULL },
    [WORD_REPEAT] = { { "N*", N_("Repetition"), N_("the layers in brackets N times"), NULL, NO_PARAMS }, "N*(layers)", .first = NULL },
};
// clang-format on
static_assert(COUNT(layer_words) == LAYER_WORD_COUNT, "one row for each LayerWordKind");

const Registry layer_word_kinds = { REGISTRY(layer_words) };
