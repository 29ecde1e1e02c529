// Undo brings networks back as they were trained: with what was changed on their way, bit for bit,
// at the step where they stood.
#include "session_bench.h"

static void open_two(Bench *b)
{
    bench_open(b, 1 << 18, 1);
    for (int i = 0; i < 2; i++) {
        add_network(b, i ? "optimizer=adam" : "optimizer=sgd");
        b->wish->spec.ids[i] = 10 + (uint32_t)i;
    }
    b->wish->look.surface = 12;
}

static void set_rate(Bench *b, int network, double rate)
{
    b->wish->spec.networks[network].optimizer.params.lr = rate;
    b->wish->spec.networks[network].optimizer.has_rate = true;
}

// Takes a change back (or makes it once more: `redoes`): all is as in that wish.
static void move(Bench *b, const LabWish *to, bool redoes)
{
    b->wish->spec = to->spec;
    b->wish->undos++;
    b->wish->redoes = redoes;
    bench_settle(b);
}

static LabWish *wish_now(const Bench *b)
{
    LabWish *wish = malloc(sizeof *wish);
    *wish = *b->wish;
    return wish;
}

static NetShot *shot_of(const Bench *b, int network)
{
    NetShot *net = malloc(sizeof *net);
    *net = b->shot->networks[network];
    return net;
}

static bool same_changes(const LabShot *shot, int count, const LabChange *changes)
{
    bool same = shot->change_count == count;
    for (int i = 0; same && i < count; i++) {
        same = shot->changes[i].step == changes[i].step &&
               net_spec_differ(&shot->changes[i].spec, &changes[i].spec) == 0;
    }
    return same;
}

// The rate was 0.1, then 5, then 0.05: trained from step 0 at the last it is another network.
Test(session_undo, a_network_begun_anew_comes_back_with_the_changes_on_its_way)
{
    Bench b;
    open_two(&b);
    set_rate(&b, 0, 0.1);
    bench_seek(&b, 60);
    set_rate(&b, 0, 5);
    bench_settle(&b);
    bench_seek(&b, 90);
    set_rate(&b, 0, 0.05);
    bench_settle(&b);
    bench_seek(&b, 150);
    LabWish *before = wish_now(&b);
    NetShot *first = shot_of(&b, 0), *other = shot_of(&b, 1);
    LabChange changes[3];
    cr_assert_eq(b.shot->change_count, 3);
    memcpy(changes, b.shot->changes, sizeof changes);

    set_network(b.wish, 0, "hidden=5,5");
    bench_settle(&b);
    cr_assert_eq(b.shot->networks[0].step, 0, "begun anew");
    LabWish *anew = wish_now(&b);
    bench_seek(&b, 180);
    NetShot *second = shot_of(&b, 0);
    bench_seek(&b, 150);

    move(&b, before, false);
    cr_expect(same_moment(&b.shot->networks[0], first), "as it was trained, where the other is");
    cr_expect(same_moment(&b.shot->networks[1], other), "which has gone on");
    cr_expect(same_changes(b.shot, 3, changes), "what was changed is known, for a file");
    cr_expect_eq(b.shot->networks[0].series.epochs.count, first->series.epochs.count);
    bench_seek(&b, 180);
    move(&b, anew, true);
    cr_expect(same_moment(&b.shot->networks[0], second), "made once more, it comes back as well");
    free(first);
    free(other);
    free(second);
    free(before);
    free(anew);
    bench_close(&b);
}

// What a change had cut off before the network went is still there to be taken back to.
Test(session_undo, two_changes_back_at_once_or_one_after_the_other)
{
    for (int at_once = 0; at_once < 2; at_once++) {
        Bench b;
        open_two(&b);
        bench_seek(&b, 100);
        NetShot *first = shot_of(&b, 0);
        LabWish *begun = wish_now(&b);
        bench_seek(&b, 60);
        set_rate(&b, 0, 3);
        bench_settle(&b);
        bench_seek(&b, 80);
        LabWish *faster = wish_now(&b);
        set_network(b.wish, 0, "hidden=5,5");
        bench_settle(&b);
        if (!at_once) {
            move(&b, faster, false);
            cr_expect_eq(b.shot->networks[0].step, 80);
        }
        move(&b, begun, false);
        cr_expect_eq(b.shot->networks[0].step, 60, "where the rate was changed");
        cr_expect_eq(b.shot->networks[0].series.steps.points[99].step, 100, "its curve is there");
        bench_seek(&b, 100);
        cr_expect(same_moment(&b.shot->networks[0], first), "at once: %d", at_once);
        free(first);
        free(begun);
        free(faster);
        bench_close(&b);
    }
}

