// Every control of the Network room's panel does what it says.
#include "base/words.h"
#include "lab_bench.h"
#include "look.h"

#include <stdio.h>

static NetSpec spec_of(Bench *b, int network)
{
    return lab_network(&space_of(b)->wish.spec, network);
}

// What the worker has, after it has answered.
static const NetSpec *trained(Bench *b, int network)
{
    bench_answered(b);
    cr_expect_str_empty(space_of(b)->shot->error.text, "%s", space_of(b)->shot->error.text);
    return &net_of(b, network)->spec;
}

// ---- data

Test(lab_data, of_every_kind_is_learnt)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_number(b, "lab.data.noise.number", "0.2");
    bench_number(b, "lab.data.train.number", "0.5");
    for (int kind = 0; kind < DATA_COUNT; kind++) {
        if (data_rows[kind].load && kind != DATA_DIGITS) {
            continue; // needs a file
        }
        bench_choose(b, "lab.data", kind);
        cr_assert_eq(space->wish.spec.data.kind, (DataKind)kind);
        for (const Param *p = data_rows[kind].kind.params; p->key; p++) {
            char name[UI_NAME_MAX];
            snprintf(name, sizeof name, "lab.data.%s", p->key);
            bench_rect(b, name);
        }
        if (param_find(data_rows[kind].kind.params, "n")) {
            bench_number(b, "lab.data.n.number", "60");
        }
        cr_expect_eq(space->wish.spec.data.params.train, 0.5, "the train share stays");
        labspace_seek(space, 2);
        bench_answered(b);
        cr_expect_str_empty(space->shot->error.text, "%s: %s", data_rows[kind].kind.key,
                            space->shot->error.text);
        cr_expect_eq(space->shot->rows, 60, "%s", data_rows[kind].kind.key);
        cr_expect_eq(space->shot->step, 2, "%s", data_rows[kind].kind.key);
        cr_expect_eq(space->shot->classes == 0, data_rows[kind].regression);
        cr_expect_eq(net_of(b, 0)->surface_side > 0, data_rows[kind].plane, "%s",
                     data_rows[kind].kind.key);
    }
    bench_close(b);
}

Test(lab_data, sliders_act_at_once)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    static const char *const names[] = { "lab.data.noise", "lab.data.n", "lab.data.train" };
    for (size_t i = 0; i < COUNT(names); i++) {
        labspace_seek(space, 5);
        bench_answered(b);
        const unsigned version = space->shot->data_version;
        const Rect r = bench_rect(b, names[i]);
        const float share = i == 1 ? 0.02f : 0.8f;
        bench_down(b, r.x + r.w * share, r.y + r.h / 2, 1); // the button is still down
        bench_answered(b);
        cr_expect_neq(space->shot->data_version, version, "%s", names[i]);
        cr_expect_eq(space->shot->step, 0, "%s: other data begin anew", names[i]);
        bench_up(b, r.x + r.w * share, r.y + r.h / 2);
        bench_frame(b);
    }
    cr_expect_float_eq(space->wish.spec.data.params.noise, 0.4, 0.02);
    cr_expect_float_eq(space->shot->train_count, 0.82 * space->shot->rows,
                       0.02 * space->shot->rows + 1);
    bench_close(b);
}

// ---- layers

Test(lab_layers, sliders_and_typed_widths)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_number(b, "lab.hidden", "8,6");
    cr_expect(bench_says(b, "Units (differ)"), "no number is that of all");
    bench_number(b, "lab.layers.number", "4");
    bench_number(b, "lab.units.number", "5");
    cr_expect_not(bench_says(b, "Units (differ)"));
    const NetSpec *net = trained(b, 1);
    cr_expect_eq(net->hidden_count, 4);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(net->hidden[i], 5);
    }
    bench_number(b, "lab.layers.number", "0");
    cr_expect_eq(trained(b, 0)->hidden_count, 0, "no hidden layer is logistic regression");
    bench_number(b, "lab.layers.number", "2");
    bench_click(b, "lab.hidden");
    bench_retype(b, "8,8,4");
    bench_key(b, SDLK_RETURN);
    net = trained(b, 0);
    cr_expect(net->hidden_count == 3 && net->hidden[0] == 8 && net->hidden[2] == 4);
    bench_rested(b);
    cr_expect_eq(space->shot->layers_shown, 3, "every hidden layer has its histogram");
    bench_close(b);
}

Test(lab_layers, a_mistake_is_shown_and_the_last_good_lab_goes_on)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 3);
    bench_click(b, "lab.hidden");
    bench_retype(b, "8,8,x");
    const long step = space->shot->step;
    bench_trained(b, step + 2);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_str_eq(b->app.shell.ui.edit.text, "8,8,x", "what is typed stays");
    cr_expect_str_not_empty(b->app.shell.ui.edit.message);
    cr_expect(bench_says(b, b->app.shell.ui.edit.message), "%s", b->app.shell.ui.edit.message);
    bench_key(b, SDLK_BACKSPACE);
    bench_type(b, "6");
    cr_expect_str_empty(b->app.shell.ui.edit.message);
    bench_key(b, SDLK_RETURN);
    const NetSpec *net = trained(b, 0);
    cr_expect(net->hidden_count == 3 && net->hidden[2] == 6);
    bench_click(b, "lab.hidden");
    bench_key(b, SDLK_END);
    bench_type(b, "000");
    bench_key(b, SDLK_RETURN);
    cr_expect_str_not_empty(b->app.shell.ui.edit.message, "too many units");
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_str_eq(space->hidden_text, "8,8,6", "the field goes back to what holds");
    bench_close(b);
}

// What the message says is right is right in this very field.
Test(lab_layers, a_mistake_says_what_is_right_in_the_field)
{
    static const char *const wrong[] = {
        "hidden=8,8", "8,,8", "8;8", "0", "513", "101x4", "x", ""
    };
    static const char *const right[] = { "8,8", "2x16", "none" };
    Bench *b = lab_open_small();
    for (size_t i = 0; i < COUNT(wrong); i++) {
        bench_click(b, "lab.hidden");
        bench_retype(b, wrong[i]);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        const char *message = b->app.shell.ui.edit.message;
        cr_expect_null(strstr(message, "hidden"), "'%s': %s", wrong[i], message);
        for (size_t k = 0; k < COUNT(right); k++) {
            cr_expect(strstr(message, right[k]), "'%s': %s", wrong[i], message);
        }
        cr_expect(bench_says(b, message), "it is shown whole");
        bench_key(b, SDLK_ESCAPE);
        bench_frame(b);
    }
    for (size_t k = 0; k < COUNT(right); k++) {
        bench_click(b, "lab.hidden");
        bench_retype(b, right[k]);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        cr_expect_str_empty(b->app.shell.ui.edit.message, "%s", right[k]);
        cr_expect_eq(trained(b, 0)->hidden_count, k < 2 ? 2 : 0, "%s", right[k]);
    }
    bench_close(b);
}

