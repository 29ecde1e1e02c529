// Whether the task of an open lesson's step is done.
#pragma once

#include "app/shell/classroom_state.h"

// Asks it of what is on screen; whether it was reached just now.
bool classroom_task_advance(App *app, double budget_s);
