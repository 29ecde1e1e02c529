// What a step trains on: which rows, and what becomes of them. Where nothing is done to them the
// learner gathers them from the data; else they are made where it would have gathered them.
//
// Every row's random numbers come from (seed, step, its place in the data), a batch's from (seed,
// step): any batch can be made again, whatever came before it.
#include "sim/train/train_batch.h"

#include "sim/train/batch_split.h"

#include "base/parallel.h"

#include <stdlib.h>
#include <string.h>

static_assert(sizeof(Real) == sizeof(float), "data and networks have the same numbers here");
static_assert((int)AUGMENT_SIZE_MAX >= (int)DATASET_FEATURES_MAX, "any row can be augmented");

// Streams of their own: far from those of weights, which count layers from 0.
static const uint64_t ORDER_STREAM = (uint64_t)0x6f72 << 48;   // + epoch
static const uint64_t AUGMENT_STREAM = (uint64_t)0x6175 << 48; // + step
static const uint64_t MIX_STREAM = (uint64_t)0x6d69 << 48;     // + step

void train_batch_init(Train *train)
{
    const Dataset *set = train->data->set;
    const int wide = padded(set->features), target_wide = padded(train->outputs);
    train->order = arena_new(&train->arena, uint32_t, set->train_count);
    train->order_epoch = -1;
    train->partners = arena_new(&train->arena, uint32_t, 2 * train->batch_max);
    train->spare = arena_new(&train->arena, Real, wide > target_wide ? wide : target_wide);
}

// ---- which rows

// Uniform in 0..count-1 from 32 random bits: the high half of their product with count; the few
// that would make it uneven are drawn again (Lemire 2019). Seldom a division.
static uint32_t below(uint32_t count, uint32_t bits, Rng *rng)
{
    uint64_t product = (uint64_t)bits * count;
    if ((uint32_t)product < count) {
        const uint32_t uneven = -count % count;
        while ((uint32_t)product < uneven) {
            product = (rng_bits(rng) >> 32) * count;
        }
    }
    return (uint32_t)(product >> 32);
}

static void swap(uint32_t *items, uint32_t i, uint32_t j)
{
    const uint32_t moved = items[i];
    items[i] = items[j];
    items[j] = moved;
}

// The places 0..count-1 in random order: Fisher-Yates with two places from each word of the
// generator. rng_shuffle() takes 13 ns a row, a quarter of a small network's step; this takes 2.5.
static void order_places(uint32_t count, uint32_t *order, Rng *rng)
{
    for (uint32_t i = 0; i < count; i++) {
        order[i] = i;
    }
    for (uint32_t left = count; left > 1; left--) {
        const uint64_t bits = rng_bits(rng);
        swap(order, left - 1, below(left, (uint32_t)(bits >> 32), rng));
        left--;
        swap(order, left - 1, below(left, (uint32_t)bits, rng));
    }
}

static void order_rows(Train *train, long epoch)
{
    Rng rng;
    rng_init(&rng, train->spec.seed, ORDER_STREAM + (uint64_t)epoch);
    order_places((uint32_t)train->data->set->train_count, train->order, &rng);
    train->order_epoch = epoch;
}

int train_row_count(const Train *train, long step)
{
    return batch_split_rows(train->data->set->train_count, train->batch, step % train->epoch_steps);
}

const uint32_t *train_rows(Train *train, long step, int *count)
{
    const long epoch = step / train->epoch_steps;
    if (train->order_epoch != epoch) {
        order_rows(train, epoch);
    }
    *count = train_row_count(train, step);
    return train->order + (step - epoch * train->epoch_steps) * train->batch;
}

// ---- what becomes of them

Augment train_augment(const NetSpec *spec)
{
    const NetNumbers *n = &spec->numbers;
    return (Augment){ .shift = n->shift,
                      .rotate = n->rotate,
                      .zoom = n->zoom,
                      .flip = spec->flip == SWITCHED_ON,
                      .jitter = n->jitter,
                      .cutout = (int)n->cutout };
}

static bool mixes(const NetSpec *spec)
{
    return spec->numbers.mixup > 0 || spec->numbers.cutmix > 0;
}

// What makes the rows of one step.
typedef struct Maker {
    const Train *train;
    Augment augment;
    bool augments;
    AugmentRow row;
    uint64_t key; // of the step
} Maker;

static Maker maker_of(const Train *train, long step)
{
    const Dataset *set = train->data->set;
    Maker maker = { .train = train,
                    .augment = train_augment(&train->spec),
                    .row = { .shape = set->shape, .paper = set->grey[0] } };
    Rng rng;
    rng_init(&rng, train->spec.seed, AUGMENT_STREAM + (uint64_t)step);
    maker.key = rng_bits(&rng);
    maker.augments = augment_any(&maker.augment);
    return maker;
}

// x [padded(features)], whose pads are zero.
static void make_row(const Maker *maker, uint32_t row, Real *x)
{
    const size_t wide = (size_t)padded(maker->train->data->set->features);
    const Real *from = maker->train->data->x + row * wide;
    if (!maker->augments) {
        memcpy(x, from, wide * sizeof *x);
        return;
    }
    Rng rng;
    rng_init(&rng, maker->key, row);
    augment_row(&maker->augment, &maker->row, &rng, from, x);
}

// How the rows of one step are mixed.
typedef struct Mix {
    bool on, pastes;
    MixPiece piece;
    double share; // of a row's own in its target
} Mix;