// ---- what is shared

Test(lab_shared, activation_and_loss)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.shelf", NET_LOSS);
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        bench_choose(b, "lab.activation", i);
        cr_expect_eq(trained(b, 0)->activation, (ActivationKind)i);
        cr_expect_eq(trained(b, 1)->activation, (ActivationKind)i);
    }
    for (int i = LOSS_COUNT; i >= 0; i--) {
        bench_choose(b, "lab.loss", i);
        const NetSpec net = spec_of(b, 1);
        cr_expect_eq(net.has_loss, i > 0);
        cr_expect(i == 0 || net.loss == (LossKind)(i - 1));
        bench_answered(b); // a loss that does not fit the data is refused, not obeyed
    }
    trained(b, 0);
    bench_close(b);
}

Test(lab_shared, every_optimizer_and_its_numbers)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.more");
    bench_frame(b);
    int shown = -1; // those of landscapes alone are not in the list
    for (int to = 0; to < OPTIM_COUNT; to++) {
        const int before = (int)optim_kind(space->wish.spec.shared.optimizer.optim);
        if (!(optims[to].places & OPTIM_IN_NETWORKS)) {
            continue;
        }
        bench_choose(b, "lab.optimizer", ++shown);
        cr_expect(!optims[to].all_data || trained(b, 1)->numbers.batch == 0,
                  "%s brings the batch it needs", optims[to].kind.key);
        cr_assert_eq(trained(b, 1)->optimizer.optim, &optims[to]);
        cr_expect(before == to || space->shot->step == 0, "another kind begins anew");
        labspace_seek(space, 3);
        bench_answered(b);
        for (const Param *p = optims[to].kind.params; p->key; p++) {
            char name[UI_NAME_MAX];
            snprintf(name, sizeof name, "lab.optimizer.%s", p->key);
            bench_slide(b, name, 0.4f);
            const NetSpec net = spec_of(b, 1);
            const double value = param_value(p, &net.optimizer.params);
            const Param row =
                p == optim_rate(&optims[to]) ? optim_rate_row(&optims[to], p->def, value) : *p;
            const double whole = row.scale == PARAM_INTEGER ? 0.5 / (row.max - row.min) : 0;
            cr_expect_float_eq(param_position(&row, value), 0.4, 0.03 + whole, "%s of %s", p->key,
                               optims[to].kind.key);
            cr_expect_eq(param_value(p, &trained(b, 0)->optimizer.params),
                         param_value(p, &net.optimizer.params));
            cr_expect_eq(space->shot->step, 3, "%s of %s restarts nothing", p->key,
                         optims[to].kind.key);
        }
    }
    bench_close(b);
}

// It comes with all rows; a smaller batch is refused in words, and a network of its own takes only
// its own batch along.
Test(lab_shared, an_optimizer_that_needs_all_data_has_them)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    int lbfgs = 0;
    for (int k = 0; k < OPTIM_LBFGS; k++) {
        lbfgs += (optims[k].places & OPTIM_IN_NETWORKS) != 0;
    }
    bench_click(b, "lab.more");
    bench_frame(b);
    bench_choose(b, "lab.optimizer", lbfgs);
    cr_assert_eq(trained(b, 0)->optimizer.optim, &optims[OPTIM_LBFGS]);
    cr_expect_eq(trained(b, 0)->numbers.batch, 0);
    cr_expect_eq(space->shot->error.text[0], '\0');
    bench_click(b, "lab.batch.all");
    bench_answered(b);
    cr_expect(strstr(space->shot->error.text, "lbfgs needs all"), "%s", space->shot->error.text);
    cr_expect(space->shot->error_batch);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_answered(b);
    cr_expect_eq(space->shot->error.text[0], '\0');
    bench_close(b);
}

Test(lab_shared, batches)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.more");
    bench_frame(b);
    bench_number(b, "lab.batch.number", "21");
    cr_expect_eq(trained(b, 0)->numbers.batch, 21);
    cr_expect_eq(net_of(b, 0)->epoch_steps, 2, "42 rows");
    bench_click(b, "lab.batch.all");
    cr_expect_eq(trained(b, 1)->numbers.batch, 0);
    cr_expect_eq(net_of(b, 1)->epoch_steps, 1);
    bench_frame(b);
    bench_click(b, "lab.batch.all");
    cr_expect_gt(trained(b, 1)->numbers.batch, 0);
    cr_expect_leq(space->wish.spec.shared.numbers.batch, space->shot->train_count,
                  "no more than there are rows");
    bench_close(b);
}

// A batch that batch normalization cannot have: the message stands just below the batch.
Test(lab_shared, a_refused_batch_is_explained_where_it_is)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_norm(b, 1, NORM_BEFORE);
    bench_rested(b);
    bench_number(b, "lab.batch.number", "1");
    bench_answered(b);
    cr_assert(space->shot->error_batch && space->shot->error.text[0]);
    bench_rect(b, "lab.more"); // what is below it is in sight, too
    const Rect batch = bench_rect(b, "lab.batch");
    LookText text;
    cr_assert(look_text_begins(&b->app.shell.canvas, "batch normalization",
                               b->app.shell.layout.left, &text));
    cr_expect(text.rect.y > batch.y && text.rect.y < batch.y + batch.h + 34, "%g below %g",
              (double)text.rect.y, (double)batch.y);
    bench_number(b, "lab.batch.number", "8");
    bench_answered(b);
    bench_frame(b);
    cr_expect_not(look_text_begins(&b->app.shell.canvas, "batch normalization",
                                   b->app.shell.layout.left, NULL));
    bench_close(b);
}

