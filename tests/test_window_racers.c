// The cards of the race, by hand: who is added, duplicated, removed, and what comes of it on
// screen.
#include "window_panels.h"

#include "app/landscape/figure.h"
#include "app/landscape/racer_look.h"
#include "look.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const Scene *scene_of(const Bench *b)
{
    return &b->landscape->workspace.scene;
}

static void add(Bench *b, OptimKind kind)
{
    char item[32];
    bench_click(b, "racer.add");
    bench_frame(b);
    snprintf(item, sizeof item, "racer.add.%d", (int)kind);
    bench_click(b, item);
    bench_settle(b);
}

static void press_card(Bench *b, int racer, const char *what)
{
    char name[32];
    snprintf(name, sizeof name, "racer.%d.%s", racer, what);
    bench_click(b, name);
    bench_settle(b);
}

static void type_rate(Bench *b, int racer, const char *rate)
{
    char name[32];
    snprintf(name, sizeof name, "racer.%d.lr.number", racer);
    bench_click(b, name);
    bench_retype(b, rate);
    bench_key(b, SDLK_RETURN);
    bench_settle(b);
}

static void expect_names(const Bench *b, const char *const *names)
{
    int count = 0;
    for (; names[count]; count++) {
        char name[RACER_NAME_MAX] = "none";
        if (count < scene_of(b)->racer_count) {
            scene_racer_name(scene_of(b), count, name, sizeof name);
        }
        cr_expect_str_eq(name, names[count], "racer %d", count);
    }
    cr_expect_eq(scene_of(b)->racer_count, count);
    cr_expect_eq(race_run_count(b->landscape->workspace.race), count, "everybody races");
}

Test(cards, any_kind_is_added_from_a_list_and_undone)
{
    Bench *b = open_at_end();
    for (int kind = 0; kind < OPTIM_COUNT; kind++) {
        if (!(optims[kind].places & OPTIM_IN_PLANE)) {
            continue;
        }
        add(b, (OptimKind)kind);
        cr_assert_eq(scene_of(b)->racer_count, 7, "%s", optims[kind].kind.name);
        cr_expect_eq(scene_of(b)->racers[6].spec.optim, &optims[kind]);
        cr_expect(kind >= OPTIM_LOOKS ||
                  scene_rate(scene_of(b), 6) == scene_of(b)->landscape->rates[kind]);
        cr_expect_eq(race_run_count(b->landscape->workspace.race), 7);
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        cr_expect_eq(scene_of(b)->racer_count, 6, "%s is undone", optims[kind].kind.name);
    }
    bench_close(b);
}

Test(cards, of_several_of_a_kind_every_place_says_what_differs)
{
    Bench *b = open_at_end();
    press_card(b, OPTIM_ADAM, "duplicate");
    expect_names(b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp",
                                      "Adam (1)", "Adam (2)", NULL });
    type_rate(b, 5, "0.1");
    type_rate(b, 6, "0.3");
    expect_names(b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp",
                                      "Adam 0.1", "Adam 0.3", NULL });
    bench_rect(b, "racer.6.on"); // scrolls it into sight
    bench_frame(b);
    const ShellLayout *layout = &b->app.shell.layout;
    cr_expect(look_text(&b->app.shell.canvas, "Adam 0.3", layout->right, NULL), "on its card");
    bench_segment(b, "transport.bottom", 1, 2);
    bench_wheel(b, layout->chart.x + 50, layout->chart.y + 60, -20);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas, "Adam 0.3", layout->chart, NULL), "in the table");
    bench_close(b);
}

Test(cards, a_copied_command_brings_back_all_of_them)
{
    Bench *b = open_at_end();
    press_card(b, OPTIM_ADAM, "duplicate");
    type_rate(b, 6, "0.35");
    press_card(b, 0, "remove");
    add(b, OPTIM_LION);
    press_card(b, 6, "on");
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    char *text = SDL_GetClipboardText();
    static const char *const flags[] = { " --optimizer momentum",
                                         " --optimizer nesterov",
                                         " --optimizer adagrad",
                                         " --optimizer rmsprop",
                                         " --optimizer adam",
                                         "'adam lr=0.35'",
                                         "'lion off'" };
    const char *at = text;
    for (size_t i = 0; i < COUNT(flags); i++) {
        const char *found = strstr(at, flags[i]);
        cr_expect(found, "%s behind the ones before, in %s", flags[i], text);
        at = found ? found : at;
    }
    cr_expect_null(strstr(text, "sgd"));
    SDL_free(text);
    bench_key_with(b, SDLK_z, KMOD_LCTRL); // off
    bench_key_with(b, SDLK_z, KMOD_LCTRL); // Lion
    bench_key_with(b, SDLK_z, KMOD_LCTRL); // SGD's leaving
    bench_key_with(b, SDLK_z, KMOD_LCTRL); // 0.35
    expect_names(b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp",
                                      "Adam (1)", "Adam (2)", NULL });
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(scene_of(b)->racer_count, 6, "the duplicate is undone as well");
    bench_close(b);
}

