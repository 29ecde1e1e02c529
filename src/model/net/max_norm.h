// A bound on the length of what leads to a unit (Srebro & Shraibman 2005; with dropout: Srivastava
// et al. 2014, section 5.1).
#pragma once

#include "model/net/net.h"

// In net->params: the weights that lead to a unit of a dense layer or make a filter, without their
// bias, become c long where they are longer, c > 0; of weight norm, where their length is |g|, g
// becomes ±c.
void max_norm_keep(Net *net, double c);
