// Undo's memory: what is one entry, and the ring that forgets the oldest.
#include "app/shell/history.h"

#include <criterion/criterion.h>

static bool equal(const void *a, const void *b)
{
    return *(const int *)a == *(const int *)b;
}

static History begin(int value)
{
    History history;
    history_init(&history, sizeof(int), equal, &value);
    return history;
}

static void note(History *history, int value, Deed deed, double now_s)
{
    history_note(history, &value, deed, now_s);
}

static int moved(History *history, int direction)
{
    const int *value = history_move(history, direction);
    return value ? *value : -1;
}

Test(history, forgets_the_oldest_and_keeps_the_order_of_the_rest)
{
    enum { DEEDS = 300 };
    History history = begin(0);
    for (int i = 1; i <= DEEDS; i++) {
        note(&history, i, (Deed){ 0 }, i);
    }
    for (int i = 1; i < HISTORY_MAX; i++) {
        cr_assert_eq(moved(&history, -1), DEEDS - i);
    }
    cr_expect_eq(moved(&history, -1), -1, "the oldest that is left");
    for (int i = HISTORY_MAX - 2; i >= 0; i--) {
        cr_assert_eq(moved(&history, 1), DEEDS - i);
    }
    cr_expect_eq(moved(&history, 1), -1);
    history_finish(&history);
}

Test(history, what_follows_quickly_on_one_control_is_one_entry)
{
    const Deed field = { .control = 7 };
    History history = begin(0);
    note(&history, 1, field, 10);
    note(&history, 2, field, 10.9);
    note(&history, 3, field, 11.8); // a second after the last change, not after the first
    note(&history, 4, field, 13);   // another burst
    cr_expect_eq(moved(&history, -1), 3);
    cr_expect_eq(moved(&history, -1), 0);
    history_finish(&history);
}

Test(history, two_controls_are_never_one_entry)
{
    History history = begin(0);
    note(&history, 1, (Deed){ .control = 7 }, 1);
    note(&history, 2, (Deed){ .control = 8 }, 1.01);
    note(&history, 3, (Deed){ 0 }, 1.02);
    note(&history, 4, (Deed){ 0 }, 1.03);
    for (int i = 3; i >= 0; i--) {
        cr_expect_eq(moved(&history, -1), i);
    }
    history_finish(&history);
}

Test(history, a_gesture_is_one_entry_however_long_it_takes)
{
    History history = begin(0);
    for (int i = 1; i <= 5; i++) {
        note(&history, i, (Deed){ .gesture = 1 }, 10 * i);
    }
    note(&history, 6, (Deed){ .gesture = 2 }, 50.1);
    cr_expect_eq(moved(&history, -1), 5);
    cr_expect_eq(moved(&history, -1), 0);
    history_finish(&history);
}

Test(history, what_ends_as_it_began_leaves_no_entry)
{
    History history = begin(0);
    note(&history, 1, (Deed){ 0 }, 1);
    note(&history, 2, (Deed){ .gesture = 1 }, 2);
    note(&history, 1, (Deed){ .gesture = 1 }, 3); // dragged back
    cr_expect_eq(moved(&history, -1), 0);
    cr_expect_eq(moved(&history, 1), 1);
    cr_expect_eq(moved(&history, 1), -1);
    history_finish(&history);
}

// As a view is, which is no entry of its own, but comes back with what it was of.
Test(history, what_is_no_difference_is_kept_as_it_was_last)
{
    History history;
    struct {
        int counts, view;
    } now = { 1, 1 };
    history_init(&history, sizeof now, equal, &now);
    now.view = 2;
    history_note(&history, &now, (Deed){ 0 }, 1);
    now.counts = 2, now.view = 3;
    history_note(&history, &now, (Deed){ 0 }, 2);
    now.view = 4;
    history_note(&history, &now, (Deed){ 0 }, 3);
    cr_expect_eq(((const int *)history_move(&history, -1))[1], 2);
    cr_expect_eq(((const int *)history_move(&history, 1))[1], 4);
    history_finish(&history);
}

Test(history, after_going_back_the_next_change_is_an_entry_and_what_lay_after_is_gone)
{
    const Deed field = { .control = 7 };
    History history = begin(0);
    note(&history, 1, field, 1);
    note(&history, 2, (Deed){ 0 }, 2);
    cr_expect_eq(moved(&history, -1), 1);
    note(&history, 3, field, 2.1);
    cr_expect_eq(moved(&history, 1), -1);
    cr_expect_eq(moved(&history, -1), 1);
    cr_expect_eq(moved(&history, -1), 0);
    history_finish(&history);
}
