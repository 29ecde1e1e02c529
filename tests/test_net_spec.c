// Network specs: what is read and over what, where a mistake is pointed at, and that whatever is
// written reads back.
#include "model/net/net_spec.h"

#include "base/rng.h"
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static NetSpec defaults(void)
{
    NetSpec spec;
    net_spec_defaults(&spec);
    return spec;
}

static NetSpec parsed_over(const NetSpec *shared, const char *text)
{
    NetSpec spec;
    Error err = { .at = -1 };
    cr_assert(net_spec_parse(&spec, shared, text, &err), "%s: %s", text, err.text);
    return spec;
}

static NetSpec parsed(const char *text)
{
    const NetSpec shared = defaults();
    return parsed_over(&shared, text);
}

Test(net_spec, reads_what_the_design_shows)
{
    const NetSpec spec =
        parsed(" hidden=5x100 activation=relu init=he_normal\tbatchnorm=before dropout=0.2 ");
    cr_expect_eq(spec.hidden_count, 5);
    for (int i = 0; i < 5; i++) {
        cr_expect_eq(spec.hidden[i], 100);
    }
    cr_expect_eq(spec.activation, ACTIVATION_RELU);
    cr_expect_eq(spec.init, &inits[INIT_HE_NORMAL]);
    cr_expect_eq(spec.batchnorm, NORM_BEFORE);
    cr_expect_eq(spec.layernorm, NORM_OFF);
    cr_expect_eq(spec.numbers.dropout, 0.2);
    cr_expect_eq(spec.own, SETTING_BIT(NET_HIDDEN) | SETTING_BIT(NET_ACTIVATION) | SETTING_BIT(NET_INIT) |
                               SETTING_BIT(NET_BATCHNORM) | SETTING_BIT(NET_DROPOUT));
}

Test(net_spec, an_empty_text_has_nothing_of_its_own)
{
    const NetSpec shared = parsed("hidden=3 seed=7"), spec = parsed_over(&shared, "  ");
    char text[NET_TEXT_MAX];
    cr_expect_eq(spec.own, 0u);
    cr_expect_eq(net_spec_differ(&spec, &shared), 0u);
    net_spec_write(&spec, text, sizeof text);
    cr_expect_str_eq(text, "");
}

