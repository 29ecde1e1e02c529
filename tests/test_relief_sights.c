// What is seen of the landscape on its surface: tangents, pins, the quadric, bowls; without a
// window.
#include "app/landscape/bowl.h"
#include "app/landscape/insides.h"
#include "app/landscape/pins.h"
#include "app/landscape/quadric_net.h"
#include "app/landscape/relief_tangent.h"
#include "app/landscape/slopes.h"
#include "app/landscape/workspace_relief.h"
#include "look.h"
#include "mono_metrics.h"
#include "sim/plane/hessian.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Rect picture = { 0, 0, 640, 480 };

typedef struct Sight {
    Workspace *w;
    Projection on;
    Canvas canvas;
} Sight;

static const Orbit aside = { 30, 35, 1.2, false }, flat_on = { 0, 0, 1.2, true },
                   from_top = { 0, 90, 1, true };

static const char *key_of(int landscape)
{
    return registry_at(&landscape_kinds, (size_t)landscape)->key;
}

static void look_from(Sight *sight, const Orbit *orbit)
{
    sight->w->scene.relief.camera = *orbit;
    sight->on = workspace_relief(sight->w, picture);
    canvas_begin(&sight->canvas, &metrics, picture.w, picture.h, themes[0].background);
}

static void settle(Sight *sight, const Orbit *orbit)
{
    for (int i = 0; i < 100 && workspace_compute(sight->w, picture, 1, INFINITY); i++) {
    }
    look_from(sight, orbit);
}

static void begin(Sight *sight)
{
    memset(sight, 0, sizeof *sight);
    sight->w = calloc(1, sizeof *sight->w);
    cr_assert(sight->w);
    workspace_init(sight->w);
    sight->w->scene.relief.kind = RELIEF_ONLY;
}

static void open_landscape(Sight *sight, int landscape, const Orbit *orbit)
{
    begin(sight);
    workspace_set_landscape(sight->w, landscape);
    sight->w->scene.steps = 10;
    workspace_changed_race(sight->w);
    settle(sight, orbit);
}

static void open_named(Sight *sight, const char *name, const Orbit *orbit)
{
    open_landscape(sight, registry_find(&landscape_kinds, name), orbit);
}

static void open_formula(Sight *sight, const char *formula, const Orbit *orbit)
{
    begin(sight);
    strcpy(sight->w->typed, formula);
    workspace_typed(sight->w);
    cr_assert_eq(sight->w->mistake.text[0], '\0', "%s", sight->w->mistake.text);
    sight->w->view.home = true;
    settle(sight, orbit);
}

static void close_sight(Sight *sight)
{
    workspace_finish(sight->w);
    canvas_finish(&sight->canvas);
    free(sight->w);
}

static void draw_pins(Sight *sight, const Projection *on)
{
    static Pins pins;
    pins_place(sight->w, on, &pins);
    pins_draw(&sight->canvas, &pins);
}

static void write_values(Sight *sight, const Projection *on, Rect clear, Taken *taken)
{
    static Pins pins;
    pins_place(sight->w, on, &pins);
    pins_values(&sight->canvas, &themes[0], sight->w, &pins, clear, taken);
}

static double value(const Sight *sight, double x, double y, double g[2])
{
    const double at[2] = { x, y };
    double f;
    objective_eval(workspace_objective(sight->w), sight->w->scratch,
                   &(ObjectiveBlock){ 1, 1, at, &f, g, NULL });
    return f;
}

// Where the surface itself is seen.
static bool surface_px(const Sight *sight, double x, double y, double px[2])
{
    return projection_px(&sight->on, (Place){ x, y, value(sight, x, y, NULL) }, px);
}

// Whether f is smooth about a place, as far as it is seen: both sides say the same of it.
static bool smooth(const double before[2], const double at[2], const double after[2])
{
    const double bend = hypot(after[0] - 2 * at[0] + before[0], after[1] - 2 * at[1] + before[1]);
    return bend <= 2e-3 * hypot(after[0] - before[0], after[1] - before[1]);
}