Test(lab_words, one_is_one)
{
    static const char *const one[] = { "init=he_normal", NULL };
    Bench *b = lab_open("noise n=40 features=1 classes=2", "hidden=1 optimizer=sgd lr=0.1", one);
    bench_rested(b);
    const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.0")->rect;
    bench_move(b, layers.x + layers.w / 2, layers.y + 8);
    bench_frame(b);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas, "ReLU 1, 1 unit", LOOK_ALL, NULL));
    bench_close(b);
}

Test(lab_shared, penalties_and_the_seed)
{
    static const struct {
        const char *name, *text;
        NetKey key;
    } rows[] = {
        { "lab.label_smoothing.number", "0.1", NET_LABEL_SMOOTHING },
        { "lab.l1.number", "0.001", NET_L1 },
        { "lab.l2.number", "0.002", NET_L2 },
        { "lab.clip.number", "0.5", NET_CLIP },
    };
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.more");
    bench_frame(b);
    labspace_seek(space, 4);
    bench_answered(b);
    for (size_t i = 0; i < COUNT(rows); i++) {
        bench_choose(b, "lab.shelf", (int)rows[i].key);
        bench_number(b, rows[i].name, rows[i].text);
        for (int k = 0; k < 2; k++) {
            NetSpec net = *trained(b, k);
            cr_expect_eq(*net_spec_number(&net, rows[i].key), atof(rows[i].text), "%s, network %d",
                         rows[i].name, k);
        }
        cr_expect_eq(space->shot->step,
                     net_settings[rows[i].key].effect == SETTING_RESTARTS ? 0 : 4, "%s",
                     rows[i].name);
        labspace_seek(space, 4);
        bench_answered(b);
    }
    bench_number(b, "lab.seed.number", "77");
    cr_expect(trained(b, 0)->seed == 77 && space->shot->step == 0);
    bench_close(b);
}

// Whether the slider of label smoothing can be moved there.
static bool smoothing_moves(Bench *b, float share)
{
    const double before = space_of(b)->wish.spec.shared.numbers.label_smoothing;
    bench_frame(b);
    bench_slide(b, "lab.label_smoothing", share);
    return space_of(b)->wish.spec.shared.numbers.label_smoothing != before;
}

Test(lab_shared, label_smoothing_is_dimmed_where_it_softens_nothing)
{
    static const char *const two[] = { "hidden=3", "hidden=4", NULL };
    Bench *b = lab_open("spiral n=60", "label_smoothing=0.1", two);
    LabSpace *space = space_of(b);
    cr_expect(smoothing_moves(b, 0.4f));
    labspace_set_data(space, DATA_PLANE);
    bench_answered(b);
    cr_expect_not(smoothing_moves(b, 0.7f));
    labspace_set_data(space, DATA_XOR);
    space->wish.spec.shared.has_loss = true;
    space->wish.spec.shared.loss = LOSS_MSE;
    labspace_edited(space);
    bench_answered(b);
    cr_expect_not(smoothing_moves(b, 0.7f));
    // One of them has use for it.
    labspace_set_own(space, 1, NET_LOSS, true);
    space->wish.spec.networks[1].loss = LOSS_SOFTMAX_CROSS_ENTROPY;
    labspace_edited(space);
    bench_answered(b);
    cr_expect(smoothing_moves(b, 0.7f));
    bench_close(b);
}

// ---- a network's own

Test(lab_network, an_init_restarts_that_network_alone)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 30);
    bench_rested(b);
    NetShot *other = net_copy(b, 0);
    bench_key(b, SDLK_2);
    cr_assert_eq(space->selected, 1);
    bench_frame(b);
    for (int i = 0; i < INIT_COUNT; i++) {
        const int to = (i + 1) % INIT_COUNT;
        bench_choose(b, "lab.init", to);
        bench_rested(b);
        cr_expect_eq(net_of(b, 1)->spec.init, &inits[to]);
        cr_expect(to == INIT_HE_NORMAL || net_of(b, 1)->step == 0, "%s begins anew",
                  inits[to].kind.key);
        cr_expect(same_moment(other, net_of(b, 0)), "%s: the other stays, to the bit",
                  inits[to].kind.key);
        if (inits[to].kind.params[0].key) {
            bench_slide(b, "lab.init.number", 0.6f);
            const double value =
                param_value(&inits[to].kind.params[0], &trained(b, 1)->init_params);
            cr_expect_float_eq(param_position(&inits[to].kind.params[0], value), 0.6, 0.02);
        }
    }
    free(other);
    bench_close(b);
}

Test(lab_network, norms_off_before_after)
{
    Bench *b = lab_open_small();
    for (int k = 0; k < 2; k++) {
        const int places[] = { NORM_BEFORE, NORM_AFTER, NORM_OFF };
        for (size_t i = 0; i < COUNT(places); i++) {
            labspace_seek(space_of(b), 5);
            bench_rested(b);
            bench_norm(b, places[i] == NORM_OFF ? 0 : k + 1, (NormPlace)places[i]);
            const NetSpec *net = trained(b, 0);
            cr_expect_eq(k == 0 ? net->batchnorm : net->layernorm, (NormPlace)places[i]);
            cr_expect(net_of(b, 0)->step == 0 && net_of(b, 1)->step == 5);
            cr_expect_eq(net_of(b, 1)->spec.batchnorm, NORM_OFF, "the other has none");
        }
    }
    bench_close(b);
}

Test(lab_network, dropout_takes_effect_while_it_runs)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_choose(b, "lab.shelf", NET_DROPCONNECT);
    bench_choose(b, "lab.shelf", NET_BIAS);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 20);
    const long before = space->shot->step;
    bench_slide(b, "lab.dropout", 0.5f);
    bench_slide(b, "lab.dropconnect", 0.3f);
    const NetSpec *net = trained(b, 0);
    cr_expect_gt(net->numbers.dropout, 0.3);
    cr_expect_gt(net->numbers.dropconnect, 0.1);
    cr_expect_geq(net_of(b, 0)->step, before, "it goes on");
    cr_expect_eq(net_of(b, 1)->spec.numbers.dropout, 0);
    bench_number(b, "lab.bias.number", "0.5");
    cr_expect_eq(trained(b, 0)->numbers.bias, 0.5);
    bench_close(b);
}