Test(net_spec, hidden_layers_are_widths_or_layers_of_units_or_none)
{
    static const struct {
        const char *text;
        int count, first, last;
    } cases[] = {
        { "hidden=8", 1, 8, 8 },   { "hidden=8,4,2", 3, 8, 2 }, { "hidden=100x512", 100, 512, 512 },
        { "hidden=1x1", 1, 1, 1 }, { "hidden=2x8,4", 3, 8, 4 }, { "hidden=none", 0, 0, 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const NetSpec spec = parsed(cases[i].text);
        cr_expect_eq(spec.hidden_count, cases[i].count, "%s", cases[i].text);
        if (cases[i].count > 0) {
            cr_expect_eq(spec.hidden[0], cases[i].first, "%s", cases[i].text);
            cr_expect_eq(spec.hidden[cases[i].count - 1], cases[i].last, "%s", cases[i].text);
        }
    }
}

Test(net_spec, numbers_go_to_the_init_and_the_optimizer_they_stand_behind)
{
    const NetSpec spec =
        parsed("init=normal std=0.5 optimizer=momentum lr=0.1 beta=0.5 batch=all seed=9");
    cr_expect_eq(spec.init_params.std, 0.5);
    cr_expect_eq(spec.optimizer.optim, &optims[OPTIM_MOMENTUM]);
    cr_expect_eq(spec.optimizer.params.lr, 0.1);
    cr_expect_eq(spec.optimizer.params.beta, 0.5);
    cr_expect_eq(spec.numbers.batch, 0.0);
    cr_expect_eq(spec.seed, 9u);
}

Test(net_spec, numbers_alone_belong_to_the_shared_kind)
{
    const NetSpec shared = parsed("optimizer=adam lr=0.3 beta1=0.5 init=uniform range=0.2");
    const NetSpec spec = parsed_over(&shared, "lr=0.1 range=0.4");
    cr_expect_eq(spec.optimizer.optim, &optims[OPTIM_ADAM]);
    cr_expect_eq(spec.optimizer.params.lr, 0.1);
    cr_expect_eq(spec.optimizer.params.beta1, 0.5);
    cr_expect_eq(spec.init_params.range, 0.4);
    cr_expect_eq(spec.own, SETTING_BIT(NET_OPTIMIZER) | SETTING_BIT(NET_INIT));
}

Test(net_spec, a_named_kind_begins_with_its_own_defaults)
{
    const NetSpec shared = parsed("optimizer=adam lr=0.3 beta1=0.5 init=normal std=2");
    const NetSpec spec = parsed_over(&shared, "optimizer=adam init=normal");
    const NetSpec fresh = parsed("optimizer=adam init=normal");
    cr_expect_eq(net_spec_differ(&spec, &fresh), 0u);
}

Test(net_spec, keys_of_several_words_may_be_spelled_as_their_flags)
{
    cr_expect_eq(parsed("label-smoothing=0.1").numbers.label_smoothing, 0.1);
    cr_expect_eq(parsed("label_smoothing=0.1").numbers.label_smoothing, 0.1);
    cr_expect_eq(parsed("optimizer=adamw weight-decay=0.5").optimizer.params.weight_decay, 0.5);
}

static double clip_of(const char *text)
{
    const NetSpec spec = parsed(text);
    return net_spec_optim_params(&spec).clip;
}

// Behind the optimizer the word is its own, before it the network's, which the optimizer inherits.
Test(net_spec, a_network_inherits_the_clip_unless_its_optimizer_names_one)
{
    cr_expect_eq(clip_of("clip=2 optimizer=sgd"), 2);
    cr_expect_eq(clip_of("optimizer=sgd clip=3"), 3);
    cr_expect_eq(clip_of("clip=2 optimizer=sgd clip=3"), 3);
    cr_expect_eq(clip_of("clip=2 optimizer=sgd clip=0"), 0);
    cr_expect_eq(clip_of("optimizer=sgd lr=0.1"), 0);
}

// A slow point and a mean have to be remembered, a norm has not.
Test(net_spec, what_has_to_be_remembered_begins_anew)
{
    const NetSpec plain = parsed("optimizer=sgd"), clip = parsed("optimizer=sgd clip=1");
    const NetSpec slow = parsed("optimizer=sgd lookahead=5"),
                  mean = parsed("optimizer=sgd average=ema");
    cr_expect_not(net_spec_restarts(&plain, &clip));
    cr_expect(net_spec_restarts(&plain, &slow));
    cr_expect(net_spec_restarts(&plain, &mean));
}

static const struct Mistake {
    const char *text;
    int at;
    const char *message;
} mistakes[] = {
    { "hidden=8 droput=0.1", 9,
      "unknown key 'droput', did you mean 'dropout'? (known: hidden, layers, inputs, activation, "
      "init, bias, batchnorm, layernorm, groupnorm, rmsnorm, norm, groups, weightnorm, residual, "
      "...)" },
    { "bias", 4, "bias needs a number, as in bias=0" },
    { "bias=", 5, "bias needs a number, as in bias=0" },
    { "bias=x", 5, "bias: 'x' is not a number" },
    { "dropout=0.95", 8, "dropout = 0.95 is outside 0 to 0.9" },
    { "dropconnect=-1", 12, "dropconnect = -1 is outside 0 to 0.9" },
    { "label-smoothing=0.6", 16, "label_smoothing = 0.6 is outside 0 to 0.5" },
    { "l1=2", 3, "l1 = 2 is outside 0 to 1" },
    { "clip=-1", 5, "clip = -1 is outside 0 to 1000" },
    { "hidden=8 l2=0 hidden=4", 14, "hidden is given twice" },
    { "std=1 init=normal std=2 std=3", 0, NULL },
    { "lr=0.1 optimizer=sgd", 7, "optimizer= must stand before its own numbers" },
    { "optimizer=sgd lr=0.1 optimizer=sgd", 21, "optimizer is given twice" },
    { "activation=rel", 11, NULL },
    { "batchnorm=befor", 10,
      "unknown batchnorm 'befor', did you mean 'before'? (known: off, "
      "before, after)" },
    { "optimizer=sgd beta1=0.5", 14, "sgd has no beta1 (optimizer=adam has)" },
    { "optimizer=adm", 10, NULL },
    { "optimizer=sgd lr=0.1 lr=0.2", 21, "lr is given twice" },
    { "optimizer=sgd lr=0", 17, "lr = 0 is outside 1e-12 to 1000" },
    { "init=he_normal std=0.1", 15, "std belongs to init=normal, and this is init=he_normal" },
    { "init=he", 5, NULL },
    { "loss=mae", 5, NULL },
    { "batch=0", 6, NULL },
    { "batch=2.5", 6, NULL },
    { "seed=-1", 5, "seed: '-1' is not a whole number from 0 to 9223372036854775807" },
    { "seed=9223372036854775808", 5,
      "seed: '9223372036854775808' is larger than 9223372036854775807" },
    { "hidden=", 7, NULL },
    { "hidden=0", 7, NULL },
    { "hidden=8,513", 9, NULL },
    { "hidden=8,,4", 9, NULL },
    { "hidden=8,", 9, NULL },
    { "hidden=101x8", 7, NULL },
    { "hidden=8x6x2", 10, NULL },
    { "hidden=98x8,4,4,4", 16, NULL },
    { "hidden=99999999999999999999", 7, NULL },
    { "8,8", 0, NULL },
    { "activation=elu slope=1", 15,
      "slope belongs to activation=leaky_relu, and this is activation=elu" },
    { "seed=1 layers=\"dense 8, dnse 4\"", 24, "unknown layer 'dnse', did you mean 'dense'?" },
    { "layers=\"  dense 8, dense\"", 24, "dense needs its numbers: dense N" },
    { "seed=1 layers=conv 8 3x3, relu", 14,
      "layers: what has blanks stands in quotes of its own, as in layers=\"conv 8 3x3, relu\"" },
    { "layers=gap, relu", 7,
      "layers: what has blanks stands in quotes of its own, as in layers=\"conv 8 3x3, relu\"" },
    { "layers=conv seed=1", 11, "conv needs its numbers: conv N KxK [stride=S] [pad=P]" },
    { "layers=gap,", 11, "a layer is missing behind the last comma" },
    { "layers=", 7, "layers needs a value, as in layers=\"dense 64, relu\"" },
    { "layers=\"gap", 7, "layers: the closing quote is missing" },
    { "hidden=8 layers=\"dense 8\"", 17,
      "hidden= and layers= are two ways to say which layers there are: give one of them" },
    { "residual=11", 9, "residual = 11 is outside 0 to 10" },
    { "weightnorm=yes", 11, "unknown weightnorm 'yes' (known: off, on)" },
};

// message NULL: any words, at that byte.
Test(net_spec, mistakes_are_pointed_at)
{
    const NetSpec shared = defaults();
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        const struct Mistake *it = &mistakes[i];
        NetSpec spec = shared;
        Error err = { .at = -2 };
        cr_expect_not(net_spec_parse(&spec, &shared, it->text, &err), "%s", it->text);
        cr_expect_eq(err.at, it->at, "%s: %s, at %d", it->text, err.text, err.at);
        cr_expect(err.text[0] != '\0');
        if (it->message) {
            cr_expect_str_eq(err.text, it->message, "%s: %s", it->text, err.text);
        }
        cr_expect_eq(net_spec_differ(&spec, &shared), 0u, "%s: refused, so nothing changes",
                     it->text);
    }
}

