// Formulas as printed: what is fenced, what is written as what, and that nothing changes its value.
#include "app/landscape/formula_boxes.h"
#include "app/landscape/formula_sheet.h"
#include "base/rng.h"
#include "model/formula/formula.h"
#include "model/formula/formula_parse.h"
#include "model/landscape.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { READING = 8192 };

// The reading without its blanks.
static void read_aloud(const char *formula, char out[READING])
{
    Arena arena = { 0 };
    FormulaTree tree = { 0 };
    Error err = { 0 };
    cr_assert(formula_read(formula, strlen(formula), &tree, &err), "%s: %s", formula, err.text);
    const MathBox *box = formula_boxes(&tree, &arena);
    cr_assert_not_null(box, "%s", formula);
    cr_assert_lt(math_reading(box, out, READING), READING);
    char *to = out;
    for (const char *from = out; *from; from++) {
        if (*from != ' ') {
            *to++ = *from;
        }
    }
    *to = '\0';
    formula_tree_finish(&tree);
    arena_free(&arena);
}

// clang-format off
static const struct {
    const char *formula, *reading;
} printed[] = {
    // fences
    { "a*(b+c)", "a·(b+c)" }, { "(a*b)+c", "a·b+c" }, { "((x))", "x" }, { "(a+b)+c", "a+b+c" },
    { "a-(b-c)", "a−(b−c)" }, { "a+-b", "a+(−b)" }, { "-(a+b)", "−(a+b)" }, { "(-x)^2", "(−x)^(2)" },
    { "-x^2", "−x^(2)" }, { "2^x^y", "2^(x^(y))" }, { "(2^x)^y", "(2^(x))^(y)" },
    { "(x+1)^2", "(x+1)^(2)" }, { "(2x)^2", "(2·x)^(2)" }, { "x*-y", "x·(−y)" }, { "-x*y", "−x·y" },
    { "(x/y)^2", "((x)/(y))^(2)" }, { "sqrt(x)^2", "(√(x))^(2)" }, { "1e3^2", "(1·10^(3))^(2)" },
    // fractions, in powers a slash
    { "1/2x", "(1)/(2)·x" }, { "a/b/c", "((a)/(b))/(c)" }, { "-a/b", "−(a)/(b)" },
    { "(a+b)/(c+d)", "(a+b)/(c+d)" }, { "x^(1/2)", "x^(1/2)" }, { "x^(1/(a+b))", "x^(1/(a+b))" },
    { "x^(a/(b*c))", "x^(a/(b·c))" }, { "x^(a*(b/c))", "x^(a·(b/c))" },
    // names and numbers
    { "theta + pi*e", "θ+π·e" }, { "a12 + kappa_0", "a12+κ0" }, { ".5x", "0.5·x" },
    { "2.5e-3 x", "2.5·10^(−3)·x" }, { "x² − y⁻¹", "x^(2)−y^(−1)" }, { "π√(y)", "π·√(y)" },
    // functions
    { "sqrt(x+y)", "√(x+y)" }, { "cbrt(x)", "√(x;3)" }, { "abs(x-y)", "|x−y|" },
    { "floor(x)", "⌊x⌋" }, { "exp(x)", "e^(x)" }, { "exp(-x^2)", "e^(−x^(2))" },
    { "exp(sin(x)+y)", "exp(sin(x)+y)" }, { "exp(x/y)", "exp((x)/(y))" }, { "exp(x)^2", "(e^(x))^(2)" },
    { "pow(x,y)", "x^(y)" }, { "pow(x+1,2)", "(x+1)^(2)" }, { "log10(x)", "log10(x)" },
    { "min(x,y,2)", "min(x,y,2)" }, { "atan2(y,x)", "atan2(y,x)" }, { "sin(x)^2", "sin^(2)(x)" },
    { "sin(x)^y", "sin(x)^(y)" }, { "mean((x*u + y - v)^2)", "mean((x·u+y−v)^(2))" },
};
// clang-format on

