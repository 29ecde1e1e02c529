// The SDL2 window once it is open (window_open.c); events are translated in window_events.c.
#include "gfx/window_parts.h"

#include <SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// clang-format off
static const SDL_SystemCursor system_cursors[CURSOR_COUNT] = {
    [CURSOR_ARROW] = SDL_SYSTEM_CURSOR_ARROW,
    [CURSOR_HAND]  = SDL_SYSTEM_CURSOR_HAND,
    [CURSOR_TEXT]  = SDL_SYSTEM_CURSOR_IBEAM,
    [CURSOR_MOVE]  = SDL_SYSTEM_CURSOR_SIZEALL,
    [CURSOR_WIDTH] = SDL_SYSTEM_CURSOR_SIZEWE,
    [CURSOR_HEIGHT] = SDL_SYSTEM_CURSOR_SIZENS,
    [CURSOR_CROSS] = SDL_SYSTEM_CURSOR_CROSSHAIR,
    [CURSOR_NONE] = SDL_SYSTEM_CURSOR_ARROW,
};
// clang-format on

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
    window_beside_close(window);
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

static float density(const Window *window)
{
    return window_density(window->sdl);
}

float window_system_scale(const Window *window)
{
    return clampf(density(window) * window->physical, 0.75f, 4);
}

// Which window it happened to decides where its pointer is. With two of them SDL ends nothing by
// itself when one is closed.
static bool translate(Window *window, const SDL_Event *event, InputEvent *input)
{
    const Uint32 beside = window->beside ? SDL_GetWindowID(window->beside) : 0;
    const bool has_window = event->type >= SDL_WINDOWEVENT && event->type <= SDL_MOUSEWHEEL;
    const bool there = beside && has_window && event->window.windowID == beside;
    if (beside && event->type == SDL_WINDOWEVENT && event->window.event == SDL_WINDOWEVENT_CLOSE) {
        *input = (InputEvent){ .kind = INPUT_QUIT, .beside = there };
        return true;
    }
    if (!window_event_translate(event, there ? &window->beside_pointer : &window->pointer, input)) {
        return false;
    }
    input->beside = there;
    return true;
}

bool window_poll(Window *window, double wait_s, InputEvents *events)
{
    const size_t before = events->count;
    window->pointer.density = density(window);
    window->beside_pointer.density = window->beside ? window_density(window->beside) : 1;
    SDL_Event event;
    bool any = wait_s == 0  ? SDL_PollEvent(&event)
               : wait_s < 0 ? SDL_WaitEvent(&event)
                            : SDL_WaitEventTimeout(&event, (int)ceil(wait_s * 1000));
    while (any) {
        InputEvent input;
        if (translate(window, &event, &input)) {
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

void window_set_title(Window *window, const char *title)
{
    if (strcmp(SDL_GetWindowTitle(window->sdl), title) != 0) {
        SDL_SetWindowTitle(window->sdl, title);
    }
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
    const float units = 1 / density(window);
    const SDL_Rect place = { (int)(x * units), (int)(y * units), (int)ceilf(w * units),
                             (int)ceilf(h * units) };
    if (on &&
        !SDL_RectEquals(&place, &window->text_place)) { // each is a message to another program
        window->text_place = place;
        SDL_SetTextInputRect(&window->text_place);
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
    SDL_ShowCursor(cursor == CURSOR_NONE ? SDL_DISABLE : SDL_ENABLE);
    if (window->cursors[cursor] == NULL) {
        window->cursors[cursor] = SDL_CreateSystemCursor(system_cursors[cursor]);
    }
    if (window->cursors[cursor] != NULL) {
        SDL_SetCursor(window->cursors[cursor]);
        window->cursor = cursor;
    }
}
