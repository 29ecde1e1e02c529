// Places are clipped to the patch and joined by short pieces; pieces from which f departs are
// halved, all of one round together, so that f is asked for in blocks; then what lies beyond the
// cuts is taken away.
#include "app/landscape/drape.h"

#include <math.h>
#include <string.h>

static const double APART_PX = 0.5, OFF_PX = 0.12, PIECE_PX = 9, PIECE_LEAST_PX = 1.0 / 16;
static const double FAR = 1e100;
static const double PROBES[3] = { 0.5, 0.29, 0.73 }; // of a piece; the first is where it is halved
enum { PIECES_MOST = 8000, POINTS_MOST = 24000, ROUNDS = 14 };

void drape_finish(Drape *drape)
{
    array_free(&drape->points);
    *drape = (Drape){ 0 };
}

void drape_clear(Drape *drape)
{
    drape->points.count = 0;
    drape->done = 0;
}

// What one call works with.
typedef struct Laying {
    const Relief *relief;
    double cut[2];
    double off, apart, piece, least; // scene units
    DrapePoints points, next;
    Array(double) asked; // planes x, y, f of `count` places
} Laying;

static void place_point(const Laying *l, DrapePoint *p)
{
    relief_place(l->relief, (Place){ p->x, p->y, p->f }, p->scene);
    p->scene[2] = relief_z(l->relief, p->f); // NAN stays
}

// f and the scene's place of every point, of which there are some, for which f is to be asked, NAN
// until then.
static void ask(Laying *l)
{
    DrapePoint *points = l->points.items;
    const size_t most = l->points.count;
    size_t n = 0;
    array_reserve(&l->asked, 3 * most);
    double *x = l->asked.items, *y = x + most, *f = y + most;
    for (size_t i = 0; i < l->points.count; i++) {
        if (isnan(points[i].f)) {
            x[n] = points[i].x;
            y[n++] = points[i].y;
        }
    }
    relief_heights(l->relief, n, x, y, f);
    n = 0;
    for (size_t i = 0; i < l->points.count; i++) {
        DrapePoint *p = &points[i];
        if (isnan(p->f)) {
            p->f = f[n++];
        }
        place_point(l, p);
    }
}

// Liang & Barsky 1984: the shares of the way between which it runs over the patch.
static bool on_patch(const Laying *l, const double from[2], const double to[2], double share[2])
{
    const double half[2] = { l->relief->picture.w / 2.0, l->relief->picture.h / 2.0 };
    share[0] = 0;
    share[1] = 1;
    for (int i = 0; i < 4; i++) {
        const int axis = i / 2, sign = i % 2 ? 1 : -1;
        const double by = sign * (to[axis] - from[axis]), room = half[axis] - sign * from[axis];
        if (by == 0 && room < 0) {
            return false;
        }
        if (by < 0) {
            share[0] = fmax(share[0], room / by);
        } else if (by > 0) {
            share[1] = fmin(share[1], room / by);
        }
    }
    return share[0] <= share[1];
}

static void to_scene(const Laying *l, const DrapePlace *at, double scene[2])
{
    scene[0] = (at->x - l->relief->view.x) / l->relief->view.unit;
    scene[1] = (at->y - l->relief->view.y) / l->relief->view.unit;
}

static void push_between(Laying *l, const DrapePlace *a, const DrapePlace *b, double share,
                         bool apart)
{
    const bool whole = share == 1;
    array_push(&l->points, (DrapePoint){
                               .x = whole ? b->x : a->x + share * (b->x - a->x),
                               .y = whole ? b->y : a->y + share * (b->y - a->y),
                               .f = whole ? b->f : (double)NAN,
                               .at = whole ? b->at : a->at + share * (b->at - a->at),
                               .given = whole,
                               .shared = b->shared,
                               .apart = apart,
                               .open = !apart,
                           });
}

// The way between two places in short pieces.
static void lay_way(Laying *l, const DrapePlace *a, const DrapePlace *b)
{
    double from[2], to[2], share[2];
    to_scene(l, a, from);
    to_scene(l, b, to);
    if (!on_patch(l, from, to, share)) {
        return;
    }
    const double length = (share[1] - share[0]) * hypot(to[0] - from[0], to[1] - from[1]);
    const int pieces = (int)clamp(ceil(length / l->piece), 1, PIECES_MOST);
    if (share[0] > 0) {
        push_between(l, a, b, share[0], true);
    }
    for (int i = 1; i <= pieces; i++) {
        push_between(l, a, b, i < pieces ? share[0] + (share[1] - share[0]) * i / pieces : share[1],
                     false);
    }
}

