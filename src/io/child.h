// Another program, run beside ours: it is fed through its standard input, writes into files that
// are open already, and what it says when it fails is told.
#pragma once

#include "base/error.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/types.h>

typedef struct Child {
    const char *name; // as it is typed
    int in;           // to its standard input; -1: it is not fed
    FILE *said;       // what it writes to stderr; no file has a name
    pthread_mutex_t lock;
    // Guarded by the lock:
    pid_t id; // 0: it does not run
    bool stopped;
} Child;

enum { CHILD_FILES_FIRST = 3 };

typedef struct ChildPlan {
    const char *const *words; // what is typed, ends with NULL; the first is looked for on PATH
    int files[3];             // open in the child as CHILD_FILES_FIRST and the next ones
    int file_count;
    FILE *out; // gets its standard output; NULL: that goes where its errors go
    bool fed;  // by child_feed(); else its standard input is empty
} ChildPlan;

// Whether a program of that name is on PATH.
bool child_found(const char *name);

void child_init(Child *child);
// One that still runs is killed.
void child_finish(Child *child);
// Starts it; false with a message where it cannot be, or was stopped before.
bool child_start(Child *child, const ChildPlan *plan, Error *err);
// Waits until it has taken all of the bytes; false: it takes no more, child_end() tells why.
bool child_feed(Child *child, const void *bytes, size_t count);
// Nothing more is fed: waits until it has ended. false: it failed; the last line it said.
bool child_end(Child *child, Error *err);
// From any thread: it is killed, and what waits for it returns soon.
void child_stop(Child *child);
