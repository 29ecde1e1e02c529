// Vectors are true: where each arrow starts, where it ends, what the legend says of their length.
#include "look.h"
#include "other_racers.h"
#include "window_bench.h"

#include "app/landscape/bowl.h"
#include "app/landscape/insides.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { ARROWS_MAX = 64 };

static Bench *open_with_vectors(const char *landscape)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    workspace_set_landscape(w, registry_find(&landscape_kinds, landscape));
    w->play.playing = false;
    w->show.on[SHOW_VECTORS] = true;
    w->show.on[SHOW_DOTS] = false;
    bench_settle(b);
    return b;
}

// The classic racers, or a page of the others with weight decay on; false when there are no more.
static bool race_page(Bench *b, int page)
{
    Scene *scene = &b->landscape->workspace.scene;
    if (page > 0 && !other_racers(scene, page - 1)) {
        return false;
    }
    for (int r = 0; r < scene->racer_count; r++) {
        if (scene->racers[r].spec.optim->parts[OPTIM_PART_DECAY]) {
            scene->racers[r].spec.params.weight_decay = 0.9;
        }
    }
    workspace_changed_race(&b->landscape->workspace);
    bench_settle(b);
    return true;
}

// Shows the step of one run so closely that it is `px` long.
static void look_closely(Bench *b, int run, int step, double px)
{
    Workspace *w = &b->landscape->workspace;
    const TrailRow *row = trail_at(race_trail(w->race, run), step);
    const TrailRow *next = trail_at(race_trail(w->race, run), step + 1);
    workspace_seek(w, step);
    w->view = (View){ .x = row->x,
                       .y = row->y,
                       .unit = hypot(next->x - row->x, next->y - row->y) / px };
    bench_settle(b);
}

// The arrow from a point that ends nearest to where it should; several may begin there.
static bool arrow_from(const Bench *b, Color color, float x, float y, LookPoint end,
                       LookLine *arrow)
{
    LookLine all[ARROWS_MAX];
    const int count = look_arrows(&b->app.shell.canvas, color, LOOK_ALL, all, ARROWS_MAX);
    float nearest = INFINITY;
    for (int i = 0; i < count && i < ARROWS_MAX; i++) {
        const float away = hypotf(all[i].x1 - end.x, all[i].y1 - end.y);
        if (hypotf(all[i].x0 - x, all[i].y0 - y) < 0.2f && away < nearest) {
            nearest = away;
            *arrow = all[i];
        }
    }
    return nearest < INFINITY;
}

// Follows the arrows of a run from its point, part by part, and says where they lead.
static LookPoint follow(Bench *b, int run, int step, int *arrows)
{
    const Workspace *w = &b->landscape->workspace;
    Inside inside;
    cr_assert(inside_at(w->insides, w->race, run, step, &inside));
    LookPoint at = { bench_x(b, inside.x[0]), bench_y(b, inside.x[1]) };
    const double factor = insides_factor(w, bench_on(b));
    *arrows = 0;
    for (int part = 0; part < OPTIM_PARTS; part++) {
        const double *p = inside.parts[part];
        const double dx = factor * p[0] / w->view.unit, dy = -factor * p[1] / w->view.unit;
        const LookPoint to = { at.x + (float)dx, at.y + (float)dy };
        LookLine arrow = { 0 };
        if (hypot(dx, dy) < 1.6) { // too short to be drawn
            at = to;
            continue;
        }
        cr_expect(arrow_from(b, insides_color((OptimPart)part), at.x, at.y, to, &arrow),
                  "%s, step %d: part %d begins at %g, %g", race_run(w->race, run)->optim->kind.key,
                  step, part, (double)at.x, (double)at.y);
        cr_expect(fabsf(arrow.x1 - to.x) < 0.2f && fabsf(arrow.y1 - to.y) < 0.2f,
                  "%s, step %d: part %d ends at %g, %g, not %g, %g",
                  race_run(w->race, run)->optim->kind.key, step, part, (double)arrow.x1,
                  (double)arrow.y1, (double)to.x, (double)to.y);
        at = (LookPoint){ arrow.x1, arrow.y1 };
        ++*arrows;
    }
    return at;
}

