// The table of all runs at the cursor, sortable by every column.
#pragma once

#include "app/shell/app.h"

// Shows the classic six without scrolling; the chart is as high.
enum { APP_TABLE_HEIGHT = 152 };

void app_table(App *app, Rect rect);
