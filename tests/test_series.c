// Curves that thin themselves: what is kept, that it is exact, and what a cut leaves.
#include "sim/train/series.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static LearnStep learn_at(long step)
{
    return (LearnStep){ .loss = 1.0 / (double)(step + 1),
                        .grad_norm = (double)step * 0.1,
                        .update_ratio = (double)step };
}

static void offer(Series *series, long first, long last)
{
    for (long step = first; step <= last; step++) {
        const LearnStep learn = learn_at(step);
        series_add_step(series, step, &learn);
    }
}

static void offer_epochs(Series *series, long epoch_steps, long epochs)
{
    for (long epoch = 0; epoch <= epochs; epoch++) {
        const LearnStep learn = learn_at(epoch * epoch_steps);
        const TrainScore train = { 2.0 / (double)(epoch + 1), 0.5 };
        const TrainScore validation = { 3.0 / (double)(epoch + 1), 0.25 };
        series_add_epoch(series, epoch * epoch_steps, &learn, &train, &validation);
    }
}

static Series series; // too large for a stack

Test(series, keeps_all_while_there_is_room)
{
    series_clear(&series);
    offer(&series, 1, SERIES_MAX);
    cr_assert_eq(series.steps.count, SERIES_MAX);
    for (int i = 0; i < SERIES_MAX; i++) {
        cr_expect_eq(series.steps.points[i].step, i + 1);
    }
}

Test(series, never_grows_past_its_room_nor_falls_below_half_of_it)
{
    series_clear(&series);
    for (long step = 1; step <= 200000; step++) {
        offer(&series, step, step);
        cr_assert_leq(series.steps.count, SERIES_MAX);
        cr_assert(step < SERIES_MAX || series.steps.count >= SERIES_MAX / 2, "at step %ld", step);
    }
}

Test(series, always_keeps_the_first_and_the_newest)
{
    series_clear(&series);
    for (long step = 1; step <= 10000; step++) {
        offer(&series, step, step);
        cr_assert_eq(series.steps.points[0].step, 1);
        cr_assert_eq(series.steps.points[series.steps.count - 1].step, step);
    }
}

Test(series, values_are_those_that_were_offered_to_the_bit)
{
    series_clear(&series);
    offer(&series, 1, 54321);
    for (int i = 0; i < series.steps.count; i++) {
        const SeriesPoint *point = &series.steps.points[i];
        const LearnStep learn = learn_at(point->step);
        cr_expect_eq(point->values[SERIES_BATCH_LOSS], learn.loss);
        cr_expect_eq(point->values[SERIES_GRAD_NORM], learn.grad_norm);
        cr_expect_eq(point->values[SERIES_UPDATE_RATIO], learn.update_ratio);
        cr_expect(isnan(point->values[SERIES_TRAIN_LOSS]));
    }
}

Test(series, every_stretch_has_its_first_point)
{
    series_clear(&series);
    offer(&series, 1, 54321);
    const SeriesList *list = &series.steps;
    cr_assert_gt(list->stride, 16);
    for (long step = 1; step <= 54321; step += list->stride) {
        cr_expect_eq(series_at(list, step)->step, step);
    }
}

// A loss that jumps about, with rare high peaks.
static double rough_loss(long step)
{
    const double noise = fmod((double)step * 0.6180339887, 1);
    return step % 997 == 500 ? 5 + noise : noise;
}

static void offer_rough(Series *to, long first, long last)
{
    for (long step = first; step <= last; step++) {
        const LearnStep learn = { .loss = rough_loss(step), .grad_norm = NAN, .update_ratio = NAN };
        series_add_step(to, step, &learn);
    }
}

static bool has_point(const SeriesList *list, long step, double loss)
{
    const SeriesPoint *point = series_at(list, step);
    return point && point->step == step && point->values[SERIES_BATCH_LOSS] == loss;
}

Test(series, every_stretch_keeps_its_least_and_its_greatest)
{
    const long last = 60000;
    series_clear(&series);
    offer_rough(&series, 1, last);
    const SeriesList *list = &series.steps;
    cr_assert_gt(list->stride, 16);
    for (long from = 1; from + list->stride <= last; from += list->stride) {
        long low = from, high = from;
        for (long step = from; step < from + list->stride; step++) {
            low = rough_loss(step) < rough_loss(low) ? step : low;
            high = rough_loss(step) > rough_loss(high) ? step : high;
        }
        cr_expect(has_point(list, low, rough_loss(low)), "least at %ld", low);
        cr_expect(has_point(list, high, rough_loss(high)), "greatest at %ld", high);
    }
    for (long peak = 500; peak <= last; peak += 997) {
        cr_expect(has_point(list, peak, rough_loss(peak)), "peak at %ld", peak);
    }
}

Test(series, epochs_have_scores_and_begin_before_training)
{
    series_clear(&series);
    offer_epochs(&series, 9, 5000);
    const SeriesList *list = &series.epochs;
    cr_expect_eq(list->points[0].step, 0);
    cr_expect(isnan(list->points[0].values[SERIES_BATCH_LOSS]));
    cr_expect_eq(list->points[0].values[SERIES_VALIDATION_LOSS], 3.0);
    for (int i = 1; i < list->count; i++) {
        const long step = list->points[i].step;
        cr_expect_eq(step % 9, 0);
        cr_expect_eq(list->points[i].values[SERIES_TRAIN_LOSS], 2.0 / (double)(step / 9 + 1));
        cr_expect_eq(list->points[i].values[SERIES_BATCH_LOSS], learn_at(step).loss);
    }
}

Test(series, a_cut_forgets_what_came_after_and_nothing_else)
{
    const long cuts[] = { 0, 1, 2, 500, 1023, 1024, 1025, 5000, 19999, 20000, 30000 };
    for (size_t k = 0; k < COUNT(cuts); k++) {
        series_clear(&series);
        offer(&series, 1, 20000);
        offer_epochs(&series, 10, 2000);
        int before = 0;
        while (before < series.steps.count && series.steps.points[before].step <= cuts[k]) {
            before++;
        }
        series_cut(&series, cuts[k]);
        cr_expect_eq(series.steps.count, before, "cut at %ld", cuts[k]);
        const SeriesPoint *newest = series_at(&series.epochs, 1000000);
        cr_expect(newest && newest->step <= cuts[k], "step 0 stays");
    }
}

Test(series, goes_on_after_a_cut_as_densely_as_the_first_time)
{
    series_clear(&series);
    offer(&series, 1, 100000);
    series_cut(&series, 300);
    offer(&series, 301, 700);
    cr_expect_eq(series.steps.stride, 1);
    cr_expect_eq(series.steps.points[series.steps.count - 1].step, 700);
    for (long step = 301; step <= 700; step++) {
        const SeriesPoint *point = series_at(&series.steps, step);
        cr_expect_eq(point->step, step);
    }
}

Test(series, finds_the_newest_point_at_or_before_a_step)
{
    series_clear(&series);
    cr_expect_null(series_at(&series.steps, 10));
    offer(&series, 1, 10000);
    cr_expect_null(series_at(&series.steps, 0));
    for (long step = 1; step <= 10000; step += 37) {
        const SeriesPoint *point = series_at(&series.steps, step);
        cr_assert_not_null(point);
        cr_expect(point->step <= step && step - point->step < series.steps.stride);
    }
    cr_expect_eq(series_at(&series.steps, 99999)->step, 10000);
}
