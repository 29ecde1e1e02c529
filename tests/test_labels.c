// Names beside places: near, apart, inside.
#include "draw/labels.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static const Rect AREA = { 10, 20, 500, 300 };

static bool overlap(Rect a, Rect b)
{
    return a.x + a.w > b.x + 0.01f && b.x + b.w > a.x + 0.01f && a.y + a.h > b.y + 0.01f &&
           b.y + b.h > a.y + 0.01f;
}

static void expect_apart(const Label *labels, int count, Rect area, const char *when)
{
    for (int i = 0; i < count; i++) {
        const Rect r = labels[i].rect;
        cr_expect(labels[i].placed, "%s: label %d stands", when, i);
        cr_expect(r.x >= area.x && r.y >= area.y - 0.01f && r.x + r.w <= area.x + area.w + 0.01f &&
                      r.y + r.h <= area.y + area.h + 0.01f,
                  "%s: label %d is inside", when, i);
        for (int j = 0; j < i; j++) {
            cr_expect_not(overlap(r, labels[j].rect), "%s: %d and %d", when, i, j);
        }
    }
}

Test(labels, one_stands_right_of_its_place_or_left_where_there_is_no_room)
{
    Label label = { .x = 100, .y = 100, .w = 80, .h = 20 };
    labels_around(&label, 1, AREA, 10, NULL, 0);
    cr_expect(label.placed && label.rect.x == 110 && label.rect.y == 90);
    label.x = 480;
    labels_around(&label, 1, AREA, 10, NULL, 0);
    cr_expect(label.placed && label.rect.x == 390 && label.rect.y == 90);
}

Test(labels, a_dozen_at_one_place_stand_apart_and_near)
{
    static const float places[][2] = {
        { 250, 150 }, { 250, 151 }, { 12, 22 }, { 508, 318 }, { 508, 22 }
    };
    for (size_t p = 0; p < COUNT(places); p++) {
        Label labels[12];
        for (int i = 0; i < 12; i++) {
            const float w = p % 2 == 0 ? 90 : 12; // names, or letters
            labels[i] = (Label){ .x = places[p][0], .y = places[p][1], .w = w, .h = 20 };
        }
        labels_around(labels, 12, AREA, 10, NULL, 0);
        expect_apart(labels, 12, AREA, "crowd");
        for (int i = 0; i < 12; i++) {
            cr_expect_leq(fabsf(labels[i].rect.y + 10 - places[p][1]), 250.0f);
            const Rect r = labels[i].rect;
            const float x = places[p][0], y = places[p][1];
            const float dx = fmaxf(fmaxf(r.x - x, x - r.x - r.w), 0);
            const float dy = fmaxf(fmaxf(r.y - y, y - r.y - r.h), 0);
            cr_expect_geq(hypotf(dx, dy), 9.99f, "the gap is free");
        }
    }
}

Test(labels, none_covers_what_must_stay_seen)
{
    srand(3);
    for (int round = 0; round < 500; round++) {
        Label labels[12];
        Rect heads[12];
        for (int i = 0; i < 12; i++) {
            const float x = AREA.x + (float)(rand() % 500), y = AREA.y + (float)(rand() % 300);
            labels[i] = (Label){ .x = x, .y = y, .w = 60, .h = 18 };
            heads[i] = (Rect){ x - 6, y - 6, 12, 12 };
        }
        labels_around(labels, 12, AREA, 9, heads, 12);
        expect_apart(labels, 12, AREA, "with heads");
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                cr_expect_not(overlap(labels[i].rect, heads[j]), "%d over head %d", i, j);
            }
        }
    }
}

Test(labels, without_room_a_label_stands_nowhere)
{
    Label label = { .x = 100, .y = 100, .w = 600, .h = 20 };
    labels_around(&label, 1, AREA, 10, NULL, 0);
    cr_expect_not(label.placed);
}

Test(labels, a_column_keeps_the_order_and_moves_no_more_than_it_must)
{
    Label two[] = { { .x = 0, .y = 100, .w = 50, .h = 20 }, { .x = 0, .y = 96, .w = 50, .h = 20 } };
    labels_column(two, 2, AREA);
    expect_apart(two, 2, AREA, "two");
    cr_expect_float_eq(two[0].rect.y, 98, 1e-4);
    cr_expect_float_eq(two[1].rect.y, 78, 1e-4);
    cr_expect_eq(two[0].rect.x, AREA.x);
    Label alone = { .x = 0, .y = 200, .w = 50, .h = 20 };
    labels_column(&alone, 1, AREA);
    cr_expect_float_eq(alone.rect.y, 190, 1e-4, "it stands where it wants to");
    Label low[12];
    for (int i = 0; i < 12; i++) {
        low[i] = (Label){ .x = 0, .y = 400, .w = 50, .h = 20 };
    }
    labels_column(low, 12, AREA);
    expect_apart(low, 12, AREA, "all at the bottom");
    cr_expect_float_eq(low[11].rect.y, AREA.y + AREA.h - 20, 1e-3);
}

Test(labels, in_a_column_that_is_full_the_last_stand_nowhere)
{
    Label labels[20];
    for (int i = 0; i < 20; i++) {
        labels[i] = (Label){ .x = 0, .y = (float)(20 - i), .w = 50, .h = 20 };
    }
    labels_column(labels, 20, AREA);
    expect_apart(labels, 15, AREA, "the first");
    for (int i = 15; i < 20; i++) {
        cr_expect_not(labels[i].placed);
    }
}