Test(vectors, of_every_optimizer_lead_end_to_end_to_the_next_point)
{
    static const int steps[] = { 0, 1, 7, 40 };
    bool more = true;
    for (int page = 0; more; page++) {
        Bench *b = open_with_vectors("valley");
        const Workspace *w = &b->landscape->workspace;
        more = race_page(b, page);
        for (int run = 0; run < race_run_count(w->race); run++) {
            for (size_t s = 0; s < COUNT(steps); s++) {
                const Trail *trail = race_trail(w->race, run);
                const TrailRow *next = trail_at(trail, steps[s] + 1);
                int arrows;
                look_closely(b, run, steps[s], 150);
                cr_expect_eq(insides_factor(w, bench_on(b)), 1);
                const LookPoint end = follow(b, run, steps[s], &arrows);
                cr_expect(fabsf(end.x - bench_x(b, next->x)) < 0.3f &&
                              fabsf(end.y - bench_y(b, next->y)) < 0.3f,
                          "%s, step %d: the arrows end at %g, %g, the next point is at %g, %g",
                          race_run(w->race, run)->optim->kind.key, steps[s], (double)end.x,
                          (double)end.y, (double)bench_x(b, next->x), (double)bench_y(b, next->y));
                cr_expect_gt(arrows, 0);
            }
        }
        cr_expect(bench_says(b, "The next step, true lengths"));
        bench_close(b);
    }
}

Test(vectors, that_are_too_short_are_magnified_by_one_factor_that_the_legend_says)
{
    Bench *b = open_with_vectors("himmelblau");
    const Workspace *w = &b->landscape->workspace;
    int magnified = 0;
    for (int step = 0; step < 90; step += 3) {
        workspace_seek(&b->landscape->workspace, step);
        bench_frame(b);
        const double factor = insides_factor(w, bench_on(b));
        char text[64];
        snprintf(text, sizeof text, "The next step, vectors × %.6g", factor);
        cr_expect_eq(bench_says(b, text), factor != 1, "step %d: %s", step, text);
        double longest = 0;
        for (int run = 0; run < race_run_count(w->race); run++) {
            const TrailRow *row = trail_at(race_trail(w->race, run), step);
            int arrows;
            const LookPoint end = follow(b, run, step, &arrows);
            cr_expect_float_eq(end.x - bench_x(b, row->x),
                               factor * (bench_x(b, row[1].x) - bench_x(b, row[0].x)),
                               0.01 * factor + 0.3);
            Inside inside;
            inside_at(w->insides, w->race, run, step, &inside);
            for (int part = 0; part < OPTIM_PARTS; part++) {
                longest = fmax(longest,
                               hypot(inside.parts[part][0], inside.parts[part][1]) / w->view.unit);
            }
        }
        cr_expect(factor == 1 ? longest >= 13.9 : longest < 14.1 && longest * factor <= 64.1,
                  "step %d: the longest is %g px, the factor %g", step, longest, factor);
        cr_expect(factor == 1 || longest * factor > 25, "step %d: × %g", step, factor);
        magnified += factor != 1;
    }
    cr_expect_gt(magnified, 5);
    bench_close(b);
}

Test(vectors, are_listed_as_far_as_some_run_has_them)
{
    Bench *b = open_with_vectors("valley");
    Workspace *w = &b->landscape->workspace;
    workspace_seek(w, 5);
    bench_frame(b);
    cr_expect(bench_says(b, "momentum's part") && bench_says(b, "gradient's part"));
    cr_expect_not(bench_says(b, "weight decay's part"), "none decays");
    for (int racer = 0; racer < OPTIM_CLASSIC_COUNT; racer++) {
        w->scene.racers[racer].on = racer == OPTIM_SGD;
    }
    workspace_changed_race(w);
    bench_settle(b);
    cr_expect_not(bench_says(b, "momentum's part"), "SGD has none");
    race_page(b, 1);
    cr_expect(bench_says(b, "weight decay's part"));
    bench_close(b);
}

