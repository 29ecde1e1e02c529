// The Landscape room: its state, and its parts; those that are shown run in every pass.
#pragma once

#include "app/landscape/formula_sheet.h"
#include "app/landscape/relief_image.h"
#include "app/landscape/workspace.h"
#include "app/shell/room.h"
#include "draw/projection.h"
#include "gfx/heatmap.h"
#include "sim/race/standing.h"
#include "ui/layout.h"

extern const Room landscape_room; // opens a Scene

// What the mouse is doing to the picture.
typedef enum Grip { GRIP_NONE, GRIP_START, GRIP_PAN, GRIP_ORBIT } Grip;

// What the mouse is doing to the surface.
typedef struct ReliefHand {
    Grip grip;
    float x, y;           // where the pointer was
    bool holds;           // of a pan: a place that stays below the pointer ...
    Place held;           // ... this one
    double zooms_until_s; // the wheel turns until then
    bool looked;          // at a place, which was brought to the middle ...
    View look;            // ... by this view, ...
    unsigned look_of;     // ... of this version of the objective
    ReliefHeight look_height;
} ReliefHand;

// A card by its name, which is held: while it `moves`, farther than a click, it follows the
// pointer.
typedef struct CardDrag {
    bool moves;
    float press_y;     // where the pointer went down
    float above;       // from the card's upper edge to there
    double scrolled_s; // when it last scrolled the panel at its ends
} CardDrag;

// What of a picture a user likes to see, whatever is opened.
typedef struct Liking {
    Show show;
    ReliefKind relief;
} Liking;

typedef struct LandscapeRoom {
    Shell *shell;
    Workspace workspace;
    Liking liked;        // as chosen by hand, before ...
    Liking came;         // ... this was opened; what differs from it now was chosen since
    int preset;          // of race_presets, opened last ...
    Scene *preset_scene; // ... and what it showed; owned, NULL: none was
    unsigned cards_open; // bit i: the card of racer i shows all
    bool around_open;    // open cards show all that can go around an optimizer
    CardDrag card_drag;
    Grip grip;
    float grip_x, grip_y; // where the pointer was
    ReliefHand relief_hand;
    int lit_run;                 // pointed at, -1 none
    int hover_step;              // in the chart, -1 none
    bool hover_plane;            // the pointer is over the picture ...
    double hover[2];             // ... here
    bool chart_log[CHART_COUNT]; // each chart's axis
    bool chart_hide;             // ... shows nothing after the cursor
    bool blind;                  // ... whatever chart_hide says, while one bets on it
    bool table;                  // the bottom shows the table instead of the chart
    int inset_point;             // of the data, held by the mouse; -1 none
    char data_file[FIT_PATH_MAX], data_file_of[FIT_PATH_MAX]; // typed; of the scene it was typed in
    Error data_mistake;                                       // in it
    StandingColumn sort_column;
    bool sort_descending;

    FormulaSheet sheet;    // the formula below its field
    struct Thumbs *thumbs; // owned
    Heatmap *heatmap;      // owned
    unsigned field_shown;  // version of the field in it
    ReliefImage relief_image;
    bool map_moved, map_coarse; // it changed in the last frame; is drawn coarsely
} LandscapeRoom;

// Whether what can be hidden is shown: it is not hidden, or one chooses what is.
static inline bool landscape_shows(const LandscapeRoom *room, SceneHide which)
{
    return !room->workspace.hide[which] || room->shell->hiding;
}

// What undo brings back, and, when a trial is taken back, playback too.
typedef struct LandscapeMoment {
    WorkspaceMoment workspace;
    Playback play;
} LandscapeMoment;

void landscape_bar(LandscapeRoom *room, Rect rest);
// The race to begin with that is shown, as long as it is as it was opened; NULL: none.
const struct RacePreset *landscape_preset(const LandscapeRoom *room);
void landscape_panel(LandscapeRoom *room, Rect rect);
void landscape_data(LandscapeRoom *room, Column *column);
// Of the surface, where one is shown.
void landscape_relief(LandscapeRoom *room, Column *column);
// Value, gradient and Hessian below the pointer, exact.
void landscape_cursor(LandscapeRoom *room, Column *column);
// A racer's own batch on its open card, where there are data; how high that is.
void landscape_card_batch(LandscapeRoom *room, Column *column, int racer);
float landscape_card_batch_height(const LandscapeRoom *room);
void landscape_inset_hands(LandscapeRoom *room, Rect rect);
// Makes the file's points the landscape's, which has data.
void landscape_take_file(LandscapeRoom *room, const char *path);
// The row of a batch of `count` points at most, 0: all. True when it has changed.
bool landscape_batch_row(Ui *ui, const char *name, Rect row, int count, int *batch, int reset,
                         const char *tip);
void landscape_optimizers(LandscapeRoom *room, Rect rect);
void landscape_transport(LandscapeRoom *room, Rect rect);
void landscape_chart(LandscapeRoom *room, Rect rect);
void landscape_picture_hands(LandscapeRoom *room, Rect whole);
// Lights the path that is drawn at the pointer, and says which step of it that is.
void landscape_path_hover(LandscapeRoom *room, const Projection *on);
void landscape_relief_hands(LandscapeRoom *room, Rect rect);
// Whether what heights stand for stays as it is: while a hand moves the view, and after a place was
// brought to the middle, which one could not tell again otherwise, until anything else is shown.
bool landscape_relief_holds(const LandscapeRoom *room, double now_s);
void landscape_shortcuts(LandscapeRoom *room);
// The arrow to a start that is out of view brings it back; name: of the control; tools: a surface's
// buttons, which it keeps clear of.
void landscape_start_back(LandscapeRoom *room, const char *name, const Projection *on, Rect tools);
// What of the picture no open drawer covers.
Rect landscape_clear(const LandscapeRoom *room);
