// What `render` can be told of a film.
#pragma once

#include "app/shell/export_plan.h"
#include "io/flags.h"

// Nothing is said of one.
void render_film_unsaid(ExportPlan *plan);
// What was not said is as usual; what was, where no film is made, is a mistake.
bool render_film_complete(ExportPlan *plan, Error *err);

// Take what the flags of a film say; the context is an ExportPlan.
bool render_take_fps(ExportPlan *plan, const char *value, Error *err);
bool render_take_seconds(ExportPlan *plan, const char *value, Error *err);
bool render_take_from(ExportPlan *plan, const char *value, Error *err);
bool render_take_to(ExportPlan *plan, const char *value, Error *err);
bool render_take_turn(ExportPlan *plan, const char *value, Error *err);
