// The user's hands: everything goes the way it goes in the program's own loop, through SDL's queue.
#include "window_bench.h"

#include "app/rooms.h"
#include "base/file.h"
#include "base/words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void follow_size(Bench *b)
{
    Error err = { .text = "" };
    int width, height;
    window_drawable_size(b->window, &width, &height);
    capture_finish(&b->target);
    cr_assert(capture_init(&b->target, width, height, &err), "%s", err.text);
    app_resize(&b->app, width, height, b->scale);
    b->pixels = realloc(b->pixels, (size_t)width * (size_t)height * 3);
}

Bench *bench_open(int width_px, int height_px, float scale)
{
    Error err = { .text = "" };
    words_begin();
    Bench *b = calloc(1, sizeof *b);
    b->scale = scale;
    b->budget_s = INFINITY;
    b->window = window_create(&(WindowOptions){ "test", width_px, height_px, true, false }, &err);
    cr_assert(b->window, "%s", err.text);
    cr_assert(capture_init(&b->blind, 1, 1, &err), "%s", err.text);
    cr_assert(app_init(&b->app, &rooms, &err), "%s", err.text);
    b->landscape = app_state(&b->app, &landscape_room);
    b->network = app_state(&b->app, &network_room);
    follow_size(b);
    bench_frame(b);
    return b;
}

void bench_close(Bench *b)
{
    capture_finish(&b->target);
    capture_finish(&b->blind);
    app_finish(&b->app);
    window_destroy(b->window);
    array_free(&b->events);
    free(b->pixels);
    free(b);
}

// Every frame goes through all of our code and the driver's, but only into one pixel: to fill the
// others takes a driver that is the processor longer than all the rest.
void bench_frame(Bench *b)
{
    b->events.count = 0;
    window_poll(b->window, 0, &b->events);
    for (size_t i = 0; i < b->events.count; i++) {
        if (b->events.items[i].kind == INPUT_RESIZE) {
            follow_size(b);
        } else if (b->events.items[i].kind != INPUT_WAKE) {
            app_event(&b->app, &b->events.items[i], b->now_s);
        }
    }
    capture_bind(&b->blind);
    app_frame(&b->app, b->now_s, b->budget_s);
    capture_unbind();
    window_text_input(b->window, ui_editing(&b->app.shell.ui), 0, 0, 1, 20);
    if (b->app.scale_wanted > 0 && b->app.scale_wanted != b->scale) {
        b->scale = b->app.scale_wanted;
        follow_size(b);
    }
}

void bench_wait(Bench *b, double seconds)
{
    b->now_s += seconds;
    bench_frame(b);
}

void bench_read(Bench *b)
{
    const AppRoom *room = b->app.room;
    capture_bind(&b->target);
    shell_paint(&b->app.shell, room->row->image, room->state);
    capture_unbind();
    capture_read(&b->target, b->pixels);
}

void bench_resize(Bench *b, int width_px, int height_px)
{
    window_set_size(b->window, width_px, height_px);
    bench_frame(b);
    cr_assert(b->target.width == width_px && b->target.height == height_px, "the window is %d x %d",
              b->target.width, b->target.height);
}

static void push(SDL_Event event)
{
    cr_assert(SDL_PushEvent(&event) == 1, "%s", SDL_GetError());
}

static int to_px(const Bench *b, float at)
{
    return (int)floorf(at * b->app.shell.scale); // presenting has its own
}

void bench_move(Bench *b, float x, float y)
{
    push((SDL_Event){ .motion = { .type = SDL_MOUSEMOTION, .x = to_px(b, x), .y = to_px(b, y) } });
}

static void button(Bench *b, Uint32 type, float x, float y, int clicks)
{
    push((SDL_Event){ .button = { .type = type,
                                  .button = SDL_BUTTON_LEFT,
                                  .clicks = (Uint8)clicks,
                                  .x = to_px(b, x),
                                  .y = to_px(b, y) } });
}

void bench_down(Bench *b, float x, float y, int clicks)
{
    bench_move(b, x, y);
    button(b, SDL_MOUSEBUTTONDOWN, x, y, clicks);
}

void bench_up(Bench *b, float x, float y)
{
    button(b, SDL_MOUSEBUTTONUP, x, y, 1);
}

void bench_wheel(Bench *b, float x, float y, float notches)
{
    bench_move(b, x, y);
    push((SDL_Event){ .wheel = { .type = SDL_MOUSEWHEEL,
                                 .y = (int)notches,
                                 .preciseY = notches,
                                 .direction = SDL_MOUSEWHEEL_NORMAL } });
}