// partners [count]: with which row of the batch each is mixed.
static Mix mix_of(const Train *train, long step, int count, uint32_t *partners)
{
    const NetNumbers *n = &train->spec.numbers;
    Mix mix = { .on = mixes(&train->spec), .pastes = n->cutmix > 0, .share = 1 };
    if (!mix.on) {
        return mix;
    }
    const TensorShape shape = train->data->set->shape;
    Rng rng;
    rng_init(&rng, train->spec.seed, MIX_STREAM + (uint64_t)step);
    mix.share = mix_share(mix.pastes ? n->cutmix : n->mixup, &rng);
    if (mix.pastes) {
        mix.piece = mix_piece(mix.share, shape, &rng);
        mix.share = mix_share_left(&mix.piece, shape);
    }
    order_places((uint32_t)count, partners, &rng);
    return mix;
}

static void mix_batch(Train *train, long step, int count)
{
    const Dataset *set = train->data->set;
    Learner *learner = &train->learner;
    uint32_t *partners = train->partners, *again = partners + train->batch_max;
    const Mix mix = mix_of(train, step, count, partners);
    const MixRows x = { learner->x, padded(set->features), count, partners, train->spare };
    const MixRows target = { learner->target, padded(train->outputs), count, again, train->spare };
    memcpy(again, partners, sizeof *partners * (size_t)count);
    if (mix.pastes) {
        mix_rows_paste(&x, &mix.piece, set->shape);
    } else {
        mix_rows(&x, mix.share);
    }
    mix_rows(&target, mix.share);
}

// Into the learner's room.
static void make_batch(Train *train, long step, const uint32_t *rows, int count)
{
    Learner *learner = &train->learner;
    const size_t wide = (size_t)padded(train->data->set->features);
    const size_t target_wide = (size_t)padded(train->outputs);
    const Maker maker = maker_of(train, step);
    for (int i = 0; i < count; i++) {
        make_row(&maker, rows[i], learner->x + (size_t)i * wide);
        memcpy(learner->target + (size_t)i * target_wide, train->target + rows[i] * target_wide,
               target_wide * sizeof *learner->target);
    }
    if (mixes(&train->spec)) {
        mix_batch(train, step, count);
    }
}

bool train_makes_rows(const Train *train)
{
    const Augment augment = train_augment(&train->spec);
    return augment_any(&augment) || mixes(&train->spec);
}

LearnStep train_batch_step(Train *train, bool measure)
{
    Learner *learner = &train->learner;
    int count = 0;
    const uint32_t *rows = train_rows(train, learner->step, &count);
    if (!train_makes_rows(train)) {
        return learner_step(learner, train->data->x, train->target, rows, count, measure);
    }
    make_batch(train, learner->step, rows, count);
    return learner_step(learner, NULL, NULL, NULL, count, measure);
}

static void mix_pair(const Mix *mix, const Dataset *set, Real *x, const Real *other)
{
    if (mix->pastes) {
        mix_paste(&mix->piece, set->shape, x, other);
    } else {
        mix_row(mix->share, set->features, x, other);
    }
}

int train_made(Train *train, long step, int most, TrainMade *made, float *x)
{
    const Dataset *set = train->data->set;
    const size_t features = (size_t)set->features;
    const Maker maker = maker_of(train, step);
    Arena arena = { 0 };
    Real *one = arena_new(&arena, Real, padded(set->features));
    Real *other = arena_new(&arena, Real, padded(set->features));
    int count;
    const uint32_t *rows = train_rows(train, step, &count);
    const Mix mix = mix_of(train, step, count, train->partners);
    const int shown = count < most ? count : most;
    const unsigned before = denormals_flush(); // as in a step
    for (int i = 0; i < shown; i++, x += features) {
        const uint32_t partner = mix.on ? rows[train->partners[i]] : rows[i];
        made[i] = (TrainMade){ .row = rows[i], .partner = partner, .share = mix.share };
        make_row(&maker, rows[i], one);
        if (partner != rows[i]) {
            make_row(&maker, partner, other);
            mix_pair(&mix, set, one, other);
        }
        memcpy(x, one, features * sizeof *x);
    }
    denormals_restore(before);
    arena_free(&arena);
    return shown;
}

int train_moved(Train *train, int most, TrainMade *made, float *x)
{
    Learner *learner = &train->learner;
    const size_t features = (size_t)train->data->set->features;
    const size_t wide = (size_t)padded(train->data->set->features);
    const int shown = train_made(train, learner->step, most, made, x);
    const size_t numbers = sizeof(Real) * learner->net.param_count;
    Real *grad = memory_get(numbers);
    int count;
    const uint32_t *rows = train_rows(train, learner->step, &count);
    memcpy(grad, learner->grad, numbers);
    const unsigned before = denormals_flush(); // as in a step
    if (train_makes_rows(train)) {
        make_batch(train, learner->step, rows, count);
        learner_place(learner, NULL, NULL, NULL, count);
    } else {
        learner_place(learner, train->data->x, train->target, rows, count);
    }
    denormals_restore(before);
    for (int i = 0; i < shown; i++) {
        for (size_t k = 0; k < features; k++) {
            x[(size_t)i * features + k] = (float)learner->x[(size_t)i * wide + k];
        }
    }
    memcpy(learner->grad, grad, numbers);
    free(grad);
    return shown;
}
