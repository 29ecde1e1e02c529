// A small immediate-mode toolkit. Each pass calls every control again, in order; a control reads
// the pass's one event, changes its value at once, and writes its shapes to the canvas. Nothing of
// a control outlives the pass but its name: which one is pressed, focused or edited is kept here.
//
// One pass handles one event, so that a press, a move and a release that arrive together are three
// answers and not one. Coordinates are logical pixels.
#pragma once

#include "base/input.h"
#include "ui/ui_state.h"

// Layers of the canvas that the toolkit uses; pictures draw on the first two. Of sheets that lie
// over each other each has two, one for its ground.
enum { UI_SHEETS_MAX = 3 };
enum {
    LAYER_BASE,
    LAYER_OVER,
    LAYER_SHEET,
    LAYER_POPUP = LAYER_SHEET + 2 * UI_SHEETS_MAX,
    LAYER_TOOLTIP,
    LAYER_INK,      // what a presenter draws over all of it ...
    LAYER_ABOVE_INK // ... and with which tools
};

typedef enum UiCursor {
    UI_CURSOR_ARROW,
    UI_CURSOR_HAND,
    UI_CURSOR_TEXT,
    UI_CURSOR_MOVE,
    UI_CURSOR_WIDTH,
    UI_CURSOR_HEIGHT,
    UI_CURSOR_CROSS,
    UI_CURSOR_NONE
} UiCursor;

// What the toolkit needs from the system; context is passed on.
typedef struct UiSystem {
    void *context;
    char *(*clipboard)(void *context); // NULL if empty; to be given back to clipboard_free
    void (*clipboard_free)(void *context, char *text);
    void (*clipboard_set)(void *context, const char *text);
} UiSystem;

// Where a control was in the last pass: for tests and tooltips.
typedef struct UiControl {
    UiId id;
    char name[UI_NAME_MAX];
    Rect rect;    // whole
    Rect visible; // after clipping
    bool focusable;
    int layer; // of the canvas: a control of a higher one lies over those of lower ones
} UiControl;

// What happened to a control in this pass.
typedef struct UiPress {
    bool hovered;
    bool pressed;  // the left button (of ui_press_any(): any) went down on it now
    bool held;     // it went down on it and is still down
    bool clicked;  // ... and came up over it
    bool released; // ... and came up anywhere
    bool doubled;  // pressed for the second time in a row
    bool focused;
} UiPress;

typedef struct Ui {
    Canvas *canvas;     // of this pass
    const Theme *theme; // of this pass
    UiSystem system;
    float width, height;
    double now_s;
    double wake_s; // when the next pass is wanted although nothing happens; INFINITY: never

    InputEvent event; // of this pass; kind INPUT_LEAVE with no effect when there is none
    bool has_event;
    bool consumed; // somebody answered the event
    float mouse_x, mouse_y;
    bool mouse_inside, mouse_down;
    int button; // that went down last, while mouse_down
    unsigned mods;

    bool disabled; // ui_disable()
    UiModal modal; // of this pass
    UiId active;   // pressed and not yet released
    bool active_seen;
    UiId focus;         // the control that has the keys: by Tab, or because one types into it
    bool focus_visible; // it came by Tab
    UiId tab_from;      // where Tab goes on when nothing has the focus
    bool focus_hidden;  // ... and is to be brought into view by its column
    UiId reveal;        // the control that a column shall bring into view once; 0: none
    UiPopup popup;
    UiTypeAhead ahead;
    bool went_back;            // Escape took back in this pass what was shown meanwhile
    float grab_x, grab_value;  // where a drag began
    double grab_min, grab_max; // the ends of the slider's track when it did
    const double *mark;        // of the next slider; NULL: none
    UiSweep sweep;
    UiCursor cursor;

    UiId hot; // the control on top under the pointer, of this pass
    UiTip tip;

    UiEdit edit;
    UiId area;                 // the field that is as high as its text (ui/text_area.h)
    char said[UI_MESSAGE_MAX]; // something for the window to show, which then empties it; "" none
    UiHiding hiding;
    UiScroll scrolls[UI_SCROLLS_MAX];
    int scroll_count;
    Array(UiControl) controls;
} Ui;

