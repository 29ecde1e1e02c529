// What is on screen is kept while a hand changes it, and offered when the program was not closed
// the last time.
#pragma once

#include "app/shell/shelf.h"

// Takes a place to keep it in, and asks about what was left in another one. app->shelf is in use.
void autosave_begin(App *app, double now_s);
// In every frame: keeps what has changed once the hands rest for a moment, or after a while. While
// a lesson is open what was there before stays kept.
void autosave_advance(App *app, double now_s);
// What has changed is kept now.
void autosave_now(App *app);
// When the next frame is wanted for that; INFINITY: never.
double autosave_due_s(const App *app);
// The program ends. closed: nothing is to be offered the next time; else what is on screen is.
void autosave_end(App *app, bool closed);
