// Hands on the surface: it turns, moves and comes nearer under the mouse, the start stays below it,
// the eye glides, turns and rides along; and all of it can be undone.
#include "window_bench.h"

#include "app/landscape/heads.h"
#include "app/landscape/picture.h"
#include "app/landscape/relief_tools.h"
#include "app/landscape/workspace_eye.h"
#include "app/landscape/workspace_relief.h"
#include "look.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const double DEGREES_PER_PX = 0.4;

// At the end of the race, at rest; nothing has been undone yet.
static Bench *open_relief(ReliefKind kind)
{
    Bench *b = bench_open(1280, 720, 1);
    Scene *scene = memory_get(sizeof *scene);
    scene_defaults(scene);
    scene->relief.kind = kind;
    bench_show(b, SUBJECT_SCENE, scene);
    free(scene);
    bench_key(b, SDLK_END);
    bench_frame(b);
    return b;
}

static Workspace *space_of(const Bench *b)
{
    return &b->landscape->workspace;
}

static Rect surface_of(const Bench *b)
{
    return relief_rect(&space_of(b)->scene, b->app.shell.layout.picture);
}

static Projection on_surface(const Bench *b)
{
    return workspace_relief(space_of(b), surface_of(b));
}

static int history_at(const Bench *b)
{
    return b->app.room->history.at;
}

static void undo(Bench *b)
{
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_frame(b);
}

static Place place_at(const Bench *b, double x, double y)
{
    Place at = { x, y, NAN };
    on_surface(b);
    relief_heights(&space_of(b)->relief, 1, &x, &y, &at.f);
    return at;
}

// The place that is seen at a pixel, which there must be.
static Place seen_at(const Bench *b, float x_px, float y_px)
{
    const Projection on = on_surface(b);
    double at[2];
    cr_assert(projection_plane(&on, x_px, y_px, at), "nothing is seen at %g, %g", (double)x_px,
              (double)y_px);
    return place_at(b, at[0], at[1]);
}

// How far from a pixel a place is seen.
static double away(const Bench *b, Place at, float x_px, float y_px)
{
    const Projection on = on_surface(b);
    double px[2];
    at = place_at(b, at.x, at.y);
    cr_assert(projection_px(&on, at, px));
    return hypot(px[0] - x_px, px[1] - y_px);
}

static void expect_same_camera(const Orbit *a, const Orbit *b, const char *what)
{
    cr_expect(orbit_equal(a, b), "%s: %g,%g,%g and %g,%g,%g", what, a->azimuth, a->elevation,
              a->distance, b->azimuth, b->elevation, b->distance);
}

// A pixel at which the surface is seen, about at a place given by its share of the view.
static void seen_near(const Bench *b, double share_x, double share_y, float *x, float *y)
{
    const View *view = &space_of(b)->view;
    const Rect r = surface_of(b);
    const Projection on = on_surface(b);
    double px[2];
    cr_assert(projection_px(
        &on,
        place_at(b, view->x + share_x * r.w * view->unit, view->y + share_y * r.h * view->unit),
        px));
    *x = floorf((float)px[0]);
    *y = floorf((float)px[1]);
    seen_at(b, *x, *y);
}

static void button(Bench *b, Uint32 kind, Uint8 which, float x, float y)
{
    bench_move(b, x, y);
    bench_frame(b);
    SDL_Event event = { .button = { .type = kind, .button = which, .clicks = 1 } };
    event.button.x = (int)x;
    event.button.y = (int)y;
    SDL_PushEvent(&event);
    bench_frame(b);
}

Test(relief, comes_and_goes_by_a_switch_and_by_a_key)
{
    Bench *b = bench_open(1280, 720, 1);
    const Scene *scene = &space_of(b)->scene;
    cr_assert_eq(scene->relief.kind, RELIEF_OFF);
    cr_expect_null(ui_find(&b->app.shell.ui, "relief"));
    bench_key(b, SDLK_v);
    bench_frame(b);
    cr_expect_eq(scene->relief.kind, RELIEF_ONLY);
    cr_expect_not_null(ui_find(&b->app.shell.ui, "relief"));
    cr_expect_null(ui_find(&b->app.shell.ui, "picture"));
    bench_key(b, SDLK_v);
    bench_frame(b);
    cr_expect_eq(scene->relief.kind, RELIEF_BOTH);
    cr_expect_not_null(ui_find(&b->app.shell.ui, "relief"));
    cr_expect_not_null(ui_find(&b->app.shell.ui, "picture"));
    bench_key(b, SDLK_v);
    cr_expect_eq(scene->relief.kind, RELIEF_OFF);
    for (int i = 0; i < RELIEF_COUNT; i++) {
        bench_segment(b, "view.relief", i, RELIEF_COUNT);
        cr_expect_eq(scene->relief.kind, (ReliefKind)i);
    }
    undo(b);
    cr_expect_eq(scene->relief.kind, RELIEF_ONLY, "a deed like any other");
    bench_close(b);
}

