// What a snapshot shows of one sample: every layer's output against a plain pass, the filters in
// PyTorch's order, and nothing while it is not wished for.
#include "session_twin.h"

static void open_pictures(Bench *b, const char *data, const char *network)
{
    bench_open(b, 1 << 22, 1);
    cr_assert(data_spec_parse(&b->wish->spec.data, data, NULL));
    add_network(b, network);
    b->wish->look.maps = true;
}

static const char CNN[] = "layers=\"conv 4 3x3, norm, relu, dropout 0.3, maxpool 2, "
                          "res(conv 4 3x3 pad=1, relu), flatten, dense 6, tanh\" batch=20";

Test(session_maps, every_layer_shows_what_it_gives_for_the_sample)
{
    Bench b;
    DataBench on;
    open_pictures(&b, "digits n=100", CNN);
    b.wish->look.map_row = 37;
    bench_seek(&b, 6);
    Train *train = twin(&b, &on, 6);
    Net *net = &train->learner.net;
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, net, 1, PASS_WHOLE, &arena);
    net_forward(net, &pass, NET_EVAL, (NetDraw){ 0 }, on.data.x + 37 * padded(256), 1);
    const LabMaps *maps = &b.shot->maps[0];
    cr_assert(maps->any);
    cr_expect_eq(maps->row, 37);
    static const LayerKind should[] = { LAYER_CONV,    LAYER_BATCHNORM, LAYER_ACTIVATION,
                                        LAYER_MAXPOOL, LAYER_CONV,      LAYER_ACTIVATION,
                                        LAYER_ADD,     LAYER_DENSE,     LAYER_ACTIVATION,
                                        LAYER_DENSE };
    cr_assert_eq(maps->map_count, COUNT(should));
    for (int i = 0; i < maps->map_count; i++) {
        const MapShot *map = &maps->maps[i];
        const LayerPlan *plan = &net->layers[map->layer].plan;
        cr_expect_eq(plan->kind, should[i], "map %d", i);
        cr_expect(shape_same(map->shape, plan->to));
        cr_assert_eq(map->shown, plan->to.channels, "map %d", i);
        float low = INFINITY, high = -INFINITY;
        for (int k = 0; k < plan->out; k++) {
            const float value = maps->values[map->at + k];
            cr_assert_eq(value, (float)pass.results[map->layer][k], "map %d, value %d", i, k);
            low = fminf(low, value);
            high = fmaxf(high, value);
        }
        cr_expect(map->low == low && map->high == high, "map %d", i);
    }
    float out[10];
    int best = 0;
    train_outputs(train, 1, on.set.x + 37 * 256, out);
    for (int k = 1; k < 10; k++) {
        best = out[k] > out[best] ? k : best;
    }
    cr_expect_eq(maps->said, best);
    cr_expect_eq(maps->share, out[best]);
    arena_free(&arena);
    train_destroy(train);
    data_bench_close(&on);
    bench_close(&b);
}

Test(session_maps, filters_stand_in_the_order_of_pytorch)
{
    Bench b;
    DataBench on;
    open_pictures(&b, "digits n=100", CNN);
    bench_seek(&b, 3);
    Train *train = twin(&b, &on, 3);
    const Net *net = &train->learner.net;
    const LabMaps *maps = &b.shot->maps[0];
    cr_assert_eq(maps->filter_count, 2);
    for (int i = 0; i < 2; i++) {
        const FilterShot *filter = &maps->filters[i];
        const int count = filter->out * filter->in * filter->k * filter->k;
        double *weight = malloc(sizeof *weight * (size_t)count), most = 0;
        cr_expect_eq(filter->k, 3);
        cr_expect(filter->out == 4 && filter->in == (i == 0 ? 1 : 4));
        cr_assert(filter->shown_out == filter->out && filter->shown_in == filter->in);
        net_get_weight(net, filter->layer, net->params, weight);
        for (int k = 0; k < count; k++) {
            cr_assert_eq((double)maps->filter_values[filter->at + k], weight[k], "%d of %d", k, i);
            most = fmax(most, fabs(weight[k]));
        }
        cr_expect_eq((double)filter->most, most);
        free(weight);
    }
    train_destroy(train);
    data_bench_close(&on);
    bench_close(&b);
}

