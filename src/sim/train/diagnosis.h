// Two judgements on a network, each a word with numbers, by rules whose thresholds stand in one
// table: Signal, how values and gradients travel through its layers, and Learning, what comes of
// it. No words that depend on a language: those of the window stand in app/network/lab_judgement.c.
#pragma once

#include "sim/train/course.h"
#include "sim/train/inspect.h"

// How much it matters: the colour of a judgement's dot.
typedef enum Mood { MOOD_NEUTRAL, MOOD_GOOD, MOOD_WARNING, MOOD_BAD } Mood;

typedef enum SignalKind {
    SIGNAL_KEPT,
    SIGNAL_SHRINKS, // from the first hidden layer to the last
    SIGNAL_GROWS,
    SIGNAL_COLLAPSES, // shrinks fast, in values to 0 or another single value, or in gradients
    SIGNAL_EXPLODES,  // grows fast, or beyond all numbers
    SIGNAL_SATURATED, // most values of a layer pass next to no gradient on
    SIGNAL_DEAD,      // most units of a layer are 0 for every input
    SIGNAL_ALIKE,     // values keep their spread, but tell inputs ever less apart
    SIGNAL_SYMMETRIC, // all units of a layer have the same weights
    SIGNAL_FEW,       // a norm goes by so few values that chance decides what it gives
    SIGNAL_IDLE,      // most residual branches add next to nothing
    SIGNAL_LINE,      // values come through, but of what inputs differ in one direction alone
    SIGNAL_COUNT
} SignalKind;

// In the order in which they are asked: the first that holds is said.
typedef enum LearningKind {
    LEARNING_LOST,      // its loss or a weight is not finite
    LEARNING_DIVERGES,  // the loss rose and did not come back
    LEARNING_UNTRAINED, // nothing, or too little to tell, has happened
    LEARNING_SOLVED,
    LEARNING_OVERFITS, // training rows are learnt by heart
    LEARNING_SETTLED,  // no longer gets better, and something in it holds it where it is
    LEARNING_STUCK,    // no longer gets better, although it moves
    LEARNING_SLOW,     // gets better steadily, by next to nothing: the rate is too low
    LEARNING_LEARNS,
    LEARNING_COUNT
} LearningKind;

// What keeps a training loss up though nothing fails: the first that holds.
typedef enum Hold {
    HOLD_NONE,
    HOLD_PENALTY, // a penalty or decay pulls at the weights about as much as the loss does
    HOLD_ROWS,    // rows are others in each step than those that the loss is taken of
    HOLD_MASKS,   // each step trains another part of the network
    HOLD_COUNT
} Hold;

// Why it is not clear that a network that "learns" has learnt something: the first that holds.
typedef enum Doubt {
    DOUBT_NONE,
    DOUBT_CHANCE,    // the training loss is not below chance
    DOUBT_LOSS,      // the training loss is not clearly below chance
    DOUBT_RIGHT,     // the training rows that are right are hardly more than by chance
    DOUBT_NEW_LOSS,  // the validation loss is not below chance
    DOUBT_NEW_RIGHT, // as DOUBT_RIGHT, of validation rows
    DOUBT_RISEN,     // the loss is well above its best, or never fell
    DOUBT_COUNT
} Doubt;

// about: by which rule.
extern const Kind signal_rows[SIGNAL_COUNT];
extern const Kind learning_rows[LEARNING_COUNT];

// The thresholds of both rules.
typedef struct DiagnosisLimits {
    // Signal. Factors are those of the activations' σ from the first hidden layer to the last.
    double changes;    // it grows, or shrinks, by this factor
    double fast;       // it explodes or collapses: by this factor a layer (geometric mean) ...
    double fast_all;   // ... and by this one in all,
    double fast_sum;   // ... or by this one in all, however many layers
    double blocked;    // a layer is saturated or dead: the share of its values or units that are
    double one_value;  // values that differ by less than this share of their mean are one value
    int few;           // a batch norm goes by fewer values of a batch, ...
    int few_of_row;    // ... or another norm by at most so many of a row
    double idle;       // a residual branch adds less than this share of what goes around it
    double plane;      // inputs are in a line: in the first layer they differ in so many directions
                       // at least (LayerStats.directions), ...
    double line;       // ... behind some layer in at most so many, ...
    double line_share; // ... which is this share of the layers, ...
    int line_least;    // ... and so many
    int deep;          // so many hidden layers are a deep network

    // Learning. Losses are those of full passes over the training rows at epochs' ends.
    double risen;      // diverges: the loss rose to so many times the best (COURSE_SMALL) ...
    long risen_steps;  // ... and was not near it (COURSE_NEAR) for so many steps, or two looks ...
    double risen_far;  // ... if it is so many times what it began with
    double own_share;  // ... by batch norm's statistics, if the step's own loss was less of it; ...
    double same_rate;  // ... by the rate of now, if that of then was within this share of it
    double fallen;     // untrained: it did not come down by this share of its start, nor rise so
    double right;      // solved: the share of training rows that are right at least ...
    double right_new;  // ... and of validation rows, if there are any;
    double fitted;     // values: the share of the chance loss that is left at most ...
    double fitted_new; // ... and for the validation rows
    double forgotten;  // overfits: the last three validation losses are so many times the least
                       // while training fell, not so many are right as if it were solved, ...
    double forgotten_right; // (or so many times the least, however many are right)
    double harmless;        // ... and they are above this share of the chance loss;
    double by_heart;   // or all training rows are right and less than this of the validation rows
    long wait_steps;   // stuck: so many steps at least, ...
    long wait_looks;   // ... so many looks, which are epochs' ends, and a ...
    double wait_share; // ... share of all steps (slow: without the first), without ...
    double better; // ... this share less of the best loss, and in the last half of the steps ...
    double pace;   // ... at most this share of the chance loss less in 100 steps.
    double falls;  // slow, not stuck: in that half the loss was lower than ever at this share of
                   // its looks, ...
    double holds;  // settled, not stuck: what pulls at the weights is this share of what moves them
    double movement;   // ... and a step moves the weights by less than this share of their length,
    double steady;     // or this share of all that it ever lost came in that half
    double still;      // slow, too: a step moves the weights by less than this share ...
    double alive;      // ... though the gradient (Signal.push) is this share of the loss
    double at_chance;  // at chance: a loss above this share of the chance loss, and ...
    double some_right; // ... less than this share of what chance has wrong is right
    double worse;      // worse than chance: a loss above so many times the chance loss
    double learned_right; // clearly learnt: below at_chance, and of training and of validation rows
                          // at least this share of what chance has wrong is right
} DiagnosisLimits;