// However high anything is, it stands where the map has it.
Test(relief, from_the_top_it_is_the_map)
{
    Bench *b = open_relief(RELIEF_ONLY);
    bench_click(b, "relief.top");
    bench_frame(b);
    const Rect rect = surface_of(b);
    const Projection map = view_projection(&space_of(b)->view, rect), on = on_surface(b);
    for (int i = 0; i <= 10; i++) {
        for (int k = 0; k <= 10; k++) {
            double at[2], px[2], back[2];
            const double x = rect.x + rect.w * i / 10.0, y = rect.y + rect.h * k / 10.0;
            projection_plane(&map, x, y, at);
            cr_assert(projection_px(&on, place_at(b, at[0], at[1]), px));
            cr_expect_float_eq(px[0], x, 1e-6);
            cr_expect_float_eq(px[1], y, 1e-6);
            if (i > 0 && i < 10 && k > 0 && k < 10) {
                cr_assert(projection_plane(&on, x, y, back));
                cr_expect_float_eq(back[0], at[0], 0.01 * map.unit);
                cr_expect_float_eq(back[1], at[1], 0.01 * map.unit);
            }
        }
    }
    bench_close(b);
}

Test(relief, all_of_it_fits_its_picture_however_it_is_turned)
{
    enum { LABELS = 28 }; // pixels around it that are theirs
    static const int sizes[][2] = { { 1280, 720 }, { 1440, 900 }, { 1000, 900 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        for (int kind = RELIEF_ONLY; kind < RELIEF_COUNT; kind++) {
            Bench *b = open_relief((ReliefKind)kind);
            bench_resize(b, sizes[s][0], sizes[s][1]);
            bench_frame(b);
            const Rect rect = surface_of(b);
            double widest = 0;
            for (double azimuth = -180; azimuth < 180; azimuth += 15) {
                space_of(b)->scene.relief.camera.azimuth = azimuth;
                const Projection on = on_surface(b);
                const Relief *relief = &space_of(b)->relief;
                for (int corner = 0; corner < 8; corner++) {
                    const double scene[3] = { corner & 1 ? rect.w / 2 : -rect.w / 2,
                                              corner & 2 ? rect.h / 2 : -rect.h / 2,
                                              corner & 4 ? relief->size : relief->ground };
                    double px[2];
                    cr_assert(lens_px(&relief->lens, scene, px, NULL));
                    cr_expect(rect_has(on.picture, (float)px[0], (float)px[1]),
                              "%d x %d, azimuth %g", sizes[s][0], sizes[s][1], azimuth);
                    widest =
                        fmax(widest, fabs(px[0] - rect.x - rect.w / 2) / (rect.w / 2 - LABELS));
                    widest =
                        fmax(widest, fabs(px[1] - rect.y - rect.h / 2) / (rect.h / 2 - LABELS));
                }
            }
            cr_expect_gt(widest, 0.9, "and fills what labels leave");
            bench_close(b);
        }
    }
}

Test(relief, turns_with_the_mouse_and_one_drag_is_one_deed)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const Orbit *camera = &space_of(b)->scene.relief.camera, before = *camera;
    const View view = space_of(b)->view;
    const Rect r = surface_of(b);
    const int at = history_at(b);
    const float x = r.x + 60, y = r.y + r.h - 60; // empty ground
    bench_click_at(b, x, y);
    expect_same_camera(camera, &before, "a click");
    cr_expect_eq(history_at(b), at);
    bench_drag(b, x, y, x + 50, y - 20);
    cr_expect_float_eq(camera->azimuth, before.azimuth - 50 * DEGREES_PER_PX, 1e-9);
    cr_expect_float_eq(camera->elevation, before.elevation - 20 * DEGREES_PER_PX, 1e-9);
    cr_expect_eq(camera->distance, before.distance);
    cr_expect_eq(history_at(b), at + 1, "one entry");
    cr_expect_eq(b->app.shell.ui.focus, 0, "a click gives no focus");
    bench_drag(b, x, y, x, y + 500);
    cr_expect_eq(camera->elevation, 90, "not over the top");
    undo(b);
    undo(b);
    expect_same_camera(camera, &before, "undone");
    cr_expect(view.x == space_of(b)->view.x && view.unit == space_of(b)->view.unit);
    bench_close(b);
}

// The surface to the right turns with the pointer: what is in front follows it.
Test(relief, what_is_in_front_follows_the_hand)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const Rect r = surface_of(b);
    const Relief *relief = &space_of(b)->relief;
    on_surface(b);
    const double front[3] = { 100 * relief->lens.back[0], 100 * relief->lens.back[1], 0 };
    double px[2], now[2];
    lens_px(&relief->lens, front, px, NULL);
    bench_drag(b, r.x + 60, r.y + r.h - 60, r.x + 90, r.y + r.h - 60);
    on_surface(b);
    lens_px(&relief->lens, front, now, NULL);
    cr_expect_gt(now[0], px[0] + 5);
    bench_close(b);
}

