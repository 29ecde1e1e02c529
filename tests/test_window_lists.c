// An open list has the keyboard, the wheel and the pointer, and Escape takes back what it showed.
#include "app/network/labspace_moment.h"
#include "control_names.h"

#include "base/words.h"

static void open_list(Bench *b, const char *name)
{
    bench_click(b, name);
    bench_frame(b);
    cr_assert_eq(b->app.shell.ui.popup.id, ui_id(name), "%s is open", name);
}

static int landscape_now(const Bench *b)
{
    const Landscape *row = b->landscape->workspace.scene.landscape;
    return row ? (int)(row - landscapes) : -1;
}

static bool begins(const char *name, const char *with)
{
    return strncasecmp(name, with, strlen(with)) == 0;
}

static int activation_now(const Bench *b)
{
    const LabSpace *space = &b->network->lab;
    const int network = space->selected;
    return (int)(labspace_owns(space, network, NET_ACTIVATION)
                     ? space->wish.spec.networks[network].activation
                     : space->wish.spec.shared.activation);
}

Test(lists, find_an_entry_by_its_first_letters)
{
    Bench *b = open_lab_full();
    const int before = activation_now(b);
    open_list(b, "lab.activation");
    for (int i = 0; i < ACTIVATION_COUNT; i++) { // by all the letters one needs
        char part[8];
        for (size_t length = 1; length < 6; length++) {
            snprintf(part, sizeof part, "%.*s", (int)length, activations[i].kind.name);
            bench_wait(b, 2);
            bench_type(b, part);
            const int now = activation_now(b);
            cr_expect(begins(activations[now].kind.name, part), "'%s' found %s", part,
                      activations[now].kind.name);
            if (now == i) {
                break;
            }
        }
    }
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_eq(activation_now(b), before, "and nothing of it was decided");
    bench_close(b);
}

Test(lists, go_through_all_that_begin_with_a_letter_and_forget_it_after_a_second)
{
    Bench *b = open_lab_full();
    open_list(b, "lab.activation");
    int with_s = 0, seen[2] = { 0 };
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        with_s += begins(activations[i].kind.name, "s");
    }
    cr_assert_gt(with_s, 1);
    for (int i = 0; i < 2; i++) {
        bench_type(b, "s");
        seen[i] = activation_now(b);
        cr_expect(begins(activations[seen[i]].kind.name, "S"));
        bench_wait(b, 1.1);
    }
    cr_expect_neq(seen[0], seen[1], "once more: the next");
    bench_type(b, "s");
    bench_type(b, "t");
    cr_expect(begins(activations[activation_now(b)].kind.name, "T"), "'st' would be none");
    const int before = activation_now(b);
    bench_wait(b, 1.1);
    bench_type(b, "ㅎ가"); // nobody's, and no shortcut
    cr_expect_eq(activation_now(b), before);
    cr_expect_eq(b->app.shell.ui.popup.id, ui_id("lab.activation"));
    bench_close(b);
}

Test(lists, answer_arrows_home_end_and_pages)
{
    Bench *b = bench_open(1280, 720, 1);
    open_list(b, "landscape");
    const int last = landscape_count - 1;
    bench_key(b, SDLK_END);
    cr_expect_eq(landscape_now(b), last);
    bench_frame(b);
    char item[32];
    snprintf(item, sizeof item, "landscape.%d", last);
    const UiControl *row = ui_find(&b->app.shell.ui, item);
    cr_expect_gt(row->visible.h, 20, "and it is in view");
    bench_key(b, SDLK_PAGEUP);
    cr_expect_lt(landscape_now(b), last - 1);
    bench_key(b, SDLK_HOME);
    cr_expect_eq(landscape_now(b), 0);
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect_gt(landscape_now(b), 1);
    bench_key(b, SDLK_HOME);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_UP);
    cr_expect_eq(landscape_now(b), 1);
    bench_key(b, SDLK_SPACE);
    bench_frame(b);
    cr_expect(!b->app.shell.ui.popup.id && landscape_now(b) == 1, "Space chooses");
    cr_expect_eq(b->app.shell.ui.focus, 0, "opened by mouse: no ring");
    bench_close(b);
}

Test(lists, escape_brings_back_all_that_was_before_the_preview)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    bench_number(b, "shape.k.number", "50");
    bench_number(b, "racer.1.lr.number", "0.0123");
    bench_number(b, "start.x", "1.5");
    bench_wait(b, 2); // an entry of its own
    bench_wheel(b, 500, 300, 2);
    bench_frame(b);
    w->play.playing = false;
    workspace_seek(w, 17);
    bench_frame(b);
    WorkspaceMoment *before = malloc(sizeof *before), *now = malloc(sizeof *now);
    workspace_moment(w, before);
    for (int by_letter = 0; by_letter < 2; by_letter++) {
        open_list(b, "landscape");
        if (by_letter) {
            bench_type(b, "ros");
        } else {
            bench_key(b, SDLK_DOWN);
            bench_key(b, SDLK_DOWN);
        }
        bench_frame(b);
        cr_expect_neq(landscape_now(b), 0, "arrows and letters preview");
        bench_key(b, SDLK_ESCAPE);
        bench_frame(b);
        workspace_moment(w, now);
        cr_expect(workspace_moment_equal(before, now), "scene, rates, start and view");
        cr_expect(w->play.cursor == 17 && !w->play.playing, "and the moment shown");
        cr_expect_str_eq(w->typed, landscapes[0].formula);
    }
    bench_key_with(b, SDLK_z, KMOD_LCTRL); // the zoom, not a preview
    workspace_moment(w, now);
    cr_expect_eq(landscape_now(b), 0, "what was taken back is nothing to undo");
    cr_expect_eq(w->scene.start[0], 1.5);
    free(before);
    free(now);
    bench_close(b);
}

