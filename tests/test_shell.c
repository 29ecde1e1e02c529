// The window's shell with rooms of the test's own: all that it knows of a room is its row.
#include "app/shell/frame.h"
#include "gfx/capture.h"
#include "gfx/window.h"
#include "ui/widgets.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---- a room that counts

typedef struct Small {
    Shell *shell;
    char text[32];
    int value, steps;  // a key counts up; frames
    int undone, tried; // moments brought back
    unsigned hidden;
    bool opened, backed, remembered;
} Small;

static int begun, ended;
static int most = 2; // init() succeeds so often

static bool init(void *state, Shell *shell, Error *err)
{
    Small *room = state;
    cr_expect(room->value == 0 && !room->shell, "the state is zeroed");
    room->shell = shell;
    strcpy(room->text, "abc");
    return begun < most ? ++begun : fail(err, "there is no room");
}

static void finish(void *state)
{
    cr_expect(((Small *)state)->shell);
    ended++;
}

static void open(void *state, const Subject *subject)
{
    Small *room = state;
    room->opened = true;
    room->value = subject->kind == SUBJECT_SCENE ? 100 : 200;
}

static void recall(void *state, const Settings *settings)
{
    ((Small *)state)->remembered = settings->loop;
}

static void remember(const void *state, Settings *settings)
{
    settings->loop = ((const Small *)state)->remembered;
}

static ShellLayout lay_out(const void *state, float width, float height)
{
    (void)state;
    return shell_layout(width, height, &(ShellParts){ 200, 200, 100, 0, 0, 0 });
}

static bool advance(void *state, double now_s, double elapsed_s, double budget_s)
{
    (void)now_s, (void)elapsed_s, (void)budget_s;
    return ++((Small *)state)->steps < 3;
}

static void hide(void *state, unsigned who)
{
    ((Small *)state)->hidden = who;
}

static void pass(void *state)
{
    Small *room = state;
    Ui *ui = &room->shell->ui;
    const Rect left = room->shell->layout.left;
    ui_text_field(ui, "text", (Rect){ left.x + 10, left.y + 10, 150, 26 }, room->text,
                  sizeof room->text, -1, "");
    if (ui_character(ui, 'u', 0)) {
        room->value++;
    }
}

static bool go_back(void *state)
{
    Small *room = state;
    const bool first = !room->backed;
    room->backed = true;
    return first;
}

static void bar(void *state, Rect rest)
{
    (void)state, (void)rest;
}

static void image(void *state, int id, const int rect_px[4], int width_px, int height_px)
{
    (void)state, (void)id, (void)rect_px, (void)width_px, (void)height_px;
}

typedef struct SmallMoment {
    int value;
    char text[32];
} SmallMoment;

static void moment(const void *state, void *now)
{
    const Small *room = state;
    SmallMoment *m = now;
    m->value = room->value;
    memcpy(m->text, room->text, sizeof m->text);
}

static bool moment_equal(const void *a, const void *b)
{
    const SmallMoment *m = a, *n = b;
    return m->value == n->value && strcmp(m->text, n->text) == 0;
}

static void restore(void *state, const void *then, RoomBack why)
{
    Small *room = state;
    const SmallMoment *m = then;
    room->value = m->value;
    memcpy(room->text, m->text, sizeof room->text);
    *(why == ROOM_TRIAL ? &room->tried : &room->undone) += 1;
}

static void reset(void *state)
{
    ((Small *)state)->value = 0;
}

static unsigned subject(const void *state, Subject *shown)
{
    (void)state;
    subject_defaults(shown, SUBJECT_SCENE);
    return 0;
}

static const char *const parts[] = { NULL };

static void figure(void *state, int width_px, int height_px, float scale)
{
    Small *room = state;
    shell_resize(room->shell, width_px, height_px, scale);
    shell_canvas_begin(room->shell);
    shell_paint(room->shell, image, room);
}

static bool write_csv(const void *state, const char *path, Error *err)
{
    (void)state, (void)path;
    return fail(err, "it has no numbers");
}

static bool *hides(void *state, int *count)
{
    (void)state;
    *count = 0;
    return NULL;
}

static const KeyHelp keys[] = { { "U", "count" }, { NULL, NULL } };

static const char *const panels[] = { "What is left", "What is right" };

static const char title[] = "Thalweg";
enum { between = false };

static bool turns(const void *state)
{
    (void)state;
    return false;
}

static long last_step(const void *state)
{
    (void)state;
    return 0;
}

static bool show_at(void *state, double step, double turned, double budget_s)
{
    (void)state, (void)step, (void)turned, (void)budget_s;
    return true;
}

static const Room first = ROOM("first", "First", "", SUBJECT_SCENE, Small, SmallMoment, NULL);
static const Room second = ROOM("second", "Second", "", SUBJECT_LAB, Small, SmallMoment, NULL);
static const Room *const rows[] = { &first, &second };
static const Rooms two = { .rows = rows, .count = COUNT(rows), .tip = "Which?" };