// With the right or the middle button, and with Shift: what is below the pointer goes with it.
Test(relief, moves_with_what_is_below_the_pointer)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const Orbit before = space_of(b)->scene.relief.camera;
    float x0, y0;
    seen_near(b, 0.1, -0.1, &x0, &y0);
    for (int way = 0; way < 3; way++) {
        const View view = space_of(b)->view;
        const Place held = seen_at(b, floorf(x0), floorf(y0));
        const int at = history_at(b);
        const float x1 = floorf(x0) + 70, y1 = floorf(y0) - 31;
        if (way == 2) {
            SDL_SetModState(KMOD_LSHIFT);
        }
        const Uint8 which = way == 0   ? SDL_BUTTON_RIGHT
                            : way == 1 ? SDL_BUTTON_MIDDLE
                                       : SDL_BUTTON_LEFT;
        button(b, SDL_MOUSEBUTTONDOWN, which, x0, y0);
        for (int i = 1; i <= 4; i++) {
            const float x = x0 + (float)floor((x1 - x0) * i / 4),
                        y = y0 + (float)floor((y1 - y0) * i / 4);
            bench_move(b, x, y);
            bench_frame(b);
            cr_expect_lt(away(b, held, x, y), 0.3, "way %d: %g px", way, away(b, held, x, y));
        }
        button(b, SDL_MOUSEBUTTONUP, which, x1, y1);
        SDL_SetModState(KMOD_NONE);
        cr_expect(space_of(b)->view.x != view.x && space_of(b)->view.unit == view.unit);
        expect_same_camera(&space_of(b)->scene.relief.camera, &before, "the eye stays");
        cr_expect_eq(history_at(b), at + 1, "way %d: one entry", way);
        undo(b);
        cr_expect(space_of(b)->view.x == view.x && space_of(b)->view.y == view.y);
    }
    bench_close(b);
}

Test(relief, the_wheel_zooms_at_what_is_below_the_pointer)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const Rect r = surface_of(b);
    static const double places[][2] = { { 0, 0 }, { -0.2, 0.1 }, { 0.15, -0.2 } };
    for (size_t i = 0; i < COUNT(places); i++) {
        float x, y;
        seen_near(b, places[i][0], places[i][1], &x, &y);
        const Place held = seen_at(b, x, y);
        const double unit = space_of(b)->view.unit;
        bench_wheel(b, x, y, 2);
        bench_frame(b);
        cr_expect_float_eq(unit / space_of(b)->view.unit, 1.44, 1e-9);
        cr_expect_lt(away(b, held, x, y), 0.3, "place %zu: %g px", i, away(b, held, x, y));
    }
    cr_expect(space_of(b)->relief.held, "heights wait for the wheel's end");
    bench_wait(b, 0.3);
    cr_expect_not(space_of(b)->relief.held);
    const Orbit before = space_of(b)->scene.relief.camera;
    const double unit = space_of(b)->view.unit;
    SDL_SetModState(KMOD_LSHIFT);
    bench_wheel(b, r.x + 300, r.y + 200, 1);
    bench_frame(b);
    SDL_SetModState(KMOD_NONE);
    cr_expect_float_eq(before.distance / space_of(b)->scene.relief.camera.distance, 1.2, 1e-3);
    cr_expect_eq(space_of(b)->view.unit, unit, "the eye alone");
    bench_close(b);
}

static void expect_start_at(const Bench *b, float x, float y, const char *when)
{
    const double *start = space_of(b)->scene.start;
    const double off = away(b, (Place){ start[0], start[1], NAN }, x, y);
    cr_expect_leq(off, 0.5, "%s: the start is %g px away", when, off);
    const Trail *trail = race_trail(space_of(b)->race, 0);
    cr_expect(trail->rows[0].x == start[0] && trail->rows[0].y == start[1], "the race follows");
}

Test(relief, a_double_click_puts_the_start_and_with_shift_looks_there)
{
    Bench *b = open_relief(RELIEF_ONLY);
    float x, y;
    seen_near(b, 0.1, -0.2, &x, &y);
    const int at = history_at(b);
    bench_double_click_at(b, x, y);
    expect_start_at(b, x, y, "double click");
    cr_expect_eq(history_at(b), at + 1);
    const Place there = seen_at(b, x, y);
    SDL_SetModState(KMOD_LSHIFT);
    bench_double_click_at(b, x, y);
    SDL_SetModState(KMOD_NONE);
    cr_expect_float_eq(space_of(b)->view.x, there.x, 1e-9);
    cr_expect_float_eq(space_of(b)->view.y, there.y, 1e-9);
    bench_close(b);
}

// What was brought to the middle is as high as it was, until something else is shown.
Test(relief, a_place_that_is_looked_at_keeps_its_height)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const Relief *relief = &space_of(b)->relief;
    space_of(b)->scene.relief.camera = (Orbit){ 30, 12, 1, false };
    bench_frame(b);
    float x, y;
    seen_near(b, 0.3, -0.3, &x, &y);
    const Place at = seen_at(b, x, y);
    const double z = relief_z(relief, at.f);
    SDL_SetModState(KMOD_LSHIFT);
    bench_double_click_at(b, x, y);
    SDL_SetModState(KMOD_NONE);
    const Rect r = surface_of(b);
    for (int i = 0; i < 3; i++) {
        bench_move(b, r.x + 50, r.y + 90);
        bench_frame(b);
        cr_expect_float_eq(relief_z(relief, at.f), z, 1e-9);
        cr_expect(relief->held);
    }
    bench_drag(b, r.x + 60, r.y + r.h - 60, r.x + 90, r.y + r.h - 60);
    cr_expect_float_eq(relief_z(relief, at.f), z, 1e-9, "also when it is turned");
    bench_wheel(b, r.x + r.w / 2, r.y + r.h / 2, 3);
    bench_frame(b);
    bench_wait(b, 0.5);
    bench_frame(b);
    cr_expect_not(relief->held, "and no longer");
    bench_close(b);
}

