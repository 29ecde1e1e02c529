// Reduced motion: what glides, turns or fades otherwise is there at once, and it is remembered.
#include "window_bench.h"

#include "app/landscape/workspace_eye.h"
#include "look.h"

#include <criterion/criterion.h>
#include <math.h>

// As a hand does it, by the menu.
static void reduce(Bench *b)
{
    LookText row;
    bench_click(b, "menu");
    cr_assert(look_text_begins(&b->app.shell.canvas, "Reduced motion", LOOK_ALL, &row));
    bench_click_at(b, row.rect.x + 20, row.rect.y + row.rect.h / 2);
}

static Bench *open_surface(void)
{
    Bench *b = bench_open(1280, 720, 1);
    b->landscape->workspace.scene.relief.kind = RELIEF_ONLY;
    bench_wait(b, 30);
    b->budget_s = 1;
    return b;
}

Test(motion, a_camera_is_there_at_once)
{
    Bench *b = open_surface();
    const Workspace *w = &b->landscape->workspace;
    reduce(b);
    cr_expect(b->app.shell.still);
    cr_expect(bench_says(b, "Reduced motion: nothing glides, pulses or fades"));
    bench_click(b, "relief.top");
    bench_wait(b, 0.001);
    cr_expect_eq(workspace_eye(w).orbit.elevation, 90);
    reduce(b);
    cr_expect_not(b->app.shell.still);
    bench_click(b, "relief.side");
    bench_wait(b, 0.05);
    const double between = workspace_eye(w).orbit.elevation;
    cr_expect(between > 1 && between < 89, "%g: it glides again", between);
    bench_close(b);
}

Test(motion, the_turntable_stands_and_says_why)
{
    Bench *b = open_surface();
    const Workspace *w = &b->landscape->workspace;
    bench_key(b, SDLK_o);
    bench_wait(b, 0.1);
    cr_expect(w->eye.turns, "before");
    reduce(b);
    const double stands = workspace_eye(w).orbit.azimuth;
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect_not(w->eye.turns);
    cr_expect_eq(workspace_eye(w).orbit.azimuth, stands);
    bench_key(b, SDLK_o);
    bench_wait(b, 0.1);
    cr_expect_not(w->eye.turns, "by its key");
    cr_expect(bench_says(b, "Reduced motion is on (menu): drag the surface to turn it"));
    bench_close(b);
}

Test(motion, it_is_remembered)
{
    Bench *b = bench_open(1280, 720, 1);
    Settings settings;
    settings_defaults(&settings);
    cr_expect_not(settings.still);
    settings.still = true;
    app_recall(&b->app, &settings);
    cr_expect(b->app.shell.still);
    bench_close(b);
}
