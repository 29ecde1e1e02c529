// A thread around a Session. It sleeps when there is nothing to do, looks for a new wish between
// slices of work, and posts a snapshot when a wish was answered, when a seek has ended, and now and
// then while it trains. A wish raises a flag that ends the slice at once.
#include "sim/train/worker.h"

#include "base/file.h"
#include "base/parallel.h"
#include "sim/train/mailbox.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// From one snapshot to the next while it trains, a little less than a thirtieth; the first slice
// after a wish; how long an end may take before the thread is left to itself.
static const double SHOT_S = 1.0 / 34, FIRST_SLICE_S = 0.004, END_S = 0.15;

struct Worker {
    pthread_t thread;
    Session *session; // the thread's, and what the last snapshot showed
    double posted_s;
    unsigned posted_pieces;
    Mailbox box;
    LabShot *shots[3];
    atomic_bool interrupt; // there is a new wish, or the end
    WorkerWake *wake;
    void *context;

    pthread_mutex_t waking; // held while wake() is called
    bool alone;             // guarded by `waking`: wake() must not be called any more

    pthread_mutex_t lock;
    pthread_cond_t news, over;
    // Guarded by the lock:
    LabWish wish;
    bool pending; // the wish is new
    bool end;     // the thread is to end
    bool ended;   // ... and has
    bool orphan;  // nobody waits for it: it frees everything itself
    unsigned serial;
};

static void worker_free(Worker *worker)
{
    session_destroy(worker->session);
    for (int i = 0; i < 3; i++) {
        free(worker->shots[i]);
    }
    pthread_mutex_destroy(&worker->waking);
    pthread_mutex_destroy(&worker->lock);
    pthread_cond_destroy(&worker->news);
    pthread_cond_destroy(&worker->over);
    free(worker);
}

static struct timespec from_now(double seconds)
{
    struct timespec when;
    clock_gettime(CLOCK_MONOTONIC, &when);
    const double whole = floor(seconds);
    when.tv_sec += (time_t)whole;
    when.tv_nsec += (long)((seconds - whole) * 1e9);
    if (when.tv_nsec >= 1000000000) {
        when.tv_sec++;
        when.tv_nsec -= 1000000000;
    }
    return when;
}

// Sleeps until there is a wish or the end, or for wait_s. False at the end; *fresh: *wish was
// filled.
static bool next_wish(Worker *worker, double wait_s, LabWish *wish, bool *fresh)
{
    pthread_mutex_lock(&worker->lock);
    const struct timespec until = from_now(fmin(wait_s, 3600));
    bool late = wait_s <= 0;
    while (!worker->pending && !worker->end && !late) {
        if (wait_s < 3600) {
            late = pthread_cond_timedwait(&worker->news, &worker->lock, &until) == ETIMEDOUT;
        } else {
            pthread_cond_wait(&worker->news, &worker->lock);
        }
    }
    *fresh = worker->pending && !worker->end;
    if (*fresh) {
        *wish = worker->wish;
        worker->pending = false;
        atomic_store(&worker->interrupt, false);
    }
    const bool goes_on = !worker->end;
    pthread_mutex_unlock(&worker->lock);
    return goes_on;
}

// all: nothing trains now, so there is time to look at everything; a new wish ends that.
static void post(Worker *worker, bool all)
{
    worker->posted_s = clock_seconds();
    if (all) {
        session_refresh(worker->session, &worker->interrupt);
    }
    session_shot(worker->session, worker->box.back, false);
    mailbox_post(&worker->box);
    worker->posted_pieces = session_pieces(worker->session);
    pthread_mutex_lock(&worker->waking);
    if (worker->wake && !worker->alone) {
        worker->wake(worker->context);
    }
    pthread_mutex_unlock(&worker->waking);
}

