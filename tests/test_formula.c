// Formulas give the right numbers: value, gradient, Hessian, for one point as for many.
#include "base/rng.h"
#include "golden.h"
#include "model/formula/formula.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { JET = 6 }; // f, fx, fy, fxx, fxy, fyy

static const char *const jet_names[JET] = { "f", "fx", "fy", "fxx", "fxy", "fyy" };

static Jets jets_of(double *const out[JET])
{
    return (Jets){ out[0], out[1], out[2], out[3], out[4], out[5] };
}

// All six numbers at one point; false when the text does not compile.
static bool jet_at(const char *text, const double *params, double x, double y, double jet[JET])
{
    Arena arena = { 0 };
    Formula formula;
    const bool ok = formula_compile(&formula, text, &arena, NULL);
    if (ok) {
        Scratch *space = scratch_create();
        formula_eval(&formula, params, space, 1, &x, &y,
                     &(Jets){ &jet[0], &jet[1], &jet[2], &jet[3], &jet[4], &jet[5] });
        scratch_destroy(space);
    }
    arena_free(&arena);
    return ok;
}

static bool same_bits(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (memcmp(&a[i], &b[i], sizeof *a) != 0 && !(isnan(a[i]) && isnan(b[i]))) {
            return false;
        }
    }
    return true;
}

// --- reference numbers ---

static void expect_golden(const char *name)
{
    cJSON *rows = golden_read(name), *row;
    int count = 0;
    cJSON_ArrayForEach(row, rows)
    {
        const char *text = golden_text(row, "formula");
        const cJSON *grad = cJSON_GetObjectItem(row, "grad"),
                    *hess = cJSON_GetObjectItem(row, "hess");
        const double x = golden_number(row, "x"), y = golden_number(row, "y");
        const double wanted[JET] = { golden_number(row, "f"), golden_item(grad, 0),
                                     golden_item(grad, 1),    golden_item(hess, 0),
                                     golden_item(hess, 1),    golden_item(hess, 2) };
        double jet[JET];
        cr_assert(jet_at(text, NULL, x, y, jet), "%s does not compile", text);
        for (int k = 0; k < JET; k++) {
            cr_expect(fabs(jet[k] - wanted[k]) <= 1e-9 * fmax(1, fabs(wanted[k])),
                      "%s at (%g, %g): %s = %.17g, sympy says %.17g", text, x, y, jet_names[k],
                      jet[k], wanted[k]);
        }
        count++;
    }
    cr_expect(count >= 60, "%s has only %d rows", name, count);
    cJSON_Delete(rows);
}

// Where squares overflow and differences cancel: relative to each number, however small.
Test(formula, agrees_with_sympy_at_extreme_arguments)
{
    cJSON *rows = golden_read("formulas_extreme.json"), *row;
    int count = 0;
    cJSON_ArrayForEach(row, rows)
    {
        const char *text = golden_text(row, "formula");
        const cJSON *out = cJSON_GetObjectItem(row, "out");
        const double x = golden_number(row, "x"), y = golden_number(row, "y");
        double jet[JET];
        cr_assert(jet_at(text, NULL, x, y, jet), "%s does not compile", text);
        for (int k = 0; k < JET; k++) {
            if (cJSON_IsNull(cJSON_GetArrayItem(out, k))) {
                continue;
            }
            const double wanted = golden_item(out, k);
            cr_expect(fabs(jet[k] - wanted) <= fmax(1e-13 * fabs(wanted), DBL_MIN),
                      "%s at (%g, %g): %s = %.17g, sympy says %.17g", text, x, y, jet_names[k],
                      jet[k], wanted);
            count++;
        }
    }
    cr_expect(count >= 300, "only %d numbers", count);
    cJSON_Delete(rows);
}

Test(formula, agrees_with_sympy)
{
    expect_golden("formulas.json");
}