Test(vectors, end_where_no_step_follows)
{
    Bench *b = open_with_vectors("valley");
    Workspace *w = &b->landscape->workspace;
    workspace_seek(w, w->scene.steps - 1);
    bench_frame(b);
    cr_expect(bench_says(b, "The next step"));
    cr_expect_not(bench_says(b, "No step follows"));
    workspace_seek(w, w->scene.steps);
    bench_frame(b);
    cr_expect(bench_says(b, "No step follows"));
    cr_expect_not(bench_says(b, "The next step"));
    static const char *const parts[] = { "momentum's part", "gradient's part",
                                         "weight decay's part", "direction of" };
    for (size_t i = 0; i < COUNT(parts); i++) {
        cr_expect_not(bench_says(b, parts[i]), "%s", parts[i]);
    }
    cr_expect(bench_says(b, "rates of x and y"), "the ellipses are drawn");
    bench_close(b);
}

Test(vectors, have_their_symbols_where_there_is_room)
{
    Bench *b = open_with_vectors("valley");
    look_closely(b, OPTIM_MOMENTUM, 8, 200);
    LookText text;
    cr_expect(look_text(&b->app.shell.canvas, "−ημb", b->app.shell.layout.picture, &text));
    cr_expect(look_text(&b->app.shell.canvas, "−ηg", b->app.shell.layout.picture, &text));
    b->landscape->workspace.show.on[SHOW_VECTORS] = false;
    bench_frame(b);
    cr_expect_not(look_text(&b->app.shell.canvas, "−ημb", LOOK_ALL, NULL));
    cr_expect_not(bench_says(b, "The next step"));
    bench_close(b);
}

// AdaGrad divides each coordinate by its own root: its part does not point down the gradient, so
// that direction is shown beside it, and the rates as an ellipse.
Test(vectors, of_adaptive_methods_stand_beside_the_direction_downhill)
{
    Bench *b = open_with_vectors("valley");
    const Workspace *w = &b->landscape->workspace;
    for (int racer = 0; racer < OPTIM_CLASSIC_COUNT; racer++) {
        b->landscape->workspace.scene.racers[racer].on = racer == OPTIM_ADAGRAD;
    }
    workspace_changed_race(&b->landscape->workspace);
    bench_settle(b);
    look_closely(b, 0, 5, 100);
    Inside inside;
    LookLine arrow;
    cr_assert(inside_at(w->insides, w->race, 0, 5, &inside));
    const float x = bench_x(b, inside.x[0]), y = bench_y(b, inside.x[1]);
    cr_assert(arrow_from(b, insides_downhill, x, y, (LookPoint){ x, y }, &arrow));
    const double dx = arrow.x1 - arrow.x0, dy = arrow.y1 - arrow.y0;
    const double *g = inside.gradient, norm = hypot(g[0], g[1]);
    cr_expect_float_eq(dx / hypot(dx, dy), -g[0] / norm, 1e-3);
    cr_expect_float_eq(dy / hypot(dx, dy), g[1] / norm, 1e-3);
    // The ellipse: as wide as high as the two rates are to each other.
    LookLine lines[256];
    const int count = look_lines(&b->app.shell.canvas, insides_downhill,
                                 (Rect){ x - 40, y - 40, 80, 80 }, lines, 256);
    float wide = 0, high = 0;
    for (int i = 0; i < count && i < 256; i++) {
        if (lines[i].width < 1.4f) {
            wide = fmaxf(wide, fabsf(lines[i].x0 - x));
            high = fmaxf(high, fabsf(lines[i].y0 - y));
        }
    }
    const double ratio = fmax(inside.rate[0] / inside.rate[1], 1.5 / 26);
    cr_expect_float_eq((double)(wide / high), ratio, 0.02 * ratio, "%g to %g, rates %g to %g",
                       (double)wide, (double)high, inside.rate[0], inside.rate[1]);
    bench_close(b);
}

