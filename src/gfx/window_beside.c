// The second window. It shares the first one's context, so that fonts and programs are there; it
// does not wait for its screen's beat, or both together would be half as fast.
#include "gfx/window_parts.h"

enum { WIDTH_LEAST = 320, HEIGHT_LEAST = 200 };

float window_density(SDL_Window *sdl)
{
    int width, height, width_px, height_px;
    SDL_GetWindowSize(sdl, &width, &height);
    SDL_GL_GetDrawableSize(sdl, &width_px, &height_px);
    return width > 0 ? (float)width_px / (float)width : 1;
}

// A screen that the first window is not on; -1: there is none.
static int other_screen(const Window *window)
{
    const int first = SDL_GetWindowDisplayIndex(window->sdl), count = SDL_GetNumVideoDisplays();
    for (int i = 0; i < count; i++) {
        if (i != first) {
            return i;
        }
    }
    return -1;
}

static SDL_Rect place_of(const Window *window, const WindowOptions *options, int screen)
{
    if (window->beside_placed) {
        return window->beside_at;
    }
    const int middle = screen < 0 ? (int)SDL_WINDOWPOS_UNDEFINED
                                  : (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)screen);
    return (SDL_Rect){ middle, middle, (int)((float)options->width * window->physical),
                       (int)((float)options->height * window->physical) };
}

bool window_beside_open(Window *window, const WindowOptions *options, Error *err)
{
    assert(!window->beside);
    const int screen = window->offscreen ? -1 : other_screen(window);
    const SDL_Rect at = place_of(window, options, screen);
    const Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE |
                         SDL_WINDOW_HIDDEN | (screen < 0 ? SDL_WINDOW_ALWAYS_ON_TOP : 0);
    window->beside = SDL_CreateWindow(options->title, at.x, at.y, at.w, at.h, flags);
    if (!window->beside || SDL_GL_MakeCurrent(window->beside, window->context) != 0) {
        fail(err, "a second window cannot be opened: %s", SDL_GetError());
        window_beside_close(window);
        return false;
    }
    if (SDL_GL_SetSwapInterval(0) != 0) {
        SDL_ClearError();
    }
    SDL_GL_MakeCurrent(window->sdl, window->context);
    if (!window->offscreen) {
        SDL_SetHint("SDL_WINDOW_NO_ACTIVATION_WHEN_SHOWN", "1"); // of SDL 2.0.22 and newer
        SDL_SetWindowMinimumSize(window->beside, WIDTH_LEAST, HEIGHT_LEAST);
        SDL_ShowWindow(window->beside);
        SDL_SetHint("SDL_WINDOW_NO_ACTIVATION_WHEN_SHOWN", "0");
        if (screen < 0) {
            SDL_SetWindowInputFocus(window->sdl);
        }
    }
    return true;
}

void window_beside_close(Window *window)
{
    if (!window->beside) {
        return;
    }
    SDL_Rect *at = &window->beside_at;
    SDL_GetWindowPosition(window->beside, &at->x, &at->y);
    SDL_GetWindowSize(window->beside, &at->w, &at->h);
    window->beside_placed = true;
    SDL_GL_MakeCurrent(window->sdl, window->context);
    SDL_DestroyWindow(window->beside);
    window->beside = NULL;
}

bool window_beside_is_open(const Window *window)
{
    return window->beside;
}

bool window_beside_has_screen(const Window *window)
{
    return !window->offscreen && other_screen(window) >= 0;
}

void window_beside_size(const Window *window, int *width_px, int *height_px)
{
    SDL_GL_GetDrawableSize(window->beside, width_px, height_px);
}

float window_beside_scale(const Window *window)
{
    return clampf(window_density(window->beside) * window->physical, 0.75f, 4);
}

void window_beside_begin(Window *window)
{
    SDL_GL_MakeCurrent(window->beside, window->context);
}

void window_beside_end(Window *window)
{
    SDL_GL_SwapWindow(window->beside);
    SDL_GL_MakeCurrent(window->sdl, window->context);
}