Test(formula, agrees_with_sympy_on_every_function_of_functions)
{
    expect_golden("formulas_more.json");
}

// --- derivatives against differences, by which no rule can be forgotten ---

// Inner functions of both variables, so that every term of the chain rule counts.
static const char *const inner_pairs[][2] = {
    { "(x*y + x/2 + 0.3)", "(sin(x)*y - x^2/4 + 1.2)" },
    { "(0.4*sin(x + 2*y))", "(0.7*cos(x)*y)" },
    { "(1.2 + x^2*y^2)", "(exp(y/3) + x^2/9)" },
    { "(x - 2*y)", "1.3" },
    { "x", "y" },
    { "0.7", "(x + y/2)" },
};

// Central differences of f for the gradient and of the gradient for the Hessian.
static bool differences(const char *text, double x, double y, double wanted[JET])
{
    const double h = 2e-5;
    double left[JET], right[JET], down[JET], up[JET];
    if (!jet_at(text, NULL, x - h, y, left) || !jet_at(text, NULL, x + h, y, right) ||
        !jet_at(text, NULL, x, y - h, down) || !jet_at(text, NULL, x, y + h, up)) {
        return false;
    }
    wanted[1] = (right[0] - left[0]) / (2 * h);
    wanted[2] = (up[0] - down[0]) / (2 * h);
    wanted[3] = (right[1] - left[1]) / (2 * h);
    wanted[4] = (right[2] - left[2]) / (2 * h);
    wanted[5] = (up[2] - down[2]) / (2 * h);
    // fxy the other way round must be the same.
    const double other = (up[1] - down[1]) / (2 * h);
    return fabs(other - wanted[4]) <= 1e-5 * fmax(1, fabs(other));
}

// At how many of some points the text has a value; expects the differences at each.
static int expect_differences(const char *text, Rng *rng)
{
    int checked = 0;
    for (int i = 0; i < 12; i++) {
        const double x = 4 * rng_uniform(rng) - 2, y = 4 * rng_uniform(rng) - 2;
        double jet[JET], wanted[JET];
        cr_assert(jet_at(text, NULL, x, y, jet), "%s does not compile", text);
        // Huge curvature says nothing about the rule, only about the difference.
        if (!isfinite(jet[0]) || fabs(jet[3]) + fabs(jet[5]) > 1e3 ||
            !differences(text, x, y, wanted)) {
            continue;
        }
        for (int k = 1; k < JET; k++) {
            cr_expect(fabs(jet[k] - wanted[k]) <= 2e-5 * fmax(1, fabs(wanted[k])),
                      "%s at (%g, %g): %s = %.10g, differences say %.10g", text, x, y, jet_names[k],
                      jet[k], wanted[k]);
        }
        checked++;
    }
    return checked;
}

static void expect_operator(const char *format_one, const char *format_two, const char *name)
{
    Rng rng;
    rng_init(&rng, 7, 0);
    int checked = 0;
    for (size_t i = 0; i < COUNT(inner_pairs); i++) {
        char text[200];
        snprintf(text, sizeof text, format_one, name, inner_pairs[i][0]);
        double jet[JET];
        if (!jet_at(text, NULL, 0, 0, jet)) { // takes two
            snprintf(text, sizeof text, format_two, name, inner_pairs[i][0], inner_pairs[i][1]);
        }
        checked += expect_differences(text, &rng);
    }
    cr_expect(checked >= 20, "%s: only %d points had a value", name, checked);
}

Test(formula, differentiates_every_function)
{
    for (size_t i = 0; formula_function_name(i); i++) {
        expect_operator("%s(%s)", "%s(%s, %s)", formula_function_name(i));
    }
}

