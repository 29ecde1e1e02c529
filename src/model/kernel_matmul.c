// Not written yet.
#include "base/base.h"

int placeholder_kernel_matmul(void);