void bench_click_at(Bench *b, float x, float y)
{
    bench_down(b, x, y, 1);
    bench_up(b, x, y);
    bench_frame(b);
}

void bench_double_click_at(Bench *b, float x, float y)
{
    bench_down(b, x, y, 1);
    bench_up(b, x, y);
    bench_down(b, x, y, 2);
    bench_up(b, x, y);
    bench_frame(b);
}

void bench_drag(Bench *b, float x0, float y0, float x1, float y1)
{
    bench_down(b, x0, y0, 1);
    bench_move(b, (x0 + x1) / 2, (y0 + y1) / 2);
    bench_move(b, x1, y1);
    bench_up(b, x1, y1);
    bench_frame(b);
}

static void push_key(SDL_Keycode key, SDL_Keymod mods)
{
    push((SDL_Event){ .key = { .type = SDL_KEYDOWN,
                               .state = SDL_PRESSED,
                               .keysym = { .sym = key, .mod = (Uint16)mods } } });
    push((SDL_Event){ .key = { .type = SDL_KEYUP, .keysym = { .sym = key } } });
}

void bench_key_with(Bench *b, SDL_Keycode key, SDL_Keymod mods)
{
    push_key(key, mods);
    bench_frame(b);
}

void bench_key(Bench *b, SDL_Keycode key)
{
    bench_key_with(b, key, KMOD_NONE);
}

void bench_type(Bench *b, const char *text)
{
    while (*text) {
        size_t length = 1;
        while ((text[length] & 0xc0) == 0x80) {
            length++;
        }
        push_key(length == 1 ? (unsigned char)*text : SDLK_UNKNOWN, KMOD_NONE);
        if (SDL_IsTextInputActive()) {
            SDL_Event event = { .text = { .type = SDL_TEXTINPUT } };
            memcpy(event.text.text, text, length);
            push(event);
        }
        bench_frame(b);
        text += length;
    }
}

void bench_retype(Bench *b, const char *text)
{
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    bench_key(b, SDLK_BACKSPACE);
    bench_type(b, text);
}

static bool in_sight(const UiControl *control)
{
    return control->visible.w >= 1 && control->visible.h >= control->rect.h - 0.5f;
}

Rect bench_rect(Bench *b, const char *name)
{
    const Rect middle = b->app.shell.layout.picture;
    for (int turns = 0; turns < 60; turns++) {
        const UiControl *control = ui_find(&b->app.shell.ui, name);
        cr_assert(control, "there is no control '%s'", name);
        if (in_sight(control)) {
            return control->visible;
        }
        const Rect r = control->rect;
        const float y = middle.y + middle.h / 2;
        bench_wheel(b, r.x + r.w / 2, y, r.y > y ? -1 : 1);
        bench_frame(b);
        bench_frame(b); // the wheel's answer shows one pass later
    }
    cr_assert_fail("'%s' cannot be scrolled into sight", name);
    return (Rect){ 0 };
}

void bench_click(Bench *b, const char *name)
{
    const Rect r = bench_rect(b, name);
    bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
}

Rect bench_bar(Bench *b, const char *name)
{
    enum { KNOB = 8 };
    const Rect r = bench_rect(b, name);
    return (Rect){ r.x + KNOB, r.y, r.w - 2 * KNOB, r.h };
}

void bench_slide(Bench *b, const char *name, float share)
{
    const Rect r = bench_rect(b, name);
    const float y = r.y + r.h / 2;
    bench_drag(b, r.x + r.w / 2, y, r.x + r.w * share, y);
}

Color bench_pixel(const Bench *b, float x, float y)
{
    const int px = to_px(b, x), py = to_px(b, y);
    cr_assert(px >= 0 && py >= 0 && px < b->target.width && py < b->target.height,
              "pixel %d, %d is outside", px, py);
    const uint8_t *p = b->pixels + ((size_t)py * (size_t)b->target.width + (size_t)px) * 3;
    return (Color){ p[0], p[1], p[2], 255 };
}

bool bench_same_color(Color a, Color b, int tolerance)
{
    return abs(a.r - b.r) <= tolerance && abs(a.g - b.g) <= tolerance &&
           abs(a.b - b.b) <= tolerance;
}

typedef struct Area {
    int x, y, w, h; // pixels
} Area;

