// One network as the user describes it: "hidden=5x100 activation=relu init=he_normal
// batchnorm=before dropout=0.2 optimizer=adam lr=0.01". Plain data; can be copied with =.
#pragma once

#include "model/net/activation.h"
#include "model/net/init.h"
#include "model/net/loss.h"
#include "model/optim/optim_spec.h"

enum {
    NET_HIDDEN_MAX = 100,
    NET_UNITS_MAX = 512,
    NET_TEXT_MAX = 640,
    NET_BATCH_MAX = 1000000,
    NET_KEYS_MAX = 32, // a key has a bit
};

typedef enum NormPlace {
    NORM_OFF,
    NORM_BEFORE,
    NORM_AFTER,
    NORM_PLACE_COUNT
} NormPlace; // the activation
extern const Kind norm_places[NORM_PLACE_COUNT];
extern const Registry norm_place_kinds;

// Everything that can be shared by the networks of a lab or be one network's own, as far as the
// program speaks of it by name.
typedef enum NetKey {
    NET_HIDDEN,
    NET_ACTIVATION,
    NET_INIT, // with its number: std, range, value or gain
    NET_BIAS,
    NET_BATCHNORM,
    NET_LAYERNORM,
    NET_DROPOUT,
    NET_DROPCONNECT,
    NET_CLIP,      // of networks whose optimizer has no clip of its own; before it: behind it the
                   // word is the optimizer's
    NET_OPTIMIZER, // with its numbers
    NET_LOSS,
    NET_LABEL_SMOOTHING,
    NET_L1,
    NET_L2,
    NET_BATCH,
    NET_SEED,
} NetKey;

// The plain numbers: one more is a field here and a row of net_settings.
typedef struct NetNumbers {
    double bias;            // where biases begin
    double dropout;         // probability of a unit to be dropped, 0..0.9
    double dropconnect;     // ... of a weight
    double label_smoothing; // 0..0.5
    double l1, l2;          // penalties l1·Σ|w| + l2·Σw² on dense weights
    double clip;            // global norm the gradient is cut to; 0: off
    double batch;           // rows a step; 0: all
} NetNumbers;

typedef struct NetSpec {
    int hidden_count;
    int hidden[NET_HIDDEN_MAX];
    ActivationKind activation;
    const Init *init;
    InitParams init_params;
    NormPlace batchnorm, layernorm;
    OptimSpec optimizer;
    bool has_loss; // else the data's own (net_spec_loss())
    LossKind loss;
    NetNumbers numbers;
    uint64_t seed;
    int epochs;   // of the whole training, by which lengths of schedules go that are left open; not
                  // a setting, for it is the lab's; 0: not known
    unsigned own; // bit k: NetKey k is this network's own; the others follow the lab
} NetSpec;

// Row k is NetKey k; ends with key NULL. Rows behind the named ones need no name: they are typed,
// shown and compared like all others.
extern const Setting net_settings[];
extern const SettingTable net_table;
extern const int net_key_count; // at most NET_KEYS_MAX

// hidden=2x16 relu, he_normal, adam with lr 0.01, batch 32, seed 1. own 0.
void net_spec_defaults(NetSpec *spec);
// spec starts as `shared`; keys that are given become its own. err->at is the byte at fault.
// After "optimizer=KEY" come the optimizer's own keys, after "init=KEY" its number; without these
// words they belong to the shared kind.
bool net_spec_parse(NetSpec *spec, const NetSpec *shared, const char *text, Error *err);
// The same with settings of the lab's beside it, such as its name.
bool net_spec_parse_beside(NetSpec *spec, const NetSpec *shared, const struct SettingBeside *beside,
                           const char *text, Error *err);
// One value alone, for a flag or a text field: net_spec_set(&spec, NET_BATCH, "all", err). The
// optimizer's and the init's text is a whole spec ("adam lr=0.1"). Marks nothing as own.
bool net_spec_set(NetSpec *spec, NetKey key, const char *text, Error *err);
// Only what is the spec's own, parses back to the same over the same shared; "" if nothing is.
void net_spec_write(const NetSpec *spec, char *text, size_t size);
// The value of one key as text, as net_spec_set() reads it.
void net_spec_write_key(const NetSpec *spec, NetKey key, char *text, size_t size);
// Copies every key that is not own from `shared`.
void net_spec_follow(NetSpec *spec, const NetSpec *shared);
// Bit k: a and b differ in NetKey k.
unsigned net_spec_differ(const NetSpec *a, const NetSpec *b);
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
