// What of a network in training cannot be computed anew from its spec: to go back to a moment, and
// to know when to stop.
#include "sim/train/train.h"

#include <string.h>

// A saved state: this, then the parameters, the running statistics and the optimizer's memory.
typedef struct Saved {
    OptimScalars scalars;
    long step, lost_step;
    bool lost;
} Saved;

typedef struct Piece {
    Real *numbers;
    size_t bytes;
} Piece;

enum { PIECES = 3 };

static void pieces_of(const Train *train, Piece pieces[PIECES])
{
    const Learner *learner = &train->learner;
    const Net *net = &learner->net;
    const size_t states = (size_t)learner_vectors(learner);
    pieces[0] = (Piece){ net->params, net->param_count * sizeof(Real) };
    pieces[1] = (Piece){ net->running, net->running_count * sizeof(Real) };
    pieces[2] = (Piece){ learner->state, net->param_count * states * sizeof(Real) };
}

size_t train_save_size(const Train *train)
{
    Piece pieces[PIECES];
    pieces_of(train, pieces);
    return sizeof(Saved) + pieces[0].bytes + pieces[1].bytes + pieces[2].bytes;
}

void train_save(const Train *train, void *to)
{
    const Learner *learner = &train->learner;
    Saved saved;
    memset(&saved, 0, sizeof saved); // its pads as well: equal states are equal bytes
    saved.scalars = learner->scalars;
    saved.step = learner->step;
    saved.lost_step = train->lost_step;
    saved.lost = learner->lost;
    char *at = to;
    memcpy(at, &saved, sizeof saved);
    at += sizeof saved;
    Piece pieces[PIECES];
    pieces_of(train, pieces);
    for (int i = 0; i < PIECES; i++) {
        if (pieces[i].bytes > 0) {
            memcpy(at, pieces[i].numbers, pieces[i].bytes);
            at += pieces[i].bytes;
        }
    }
}

void train_load(Train *train, const void *from)
{
    Saved saved;
    const char *at = from;
    memcpy(&saved, at, sizeof saved);
    at += sizeof saved;
    train->learner.scalars = saved.scalars;
    train->learner.step = saved.step;
    train->lost_step = saved.lost_step;
    train->learner.lost = saved.lost;
    Piece pieces[PIECES];
    pieces_of(train, pieces);
    for (int i = 0; i < PIECES; i++) {
        if (pieces[i].bytes > 0) {
            memcpy(pieces[i].numbers, at, pieces[i].bytes);
            at += pieces[i].bytes;
        }
    }
}

bool train_out_of_patience(const TrainPatience *patience)
{
    return patience->patience > 0 && patience->waited >= patience->patience;
}

bool train_patience_over(TrainPatience *patience, double validation_loss)
{
    if (!patience->begun || validation_loss < patience->best) {
        patience->begun = true;
        patience->best = validation_loss;
        patience->waited = 0;
    } else {
        patience->waited++;
    }
    return train_out_of_patience(patience);
}
