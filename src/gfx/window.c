// The SDL2 window and its OpenGL 3.3 core context; events are translated in window_events.c.
#include "gfx/window.h"

#include "base/words.h"

#include "gfx/window_events.h"

#include <SDL.h>
#include <epoxy/gl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_MIN = 320, HEIGHT_MIN = 200, GL_NEEDED = 33 };

struct Window {
    SDL_Window *sdl;
    SDL_GLContext context;
    SDL_Cursor *cursors[CURSOR_COUNT];
    Cursor cursor;
    bool offscreen, full_screen, text_input;
    float physical; // physical pixels per logical pixel in SDL's units; 1 where SDL scales itself
    Pointer pointer;
};

// clang-format off
static const SDL_SystemCursor system_cursors[CURSOR_COUNT] = {
    [CURSOR_ARROW] = SDL_SYSTEM_CURSOR_ARROW,
    [CURSOR_HAND]  = SDL_SYSTEM_CURSOR_HAND,
    [CURSOR_TEXT]  = SDL_SYSTEM_CURSOR_IBEAM,
    [CURSOR_MOVE]  = SDL_SYSTEM_CURSOR_SIZEALL,
    [CURSOR_WIDTH] = SDL_SYSTEM_CURSOR_SIZEWE,
};
// clang-format on

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != 0;
}

bool window_display_available(void)
{
    return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

static void set_hints(bool offscreen)
{
    // Ctrl+C in the terminal ends the program, as with any other.
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "1");       // drags go on outside the window
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); // the click that raises it counts
    SDL_SetHint("SDL_IME_SHOW_UI", "1");
    if (offscreen) {
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "offscreen", SDL_HINT_OVERRIDE);
    }
}

static void set_gl_attributes(void)
{
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_RED_SIZE, 8);
    SDL_GL_SetAttribute(SDL_GL_GREEN_SIZE, 8);
    SDL_GL_SetAttribute(SDL_GL_BLUE_SIZE, 8);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
    SDL_GL_SetAttribute(SDL_GL_MULTISAMPLEBUFFERS, 0);
}

// X11 tells the display's dots per inch by its size in millimetres, which projectors and
// televisions report wrongly and which people with sharp screens sit nearer to: so only clearly
// sharp screens are enlarged, in quarters, and by less than the ratio.
static float scale_of_display(int display)
{
    const char *told = getenv("GDK_SCALE");
    if (told != NULL && told[0] >= '1' && told[0] <= '4' && told[1] == 0) {
        return (float)(told[0] - '0');
    }
    float dots_per_inch = 96;
    if (SDL_GetDisplayDPI(display, &dots_per_inch, NULL, NULL) != 0 || dots_per_inch < 144 ||
        dots_per_inch > 600) {
        return 1;
    }
    return clampf(roundf(dots_per_inch / 96 * 0.75f * 4) / 4, 1, 4);
}

// Where a driver is missing, libX11 ends the program itself, with words that help nobody. What is
// missing is said then. It knows no argument, hence the global; only the opening of a window sets
// it.
static bool opening;

static void tell_if_opening(void)
{
    if (opening) {
        fprintf(stderr, "thalweg: %s\n",
                tr("OpenGL 3.3 is missing: the display's driver could not be loaded; install "
                   "Mesa's drivers (on Debian libgl1-mesa-dri)"));
    }
}

static bool make_context(Window *window, const WindowOptions *options, Error *err)
{
    window->context = SDL_GL_CreateContext(window->sdl);
    if (window->context == NULL) {
        return fail(err,
                    "OpenGL 3.3 is missing: %s; Mesa's drivers have it (on Debian "
                    "libgl1-mesa-dri)",
                    SDL_GetError());
    }
    if (!epoxy_is_desktop_gl() || epoxy_gl_version() < GL_NEEDED) {
        return fail(err, "OpenGL 3.3 is needed, but the driver has only %s",
                    (const char *)glGetString(GL_VERSION));
    }
    if (SDL_GL_SetSwapInterval(options->vsync ? 1 : 0) != 0) {
        SDL_ClearError(); // some drivers have no choice; the program paces itself
    }
    return true;
}