// Long lines in longer pieces: there may be no more than so many.
static void pieces_bound(Laying *l, const DrapePlace *last, size_t count, const DrapePlace *places)
{
    const double most = hypot((double)l->relief->picture.w, (double)l->relief->picture.h);
    double length = 0, before[2], at[2];
    to_scene(l, last ? last : places, before);
    for (size_t i = 0; i < count; i++) {
        to_scene(l, &places[i], at);
        const double way = hypot(at[0] - before[0], at[1] - before[1]);
        length += way < most ? way : most;
        memcpy(before, at, sizeof at);
    }
    l->piece = fmax(l->piece, length / PIECES_MOST);
}

static bool close_by(const Laying *l, const DrapePlace *a, const DrapePlace *b)
{
    double from[2], to[2];
    to_scene(l, a, from);
    to_scene(l, b, to);
    const double rise = relief_z(l->relief, b->f) - relief_z(l->relief, a->f);
    return hypot(to[0] - from[0], to[1] - from[1]) < l->apart &&
           !(isfinite(rise) && fabs(rise) >= l->apart);
}

static bool finite_place(const DrapePlace *at)
{
    return isfinite(at->x) && isfinite(at->y) && fabs(at->x) < FAR && fabs(at->y) < FAR;
}

// Whether the surface is there at a point.
static bool there(const Laying *l, const DrapePoint *p)
{
    return p->scene[2] >= l->cut[0] && p->scene[2] <= l->cut[1];
}

// Whether both ends lie beyond the same cut, or where there is no f.
static bool gone(const Laying *l, const DrapePoint *a, const DrapePoint *b)
{
    const double za = a->scene[2], zb = b->scene[2];
    return (isnan(za) && isnan(zb)) || (za > l->cut[1] && zb > l->cut[1]) ||
           (za < l->cut[0] && zb < l->cut[0]);
}

static bool short_piece(const Laying *l, const DrapePoint *a, const DrapePoint *b)
{
    return hypot(b->scene[0] - a->scene[0], b->scene[1] - a->scene[1]) <= l->least;
}

// The places of all open pieces that are probed; returns how many.
static size_t probe(Laying *l)
{
    const DrapePoint *p = l->points.items;
    const size_t most = 3 * l->points.count;
    size_t n = 0;
    array_reserve(&l->asked, 3 * most);
    double *x = l->asked.items, *y = x + most, *f = y + most;
    for (size_t i = 1; i < l->points.count; i++) {
        for (int k = 0; p[i].open && k < 3; k++, n++) {
            x[n] = p[i - 1].x + PROBES[k] * (p[i].x - p[i - 1].x);
            y[n] = p[i - 1].y + PROBES[k] * (p[i].y - p[i - 1].y);
        }
    }
    relief_heights(l->relief, n, x, y, f);
    return most;
}

// Whether the straight piece leaves the surface. f [3]: of what was probed.
static bool departs(const Laying *l, const DrapePoint *a, const DrapePoint *b, const double *f)
{
    for (int k = 0; k < 3; k++) {
        const double straight = a->scene[2] + PROBES[k] * (b->scene[2] - a->scene[2]);
        if (!(fabs(relief_z(l->relief, f[k]) - straight) <= l->off)) {
            return true;
        }
    }
    return false;
}

// One round: open pieces from which f departs are halved, others are fine. False: all are.
static bool halve(Laying *l)
{
    const size_t plane = probe(l);
    const double *x = l->asked.items, *y = x + plane, *f = y + plane;
    bool any = false;
    l->next.count = 0;
    for (size_t i = 0, n = 0; i < l->points.count; i++) {
        const DrapePoint *a = &l->points.items[i > 0 ? i - 1 : 0]; // the first is never open
        DrapePoint b = l->points.items[i];
        if (b.open) {
            b.open = departs(l, a, &b, f + n);
            if (b.open) {
                DrapePoint middle = b;
                middle.x = x[n];
                middle.y = y[n];
                middle.f = f[n];
                middle.at = a->at + PROBES[0] * (b.at - a->at);
                middle.given = false;
                place_point(l, &middle);
                middle.open = !gone(l, a, &middle) && !short_piece(l, a, &middle);
                b.open = !gone(l, &middle, &b) && !short_piece(l, &middle, &b);
                any |= middle.open || b.open;
                array_push(&l->next, middle);
            }
            n += 3;
        }
        array_push(&l->next, b);
    }
    const DrapePoints before = l->points;
    l->points = l->next;
    l->next = before;
    return any && l->points.count < POINTS_MOST;
}

