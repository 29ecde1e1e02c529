// SIGTERM and SIGINT end the program as closing the window does, settings and all; a second one
// ends it at once.
#pragma once

#include "base/base.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

typedef struct Signals {
    void (*quit)(void);
    sigset_t set;
    pthread_t thread;
    atomic_int got; // the first one, 0 before
    bool waited;    // there is a thread
} Signals;

// Before any other thread is made, so that all of them leave the signals alone. At the first signal
// quit() is called, from a thread of its own.
void signals_begin(Signals *signals, void (*quit)(void));
// Ends as whoever sent a signal expects: by it. Else nothing.
void signals_end(Signals *signals);