// With the list open: no key, no turn of the wheel and no movement does anything else.
static void expect_nothing_passes(Bench *b, const char *list)
{
    Workspace *w = &b->landscape->workspace;
    LabSpace *space = &b->network->lab;
    w->play.playing = false;
    workspace_seek(w, 17);
    open_list(b, list);
    const ThemeKind theme = b->app.shell.theme;
    const View view = w->view;
    const unsigned seeks = space->wish.seeks, restarts = space->wish.restarts;
    const uint64_t seed = w->scene.seed, lab_seed = space->wish.spec.shared.seed;
    static const SDL_Keycode keys[] = { SDLK_t,  SDLK_r,   SDLK_0,   SDLK_1, SDLK_LEFTBRACKET,
                                        SDLK_F1, SDLK_F11, SDLK_TAB, 0 };
    for (int i = 0; keys[i] != SDLK_TAB; i++) {
        bench_key(b, keys[i]);
        bench_key_with(b, keys[i], KMOD_LSHIFT);
        bench_key_with(b, keys[i], KMOD_LCTRL);
    }
    bench_key_with(b, SDLK_e, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_LEFT, KMOD_LSHIFT);
    const Rect p = b->app.shell.layout.picture, chart = b->app.shell.layout.chart;
    bench_wheel(b, p.x + p.w * 0.8f, p.y + p.h * 0.8f, 3);
    bench_frame(b);
    cr_expect_not(b->landscape->hover_plane, "%s: nothing is pointed at", list);
    bench_move(b, chart.x + chart.w / 2, chart.y + chart.h / 2);
    bench_frame(b);
    cr_expect(b->landscape->hover_step < 0 && space->hover_step < 0, "%s: nor in the chart", list);
    cr_expect_eq(b->app.shell.ui.popup.id, ui_id(list), "%s: still open", list);
    cr_expect(b->app.shell.theme == theme && !b->app.help_open && !b->app.full_screen, "%s", list);
    cr_expect(w->scene.seed == seed && space->wish.spec.shared.seed == lab_seed, "%s", list);
    cr_expect(w->play.cursor == 17 && !w->play.playing && !space->wish.playing, "%s", list);
    cr_expect(space->wish.seeks == seeks && space->wish.restarts == restarts, "%s", list);
    cr_expect(w->view.unit == view.unit && w->view.x == view.x, "%s", list);
    // A press elsewhere only closes it.
    bench_click_at(b, p.x + p.w * 0.8f, p.y + p.h * 0.8f);
    bench_frame(b);
    cr_expect(!b->app.shell.ui.popup.id && b->landscape->grip == GRIP_NONE, "%s: closed", list);
    cr_expect(w->view.unit == view.unit && w->view.x == view.x, "%s", list);
    cr_expect_eq(b->app.shell.ui.focus, 0, "%s", list);
}

Test(lists, let_nothing_through_to_what_lies_behind)
{
    Bench *b = bench_open(1280, 720, 1);
    expect_nothing_passes(b, "landscape");
    expect_nothing_passes(b, "menu");
    expect_nothing_passes(b, "files");
    bench_close(b);
    static const char *const lists[] = { "lab.data", "lab.activation", "lab.optimizer", "lab.init",
                                         "lab.loss", "lab.speed",      "lab.presets",   "menu" };
    b = open_lab_full();
    for (size_t i = 0; i < COUNT(lists); i++) {
        expect_nothing_passes(b, lists[i]);
    }
    bench_close(b);
}

Test(lists, of_the_lab_preview_and_escape_brings_the_settings_back)
{
    Bench *b = open_lab_full();
    LabSpace *space = &b->network->lab;
    bench_number(b, "lab.data.noise.number", "0.2");
    static const char *const lists[] = { "lab.data", "lab.activation", "lab.optimizer",
                                         "lab.loss", "lab.init",       "lab.speed" };
    for (size_t i = 0; i < COUNT(lists); i++) {
        LabMoment *before = malloc(sizeof *before), *now = malloc(sizeof *now);
        labspace_moment(space, before);
        const double speed = space->wish.speed;
        open_list(b, lists[i]);
        bench_key(b, SDLK_UP);
        bench_key(b, SDLK_UP);
        bench_key(b, SDLK_DOWN);
        bench_key(b, SDLK_DOWN);
        bench_key(b, SDLK_DOWN);
        bench_key(b, SDLK_ESCAPE);
        bench_frame(b);
        labspace_moment(space, now);
        cr_expect(labspace_moment_equal(before, now), "%s", lists[i]);
        cr_expect_eq(space->wish.speed, speed, "%s", lists[i]);
        free(before);
        free(now);
    }
    bench_close(b);
}

