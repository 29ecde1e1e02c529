// Labs: specs and names, rows, and networks that do not see each other or the threads.
#include "lab_rows.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Networks of different structure over the same small data.
static const char *const various[] = {
    "hidden=2x8",
    "hidden=16 activation=relu init=he_normal batchnorm=before dropout=0.2 batch=20",
    "hidden=3x5 activation=gelu layernorm=after optimizer=sgd lr=0.1 l2=0.001",
    "hidden=40,9 activation=sigmoid dropconnect=0.3 optimizer=momentum loss=mse clip=0.5 batch=9",
};

static LabSpec lab_of(const char *data, int count, const char *const texts[])
{
    LabSpec spec;
    Error err;
    lab_spec_defaults(&spec);
    cr_assert(data_spec_parse(&spec.data, data, &err), "%s: %s", data, err.text);
    spec.network_count = count;
    for (int i = 0; i < count; i++) {
        cr_assert(net_spec_parse(&spec.networks[i], &spec.shared, texts[i], &err), "%s: %s",
                  texts[i], err.text);
    }
    return spec;
}

static Lab *create(const LabSpec *spec)
{
    LabError err;
    Lab *lab = lab_create(spec, &err);
    cr_assert(lab, "network %d: %s", err.network, err.error.text);
    return lab;
}

static bool same_state(const Train *a, const Train *b)
{
    const size_t size = train_save_size(a);
    if (size != train_save_size(b)) {
        return false;
    }
    char *states = memory_get(2 * size);
    train_save(a, states);
    train_save(b, states + size);
    const bool same = memcmp(states, states + size, size) == 0;
    free(states);
    return same;
}

Test(lab, defaults_are_one_network_on_spirals)
{
    LabSpec spec;
    lab_spec_defaults(&spec);
    cr_expect_eq(spec.data.kind, DATA_SPIRAL);
    cr_expect_eq(spec.network_count, 1);
    cr_expect_eq(spec.epochs, 40);
    cr_expect_eq(spec.patience, 0);
    NetSpec shared;
    net_spec_defaults(&shared);
    const NetSpec network = lab_network(&spec, 0);
    cr_expect_eq(net_spec_differ(&network, &shared), 0u);
    cr_expect_eq(net_spec_differ(&spec.shared, &shared), 0u);
    cr_expect_eq(network.own, 0u);
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        cr_expect_str_eq(spec.names[i], "");
        cr_expect_eq(spec.ids[i], 0u);
    }
    Lab *lab = create(&spec);
    cr_expect_eq(lab->set.features, 2);
    lab_destroy(lab);
    lab_destroy(NULL);
}

Test(lab, a_network_follows_what_is_not_its_own)
{
    LabSpec spec = lab_of("xor", 2, (const char *const[]){ "", "hidden=5 dropout=0.25" });
    Error err;
    cr_assert(net_spec_set(&spec.shared, NET_HIDDEN, "3x7", &err));
    cr_assert(net_spec_set(&spec.shared, NET_DROPOUT, "0.5", &err));
    cr_assert(net_spec_set(&spec.shared, NET_BATCH, "all", &err));
    const NetSpec first = lab_network(&spec, 0), second = lab_network(&spec, 1);
    cr_expect_eq(first.hidden_count, 3);
    cr_expect_eq(first.numbers.dropout, 0.5);
    cr_expect_eq(second.hidden_count, 1);
    cr_expect_eq(second.hidden[0], 5);
    cr_expect_eq(second.numbers.dropout, 0.25);
    cr_expect_eq(second.numbers.batch, 0);
    Lab *lab = create(&spec);
    cr_expect_eq(lab->networks[0].train->learner.net.weighted_count, 4);
    cr_expect_eq(lab->networks[1].train->learner.net.weighted_count, 2);
    cr_expect_eq(lab->networks[1].train->batch, lab->set.train_count);
    lab_destroy(lab);
}

