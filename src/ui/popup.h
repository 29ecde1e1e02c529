// Lists that open over everything: of choices, of things to do. One at a time; while it is open it
// has the keyboard, the wheel and the pointer, and nothing reaches what lies behind.
//
// Arrows, Home, End, Page keys and first letters move; Enter, Space or a click choose; Escape goes
// back to what was before; a press elsewhere and Tab close it as it stands. What cannot be chosen
// is shown dimmed and says why; headings are passed over.
#pragma once

#include "ui/ui.h"

typedef struct Popup {
    const char *name; // of its button; entry i is the control "name.i"
    Rect button;
    float width;
    int count;
    const char *(*label)(const void *context, int index);
    const void *context;
    // Why an entry cannot be chosen now, until the next call; "": it is a heading; NULL: it can.
    // The function itself may be NULL: all can.
    const char *(*barred)(const void *context, int index);
} Popup;

typedef enum PopupAnswer {
    POPUP_NOTHING,
    POPUP_MOVED,  // *at is another entry, to be shown at once where that can be
    POPUP_CHOSEN, // *at was chosen by hand; the list is closed
    POPUP_BACK,   // Escape: *at is where it was when the list opened; the list is closed
} PopupAnswer;

// Opens it for the next pass with entry `at` marked; -1: none.
void popup_open(Ui *ui, const Popup *popup, int at);
bool popup_is_open(const Ui *ui, const Popup *popup);
// Its button, which opens it with entry `at` marked; whether it is open.
bool popup_button(Ui *ui, const Popup *popup, Font font, const char *title, int at,
                  const char *tip);
// A pass of the open list.
PopupAnswer popup_run(Ui *ui, const Popup *popup, int *at);
// A button that opens a list of things to do; the index of the one chosen, or -1.
int popup_menu(Ui *ui, const Popup *popup, const char *title, const char *tip);
// For other things that open so. It ends.
void popup_close(Ui *ui);
// Escape: closes it, *at is what was marked when it opened.
bool popup_back(Ui *ui, int *at);
// What a choice makes of a pass of its list, whose marked thing is now `at`: whether another one is
// chosen.
bool popup_took(Ui *ui, PopupAnswer answer, int at, int *chosen);
// A press outside of its box, and Tab: closes it as it stands.
bool popup_left(Ui *ui, Rect box);
