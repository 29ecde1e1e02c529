// The rooms of the program: the workspaces that fill the window below the top bar, one row each.
// What every room has alike (bar, tabs, undo, saving, keys, notices) asks the row.
#pragma once

#include "app/shell/app.h"
#include "app/shell/keys.h"

typedef struct Room {
    const char *key;        // "landscape"; names its tab's control "room.landscape"
    const char *name, *tip; // on its tab
    // Where its parts are; logical pixels.
    AppLayout (*lay_out)(const App *app, float width, float height);
    // Lets time pass and computes what is due within the budget; whether the next frame has
    // something to do without any event.
    bool (*advance)(App *app, double now_s, double elapsed_s, double budget_s);
    // One pass of everything below the bar, drawn and answered.
    void (*pass)(App *app);
    // What the rest of the bar shows, left of the buttons.
    void (*bar)(App *app, Rect rest);
    // Draws an image of the canvas (gfx/paint.h).
    void (*image)(App *app, int id, const int rect_px[4], int width_px, int height_px);
    // What undo brings back: takes how things stand into moment_size bytes, compares, restores.
    size_t moment_size;
    void (*moment)(const App *app, void *moment);
    HistoryEqual *moment_equal;
    void (*restore)(App *app, const void *moment);
    void (*reset)(App *app);
    // The command line that opens what is shown, and what it leaves out: the rows of `parts` whose
    // bits are in the result, in that order.
    unsigned (*command)(const App *app, char *text, size_t size);
    const char *const *parts; // English, ends with NULL
    // Saving: "thalweg-<name>-N.png" is the figure, laid out anew for that size and drawn into the
    // bound framebuffer; app_resize() afterwards goes back to the window.
    const char *(*file_name)(const App *app);
    void (*figure)(App *app, int width_px, int height_px, float scale);
    bool (*write_csv)(const App *app, const char *path, Error *err);
    const KeyHelp *keys; // its own, for the sheet of keys
} Room;

extern const Room *const rooms[ROOM_COUNT];
extern const Room landscape_room, network_room;
