// An enlarged layer: its histograms side by side for all networks, and what each unit sees.
#include "app/lab_columns.h"
#include "app/lab_views.h"

void lab_zoom(App *app, Rect rect)
{
    canvas_rect(&app->canvas, rect, app->ui.theme->panel);
}