Test(formula, differentiates_every_operator)
{
    static const char *const operators[] = { "+", "-", "*", "/", "^" };
    for (size_t i = 0; i < COUNT(operators); i++) {
        for (size_t k = 0; k < COUNT(inner_pairs); k++) {
            char text[200];
            Rng rng;
            rng_init(&rng, 8, k);
            const char *positive = operators[i][0] == '^' ? "abs" : "";
            snprintf(text, sizeof text, "%s(%s)%s(%s)", positive, inner_pairs[k][0], operators[i],
                     inner_pairs[k][1]);
            cr_expect(expect_differences(text, &rng) >= 5, "%s has too few points", text);
        }
    }
}

Test(formula, differentiates_every_power)
{
    static const char *const exponents[] = { "0",  "1",  "2",  "3",  "4",   "5",   "7",   "13",
                                             "-1", "-2", "-3", "-5", "0.5", "1.5", "-0.5" };
    for (size_t i = 0; i < COUNT(exponents); i++) {
        char text[200];
        Rng rng;
        rng_init(&rng, 9, i);
        snprintf(text, sizeof text, "(0.3 + x*y + x/2)^(%s)", exponents[i]);
        cr_expect(expect_differences(text, &rng) >= 3, "%s has too few points", text);
    }
}

// Products of the same and of different functions, thrice nested: what is shared is still right.
Test(formula, differentiates_what_is_shared)
{
    static const char *const texts[] = {
        "sin(x*y)^2 + cos(x*y)^2*x",
        "(x*y)*(x*y)*(x*y + 1)/(1 + (x*y)^2)",
        "exp(sin(x)*cos(y))/(2 + sin(x)*cos(y))",
        "sqrt(1 + tanh(x*y)^2)*tanh(x*y)",
        "max(x*y, min(x, y))*hypot(x, y + 3)",
        "-(-x*3)*(-y*2)/(-(4 + x^2)) - -x",
        "abs(sin(3*x) - y)*x",
        "x^2*x^3/x^4 + y^-2*y^5",
    };
    Rng rng;
    rng_init(&rng, 10, 0);
    for (size_t i = 0; i < COUNT(texts); i++) {
        cr_expect(expect_differences(texts[i], &rng) >= 5, "%s has too few points", texts[i]);
    }
}

// --- places where the chain rule alone would say NaN ---