static const struct Name {
    const char *network, *name;
} names[] = {
    { "", "Network 1" },
    { "init=he_normal dropout=0.5", "He (normal), dropout 0.5" },
    { "hidden=10x100 activation=relu", "hidden 10x100 ReLU" },
    { "hidden=8,4,2", "hidden 8,4,2" },
    { "activation=leaky_relu", "Leaky ReLU" },
    { "init=normal std=0.01", "N(0, 0.01²)" },
    { "batchnorm=before", "batchnorm before" },
    { "layernorm=off", "layernorm off" },
    { "optimizer=adam", "Adam" },
    { "optimizer=momentum lr=0.1 beta=0.5", "Momentum lr 0.1 beta 0.5" },
    { "loss=mse batch=all seed=7", "Mean squared error, batch all, seed 7" },
    { "label_smoothing=0.1 l2=0.001 clip=1", "clip 1, label smoothing 0.1, l2 0.001" },
    { "bias=0.1 l1=1e-05 dropconnect=0", "bias 0.1, dropconnect 0, l1 1e-5" },
    { "hidden=10x100 activation=relu init=he_normal batchnorm=before",
      "hidden 10x100 ReLU, He (normal)…" },
    { "residual=1 residual_order=pre", "residual 1, pre" },
    { "residual_order=pre stochastic_depth=0.2", "Network 1" },
    { "norm=layer", "Network 1" },
    { "inputs=none", "Network 1" },
    { "inputs=none dropout=0.5", "dropout 0.5" },
    { "hidden=8 inputs=none", "hidden 8" },
    { "inputs=x,sinx dropout=0.5", "inputs x,sinx, dropout 0.5" },
    { "norm=group groups=2 dropout=0.5", "dropout 0.5" },
    { "groupnorm=before groups=2", "groupnorm before, groups 2" },
    { "layers=\"norm, relu\" norm=rms batchnorm=after residual=2", "norm, relu, norm rms" },
    { "hidden=101,102,103,104,105,106,107,108,109,110 activation=relu", "hidden…" },
};

Test(lab, names_networks_by_what_is_their_own)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        const LabSpec spec = lab_of("xor", 1, &names[i].network);
        char text[LAB_NAME_MAX];
        lab_name(&spec, 0, text, sizeof text);
        cr_expect_str_eq(text, names[i].name);
    }
}

// Accented letters take two bytes; a name has as many letters in any language.
Test(lab, names_are_cut_by_letters)
{
    setenv("THALWEG_LANGUAGE", "xx", 1);
    words_begin();
    const LabSpec spec = lab_of("xor", 1, &(const char *){ "hidden=2x8 init=xavier_normal" });
    char text[LAB_NAME_MAX];
    lab_name(&spec, 0, text, sizeof text);
    cr_expect_gt(strlen(text), 40, "%s", text);
    cr_expect(!strstr(text, "…"), "%s", text);
}

Test(lab, a_given_name_stands)
{
    LabSpec spec = lab_of("xor", 3, various);
    char text[LAB_NAME_MAX];
    strcpy(spec.names[1], "with noise, 노이즈");
    lab_name(&spec, 1, text, sizeof text);
    cr_expect_str_eq(text, "with noise, 노이즈");
    lab_name(&spec, 1, text, 16);
    cr_expect_str_eq(text, "with noise…");
    strcpy(spec.names[1], "노이즈가있는신경망");
    lab_name(&spec, 1, text, 16);
    cr_expect_str_eq(text, "노이즈가…", "cut between letters, never inside one");
    spec.networks[2].own = 0;
    lab_name(&spec, 2, text, sizeof text);
    cr_expect_str_eq(text, "Network 3");
}

Test(lab, has_a_row_before_training_and_one_for_each_epoch)
{
    const LabSpec spec = lab_of("spiral n=300", 4, various);
    Lab *lab = create(&spec);
    Rows rows = { 0 };
    lab_begin(lab, collect_row, &rows);
    for (int epoch = 1; epoch <= 3; epoch++) {
        cr_expect(lab_epoch(lab, NULL, EPOCHS_ENDS, collect_row, &rows));
    }
    cr_assert_eq(rows.count, 16u);
    for (size_t i = 0; i < rows.count; i++) {
        const TrainRow *row = &rows.items[i];
        const Train *train = lab->networks[row->network].train;
        cr_expect_eq(row->network, (int)i % 4);
        cr_expect_eq(row->epoch, (long)i / 4);
        cr_expect_eq(row->step, row->epoch * train->epoch_steps);
        cr_expect(isfinite(row->train.loss) && isfinite(row->train.accuracy));
        cr_expect(isfinite(row->validation.loss) && isfinite(row->validation.accuracy));
        cr_expect_eq(isnan(row->batch_loss), row->step == 0);
        cr_expect_eq(isnan(row->grad_norm), row->step == 0);
        cr_expect_eq(isnan(row->update_ratio), row->step == 0);
        cr_expect(row->step == 0 || row->grad_norm > 0);
        cr_expect_not(row->lost);
        if (row->epoch == 3) {
            TrainScore now = train_score(lab->networks[row->network].train, true);
            cr_expect(same_score(row->validation, now), "the scores are those of then");
            now = train_score(lab->networks[row->network].train, false);
            cr_expect(same_score(row->train, now));
        }
    }
    array_free(&rows);
    lab_destroy(lab);
}