static Area area_of(const Bench *b, Rect rect)
{
    const int x = clampi(to_px(b, rect.x), 0, b->target.width);
    const int y = clampi(to_px(b, rect.y), 0, b->target.height);
    return (Area){ x, y, clampi(to_px(b, rect.w), 0, b->target.width - x),
                   clampi(to_px(b, rect.h), 0, b->target.height - y) };
}

uint8_t *bench_shot(Bench *b, Rect rect)
{
    const Area a = area_of(b, rect);
    uint8_t *shot = malloc((size_t)(a.w * a.h) * 3 + 1);
    bench_read(b);
    for (int row = 0; row < a.h; row++) {
        const size_t from = (size_t)(a.y + row) * (size_t)b->target.width + (size_t)a.x;
        memcpy(shot + (size_t)(row * a.w) * 3, b->pixels + from * 3, (size_t)a.w * 3);
    }
    return shot;
}

int bench_changes(Bench *b, Rect rect, const uint8_t *shot)
{
    const Area a = area_of(b, rect);
    uint8_t *now = bench_shot(b, rect);
    int changes = 0;
    for (int i = 0; i < a.w * a.h; i++) {
        changes += memcmp(now + i * 3, shot + i * 3, 3) != 0;
    }
    free(now);
    return changes;
}

Rect bench_ground(const Bench *b)
{
    const Rect p = b->app.shell.layout.picture;
    return (Rect){ p.x + 70, p.y + p.h * 0.45f, p.w - 90, p.h * 0.55f - 30 };
}

bool bench_says(const Bench *b, const char *text)
{
    const size_t length = strlen(text);
    for (size_t i = 0; i < b->app.shell.canvas.shapes.count; i++) {
        const Shape *shape = &b->app.shell.canvas.shapes.items[i];
        if (shape->kind == SHAPE_TEXT && shape->text.length >= length &&
            memcmp(canvas_text_of(&b->app.shell.canvas, shape), text, length) == 0) {
            return true;
        }
    }
    return false;
}

void bench_bare(Bench *b)
{
    for (int i = 0; i < b->landscape->workspace.scene.racer_count; i++) {
        bench_key(b, SDLK_1 + i);
    }
    bench_click(b, "show.contours");
    bench_click(b, "show.minima");
    bench_click(b, "show.ghosts");
    bench_wait(b, 30); // what the window says about it goes
    cr_assert_eq(race_run_count(b->landscape->workspace.race), 0);
}

const Projection *bench_on(const Bench *b)
{
    static Projection on;
    on = view_projection(&b->landscape->workspace.view, b->app.shell.layout.picture);
    return &on;
}

float bench_x(const Bench *b, double x)
{
    double px[2];
    projection_px(bench_on(b), (Place){ x, 0, NAN }, px);
    return (float)px[0];
}

float bench_y(const Bench *b, double y)
{
    double px[2];
    projection_px(bench_on(b), (Place){ 0, y, NAN }, px);
    return (float)px[1];
}

void bench_settle(Bench *b)
{
    for (int frames = 0; frames < 1000; frames++) {
        bench_frame(b);
        if (race_complete(b->landscape->workspace.race) &&
            workspace_field_rests(&b->landscape->workspace)) {
            return;
        }
    }
    cr_assert_fail("the picture never comes to rest");
}

void bench_segment(Bench *b, const char *name, int index, int count)
{
    const Rect r = bench_rect(b, name);
    bench_click_at(b, r.x + r.w * ((float)index + 0.5f) / (float)count, r.y + r.h / 2);
}

// An open list may be longer than the room for it: the wheel turns over one of its rows.
static void scroll_list(Bench *b, const char *name, const char *item)
{
    const size_t length = strlen(name);
    for (int turns = 0; turns < 60; turns++) {
        const UiControl *wanted = ui_find(&b->app.shell.ui, item);
        cr_assert(wanted, "there is no '%s'", item);
        if (in_sight(wanted)) {
            return;
        }
        for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) {
            const UiControl *row = &b->app.shell.ui.controls.items[i];
            if (strncmp(row->name, name, length) == 0 && row->name[length] == '.' &&
                row->name[length + 1] >= '0' && row->name[length + 1] <= '9' && in_sight(row)) {
                bench_wheel(b, row->visible.x + 20, row->visible.y + 5,
                            wanted->rect.y > row->visible.y ? -1 : 1);
                break;
            }
        }
        bench_frame(b);
        bench_frame(b);
    }
}