// The frame is known only once the window is shown: with it, the window still fits the part of the
// screen that bars and docks leave.
static void fit_with_frame(Window *window)
{
    SDL_Rect room;
    int top = 0, left = 0, bottom = 0, right = 0, width, height;
    SDL_PumpEvents();
    if (SDL_GetDisplayUsableBounds(SDL_GetWindowDisplayIndex(window->sdl), &room) != 0 ||
        SDL_GetWindowBordersSize(window->sdl, &top, &left, &bottom, &right) != 0) {
        SDL_ClearError(); // no frame, or nobody knows
        return;
    }
    SDL_GetWindowSize(window->sdl, &width, &height);
    const int w = clampi(width, 1, room.w - left - right),
              h = clampi(height, 1, room.h - top - bottom);
    if (w != width || h != height) {
        SDL_SetWindowSize(window->sdl, w, h);
    }
    SDL_SetWindowPosition(window->sdl, room.x + left + (room.w - left - right - w) / 2,
                          room.y + top + (room.h - top - bottom - h) / 2);
}

static bool make_window(Window *window, const WindowOptions *options, Error *err)
{
    set_gl_attributes();
    window->physical = window->offscreen ? 1 : scale_of_display(0);
    const Uint32 flags =
        SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE | SDL_WINDOW_HIDDEN;
    window->sdl = SDL_CreateWindow(options->title, SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                                   options->width, options->height, flags);
    if (window->sdl == NULL) {
        return fail(err,
                    "no window with OpenGL can be opened: %s; Mesa's drivers have it (on Debian "
                    "libegl-mesa0 and libgl1-mesa-dri)",
                    SDL_GetError());
    }
    if (!make_context(window, options, err)) {
        return false;
    }
    if (!window->offscreen) {
        int width_px, height_px;
        window_drawable_size(window, &width_px, &height_px);
        if (width_px > options->width) {
            window->physical = 1; // the system scales: SDL's units are logical already
        }
        SDL_SetWindowMinimumSize(window->sdl, WIDTH_MIN, HEIGHT_MIN);
        window_set_size(window, options->width, options->height);
        // It was placed for the size asked for, which the screen may not have.
        SDL_SetWindowPosition(window->sdl, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED);
        SDL_ShowWindow(window->sdl);
        fit_with_frame(window);
    }
    SDL_StopTextInput();
    return true;
}

// Where no display answers, SDL falls back to drivers that show nothing, and the program would run
// unseen for ever.
static bool nothing_to_see(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0);
}

Window *window_create(const WindowOptions *options, Error *err)
{
    if (!options->offscreen && !window_display_available()) {
        fail(err, "there is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY "
                  "is set");
        return NULL;
    }
    set_hints(options->offscreen);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        const char *driver = SDL_getenv("SDL_VIDEODRIVER");
        if (driver) {
            fail(err,
                 "the display cannot be used: %s; SDL_VIDEODRIVER is '%s': leave it out, or set it "
                 "to x11 or wayland",
                 SDL_GetError(), driver);
        } else {
            fail(err, "the display cannot be used: %s", SDL_GetError());
        }
        return NULL;
    }
    if (!options->offscreen && nothing_to_see()) {
        const char *display = SDL_getenv("DISPLAY"), *asked = SDL_getenv("SDL_VIDEODRIVER");
        const char *got = SDL_GetCurrentVideoDriver();
        if (asked && strcmp(asked, got) == 0) {
            fail(err, "SDL_VIDEODRIVER=%s shows nothing: leave it out, or set it to x11 or wayland",
                 asked);
            SDL_QuitSubSystem(SDL_INIT_VIDEO);
            return NULL;
        }
        if (display) {
            fail(err,
                 "no display answers at DISPLAY=%s: is it running, and may this program use it?",
                 display);
        } else {
            fail(err, "no display answers: is it running, and may this program use it?");
        }
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    Window *window = memory_get(sizeof *window);
    *window = (Window){ .offscreen = options->offscreen };
    static bool registered;
    if (!registered) {
        registered = atexit(tell_if_opening) == 0;
    }
    opening = true;
    const bool made = make_window(window, options, err);
    opening = false;
    if (!made) {
        window_destroy(window);
        return NULL;
    }
    return window;
}