Test(relief_sights, steps_are_tangent_to_the_surface_on_all_landscapes)
{
    enum { SIDE = 9 };
    for (int k = 0; k < (int)landscape_kinds.count; k++) {
        Sight s;
        int asked = 0, wrong = 0;
        open_landscape(&s, k, &aside);
        const double unit = s.w->view.unit, by = 0.02 * unit;
        for (int i = 0; i < SIDE * SIDE; i++) {
            const double x = s.w->view.x + picture.w * unit * ((i % SIDE + 0.37) / SIDE - 0.5);
            const double y = s.w->view.y + picture.h * unit * ((i / SIDE + 0.59) / SIDE - 0.5);
            const double angle = 1 + i, dx = by * cos(angle), dy = by * sin(angle);
            double g[2], at[2], after[2], before[2], on[2], back[2];
            const Place place = { x, y, value(&s, x, y, g) };
            Tangent tangent;
            if (!isfinite(place.f) || !relief_holds(&s.w->relief, place)) {
                continue;
            }
            cr_assert(projection_tangent(&s.on, place, i % 2 ? g : NULL, &tangent));
            cr_assert(surface_px(&s, x, y, at) && surface_px(&s, x + dx, y + dy, after) &&
                      surface_px(&s, x - dx, y - dy, before));
            cr_assert(tangent_px(&tangent, dx, dy, on) && tangent_px(&tangent, -dx, -dy, back));
            if (!smooth(before, at, after)) {
                continue;
            }
            const double away = hypot((on[0] - back[0]) - (after[0] - before[0]),
                                      (on[1] - back[1]) - (after[1] - before[1]));
            asked++;
            wrong += away > 1e-2 * hypot(after[0] - before[0], after[1] - before[1]);
        }
        cr_expect(asked > 10, "%s: %d places", key_of(k), asked);
        cr_expect_eq(wrong, 0, "%s: %d of %d", key_of(k), wrong, asked);
        close_sight(&s);
    }
}

// Below the beginning of a logarithm, too, where heights go on straight.
Test(relief_sights, slopes_of_the_height_are_its_differences)
{
    static const char *const formulas[] = { "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "-1/(x^2 + y^2)",
                                            "x^2 - y^2" };
    for (size_t k = 0; k < COUNT(formulas); k++) {
        Sight s;
        open_formula(&s, formulas[k], &aside);
        const Relief *relief = &s.w->relief;
        const double range = relief_f(relief, relief->size) - relief_f(relief, 0);
        for (double share = -0.31; share < 1.4; share += 0.1) {
            const double f = relief->height.reference + share * range, by = 1e-6 * range;
            const double rise = relief_z(relief, f + by) - relief_z(relief, f - by);
            cr_expect_float_eq(relief_slope(relief, f) * 2 * by, rise, 1e-4 * fabs(rise) + 1e-9,
                               "%s at %g", formulas[k], f);
        }
        close_sight(&s);
    }
}

// A wall's tangent would leave the picture: its height is held, its place in the plane is not.
Test(relief_sights, a_step_along_a_wall_ends_above_or_below_the_place_that_it_leads_to)
{
    Sight s;
    open_formula(&s, "x^2 + 1000*atan(1000*(x - 1))", &flat_on);
    const double f = value(&s, 1, 0, NULL), unit = s.w->view.unit, size = s.w->relief.size;
    Tangent tangent;
    double px[2], level[2];
    cr_assert(projection_tangent(&s.on, (Place){ 1, 0, f }, NULL, &tangent));
    cr_assert(tangent_px(&tangent, 40 * unit, 0, px));
    cr_assert(projection_px(&s.on, (Place){ 1 + 40 * unit, 0, f }, level));
    cr_expect_float_eq(px[0], level[0], 1e-6);
    const double scale = lens_scale(&s.w->relief.lens, s.w->relief.lens.target);
    cr_expect_float_eq((level[1] - px[1]) / scale + relief_z(&s.w->relief, f),
                       (1 + RELIEF_BEYOND) * size, 1e-6);
    close_sight(&s);
}

