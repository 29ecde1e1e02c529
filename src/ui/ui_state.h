// What the toolkit keeps between passes of the one control that is edited, open, swept, told about;
// part of a Ui (ui/ui.h), which includes this.
#pragma once

#include "draw/canvas.h"

typedef uint32_t UiId; // hash of a control's name; 0: none

enum {
    UI_EDIT_MAX = 32768,
    UI_PAST_MAX = 100,
    UI_NUMBER_MAX = 64,
    UI_COMPOSING_MAX = 256,
    UI_NAME_MAX = 48,
    UI_MESSAGE_MAX = 1024
};

// A text as it stood in the course of an edit.
typedef struct UiPast {
    char *text; // owned
    size_t caret, anchor;
} UiPast;

// The line of text being edited (ui/edit.h).
typedef struct UiEdit {
    UiId id;              // the field's; 0: none
    size_t caret, anchor; // bytes; the selection lies between
    float scroll;
    bool selecting; // with the mouse
    bool leaving;   // a press elsewhere ends it: the field shall say what becomes of it
    char text[UI_EDIT_MAX];
    char message[UI_MESSAGE_MAX]; // why something was refused
    UiPast past[UI_PAST_MAX];     // the first: what stood there before
    int past_count, past_at;      // past_at: what stands there now
    int run;                      // kind of the last change, while nothing came between
    double changed_s;
    // What an input method is at (ui/compose.h).
    char composing[UI_COMPOSING_MAX]; // "": nothing
    size_t composing_caret;
    char taken[UI_COMPOSING_MAX]; // what was taken for committed
    double taken_s;
    bool restart;  // it is to begin anew, which then unsets this
    Rect caret_at; // where the caret is on the screen
} UiEdit;

// What the pointer rests on and what that says about itself.
typedef struct UiTip {
    UiId id;
    double since_s; // it has rested there
    bool over;      // a key or a click has ended it ...
    float x, y;     // ... while the pointer was here
    Rect rect;      // of the control
    bool above;     // it stands above it if there is room
    char text[UI_MESSAGE_MAX];
    char whole[UI_MESSAGE_MAX]; // what had to be cut under the pointer; it is told first
    UiId whole_id;              // in the place of a control's, where there is none
} UiTip;

// The open list (ui/popup.h).
typedef struct UiPopup {
    UiId id;                    // of its button; 0: none. Everything outside it is out of reach
    bool appears, seen, inside; // its first pass; run in this pass; being run
    int at, began;              // entry: of a menu, marked now; marked when it opened
    char typed[64];             // what is searched for, UTF-8 ...
    size_t composed;            // ... its last bytes are not yet committed by an input method
    UiId chose;                 // the list of which an entry was chosen by hand in this pass
} UiPopup;

// Letters typed into a list lately (ui/type_ahead.h), UTF-8.
typedef struct UiTypeAhead {
    char text[64];
    double typed_s;
} UiTypeAhead;

// A slider that moves by itself (ui/sweep.h).
typedef struct UiSweep {
    UiId id, mark; // 0: none does; its mark
    double from_s, from;
    double min, max; // the ends of its track when it began
    bool seen;
} UiSweep;

// What lies over all else and keeps it out of reach (ui_modal_begin()).
typedef struct UiModal {
    bool on, inside;
} UiModal;

// What a user wants not to see of what is run now (ui/hiding.h).
typedef struct UiHiding {
    const char *const *rows; // names of controls, blanks between; NULL: nothing can be hidden
    int count;
    bool *on;          // [count]
    bool choosing;     // all are shown, and a press hides or shows one
    bool section;      // all that follows is hidden, up to the next section
    int seen, skipped; // controls of the row that is run
    int toggled;       // row; -1: none
} UiHiding;

typedef struct UiScroll {
    UiId id;
    float offset, content;
} UiScroll;

enum { UI_SCROLLS_MAX = 16 };
