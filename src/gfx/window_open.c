// Opens the SDL2 window and its OpenGL 3.3 core context, or says what is missing.
#include "gfx/window_parts.h"

#include "base/words.h"

#include <epoxy/gl.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_MIN = 320, HEIGHT_MIN = 200, GL_NEEDED = 33 };

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
    SDL_SetHint("SDL_IME_SUPPORT_EXTENDED_TEXT", "1"); // what is longer comes whole
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

// Why no display answers, though one is named.
static bool blame_display(Error *err)
{
    const char *display = SDL_getenv("DISPLAY"), *asked = SDL_getenv("SDL_VIDEODRIVER");
    if (asked && strcmp(asked, SDL_GetCurrentVideoDriver()) == 0) {
        return fail(err,
                    "SDL_VIDEODRIVER=%s shows nothing: leave it out, or set it to x11 or wayland",
                    asked);
    }
    if (display) {
        return fail(err,
                    "no display answers at DISPLAY=%s: is it running, and may this program use it?",
                    display);
    }
    return fail(err, "no display answers: is it running, and may this program use it?");
}

static bool open_display(bool offscreen, Error *err)
{
    if (!offscreen && !window_display_available()) {
        return fail(err, "there is no display to open a window on: neither DISPLAY nor "
                         "WAYLAND_DISPLAY is set");
    }
    set_hints(offscreen);
    if (!offscreen) {
        setlocale(LC_CTYPE, "C.UTF-8"); // without one X11 takes titles of plain letters alone
    }
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        const char *driver = SDL_getenv("SDL_VIDEODRIVER");
        if (driver) {
            return fail(err,
                        "the display cannot be used: %s; SDL_VIDEODRIVER is '%s': leave it out, or "
                        "set it to x11 or wayland",
                        SDL_GetError(), driver);
        }
        return fail(err, "the display cannot be used: %s", SDL_GetError());
    }
    if (!offscreen && nothing_to_see()) {
        blame_display(err);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return false;
    }
    return true;
}

Window *window_create(const WindowOptions *options, Error *err)
{
    if (!open_display(options->offscreen, err)) {
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