Test(lab, has_a_row_for_each_step_that_agrees_with_the_epochs)
{
    const LabSpec spec = lab_of("moons n=200", 4, various);
    Lab *by_epoch = create(&spec), *by_step = create(&spec);
    Rows epochs = { 0 }, all = { 0 };
    for (int epoch = 0; epoch < 3; epoch++) {
        lab_epoch(by_epoch, NULL, EPOCHS_ENDS, collect_row, &epochs);
        lab_epoch(by_step, NULL, EPOCHS_STEPS, collect_row, &all);
    }
    size_t e = 0;
    long step = 0;
    for (size_t i = 0; i < all.count; i++) {
        const TrainRow *row = &all.items[i];
        const Train *train = by_step->networks[row->network].train;
        const bool first = i == 0 || row->network != row[-1].network;
        step = first ? (row->epoch - 1) * train->epoch_steps + 1 : step + 1;
        cr_expect_eq(row->step, step);
        cr_expect_eq(row->epoch, (step - 1) / train->epoch_steps + 1);
        cr_expect(isfinite(row->batch_loss) && isfinite(row->grad_norm));
        if (step % train->epoch_steps == 0) {
            cr_assert_lt(e, epochs.count);
            cr_expect(same_train_row(row, &epochs.items[e]), "network %d, epoch %ld", row->network,
                      row->epoch);
            e++;
        } else {
            cr_expect(same_score(row->train, (TrainScore){ NAN, NAN }));
            cr_expect(same_score(row->validation, (TrainScore){ NAN, NAN }));
        }
    }
    cr_expect_eq(e, epochs.count);
    for (int i = 0; i < 4; i++) {
        cr_expect(same_state(by_epoch->networks[i].train, by_step->networks[i].train));
    }
    array_free(&epochs);
    array_free(&all);
    lab_destroy(by_epoch);
    lab_destroy(by_step);
}

// Trains it with 1, 2 and 8 threads, and without any.
static void expect_same_bits(const LabSpec *spec)
{
    static const int threads[] = { 1, 2, 8 };
    Lab *alone = create(spec);
    Rows want = { 0 };
    for (int epoch = 0; epoch < 5; epoch++) {
        lab_epoch(alone, NULL, epoch % 2 ? EPOCHS_STEPS : EPOCHS_ENDS, collect_row, &want);
    }
    for (size_t t = 0; t < COUNT(threads); t++) {
        Parallel *parallel = parallel_create(threads[t]);
        Lab *lab = create(spec);
        Rows rows = { 0 };
        for (int epoch = 0; epoch < 5; epoch++) {
            lab_epoch(lab, parallel, epoch % 2 ? EPOCHS_STEPS : EPOCHS_ENDS, collect_row, &rows);
        }
        cr_assert_eq(rows.count, want.count);
        for (size_t i = 0; i < rows.count; i++) {
            cr_expect(same_train_row(&rows.items[i], &want.items[i]), "%d threads, row %zu",
                      threads[t], i);
        }
        for (int i = 0; i < spec->network_count; i++) {
            cr_expect(same_state(lab->networks[i].train, alone->networks[i].train),
                      "%d threads, network %d", threads[t], i);
        }
        array_free(&rows);
        lab_destroy(lab);
        parallel_destroy(parallel);
    }
    array_free(&want);
    lab_destroy(alone);
}

Test(lab, has_the_same_bits_for_any_number_of_threads)
{
    const LabSpec spec = lab_of("spiral n=300", 4, various);
    expect_same_bits(&spec);
}

Test(lab, of_deep_networks_has_the_same_bits_for_any_number_of_threads)
{
    static const char *const deep[] = {
        "layers=\"conv 4 3x3 pad=1, norm, relu, maxpool 2, 2*(res drop=0.2 (conv 4 3x3 pad=1, "
        "groupnorm "
        "2), relu), channeldropout 0.2, gap, dense 8, rmsnorm, prelu\" weightnorm=on",
        "layers=\"avgpool 2, conv 3 3x3 stride=2, instancenorm, mish, flatten, dense 7, "
        "layernorm\" "
        "init=orthogonal dropconnect=0.1 l1=0.001",
        "hidden=5x20 residual=2 batchnorm=before stochastic_depth=0.3",
    };
    const LabSpec spec = lab_of("digits n=150", 3, deep);
    expect_same_bits(&spec);
}

