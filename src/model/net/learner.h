// A network that learns: the network, its objective and its optimizer's memory. learner_step() is
// the only thing that moves the parameters; it knows no epochs, files or threads.
#pragma once

#include "model/net/goal.h"
#include "model/net/net.h"
#include "model/optim/around.h"

typedef struct Learner {
    Net net;
    NetPass pass;
    Goal goal;
    const Optim *optim;
    OptimParams params;
    OptimScalars scalars;
    uint64_t seed;    // of the masks
    long step;        // steps made
    bool lost;        // a loss or a parameter was not finite; stopped for good
    Real *grad;       // [param_count] of the last step, as the optimizer's rule was given it
    Real *state;      // [learner_vectors()][param_count]: S of the rule's, then what goes around it
    Real *running;    // the network's running statistics while it is looked elsewhere
    Real *x, *target; // [rows_max][...]: the batch's rows, side by side
    Real *before;     // [param_count]: for the update's length, and where sam comes back to
    Real *room;       // of rules that know matrices; NULL for others
} Learner;

typedef struct LearnStep {
    double loss;         // of the batch before the update, penalties included
    double grad_norm;    // where the network is, before clipping, penalties included; NAN if not
                         // measured
    double update_ratio; // length of the update over the parameters' length; NAN if not measured
    double rate;         // that it used; NAN: it made no step
} LearnStep;

// Memory in the arena. net must have been made in it as well.
void learner_init(Learner *learner, const Net *net, const Goal *goal, const Optim *optim,
                  const OptimParams *params, int batch_max, uint64_t seed, Arena *arena);
// Vectors of its memory.
int learner_vectors(const Learner *learner);
// The network that is judged and shown: with the mean of the points where one is kept, be it the
// optimizer's own as in schedule-free methods
// (running statistics are those of the points themselves), else as it is trained. `room` is for it.
Net *learner_shown(Learner *learner, Net *room);
// Back to before step 1: optimizer's memory and scalars; the network's parameters stay.
void learner_restart(Learner *learner);
// The rows of the next step as it begins: in learner->x and target, moved against the network where
// the goal has it so. rows and count as for learner_step(). learner->grad is overwritten then.
void learner_place(Learner *learner, const Real *x, const Real *target, const uint32_t *rows,
                   int count);
// One step along the rows[0..count) of x [N][padded(inputs)] and target [N][padded(outputs)]; count
// at most batch_max. rows NULL: along the `count` rows that lie in learner->x and target already.
// measure: also the norms. Does nothing to a lost learner. Where the goal has it so the rows first
// move against the network, in learner->x; noise comes upon the gradient before it is cut; and what
// the step has made longer than the max norm is shortened, which touches no point that an optimizer
// keeps beside the one it trains (slow weights, a schedule-free method's).
LearnStep learner_step(Learner *learner, const Real *x, const Real *target, const uint32_t *rows,
                       int count, bool measure);
// The mean loss of outputs [B][padded(outputs)] against their target, the entropy term in,
// penalties out. d [B][..]: its gradient at the outputs, pads zero; NULL if not wanted.
double learner_loss(const Learner *learner, int rows, const Real *out, const Real *target, Real *d);
// The mean loss of a batch (label smoothing in, penalties and the entropy term out, so that losses
// compare) in evaluation mode, without any
// change, and how many rows are right (class data: the largest output, or for one output its sign
// (bce) or its side of 1/2 (mse); without meaning for regression). rows contiguous, at most
// rows_max of `pass`.
double learner_evaluate(Learner *learner, NetPass *pass, const Real *x, const Real *target,
                        int rows, int *right);