Test(session_undo, a_network_that_was_removed_catches_up_with_the_others)
{
    Bench b, straight;
    open_two(&b);
    open_two(&straight);
    bench_seek(&straight, 130);
    bench_seek(&b, 90);
    LabWish *two = wish_now(&b);
    b.wish->spec.network_count = 1;
    bench_settle(&b);
    bench_seek(&b, 130);
    move(&b, two, false);
    for (int i = 0; i < 2; i++) {
        cr_expect(same_moment(&b.shot->networks[i], &straight.shot->networks[i]), "%d", i);
    }
    free(two);
    bench_close(&b);
    bench_close(&straight);
}

// Of a network that was begun anew more than once each training comes back in its turn; and all of
// another lab, whose data are others.
Test(session_undo, trainings_come_back_in_their_turn)
{
    enum { MOMENTS = 5 };
    Bench b;
    LabWish *wishes[MOMENTS];
    NetShot *shots[MOMENTS];
    open_two(&b);
    for (int k = 0; k < MOMENTS; k++) {
        if (k == 4) { // another lab
            b.wish->restarts++;
            b.wish->spec.ids[0] = 20;
            b.wish->spec.ids[1] = 21;
        }
        b.wish->spec.data.params.noise = k < 3 ? 0.1 : 0.2;
        set_network(b.wish, 0, k % 2 ? "hidden=5,5" : "hidden=8");
        set_network(b.wish, 1, k % 2 ? "hidden=5" : "hidden=8,8");
        bench_settle(&b);
        cr_assert_eq(b.shot->networks[0].step, 0, "begun anew");
        bench_seek(&b, 20);
        set_rate(&b, 1, 0.3 + k);
        bench_settle(&b);
        bench_seek(&b, 50 + 10 * k);
        wishes[k] = wish_now(&b);
        shots[k] = shot_of(&b, 1);
    }
    for (int way = 0; way < 2; way++) {
        for (int i = MOMENTS - 2; i >= 0; i--) {
            const int k = way ? MOMENTS - 1 - i : i;
            move(&b, wishes[k], way);
            cr_expect_eq(b.shot->networks[1].step, 50 + 10 * k, "%s %d", way ? "redo" : "undo", k);
            cr_expect(same_moment(&b.shot->networks[1], shots[k]), "%s %d", way ? "redo" : "undo",
                      k);
        }
    }
    for (int k = 0; k < MOMENTS; k++) {
        free(wishes[k]);
        free(shots[k]);
    }
    bench_close(&b);
}

// One that plays goes on from where it stood; a wish that the session never saw changes nothing.
Test(session_undo, goes_on_if_it_played)
{
    Bench b, straight;
    open_two(&b);
    open_two(&straight);
    b.wish->epochs = straight.wish->epochs = 40;
    bench_seek(&b, 70);
    cr_expect_eq(b.shot->bound, 70, "it is there");
    LabWish *before = wish_now(&b);
    b.wish->restarts++; // a lab that was opened and taken back in one breath
    b.wish->undos++;
    bench_wish(&b);
    session_shot(b.session, b.shot, false);
    cr_expect(b.shot->step == 0 && b.shot->bound == 70 && b.shot->busy, "it is on its way");
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].step, 70);
    b.wish->spec.data.params.noise = 0.3;
    bench_seek(&b, 30);
    b.wish->playing = true;
    b.wish->plays++;
    move(&b, before, false);
    cr_expect(b.shot->ended && b.shot->step == b.shot->goal, "%ld of %ld", b.shot->step,
              b.shot->goal);
    bench_seek(&straight, b.shot->goal);
    cr_expect(same_moment(&b.shot->networks[1], &straight.shot->networks[1]));
    free(before);
    bench_close(&b);
    bench_close(&straight);
}

// There is only so much memory: what is trained least is forgotten first, the oldest of it.
Test(session_undo, what_has_the_least_to_lose_is_forgotten)
{
    enum { SHORT = 140 };
    Bench b;
    open_two(&b);
    b.wish->look.surface = 0;
    bench_seek(&b, 60);
    LabWish *first = wish_now(&b), *forgotten = NULL, *newest = NULL;
    for (int i = 0; i < SHORT; i++) {
        b.wish->spec.shared.seed++;
        for (int k = 0; k < 2; k++) {
            net_spec_follow(&b.wish->spec.networks[k], &b.wish->spec.shared);
        }
        bench_settle(&b);
        bench_seek(&b, 2);
        forgotten = i == 0 ? wish_now(&b) : forgotten;
        newest = i == SHORT - 2 ? wish_now(&b) : newest;
    }
    move(&b, newest, false);
    cr_expect_eq(b.shot->step, 2);
    move(&b, first, false);
    cr_expect_eq(b.shot->step, 60, "the oldest and longest");
    move(&b, forgotten, false);
    cr_expect_eq(b.shot->step, 0, "begun anew, as if it had never been");
    free(first);
    free(forgotten);
    free(newest);
    bench_close(&b);
}
