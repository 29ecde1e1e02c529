// For ThreadSanitizer: one thread wishes and takes snapshots, as a window does, while the worker
// trains on threads of its own; workers come and go at any moment.
#include "sim/train/worker.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void nap(long microseconds)
{
    const struct timespec time = { .tv_nsec = microseconds * 1000 };
    nanosleep(&time, NULL);
}

static void count_wakes(void *context)
{
    atomic_fetch_add((atomic_int *)context, 1);
}

// Reads what a window would draw.
static double read_shot(const LabShot *shot)
{
    double sum = 0;
    for (int i = 0; i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        for (int k = 0; k < net->series.steps.count; k++) {
            sum += net->series.steps.points[k].values[SERIES_BATCH_LOSS];
        }
        for (int k = 0; k < net->surface_side * net->surface_side; k++) {
            sum += (double)net->surface_value[k];
        }
        for (int layer = 0; layer < net->layer_count; layer++) {
            sum += net->counts[layer][SHOT_BINS / 2];
        }
    }
    return sum;
}

static bool fill_wish(LabWish *wish)
{
    lab_spec_defaults(&wish->spec);
    wish->spec.network_count = 3;
    wish->speed = INFINITY;
    wish->playing = true;
    wish->look = (LabLook){ .surface = 16, .zoom_layer = 0 };
    const char *const texts[] = { "hidden=8,8", "hidden=6x4 batchnorm=before", "dropout=0.3" };
    for (int i = 0; i < 3; i++) {
        if (!net_spec_parse(&wish->spec.networks[i], &wish->spec.shared, texts[i], NULL)) {
            return false;
        }
    }
    return true;
}

// Networks on threads side by side, cut short now and then.
static void run_side_by_side(LabWish *wish)
{
    Session *session = session_create(1 << 18, 3);
    LabShot *shot = calloc(1, sizeof *shot);
    wish->playing = true;
    session_wish(session, wish);
    for (int i = 0; shot && i < 40; i++) {
        const atomic_bool interrupt = i % 4 == 0;
        session_work(session, 0.005, &interrupt);
        session_shot(session, shot, i % 8 == 0);
    }
    session_destroy(session);
    free(shot);
}

int main(void)
{
    LabWish *wish = calloc(1, sizeof *wish);
    if (!wish || !fill_wish(wish)) {
        fprintf(stderr, "no wish\n");
        return 1;
    }
    run_side_by_side(wish);
    atomic_int wakes = 0;
    double sum = 0;
    for (int round = 0; round < 8; round++) {
        Worker *worker = worker_create(1 << 18, count_wakes, &wakes);
        unsigned serial = 0, newest = 0;
        for (int i = 0; i < 60; i++) {
            if (i % 5 == 0) {
                wish->restarts += i % 15 == 0;
                wish->seeks += i % 10 == 0;
                wish->seek = 7L * i;
                wish->playing = i % 20 != 0;
                wish->look.zoom_layer = i % 2;
                serial = worker_wish(worker, wish);
            }
            const LabShot *shot = worker_take(worker);
            if (shot && (shot->serial > serial || shot->serial < newest)) {
                fprintf(stderr, "answer %u after %u of %u\n", shot->serial, newest, serial);
                return 1;
            }
            newest = shot ? shot->serial : 0;
            sum += shot ? read_shot(shot) : 0;
            nap(1000);
        }
        worker_destroy(worker);
    }
    free(wish);
    return atomic_load(&wakes) > 0 && !isinf(sum) ? 0 : 1;
}
