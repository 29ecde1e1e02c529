// A thread around a Session. It sleeps when there is nothing to do, looks for a new wish between
// slices of work, and posts a snapshot when a wish was answered, when a seek has ended, and now and
// then while it trains. A wish raises a flag that ends the slice at once.
#include "sim/train/worker.h"

#include "base/file.h"
#include "sim/train/mailbox.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

// From one snapshot to the next while it trains, a little less than a thirtieth; the first slice
// after a wish; how long an end may take before the thread is left to itself.
static const double SHOT_S = 1.0 / 34, FIRST_SLICE_S = 0.004, END_S = 0.15;

struct Worker {
    Job *job;
    Session *session; // the thread's, and what the last snapshot showed
    double posted_s;
    unsigned posted_pieces;
    Mailbox box;
    LabShot *shots[3];

    pthread_mutex_t lock;
    // Guarded by the lock:
    LabWish wish;
    bool pending; // the wish is new
    unsigned serial;
};

static void worker_free(void *context)
{
    Worker *worker = context;
    session_destroy(worker->session);
    for (int i = 0; i < 3; i++) {
        free(worker->shots[i]);
    }
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}

// Whether there is a new wish; then *wish is filled.
static bool take_wish(Worker *worker, Job *job, LabWish *wish)
{
    pthread_mutex_lock(&worker->lock);
    const bool fresh = worker->pending;
    if (fresh) {
        *wish = worker->wish;
        worker->pending = false;
        job_hear(job);
    }
    pthread_mutex_unlock(&worker->lock);
    return fresh;
}

// all: nothing trains now, so there is time to look at everything; a new wish ends that.
static void post(Worker *worker, Job *job, bool all)
{
    worker->posted_s = clock_seconds();
    if (all) {
        session_refresh(worker->session, job_interrupt(job));
    }
    session_shot(worker->session, worker->box.back, false);
    mailbox_post(&worker->box);
    worker->posted_pieces = session_pieces(worker->session);
    job_wake(job);
}

// Works and posts until there is nothing to do now or a new wish; returns how long to sleep.
static double work(Worker *worker, Job *job, bool answer)
{
    Session *session = worker->session;
    const atomic_bool *interrupt = job_interrupt(job);
    for (;;) {
        const double left_s = worker->posted_s + SHOT_S - clock_seconds();
        const double slice_s = answer ? FIRST_SLICE_S : clamp(left_s, 0.001, SHOT_S);
        const bool more = session_work(session, slice_s, interrupt);
        const double wait_s = session_wait_s(session);
        const double next_s = worker->posted_s + SHOT_S - clock_seconds();
        const bool moved = worker->posted_pieces != session_pieces(session);
        if (answer || (moved && (!more || next_s <= 0))) {
            post(worker, job, !more || wait_s > 0);
            answer = false;
        } else if (wait_s > 0) {
            return moved ? fmin(wait_s, next_s) : wait_s;
        }
        if (atomic_load(interrupt)) {
            return 0;
        }
    }
}

static void run(Job *job, void *context)
{
    Worker *worker = context;
    LabWish *wish = memory_get(sizeof *wish);
    double wait_s = INFINITY;
    while (job_sleep(job, wait_s)) {
        const bool fresh = take_wish(worker, job, wish);
        if (fresh) {
            session_wish(worker->session, wish);
        }
        wait_s = work(worker, job, fresh);
    }
    free(wish);
}

Worker *worker_create(size_t memory_budget, JobWake *wake, void *context)
{
    Worker *worker = memory_get(sizeof *worker);
    worker->session = session_create(memory_budget, 0);
    for (int i = 0; i < 3; i++) {
        worker->shots[i] = memory_get(sizeof(LabShot));
    }
    mailbox_init(&worker->box, worker->shots[0], worker->shots[1], worker->shots[2]);
    pthread_mutex_init(&worker->lock, NULL);
    worker->job = job_start(&(JobPlan){ run, worker, wake, context, worker_free });
    return worker;
}

// A step may be too long to be interrupted: then the thread is on its own and frees what is its
// own when that is done.
void worker_destroy(Worker *worker)
{
    if (worker && job_end(worker->job, END_S)) {
        worker_free(worker);
    }
}

unsigned worker_wish(Worker *worker, const LabWish *wish)
{
    pthread_mutex_lock(&worker->lock);
    worker->wish = *wish;
    const unsigned serial = worker->wish.serial = ++worker->serial;
    worker->pending = true;
    job_ask(worker->job);
    pthread_mutex_unlock(&worker->lock);
    return serial;
}

const LabShot *worker_take(Worker *worker)
{
    const LabShot *shot = mailbox_take(&worker->box);
    return shot->serial > 0 ? shot : NULL;
}
