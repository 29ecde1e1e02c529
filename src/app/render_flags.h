// What `render` can be told besides what to draw.
#pragma once

#include "app/shell/export_plan.h"
#include "io/flags.h"

typedef struct RenderOptions {
    ExportPlan plan; // path "": not given
    int study;       // STUDY_...; -1: none
    bool log;        // the chart has a logarithmic axis
    bool presents;   // the window as it is presented
} RenderOptions;

extern const Flag render_flags[]; // of RenderOptions; ends with name NULL
