// One SDL event as an InputEvent.
#pragma once

#include "base/input.h"

union SDL_Event;

typedef struct Pointer {
    float density;    // physical pixels per unit of SDL's window coordinates
    float x_px, y_px; // where it was last seen
} Pointer;

// False if the event is nothing to us.
bool window_event_translate(const union SDL_Event *event, Pointer *pointer, InputEvent *out);
