// The text of layers=, "conv 8 3x3, norm, relu, 2*(res(dense 32, relu, dense 32)), dropout 0.2", as
// a tree of what it says. What the layers are made of, and whether their shapes fit, the planner
// knows (model/net/net_plan.h).
//
//     layers = item { "," item }
//     item   = word { number | K "x" K } { key "=" number } [ "(" layers ")" ]
//            | "features" feature { "," feature }
//            | [ "tie" ] count "*" "(" layers ")"
//
// Which numbers and keys a word has stands in its row below; an activation's are its own. Blanks
// are free.
#pragma once

#include "model/net/activation.h"
#include "model/net/input_feature.h"

enum {
    LAYER_TEXT_MAX = 480, // bytes of layers=, with the zero
    LAYER_ITEMS_MAX = 200,
    LAYER_WEIGHTED_MAX = 100, // layers with weights, and ...
    LAYER_ALL_MAX = 699,      // ... of all kinds, without the output layer
    LAYER_SIDE_MAX = 64,      // of a kernel, a stride, a pad
};

typedef enum LayerWordKind {
    WORD_DENSE,
    WORD_CONV,
    WORD_MAXPOOL,
    WORD_AVGPOOL,
    WORD_GAP,
    WORD_FLATTEN,
    WORD_FEATURES, // with a list of them
    WORD_NORM,     // of the kind that norm= names
    WORD_BATCHNORM,
    WORD_LAYERNORM,
    WORD_INSTANCENORM,
    WORD_GROUPNORM,
    WORD_RMSNORM,
    WORD_ACTIVATION, // of the kind that activation= names; an activation's key is a word, too
    WORD_DROPOUT,
    WORD_CHANNELDROPOUT,
    WORD_RES,    // its items stand in brackets
    WORD_TIE,    // "tie 3*(...)": a repetition whose weights are the first's
    WORD_REPEAT, // so do its: "3*(...)"
    LAYER_WORD_COUNT
} LayerWordKind;

// The numbers that words have. What a word does not have, or was not given, is 0 or, where 0 says
// something, LAYER_OPEN.
typedef struct LayerNumbers {
    double count;  // units, channels, groups, how often it is repeated
    double kernel; // side of a kernel or pool
    double stride, pad;
    double drop; // a probability
} LayerNumbers;
#define LAYER_OPEN (-1.0)

typedef struct LayerWord {
    Kind kind;          // its params: the keys, of LayerNumbers
    const char *form;   // "conv N KxK [stride=S] [pad=P]"
    const Param *first; // the number right behind the word, of LayerNumbers; NULL: none
    bool needed;        // it must be there
    bool square;        // then comes KxK
} LayerWord;
extern const LayerWord layer_words[LAYER_WORD_COUNT];
extern const Registry layer_word_kinds;

typedef struct LayerItem {
    LayerWordKind word;
    LayerNumbers numbers;
    bool named; // WORD_ACTIVATION: by a key of its own, with
    ActivationKind activation;
    ActivationParams params;
    unsigned features; // WORD_FEATURES: bit k: InputFeature k
    int at, length;    // the bytes of it, without what is in its brackets
    int end;           // behind the last item in its brackets; its own place + 1 if there is none
} LayerItem;

// The items in the order of the text: what stands in an item's brackets follows it.
typedef struct LayerText {
    int count;
    LayerItem items[LAYER_ITEMS_MAX];
} LayerText;

// err->at is a byte of the text. There is at least one item, every bracket has one.
bool layer_text_read(LayerText *layers, const char *text, Error *err);
// How many of its layers have weights, the repeated ones as often as they are.
int layer_text_weighted(const LayerText *layers);
