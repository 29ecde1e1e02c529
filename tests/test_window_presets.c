// Races to begin with: every figure that their sentences name, and how they are opened.
#include "window_panels.h"

#include "app/landscape/race_presets.h"
#include "app/landscape/workspace_relief.h"
#include "base/words.h"
#include "io/subject_text.h"
#include "look.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

typedef enum What {
    END_LOSS,
    END_ABOVE,
    MOST_LOSS,
    LEAST_X,
    END_X,
    END_Y,
    MOST_SLOPE,
    FIRST_SLOPE,
    MOVED,
    START_Y
} What;

// What a racer's run comes to must round to the figure that stands in the sentence.
static const struct {
    const char *preset;
    int racer;
    What what;
    double least, most;
    const char *words;
    int step; // that it is of, in place of the last; 0: the end, or all of them
} figures[] = {
    { "rates_of_adam", 0, END_LOSS, 0.5, 1.5, "at 0.03 it is still on its way", 0 },
    { "rates_of_adam", 1, END_LOSS, 0, 0.05, "0.1 to 3 arrive", 0 },
    { "rates_of_adam", 2, END_LOSS, 0, 0.05, "0.1 to 3 arrive", 0 },
    { "rates_of_adam", 3, END_LOSS, 0, 0.05, "0.1 to 3 arrive", 0 },
    { "rates_of_adam", 4, MOST_LOSS, 9.5 * 6.45, 10.5 * 6.45, "10 climbs to ten times the start's",
      0 },
    { "schedules_of_sgd", 0, END_LOSS, 0.315, 0.325, "at a constant rate the loss ends at 0.32",
      0 },
    { "schedules_of_sgd", 3, END_LOSS, 0.0085, 0.0095, "half a cosine brings it to 0.009", 0 },
    { "schedules_of_sgd", 4, END_LOSS, 0.00045, 0.00055, "a line to nothing to 0.0005", 0 },
    { "who_can_rotate", 0, END_LOSS, 7.5e-3, 8.5e-3, "AdaGrad is at 8e-3", 0 },
    { "who_can_rotate", 1, END_LOSS, 2.5e-5, 3.5e-5, "Adam at 3e-5", 0 },
    { "who_can_rotate", 2, END_LOSS, 1.5e-105, 2.5e-105, "the full matrix at 2e-105", 0 },
    { "chebyshev", 0, END_LOSS, 0.035, 0.045, "the best constant rate comes to 0.04", 0 },
    { "chebyshev", 1, END_LOSS, 3.5e-7, 4.5e-7, "the heavy ball at its best pair to 4e-7", 0 },
    { "chebyshev", 2, END_LOSS, 0.5e-10, 1.5e-10, "well chosen rates alone to 1e-10", 0 },
    { "newton_saddles", 0, END_LOSS, -1e-9, 1e-9, "be it a saddle", 0 },
    { "newton_saddles", 1, END_LOSS, -1 - 1e-9, -1 + 1e-9, "made saddle-free it goes on", 0 },
    { "newton_saddles", 2, END_LOSS, -1 - 1e-9, -1 + 1e-3, "as SGD and Adam do", 0 },
    { "newton_saddles", 3, END_LOSS, -1 - 1e-9, -1 + 1e-3, "to a minimum of −1", 0 },
    { "clipping", 2, LEAST_X, -9.75, -9.65, "throws Momentum out to x = −9.7", 0 },
    { "clipping", 2, END_ABOVE, 0.1, 10, "after 100 steps it is not back", 0 },
    { "clipping", 3, END_ABOVE, 0.00025, 0.00035, "clipped to length 1 it ends 0.0003 above", 0 },
    { "decay", 0, END_X, 2.9999, 3.0001, "A minimum at (3, 3)", 0 },
    { "decay", 1, END_X, 2.965, 2.975, "has x at 2.97", 0 },
    { "decay", 1, END_Y, 1.495, 1.505, "and y at 1.5", 0 },
    { "decay", 2, END_X, 2.2, 2.4, "AdamW's decay has both near 2.3", 0 },
    { "decay", 2, END_Y, 2.2, 2.4, "AdamW's decay has both near 2.3", 0 },
    { "batches", 0, END_LOSS, 0.32765, 0.32775, "with all points the loss ends at 0.3277", 0 },
    { "batches", 1, END_LOSS, 0.32805, 0.32815, "with ten a step at 0.3281", 0 },
    { "batches", 2, END_LOSS, 0.3335, 0.3345, "with one a step, a hundredth of the work, at 0.334",
      0 },
    { "relief_saddle", 0, START_Y, 1e-9, 1e-9, "A billionth beside the ridge", 0 },
    { "relief_saddle", 0, END_LOSS, -0.0075, -0.0065,
      "SGD sits on the saddle for 100 steps, at −0.007", 0 },
    { "relief_saddle", 0, END_X, -1e-6, 1e-6, "SGD sits on the saddle for 100 steps", 0 },
    { "relief_saddle", 1, END_LOSS, -0.5, 2, "Momentum slips off by step 77", 76 },
    { "relief_saddle", 1, END_LOSS, -1, -0.5, "Momentum slips off by step 77", 77 },
    { "relief_saddle", 3, END_LOSS, -0.5, 2, "Adam by step 11", 10 },
    { "relief_saddle", 3, END_LOSS, -1, -0.5, "Adam by step 11", 11 },
    { "relief_saddle", 2, END_LOSS, -1, -0.5, "Adam by step 11", 11 },
    { "relief_valley", 0, END_LOSS, 5, 6, "Down to below 6 all get in 30 steps", 30 },
    { "relief_valley", 1, END_LOSS, 5, 6, "Down to below 6 all get in 30 steps", 30 },
    { "relief_valley", 2, END_LOSS, 5, 6, "Down to below 6 all get in 30 steps", 30 },
    { "relief_valley", 3, END_LOSS, 0, 6, "Down to below 6 all get in 30 steps", 30 },
    { "relief_valley", 0, END_LOSS, 3.25, 3.35, "along the floor in 300 SGD to 3.3", 0 },
    { "relief_valley", 1, END_LOSS, 0.025, 0.035, "Momentum to 0.03", 0 },
    { "relief_valley", 2, END_LOSS, 0.125, 0.135, "Adam to 0.13", 0 },
    { "relief_valley", 3, END_LOSS, 0, 1e-6, "L-BFGS needs 40", 40 },
    { "relief_cliff", 0, LEAST_X, -5.85, -5.75, "throws SGD out to x = −5.8", 0 },
    { "relief_cliff", 2, LEAST_X, -5.65, -5.55, "Momentum to −5.6", 0 },
    { "relief_cliff", 2, MOST_SLOPE, 7.5, 8.5, "The wall, up to 8 steep", 0 },
    { "relief_cliff", 1, LEAST_X, -1, 0, "clipped, or scaled by Adam", 0 },
    { "relief_cliff", 1, END_ABOVE, 0, 0.005, "steps go down it and stay", 0 },
    { "relief_cliff", 3, LEAST_X, -1, 0, "clipped, or scaled by Adam", 0 },
    { "relief_cliff", 3, END_ABOVE, 0, 0.005, "steps go down it and stay", 0 },
    { "relief_minima", 0, END_LOSS, 12.85, 12.95, "SGD falls into the nearest, 12.9", 0 },
    { "relief_minima", 0, END_X, 2.9, 3.1, "SGD falls into the nearest", 0 },
    { "relief_minima", 1, END_LOSS, 8.5, 9.5, "Adam at 0.6 comes to 9", 0 },
    { "relief_minima", 2, END_LOSS, 0.95, 1.05, "at 0.75 to 1", 0 },
    { "relief_minima", 3, END_LOSS, 0.025, 0.035, "to the best, at 0.03", 0 },
    { "relief_minima", 3, END_X, -0.02, 0.02, "to the best", 0 },
    { "relief_plateau", 0, FIRST_SLOPE, 0.00035, 0.00045, "A slope of 0.0004", 0 },
    { "relief_plateau", 0, MOVED, 0.0135, 0.0145, "in 100 steps SGD comes 0.014 nearer", 0 },
    { "relief_plateau", 1, MOVED, 0.055, 0.065, "Momentum 0.06", 0 },
    { "relief_plateau", 2, END_ABOVE, 0, 0.001, "and is at the bottom", 0 },
    { "relief_sharp", 0, END_X, -2.05, -1.95, "from 0.02 and 0.1 SGD stays in the sharp minimum",
      0 },
    { "relief_sharp", 1, END_X, -2.05, -1.95, "from 0.02 and 0.1 SGD stays in the sharp minimum",
      0 },
    { "relief_sharp", 2, END_X, 1.3, 1.5, "from 0.5 it ends in the flat one", 0 },
    { "relief_sharp", 2, END_ABOVE, 0, 0.005, "it ends in the flat one", 0 },
};

