// The live lab beside plain training: four networks of 10 x 100 (ReLU, He, Adam, batch 32) on
// spirals. Prints
//   the speed of training through the worker, with a reader that takes 30 snapshots a second, as a
//   share of lab_epoch() on one core (both in turns, medians);
//   the same with pictures of units, doubt and bands over steps, as a share of without;
//   milliseconds from a wish with another initialization to the first snapshot that shows it;
//   milliseconds of worker_destroy() in mid-training.
#include "base/file.h"
#include "sim/train/worker.h"
#include "times.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NETWORKS = 4, ROUNDS = 5, CHANGES = 12, FIRST_STEPS = 150 };

static const double ROUND_S = 2;

static void nap(double seconds)
{
    const struct timespec time = { .tv_nsec = (long)(seconds * 1e9) };
    nanosleep(&time, NULL);
}

static void set_inits(LabSpec *spec, const char *init)
{
    for (int i = 0; i < NETWORKS; i++) {
        char text[128];
        snprintf(text, sizeof text,
                 "hidden=10x100 activation=relu init=%s optimizer=adam lr=0.001 batch=32", init);
        if (!net_spec_parse(&spec->networks[i], &spec->shared, text, NULL)) {
            die("the benchmark's network is not understood");
        }
    }
}

static LabWish *lab_wish(void)
{
    LabWish *wish = memory_get(sizeof *wish);
    *wish = (LabWish){ .speed = INFINITY, .playing = true };
    lab_spec_defaults(&wish->spec);
    wish->spec.network_count = NETWORKS;
    set_inits(&wish->spec, "he_normal");
    wish->look = (LabLook){ .surface = 64, .zoom_layer = -1 };
    return wish;
}

// Steps a second of all networks together, by the clock and by the processor's time.
typedef struct Speed {
    double clock, processor;
} Speed;

static Speed speed_since(double clock_s, double processor_s, long steps)
{
    return (Speed){ .clock = (double)steps / (clock_seconds() - clock_s),
                    .processor = (double)steps / (processor_seconds() - processor_s) };
}

// With scores at epochs' ends, as `thalweg train` has them.
static Speed plain_speed(const LabSpec *spec)
{
    LabError err;
    Lab *lab = lab_create(spec, &err);
    if (!lab) {
        die("%s", err.error.text);
    }
    const double begun_s = clock_seconds(), processor_s = processor_seconds();
    long epochs = 0;
    do {
        lab_epoch(lab, NULL, EPOCHS_ENDS, NULL, NULL);
        epochs++;
    } while (clock_seconds() < begun_s + ROUND_S);
    const Speed speed =
        speed_since(begun_s, processor_s, epochs * lab->networks[0].train->epoch_steps * NETWORKS);
    lab_destroy(lab);
    return speed;
}

static long all_steps(const LabShot *shot)
{
    long steps = 0;
    for (int i = 0; shot && i < shot->network_count; i++) {
        steps += shot->networks[i].step;
    }
    return steps;
}

static Speed worker_speed(const LabWish *wish, double *shots_per_s)
{
    Worker *worker = worker_create((size_t)256 << 20, NULL, NULL);
    worker_wish(worker, wish);
    while (all_steps(worker_take(worker)) < NETWORKS * FIRST_STEPS) {
        nap(1.0 / 30); // past the first pictures and the step from which on norms are taken seldom
    }
    const long first = all_steps(worker_take(worker));
    const double begun_s = clock_seconds(), processor_s = processor_seconds();
    long shots = 0, last = first;
    while (clock_seconds() < begun_s + ROUND_S) {
        const long steps = all_steps(worker_take(worker));
        shots += steps != last;
        last = steps;
        nap(1.0 / 30);
    }
    const Speed speed = speed_since(begun_s, processor_s, last - first);
    *shots_per_s = (double)shots / (clock_seconds() - begun_s);
    worker_destroy(worker);
    return speed;
}

static void compare_speeds(LabWish *wish)
{
    double plain[ROUNDS], live[ROUNDS], share[ROUNDS], processor[ROUNDS], shots[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        const Speed alone = plain_speed(&wish->spec);
        const Speed seen = worker_speed(wish, &shots[round]);
        plain[round] = alone.clock;
        live[round] = seen.clock;
        share[round] = seen.clock / alone.clock;
        processor[round] = seen.processor / alone.processor;
    }
    printf("thalweg train's loop      %8.0f steps/s\n", median(ROUNDS, plain));
    printf("through the worker        %8.0f steps/s and %.1f new snapshots/s: %.0f %% by the "
           "clock, %.0f %% of processor time (wanted: 80)\n",
           median(ROUNDS, live), median(ROUNDS, shots), 100 * median(ROUNDS, share),
           100 * median(ROUNDS, processor));
}

// Everything that can be wished for besides, of networks that have it all.
static void compare_looks(LabWish *wish)
{
    double share[ROUNDS], processor[ROUNDS], shots;
    for (int i = 0; i < NETWORKS; i++) {
        wish->spec.networks[i].numbers.dropout = 0.2;
        wish->spec.networks[i].own |= SETTING_BIT(NET_DROPOUT);
    }
    for (int round = 0; round < ROUNDS; round++) {
        const LabLook none = wish->look;
        const Speed plain = worker_speed(wish, &shots);
        wish->look.units = wish->look.spread = wish->look.bands = true;
        wish->look.unit = wish->look.unit_layer = 1;
        const Speed looked = worker_speed(wish, &shots);
        wish->look = none;
        share[round] = looked.clock / plain.clock;
        processor[round] = looked.processor / plain.processor;
    }
    printf("with units, doubt, bands  %8.0f %% of that by the clock, %.0f %% of processor time "
           "(wanted: 85)\n",
           100 * median(ROUNDS, share), 100 * median(ROUNDS, processor));
    set_inits(&wish->spec, "he_normal");
}

static void measure_answers(LabWish *wish)
{
    static const char *const starts[] = { "xavier_normal", "normal std=0.01", "he_normal" };
    double answer_ms[CHANGES], end_ms[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
        Worker *worker = worker_create((size_t)256 << 20, NULL, NULL);
        worker_wish(worker, wish);
        nap(0.3 + 0.013 * i);
        set_inits(&wish->spec, starts[i % 3]);
        const double wished_s = clock_seconds();
        const unsigned serial = worker_wish(worker, wish);
        const LabShot *shot = worker_take(worker);
        while (!shot || shot->serial < serial) {
            nap(0.0005);
            shot = worker_take(worker);
        }
        answer_ms[i] = 1e3 * (clock_seconds() - wished_s);
        nap(0.1 + 0.007 * i);
        const double ends_s = clock_seconds();
        worker_destroy(worker);
        end_ms[i] = 1e3 * (clock_seconds() - ends_s);
    }
    const double answer = median(CHANGES, answer_ms), end = median(CHANGES, end_ms);
    printf("changed init to snapshot  %8.1f ms, at most %.1f (wanted: 100)\n", answer,
           answer_ms[CHANGES - 1]);
    printf("end in mid-training       %8.1f ms, at most %.1f (wanted: 200)\n", end,
           end_ms[CHANGES - 1]);
}

int main(void)
{
    LabWish *wish = lab_wish();
    compare_speeds(wish);
    compare_looks(wish);
    measure_answers(wish);
    free(wish);
    return 0;
}
