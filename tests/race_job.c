// For ThreadSanitizer: an owner asks and reads while the job works and sleeps; jobs are ended at
// any moment, in time and not. A plain program, because Criterion crashes under it.
#include "base/job.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 60, ASKS = 40 };

typedef struct Errand {
    pthread_mutex_t lock;
    int asked; // guarded by the lock
    int *sums; // the job's; what it has done lies before `ready`
    atomic_int ready;
} Errand;

static atomic_int wakes, lefts;

static void wake(void *context)
{
    atomic_fetch_add((atomic_int *)context, 1);
}

static void errand_free(void *context)
{
    Errand *errand = context;
    pthread_mutex_destroy(&errand->lock);
    free(errand->sums);
    free(errand);
}

static void left(void *context)
{
    errand_free(context);
    atomic_fetch_add(&lefts, 1);
}

// Answers each question; some answers take long.
static void answer(Job *job, void *context)
{
    Errand *errand = context;
    int done = 0;
    while (job_sleep(job, done % 2 ? 0.0005 : INFINITY)) {
        pthread_mutex_lock(&errand->lock);
        const int asked = errand->asked;
        job_hear(job);
        pthread_mutex_unlock(&errand->lock);
        while (done < asked && !job_stopping(job)) {
            errand->sums[done] = done * done;
            nanosleep(&(struct timespec){ .tv_nsec = done % 7 ? 1000 : 400000 }, NULL);
            atomic_store(&errand->ready, ++done);
            job_report(job, (double)done / ASKS);
            job_wake(job);
        }
    }
}

static Errand *errand_create(void)
{
    Errand *errand = calloc(1, sizeof *errand);
    errand->sums = calloc(ASKS, sizeof *errand->sums);
    pthread_mutex_init(&errand->lock, NULL);
    return errand;
}

// Asks so many times and reads what is there; whether all that was read is right.
static bool ask(Job *job, Errand *errand, int asks)
{
    for (int i = 1; i <= asks; i++) {
        pthread_mutex_lock(&errand->lock);
        errand->asked = i;
        job_ask(job);
        pthread_mutex_unlock(&errand->lock);
        const int ready = atomic_load(&errand->ready);
        for (int k = 0; k < ready; k++) {
            if (errand->sums[k] != k * k) {
                return false;
            }
        }
        if (!(job_progress(job) >= 0 && job_progress(job) <= 1)) {
            return false;
        }
        nanosleep(&(struct timespec){ .tv_nsec = 20000 }, NULL);
    }
    return true;
}

int main(void)
{
    int orphans = 0;
    for (int round = 0; round < ROUNDS; round++) {
        Errand *errand = errand_create();
        Job *job = job_start(&(JobPlan){ answer, errand, wake, &wakes, left });
        if (!ask(job, errand, round % (ASKS + 1))) {
            fprintf(stderr, "round %d: wrong\n", round);
            return 1;
        }
        if (job_end(job, round % 3 ? INFINITY : 0)) {
            errand_free(errand);
        } else {
            orphans++;
        }
    }
    while (atomic_load(&lefts) < orphans) {
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    }
    return atomic_load(&wakes) > 0 ? 0 : 1;
}
