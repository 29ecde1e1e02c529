// What may be typed as a formula, what it means, and what is said about mistakes.
#include "base/arena.h"
#include "model/formula/formula.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double at_x = 0.7, at_y = -0.45;

// NaN when the text does not compile. Parameters are worth 3, 5, 7 ... in order of appearance.
static double value_of(const char *text, Error *err)
{
    double params[FORMULA_PARAMS_MAX], value = NAN;
    for (int i = 0; i < FORMULA_PARAMS_MAX; i++) {
        params[i] = 3 + 2 * i;
    }
    Arena arena = { 0 };
    Formula formula;
    if (formula_compile(&formula, text, &arena, err)) {
        Scratch *space = scratch_create();
        formula_eval(&formula, params, space, 1, &at_x, &at_y, &(Jets){ .f = &value });
        scratch_destroy(space);
    }
    arena_free(&arena);
    return value;
}

Test(formula_text, means_what_people_write)
{
    const double x = at_x, y = at_y, a = 3, b = 5;
    const struct {
        const char *text;
        double value;
    } rows[] = {
        // numbers
        { "1", 1 },
        { ".5", 0.5 },
        { "2.", 2 },
        { "1e-3", 1e-3 },
        { "1E+3", 1e3 },
        { "2e3", 2e3 },
        { "2e", 2 * M_E },
        { "2e*x", 2 * M_E * x },
        { "2e-x", 2 * M_E - x },
        { "2e+", NAN },
        { "2e3x", 2e3 * x },
        { "2ex", 2 * a },
        { "0x10", 0 },
        { "1e-400", 0 },
        // order
        { "1 + 2*3", 7 },
        { "2*3^2", 18 },
        { "2^3^2", 512 },
        { "2**3**2", 512 },
        { "8/4/2", 1 },
        { "8 - 4 - 2", 2 },
        { "-x^2", -x * x },
        { "(-x)^2", x * x },
        { "2^-x", pow(2, -x) },
        { "2^-x^2", pow(2, -x * x) },
        { "2^-x*y", pow(2, -x) * y },
        { "x--1", x + 1 },
        { "x-+-1", x + 1 },
        { "2*-x", -2 * x },
        { "-2^2", -4 },
        { "--x", x },
        { "+x", x },
        { "-x*y", -x * y },
        { "6/-x/2", -3 / x },
        { "x**-y", pow(x, -y) },
        // products without a sign
        { "2x", 2 * x },
        { "3(x+1)y", 3 * (x + 1) * y },
        { "2 sin(x)", 2 * sin(x) },
        { "x y", x * y },
        { "1/2x", x / 2 },
        { "1/2x^2", x * x / 2 },
        { "(x+1)(x-1)", x * x - 1 },
        { "xy", a },
        { "x2", a },
        { "x 2", 2 * x },
        { "2^3x", 8 * x },
        { "2^x y", pow(2, x) * y },
        { "x(y)", x * y },
        { "y(x+1)", y * (x + 1) },
        { "pi(x)", M_PI * x },
        { "e(x)", M_E * x },
        { "2pi x", 2 * M_PI * x },
        { "sin(x)cos(y)", sin(x) * cos(y) },
        { "x sin (y)", x * sin(y) },
        { "-2x", -2 * x },
        { "(2)3", 6 },
        { "x -1", x - 1 },
        { "2x/3y", 2 * x / 3 * y },
        // parameters
        { "a*x^2 + b*y^2", a * x * x + b * y * y },
        { "b - a", a - b },
        { "A", a },
        { "E", a },
        { "_", NAN },
        { "a_1 + a_1", 2 * a },
        { "sinus", a },
        { "2a b", 2 * a * b },
        // as pasted
        { "x²", x * x },
        { "x³y", x * x * x * y },
        { "2·x", 2 * x },
        { "2×x", 2 * x },
        { "2⋅x", 2 * x },
        { "x − y", x - y },
        { "x – y", x - y },
        { "x÷y", x / y },
        { "π", M_PI },
        { "2πx", 2 * M_PI * x },
        { "√(x + 1)", sqrt(x + 1) },
        { "√x", sqrt(x) },
        { "2√2", 2 * sqrt(2) },
        { "√√x", sqrt(sqrt(x)) },
        { "-x²", -x * x },
        { "x⁻¹", 1 / x },
        { "x¹⁰", pow(x, 10) },
        { "(x + 1)²", (x + 1) * (x + 1) },
        { "sin(x)²", sin(x) * sin(x) },
        { "2^x²", pow(2, x * x) },
        { "x\u00a0+\u2009y", x + y },
        { "\ufeffx", x },
        { " \t\n\rx \n", x },
        // functions
        { "sin(x)", sin(x) },
        { "cos(x)", cos(x) },
        { "tan(x)", tan(x) },
        { "asin(x)", asin(x) },
        { "acos(x)", acos(x) },
        { "atan(x)", atan(x) },
        { "atan2(x, y)", atan2(x, y) },
        { "sinh(x)", sinh(x) },
        { "cosh(x)", cosh(x) },
        { "tanh(x)", tanh(x) },
        { "exp(x)", exp(x) },
        { "log(x)", log(x) },
        { "ln(x)", log(x) },
        { "log10(x)", log10(x) },
        { "log2(x)", log2(x) },
        { "sqrt(x)", sqrt(x) },
        { "cbrt(y)", cbrt(y) },
        { "abs(y)", -y },
        { "sign(y)", -1 },
        { "min(x, y)", y },
        { "max(x, y)", x },
        { "min(3, 1, 2, x, 5)", x },
        { "max(1,2,3)", 3 },
        { "pow(x, y)", pow(x, y) },
        { "hypot(x, y)", hypot(x, y) },
        { "floor(y)", -1 },
        { "erf(x)", erf(x) },
        { "step(x)", 1 },
        { "step(y)", 0 },
        { "e^x", exp(x) },
        { "sin(cos(tan(x)))", sin(cos(tan(x))) },
        { "pow(2, 3) + pow(x, 2)", 8 + x * x },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double value = value_of(rows[i].text, NULL);
        cr_expect(isnan(rows[i].value)
                      ? isnan(value)
                      : fabs(value - rows[i].value) <= 4e-16 * fmax(1, fabs(rows[i].value)),
                  "'%s' is %.17g, not %.17g", rows[i].text, value, rows[i].value);
    }
}

