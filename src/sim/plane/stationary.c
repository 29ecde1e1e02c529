// Newton's method on the gradient, from many starts at once: the same block evaluator that draws
// the landscape gives gradient and Hessian of all starts that are still under way.
//
// Steps go through the Hessian's eigenvectors, because Newton must converge to saddles and maxima
// as well as to minima, and must stand a singular Hessian (a degenerate point, a straight valley):
// a direction without curvature is simply not moved along. Newton's steps alone can run past every
// minimum of a landscape full of dents, so a coarser grid of starts only goes downhill.
#include "sim/plane/stationary.h"

#include "base/sort.h"
#include "sim/plane/hessian.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 25, DOWNHILL_SIDE = 17, STEPS_MAX = 80, HINTS_MAX = 128 };
enum { STARTS_MAX = SIDE * SIDE + DOWNHILL_SIDE * DOWNHILL_SIDE + HINTS_MAX };
// More degenerate points than this are a line or a plateau of them, which no mark can show.
enum { DEGENERATE_MAX = 12 };

// In units of the box's longer side, or of the larger eigenvalue. Newton converges only linearly
// to a degenerate point, hence the wide bounds: within CONVERGED of one, curvature has fallen to
// about SINGULAR of its usual size.
static const double CONVERGED = 1e-9, SAME_POINT = 1e-5, STEP_MAX = 0.1, SINGULAR = 1e-7;
static const double NO_CURVATURE = 1e-13;
static const double APART = 1e-5; // gradients, where their differences serve as Hessian
// Looks towards a point, in the box's longer side; by what factor an infinite gradient grows from
// one to the next, ten times as near, at least; and how large it is in the end.
static const double LOOKS[] = { 1e-4, 1e-5, 1e-6 };
static const double STEEPENS = 1.2, STEEP = 1e-6;
static const double CLOSE = 1e-3; // around a point, where f is to be nowhere lower
static const double TURN = 6.283185307179586;

const char *stationary_kind_name(StationaryKind kind)
{
    static const char *const names[STATIONARY_KIND_COUNT] = {
        [STATIONARY_MINIMUM] = "minimum", [STATIONARY_MAXIMUM] = "maximum",
        [STATIONARY_SADDLE] = "saddle",   [STATIONARY_DEGENERATE] = "degenerate",
        [STATIONARY_KINK] = "kink",
    };
    assert(kind < STATIONARY_KIND_COUNT);
    return names[kind];
}

// Starts under way, side by side as the evaluator wants them.
typedef struct Search {
    const Objective *objective;
    Scratch *scratch;
    Box box;
    double size; // the box's longer side
    int count;   // under way
    double x[2][STARTS_MAX], f[STARTS_MAX], g[2][STARTS_MAX], h[3][STARTS_MAX];
    bool downhill[STARTS_MAX];
    int side;         // starts along each side of the box
    double curvature; // typical size of the larger eigenvalue over the box
} Search;

typedef struct Found {
    Stationary point;
    double gradient; // its length
} Found;

static void search_evaluate(Search *s)
{
    const ObjectiveBlock block = { (size_t)s->count, STARTS_MAX, s->x[0], s->f, s->g[0], s->h[0] };
    objective_eval_hessian(s->objective, s->scratch, APART * s->size, &block);
}

static bool box_holds(Box box, double x, double y, double margin)
{
    return x >= box.x0 - margin && x <= box.x1 + margin && y >= box.y0 - margin &&
           y <= box.y1 + margin;
}

// Newton's step at start i; downhill, as if all curvature were upward (Dauphin 2014), which is the
// same near a minimum. False when there is no curvature at all to steer by.
static bool newton_step(const Search *s, int i, double *dx, double *dy, double *largest)
{
    double e[2];
    hessian_eigenvalues(s->h[0][i], s->h[1][i], s->h[2][i], e);
    *largest = fmax(fabs(e[0]), fabs(e[1]));
    *dx = *dy = 0;
    if (!(*largest > 0)) {
        return false;
    }
    // (vx, vy) is the unit eigenvector of e[1], (-vy, vx) that of e[0]. Of its two formulas, the
    // one that does not subtract equal numbers.
    const double half = 0.5 * (s->h[0][i] - s->h[2][i]), radius = hypot(half, s->h[1][i]);
    double vx = half >= 0 ? radius + half : s->h[1][i];
    double vy = half >= 0 ? s->h[1][i] : radius - half;
    const double length = hypot(vx, vy);
    vx = length > 0 ? vx / length : 1;
    vy = length > 0 ? vy / length : 0;
    const double along[2] = { -vy * s->g[0][i] + vx * s->g[1][i],
                              vx * s->g[0][i] + vy * s->g[1][i] };
    const double zero = NO_CURVATURE * *largest;
    e[0] = s->downhill[i] ? fabs(e[0]) : e[0];
    e[1] = s->downhill[i] ? fabs(e[1]) : e[1];
    const double a = fabs(e[0]) > zero ? -along[0] / e[0] : 0;
    const double b = fabs(e[1]) > zero ? -along[1] / e[1] : 0;
    *dx = -vy * a + vx * b;
    *dy = vx * a + vy * b;
    return isfinite(*dx) && isfinite(*dy);
}