Test(formula, keeps_its_word_at_kinks_and_origins)
{
    static const struct {
        const char *text;
        double x, y, jet[JET];
    } rows[] = {
        { "abs(x)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "sign(x)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "sign(x)*y", -3, 2, { -2, 0, -1, 0, 0, 0 } },
        { "floor(x)", 2, 0, { 2, 0, 0, 0, 0, 0 } },
        { "floor(x)", -0.5, 0, { -1, 0, 0, 0, 0, 0 } },
        { "step(x)", 0, 0, { 0.5, 0, 0, 0, 0, 0 } },
        { "step(x - 1)*x^2", 2, 0, { 4, 4, 0, 2, 0, 0 } },
        { "min(x, y)", 1, 1, { 1, 0.5, 0.5, 0, 0, 0 } },
        { "max(x^2, 2*x*y)", 2, 1, { 4, 3, 2, 1, 1, 0 } },
        { "max(x, y, 3)", 1, 1, { 3, 0, 0, 0, 0, 0 } },
        { "sqrt(x)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "sqrt(x^2 + y^2)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "x^0.5", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "hypot(x, y)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "atan2(y, x)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "x^2", 0, 0, { 0, 0, 0, 2, 0, 0 } },
        { "x^1", 0, 0, { 0, 1, 0, 0, 0, 0 } },
        { "x^0", 0, 0, { 1, 0, 0, 0, 0, 0 } },
        { "x^3", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "x^3", -2, 0, { -8, 12, 0, -12, 0, 0 } },
        { "x^-1", -2, 0, { -0.5, -0.25, 0, -0.25, 0, 0 } },
        { "x^y", 0, 2, { 0, 0, 0, 2, 0, 0 } },
        { "x^y", 0, 3, { 0, 0, 0, 0, 0, 0 } },
        { "pow(x, 1.5)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "(x^2 + y^2)^1.5", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "(x^2 + y^2)^2.5", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "0^x", 1, 0, { 0, 0, 0, 0, 0, 0 } },
        { "2^x", 0, 0, { 1, 0.6931471805599453, 0, 0.4804530139182014, 0, 0 } },
        { "cbrt(y^3)*x", 2, 0, { 0, 0, 0, 0, 0, 0 } },
        { "asin(1 - x^4)", 0, 0, { 1.5707963267948966, 0, 0, 0, 0, 0 } },
        { "abs(cbrt(x))", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "max(log(x), y)", 0, 5, { 5, 0, 1, 0, 0, 0 } },
        { "min(y, -log(x))", 0, 5, { 5, 0, 1, 0, 0, 0 } },
        { "min(x, y)", 0, 0, { 0, 0.5, 0.5, 0, 0, 0 } },
        { "max(x, y)", 0, 0, { 0, 0.5, 0.5, 0, 0, 0 } },
        { "floor(x)", 0, 0, { 0, 0, 0, 0, 0, 0 } },
        { "x^y", 0, 0, { 1, 0, 0, 0, INFINITY, 0 } },
        { "tan(x)", 0, 0, { 0, 1, 0, 0, 0, 0 } },
        { "asin(x)", 0, 0, { 0, 1, 0, 0, 0, 0 } },
        { "acos(x)", 0, 0, { 1.5707963267948966, -1, 0, 0, 0, 0 } },
        { "atan(x)", 0, 0, { 0, 1, 0, 0, 0, 0 } },
        { "sinh(x)", 0, 0, { 0, 1, 0, 0, 0, 0 } },
        { "cosh(x)", 0, 0, { 1, 0, 0, 1, 0, 0 } },
        { "tanh(x)", 0, 0, { 0, 1, 0, 0, 0, 0 } },
        { "erf(x)", 0, 0, { 0, 1.1283791670955126, 0, 0, 0, 0 } },
        { "log10(x)", 0, 0, { -INFINITY, INFINITY, 0, -INFINITY, 0, 0 } },
        { "log2(x)", 0, 0, { -INFINITY, INFINITY, 0, -INFINITY, 0, 0 } },
        { "-exp(-hypot(x, y))", 0, 0, { -1, 0, 0, 0, 0, 0 } },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double jet[JET];
        cr_assert(jet_at(rows[i].text, NULL, rows[i].x, rows[i].y, jet), "%s", rows[i].text);
        for (int k = 0; k < JET; k++) {
            const double wanted = rows[i].jet[k];
            cr_expect(jet[k] == wanted || fabs(jet[k] - wanted) <= 1e-15,
                      "%s at (%g, %g): %s = %g, not %g", rows[i].text, rows[i].x, rows[i].y,
                      jet_names[k], jet[k], wanted);
        }
    }
}

Test(formula, has_ackleys_minimum_without_nan)
{
    double jet[JET];
    cr_assert(jet_at("-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y)))"
                     " + e + 20",
                     NULL, 0, 0, jet));
    for (int k = 0; k < JET; k++) {
        cr_expect(isfinite(jet[k]), "%s = %g", jet_names[k], jet[k]);
    }
    cr_expect(fabs(jet[0]) < 1e-14 && jet[1] == 0 && jet[2] == 0);
}

Test(formula, follows_ieee_outside_the_domain)
{
    double jet[JET];
    jet_at("log(x)", NULL, -1, 0, jet);
    cr_expect(isnan(jet[0]));
    jet_at("log(x)", NULL, 0, 0, jet);
    cr_expect(jet[0] == -INFINITY && jet[1] == INFINITY);
    jet_at("1/x", NULL, 0, 0, jet);
    cr_expect(jet[0] == INFINITY);
    jet_at("sqrt(x)", NULL, -1, 0, jet);
    cr_expect(isnan(jet[0]));
    jet_at("max(log(x), y)", NULL, -1, 5, jet);
    cr_expect(isnan(jet[0]), "a NaN comes through max");
    jet_at("min(y, log(x))", NULL, -1, 5, jet);
    cr_expect(isnan(jet[0]), "a NaN comes through min");
}

// --- parameters ---

Test(formula, knows_its_parameters_in_order_of_appearance)
{
    Arena arena = { 0 };
    Formula formula;
    cr_assert(formula_compile(&formula, "b*x^2 + long_name2*y + b + A", &arena, NULL));
    cr_expect_eq(formula.param_count, 3);
    cr_expect_str_eq(formula.param_names[0], "b");
    cr_expect_str_eq(formula.param_names[1], "long_name2");
    cr_expect_str_eq(formula.param_names[2], "A");
    cr_expect_eq(formula.param_at[0], 0);
    cr_expect_eq(formula.param_at[1], 8);
    cr_expect_eq(formula.param_at[2], 27);
    arena_free(&arena);
}

// A slider moves nothing but a number: the same as if it had been typed. (To rounding: constants
// are folded in another order.)
Test(formula, takes_a_parameter_as_if_it_were_typed)
{
    static const struct {
        const char *text, *typed;
        double params[2]; // in order of appearance
    } rows[] = {
        { "(a - x)^2 + b*(y - x^2)^2", "(3 - x)^2 + 0.25*(y - x^2)^2", { 3, 0.25 } },
        { "x^n*y", "x^3*y", { 3 } },
        { "(x + y + 3)^b", "(x + y + 3)^0.25", { 0.25 } },
        { "a^(x*y)*sin(b)", "3^(x*y)*sin(0.25)", { 3, 0.25 } },
        { "x/b + a/(x + 5) - hypot(a, y)", "x/0.25 + 3/(x + 5) - hypot(3, y)", { 0.25, 3 } },
        { "min(a, x*5) + max(y*3, b) + atan2(x, a)",
          "min(3, x*5) + max(y*3, 0.25) + atan2(x, 3)",
          { 3, 0.25 } },
        { "a*b - 2a + (x*cos(b) + y*sin(b))^2/a",
          "3*0.25 - 6 + (x*cos(0.25) + y*sin(0.25))^2/3",
          { 3, 0.25 } },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (int p = 0; p < 3; p++) {
            const double x = 0.3 - p, y = 0.8 - p * 0.7;
            double jet[JET], wanted[JET];
            cr_assert(jet_at(rows[i].text, rows[i].params, x, y, jet));
            cr_assert(jet_at(rows[i].typed, NULL, x, y, wanted));
            for (int k = 0; k < JET; k++) {
                const bool equal = fabs(jet[k] - wanted[k]) <= 1e-13 * fmax(1, fabs(wanted[k]));
                cr_expect(equal || (isnan(jet[k]) && isnan(wanted[k])),
                          "%s: %s = %.17g, typed %.17g", rows[i].text, jet_names[k], jet[k],
                          wanted[k]);
            }
        }
    }
}

Test(formula, is_right_at_zero_for_whole_exponents_given_as_parameters)
{
    static const double exponents[] = { 0, 1, 2, 3 };
    static const double wanted[][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 2 }, { 0, 0, 0 } };
    for (size_t i = 0; i < COUNT(exponents); i++) {
        double jet[JET];
        cr_assert(jet_at("x^p", &exponents[i], 0, 0, jet));
        cr_expect(jet[0] == wanted[i][0] && jet[1] == wanted[i][1] && jet[3] == wanted[i][2],
                  "x^%g at 0: %g, %g, %g", exponents[i], jet[0], jet[1], jet[3]);
    }
}