Test(lab_network, own_settings_leave_the_others_alone)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_2);
    bench_frame(b);
    bench_click(b, "lab.own.activation");
    cr_expect(labspace_owns(space, 1, NET_ACTIVATION));
    bench_choose(b, "lab.activation", ACTIVATION_SIGMOID);
    cr_expect_eq(trained(b, 1)->activation, ACTIVATION_SIGMOID);
    cr_expect_neq(trained(b, 0)->activation, ACTIVATION_SIGMOID);
    bench_key(b, SDLK_1);
    bench_frame(b);
    bench_choose(b, "lab.activation", ACTIVATION_TANH);
    cr_expect_eq(trained(b, 0)->activation, ACTIVATION_TANH, "the shared one");
    cr_expect_eq(trained(b, 1)->activation, ACTIVATION_SIGMOID, "it keeps its own");
    bench_key(b, SDLK_2);
    bench_frame(b);
    bench_click(b, "lab.own.activation");
    cr_expect_not(labspace_owns(space, 1, NET_ACTIVATION));
    cr_expect_eq(trained(b, 1)->activation, ACTIVATION_TANH, "it follows again");
    static const char *const names[] = { "lab.own.hidden", "lab.own.optimizer", "lab.own.batch" };
    static const NetKey keys[] = { NET_HIDDEN, NET_OPTIMIZER, NET_BATCH };
    for (size_t i = 0; i < COUNT(names); i++) {
        bench_click(b, names[i]);
        cr_expect(labspace_owns(space, 1, keys[i]), "%s", names[i]);
        cr_expect_not(labspace_owns(space, 0, keys[i]), "%s", names[i]);
    }
    bench_number(b, "lab.layers.number", "3");
    bench_number(b, "lab.optimizer.lr.number", "0.5");
    bench_number(b, "lab.batch.number", "4");
    const NetSpec own = *trained(b, 1), shared = *trained(b, 0);
    cr_expect(own.hidden_count == 3 && shared.hidden_count == 2);
    cr_expect(own.optimizer.params.lr == 0.5 && shared.optimizer.params.lr == 0.01);
    cr_expect(own.numbers.batch == 4 && shared.numbers.batch == 8);
    bench_close(b);
}

// The rate is where one looks for it.
Test(lab_network, the_switch_of_the_optimizer_stands_beside_the_rate_as_well)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_2);
    bench_frame(b);
    const Rect toggle = bench_rect(b, "lab.own.optimizer.lr");
    const Rect slider = bench_rect(b, "lab.optimizer.lr.number");
    cr_expect(fabsf(toggle.y + toggle.h / 2 - slider.y - slider.h / 2) < 3, "in one row");
    bench_click(b, "lab.own.optimizer.lr");
    cr_expect(labspace_owns(space, 1, NET_OPTIMIZER));
    bench_number(b, "lab.optimizer.lr.number", "0.5");
    const double own = trained(b, 1)->optimizer.params.lr;
    const double shared = trained(b, 0)->optimizer.params.lr;
    cr_expect(own == 0.5 && shared == 0.01, "%g, %g", own, shared);
    bench_click(b, "lab.own.optimizer.lr");
    cr_expect_eq(trained(b, 1)->optimizer.params.lr, 0.01, "it follows again");
    bench_close(b);
}

// One optimizer, one colour in both rooms; networks that differ otherwise have their letters'.
Test(lab_network, networks_compared_by_optimizers_have_the_optimizers_colours)
{
    Bench *b = bench_open(1366, 768, 1);
    bench_lab(b, "optimizers");
    bench_answered(b);
    for (int t = 0; t < THEME_COUNT; t++) {
        const Theme *theme = b->app.shell.ui.theme;
        for (int i = 0; i < 6; i++) {
            const Color want = series_color((int)optim_kind(spec_of(b, i).optimizer.optim), theme);
            const Color is = labspace_color(space_of(b), i, theme);
            cr_expect(bench_same_color(is, want, 0), "%s, %s", theme->kind.key,
                      optims[i].kind.name);
            Rect boxes[4];
            char name[UI_NAME_MAX];
            snprintf(name, sizeof name, "lab.column.%d.ground", i);
            cr_expect_gt(look_boxes(&b->app.shell.canvas, want, bench_rect(b, name), boxes, 4), 0,
                         "%s: the column's mark", optims[i].kind.name);
        }
        bench_key(b, SDLK_t);
    }
    bench_lab(b, "initializations");
    bench_answered(b);
    cr_expect(bench_same_color(labspace_color(space_of(b), 3, b->app.shell.ui.theme),
                               labspace_letter_color(3, b->app.shell.ui.theme), 0));
    bench_close(b);
}

static void expect_optimizers_colours(Bench *b, const char *when)
{
    const Theme *theme = b->app.shell.ui.theme;
    bench_answered(b);
    bench_frame(b);
    for (int i = 0; i < space_of(b)->wish.spec.network_count; i++) {
        const Optim *optim = spec_of(b, i).optimizer.optim;
        const Color want = series_color((int)optim_kind(optim), theme);
        Rect boxes[4];
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.column.%d.ground", i);
        cr_expect_gt(look_boxes(&b->app.shell.canvas, want, bench_rect(b, name), boxes, 4), 0,
                     "%s: %s", when, optim->kind.name);
    }
}

// Networks go and come double, settings change: as long as their optimizers differ the colours
// stay.
Test(lab_network, keeps_the_colour_of_its_optimizer)
{
    Bench *b = bench_open(1366, 768, 1);
    for (int last = 1; last >= 0; last--) { // the last ones go, or the first ones
        bench_lab(b, "optimizers");
        bench_answered(b);
        for (int count = 6; count > 2; count--) {
            char name[UI_NAME_MAX];
            snprintf(name, sizeof name, "lab.remove.%d", last ? count - 1 : 0);
            bench_click(b, name);
            cr_assert_eq(space_of(b)->wish.spec.network_count, count - 1);
            expect_optimizers_colours(b, last ? "the last ones gone" : "the first ones gone");
        }
    }
    const Theme *theme = b->app.shell.ui.theme;
    const Color colors[] = { labspace_color(space_of(b), 0, theme),
                             labspace_color(space_of(b), 1, theme) };
    bench_click(b, "lab.duplicate.0");
    bench_answered(b);
    cr_assert_eq(space_of(b)->wish.spec.network_count, 3);
    const Color copy = labspace_color(space_of(b), 1, theme);
    cr_expect(bench_same_color(labspace_color(space_of(b), 0, theme), colors[0], 0));
    cr_expect(bench_same_color(labspace_color(space_of(b), 2, theme), colors[1], 0));
    cr_expect(!bench_same_color(copy, colors[0], 8) && !bench_same_color(copy, colors[1], 8));
    bench_click(b, "lab.remove.1");
    space_of(b)->selected = 0;
    bench_choose(b, "lab.init", INIT_HE_NORMAL);
    cr_assert_neq(lab_apart(&space_of(b)->wish.spec), SETTING_BIT(NET_OPTIMIZER));
    expect_optimizers_colours(b, "another initialization");
    bench_close(b);
}

