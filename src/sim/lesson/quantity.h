// What conditions and bets can ask about by name: what the tables, charts and inspections of both
// rooms show, a row each, with where its number comes from in a race and in a lab.
#pragma once

#include "base/registry.h"
#include "sim/race/gauge.h"
#include "sim/train/lab_shot.h"

// A run at a row of its trail.
typedef struct RunPlace {
    const TrailRow *row;
    GaugeRow gauge;
    double path; // length of the way there
    int within;  // first step near enough to the lowest value; -1: never so far
    int lost_at; // -1: not so far
} RunPlace;

typedef struct Quantity {
    Kind kind; // key: as it is typed; name: what it is
    // Of a race; NULL: it has none. wishes: what a gauge must have measured; history: it takes what
    // lies on the way there (path, within).
    double (*race)(const RunPlace *place);
    unsigned wishes;
    bool history;
    // Of a network as a snapshot has it; NULL: none. Where curves have it, too: which, of every
    // step or (epochs) of epochs' ends.
    double (*net)(const NetShot *net);
    int series; // SeriesKind, -1: none
    bool epochs;
    // Of a layer of a kind; NULL: none.
    double (*layer)(const LayerStats *stats);
    bool activations; // ... of activations alone
    bool share;       // from 0 to 1, told in hundredths
} Quantity;

extern const Registry quantities;

const Quantity *quantity_find(const char *key);
// Of a race, of a whole network, of a layer: whether there is such a number.
typedef enum QuantityOf { QUANTITY_RACE, QUANTITY_NET, QUANTITY_LAYER } QuantityOf;
bool quantity_has(const Quantity *quantity, QuantityOf of);
// "unknown quantity 'los', did you mean 'loss'? (known: ...)", those of a kind; always false.
bool quantity_unknown(const char *typed, int length, int at, Error *err);