Test(typeset, fences_stand_where_the_order_needs_them)
{
    char reading[READING], expected[128];
    for (size_t i = 0; i < COUNT(printed); i++) {
        size_t used = 0;
        for (const char *from = printed[i].reading; *from; from++) {
            expected[used] = *from;
            used += *from != ' ';
        }
        expected[used] = '\0';
        read_aloud(printed[i].formula, reading);
        cr_expect_str_eq(reading, expected, "%s is printed as %s", printed[i].formula, reading);
    }
}

// The sign between two factors as it is drawn.
static const char *sign_of(const char *formula, float *pad)
{
    static char sign[8];
    Arena arena = { 0 };
    FormulaTree tree = { 0 };
    cr_assert(formula_read(formula, strlen(formula), &tree, NULL));
    const MathBox *box = formula_boxes(&tree, &arena)->first->next;
    cr_assert_eq(box->kind, MATH_OPERATOR, "%s", formula);
    snprintf(sign, sizeof sign, "%s", box->text);
    *pad = box->pad;
    formula_tree_finish(&tree);
    arena_free(&arena);
    return sign;
}

Test(typeset, products_have_a_dot_only_where_they_would_be_misread)
{
    // clang-format off
    static const struct { const char *formula, *sign; bool space; } products[] = {
        { "2x", "", false }, { "x*y", "", true }, { "2*3", "·", true }, { "x*2", "·", true },
        { "2*(x+1)", "", false }, { "(x+1)*(y+1)", "", false }, { "2 sin(x)", "", true },
        { "2*(x/3)", "·", true }, { "2*width", "", true }, { "x*width", "·", true },
        { "width*x", "·", true }, { "2 sqrt(x)", "", true }, { "x*2^y", "·", true },
        { "x^2*y", "", true }, { "theta*x", "", true },
    };
    // clang-format on
    for (size_t i = 0; i < COUNT(products); i++) {
        float pad = 0;
        cr_expect_str_eq(sign_of(products[i].formula, &pad), products[i].sign, "%s",
                         products[i].formula);
        cr_expect_eq(pad > 0, products[i].space, "%s", products[i].formula);
    }
}

// --- any formula ---

typedef struct Text {
    char text[READING];
    size_t used;
} Text;

static void put(Text *to, const char *text)
{
    to->used += (size_t)snprintf(to->text + to->used, sizeof to->text - to->used, "%s", text);
}

static void any_formula(Rng *rng, Text *to, int depth)
{
    static const char *const leaves[] = { "x", "y", "2", "3.5", ".25", "pi", "e", "alpha", "1e-1" };
    static const char *const infixes[] = { "+", "-", "*", "/", " ", "^" };
    static const char *const calls[] = { "sin", "exp", "sqrt", "tanh", "atan", "log10" };
    if (depth == 0 || rng_below(rng, 6) == 0) {
        put(to, leaves[rng_below(rng, COUNT(leaves))]);
        return;
    }
    switch (rng_below(rng, 6)) {
    case 0:
        put(to, "(-");
        any_formula(rng, to, depth - 1);
        put(to, ")");
        break;
    case 1:
        put(to, calls[rng_below(rng, COUNT(calls))]);
        put(to, "(");
        any_formula(rng, to, depth - 1);
        put(to, ")");
        break;
    default: {
        const char *infix = infixes[rng_below(rng, COUNT(infixes))];
        put(to, "(");
        any_formula(rng, to, depth - 1);
        put(to, *infix == ' ' ? ")(" : ")");
        put(to, *infix == ' ' ? "" : infix);
        put(to, *infix == '^' ? "" : *infix == ' ' ? "" : "(");
        if (*infix == '^') { // of no function: sin²(x) is no formula
            put(to, rng_below(rng, 2) ? "(1+1)" : "x");
        } else {
            any_formula(rng, to, depth - 1);
            put(to, ")");
        }
    }
    }
}