Test(relief_sights, pins_stand_on_the_stationary_points_of_all_landscapes)
{
    static Pins placed;
    int all = 0;
    for (int k = 0; k < (int)landscape_kinds.count; k++) {
        Sight s;
        int there = 0;
        const Orbit orbit = { 30, 35, 1.6, true };
        open_landscape(&s, k, &orbit);
        s.w->show.on[SHOW_MINIMA] = s.w->show.on[SHOW_SADDLES] = true;
        pins_place(s.w, &s.on, &placed);
        const Pin *pins = placed.items;
        const int count = placed.count;
        for (int i = 0; i < s.w->point_count; i++) {
            const Stationary *p = &s.w->points[i];
            there += relief_holds(&s.w->relief, (Place){ p->x, p->y, p->f });
        }
        cr_expect_eq(count, there, "%s: %d pins, %d points", key_of(k), count, there);
        for (int i = 0; i < count; i++) {
            const Stationary *p = pins[i].point;
            double g[2], px[2];
            const double f = value(&s, p->x, p->y, g);
            cr_assert(projection_px(&s.on, (Place){ p->x, p->y, f }, px));
            cr_expect_float_eq(pins[i].foot[0], px[0], 1e-2);
            cr_expect_float_eq(pins[i].foot[1], px[1], 1e-2);
            cr_expect(p->kind == STATIONARY_KINK || hypot(g[0], g[1]) < 1e-3 * (1 + fabs(f)),
                      "%s: the slope is %g", key_of(k), hypot(g[0], g[1]));
            // As high everywhere, upright: 34 pixels seen from 35° above.
            cr_expect_float_eq(pins[i].head[0], pins[i].foot[0], 1e-2);
            cr_expect_float_eq(pins[i].foot[1] - pins[i].head[1], 34 * placed.size * 0.8191520,
                               1e-2);
            cr_expect(i == 0 || pins[i].away <= pins[i - 1].away, "the farthest first");
        }
        all += count;
        cr_expect(placed.size == 1 ? s.w->point_count < 60 : s.w->point_count > 30);
        close_sight(&s);
    }
    cr_expect_gt(all, 100);
}

Test(relief_sights, pins_seen_from_straight_above_are_the_signs_of_the_map)
{
    Sight s;
    open_named(&s, "himmelblau", &from_top);
    s.w->show.on[SHOW_SADDLES] = true;
    draw_pins(&s, &s.on);
    const size_t count = s.canvas.shapes.count;
    Shape *surface = malloc(count * sizeof *surface);
    memcpy(surface, s.canvas.shapes.items, count * sizeof *surface);
    const Projection map = view_projection(&s.w->view, picture);
    canvas_begin(&s.canvas, &metrics, picture.w, picture.h, themes[0].background);
    draw_pins(&s, &map);
    write_values(&s, &map, picture, &(Taken){ .count = 0 });
    cr_assert_eq(s.canvas.shapes.count, count, "and no values");
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            const Shape *a = &surface[i], *b = &s.canvas.shapes.items[k];
            if (fabsf(a->box.x - b->box.x) < 0.01f && fabsf(a->box.y - b->box.y) < 0.01f &&
                fabsf(a->box.half_w - b->box.half_w) < 0.01f && a->fill.r == b->fill.r) {
                found++;
                break;
            }
        }
    }
    cr_expect_eq(found, (int)count, "%d of %d", found, (int)count);
    free(surface);
    close_sight(&s);
}

Test(relief_sights, values_stand_beside_pins_the_lowest_first_and_never_on_each_other)
{
    static const char *const names[] = { "himmelblau", "rastrigin", "beale", "ackley" };
    for (size_t k = 0; k < COUNT(names); k++) {
        Sight s;
        LookText texts[64];
        Taken taken = { .count = 0 };
        open_named(&s, names[k], &(Orbit){ 30, 75, 1.2, false }); // into every pit
        s.w->show.on[SHOW_SADDLES] = true;
        taken_add(&taken, (Rect){ 0, 0, 320, 480 });
        write_values(&s, &s.on, picture, &taken);
        const int right = look_texts(&s.canvas, LOOK_ALL, texts, 64);
        for (int i = 0; i < right; i++) {
            cr_expect_geq(texts[i].rect.x, 320, "%s: there something stands", names[k]);
        }
        canvas_begin(&s.canvas, &metrics, picture.w, picture.h, themes[0].background);
        taken.count = 0;
        write_values(&s, &s.on, picture, &taken);
        const int count = look_texts(&s.canvas, LOOK_ALL, texts, 64);
        cr_assert(count > 0 && count <= 12, "%s: %d", names[k], count);
        cr_expect_str_eq(texts[0].text, "0", "%s: %s", names[k], texts[0].text);
        cr_expect_eq(taken.count, count);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                cr_expect_not(rect_overlap(taken.rects[i], taken.rects[j]), "%s", names[k]);
            }
        }
        const Rect clear = { texts[0].rect.x - 30, texts[0].rect.y - 30, 70, 60 };
        taken.count = 0;
        write_values(&s, &s.on, clear, &taken);
        for (int i = 0; i < taken.count; i++) {
            const Rect both = rect_intersect(taken.rects[i], clear);
            cr_expect(both.w > taken.rects[i].w - 0.1f && both.h > taken.rects[i].h - 0.1f,
                      "%s: a value leaves what is clear", names[k]);
        }
        close_sight(&s);
    }
}

