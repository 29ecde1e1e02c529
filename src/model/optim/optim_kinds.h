// Which optimizers there are, in the order of their table, and the groups a chooser shows them in.
#pragma once

typedef enum OptimKind {
    OPTIM_SGD,
    OPTIM_MOMENTUM,
    OPTIM_NESTEROV,
    OPTIM_ADAGRAD,
    OPTIM_RMSPROP,
    OPTIM_ADAM,
    OPTIM_ADADELTA,
    OPTIM_AMSGRAD,
    OPTIM_ADAMW,
    OPTIM_NADAM,
    OPTIM_ADAMAX,
    OPTIM_RADAM,
    OPTIM_QHM,
    OPTIM_QHADAM,
    OPTIM_LION,
    OPTIM_RPROP,
    OPTIM_ASGD,
    OPTIM_ADABELIEF,
    OPTIM_YOGI,
    OPTIM_ADAN,
    OPTIM_ADEMAMIX,
    OPTIM_PRODIGY,
    OPTIM_SIGNSGD,
    OPTIM_NORMALIZED,
    OPTIM_SCHEDULEFREE_SGD,
    OPTIM_SCHEDULEFREE_ADAMW,
    OPTIM_FULL_ADAGRAD,
    OPTIM_POLYAK_STEP,
    OPTIM_BARZILAI_BORWEIN,
    OPTIM_NEWTON,
    OPTIM_SOPHIA,
    OPTIM_LBFGS,
    OPTIM_CG,
    OPTIM_MUON,
    OPTIM_ADAFACTOR,
    OPTIM_COUNT
} OptimKind;

enum {
    OPTIM_CLASSIC_COUNT = OPTIM_ADAM + 1, // the first ones, which race unless others are named
    OPTIM_LOOKS = OPTIM_LION + 1,         // the first ones, each with a colour of its own
    OPTIM_PAIRS_MAX = 10,                 // steps that L-BFGS remembers
    OPTIM_STATE_MAX = 2 * OPTIM_PAIRS_MAX + 4,
};

typedef enum OptimGroup {
    OPTIM_GROUP_FIRST_ORDER,
    OPTIM_GROUP_MOMENTUM,
    OPTIM_GROUP_ADAPTIVE,
    OPTIM_GROUP_SIGN,
    OPTIM_GROUP_NO_RATE,
    OPTIM_GROUP_SECOND_ORDER,
    OPTIM_GROUP_SCHEDULE_FREE,
    OPTIM_GROUP_MATRIX,
    OPTIM_GROUP_COUNT
} OptimGroup;

// Where a method can be used.
typedef enum OptimPlace {
    OPTIM_IN_PLANE = 1,
    OPTIM_IN_NETWORKS = 2,
    OPTIM_ANYWHERE = OPTIM_IN_PLANE | OPTIM_IN_NETWORKS,
} OptimPlace;
