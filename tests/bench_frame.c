// How long a frame of the real window takes, from the user's hand to the finished picture; how long
// the program takes to its first picture, and how much memory, beside one that only clears.
#include "app/landscape/room_landscape.h"
#include "app/rooms.h"
#include "app/shell/frame.h"
#include "base/file.h"
#include "gfx/capture.h"
#include "gfx/window.h"
#include "times.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WARM = 10, FRAMES = 150, STARTS = 3 };

static const double BUDGET_S = 0.008; // as in the program's loop

typedef struct Bench {
    Window *window;
    App app;
    LandscapeRoom *landscape;
    Capture target;
    double now_s;
    double x, y; // pointer
    int late;    // frames that showed a race not yet whole ...
    int coarse;  // ... or a heat map to be refined
} Bench;

static void open_window(Bench *b, int width, int height)
{
    Error err = { .text = "" };
    b->window = window_create(&(WindowOptions){ "", width, height, true, false }, &err);
    if (!b->window || !capture_init(&b->target, width, height, &err)) {
        die("%s", err.text);
    }
    capture_bind(&b->target);
}

static void open_app(Bench *b)
{
    Error err = { .text = "" };
    if (!app_init(&b->app, &rooms, &err)) {
        die("%s", err.text);
    }
    b->landscape = app_state(&b->app, &landscape_room);
    app_resize(&b->app, b->target.width, b->target.height, 1);
}

static void frame(Bench *b)
{
    b->now_s = clock_seconds();
    app_frame(&b->app, b->now_s, BUDGET_S);
    capture_wait();
    b->late += !race_complete(b->landscape->workspace.race);
    b->coarse += b->landscape->workspace.field_coarse || b->landscape->map_coarse;
}

static void event(Bench *b, InputKind kind, double x, double y)
{
    b->x = x;
    b->y = y;
    app_event(&b->app,
              &(InputEvent){ .kind = kind,
                             .x = (float)x,
                             .y = (float)y,
                             .button = BUTTON_LEFT,
                             .clicks = 1,
                             .wheel_y = kind == INPUT_WHEEL ? 0.2f : 0 },
              b->now_s);
}

static void race_of(Bench *b, const char *key, int steps, int cursor)
{
    Scene scene;
    scene_defaults(&scene);
    scene_set_landscape(&scene, registry_row(&landscape_kinds, key));
    scene.steps = steps;
    Subject *subject = memory_get(sizeof *subject);
    subject_set(subject, SUBJECT_SCENE, &scene);
    app_open(&b->app, subject);
    free(subject);
    b->landscape->workspace.dragged_start = true;
    workspace_seek(&b->landscape->workspace, cursor);
    for (int i = 0; i < WARM; i++) {
        frame(b);
    }
}

static void valley(Bench *b)
{
    race_of(b, "valley", 100, 50);
    workspace_play_toggle(&b->landscape->workspace);
}

static void rosenbrock(Bench *b)
{
    race_of(b, "rosenbrock", 1000, 950);
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
    frame(b);
}

static void grab_start(Bench *b)
{
    race_of(b, "rosenbrock", 1000, 1000);
    const Workspace *w = &b->landscape->workspace;
    const Projection on = view_projection(&w->view, b->app.shell.layout.picture);
    double px[2];
    projection_px(&on, (Place){ w->scene.start[0], w->scene.start[1], NAN }, px);
    event(b, INPUT_MOUSE_MOVE, px[0], px[1]);
    event(b, INPUT_MOUSE_DOWN, px[0], px[1]);
}

static void drag(Bench *b, int i)
{
    event(b, INPUT_MOUSE_MOVE, b->x + cos(0.1 * i), b->y + 0.7 * sin(0.13 * i));
    frame(b);
}

static void grab_ground(Bench *b)
{
    race_of(b, "rosenbrock", 1000, 1000);
    const Rect p = b->app.shell.layout.picture;
    event(b, INPUT_MOUSE_MOVE, p.x + p.w * 0.6, p.y + p.h * 0.9);
    event(b, INPUT_MOUSE_DOWN, b->x, b->y);
}

static void point_at_ground(Bench *b)
{
    grab_ground(b);
    event(b, INPUT_MOUSE_UP, b->x, b->y);
}

static void zoom(Bench *b, int i)
{
    (void)i;
    event(b, INPUT_WHEEL, b->x, b->y);
    frame(b);
}

