// The Landscape room: its state, and its parts; those that are shown run in every pass.
#pragma once

#include "app/landscape/workspace.h"
#include "app/shell/room.h"
#include "gfx/heatmap.h"
#include "sim/race/standing.h"

extern const Room landscape_room; // opens a Scene

// What the mouse is doing to the picture.
typedef enum Grip { GRIP_NONE, GRIP_START, GRIP_PAN } Grip;

// A card by its name, which is held: while it `moves`, farther than a click, it follows the
// pointer.
typedef struct CardDrag {
    bool moves;
    float press_y;     // where the pointer went down
    float above;       // from the card's upper edge to there
    double scrolled_s; // when it last scrolled the panel at its ends
} CardDrag;

typedef struct LandscapeRoom {
    Shell *shell;
    Workspace workspace;
    unsigned cards_open; // bit i: the card of racer i shows all
    bool around_open;    // open cards show all that can go around an optimizer
    CardDrag card_drag;
    Grip grip;
    float grip_x, grip_y;        // where the pointer was
    int lit_run;                 // pointed at, -1 none
    int hover_step;              // in the chart, -1 none
    bool hover_plane;            // the pointer is over the picture ...
    double hover[2];             // ... here
    bool chart_log[CHART_COUNT]; // each chart's axis
    bool chart_hide;             // ... shows nothing after the cursor
    bool table;                  // the bottom shows the table instead of the chart
    StandingColumn sort_column;
    bool sort_descending;

    struct Thumbs *thumbs;      // owned
    Heatmap *heatmap;           // owned
    unsigned field_shown;       // version of the field in it
    bool map_moved, map_coarse; // it changed in the last frame; is drawn coarsely
} LandscapeRoom;

// What undo brings back, and, when a trial is taken back, playback too.
typedef struct LandscapeMoment {
    WorkspaceMoment workspace;
    Playback play;
} LandscapeMoment;

void landscape_panel(LandscapeRoom *room, Rect rect);
void landscape_optimizers(LandscapeRoom *room, Rect rect);
void landscape_transport(LandscapeRoom *room, Rect rect);
void landscape_chart(LandscapeRoom *room, Rect rect);
void landscape_picture_hands(LandscapeRoom *room, Rect rect);
void landscape_shortcuts(LandscapeRoom *room);
// What of the picture no open drawer covers.
Rect landscape_clear(const LandscapeRoom *room);
