// What the benches of the real window share: its app without a display, a hand at it, and frames
// that are timed.
#pragma once

#include "app/landscape/room_landscape.h"
#include "app/shell/frame.h"
#include "gfx/capture.h"
#include "gfx/window.h"

enum { BENCH_WARM = 10, BENCH_FRAMES = 100 };

typedef struct Bench {
    Window *window;
    App app;
    LandscapeRoom *landscape;
    Capture target;
    double now_s;
    double x, y; // pointer
    int late;    // frames that showed a race not yet whole ...
    int coarse;  // ... or a heat map or a surface to be refined
} Bench;

void bench_open_window(Bench *bench, int width, int height);
void bench_open_app(Bench *bench);
void bench_close(Bench *bench);
// Until its pixels are there.
void bench_frame(Bench *bench);
// x, y: physical pixels.
void bench_event(Bench *bench, InputKind kind, double x, double y);
// The default optimizers on a landscape at that step of the race, and a few frames.
void bench_race(Bench *bench, const char *key, ReliefKind relief, int steps, int cursor);
// Lets go of what the mouse holds.
void bench_let_go(Bench *bench);

// What is measured: `run` for frame i, after `prepare` (or NULL).
typedef struct BenchRow {
    const char *name;
    void (*prepare)(Bench *);
    void (*run)(Bench *, int i);
} BenchRow;

// Prints how long the frames of each row whose name contains `only` take, in milliseconds and as
// multiples of the first row, which is always measured; and the processor time of all threads.
void bench_measure(int width, int height, int count, const BenchRow *rows, const char *only);

// The answer of `run`, `size` bytes, from a process of its own, where nothing is warm but the
// disk's cache.
void bench_in_child(void (*run)(void *answer), void *answer, size_t size);