// f + g·d + ½ d·Hd, written out.
static double taylor(const Sight *s, const double x[2], double dx, double dy)
{
    double f, g[2], h[3];
    objective_eval(workspace_objective(s->w), s->w->scratch,
                   &(ObjectiveBlock){ 1, 1, x, &f, g, h });
    return f + g[0] * dx + g[1] * dy + (h[0] * dx * dx + h[2] * dy * dy) / 2 + h[1] * dx * dy;
}

static void expect_quadric(const Sight *s, double x, double y, const char *word)
{
    const double at[2] = { x, y }, radius = quadric_radius(&s->on);
    Quadric q;
    cr_assert(quadric_of(workspace_objective(s->w), s->w->scratch, 1e-5, at, &q));
    cr_expect(!word || strcmp(q.word, word) == 0, "at %g, %g: %s, not %s", x, y, q.word,
              word ? word : "");
    for (int line = 0; line < QUADRIC_LINES; line++) {
        for (int part = 0; part <= QUADRIC_PARTS; part += 4) {
            const Place place = quadric_net_place(&q, radius, line, part);
            const double f = taylor(s, at, place.x - x, place.y - y);
            cr_expect_float_eq(place.f, f, 1e-9 * (1 + fabs(f)), "line %d: %g, not %g", line,
                               place.f, f);
            const double away = hypot(place.x - x, place.y - y) / radius;
            cr_expect(away < 1 + 1e-9, "within the disc");
            cr_expect(away > 1 - 1e-9 || (part > 0 && part < QUADRIC_PARTS && line != QUADRIC_RIM),
                      "ends lie on its rim");
        }
        // Three points of a line across: it bends as the eigenvalue says.
        const int axis = line / QUADRIC_ACROSS, half = QUADRIC_PARTS / 2;
        if (line < QUADRIC_RIM) {
            const Place a = quadric_net_place(&q, radius, line, 0),
                        b = quadric_net_place(&q, radius, line, half),
                        c = quadric_net_place(&q, radius, line, QUADRIC_PARTS);
            const double h = hypot(c.x - a.x, c.y - a.y) / 2;
            cr_expect_float_eq((a.f - 2 * b.f + c.f) / (h * h), q.bend[axis],
                               1e-6 * (1 + fabs(q.bend[0]) + fabs(q.bend[1])));
        }
    }
}

Test(relief_sights, the_quadric_is_the_taylor_expansion_and_its_word_fits)
{
    Sight s;
    open_named(&s, "himmelblau", &aside);
    expect_quadric(&s, 3, 2, "bowl");
    expect_quadric(&s, -0.270845, -0.923039, "dome");
    expect_quadric(&s, 0.0866775, 2.884255, "saddle");
    expect_quadric(&s, -4, 1.3, NULL);
    close_sight(&s);
    static const struct {
        const char *formula, *word;
    } shapes[] = { { "x^2 + 0*y", "valley" },
                   { "-(x + y)^2", "ridge" },
                   { "3*x - 2*y", "flat" },
                   { "x*y", "saddle" } };
    for (size_t i = 0; i < COUNT(shapes); i++) {
        open_formula(&s, shapes[i].formula, &aside);
        expect_quadric(&s, 0.7, -1.2, shapes[i].word);
        close_sight(&s);
    }
}

// On all landscapes: what is left over goes with the cube of the distance.
Test(relief_sights, the_quadric_hugs_the_surface)
{
    for (int k = 0; k < (int)landscape_kinds.count; k++) {
        Sight s;
        int better = 0, asked = 0;
        open_landscape(&s, k, &aside);
        if (!workspace_objective(s.w)->type->has_hessian) {
            close_sight(&s);
            continue;
        }
        for (int i = 0; i < 25; i++) {
            const double x = s.w->view.x + s.w->view.unit * picture.w * ((i % 5) * 0.17 - 0.33);
            const double y = s.w->view.y + s.w->view.unit * picture.h * ((i / 5) * 0.17 - 0.31);
            const double at[2] = { x, y }, d = 0.5 * s.w->view.unit;
            Quadric q;
            if (!quadric_of(workspace_objective(s.w), s.w->scratch, 1e-5, at, &q)) {
                continue;
            }
            const double far = fabs(value(&s, x + d, y + d, NULL) - quadric_value(&q, d, d));
            const double near =
                fabs(value(&s, x + d / 2, y + d / 2, NULL) - quadric_value(&q, d / 2, d / 2));
            if (isfinite(far) && far > 1e-9 * (1 + fabs(q.f))) {
                asked++;
                better += far > 5 * near;
            }
        }
        cr_expect(better >= 0.7 * asked, "%s: %d of %d", key_of(k), better, asked);
        close_sight(&s);
    }
}

