// The layers of a network as JSON, with what they begin with; in the form of weights_json.h.
#pragma once

#include "model/net/net.h"

#include <stdio.h>

// "[a, b, ...]", which read back to the same floats.
void weights_floats(FILE *out, size_t count, const Real *numbers);
// "\"layers\": [...],"
void weights_layers(FILE *out, const Net *net);