// Some text_exact() numbers take all of their digits, some few.
static double some_number(Rng *rng, const Param *param)
{
    const double value = param_at(param, rng_uniform(rng));
    return rng_below(rng, 3) == 0 ? param->def : rng_below(rng, 2) ? value : (float)value;
}

static void randomize_kind(NetSpec *spec, Rng *rng)
{
    spec->activation = (ActivationKind)rng_below(rng, ACTIVATION_COUNT);
    activation_defaults(spec->activation, &spec->activation_params);
    for (const Param *param = activations[spec->activation].kind.params; param->key; param++) {
        *param_field(param, &spec->activation_params) = some_number(rng, param);
    }
    spec->init = &inits[rng_below(rng, INIT_COUNT)];
    init_defaults(spec->init, &spec->init_params);
    for (const Param *param = spec->init->kind.params; param->key; param++) {
        *param_field(param, &spec->init_params) = some_number(rng, param);
    }
    do {
        spec->optimizer = (OptimSpec){ .optim = &optims[rng_below(rng, OPTIM_COUNT)] };
    } while (!(spec->optimizer.optim->places & OPTIM_IN_NETWORKS));
    optim_defaults(spec->optimizer.optim, &spec->optimizer.params);
    for (const Param *param = spec->optimizer.optim->kind.params; param->key; param++) {
        const double value = some_number(rng, param);
        *param_field(param, &spec->optimizer.params) = clamp(value, param->min, param->max);
    }
}

