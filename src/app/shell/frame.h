// The life of the window's program: events come in as data and pictures go out through gfx/, so
// that a test can be the user.
#pragma once

#include "app/shell/app.h"

// One event; its x, y in physical pixels. now_s: any clock that only grows.
void app_event(App *app, const InputEvent *event, double now_s);
// Lets time pass, computes what is due within budget_s and draws into the bound framebuffer.
void app_frame(App *app, double now_s, double budget_s);
// Draws the window as it stands for a file, all of it computed: no time passes, and no sheet,
// notice or tip is drawn.
void app_picture(App *app);
// Seconds until the next frame is wanted when no event comes: 0 at once, INFINITY never.
double app_wait_s(const App *app, double now_s);
