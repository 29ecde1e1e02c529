// A race and a lab to ask conditions of, for the tests of conditions.
#pragma once

#include "sim/lesson/condition_prove.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static Arena arena;

static inline void finish(void)
{
    arena_free(&arena);
}

static inline const Condition *parsed(const char *text)
{
    const Condition *condition = NULL;
    Error err = { .at = -1 };
    cr_assert(condition_parse(text, &arena, &condition, &err), "%s: %s", text, err.text);
    return condition;
}

// Saito's valley, thirty steps of four optimizers.
static inline Subject *valley(void)
{
    static const char *const racers[] = { "sgd lr=0.95", "momentum lr=0.1", "adagrad lr=1.5",
                                          "adam lr=0.3 eps=1e-7" };
    Subject *subject = arena_new(&arena, Subject, 1);
    Error err;
    subject_defaults(subject, SUBJECT_SCENE);
    subject->scene.racer_count = COUNT(racers);
    for (size_t i = 0; i < COUNT(racers); i++) {
        cr_assert(scene_parse_racer(&subject->scene.racers[i], racers[i], &err));
    }
    subject->scene.start[0] = -7;
    subject->scene.start[1] = 2;
    subject->scene.steps = 30;
    return subject;
}

static inline Subject *lab_of(const char *data, const char *const *networks, int epochs)
{
    Subject *subject = arena_new(&arena, Subject, 1);
    LabSpec *spec = &subject->lab;
    Error err = { .at = -1 };
    subject_defaults(subject, SUBJECT_LAB);
    cr_assert(data_spec_parse(&spec->data, data, &err), "%s", err.text);
    spec->network_count = 0;
    for (; *networks; networks++) {
        cr_assert(lab_parse_network(spec, spec->network_count++, *networks, &err), "%s", err.text);
    }
    spec->epochs = epochs;
    return subject;
}

// Three networks on moons, six epochs of two steps: one learns, one has weights of next to nothing,
// one is lost in step 2.
static inline Subject *three_networks(void)
{
    static const char *const networks[] = { "hidden=2x8 init=he_normal",
                                            "hidden=3x8 init=normal std=0.001",
                                            "hidden=4x32 init=normal std=3 optimizer=sgd lr=10",
                                            NULL };
    return lab_of("moons n=60 noise=0.2", networks, 6);
}

static inline Proof proved(const Subject *subject, const char *text)
{
    const Condition *condition = parsed(text);
    Error err = { .at = -1 };
    Proof proof;
    cr_assert(condition_check(condition, subject, &err), "%s: %s", text, err.text);
    cr_assert(condition_prove(subject, &condition, 1, 1, &proof, &err), "%s: %s", text, err.text);
    return proof;
}
