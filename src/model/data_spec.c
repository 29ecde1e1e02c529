// Not written yet.
#include "base/base.h"

int placeholder_data_spec(void);
