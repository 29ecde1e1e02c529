// The window's program: its rooms, which of them is shown, and undo in each. It includes no
// room: who makes it says which there are.
#pragma once

#include "app/shell/room.h"

// A room and what the shell keeps for it.
typedef struct AppRoom {
    const Room *row;
    void *state; // owned
    History history;
} AppRoom;

// A sheet that is open (app/shell/sheet.h).
typedef struct AppSheet {
    const struct SheetKind *kind;
    void *state; // owned
    bool seen;   // it has had the keys
} AppSheet;

typedef struct App {
    Shell shell;
    const Rooms *table;
    AppRoom *rooms;     // [table->count]
    AppRoom *room;      // that is shown
    float scale_wanted; // by the user; 0: as the system says
    bool help_open;
    AppSheet sheets[UI_SHEETS_MAX]; // the last one lies on top
    int sheet_count;
    struct ExportPlan *exported; // what was exported last, owned; NULL: nothing yet
    char *folder;                // where a file was opened or saved last, owned; NULL: nowhere yet
    bool full_screen;
    uint32_t gestures; // counts presses of the mouse, edits and lists that open
    double frame_s;    // when the last frame was
    bool more;         // the next frame has something to do without any event
} App;

// Needs a current GL context. On failure nothing is left behind. `table` lives longer than the app.
bool app_init(App *app, const Rooms *table, Error *err);
void app_finish(App *app);
// A room of the table, which must have it, and its state.
AppRoom *app_room(const App *app, const Room *row);
void *app_state(const App *app, const Room *row);
// What was remembered of the last time, before anything is opened; none of it can be undone.
void app_recall(App *app, const Settings *settings);
// Shows that room; what the others hold stays.
void app_enter(App *app, const Room *row);
// Takes the subject over in the first room that shows its kind (there must be one), which is then
// shown; undo starts from it.
void app_open(App *app, const Subject *subject);
// How things stand in a room, as its row takes it; to be freed.
void *app_moment(const AppRoom *room);
// Undo (-1) and redo (+1) in the room that is shown; false if there is nothing.
bool app_undo(App *app, int direction);
// The size and scale of the picture to draw.
void app_resize(App *app, int width_px, int height_px, float scale);
// Asks the room anew where its parts are.
void app_lay_out(App *app);