static NetSpec random_spec(Rng *rng)
{
    NetSpec spec = defaults();
    spec.hidden_count = (int)rng_below(rng, NET_HIDDEN_MAX + 1);
    const bool even = rng_below(rng, 2);
    for (int i = 0; i < spec.hidden_count; i++) {
        spec.hidden[i] = even && i > 0 ? spec.hidden[0] : 1 + (int)rng_below(rng, NET_UNITS_MAX);
    }
    randomize_kind(&spec, rng);
    spec.batchnorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec.layernorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec.groupnorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec.rmsnorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec.norm = (NormKind)rng_below(rng, NORM_KIND_COUNT);
    spec.weightnorm = (OnOff)rng_below(rng, ON_OFF_COUNT);
    spec.residual_order = (ResidualOrder)rng_below(rng, RESIDUAL_ORDER_COUNT);
    if (rng_below(rng, 3) == 0) {
        static const char *const layers[] = { "conv 8 3x3, norm,relu", "gap", "2*(dense 3, elu)" };
        snprintf(spec.layers, sizeof spec.layers, "%s", layers[rng_below(rng, COUNT(layers))]);
    }
    spec.has_loss = true;
    spec.loss = (LossKind)rng_below(rng, LOSS_COUNT);
    for (int key = 0; key < net_key_count; key++) {
        double *number = net_spec_number(&spec, (NetKey)key);
        if (number) {
            const Param *param = &net_settings[key].param;
            const double value = clamp(some_number(rng, param), param->min, param->max);
            *number = param->scale == PARAM_INTEGER ? floor(value) : value;
        }
    }
    spec.numbers.batch = rng_below(rng, 4) == 0 ? 0 : floor(spec.numbers.batch);
    spec.seed = rng_bits(rng) >> (1 + rng_below(rng, 63));
    spec.own = rng_bits(rng) & (SETTING_BIT(net_key_count) - 1);
    spec.own = rng_below(rng, 8) == 0 ? SETTING_BIT(net_key_count) - 1 : spec.own;
    if (spec.own & SETTING_BIT(NET_HIDDEN)) { // which layers there are is said in one of two ways
        spec.layers[0] = '\0';
        spec.own |= SETTING_BIT(NET_LAYERS);
    }
    return spec;
}

Test(net_spec, what_is_written_reads_back_over_the_same_shared_one)
{
    Rng rng;
    rng_init(&rng, 41, 0);
    for (int i = 0; i < 5000; i++) {
        const NetSpec shared = random_spec(&rng);
        NetSpec spec = random_spec(&rng);
        net_spec_follow(&spec, &shared);
        char text[NET_TEXT_MAX], again[NET_TEXT_MAX];
        net_spec_write(&spec, text, sizeof text);
        const NetSpec back = parsed_over(&shared, text);
        cr_assert_eq(net_spec_differ(&spec, &back), 0u, "%s", text);
        cr_assert_eq(back.own, spec.own, "%s", text);
        net_spec_write(&back, again, sizeof again);
        cr_assert_str_eq(text, again);
    }
}

