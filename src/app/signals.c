// A thread waits for the signals, since nothing much may be done inside a handler.
#include "app/signals.h"

#include <unistd.h>

static void *signals_wait(void *argument)
{
    Signals *signals = argument;
    int got = 0;
    if (sigwait(&signals->set, &got) == 0) {
        atomic_store(&signals->got, got);
        signals->quit();
        pthread_sigmask(SIG_UNBLOCK, &signals->set, NULL);
        for (;;) {
            pause();
        }
    }
    return NULL;
}

void signals_begin(Signals *signals, void (*quit)(void))
{
    signals->quit = quit;
    sigemptyset(&signals->set);
    sigaddset(&signals->set, SIGTERM);
    sigaddset(&signals->set, SIGINT);
    atomic_init(&signals->got, 0);
    pthread_sigmask(SIG_BLOCK, &signals->set, NULL);
    signals->waited = pthread_create(&signals->thread, NULL, signals_wait, signals) == 0;
    if (!signals->waited) {
        pthread_sigmask(SIG_UNBLOCK, &signals->set, NULL);
    }
}

void signals_end(Signals *signals)
{
    if (signals->waited) {
        pthread_cancel(signals->thread);
        pthread_join(signals->thread, NULL);
    }
    pthread_sigmask(SIG_UNBLOCK, &signals->set, NULL);
    if (atomic_load(&signals->got)) {
        raise(atomic_load(&signals->got));
    }
}