// ---- columns

Test(lab_columns, are_added_duplicated_and_removed)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 12);
    bench_rested(b);
    NetShot *first = net_copy(b, 0);
    bench_click(b, "lab.add");
    cr_expect(space->wish.spec.network_count == 3 && space->selected == 2);
    bench_rested(b);
    cr_expect_eq(space->shot->network_count, 3);
    cr_expect(same_moment(first, net_of(b, 0)), "who was there stays");
    bench_click(b, "lab.duplicate.0");
    cr_expect(space->wish.spec.network_count == 4 && space->selected == 1);
    bench_rested(b);
    const NetSpec p = spec_of(b, 0), q = spec_of(b, 1);
    cr_expect_eq(net_spec_differ(&p, &q), 0);
    cr_expect(same_moment(first, net_of(b, 0)));
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.add"), "four are enough");
    bench_click(b, "lab.remove.1");
    bench_click(b, "lab.remove.1");
    bench_rested(b);
    cr_expect_eq(space->shot->network_count, 2);
    cr_expect(same_moment(first, net_of(b, 0)));
    bench_click(b, "lab.remove.1");
    bench_rested(b);
    bench_frame(b);
    cr_expect_eq(space->shot->network_count, 1);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.remove.0"), "the last one stays");
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.own.activation"), "nobody to share with");
    free(first);
    bench_close(b);
}

// Keys in the very frame after a change, when the snapshot is still of the lab before.
Test(lab_columns, a_key_may_come_before_the_new_network_has_answered)
{
    static const SDL_Keycode keys[] = { SDLK_PAGEDOWN, SDLK_PAGEUP, SDLK_END, SDLK_RIGHT, SDLK_2 };
    for (size_t i = 0; i < COUNT(keys); i++) {
        Bench *b = lab_open_small();
        LabSpace *space = space_of(b);
        bench_rested(b);
        labspace_add(space); // the shot is of two networks, the third selected
        const InputEvent event = { .kind = INPUT_KEY,
                                   .key = i == 0   ? KEY_PAGE_DOWN
                                          : i == 1 ? KEY_PAGE_UP
                                          : i == 2 ? KEY_END
                                          : i == 3 ? KEY_RIGHT
                                                   : KEY_CHARACTER,
                                   .code = '2' };
        app_event(&b->app, &event, b->now_s);
        bench_answered(b);
        bench_close(b);
    }
}

Test(lab_columns, are_selected_by_click_and_by_key)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    const Rect columns[] = { ui_find(&b->app.shell.ui, "lab.column.0.ground")->rect,
                             ui_find(&b->app.shell.ui, "lab.column.1.ground")->rect };
    for (int i = 1; i >= 0; i--) {
        bench_click_at(b, columns[i].x + columns[i].w * 0.5f, columns[i].y + 20);
        cr_expect_eq(space->selected, i);
        bench_frame(b);
        cr_expect(bench_says(b, i ? "NETWORK B · SELECTED" : "NETWORK A · SELECTED"));
    }
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_2);
    cr_expect_eq(space->selected, 1);
    bench_key(b, SDLK_3);
    cr_expect_eq(space->selected, 1, "there is no third");
    bench_key(b, SDLK_1);
    cr_expect_eq(space->selected, 0);
    bench_close(b);
}

Test(lab_columns, are_renamed)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_frame(b);
    labspace_seek(space, 9);
    bench_rested(b);
    bench_click(b, "lab.name.0");
    bench_retype(b, "Täglich 1 2 r");
    bench_key(b, SDLK_RETURN);
    bench_answered(b);
    cr_expect_str_eq(space->wish.spec.names[0], "Täglich 1 2 r");
    cr_expect_str_eq(net_of(b, 0)->name, "Täglich 1 2 r");
    cr_expect_eq(space->shot->step, 9, "a name begins nothing anew");
    cr_expect_eq(space->wish.spec.shared.seed, 1, "the keys were the field's");
    bench_click(b, "lab.name.0");
    bench_retype(b, "  Wide ");
    bench_key(b, SDLK_RETURN);
    bench_answered(b);
    cr_expect_str_eq(space->wish.spec.names[0], "Wide", "without the blanks around it");
    bench_click(b, "lab.name.0");
    bench_retype(b, "");
    bench_key(b, SDLK_RETURN);
    bench_answered(b);
    char made[LAB_NAME_MAX];
    lab_name(&space->wish.spec, 0, made, sizeof made);
    cr_expect_str_eq(net_of(b, 0)->name, made);
    bench_close(b);
}

// ---- help

// Every control says what it is once the pointer has rested on it; the bare grounds say nothing.
static bool silent(const char *name)
{
    static const char *const names[] = { "lab.chart", "lab.surface.", "lab.layers.", "lab.name.",
                                         "lab.column." };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (strncmp(name, names[i], strlen(names[i])) == 0) {
            return strcmp(names[i], "lab.name.") != 0;
        }
    }
    return strstr(name, ".ground") || strstr(name, ".number");
}

Test(lab_help, every_control_has_a_tooltip)
{
    Bench *b = bench_open(ROOM_W, 1400, 1);
    bench_lab(b, "initializations");
    bench_answered(b);
    bench_key(b, SDLK_SPACE);
    bench_click(b, "lab.remove.3"); // so that networks can be added
    bench_click(b, "lab.more");
    bench_choose(b, "lab.shelf", NET_DROPCONNECT);
    bench_choose(b, "lab.shelf", NET_L1);
    bench_answered(b);
    char names[160][UI_NAME_MAX];
    size_t count = 0;
    for (size_t i = 0; i < b->app.shell.ui.controls.count && count < COUNT(names); i++) {
        memcpy(names[count++], b->app.shell.ui.controls.items[i].name, UI_NAME_MAX);
    }
    cr_expect_gt(count, 60);
    for (size_t i = 0; i < count; i++) {
        const Rect r = bench_rect(b, names[i]);
        if (silent(names[i])) {
            continue;
        }
        b->app.shell.ui.tip.text[0] = '\0';
        bench_move(b, r.x + fminf(r.w / 2, 6), r.y + r.h / 2);
        bench_frame(b);
        bench_wait(b, 2);
        cr_expect_str_not_empty(b->app.shell.ui.tip.text, "%s has no tooltip", names[i]);
    }
    bench_close(b);
}

