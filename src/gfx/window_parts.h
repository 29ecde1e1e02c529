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
    SDL_Rect text_place; // where candidates were told to stand
    float physical; // physical pixels per logical pixel in SDL's units; 1 where SDL scales itself
    Pointer pointer;
    SDL_Window *beside; // NULL: it is not open
    Pointer beside_pointer;
    bool beside_placed; // it was open before, ...
    SDL_Rect beside_at; // ... here
};

// Physical pixels per unit of a window's coordinates.
float window_density(SDL_Window *sdl);