// ---- a window with two of them

typedef struct Open {
    Window *window;
    Capture target;
    App app;
    double now_s;
} Open;

static Open *open_two(void)
{
    Error err = { .text = "" };
    Open *o = calloc(1, sizeof *o);
    o->window = window_create(&(WindowOptions){ "test", 64, 64, true, false }, &err);
    cr_assert(o->window, "%s", err.text);
    cr_assert(capture_init(&o->target, 1280, 720, &err), "%s", err.text);
    cr_assert(app_init(&o->app, &two, &err), "%s", err.text);
    capture_bind(&o->target);
    app_resize(&o->app, 1280, 720, 1);
    app_frame(&o->app, o->now_s, INFINITY);
    return o;
}

static void close_two(Open *o)
{
    app_finish(&o->app);
    cr_expect_eq(ended, begun, "every room is finished");
    capture_finish(&o->target);
    window_destroy(o->window);
    free(o);
}

static void press_key(Open *o, Key key, uint32_t code, unsigned mods)
{
    o->now_s += 5; // a deed of its own
    app_event(&o->app, &(InputEvent){ .kind = INPUT_KEY, .key = key, .code = code, .mods = mods },
              o->now_s);
    app_frame(&o->app, o->now_s, INFINITY);
}

static void click(Open *o, const char *name)
{
    const UiControl *control = ui_find(&o->app.shell.ui, name);
    cr_assert(control, "'%s' is there", name);
    const float x = control->rect.x + control->rect.w / 2;
    const float y = control->rect.y + control->rect.h / 2;
    const InputKind kinds[] = { INPUT_MOUSE_MOVE, INPUT_MOUSE_DOWN, INPUT_MOUSE_UP };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const InputEvent event = {
            .kind = kinds[i], .x = x, .y = y, .button = BUTTON_LEFT, .clicks = 1
        };
        app_event(&o->app, &event, o->now_s);
    }
    app_frame(&o->app, o->now_s, INFINITY);
}

// ---- the claims

static bool says(const Open *o, const char *text)
{
    const Canvas *canvas = &o->app.shell.canvas;
    bool found = false;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        found = found || (s->kind == SHAPE_TEXT && s->text.length == strlen(text) &&
                          memcmp(canvas_text_of(canvas, s), text, strlen(text)) == 0);
    }
    return found;
}

// Over the sheet of keys it would be in the way.
Test(shell, a_notice_waits_until_the_sheet_of_keys_is_closed)
{
    Open *o = open_two();
    press_key(o, KEY_F1, 0, 0);
    shell_notice(&o->app.shell, o->now_s, "Something happened");
    app_frame(&o->app, o->now_s, INFINITY);
    cr_expect_not(says(o, "Something happened"));
    o->now_s += 60;
    press_key(o, KEY_ESCAPE, 0, 0);
    cr_expect(says(o, "Something happened"), "however long that was");
    cr_expect(app_wait_s(&o->app, o->now_s) <= SHELL_NOTICE_S);
    o->now_s += SHELL_NOTICE_S + 0.1;
    app_frame(&o->app, o->now_s, INFINITY);
    cr_expect_not(says(o, "Something happened"), "then it goes as ever");
    close_two(o);
}

// A small window's drawers tell what is in them, in each room's own words.
Test(shell, drawers_say_what_the_room_has_in_them)
{
    Open *o = open_two();
    app_resize(&o->app, 800, 600, 1);
    app_frame(&o->app, o->now_s, INFINITY);
    const UiControl *drawer = ui_find(&o->app.shell.ui, "drawer.left");
    cr_assert(drawer);
    app_event(
        &o->app,
        &(InputEvent){ .kind = INPUT_MOUSE_MOVE, .x = drawer->rect.x + 5, .y = drawer->rect.y + 5 },
        o->now_s);
    cr_expect_str_eq(o->app.shell.ui.tip.text, "What is left");
    close_two(o);
}

Test(shell, every_room_has_a_state_and_an_undo_of_its_own)
{
    Open *o = open_two();
    Small *a = app_state(&o->app, &first), *b = app_state(&o->app, &second);
    cr_assert(a != b && o->app.room->row == &first, "the first is shown");
    press_key(o, KEY_CHARACTER, 'u', 0);
    press_key(o, KEY_CHARACTER, 'u', 0);
    app_enter(&o->app, &second);
    press_key(o, KEY_CHARACTER, 'u', 0);
    cr_expect(a->value == 2 && b->value == 1);
    press_key(o, KEY_CHARACTER, 'z', MOD_CTRL);
    cr_expect(a->value == 2 && b->value == 0 && b->undone == 1);
    cr_expect_not(app_undo(&o->app, -1), "there was one deed in this room");
    app_enter(&o->app, &first);
    press_key(o, KEY_CHARACTER, 'z', MOD_CTRL);
    cr_expect(a->value == 1 && a->undone == 1 && a->tried == 0);
    press_key(o, KEY_CHARACTER, 'z', MOD_CTRL | MOD_SHIFT);
    cr_expect(a->value == 2 && b->value == 0);
    close_two(o);
}