// system may be NULL: no clipboard.
void ui_init(Ui *ui, const UiSystem *system);
void ui_finish(Ui *ui);

// event may be NULL: only show. Its x, y are logical pixels already.
void ui_begin(Ui *ui, Canvas *canvas, const Theme *theme, float width, float height,
              const InputEvent *event, double now_s);
void ui_end(Ui *ui);

UiId ui_id(const char *name);
// Controls are shown dimmed and do nothing, until the theme that was there is given back; *dim is
// the caller's and kept as long.
void ui_disable(Ui *ui, Theme *dim);
void ui_enable(Ui *ui, const Theme *theme);
// Until the pass ends nothing is in reach but what stands between ui_modal_begin() and
// ui_modal_end(): neither the pointer nor Tab come to other controls.
void ui_modal_begin(Ui *ui);
void ui_modal_end(Ui *ui);
// Passes in between that are drawn for somebody else, in another size maybe: no hand is there, and
// what is edited, open and focused is afterwards as it was. `aside` is the caller's.
typedef struct UiAside {
    UiId edit, area, popup, active, focus, tab_from, sweep;
    bool mouse_inside, mouse_down, focus_visible, popup_appears;
    UiModal modal;
} UiAside;
void ui_aside_begin(Ui *ui, UiAside *aside);
void ui_aside_end(Ui *ui, const UiAside *aside);
// What is left of the pass's event is nobody's; Tab alone still moves the focus.
void ui_swallow(Ui *ui);
// Gives the keys to a control, with a ring about it.
void ui_focus(Ui *ui, const char *name);
// Whether the control of that name is to be left out (ui/hiding.h).
bool ui_hides(Ui *ui, const char *name);
// The base of every control: registers it and says what happened to it. Where controls overlap,
// the pointer is over the first alone: what lies on top comes first, grounds come last. Focusable
// ones take part in Tab's order; a press of the mouse gives none the focus, so that the keys stay
// with the window.
UiPress ui_press(Ui *ui, const char *name, Rect rect, bool focusable);
// The same for what answers any button of the mouse: event.button says which has gone down.
UiPress ui_press_any(Ui *ui, const char *name, Rect rect, bool focusable);
// The pass's event is this key (with these modifiers, exactly) and nobody has answered it yet;
// answers it.
bool ui_key(Ui *ui, Key key, unsigned mods);
bool ui_character(Ui *ui, uint32_t code, unsigned mods);
// Clicked, or Space or Enter pressed while it has the focus.
bool ui_activated(Ui *ui, const UiPress *press);
// The pointer is over the rectangle, inside the clip, and nothing lies in front.
bool ui_hovers(const Ui *ui, Rect rect);
// Vertical notches of the wheel over the rectangle in this pass, answered; 0 if none.
float ui_wheel(Ui *ui, Rect rect);
// Shown beside the control last given to ui_press once the pointer has rested on it.
void ui_tip(Ui *ui, const char *text);
void ui_focus_ring(Ui *ui, Rect rect, float radius);
// What everything that can be pressed shows: a ring where the keys are, a hand below the pointer.
void ui_show_press(Ui *ui, const UiPress *press, Rect rect, float radius);
// Whether what is typed has somewhere to go, a text that is edited, an open list or a sheet, so
// that shortcuts must wait.
bool ui_editing(const Ui *ui);
// Whether an event is a press outside of the field that is being edited; then the next pass, which
// may be one without any event, lets the field take over what was typed.
bool ui_leaves(Ui *ui, const InputEvent *event);
// Ends an edit (ui/edit.h); the draft stays readable until the next begins.
void ui_edit_end(Ui *ui);
// Takes the focus away, ending an edit.
void ui_blur(Ui *ui);
// Where a control was in the last pass; NULL if it was not there.
const UiControl *ui_find(const Ui *ui, const char *name);
