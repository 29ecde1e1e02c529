// Not written yet.
#include "base/base.h"

int placeholder_flags_lab(void);