// At the scale of a hall, too: the legend lies where it hides neither the start nor a run's name,
// and stays there while time goes on.
Test(vectors, have_a_legend_that_lies_beside_the_race)
{
    static const float scales[] = { 1, 1.75f, 2.25f, 2.5f };
    for (size_t s = 0; s < COUNT(scales); s++) {
        Bench *b = bench_open(1440, 900, scales[s]);
        Workspace *w = &b->landscape->workspace;
        w->play.playing = false;
        w->show.on[SHOW_VECTORS] = true;
        bench_settle(b);
        LookText first = { 0 };
        for (int step = 0; step < 90; step += 15) {
            LookText title;
            workspace_seek(w, step);
            bench_frame(b);
            const Rect picture = b->app.shell.layout.picture;
            cr_assert(look_text_begins(&b->app.shell.canvas, "The next step, ", picture, &title));
            first = step == 0 ? title : first;
            const float x_middle = picture.x + picture.w / 2, y_middle = picture.y + picture.h / 2;
            cr_expect((title.rect.x < x_middle) == (first.rect.x < x_middle) &&
                          (title.rect.y < y_middle) == (first.rect.y < y_middle),
                      "it stays in its corner at %g", (double)scales[s]);
            const Rect plate = { title.rect.x - 10, title.rect.y - 6, 190, 80 };
            const float x = bench_x(b, w->scene.start[0]), y = bench_y(b, w->scene.start[1]);
            cr_expect(!rect_has(plate, x, y), "the start is below it at %g", (double)scales[s]);
            for (int run = 0; run < race_run_count(w->race); run++) {
                char name[RACER_NAME_MAX];
                scene_racer_name(&w->scene, race_racer(w->race, run), name, sizeof name);
                cr_expect(look_text(&b->app.shell.canvas, name, picture, NULL),
                          "%s is not named at %g, step %d", name, (double)scales[s], step);
            }
        }
        bench_close(b);
    }
}

// Names leave the arrows that they explain in sight.
Test(vectors, are_not_covered_by_names)
{
    static const char *const landscapes_shown[] = { "valley", "beale", "rosenbrock" };
    for (size_t k = 0; k < COUNT(landscapes_shown); k++) {
        Bench *b = open_with_vectors(landscapes_shown[k]);
        const Workspace *w = &b->landscape->workspace;
        for (int step = 0; step < 60; step += 4) {
            workspace_seek(&b->landscape->workspace, step);
            bench_frame(b);
            const Rect picture = b->app.shell.layout.picture;
            Taken arrows = { .count = 0 };
            insides_cover(w, bench_on(b), &arrows);
            for (int run = 0; run < race_run_count(w->race); run++) {
                char name[RACER_NAME_MAX];
                LookText text;
                scene_racer_name(&w->scene, race_racer(w->race, run), name, sizeof name);
                if (!look_text(&b->app.shell.canvas, name, picture, &text)) {
                    continue;
                }
                for (int i = 0; i < arrows.count; i++) {
                    const Rect both = rect_intersect(text.rect, arrows.rects[i]);
                    cr_expect(both.w <= 0 || both.h <= 0, "%s, step %d: %s", landscapes_shown[k],
                              step, name);
                }
            }
        }
        bench_close(b);
    }
}

// One racer, so large that its bowl fills the picture.
static Bench *open_with_bowl(const char *landscape, const char *spec, int step)
{
    Bench *b = open_with_vectors(landscape);
    Workspace *w = &b->landscape->workspace;
    w->scene.racer_count = 1;
    cr_assert(scene_parse_racer(&w->scene.racers[0], spec, NULL));
    workspace_changed_race(w);
    bench_settle(b);
    workspace_seek(w, step);
    bench_settle(b);
    return b;
}

