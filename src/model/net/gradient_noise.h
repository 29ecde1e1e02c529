// Noise on the gradient, less in every step: g + N(0, η/(1+t)^0.55) (Neelakantan et al. 2015, eq. 1
// and 2).
#pragma once

#include "model/net/net.h"

// Added to grad [param_count] in step t, from 0: to each true parameter its own, which is a
// function of (seed, t, parameter). Pads stay zero.
void gradient_noise_add(const Net *net, double eta, uint64_t seed, long t, Real *grad);
