// Not written yet.
#include "base/base.h"

int placeholder_net_spec(void);
