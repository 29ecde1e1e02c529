// What `render` can be told besides what to draw.
#pragma once

#include "app/network/labspace.h"
#include "app/shell/export_plan.h"
#include "io/flags.h"

typedef struct RenderOptions {
    ExportPlan plan; // path "": not given
    int step;        // -1: the last
    bool has_step;   // --step was given
    int study;       // STUDY_...; -1: none
    int kind;        // of a lab's histograms
    int own_ranges;  // ... 1: each network has its own scale
    int log_values;  // ... 1: magnitudes on a logarithmic scale; 0: not; -1: as the kind has it
    LabPicture picture;
    const char *chart; // its key: of a race (chart_kinds) or a lab (lab_chart_kinds); NULL: loss
    bool log;          // ... on a logarithmic axis
    int layer;         // of the first network, enlarged; -1: none
} RenderOptions;

// The place of the chart among those of what is drawn, "a race"; -1: it has no such chart.
int render_chart(const RenderOptions *options, const Registry *kinds, const char *whose,
                 Error *err);
// All that --chart takes; the rows' keys stand in chart_kinds and lab_chart_kinds, too.
extern const Registry render_charts;

extern const Flag render_flags[]; // of RenderOptions; ends with name NULL
