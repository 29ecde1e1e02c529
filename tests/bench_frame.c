// How long a frame of the real window takes, from the user's hand to the finished picture; how long
// the program takes to its first picture, and how much memory, beside one that only clears.
#include "frame_bench.h"

#include "base/file.h"
#include "times.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { STARTS = 3 };

static void valley(Bench *b)
{
    bench_race(b, "valley", RELIEF_OFF, 100, 50);
    workspace_play_toggle(&b->landscape->workspace);
}

static void rosenbrock(Bench *b)
{
    bench_race(b, "rosenbrock", RELIEF_OFF, 1000, 950);
    workspace_play_toggle(&b->landscape->workspace);
}

static void overlays(Bench *b)
{
    valley(b);
    for (int kind = 0; kind < SHOW_COUNT; kind++) {
        b->landscape->workspace.show.on[kind] = true;
    }
    workspace_set_start(&b->landscape->workspace, -6, 3); // which leaves a ghost
}

static void play(Bench *b, int i)
{
    (void)i;
    bench_frame(b);
}

static void grab_start(Bench *b)
{
    bench_race(b, "rosenbrock", RELIEF_OFF, 1000, 1000);
    const Workspace *w = &b->landscape->workspace;
    const Projection on = view_projection(&w->view, b->app.shell.layout.picture);
    double px[2];
    projection_px(&on, (Place){ w->scene.start[0], w->scene.start[1], NAN }, px);
    bench_event(b, INPUT_MOUSE_MOVE, px[0], px[1]);
    bench_event(b, INPUT_MOUSE_DOWN, px[0], px[1]);
}

static void drag(Bench *b, int i)
{
    bench_event(b, INPUT_MOUSE_MOVE, b->x + cos(0.1 * i), b->y + 0.7 * sin(0.13 * i));
    bench_frame(b);
}

static void grab_ground(Bench *b)
{
    bench_race(b, "rosenbrock", RELIEF_OFF, 1000, 1000);
    const Rect p = b->app.shell.layout.picture;
    bench_event(b, INPUT_MOUSE_MOVE, p.x + p.w * 0.6, p.y + p.h * 0.9);
    bench_event(b, INPUT_MOUSE_DOWN, b->x, b->y);
}

static void point_at_ground(Bench *b)
{
    grab_ground(b);
    bench_event(b, INPUT_MOUSE_UP, b->x, b->y);
}

static void zoom(Bench *b, int i)
{
    (void)i;
    bench_event(b, INPUT_WHEEL, b->x, b->y);
    bench_frame(b);
}

static void slide(Bench *b, int i)
{
    Workspace *w = &b->landscape->workspace;
    w->scene.params[0] = 1.5 + sin(0.1 * i);
    workspace_changed_params(w);
    bench_frame(b);
}

static void clear(Bench *b, int i)
{
    (void)b;
    glClearColor((float)(i % 2), 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    capture_wait();
}

// clang-format off
static const BenchRow rows[] = {
    { "only clearing",                        NULL,            clear },
    { "playing, valley, 6 x 100 steps",       valley,          play },
    { "playing, valley, all overlays on",     overlays,        play },
    { "playing, rosenbrock, 6 x 1,000 steps", rosenbrock,      play },
    { "dragging the start, 6 x 1,000 steps",  grab_start,      drag },
    { "panning",                              grab_ground,     drag },
    { "zooming",                              point_at_ground, zoom },
    { "sliding a parameter, 6 x 1,000 steps", point_at_ground, slide },
};
// clang-format on

static double resident_mb(void)
{
    long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &pages, &resident) != 2) {
        resident = 0;
    }
    if (file) {
        fclose(file);
    }
    return (double)(resident * sysconf(_SC_PAGESIZE)) / 1e6;
}

// What a child measures of itself.
typedef struct Start {
    double window_s, app_s, frame_s;
    double first_mb, later_mb; // after the first frame, and after many
} Start;

static void start_clearing(void *answer)
{
    Bench b = { 0 };
    bench_open_window(&b, 1280, 720);
    for (int i = 0; i < BENCH_FRAMES; i++) {
        clear(&b, i);
    }
    *(Start *)answer = (Start){ .first_mb = resident_mb(), .later_mb = resident_mb() };
}

static void start_all(void *answer)
{
    Bench b = { 0 };
    const double t0 = clock_seconds();
    bench_open_window(&b, 1280, 720);
    const double t1 = clock_seconds();
    bench_open_app(&b);
    const double t2 = clock_seconds();
    bench_frame(&b);
    const double t3 = clock_seconds();
    Start *start = answer;
    *start = (Start){ t1 - t0, t2 - t1, t3 - t2, resident_mb(), 0 };
    grab_start(&b);
    for (int i = 0; i < BENCH_FRAMES; i++) {
        drag(&b, i);
    }
    start->later_mb = resident_mb();
}

static void measure_start(void)
{
    Start bare, s;
    bench_in_child(start_clearing, &bare, sizeof bare);
    for (int i = 0; i < STARTS; i++) {
        bench_in_child(start_all, &s, sizeof s);
        printf("start: window %.0f ms, fonts and shaders %.0f ms, first frame %.0f ms: %.0f ms\n",
               s.window_s * 1e3, s.app_s * 1e3, s.frame_s * 1e3,
               (s.window_s + s.app_s + s.frame_s) * 1e3);
        printf("memory: %.0f MB, after %d frames of dragging %.0f MB; only clearing %.0f MB: "
               "%.0f MB more\n",
               s.first_mb, BENCH_FRAMES, s.later_mb, bare.later_mb, s.later_mb - bare.later_mb);
    }
}

// An argument picks rows, for a profiler.
int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IONBF, 0); // children inherit nothing unwritten
    if (argc == 1) {
        measure_start();
    }
    bench_measure(1280, 720, COUNT(rows), rows, argc > 1 ? argv[1] : "");
    bench_measure(1920, 1080, COUNT(rows), rows, argc > 1 ? argv[1] : "");
    return 0;
}