Test(lab, of_augmented_and_mixed_rows_has_the_same_bits_for_any_number_of_threads)
{
    static const char *const rows[] = {
        "hidden=12 shift=2 rotate=20 zoom=0.2 flip=on jitter=0.1 cutout=4",
        "layers=\"conv 3 3x3, relu, gap\" shift=1 cutmix=1",
        "hidden=12 dropout=0.2 mixup=0.4 batch=9",
        "hidden=12 jitter=0.2 mixup=2 seed=4",
    };
    const LabSpec spec = lab_of("digits n=150", 4, rows);
    expect_same_bits(&spec);
}

Test(lab, trains_the_same_when_nobody_reads_the_rows)
{
    const LabSpec spec = lab_of("circle", 4, various);
    Lab *read = create(&spec), *unread = create(&spec);
    Rows rows = { 0 };
    lab_begin(read, collect_row, &rows);
    for (int epoch = 0; epoch < 5; epoch++) {
        cr_expect(lab_epoch(read, NULL, EPOCHS_STEPS, collect_row, &rows));
        cr_expect(lab_epoch(unread, NULL, EPOCHS_UNREAD, NULL, NULL));
    }
    for (int i = 0; i < 4; i++) {
        cr_expect(same_state(read->networks[i].train, unread->networks[i].train), "network %d", i);
    }
    array_free(&rows);
    lab_destroy(read);
    lab_destroy(unread);
}

Test(lab, a_network_is_the_one_it_would_be_alone)
{
    const LabSpec spec = lab_of("gauss", 4, various);
    Lab *together = create(&spec);
    for (int epoch = 0; epoch < 4; epoch++) {
        lab_epoch(together, NULL, EPOCHS_UNREAD, NULL, NULL);
    }
    for (int i = 0; i < 4; i++) {
        const LabSpec one = lab_of("gauss", 1, &various[i]);
        Lab *alone = create(&one);
        for (int epoch = 0; epoch < 4; epoch++) {
            lab_epoch(alone, NULL, EPOCHS_UNREAD, NULL, NULL);
        }
        cr_expect(same_state(alone->networks[0].train, together->networks[i].train), "network %d",
                  i);
        lab_destroy(alone);
    }
    for (int i = 1; i < 4; i++) {
        cr_expect_arr_eq(together->networks[0].train->order, together->networks[i].train->order,
                         sizeof(uint32_t) * (size_t)together->set.train_count,
                         "all see the rows in the same order");
    }
    lab_destroy(together);
}

// The rows of one network, under another number.
static void rows_of(const Rows *all, int network, int as, Rows *rows)
{
    for (size_t i = 0; i < all->count; i++) {
        TrainRow row = all->items[i];
        if (row.network == network) {
            row.network = as;
            array_push(rows, row);
        }
    }
}

static void expect_same_rows(const Rows *a, int a_network, const Rows *b, int b_network)
{
    Rows left = { 0 }, right = { 0 };
    rows_of(a, a_network, 0, &left);
    rows_of(b, b_network, 0, &right);
    cr_expect_eq(left.count, right.count);
    for (size_t i = 0; i < left.count && i < right.count; i++) {
        cr_expect(same_train_row(&left.items[i], &right.items[i]), "row %zu", i);
    }
    array_free(&left);
    array_free(&right);
}

