// Whose the keys are: time's, unless a control has a ring, a text is typed into or a list is open.
#include "app/shell/sheet.h"
#include "control_names.h"

// Whatever the click has opened is closed again by hand.
static void put_away(Bench *b, float x, float y)
{
    Ui *ui = &b->app.shell.ui;
    bench_frame(b);
    bench_frame(b);
    if (b->app.help_open) {
        bench_key(b, SDLK_ESCAPE);
    }
    if (b->app.shell.presenting) {
        bench_key(b, SDLK_F5);
    }
    for (int i = 0; i < 2 && sheet_is_open(&b->app); i++) { // a search in it, and it
        bench_key(b, SDLK_ESCAPE);
    }
    if (ui->popup.id) { // a press on its button closes a list
        bench_click_at(b, x, y);
        bench_frame(b);
    }
    if (ui_editing(ui)) {
        bench_key(b, SDLK_RETURN);
    }
    cr_assert(!b->app.help_open && !ui->popup.id && !ui_editing(ui));
    cr_expect_eq(ui->focus, 0, "no focus is left");
}

static void *moment_now(const Bench *b)
{
    return app_moment(b->app.room);
}

// Space plays and pauses, arrows step, and nothing else changes.
static void expect_time_has_keys(Bench *b, const char *after)
{
    Workspace *w = &b->landscape->workspace;
    LabSpace *space = &b->network->lab;
    const bool landscape = b->app.room->row == &landscape_room;
    void *before = moment_now(b);
    w->play.playing = false;
    workspace_seek(w, 10);
    labspace_play(space, false);
    if (!landscape) {
        bench_answered(b);
    }
    bench_key(b, SDLK_SPACE);
    cr_expect(landscape ? w->play.playing : space->wish.playing, "%s: Space plays", after);
    bench_key(b, SDLK_SPACE);
    cr_expect_not(landscape ? w->play.playing : space->wish.playing, "%s: and pauses", after);
    if (landscape) {
        workspace_seek(w, 10);
        bench_key(b, SDLK_RIGHT);
        bench_key(b, SDLK_RIGHT);
        bench_key(b, SDLK_LEFT);
        cr_expect_eq(w->play.cursor, 11, "%s: arrows step, cursor at %g", after, w->play.cursor);
        bench_key(b, SDLK_HOME);
        cr_expect_eq(w->play.cursor, 0, "%s: Home", after);
        bench_key(b, SDLK_END);
        cr_expect_eq(w->play.cursor, workspace_last_step(w), "%s: End", after);
    } else {
        bench_answered(b);
        const long step = space->shot->step;
        bench_key(b, SDLK_RIGHT);
        cr_expect_eq(space->wish.seek, step + 1, "%s: Right", after);
        bench_answered(b);
        bench_key(b, SDLK_LEFT);
        cr_expect_eq(space->wish.seek, step, "%s: Left", after);
        const unsigned seeks = space->wish.seeks;
        bench_key(b, SDLK_PAGEDOWN);
        cr_expect_eq(space->wish.seeks, seeks + 1, "%s: Page Down", after);
        bench_key(b, SDLK_HOME);
        cr_expect(space->wish.seeks == seeks + 2 && space->wish.seek == 0, "%s: Home", after);
    }
    void *now = moment_now(b);
    cr_expect(b->app.room->row->moment_equal(before, now), "%s: the keys change nothing else",
              after);
    free(before);
    free(now);
}

static void click_all(Bench *b)
{
    const AppRoom *room = b->app.room;
    ControlNames all;
    int clicked = 0;
    void *first = moment_now(b);
    control_names(b, &all);
    for (size_t i = 0; i < all.count; i++) {
        app_enter(&b->app, room->row);
        room->row->restore(room->state, first,
                           ROOM_UNDO); // a slider may have made a lab that takes its time
        labspace_seek(&b->network->lab, 0);
        bench_frame(b);
        bench_frame(b);
        if (!ui_find(&b->app.shell.ui, all.names[i])) {
            continue; // a click before has folded it away
        }
        const Rect r = bench_rect(b, all.names[i]);
        const float x = r.x + r.w / 2, y = r.y + r.h / 2;
        bench_click_at(b, x, y);
        put_away(b, x, y);
        expect_time_has_keys(b, all.names[i]);
        clicked++;
    }
    free(first);
    cr_expect_gt(clicked, 45, "%d", clicked);
}

Test(focus, are_times_after_a_click_on_any_control_of_the_landscape_room)
{
    Bench *b = open_landscape_full();
    click_all(b);
    bench_close(b);
}

Test(focus, are_times_after_a_click_on_any_control_of_the_network_room)
{
    Bench *b = open_lab_full();
    click_all(b);
    bench_close(b);
}

static void tab_to(Bench *b, const char *name)
{
    for (int i = 0; i < 150 && b->app.shell.ui.focus != ui_id(name); i++) {
        bench_key(b, SDLK_TAB);
    }
    cr_assert_eq(b->app.shell.ui.focus, ui_id(name), "Tab never comes to %s", name);
}

Test(focus, go_to_what_tab_has_given_a_ring_until_a_click_elsewhere)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    w->play.playing = false;
    tab_to(b, "show.vectors");
    cr_expect(b->app.shell.ui.focus_visible);
    bench_key(b, SDLK_SPACE);
    cr_expect(w->show.on[SHOW_VECTORS] && !w->play.playing, "the ring's");
    const Rect ground = bench_ground(b);
    bench_click_at(b, ground.x + ground.w / 2, ground.y + 5);
    cr_expect_eq(b->app.shell.ui.focus, 0);
    bench_key(b, SDLK_SPACE);
    cr_expect(w->show.on[SHOW_VECTORS] && w->play.playing, "time's");
    bench_key(b, SDLK_SPACE);
    tab_to(b, "racer.1.lr");
    bench_click(b, "show.dots");
    workspace_seek(w, 5);
    bench_key(b, SDLK_RIGHT);
    cr_expect_eq(w->play.cursor, 6);
    bench_key(b, SDLK_TAB);
    const UiControl *control = ui_find(&b->app.shell.ui, "show.minima");
    cr_expect_eq(b->app.shell.ui.focus, control->id, "Tab goes on from what was clicked");
    bench_close(b);
}

Test(focus, are_times_again_after_a_number_was_typed)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    static const SDL_Keycode ends[] = { SDLK_RETURN, SDLK_ESCAPE };
    for (size_t i = 0; i < COUNT(ends); i++) {
        w->play.playing = false;
        workspace_seek(w, 10);
        bench_click(b, "shape.k.number");
        bench_key(b, SDLK_SPACE);
        bench_key(b, SDLK_HOME);
        cr_expect(w->play.cursor == 10 && !w->play.playing, "while one types they are the field's");
        bench_key(b, ends[i]);
        if (ui_editing(&b->app.shell.ui)) { // " 20" is no mistake, but should it be refused
            bench_key(b, SDLK_ESCAPE);
        }
        bench_key(b, SDLK_RIGHT);
        cr_expect_eq(w->play.cursor, 11);
        bench_key(b, SDLK_SPACE);
        cr_expect(w->play.playing);
    }
    bench_close(b);
}