static double measured(const Bench *b, int racer, What what, int step)
{
    const Workspace *w = &b->landscape->workspace;
    const Trail *trail = race_trail(w->race, racer);
    const TrailRow *end = trail_at(trail, step ? step : w->scene.steps);
    double most = -INFINITY, least_x = INFINITY, steepest = 0;
    for (int i = 0; i < trail->count; i++) {
        most = fmax(most, trail->rows[i].loss);
        least_x = fmin(least_x, trail->rows[i].x);
        steepest = fmax(steepest, hypot(trail->rows[i].gx, trail->rows[i].gy));
    }
    switch (what) {
    case END_ABOVE: return end->loss - w->scene.landscape->points[0].f;
    case MOST_LOSS: return most;
    case LEAST_X: return least_x;
    case MOST_SLOPE: return steepest;
    case FIRST_SLOPE: return hypot(trail->rows[0].gx, trail->rows[0].gy);
    case START_Y: return w->scene.start[1];
    case MOVED: return hypot(end->x - w->scene.start[0], end->y - w->scene.start[1]);
    case END_X: return end->x;
    case END_Y: return end->y;
    default: return end->loss;
    }
}

static void open_preset(Bench *b, int preset)
{
    char item[UI_NAME_MAX];
    bench_click(b, "race.presets");
    bench_frame(b);
    snprintf(item, sizeof item, "race.presets.%d", preset);
    bench_click(b, item);
    bench_settle(b);
}

