// The sheet with all keys over everything; any key or press closes it.
#pragma once

#include "app/shell/app.h"

void help_pass(App *app);