static bool lists_data(Bench *b, DataKind kind)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.data.%d", kind);
    return ui_find(&b->app.shell.ui, name);
}

// Each kind of data with its sentence, and found by what is typed: as presets and landscapes are.
Test(lists, of_data_say_what_each_is_and_are_searched)
{
    Bench *b = open_lab_full();
    const LabSpace *space = &b->network->lab;
    open_list(b, "lab.data");
    for (int i = 0; i < DATA_COUNT; i++) {
        cr_expect(lists_data(b, (DataKind)i), "%s", data_rows[i].kind.key);
    }
    cr_expect(bench_says(b, "Classes on the plane"));
    cr_expect(bench_says(b, "Values of one or two inputs"));
    cr_expect(bench_says(b, "A disc within a ring"), "what it is");
    bench_type(b, "cheby");
    bench_frame(b);
    cr_expect(lists_data(b, DATA_POLY), "a word of its sentence");
    cr_expect_not(lists_data(b, DATA_SPIRAL));
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_eq(b->app.shell.ui.popup.id, 0);
    cr_expect_eq(space->wish.spec.data.kind, DATA_POLY);
    cr_expect(bench_says(b, "Polynomial"), "the button says what is chosen");
    bench_close(b);
}

static void tab_to(Bench *b, const char *name)
{
    for (int i = 0; i < 150 && b->app.shell.ui.focus != ui_id(name); i++) {
        bench_key(b, SDLK_TAB);
    }
    cr_assert_eq(b->app.shell.ui.focus, ui_id(name));
}

Test(lists, opened_by_keyboard_give_the_ring_back)
{
    Bench *b = bench_open(1280, 720, 1);
    static const SDL_Keycode ends[] = { SDLK_RETURN, SDLK_SPACE, SDLK_ESCAPE };
    for (size_t i = 0; i < COUNT(ends); i++) {
        tab_to(b, "landscape");
        bench_key(b, SDLK_SPACE);
        bench_frame(b);
        cr_assert_eq(b->app.shell.ui.popup.id, ui_id("landscape"));
        bench_key(b, SDLK_DOWN);
        bench_key(b, ends[i]);
        bench_frame(b);
        cr_expect_eq(b->app.shell.ui.popup.id, 0);
        cr_expect(b->app.shell.ui.focus == ui_id("landscape") && b->app.shell.ui.focus_visible);
    }
    bench_close(b);
}

Test(lists, of_things_to_do_are_chosen_by_letters_too)
{
    Bench *b = bench_open(1280, 720, 1);
    open_list(b, "menu");
    bench_type(b, "dar");
    bench_key(b, SDLK_RETURN);
    cr_expect_eq(b->app.shell.theme, THEME_LIGHT);
    bench_frame(b);
    bench_type(b, "t");
    cr_expect_eq(b->app.shell.theme, THEME_PROJECTOR, "and the letters are shortcuts again");
    bench_close(b);
}

// Where there is less room below a button than the list wants, it opens where there is more; all of
// it stays within the window.
Test(lists, open_where_there_is_room)
{
    static const float heights[] = { 720, 400 };
    for (size_t h = 0; h < COUNT(heights); h++) {
        Bench *b = bench_open(1280, (int)heights[h], 1);
        bench_lab(b, "initializations");
        bench_frame(b);
        static const char *const lists[] = { "lab.speed", "lab.data", "lab.init" };
        for (size_t i = 0; i < COUNT(lists); i++) {
            const UiControl *button = ui_find(&b->app.shell.ui, lists[i]);
            if (!button || button->visible.h < button->rect.h) {
                continue;
            }
            const Rect at = button->rect;
            open_list(b, lists[i]);
            float top = INFINITY, bottom = -INFINITY;
            for (int row = 0; row < 3; row++) {
                char name[UI_NAME_MAX];
                snprintf(name, sizeof name, "%s.%d", lists[i], row);
                const UiControl *entry = ui_find(&b->app.shell.ui, name);
                cr_assert(entry, "%s", name);
                top = fminf(top, entry->visible.y);
                bottom = fmaxf(bottom, entry->visible.y + entry->visible.h);
            }
            const bool more_below = heights[h] - at.y - at.h >= at.y;
            cr_expect(top >= 0 && bottom <= heights[h], "%s: %g to %g", lists[i], (double)top,
                      (double)bottom);
            cr_expect(!more_below || top > at.y, "%s opens down", lists[i]);
            cr_expect(i != 0 || top < at.y, "what stands at the bottom opens up");
            bench_key(b, SDLK_ESCAPE);
            bench_frame(b);
        }
        bench_close(b);
    }
}
