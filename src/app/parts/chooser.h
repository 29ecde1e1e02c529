// A list to choose from many things, over everything like other lists (ui/popup.h): in groups, each
// thing with its name, a sentence and, where there is one, a small picture. What is typed searches
// in all of these words.
#pragma once

#include "ui/popup.h"

enum { CHOOSER_ITEMS_MAX = 96 };

// In the reader's language.
typedef struct ChooserItem {
    const char *name;  // NULL: it is not for this list
    const char *about; // one sentence; NULL: none
    const char *key;   // found, too; NULL: none
    int group;         // 0..groups - 1
} ChooserItem;

typedef struct Chooser {
    Popup popup; // name, button, width of the list, count; its label is not asked for
    ChooserItem (*item)(const void *context, int index);
    int groups;
    const char *(*group)(int index); // its name, which stands above its things
    float picture_w, picture_h;      // 0: no pictures
    void (*picture)(const void *context, Canvas *canvas, Rect rect, int index);
    const void *context;
} Chooser;

// A pass of the open list, `at` its marked thing, -1 none. Letters search; arrows, Home, End and
// Page keys move among what is found; Enter, a click and, while nothing is typed, Space choose;
// Escape goes back to what was before; a press elsewhere and Tab close it as it stands.
PopupAnswer chooser_run(Ui *ui, const Chooser *chooser, int *at);

// A button which opens the list with nothing marked: the thing that was chosen in this pass, else
// -1.
int chooser_menu(Ui *ui, const Chooser *chooser, const char *title, const char *tip);

// A button which says what is chosen and opens the list with that marked. What is moved to is
// chosen at once, Escape brings back what was before; whether another one is chosen.
bool chooser_choice(Ui *ui, const Chooser *chooser, const char *title, int *chosen,
                    const char *tip);

// What of the chooser's things is found by what was typed, group after group: indices into shown
// [CHOOSER_ITEMS_MAX]; how many. All of its words must stand somewhere in the thing's words,
// whatever the case of their letters. *best: where in `shown` what was most likely meant stands;
// -1: nothing.
int chooser_search(const Chooser *chooser, const char *typed, int *shown, int *best);
