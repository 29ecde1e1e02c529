// What the parts of the export sheet share: its state, and the rows of fields.
#pragma once

#include "app/shell/export.h"
#include "app/shell/export_head.h"
#include "app/shell/export_preview.h"
#include "app/shell/file_place.h"
#include "app/shell/sheet.h"
#include "ui/layout.h"

// The numbers of a plan, as fields edit them.
typedef struct ExportNumbers {
    double width, height; // pixels
    double dpi;           // pixels an inch
    double from, to;      // steps
    double seconds, rate; // of the film; pictures a second
    double turned;        // degrees
} ExportNumbers;

typedef struct ExportSheet {
    long last;       // step that there is to show
    bool beyond;     // a film may go on behind it
    bool surface;    // one is shown, which may turn
    ExportPlan plan; // its numbers are those below
    ExportNumbers numbers;
    FilePlace place;
    ExportPreview preview;
    ExportHead head;
    float content; // the height of all fields in the last pass; 0 before
    Rect picture;  // the room for the preview; no width: none
    Error wrong;   // why it was not made
    bool sure;     // the file may be replaced
    bool asked;    // ... which is being asked
    Export *job;   // being made; NULL: not yet
    bool shown;    // ... and that was to be seen
    bool made;     // it is in its place
    double from_s; // when that began
} ExportSheet;

// The plan as the fields have it.
ExportPlan export_sheet_plan(const ExportSheet *sheet);
// The fields from a plan and from what the room shows.
void export_sheet_take(ExportSheet *sheet, const App *app, const ExportPlan *plan);
// Another kind: the name gets its ending, and a size that nobody has touched becomes its own.
void export_sheet_kind(ExportSheet *sheet, const App *app, ExportKind kind);
// MP4 has even sides alone.
void export_sheet_even(ExportSheet *sheet);
// How many pictures the film has; 1 where it is none.
long export_sheet_pictures(const ExportSheet *sheet);
// "12 seconds left" for people.
void export_sheet_time_left(char *out, size_t size, double left_s);
// Why the kind cannot be made of what is shown, here; NULL: it can.
const char *export_sheet_barred(const App *app, ExportKind kind, Error *err);

// The kinds as buttons, those that cannot be made grey with the reasons below.
void export_sheet_kinds(App *app, ExportSheet *sheet, Column *column);
// All fields within the rectangle. Enter in the name: SHEET_DECIDED.
SheetAnswer export_sheet_fields(App *app, ExportSheet *sheet, Rect rect);
