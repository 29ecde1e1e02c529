// Spec strings: what is read, how it is written, and where a mistake is pointed at.
#include "model/optim/optim_spec.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <string.h>

#define AROUND                                                                                     \
    "schedule, warmup, coupled_decay, sam, clip, clip_value, lookahead, lookahead_alpha, average"

Test(spec, reads_a_kind_and_its_numbers)
{
    OptimSpec spec;
    Error err = { .at = -1 };
    cr_assert(spec_parse_optim(&spec, "  adam lr=0.05\tbeta1=.5  ", &err), "%s", err.text);
    cr_expect_eq(spec.optim, &optims[OPTIM_ADAM]);
    cr_expect(spec.has_rate);
    cr_expect_eq(spec.params.lr, 0.05);
    cr_expect_eq(spec.params.beta1, 0.5);
    cr_expect_eq(spec.params.beta2, 0.999);
    cr_expect_eq(spec.params.eps, 1e-8);
}

Test(spec, knows_whether_the_rate_was_given)
{
    OptimSpec spec;
    cr_assert(spec_parse_optim(&spec, "momentum beta=0.5", NULL));
    cr_expect_not(spec.has_rate);
    cr_expect_eq(spec.params.lr, 0.01, "the row's default stands there meanwhile");
    cr_assert(spec_parse_optim(&spec, "momentum lr=0.01", NULL));
    cr_expect(spec.has_rate, "even when it is the default's number");
}

#define KNOWN                                                                                      \
    "known: sgd, momentum, nesterov, adagrad, rmsprop, adam, adadelta, amsgrad, adamw, nadam, "    \
    "adamax, radam, qhm, qhadam, lion, " // and more

static const struct Mistake {
    const char *text;
    int at;
    const char *message;
} mistakes[] = {
    { "", 0, "no optimizer is named (" KNOWN },
    { " adm lr=1", 1, "unknown optimizer 'adm', did you mean 'adam'? (" KNOWN },
    { "quux", 0, "unknown optimizer 'quux' (" KNOWN },
    { "adam=1", 0, "unknown optimizer 'adam=1', did you mean 'adam'? (" KNOWN },
    { "qhadam nu3=1", 7,
      "qhadam: unknown key 'nu3', did you mean 'nu1'? "
      "(known: lr, beta1, beta2, eps, nu1, nu2, " AROUND ")" },
    { "adamw weight_decay=2", 19, "weight_decay = 2 is outside 0 to 1" },
    { "adam lr=1 bta1=2", 10,
      "adam: unknown key 'bta1', did you mean 'beta1'? (known: lr, beta1, beta2, eps, " AROUND
      ")" },
    { "sgd beta=0.9", 4, "sgd: unknown key 'beta' (known: lr, " AROUND ")" },
    { "sgd lr", 6, "lr needs a number, as in lr=0.01" },
    { "momentum beta= lr=1", 14, "beta needs a number, as in beta=0.9" },
    { "sgd lr=fast", 7, "lr: 'fast' is not a number" },
    { "sgd lr=0", 7, "lr = 0 is outside 1e-12 to 1000" },
    { "adam lr=.1 beta2=1", 17, "beta2 = 1 is outside 0 to 0.99999" },
    { "adam lr=.1 eps=1e-8 lr=.2", 20, "lr is given twice" },
};

// Word for word, or as far as the names that are not written down here.
static bool says(const char *text, const char *message)
{
    const bool open = strstr(message, KNOWN) != NULL;
    return open ? strncmp(text, message, strlen(message)) == 0 : strcmp(text, message) == 0;
}

Test(spec, points_at_every_mistake_and_says_what_would_be_right)
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        OptimSpec spec = { .optim = &optims[OPTIM_SGD] };
        Error err = { .at = -1 };
        cr_expect_not(spec_parse_optim(&spec, mistakes[i].text, &err), "%s", mistakes[i].text);
        cr_expect(says(err.text, mistakes[i].message), "for '%s': %s", mistakes[i].text, err.text);
        cr_expect_eq(err.at, mistakes[i].at, "for '%s': at %d", mistakes[i].text, err.at);
        cr_expect_eq(spec.optim, &optims[OPTIM_SGD], "the last good one is kept");
    }
}

Test(spec, knows_no_word_off_elsewhere)
{
    OptimSpec spec;
    Error err = { .at = -1 };
    cr_expect_not(spec_parse_optim(&spec, "sgd off", &err));
    cr_expect_str_eq(err.text, "sgd: unknown key 'off' (known: lr, " AROUND ")");
    cr_expect_eq(err.at, 4);
}

Test(spec, writes_the_shortest_text)
{
    OptimSpec spec;
    char text[SPEC_TEXT_MAX];
    cr_assert(spec_parse_optim(&spec, "adam eps=1e-8 beta1=0.95 lr=0.10", NULL));
    spec_write_optim(&spec, text, sizeof text);
    cr_expect_str_eq(text, "adam lr=0.1 beta1=0.95");
    cr_assert(spec_parse_optim(&spec, "sgd", NULL));
    spec_write_optim(&spec, text, sizeof text);
    cr_expect_str_eq(text, "sgd");
}

Test(spec, comes_back_from_its_text_to_the_bit)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int round = 0; round < 2000; round++) {
        OptimSpec spec = { .optim = &optims[round % OPTIM_COUNT], .has_rate = true }, again;
        if (!(spec.optim->places & OPTIM_IN_PLANE)) {
            continue;
        }
        for (const Param *p = spec.optim->kind.params; p->key; p++) {
            *param_field(p, &spec.params) = param_at(p, rng_uniform(&rng));
        }
        char text[SPEC_TEXT_MAX];
        spec_write_optim(&spec, text, sizeof text);
        Error err = { .at = -1 };
        cr_assert(spec_parse_optim(&again, text, &err), "%s: %s", text, err.text);
        cr_expect_eq(again.optim, spec.optim);
        cr_expect_arr_eq(&again.params, &spec.params, sizeof spec.params, "%s", text);
    }
}

Test(spec, survives_any_text)
{
    Rng rng;
    rng_init(&rng, 2, 0);
    static const char letters[] = "adm lr=.051e-+\t\xc3\xce sgd beta";
    for (int round = 0; round < 20000; round++) {
        char text[64] = "adam ";
        const size_t length = 5 + rng_below(&rng, 50);
        for (size_t i = round % 2 ? 5 : 0; i < length; i++) {
            text[i] = letters[rng_below(&rng, sizeof letters - 1)];
        }
        text[length] = '\0';
        OptimSpec spec;
        Error err = { .at = -1 };
        if (!spec_parse_optim(&spec, text, &err)) {
            cr_expect(err.at >= 0 && err.at <= (int)length && err.text[0], "'%s'", text);
        }
    }
}