Test(lab, a_lost_network_says_where_and_the_others_go_on_as_without_it)
{
    const char *const texts[] = { various[0], "hidden=8 activation=relu optimizer=sgd lr=10",
                                  various[2] };
    const char *const calm_texts[] = { various[0], various[2] };
    for (int every_step = 0; every_step < 2; every_step++) {
        const LabSpec spec = lab_of("plane", 3, texts), calm_spec = lab_of("plane", 2, calm_texts);
        Lab *lab = create(&spec), *calm = create(&calm_spec);
        Rows rows = { 0 }, calm_rows = { 0 }, lost = { 0 };
        lab_begin(lab, collect_row, &rows);
        lab_begin(calm, collect_row, &calm_rows);
        for (int epoch = 0; epoch < 20; epoch++) {
            cr_expect(
                lab_epoch(lab, NULL, every_step ? EPOCHS_STEPS : EPOCHS_ENDS, collect_row, &rows));
            lab_epoch(calm, NULL, every_step ? EPOCHS_STEPS : EPOCHS_ENDS, collect_row, &calm_rows);
        }
        expect_same_rows(&rows, 0, &calm_rows, 0);
        expect_same_rows(&rows, 2, &calm_rows, 1);
        cr_expect(same_state(lab->networks[0].train, calm->networks[0].train));
        cr_expect(same_state(lab->networks[2].train, calm->networks[1].train));
        cr_expect(lab->networks[1].now.stopped);
        rows_of(&rows, 1, 1, &lost);
        cr_assert_gt(lost.count, 1u);
        for (size_t i = 0; i < lost.count; i++) {
            const TrainRow *row = &lost.items[i];
            cr_expect_eq(row->lost, i == lost.count - 1, "its last row alone");
            cr_expect(i == 0 || row->step > row[-1].step);
            if (row->lost) {
                cr_expect_eq(row->step, lab->networks[1].train->lost_step);
                cr_expect(isnan(row->train.loss) && isnan(row->validation.loss));
                cr_expect(!every_step || row->step == row[-1].step + 1);
            }
        }
        array_free(&rows);
        array_free(&calm_rows);
        array_free(&lost);
        lab_destroy(lab);
        lab_destroy(calm);
    }
}

Test(lab, ends_when_all_are_lost)
{
    const char *const rash = "hidden=8 activation=relu optimizer=sgd lr=10";
    const LabSpec spec = lab_of("plane", 1, &rash);
    Lab *lab = create(&spec);
    Rows rows = { 0 };
    int epochs = 1;
    while (lab_epoch(lab, NULL, EPOCHS_ENDS, collect_row, &rows) && epochs < 100) {
        epochs++;
    }
    cr_expect_lt(epochs, 100);
    const size_t count = rows.count;
    cr_expect_eq(count, (size_t)epochs);
    cr_expect_not(lab_epoch(lab, NULL, EPOCHS_ENDS, collect_row, &rows));
    cr_expect_eq(rows.count, count, "and has no more rows");
    array_free(&rows);
    lab_destroy(lab);
}

Test(lab, a_network_that_is_not_finite_from_the_start_is_lost_at_step_0)
{
    LabSpec spec = lab_of("plane", 2, (const char *const[]){ "hidden=8 activation=relu", "" });
    spec.networks[0].init = &inits[INIT_NORMAL];
    spec.networks[0].init_params.std = 1e30; // beyond what a spec may say
    spec.networks[0].own |= SETTING_BIT(NET_INIT);
    Lab *lab = create(&spec);
    Rows rows = { 0 };
    lab_begin(lab, collect_row, &rows);
    cr_assert_eq(rows.count, 2u);
    cr_expect(rows.items[0].lost);
    cr_expect_eq(rows.items[0].step, 0);
    cr_expect_not(rows.items[1].lost);
    cr_expect(lab_epoch(lab, NULL, EPOCHS_ENDS, collect_row, &rows));
    cr_assert_eq(rows.count, 3u);
    cr_expect_eq(rows.items[2].network, 1);
    array_free(&rows);
    lab_destroy(lab);
}

Test(lab, stops_early_when_validation_gets_no_better)
{
    // Much noise, many weights and few rows: validation soon gets worse.
    const char *const texts[] = {
        "hidden=2x64 activation=relu init=he_normal optimizer=adam lr=0.01 batch=10", "hidden=4"
    };
    LabSpec spec = lab_of("gauss noise=0.4 n=120 train=0.5", 2, texts);
    Lab *free_lab = create(&spec);
    spec.patience = 3;
    Lab *lab = create(&spec), *unread = create(&spec);
    Rows all = { 0 }, rows = { 0 };
    for (int epoch = 0; epoch < 100; epoch++) {
        lab_epoch(free_lab, NULL, EPOCHS_ENDS, collect_row, &all);
        lab_epoch(lab, NULL, EPOCHS_ENDS, collect_row, &rows);
        lab_epoch(unread, NULL, EPOCHS_UNREAD, NULL, NULL);
    }
    for (int network = 0; network < 2; network++) {
        Rows full = { 0 }, cut = { 0 };
        rows_of(&all, network, network, &full);
        rows_of(&rows, network, network, &cut);
        size_t stop = 0;
        double best = INFINITY;
        for (size_t i = 0, waited = 0; i < full.count && stop == 0; i++) {
            const double loss = full.items[i].validation.loss;
            waited = loss < best ? 0 : waited + 1;
            best = fmin(best, loss);
            stop = waited == 3 ? i + 1 : 0;
        }
        const size_t want = stop > 0 ? stop : full.count;
        cr_expect_eq(cut.count, want, "network %d has %zu rows, not %zu", network, cut.count, want);
        cr_expect_eq(lab->networks[network].now.stopped, stop > 0);
        cr_expect(network > 0 || stop > 0, "the first one overfits");
        cr_expect_not(cut.items[cut.count - 1].lost, "stopping is not being lost");
        cr_expect(same_state(lab->networks[network].train, unread->networks[network].train));
        array_free(&full);
        array_free(&cut);
    }
    array_free(&all);
    array_free(&rows);
    lab_destroy(free_lab);
    lab_destroy(lab);
    lab_destroy(unread);
}