// All along, with the eye low and near, where a pixel is a long way and a short one.
Test(relief, a_dragged_start_stays_below_the_mouse)
{
    Bench *b = open_relief(RELIEF_BOTH);
    static const Orbit cameras[] = { { 30, 35, 1, false },
                                     { -140, 12, 0.8, false },
                                     { 0, 90, 1, true },
                                     { 60, 20, 1.5, true },
                                     { 30, 35, 0.3, false } };
    for (size_t i = 0; i < COUNT(cameras); i++) {
        space_of(b)->scene.relief.camera = cameras[i];
        if (cameras[i].distance < 0.5) { // close above it, so that a pixel is a part of the map's
            space_of(b)->view.x = space_of(b)->scene.start[0];
            space_of(b)->view.y = space_of(b)->scene.start[1];
            space_of(b)->view.unit = 0.0101; // ... which is little more than a power of ten
            space_of(b)->view.home = false;
        }
        bench_frame(b);
        const Projection on = on_surface(b);
        const double *start = space_of(b)->scene.start;
        double px[2];
        cr_assert(projection_px(&on, place_at(b, start[0], start[1]), px));
        bench_down(b, (float)px[0], (float)px[1], 1);
        bench_frame(b);
        int seen = 0;
        for (int k = 1; k <= 12; k++) {
            const float x = floorf((float)px[0]) + 6 * (float)k,
                        y = floorf((float)px[1]) + 4 * (float)(k % 5);
            double at[2];
            bench_move(b, x, y);
            bench_frame(b);
            const Projection now = on_surface(b);
            if (projection_plane(&now, x, y, at)) {
                expect_start_at(b, x, y, "dragged");
                seen++;
            }
            cr_expect(isfinite(start[0]) && isfinite(start[1]));
        }
        cr_expect_gt(seen, 3, "camera %zu", i);
        bench_up(b, (float)px[0] + 72, (float)px[1]);
        bench_frame(b);
    }
    bench_close(b);
}

// The pointer in the sky above a ridge, along it: the start goes along below, and the panel tells
// about the start.
Test(relief, a_start_dragged_off_the_surface_glides_along_it)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const LandscapeRoom *room = b->landscape;
    space_of(b)->scene.relief.camera = (Orbit){ 30, 12, 1, false };
    bench_frame(b);
    const Rect r = surface_of(b);
    const double *start = space_of(b)->scene.start;
    double px[2], last[2] = { NAN, NAN };
    const Projection on = on_surface(b);
    cr_assert(projection_px(&on, place_at(b, start[0], start[1]), px));
    const float x0 = floorf(r.x + r.w / 2) - 60;
    float top = r.y;
    for (double at[2]; !projection_plane(&on, x0, top, at); top++) {
        cr_assert_lt(top, r.y + r.h);
    }
    bench_down(b, (float)px[0], (float)px[1], 1);
    bench_frame(b);
    for (int k = 0; k < 30; k++) {
        const float x = x0 + 3 * (float)k, y = top - 9;
        bench_move(b, x, y);
        bench_frame(b);
        const Projection now = on_surface(b);
        const Place at = place_at(b, start[0], start[1]);
        cr_assert(projection_px(&now, at, px));
        cr_expect_lt(hypot(px[0] - x, px[1] - y), 30, "move %d", k);
        cr_expect(k == 0 || (hypot(px[0] - last[0], px[1] - last[1]) < 9 && px[0] > last[0]),
                  "move %d: from %g, %g to %g, %g", k, last[0], last[1], px[0], px[1]);
        cr_expect(room->hover_plane && room->hover[0] == start[0] && room->hover[1] == start[1],
                  "the panel tells about the start at move %d", k);
        memcpy(last, px, sizeof last);
    }
    bench_up(b, x0 + 90, top - 9);
    bench_frame(b);
    bench_move(b, x0 + 90, top - 9);
    bench_frame(b);
    cr_expect_not(room->hover_plane, "and no longer");
    bench_close(b);
}

