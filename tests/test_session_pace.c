// The pace of a session and its end, by a clock of the test's own; and one step for all who rest.
#include "session_bench.h"

#include "base/rng.h"

#include <pthread.h>
#include <time.h>

static double read_clock(void *context)
{
    return *(const double *)context;
}

// A lab by the test's clock, at step 0, played at its pace.
static void play(Bench *b, double *time_s, int epochs)
{
    *time_s = 0;
    session_set_clock(b->session, read_clock, time_s);
    b->wish->paced = true;
    b->wish->epochs = epochs;
    bench_settle(b);
    b->wish->playing = true;
    b->wish->plays++;
    bench_wish(b);
}

// All that is due now, however long it takes.
static void work(Bench *b)
{
    while (session_work(b->session, 0.05, NULL) && session_wait_s(b->session) <= 0) {
    }
    bench_shot(b);
}

// Time in pieces of `piece_s`, until the clock says `until_s`.
static void pass(Bench *b, double *time_s, double until_s, double piece_s)
{
    while (*time_s < until_s - piece_s / 2) {
        *time_s += piece_s;
        work(b);
    }
}

static void expect_together(const Bench *b, long step, const char *what)
{
    for (int i = 0; i < b->shot->network_count; i++) {
        const NetShot *net = &b->shot->networks[i];
        cr_expect(net->stopped || net->step == step, "%s: network %d is at step %ld, not %ld", what,
                  i, net->step, step);
    }
}

Test(session_pace, fills_its_time_and_stops_at_the_end)
{
    static const double pieces_s[] = { 1.0 / 60, 0.03, 0.2 };
    cr_assert(SESSION_PACE_S >= 10 && SESSION_PACE_S <= 20);
    for (size_t k = 0; k < COUNT(pieces_s); k++) {
        Bench b;
        double time_s;
        bench_open(&b, 1 << 18, 1);
        add_network(&b, settings[0]);
        add_network(&b, "hidden=8 batch=20"); // of longer epochs than ...
        play(&b, &time_s, 40);
        const long goal = b.shot->goal;
        cr_assert_eq(goal, 40 * b.shot->networks[1].epoch_steps);
        cr_assert_gt(b.shot->networks[1].epoch_steps, b.shot->networks[0].epoch_steps);
        pass(&b, &time_s, SESSION_PACE_S / 3, pieces_s[k]);
        cr_expect_float_eq((double)b.shot->step, (double)goal / 3, 0.02 * (double)goal + 2);
        expect_together(&b, b.shot->step, "a third");
        cr_expect(b.shot->playing && !b.shot->ended);
        cr_expect_eq(b.shot->left_s, 0, "it is in time");
        pass(&b, &time_s, 0.97 * SESSION_PACE_S, pieces_s[k]);
        cr_expect_lt(b.shot->step, goal);
        pass(&b, &time_s, 1.05 * SESSION_PACE_S, pieces_s[k]);
        cr_expect_eq(b.shot->step, goal, "step %ld of %ld", b.shot->step, goal);
        expect_together(&b, goal, "the end");
        cr_expect(b.shot->ended && !b.shot->playing);
        cr_expect(isinf(session_wait_s(b.session)), "nothing more is to be done");
        pass(&b, &time_s, 2 * SESSION_PACE_S, pieces_s[k]);
        cr_expect_eq(b.shot->step, goal);
        bench_close(&b);
    }
}

Test(session_pace, changes_no_number)
{
    Bench paced, plain;
    double time_s;
    bench_open(&paced, 1 << 18, 1);
    bench_open(&plain, 1 << 18, 1);
    for (size_t i = 0; i < 4; i++) {
        add_network(&paced, settings[i]);
        add_network(&plain, settings[i]);
    }
    play(&paced, &time_s, 12);
    pass(&paced, &time_s, 1.1 * SESSION_PACE_S, 0.043);
    cr_assert(paced.shot->ended);
    bench_seek(&plain, paced.shot->step);
    for (int i = 0; i < 4; i++) {
        cr_expect(same_moment(&paced.shot->networks[i], &plain.shot->networks[i]), "%s",
                  settings[i]);
    }
    bench_close(&paced);
    bench_close(&plain);
}

static void play_again(Bench *b)
{
    b->wish->playing = false;
    bench_settle(b);
    b->wish->playing = true;
    b->wish->plays++;
    bench_wish(b);
}

Test(session_pace, goes_on_beyond_the_end_when_played_again)
{
    Bench b;
    double time_s;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    add_network(&b, settings[1]);
    play(&b, &time_s, 10);
    const long goal = b.shot->goal;
    pass(&b, &time_s, 16, 0.1);
    cr_assert_eq(b.shot->step, goal);
    play_again(&b);
    pass(&b, &time_s, 16 + SESSION_PACE_S, 0.1);
    cr_expect_float_eq((double)b.shot->step, 2.0 * (double)goal, 0.05 * (double)goal + 2);
    cr_expect(b.shot->playing, "there is no second end");
    b.wish->restarts++; // from the beginning, to the end
    bench_wish(&b);
    pass(&b, &time_s, 20 + 2 * SESSION_PACE_S, 0.1);
    cr_expect(b.shot->ended && b.shot->step == goal);
    bench_seek(&b, 3); // and from an earlier moment
    play_again(&b);
    pass(&b, &time_s, 40 + 3 * SESSION_PACE_S, 0.1);
    cr_expect(b.shot->ended && b.shot->step == goal, "step %ld", b.shot->step);
    bench_close(&b);
}

