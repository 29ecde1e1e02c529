// What a room is: a workspace that fills the window below the top bar, as a row of functions and
// the size of the state that they work on. The shell owns the state and never looks into it; what
// every room has alike (bar, tabs, undo, saving, keys, notices) asks the row.
#pragma once

#include "app/shell/history.h"
#include "app/shell/keys.h"
#include "app/shell/room_lesson.h"
#include "app/shell/shell.h"
#include "base/kind.h"
#include "io/settings.h"
#include "sim/subject.h"

// Why a moment is brought back.
typedef enum RoomBack {
    ROOM_UNDO,  // one of the history's, before the one shown
    ROOM_REDO,  // ... after it
    ROOM_TRIAL, // the one before an edit or an open list that nothing was decided in: all as it was
} RoomBack;

// `room` is the state, `size` bytes, zeroed before init().
typedef struct Room {
    Kind kind;         // name and about: on its tab
    const char *title; // English: the window's, as long as there is no file
    SubjectKind shows; // what kind of subject is opened in it; SUBJECT_COUNT: none
    size_t size;
    // On failure nothing is left behind. The shell lives longer than the room.
    bool (*init)(void *room, Shell *shell, Error *err);
    void (*finish)(void *room);
    // Takes over what the room shows, which is of its kind.
    void (*open)(void *room, const Subject *subject);
    // What the window remembers of it from one time to the next.
    void (*recall)(void *room, const Settings *settings);
    void (*remember)(const void *room, Settings *settings);
    // Where its parts are; logical pixels.
    ShellLayout (*lay_out)(const void *room, float width, float height);
    // Lets time pass and computes what is due within the budget; whether the next frame has
    // something to do without any event.
    bool (*advance)(void *room, double now_s, double elapsed_s, double budget_s);
    // Of these racers or networks (bit k: the k-th) nothing is shown but that they are there, until
    // it is called again: what is asked about them is not to be told.
    void (*hide)(void *room, unsigned who);
    // One pass of everything below the bar, drawn and answered.
    void (*pass)(void *room);
    // Escape, when nothing of the shell was open: whether there was something to go back from.
    bool (*go_back)(void *room);
    // What the rest of the bar shows, left of the buttons.
    void (*bar)(void *room, Rect rest);
    // Draws an image of the canvas.
    PaintImage *image;
    // What undo brings back: takes how things stand into moment_size bytes, compares, restores.
    size_t moment_size;
    void (*moment)(const void *room, void *moment);
    HistoryEqual *moment_equal;
    void (*restore)(void *room, const void *moment, RoomBack why);
    void (*reset)(void *room);
    // What is shown, and what the command line that opens it leaves out: the rows of `parts` whose
    // bits are in the result, in that order.
    unsigned (*subject)(const void *room, Subject *subject);
    const char *const *parts; // English, ends with NULL
    // Saving: the figure, laid out anew for that size and drawn into the bound framebuffer; the
    // shell keeps that size until app_resize().
    void (*figure)(void *room, int width_px, int height_px, float scale);
    bool (*write_csv)(const void *room, const char *path, Error *err);
    // Films: the last step that there is to show; `between`: the picture also changes between whole
    // ones. Brings what there is at a step, a surface turned by so many degrees from where it
    // stands; goes on for about budget_s. True: it is there for figure() to draw.
    bool between;
    bool (*turns)(const void *room); // whether a surface is shown, which can turn
    long (*last_step)(const void *room);
    bool (*show_at)(void *room, double step, double turned, double budget_s);
    // Which sections and controls of its panels are hidden [*count].
    bool *(*hides)(void *room, int *count);
    const KeyHelp *keys;       // its own, for the sheet of keys
    const char *const *panels; // English: what is in the left and in the right one, if it has it
    const RoomLesson *lesson;  // what lessons ask of it; NULL: none is held in it
} Room;

// A row made of the functions and tables that the room's file defines by the names of the fields:
// one that is missing there does not compile. State, Moment: types.
// clang-format off
#define ROOM(key, name, tip, shows, State, Moment, lesson)                                         \
    { { key, name, tip, NULL, NULL }, title, shows, sizeof(State), init, finish, open, recall, remember, \
      lay_out, advance, hide, pass, go_back, bar, image, sizeof(Moment), moment, moment_equal, restore,  \
      reset, subject, parts, figure, write_csv, between, turns, last_step, show_at, hides, keys, panels, lesson }
// clang-format on

struct App; // of app.h, which includes this

// The rooms of a program, in the order of their tabs; the first one is shown first.
typedef struct Rooms {
    const Room *const *rows;
    int count;
    const char *tip; // English; on the tabs
    // Draws the whole window for a file (frame.h); who exports it does not know the frame.
    void (*picture)(struct App *app);
} Rooms;
