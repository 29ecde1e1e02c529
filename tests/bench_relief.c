// How long a frame takes while the surface turns, alone and beside the map, next to the same race
// on the map alone; and how soon it is there when it is switched to.
#include "frame_bench.h"

#include "base/file.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { STEPS = 1000, SWITCHES = 5, FRAMES_MAX = 100 };

static void clear(Bench *b, int i)
{
    (void)b;
    glClearColor((float)(i % 2), 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    capture_wait();
}

static void map(Bench *b)
{
    bench_race(b, "rosenbrock", RELIEF_OFF, STEPS, STEPS);
}

static void surface(Bench *b)
{
    bench_race(b, "rosenbrock", RELIEF_ONLY, STEPS, STEPS);
}

static void both(Bench *b)
{
    bench_race(b, "rosenbrock", RELIEF_BOTH, STEPS, STEPS);
}

static void bare(Bench *b)
{
    surface(b);
    Scene *scene = &b->landscape->workspace.scene;
    for (int i = 0; i < scene->racer_count; i++) {
        scene->racers[i].on = false;
    }
    workspace_changed_racers(&b->landscape->workspace);
}

static void hills(Bench *b)
{
    bench_race(b, "rastrigin", RELIEF_ONLY, STEPS, STEPS);
}

// The pointer moves over the picture, as a hand that turns does.
static void point(Bench *b, int i)
{
    const Rect p = b->app.shell.layout.picture;
    bench_event(b, INPUT_MOUSE_MOVE, p.x + p.w * (0.75 + 0.2 * cos(0.1 * i)),
                p.y + p.h * (0.5 + 0.4 * sin(0.13 * i)));
}

static void turn(Bench *b, int i)
{
    Orbit *camera = &b->landscape->workspace.scene.relief.camera;
    camera->azimuth += 1.5;
    camera->elevation = 35 + 20 * sin(0.05 * i);
    point(b, i);
    bench_frame(b);
}

static void pan(Bench *b, int i)
{
    View *view = &b->landscape->workspace.view;
    view->home = false;
    view->x += 2 * view->unit * cos(0.1 * i);
    view->y += 2 * view->unit * sin(0.13 * i);
    point(b, i);
    bench_frame(b);
}

static void play_from(Bench *b, void (*prepare)(Bench *))
{
    prepare(b);
    workspace_seek(&b->landscape->workspace, STEPS - 50);
    workspace_play_toggle(&b->landscape->workspace);
}

static void play_map(Bench *b)
{
    play_from(b, map);
}

static void play_surface(Bench *b)
{
    play_from(b, surface);
}

static void play(Bench *b, int i)
{
    (void)i;
    bench_frame(b);
}

static void start(Bench *b, int i)
{
    workspace_set_start(&b->landscape->workspace, -1.5 + 0.1 * cos(0.1 * i),
                        2 + 0.1 * sin(0.13 * i));
    bench_frame(b);
}

// clang-format off
static const BenchRow rows[] = {
    { "only clearing",                            NULL,         clear },
    { "map: moved, 6 x 1,000 steps",              map,          pan },
    { "map: playing",                             play_map,     play },
    { "map: dragging the start",                  map,          start },
    { "surface: turning, 6 x 1,000 steps",        surface,      turn },
    { "surface: turning, no path",                bare,         turn },
    { "surface: turning, rastrigin",              hills,        turn },
    { "surface: moved, 6 x 1,000 steps",          surface,      pan },
    { "surface: playing",                         play_surface, play },
    { "surface: dragging the start",              surface,      start },
    { "both: turning, 6 x 1,000 steps",           both,         turn },
};
// clang-format on

// What a child measures of itself.
typedef struct Switch {
    double first_s; // until there is a surface ...
    double fine_s;  // ... and until it is as fine as it gets, counted from there
    int frames;     // that this takes
} Switch;

static void switch_over(void *answer)
{
    Bench b = { 0 };
    bench_open_window(&b, 1280, 720);
    bench_open_app(&b);
    map(&b);
    b.landscape->workspace.scene.relief.kind = RELIEF_ONLY;
    const double from_s = clock_seconds();
    bench_frame(&b);
    const double first_s = clock_seconds();
    int frames = 0;
    while (b.app.more && frames < FRAMES_MAX) {
        bench_frame(&b);
        frames++;
    }
    *(Switch *)answer = (Switch){ first_s - from_s, clock_seconds() - first_s, frames };
}

// The surface turns, and then rests.
static void come_to_rest(void *answer)
{
    Bench b = { 0 };
    bench_open_window(&b, 1280, 720);
    bench_open_app(&b);
    surface(&b);
    for (int i = 0; i < BENCH_WARM; i++) {
        turn(&b, i);
    }
    const double from_s = clock_seconds();
    int frames = 0;
    do {
        bench_frame(&b);
        frames++;
    } while (b.app.more && frames < FRAMES_MAX);
    *(Switch *)answer = (Switch){ 0, clock_seconds() - from_s, frames };
}

static void measure_switch(void)
{
    Switch s;
    for (int i = 0; i < SWITCHES; i++) {
        bench_in_child(switch_over, &s, sizeof s);
        printf("switched to: first frame %.0f ms, the finest %.0f ms and %d frames later\n",
               s.first_s * 1e3, s.fine_s * 1e3, s.frames);
    }
    for (int i = 0; i < SWITCHES; i++) {
        bench_in_child(come_to_rest, &s, sizeof s);
        printf("come to rest: the finest within %.0f ms and %d frames\n", s.fine_s * 1e3, s.frames);
    }
}

// An argument picks rows, for a profiler; "switch": none of them.
int main(int argc, char **argv)
{
    const char *only = argc > 1 ? argv[1] : "";
    if (argc == 1 || strcmp(only, "switch") == 0) {
        measure_switch();
    }
    bench_measure(1280, 720, COUNT(rows), rows, only);
    bench_measure(1920, 1080, COUNT(rows), rows, only);
    return 0;
}
