// A user of the Network room who knows no rest and has no plan: whatever he does while networks
// train, the window lives and its numbers stay numbers.
#include "lab_bench.h"
#include "random_user.h"

enum { EVENTS = 10200, EVENTS_A_FRAME = 12 }; // EVENTS: unless RANDOM_EVENTS says otherwise

// clang-format off
static const SDL_Keycode keys[] = {
    SDLK_SPACE, SDLK_SPACE, SDLK_RETURN, SDLK_ESCAPE, SDLK_TAB, SDLK_BACKSPACE, SDLK_DELETE,
    SDLK_LEFT, SDLK_RIGHT, SDLK_UP, SDLK_DOWN, SDLK_HOME, SDLK_END, SDLK_PAGEUP, SDLK_PAGEDOWN,
    SDLK_F1, SDLK_F5, SDLK_1, SDLK_2, SDLK_3, SDLK_4, SDLK_6, SDLK_LEFTBRACKET, SDLK_RIGHTBRACKET,
    SDLK_r, SDLK_t, SDLK_EQUALS, SDLK_MINUS, SDLK_F11, SDLK_a, SDLK_c, SDLK_v, SDLK_x, SDLK_z,
    SDLK_z, SDLK_z, SDLK_y, SDLK_s, SDLK_e,
};
static const SDL_Keymod modifiers[] = {
    KMOD_NONE, KMOD_NONE, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LALT, KMOD_LCTRL | KMOD_LSHIFT,
};
static const char *const texts[] = {
    "8", "8,8", "x", "none", "64x12", ",", "0", "999999", "1e308", "-1", "nan", "512,512", "0.1",
    "1e-300", "²", "한", "/tmp", "all", "9", "",
};
static const char *const drops[] = { "/no/such file", "/dev/zero", "/tmp", "points.csv", "bad.csv" };
// clang-format on

static void resize(Bench *b, Rng *rng)
{
    static const int sizes[][2] = { { 560, 350 }, { 1010, 570 }, { 1, 1 },    { 300, 900 },
                                    { 1600, 90 }, { 801, 599 },  { 700, 500 } };
    const int *size = sizes[below(rng, COUNT(sizes))];
    window_set_size(b->window, size[0], size[1]);
}

// Stays in the room, mostly: a lab of each preset now and then.
static void wander(Bench *b, Rng *rng)
{
    LabSpace *space = &b->network->lab;
    const int what = below(rng, 8);
    if (what == 0) {
        app_enter(&b->app, &landscape_room);
    } else if (what == 1) {
        labspace_study(space, (StudyKind)below(rng, STUDY_COUNT + 1), NULL, NULL);
    } else if (what < 5) {
        labspace_study(space, STUDY_COUNT, NULL, NULL);
    } else {
        app_enter(&b->app, &network_room);
    }
}

// One thing a user can do, into SDL's queue.
static void act(Bench *b, Rng *rng)
{
    float x, y;
    somewhere(b, rng, 4, &x, &y);
    const int what = below(rng, 1000);
    SDL_SetModState(modifiers[below(rng, COUNT(modifiers))]);
    if (what < 260) {
        bench_down(b, x, y, 1 + below(rng, 2));
    } else if (what < 470) {
        bench_up(b, x, y);
    } else if (what < 620) {
        bench_move(b, x, y);
    } else if (what < 690) {
        bench_wheel(b, x, y, (float)(below(rng, 21) - 10));
    } else if (what < 840) {
        const SDL_Keycode key = keys[below(rng, COUNT(keys))];
        key_event(key, modifiers[below(rng, COUNT(modifiers))]);
    } else if (what < 960) {
        text_event(texts[below(rng, COUNT(texts))]);
    } else if (what < 970) {
        SDL_Event event = { .drop = { .type = SDL_DROPFILE } };
        event.drop.file = SDL_strdup(drops[below(rng, COUNT(drops))]);
        SDL_PushEvent(&event);
    } else if (what < 980) {
        SDL_PushEvent(
            &(SDL_Event){ .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_LEAVE } });
    } else if (what < 990) {
        resize(b, rng);
    } else {
        wander(b, rng);
    }
}

