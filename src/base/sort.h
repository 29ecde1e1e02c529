// Numbers in order.
#pragma once

#include "base/base.h"

// From the least to the greatest, infinities among them; no NAN.
void sort_doubles(size_t count, double *values);