Test(presets, say_what_is_true)
{
    Bench *b = bench_open(1280, 900, 1);
    for (int p = 0; p < race_preset_count; p++) {
        const RacePreset *preset = &race_presets[p];
        bool any = false;
        open_preset(b, p);
        for (size_t i = 0; i < COUNT(figures); i++) {
            if (strcmp(figures[i].preset, preset->kind.key) != 0) {
                continue;
            }
            any = true;
            const double value = measured(b, figures[i].racer, figures[i].what, figures[i].step);
            cr_expect(strstr(preset->kind.about, figures[i].words), "%s: '%s'", preset->kind.key,
                      figures[i].words);
            cr_expect(value >= figures[i].least && value <= figures[i].most, "%s: racer %d, %g",
                      figures[i].words, figures[i].racer, value);
        }
        cr_expect(any, "%s has figures", preset->kind.key);
    }
    bench_close(b);
}

// Each rate of "Who can rotate?" is the best of 36 from 10^-2 to 10^1.5.
Test(presets, of_the_rotated_valley_have_the_best_rates)
{
    Scene scene;
    race_preset_scene(registry_row(&race_preset_kinds, "who_can_rotate"), &scene);
    Arena arena = { 0 };
    Formula formula;
    Error err;
    cr_assert(scene_compile(&scene, &formula, &arena, &err));
    void *room = memory_get(OBJECTIVE_ROOM);
    const Objective *objective = scene_objective(&scene, &formula, room);
    Race *race = race_create();
    for (int racer = 0; racer < scene.racer_count; racer++) {
        double best = INFINITY, best_rate = 0;
        for (int i = 0; i < 36; i++) {
            Scene trial = scene;
            trial.racers[0] = scene.racers[racer];
            trial.racer_count = 1;
            trial.racers[0].spec.params.lr = pow(10, -2 + 0.1 * i);
            race_start(race, &trial, objective);
            race_advance(race, INFINITY);
            const Trail *trail = race_trail(race, 0);
            const double loss = trail->lost ? INFINITY : trail_at(trail, trial.steps)->loss;
            best_rate = loss < best ? trial.racers[0].spec.params.lr : best_rate;
            best = fmin(best, loss);
        }
        cr_expect_float_eq(scene_rate(&scene, racer) / best_rate, 1, 1e-6, "racer %d: %g", racer,
                           best_rate);
    }
    race_destroy(race);
    free(room);
    arena_free(&arena);
}

