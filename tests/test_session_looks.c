// What a snapshot shows beside the answer, against plain passes of the same network: what units
// see, how sure it is, a curve's line, and where adversarial steps move points to.
#include "session_twin.h"

static void open_lab(Bench *b, const char *data, const char *network)
{
    bench_open(b, 1 << 22, 1);
    cr_assert(data_spec_parse(&b->wish->spec.data, data, NULL));
    add_network(b, network);
}

static void close_lab(Bench *b, DataBench *on, Train *train)
{
    train_destroy(train);
    data_bench_close(on);
    bench_close(b);
}

// Pass of a single row.
typedef struct Single {
    Arena arena;
    NetPass pass;
    Real *x;
} Single;

static void single_open(Single *s, Net *net)
{
    *s = (Single){ .arena = { 0 } };
    net_pass_init(&s->pass, net, 1, PASS_WHOLE, &s->arena);
    s->x = arena_new(&s->arena, Real, padded(net->inputs));
}

static void at_cell(Single *s, const Dataset *set, int side, int cell)
{
    const int place[2] = { cell % side, cell / side };
    for (int k = 0; k < 2; k++) {
        const float size = (set->high[k] - set->low[k]) / (float)side;
        s->x[k] = dataset_scaled(set, k, set->low[k] + ((float)place[k] + 0.5f) * size);
    }
}

// ---- units

