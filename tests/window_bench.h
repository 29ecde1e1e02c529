// The real window without a display, and a user at it: SDL's own events go in, the state of the app
// and pixels come out. Places are logical pixels, as the controls' rectangles are.
#pragma once

#include "app/landscape/room_landscape.h"
#include "app/network/room_network.h"
#include "app/shell/frame.h"
#include "gfx/capture.h"
#include "gfx/window.h"

#include <SDL.h>
#include <stdlib.h>

typedef struct Bench {
    Window *window;
    App app;
    LandscapeRoom *landscape; // the rooms of the app
    NetworkRoom *network;
    Capture target; // the window's pixels, as bench_read() draws them
    Capture blind;  // one pixel: what frames draw into that nobody looks at
    InputEvents events;
    uint8_t *pixels; // [height][width][3] of the last frame
    float scale;
    double now_s, budget_s;
    double frame_s; // the processor's, of the last frame that waited for a network
    unsigned keys;  // MOD_... held down
} Bench;

// One at a time; the first frame is drawn.
Bench *bench_open(int width_px, int height_px, float scale);
void bench_close(Bench *bench);

// Opens a scene or a lab as the command line does.
static inline void bench_show(Bench *bench, SubjectKind kind, const void *value)
{
    Subject *subject = memory_get(sizeof *subject);
    subject_set(subject, kind, value);
    app_open(&bench->app, subject);
    free(subject);
}

// What was pushed reaches the app; a frame; what the app wants of the window is done.
void bench_frame(Bench *bench);
// The same after that much time.
void bench_wait(Bench *bench, double seconds);
void bench_read(Bench *bench); // draws the last frame once more and reads its pixels
// The window's size as a user's hand on its edge would change it, and a frame.
void bench_resize(Bench *bench, int width_px, int height_px);

void bench_move(Bench *bench, float x, float y);
void bench_down(Bench *bench, float x, float y, int clicks);
void bench_up(Bench *bench, float x, float y);
void bench_wheel(Bench *bench, float x, float y, float notches);
// Each of these ends with a frame.
void bench_click_at(Bench *bench, float x, float y);
void bench_double_click_at(Bench *bench, float x, float y);
void bench_drag(Bench *bench, float x0, float y0, float x1, float y1);
void bench_key(Bench *bench, SDL_Keycode key);
void bench_key_with(Bench *bench, SDL_Keycode key, SDL_Keymod mods);
// Every character as a key press and, where a text field wants it, as text.
void bench_type(Bench *bench, const char *text);
// Selects all of a focused text and types over it.
void bench_retype(Bench *bench, const char *text);

// The control of that name, scrolled into sight if need be; fails the test if it is not there.
Rect bench_rect(Bench *bench, const char *name);
void bench_click(Bench *bench, const char *name);
// The bar of time: its control is wider by the knob at either end, which answers there too.
Rect bench_bar(Bench *bench, const char *name);
// Drags on a slider's track to a share 0..1 of its length.
void bench_slide(Bench *bench, const char *name, float share);

// The pixel at a place, of the last bench_read().
Color bench_pixel(const Bench *bench, float x, float y);
bool bench_same_color(Color a, Color b, int tolerance);
// Copies the pixels of a rectangle, of a frame drawn now; to be freed.
uint8_t *bench_shot(Bench *bench, Rect rect);
// How many of the rectangle's pixels are not what they were in a shot of it.
int bench_changes(Bench *bench, Rect rect, const uint8_t *shot);
// A part of the picture where no text ever stands: below the colour bar, above the axis.
Rect bench_ground(const Bench *bench);

// Whether this very text stands somewhere in the last frame, or a text that begins so.
bool bench_says(const Bench *bench, const char *text);
// Switches off, as a user would, what lies over the heat map: contours, minima, ghosts, all
// optimizers.
void bench_bare(Bench *bench);

// Where a point of the plane is.
// How the plane lies on the screen now.
const Projection *bench_on(const Bench *bench);
float bench_x(const Bench *bench, double x);
float bench_y(const Bench *bench, double y);
// Waits until the whole race is computed and the heat map is as fine as it gets.
void bench_settle(Bench *bench);

// Opens a room by its tab, as a user would.
void bench_tab(Bench *bench, const Room *room);

// ---- the Network room

// Opens the room by its tab and, unless NULL, a preset by the menu, as a user would.
void bench_lab(Bench *bench, const char *preset);
// The item of the presets' menu of that number: the presets, then the studies.
void bench_lab_menu(Bench *bench, int item);
// A frame when the worker has posted a snapshot, or once in a while, in real time.
void bench_breathe(Bench *bench);
// Frames until the newest snapshot answers the wish and no seek is under way; fails the test when
// that takes very long.
void bench_answered(Bench *bench);
// The same, and no newer snapshot comes any more: its pictures are of this very step. Not while it
// plays.
void bench_rested(Bench *bench);
// Frames until the snapshot has reached that step.
void bench_trained(Bench *bench, long step);
// Frames until the training has stopped by itself, and rested.
void bench_ended(Bench *bench);
// Frames until that many cells of the open study are done.
void bench_studied(Bench *bench, int cells);
// One of a few side by side, by its place.
void bench_segment(Bench *bench, const char *name, int index, int count);
// One of a list, by its place.
void bench_choose(Bench *bench, const char *name, int index);
// What the histograms show, of so many kinds: side by side, or a list where the window is narrow.
void bench_kind(Bench *bench, InspectKind kind, int count);
// Chooses a norm by its place in the list (0: off) and where it stands.
void bench_norm(Bench *bench, int norm, NormPlace place);
// Types a number into a slider's or a number's field and commits it.
void bench_number(Bench *bench, const char *name, const char *text);
void bench_drop(Bench *bench, const char *path);