// On screen: the button, the sentence in the bar, the names; one entry of undo; and the command
// line brings it all back.
Test(presets, open_by_a_click_and_are_undone)
{
    Bench *b = bench_open(1440, 900, 1);
    const Canvas *canvas = &b->app.shell.canvas;
    for (int p = 0; p < race_preset_count; p++) {
        const RacePreset *preset = &race_presets[p];
        Scene *before = malloc(sizeof *before);
        *before = b->landscape->workspace.scene;
        open_preset(b, p);
        cr_expect_eq(landscape_preset(b->landscape), preset, "%s", preset->kind.key);
        const Rect bar = b->app.shell.layout.bar;
        LookText text;
        char begin[16];
        snprintf(begin, sizeof begin, "%.10s", preset->kind.about);
        cr_expect(look_text_begins(canvas, begin, bar, &text) ||
                      look_text(canvas, preset->kind.name, bar, &text),
                  "%s", preset->kind.key);
        const Scene *scene = &b->landscape->workspace.scene;
        const Box seen = view_box(&b->landscape->workspace.view, b->app.shell.layout.picture);
        cr_expect(!scene->has_view || (seen.x0 < scene->view.x0 + 1e-9 &&
                                       seen.y1 > scene->view.y1 - 1e-9 && seen.x1 - seen.x0 < 60),
                  "%s shows %g to %g", preset->kind.key, seen.x0, seen.x1);
        for (int i = 0; i < scene->racer_count; i++) {
            if (preset->names[i]) {
                cr_expect_str_eq(scene->racers[i].name, preset->names[i]);
            }
        }
        static Subject subject, again;
        static char line[SUBJECT_TEXT_MAX];
        Error err = { .text = "" };
        subject_set(&subject, SUBJECT_SCENE, scene);
        subject_write(&subject, line, sizeof line);
        cr_assert(subject_parse(&again, line, &err), "%s", err.text);
        cr_expect(scene_equal(&again.scene, scene), "%s", line);
        bench_number(b, "race.steps.number", "37");
        cr_expect_null(landscape_preset(b->landscape), "%s: its words were of 100 steps",
                       preset->kind.key);
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        cr_expect_eq(landscape_preset(b->landscape), preset);
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        cr_expect(scene_equal(before, &b->landscape->workspace.scene), "%s is undone",
                  preset->kind.key);
        free(before);
    }
    bench_close(b);
}