Test(session_maps, the_sample_is_told_with_its_class)
{
    Bench b;
    DataBench on;
    open_pictures(&b, "digits n=100", CNN);
    const int rows[] = { 0, 99, 1000 };
    data_bench_make(&on, &b.wish->spec.data, lab_data_seed(&b.wish->spec));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const int row = rows[i] < 100 ? rows[i] : 99;
        b.wish->look.map_row = rows[i];
        bench_settle(&b);
        const LabSample *sample = &b.shot->sample;
        cr_expect_eq(sample->row, row);
        cr_expect_eq(b.shot->maps[0].row, row);
        cr_expect_eq(sample->class, (int)on.set.target[row]);
        cr_expect_eq(sample->validation, row >= on.set.train_count);
        cr_expect(shape_same(sample->shape, (TensorShape){ 1, 16, 16 }));
        cr_expect_eq(memcmp(sample->x, on.set.x + (size_t)row * 256, sizeof(float) * 256), 0);
    }
    data_bench_close(&on);
    bench_close(&b);
}

Test(session_maps, they_are_there_while_they_are_wished_for_and_change_no_training)
{
    Bench with, without;
    open_pictures(&with, "digits n=100", CNN);
    open_pictures(&without, "digits n=100", CNN);
    without.wish->look.maps = false;
    for (long step = 0; step < 12; step += 4) {
        bench_seek(&with, step);
        bench_seek(&without, step);
        cr_expect(with.shot->maps[0].any);
        cr_expect_not(without.shot->maps[0].any);
        cr_expect_eq(without.shot->sample.row, -1);
        cr_expect(same_moment(&with.shot->networks[0], &without.shot->networks[0]), "step %ld",
                  step);
    }
    with.wish->look.maps = false;
    bench_settle(&with);
    cr_expect_not(with.shot->maps[0].any);
    bench_close(&with);
    bench_close(&without);
}

// While the bar is dragged next to nothing is trained and each wish cuts the look of the one before
// short: maps are of the step beside them all the same.
Test(session_maps, are_of_the_step_that_is_shown_while_one_goes_back)
{
    enum { BACK = 6 };
    Bench b;
    open_pictures(&b, "digits n=100", CNN);
    static LabMaps at[BACK];
    for (int step = 0; step < BACK; step++) {
        bench_seek(&b, step);
        at[step] = b.shot->maps[0];
    }
    for (int step = BACK - 1; step >= 0; step--) {
        b.wish->seeks++;
        b.wish->seek = step;
        bench_wish(&b);
        while (session_work(b.session, 0.05, NULL)) {
        }
        session_shot(b.session, b.shot, false);
        const LabMaps *maps = &b.shot->maps[0];
        cr_assert_eq(b.shot->step, step);
        cr_expect(maps->any && maps->used == at[step].used &&
                      memcmp(maps->values, at[step].values,
                             sizeof maps->values[0] * (size_t)maps->used) == 0,
                  "step %d", step);
    }
    bench_close(&b);
}

// What there is no room for is left out from behind, channels first, evenly for all layers.
Test(session_maps, large_networks_are_shown_in_part)
{
    Bench b;
    open_pictures(&b, "digits n=40 train=0.5",
                  "layers=\"30*(conv 40 3x3 pad=1, relu)\" batch=20 init=he_normal");
    bench_settle(&b);
    const LabMaps *maps = &b.shot->maps[0];
    cr_assert_eq(maps->map_count, 61);
    cr_expect_leq(maps->used, SHOT_MAP_VALUES_MAX);
    for (int i = 0; i < 60; i++) {
        cr_expect_eq(maps->maps[i].shape.channels, 40);
        cr_expect_eq(maps->maps[i].shown, 16, "layer %d shows %d", i, maps->maps[i].shown);
    }
    cr_expect_eq(maps->filter_count, SHOT_FILTER_VALUES_MAX / (40 * 16 * 9) + 1);
    cr_expect_eq(maps->filters[1].shown_in, 16);
    bench_close(&b);
}

// Networks of plain units are shown, too, one value a unit.
Test(session_maps, plain_units_are_maps_of_one_point)
{
    Bench b;
    open_pictures(&b, "moons n=60", "hidden=7,5 activation=tanh");
    bench_settle(&b);
    const LabMaps *maps = &b.shot->maps[0];
    cr_assert_eq(maps->map_count, 5);
    cr_expect(shape_same(maps->maps[1].shape, shape_features(7)));
    cr_expect_eq(maps->maps[3].shown, 5);
    cr_expect_eq(maps->filter_count, 0);
    bench_close(&b);
}

