// A study's page.
#include "app/lab_study.h"

void lab_study_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme)
{
    (void)space;
    canvas_rect(canvas, rect, theme->panel);
}

void lab_study(App *app, Rect rect)
{
    lab_study_draw(&app->canvas, &app->lab, rect, app->ui.theme);
}