// Nothing hides where they begin and end, in a window of either shape.
Test(presets, in_3d_are_looked_at_from_where_all_runs_are_seen)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1440, 900 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = bench_open(sizes[s][0], sizes[s][1], 1);
        Workspace *w = &b->landscape->workspace;
        for (int p = 0; p < race_preset_count; p++) {
            if (race_presets[p].group != RACE_IN_3D) {
                continue;
            }
            open_preset(b, p);
            bench_frame(b);
            const Rect rect = relief_rect(&w->scene, b->app.shell.layout.picture);
            const Projection on = workspace_relief(w, rect);
            for (int run = 0; run < race_run_count(w->race); run++) {
                const Trail *trail = race_trail(w->race, run);
                for (int end = 0; end < 2; end++) {
                    const TrailRow *row = trail_at(trail, end ? w->scene.steps : 0);
                    const Place place = { row->x, row->y, row->loss };
                    double px[2] = { -1, -1 };
                    cr_expect(projection_seen(&on, place),
                              "%s, %d wide: run %d is hidden at %g, %g", race_presets[p].kind.key,
                              sizes[s][0], run, row->x, row->y);
                    cr_expect(
                        projection_px(&on, place, px) && rect_has(rect, (float)px[0], (float)px[1]),
                        "%s: %g, %g is in the picture", race_presets[p].kind.key, row->x, row->y);
                }
            }
        }
        bench_close(b);
    }
}

// A race that was made for the map is shown as one looks at things; one in 3D from its own place.
Test(presets, leave_how_one_looks_at_them_unless_they_say)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    const Orbit mine = { 12, 34, 1.5, false };
    bench_segment(b, "view.relief", RELIEF_ONLY, RELIEF_COUNT);
    w->scene.relief.camera = mine;
    open_preset(b, 0);
    cr_expect_eq((int)w->scene.relief.kind, RELIEF_ONLY);
    cr_expect(orbit_equal(&w->scene.relief.camera, &mine));
    const RacePreset *saddle = registry_row(&race_preset_kinds, "relief_saddle");
    open_preset(b, (int)(saddle - race_presets));
    cr_expect_eq((int)w->scene.relief.height, RELIEF_LINEAR);
    cr_expect_eq(w->scene.relief.camera.azimuth, 150);
    bench_segment(b, "view.relief", RELIEF_OFF, RELIEF_COUNT);
    bench_frame(b);
    cr_expect_eq(landscape_preset(b->landscape), saddle, "its words are of the race");
    open_preset(b, 0);
    cr_expect_eq((int)w->scene.relief.kind, RELIEF_OFF);
    bench_close(b);
}

static bool in_english(void)
{
    const char *language = getenv("THALWEG_LANGUAGE");
    return !language || strcmp(language, "en") == 0;
}

// What is said in the bar lies within it, beside nothing else, in any window; in a usual one all of
// it stands there.
Test(presets_words, fit_into_the_bar)
{
    static const int sizes[][2] = { { 1440, 900 }, { 1280, 720 }, { 1024, 600 }, { 700, 420 } };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        Bench *b = bench_open(sizes[i][0], sizes[i][1], 1);
        for (int p = 0; p < race_preset_count; p++) {
            open_preset(b, p);
            bench_frame(b);
            const Canvas *canvas = &b->app.shell.canvas;
            const Rect bar = b->app.shell.layout.bar;
            char begin[16];
            snprintf(begin, sizeof begin, "%.10s", race_presets[p].kind.about);
            cr_expect(sizes[i][0] < 1280 || !in_english() ||
                          look_text_begins(canvas, begin, bar, NULL),
                      "%d: '%s' stands there", sizes[i][0], race_presets[p].kind.about);
            for (size_t c = 0; c < canvas->cut.count; c++) {
                const Shape *shape = &canvas->shapes.items[canvas->cut.items[c]];
                cr_expect(shape->text.y > bar.y + bar.h, "%d: '%.*s' is cut", sizes[i][0],
                          (int)shape->text.length, canvas_text_of(canvas, shape));
            }
            const UiControl *words = ui_find(&b->app.shell.ui, "race.preset");
            const UiControl *menu = ui_find(&b->app.shell.ui, "menu");
            cr_expect(!words || !menu || words->rect.x + words->rect.w <= menu->rect.x);
        }
        bench_close(b);
    }
}
