// What the layers of a network are called, in pictures, words and files alike: "conv 1", "norm 1",
// "ReLU 1", "pool 1", "block 3 add", "output". The number is that of the layer with weights, so
// that all that belongs to it has one number; only blocks are counted by themselves.
#pragma once

#include "model/net/net.h"

enum { LAYER_NAME_TEXT = 48 };

typedef struct LayerName {
    LayerKind kind;
    ActivationKind activation; // LAYER_ACTIVATION
    int number;  // of the layer with weights that it is or stands behind, from 1; 0: before all of
                 // them. LAYER_ADD: of the block, from 1
    int twin;    // from 1, if several of one kind have the same number: "norm 2b"; else 0
    bool output; // the last layer with weights
} LayerName;

// names [layer_count], stored: of all layers of a network.
void layer_names(const Net *net, LayerName *names);
// In the language of the program; in English, for files. All return text.
const char *layer_name(const LayerName *name, char text[LAYER_NAME_TEXT]);
// For little room: "gap 2", "sum 3".
const char *layer_name_brief(const LayerName *name, char text[LAYER_NAME_TEXT]);
const char *layer_name_plain(const LayerName *name, char text[LAYER_NAME_TEXT]);
