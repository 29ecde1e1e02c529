// The rows of the strip below the picture, for the files that make it: each row is placed from the
// top down in a pass that measures, and drawn and answered in one that shows.
#pragma once

#include "app/shell/classroom_state.h"
#include "ui/widgets.h"

enum { STRIP_GAP = 8, STRIP_BUTTON_PAD = 12 };

typedef struct Strip {
    App *app;
    Classroom *room;
    Ui *ui;
    Canvas metrics; // to measure with
    bool shows;     // it is drawn and answered; else measured alone
    bool presented;
    float x, y, w; // where the next row begins, and how wide it is
    float size;    // of its letters
} Strip;

// A text of the step in that width; of the strip's kept ones.
const RichText *strip_text(Strip *s, ClassroomTextKind kind, const char *text, Font font,
                           float size, float width);
// A paragraph over the whole width; nothing if there is no text.
void strip_paragraph(Strip *s, ClassroomTextKind kind, const LessonText *text, Font font,
                     Color color, Color strong);

// Buttons from left to right, and on the next row where one has no room.
typedef struct StripFlow {
    float x, y, row; // the next one's place; how high this row is
} StripFlow;

typedef enum StripMark { MARK_NONE, MARK_CHOSEN, MARK_RIGHT, MARK_WRONG, MARK_FAINT } StripMark;

typedef struct StripButton {
    const char *name, *tip;
    const char *key;       // shown before the label: "1", "↵"; NULL: none
    const RichText *label; // or ...
    const char *text;      // ... plain
    Color color;           // of a square before it; a 0: none
    StripMark mark;
    bool accent, still; // in the accent's colour; not to be pressed
} StripButton;

StripFlow strip_flow(const Strip *s);
// Whether it was activated.
bool strip_button(Strip *s, StripFlow *flow, const StripButton *button);
void strip_flow_end(Strip *s, const StripFlow *flow);

// Whether the keys are the lesson's: nobody types, and no control has a ring.
bool strip_has_keys(const Ui *ui);

// The question of the step, its buttons, what is revealed (classroom_question.c).
void strip_question(Strip *s);
void strip_question_keys(App *app);
// Its bet, and its task (classroom_bet.c, classroom_task.c).
void strip_bet(Strip *s);
void strip_bet_keys(App *app);
void strip_task(Strip *s);
// A line in that colour.
void strip_line(Strip *s, Font font, Color color, const char *text);
