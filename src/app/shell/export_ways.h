// How each kind of file is made: what the rows of export_rows call.
#pragma once

#include "app/shell/export.h"

bool export_png(App *app, const ExportPlan *plan, Error *err);
bool export_svg(App *app, const ExportPlan *plan, Error *err);
bool export_pdf(App *app, const ExportPlan *plan, Error *err);
bool export_csv(App *app, const ExportPlan *plan, Error *err);
bool export_torch(App *app, const ExportPlan *plan, Error *err);