void bench_choose(Bench *b, const char *name, int index)
{
    char item[UI_NAME_MAX];
    bench_click(b, name);
    bench_frame(b);
    snprintf(item, sizeof item, "%s.%d", name, index);
    scroll_list(b, name, item);
    bench_click(b, item);
    bench_frame(b);
}

void bench_kind(Bench *b, InspectKind kind, int count)
{
    enum { SEGMENTS_LEAST = 200 };
    if (bench_rect(b, "lab.kind").w < SEGMENTS_LEAST) {
        bench_choose(b, "lab.kind", (int)kind);
        ui_blur(&b->app.shell.ui);
    } else {
        bench_segment(b, "lab.kind", (int)kind, count);
    }
}

void bench_norm(Bench *b, int norm, NormPlace place)
{
    bench_choose(b, "lab.norm", norm);
    if (norm > 0) {
        bench_segment(b, "lab.norm.place", place - NORM_BEFORE, 2);
    }
}

void bench_number(Bench *b, const char *name, const char *text)
{
    bench_click(b, name);
    bench_retype(b, text);
    bench_key(b, SDLK_RETURN);
}

void bench_drop(Bench *b, const char *path)
{
    push((SDL_Event){ .drop = { .type = SDL_DROPFILE, .file = SDL_strdup(path) } });
    bench_frame(b);
}

void bench_tab(Bench *b, const Room *room)
{
    bench_segment(b, "rooms", (int)(app_room(&b->app, room) - b->app.rooms), b->app.table->count);
}

void bench_lab_menu(Bench *b, int item)
{
    bench_choose(b, "lab.presets", item);
}

void bench_lab(Bench *b, const char *preset)
{
    if (b->app.room->row != &network_room) {
        bench_tab(b, &network_room);
        bench_frame(b);
    }
    cr_assert_eq(b->app.room->row, &network_room, "the tab opens the room");
    for (int i = 0; preset && i < lab_preset_count; i++) {
        if (strcmp(lab_presets[i].kind.key, preset) == 0) {
            bench_lab_menu(b, i);
            return;
        }
    }
    cr_assert_null(preset, "there is a preset '%s'", preset);
}

// The worker works meanwhile: frames leave it at least as much of the processor as they take.
void bench_breathe(Bench *b)
{
    SDL_WaitEventTimeout(NULL, 20);
    nanosleep(&(struct timespec){ 0, (long)(clamp(b->frame_s, 0.003, 0.1) * 1e9) }, NULL);
    const double begun_s = clock_seconds();
    bench_wait(b, 0.003);
    b->frame_s = clock_seconds() - begun_s;
}

static const double PATIENCE_S = 240;

void bench_answered(Bench *b)
{
    const LabSpace *space = &b->network->lab;
    const double until_s = clock_seconds() + PATIENCE_S;
    bench_wait(b, 0.003); // it is told what is wished
    do {
        if (space->shot && labspace_given(space) && space->shot->serial >= space->wish.serial &&
            !space->shot->busy) {
            bench_frame(b); // what the snapshot changed is drawn
            return;
        }
        bench_breathe(b);
    } while (clock_seconds() < until_s);
    cr_assert_fail("the lab does not answer");
}

void bench_rested(Bench *b)
{
    bench_answered(b);
    double quiet_s = clock_seconds();
    for (unsigned version = b->network->lab.shot_version; clock_seconds() - quiet_s < 0.15;) {
        bench_breathe(b);
        if (b->network->lab.shot_version != version) {
            version = b->network->lab.shot_version;
            quiet_s = clock_seconds();
        }
    }
}

void bench_trained(Bench *b, long step)
{
    const double until_s = clock_seconds() + PATIENCE_S;
    while (!b->network->lab.shot || b->network->lab.shot->step < step) {
        cr_assert_lt(clock_seconds(), until_s, "step %ld is never reached", step);
        bench_breathe(b);
    }
}

void bench_ended(Bench *b)
{
    const double until_s = clock_seconds() + PATIENCE_S;
    while (b->network->lab.wish.playing) {
        cr_assert_lt(clock_seconds(), until_s, "it does not stop");
        bench_breathe(b);
    }
    bench_rested(b);
}

void bench_studied(Bench *b, int cells)
{
    const double until_s = clock_seconds() + PATIENCE_S;
    while (study_done(b->network->lab.study) < cells) {
        cr_assert_lt(clock_seconds(), until_s, "%d cells are never done", cells);
        bench_breathe(b);
    }
}
