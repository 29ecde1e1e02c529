// A film is played on a stage of its own, where the room's subject is opened once more, so that the
// window stays as it is; between two frames of the window the stage draws as many pictures as there
// is time for. What is drawn is read while the next picture is drawn and encoded beside both;
// pictures that would be equal are drawn once.
#include "app/shell/export_draw.h"
#include "app/shell/export_ways.h"
#include "base/file.h"
#include "base/words.h"
#include "gfx/flow.h"
#include "io/film.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Where the film stands in the room's time, and how often in a row.
typedef struct FilmTime {
    double step, turned;
    long times;
} FilmTime;

typedef struct FilmWork {
    ExportPlan plan;
    App stage;
    Capture capture;
    Flow flow;
    FilmTime drawn[FLOW_MOST]; // those that are read, as in the flow
    Film *film;
    long count, asked, put; // pictures: of all, drawn or about to be, given to be encoded
    uint8_t *last;          // the last one given [height][width][4] ...
    long again;             // ... which comes so many times more
} FilmWork;

static const struct {
    ExportKind kind;
    FilmKind film;
} films[] = { { EXPORT_MP4, FILM_MP4 }, { EXPORT_GIF, FILM_GIF }, { EXPORT_WEBP, FILM_WEBP } };

static FilmKind film_kind(ExportKind kind)
{
    size_t i = 0;
    while (films[i].kind != kind) {
        i++;
        assert(i < COUNT(films));
    }
    return films[i].film;
}

static bool moves(const App *app, Error *err)
{
    return app->room->row->last_step(app->room->state) > 0 ||
           fail(err, "there is nothing that moves: a film shows a race, or a lab in training");
}

bool export_can_mp4(const App *app, Error *err)
{
    return moves(app, err) && film_possible(FILM_MP4, err);
}

bool export_can_gif(const App *app, Error *err)
{
    return moves(app, err) && film_possible(FILM_GIF, err);
}

bool export_can_webp(const App *app, Error *err)
{
    return moves(app, err) && film_possible(FILM_WEBP, err);
}

// ---- the time of a film

bool export_film_check(const ExportPlan *plan, Error *err)
{
    const int most = plan->kind == EXPORT_GIF ? EXPORT_RATE_GIF : EXPORT_RATE_MAX;
    if (plan->width > FILM_SIDE_MOST || plan->height > FILM_SIDE_MOST) {
        return fail(err, "a film of %d x %d pixels: each side is at most %d", plan->width,
                    plan->height, FILM_SIDE_MOST);
    }
    if (plan->rate < 1 || plan->rate > most) {
        return fail(err, "a .%s film has from 1 to %d pictures a second, not %d",
                    registry_key(&film_kinds, (size_t)film_kind(plan->kind)), most, plan->rate);
    }
    if (!(plan->seconds >= EXPORT_SECONDS_MIN && plan->seconds <= EXPORT_SECONDS_MAX)) {
        return fail(err, "a film of %g seconds: from %g to %g", plan->seconds, EXPORT_SECONDS_MIN,
                    EXPORT_SECONDS_MAX);
    }
    return fabs(plan->turned) <= EXPORT_TURN_MAX ||
           fail(err, "a turn by %g degrees: at most %d", plan->turned, EXPORT_TURN_MAX);
}

// From where to where it goes, and what turns; a race has an end, a training goes on.
static bool span(const App *app, ExportPlan *plan, Error *err)
{
    const Room *row = app->room->row;
    const long last = row->last_step(app->room->state);
    plan->from = isnan(plan->from) ? 0 : plan->from;
    plan->to = isnan(plan->to) ? (double)last : plan->to;
    const double most = fmax(plan->from, plan->to);
    if (plan->turned != 0 && !row->turns(app->room->state)) {
        return fail_at(err, 0, "nothing turns: no surface is shown");
    }
    return (fmin(plan->from, plan->to) >= 0 && (most <= (double)last || !row->between)) ||
           fail_n(err, 0, last, "a film from step %.15g to %.15g: there is %ld step",
                  "a film from step %.15g to %.15g: there are %ld steps", plan->from, plan->to,
                  last);
}

// The moment of a picture: the first one is at `from`, the last one at `to`; a whole turn ends
// where the film begins again.
static FilmTime time_of(const FilmWork *work, long number)
{
    const ExportPlan *plan = &work->plan;
    const double share = work->count > 1 ? (double)number / (double)(work->count - 1) : 1;
    const double step = plan->from + (plan->to - plan->from) * share;
    return (FilmTime){ .step = work->stage.room->row->between ? step : floor(step + 1e-9),
                       .turned = plan->turned * (double)number / (double)work->count,
                       .times = 1 };
}

