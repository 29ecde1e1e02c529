// What stands around a surface: its section of the panel, what of it is copied and remembered, and
// the figure of it.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/figure.h"
#include "app/landscape/picture.h"
#include "app/rooms.h"
#include "base/text.h"
#include "io/subject_text.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const char *const section[] = { "relief.height", "relief.exaggeration", "relief.floor",
                                       "relief.quadric" };

static Workspace *workspace_of(Bench *b)
{
    return &b->landscape->workspace;
}

static bool shown(const Bench *b, const char *name)
{
    return ui_find(&b->app.shell.ui, name) != NULL;
}

static Bench *open_surface(ReliefKind kind)
{
    Bench *b = bench_open(1280, 720, 1);
    workspace_of(b)->scene.relief.kind = kind;
    bench_settle(b);
    bench_frame(b);
    return b;
}

Test(relief_panel, has_its_section_as_long_as_a_surface_is_shown)
{
    Bench *b = open_surface(RELIEF_OFF);
    for (int kind = 0; kind < RELIEF_COUNT; kind++) {
        bench_segment(b, "view.relief", kind, RELIEF_COUNT);
        bench_frame(b);
        cr_assert_eq((int)workspace_of(b)->scene.relief.kind, kind);
        for (size_t i = 0; i < COUNT(section); i++) {
            cr_expect_eq(shown(b, section[i]), kind != RELIEF_OFF, "%s", section[i]);
        }
    }
    bench_close(b);
}

// In the order in which they stand there, and each says what it does.
Test(relief_panel, is_reached_by_tab_and_explains_itself)
{
    Bench *b = open_surface(RELIEF_ONLY);
    size_t next = 0;
    for (int i = 0; i < 150 && next < COUNT(section); i++) {
        bench_key(b, SDLK_TAB);
        next += b->app.shell.ui.focus == ui_id(section[next]);
    }
    cr_expect_eq(next, COUNT(section), "Tab came to %zu", next);
    for (size_t i = 0; i < COUNT(section); i++) {
        const Rect r = bench_rect(b, section[i]);
        bench_move(b, r.x + 6, r.y + r.h / 2);
        bench_wait(b, 1.2);
        bench_wait(b, 0.1);
        cr_expect_gt(strlen(b->app.shell.ui.tip.text), 20, "%s", section[i]);
    }
    bench_close(b);
}

Test(relief_panel, changes_the_heights_and_each_change_is_undone)
{
    Bench *b = open_surface(RELIEF_ONLY);
    Workspace *w = workspace_of(b);
    const double size = w->relief.size;
    bench_number(b, "relief.exaggeration.number", "2.5");
    bench_settle(b);
    cr_expect_float_eq(w->scene.relief.exaggeration, 2.5, 1e-12);
    cr_expect_float_eq(w->relief.size / size, 2.5, 1e-9, "the surface is higher by as much");
    bench_wait(b, 1.5);
    bench_segment(b, "relief.height", RELIEF_LINEAR, RELIEF_HEIGHT_COUNT);
    bench_settle(b);
    cr_expect_eq((int)w->scene.relief.height, RELIEF_LINEAR);
    cr_expect_not(w->relief.height.log);
    bench_segment(b, "relief.height", RELIEF_LOG, RELIEF_HEIGHT_COUNT);
    bench_settle(b);
    cr_expect(w->relief.height.log);
    for (int i = 0; i < 2; i++) {
        const ShowKind kind = i ? SHOW_QUADRIC : SHOW_FLOOR;
        const bool before = w->show.on[kind];
        bench_click(b, section[2 + i]);
        cr_expect_neq(w->show.on[kind], before);
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        cr_expect_eq(w->show.on[kind], before, "%s is undone", section[2 + i]);
    }
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq((int)w->scene.relief.height, RELIEF_LINEAR);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq((int)w->scene.relief.height, RELIEF_AUTO);
    cr_expect_float_eq(w->scene.relief.exaggeration, 2.5, 1e-12);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(w->scene.relief.exaggeration, 1);
    bench_settle(b);
    cr_expect_float_eq(w->relief.size / size, 1, 1e-9);
    bench_close(b);
}

Test(relief_panel, refuses_a_height_out_of_range)
{
    Bench *b = open_surface(RELIEF_BOTH);
    bench_number(b, "relief.exaggeration.number", "7");
    cr_expect_eq(workspace_of(b)->scene.relief.exaggeration, 1);
    cr_expect(strstr(b->app.shell.ui.edit.message, "0.2 to 5"), "%s", b->app.shell.ui.edit.message);
    bench_close(b);
}

// What is copied opens the same surface from the same place, to the bit.
Test(relief_panel, is_copied_as_it_is_looked_at)
{
    static Subject again;
    Bench *b = open_surface(RELIEF_BOTH);
    ReliefLook *look = &workspace_of(b)->scene.relief;
    Error err = { .text = "" };
    look->height = RELIEF_LINEAR;
    look->exaggeration = 1.0 / 3;
    look->camera = (Orbit){ -100.0 / 3, 200.0 / 7, 1.1, true };
    bench_frame(b);
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    char *text = SDL_GetClipboardText();
    const char *const flags[] = { " --relief both", " --height linear",
                                  " --exaggeration 0.3333333333333333",
                                  " --camera -33.333333333333336,28.571428571428573,1.1,parallel" };
    for (size_t i = 0; i < COUNT(flags); i++) {
        cr_expect(strstr(text, flags[i]), "%s in %s", flags[i], text);
    }
    cr_assert(subject_parse(&again, text, &err), "%s", err.text);
    cr_expect(relief_look_equal(&again.scene.relief, look));
    SDL_free(text);
    bench_close(b);
}