Test(net_spec, each_value_alone_reads_back)
{
    Rng rng;
    rng_init(&rng, 42, 0);
    for (int i = 0; i < 500; i++) {
        const NetSpec from = random_spec(&rng);
        NetSpec to = random_spec(&rng);
        const SettingBits own = to.own;
        for (int key = 0; key < net_key_count; key++) {
            char text[NET_TEXT_MAX];
            Error err = { .at = -1 };
            net_spec_write_key(&from, (NetKey)key, text, sizeof text);
            const SettingBits differ = net_spec_differ(&from, &to);
            cr_assert(net_spec_set(&to, (NetKey)key, text, &err), "%s: %s", text, err.text);
            cr_assert_eq(net_spec_differ(&from, &to), differ & ~SETTING_BIT(key), "%s=%s",
                         net_settings[key].param.key, text);
        }
        cr_assert_eq(to.own, own, "setting marks nothing as own");
    }
}

Test(net_spec, writes_the_shortest_text)
{
    static const char *const same[] = {
        "hidden=5x100",
        "hidden=8,8,4",
        "hidden=7",
        "hidden=none",
        "init=normal",
        "init=normal std=0.5",
        "optimizer=adam",
        "optimizer=sgd lr=0.1",
        "batch=all",
        "batch=1",
        "activation=gelu init=orthogonal gain=2 dropout=0.25 loss=mse label_smoothing=0.1 seed=3",
    };
    for (size_t i = 0; i < COUNT(same); i++) {
        const NetSpec spec = parsed(same[i]);
        char text[NET_TEXT_MAX];
        net_spec_write(&spec, text, sizeof text);
        cr_expect_str_eq(text, same[i]);
    }
    static const char *const shorter[][2] = {
        { "hidden=8,8,8", "hidden=3x8" },
        { "optimizer=adam lr=0.01 beta1=.9", "optimizer=adam" },
        { "seed=007 dropout=2e-1", "dropout=0.2 seed=7" },
    };
    for (size_t i = 0; i < COUNT(shorter); i++) {
        const NetSpec shared = parsed("init=normal");
        const NetSpec spec = parsed_over(&shared, shorter[i][0]);
        char text[NET_TEXT_MAX];
        net_spec_write(&spec, text, sizeof text);
        cr_expect_str_eq(text, shorter[i][1]);
    }
}

Test(net_spec, a_value_alone_is_one_value_and_its_mistake_has_a_place_in_it)
{
    static const struct {
        NetKey key;
        const char *text;
        int at;
    } cases[] = {
        { NET_BATCH, "", 0 },
        { NET_BATCH, " x", 1 },
        { NET_BATCH, "8 seed=3", 2 },
        { NET_OPTIMIZER, "adam lr=0.1 batch=3", 12 },
        { NET_OPTIMIZER, "adam lr=2000", 8 },
        { NET_INIT, "normal std=x", 11 },
        { NET_INIT, "lr=0.1", 0 },
        { NET_SEED, "1.5", 1 },
    };
    const NetSpec before = defaults();
    for (size_t i = 0; i < COUNT(cases); i++) {
        NetSpec spec = before;
        Error err = { .at = -2 };
        cr_expect_not(net_spec_set(&spec, cases[i].key, cases[i].text, &err), "%s", cases[i].text);
        cr_expect_eq(err.at, cases[i].at, "%s: %s, at %d", cases[i].text, err.text, err.at);
        cr_expect_eq(net_spec_differ(&spec, &before), 0u);
    }
}

Test(net_spec, follows_what_is_not_its_own)
{
    Rng rng;
    rng_init(&rng, 43, 0);
    for (int i = 0; i < 500; i++) {
        const NetSpec shared = random_spec(&rng), before = random_spec(&rng);
        NetSpec spec = before;
        net_spec_follow(&spec, &shared);
        cr_expect_eq(net_spec_differ(&spec, &shared) & ~spec.own, 0u);
        cr_expect_eq(net_spec_differ(&spec, &before) & spec.own, 0u);
        cr_expect_eq(spec.own, before.own);
    }
}