void window_destroy(Window *window)
{
    if (window == NULL) {
        return;
    }
    for (size_t i = 0; i < COUNT(window->cursors); i++) {
        if (window->cursors[i] != NULL) {
            SDL_FreeCursor(window->cursors[i]);
        }
    }
    if (window->context != NULL) {
        SDL_GL_DeleteContext(window->context);
    }
    if (window->sdl != NULL) {
        SDL_DestroyWindow(window->sdl);
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_ResetHint(SDL_HINT_VIDEODRIVER);
    free(window);
}

void window_drawable_size(const Window *window, int *width_px, int *height_px)
{
    SDL_GL_GetDrawableSize(window->sdl, width_px, height_px);
}

// Physical pixels per unit of SDL's window coordinates.
static float density(const Window *window)
{
    int width, height, width_px, height_px;
    SDL_GetWindowSize(window->sdl, &width, &height);
    window_drawable_size(window, &width_px, &height_px);
    return width > 0 ? (float)width_px / (float)width : 1;
}

float window_system_scale(const Window *window)
{
    return clampf(density(window) * window->physical, 0.75f, 4);
}

bool window_poll(Window *window, double wait_s, InputEvents *events)
{
    const size_t before = events->count;
    window->pointer.density = density(window);
    SDL_Event event;
    bool any = wait_s == 0  ? SDL_PollEvent(&event)
               : wait_s < 0 ? SDL_WaitEvent(&event)
                            : SDL_WaitEventTimeout(&event, (int)ceil(wait_s * 1000));
    while (any) {
        InputEvent input;
        if (window_event_translate(&event, &window->pointer, &input)) {
            array_push(events, input);
        }
        any = SDL_PollEvent(&event);
        if (!any && wait_s < 0 && events->count == before) {
            any = SDL_WaitEvent(&event); // what came was of no interest
        }
    }
    return events->count > before;
}

void window_wake(void)
{
    SDL_Event event = { .type = SDL_USEREVENT };
    SDL_PushEvent(&event); // a full queue ends the wait as well
}

void window_quit(void)
{
    SDL_Event event = { .type = SDL_QUIT };
    for (int tries = 0; tries < 200 && SDL_PushEvent(&event) < 0; tries++) {
        SDL_Delay(5); // a full queue is being emptied
    }
}

void window_size(const Window *window, int *width, int *height)
{
    SDL_GetWindowSize(window->sdl, width, height);
    *width = (int)lroundf((float)*width / window->physical);
    *height = (int)lroundf((float)*height / window->physical);
}

double window_refresh_rate(const Window *window)
{
    SDL_DisplayMode mode;
    const int display = SDL_GetWindowDisplayIndex(window->sdl);
    const bool known = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0;
    return known && mode.refresh_rate >= 20 ? mode.refresh_rate : 60;
}

void window_present(Window *window)
{
    SDL_GL_SwapWindow(window->sdl);
}

void window_set_size(Window *window, int width, int height)
{
    SDL_Rect room = { 0, 0, 1 << 14, 1 << 14 };
    if (!window->offscreen) {
        SDL_GetDisplayUsableBounds(SDL_GetWindowDisplayIndex(window->sdl), &room);
    }
    SDL_SetWindowSize(window->sdl, clampi((int)((float)width * window->physical), 1, room.w),
                      clampi((int)((float)height * window->physical), 1, room.h));
}

void window_set_full_screen(Window *window, bool on)
{
    if (SDL_SetWindowFullscreen(window->sdl, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) == 0) {
        window->full_screen = on;
    }
}

bool window_is_full_screen(const Window *window)
{
    return window->full_screen;
}

void window_text_input(Window *window, bool on, float x, float y, float w, float h)
{
    if (on) {
        const float units = 1 / density(window);
        SDL_SetTextInputRect(
            &(SDL_Rect){ (int)(x * units), (int)(y * units), (int)(w * units), (int)(h * units) });
    }
    if (on != window->text_input) {
        window->text_input = on;
        (on ? SDL_StartTextInput : SDL_StopTextInput)();
    }
}

char *window_clipboard(void)
{
    return SDL_GetClipboardText();
}

void window_clipboard_free(char *text)
{
    SDL_free(text);
}

void window_clipboard_set(const char *text)
{
    SDL_SetClipboardText(text);
}

void window_cursor(Window *window, Cursor cursor)
{
    assert(cursor < CURSOR_COUNT);
    if (cursor == window->cursor || window->offscreen) {
        return;
    }
    if (window->cursors[cursor] == NULL) {
        window->cursors[cursor] = SDL_CreateSystemCursor(system_cursors[cursor]);
    }
    if (window->cursors[cursor] != NULL) {
        SDL_SetCursor(window->cursors[cursor]);
        window->cursor = cursor;
    }
}
