// What the two halves of the reader of layers= share: where it stands, and the numbers of a word.
#pragma once

#include "model/net/layer_text.h"

enum { QUOTE_MAX = 40, KNOWN_MAX = 240 }; // bytes of a typed word, of a list of known ones
#define LAYER_BLANKS " \t\r\n"

typedef struct LayerReader {
    LayerText *layers;
    const char *text;
    int at; // the byte that is read next
    Error *err;
} LayerReader;

// The byte behind the blanks, where the reader then stands.
char layer_skip_blanks(LayerReader *r);
// The bytes of a word that begins at `at`; of what may be meant as a number.
int layer_word_length(const char *text, int at);
int layer_number_length(const char *text, int at);

// The numbers right behind a word: "dense 64", "conv 8 3x3".
bool layer_read_first(LayerReader *r, const LayerWord *word, LayerItem *item);
// The "x,y,x2" of features. A comma and no such name behind it is the next layer's.
bool layer_read_features(LayerReader *r, LayerItem *item);
// Its "stride=2 pad=1", into `numbers`, as rows say; of: whose they are.
bool layer_read_keys(LayerReader *r, const char *of, const Param *rows, void *numbers);
