// Scores that say the same in every picture: how much better than by chance.
#include "sim/lesson/bet.h"

#include "base/words.h"
#include "sim/lesson/quantity.h"
#include "sim/lesson/who.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

const double BET_GOOD = 90;

// ---- reading

static bool take(const char *text, int *at, const char *word)
{
    const int begin = *at + (int)strspn(text + *at, " \t\n");
    const size_t length = strlen(word);
    const char after = strncmp(text + begin, word, length) == 0 ? text[begin + (int)length] : 'x';
    if (isalnum((unsigned char)after) || after == '_') {
        return false;
    }
    *at = begin + (int)length;
    return true;
}

static bool at_end(const char *text, int at, Error *err)
{
    at += (int)strspn(text + at, " \t\n");
    return !text[at] || fail_at(err, at, "nothing follows here");
}

static bool read_end(const char *on, int at, const Subject *subject, Arena *arena, LessonBet *bet,
                     Error *err)
{
    Who who;
    if (!take(on, &at, "of")) {
        return fail_at(err, at, "`end` is followed by whose, as in `end of adam`");
    }
    if (!who_read(on, &at, arena, &who, err)) {
        return false;
    }
    if (subject->kind != SUBJECT_SCENE) {
        return fail_at(err, 0, "networks end at no place; bet on `lowest validation_loss`");
    }
    bet->kind = BET_END;
    bet->of = who_of_subject(&who, subject, err);
    return bet->of >= 0 && at_end(on, at, err);
}

static bool read_best(const char *on, int at, const Subject *subject, Arena *arena, LessonBet *bet,
                      Error *err)
{
    at += (int)strspn(on + at, " \t\n");
    int end = at;
    while (isalnum((unsigned char)on[end]) || on[end] == '_') {
        end++;
    }
    bet->kind = BET_BEST;
    bet->by = arena_text(arena, on + at, (size_t)(end - at));
    const Quantity *quantity = quantity_find(bet->by);
    if (end == at) {
        return fail_at(err, at, "of what is missing, as in `lowest loss`");
    }
    if (!quantity) {
        return quantity_unknown(on + at, end - at, at, err);
    }
    const bool race = subject->kind == SUBJECT_SCENE;
    if (!quantity_has(quantity, race ? QUANTITY_RACE : QUANTITY_NET)) {
        return fail_at(err, at,
                       race ? N_("optimizers have no %s; networks do")
                            : N_("networks have no %s; optimizers do"),
                       bet->by);
    }
    return at_end(on, end, err) && who_list("all", subject, &bet->among, err);
}

bool bet_read(const char *on, const Subject *subject, Arena *arena, LessonBet *bet, Error *err)
{
    int at = 0;
    if (take(on, &at, "end")) {
        return read_end(on, at, subject, arena, bet, err);
    }
    bet->highest = take(on, &at, "highest");
    if (bet->highest || take(on, &at, "lowest")) {
        return read_best(on, at, subject, arena, bet, err);
    }
    return fail_at(err, at + (int)strspn(on + at, " \t\n"),
                   "one bets on `end of` somebody, on `lowest` or on `highest` and a quantity");
}

bool bet_read_among(const char *among, const Subject *subject, LessonBet *bet, Error *err)
{
    return who_list(among, subject, &bet->among, err) &&
           ((bet->among & (bet->among - 1)) != 0 ||
            fail_at(err, 0, "there must be two at least to choose from"));
}

// ---- an end

// Half the chord of a disk at x, as far as it lies within [low, high]; about 0.
static double chord(double radius, double x, double low, double high)
{
    const double square = radius * radius - x * x;
    const double half = square > 0 ? sqrt(square) : 0;
    return fmax(0, fmin(half, high) - fmax(-half, low));
}

double bet_end_points(const Box *picture, const double flag[2], const double end[2])
{
    enum { COLUMNS = 2000 };
    if (isnan(end[0]) || isnan(end[1])) {
        return NAN;
    }
    const double x = clamp(end[0], picture->x0, picture->x1);
    const double y = clamp(end[1], picture->y0, picture->y1);
    const double radius = hypot(flag[0] - x, flag[1] - y);
    const double width = (picture->x1 - picture->x0) / COLUMNS;
    double nearer = 0;
    for (int i = 0; i < COLUMNS; i++) {
        const double column = picture->x0 + (i + 0.5) * width;
        nearer += chord(radius, column - x, picture->y0 - y, picture->y1 - y) * width;
    }
    return 100 * (1 - nearer / ((picture->x1 - picture->x0) * (picture->y1 - picture->y0)));
}

// ---- the best

// Above 0: a is better than b.
static int better(double a, double b, bool highest)
{
    if (isnan(a) || isnan(b)) {
        return isnan(b) - isnan(a);
    }
    return highest ? (a > b) - (a < b) : (a < b) - (a > b);
}

double bet_best_points(const double *values, int count, const LessonBet *bet, int pick,
                       unsigned *best)
{
    double beaten = 0, others = 0;
    *best = 0;
    for (int i = 0; i < count; i++) {
        bool beats = bet->among & 1u << i;
        for (int k = 0; k < count; k++) {
            const bool other = k != i && bet->among & 1u << k;
            beats = beats && !(other && better(values[k], values[i], bet->highest) > 0);
        }
        *best |= beats ? 1u << i : 0;
        if (i != pick && bet->among & 1u << i) {
            others++;
            beaten += 0.5 + 0.5 * better(values[pick], values[i], bet->highest);
        }
    }
    return others > 0 ? 100 * beaten / others : 100;
}