// What a running network takes in, and what begins it anew.
Test(net_spec, structure_data_and_weights_restart_and_rates_do_not)
{
    static const char *const restarts[] = {
        "hidden=3",        "activation=relu", "init=zeros", "bias=1", "batchnorm=after",
        "layernorm=after", "loss=mse",        "batch=all",  "seed=2", "optimizer=sgd",
    };
    static const char *const goes_on[] = {
        "lr=0.5", "beta1=0.5", "dropout=0.5",         "dropconnect=0.5", "l1=0.1",
        "l2=0.1", "clip=1",    "label_smoothing=0.1", "optimizer=adam",  "",
    };
    const NetSpec base = parsed("hidden=2x8 activation=tanh init=he_uniform optimizer=adam");
    for (size_t i = 0; i < COUNT(restarts); i++) {
        const NetSpec spec = parsed_over(&base, restarts[i]);
        cr_expect(net_spec_restarts(&base, &spec), "%s", restarts[i]);
        cr_expect(net_spec_restarts(&spec, &base), "%s", restarts[i]);
    }
    for (size_t i = 0; i < COUNT(goes_on); i++) {
        const NetSpec spec = parsed_over(&base, goes_on[i]);
        cr_expect_not(net_spec_restarts(&base, &spec), "%s", goes_on[i]);
    }
}

Test(net_spec, defaults_lie_in_their_ranges)
{
    NetSpec spec = defaults();
    cr_expect_eq(spec.own, 0u);
    cr_expect_not(spec.has_loss);
    for (int key = 0; key < net_key_count; key++) {
        const double *number = net_spec_number(&spec, (NetKey)key);
        cr_expect_eq(number != NULL, net_settings[key].type == &setting_number);
        if (number) {
            cr_expect(param_check(&net_settings[key].param, *number, NULL), "%s",
                      net_settings[key].param.key);
            const Param slider = setting_slider(&net_settings[key]);
            cr_expect(slider.min >= net_settings[key].param.min, "%s", slider.key);
            cr_expect(slider.max <= net_settings[key].param.max, "%s", slider.key);
            cr_expect(param_check(&slider, *number, NULL), "%s: sliders hold it, too", slider.key);
        }
    }
}

Test(net_spec, minus_nothing_is_nothing_and_begins_no_training_anew)
{
    NetSpec a = defaults(), b = defaults();
    b.numbers.bias = -0.0;
    cr_expect_eq(net_spec_differ(&a, &b), 0);
    cr_expect_not(net_spec_restarts(&a, &b));
}

Test(net_spec, a_number_may_be_written_at_length)
{
    NetSpec spec = defaults();
    Error err;
    cr_expect(net_spec_set(&spec, NET_BATCH, "24.00000000000000000e0", &err), "%s", err.text);
    cr_expect_eq(spec.numbers.batch, 24);
}

Test(net_spec, what_is_quoted_of_a_mistake_ends_with_a_whole_letter)
{
    static const char long_name[] = "a가나다라마바사아자차카타파하가나다라마바사아자차";
    NetSpec spec = defaults();
    Error err = { .at = -1 };
    cr_assert_not(net_spec_set(&spec, NET_BATCH, long_name, &err));
    for (size_t at = 0, length = strlen(err.text); at < length;) {
        cr_expect_neq(utf8_next(err.text, length, &at), 0xfffd, "'%s'", err.text);
    }
    cr_assert_not(net_spec_set(&spec, NET_ACTIVATION, long_name, &err));
    for (size_t at = 0, length = strlen(err.text); at < length;) {
        cr_expect_neq(utf8_next(err.text, length, &at), 0xfffd, "'%s'", err.text);
    }
}

Test(net_spec, layers_are_kept_as_typed_without_the_blanks_around)
{
    const NetSpec spec = parsed("layers=\"  conv 8 3x3,  norm,relu \"");
    cr_expect_str_eq(spec.layers, "conv 8 3x3,  norm,relu");
    char text[NET_TEXT_MAX];
    net_spec_write(&spec, text, sizeof text);
    cr_expect_str_eq(text, "layers=\"conv 8 3x3,  norm,relu\"");
    cr_expect_str_eq(parsed("layers=gap").layers, "gap");
    const NetSpec none = parsed("layers=none hidden=8");
    cr_expect(!net_spec_has_layers(&none) && none.hidden_count == 1);
}