// One that is begun anew can be watched, too: it goes at the pace while the others wait.
Test(session_pace, holds_for_a_network_begun_anew)
{
    Bench b;
    double time_s;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    add_network(&b, settings[1]);
    play(&b, &time_s, 40);
    const long goal = b.shot->goal;
    pass(&b, &time_s, 1.1 * SESSION_PACE_S, 0.05);
    set_network(b.wish, 1, settings[3]);
    play_again(&b);
    const double begun_s = time_s;
    pass(&b, &time_s, begun_s + SESSION_PACE_S / 2, 0.05);
    cr_expect_eq(b.shot->networks[0].step, goal);
    cr_expect_float_eq((double)b.shot->networks[1].step, (double)goal / 2, 0.05 * (double)goal);
    pass(&b, &time_s, begun_s + 1.1 * SESSION_PACE_S, 0.05);
    cr_expect_eq(b.shot->networks[1].step, goal);
    cr_expect(b.shot->ended, "and all stop there");
    bench_close(&b);
}

Test(session_pace, full_speed_asks_no_clock_and_ends_there_too)
{
    Bench b;
    double time_s = 0;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    play(&b, &time_s, 40);
    b.wish->paced = false;
    bench_wish(&b);
    work(&b);
    cr_expect_eq(b.shot->step, b.shot->goal, "no second has passed");
    cr_expect(b.shot->ended);
    bench_close(&b);
}

// A clock that runs away: each piece of work takes a second of it.
typedef struct Hurry {
    double time_s;
} Hurry;

static double hurry(void *context)
{
    Hurry *clock = context;
    return clock->time_s += 0.05;
}

Test(session_pace, too_much_for_it_is_done_at_full_speed_and_tells_how_long_it_takes)
{
    Bench b;
    Hurry clock = { 0 };
    bench_open(&b, 1 << 18, 1);
    session_set_clock(b.session, hurry, &clock);
    add_network(&b, "hidden=3x100");
    b.wish->paced = true;
    b.wish->epochs = 1000000;
    bench_settle(&b);
    b.wish->playing = true;
    b.wish->plays++;
    bench_wish(&b);
    double told_s = 0;
    for (int i = 0; i < 200 && told_s == 0; i++) {
        cr_expect(session_work(b.session, 0.002, NULL));
        cr_expect_eq(session_wait_s(b.session), 0, "it never waits");
        session_shot(b.session, b.shot, false);
        told_s = b.shot->left_s;
    }
    cr_expect_gt(told_s, 2 * SESSION_PACE_S, "%g", told_s);
    cr_expect_float_eq(told_s * (double)b.shot->step / clock.time_s, (double)b.shot->goal,
                       0.9 * (double)b.shot->goal);
    b.wish->playing = false;
    bench_settle(&b);
    cr_expect_eq(b.shot->left_s, 0);
    bench_close(&b);
}

// ---- one clock

typedef struct Hand {
    long after_us;
    atomic_bool *interrupt;
} Hand;

static void *raise_later(void *context)
{
    Hand *hand = context;
    nanosleep(&(struct timespec){ 0, hand->after_us * 1000 }, NULL);
    atomic_store(hand->interrupt, true);
    return NULL;
}

// Works until a hand on another thread ends it, somewhere in the midst of a chunk.
static void work_until_interrupted(Bench *b, long after_us)
{
    atomic_bool interrupt = false;
    Hand hand = { after_us, &interrupt };
    pthread_t thread;
    cr_assert_eq(pthread_create(&thread, NULL, raise_later, &hand), 0);
    while (!atomic_load(&interrupt)) {
        session_work(b->session, 0.03, &interrupt);
    }
    pthread_join(thread, NULL);
}

Test(session_pace, who_is_paused_rests_at_one_step)
{
    Bench b;
    Rng rng;
    rng_init(&rng, 3, 0);
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=3x40 batch=16");
    add_network(&b, "hidden=8");
    add_network(&b, "hidden=8 activation=relu init=normal std=3 loss=mse optimizer=sgd lr=10");
    bench_settle(&b);
    int parted = 0;
    for (int i = 0; i < 60; i++) {
        b.wish->playing = true;
        bench_wish(&b);
        work_until_interrupted(&b, 1000 + (long)rng_below(&rng, 8000));
        session_shot(b.session, b.shot, false);
        parted += b.shot->networks[0].step != b.shot->networks[1].step;
        const long front = b.shot->step;
        b.wish->playing = false;
        bench_settle(&b);
        cr_expect_eq(b.shot->step, front, "who was ahead stays");
        expect_together(&b, front, "paused");
    }
    cr_expect_gt(parted, 5, "they were apart %d times", parted);
    cr_expect(b.shot->networks[2].lost);
    bench_close(&b);
}

Test(session_pace, who_is_paused_while_catching_up_rests_with_the_others)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    add_network(&b, settings[1]);
    bench_seek(&b, 300);
    set_network(b.wish, 1, settings[3]);
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[1].step, 0, "begun anew in a pause it shows its beginning");
    b.wish->playing = true;
    bench_wish(&b);
    const atomic_bool interrupt = true;
    session_work(b.session, 0, &interrupt);
    b.wish->playing = false;
    bench_settle(&b);
    expect_together(&b, 300, "paused");
    bench_close(&b);
}
