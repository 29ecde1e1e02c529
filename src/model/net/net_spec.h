// One network as the user describes it: "hidden=5x100 activation=relu init=he_normal
// batchnorm=before dropout=0.2 optimizer=adam lr=0.01". Plain data; can be copied with =.
#pragma once

#include "model/net/activation.h"
#include "model/net/init.h"
#include "model/net/input_feature.h"
#include "model/net/layer_text.h"
#include "model/net/loss.h"
#include "model/optim/optim_spec.h"

enum {
    NET_HIDDEN_MAX = 100,
    NET_UNITS_MAX = 512,
    NET_TEXT_MAX = 2048,
    NET_BATCH_MAX = 1000000,
    NET_RESIDUAL_MAX = 10,
    NET_KEYS_MAX = 64, // a key has a bit
};

typedef enum NormPlace {
    NORM_OFF,
    NORM_BEFORE,
    NORM_AFTER,
    NORM_PLACE_COUNT
} NormPlace; // the activation
extern const Kind norm_places[NORM_PLACE_COUNT];
extern const Registry norm_place_kinds;

// What the word `norm` is in layers=.
typedef enum NormKind {
    NORM_BATCH,
    NORM_LAYER,
    NORM_INSTANCE,
    NORM_GROUP,
    NORM_RMS,
    NORM_KIND_COUNT
} NormKind;
extern const Kind norm_kinds[NORM_KIND_COUNT];
extern const Registry norm_kind_kinds;

typedef enum OnOff { SWITCHED_OFF, SWITCHED_ON, ON_OFF_COUNT } OnOff;
extern const Kind on_off[ON_OFF_COUNT];
extern const Registry on_off_kinds;

// Where a residual connection of residual= ends: before the last activation of what it goes around,
// or behind its last weights.
typedef enum ResidualOrder {
    RESIDUAL_POST, // He, Zhang, Ren & Sun 2015
    RESIDUAL_PRE,  // He, Zhang, Ren & Sun 2016
    RESIDUAL_ORDER_COUNT
} ResidualOrder;
extern const Kind residual_orders[RESIDUAL_ORDER_COUNT];
extern const Registry residual_order_kinds;

// Everything that can be shared by the networks of a lab or be one network's own, as far as the
// program speaks of it by name.
typedef enum NetKey {
    NET_HIDDEN,
    NET_LAYERS,     // where there are some, hidden layers, norms' places and residual have no say
    NET_INPUTS,     // of two features; none: these as they are
    NET_ACTIVATION, // with its number: slope, alpha or beta
    NET_INIT,       // with its number: std, range, value or gain
    NET_BIAS,
    NET_BATCHNORM,
    NET_LAYERNORM,
    NET_GROUPNORM,
    NET_RMSNORM,
    NET_NORM,
    NET_GROUPS,
    NET_WEIGHTNORM,
    NET_RESIDUAL,
    NET_RESIDUAL_ORDER,
    NET_STOCHASTIC_DEPTH,
    NET_TIE,
    NET_DROPOUT,
    NET_DROPCONNECT,
    NET_CLIP,      // of networks whose optimizer has no clip of its own; before it: behind it the
                   // word is the optimizer's
    NET_OPTIMIZER, // with its numbers
    NET_LOSS,
    NET_LABEL_SMOOTHING,
    NET_L1,
    NET_L2,
    NET_ENTROPY,
    NET_MAXNORM,
    NET_GRADIENT_NOISE,
    NET_SHIFT, // of rows that are trained on, as all to NET_FGSM
    NET_ROTATE,
    NET_ZOOM,
    NET_FLIP,
    NET_JITTER,
    NET_CUTOUT,
    NET_MIXUP,
    NET_CUTMIX,
    NET_FGSM,
    NET_BATCH,
    NET_SEED,
} NetKey;

// The plain numbers: one more is a field here and a row of net_settings.
typedef struct NetNumbers {
    double bias;     // where biases begin
    double groups;   // of group norm
    double residual; // a connection around every so many hidden layers behind the first; 0: off
    double stochastic_depth; // probability of what a connection goes around to be dropped, 0..0.9
    double dropout;          // ... of a unit
    double dropconnect;      // ... of a weight
    double label_smoothing;  // 0..0.5
    double l1, l2;           // penalties l1·Σ|w| + l2·Σw² on weights
    double entropy;          // -1..1: the loss has entropy·H(softmax z) added
    double maxnorm;          // no unit's weights are longer; 0: off
    double gradient_noise;   // η: N(0, η/(1+t)^0.55) is added to the gradient
    double shift;            // pixels, up to
    double rotate;           // degrees, up to, either way
    double zoom;             // larger or smaller by up to this share, 0..0.9
    double jitter;           // N(0, jitter²) is added to every input
    double cutout;           // side of the square that is blanked, pixels
    double mixup, cutmix;    // α of Beta(α, α); 0: off; not both
    double fgsm;             // how far every input moves along its gradient's sign
    double clip;             // global norm the gradient is cut to; 0: off
    double batch;            // rows a step; 0: all
} NetNumbers;

