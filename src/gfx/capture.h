// A framebuffer object to draw into, and its pixels: for `render`, screenshots and image tests.
#pragma once

#include "base/error.h"

typedef struct Capture {
    unsigned framebuffer, texture;
    int width, height; // physical pixels
} Capture;

// 1 to 16384 pixels a side, as far as the driver allows.
bool capture_init(Capture *capture, int width, int height, Error *err);
void capture_finish(Capture *capture);
// Makes it the target of drawing.
void capture_bind(const Capture *capture);
// Back to the window.
void capture_unbind(void);
// What is drawn into now, and back to that later.
unsigned capture_bound(void);
void capture_rebind(unsigned framebuffer);
// pixels [height][width][3], top row first.
void capture_read(const Capture *capture, uint8_t *pixels);
// The same with 3 channels, or with 4: what was drawn onto a clear ground, in straight alpha.
void capture_read_channels(const Capture *capture, int channels, uint8_t *pixels);
// Waits until everything drawn is finished: for benchmarks.
void capture_wait(void);