// The kink of a root is the same however its exponent is given.
Test(formula, is_flat_at_the_root_of_zero_for_any_way_to_say_one_half)
{
    static const char *const texts[] = { "x^0.5", "x^p", "pow(x, p)", "x^(p*p + 0.25)", "sqrt(x)" };
    const double half = 0.5;
    for (size_t i = 0; i < COUNT(texts); i++) {
        double jet[JET];
        cr_assert(jet_at(texts[i], &half, 0, 0, jet));
        for (int k = 0; k < JET; k++) {
            cr_expect_eq(jet[k], 0, "%s at 0: %s = %g", texts[i], jet_names[k], jet[k]);
        }
        cr_assert(jet_at(texts[i], &half, 4, 0, jet));
        cr_expect(fabs(jet[1] - 0.25) < 1e-15 && fabs(jet[3] + 1.0 / 32) < 1e-16, "%s", texts[i]);
    }
}

// --- blocks ---

enum { POINTS = 1000 };

typedef struct Sample {
    double x[POINTS], y[POINTS], jet[JET][POINTS];
} Sample;

// Evaluates the points in portions of `portion`, with as many outputs as the level has.
static void eval_in_portions(const Formula *formula, Sample *sample, size_t portion, int outputs)
{
    const double params[FORMULA_PARAMS_MAX] = { 1.5, 2 };
    Scratch *space = scratch_create();
    for (size_t first = 0; first < POINTS; first += portion) {
        double *out[JET] = { NULL };
        for (int k = 0; k < outputs; k++) {
            out[k] = sample->jet[k] + first;
        }
        const Jets jets = jets_of(out);
        const size_t n = POINTS - first < portion ? POINTS - first : portion;
        formula_eval(formula, params, space, n, sample->x + first, sample->y + first, &jets);
    }
    scratch_destroy(space);
}