// One's place in the other: marked, and read in the panel.
Test(relief, shares_the_pointer_with_the_map)
{
    Bench *b = open_relief(RELIEF_BOTH);
    const LandscapeRoom *room = b->landscape;
    const Rect map = relief_map_rect(&space_of(b)->scene, b->app.shell.layout.picture);
    const Rect r = surface_of(b);
    float x, y;
    seen_near(b, 0.2, -0.1, &x, &y);
    bench_move(b, 5, 5);
    bench_frame(b);
    uint8_t *shot = bench_shot(b, map);
    const Place at = seen_at(b, x, y);
    bench_move(b, x, y);
    bench_frame(b);
    bench_frame(b);
    cr_assert(room->hover_plane);
    cr_expect_float_eq(room->hover[0], at.x, 1e-9);
    cr_expect_gt(bench_changes(b, map, shot), 20, "a cross on the map");
    free(shot);
    bench_move(b, 5, 5);
    bench_frame(b);
    bench_frame(b);
    shot = bench_shot(b, r);
    bench_move(b, map.x + map.w * 0.7f, map.y + map.h * 0.5f);
    bench_frame(b);
    bench_frame(b);
    cr_expect(room->hover_plane);
    cr_expect_gt(bench_changes(b, r, shot), 10, "and on the surface");
    free(shot);
    bench_close(b);
}

Test(relief, dragging_the_start_in_one_moves_it_in_the_other)
{
    Bench *b = open_relief(RELIEF_BOTH);
    const Rect map = relief_map_rect(&space_of(b)->scene, b->app.shell.layout.picture);
    const Projection on = view_projection(&space_of(b)->view, map);
    const double *start = space_of(b)->scene.start;
    double px[2];
    projection_px(&on, (Place){ start[0], start[1], NAN }, px);
    const float x = floorf((float)px[0]) + 40, y = floorf((float)px[1]) + 60;
    const Orbit before = space_of(b)->scene.relief.camera;
    bench_drag(b, (float)px[0], (float)px[1], x, y);
    const Projection now = on_surface(b);
    cr_expect_lt(picture_start_distance(space_of(b), &now, 0, 0), 1e5f);
    projection_px(&on, (Place){ start[0], start[1], NAN }, px);
    cr_expect_lt(hypot(px[0] - x, px[1] - y), 1);
    expect_same_camera(&space_of(b)->scene.relief.camera, &before, "the surface does not turn");
    bench_close(b);
}

static void tab_to(Bench *b, const char *name)
{
    for (int i = 0; i < 150 && b->app.shell.ui.focus != ui_id(name); i++) {
        bench_key(b, SDLK_TAB);
    }
    cr_assert_eq(b->app.shell.ui.focus, ui_id(name), "Tab never comes to %s", name);
}

Test(relief, answers_the_keyboard_when_tab_has_come_to_it)
{
    Bench *b = open_relief(RELIEF_ONLY);
    Workspace *w = space_of(b);
    const Orbit *camera = &w->scene.relief.camera, before = *camera;
    const Rect r = surface_of(b);
    const double cursor = w->play.cursor;
    tab_to(b, "relief");
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_UP);
    cr_expect_float_eq(camera->azimuth, before.azimuth + 5, 1e-9);
    cr_expect_float_eq(camera->elevation, before.elevation + 5, 1e-9);
    bench_key_with(b, SDLK_LEFT, KMOD_LSHIFT);
    bench_key_with(b, SDLK_DOWN, KMOD_LSHIFT);
    cr_expect_float_eq(camera->azimuth, before.azimuth + 4, 1e-9, "finely");
    cr_expect_float_eq(camera->elevation, before.elevation + 4, 1e-9);
    cr_expect_eq(w->play.cursor, cursor, "time has no keys now");
    const double unit = w->view.unit, x = w->view.x;
    bench_key(b, SDLK_PLUS);
    cr_expect_float_eq(unit / w->view.unit, 1.2, 1e-9);
    bench_key(b, SDLK_MINUS);
    cr_expect_float_eq(w->view.unit, unit, 1e-9 * unit);
    bench_key_with(b, SDLK_RIGHT, KMOD_LCTRL);
    cr_expect_neq(w->view.x, x, "the view moves");
    bench_key(b, SDLK_RETURN);
    expect_start_at(b, r.x + r.w / 2, r.y + r.h / 2, "Enter");
    bench_key(b, SDLK_0);
    bench_frame(b);
    cr_expect(w->view.home);
    expect_same_camera(camera, &relief_camera, "home");
    bench_close(b);
}

// As far as a key says, however the eye is turned: the map's own pixels are seen from the top.
Test(relief, moves_along_the_screen_by_keys_and_looks_at_the_start)
{
    static const Orbit cameras[] = { { 0, 90, 1, true }, { 90, 90, 1, true }, { 30, 90, 2, true } };
    static const struct {
        SDL_Keycode key;
        double x, y;
    } moves[] = {
        { SDLK_RIGHT, -40, 0 }, { SDLK_LEFT, 40, 0 }, { SDLK_UP, 0, 40 }, { SDLK_DOWN, 0, -40 }
    };
    Bench *b = open_relief(RELIEF_ONLY);
    Workspace *w = space_of(b);
    const Place at = { w->scene.start[0], w->scene.start[1], NAN };
    tab_to(b, "relief");
    for (size_t i = 0; i < COUNT(cameras) * COUNT(moves); i++) {
        const size_t move = i % COUNT(moves);
        double px[2];
        w->scene.relief.camera = cameras[i / COUNT(moves)];
        bench_frame(b);
        const Projection on = on_surface(b);
        cr_assert(projection_px(&on, place_at(b, at.x, at.y), px));
        bench_key_with(b, moves[move].key, KMOD_LCTRL);
        const double off =
            away(b, at, (float)(px[0] + moves[move].x), (float)(px[1] + moves[move].y));
        cr_expect_lt(off, 0.01, "camera %zu, key %zu: %g px off", i / COUNT(moves), move, off);
    }
    cr_expect_neq(w->view.x, at.x);
    bench_key_with(b, SDLK_RETURN, KMOD_LSHIFT);
    cr_expect(w->view.x == at.x && w->view.y == at.y, "the start is in the middle");
    bench_close(b);
}

