// A user who knows no rest and has no plan: whatever he does, the window lives and its numbers stay
// numbers. Events come from three seeds.
#include "random_user.h"
#include "sanitized.h"

#include "app/landscape/workspace_eye.h"
#include "app/shell/autosave.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// EVENTS: unless RANDOM_EVENTS says otherwise.
enum { EVENTS = SANITIZED ? 51000 : 102000, EVENTS_A_FRAME = 25 };

// clang-format off
static const SDL_Keycode keys[] = {
    SDLK_SPACE, SDLK_RETURN, SDLK_ESCAPE, SDLK_TAB, SDLK_BACKSPACE, SDLK_DELETE, SDLK_LEFT,
    SDLK_RIGHT, SDLK_UP, SDLK_DOWN, SDLK_HOME, SDLK_END, SDLK_PAGEUP, SDLK_PAGEDOWN, SDLK_F1,
    SDLK_F5, SDLK_0, SDLK_1, SDLK_2, SDLK_6, SDLK_9, SDLK_LEFTBRACKET, SDLK_RIGHTBRACKET, SDLK_r,
    SDLK_t, SDLK_o, SDLK_e, SDLK_s, SDLK_n, SDLK_q, SDLK_EQUALS, SDLK_MINUS, SDLK_F11, SDLK_a, SDLK_c, SDLK_v, SDLK_x, SDLK_z, SDLK_y, SDLK_QUESTION,
};
static const SDL_Keymod modifiers[] = { KMOD_NONE, KMOD_NONE, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LALT };
static const char *const texts[] = {
    "x", "y^2", "+", "*", "(", ")", "sin(", "1e308", "-", "a", "log(x)", "/0", "1e-300", "nan", "²",
    "π", "한", ".5", "sqrt(", "exp(x^9)", "9", "0", "x^2 + y^2", "abs(", ",", "min(x,y)", "\\", "",
};
// clang-format on
static char scene_file[64];
static const char *const drops[] = { "/no/such file", "/dev/zero", "/no/such.thalweg", scene_file };

static void resize(Bench *b, Rng *rng)
{
    static const int sizes[][2] = { { 560, 350 }, { 1010, 570 }, { 1, 1 },     { 300, 900 },
                                    { 1600, 90 }, { 801, 599 },  { 1280, 720 } };
    const int *size = sizes[below(rng, COUNT(sizes))];
    window_set_size(b->window, size[0], size[1]);
}

static void other_button(Rng *rng, float x, float y)
{
    SDL_Event event = { .button = { .type =
                                        below(rng, 2) ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP } };
    event.button.button = below(rng, 2) ? SDL_BUTTON_RIGHT : SDL_BUTTON_MIDDLE;
    event.button.clicks = (Uint8)(1 + below(rng, 2));
    event.button.x = (int)x;
    event.button.y = (int)y;
    SDL_PushEvent(&event);
}

// One thing a user can do, into SDL's queue.
static void act(Bench *b, Rng *rng)
{
    float x, y;
    somewhere(b, rng, 3, &x, &y);
    const int what = below(rng, 100);
    SDL_SetModState(modifiers[below(rng, COUNT(modifiers))]);
    if (what < 25) {
        bench_down(b, x, y, 1 + below(rng, 2));
    } else if (what < 45 && below(rng, 4) == 0) {
        other_button(rng, x, y);
    } else if (what < 45) {
        bench_up(b, x, y);
    } else if (what < 60) {
        bench_move(b, x, y);
    } else if (what < 67) {
        bench_wheel(b, x, y, (float)(below(rng, 21) - 10));
    } else if (what < 82) {
        const SDL_Keycode key = keys[below(rng, COUNT(keys))];
        key_event(key, modifiers[below(rng, COUNT(modifiers))]);
    } else if (what < 97) {
        text_event(texts[below(rng, COUNT(texts))]);
    } else if (what < 98) {
        SDL_Event event = { .drop = { .type = SDL_DROPFILE } };
        event.drop.file = SDL_strdup(drops[below(rng, COUNT(drops))]);
        SDL_PushEvent(&event);
    } else if (what < 99) {
        SDL_PushEvent(
            &(SDL_Event){ .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_LEAVE } });
    } else {
        resize(b, rng);
    }
}

