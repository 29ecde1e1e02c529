// A job: work on a thread of its own, beside the one that shows it. Its owner can ask for its
// attention, tell it to stop and see how far it is; it wakes its owner when there is something new.
// The thread flushes denormals to zero, as all that compute do.
#pragma once

#include "base/base.h"

#include <stdatomic.h>

typedef struct Job Job;

// The work; it returns when it is done, or soon after it was told to stop.
typedef void JobBody(Job *job, void *context);
// Called on the job's thread, and never after job_end() has begun.
typedef void JobWake(void *context);

typedef struct JobPlan {
    JobBody *body;
    void *context; // of body and left
    JobWake *wake; // may be NULL
    void *wake_context;
    // Frees the context when the owner went before the work was done, on the job's thread. NULL:
    // the owner never does.
    void (*left)(void *context);
} JobPlan;

// ---- its owner's

Job *job_start(const JobPlan *plan);
// There is something new for it: interrupts the work and ends its sleep.
void job_ask(Job *job);
// How far it says it is, 0..1; 1 when it is done.
double job_progress(const Job *job);
// Waits until it is done.
void job_wait(Job *job);
// Tells it to stop and waits for that. True: the job is gone. False: it was not done within so many
// seconds (INFINITY: always in time) and is left to itself; its context must not be touched.
bool job_end(Job *job, double within_s);

// ---- its body's

bool job_stopping(const Job *job);
// True from when the job is asked until it hears, and from when it is told to stop: what long
// pieces of work look at, so that they return early.
const atomic_bool *job_interrupt(const Job *job);
// Sleeps for so many seconds (0: not at all; INFINITY: for ever), until the job is asked or told to
// stop. False when it is to stop.
bool job_sleep(Job *job, double seconds);
// Takes note of what it was asked. Where that is kept under a lock of the owner's, job_ask() and
// job_hear() are called while it is held.
void job_hear(Job *job);
void job_report(Job *job, double progress);
// Calls wake.
void job_wake(Job *job);