static int lines_of(const Sight *s, Color color)
{
    LookLine lines[512];
    return look_lines(&s->canvas, color, LOOK_ALL, lines, 512);
}

Test(relief_sights, the_quadrics_lines_have_the_colour_of_how_they_bend)
{
    static const struct {
        const char *formula, *word;
        bool up, down;
    } shapes[] = { { "x^2 + 2*y^2", "bowl", true, false }, { "-x^2 - 2*y^2", "dome", false, true },
                   { "x^2 - y^2", "saddle", true, true },  { "x^2 + 0*y", "valley", true, false },
                   { "0*x - y^2", "ridge", false, true },  { "x + y", "flat", false, false } };
    for (size_t i = 0; i < COUNT(shapes); i++) {
        Sight s;
        Taken taken = { .count = 0 };
        const double hover[2] = { 1.5, 1.2 };
        open_formula(&s, shapes[i].formula, &aside);
        s.w->scene.relief.height = RELIEF_LINEAR;
        settle(&s, &aside);
        const Rect box = quadric_draw(&s.canvas, s.w, &s.on, hover);
        quadric_word(&s.canvas, &themes[0], s.w, box, picture, &taken);
        float x, y;
        cr_assert(projection_point(&s.on, (Place){ 1.5, 1.2, value(&s, 1.5, 1.2, NULL) }, &x, &y));
        cr_expect(rect_has(box, x, y));
        cr_expect_eq(lines_of(&s, quadric_up) > 0, shapes[i].up, "%s", shapes[i].word);
        cr_expect_eq(lines_of(&s, quadric_down) > 0, shapes[i].down, "%s", shapes[i].word);
        cr_expect(look_text(&s.canvas, shapes[i].word, LOOK_ALL, NULL), "%s", shapes[i].word);
        cr_expect_eq(taken.count, 1, "its plate");
        close_sight(&s);
    }
}

// Where the surface is cut open the net is, too.
Test(relief_sights, the_quadric_stays_within_the_heights)
{
    Sight s;
    const double at[2] = { 0.6, 0.1 };
    open_formula(&s, "x^2 + y^2", &flat_on);
    Relief *relief = &s.w->relief;
    relief->cut_low = relief->cut_high = true;
    relief->height = (Tint){ .reference = 0.1, .t_high = 2, .unit = 1 };
    quadric_draw(&s.canvas, s.w, &s.on, at);
    double low[2], high[2];
    cr_assert(projection_px(&s.on, (Place){ 0, 0, 0.1 }, low));
    cr_assert(projection_px(&s.on, (Place){ 0, 0, 2.1 }, high));
    LookLine lines[512];
    const int count = look_lines(&s.canvas, quadric_up, LOOK_ALL, lines, 512);
    cr_assert_gt(count, 20);
    for (int i = 0; i < count; i++) {
        cr_expect(lines[i].y0 < low[1] + 0.01 && lines[i].y0 > high[1] - 0.01, "%g in %g .. %g",
                  (double)lines[i].y0, high[1], low[1]);
    }
    close_sight(&s);
}

static void race_alone(Sight *s, const char *spec, double x, double y)
{
    Error err;
    for (int i = 1; i < s->w->scene.racer_count; i++) {
        s->w->scene.racers[i].on = false;
    }
    cr_assert(spec_parse_optim(&s->w->scene.racers[0].spec, spec, &err), "%s", err.text);
    s->w->show.on[SHOW_VECTORS] = true;
    workspace_set_start(s->w, x, y);
    workspace_changed_race(s->w);
    settle(s, &flat_on);
    workspace_seek(s->w, 0);
}

