// Two locks: one for what is asked of the job and whether it has ended; the other is held while
// wake() is called, so that an owner who leaves knows that it will not be called any more.
#include "base/job.h"

#include "base/parallel.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double FOR_EVER_S = 3600; // longer waits have no end

struct Job {
    JobPlan plan;
    pthread_t thread;
    atomic_bool interrupt, stop;
    _Atomic double progress;

    pthread_mutex_t waking; // held while wake() is called
    bool alone;             // guarded by `waking`: wake() must not be called any more

    pthread_mutex_t lock;
    pthread_cond_t news, over;
    // Guarded by the lock:
    bool asked;
    bool ended;
    bool left; // nobody waits for it: it frees everything itself
};

static void job_free(Job *job)
{
    pthread_mutex_destroy(&job->waking);
    pthread_mutex_destroy(&job->lock);
    pthread_cond_destroy(&job->news);
    pthread_cond_destroy(&job->over);
    free(job);
}

static void *run(void *argument)
{
    Job *job = argument;
    denormals_flush();
    job->plan.body(job, job->plan.context);
    if (!job_stopping(job)) {
        job_report(job, 1);
    }
    pthread_mutex_lock(&job->lock);
    job->ended = true;
    const bool left = job->left;
    pthread_cond_broadcast(&job->over);
    pthread_mutex_unlock(&job->lock);
    if (left) {
        job->plan.left(job->plan.context);
        job_free(job);
    }
    return NULL;
}

Job *job_start(const JobPlan *plan)
{
    Job *job = memory_get(sizeof *job);
    memset(job, 0, sizeof *job);
    job->plan = *plan;
    pthread_mutex_init(&job->waking, NULL);
    pthread_mutex_init(&job->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&job->news, &monotonic);
    pthread_cond_init(&job->over, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&job->thread, NULL, run, job) != 0) {
        die("no thread can be had");
    }
    return job;
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

// Waits for a signal, at most until then; false when it is late. The lock is held.
static bool signalled(Job *job, pthread_cond_t *signal, double seconds,
                      const struct timespec *until)
{
    if (seconds >= FOR_EVER_S) {
        pthread_cond_wait(signal, &job->lock);
        return true;
    }
    return pthread_cond_timedwait(signal, &job->lock, until) != ETIMEDOUT;
}

bool job_sleep(Job *job, double seconds)
{
    const struct timespec until = from_now(clamp(seconds, 0, FOR_EVER_S));
    bool in_time = seconds > 0;
    pthread_mutex_lock(&job->lock);
    while (!job->asked && !job_stopping(job) && in_time) {
        in_time = signalled(job, &job->news, seconds, &until);
    }
    pthread_mutex_unlock(&job->lock);
    return !job_stopping(job);
}

void job_hear(Job *job)
{
    pthread_mutex_lock(&job->lock);
    job->asked = false;
    atomic_store(&job->interrupt, job_stopping(job));
    pthread_mutex_unlock(&job->lock);
}

void job_ask(Job *job)
{
    pthread_mutex_lock(&job->lock);
    job->asked = true;
    atomic_store(&job->interrupt, true);
    pthread_cond_signal(&job->news);
    pthread_mutex_unlock(&job->lock);
}

// Waits until it has ended, at most so long. The lock is held.
static bool ends_within(Job *job, double seconds)
{
    const struct timespec until = from_now(clamp(seconds, 0, FOR_EVER_S));
    bool in_time = true;
    while (!job->ended && in_time) {
        in_time = signalled(job, &job->over, seconds, &until);
    }
    return job->ended;
}

void job_wait(Job *job)
{
    pthread_mutex_lock(&job->lock);
    ends_within(job, INFINITY);
    pthread_mutex_unlock(&job->lock);
}

bool job_end(Job *job, double within_s)
{
    assert(job->plan.left || within_s >= FOR_EVER_S);
    pthread_mutex_lock(&job->waking);
    job->alone = true;
    pthread_mutex_unlock(&job->waking);
    pthread_mutex_lock(&job->lock);
    atomic_store(&job->stop, true);
    atomic_store(&job->interrupt, true);
    pthread_cond_signal(&job->news);
    const bool in_time = ends_within(job, within_s);
    job->left = !in_time;
    if (!in_time) {
        pthread_detach(job->thread);
    }
    pthread_mutex_unlock(&job->lock);
    if (in_time) {
        pthread_join(job->thread, NULL);
        job_free(job);
    }
    return in_time;
}

double job_progress(const Job *job)
{
    return atomic_load(&job->progress);
}

bool job_stopping(const Job *job)
{
    return atomic_load(&job->stop);
}

const atomic_bool *job_interrupt(const Job *job)
{
    return &job->interrupt;
}

void job_report(Job *job, double progress)
{
    atomic_store(&job->progress, progress);
}

void job_wake(Job *job)
{
    pthread_mutex_lock(&job->waking);
    if (job->plan.wake && !job->alone) {
        job->plan.wake(job->plan.wake_context);
    }
    pthread_mutex_unlock(&job->waking);
}
