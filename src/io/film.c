// Few pictures wait between the one who draws and the one who encodes: a ring of them, both ends
// under one lock.
#include "io/film.h"

#include "base/job.h"
#include "base/words.h"
#include "io/film_parts.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { RING = 3 };
static const double END_SHARE = 0.3; // of the work, where a kind goes over all once more

struct Film {
    FilmPlan plan;
    const FilmEncoder *encoder;
    void *state;
    Output output;
    Job *job;
    uint8_t *ring[RING];

    pthread_mutex_t lock;
    pthread_cond_t moved;
    // Guarded by the lock:
    int first, count; // that wait
    bool last, failed, ended;
    long encoded;
    Error error;
};

static const FilmEncoder *const encoders[] = {
    [FILM_MP4] = &film_mp4,
    [FILM_GIF] = &film_gif,
    [FILM_WEBP] = &film_webp,
};
static_assert(COUNT(encoders) == FILM_KIND_COUNT, "an encoder for each kind");

static const Kind kinds[] = {
    [FILM_MP4] = { .key = "mp4", .name = "MP4" },
    [FILM_GIF] = { .key = "gif", .name = "GIF" },
    [FILM_WEBP] = { .key = "webp", .name = "WebP" },
};
const Registry film_kinds = { REGISTRY(kinds), .plain = true };

bool film_possible(FilmKind kind, Error *why)
{
    const FilmEncoder *encoder = encoders[kind];
    return !encoder->possible || encoder->possible(why);
}

void film_fit(FilmKind kind, int *width, int *height)
{
    if (encoders[kind]->even) {
        *width += *width % 2;
        *height += *height % 2;
    }
}

// The picture that waits longest; NULL: none will come any more, or the film is abandoned.
static const uint8_t *next(Film *film)
{
    pthread_mutex_lock(&film->lock);
    while (film->count == 0 && !film->last && !film->failed) {
        pthread_cond_wait(&film->moved, &film->lock);
    }
    const uint8_t *pixels = film->count > 0 && !film->failed ? film->ring[film->first] : NULL;
    pthread_mutex_unlock(&film->lock);
    return pixels;
}

static bool is_abandoned(Film *film)
{
    pthread_mutex_lock(&film->lock);
    const bool abandoned = film->failed;
    pthread_mutex_unlock(&film->lock);
    return abandoned;
}

static void done_with_it(Film *film)
{
    pthread_mutex_lock(&film->lock);
    film->first = (film->first + 1) % RING;
    film->count--;
    film->encoded++;
    pthread_cond_broadcast(&film->moved);
    pthread_mutex_unlock(&film->lock);
}

static void encode(UNUSED Job *job, void *context)
{
    Film *film = context;
    const FilmEncoder *encoder = film->encoder;
    Error err = { .text = "", .at = -1 };
    bool good = encoder->begin(film->state, &err);
    const uint8_t *pixels;
    while (good && (pixels = next(film))) {
        good = encoder->picture(film->state, pixels, &err);
        done_with_it(film);
    }
    good = good && !is_abandoned(film) && encoder->end(film->state, &err);
    pthread_mutex_lock(&film->lock);
    film->failed = film->failed || !good;
    film->ended = true;
    film->error = err;
    pthread_cond_broadcast(&film->moved);
    pthread_mutex_unlock(&film->lock);
}

static void film_free(Film *film)
{
    film->encoder->finish(film->state);
    free(film->state);
    for (int i = 0; i < RING; i++) {
        free(film->ring[i]);
    }
    pthread_mutex_destroy(&film->lock);
    pthread_cond_destroy(&film->moved);
    free(film);
}

static bool plan_is_good(const FilmPlan *plan, Error *err)
{
    int width = plan->width, height = plan->height;
    film_fit(plan->kind, &width, &height);
    assert(width == plan->width && height == plan->height && plan->count > 0);
    assert(plan->rate >= 1 && plan->rate <= FILM_RATE_MOST);
    return (width <= FILM_SIDE_MOST && height <= FILM_SIDE_MOST) ||
           fail(err, "a film of %d x %d pixels cannot be made: %d a side are the most", width,
                height, FILM_SIDE_MOST);
}

Film *film_begin(const FilmPlan *plan, Error *err)
{
    Film *film = memory_get(sizeof *film);
    *film = (Film){ .plan = *plan, .encoder = encoders[plan->kind] };
    if (!plan_is_good(plan, err) || !film_possible(plan->kind, err) ||
        !output_open(&film->output, plan->path, err)) {
        free(film);
        return NULL;
    }
    film->state = memory_get(film->encoder->size);
    memset(film->state, 0, film->encoder->size);
    film->encoder->init(film->state, plan, &film->output);
    for (int i = 0; i < RING; i++) {
        film->ring[i] = memory_get((size_t)plan->width * (size_t)plan->height * 4);
    }
    pthread_mutex_init(&film->lock, NULL);
    pthread_cond_init(&film->moved, NULL);
    film->job = job_start(&(JobPlan){ .body = encode, .context = film });
    return film;
}

uint8_t *film_room(Film *film, bool wait)
{
    pthread_mutex_lock(&film->lock);
    assert(!film->last);
    while (wait && film->count == RING && !film->failed && !film->ended) {
        pthread_cond_wait(&film->moved, &film->lock);
    }
    uint8_t *pixels = film->count < RING && !film->failed && !film->ended
                          ? film->ring[(film->first + film->count) % RING]
                          : NULL;
    pthread_mutex_unlock(&film->lock);
    return pixels;
}

void film_put(Film *film)
{
    pthread_mutex_lock(&film->lock);
    assert(film->count < RING);
    film->count++;
    pthread_cond_broadcast(&film->moved);
    pthread_mutex_unlock(&film->lock);
}

void film_last(Film *film)
{
    pthread_mutex_lock(&film->lock);
    film->last = true;
    pthread_cond_broadcast(&film->moved);
    pthread_mutex_unlock(&film->lock);
}

bool film_ended(Film *film)
{
    pthread_mutex_lock(&film->lock);
    const bool ended = film->ended;
    pthread_mutex_unlock(&film->lock);
    return ended;
}

double film_progress(Film *film)
{
    pthread_mutex_lock(&film->lock);
    const double pictures = clamp((double)film->encoded / (double)film->plan.count, 0, 1);
    pthread_mutex_unlock(&film->lock);
    const FilmEncoder *encoder = film->encoder;
    return encoder->ending ? (1 - END_SHARE) * pictures + END_SHARE * encoder->ending(film->state)
                           : pictures;
}

bool film_finish(Film *film, Error *err)
{
    assert(film->last);
    job_wait(film->job);
    job_end(film->job, INFINITY);
    const bool good = !film->failed;
    if (good) {
        const bool placed = output_close(&film->output, err);
        film_free(film);
        return placed;
    }
    fail_said(err, -1, film->error.text);
    output_abandon(&film->output);
    film_free(film);
    return false;
}

void film_abandon(Film *film)
{
    if (!film) {
        return;
    }
    pthread_mutex_lock(&film->lock);
    film->failed = true;
    pthread_cond_broadcast(&film->moved);
    pthread_mutex_unlock(&film->lock);
    if (film->encoder->stop) {
        film->encoder->stop(film->state);
    }
    job_end(film->job, INFINITY);
    output_abandon(&film->output);
    film_free(film);
}
