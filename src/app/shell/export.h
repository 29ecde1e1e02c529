// Pictures and numbers into files, for the window's sheet and for `render` alike: what kinds there
// are, and a file in the making, which goes on piece by piece so that the window stays alive.
#pragma once

#include "app/shell/app.h"
#include "app/shell/export_plan.h"

// What of a plan a kind of file makes use of, besides kind and path.
typedef enum ExportUse {
    EXPORT_USES_SIZE = 1,        // width, height, scale, theme, what
    EXPORT_USES_DPI = 2,         // ... dpi
    EXPORT_USES_TRANSPARENT = 4, // ... transparent
    EXPORT_USES_FILM = 8,        // from, to, seconds, rate, turned
} ExportUse;

typedef enum ExportState { EXPORT_GOES_ON, EXPORT_DONE, EXPORT_FAILED } ExportState;

// How a file is made that takes longer than a moment. `work` is what begin() returned.
typedef struct ExportWay {
    void *(*begin)(App *app, const ExportPlan *plan, Error *err); // NULL: failed
    // Goes on for about budget_s; leaves the window as it was. Done: the file is in its place.
    ExportState (*step)(void *work, double budget_s, Error *err);
    double (*progress)(const void *work); // 0..1
    void (*end)(void *work);              // frees it; what is not done leaves no file
} ExportWay;

typedef struct ExportRow {
    Kind kind;     // key: the ending, "png"; name and about: in the sheet
    unsigned uses; // ExportUse; 0: numbers or text
    // Whether it can be made of what is shown, and here; else err says why not. NULL: always.
    bool (*can)(const App *app, Error *err);
    bool (*write)(App *app, const ExportPlan *plan, Error *err); // the whole at once, or NULL and
    const ExportWay *way;                                        // ... piece by piece
} ExportRow;

extern const ExportRow export_rows[EXPORT_COUNT];
extern const Registry export_kinds;

// By the ending of a path, in letters of either kind; -1: none has it.
int export_kind_of(const char *path);
// A figure of what is shown, in the window's theme.
ExportPlan export_plan(const App *app, ExportKind kind);
// thalweg-<the subject's name>-N.<ending>, the first that is free in the folder (NULL: the current
// one, or home where that cannot be written), into plan->path. False: there is no such folder.
bool export_name(const App *app, const char *folder, ExportPlan *plan);
// The same with any name and ending, into path.
bool export_free_name(const char *folder, const char *name, const char *ending,
                      char path[EXPORT_PATH_MAX]);
// Whether a plan's numbers are within their ranges; else err says which is not and what would be.
bool export_check(const ExportPlan *plan, Error *err);

typedef struct Export Export;

// Begins; the app stays where it is until the end. NULL: failed, and nothing is left behind.
// err->at is 0 where the path or the plan is at fault.
Export *export_begin(App *app, const ExportPlan *plan, Error *err);
ExportState export_step(Export *job, double budget_s, Error *err);
double export_progress(const Export *job); // 0..1
const ExportPlan *export_plan_of(const Export *job);
// Accepts NULL. One that is not done is cancelled: no file of it remains, an old one stays whole.
void export_end(Export *job);

// All of it, waiting for the end.
bool export_write(App *app, const ExportPlan *plan, Error *err);