// Seen from the side, its level line is level, and its middle lies as deep as its least value.
Test(relief_sights, newtons_bowl_lies_at_the_heights_that_it_has)
{
    Sight s;
    LookLine lines[512];
    open_formula(&s, "2*x^2 + x*y + y^2 - x", &flat_on);
    race_alone(&s, "newton lr=1", 1.5, 1);
    insides_vectors(&s.canvas, s.w, &s.on);
    double start[2], middle[2], g[2];
    const double least[2] = { 2.0 / 7, -1.0 / 7 };
    cr_assert(surface_px(&s, 1.5, 1, start) && surface_px(&s, least[0], least[1], middle));
    value(&s, least[0], least[1], g);
    cr_assert_lt(hypot(g[0], g[1]), 1e-12);
    const int count = look_lines(&s.canvas, bowl_color, LOOK_ALL, lines, 512);
    cr_assert_gt(count, 150);
    int level = 0;
    float lowest = 0;
    for (int i = 0; i < count; i++) {
        level += fabs(lines[i].y0 - start[1]) < 0.01 && fabs(lines[i].y1 - start[1]) < 0.01;
        lowest = fmaxf(lowest, lines[i].color.a < 200 ? lines[i].y0 : 0);
    }
    cr_expect_geq(level, 70, "%d of %d are level", level, count);
    cr_expect_float_eq(lowest, middle[1], 0.01, "the sections meet in its middle");
    close_sight(&s);
}

// From straight above.
Test(relief_sights, vectors_on_the_surface_are_those_of_the_map)
{
    Sight s;
    LookLine map[32], surface[32];
    open_named(&s, "valley", &from_top);
    s.w->show.on[SHOW_VECTORS] = true;
    workspace_seek(s.w, 4);
    const Projection above = view_projection(&s.w->view, picture);
    for (int part = 0; part < 2; part++) {
        canvas_begin(&s.canvas, &metrics, picture.w, picture.h, themes[0].background);
        insides_vectors(&s.canvas, s.w, &above);
        const int n = look_arrows(&s.canvas, insides_color(part), LOOK_ALL, map, 32);
        look_from(&s, &from_top);
        insides_vectors(&s.canvas, s.w, &s.on);
        cr_assert_eq(look_arrows(&s.canvas, insides_color(part), LOOK_ALL, surface, 32), n);
        cr_assert_gt(n, 0);
        for (int i = 0; i < n; i++) {
            cr_expect(fabsf(map[i].x0 - surface[i].x0) < 0.02f &&
                          fabsf(map[i].y1 - surface[i].y1) < 0.02f &&
                          fabsf(map[i].x1 - surface[i].x1) < 0.02f,
                      "arrow %d of part %d", i, part);
        }
    }
    close_sight(&s);
}

Test(relief_sights, vectors_are_as_much_magnified_however_the_surface_is_turned)
{
    Sight s;
    open_formula(&s, "x^2 + 3*y^2", &aside);
    race_alone(&s, "sgd lr=0.001", 2, 2);
    const Projection above = view_projection(&s.w->view, picture);
    const double factor = insides_factor(s.w, &above);
    cr_expect_gt(factor, 1);
    for (double azimuth = 0; azimuth < 360; azimuth += 40) {
        look_from(&s, &(Orbit){ azimuth, 20, 1.4, false });
        cr_expect_eq(insides_factor(s.w, &s.on), factor, "turned by %g", azimuth);
    }
    close_sight(&s);
}

// Where heights are f itself, the tangent's is f + g·d.
Test(relief_sights, a_step_ends_on_the_tangent_above_the_next_point)
{
    Sight s;
    LookLine arrows[16];
    open_formula(&s, "x^2 + 3*y^2", &aside);
    s.w->scene.relief.height = RELIEF_LINEAR;
    race_alone(&s, "sgd lr=0.05", 3, 2);
    look_from(&s, &aside);
    insides_vectors(&s.canvas, s.w, &s.on);
    double g[2], from[2], to[2];
    const double f = value(&s, 3, 2, g), dx = -0.05 * g[0], dy = -0.05 * g[1];
    cr_assert(surface_px(&s, 3, 2, from));
    cr_assert(projection_px(&s.on, (Place){ 3 + dx, 2 + dy, f + g[0] * dx + g[1] * dy }, to));
    cr_assert_eq(insides_factor(s.w, &s.on), 1);
    cr_assert_eq(look_arrows(&s.canvas, insides_color(OPTIM_PART_GRADIENT), LOOK_ALL, arrows, 16),
                 1);
    cr_expect(fabs(arrows[0].x0 - from[0]) < 0.02 && fabs(arrows[0].y0 - from[1]) < 0.02);
    cr_expect(fabs(arrows[0].x1 - to[0]) < 0.02 && fabs(arrows[0].y1 - to[1]) < 0.02,
              "it ends at %g, %g, not %g, %g", (double)arrows[0].x1, (double)arrows[0].y1, to[0],
              to[1]);
    cr_expect_gt(hypot(to[0] - from[0], to[1] - from[1]), 5);
    close_sight(&s);
}

