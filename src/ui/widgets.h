// The controls. Each has a name, unique in the window ("race.noise"), by which it is remembered
// and found by tests; each returns whether the user changed something in this pass.
#pragma once

#include "base/error.h"
#include "base/param.h"
#include "base/registry.h"
#include "ui/layout.h"

enum { UI_TEXT_SIZE = 13, UI_ROW = 26, UI_SEGMENTS_MAX = 8 };

typedef enum Icon {
    ICON_PLAY,
    ICON_PAUSE,
    ICON_FIRST,
    ICON_LAST,
    ICON_BACK,
    ICON_FORWARD,
    ICON_LOOP,
    ICON_DOWN,
    ICON_UP,
    ICON_THEME,
    ICON_LANGUAGE,
    ICON_PRESENT,
    ICON_CHART,
    ICON_HOME,
    ICON_DICE,
    ICON_HELP,
    ICON_UNDO,
    ICON_REDO,
    ICON_RESET,
    ICON_ADD,
    ICON_CLOSE,
    ICON_COPY,
    ICON_ERASER,
    ICON_CUBE,
    ICON_CUBE_TOP,
    ICON_CUBE_FRONT,
    ICON_CUBE_SIDE,
    ICON_PERSPECTIVE,
    ICON_TURNTABLE,
    ICON_RIDE,
    ICON_FOLDER,
    ICON_HOUSE,
    ICON_FILE,
    ICON_NONE,
    ICON_COUNT = ICON_NONE
} Icon;

void ui_icon(Canvas *canvas, Icon icon, float x, float y, float size, Color color);

// Text in a row, vertically in its middle.
void ui_label(Ui *ui, Rect rect, Align align, Font font, float size, Color color, const char *text);
// A heading in letterspaced capitals.
void ui_heading(Ui *ui, Rect rect, const char *text);

// How many lines a text takes that is so wide at most; and these lines from the rectangle's top
// down, each in the middle of its `height`.
int ui_line_count(const Ui *ui, Font font, float size, float width, const char *text);
void ui_lines(Ui *ui, Rect rect, Align align, Font font, float size, float height, Color color,
              const char *text);
// Over as many rows of the column as it needs.
void ui_paragraph(Ui *ui, Column *column, Font font, float size, Color color, const char *text);

// The ground of a button, with its ring; `on`: in the accent colour.
void ui_button_face(Ui *ui, Rect rect, const UiPress *press, bool on);
bool ui_button(Ui *ui, const char *name, Rect rect, const char *label, const char *tip);
// `on`: drawn in the accent colour.
bool ui_icon_button(Ui *ui, const char *name, Rect rect, Icon icon, bool on, const char *tip);
bool ui_checkbox(Ui *ui, const char *name, Rect rect, const char *label, bool *on, const char *tip);
// One of a few (at most UI_SEGMENTS_MAX), side by side.
bool ui_segments(Ui *ui, const char *name, Rect rect, int count, const char *const *labels,
                 int *chosen, const char *tip);
// The one under the pointer; -1: none.
int ui_segment_under(const Ui *ui, Rect rect, int count, const char *const *labels);

// One of many: a button that opens a list. label(context, i) names the i-th; `chosen` may be -1.
// Moving in the list chooses at once, so that all can be seen; Escape takes it back (ui.h,
// went_back).
bool ui_choice(Ui *ui, const char *name, Rect rect, int count,
               const char *(*label)(const void *context, int index), const void *context,
               int *chosen, const char *fallback, const char *tip);

// One kind of a registry (at most UI_KINDS_MAX), by its name: side by side, or as a list. The tip
// tells what the kind under the pointer is about, of a list's button the chosen one, behind what
// all of them have in common.
enum { UI_KINDS_MAX = 8 };
bool ui_kinds(Ui *ui, const char *name, Rect rect, const Registry *kinds, bool list, int *chosen,
              const char *tip);
// How wide it must be, side by side or as a list, for all names to fit; at least `least`.
float ui_kinds_width(const Ui *ui, const Registry *kinds, bool list, float least);

// Whether an entry of that choice's list was chosen by hand in this pass, be it the one before.
bool ui_chose(const Ui *ui, const char *name);

// A button that opens a list of things to do, `width` wide; the index of the one chosen, or -1.
int ui_menu(Ui *ui, const char *name, Rect rect, const char *title, float width, int count,
            const char *(*label)(const void *context, int index), const void *context,
            const char *tip);
// How wide its button must be for the title to fit; at least `least`.
float ui_menu_width(const Ui *ui, const char *title, float least);

// A row with label, track and number for any Param; `value` in the unit of the row. Drag; Shift is
// fine; double click resets to `reset`; click the number to type one; arrow keys when focused.
// label may be NULL: the row's own, with its symbol.
bool ui_slider(Ui *ui, const char *name, Rect rect, const Param *param, double *value, double reset,
               const char *label, const char *tip);
// The same for a number that may be typed farther than the track reaches: `accepted` is the row it
// is checked against. The track reaches as far as the value. With ui->mark the next track has a
// mark at that value, if it reaches so far.
bool ui_slider_wide(Ui *ui, const char *name, Rect rect, const Param *param, const Param *accepted,
                    double *value, double reset, const char *label, const char *tip);
// A bar of time with a knob at `share` of it, 0..1. True while a hand moves it: *wanted is where
// to.
bool ui_scrub(Ui *ui, const char *name, Rect rect, double share, const char *tip, double *wanted);
// A number alone, typed. Enter commits, Escape restores, out of range is refused with the range.
bool ui_number(Ui *ui, const char *name, Rect rect, const Param *param, double *value,
               const char *tip);

// A line of text [capacity bytes with the zero byte] that acts while it is typed. True in every
// pass that changed it, also when Escape brings back what stood there before (ui.h, went_back).
// Bytes error_at.. are underlined as a mistake unless error_at is negative; Enter does not leave
// one.
bool ui_text_field(Ui *ui, const char *name, Rect rect, char *text, size_t capacity, int error_at,
                   const char *tip);
// The same for what must not act by halves: `text` becomes what was typed by Enter, or when the
// field is left, and if check(context, typed) says that it is good (NULL: always). True when it
// has become another one.
typedef bool UiCheck(const void *context, const char *text, Error *err);
bool ui_text_entry(Ui *ui, const char *name, Rect rect, char *text, size_t capacity, UiCheck *check,
                   const void *context, const char *tip);