// The moment of the next picture to be drawn, with all equal ones behind it.
static FilmTime next_time(const FilmWork *work)
{
    FilmTime next = time_of(work, work->asked);
    for (; work->asked + next.times < work->count; next.times++) {
        const FilmTime after = time_of(work, work->asked + next.times);
        if (after.step != next.step || after.turned != next.turned) {
            break;
        }
    }
    return next;
}

// ---- the stage

static bool stage_begin(FilmWork *work, App *app, Error *err)
{
    App *stage = &work->stage;
    if (!app_init(stage, app->table, err)) {
        return false;
    }
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    stage->shell.theme = work->plan.theme;
    app_open(stage, subject);
    free(subject);
    stage->shell.bottom = app->shell.bottom;
    return true;
}

static void end(void *context)
{
    FilmWork *work = context;
    film_abandon(work->film);
    flow_finish(&work->flow);
    capture_finish(&work->capture);
    app_finish(&work->stage);
    free(work->last);
    free(work);
}

static void *begin(App *app, const ExportPlan *plan, Error *err)
{
    FilmWork *work = memory_get(sizeof *work);
    *work = (FilmWork){ .plan = *plan,
                        .count = (long)fmax((double)lround(plan->seconds * plan->rate), 1) };
    const FilmKind kind = film_kind(plan->kind);
    film_fit(kind, &work->plan.width, &work->plan.height);
    const FilmPlan of = { .kind = kind,
                          .path = work->plan.path,
                          .width = work->plan.width,
                          .height = work->plan.height,
                          .rate = plan->rate,
                          .count = work->count };
    if (!span(app, &work->plan, err) || !stage_begin(work, app, err)) {
        free(work);
        return NULL;
    }
    if (!capture_init(&work->capture, of.width, of.height, err) ||
        !(work->film = film_begin(&of, err))) {
        end(work);
        return NULL;
    }
    work->last = memory_get((size_t)of.width * (size_t)of.height * 4);
    return work;
}

// ---- pictures

static void give(FilmWork *work, uint8_t *room)
{
    memcpy(room, work->last, (size_t)work->plan.width * (size_t)work->plan.height * 4);
    film_put(work->film);
    work->put++;
}

// Gives a picture on if one is at hand, or is still to be read; whether it did.
static bool give_on(FilmWork *work, bool wait, Error *err, bool *lost)
{
    if (work->again == 0 && work->flow.count == 0) {
        return false;
    }
    uint8_t *room = film_room(work->film, wait);
    if (!room) {
        return false;
    }
    if (work->again == 0) {
        work->again = work->drawn[work->flow.first].times;
        *lost = !flow_take(&work->flow, &work->capture, work->last) &&
                !fail(err, "the graphics driver has lost a picture");
    }
    work->again--;
    give(work, room);
    return true;
}

// Draws the next picture when the room is there; whether it did.
static bool draw_next(FilmWork *work, double budget_s)
{
    App *stage = &work->stage;
    if (work->asked == work->count || work->flow.count == FLOW_MOST) {
        return false;
    }
    const FilmTime next = next_time(work);
    if (!stage->room->row->show_at(stage->room->state, next.step, next.turned, budget_s)) {
        return true; // it has worked towards it
    }
    const unsigned before = capture_bound();
    capture_bind(&work->capture);
    export_draw(stage, &work->plan, 1);
    work->drawn[(work->flow.first + work->flow.count) % FLOW_MOST] = next;
    flow_ask(&work->flow, &work->capture);
    capture_rebind(before);
    work->asked += next.times;
    return true;
}

static ExportState finish(FilmWork *work, Error *err)
{
    Film *film = work->film;
    work->film = NULL;
    return film_finish(film, err) ? EXPORT_DONE : EXPORT_FAILED;
}

static ExportState step(void *context, double budget_s, Error *err)
{
    FilmWork *work = context;
    const double until_s = clock_seconds() + budget_s;
    const bool whole = isinf(budget_s);
    bool working = true;
    while (work->put < work->count && working) {
        bool lost = false;
        working = draw_next(work, whole ? budget_s : fmax(until_s - clock_seconds(), 0));
        // With nothing to draw meanwhile the encoder is waited for, where nobody else is.
        working |= give_on(work, whole && !working, err, &lost);
        if (lost) {
            return EXPORT_FAILED;
        }
        working = working && clock_seconds() < until_s;
    }
    if (work->put == work->count) {
        film_last(work->film);
    }
    const bool over = film_ended(work->film) || (whole && work->put == work->count);
    if (over || (whole && !working)) {
        film_last(work->film);
        return finish(work, err);
    }
    return EXPORT_GOES_ON;
}

static double progress(const void *context)
{
    const FilmWork *work = context;
    return work->film ? film_progress(work->film) : 1;
}

const ExportWay export_film = { begin, step, progress, end };
