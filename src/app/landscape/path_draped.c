// Points of a drape become vertices on the screen, those closer than a pixel one of them; every few
// pixels it is asked whether the line is seen, and where that changes the boundary is halved to.
#include "app/landscape/path_lines.h"

#include "app/landscape/relief_seen.h"

#include <math.h>
#include <string.h>

static const double APART_PX = 0.7, ASK_PX = 8, LONGEST_PX = 12, EDGE_PX = 0.5, BEND_PX = 0.15;
enum { ASKED_MOST = 1000, PIECES_MOST = 400, STRAIGHT_MOST = 8 };

typedef struct Spot {
    double scene[3];
    Vertex vertex;
} Spot;

typedef Array(Spot) Spots;

static double screen_way(const Spot *a, const Spot *b)
{
    const double x = b->vertex.x - a->vertex.x, y = b->vertex.y - a->vertex.y;
    return sqrt(x * x + y * y);
}

static bool spot_project(const Relief *relief, Spot *spot)
{
    double px[2];
    const bool before_eye = lens_px(&relief->lens, spot->scene, px, NULL);
    spot->vertex.x = px[0];
    spot->vertex.y = px[1];
    return before_eye;
}

static Spot spot_between(const Relief *relief, const Spot *a, const Spot *b, double share)
{
    Spot spot = *b;
    for (int i = 0; i < 3; i++) {
        spot.scene[i] = a->scene[i] + share * (b->scene[i] - a->scene[i]);
    }
    spot.vertex.between = true;
    if (!spot_project(relief, &spot)) {
        spot.vertex.x = b->vertex.x;
        spot.vertex.y = b->vertex.y;
    }
    return spot;
}

// The next point of the line: a long way to it, as up a cliff, is parted.
static void spots_add(Spots *spots, const Relief *relief, const Spot *next)
{
    if (spots->count > 0 && !next->vertex.apart) {
        Spot *last = &spots->items[spots->count - 1];
        const double way = screen_way(last, next);
        if (way < APART_PX) {
            last->vertex.between = last->vertex.between && next->vertex.between;
            return;
        }
        const Spot from = *last;
        const int pieces = (int)clamp(ceil(way / LONGEST_PX), 1, PIECES_MOST);
        for (int i = 1; i < pieces; i++) {
            array_push(spots, spot_between(relief, &from, next, (double)i / pieces));
        }
    }
    array_push(spots, *next);
}

static void spots_collect(Spots *spots, const Relief *relief, const Drape *drape, double until,
                          const Place *end)
{
    bool apart = false;
    Spot spot;
    size_t i = 0;
    for (; i < drape->points.count && drape->points.items[i].at <= until; i++) {
        const DrapePoint *p = &drape->points.items[i];
        memcpy(spot.scene, p->scene, sizeof spot.scene);
        spot.vertex = (Vertex){ .shared = p->shared, .between = !p->given };
        apart = apart || p->apart;
        if (!spot_project(relief, &spot)) {
            apart = true;
            continue;
        }
        spot.vertex.apart = apart;
        spots_add(spots, relief, &spot);
        apart = false;
    }
    const bool way = i > 0 && i < drape->points.count && !drape->points.items[i].apart && !apart;
    if (way && end) {
        relief_place(relief, *end, spot.scene);
        spot.vertex = (Vertex){ .shared = drape->points.items[i].shared, .between = true };
        if (spot_project(relief, &spot)) {
            spots_add(spots, relief, &spot);
        }
    }
}

// The place between two spots, of which the first is `hidden` and the second is not or the other
// way, where that changes.
static Spot boundary(const Relief *relief, const Spot *from, const Spot *to, bool hidden)
{
    Spot a = *from, b = *to;
    while (screen_way(&a, &b) > EDGE_PX) {
        const Spot middle = spot_between(relief, &a, &b, 0.5);
        if (screen_way(&a, &middle) >= screen_way(&a, &b)) {
            break; // beside the eye
        }
        *(relief_seen(relief, middle.scene) != hidden ? &a : &b) = middle;
    }
    a = spot_between(relief, &a, &b, 0.5);
    a.vertex.hidden = hidden;
    a.vertex.apart = false;
    return a;
}

// Whether the last vertex lies on the straight way from the one before to the next, so that it may
// go.
static bool straight(const Vertex *a, const Vertex *b, const Vertex *next)
{
    if (!b->between || b->apart || next->apart || b->hidden != next->hidden ||
        b->shared != next->shared) {
        return false;
    }
    const double x = next->x - a->x, y = next->y - a->y, u = b->x - a->x, v = b->y - a->y;
    const double off = x * v - y * u, along = x * u + y * v, length = x * x + y * y;
    return off * off <= BEND_PX * BEND_PX * length && along >= 0 && along <= length;
}

// Leaves out vertices that nobody would miss.
static void straighten(Vertices *vertices)
{
    size_t kept = 0;
    int gone = 0;
    for (size_t i = 0; i < vertices->count; i++) {
        const Vertex next = vertices->items[i];
        Vertex *last = kept > 1 ? &vertices->items[kept - 1] : NULL;
        if (last && gone < STRAIGHT_MOST && straight(last - 1, last, &next)) {
            *last = next;
            gone++;
        } else {
            vertices->items[kept++] = next;
            gone = 0;
        }
    }
    vertices->count = kept;
}

static void push_from(Vertices *vertices, const Spots *spots, size_t from, size_t to, bool hidden)
{
    for (size_t i = from; i < to; i++) {
        Vertex vertex = spots->items[i].vertex;
        vertex.hidden = hidden;
        array_push(vertices, vertex);
    }
}

// Vertices of the spots after `from`, whose state is `hidden`, as far as `to`, whose state is
// another, and of where it changes; returns the first spot behind that.
static size_t push_change(Vertices *vertices, const Relief *relief, const Spots *spots, size_t from,
                          size_t to, bool hidden)
{
    const size_t first = from + 1;
    while (to - from > 1) {
        const size_t middle = (from + to) / 2;
        *(relief_seen(relief, spots->items[middle].scene) != hidden ? &from : &to) = middle;
    }
    push_from(vertices, spots, first, from + 1, hidden);
    const Spot *a = &spots->items[from], *b = &spots->items[to];
    if (!b->vertex.apart) {
        array_push(vertices, boundary(relief, a, b, hidden).vertex);
    }
    return to;
}

void vertices_drape(Vertices *vertices, const Relief *relief, const Drape *drape, double until,
                    const Place *end)
{
    Spots spots = { 0 };
    double length = 0, way = 0;
    spots_collect(&spots, relief, drape, until, end);
    for (size_t i = 1; i < spots.count; i++) {
        length += screen_way(&spots.items[i - 1], &spots.items[i]);
    }
    const double every = fmax(ASK_PX, length / ASKED_MOST);
    bool hidden = spots.count > 0 && !relief_seen(relief, spots.items[0].scene);
    push_from(vertices, &spots, 0, spots.count > 0, hidden);
    for (size_t i = 1, before = 0; i < spots.count; i++) {
        way += screen_way(&spots.items[i - 1], &spots.items[i]);
        const bool last = i + 1 == spots.count || spots.items[i + 1].vertex.apart;
        if (way < every && !last && !spots.items[i].vertex.apart) {
            continue;
        }
        const bool now = !relief_seen(relief, spots.items[i].scene);
        const size_t from =
            now == hidden ? before + 1 : push_change(vertices, relief, &spots, before, i, hidden);
        push_from(vertices, &spots, from, i + 1, now);
        hidden = now;
        before = i;
        way = 0;
    }
    straighten(vertices);
    array_free(&spots);
}
