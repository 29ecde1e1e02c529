// The background thread: owns a Session, obeys the newest wish, posts snapshots. The window never
// holds a pointer into the session.
#pragma once

#include "base/job.h"
#include "sim/train/session.h"

typedef struct Worker Worker;

// wake (may be NULL) is called from the worker's thread when a snapshot was posted: for a window
// that waits for events.
Worker *worker_create(size_t memory_budget, JobWake *wake, void *context);
// Ends the thread: within 200 ms, whatever it is doing. Accepts NULL.
void worker_destroy(Worker *worker);
// Posts a wish; returns its serial number.
unsigned worker_wish(Worker *worker, const LabWish *wish);
// The newest snapshot, valid until the next call; NULL before the first.
const LabShot *worker_take(Worker *worker);