// Of an enlarged layer the surfaces of its units are those of that layer, whatever kind is shown.
Test(session_maps, units_over_the_plane_are_of_the_place_that_is_enlarged)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    add_network(&b, "layers=\"dense 6, relu, res(dense 6, relu, dense 6), norm, tanh, dense 4\"");
    b.wish->look.zoom_layer = 2;
    b.wish->look.kind = INSPECT_WEIGHTS; // dense 3 passes on what tanh gives
    bench_settle(&b);
    NetShot *weights = malloc(sizeof *weights);
    *weights = b.shot->networks[0];
    cr_expect_eq(weights->zoom_units, 6);
    cr_expect_eq(weights->zoom_all, 6);
    b.wish->look.zoom_layer = 3;
    b.wish->look.kind = INSPECT_ACTIVATIONS; // ReLU 1, ReLU 2, block 1 add, tanh 3
    bench_settle(&b);
    const NetShot *tanh = &b.shot->networks[0];
    cr_expect_eq(tanh->zoom_units, 6);
    cr_expect_eq(memcmp(tanh->zoom, weights->zoom, sizeof tanh->zoom[0] * 6), 0);
    cr_expect_leq(tanh->zoom_high, 1);
    b.wish->look.zoom_layer = 2; // the add
    bench_settle(&b);
    cr_expect_neq(memcmp(b.shot->networks[0].zoom, weights->zoom, sizeof tanh->zoom[0] * 6), 0);
    b.wish->look.zoom_layer = 4; // the output layer has no units to see
    b.wish->look.kind = INSPECT_WEIGHTS;
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].zoom_units, 0);
    free(weights);
    bench_close(&b);
}

// Of a network that is judged by the mean of its points: weights and all that they make are of what
// answers.
Test(session_maps, of_a_mean_are_what_answers)
{
    Bench b;
    DataBench on;
    bench_open(&b, 1 << 20, 1);
    add_network(&b, "hidden=6 activation=tanh optimizer=adam lr=0.3 average=ema average_decay=0.9");
    b.wish->look.maps = true;
    b.wish->look.map_row = 3;
    b.wish->look.zoom_layer = 0;
    bench_seek(&b, 20);
    Train *train = twin(&b, &on, 20);
    Net room, *mean = learner_shown(&train->learner, &room);
    Arena arena = { 0 };
    NetPass pass;
    double weight[2 * 6];
    Real x[LANES] = { 0 };
    const LabMaps *maps = &b.shot->maps[0];
    const NetShot *shot = &b.shot->networks[0];
    cr_assert_neq(mean->params, train->learner.net.params);
    net_pass_init(&pass, mean, 1, PASS_WHOLE, &arena);
    net_forward(mean, &pass, NET_EVAL, (NetDraw){ 0 }, on.data.x + 3 * padded(2), 1);
    for (int i = 0; i < maps->map_count; i++) {
        const MapShot *map = &maps->maps[i];
        for (int k = 0; k < map->shown; k++) {
            cr_expect_eq(maps->values[map->at + k], (float)pass.results[map->layer][k], "map %d",
                         i);
        }
    }
    net_get_weight(mean, 0, mean->params, weight);
    for (int k = 0; k < 2 * 6; k++) {
        cr_expect_eq(shot->weights[k], (float)weight[k], "weight %d", k);
    }
    for (int k = 0; k < 2; k++) { // the first cell's middle
        x[k] = on.set.low[k] + 0.5f * (on.set.high[k] - on.set.low[k]) / SHOT_UNIT_SIDE;
    }
    net_forward(mean, &pass, NET_EVAL, (NetDraw){ 0 }, x, 1);
    for (int unit = 0; unit < 6; unit++) {
        const double value = (double)pass.results[1][unit] / (double)shot->zoom_high;
        cr_expect_float_eq(shot->zoom[unit][0], 127 * clamp(value, -1, 1), 0.51, "unit %d", unit);
    }
    arena_free(&arena);
    train_destroy(train);
    data_bench_close(&on);
    bench_close(&b);
}
