// What a file has besides a scene or a lab and what is shown of it: what can have happened to a
// lab, points painted anywhere, and changes of any of its networks.
#pragma once

#include "random_subject.h"

static inline float past_float(Rng *rng)
{
    switch (rng_below(rng, 4)) {
    case 0: return (float)rng_below(rng, 5) - 2;
    case 1: return (float)rng_normal(rng);
    case 2: return (float)(rng_normal(rng) * pow(10, 60 * rng_uniform(rng) - 30));
    default: return (float)(rng_uniform(rng) * 0.01);
    }
}

static inline void random_points(LabPast *past, Rng *rng)
{
    past->painted = true;
    past->painted_classes = rng_below(rng, 3) ? 2 + (int)rng_below(rng, 3) : 0;
    past->points.count = (int)rng_below(rng, 40);
    for (int i = 0; i < past->points.count; i++) {
        const int classes = past->painted_classes;
        past->points.items[i] =
            (LabPoint){ past_float(rng), past_float(rng),
                        classes ? (float)rng_below(rng, (uint64_t)classes) : past_float(rng),
                        false };
    }
}

// Anything about it that can change while it trains.
static inline void change_running(NetSpec *spec, Rng *rng)
{
    const NetSpec before = *spec;
    change_network(spec, rng);
    for (int key = 0; key < net_key_count; key++) {
        if (net_settings[key].effect != SETTING_RUNS) {
            net_settings[key].type->copy(&net_settings[key], spec, &before);
        }
    }
    if (rng_below(rng, 2)) {
        lab_odd_all(rng, spec->optimizer.optim->kind.params, &spec->optimizer.params);
    }
}

// Of a network up to five, the last of which it is now.
static inline void random_changes(Subject *subject, int network, Rng *rng)
{
    LabPast *past = &subject->past;
    const NetSpec now = lab_network(&subject->lab, network);
    const int count = 1 + (int)rng_below(rng, 5);
    long step = 0;
    for (int i = 0; i < count; i++) {
        LabChange *change = &past->changes[past->change_count++];
        *change = (LabChange){ network, step, now, (int)rng_below(rng, 3) };
        if (i + 1 < count) {
            change_running(&change->spec, rng);
        }
        change->spec.own = 0;
        step += 1 + (long)rng_below(rng, 100000);
    }
}

static inline void random_past(Subject *subject, Rng *rng)
{
    if (rng_below(rng, 3) == 0) {
        random_points(&subject->past, rng);
    }
    for (int i = 0; i < subject->lab.network_count; i++) {
        if (rng_below(rng, 3) == 0) {
            random_changes(subject, i, rng);
        }
    }
}
