// Not written yet.
#include "base/base.h"

int placeholder_kernel_stats(void);
