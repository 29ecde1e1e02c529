// Sheets lie over the whole window and keep the rest out of reach until they are answered: files to
// open and to save, questions, what to export. The rest is dimmed and stands still under the hand;
// Tab stays inside, Enter decides, Escape goes back.
#pragma once

#include "app/shell/app.h"

// ---- asking

// Asks for a file. What is pointed to lives until the sheet is answered, but `path`, which is
// copied, as is every title.
typedef struct SheetFile {
    const char *title;  // "Open a scene", in the reader's language, as is `action`
    const char *action; // "Open": on the button that decides
    const char *ending; // ".thalweg": what is shown, and put behind a name that lacks it; NULL: all
    const char *path;   // a file or folder to begin with; NULL: where the last one was
    bool save;          // a new name may be given; an old one is asked about
    // Enter: does it, or says why not: then the sheet stays, with the reason. `path` is absolute.
    bool (*take)(App *app, void *context, const char *path, double now_s, Error *err);
    void (*back)(App *app, void *context); // Escape or Cancel; NULL: nothing to be done
    void *context;
} SheetFile;
void sheet_file(App *app, const SheetFile *ask);

// A question with up to three answers. Escape is the last one.
enum { SHEET_BUTTONS_MAX = 3 };
typedef struct SheetAsk {
    const char *title;                      // one line; all in the reader's language, copied
    const char *text;                       // a few lines; NULL: none
    const char *buttons[SHEET_BUTTONS_MAX]; // "Save", "Don't save", "Cancel"; NULL: fewer
    bool careful; // Enter at once is the last one, too, and not the first one
    // answer: its index.
    void (*take)(App *app, void *context, int answer, double now_s);
    void *context;
} SheetAsk;
void sheet_ask(App *app, const SheetAsk *ask);
// Whether a file may be written: one that is there is asked about first, which makes *sure true if
// it shall be replaced. *sure lives until the question is answered.
bool sheet_may_write(App *app, const char *path, bool *sure);

// ---- making others

typedef enum SheetAnswer { SHEET_STAYS, SHEET_DECIDED, SHEET_BACK } SheetAnswer;

typedef struct SheetKind {
    const char *name; // of its controls
    size_t size;      // of its state, bytes
    // How large it would like to be; it gets less in small windows.
    void (*measure)(const App *app, const void *sheet, float *width, float *height);
    // One pass: draws and answers within `inside`. fresh: of the first pass in which it has the
    // keys, for it to focus what shall have them.
    SheetAnswer (*pass)(App *app, void *sheet, Rect inside, bool fresh);
    // It has been decided or left, and is gone from the window already: other sheets may be opened.
    // false: it comes back.
    bool (*end)(App *app, void *sheet, SheetAnswer answer, double now_s);
    // In every frame; whether the next one has something to do without any event. NULL: nothing.
    bool (*advance)(App *app, void *sheet, double now_s, double budget_s);
    void (*finish)(void *sheet); // NULL: nothing
} SheetKind;

// Opens one; `sheet` [kind->size] is taken over: from memory_get(), freed behind finish().
void sheet_open(App *app, const SheetKind *kind, void *sheet);
bool sheet_is_open(const App *app);

// What every sheet has: its title; and from the right the buttons, of which the first decides.
// Returns which was activated, or -1. Enter that nobody has answered is the first one, Escape the
// last. Names: "NAME.0" ..
void sheet_title(Ui *ui, Rect *inside, const char *title);
int sheet_buttons(Ui *ui, const char *name, Rect *inside, int count, const char *const *labels,
                  const char *const *tips);

// ---- for the window's frame

void sheets_pass(App *app);
bool sheets_advance(App *app, double now_s, double budget_s);
void sheets_finish(App *app);