Test(shell, a_subject_opens_in_the_room_of_its_kind_and_undo_begins_there)
{
    Open *o = open_two();
    Small *a = app_state(&o->app, &first), *b = app_state(&o->app, &second);
    Subject *lab = malloc(sizeof *lab);
    subject_defaults(lab, SUBJECT_LAB);
    app_open(&o->app, lab);
    free(lab);
    cr_expect(o->app.room->row == &second && b->opened && !a->opened && b->value == 200);
    cr_expect_not(app_undo(&o->app, -1), "what was opened is where everything begins");
    close_two(o);
}

Test(shell, a_tab_for_each_room)
{
    Open *o = open_two();
    const UiControl *tabs = ui_find(&o->app.shell.ui, "rooms");
    cr_assert(tabs);
    const float x = tabs->rect.x + 0.75f * tabs->rect.w, y = tabs->rect.y + tabs->rect.h / 2;
    const InputKind kinds[] = { INPUT_MOUSE_MOVE, INPUT_MOUSE_DOWN, INPUT_MOUSE_UP };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const InputEvent event = {
            .kind = kinds[i], .x = x, .y = y, .button = BUTTON_LEFT, .clicks = 1
        };
        app_event(&o->app, &event, 0);
    }
    cr_expect_eq(o->app.room->row, &second);
    close_two(o);
}

Test(shell, a_menu_of_rooms_where_tabs_would_leave_the_room_too_little)
{
    Open *o = open_two();
    int widths = 0;
    for (int width = 240; width < 700; width += 4) {
        app_resize(&o->app, width, 480, 1);
        app_frame(&o->app, o->now_s, INFINITY);
        const UiControl *tabs = ui_find(&o->app.shell.ui, "rooms");
        if (tabs && tabs->rect.w < 105) {
            const Room *other = o->app.room->row == &first ? &second : &first;
            click(o, "rooms");
            click(o, other == &second ? "rooms.1" : "rooms.0");
            cr_expect_eq(o->app.room->row, other, "%d", width);
            widths++;
        }
    }
    cr_expect_gt(widths, 3);
    close_two(o);
}

Test(shell, escape_takes_a_trial_back_by_the_room_itself)
{
    Open *o = open_two();
    Small *a = app_state(&o->app, &first);
    click(o, "text");
    app_event(&o->app, &(InputEvent){ .kind = INPUT_TEXT, .text = "x" }, o->now_s);
    cr_expect_neq(strcmp(a->text, "abc"), 0, "what is typed acts at once");
    cr_expect(o->app.shell.before, "and the moment before is kept");
    press_key(o, KEY_ESCAPE, 0, 0);
    cr_expect_str_eq(a->text, "abc");
    cr_expect(a->tried == 1 && a->undone == 0);
    cr_expect_null(o->app.shell.before);
    close_two(o);
}

Test(shell, escape_asks_the_room_when_nothing_of_the_shell_is_open)
{
    Open *o = open_two();
    Small *a = app_state(&o->app, &first);
    app_resize(&o->app, 800, 500, 1);
    o->app.shell.left_open = true;
    press_key(o, KEY_ESCAPE, 0, 0);
    cr_expect(!o->app.shell.left_open && !a->backed, "a drawer first");
    press_key(o, KEY_ESCAPE, 0, 0);
    cr_expect(a->backed);
    close_two(o);
}

Test(shell, asks_for_frames_while_the_room_has_something_to_do)
{
    Open *o = open_two(); // a frame
    Small *a = app_state(&o->app, &first);
    cr_expect_eq(app_wait_s(&o->app, 0), 0);
    app_frame(&o->app, 1, INFINITY);
    app_frame(&o->app, 2, INFINITY);
    cr_expect(isinf(app_wait_s(&o->app, 2)) && a->steps == 3);
    close_two(o);
}

Test(shell, a_room_that_cannot_begin_leaves_nothing_behind)
{
    Error err = { .text = "" };
    App app;
    Window *window = window_create(&(WindowOptions){ "test", 64, 64, true, false }, &err);
    cr_assert(window, "%s", err.text);
    most = 1;
    cr_expect_not(app_init(&app, &two, &err));
    cr_expect_str_eq(err.text, "there is no room");
    cr_expect(begun == 1 && ended == 1, "the one before it is finished, itself is not");
    window_destroy(window);
}