Test(formula_text, says_what_is_wrong_and_where)
{
    static const struct {
        const char *text;
        int at;
        const char *message;
    } rows[] = {
        { "", 0, "the formula is empty: write something like x^2 + y^2" },
        { "  ", 0, "the formula is empty: write something like x^2 + y^2" },
        { "x +", 2, "the formula ends after '+': a number, a name or '(' must follow" },
        { "x^2 − ", 4, "the formula ends after '−': a number, a name or '(' must follow" },
        { "2**", 1, "the formula ends after '**': a number, a name or '(' must follow" },
        { "-", 0, "the formula ends after '-': a number, a name or '(' must follow" },
        { "x*/y", 2, "a number, a name or '(' is missing before '/'" },
        { "*x", 0, "a number, a name or '(' is missing before '*'" },
        { "(x + )", 5, "a number, a name or '(' is missing before ')'" },
        { "²", 0, "a number, a name or '(' is missing before '²'" },
        { "sin(,x)", 4, "a number, a name or '(' is missing before ','" },
        { "()", 1, "there is nothing between the parentheses" },
        { "((x + 1)*y", 0, "'(' is never closed: a ')' is missing" },
        { "2 + sin(x", 7, "'(' is never closed: a ')' is missing" },
        { "x)", 1, "this ')' closes nothing: a '(' is missing" },
        { "0,5x", 1,
          "',' only stands between the arguments of a function; decimals are written "
          "with a point" },
        { "(x, y)", 2,
          "',' only stands between the arguments of a function; decimals are written "
          "with a point" },
        { "1 2", 2, "two numbers side by side: write * between them" },
        { "1.2.3", 3, "two numbers side by side: write * between them" },
        { "1e999", 0, "the number 1e999 is too large: at most 1.79e308" },
        { "f = x", 2, "'=' cannot stand in a formula: write only what f(x, y) equals" },
        { "[x]", 0, "'[' cannot stand in a formula: write ( and )" },
        { "|x|", 0, "'|' cannot stand in a formula: write abs(...)" },
        { "x < 1", 2, "'<' cannot stand in a formula: write step(x - a) for 1 where x > a" },
        { "x % 2", 2, "'%' cannot stand in a formula: write x - a*floor(x/a) for a remainder" },
        { "\\sqrt{x}", 0,
          "'\\' cannot stand in a formula: write sqrt(x) for \\sqrt{x}, a/b for "
          "\\frac{a}{b}" },
        { "x + .", 4, "'.' cannot stand in a formula: a number has digits, such as 0.5" },
        { "x!", 1, "'!' cannot stand in a formula: use numbers, names, + - * / ^ ( )" },
        { "_x", 0, "'_' cannot stand in a formula: use numbers, names, + - * / ^ ( )" },
        { "x + α", 4, "'α' cannot stand in a formula: names have letters a to z, digits and _" },
        { "x+\xff", 2, "the byte 0xff is no text: the formula must be UTF-8" },
        { "x+\xc2", 2, "the byte 0xc2 is no text: the formula must be UTF-8" },
        { "x\x01", 1, "the control character U+0001 cannot stand in a formula" },
        { "x\xc2\x85", 1, "the control character U+0085 cannot stand in a formula" },
        { "sin x", 0, "sin is a function: write sin(...)" },
        { "2 + log", 4, "log is a function: write log(...)" },
        { "sine(x)", 0, "unknown function 'sine': did you mean 'sin'?" },
        { "1 + sqr(x)", 4, "unknown function 'sqr': did you mean 'sqrt'?" },
        { "Cos(x)", 0, "unknown function 'Cos': did you mean 'cos'?" },
        { "a(x + 1)", 0, "unknown function 'a': for a product write a*(...)" },
        { "xy(2)", 0, "unknown function 'xy': for a product write xy*(...)" },
        { "sin()", 4, "sin takes 1 argument, not 0" },
        { "log(x, 2)", 7, "log takes 1 argument, not 2" },
        { "atan2(x)", 7, "atan2 takes 2 arguments, not 1" },
        { "hypot(x, y, 1, 2)", 12, "hypot takes 2 arguments, not 4" },
        { "max(x)", 5, "max takes 2 or more arguments, not 1" },
        { "1 + abcdefghijklmnopqrstuvwxyz012345", 4,
          "the name 'abcdefgh...' is too long: at most 31 characters" },
        { "a+b+c+d+f+g+h+i+j+k+l+m+n+o+p+q+r", 32,
          "'r' would be one parameter too many: at most 16 are allowed" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Error err = { "no error", -2 };
        cr_expect(isnan(value_of(rows[i].text, &err)), "'%s' is refused", rows[i].text);
        cr_expect_str_eq(err.text, rows[i].message, "'%s': \"%s\"", rows[i].text, err.text);
        cr_expect_eq(err.at, rows[i].at, "'%s': at %d, not %d", rows[i].text, err.at, rows[i].at);
    }
}

// `count` times the unit, then the end; to be freed.
static char *repeated(const char *unit, size_t count, const char *end)
{
    const size_t size = strlen(unit);
    char *text = calloc(1, count * size + strlen(end) + 1);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * size, unit, size);
    }
    strcpy(text + count * size, end);
    return text;
}