static const char *tip_of(Bench *b, const char *name)
{
    const Rect r = bench_rect(b, name);
    b->app.shell.ui.tip.text[0] = '\0';
    bench_move(b, r.x + 6, r.y + r.h / 2);
    bench_frame(b);
    bench_wait(b, 2);
    return b->app.shell.ui.tip.text;
}

// With its number as it stands.
Test(lab_help, the_tip_of_the_activation_is_its_formula)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.activation", ACTIVATION_LEAKY_RELU);
    cr_expect(strstr(tip_of(b, "lab.activation"), ": z > 0 ? z : 0.01 z"), "%s",
              tip_of(b, "lab.activation"));
    bench_number(b, "lab.activation.number.number", "0.2");
    cr_expect(strstr(tip_of(b, "lab.activation"), ": z > 0 ? z : 0.2 z"), "%s",
              tip_of(b, "lab.activation"));
    bench_close(b);
}

// Beside the rate as well, where it is the optimizer that is shared or not.
Test(lab_help, the_tip_of_who_has_a_setting_names_it)
{
    Bench *b = lab_open_small();
    const char *tip = tip_of(b, "lab.own.optimizer.lr");
    cr_expect_str_eq(tip, "Rate (with its optimizer) is shared by all networks. Click: set it for "
                          "A alone");
    bench_click(b, "lab.own.optimizer.lr");
    tip = tip_of(b, "lab.own.optimizer.lr");
    cr_expect_str_eq(tip, "Rate (with its optimizer) is A's own. Click: let it follow all again");
    tip = tip_of(b, "lab.own.optimizer");
    cr_expect_str_eq(tip, "Optimizer is A's own. Click: let it follow all again");
    bench_close(b);
}

// What opens there is what the tip names.
Test(lab_help, the_tip_of_more_is_true)
{
    static const char *const shared[][2] = {
        { "lab.optimizer.beta1", "optimizer's other numbers" },
        { "lab.batch.all", "all rows in one batch" },
        { "lab.seed.number", "seed" },
    };
    Bench *b = lab_open_small();
    app_resize(&b->app, ROOM_W, 1400, 1);
    bench_frame(b);
    char tip[UI_MESSAGE_MAX];
    snprintf(tip, sizeof tip, "%s", tip_of(b, "lab.more"));
    cr_expect_null(strstr(tip, "rule"), "none is shown: %s", tip);
    for (size_t k = 0; k < COUNT(shared); k++) {
        cr_expect(strstr(tip, shared[k][1]), "%s: %s", shared[k][1], tip);
        cr_expect_null(ui_find(&b->app.shell.ui, shared[k][0]), "%s", shared[k][0]);
    }
    bench_click(b, "lab.more");
    bench_frame(b);
    for (size_t k = 0; k < COUNT(shared); k++) {
        cr_expect(ui_find(&b->app.shell.ui, shared[k][0]), "%s", shared[k][0]);
    }
    cr_expect_str_eq(tip_of(b, "lab.more"), "Show less");
    bench_close(b);
}

Test(lab_help, tab_reaches_everything)
{
    Bench *b = lab_open_small();
    bench_click(b, "lab.more");
    bench_choose(b, "lab.shelf", NET_DROPCONNECT);
    bench_choose(b, "lab.shelf", NET_L1);
    bench_frame(b);
    UiId reached[160];
    size_t count = 0;
    ui_blur(&b->app.shell.ui);
    for (int i = 0; i < 150; i++) {
        bench_key(b, SDLK_TAB);
        const Ui *ui = &b->app.shell.ui;
        for (size_t c = 0; c < ui->controls.count; c++) {
            const UiControl *control = &ui->controls.items[c];
            if (control->id == ui->focus && count < COUNT(reached)) {
                reached[count++] = control->id;
                const Rect shown = rect_intersect(control->visible, control->rect);
                cr_expect(shown.w * shown.h > 0.9f * control->rect.w * control->rect.h,
                          "%s is in view when it has the focus", control->name);
                cr_expect(ui->focus_visible, "%s", control->name);
            }
        }
    }
    const Ui *ui = &b->app.shell.ui;
    for (size_t c = 0; c < ui->controls.count; c++) {
        const UiControl *control = &ui->controls.items[c];
        bool found = !control->focusable;
        for (size_t k = 0; k < count && !found; k++) {
            found = reached[k] == control->id;
        }
        cr_expect(found, "Tab never comes to %s", control->name);
    }
    bench_close(b);
}

// ---- what a lesson turns on

// Nothing has to be scrolled to.
Test(lab_view, what_switches_a_lesson_is_in_sight)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1366, 768 }, { 1440, 900 } };
    static const char *const names[] = { "lab.init",  "lab.norm", "lab.dropout",
                                         "lab.shelf", "lab.kind", "lab.picture" };
    Bench *b = bench_open(1280, 720, 1);
    bench_lab(b, "initializations");
    bench_answered(b);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        app_resize(&b->app, sizes[i][0], sizes[i][1], 1);
        bench_frame(b);
        bench_frame(b);
        for (size_t k = 0; k < COUNT(names); k++) {
            const UiControl *c = ui_find(&b->app.shell.ui, names[k]);
            cr_assert(c, "%s", names[k]);
            const Rect seen = rect_intersect(c->visible, c->rect);
            cr_expect(seen.w * seen.h > 0.98f * c->rect.w * c->rect.h,
                      "%s is below the fold at %dx%d", names[k], sizes[i][0], sizes[i][1]);
        }
        const Rect kind = ui_find(&b->app.shell.ui, "lab.kind")->rect;
        const Rect column = ui_find(&b->app.shell.ui, "lab.column.0.ground")->rect;
        cr_expect_leq(kind.y + kind.h, column.y, "above the columns");
    }
    bench_close(b);
}