// Twelve in a small picture for a slide: every one is named, none over the chart.
Test(cards, a_figure_of_twelve_names_all_above_its_chart)
{
    Bench *b = bench_open(1280, 720, 1);
    for (int kind = OPTIM_CLASSIC_COUNT; kind < SCENE_RACERS_MAX; kind++) {
        add(b, (OptimKind)kind);
    }
    figure_draw(b->landscape);
    const Rect picture = b->app.shell.layout.picture;
    const Rect legend = { picture.x + picture.w, picture.y, 1280, picture.h };
    float last = 0;
    for (int kind = 0; kind < SCENE_RACERS_MAX; kind++) {
        LookText name;
        cr_assert(look_text(&b->app.shell.canvas, optims[kind].kind.name, legend, &name), "%s",
                  optims[kind].kind.name);
        cr_expect_geq(name.rect.y, last, "%s is below the one before", optims[kind].kind.name);
        last = name.rect.y + name.rect.h;
    }
    bench_close(b);
}

// Whoever goes, the others are drawn as before.
Test(cards, removing_one_leaves_the_others_colours_and_numbers)
{
    Bench *b = open_at_end();
    press_card(b, OPTIM_ADAM, "duplicate");
    press_card(b, OPTIM_ADAM, "duplicate");
    type_rate(b, 5, "0.1");
    type_rate(b, 6, "0.2");
    type_rate(b, 7, "0.3");
    press_card(b, 7, "open");
    const int look = scene_racer_look(scene_of(b), 7);
    const TrailRow end = end_of(b, 7);
    press_card(b, 6, "remove");
    expect_names(b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp",
                                      "Adam 0.1", "Adam 0.3", NULL });
    cr_expect_eq(scene_racer_look(scene_of(b), 6), look);
    cr_expect(same_row(end_of(b, 6), end));
    cr_expect(bench_says(b, "Adam 0.2 is removed; Ctrl+Z brings it back"));
    cr_expect_eq(b->landscape->cards_open, 1u << 6, "the open card is still that one's");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_settle(b);
    expect_names(b, (const char *[]){ "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp",
                                      "Adam 0.1", "Adam 0.2", "Adam 0.3", NULL });
    cr_expect_eq(scene_racer_look(scene_of(b), 7), look);
    bench_close(b);
}

Test(cards, twelve_are_the_most_and_the_last_one_stays)
{
    Bench *b = open_at_end();
    while (scene_of(b)->racer_count < SCENE_RACERS_MAX) {
        add(b, (OptimKind)scene_of(b)->racer_count);
    }
    add(b, OPTIM_LION);
    cr_expect_eq(scene_of(b)->racer_count, 12);
    cr_expect(bench_says(b, "12 race already, which is the most: remove one first"));
    press_card(b, 3, "duplicate");
    cr_expect_eq(scene_of(b)->racer_count, 12);
    for (int left = 11; left >= 1; left--) {
        press_card(b, left / 2, "remove");
        cr_assert_eq(scene_of(b)->racer_count, left);
    }
    press_card(b, 0, "remove");
    cr_expect_eq(scene_of(b)->racer_count, 1);
    cr_expect(bench_says(b, "Somebody must race: add another one before you remove"));
    bench_close(b);
}

// Two presses within a moment, and a second event before any frame was drawn.
Test(cards, removing_and_undoing_between_two_frames_is_safe)
{
    Bench *b = open_at_end();
    bench_segment(b, "transport.bottom", 1, 2); // the table asks for every name
    for (int i = 0; i < 40; i++) {
        const Rect r = bench_rect(b, "racer.0.remove");
        const float x = r.x + r.w / 2, y = r.y + r.h / 2;
        for (int k = 0; k < 5; k++) {
            bench_down(b, x, y, 1);
            bench_up(b, x, y);
            bench_move(b, b->app.shell.layout.chart.x + 80, b->app.shell.layout.chart.y + 40);
        }
        bench_frame(b);
        cr_assert_eq(scene_of(b)->racer_count, 1);
        while (scene_of(b)->racer_count < 6) {
            bench_key_with(b, SDLK_z, KMOD_LCTRL);
        }
    }
    bench_close(b);
}

// The cards, whatever their number, can be reached; nothing in a card's head is cut but a name.
Test(cards, of_twelve_scroll_in_a_small_window)
{
    Bench *b = bench_open(1280, 720, 1);
    for (int kind = OPTIM_CLASSIC_COUNT; kind < SCENE_RACERS_MAX; kind++) {
        add(b, (OptimKind)kind);
    }
    for (int racer = 0; racer < SCENE_RACERS_MAX; racer++) {
        char name[32];
        snprintf(name, sizeof name, "racer.%d.remove", racer);
        const Rect r = bench_rect(b, name);
        cr_expect(rect_has(b->app.shell.layout.right, r.x + r.w / 2, r.y + r.h / 2), "%s", name);
        bench_frame(b);
        cr_expect(look_text(&b->app.shell.canvas, optims[racer].kind.name,
                            b->app.shell.layout.right, NULL),
                  "%s", optims[racer].kind.name);
    }
    bench_rect(b, "racer.add");
    bench_close(b);
}

