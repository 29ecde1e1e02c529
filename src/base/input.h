// What the user's hands did since the last frame. Filled by gfx/window from SDL's events, read by
// ui/ and app/; no SDL here.
#pragma once

#include "base/base.h"

typedef enum Key {
    KEY_NONE,
    KEY_SPACE,
    KEY_ENTER,
    KEY_ESCAPE,
    KEY_TAB,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_F1,
    KEY_F5,
    KEY_F11,
    KEY_CHARACTER, // any other: `code` is the lower-case character on it, e.g. 'a', '0', '['
} Key;

enum { MOD_SHIFT = 1, MOD_CTRL = 2, MOD_ALT = 4 };

typedef enum InputKind {
    INPUT_KEY,        // pressed, or repeated while held
    INPUT_TEXT,       // text[], UTF-8, as an input method committed it
    INPUT_COMPOSE,    // text[], UTF-8, as an input method has it so far, its own caret at a byte
    INPUT_MOUSE_MOVE, // x, y
    INPUT_MOUSE_DOWN, // x, y, button, clicks (1, 2 = double click, ...)
    INPUT_MOUSE_UP,   // x, y, button
    INPUT_WHEEL,      // wheel_x, wheel_y: notches, y up positive; x, y: where the pointer is
    INPUT_LEAVE,      // the pointer left the window, or the window lost the focus
    INPUT_RESIZE,     // the drawable's size changed
    INPUT_DROP,       // a file was dropped: text[] is its path (cut if longer)
    INPUT_WAKE,       // another thread has something to show
    INPUT_QUIT,
} InputKind;

enum { BUTTON_LEFT = 1, BUTTON_MIDDLE = 2, BUTTON_RIGHT = 3 };

typedef struct InputEvent {
    InputKind kind;
    Key key;
    uint32_t code; // KEY_CHARACTER only
    unsigned mods; // MOD_...
    bool beside;   // it happened to the second window, not to the program's
    float x, y;    // physical pixels from the top left of the drawable
    int button, clicks;
    float wheel_x, wheel_y;
    int caret; // INPUT_COMPOSE only
    char text[512];
} InputEvent;