static void expect_place(Bench *b, const char *name, const char *now, Rect before)
{
    const UiControl *c = ui_find(&b->app.shell.ui, name);
    cr_assert(c, "%s: %s", now, name);
    cr_expect(c->rect.x == before.x && c->rect.w == before.w,
              "%s: %s is at %g + %g, was at %g + %g", now, name, (double)c->rect.x,
              (double)c->rect.w, (double)before.x, (double)before.w);
}

// What one clicks twice stays below the pointer: with a norm and without, and under any picture.
Test(lab_view, stays_where_it_is)
{
    static const int widths[] = { 1000, 1100, 1280, 1366, 1920 };
    Bench *b = lab_open_small();
    for (size_t i = 0; i < COUNT(widths); i++) {
        app_resize(&b->app, widths[i], 800, 1);
        bench_frame(b);
        const Rect picture = ui_find(&b->app.shell.ui, "lab.picture")->rect;
        const Rect ranges = ui_find(&b->app.shell.ui, "lab.ranges")->rect;
        const Rect log = ui_find(&b->app.shell.ui, "lab.values.log")->rect;
        space_of(b)->wish.spec.networks[1].batchnorm = NORM_BEFORE;
        space_of(b)->wish.spec.networks[1].own |= SETTING_BIT(NET_BATCHNORM);
        labspace_edited(space_of(b));
        bench_answered(b);
        expect_place(b, "lab.picture", "with a norm", picture);
        expect_place(b, "lab.ranges", "with a norm", ranges);
        expect_place(b, "lab.values.log", "with a norm", log);
        labspace_set_picture(space_of(b), LAB_PICTURE_MAPS);
        bench_answered(b);
        expect_place(b, "lab.picture", "maps", picture);
        labspace_set_picture(space_of(b), LAB_PICTURE_SURFACE);
        space_of(b)->wish.spec.networks[1].batchnorm = NORM_OFF;
        labspace_edited(space_of(b));
        bench_answered(b);
        expect_place(b, "lab.picture", "without", picture);
    }
    bench_close(b);
}

// When the last norm goes, in whatever way, nothing is shown around norms any more.
Test(lab_view, goes_back_to_activations_with_the_last_norm)
{
    static const char *const texts[] = { "batchnorm=before", "rmsnorm=after",
                                         "layers=\"dense 4, layernorm, relu\"",
                                         "layers=\"dense 4, norm, relu\"" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *const two[] = { "init=he_normal", texts[i], NULL };
        Bench *b = lab_open("spiral n=60", "hidden=4", two);
        space_of(b)->wish.look.kind = INSPECT_BEFORE_NORM;
        labspace_changed(space_of(b));
        bench_answered(b);
        cr_expect_eq((int)space_of(b)->wish.look.kind, INSPECT_BEFORE_NORM, "%s", texts[i]);
        labspace_remove(space_of(b), 1);
        bench_answered(b);
        cr_expect_eq((int)space_of(b)->wish.look.kind, INSPECT_ACTIVATIONS, "%s", texts[i]);
        bench_close(b);
    }
}

// With four columns and with six, one beside or one above the other, in letters of full size.
static void expect_both_losses(const char *preset, int width, int height, float scale)
{
    Bench *b = bench_open(width, height, scale);
    bench_lab(b, preset);
    labspace_seek(space_of(b), 0); // it would begin to train
    bench_answered(b);
    for (int i = 0; i < space_of(b)->shot->network_count; i++) {
        char name[UI_NAME_MAX];
        LookText train, validation;
        snprintf(name, sizeof name, "lab.column.%d.ground", i);
        const Rect column = ui_find(&b->app.shell.ui, name)->rect;
        cr_assert(look_text_begins(&b->app.shell.canvas, "t ", column, &train) ||
                      look_text_begins(&b->app.shell.canvas, "train ", column, &train),
                  "%s, column %d at %g", preset, i, scale);
        cr_assert(look_text_has(&b->app.shell.canvas, "  v", column, &validation) ||
                      look_text_begins(&b->app.shell.canvas, "val ", column, &validation) ||
                      look_text_begins(&b->app.shell.canvas, "v ", column, &validation),
                  "%s, column %d at %g", preset, i, scale);
        cr_expect(train.size == 12 && validation.size == 12);
        cr_expect_null(strstr(train.text, "…"), "%s", train.text);
        cr_expect_null(strstr(validation.text, "…"), "%s", validation.text);
    }
    bench_close(b);
}

Test(lab_columns, tell_the_loss_of_training_and_of_validation)
{
    static const float scales[] = { 0.75f, 1, 1.3f, 1.75f };
    for (size_t s = 0; s < COUNT(scales); s++) {
        expect_both_losses("initializations", 1280, 720, scales[s]);
        expect_both_losses("optimizers", 1280, 720, scales[s]);
    }
    expect_both_losses("optimizers", 1920, 1080, 2.5f);
}

static Rect lab_losses(Bench *b, int network)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.losses.%d.ground", network);
    return ui_find(&b->app.shell.ui, name)->rect;
}

// Ten layers on a projector: every row has its number and its spread.
Test(lab_columns, can_be_read_layer_by_layer_in_a_hall)
{
    // In units: those of 1920x1080 at 100 % to 200 %, and of 1440x900 at 175 %.
    static const float scales[] = { 1, 1.3f, 1.75f, 2, 2.1f };
    Bench *b = bench_open(1920, 1080, 1);
    bench_lab(b, "initializations");
    labspace_seek(space_of(b), 0);
    bench_answered(b);
    for (size_t s = 0; s < COUNT(scales); s++) {
        app_resize(&b->app, 1920, 1080, scales[s]);
        bench_frame(b);
        for (int i = 0; i < 4; i++) {
            char name[UI_NAME_MAX];
            snprintf(name, sizeof name, "lab.layers.%d", i);
            const Rect layers = ui_find(&b->app.shell.ui, name)->rect;
            LookText texts[64];
            const int count = look_texts(&b->app.shell.canvas, layers, texts, 64);
            int spreads = 0;
            for (int k = 0; k < count && k < 64; k++) {
                spreads += strncmp(texts[k].text, "σ ", strlen("σ ")) == 0 && texts[k].size >= 9;
            }
            LookText share;
            const Rect below = lab_losses(b, i);
            cr_expect(!look_text_has(&b->app.shell.canvas, " %", below, &share) || below.h < 40 ||
                          strncmp(share.text, "val ", 4) == 0,
                      "'%s' of which rows?", share.text);
            cr_expect_eq(spreads, 10, "column %d at %g: %d", i, scales[s], spreads);
            cr_expect(look_text(&b->app.shell.canvas, "ReLU 10", layers, NULL) ||
                          look_text(&b->app.shell.canvas, "10", layers, NULL),
                      "at %g", scales[s]);
        }
    }
    bench_close(b);
}

