// The loss chart below the picture: every run's loss over steps, with the cursor.
#pragma once

#include "app/landscape/chart_scale.h"

typedef struct ChartLook {
    const Theme *theme;
    bool hide; // what comes after the cursor's step
    int lit;   // run that is pointed at, -1 none
    int hover; // step below the pointer, negative none
} ChartLook;

void chart_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                const ChartLook *look);
