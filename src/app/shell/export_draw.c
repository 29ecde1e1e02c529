// A figure grows with its size; the window is as on a screen of that size.
#include "app/shell/export_draw.h"

#include "gfx/capture.h"

#include <math.h>

enum { FIGURE_W = 1200, FIGURE_H = 750, LARGE_SCREEN_H = 2000 };

float export_scale(const ExportPlan *plan)
{
    if (plan->scale > 0) {
        return (float)plan->scale;
    }
    if (plan->what == EXPORT_WINDOW) {
        return plan->height >= LARGE_SCREEN_H ? 2 : 1;
    }
    return clampf(fminf((float)plan->width / FIGURE_W, (float)plan->height / FIGURE_H), 0.25f, 8);
}

ExportBefore export_enter(App *app, const ExportPlan *plan)
{
    Shell *shell = &app->shell;
    const ExportBefore before = {
        .width_px = shell->width_px,
        .height_px = shell->height_px,
        .scale = app->scale,
        .theme = shell->theme,
        .framebuffer = capture_bound(),
        .sink = shell->sink,
        .zoom = shell->zoom,
    };
    shell->zoom.times = 1;
    shell->theme = plan->theme;
    shell->transparent = plan->transparent;
    return before;
}

void export_leave(App *app, const ExportBefore *before)
{
    app->shell.theme = before->theme;
    app->shell.transparent = false;
    app->shell.sink = before->sink;
    capture_rebind(before->framebuffer);
    app_resize(app, before->width_px, before->height_px, before->scale);
    app->shell.zoom = before->zoom;
}

void export_draw(App *app, const ExportPlan *plan, int density)
{
    const int width = plan->width * density, height = plan->height * density;
    const float scale = export_scale(plan) * (float)density;
    if (plan->what == EXPORT_WINDOW) {
        app_resize(app, width, height, scale);
        app->table->picture(app);
    } else {
        app->room->row->figure(app->room->state, width, height, scale);
    }
}