static bool numbers_are_numbers(const Bench *b)
{
    const Workspace *w = &b->landscape->workspace;
    const Scene *scene = &w->scene;
    const EyePose eye = workspace_eye(w);
    const double each[] = { eye.orbit.azimuth,
                            eye.orbit.elevation,
                            eye.orbit.distance,
                            eye.target[0],
                            eye.target[1],
                            eye.target[2],
                            w->eye.turned,
                            scene->relief.camera.azimuth,
                            scene->relief.camera.distance,
                            scene->start[0],
                            scene->start[1],
                            scene->noise,
                            w->view.x,
                            w->view.y,
                            w->view.unit,
                            w->play.cursor,
                            w->tint.t_low,
                            w->tint.t_high,
                            w->tint.softness,
                            scene->domain.x0,
                            scene->domain.x1 };
    for (size_t i = 0; i < COUNT(each); i++) {
        if (!isfinite(each[i])) {
            cr_log_error("number %zu is %g; formula '%s'", i, each[i], scene_formula_text(scene));
            return false;
        }
    }
    for (int i = 0; i < scene->param_count; i++) {
        if (!isfinite(scene->params[i])) {
            return false;
        }
    }
    for (int i = 0; i < scene->racer_count; i++) {
        if (!(scene_rate(scene, i) > 0 && isfinite(scene_rate(scene, i)))) {
            cr_log_error("racer %d has rate %g", i, scene_rate(scene, i));
            return false;
        }
    }
    const bool sane = scene->racer_count >= 1 && scene->racer_count <= SCENE_RACERS_MAX &&
                      w->view.unit > 0 && scene->steps >= 1 && w->play.cursor >= 0 &&
                      w->play.cursor <= scene->steps;
    if (!sane) {
        cr_log_error("unit %g, steps %d, cursor %g", w->view.unit, scene->steps, w->play.cursor);
    }
    return sane;
}

// He keeps there what others keep at home, and has a scene to drop.
static void home_fill(const char *path)
{
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_CACHE_HOME");
    snprintf(scene_file, sizeof scene_file, "%s/dropped.thalweg", path);
    FILE *scene = fopen(scene_file, "w");
    cr_assert(scene && fputs("thalweg: 1\nscene:\n  landscape: beale\n  step: 9\n", scene) >= 0);
    fclose(scene);
}

static void live_through(uint64_t seed)
{
    const int events = random_events(EVENTS);
    char path[] = "/tmp/thalweg-XXXXXX"; // he may save pictures and tables
    folder_enter(path);
    home_fill(path);
    Bench *b = bench_open(560, 350, 1);
    Shelf shelf = { .stale = false };
    shelf_begin(&b->app, &shelf);
    autosave_begin(&b->app, b->now_s);
    Rng rng;
    rng_init(&rng, seed, 0);
    b->budget_s = 0.004;
    for (int i = 0; i < events; i++) {
        act(b, &rng);
        if (i % EVENTS_A_FRAME == 0) {
            random_alive();
            bench_wait(b, 0.03);
            cr_assert(numbers_are_numbers(b), "seed %d, event %d", (int)seed, i);
        }
    }
    // And it still answers.
    bench_resize(b, 1100, 640);
    SDL_SetModState(KMOD_NONE);
    for (int i = 0; i < 10; i++) { // whatever is open, in whichever room he is
        bench_key(b, SDLK_ESCAPE);
    }
    bench_up(b, 5, 5);
    bench_frame(b);
    const ThemeKind theme = b->app.shell.theme;
    bench_key(b, SDLK_t); // its button may be in the menu
    cr_expect_neq(b->app.shell.theme, theme, "seed %d", (int)seed);
    autosave_end(&b->app, true);
    bench_close(b);
    folder_remove(path);
}

Test(random_user, first)
{
    live_through(1);
}

Test(random_user, second)
{
    live_through(20);
}

Test(random_user, third)
{
    live_through(300);
}