// Their arrows begin on the surface and point down the slope, in height as well.
Test(relief_sights, slopes_lie_along_the_surface)
{
    Sight s;
    LookLine arrows[400];
    const Color ink = { 255, 255, 255, 120 };
    open_formula(&s, "-(x^2 + y^2/2)", &flat_on); // the near side is seen
    slopes_draw(&s.canvas, s.w, &s.on);
    const int count = look_arrows(&s.canvas, ink, LOOK_ALL, arrows, 400);
    cr_assert_gt(count, 20);
    for (int i = 0; i < count; i++) {
        cr_expect_gt(arrows[i].y1, arrows[i].y0 - 0.01f, "downhill is down");
    }
    look_from(&s, &from_top);
    slopes_draw(&s.canvas, s.w, &s.on);
    const int above = look_arrows(&s.canvas, ink, LOOK_ALL, arrows, 400);
    cr_assert_gt(above, 100);
    double at[2], g[2];
    for (int i = 0; i < above; i++) {
        cr_assert(projection_plane(&(Projection){ picture, s.on.x, s.on.y, s.on.unit, NULL },
                                   arrows[i].x0, arrows[i].y0, at));
        value(&s, at[0], at[1], g);
        const double dx = arrows[i].x1 - arrows[i].x0, dy = arrows[i].y0 - arrows[i].y1;
        cr_expect_float_eq((dx * g[0] + dy * g[1]) / hypot(dx, dy) / hypot(g[0], g[1]), -1, 1e-3);
        cr_expect_lt(hypot(dx, dy), 15.01, "foreshortened at most");
    }
    close_sight(&s);
}

static bool never(const void *self, Place at)
{
    (void)self;
    (void)at;
    return false;
}

// Pins and arrows are faint then, slopes are left out, and minima alone have values, muted.
Test(relief_sights, what_the_surface_hides_is_faint_or_left_out)
{
    Sight s;
    LookText texts[64];
    LookLine arrows[64];
    open_named(&s, "himmelblau", &aside);
    s.w->show.on[SHOW_SADDLES] = s.w->show.on[SHOW_VECTORS] = true;
    workspace_seek(s.w, 1);
    Camera blind = *s.on.camera;
    blind.seen = never;
    const Projection hidden = { s.on.picture, s.on.x, s.on.y, s.on.unit, &blind };
    write_values(&s, &hidden, picture, &(Taken){ .count = 0 });
    const int count = look_texts(&s.canvas, LOOK_ALL, texts, 64);
    cr_expect(count > 1 && count <= 4, "%d of the four minima, no saddles", count);
    for (int i = 0; i < count; i++) {
        cr_expect_str_eq(texts[i].text, "0");
        cr_expect_eq(texts[i].color.r, themes[0].muted.r, "muted");
    }
    slopes_draw(&s.canvas, s.w, &hidden);
    cr_expect_eq(look_arrows(&s.canvas, (Color){ 255, 255, 255, 120 }, LOOK_ALL, arrows, 64), 0);
    canvas_begin(&s.canvas, &metrics, picture.w, picture.h, themes[0].background);
    draw_pins(&s, &hidden);
    insides_vectors(&s.canvas, s.w, &hidden);
    quadric_draw(&s.canvas, s.w, &hidden, NULL);
    int faint = 0;
    for (size_t i = 0; i < s.canvas.shapes.count; i++) {
        const Shape *shape = &s.canvas.shapes.items[i];
        const uint8_t a = shape->fill.a;
        const bool dot = shape->kind == SHAPE_BOX && shape->box.half_w == shape->box.half_h;
        faint += a < 110;
        cr_expect(a < 110 || dot, "shape %zu has alpha %d", i, a);
    }
    cr_expect_gt(faint, 300);
    close_sight(&s);
}
