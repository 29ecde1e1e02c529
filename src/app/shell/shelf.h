// What is laid by from one time to the next, in the user's own folders: files opened lately; of
// each room what went without having been saved; and what is on screen, for when the program ends
// without having been closed.
#pragma once

#include "app/shell/app.h"
#include "base/job.h"
#include "io/laid_by.h"
#include "io/recent.h"
#include "io/rescue.h"

typedef struct Shelf {
    Recent recent;
    LaidBy before;            // of the room whose menu was opened last
    Rescue own;               // where what is on screen is kept
    Rescue left;              // what a program has left that was not closed, until that is answered
    bool kept[SUBJECT_COUNT]; // there is a file of it in `own`
    Job *job;                 // writes one of them; NULL: none does
    struct Writing *writing;  // which one, owned
    double again_s;           // it still did when the next was due: then
    bool stale;               // something may have changed since they were written ...
    double stale_s;           // ... first then ...
    const AppRoom *room;      // ... of that room
} Shelf;

// Takes app->shelf, zeroed before, into use.
void shelf_begin(App *app, Shelf *shelf);
// A file was opened or saved: first of those opened lately.
void shelf_opened(App *app, const char *path);
// What the room shows goes: keeps it, if it is not saved elsewhere.
void shelf_lay_by(App *app, const AppRoom *room);