// Where the way from a to b passes a cut: near enough the surface's edge for pieces that are fine.
static void push_edge(Laying *l, const DrapePoint *a, const DrapePoint *b, bool apart)
{
    const double za = a->scene[2], zb = b->scene[2];
    const double cut = fmax(za, zb) > l->cut[1] ? l->cut[1] : l->cut[0];
    const double share = clamp((cut - za) / (zb - za), 0, 1);
    DrapePoint edge = *b;
    if (!isfinite(share)) {
        return;
    }
    edge.x = a->x + share * (b->x - a->x);
    edge.y = a->y + share * (b->y - a->y);
    edge.at = a->at + share * (b->at - a->at);
    edge.given = false;
    edge.apart = apart;
    relief_heights(l->relief, 1, &edge.x, &edge.y, &edge.f);
    place_point(l, &edge);
    if (edge.scene[2] >= l->cut[0] - 1 && edge.scene[2] <= l->cut[1] + 1) {
        array_push(&l->next, edge);
    }
}

// Only what is there, with points where it begins and ends.
static void trim(Laying *l)
{
    l->next.count = 0;
    bool apart = true; // nothing leads to what comes next
    for (size_t i = 0; i < l->points.count; i++) {
        const DrapePoint *b = &l->points.items[i], *a = b - 1;
        const bool way = i > 0 && !b->apart;
        apart = apart || !way;
        if (way && there(l, a) != there(l, b)) {
            const size_t before = l->next.count;
            push_edge(l, a, b, apart);
            apart = l->next.count == before || !there(l, b);
        }
        if (there(l, b)) {
            DrapePoint kept = *b;
            kept.apart = apart;
            array_push(&l->next, kept);
            apart = false;
        }
    }
}

// The ways over further places.
static void take(Laying *l, Drape *drape, size_t count, const DrapePlace *places)
{
    const Relief *relief = l->relief;
    for (size_t i = 0; i < count; i++, drape->done++) {
        const DrapePlace *next = &places[i];
        if (!finite_place(next) || (drape->done && !finite_place(&drape->last))) {
            drape->last.x = NAN;
        } else if (drape->done == 0) {
            drape->last = *next;
            if (relief_covers(relief, next->x, next->y)) {
                push_between(l, next, next, 1, true);
            }
        } else if (!close_by(l, &drape->last, next)) {
            lay_way(l, &drape->last, next);
            drape->last = *next;
        }
    }
}

// What the line went on from is there already.
static void append(Drape *drape, const DrapePoints *laid)
{
    const DrapePoint *last =
        drape->points.count ? &drape->points.items[drape->points.count - 1] : NULL;
    const bool again = last && laid->count && last->given && last->at == laid->items[0].at;
    for (size_t i = again ? 1 : 0; i < laid->count; i++) {
        array_push(&drape->points, laid->items[i]);
    }
}

// From the points taken to those of the line.
static void lay_out(Laying *l)
{
    ask(l);
    for (size_t i = 1; i < l->points.count; i++) {
        DrapePoint *p = &l->points.items[i];
        p->open = p->open && !gone(l, p - 1, p);
    }
    for (int round = 0; round < ROUNDS && halve(l); round++) {
    }
    trim(l);
}

void drape_add(Drape *drape, const Relief *relief, double closest, size_t count,
               const DrapePlace *places)
{
    Laying l = { .relief = relief,
                 .off = OFF_PX / closest,
                 .apart = APART_PX / closest,
                 .piece = fmax(PIECE_PX / closest, 1),
                 .least = PIECE_LEAST_PX / closest };
    if (count == 0) {
        return;
    }
    relief_drawn(relief, &l.cut[0], &l.cut[1]);
    pieces_bound(&l, drape->done ? &drape->last : NULL, count, places);
    if (drape->done && finite_place(&drape->last) &&
        relief_covers(relief, drape->last.x, drape->last.y)) {
        push_between(&l, &drape->last, &drape->last, 1, true);
    }
    take(&l, drape, count, places);
    if (l.points.count > 0) {
        lay_out(&l);
        append(drape, &l.next);
    }
    array_free(&l.points);
    array_free(&l.next);
    array_free(&l.asked);
}