extern const DiagnosisLimits diagnosis_limits;

typedef struct Signal {
    SignalKind kind;
    Mood mood;
    int layer;                // where it shows first, from 0; -1: everywhere, or nowhere
    int layers;               // hidden layers
    double values;            // σ of the last hidden layer over the first's; NAN: fewer than two
    double own;               // the same without what pools and residual sums change by design:
    bool own_pools, own_sums; // which of them that is
    double inputs;            // as values, of what tells inputs apart (LayerStats.signal)
    double directions;        // in which inputs differ in the last hidden layer; NAN: unknown
    double gradient; // of the weights' gradients, from the last hidden layer back to the second;
                     // NAN: fewer than three, or not looked at
    double push;     // length of all weights' gradients, of each layer its part; NAN: not looked at
    double weights;  // length of all weights, ...
    size_t weight_count; // ... and how many there are
    double mean, std;    // of the last hidden layer
    int dead, units;     // over all hidden layers; those of `layer` alone:
    int layer_dead, layer_units;
    double saturated;   // the largest share of a layer
    InspectFew few;     // the norm with the fewest values; values 0: there is none
    int branches, idle; // residual ones; those that add next to nothing, ...
    double adds;        // ... and what the most idle one adds, over what goes around it; NAN: none
    LayerName idlest;   // ... and where
    InspectTie tie;     // layers 0: none
} Signal;

typedef struct Learning {
    LearningKind kind;
    Mood mood;
    long step;     // made
    double loss;   // of the training rows at the last epoch's end; NAN: none
    double best;   // the lowest of them
    double chance; // of whoever always answers with the classes' shares, or the values' mean
    double chance_accuracy; // NAN: values
    double accuracy;
    double validation, validation_accuracy; // NAN without validation rows
    double least;                           // the lowest validation loss, ...
    long least_epoch;                       // ... and when it was
    long waited; // steps without anything better: since the loss came within `better` of its best
    double pace; // share of the chance loss lost in 100 steps, over the last half of the steps
    double movement; // of the last epoch's last step: length of the update over the weights'
    bool at_chance;
    bool worse;  // than chance
    Doubt doubt; // LEARNING_LEARNS, LEARNING_SETTLED
    double pull; // what penalties and decay pull at the weights, over what else moves them; NAN:
                 // nothing pulls, or the gradient was not looked at
    Hold hold;   // LEARNING_SETTLED
    long lost_step;
    double rate; // of the optimizer; diverging: of the step that led to its highest loss, where
                 // steps have another one by now (rate_was)
    bool rate_was;
    bool by_statistics; // diverging: with a batch's own mean and σ its loss is batch_loss, far
                        // below; those that batch norm gathered for evaluation do not fit
    double batch_loss;  // of the last epoch's last step, before it
    bool by_rate; // lost or diverging: by the steps it made, not as it was drawn; slow: they are
                  // nothing beside the weights although there is a gradient
} Learning;

typedef struct Judgement {
    Signal signal;
    Learning learning;
} Judgement;

// Whether what fades does so in a deep network in which nothing leads around the layers.
bool signal_is_plain(const Signal *signal);
// What inspect saw, with gradients or without. lost: its numbers have left the range.
void judge_signal(const Inspect *inspect, bool lost, Signal *signal);
// course, lost and lost_step are of the moment that is judged, `step` its steps, signal what
// travels through its layers.
void judge_learning(const Train *train, const Course *course, const Signal *signal, long step,
                    bool lost, long lost_step, Learning *learning);
// What one means for the other: as long as what it learns is good, nothing that is seen of its
// signal is a fault. The word and the numbers stay, its mood is MOOD_NEUTRAL; MOOD_GOOD stays, too.
void judge_together(Judgement *judgement);
// The numbers as "name=value" pairs, blanks between them, whatever the language: "%.17g"; those
// that do not exist are left out.
void judgement_detail(const Judgement *judgement, char *text, size_t size);
enum { JUDGEMENT_DETAIL_MAX = 1024 };
