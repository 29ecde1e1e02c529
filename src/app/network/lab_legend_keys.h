// What there is to say in a legend, one key after the other, and how each is marked.
#pragma once

#include "app/network/lab_surface_look.h"

enum {
    LEGEND_TEXT = 11,
    LEGEND_AFTER_MARK = 4,
    LEGEND_APART = 10, // keys, ...
    LEGEND_TIGHT = 2,  // ... and where they are marks alone
    LEGEND_KEYS_MAX = DATASET_CLASSES_MAX + 12
};

typedef struct LegendKeys LegendKeys;
typedef struct LegendKey LegendKey;
// Draws the mark from x on, around the height y.
typedef void LegendMark(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x,
                        float y);

struct LegendKey {
    LegendMark *mark; // NULL: text alone
    float wide;       // of the mark
    float room;       // that the text takes at most: numbers change while it trains
    bool tight;       // the next key is near
    Color color;      // of the mark
    char text[96];    // "": the mark alone
};

struct LegendKeys {
    const LabSpace *space;
    int network;
    const Theme *theme;
    const Canvas *canvas; // that measures
    LabSurfaceLook look;  // of a surface
    float width;          // of a line
    bool brief;           // in fewer words, so that fewer lines are needed
    int count;
    LegendKey items[LEGEND_KEYS_MAX];
};

// All keys of a network's picture; the fields before `count` but for `look` are given, of keys that
// are empty.
void lab_legend_keys(LegendKeys *keys);
