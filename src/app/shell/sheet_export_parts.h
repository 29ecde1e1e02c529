// What the parts of the export sheet share: its state, and the rows of fields.
#pragma once

#include "app/shell/export.h"
#include "app/shell/export_preview.h"
#include "app/shell/file_place.h"
#include "app/shell/sheet.h"

// The numbers of a plan, as fields edit them.
typedef struct ExportNumbers {
    double width, height; // pixels
    double dpi;           // pixels an inch; 0: unsaid
} ExportNumbers;

typedef struct ExportSheet {
    ExportPlan plan; // its numbers are those below
    ExportNumbers numbers;
    FilePlace place;
    ExportPreview preview;
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
// The plan's numbers into the fields.
void export_sheet_take(ExportSheet *sheet, const ExportPlan *plan);
// Another kind: the name gets its ending.
void export_sheet_kind(ExportSheet *sheet, ExportKind kind);
// All fields of the kind within the rectangle. PATH_ENTER of the name: SHEET_DECIDED.
SheetAnswer export_sheet_fields(App *app, ExportSheet *sheet, Rect rect);
// Why the kind cannot be made of what is shown, here; NULL: it can.
const char *export_sheet_barred(const App *app, ExportKind kind, Error *err);
