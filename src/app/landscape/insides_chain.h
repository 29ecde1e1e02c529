// A run's vectors as a chain of arrows in the picture, for the files of insides.h.
#pragma once

#include "app/landscape/workspace.h"

// In pixels: where part k begins is at[k], where it ends at[k + 1].
typedef struct Chain {
    Inside inside;
    Tangent tangent; // of the surface where the run is: all vectors lie in it
    bool seen;       // the surface does not hide the run
    const Optim *optim;
    float at[OPTIM_PARTS + 1][2];
} Chain;

// Of a run at the step that is shown, magnified; false: it is not in the picture then.
bool chain_of(const Workspace *workspace, const Projection *on, int run, double factor,
              Chain *chain);
// The first run behind *run that has one, in *run; false: none has any more.
bool chain_next(const Workspace *workspace, const Projection *on, double factor, int *run,
                Chain *chain);
float chain_length(const Chain *chain, int part); // of its arrow
bool chain_rates(const Chain *chain);             // whether it has rates of x and y to show
// Whether the method turns the gradient away from its direction.
bool chain_bends(const Chain *chain);
