// One row describes a number: its default, its range, its slider and its error messages.
#include "base/param.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Knobs {
    double lr, beta1, layers, angle;
} Knobs;

// clang-format off
static const Param knobs[] = {
    { "lr",     "Rate",     "η",  offsetof(Knobs, lr),     0.01, 1e-6, 10,      PARAM_LOG },
    { "beta1",  "Decay",    "β₁", offsetof(Knobs, beta1),  0.9,  0,    0.9999,  PARAM_LINEAR },
    { "layers", "Layers",   NULL, offsetof(Knobs, layers), 3,    1,    20,      PARAM_INTEGER },
    { "angle",  "Rotation", "t",  offsetof(Knobs, angle),  0,   -3.141592653589793,
                                                                 3.141592653589793, PARAM_ANGLE },
    { 0 },
};
// clang-format on

static const Param nothing[] = { { 0 } };

Test(param, defaults_fill_every_field)
{
    Knobs k = { -1, -1, -1, -1 };
    param_defaults(knobs, &k);
    cr_expect(k.lr == 0.01 && k.beta1 == 0.9 && k.layers == 3 && k.angle == 0);
}

Test(param, set_writes_the_field_its_row_names_and_no_other)
{
    for (const Param *p = knobs; p->key; p++) {
        Knobs k;
        param_defaults(knobs, &k);
        cr_expect(param_set(knobs, &k, p->key, p->max, NULL));
        for (const Param *q = knobs; q->key; q++) {
            cr_expect_eq(param_value(q, &k), q == p ? p->max : q->def, "%s after setting %s",
                         q->key, p->key);
        }
    }
}

Test(param, both_ends_of_a_range_are_inside)
{
    for (const Param *p = knobs; p->key; p++) {
        cr_expect(param_check(p, p->min, NULL), "%s", p->key);
        cr_expect(param_check(p, p->max, NULL), "%s", p->key);
        cr_expect_not(param_check(p, nextafter(p->min, -INFINITY), NULL), "%s", p->key);
        cr_expect_not(param_check(p, nextafter(p->max, INFINITY), NULL), "%s", p->key);
        cr_expect_not(param_check(p, NAN, NULL), "%s", p->key);
        cr_expect_not(param_check(p, INFINITY, NULL), "%s", p->key);
    }
}

Test(param, mistakes_are_named_with_what_would_be_right)
{
    static const struct {
        const char *key;
        double value;
        const char *message;
    } rows[] = {
        { "lr", 20, "lr = 20 is outside 1e-6 to 10" },
        { "lr", -0.5, "lr = -0.5 is outside 1e-6 to 10" },
        { "lr", NAN, "lr = nan is outside 1e-6 to 10" },
        { "beta1", 1, "beta1 = 1 is outside 0 to 0.9999" },
        { "angle", 4, "angle = 4 is outside -3.14159 to 3.14159" },
        { "layers", 2.5, "layers = 2.5 is not a whole number" },
        { "layers", 1e300, "layers = 1e300 is outside 1 to 20" },
        { "beta", 1,
          "unknown key 'beta', did you mean 'beta1'? (known: lr, beta1, layers, angle)" },
        { "LR", 1, "unknown key 'LR', did you mean 'lr'? (known: lr, beta1, layers, angle)" },
        { "momentum", 1, "unknown key 'momentum' (known: lr, beta1, layers, angle)" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Knobs k;
        Error err = { "", 7 };
        param_defaults(knobs, &k);
        cr_expect_not(param_set(knobs, &k, rows[i].key, rows[i].value, &err));
        cr_expect_str_eq(err.text, rows[i].message);
        cr_expect_eq(err.at, -1, "the caller knows where it was typed");
        cr_expect(k.lr == 0.01 && k.beta1 == 0.9 && k.layers == 3, "%s", rows[i].message);
    }
    Error err;
    cr_expect_not(param_set(nothing, NULL, "lr", 1, &err));
    cr_expect_str_eq(err.text, "unknown key 'lr': there is nothing to set here");
}

Test(param, a_table_of_many_long_keys_still_gives_a_message_that_ends_well)
{
    char keys[60][16];
    Param many[61] = { { 0 } };
    for (int i = 0; i < 60; i++) {
        snprintf(keys[i], sizeof keys[i], "parameter_%02d", i);
        many[i].key = keys[i];
    }
    Error err;
    cr_expect_not(param_set(many, NULL, "parametre_59", 1, &err));
    cr_expect_neq(strstr(err.text, "did you mean 'parameter_59'? (known: parameter_00, "), NULL);
    cr_expect_str_eq(err.text + strlen(err.text) - 6, ", ...)");
}

Test(param, positions_and_values_are_inverse_on_every_scale)
{
    for (const Param *p = knobs; p->key; p++) {
        cr_expect_eq(param_position(p, p->min), 0, "%s", p->key);
        cr_expect_eq(param_position(p, p->max), 1, "%s", p->key);
        cr_expect_eq(param_at(p, 0), p->min, "%s", p->key);
        cr_expect_eq(param_at(p, 1), p->max, "%s", p->key);
        cr_expect_eq(param_at(p, -1), p->min, "%s", p->key);
        cr_expect_eq(param_at(p, 2), p->max, "%s", p->key);
        for (int i = 0; i <= 100; i++) {
            const double value = param_at(p, i / 100.0);
            cr_expect(param_check(p, value, NULL), "%s at %d %%", p->key, i);
            // Through log and pow a few last bits are lost.
            cr_expect_float_eq(param_at(p, param_position(p, value)), value,
                               1e-13 * fabs(value) + 1e-15, "%s at %d %%", p->key, i);
        }
    }
}

Test(param, the_middle_of_a_logarithmic_slider_is_the_geometric_mean)
{
    cr_expect_float_eq(param_at(&knobs[0], 0.5), sqrt(1e-6 * 10), 1e-15);
}

Test(param, a_range_of_one_value_has_one_position)
{
    const Param fixed = { "n", "N", NULL, 0, 2, 2, 2, PARAM_LOG };
    cr_expect_eq(param_position(&fixed, 2), 0);
    cr_expect_eq(param_at(&fixed, 0.7), 2);
}
