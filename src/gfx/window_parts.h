// What a window is made of, for its own files alone: window_open.c opens it, window.c does the
// rest.
#pragma once

#include "gfx/window.h"
#include "gfx/window_events.h"

#include <SDL.h>

struct Window {
    SDL_Window *sdl;
    SDL_GLContext context;
    SDL_Cursor *cursors[CURSOR_COUNT];
    Cursor cursor;
    bool offscreen, full_screen, text_input;
    float physical; // physical pixels per logical pixel in SDL's units; 1 where SDL scales itself
    Pointer pointer;
};
