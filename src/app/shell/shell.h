// What the shell of the window lends its rooms: controls, canvas, where things are, how all looks,
// what the hand is doing, and short messages. A room knows nothing else of the window around it.
#pragma once

#include "gfx/atlas.h"
#include "gfx/paint.h"
#include "gfx/tiles.h"
#include "ui/ui.h"

// Where things are, logical pixels.
typedef struct ShellLayout {
    Rect bar, left, picture, right, transport, chart;
    Rect legend;  // of what is presented: who is in the picture, large; 0 wide: there is none
    Rect caption; // of a lesson, below all of these; rooms leave it alone
    bool drawers; // the window is too small: left and right lie over the picture when opened
} ShellLayout;

// Where a finished canvas goes instead of the bound framebuffer: into a file of vectors. `image`
// draws its images and gets `context`. take NULL: it is painted.
typedef struct ShellSink {
    void (*take)(void *self, const Canvas *canvas, PaintImage *image, void *context);
    void *self;
} ShellSink;

// A part of the window that is enlarged, with all that is in it.
typedef struct ShellZoom {
    float times; // at least 1: all of it
    float x, y;  // its upper left corner, logical pixels
} ShellZoom;

typedef struct Shell {
    Ui ui;
    Canvas canvas;
    ShellLayout layout; // of the room that is shown
    ThemeKind theme;
    float scale;                // physical pixels per logical pixel
    int width_px, height_px;    // of what is drawn into
    bool left_open, right_open; // drawers
    bool hiding;                // one chooses which controls are hidden (app/shell/hidden.h)
    bool still;   // reduced motion: but for what is played nothing moves by itself, fades or pulses
    float bottom; // the height of chart or table as the hand has set it; 0: by the room
    float strip;  // what a lesson takes of the window's foot; rooms have that much less
    uint32_t gesture;   // what the hand is about: all that changes in one is one deed; 0: nothing
    UiId trying;        // the edit or open list that may change the room before it is decided ...
    void *before;       // ... and the room's moment when that began; NULL if none
    bool presenting;    // to an audience: large, without bar and panels (app/shell/present.h) ...
    bool present_chart; // ... but with the chart
    float present_zoom; // ... and so many times larger
    ShellZoom zoom;     // set by shell_zoom()
    char notice[1024];  // shown for a while
    double notice_until_s; // INFINITY: it waits until what lies over it is closed

    bool bare;        // drawn for a file: nothing lies over the rooms, neither sheet nor notice
    bool transparent; // ... and the canvas has no ground
    ShellSink sink;

    Canvas enlarged; // a copy of the canvas while a part is enlarged

    Atlas *atlas; // owned, as are the others
    Paint *paint;
    Tiles *tiles; // SHELL_IMAGE; NULL: none yet
} Shell;

// Needs a current GL context. On failure nothing is left behind.
bool shell_init(Shell *shell, Error *err);
void shell_finish(Shell *shell);

// Shows a message, at least for so many seconds; a long one as it is read, so many letters a
// second.
enum { SHELL_NOTICE_S = 4, SHELL_LETTERS_S = 12 };
void shell_notice(Shell *shell, double now_s, const char *format, ...) PRINTF_LIKE(3, 4);

// What a room needs of the window, logical pixels.
typedef struct ShellParts {
    float left, right;    // widths of the side panels; 0: none
    float bottom;         // the height that chart or table would like
    float asked;          // the one that the hand has set; 0: none
    float two_rows_below; // the transport has two rows in windows narrower than this
    float taken;          // of the window's height, by a strip below: it makes no drawers
} ShellParts;
ShellLayout shell_layout(float width, float height, const ShellParts *parts);
// While presenting: picture, a legend of that width (0: none) at the right with time at its foot,
// or time in a row of its own, and the chart if it is wanted.
// The side panels are drawers.
ShellLayout shell_layout_presenting(float width, float height, float legend,
                                    const ShellParts *parts, bool chart);
// Buttons from the right end of a row, which opens chart and panels while presenting. panels:
// English, what is in the left and in the right one, if it has it.
void shell_present_buttons(Shell *shell, Rect *row, const char *const panels[2]);
// Physical pixels per logical pixel while presenting: as many logical pixels high is any window, so
// that text of 11, the smallest there is, is a 45th of its height and can be read from the last
// row.
enum { SHELL_PRESENT_HIGH = 495, SHELL_PRESENT_LEAST = 600 /* wide */ };
float shell_presenting_scale(int width_px, int height_px);
// The inner edge of a side panel, and its ground, which answers presses so that nothing below does.
void shell_panel_edge(Shell *shell, const char *name, Rect rect, bool right);

// The upper edge of chart or table, which can be dragged; a double click gives it back to the room.
void shell_splitter(Shell *shell);
// The ground of what lies below the picture, with its upper edge.
void shell_bottom_ground(Shell *shell, Rect rect);

// An empty canvas of the window's size.
void shell_canvas_begin(Shell *shell);
// The size and scale of what is drawn into.
void shell_resize(Shell *shell, int width_px, int height_px, float scale);
// Enlarges the window so many times about a place, as far as its edges let it; everything in it
// stays live. 1: all of it again.
void shell_zoom(Shell *shell, float times, float x, float y);
// The part of an image of the canvas that an enlarged window shows, physical pixels.
typedef struct ShellPart {
    float x, y, w, h; // from the image's upper left corner; w 0: all of it
    float of_w, of_h; // of the whole image
} ShellPart;
// Of an image at rect_px [x, y, w, h] of the window, as PaintImage takes it, which becomes that of
// the part.
ShellPart shell_part(const Shell *shell, int rect_px[4]);
// Where gfx/paint puts an image.
void shell_image_px(const Shell *shell, Rect rect, int rect_px[4]);
// From physical pixels of the window to logical ones.
void shell_to_logical(const Shell *shell, float *x, float *y);
// A picture of the shell's own, sRGB, opaque, row 0 at the top: rgba [height][width][4], at most
// TILE_SIDE_MAX a side. It stands where the canvas has this image.
enum { SHELL_IMAGE = -1 };
void shell_image(Shell *shell, int width, int height, const uint8_t *rgba);
// Draws the canvas as it stands into the bound framebuffer, or gives it to the sink; `image` gets
// `context`.
void shell_paint(Shell *shell, PaintImage *image, void *context);
