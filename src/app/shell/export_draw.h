// Draws the room that is shown as a plan says, and gives the window back as it was.
#pragma once

#include "app/shell/app.h"
#include "app/shell/export_plan.h"

// How the window stood.
typedef struct ExportBefore {
    int width_px, height_px;
    float scale;
    ThemeKind theme;
    unsigned framebuffer;
    ShellSink sink;
    ShellZoom zoom;
} ExportBefore;

// Pixels for a unit of the layout.
float export_scale(const ExportPlan *plan);
// To be called before and after one or more calls of export_draw(), between which nothing else
// draws; the bound framebuffer and the shell are then as they were.
ExportBefore export_enter(App *app, const ExportPlan *plan);
void export_leave(App *app, const ExportBefore *before);
// The room at its present time, all of it computed, into the bound framebuffer, which has the
// plan's size, or into the shell's sink. `density`: so many times the plan's pixels; 1 but for
// sinks that want finer images.
void export_draw(App *app, const ExportPlan *plan, int density);
