// A pool of threads that sleep between calls. One call is one generation: the threads take block
// numbers from an atomic counter until none is left, and the last one out wakes the caller.
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

enum { THREADS_MAX = 64 };

struct Parallel {
    pthread_t pool[THREADS_MAX - 1]; // all but the caller
    int pooled;
    pthread_mutex_t lock;
    pthread_cond_t begin, end;
    // Guarded by the lock:
    unsigned generation; // counts the calls of parallel_for
    int busy;            // pool threads that have not finished this generation
    bool stop;
    // Written by the caller before a generation begins, read only until it ends:
    ParallelBody *body;
    void *context;
    int blocks;
    atomic_int next; // block to be taken
};

// Sets or clears the bits that make zeros of denormals; returns what was set before.
static unsigned denormals_are_zero(bool zero)
{
#if defined(__SSE2__)
    const unsigned before = _mm_getcsr(), bits = 0x8040; // results (bit 15) and operands (bit 6)
    _mm_setcsr(zero ? before | bits : before & ~bits);
    return before;
#elif defined(__aarch64__)
    const uint64_t bit = (uint64_t)1 << 24;
    uint64_t before;
    __asm__ volatile("mrs %0, fpcr" : "=r"(before));
    __asm__ volatile("msr fpcr, %0" : : "r"(zero ? before | bit : before & ~bit));
    return (unsigned)before;
#else
    (void)zero;
    return 0;
#endif
}

unsigned denormals_flush(void)
{
    return denormals_are_zero(true);
}

unsigned denormals_keep(void)
{
    return denormals_are_zero(false);
}

void denormals_restore(unsigned before)
{
#if defined(__SSE2__)
    _mm_setcsr(before);
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"((uint64_t)before));
#else
    (void)before;
#endif
}

static void work(Parallel *parallel)
{
    for (;;) {
        const int block = atomic_fetch_add(&parallel->next, 1);
        if (block >= parallel->blocks) {
            return;
        }
        parallel->body(parallel->context, block);
    }
}

static void *pool_thread(void *argument)
{
    Parallel *parallel = argument;
    denormals_flush();
    unsigned seen = 0;
    pthread_mutex_lock(&parallel->lock);
    for (;;) {
        while (parallel->generation == seen && !parallel->stop) {
            pthread_cond_wait(&parallel->begin, &parallel->lock);
        }
        if (parallel->stop) {
            break;
        }
        seen = parallel->generation;
        pthread_mutex_unlock(&parallel->lock);
        work(parallel);
        pthread_mutex_lock(&parallel->lock);
        if (--parallel->busy == 0) {
            pthread_cond_signal(&parallel->end);
        }
    }
    pthread_mutex_unlock(&parallel->lock);
    return NULL;
}

int parallel_processors(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return CPU_COUNT(&set);
    }
#endif
    return (int)sysconf(_SC_NPROCESSORS_ONLN);
}

Parallel *parallel_create(int threads)
{
    assert(threads >= 0 && threads <= THREADS_MAX);
    const int wanted = clampi(threads ? threads : parallel_processors(), 1, THREADS_MAX);
    Parallel *parallel = memory_get(sizeof *parallel);
    pthread_mutex_init(&parallel->lock, NULL);
    pthread_cond_init(&parallel->begin, NULL);
    pthread_cond_init(&parallel->end, NULL);
    atomic_init(&parallel->next, 0);
    while (parallel->pooled < wanted - 1 &&
           pthread_create(&parallel->pool[parallel->pooled], NULL, pool_thread, parallel) == 0) {
        parallel->pooled++; // where the system gives fewer threads, fewer do the same work
    }
    return parallel;
}

void parallel_destroy(Parallel *parallel)
{
    if (!parallel) {
        return;
    }
    pthread_mutex_lock(&parallel->lock);
    parallel->stop = true;
    pthread_cond_broadcast(&parallel->begin);
    pthread_mutex_unlock(&parallel->lock);
    for (int i = 0; i < parallel->pooled; i++) {
        pthread_join(parallel->pool[i], NULL);
    }
    pthread_cond_destroy(&parallel->end);
    pthread_cond_destroy(&parallel->begin);
    pthread_mutex_destroy(&parallel->lock);
    free(parallel);
}

int parallel_threads(const Parallel *parallel)
{
    return parallel ? parallel->pooled + 1 : 1;
}

void parallel_for(Parallel *parallel, int blocks, ParallelBody *body, void *context)
{
    const unsigned before = denormals_flush();
    if (!parallel || parallel->pooled == 0 || blocks < 2) {
        for (int block = 0; block < blocks; block++) {
            body(context, block);
        }
        denormals_restore(before);
        return;
    }
    pthread_mutex_lock(&parallel->lock);
    assert(parallel->busy == 0); // not re-entrant
    parallel->body = body;
    parallel->context = context;
    parallel->blocks = blocks;
    atomic_store(&parallel->next, 0);
    parallel->busy = parallel->pooled;
    parallel->generation++;
    pthread_cond_broadcast(&parallel->begin);
    pthread_mutex_unlock(&parallel->lock);
    work(parallel);
    pthread_mutex_lock(&parallel->lock);
    while (parallel->busy > 0) {
        pthread_cond_wait(&parallel->end, &parallel->lock);
    }
    pthread_mutex_unlock(&parallel->lock);
    denormals_restore(before);
}