// Few layers have the ends of their scale there, too.
Test(lab_columns, tell_the_scale_of_few_layers_in_a_hall)
{
    static const char *const three[] = { "init=he_normal", "dropout=0.3", "batchnorm=before",
                                         NULL };
    Bench *b = lab_open("moons n=60", "hidden=4x16", three);
    app_resize(&b->app, 1920, 1080, 2);
    bench_rested(b);
    for (int i = 0; i < 3; i++) {
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.layers.%d", i);
        const Rect layers = ui_find(&b->app.shell.ui, name)->rect;
        LookText texts[64];
        const int count = look_texts(&b->app.shell.canvas, layers, texts, 64);
        int scales = 0;
        for (int k = 0; k < count && k < 64; k++) {
            // Beside the bars, or at both ends below them, which begin at 0 here.
            scales += strstr(texts[k].text, "…") != NULL || strcmp(texts[k].text, "0") == 0;
        }
        cr_expect_eq(scales, 4, "column %d: %d", i, scales);
    }
    bench_close(b);
}

// Opened from a command line that leaves the batch as it is: it is set right as by hand.
Test(lab_all_data, an_opened_network_brings_the_batch_that_its_optimizer_needs)
{
    static LabSpec lab;
    Bench *b = bench_open(1280, 720, 1);
    Error err = { .text = "" };
    lab_spec_defaults(&lab);
    lab.network_count = 2;
    cr_assert(net_spec_parse(&lab.networks[0], &lab.shared, "optimizer=lbfgs hidden=8", &err));
    cr_assert(net_spec_parse(&lab.networks[1], &lab.shared, "optimizer=muon hidden=8", &err));
    bench_show(b, SUBJECT_LAB, &lab);
    bench_answered(b);
    const LabSpec *now = &space_of(b)->wish.spec;
    cr_expect_eq(now->networks[0].numbers.batch, 0);
    cr_expect(now->networks[0].own & SETTING_BIT(NET_BATCH));
    cr_expect_eq(now->networks[1].numbers.batch, 32, "the other one's stays");
    cr_expect(bench_says(b, "L-BFGS needs all data in every step: all rows are one batch now"));
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 3);
    bench_close(b);
}

// What the command line takes and a file brings can be typed, though the slider ends before it.
Test(lab_shelf, numbers_go_farther_than_their_sliders)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.shelf", NET_MIXUP);
    bench_number(b, "lab.mixup.number", "2");
    cr_expect_eq(trained(b, 1)->numbers.mixup, 2);
    cr_expect(strstr(tip_of(b, "lab.mixup"), "0 to 10"), "%s", tip_of(b, "lab.mixup"));
    bench_number(b, "lab.mixup.number", "11");
    cr_expect(bench_says(b, "Mixup goes from 0 to 10"));
    bench_key(b, SDLK_ESCAPE);
    cr_expect_eq(trained(b, 1)->numbers.mixup, 2, "what trained goes on");
    bench_close(b);
}

// ---- what the network is given of a point

// Added they are what there was without; each button is one of them, and the training begins anew.
Test(lab_shelf, inputs_are_switched_one_by_one)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.shelf", NET_INPUTS);
    char text[64];
    const NetSpec *spec = trained(b, 0);
    net_spec_write_key(spec, NET_INPUTS, text, sizeof text);
    cr_expect_str_eq(text, "x,y");
    labspace_seek(space_of(b), 3);
    bench_answered(b);
    static const char *const pressed[] = { "lab.inputs.sinx", "lab.inputs.y", "lab.inputs.x2" };
    for (size_t i = 0; i < COUNT(pressed); i++) {
        bench_click(b, pressed[i]);
    }
    spec = trained(b, 1);
    net_spec_write_key(spec, NET_INPUTS, text, sizeof text);
    cr_expect_str_eq(text, "x,x2,sinx");
    cr_expect_eq(space_of(b)->shot->step, 0);
    bench_click(b, "lab.off.inputs");
    net_spec_write_key(trained(b, 0), NET_INPUTS, text, sizeof text);
    cr_expect_str_eq(text, "none");
    bench_close(b);
}

// The row stays where it is, and its tip says why.
Test(lab_shelf, the_last_input_stays_on)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.shelf", NET_INPUTS);
    const Rect before = bench_rect(b, "lab.inputs.x");
    bench_click(b, "lab.inputs.y");
    bench_click(b, "lab.inputs.x");
    char text[64];
    net_spec_write_key(trained(b, 1), NET_INPUTS, text, sizeof text);
    cr_expect_str_eq(text, "x");
    cr_expect_eq(bench_rect(b, "lab.inputs.x").y, before.y);
    cr_expect_str_eq(tip_of(b, "lab.inputs.x"), "A network needs one: the last one stays on");
    cr_expect_str_neq(tip_of(b, "lab.inputs.y"), "A network needs one: the last one stays on");
    bench_click(b, "lab.inputs.y");
    bench_click(b, "lab.inputs.x");
    net_spec_write_key(trained(b, 1), NET_INPUTS, text, sizeof text);
    cr_expect_str_eq(text, "y", "it is any that can be left");
    bench_close(b);
}

// Side by side, in as many lines as they need, none over another.
Test(lab_shelf, inputs_have_room_for_their_names)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.shelf", NET_INPUTS);
    Rect before = { 0 };
    bench_rect(b, "lab.inputs.siny"); // scrolls there
    for (int i = 0; i < INPUT_FEATURE_COUNT; i++) {
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.inputs.%s", input_features[i].kind.key);
        const Rect rect = ui_find(&b->app.shell.ui, name)->rect;
        cr_expect_geq(rect.w, 50, "%s: %g", name, rect.w);
        cr_expect(i == 0 || rect.x >= before.x + before.w || rect.y >= before.y + before.h, "%s",
                  name);
        before = rect;
    }
    bench_close(b);
}