Test(relief, has_buttons_for_the_usual_places_each_of_which_is_a_deed)
{
    Bench *b = open_relief(RELIEF_BOTH);
    const Orbit *camera = &space_of(b)->scene.relief.camera;
    static const char *const names[] = { "relief.top", "relief.front", "relief.side",
                                         "relief.isometric" };
    Orbit before = *camera;
    for (size_t i = 0; i < COUNT(names); i++) {
        const ReliefCamera *preset = registry_row(&relief_cameras, names[i] + strlen("relief."));
        bench_click(b, names[i]);
        expect_same_camera(camera, &preset->orbit, names[i]);
        undo(b);
        expect_same_camera(camera, &before, "undone");
        bench_key_with(b, SDLK_y, KMOD_LCTRL);
        before = *camera;
    }
    cr_expect(camera->parallel);
    bench_click(b, "relief.perspective");
    cr_expect_not(camera->parallel);
    bench_wheel(b, surface_of(b).x + 200, surface_of(b).y + 200, 1);
    bench_click(b, "relief.home");
    expect_same_camera(camera, &relief_camera, "home");
    cr_expect(space_of(b)->view.home);
    bench_close(b);
}

// Short, and then at rest; the scene has it at once.
Test(relief, glides_to_a_place_and_rests)
{
    Bench *b = open_relief(RELIEF_ONLY);
    bench_wait(b, 30);
    b->budget_s = 1;
    const double from = workspace_eye(space_of(b)).orbit.elevation;
    bench_click(b, "relief.top");
    cr_expect_eq(space_of(b)->scene.relief.camera.elevation, 90);
    bench_wait(b, 0.1);
    const double between = workspace_eye(space_of(b)).orbit.elevation;
    cr_expect(between > from + 5 && between < 85, "%g", between);
    cr_expect_eq(app_wait_s(&b->app, b->now_s), 0);
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect_eq(workspace_eye(space_of(b)).orbit.elevation, 90);
    bench_wait(b, 1);
    bench_frame(b);
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "idle: more %d, wake in %g", b->app.more,
              b->app.shell.ui.wake_s - b->now_s);
    bench_close(b);
}

Test(relief, turns_by_itself_which_is_no_deed)
{
    Bench *b = open_relief(RELIEF_ONLY);
    const Orbit before = space_of(b)->scene.relief.camera;
    const int at = history_at(b);
    bench_key(b, SDLK_o);
    for (int i = 0; i < 8; i++) {
        bench_wait(b, 0.1);
        bench_move(b, 500, 300 + (float)i);
    }
    const double turned = remainder(workspace_eye(space_of(b)).orbit.azimuth - before.azimuth, 360);
    cr_expect_float_eq(fabs(turned), 9.6, 1.3, "%g degrees in 0.8 seconds", turned);
    cr_expect_eq(app_wait_s(&b->app, b->now_s), 0, "it goes on");
    bench_key(b, SDLK_o);
    const double stands = workspace_eye(space_of(b)).orbit.azimuth;
    bench_wait(b, 1);
    bench_wait(b, 1);
    cr_expect_eq(workspace_eye(space_of(b)).orbit.azimuth, stands, "it stays where it was stopped");
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "idle");
    expect_same_camera(&space_of(b)->scene.relief.camera, &before, "the scene");
    cr_expect_eq(history_at(b), at, "no entry");
    Subject *shown = memory_get(sizeof *shown);
    landscape_room.subject(b->landscape, shown);
    cr_expect_float_eq(shown->scene.relief.camera.azimuth, stands, 1e-9, "what is copied");
    free(shown);
    bench_click(b, "relief.side"); // a place is a place, wherever it had turned to
    bench_frame(b);
    cr_expect_float_eq(workspace_eye(space_of(b)).orbit.azimuth, 90, 1e-9);
    undo(b);
    cr_expect_float_eq(workspace_eye(space_of(b)).orbit.azimuth, stands, 1e-9);
    bench_click(b, "relief.turn");
    cr_expect(space_of(b)->eye.turns);
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(space_of(b)->eye.turns, "Escape");
    bench_key(b, SDLK_o);
    const Rect r = surface_of(b);
    bench_drag(b, r.x + 60, r.y + r.h - 60, r.x + 70, r.y + r.h - 60);
    cr_expect_not(space_of(b)->eye.turns, "a hand");
    bench_close(b);
}