typedef struct NetSpec {
    int hidden_count;
    int hidden[NET_HIDDEN_MAX];
    char layers[LAYER_TEXT_MAX]; // model/net/layer_text.h; "": none, and the hidden layers hold
    ActivationKind activation;
    ActivationParams activation_params;
    const Init *init;
    InitParams init_params;
    NormPlace batchnorm, layernorm, groupnorm, rmsnorm;
    NormKind norm;
    OnOff weightnorm, tie, flip;
    bool inputs[INPUT_FEATURE_COUNT]; // none on: the features as they are
    ResidualOrder residual_order;
    OptimSpec optimizer;
    bool has_loss; // else the data's own (net_spec_loss())
    LossKind loss;
    NetNumbers numbers;
    uint64_t seed;
    int epochs; // of the whole training, by which lengths of schedules go that are left open; not
                // a setting, for it is the lab's; 0: not known
    SettingBits own; // bit k: NetKey k is this network's own; the others follow the lab
} NetSpec;

// Row k is NetKey k; ends with key NULL. Rows behind the named ones need no name: they are typed,
// shown and compared like all others.
extern const Setting net_settings[];
extern const SettingTable net_table;
extern const int net_key_count; // at most NET_KEYS_MAX

// Whether inputs= makes features of x and y.
bool net_spec_has_inputs(const NetSpec *spec);
// Whether layers= has the say, and not hidden=.
static inline bool net_spec_has_layers(const NetSpec *spec)
{
    return spec->layers[0] != '\0';
}
// How many layers with weights there are before the output layer, either way.
int net_spec_weighted(const NetSpec *spec);
// The byte of a network's text that is byte `at` of its layers=; -1: it has none.
int net_spec_layers_at(const char *text, int at);

// hidden=2x16 relu, he_normal, adam with lr 0.01, batch 32, seed 1. own 0.
void net_spec_defaults(NetSpec *spec);
// spec starts as `shared`; keys that are given become its own. err->at is the byte at fault.
// After "optimizer=KEY" come the optimizer's own keys, after "init=KEY" and "activation=KEY" its
// number; without these words they belong to the shared kind. A network that says hidden= over
// shared layers= has none of these.
bool net_spec_parse(NetSpec *spec, const NetSpec *shared, const char *text, Error *err);
// The same with settings of the lab's beside it, such as its name.
bool net_spec_parse_beside(NetSpec *spec, const NetSpec *shared, const struct SettingBeside *beside,
                           const char *text, Error *err);
// One value alone, for a flag or a text field: net_spec_set(&spec, NET_BATCH, "all", err). The
// optimizer's, the init's and the activation's text is a whole spec ("adam lr=0.1"), that of layers
// may stand in quotes or bare. Marks nothing as own.
bool net_spec_set(NetSpec *spec, NetKey key, const char *text, Error *err);
// Only what is the spec's own, parses back to the same over the same shared; "" if nothing is.
void net_spec_write(const NetSpec *spec, char *text, size_t size);
// The value of one key as text, as net_spec_set() reads it.
void net_spec_write_key(const NetSpec *spec, NetKey key, char *text, size_t size);
// Copies every key that is not own from `shared`.
void net_spec_follow(NetSpec *spec, const NetSpec *shared);
// Bit k: a and b differ in NetKey k.
SettingBits net_spec_differ(const NetSpec *a, const NetSpec *b);
double *net_spec_number(NetSpec *spec, NetKey key); // NULL: no plain number
// Its optimizer's numbers, with the clip that it has or shares.
OptimParams net_spec_optim_params(const NetSpec *spec);
// What it is trained by: its own loss, or the data's (classes: softmax cross-entropy, regression:
// mse).
LossKind net_spec_loss(const NetSpec *spec, bool regression);
// Whether going from a to b begins the training anew: a restarting key differs, or the kind of
// optimizer, or what it has to remember; an optimizer's numbers, dropout, penalties take effect
// while it runs.
bool net_spec_restarts(const NetSpec *a, const NetSpec *b);
