// The window's program: what is open and selected, and one frame of it. Events come in as data and
// pictures go out through gfx/, so that a test can be the user.
#pragma once

#include "app/landscape/workspace.h"
#include "app/network/labspace.h"
#include "app/shell/history.h"
#include "gfx/atlas.h"
#include "gfx/heatmap.h"
#include "gfx/paint.h"
#include "gfx/tiles.h"
#include "gfx/window.h"
#include "sim/race/standing.h"
#include "ui/ui.h"

// Where things are, logical pixels.
typedef struct AppLayout {
    Rect bar, left, picture, right, transport, chart;
    bool drawers; // the window is too small: left and right lie over the picture when opened
} AppLayout;

typedef enum RoomKind {
    ROOM_LANDSCAPE,
    ROOM_NETWORK,
    ROOM_COUNT
} RoomKind; // rows of rooms[], app/shell/room.h

// What the mouse is doing to the picture.
typedef enum Grip { GRIP_NONE, GRIP_START, GRIP_PAN } Grip;

typedef struct App {
    RoomKind room;
    Workspace workspace; // the landscape room's
    Ui ui;
    Canvas canvas;
    AppLayout layout;
    ThemeKind theme;
    float scale;             // physical pixels per logical pixel
    float scale_wanted;      // by the user; 0: as the system says
    int width_px, height_px; // of what is drawn into
    unsigned cards_open;     // bit i: the card of racer i shows all
    bool help_open;
    bool left_open, right_open; // drawers
    bool full_screen;
    Grip grip;
    float grip_x, grip_y; // where the pointer was
    int lit_run;          // pointed at, -1 none
    int hover_step;       // in the chart, -1 none
    bool hover_plane;     // the pointer is over the picture ...
    double hover[2];      // ... here
    bool chart_log;       // the chart's loss axis
    bool chart_hide;      // ... shows nothing after the cursor
    bool table;           // the bottom shows the table instead of the chart
    StandingColumn sort_column;
    bool sort_descending;
    double tolerance; // of the table's "within"
    History histories[ROOM_COUNT];
    uint32_t gestures;    // counts presses of the mouse, edits and lists that open
    UiId trying;          // the edit or open list that may change the room before it is decided
    void *before;         // the room's moment when that began, which Escape brings back, ...
    Playback before_play; // ... and where playback was
    LabSpace lab;         // the network room's
    char notice[1024];    // shown for a while
    double notice_until_s;
    bool map_moved, map_coarse; // the heat map changed in the last frame; is drawn coarsely
    double frame_s;             // when the last frame was
    bool more;                  // the next frame has something to do without any event

    Atlas *atlas; // owned, as are paint and heatmap
    Paint *paint;
    Heatmap *heatmap;
    unsigned field_shown; // version of the field in the heat map
    Tiles *tiles;
    unsigned tiles_shown[TILES_MAX]; // version of the snapshot in each
} App;

// Needs a current GL context. On failure nothing is left behind.
bool app_init(App *app, Error *err);
void app_finish(App *app);
// Undo (-1) and redo (+1) in the room that is shown; false if there is nothing.
bool app_undo(App *app, int direction);
// Shows that room; what the others hold stays.
void app_enter(App *app, RoomKind room);
// Takes a scene over; undo starts from it.
void app_open(App *app, const Scene *scene);
// Takes a lab over and shows its room.
void app_open_lab(App *app, const LabSpec *spec);
// The size and scale of the picture to draw.
void app_resize(App *app, int width_px, int height_px, float scale);
// One event; its x, y in physical pixels. now_s: any clock that only grows.
void app_event(App *app, const InputEvent *event, double now_s);
// Lets time pass, computes what is due within budget_s and draws into the bound framebuffer.
void app_frame(App *app, double now_s, double budget_s);
// Draws the app's canvas as it stands into the bound framebuffer: the second half of a frame.
void app_paint(App *app);
// Seconds until the next frame is wanted when no event comes: 0 at once, INFINITY never.
double app_wait_s(const App *app, double now_s);

// Shows a short message for some seconds.
void app_notice(App *app, double now_s, const char *format, ...) PRINTF_LIKE(3, 4);

// The parts, each in its file; all run in every pass.
void app_top_bar(App *app, Rect rect);
void app_panel_landscape(App *app, Rect rect);
void app_panel_optimizers(App *app, Rect rect);
void app_transport(App *app, Rect rect);
void app_chart(App *app, Rect rect);
void app_picture(App *app, Rect rect);
void app_shortcuts(App *app);
void landscape_shortcuts(App *app);
// What of the Landscape room's picture no open drawer covers.
Rect landscape_clear(const App *app);
void app_help(App *app);
// The inner edge of a side panel, and its ground, which answers presses so that nothing below does.
void app_panel_edge(App *app, const char *name, Rect rect, bool right);
// What a room needs of the window, logical pixels.
typedef struct AppParts {
    float left, right;    // widths of the side panels; 0: none
    float bottom;         // the height that chart or table would like
    float two_rows_below; // the transport has two rows in windows narrower than this
} AppParts;
AppLayout app_layout(float width, float height, const AppParts *parts);