static StationaryKind kind_of(const Search *s, int i)
{
    double e[2];
    hessian_eigenvalues(s->h[0][i], s->h[1][i], s->h[2][i], e);
    const double zero = SINGULAR * fmax(fmax(fabs(e[0]), fabs(e[1])), s->curvature);
    if (fabs(e[0]) <= zero || fabs(e[1]) <= zero) {
        return STATIONARY_DEGENERATE;
    }
    return e[0] > 0 ? STATIONARY_MINIMUM : e[1] < 0 ? STATIONARY_MAXIMUM : STATIONARY_SADDLE;
}

// Adds a point, or improves the one that is already known there.
static void found_add(Found *found, int *count, Found new, double same)
{
    for (int k = 0; k < *count; k++) {
        if (hypot(found[k].point.x - new.point.x, found[k].point.y - new.point.y) < same) {
            if (found[k].point.kind != STATIONARY_KINK && new.gradient < found[k].gradient) {
                found[k] = new;
            }
            return;
        }
    }
    if (*count < STARTS_MAX) {
        found[(*count)++] = new;
    }
}

// The median over the starts of the larger eigenvalue's size.
static double typical_curvature(const Search *s)
{
    double sizes[STARTS_MAX];
    int count = 0;
    for (int i = 0; i < s->count; i++) {
        double e[2];
        hessian_eigenvalues(s->h[0][i], s->h[1][i], s->h[2][i], e);
        const double size = fmax(fabs(e[0]), fabs(e[1]));
        if (isfinite(size)) {
            sizes[count++] = size;
        }
    }
    sort_doubles((size_t)count, sizes);
    return count > 0 ? sizes[count / 2] : 0;
}

static void add_start(Search *s, double x, double y, bool downhill)
{
    s->x[0][s->count] = x;
    s->x[1][s->count] = y;
    s->downhill[s->count++] = downhill;
}

static void add_grid(Search *s, int side, bool downhill)
{
    const double width = s->box.x1 - s->box.x0, height = s->box.y1 - s->box.y0;
    for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
            add_start(s, s->box.x0 + width * (column + 0.5) / side,
                      s->box.y0 + height * (row + 0.5) / side, downhill);
        }
    }
}

static void search_start(Search *s, const Stationary *hints, int hint_count, Found *found,
                         int *found_count)
{
    const Box box = s->box;
    add_grid(s, s->side, false);
    add_grid(s, clampi(s->side * DOWNHILL_SIDE / SIDE, 1, DOWNHILL_SIDE), true);
    for (int k = 0; k < hint_count && k < HINTS_MAX; k++) {
        if (!box_holds(box, hints[k].x, hints[k].y, 0)) {
            continue;
        }
        if (hints[k].kind == STATIONARY_KINK) {
            Found kink = { hints[k], 0 };
            const double at[2] = { hints[k].x, hints[k].y };
            objective_eval(s->objective, s->scratch,
                           &(ObjectiveBlock){ 1, 1, at, &kink.point.f, NULL, NULL });
            found_add(found, found_count, kink, SAME_POINT * s->size);
        } else {
            add_start(s, hints[k].x, hints[k].y, false);
        }
    }
}

// Takes out the starts that have arrived and those without hope; moves the others.
static void search_round(Search *s, Found *found, int *found_count)
{
    const double margin = 1e-9 * s->size, longest = STEP_MAX * s->size;
    int kept = 0;
    for (int i = 0; i < s->count; i++) {
        double dx, dy, largest;
        if (!newton_step(s, i, &dx, &dy, &largest)) {
            continue;
        }
        const double length = hypot(dx, dy), gradient = hypot(s->g[0][i], s->g[1][i]);
        if (length <= CONVERGED * s->size && gradient <= CONVERGED * s->size * largest) {
            const Found here = { { s->x[0][i], s->x[1][i], s->f[i], kind_of(s, i) }, gradient };
            if (box_holds(s->box, s->x[0][i], s->x[1][i], margin)) {
                found_add(found, found_count, here, SAME_POINT * s->size);
            }
            continue;
        }
        const double scale = length > longest ? longest / length : 1;
        const double x = s->x[0][i] + scale * dx, y = s->x[1][i] + scale * dy;
        // Without curvature along the gradient (abs(x)) no step changes anything any more.
        if (length > 0 && box_holds(s->box, x, y, 0.5 * s->size)) {
            s->x[0][kept] = x;
            s->x[1][kept] = y;
            s->downhill[kept++] = s->downhill[i];
        }
    }
    s->count = kept;
}