static void sample_init(Sample *sample, uint64_t seed)
{
    Rng rng;
    rng_init(&rng, seed, 0);
    for (int i = 0; i < POINTS; i++) {
        sample->x[i] = 6 * rng_uniform(&rng) - 3;
        sample->y[i] = 6 * rng_uniform(&rng) - 3;
    }
    sample->x[17] = sample->y[17] = 0;
    sample->x[300] = 1e308;
}

static void expect_same_in_portions(const char *text)
{
    static const size_t portions[] = { 1, 6, 8, 13, 255, 256, 257, POINTS };
    static const int levels[] = { 1, 3, 6 };
    static Sample whole, parts;
    Arena arena = { 0 };
    Formula formula;
    cr_assert(formula_compile(&formula, text, &arena, NULL), "%s", text);
    sample_init(&whole, 3);
    sample_init(&parts, 3);
    eval_in_portions(&formula, &whole, POINTS, JET);
    for (size_t i = 0; i < COUNT(portions); i++) {
        for (size_t level = 0; level < COUNT(levels); level++) {
            eval_in_portions(&formula, &parts, portions[i], levels[level]);
            for (int k = 0; k < levels[level]; k++) {
                cr_expect(same_bits(parts.jet[k], whole.jet[k], POINTS),
                          "%s: %s in portions of %zu, %d outputs wanted", text, jet_names[k],
                          portions[i], levels[level]);
            }
        }
    }
    arena_free(&arena);
}

// The reason a race, a map and a single point can be compared: bit for bit, however the points
// are divided into calls and whether derivatives are wanted or not.
Test(formula, gives_the_same_bits_for_any_division_into_blocks)
{
    static const char *const texts[] = {
        "(a - x)^2 + b*(y - x^2)^2",
        "sin(x)*cos(x*y) + cos(x)*sin(x*y) + tan(y)",
        "x",
        "3",
        "a*b",
        "floor(x) + sign(y) + step(x)*abs(y) - sqrt(x) + √(y)/cbrt(x)",
        "x^a + x^b + a^x + x^y + y^5",
        "min(x, y, a) + max(1, x*y) + atan2(y, x) + hypot(x, a) + erf(x - y)",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        expect_same_in_portions(texts[i]);
    }
    for (size_t i = 0; formula_function_name(i); i++) {
        char text[80];
        snprintf(text, sizeof text, "x*y + %s(x - y)", formula_function_name(i));
        double jet[JET];
        if (!jet_at(text, NULL, 0, 0, jet)) {
            snprintf(text, sizeof text, "x*y + %s(x - y, y)", formula_function_name(i));
        }
        expect_same_in_portions(text);
    }
}

