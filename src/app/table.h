// The table of all runs at the cursor, sortable by every column.
#pragma once

#include "app/app.h"

void app_table(App *app, Rect rect);
float app_table_height(const App *app);
