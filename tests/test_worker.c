// The worker: answers wishes, keeps quiet when there is nothing to do, and ends in any state
// without leaving anything behind (leaks are the sanitizer's to find).
#include "session_bench.h"

#include "base/file.h"
#include "base/rng.h"
#include "sim/train/worker.h"

#include <stdatomic.h>
#include <time.h>

static void nap(double seconds)
{
    const struct timespec time = { .tv_nsec = (long)(seconds * 1e9) };
    nanosleep(&time, NULL);
}

// A wish without a session of the test's own.
static LabWish *wish_for(const char *const *networks, int count)
{
    LabWish *wish = calloc(1, sizeof *wish);
    lab_spec_defaults(&wish->spec);
    cr_assert(data_spec_parse(&wish->spec.data, "spiral noise=0.1 n=130", NULL));
    wish->spec.network_count = count;
    for (int i = 0; i < count; i++) {
        set_network(wish, i, networks[i]);
    }
    wish->speed = INFINITY;
    wish->look = (LabLook){ .surface = 24, .zoom_layer = -1 };
    return wish;
}

// The first snapshot that answers the wish and is as the condition says. It waits as long as it
// takes; a worker that never gets there runs into the test's time limit.
typedef bool Condition(const LabShot *shot, long step);

static const LabShot *wait_for(Worker *worker, unsigned serial, Condition *condition, long step)
{
    for (;;) {
        const LabShot *shot = worker_take(worker);
        if (shot && shot->serial >= serial && condition(shot, step)) {
            return shot;
        }
        nap(0.001);
    }
}

static bool any(UNUSED const LabShot *shot, UNUSED long step)
{
    return true;
}

static bool reached(const LabShot *shot, long step)
{
    return shot->step >= step;
}

static bool arrived(const LabShot *shot, long step)
{
    return !shot->busy && shot->step == step;
}

static void count_wakes(void *context)
{
    atomic_fetch_add((atomic_int *)context, 1);
}

Test(worker, has_no_snapshot_before_the_first_wish)
{
    Worker *worker = worker_create(1 << 20, NULL, NULL);
    nap(0.01);
    cr_expect_null(worker_take(worker));
    worker_destroy(worker);
    worker_destroy(NULL);
}

Test(worker, answers_a_wish_with_all_that_was_asked_for)
{
    LabWish *wish = wish_for(settings, 4);
    wish->look.zoom_layer = 0;
    Worker *worker = worker_create(1 << 20, NULL, NULL);
    const unsigned serial = worker_wish(worker, wish);
    const LabShot *shot = wait_for(worker, serial, any, 0);
    cr_expect_eq(shot->network_count, 4);
    for (int i = 0; i < 4; i++) {
        const NetShot *net = &shot->networks[i];
        cr_expect(net->layer_count > 0 && net->surface_side == 24 && net->zoom_units > 0);
        cr_expect_gt(net->judgement.signal.layers, 0);
        cr_expect_eq(net->judgement.learning.step, net->step);
    }
    worker_destroy(worker);
    free(wish);
}

Test(worker, trains_to_the_same_bits_as_a_session)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    for (int i = 0; i < 3; i++) {
        add_network(&b, settings[i + 2]);
    }
    b.wish->look.surface = 16;
    Worker *worker = worker_create(1 << 20, NULL, NULL);
    b.wish->playing = true;
    wait_for(worker, worker_wish(worker, b.wish), reached, 300);
    b.wish->playing = false;
    b.wish->seeks++;
    b.wish->seek = 210;
    const LabShot *shot = wait_for(worker, worker_wish(worker, b.wish), arrived, 210);
    bench_settle(&b);
    for (int i = 0; i < 3; i++) {
        cr_expect(same_moment(&shot->networks[i], &b.shot->networks[i]));
    }
    worker_destroy(worker);
    bench_close(&b);
}

Test(worker, wakes_once_for_a_snapshot_and_then_keeps_quiet)
{
    atomic_int wakes = 0;
    LabWish *wish = wish_for(settings, 2);
    Worker *worker = worker_create(1 << 20, count_wakes, &wakes);
    wait_for(worker, worker_wish(worker, wish), any, 0);
    nap(0.1); // scores may be posted after the first answer
    const int before = atomic_load(&wakes);
    cr_expect_geq(before, 1);
    nap(0.2);
    cr_expect_eq(atomic_load(&wakes), before, "nothing moves, nothing is posted");
    worker_destroy(worker);
    free(wish);
}

