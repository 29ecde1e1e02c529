// A thread waits for the signals, since nothing much may be done inside a handler. It is told to
// stop by a signal as well, which only it ever gets.
#include "app/shell/signals.h"

enum { STOP = SIGUSR1 };

static void *signals_wait(void *argument)
{
    Signals *signals = argument;
    sigset_t all = signals->set, stop;
    int got = 0;
    sigaddset(&all, STOP);
    if (sigwait(&all, &got) != 0 || got == STOP) {
        return NULL;
    }
    atomic_store(&signals->got, got);
    signals->quit();
    pthread_sigmask(SIG_UNBLOCK, &signals->set, NULL); // the next one ends the program at once
    sigemptyset(&stop);
    sigaddset(&stop, STOP);
    sigwait(&stop, &got);
    return NULL;
}

void signals_begin(Signals *signals, void (*quit)(void))
{
    sigset_t stop;
    signals->quit = quit;
    sigemptyset(&signals->set);
    sigaddset(&signals->set, SIGTERM);
    sigaddset(&signals->set, SIGINT);
    sigemptyset(&stop);
    sigaddset(&stop, STOP);
    atomic_init(&signals->got, 0);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    pthread_sigmask(SIG_BLOCK, &signals->set, NULL);
    signals->waited = pthread_create(&signals->thread, NULL, signals_wait, signals) == 0;
    if (!signals->waited) {
        pthread_sigmask(SIG_UNBLOCK, &signals->set, NULL);
    }
}

void signals_end(Signals *signals)
{
    if (signals->waited) {
        pthread_kill(signals->thread, STOP);
        pthread_join(signals->thread, NULL);
    }
    pthread_sigmask(SIG_UNBLOCK, &signals->set, NULL);
    if (atomic_load(&signals->got)) {
        raise(atomic_load(&signals->got));
    }
}
