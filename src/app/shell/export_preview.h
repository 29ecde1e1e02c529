// A small picture of what an export will make, drawn when the plan has changed and the hand rests.
#pragma once

#include "app/shell/app.h"
#include "app/shell/export_plan.h"

typedef struct ExportPreview {
    ExportPlan plan; // that it is of; its path stays empty
    int width, height;
    bool wanted;  // a new one ...
    double due_s; // ... then
    bool there;
    Error wrong; // why there is none
} ExportPreview;

// Follows the plan; `w` x `h` logical pixels are the most that it may take up. Whether the next
// frame has something to do.
bool export_preview_advance(ExportPreview *preview, App *app, const ExportPlan *plan, float w,
                            float h, double now_s);
// At the rectangle's upper edge. Returns where the picture lies.
Rect export_preview_draw(const ExportPreview *preview, Shell *shell, Rect rect);
