// The window's program: its rooms, which of them is shown, and undo in each. It includes no
// room: who makes it says which there are.
#pragma once

#include "app/shell/room.h"

typedef struct App App;

// The file that a room's subject came from or was saved to (app/shell/document.h).
typedef struct Document {
    char *path;               // owned, from the root; NULL: none
    Subject *subject;         // owned: as it was opened or saved, and ...
    void *moment;             // ... the room's moment then; NULL: the next frame takes both
    bool changed;             // it is another one now, whatever step it stands at
    bool restored;            // ... since it was brought back, and saved nowhere yet
    int64_t size, written_ns; // of the file when it was read or written; 0: unknown
} Document;

// What is done once the documents that it ends may go.
typedef struct Leaving {
    void (*then)(App *app, double now_s); // NULL: nothing is under way
    unsigned rooms, asked;                // bits: whose documents go; have been asked about
    Subject *subject;                     // to be opened then, owned, NULL: none ...
    char *path;                           // ... from there, owned
    bool restored;                        // ... changed since
    char *spent;                          // a file that is removed then, owned; NULL: none
} Leaving;

// A room and what the shell keeps for it.
typedef struct AppRoom {
    const Room *row;
    void *state; // owned
    History history;
    Document document;
    unsigned hidden; // of whom it was told last to show nothing
} AppRoom;

// A sheet that is open (app/shell/sheet.h).
typedef struct AppSheet {
    const struct SheetKind *kind;
    void *state; // owned
    bool seen;   // it has had the keys
} AppSheet;

struct App {
    Shell shell;
    const Rooms *table;
    AppRoom *rooms;     // [table->count]
    AppRoom *room;      // that is shown
    float scale_wanted; // by the user; 0: as the system says
    float scale;        // physical pixels per logical pixel of the window that is not presented
    int language;       // chosen, a row of `languages` (app/shell/language.h)
    bool help_open;
    struct Overlay *overlay;        // what lies over what is presented (app/shell/overlay.h), owned
    AppSheet sheets[UI_SHEETS_MAX]; // the last one lies on top
    int sheet_count;
    struct ExportPlan *exported; // what was exported last, owned; NULL: nothing yet
    bool exported_look;          // its theme was chosen, not the window's
    char *folder;                // where a file was opened or saved last, owned; NULL: nowhere yet
    bool full_screen;
    bool full_before;  // ... before it was presented
    uint32_t gestures; // counts presses of the mouse, edits and lists that open
    double frame_s;    // when the last frame was
    bool more;         // the next frame has something to do without any event
    Leaving leaving;
    struct Classroom *classroom; // the lesson that is open (app/shell/classroom.h), owned; NULL:
                                 // none has been
    struct Shelf *shelf;         // what is laid by from one time to the next; NULL: nothing is
    bool touched;                // a hand has done something since the last frame
    double touched_s;            // when it did last
    Error no_code;               // why the scene has no code; text "": it has one ...
    double no_code_s;            // ... when that was asked; NAN: never
    bool quit;                   // the program is to end: nothing is left to be asked
};

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
// The first room that shows that kind of subject; there must be one.
AppRoom *app_room_of(const App *app, SubjectKind kind);
// Takes the subject over in that room, which is then shown; undo starts from it, and it is of no
// file.
void app_open(App *app, const Subject *subject);
// What a room shows is where its undo begins, and of no file.
void app_begin_anew(AppRoom *room);
// It is of no file; undo goes on.
void app_begin_unnamed(AppRoom *room);
// How things stand in a room, as its row takes it; to be freed.
void *app_moment(const AppRoom *room);
// Undo (-1) and redo (+1) in the room that is shown; false if there is nothing.
bool app_undo(App *app, int direction);
// The size and scale of the picture to draw; while presenting the scale follows from the size.
void app_resize(App *app, int width_px, int height_px, float scale);
// Asks the room anew where its parts are, above the strip of a lesson.
void app_lay_out(App *app);