// Works and posts until there is nothing to do now or a new wish; returns how long to sleep.
static double work(Worker *worker, bool answer)
{
    Session *session = worker->session;
    for (;;) {
        const double left_s = worker->posted_s + SHOT_S - clock_seconds();
        const double slice_s = answer ? FIRST_SLICE_S : clamp(left_s, 0.001, SHOT_S);
        const bool more = session_work(session, slice_s, &worker->interrupt);
        const double wait_s = session_wait_s(session);
        const double next_s = worker->posted_s + SHOT_S - clock_seconds();
        const bool moved = worker->posted_pieces != session_pieces(session);
        if (answer || (moved && (!more || next_s <= 0))) {
            post(worker, !more || wait_s > 0);
            answer = false;
        } else if (wait_s > 0) {
            return moved ? fmin(wait_s, next_s) : wait_s;
        }
        if (atomic_load(&worker->interrupt)) {
            return 0;
        }
    }
}

static void *run(void *argument)
{
    Worker *worker = argument;
    LabWish *wish = memory_get(sizeof *wish);
    double wait_s = INFINITY;
    bool fresh = false;
    denormals_flush();
    while (next_wish(worker, wait_s, wish, &fresh)) {
        if (fresh) {
            session_wish(worker->session, wish);
        }
        wait_s = work(worker, fresh);
    }
    free(wish);
    pthread_mutex_lock(&worker->lock);
    worker->ended = true;
    const bool orphan = worker->orphan;
    pthread_cond_signal(&worker->over);
    pthread_mutex_unlock(&worker->lock);
    if (orphan) {
        worker_free(worker);
    }
    return NULL;
}

Worker *worker_create(size_t memory_budget, WorkerWake *wake, void *context)
{
    Worker *worker = memory_get(sizeof *worker);
    memset(worker, 0, sizeof *worker);
    worker->session = session_create(memory_budget, 0);
    worker->wake = wake;
    worker->context = context;
    for (int i = 0; i < 3; i++) {
        worker->shots[i] = memory_get(sizeof(LabShot));
        memset(worker->shots[i], 0, sizeof(LabShot));
    }
    mailbox_init(&worker->box, worker->shots[0], worker->shots[1], worker->shots[2]);
    atomic_init(&worker->interrupt, false);
    pthread_mutex_init(&worker->waking, NULL);
    pthread_mutex_init(&worker->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&worker->news, &monotonic);
    pthread_cond_init(&worker->over, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&worker->thread, NULL, run, worker) != 0) {
        die("no thread could be had to train networks");
    }
    return worker;
}

// Whether the thread ends in time. Else it is on its own, in a step too long to be interrupted,
// and frees what is its own when that is done.
static bool ends_in_time(Worker *worker)
{
    const struct timespec until = from_now(END_S);
    pthread_mutex_lock(&worker->lock);
    worker->end = true;
    atomic_store(&worker->interrupt, true);
    pthread_cond_signal(&worker->news);
    bool late = false;
    while (!worker->ended && !late) {
        late = pthread_cond_timedwait(&worker->over, &worker->lock, &until) == ETIMEDOUT;
    }
    worker->orphan = !worker->ended;
    const bool in_time = worker->ended;
    if (!in_time) {
        pthread_detach(worker->thread);
    }
    pthread_mutex_unlock(&worker->lock);
    return in_time;
}

void worker_destroy(Worker *worker)
{
    if (!worker) {
        return;
    }
    pthread_mutex_lock(&worker->waking);
    worker->alone = true;
    pthread_mutex_unlock(&worker->waking);
    if (ends_in_time(worker)) {
        pthread_join(worker->thread, NULL);
        worker_free(worker);
    }
}

unsigned worker_wish(Worker *worker, const LabWish *wish)
{
    pthread_mutex_lock(&worker->lock);
    worker->wish = *wish;
    const unsigned serial = worker->wish.serial = ++worker->serial;
    worker->pending = true;
    atomic_store(&worker->interrupt, true);
    pthread_cond_signal(&worker->news);
    pthread_mutex_unlock(&worker->lock);
    return serial;
}

const LabShot *worker_take(Worker *worker)
{
    const LabShot *shot = mailbox_take(&worker->box);
    return shot->serial > 0 ? shot : NULL;
}
