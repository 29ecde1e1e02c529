// A framebuffer of one's own with depth, multisampled where the driver can.
#pragma once

#include <stdbool.h>

typedef struct Target {
    unsigned framebuffer, color, depth;
    int width, height;
    int samples; // as the driver gives them; 0: plain
    int asked;
} Target;

void target_finish(Target *target); // accepts a zeroed one
// Has that size and about as many samples, fewer where they are not to be had; bound to draw into.
// False if the driver has no room for it, even without samples: then nothing is bound.
bool target_bind(Target *target, int width, int height, int samples);
