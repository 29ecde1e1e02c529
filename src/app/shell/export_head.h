// The first lines of what an export of numbers or of a script will write.
#pragma once

#include "app/shell/app.h"
#include "app/shell/export_plan.h"

typedef struct ExportHead {
    bool known; // of that kind
    ExportKind kind;
    char text[2048]; // whole lines; "" where there is nothing to be seen
    Error wrong;     // why there will be none; "": there is one, or that takes too long to tell
} ExportHead;

// Finds out what a file of that kind begins with, once; it is made in a folder of its own and taken
// away again. Where that would take long nothing is known of it.
void export_head_find(ExportHead *head, App *app, ExportKind kind);
// The lines that fit, cut at the rectangle's edges.
void export_head_draw(const ExportHead *head, Ui *ui, Rect rect);