// The head stands in the middle, and what lies ahead of it is farther away.
static void expect_riding(const Bench *b, int run)
{
    const Workspace *w = space_of(b);
    const Rect r = surface_of(b);
    const Trail *trail = race_trail(w->race, run);
    const TrailRow *head = trail_at(trail, workspace_step(w));
    const Projection on = on_surface(b);
    double px[2];
    cr_assert(projection_px(&on, (Place){ head->x, head->y, head->loss }, px));
    cr_expect_lt(hypot(px[0] - r.x - r.w / 2, px[1] - r.y - r.h / 2), 1.5, "step %d",
                 workspace_step(w));
    const TrailRow *later = trail_at(trail, workspace_step(w) + 8),
                   *before = trail_at(trail, workspace_step(w) > 12 ? workspace_step(w) - 12 : 0);
    const double dx = later->x - before->x, dy = later->y - before->y;
    const double *back = w->relief.lens.back;
    cr_expect_lt(back[0] * dx + back[1] * dy, 0, "from behind");
}

Test(relief, rides_along_with_a_racer)
{
    Bench *b = open_relief(RELIEF_ONLY);
    Workspace *w = space_of(b);
    const Orbit before = w->scene.relief.camera;
    const View view = w->view;
    const int at = history_at(b);
    workspace_seek(w, 20);
    bench_choose(b, "relief.ride", 5);
    bench_frame(b);
    cr_assert_eq(w->eye.rides, w->scene.racers[5].id);
    expect_riding(b, 5);
    for (int i = 0; i < 5; i++) {
        bench_key(b, SDLK_RIGHT);
        bench_frame(b);
        expect_riding(b, 5);
    }
    w->play.playing = true;
    for (int i = 0; i < 5; i++) {
        bench_wait(b, 0.1);
    }
    cr_expect_gt(workspace_step(w), 27);
    w->play.playing = false;
    expect_same_camera(&w->scene.relief.camera, &before, "the scene's own stays");
    cr_expect(w->view.x == view.x && w->view.unit == view.unit);
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_eq(w->eye.rides, 0u);
    const Orbit now = workspace_eye(w).orbit;
    expect_same_camera(&now, &before, "as before");
    cr_expect_eq(history_at(b), at, "no entry");
    bench_choose(b, "relief.ride", 0);
    bench_key(b, SDLK_1);
    bench_frame(b);
    cr_expect_eq(w->eye.rides, 0u, "with nobody who does not race");
    bench_choose(b, "relief.ride", 0);
    cr_assert_neq(w->eye.rides, 0u);
    const Rect r = surface_of(b);
    bench_drag(b, r.x + 60, r.y + r.h - 60, r.x + 70, r.y + r.h - 60);
    cr_expect_eq(w->eye.rides, 0u, "a hand ends it");
    bench_close(b);
}

// It comes up to the head smoothly, and rests when time does.
Test(relief, a_ride_is_smooth_and_rests)
{
    Bench *b = open_relief(RELIEF_ONLY);
    b->budget_s = 1;
    Workspace *w = space_of(b);
    workspace_seek(w, 30);
    bench_wait(b, 30);
    const double from = workspace_eye(w).orbit.distance;
    workspace_eye_ride(w, w->scene.racers[1].id);
    bench_wait(b, 0.1);
    const double near = workspace_eye(w).orbit.distance;
    cr_expect(near < from && near > 0.6 * from, "%g", near);
    for (int i = 0; i < 80; i++) {
        const double azimuth = workspace_eye(w).orbit.azimuth;
        bench_wait(b, 0.1);
        const double turned = fabs(remainder(workspace_eye(w).orbit.azimuth - azimuth, 360));
        cr_expect_leq(turned, 3.01, "%g degrees in a tenth of a second", turned);
    }
    expect_riding(b, 1);
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "idle");
    bench_close(b);
}