Test(formula, writes_only_what_is_asked_for)
{
    Arena arena = { 0 };
    Formula formula;
    cr_assert(formula_compile(&formula, "x^2*y", &arena, NULL));
    Scratch *space = scratch_create();
    double x[3] = { 1, 2, 3 }, y[3] = { 1, 1, 1 }, f[4] = { -7, -7, -7, -7 };
    formula_eval(&formula, NULL, space, 3, x, y, &(Jets){ .f = f });
    cr_expect(f[0] == 1 && f[1] == 4 && f[2] == 9 && f[3] == -7);
    formula_eval(&formula, NULL, space, 0, x, y, &(Jets){ .f = f + 3 });
    cr_expect_eq(f[3], -7, "no points, nothing written");
    double fx[3], fy[3];
    formula_eval(&formula, NULL, space, 3, x, y, &(Jets){ .fx = fx, .fy = fy });
    cr_expect(fx[2] == 6 && fy[2] == 9, "the gradient without the value");
    double fxx[3], fxy[3], fyy[3];
    formula_eval(&formula, NULL, space, 3, x, y, &(Jets){ .fxx = fxx, .fxy = fxy, .fyy = fyy });
    cr_expect(fxx[2] == 2 && fxy[2] == 6 && fyy[2] == 0, "the Hessian alone");
    scratch_destroy(space);
    arena_free(&arena);
}

// A space serves formulas large and small in turn, and remembers nothing of them.
Test(formula, works_in_a_space_that_others_used)
{
    Arena arena = { 0 };
    Formula small, large;
    cr_assert(formula_compile(&small, "a*x + 2", &arena, NULL));
    cr_assert(formula_compile(&large, "sin(x)*exp(y)/(1 + x^2) + a*b*c*cos(x*y)", &arena, NULL));
    Scratch *space = scratch_create();
    const double params[3] = { 3, 5, 7 }, x = 2, y = 1;
    double before, after, jet[JET];
    formula_eval(&small, params, space, 1, &x, &y, &(Jets){ .f = &before });
    formula_eval(&large, params, space, 1, &x, &y,
                 &(Jets){ &jet[0], &jet[1], &jet[2], &jet[3], &jet[4], &jet[5] });
    formula_eval(&small, params, space, 1, &x, &y, &(Jets){ .f = &after });
    cr_expect(before == 8 && after == 8);
    scratch_destroy(space);
    scratch_destroy(NULL);
    arena_free(&arena);
}

Test(formula, sums_a_thousand_terms)
{
    static char text[20000];
    size_t length = 0;
    double sum = 0;
    const double x = 0.6, y = -0.9;
    for (int k = 1; k <= 1000; k++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "%ssin(%d*x)*y",
                                   k > 1 ? " + " : "", k);
        sum += sin(k * x) * y;
    }
    double jet[JET], wanted[JET];
    cr_assert(jet_at(text, NULL, x, y, jet));
    cr_expect(fabs(jet[0] - sum) <= 1e-11, "%g, not %g", jet[0], sum);
    cr_expect(fabs(jet[2] - sum / y) <= 1e-11, "%g, not %g", jet[2], sum / y);
    double by_x = 0;
    for (int k = 1; k <= 1000; k++) {
        by_x += k * cos(k * x) * y;
    }
    wanted[1] = by_x;
    cr_expect(fabs(jet[1] - wanted[1]) <= 1e-9 * fabs(wanted[1]), "%g, not %g", jet[1], wanted[1]);
    expect_same_in_portions(text);
}
