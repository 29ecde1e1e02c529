// What lies over everything while presenting: laser dot, spotlight, ink, a part enlarged, a black
// or white screen, the row of keys. Beneath it all stays live; the left button goes through unless
// ink is on or a rectangle is asked for.
#pragma once

#include "app/shell/app.h"
#include "app/shell/ink.h"

typedef enum OverlayTool { TOOL_NONE, TOOL_INK, TOOL_SPOTLIGHT, TOOL_ZOOM } OverlayTool;
typedef enum OverlayBlank { BLANK_NONE, BLANK_BLACK, BLANK_WHITE } OverlayBlank;

// The ink of one page of what is presented.
typedef struct OverlayPage {
    int page;
    Ink ink;
} OverlayPage;

typedef struct Overlay {
    OverlayTool tool;
    OverlayBlank blank;
    bool laser, laser_held; // by its key; by the right button
    bool help;              // the row of keys
    float radius;           // of the spotlight, in unmagnified pixels
    InkColor color;
    bool fades;
    int page; // whose ink is shown: whoever turns pages sets it
    Array(OverlayPage) pages;
    bool asks;            // a rectangle is being drawn ...
    float from_x, from_y; // ... from here
    double moved_s;       // when the pointer last moved
    double begun_s;       // since when it is presented; NAN: it is not
    unsigned opened;      // the lesson whose pages these are (classroom_opened()); 0: of none yet
    bool notes;           // the presenter's window is wanted (app/shell/notes.h)
} Overlay;

Overlay *overlay_create(void);
void overlay_destroy(Overlay *overlay); // accepts NULL
// Before everything else in a pass: answers, and draws above everything.
void overlay_pass(App *app);
// Behind the room's pass while nothing is presented: tells of the notes where N has no other use.
void overlay_elsewhere(App *app);
// After everything else: what the pointer looks like.
void overlay_pointer(App *app);
// Escape: puts away a tool, then goes back to the whole picture; false if there was nothing.
bool overlay_back(App *app);
// The ink of all pages goes.
void overlay_forget(Overlay *overlay);
// The ink of the page that is shown.
Ink *overlay_ink(Overlay *overlay);