// In the panel, the chart and on the map the first of a kind is what its kind is.
Test(cards, a_kind_has_one_colour_whoever_else_races)
{
    Bench *b = open_at_end();
    for (int racer = 0; racer < 5; racer++) {
        press_card(b, 0, "remove");
    }
    bench_rect(b, "racer.0.on");
    bench_frame(b);
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        const Theme *t = &themes[b->app.shell.theme];
        const Color color = series_color(OPTIM_ADAM, t);
        LookPoint points[8];
        cr_expect_gt(
            look_markers(&b->app.shell.canvas, color, b->app.shell.layout.right, points, 8), 0);
        cr_expect_gt(look_path(&b->app.shell.canvas, color, b->app.shell.layout.chart, points, 8),
                     1);
        bench_key(b, SDLK_t);
    }
    bench_close(b);
}

// ---- what goes around an optimizer

static bool there(Bench *b, const char *name)
{
    return ui_find(&b->app.shell.ui, name) != NULL;
}

Test(cards, what_goes_around_an_optimizer_is_set_on_its_open_card)
{
    Bench *b = open_at_end();
    press_card(b, OPTIM_ADAM, "open");
    cr_expect_not(there(b, "racer.5.clip"), "only what is not as usual");
    press_card(b, OPTIM_ADAM, "around");
    const char *const keys[] = { "clip", "clip_value", "sam", "lookahead", "average" };
    for (size_t i = 0; i < COUNT(keys); i++) {
        char name[48];
        snprintf(name, sizeof name, "racer.5.%s", keys[i]);
        cr_expect(there(b, name), "%s", name);
    }
    cr_expect_not(there(b, "racer.5.lookahead_alpha"), "nothing to share");
    bench_slide(b, "racer.5.lookahead", 0.25f);
    bench_settle(b);
    const OptimSpec *spec = &scene_of(b)->racers[5].spec;
    cr_expect_eq(spec->params.lookahead, 5);
    cr_expect(there(b, "racer.5.lookahead_alpha"));
    cr_expect(race_points(b->landscape->workspace.race, 5, AROUND_SLOW));
    bench_choose(b, "racer.5.average", AVERAGE_EMA);
    bench_settle(b);
    bench_slide(b, "racer.5.clip", 0.5f);
    bench_settle(b);
    cr_expect_eq(spec->params.clip, 5);
    cr_expect(spec->has_clip);
    press_card(b, OPTIM_ADAM, "around");
    cr_expect(there(b, "racer.5.clip"), "what there is stays");
    cr_expect(there(b, "racer.5.average.average_decay"));
    cr_expect_not(there(b, "racer.5.sam"));
    for (int i = 0; i < 3; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        bench_settle(b);
    }
    cr_expect_eq(spec->params.lookahead, 0);
    cr_expect_not(race_points(b->landscape->workspace.race, 5, AROUND_SLOW));
    bench_close(b);
}

// The path of the mean is dashed in the racer's colour and ends, named, where the mean is.
Test(cards, a_point_kept_beside_has_a_path_and_a_name)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    Error err;
    w->scene.racer_count = 1;
    cr_assert(scene_parse_racer(&w->scene.racers[0], "sgd lr=0.9 average=polyak", &err));
    w->show.on[SHOW_DOTS] = false;
    workspace_changed_race(w);
    bench_settle(b);
    workspace_seek(w, 60);
    bench_settle(b);
    const Rect picture = b->app.shell.layout.picture;
    const Canvas *canvas = &b->app.shell.canvas;
    const TrailRow *mean = trail_at(race_points(w->race, 0, AROUND_MEAN), 60);
    const Projection on = *bench_on(b);
    float x, y;
    LookText text;
    LookPoint rings[16];
    cr_assert(projection_point(&on, (Place){ mean->x, mean->y, 0 }, &x, &y));
    cr_expect(look_text(canvas, "mean of points", picture, &text));
    cr_expect(fabsf(text.rect.x + text.rect.w / 2 - x) < 90 && fabsf(text.rect.y - y) < 60);
    const int count =
        look_markers(canvas, racer_color(&w->scene, 0, b->app.shell.ui.theme), picture, rings, 16);
    bool found = false;
    for (int i = 0; i < count; i++) {
        found = found || (fabsf(rings[i].x - x) < 0.5f && fabsf(rings[i].y - y) < 0.5f);
    }
    cr_expect(found, "a ring where the mean is");
    bench_close(b);
}