static bool in_range(const Param *table, const void *owner)
{
    for (const Param *p = table; p->key; p++) {
        if (!param_check(p, param_value(p, owner), NULL)) {
            cr_log_error("%s is %g", p->key, param_value(p, owner));
            return false;
        }
    }
    return true;
}

// The wish is one that a careful user could have made.
static bool sane(const Bench *b)
{
    const LabSpace *space = &b->network->lab;
    const LabSpec *spec = &space->wish.spec;
    const int count = spec->network_count;
    bool good = count >= 1 && count <= LAB_NETWORKS_MAX && space->selected >= 0 &&
                space->selected < count && space->zoom_network >= 0 &&
                space->zoom_network < count && space->wish.seek >= 0 && space->wish.speed > 0 &&
                space->wish.points.count <= LAB_POINTS_MAX &&
                in_range(data_rows[spec->data.kind].kind.params, &spec->data.params);
    for (int i = 0; i < count && good; i++) {
        const NetSpec net = lab_network(spec, i);
        good = net.hidden_count >= 0 && net.hidden_count <= NET_HIDDEN_MAX && spec->ids[i] &&
               in_range(net.optimizer.optim->kind.params, &net.optimizer.params) &&
               in_range(net.init->kind.params, &net.init_params) &&
               memchr(spec->names[i], '\0', LAB_NAME_MAX);
        for (int k = 0; k < net_key_count; k++) {
            const double *number = net_spec_number((NetSpec *)&net, (NetKey)k);
            good = good && (!number || isfinite(*number));
        }
        for (int k = 0; k < net.hidden_count; k++) {
            good = good && net.hidden[k] >= 1 && net.hidden[k] <= NET_UNITS_MAX;
        }
        for (int k = 0; k < i; k++) {
            good = good && spec->ids[i] != spec->ids[k];
        }
    }
    for (int i = 0; space->wish.painted && i < space->wish.points.count && good; i++) {
        const LabPoint *p = &space->wish.points.items[i];
        good = isfinite(p->x) && isfinite(p->y) && p->target >= 0 &&
               p->target < (float)space->wish.painted_classes;
    }
    return good;
}

// What he may drop, and where he may save: a folder that goes with him.
static void folder_fill(void)
{
    FILE *points = fopen("points.csv", "w"), *bad = fopen("bad.csv", "w");
    cr_assert(points && bad);
    for (int i = 0; i < 40; i++) {
        fprintf(points, "%g,%g,%d\n", i * 0.1, i % 7 * 0.2, i % 2);
        fprintf(bad, i < 20 ? "1,2,0\n" : "1,oops,0\n");
    }
    fclose(points);
    fclose(bad);
}

static void live_through(uint64_t seed)
{
    const int events = random_events(EVENTS);
    char path[] = "/tmp/thalweg-XXXXXX";
    folder_enter(path);
    folder_fill();
    Bench *b = bench_open(700, 500, 1);
    Rng rng;
    rng_init(&rng, seed, 5);
    app_enter(&b->app, &network_room);
    bench_answered(b);
    for (int i = 0; i < events; i++) {
        act(b, &rng);
        if (i % EVENTS_A_FRAME == 0) {
            random_alive();
            bench_wait(b, 0.03);
            cr_assert(sane(b), "seed %d, event %d", (int)seed, i);
        }
    }
    // And it still answers.
    bench_resize(b, 1100, 640);
    SDL_SetModState(KMOD_NONE);
    for (int i = 0; i < 10; i++) {
        bench_key(b, SDLK_ESCAPE);
    }
    bench_up(b, 5, 5);
    app_enter(&b->app, &network_room);
    bench_frame(b);
    bench_lab_menu(b, 1);
    bench_answered(b);
    cr_expect_str_eq(net_of(b, 0)->name, lab_presets[1].names[0], "seed %d", (int)seed);
    bench_close(b);
    folder_remove(path);
}

Test(lab_random_user, first)
{
    live_through(1);
}

Test(lab_random_user, second)
{
    live_through(20);
}

Test(lab_random_user, third)
{
    live_through(300);
}