static double value_of(const char *text, double x, double y)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { 0 };
    double f = 0;
    const double params[FORMULA_PARAMS_MAX] = { 1.7, 1.7 };
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    Scratch *scratch = scratch_create();
    formula_eval(&formula, params, scratch, 1, &x, &y, &(Jets){ .f = &f });
    scratch_destroy(scratch);
    arena_free(&arena);
    return f;
}

// Greek letters are no names of parameters, so they are spelled again.
static void spelled(const char *reading, char *out, size_t size)
{
    size_t used = 0;
    while (*reading && used + 8 < size) {
        const bool alpha = strncmp(reading, "α", strlen("α")) == 0;
        used += (size_t)snprintf(out + used, size - used, alpha ? "alpha" : "%c", *reading);
        reading += alpha ? strlen("α") : 1;
    }
}

Test(typeset, any_formula_reads_as_what_was_typed)
{
    Rng rng;
    rng_init(&rng, 11, 0);
    int finite = 0;
    for (int i = 0; i < 3000; i++) {
        Text typed = { 0 };
        char reading[READING], again[READING] = "";
        any_formula(&rng, &typed, 1 + (int)rng_below(&rng, 5));
        read_aloud(typed.text, reading);
        spelled(reading, again, sizeof again);
        const double a = value_of(typed.text, 0.7, 1.3), b = value_of(again, 0.7, 1.3);
        finite += isfinite(a);
        cr_assert((!isfinite(a) && !isfinite(b)) || fabs(a - b) <= 1e-9 * (1 + fabs(a)),
                  "%s = %.17g is printed as %s = %.17g", typed.text, a, reading, b);
    }
    cr_expect_gt(finite, 1500);
}

// --- the sheet ---

Test(typeset, every_landscape_fits_and_none_is_wider_than_its_column)
{
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 1000, 1000, (Color){ 0 });
    for (int i = 0; i < landscape_count; i++) {
        FormulaSheet sheet = { 0 };
        const MathPage *page = formula_sheet_page(&sheet, landscapes[i].formula, &canvas, 252);
        cr_expect(page->lines > 0 && page->lines <= MATH_LINES_MAX, "%s", landscapes[i].kind.key);
        cr_expect(page->w > 0 && page->w <= 252, "%s is %g wide", landscapes[i].kind.key, page->w);
        cr_expect_leq(page->h, 130, "%s is %g high", landscapes[i].kind.key, page->h);
        formula_sheet_finish(&sheet);
    }
    canvas_finish(&canvas);
}

static int measured;

static float counted_width(void *self, Font font, float size, const char *text, size_t length)
{
    measured++;
    return mono_width(self, font, size, text, length);
}

Test(typeset, the_sheet_is_laid_out_once)
{
    const FontMetrics counted = { NULL, counted_width };
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &counted, 1000, 1000, (Color){ 0 });
    FormulaSheet sheet = { 0 };
    formula_sheet_page(&sheet, "x^2 + y/2", &canvas, 252);
    const int once = measured;
    cr_expect_gt(once, 0);
    formula_sheet_page(&sheet, "x^2 + y/2", &canvas, 252);
    cr_expect_eq(measured, once, "as long as nothing changes");
    formula_sheet_page(&sheet, "x^2 + y/2", &canvas, 200);
    cr_expect_gt(measured, once, "another width");
    const int twice = measured;
    formula_sheet_page(&sheet, "x^2 + y/3", &canvas, 200);
    cr_expect_gt(measured, twice, "another formula");
    // Too deep, too long, no formula at all: nothing is shown.
    char deep[512] = "";
    for (int i = 0; i < 60; i++) {
        strcat(deep, "sin(");
    }
    strcat(deep, "x");
    for (int i = 0; i < 60; i++) {
        strcat(deep, ")");
    }
    cr_expect_eq(formula_sheet_page(&sheet, deep, &canvas, 252)->lines, 0);
    cr_expect_eq(formula_sheet_page(&sheet, "mean of squares", &canvas, 252)->lines, 1);
    cr_expect_eq(formula_sheet_page(&sheet, "x = 1", &canvas, 252)->lines, 0);
    formula_sheet_finish(&sheet);
    canvas_finish(&canvas);
}
