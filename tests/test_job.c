// Jobs: they end when they are told to, sleep until they are asked, say how far they are, and never
// call an owner who has left.
#include "base/job.h"

#include "base/file.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

static void nap(double seconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = (long)(seconds * 1e9) }, NULL);
}

// What the threads of these tests are told and tell.
typedef struct Bench {
    atomic_int done, woken, heard, freed;
    atomic_bool go, deaf;
} Bench;

static void count_wake(void *context)
{
    atomic_fetch_add(&((Bench *)context)->woken, 1);
}

static void free_bench(void *context)
{
    atomic_fetch_add(&((Bench *)context)->freed, 1);
}

static Job *start(Bench *bench, JobBody *body)
{
    return job_start(&(JobPlan){ body, bench, count_wake, bench, free_bench });
}

static void count_to_ten(Job *job, void *context)
{
    Bench *bench = context;
    for (int i = 1; i <= 10; i++) {
        atomic_store(&bench->done, i);
        job_report(job, i / 20.0); // it knows no better
        job_wake(job);
    }
}

Test(job, runs_to_its_end_and_wakes_its_owner, .timeout = 10)
{
    Bench bench = { 0 };
    Job *job = start(&bench, count_to_ten);
    job_wait(job);
    job_wait(job); // there is no harm in waiting again
    cr_expect_eq(atomic_load(&bench.done), 10);
    cr_expect_eq(atomic_load(&bench.woken), 10);
    cr_expect_eq(job_progress(job), 1, "what is done is done whole");
    cr_expect(job_end(job, INFINITY));
    cr_expect_eq(atomic_load(&bench.freed), 0, "that is its owner's");
}

static void half(Job *job, UNUSED void *context)
{
    job_report(job, 0.5);
    while (job_sleep(job, INFINITY)) {
        job_hear(job);
    }
}

Test(job, says_how_far_it_is, .timeout = 10)
{
    Bench bench = { 0 };
    Job *job = start(&bench, half);
    while (job_progress(job) == 0) {
        nap(0.001);
    }
    cr_expect_eq(job_progress(job), 0.5);
    cr_expect(job_end(job, INFINITY), "sleep for ever ends at once");
}

// Works until it is interrupted, then hears and says so.
static void listen(Job *job, void *context)
{
    Bench *bench = context;
    while (job_sleep(job, INFINITY)) {
        while (!atomic_load(job_interrupt(job))) {
            nap(0.0001);
        }
        job_hear(job);
        cr_expect_eq(atomic_load(job_interrupt(job)), job_stopping(job));
        atomic_fetch_add(&bench->heard, 1);
    }
}

Test(job, hears_every_time_it_is_asked, .timeout = 10)
{
    Bench bench = { 0 };
    Job *job = start(&bench, listen);
    nap(0.01);
    cr_expect_eq(atomic_load(&bench.heard), 0, "it sleeps");
    for (int i = 1; i <= 50; i++) {
        job_ask(job);
        while (atomic_load(&bench.heard) < i) {
            nap(0.0001);
        }
    }
    cr_expect(job_end(job, INFINITY));
    cr_expect_eq(atomic_load(&bench.heard), 50);
}

static void sleep_a_little(Job *job, void *context)
{
    Bench *bench = context;
    const double begun_s = clock_seconds();
    cr_expect(job_sleep(job, 0));
    cr_expect(job_sleep(job, -1));
    cr_expect(job_sleep(job, 0.03));
    cr_expect_geq(clock_seconds() - begun_s, 0.03);
    atomic_store(&bench->done, 1);
}

Test(job, sleeps_as_long_as_it_says, .timeout = 10)
{
    Bench bench = { 0 };
    Job *job = start(&bench, sleep_a_little);
    job_wait(job);
    cr_expect_eq(atomic_load(&bench.done), 1);
    cr_expect(job_end(job, INFINITY));
}

// Too busy to look up, until `go`.
static void be_deaf(Job *job, void *context)
{
    Bench *bench = context;
    atomic_store(&bench->deaf, true);
    while (!atomic_load(&bench->go)) {
        nap(0.001);
    }
    job_wake(job);
    atomic_store(&bench->done, 1);
}

Test(job, an_owner_need_not_wait_and_is_not_called_any_more, .timeout = 10)
{
    Bench bench = { 0 };
    Job *job = start(&bench, be_deaf);
    while (!atomic_load(&bench.deaf)) {
        nap(0.001);
    }
    const double begun_s = clock_seconds();
    cr_expect_not(job_end(job, 0.02));
    const double took_s = clock_seconds() - begun_s;
    cr_expect_geq(took_s, 0.02);
    cr_expect_eq(atomic_load(&bench.freed), 0, "it is still at work");
    atomic_store(&bench.go, true);
    while (atomic_load(&bench.freed) == 0) {
        nap(0.001);
    }
    cr_expect_eq(atomic_load(&bench.done), 1);
    cr_expect_eq(atomic_load(&bench.woken), 0);
}
