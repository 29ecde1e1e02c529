// Nothing of a room changes when it is presented: it is laid out anew.
#include "app/shell/present.h"

void present_set(App *app, bool on)
{
    Shell *shell = &app->shell;
    if (on == shell->presenting) {
        return;
    }
    shell->presenting = on;
    if (on) {
        app->full_before = app->full_screen;
        app->full_screen = true;
    } else {
        app->full_screen = app->full_before;
    }
    ui_blur(&shell->ui);
    shell->right_open = shell->left_open = false;
    app_resize(app, shell->width_px, shell->height_px, app->scale);
    app->more = true;
}

bool present_leave(App *app)
{
    const bool on = app->shell.presenting;
    present_set(app, false);
    return on;
}

void present_enlarge(App *app, float times)
{
    Shell *shell = &app->shell;
    shell->present_zoom = clampf(times, 1, 1.3f);
    app_resize(app, shell->width_px, shell->height_px, app->scale);
    app->more = true;
}

void present_keys(App *app)
{
    Shell *shell = &app->shell;
    if (shell->presenting && ui_character(&shell->ui, 'g', 0)) {
        shell->present_chart = !shell->present_chart;
    }
}
