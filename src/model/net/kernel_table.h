// The tables that kernel_table.c makes, one for each instruction set.
#pragma once

#include "model/net/kernels.h"

extern const Kernels kernel_table_baseline;
#ifdef __x86_64__
extern const Kernels kernel_table_avx2;
extern const Kernels kernel_table_avx512;
#endif