Test(worker, a_mistake_is_answered_and_training_begins_once_it_is_mended)
{
    LabWish *wish = wish_for(settings, 2);
    Worker *worker = worker_create(1 << 20, NULL, NULL);
    wish->playing = true;
    wait_for(worker, worker_wish(worker, wish), reached, 20);
    const DataSpec good = wish->spec.data;
    cr_assert(data_spec_parse(&wish->spec.data, "csv file=/nowhere/points.csv", NULL));
    const LabShot *shot = wait_for(worker, worker_wish(worker, wish), any, 0);
    cr_expect_gt(strlen(shot->error.text), 0);
    cr_expect_eq(shot->step, 0, "nothing trains on");
    wish->spec.data = good;
    shot = wait_for(worker, worker_wish(worker, wish), any, 0);
    cr_expect_str_empty(shot->error.text);
    wait_for(worker, 0, reached, 20);
    worker_destroy(worker);
    free(wish);
}

// Anything a hand at the window could do.
static void change(LabWish *wish, Rng *rng)
{
    const int network = (int)rng_below(rng, (uint64_t)wish->spec.network_count);
    switch (rng_below(rng, 9)) {
    case 0: wish->playing = !wish->playing; break;
    case 1: wish->restarts++; break;
    case 2:
        wish->seeks++;
        wish->seek = (long)rng_below(rng, 400);
        break;
    case 3: wish->spec.shared.optimizer.params.lr = 0.001 + rng_uniform(rng); break;
    case 4: set_network(wish, network, settings[rng_below(rng, COUNT(settings))]); break;
    case 5:
        wish->spec.network_count = 1 + (int)rng_below(rng, 4);
        for (int i = 0; i < wish->spec.network_count; i++) {
            wish->spec.ids[i] = 1 + (uint32_t)rng_below(rng, 6);
            wish->spec.networks[i] = wish->spec.networks[0];
        }
        break;
    case 6:
        wish->look = (LabLook){ .kind = (InspectKind)rng_below(rng, INSPECT_COUNT),
                                .surface = (int)rng_below(rng, 2) * 20,
                                .zoom_layer = (int)rng_below(rng, 4) - 1 };
        break;
    case 7: wish->speed = rng_below(rng, 2) ? 200 : (double)INFINITY; break;
    default: wish->spec.data.params.noise = 0.1 * (double)rng_below(rng, 3); break;
    }
}

Test(worker, survives_a_storm_of_wishes_and_answers_the_last, .timeout = 120)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        LabWish *wish = wish_for(settings, 4);
        Worker *worker = worker_create(1 << 16, NULL, NULL);
        Rng rng;
        rng_init(&rng, seed, 0);
        unsigned serial = worker_wish(worker, wish), newest = 0;
        for (int i = 0; i < 400; i++) {
            change(wish, &rng);
            serial = worker_wish(worker, wish);
            const LabShot *shot = worker_take(worker);
            cr_assert(!shot || (shot->serial <= serial && shot->serial >= newest));
            newest = shot ? shot->serial : 0;
            if (rng_below(&rng, 8) == 0) {
                nap(0.004 * rng_uniform(&rng));
            }
        }
        const LabShot *shot = wait_for(worker, serial, any, 0);
        cr_expect_eq(shot->network_count, wish->spec.network_count);
        worker_destroy(worker);
        free(wish);
    }
}

Test(worker, can_be_ended_at_any_moment, .timeout = 120)
{
    Rng rng;
    rng_init(&rng, 9, 0);
    LabWish *wish = wish_for(settings, 4);
    for (int i = 0; i < 60; i++) {
        Worker *worker = worker_create(1 << 16, NULL, NULL);
        wish->playing = true;
        for (int k = (int)rng_below(&rng, 4); k > 0; k--) {
            change(wish, &rng);
            worker_wish(worker, wish);
            nap(0.02 * rng_uniform(&rng) * rng_uniform(&rng));
        }
        worker_destroy(worker);
    }
    free(wish);
}

Test(worker, leaves_a_step_too_long_to_wait_for_to_itself, .timeout = 120)
{
    // One batch of all rows through wide layers: seconds, with sanitizers.
    const char *const wide[] = { "hidden=4x512 batch=all" };
    LabWish *wish = wish_for(wide, 1);
    cr_assert(data_spec_parse(&wish->spec.data, "noise n=20000 features=400", NULL));
    atomic_int wakes = 0;
    Worker *worker = worker_create(1 << 20, count_wakes, &wakes);
    wish->playing = true;
    worker_wish(worker, wish);
    nap(0.3);
    worker_destroy(worker);
    const int before = atomic_load(&wakes);
    nap(0.3);
    cr_expect_eq(atomic_load(&wakes), before, "nobody is woken any more");
    free(wish);
}