// To the last bits: Newton's steps as long as they make the gradient smaller.
static void polish(Search *s, Found *found, int count)
{
    for (int round = 0; round < 3; round++) {
        for (int k = 0; k < count; k++) {
            s->x[0][k] = found[k].point.x;
            s->x[1][k] = found[k].point.y;
            s->downhill[k] = false;
        }
        s->count = count;
        search_evaluate(s);
        for (int k = 0; k < count; k++) {
            double dx, dy, largest;
            if (newton_step(s, k, &dx, &dy, &largest)) {
                s->x[0][k] += dx;
                s->x[1][k] += dy;
            }
        }
        search_evaluate(s);
        for (int k = 0; k < count; k++) {
            const double gradient = hypot(s->g[0][k], s->g[1][k]);
            if (found[k].point.kind != STATIONARY_KINK && gradient < found[k].gradient) {
                const Stationary point = { s->x[0][k], s->x[1][k], s->f[k], kind_of(s, k) };
                found[k] = (Found){ point, gradient };
            }
        }
    }
}

// Whether the gradient does not vanish towards the point but grows without end, like that of
// sqrt(x) towards 0, where formulas' rule for kinks says 0. Sides where nothing is defined do
// not count.
static bool steepens(const Search *s, const Stationary *p)
{
    static const double sides[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
    for (size_t side = 0; side < COUNT(sides); side++) {
        double x[2][COUNT(LOOKS)], f[COUNT(LOOKS)], g[2][COUNT(LOOKS)];
        for (size_t i = 0; i < COUNT(LOOKS); i++) {
            x[0][i] = p->x + sides[side][0] * LOOKS[i] * s->size;
            x[1][i] = p->y + sides[side][1] * LOOKS[i] * s->size;
        }
        objective_eval(s->objective, s->scratch,
                       &(ObjectiveBlock){ COUNT(LOOKS), COUNT(LOOKS), x[0], f, g[0], NULL });
        const double far = hypot(g[0][0], g[1][0]), near = hypot(g[0][1], g[1][1]),
                     nearest = hypot(g[0][2], g[1][2]);
        if (near > STEEPENS * far && nearest > STEEPENS * near &&
            nearest > STEEP * s->curvature * s->size) {
            return true;
        }
    }
    return false;
}

// Those of which the gradient truly vanishes, or that are known as kinks; how many.
static int without_steep(const Search *s, Found *found, int count)
{
    int kept = 0;
    for (int k = 0; k < count; k++) {
        if (found[k].point.kind == STATIONARY_KINK || !steepens(s, &found[k].point)) {
            found[kept++] = found[k];
        }
    }
    return kept;
}

static int compare_found(const void *a, const void *b)
{
    const Stationary *p = &((const Found *)a)->point, *q = &((const Found *)b)->point;
    if (p->f != q->f) {
        return p->f < q->f ? -1 : 1;
    }
    return p->x != q->x ? (p->x < q->x ? -1 : 1) : (p->y > q->y) - (p->y < q->y);
}

int stationary_find(const Objective *objective, Box box, const Stationary *hints, int hint_count,
                    Stationary *found, int max)
{
    return stationary_search(objective, box, SIDE, hints, hint_count, found, max);
}

int stationary_search(const Objective *objective, Box box, int side, const Stationary *hints,
                      int hint_count, Stationary *found, int max)
{
    Search *s = memory_get(sizeof *s);
    Found *all = memory_get(STARTS_MAX * sizeof *all);
    int count = 0, degenerate = 0, written = 0;
    memset(s, 0, sizeof *s);
    s->objective = objective;
    s->scratch = scratch_create();
    s->box = box;
    s->side = clampi(side, 2, SIDE);
    s->size = fmax(box.x1 - box.x0, box.y1 - box.y0);
    search_start(s, hints, hint_count, all, &count);
    for (int step = 0; step < STEPS_MAX && s->count > 0; step++) {
        search_evaluate(s);
        if (step == 0) {
            s->curvature = typical_curvature(s);
        }
        search_round(s, all, &count);
    }
    polish(s, all, count);
    count = without_steep(s, all, count);
    qsort(all, (size_t)count, sizeof *all, compare_found);
    for (int k = 0; k < count; k++) {
        degenerate += all[k].point.kind == STATIONARY_DEGENERATE;
    }
    for (int k = 0; k < count && written < max; k++) {
        if (all[k].point.kind != STATIONARY_DEGENERATE || degenerate <= DEGENERATE_MAX) {
            found[written++] = all[k].point;
        }
    }
    scratch_destroy(s->scratch);
    free(all);
    free(s);
    return written;
}

bool stationary_is_low(const Objective *objective, Scratch *scratch, Box box,
                       const Stationary *point)
{
    enum { AROUND = 24 };
    const double away = CLOSE * fmax(box.x1 - box.x0, box.y1 - box.y0);
    double x[2][AROUND], f[AROUND];
    for (int i = 0; i < AROUND; i++) {
        x[0][i] = point->x + away * cos(i * TURN / AROUND);
        x[1][i] = point->y + away * sin(i * TURN / AROUND);
    }
    objective_eval(objective, scratch, &(ObjectiveBlock){ AROUND, AROUND, x[0], f, NULL, NULL });
    for (int i = 0; i < AROUND; i++) {
        if (f[i] < point->f) {
            return false;
        }
    }
    return true;
}
