// Pictures of a framebuffer object one after the other, read while the next ones are drawn: for
// films.
#pragma once

#include "gfx/capture.h"

enum { FLOW_MOST = 2 };

typedef struct Flow {
    unsigned buffers[FLOW_MOST];
    void *fences[FLOW_MOST];
    int first, count; // that are on their way
} Flow;

void flow_finish(Flow *flow); // accepts a zeroed one
// Begins to read what is drawn into `capture` now, always the same one; at most FLOW_MOST pictures
// are on their way.
void flow_ask(Flow *flow, const Capture *capture);
// The first of those on their way: pixels [height][width][4], top row first. Waits for it; false
// where the driver has lost it.
bool flow_take(Flow *flow, const Capture *capture, uint8_t *pixels);