// A hand leaves few digits.
Test(relief_panel, is_copied_short_after_a_hand)
{
    Bench *b = open_surface(RELIEF_ONLY);
    const Orbit *camera = &workspace_of(b)->scene.relief.camera;
    const Rect picture = b->app.shell.layout.picture;
    const float x = picture.x + picture.w * 0.85f, y = picture.y + picture.h * 0.9f;
    bench_drag(b, x, y, x - 77, y - 13);
    bench_wait(b, 1);
    cr_expect_neq(camera->azimuth, relief_camera.azimuth, "it has turned");
    for (int i = 0; i < 3; i++) {
        char text[32];
        text_exact(text, sizeof text, param_value(&orbit_params[i], camera));
        cr_expect_leq(strlen(text), 6, "%s", text);
    }
    bench_close(b);
}

// Runs that differ in what goes around them alone are told apart.
Test(relief_panel, figures_name_what_goes_around_an_optimizer)
{
    Bench *b = bench_open(1440, 900, 1);
    static Subject subject;
    Error err = { .text = "" };
    cr_assert(subject_parse(
                  &subject,
                  "--landscape cliff --optimizer 'sgd lr=1' --optimizer 'sgd lr=1 clip=1'", &err),
              "%s", err.text);
    app_open(&b->app, &subject);
    bench_settle(b);
    figure_draw(b->landscape);
    const Canvas *canvas = &b->app.shell.canvas;
    cr_expect(look_text(canvas, "lr=1", LOOK_ALL, NULL));
    cr_expect(look_text(canvas, "lr=1 clip=1", LOOK_ALL, NULL));
    bench_close(b);
}

// What was remembered is there without being a change that could be taken back, in either room.
Test(relief_panel, is_remembered)
{
    Bench *b = bench_open(1280, 720, 1);
    Settings settings, back;
    settings_defaults(&settings);
    settings.relief = RELIEF_BOTH;
    settings.floor = settings.quadric = true;
    settings.contours = false;
    app_recall(&b->app, &settings);
    bench_settle(b);
    bench_frame(b);
    const Workspace *w = workspace_of(b);
    cr_expect_eq((int)w->scene.relief.kind, RELIEF_BOTH);
    cr_expect(w->show.on[SHOW_FLOOR] && w->show.on[SHOW_QUADRIC] && !w->show.on[SHOW_CONTOURS]);
    bench_key(b, SDLK_END);
    bench_wait(b, 2);
    cr_expect_not(app_undo(&b->app, -1), "nothing has been done");
    settings_defaults(&back);
    landscape_room.remember(b->landscape, &back);
    cr_expect(back.relief == RELIEF_BOTH && back.floor && back.quadric && !back.contours);
    bench_close(b);
}

static bool image_rect(const Canvas *canvas, int image, Rect *rect)
{
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->kind == SHAPE_IMAGE && shape->image.id == image) {
            *rect = shape->image.rect;
            return true;
        }
    }
    return false;
}

static bool inside(Rect inner, Rect outer)
{
    return inner.x >= outer.x - 0.5f && inner.y >= outer.y - 0.5f &&
           inner.x + inner.w <= outer.x + outer.w + 0.5f &&
           inner.y + inner.h <= outer.y + outer.h + 0.5f;
}

// Map and surface lie beside each other, equally large, left of the legend and above the chart; and
// what is drawn over the surface stays in its part.
Test(relief_panel, figures_show_map_and_surface)
{
    Bench *b = bench_open(1440, 900, 1);
    Workspace *w = workspace_of(b);
    const Canvas *canvas = &b->app.shell.canvas;
    for (int kind = 0; kind < RELIEF_COUNT; kind++) {
        Rect map = { 0 }, surface = { 0 };
        w->scene.relief.kind = (ReliefKind)kind;
        bench_settle(b);
        figure_draw(b->landscape);
        const Rect picture = b->app.shell.layout.picture;
        cr_expect_eq(image_rect(canvas, PICTURE_HEATMAP, &map), kind != RELIEF_ONLY);
        cr_expect_eq(image_rect(canvas, PICTURE_RELIEF, &surface), kind != RELIEF_OFF);
        cr_expect(inside(map, picture) || kind == RELIEF_ONLY);
        cr_expect(inside(surface, picture) || kind == RELIEF_OFF);
        if (kind == RELIEF_BOTH) {
            cr_expect_float_eq(map.w, surface.w, 0.5);
            cr_expect_geq(surface.x, map.x + map.w);
        }
        LookText legend;
        cr_expect(look_text(canvas, "Nesterov", LOOK_ALL, NULL));
        cr_expect(look_text_begins(canvas, "step ", LOOK_ALL, &legend) &&
                  legend.rect.x > picture.x + picture.w);
        bench_frame(b);
    }
    bench_close(b);
}
