// The SDL2 window, its OpenGL 3.3 core context, and SDL's events as InputEvents.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/input.h"

typedef struct Window Window;

typedef Array(InputEvent) InputEvents;

typedef struct WindowOptions {
    const char *title;
    int width, height; // logical pixels
    bool offscreen;    // SDL's offscreen driver and no window: for render and tests
    bool vsync;
} WindowOptions;

// NULL with a message that says what is missing (no display, no OpenGL 3.3). One at a time.
Window *window_create(const WindowOptions *options, Error *err);
void window_destroy(Window *window);
// Whether a display is there to open a window on.
bool window_display_available(void);

void window_drawable_size(const Window *window, int *width_px, int *height_px);
// The window's size in its own units, as window_create() takes it.
void window_size(const Window *window, int *width, int *height);
// Physical pixels per logical pixel as the system says (96 dpi = 1), 0.75 to 4.
float window_system_scale(const Window *window);
// Appends what happened. Waits for the first event at most wait_s seconds (0: not at all,
// negative: until there is one). Returns false when nothing happened.
bool window_poll(Window *window, double wait_s, InputEvents *events);
// From any thread: ends the wait of window_poll() with an INPUT_WAKE.
void window_wake(void);
// From any thread: an INPUT_QUIT, as from the window's own button.
void window_quit(void);
// Pictures a second of the window's screen; 60 if unknown.
double window_refresh_rate(const Window *window);
void window_present(Window *window);
// UTF-8, in the bar that the system draws around the window.
void window_set_title(Window *window, const char *title);
void window_set_size(Window *window, int width, int height);
void window_set_full_screen(Window *window, bool on);
bool window_is_full_screen(const Window *window);
// Where the input method may show its candidates, physical pixels; on while a text field has the
// focus. Off and on again lets it forget what it was putting together.
void window_text_input(Window *window, bool on, float x, float y, float w, float h);
// NULL or "" when empty; to be freed with window_clipboard_free.
char *window_clipboard(void);
void window_clipboard_free(char *text);
void window_clipboard_set(const char *text);
// A second, plain window, drawn with the first one's context. Its events come with the first one's
// and say so; an INPUT_QUIT of it wants it closed. It comes on another screen if there is one, else
// above the first without taking the keys from it; later where it was left.
bool window_beside_open(Window *window, const WindowOptions *options, Error *err);
void window_beside_close(Window *window); // it need not be open
bool window_beside_is_open(const Window *window);
bool window_beside_has_screen(const Window *window); // one that the first window is not on
void window_beside_size(const Window *window, int *width_px, int *height_px);
// Physical pixels per logical pixel.
float window_beside_scale(const Window *window);
// Between these what is drawn goes there.
void window_beside_begin(Window *window);
void window_beside_end(Window *window); // shows it

typedef enum Cursor {
    CURSOR_ARROW,
    CURSOR_HAND,
    CURSOR_TEXT,
    CURSOR_MOVE,
    CURSOR_WIDTH,
    CURSOR_HEIGHT,
    CURSOR_CROSS,
    CURSOR_NONE, // not seen
    CURSOR_COUNT
} Cursor;
void window_cursor(Window *window, Cursor cursor);
