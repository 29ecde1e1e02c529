// What a condition is made of, for the files of sim/lesson/condition alone.
#pragma once

#include "sim/lesson/condition.h"
#include "sim/lesson/quantity.h"
#include "sim/lesson/who.h"

enum { CONDITION_PARTS_MAX = 8 };

typedef enum WhenKind {
    WHEN_NOW, // nothing is said: what is shown; in a claim the end
    WHEN_AT,
    WHEN_END,
    WHEN_UNTIL, // at some step up to it
    WHEN_EVER,
    WHEN_ALWAYS,
} WhenKind;

typedef struct When {
    WhenKind kind;
    bool epoch; // `step` counts epochs
    long step;
    int at; // where it stands in the text, as below
} When;

// A layer from 1 on, or:
enum { LAYER_WHOLE = 0, LAYER_LAST = -1, LAYER_EVERY = -2, LAYER_ANY = -3 };

typedef struct Amount {
    Who who;
    const Quantity *quantity;
    InspectKind kind; // of a layer
    int layer;
    int at, layer_at;
} Amount;

// A judgement on a run or a network.
typedef struct Verdict {
    const char *word; // "stuck", "learns"
    bool race;        // it can be said of a run
    int learning;     // LearningKind, -1: it is none
    int signal;       // SignalKind, -1: it is none
    const char *verb; // "learn": what "does not" stands before; NULL: "is" stands before it
} Verdict;

typedef enum Compare {
    COMPARE_EQUAL,
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_MORE,
    COMPARE_MORE_EQUAL
} Compare;

typedef enum PartKind { PART_VERDICT, PART_PLACE, PART_COMPARE } PartKind;

typedef struct Part {
    PartKind kind;
    When when;
    Amount left; // of a verdict or place its `who` alone
    bool not ;   // PART_VERDICT
    const Verdict *verdict;
    double place[2]; // PART_PLACE
    double near[2];  // how far from place; near[0] also of COMPARE_EQUAL
    double share;    // ... and of the right side's size, besides
    Compare compare;
    double factor; // of the right side, or it itself
    bool of;       // factor * right; at another time with has_when
    Amount right;
    bool has_when;
    When right_when;
    int at;
} Part;

struct Condition {
    const char *text;
    int count;
    Part parts[CONDITION_PARTS_MAX];
};

// "stuck", or of verb "learns" (verb: "learn"); NULL: there is none.
const Verdict *verdict_find(const char *word, int length, bool verb);
extern const Verdict verdicts[];
extern const int verdict_count;