Test(session_looks, units_of_every_layer_are_what_a_forward_pass_gives)
{
    Bench b;
    DataBench on;
    open_lab(&b, "moons n=100 scale=standard", "hidden=20,5 activation=tanh dropout=0.2");
    b.wish->look.units = true;
    bench_seek(&b, 7);
    Train *train = twin(&b, &on, 7);
    Net *net = &train->learner.net;
    Single s;
    single_open(&s, net);
    const LabUnits *units = &b.shot->units[0];
    static const int shown[] = { 16, 5, 2 }, all[] = { 20, 5, 2 };
    // Behind each dense layer an activation and dropout: what is passed on is the activation's.
    static const int layers[] = { 1, 4, 6 };
    cr_assert_eq(units->count, 3);
    for (int k = 0; k < 3; k++) {
        const SeenLayer *seen = &units->layers[k];
        cr_expect_eq(seen->weighted, k);
        cr_expect_eq(seen->shown, shown[k]);
        cr_expect_eq(seen->units, all[k]);
        cr_assert(seen->most > 0);
        for (int cell = 0; cell < SHOT_SEEN_SIDE * SHOT_SEEN_SIDE; cell++) {
            at_cell(&s, &on.set, SHOT_SEEN_SIDE, cell);
            net_forward(net, &s.pass, NET_EVAL, (NetDraw){ 0 }, s.x, 1);
            for (int u = 0; u < seen->shown; u++) {
                const double value = (double)s.pass.results[layers[k]][u] / (double)seen->most;
                cr_assert_float_eq(seen->values[u][cell], 127 * clamp(value, -1, 1), 0.51,
                                   "layer %d, unit %d, cell %d", k, u, cell);
            }
        }
    }
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

// Along the line, both ends among the points; a single one as finely as the curve.
Test(session_looks, units_of_a_curve_are_what_a_forward_pass_gives_along_it)
{
    Bench b;
    DataBench on;
    open_lab(&b, "sine n=40 scale=standard", "hidden=20,5 activation=tanh dropout=0.2");
    b.wish->look.units = true;
    b.wish->look.surface = 40;
    b.wish->look.unit = 19;
    b.wish->look.unit_layer = 1;
    bench_seek(&b, 7);
    Train *train = twin(&b, &on, 7);
    Net *net = &train->learner.net;
    Single s;
    single_open(&s, net);
    const LabUnits *units = &b.shot->units[0];
    static const int shown[] = { 16, 5, 1 }, layers[] = { 1, 4, 6 };
    cr_assert_eq(units->count, 3);
    for (int i = 0; i < SHOT_SEEN_LINE; i++) {
        const float share = (float)i / (SHOT_SEEN_LINE - 1);
        s.x[0] = dataset_scaled(&on.set, 0, on.set.low[0] * (1 - share) + on.set.high[0] * share);
        net_forward(net, &s.pass, NET_EVAL, (NetDraw){ 0 }, s.x, 1);
        for (int k = 0; k < 3; k++) {
            cr_assert_eq(units->layers[k].shown, shown[k]);
            for (int u = 0; u < shown[k]; u++) {
                cr_assert_float_eq(units->layers[k].lines[u][i],
                                   (float)s.pass.results[layers[k]][u], 1e-6f, "%d %d %d", k, u, i);
            }
        }
    }
    const LabUnit *unit = &b.shot->unit;
    cr_assert(unit->network == 0 && unit->layer == 1 && unit->unit == 19);
    cr_assert(unit->side == SHOT_CURVE && unit->count == SHOT_CURVE);
    s.x[0] = dataset_scaled(&on.set, 0, on.set.high[0]);
    net_forward(net, &s.pass, NET_EVAL, (NetDraw){ 0 }, s.x, 1);
    cr_expect_float_eq(unit->values[SHOT_CURVE - 1], (float)s.pass.results[1][18], 1e-6f);
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

Test(session_looks, deep_networks_show_their_first_layers_and_the_output)
{
    Bench b;
    open_lab(&b, "moons n=100", "hidden=12x3");
    b.wish->look.units = true;
    bench_seek(&b, 1);
    const LabUnits *units = &b.shot->units[0];
    cr_assert_eq(units->count, SHOT_SEEN_LAYERS);
    cr_expect_eq(units->layers[6].weighted, 6);
    cr_expect_eq(units->layers[7].weighted, 12);
    cr_expect(units->layers[7].name.output);
    bench_close(&b);
}

Test(session_looks, one_unit_is_seen_as_finely_as_the_surface)
{
    Bench b;
    DataBench on;
    open_lab(&b, "moons n=100", "hidden=20,5 activation=tanh");
    b.wish->look.surface = 40;
    b.wish->look.unit = 19;
    b.wish->look.unit_layer = 1;
    bench_seek(&b, 5);
    Train *train = twin(&b, &on, 5);
    Single s;
    single_open(&s, &train->learner.net);
    const LabUnit *unit = &b.shot->unit;
    cr_assert_eq(unit->network, 0);
    cr_expect(unit->unit == 19 && unit->layer == 1);
    cr_assert_eq(unit->side, 40);
    float most = 0;
    for (int cell = 0; cell < 40 * 40; cell++) {
        at_cell(&s, &on.set, 40, cell);
        net_forward(&train->learner.net, &s.pass, NET_EVAL, (NetDraw){ 0 }, s.x, 1);
        cr_assert_float_eq(unit->values[cell], (float)s.pass.results[1][18], 1e-6f, "%d", cell);
        most = fmaxf(most, fabsf(unit->values[cell]));
    }
    cr_expect_eq(unit->most, most);
    b.wish->look.unit = 21; // there are 20
    bench_settle(&b);
    cr_expect_eq(b.shot->unit.network, -1);
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

Test(session_looks, nothing_is_there_that_is_not_wished_for)
{
    Bench b;
    open_lab(&b, "moons n=100", "hidden=4 dropout=0.5");
    b.wish->look.surface = 16;
    bench_seek(&b, 3);
    const NetShot *net = &b.shot->networks[0];
    cr_expect_eq(b.shot->units[0].count, 0);
    cr_expect_eq(b.shot->unit.network, -1);
    cr_expect_eq(b.shot->bands[0].count, 0);
    cr_expect(!net->surface_spread && !net->curve.any && net->arrows.count == 0 && !net->best);
    bench_close(&b);
}

// ---- doubt

// Mean and deviation over passes of single rows in training, whose masks are those of the first row
// of a batch: in double, from the outputs on.
static void spread_at(Train *train, Single *s, int said, double *mean, double *deviation)
{
    const int k = train->outputs;
    double values[SHOT_PASSES], sum = 0, squares = 0;
    for (int pass = 0; pass < SHOT_PASSES; pass++) {
        const NetDraw draw = { train->learner.seed, ((long)1 << 40) + pass };
        const Real *z = net_forward(&train->learner.net, &s->pass, NET_TRAIN, draw, s->x, 1);
        double total = 0;
        for (int j = 0; j < k; j++) {
            total += exp((double)z[j] - (double)z[said]);
        }
        values[pass] = train->data->set->classes > 0 ? 1 / total : (double)z[0];
        sum += values[pass];
    }
    for (int pass = 0; pass < SHOT_PASSES; pass++) {
        const double off = values[pass] - sum / SHOT_PASSES;
        squares += off * off;
    }
    *mean = sum / SHOT_PASSES;
    *deviation = sqrt(squares / SHOT_PASSES);
}

static void expect_spread(const char *data, const char *network)
{
    Bench b;
    DataBench on;
    open_lab(&b, data, network);
    b.wish->look.surface = 24;
    b.wish->look.spread = true;
    bench_seek(&b, 30);
    Train *train = twin(&b, &on, 30);
    Single s;
    single_open(&s, &train->learner.net);
    const NetShot *net = &b.shot->networks[0];
    cr_assert(net->surface_spread && net->masks);
    cr_assert_eq(net->surface_side, 24);
    float most = 0;
    for (int cell = 0; cell < 24 * 24; cell++) {
        double mean, deviation;
        at_cell(&s, &on.set, 24, cell);
        spread_at(train, &s, net->surface_class[cell], &mean, &deviation);
        cr_assert_float_eq((double)net->surface_value[cell], deviation, 2e-5, "%s: cell %d",
                           network, cell);
        most = fmaxf(most, net->surface_value[cell]);
    }
    cr_expect_eq(net->spread_most, most);
    cr_expect_gt(most, 0.05f, "%s", network);
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

Test(session_looks, doubt_is_the_spread_of_thirty_passes_with_masks)
{
    expect_spread("moons n=100 noise=0.2", "hidden=16,16 dropout=0.4 lr=0.03");
    expect_spread("blobs n=100", "hidden=16 dropconnect=0.4 lr=0.03");
    expect_spread("moons n=100", "hidden=8x4 residual=2 stochastic_depth=0.5 lr=0.03");
}

Test(session_looks, without_masks_there_is_no_doubt)
{
    Bench b;
    open_lab(&b, "moons n=100", "hidden=8,8 batchnorm=before");
    b.wish->look.surface = 24;
    b.wish->look.spread = true;
    bench_seek(&b, 10);
    const NetShot *net = &b.shot->networks[0];
    cr_expect(net->surface_spread && !net->masks);
    cr_expect_eq(net->spread_most, 0);
    bench_close(&b);
}

// Batch norms go by their running statistics in a thinned pass, and nothing of the network changes.
Test(session_looks, thinned_passes_but_for_masks_are_those_of_evaluation)
{
    DataBench on;
    data_bench_open(&on, "moons n=100", 1);
    const NetSpec spec = spec_of("hidden=8,8 batchnorm=before", 1);
    Train *train = train_of(&spec, &on);
    for (int i = 0; i < 20; i++) {
        train_step(train, false);
    }
    float a[2 * 100], b[2 * 100];
    train_outputs(train, 100, on.set.x, a);
    train_outputs_thinned(train, 3, 100, on.set.x, b);
    cr_expect_arr_eq(a, b, sizeof a);
    train_outputs(train, 100, on.set.x, b);
    cr_expect_arr_eq(a, b, sizeof a);
    train_destroy(train);
    data_bench_close(&on);
}

// ---- curves

Test(session_looks, a_curve_is_the_networks_line_with_its_doubt)
{
    Bench b;
    DataBench on;
    open_lab(&b, "sine n=40", "hidden=32 activation=tanh dropout=0.3 lr=0.02");
    bench_seek(&b, 40);
    cr_expect(b.shot->networks[0].curve.any && !b.shot->networks[0].curve.spread);
    b.wish->look.spread = true;
    bench_settle(&b);
    Train *train = twin(&b, &on, 40);
    Single s;
    single_open(&s, &train->learner.net);
    const LabCurve *curve = &b.shot->networks[0].curve;
    cr_assert(curve->any && curve->spread);
    for (int i = 0; i < SHOT_CURVE; i++) {
        const double share = i / (SHOT_CURVE - 1.0);
        const float x = (float)(on.set.low[0] + share * (on.set.high[0] - on.set.low[0]));
        float value;
        double mean, deviation;
        s.x[0] = dataset_scaled(&on.set, 0, x);
        train_outputs(train, 1, s.x, &value);
        spread_at(train, &s, 0, &mean, &deviation);
        cr_assert_float_eq(curve->values[i], value, 2e-5f, "%d", i);
        cr_assert_float_eq((double)curve->mean[i], mean, 2e-5, "%d", i);
        cr_assert_float_eq((double)curve->deviation[i], deviation, 2e-5, "%d", i);
    }
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

// ---- arrows

// The loss of a single row moved by h along a coordinate.
static double loss_at(Train *train, Single *s, int row, int k, double h)
{
    int right;
    const Real *x = train->data->x + row * padded(2);
    s->x[0] = x[0];
    s->x[1] = x[1];
    s->x[k] += (Real)h;
    return learner_evaluate(&train->learner, &s->pass, s->x,
                            train->target + row * padded(train->outputs), 1, &right);
}

static void expect_uphill(const char *network)
{
    Bench b;
    DataBench on;
    open_lab(&b, "moons n=200 noise=0.2 train=0.7 scale=standard", network);
    bench_seek(&b, 20);
    Train *train = twin(&b, &on, 20);
    Single s;
    single_open(&s, &train->learner.net);
    const LabArrows *arrows = &b.shot->networks[0].arrows;
    cr_assert_eq(arrows->count, SHOT_ARROWS);
    int told = 0;
    for (int i = 0; i < arrows->count; i++) {
        const int row = i * on.set.train_count / SHOT_ARROWS;
        for (int k = 0; k < 2; k++) {
            const float from = dataset_scaled(&on.set, k, arrows->items[i].from[k]);
            const float moved = dataset_scaled(&on.set, k, arrows->items[i].to[k]) - from;
            const double rise =
                loss_at(train, &s, row, k, 1e-2) - loss_at(train, &s, row, k, -1e-2);
            cr_expect_float_eq(from, on.set.x[2 * row + k], 1e-6f, "arrow %d", i);
            cr_expect_float_eq(fabsf(moved), 0.25f, 1e-5f, "arrow %d", i);
            if (fabs(rise) > 1e-4) {
                cr_expect_eq(moved > 0, rise > 0, "arrow %d", i);
                told++;
            }
        }
    }
    cr_expect_gt(told, 60);
    b.wish->spec.networks[0].numbers.fgsm = 0;
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].arrows.count, 0);
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

// Along x alone, from the points; what their loss is where they come to.
Test(session_looks, arrows_of_a_curve_lie_along_x)
{
    Bench b;
    DataBench on;
    open_lab(&b, "sine n=40 scale=standard", "hidden=16 optimizer=adam lr=0.03 fgsm=0.25");
    bench_seek(&b, 20);
    Train *train = twin(&b, &on, 20);
    Single s;
    single_open(&s, &train->learner.net);
    const LabArrows *arrows = &b.shot->networks[0].arrows;
    double loss = 0;
    cr_assert_eq(arrows->count, on.set.train_count);
    cr_expect_eq(arrows->right, -1);
    for (int i = 0; i < arrows->count; i++) {
        const LabArrow *arrow = &arrows->items[i];
        const float from = dataset_scaled(&on.set, 0, arrow->from[0]);
        const float moved = dataset_scaled(&on.set, 0, arrow->to[0]) - from;
        cr_expect_float_eq(from, on.set.x[i], 1e-6f, "arrow %d", i);
        cr_expect_float_eq(fabsf(moved), 0.25f, 1e-5f, "arrow %d", i);
        cr_expect(arrow->from[1] == on.set.target[i] && arrow->to[1] == on.set.target[i]);
        double at[3];
        for (int k = 0; k < 3; k++) {
            int right;
            s.x[0] = on.set.x[i] + (k == 0 ? -1e-2f : k == 1 ? 1e-2f : moved);
            at[k] = learner_evaluate(&train->learner, &s.pass, s.x,
                                     train->target + i * padded(train->outputs), 1, &right);
        }
        cr_expect(fabs(at[1] - at[0]) < 1e-4 || (moved > 0) == (at[1] > at[0]), "arrow %d", i);
        loss += at[2] / arrows->count;
    }
    cr_expect_float_eq(arrows->loss, loss, 1e-5);
    arena_free(&s.arena);
    close_lab(&b, &on, train);
}

Test(session_looks, arrows_lead_uphill_of_the_loss)
{
    expect_uphill("hidden=16 lr=0.03 fgsm=0.25");
}

// Its mean is what answers, and what the moved points are to fool.
Test(session_looks, arrows_lead_uphill_of_the_loss_that_is_judged)
{
    expect_uphill("hidden=16 optimizer=adam lr=0.3 average=ema average_decay=0.9 fgsm=0.25");
}

// How many points are right where they are moved to, counted one by one.
static int right_when_moved(Bench *b, int network, Train *train, const DataBench *on, double step)
{
    Single s;
    int all = 0;
    single_open(&s, &train->learner.net);
    for (int row = 0; row < on->set.train_count; row++) {
        double rise[2];
        int right;
        for (int k = 0; k < 2; k++) {
            rise[k] = loss_at(train, &s, row, k, 1e-3) - loss_at(train, &s, row, k, -1e-3);
        }
        for (int k = 0; k < 2; k++) {
            s.x[k] = train->data->x[row * padded(2) + k] +
                     (Real)(step * ((rise[k] > 0) - (rise[k] < 0)));
        }
        learner_evaluate(&train->learner, &s.pass, s.x,
                         train->target + row * padded(train->outputs), 1, &right);
        all += right;
    }
    arena_free(&s.arena);
    cr_expect_eq(b->shot->networks[network].arrows.tried, on->set.train_count);
    return all;
}

// A network that trains on no such step is asked with the longest of the lab.
Test(session_looks, a_small_step_fools_who_has_not_learnt_it)
{
    Bench b;
    DataBench on;
    open_lab(&b, "moons n=200 noise=0.2 train=0.7", "hidden=16 optimizer=adam lr=0.03");
    cr_expect_eq(b.shot->networks[0].arrows.count, 0);
    LabSpec *spec = &b.wish->spec;
    spec->networks[spec->network_count++] = spec->networks[0];
    spec->networks[1].own = SETTING_BIT(NET_FGSM);
    spec->networks[1].numbers.fgsm = 0.4;
    bench_settle(&b);
    bench_seek(&b, 60);
    const LabArrows *plain = &b.shot->networks[0].arrows, *trained = &b.shot->networks[1].arrows;
    cr_assert_eq(plain->count, SHOT_ARROWS);
    cr_expect_float_eq(plain->step, 0.4, 1e-12);
    cr_expect_float_eq(trained->step, 0.4, 1e-12);
    Train *train = twin(&b, &on, 60);
    const int right = right_when_moved(&b, 0, train, &on, 0.4);
    cr_expect(abs(plain->right - right) <= 2, "%d, not %d", plain->right, right);
    cr_expect_gt(trained->right, plain->right, "of %d", plain->tried);
    spec->networks[1].numbers.fgsm = 0.1;
    bench_settle(&b);
    cr_expect_float_eq(b.shot->networks[0].arrows.step, 0.1, 1e-12, "at once");
    close_lab(&b, &on, train);
}
