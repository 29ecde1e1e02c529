// The line on the chart of sharpness beyond which steps grow.
#pragma once

#include "app/landscape/chart.h"

// One run alone: its border at every step, dashed, as far as the curve is shown. Several: a line at
// 1, which is everybody's. With what it is called.
void chart_border(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                  const ChartLook *look);