static void slide(Bench *b, int i)
{
    Workspace *w = &b->landscape->workspace;
    w->scene.params[0] = 1.5 + sin(0.1 * i);
    workspace_changed_params(w);
    frame(b);
}

static void clear(Bench *b, int i)
{
    (void)b;
    glClearColor((float)(i % 2), 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    capture_wait();
}

// clang-format off
static const struct {
    const char *name;
    void (*prepare)(Bench *);
    void (*run)(Bench *, int i);
} rows[] = {
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

// `only`: rows whose name contains it.
static void measure(int width, int height, const char *only)
{
    Bench b = { 0 };
    double times[FRAMES], clear_s = 0;
    open_window(&b, width, height);
    open_app(&b);
    for (size_t r = 0; r < COUNT(rows); r++) {
        if (r > 0 && !strstr(rows[r].name, only)) {
            continue;
        }
        if (rows[r].prepare) {
            rows[r].prepare(&b);
        }
        b.late = b.coarse = 0;
        for (int i = 0; i < FRAMES; i++) {
            const double before = clock_seconds();
            rows[r].run(&b, i);
            times[i] = clock_seconds() - before;
        }
        if (b.app.shell.ui.mouse_down) {
            event(&b, INPUT_MOUSE_UP, b.x, b.y);
        }
        const double middle = median(FRAMES, times);
        clear_s = r == 0 ? middle : clear_s;
        printf("%4dx%-4d  %-38s %6.2f ms (95 %%: %6.2f)  %5.0f a second  %5.1f x clear", width,
               height, rows[r].name, middle * 1e3, times[FRAMES * 95 / 100] * 1e3, 1 / middle,
               middle / clear_s);
        printf("  races late %d, maps coarse %d of %d\n", b.late, b.coarse, FRAMES);
    }
    app_finish(&b.app);
    capture_finish(&b.target);
    window_destroy(b.window);
}

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

static Start start_clearing(void)
{
    Bench b = { 0 };
    open_window(&b, 1280, 720);
    for (int i = 0; i < FRAMES; i++) {
        clear(&b, i);
    }
    return (Start){ .first_mb = resident_mb(), .later_mb = resident_mb() };
}

static Start start_all(void)
{
    Bench b = { 0 };
    const double t0 = clock_seconds();
    open_window(&b, 1280, 720);
    const double t1 = clock_seconds();
    open_app(&b);
    const double t2 = clock_seconds();
    frame(&b);
    const double t3 = clock_seconds();
    Start start = { t1 - t0, t2 - t1, t3 - t2, resident_mb(), 0 };
    grab_start(&b);
    for (int i = 0; i < FRAMES; i++) {
        drag(&b, i);
    }
    start.later_mb = resident_mb();
    return start;
}

// In a process of its own, so that nothing is warm but the disk's cache.
static Start in_child(Start (*run)(void))
{
    int ends[2];
    Start start = { 0 };
    if (pipe(ends) != 0) {
        die("no pipe");
    }
    const pid_t child = fork();
    if (child == 0) {
        start = run();
        _exit(write(ends[1], &start, sizeof start) == (ssize_t)sizeof start ? 0 : 1);
    }
    close(ends[1]);
    if (read(ends[0], &start, sizeof start) != (ssize_t)sizeof start) {
        die("the child did not come to its end");
    }
    close(ends[0]);
    waitpid(child, NULL, 0);
    return start;
}

static void measure_start(void)
{
    const Start bare = in_child(start_clearing);
    for (int i = 0; i < STARTS; i++) {
        const Start s = in_child(start_all);
        printf("start: window %.0f ms, fonts and shaders %.0f ms, first frame %.0f ms: %.0f ms\n",
               s.window_s * 1e3, s.app_s * 1e3, s.frame_s * 1e3,
               (s.window_s + s.app_s + s.frame_s) * 1e3);
        printf("memory: %.0f MB, after %d frames of dragging %.0f MB; only clearing %.0f MB: "
               "%.0f MB more\n",
               s.first_mb, FRAMES, s.later_mb, bare.later_mb, s.later_mb - bare.later_mb);
    }
}

// An argument picks rows, for a profiler.
int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IONBF, 0); // children inherit nothing unwritten
    if (argc == 1) {
        measure_start();
    }
    measure(1280, 720, argc > 1 ? argv[1] : "");
    measure(1920, 1080, argc > 1 ? argv[1] : "");
    return 0;
}
