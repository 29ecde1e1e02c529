// Frames are timed from the hand to the finished picture.
#include "frame_bench.h"

#include "app/rooms.h"
#include "base/file.h"
#include "times.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const double BUDGET_S = 0.008; // as in the program's loop

void bench_open_window(Bench *b, int width, int height)
{
    Error err = { .text = "" };
    b->window = window_create(&(WindowOptions){ "", width, height, true, false }, &err);
    if (!b->window || !capture_init(&b->target, width, height, &err)) {
        die("%s", err.text);
    }
    capture_bind(&b->target);
}

void bench_open_app(Bench *b)
{
    Error err = { .text = "" };
    if (!app_init(&b->app, &rooms, &err)) {
        die("%s", err.text);
    }
    b->landscape = app_state(&b->app, &landscape_room);
    app_resize(&b->app, b->target.width, b->target.height, 1);
}

void bench_close(Bench *b)
{
    app_finish(&b->app);
    capture_finish(&b->target);
    window_destroy(b->window);
}

void bench_frame(Bench *b)
{
    b->now_s = clock_seconds();
    app_frame(&b->app, b->now_s, BUDGET_S);
    capture_wait();
    b->late += !race_complete(b->landscape->workspace.race);
    b->coarse += b->landscape->workspace.field_coarse || b->landscape->map_coarse ||
                 b->landscape->relief_image.coarse;
}

void bench_event(Bench *b, InputKind kind, double x, double y)
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

void bench_let_go(Bench *b)
{
    if (b->app.shell.ui.mouse_down) {
        bench_event(b, INPUT_MOUSE_UP, b->x, b->y);
    }
}

void bench_race(Bench *b, const char *key, ReliefKind relief, int steps, int cursor)
{
    Scene scene;
    scene_defaults(&scene);
    scene_set_landscape(&scene, registry_row(&landscape_kinds, key));
    scene.steps = steps;
    scene.relief.kind = relief;
    Subject *subject = memory_get(sizeof *subject);
    subject_set(subject, SUBJECT_SCENE, &scene);
    app_open(&b->app, subject);
    free(subject);
    b->landscape->workspace.dragged_start = true;
    workspace_seek(&b->landscape->workspace, cursor);
    for (int i = 0; i < BENCH_WARM; i++) {
        bench_frame(b);
    }
}

static double measure_row(Bench *b, const BenchRow *row, double clear_s)
{
    double times[BENCH_FRAMES];
    if (row->prepare) {
        row->prepare(b);
    }
    b->late = b->coarse = 0;
    const double used_s = processor_seconds();
    for (int i = 0; i < BENCH_FRAMES; i++) {
        const double before = clock_seconds();
        row->run(b, i);
        times[i] = clock_seconds() - before;
    }
    const double cpu_s = (processor_seconds() - used_s) / BENCH_FRAMES;
    bench_let_go(b);
    const double middle = median(BENCH_FRAMES, times);
    printf(
        "%4dx%-4d  %-40s %6.2f ms (5 %%: %6.2f, 95 %%: %6.2f, processors: %6.2f)  %5.0f a second  "
        "%5.1f x clear",
        b->target.width, b->target.height, row->name, middle * 1e3,
        times[BENCH_FRAMES * 5 / 100] * 1e3, times[BENCH_FRAMES * 95 / 100] * 1e3, cpu_s * 1e3,
        1 / middle, clear_s > 0 ? middle / clear_s : 1);
    printf("  races late %d, pictures coarse %d of %d\n", b->late, b->coarse, BENCH_FRAMES);
    return middle;
}

void bench_measure(int width, int height, int count, const BenchRow *rows, const char *only)
{
    Bench b = { 0 };
    bench_open_window(&b, width, height);
    bench_open_app(&b);
    const double clear_s = measure_row(&b, &rows[0], 0);
    for (int r = 1; r < count; r++) {
        if (strstr(rows[r].name, only)) {
            measure_row(&b, &rows[r], clear_s);
        }
    }
    bench_close(&b);
}

void bench_in_child(void (*run)(void *answer), void *answer, size_t size)
{
    int ends[2];
    fflush(stdout);
    if (pipe(ends) != 0) {
        die("no pipe");
    }
    const pid_t child = fork();
    if (child == 0) {
        run(answer);
        _exit(write(ends[1], answer, size) == (ssize_t)size ? 0 : 1);
    }
    close(ends[1]);
    if (read(ends[0], answer, size) != (ssize_t)size) {
        die("the child did not come to its end");
    }
    close(ends[0]);
    waitpid(child, NULL, 0);
}