static const struct Refusal {
    const char *data;
    const char *networks[2];
    int patience, network;
    const char *text;
} refusals[] = {
    { "plane",
      { "", "loss=bce_with_logits" },
      0,
      1,
      "bce_with_logits needs classes, and this data has numbers to predict; choose mse" },
    { "gauss n=401 train=0.7",
      { "batchnorm=before batch=1", "" },
      0,
      0,
      "batch normalization cannot train on a batch of one; choose a batch of at least 2" },
    { "gauss n=400 train=1",
      { "", "" },
      5,
      -1,
      "early stopping needs validation rows, and all 400 rows are trained on; choose a smaller "
      "share to train on, or patience 0" },
};

Test(lab, says_what_is_wrong_and_with_which_network)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        LabSpec spec = lab_of(refusals[i].data, 2, refusals[i].networks);
        LabError err = { .network = 7 };
        spec.patience = refusals[i].patience;
        cr_expect_null(lab_create(&spec, &err), "%s", refusals[i].text);
        cr_expect_str_eq(err.error.text, refusals[i].text);
        cr_expect_eq(err.network, refusals[i].network);
        cr_expect_null(lab_create(&spec, NULL), "without a place for the error as well");
    }
}

Test(lab, has_one_limit_of_memory_for_all_its_networks)
{
    static const char *const large[] = { "hidden=12x512 batch=all", "hidden=12x512 batch=all" };
    const LabSpec two = lab_of("gauss", 2, large), one = lab_of("gauss", 1, large);
    Dataset set = { .rows = 30000, .train_count = 30000, .features = 100, .classes = 10 };
    Error err = { .text = "" };
    int network = 7;
    cr_expect(lab_check_memory(&one, &set, &network, &err), "%s", err.text);
    cr_expect_not(lab_check_memory(&two, &set, &network, &err));
    cr_expect_eq(network, 1);
    cr_expect(strstr(err.text, "the networks up to this one take 4.") &&
                  strstr(err.text, "and a lab may take 4; choose a smaller batch"),
              "%s", err.text);
    set.rows = set.train_count = 100000;
    cr_expect_not(lab_check_memory(&two, &set, &network, &err));
    cr_expect_eq(network, 0);
    cr_expect(strstr(err.text, "this network takes 7."), "%s", err.text);
}

Test(lab, a_missing_file_is_the_datas_mistake)
{
    LabSpec spec = lab_of("csv file=/nowhere/points.csv", 1, various);
    LabError err = { .network = 7 };
    cr_expect_null(lab_create(&spec, &err));
    cr_expect_eq(err.network, -1);
    cr_expect(strstr(err.error.text, "/nowhere/points.csv"), "%s", err.error.text);
}

Test(lab, data_come_from_the_shared_seed_unless_they_have_their_own)
{
    LabSpec spec = lab_of("moons noise=0.1", 1, various);
    Lab *first = create(&spec);
    spec.shared.seed = 2;
    Lab *second = create(&spec);
    spec.data.has_seed = true;
    spec.data.seed = 1;
    Lab *third = create(&spec);
    const size_t bytes = sizeof *first->set.x * 2 * (size_t)first->set.rows;
    cr_expect_arr_neq(first->set.x, second->set.x, bytes);
    cr_expect_arr_eq(first->set.x, third->set.x, bytes);
    cr_expect_not(same_state(first->networks[0].train, third->networks[0].train),
                  "weights follow the seed");
    lab_destroy(first);
    lab_destroy(second);
    lab_destroy(third);
}
