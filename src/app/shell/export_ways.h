// How each kind of file is made: what the rows of export_rows call.
#pragma once

#include "app/shell/export.h"

bool export_png(App *app, const ExportPlan *plan, Error *err);
bool export_svg(App *app, const ExportPlan *plan, Error *err);
bool export_pdf(App *app, const ExportPlan *plan, Error *err);
bool export_csv(App *app, const ExportPlan *plan, Error *err);
bool export_torch(App *app, const ExportPlan *plan, Error *err);
bool export_can_mp4(const App *app, Error *err);
bool export_can_webp(const App *app, Error *err);
bool export_can_gif(const App *app, Error *err);
// Whether the film of a plan can be: its numbers, and its steps where the room's last one is known.
bool export_film_check(const ExportPlan *plan, Error *err);
extern const ExportWay export_film;
