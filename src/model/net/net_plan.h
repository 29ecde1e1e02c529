// The two ways to a plan of layers, for net_plan*.c alone.
#pragma once

#include "model/net/planner.h"

bool net_plan_hidden(Planner *planner); // hidden=, batchnorm= ..., residual=
bool net_plan_text(Planner *planner);   // layers=