// At the picture's edge, on the line from its middle to the start, on nothing that stands there.
Test(relief, points_from_its_edge_to_a_start_out_of_view)
{
    static const double beside[][2] = { { -9, 2 }, { 9, 1 }, { 1, 12 }, { -1, -12 }, { 8, 9 } };
    static const Orbit cameras[] = { { 30, 35, 1, false },
                                     { -100, 20, 1, true },
                                     { 0, 0, 1, true } };
    for (int kind = RELIEF_ONLY; kind < RELIEF_COUNT; kind++) {
        Bench *b = open_relief((ReliefKind)kind);
        Workspace *w = space_of(b);
        for (size_t i = 0; i < COUNT(beside) * COUNT(cameras); i++) {
            const double *by = beside[i / COUNT(cameras)];
            w->scene.relief.camera = cameras[i % COUNT(cameras)];
            w->view = (View){ .x = w->scene.start[0] - by[0],
                              .y = w->scene.start[1] - by[1],
                              .unit = 0.01 };
            bench_frame(b);
            bench_frame(b);
            const Projection on = on_surface(b);
            const Rect r = surface_of(b), arrow = bench_rect(b, "relief.start.back");
            const double mx = r.x + r.w / 2, my = r.y + r.h / 2;
            const double x = arrow.x + arrow.w / 2, y = arrow.y + arrow.h / 2;
            const float sides[] = { arrow.x - r.x, r.x + r.w - arrow.x - arrow.w, arrow.y - r.y,
                                    r.y + r.h - arrow.y - arrow.h };
            float edge = INFINITY;
            for (size_t k = 0; k < COUNT(sides); k++) {
                edge = fminf(edge, sides[k]);
            }
            cr_expect(edge > 0 && edge < 100, "%g px from the edge", (double)edge);
            // Halfway to the start, where it is still before the eye.
            const Lens *lens = &w->relief.lens;
            const double step = 50 / hypot(by[0], by[1]);
            double px[2];
            lens_px(lens,
                    (double[]){ lens->target[0] + step * by[0], lens->target[1] + step * by[1],
                                lens->target[2] },
                    px, NULL);
            const double way = hypot(px[0] - mx, px[1] - my), out = hypot(x - mx, y - my);
            const double cosine = ((px[0] - mx) * (x - mx) + (px[1] - my) * (y - my)) / way / out;
            cr_expect_gt(cosine, way < 1 ? -2 : cos(0.06), "kind %d, %zu: %g", kind, i, cosine);
            const Rect tools = relief_tools_place(b->landscape, r);
            const Rect both = rect_intersect(arrow, tools);
            cr_expect(both.w <= 0 || both.h <= 0, "on the tools");
            Heads heads;
            heads_place(w, &on, &heads);
            for (int k = 0; k < heads.count; k++) {
                cr_expect_not(rect_has(arrow, heads.items[k].at_x, heads.items[k].at_y));
            }
        }
        bench_click(b, "relief.start.back");
        cr_expect(w->view.x == w->scene.start[0] && w->view.y == w->scene.start[1]);
        bench_close(b);
    }
}

// From step to step of a racer that darts from side to side the eye hardly turns.
Test(relief, a_ride_goes_where_the_racer_goes_over_many_steps)
{
    Bench *b = open_relief(RELIEF_ONLY);
    Workspace *w = space_of(b);
    workspace_seek(w, 5);
    bench_choose(b, "relief.ride", 0); // SGD, across the valley and back
    bench_frame(b);
    for (int i = 0; i < 60; i++) {
        const double azimuth = workspace_eye(w).orbit.azimuth;
        workspace_seek(w, workspace_step(w) + 1);
        bench_frame(b);
        const double turned = fabs(remainder(workspace_eye(w).orbit.azimuth - azimuth, 360));
        cr_expect_lt(turned, 25, "%g degrees at step %d", turned, workspace_step(w));
    }
    bench_close(b);
}

// No button beside the picture, none below another, at any size that has the window.
Test(relief, has_all_its_buttons_within_its_picture)
{
    static const int sizes[][2] = { { 1280, 720 }, { 900, 620 }, { 640, 480 }, { 560, 400 } };
    static const char *const names[] = { "relief.top",       "relief.front",       "relief.side",
                                         "relief.isometric", "relief.perspective", "relief.turn",
                                         "relief.ride",      "relief.home" };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = open_relief(RELIEF_BOTH);
        bench_resize(b, sizes[s][0], sizes[s][1]);
        bench_frame(b);
        const Rect r = surface_of(b);
        for (size_t i = 0; i < COUNT(names); i++) {
            const Rect place = bench_rect(b, names[i]);
            cr_expect(place.w >= 20 && place.x >= r.x && place.x + place.w <= r.x + r.w &&
                          place.y >= r.y && place.y + place.h <= r.y + r.h,
                      "%s at %d x %d", names[i], sizes[s][0], sizes[s][1]);
            for (size_t k = 0; k < i; k++) {
                const Rect both = rect_intersect(place, bench_rect(b, names[k]));
                cr_expect(both.w <= 0 || both.h <= 0, "%s on %s", names[i], names[k]);
            }
        }
        bench_close(b);
    }
}

Test(relief, says_what_each_of_its_buttons_does)
{
    static const char *const tips[][2] = {
        { "view.relief", "The map, the surface, or both side by side (V)" },
        { "relief.top", "Top: from above" },
        { "relief.front", "Front: along y" },
        { "relief.side", "Side: against x" },
        { "relief.isometric", "Isometric: from a corner" },
        { "relief.perspective", "Perspective: what is near is larger" },
        { "relief.turn", "Turntable: turns slowly by itself (O)" },
        { "relief.ride", "Ride along: the eye follows a racer" },
        { "relief.home", "The whole landscape from the usual place again (0)" },
    };
    Bench *b = open_relief(RELIEF_ONLY);
    for (size_t i = 0; i < COUNT(tips); i++) {
        const Rect r = bench_rect(b, tips[i][0]);
        bench_move(b, r.x + r.w / 2, r.y + r.h / 2);
        bench_frame(b);
        bench_wait(b, 0.7);
        const char *said = b->app.shell.ui.tip.text;
        cr_expect_eq(strncmp(said, tips[i][1], strlen(tips[i][1])), 0, "%s: '%s'", tips[i][0],
                     said);
    }
    bench_key(b, SDLK_F1);
    bench_frame(b);
    cr_expect(bench_says(b, "turntable: the surface turns by itself"));
    cr_expect(bench_says(b, "map, surface, or both side by side"));
    bench_close(b);
}