Test(formula_text, survives_what_is_nested_too_deep)
{
    static const char *const units[] = { "(",    "-",   "+",      "x^",  "x**", "√",
                                         "sin(", "x+(", "max(x,", "2^-", "x^(" };
    for (size_t i = 0; i < COUNT(units); i++) {
        char *bomb = repeated(units[i], 60000 / strlen(units[i]), "x");
        Error err = { "no error", -2 };
        cr_expect(isnan(value_of(bomb, &err)));
        cr_expect_str_eq(err.text, "the formula is nested more than 200 levels deep", "%s: %s",
                         units[i], err.text);
        cr_expect(err.at >= 99 && err.at <= 1300, "%s: at %d", units[i], err.at);
        free(bomb);
    }
}

Test(formula_text, takes_what_is_nested_deep)
{
    static const char *const units[] = { "(", "-", "x^", "√", "sin(", "x+(", "max(x,", "2^-" };
    for (size_t i = 0; i < COUNT(units); i++) {
        char *opened = repeated(units[i], 99, "x");
        char *closed = repeated(")", strchr(units[i], '(') ? 99 : 0, "");
        char text[1000];
        snprintf(text, sizeof text, "%s%s", opened, closed);
        Error err = { "", -1 };
        value_of(text, &err);
        cr_expect_str_eq(err.text, "", "99 times %s: %s", units[i], err.text);
        free(opened);
        free(closed);
    }
}

