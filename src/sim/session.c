// Not written yet.
#include "base/base.h"

int placeholder_session(void);
