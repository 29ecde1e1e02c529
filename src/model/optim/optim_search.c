// Two phases: the bracket grows until it must hold a point that is good enough, then it is cut.
#include "model/optim/optim_search.h"

#include <math.h>

static const double DECREASE = 1e-4, SHORTEST = 1e-9;
enum { CUTS_MAX = LINE_LOOKS_MAX - 1 };

static LinePoint look_at(const LineSearch *search, double t)
{
    LinePoint point = { .t = t };
    search->look(search->context, &point);
    if (!isfinite(point.f) || !isfinite(point.slope)) {
        point.f = point.slope = INFINITY;
    }
    return point;
}

// Where the cubic through both values and slopes is lowest, within [low, high]; halfway where it
// has no minimum (Nocedal & Wright 2006, equation 3.59).
static double cubic_minimum(const LinePoint *a, const LinePoint *b, double low, double high)
{
    const LinePoint *first = a->t <= b->t ? a : b, *last = a->t <= b->t ? b : a;
    const double d1 = a->slope + b->slope - 3 * (a->f - b->f) / (a->t - b->t);
    const double square = d1 * d1 - a->slope * b->slope;
    if (!(square >= 0)) {
        return (low + high) / 2;
    }
    const double d2 = sqrt(square);
    const double t = last->t - (last->t - first->t) * ((last->slope + d2 - d1) /
                                                       (last->slope - first->slope + 2 * d2));
    return isfinite(t) ? clamp(t, low, high) : (low + high) / 2;
}

// Good enough, or the end of a bracket.
typedef enum LineState {
    LINE_ON,
    LINE_BRACKETED,
    LINE_FOUND,
} LineState;

static bool too_high(const LinePoint *start, const LinePoint *at)
{
    return at->f > start->f + DECREASE * at->t * start->slope;
}

static bool flat_enough(const LineSearch *search, const LinePoint *start, const LinePoint *at)
{
    return fabs(at->slope) <= -search->c2 * start->slope;
}

static LineState judge(const LineSearch *search, const LinePoint *start, const LinePoint *before,
                       const LinePoint *now, int cuts)
{
    if (too_high(start, now) || (cuts > 1 && now->f >= before->f)) {
        return LINE_BRACKETED;
    }
    return flat_enough(search, start, now) ? LINE_FOUND
           : now->slope >= 0               ? LINE_BRACKETED
                                           : LINE_ON;
}

// The next trial in a bracket: by the cubic, but 10 % from an end when it came so near to one twice
// running or would be outside. *near: whether the last one did.
static double next_cut(const LinePoint *low, const LinePoint *high, bool *near)
{
    const double least = fmin(low->t, high->t), most = fmax(low->t, high->t);
    const double margin = 0.1 * (most - least);
    const double t = cubic_minimum(low, high, least, most);
    if (fmin(most - t, t - least) >= margin) {
        *near = false;
        return t;
    }
    const bool pushed = *near || t >= most || t <= least;
    *near = !pushed;
    return !pushed ? t : fabs(t - most) < fabs(t - least) ? most - margin : least + margin;
}

// low is the lower end of the bracket.
static LinePoint cut(const LineSearch *search, const LinePoint *start, LinePoint low,
                     LinePoint high, int cuts)
{
    bool near = false;
    while (cuts++ < CUTS_MAX && !(fabs(high.t - low.t) * search->widest < SHORTEST)) {
        const LinePoint now = look_at(search, next_cut(&low, &high, &near));
        if (too_high(start, &now) || now.f >= low.f) {
            high = now;
            if (high.f < low.f) {
                high = low;
                low = now;
            }
            continue;
        }
        if (flat_enough(search, start, &now)) {
            return now;
        }
        if (now.slope * (high.t - low.t) >= 0) {
            high = low;
        }
        low = now;
    }
    return low;
}

LinePoint line_search(const LineSearch *search, LinePoint start, double t)
{
    static const double FARTHER_LEAST = 0.01, FARTHER_MOST = 10;
    LinePoint before = start, now = look_at(search, t);
    int cuts = 0;
    LineState state = judge(search, &start, &before, &now, cuts);
    while (state == LINE_ON && cuts < CUTS_MAX) {
        const double low = now.t + FARTHER_LEAST * (now.t - before.t);
        const double next = cubic_minimum(&before, &now, low, now.t * FARTHER_MOST);
        before = now;
        now = look_at(search, next);
        cuts++;
        state = cuts < CUTS_MAX ? judge(search, &start, &before, &now, cuts) : LINE_ON;
    }
    if (state == LINE_FOUND) {
        return now;
    }
    const LinePoint end = state == LINE_ON ? start : before;
    return end.f <= now.f ? cut(search, &start, end, now, cuts)
                          : cut(search, &start, now, end, cuts);
}