Test(formula_text, takes_64_kib_and_refuses_more)
{
    char *text = repeated("x+", FORMULA_TEXT_MAX / 2 - 1, "x ");
    cr_assert_eq(strlen(text), (size_t)FORMULA_TEXT_MAX);
    cr_expect(fabs(value_of(text, NULL) - at_x * (FORMULA_TEXT_MAX / 2)) < 1e-6);
    free(text);
    text = repeated("x+", FORMULA_TEXT_MAX / 2, "x");
    Error err = { 0 };
    cr_expect(isnan(value_of(text, &err)));
    cr_expect_str_eq(err.text, "the formula is longer than 65536 characters");
    cr_expect_eq(err.at, FORMULA_TEXT_MAX);
    free(text);
}

// Quotients of different things have the dearest derivatives.
Test(formula_text, refuses_what_would_take_too_long)
{
    char *text = repeated("x/y/y^x/x^y/cbrt(x)/asin(x)/", 2300, "x");
    Error err = { 0 };
    cr_expect(isnan(value_of(text, &err)));
    cr_expect_str_eq(err.text, "the formula is too long: it must end before this");
    cr_expect(err.at > 30000 && err.at < 65536, "at %d", err.at);
    free(text);
}

Test(formula_text, takes_any_number_of_arguments_for_min_and_max)
{
    char *list = repeated("1, x, ", 500, "-9)");
    char text[8000];
    snprintf(text, sizeof text, "min(%s + max(%s", list, list);
    cr_expect_eq(value_of(text, NULL), -8);
    free(list);
}

Test(formula_text, leaves_the_last_good_formula_alone_on_a_mistake)
{
    Arena arena = { 0 };
    Formula formula;
    cr_assert(formula_compile(&formula, "x + a", &arena, NULL));
    const Formula before = formula;
    cr_expect_not(formula_compile(&formula, "x + b +", &arena, NULL));
    cr_expect(formula.code == before.code && formula.param_count == 1);
    cr_expect_str_eq(formula.text, "x + a");
    cr_expect_str_eq(formula.param_names[0], "a");
    arena_free(&arena);
}

Test(formula_text, lists_its_functions)
{
    static const char *const wanted[] = { "sin",  "cos",   "tan",   "asin", "acos", "atan", "atan2",
                                          "sinh", "cosh",  "tanh",  "exp",  "log",  "ln",   "log10",
                                          "log2", "sqrt",  "cbrt",  "abs",  "sign", "min",  "max",
                                          "pow",  "hypot", "floor", "erf",  "step" };
    for (size_t i = 0; i < COUNT(wanted); i++) {
        cr_expect_str_eq(formula_function_name(i), wanted[i]);
    }
    cr_expect_null(formula_function_name(COUNT(wanted)));
}
