// Cards by hand: what a racer is called, and which one comes first.
#include "window_panels.h"

#include "app/landscape/figure.h"
#include "app/landscape/racer_look.h"
#include "look.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const Scene *scene_of(const Bench *b)
{
    return &b->landscape->workspace.scene;
}

static Rect name_rect(Bench *b, int racer)
{
    char name[32];
    snprintf(name, sizeof name, "racer.%d.name", racer);
    return bench_rect(b, name);
}

static void rename_racer(Bench *b, int racer, const char *to)
{
    const Rect r = name_rect(b, racer);
    bench_click_at(b, r.x + 20, r.y + r.h / 2);
    cr_assert(b->app.shell.ui.edit.id, "a click begins it");
    bench_retype(b, to);
    bench_key(b, SDLK_RETURN);
    bench_settle(b);
}

static void expect_names(const Bench *b, const char *const *names)
{
    for (int i = 0; names[i]; i++) {
        char name[RACER_NAME_MAX];
        cr_assert_lt(i, scene_of(b)->racer_count);
        scene_racer_name(scene_of(b), i, name, sizeof name);
        cr_expect_str_eq(name, names[i], "racer %d is %s", i, name);
    }
}

Test(cards, a_closed_card_says_what_goes_around_the_optimizer)
{
    Bench *b = open_at_end();
    const Canvas *canvas = &b->app.shell.canvas;
    const Rect right = b->app.shell.layout.right;
    LookText said;
    cr_expect_not(look_text(canvas, "clip 1 · lookahead 5", right, NULL), "nothing does");
    OptimParams *params = &b->landscape->workspace.scene.racers[0].spec.params;
    params->lookahead = 5;
    params->clip = 1;
    b->landscape->workspace.scene.racers[0].spec.has_clip = true;
    workspace_changed_race(&b->landscape->workspace);
    bench_settle(b);
    cr_assert(look_text(canvas, "clip 1 · lookahead 5", right, &said));
    const Rect next = name_rect(b, 1);
    cr_expect_gt(said.rect.y, name_rect(b, 0).y, "on its own card ...");
    cr_expect_lt(said.rect.y, next.y, "... above the next");
    bench_click(b, "racer.0.open");
    bench_settle(b);
    cr_expect_not(look_text(canvas, "clip 1 · lookahead 5", right, NULL), "an open card has rows");
    bench_close(b);
}

Test(cards, a_name_given_is_shown_everywhere_and_undone)
{
    Bench *b = open_at_end();
    const TrailRow end = end_of(b, 0);
    rename_racer(b, 0, "  My own  ");
    cr_expect_str_eq(scene_of(b)->racers[0].name, "My own", "without the blanks around it");
    cr_expect(scene_of(b)->racers[0].on, "the click did not turn it off");
    cr_expect(same_row(end_of(b, 0), end));
    const ShellLayout *layout = &b->app.shell.layout;
    const Canvas *canvas = &b->app.shell.canvas;
    cr_expect(look_text(canvas, "My own", layout->right, NULL), "on its card");
    cr_expect(look_text(canvas, "My own", layout->picture, NULL), "at its head");
    bench_move(b, layout->chart.x + layout->chart.w / 3, layout->chart.y + layout->chart.h / 2);
    bench_frame(b);
    LookText read;
    cr_expect(look_text(canvas, "My own", LOOK_ALL, &read));
    bench_segment(b, "transport.bottom", 1, 2);
    bench_frame(b);
    cr_expect(look_text(canvas, "My own", layout->chart, NULL), "in the table");
    figure_draw(b->landscape);
    cr_expect(look_text(canvas, "My own", LOOK_ALL, NULL), "in the legend");
    bench_frame(b);
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    char *text = SDL_GetClipboardText();
    cr_expect(strstr(text, "'sgd name=\"My own\"'"), "%s", text);
    SDL_free(text);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_names(b, (const char *[]){ "SGD", NULL });
    bench_key_with(b, SDLK_y, KMOD_LCTRL);
    expect_names(b, (const char *[]){ "My own", NULL });
    bench_close(b);
}