// An ellipse about a minimum, both arms of a hyperbola about a saddle.
Test(vectors, newtons_bowl_is_the_level_line_through_where_it_stands)
{
    static const struct {
        const char *landscape, *spec;
    } cases[] = { { "valley", "newton lr=0.4" }, { "saddle", "newton lr=0.1" } };
    for (size_t c = 0; c < COUNT(cases); c++) {
        Bench *b = open_with_bowl(cases[c].landscape, cases[c].spec, 2);
        const Workspace *w = &b->landscape->workspace;
        static LookLine lines[400];
        Inside inside;
        cr_assert(inside_at(w->insides, w->race, 0, 2, &inside));
        const double *m = inside.ahead.model, *p = inside.ahead.middle;
        const double level = m[0] * p[0] * p[0] + 2 * m[1] * p[0] * p[1] + m[2] * p[1] * p[1];
        const int count =
            look_lines(&b->app.shell.canvas, bowl_color, bench_on(b)->picture, lines, 400);
        const double zero = (double)bench_x(b, 0), unit = (double)bench_x(b, 1) - zero;
        double least = INFINITY, most = -INFINITY;
        int on_it = 0;
        cr_expect_gt(count, 30, "%s: %d lines", cases[c].landscape, count);
        for (int i = 0; i < count; i++) {
            const double x = ((double)lines[i].x0 - zero) / unit;
            const double y = ((double)bench_y(b, 0) - (double)lines[i].y0) / unit;
            const double u = x - inside.x[0] - p[0], v = y - inside.x[1] - p[1];
            const double there = m[0] * u * u + 2 * m[1] * u * v + m[2] * v * v;
            on_it += fabs(there - level) < 0.02 * fabs(level);
            least = fmin(least, x);
            most = fmax(most, x);
        }
        cr_expect_gt(on_it, count - 8, "%s: %d of %d", cases[c].landscape, on_it, count);
        cr_expect(least < 0 && most > 0, "%s: both sides of the middle", cases[c].landscape);
        cr_expect(bench_says(b, "bowl that f is taken for, its middle"));
        cr_expect_not(bench_says(b, "points that are tried"));
        bench_close(b);
    }
}

Test(vectors, the_points_that_a_line_search_tries_are_ringed)
{
    Bench *b = open_with_bowl("himmelblau", "lbfgs", 1);
    const Workspace *w = &b->landscape->workspace;
    Inside inside;
    LookPoint rings[64];
    cr_assert(inside_at(w->insides, w->race, 0, 1, &inside));
    cr_assert_gt(inside.ahead.look_count, 0);
    const int count =
        look_markers(&b->app.shell.canvas, looks_color, bench_on(b)->picture, rings, 64);
    for (int i = 0; i < inside.ahead.look_count; i++) {
        const double *look = inside.ahead.looks[i];
        bool ringed = false;
        for (int k = 0; k < count; k++) {
            ringed |= fabsf(rings[k].x - bench_x(b, look[0])) < 0.5f &&
                      fabsf(rings[k].y - bench_y(b, look[1])) < 0.5f;
        }
        cr_expect(ringed, "trial %d", i);
    }
    cr_expect(bench_says(b, "points that are tried"));
    bench_close(b);
}

// The gradient is taken where the ball's edge lies uphill.
Test(vectors, sams_ball_is_drawn_with_the_point_where_it_looks)
{
    Bench *b = open_with_bowl("himmelblau", "sgd lr=0.01 sam=0.4", 1);
    const Workspace *w = &b->landscape->workspace;
    Inside inside;
    LookPoint rings[8], edge[200];
    cr_assert(inside_at(w->insides, w->race, 0, 1, &inside));
    cr_expect_eq(inside.ahead.ball, 0.4);
    cr_assert_eq(inside.ahead.look_count, 1);
    const double *look = inside.ahead.looks[0],
                 norm = hypot(inside.gradient[0], inside.gradient[1]);
    for (int i = 0; i < 2; i++) {
        cr_expect_float_eq(look[i], inside.x[i] + 0.4 * inside.gradient[i] / norm, 1e-9);
    }
    const Canvas *canvas = &b->app.shell.canvas;
    cr_assert_geq(look_markers(canvas, looks_color, bench_on(b)->picture, rings, 8), 1);
    cr_expect_float_eq(rings[0].x, bench_x(b, look[0]), 0.5);
    cr_expect_float_eq(rings[0].y, bench_y(b, look[1]), 0.5);
    const int count = look_path(canvas, ball_color, LOOK_ALL, edge, 200);
    cr_assert_gt(count, 50);
    const float radius = fabsf(bench_x(b, 0.4) - bench_x(b, 0));
    for (int i = 0; i < count; i++) {
        cr_expect_float_eq(
            hypotf(edge[i].x - bench_x(b, inside.x[0]), edge[i].y - bench_y(b, inside.x[1])),
            radius, 0.6);
    }
    cr_expect(bench_says(b, "SAM's ball"));
    bench_close(b);
}