Test(net_spec, hidden_layers_of_its_own_go_before_shared_layers)
{
    const NetSpec shared = parsed("layers=\"dense 64, relu\"");
    const NetSpec spec = parsed_over(&shared, "hidden=8"), plain = parsed_over(&shared, "seed=2");
    const NetSpec back = parsed_over(&shared, "layers=none");
    cr_expect_not(net_spec_has_layers(&spec));
    cr_expect_eq(spec.own, SETTING_BIT(NET_HIDDEN) | SETTING_BIT(NET_LAYERS));
    cr_expect_str_eq(plain.layers, shared.layers);
    cr_expect(!net_spec_has_layers(&back) && back.hidden_count == 2);
    NetSpec follower = parsed("hidden=8");
    net_spec_follow(&follower, &shared);
    cr_expect_not(net_spec_has_layers(&follower));
}

Test(net_spec, hidden_layers_that_have_no_say_are_no_difference)
{
    NetSpec a = parsed("layers=gap"), b = a;
    b.hidden[0] = 7;
    cr_expect_eq(net_spec_differ(&a, &b), 0u);
    cr_expect_not(net_spec_restarts(&a, &b));
    a.layers[0] = b.layers[0] = '\0';
    cr_expect_eq(net_spec_differ(&a, &b), SETTING_BIT(NET_HIDDEN));
}

// In a field or behind --layers the text stands bare; a byte of it is a byte of what was typed.
Test(net_spec, layers_alone_are_set_with_quotes_or_without)
{
    static const struct {
        const char *text;
        int at; // -1: it is good
        const char *layers;
    } cases[] = {
        { "dense 8, relu", -1, "dense 8, relu" },
        { "  dense 8 ", -1, "dense 8" },
        { "\"dense 8, relu\"", -1, "dense 8, relu" },
        { "none", -1, "" },
        { "dense 8, rleu", 9, NULL },
        { "  dense 8, rleu", 11, NULL },
        { "\"dense 8, rleu\"", 10, NULL },
        { "dense \"8", 5, NULL },
        { "", 0, NULL },
        { "  ", 2, NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        NetSpec spec = parsed("layers=gap");
        Error err = { .at = -2 };
        const bool good = net_spec_set(&spec, NET_LAYERS, cases[i].text, &err);
        cr_expect_eq(good, cases[i].at < 0, "'%s': %s", cases[i].text, err.text);
        cr_expect_str_eq(spec.layers, good ? cases[i].layers : "gap");
        cr_expect(good || err.at == cases[i].at, "'%s': %s, at %d", cases[i].text, err.text,
                  err.at);
    }
}

Test(net_spec, a_byte_of_the_layers_has_its_place_in_the_text)
{
    cr_expect_eq(net_spec_layers_at("seed=1 layers=\"  gap, dense 3\"", 5), 22);
    cr_expect_eq(net_spec_layers_at("layers=gap", 1), 8);
    cr_expect_eq(net_spec_layers_at("hidden=8", 0), -1);
}

Test(net_spec, an_activation_has_its_number)
{
    const NetSpec spec = parsed("activation=leaky_relu slope=0.2");
    char text[NET_TEXT_MAX];
    cr_expect_eq(activation_param(spec.activation, &spec.activation_params), 0.2);
    net_spec_write(&spec, text, sizeof text);
    cr_expect_str_eq(text, "activation=leaky_relu slope=0.2");
    setting_say(&net_settings[NET_ACTIVATION], &spec, text, sizeof text);
    cr_expect_str_eq(text, "Leaky ReLU 0.2");
    const NetSpec usual = parsed("activation=leaky_relu");
    cr_expect_eq(net_spec_differ(&spec, &usual), SETTING_BIT(NET_ACTIVATION));
}