Test(cards, a_name_emptied_or_the_usual_one_is_none)
{
    Bench *b = open_at_end();
    rename_racer(b, 5, "Ada");
    expect_names(
        b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Ada", NULL });
    const Rect r = name_rect(b, 5);
    bench_click_at(b, r.x + 10, r.y + r.h / 2);
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    bench_key(b, SDLK_DELETE);
    bench_key(b, SDLK_RETURN);
    cr_expect_str_eq(scene_of(b)->racers[5].name, "");
    rename_racer(b, 5, "Ada");
    rename_racer(b, 5, "Adam");
    cr_expect_str_eq(scene_of(b)->racers[5].name, "", "it is called so anyhow");
    rename_racer(b, 5, "SGD");
    expect_names(b, (const char *[]){ "SGD (1)", "Momentum", "Nesterov", "AdaGrad", "RMSProp",
                                      "SGD (2)", NULL });
    bench_close(b);
}

Test(cards, a_field_of_a_name_takes_all_keys_and_gives_them_back)
{
    Bench *b = open_at_end();
    const Rect r = name_rect(b, 1);
    const ThemeKind theme = b->app.shell.theme;
    bench_click_at(b, r.x + 20, r.y + r.h / 2);
    bench_type(b, "t1 r");
    bench_frame(b);
    cr_expect(bench_says(b, "t1 r"), "typed over the old name");
    bench_key(b, SDLK_ESCAPE);
    cr_expect_str_eq(scene_of(b)->racers[1].name, "", "Escape: as it was");
    cr_expect(b->app.shell.theme == theme && scene_of(b)->racers[0].on && scene_of(b)->seed == 1);
    bench_type(b, "t");
    cr_expect_neq(b->app.shell.theme, theme, "the letter is a shortcut again");
    bench_click_at(b, r.x + 20, r.y + r.h / 2);
    bench_retype(b, "Left");
    bench_click_at(b, b->app.shell.layout.right.x + 20, b->app.shell.layout.right.y + 6);
    bench_frame(b);
    cr_expect_str_eq(scene_of(b)->racers[1].name, "Left", "a press elsewhere takes it over");
    // Longer than a name may be: what does not fit is refused.
    bench_click_at(b, r.x + 20, r.y + r.h / 2);
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    for (int i = 0; i < 10; i++) {
        bench_type(b, "0123456789");
    }
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_eq(strlen(scene_of(b)->racers[1].name), RACER_GIVEN_MAX - 1);
    bench_close(b);
}

static void drag_to(Bench *b, int racer, int place)
{
    const Rect from = name_rect(b, racer);
    const float x = from.x + 30, y = from.y + from.h / 2;
    const Rect first = ui_find(&b->app.shell.ui, "racer.0.name")->rect;
    const Rect second = ui_find(&b->app.shell.ui, "racer.1.name")->rect;
    const float pitch = second.y - first.y, to = y + pitch * (float)(place - racer);
    bench_down(b, x, y, 1);
    for (int i = 1; i <= 20; i++) {
        bench_move(b, x, y + (to - y) * (float)i / 20);
        if (i % 4 == 0) {
            bench_frame(b);
        }
    }
    bench_up(b, x, to);
    bench_settle(b);
}

Test(cards, are_dragged_by_their_names_with_all_that_is_theirs)
{
    Bench *b = open_at_end();
    TrailRow ends[6];
    int looks[6];
    for (int i = 0; i < 6; i++) {
        ends[i] = end_of(b, i);
        looks[i] = scene_racer_look(scene_of(b), i);
    }
    drag_to(b, 0, 3);
    static const int order[] = { 1, 2, 3, 0, 4, 5 };
    expect_names(
        b, (const char *[]){ "Momentum", "Nesterov", "AdaGrad", "SGD", "RMSProp", "Adam", NULL });
    for (int i = 0; i < 6; i++) {
        cr_expect(same_row(end_of(b, i), ends[order[i]]), "run %d", i);
        cr_expect_eq(scene_racer_look(scene_of(b), i), looks[order[i]]);
    }
    float last = 0; // and so they stand on screen
    for (int i = 0; i < 6; i++) {
        LookText text;
        cr_assert(look_text(&b->app.shell.canvas, optims[order[i]].kind.name,
                            b->app.shell.layout.right, &text));
        cr_expect_gt(text.rect.y, last);
        last = text.rect.y;
    }
    cr_expect_eq(b->app.shell.ui.edit.id, 0, "no name is edited after it");
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    char *text = SDL_GetClipboardText();
    cr_expect(strstr(text, "adagrad --optimizer sgd --optimizer rmsprop"), "%s", text);
    SDL_free(text);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_names(
        b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", NULL });
    drag_to(b, 5, 0);
    expect_names(
        b, (const char *[]){ "Adam", "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", NULL });
    bench_close(b);
}

// A dragged card follows the pointer, over the others.
Test(cards, lie_below_the_pointer_while_they_are_dragged)
{
    Bench *b = open_at_end();
    const Rect from = name_rect(b, 0);
    const float x = from.x + 30, y = from.y + from.h / 2;
    bench_down(b, x, y, 1);
    for (float by = 0; by < 60; by += 3) {
        bench_move(b, x, y + by);
        bench_frame(b);
        LookText text;
        cr_assert(look_text(&b->app.shell.canvas, "SGD", b->app.shell.layout.right, &text));
        const float middle = text.rect.y + text.rect.h / 2;
        cr_expect_float_eq(middle - y, by > 4 ? by : 0, 4, "%g: %g", (double)by,
                           (double)(middle - y));
    }
    bench_up(b, x, y + 60);
    bench_close(b);
}

Test(cards, move_by_the_arrows_and_keep_the_ring)
{
    Bench *b = open_at_end();
    b->landscape->cards_open = 1u << 1;
    for (int i = 0; i < 150 && b->app.shell.ui.focus != ui_id("racer.1.name"); i++) {
        bench_key(b, SDLK_TAB);
    }
    const int step = workspace_step(&b->landscape->workspace);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_DOWN);
    expect_names(b, (const char *[]){ "SGD", "Nesterov", "AdaGrad", "Momentum", NULL });
    cr_expect_eq(b->app.shell.ui.focus, ui_id("racer.3.name"));
    cr_expect_eq(b->landscape->cards_open, 1u << 3, "the open card is the same one's");
    for (int i = 0; i < 5; i++) {
        bench_key(b, SDLK_UP);
    }
    expect_names(b, (const char *[]){ "Momentum", "SGD", "Nesterov", "AdaGrad", NULL });
    cr_expect_eq(workspace_step(&b->landscape->workspace), step);
    for (int i = 0; i < 5; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
    }
    expect_names(b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", NULL });
    cr_expect_eq(b->landscape->cards_open, 1u << 1, "after undo as well");
    bench_key(b, SDLK_RETURN);
    cr_expect(b->app.shell.ui.edit.id, "Enter begins to rename it");
    bench_close(b);
}

// At the lower end of the panel, with the pointer at rest there.
Test(cards, scroll_the_panel_while_they_are_dragged)
{
    Bench *b = bench_open(1280, 720, 1);
    while (scene_of(b)->racer_count < SCENE_RACERS_MAX) {
        bench_click(b, "racer.0.duplicate");
        bench_frame(b);
    }
    const Rect from = name_rect(b, 0), panel = b->app.shell.layout.right;
    bench_down(b, from.x + 30, from.y + 10, 1);
    bench_move(b, from.x + 30, from.y + 40);
    bench_move(b, from.x + 30, panel.y + panel.h - 5);
    for (int i = 0; i < 400; i++) {
        bench_wait(b, 0.016);
    }
    bench_up(b, from.x + 30, panel.y + panel.h - 5);
    bench_frame(b);
    cr_expect_eq(scene_of(b)->racers[11].id, 1, "the first one is the last");
    bench_close(b);
}
