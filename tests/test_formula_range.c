// First derivatives of every function of every function, from 1e-200 to 1e200: wherever the value,
// the factors of the chain rule and their product are doubles, ours is that product; and where it
// is less than a double can be, ours is 0. The truth is the chain rule in long double, whose range
// is that of a double squared many times over.
#include "base/arena.h"
#include "model/formula/formula.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

#if LDBL_MAX_EXP > 4 * DBL_MAX_EXP

typedef long double Long;

// A function of u (and y): its value and what it changes by with either.
typedef struct Jet {
    Long value, by_u, by_y;
} Jet;
typedef Jet Truth(Long u, Long y);
enum {
    PLAIN = 0,
    OUTER = 1,    // no inner function: its own value is not exact everywhere
    QUOTIENT = 2, // its derivative may be beyond doubles where it is one itself
    THROUGH = 4,  // ... and of this function of it the derivative is right all the same
};

typedef struct Function {
    const char *before, *after; // of what stands for u
    Truth *truth;
    unsigned kind;
} Function;

#define TRUTH(name, value, by_u, by_y)                                                             \
    static Jet name(Long u, Long y)                                                                \
    {                                                                                              \
        (void)y;                                                                                   \
        return (Jet){ value, by_u, by_y };                                                         \
    }

static Long sign_of(Long u)
{
    return u > 0 ? 1 : u < 0 ? -1 : 0;
}

static Long sech_square(Long u)
{
    const Long fall = expl(-2 * fabsl(u));
    return 4 * fall / ((1 + fall) * (1 + fall));
}

// clang-format off
TRUTH(same,    u, 1, 0)
TRUTH(minus,   -u, -1, 0)
TRUTH(plus_1,  u + 1, 1, 0)
TRUTH(minus_1, u - 1, 1, 0)
TRUTH(twice,   2.5L * u, 2.5L, 0)
TRUTH(large,   1e200 * u, 1e200, 0)
TRUTH(small,   1e-200 * u, 1e-200, 0)
TRUTH(f_sin,   sinl(u), cosl(u), 0)
TRUTH(f_cos,   cosl(u), -sinl(u), 0)
TRUTH(f_tan,   tanl(u), 1 + tanl(u) * tanl(u), 0)
TRUTH(f_asin,  asinl(u), 1 / sqrtl((1 - u) * (1 + u)), 0)
TRUTH(f_acos,  acosl(u), -1 / sqrtl((1 - u) * (1 + u)), 0)
TRUTH(f_atan,  atanl(u), 1 / (1 + u * u), 0)
TRUTH(f_sinh,  sinhl(u), coshl(u), 0)
TRUTH(f_cosh,  coshl(u), sinhl(u), 0)
TRUTH(f_tanh,  tanhl(u), sech_square(u), 0)
TRUTH(f_exp,   expl(u), expl(u), 0)
TRUTH(f_log,   logl(u), 1 / u, 0)
TRUTH(f_log10, log10l(u), 1 / (u * logl(10)), 0)
TRUTH(f_log2,  log2l(u), 1 / (u * logl(2)), 0)
TRUTH(f_sqrt,  sqrtl(u), 0.5L / sqrtl(u), 0)
TRUTH(f_cbrt,  cbrtl(u), 1 / (3 * cbrtl(u) * cbrtl(u)), 0)
TRUTH(f_abs,   fabsl(u), sign_of(u), 0)
TRUTH(f_sign,  sign_of(u), 0, 0)
TRUTH(f_floor, floorl(u), 0, 0)
TRUTH(f_step,  u > 0, 0, 0)
TRUTH(f_erf,   erfl(u), M_2_SQRTPI * expl(-u * u), 0)
TRUTH(square,  u * u, 2 * u, 0)
TRUTH(cube,    u * u * u, 3 * u * u, 0)
TRUTH(seventh, powl(u, 7), 7 * powl(u, 6), 0)
TRUTH(root3,   powl(u, 1.5L), 1.5L * sqrtl(u), 0)
TRUTH(inverse, 1 / u, -1 / (u * u), 0)
TRUTH(inverse_square, 1 / (u * u), -2 / (u * u * u), 0)
TRUTH(inverse_half, 1 / sqrtl(u), -0.5L / (u * sqrtl(u)), 0)
TRUTH(exponent, powl(2, u), logl(2) * powl(2, u), 0)
TRUTH(bell,    expl(-u * u), -2 * u * expl(-u * u), 0)
TRUTH(squeeze, 1 / (1 + expl(-u)), sech_square(u / 2) / 4, 0)
TRUTH(slow,    logl(1 + u * u), 2 * u / (1 + u * u), 0)
TRUTH(smooth,  sqrtl(1 + u * u), u / sqrtl(1 + u * u), 0)

TRUTH(y_plus,  u + y, 1, 1)
TRUTH(y_minus, u - y, 1, -1)
TRUTH(y_times, u * y, y, u)
TRUTH(y_under, u / y, 1 / y, -u / (y * y))
TRUTH(y_over,  y / u, -y / (u * u), 1 / u)
TRUTH(y_power, powl(u, y), y * powl(u, y - 1), powl(u, y) * logl(u))
TRUTH(y_base,  powl(y, u), powl(y, u) * logl(y), u * powl(y, u - 1))
TRUTH(y_atan2, atan2l(u, y), y / (u * u + y * y), -u / (u * u + y * y))
TRUTH(y_atan2_of, atan2l(y, u), -y / (u * u + y * y), u / (u * u + y * y))
TRUTH(y_hypot, hypotl(u, y), u / hypotl(u, y), y / hypotl(u, y))
TRUTH(y_min,   fminl(u, y), u < y, u > y)
TRUTH(y_max,   fmaxl(u, y), u > y, u < y)

static const Function functions[] = {
    { "", "", same, PLAIN }, { "-(", ")", minus, THROUGH }, { "(", ") + 1", plus_1, PLAIN }, { "(", ") - 1", minus_1, PLAIN },
    { "2.5*(", ")", twice, THROUGH }, { "1e200*(", ")", large, THROUGH }, { "1e-200*(", ")", small, THROUGH },
    { "sin(", ")", f_sin, PLAIN }, { "cos(", ")", f_cos, PLAIN }, { "tan(", ")", f_tan, PLAIN },
    { "asin(", ")", f_asin, PLAIN }, { "acos(", ")", f_acos, PLAIN }, { "atan(", ")", f_atan, THROUGH },
    { "sinh(", ")", f_sinh, PLAIN }, { "cosh(", ")", f_cosh, PLAIN }, { "tanh(", ")", f_tanh, PLAIN },
    { "exp(", ")", f_exp, PLAIN }, { "log(", ")", f_log, THROUGH }, { "log10(", ")", f_log10, THROUGH },
    { "log2(", ")", f_log2, THROUGH }, { "sqrt(", ")", f_sqrt, THROUGH }, { "cbrt(", ")", f_cbrt, THROUGH },
    { "abs(", ")", f_abs, PLAIN }, { "sign(", ")", f_sign, PLAIN }, { "floor(", ")", f_floor, PLAIN },
    { "step(", ")", f_step, PLAIN }, { "erf(", ")", f_erf, PLAIN },
    { "(", ")^2", square, PLAIN }, { "(", ")^3", cube, PLAIN }, { "(", ")^7", seventh, PLAIN }, { "(", ")^1.5", root3, PLAIN },
    { "1/(", ")", inverse, QUOTIENT | THROUGH }, { "(", ")^-2", inverse_square, PLAIN }, { "(", ")^-0.5", inverse_half, PLAIN },
    { "2^(", ")", exponent, PLAIN }, { "exp(-(", ")^2)", bell, PLAIN },
    { "1/(1 + exp(-(", ")))", squeeze, OUTER }, { "log(1 + (", ")^2)", slow, OUTER }, { "sqrt(1 + (", ")^2)", smooth, OUTER },
    { "(", ") + y", y_plus, PLAIN }, { "(", ") - y", y_minus, PLAIN }, { "(", ")*y", y_times, THROUGH },
    { "(", ")/y", y_under, PLAIN }, { "y/(", ")", y_over, QUOTIENT }, { "(", ")^y", y_power, PLAIN },
    { "y^(", ")", y_base, PLAIN }, { "atan2(", ", y)", y_atan2, PLAIN }, { "atan2(y, ", ")", y_atan2_of, PLAIN },
    { "hypot(", ", y)", y_hypot, PLAIN }, { "min(", ", y)", y_min, PLAIN }, { "max(", ", y)", y_max, PLAIN },
};

static const double xs[] = { 1e-200, -1e-200, 1e-100, -1e-100, 1e-8, 0.3, -0.3, 0.7, 1.7, 30, -30,
                             1e8, 1e100, -1e100, 1e200, -1e200 };
static const double ys[] = { 1e-200, 1e-100, 0.4, -2.5, 1e100, -1e200 };
// clang-format on

enum { XS = COUNT(xs), YS = COUNT(ys), POINTS = XS * YS };

static bool is_double(Long value)
{
    return fabsl(value) <= DBL_MAX / 4 && fabsl(value) >= DBL_MIN * 1e3L;
}

typedef struct Check {
    const Function *outer;
    const char *text;
    bool beyond; // the inner function's derivative may be beyond doubles
    int numbers;
} Check;

static bool is_double_or_0(Long value)
{
    return value == 0 || is_double(value);
}

// du: of the inner function along the axis; dy: 1 along y, else 0.
static void expect_slope(Check *check, const char *name, double x, double y, double got, Long u,
                         Long du, Long dy)
{
    const Jet at = check->outer->truth(u, y);
    const Long by_u = du == 0 ? 0 : at.by_u, by_y = dy == 0 ? 0 : at.by_y;
    const Long a = du == 0 ? 0 : by_u * du, b = dy == 0 ? 0 : by_y * dy, size = fabsl(a) + fabsl(b);
    const bool vanishes = size < DBL_MIN,
               factors = check->beyond || (is_double_or_0(by_u) && is_double_or_0(du)),
               sum = is_double_or_0(a) && is_double_or_0(b) && is_double(a + b);
    if (isnan(at.by_u) || isnan(at.by_y) || !(vanishes || (factors && sum))) {
        return;
    }
    // What an inner value that is off by a few of its last bits may change.
    Long allowed = 1e-12L * size + (vanishes ? DBL_MIN : 0);
    for (int side = -1; side <= 1 && !vanishes; side += 2) {
        const Jet near = check->outer->truth(u * (1 + 4 * side * (Long)DBL_EPSILON), y);
        const Long moved = (du == 0 ? 0 : near.by_u * du) + near.by_y * dy;
        allowed = fmaxl(allowed, 1e-12L * size + 2 * fabsl(moved - a - b)); // not where that is NaN
    }
    check->numbers++;
    cr_expect(fabsl(got - a - b) <= allowed, "%s at (%g, %g): %s = %.17g, not %.17Lg", check->text,
              x, y, name, got, a + b);
}

// How many numbers were looked at.
static int expect_slopes(const Function *outer, const Function *inner, Scratch *space,
                         bool beyond)
{
    char text[200];
    double x[POINTS], y[POINTS], f[POINTS], fx[POINTS], fy[POINTS];
    Arena arena = { 0 };
    Formula formula;
    snprintf(text, sizeof text, "%s%sx%s%s", outer->before, inner->before, inner->after,
             outer->after);
    cr_assert(formula_compile(&formula, text, &arena, NULL), "%s", text);
    for (int i = 0; i < POINTS; i++) {
        x[i] = xs[i % XS];
        y[i] = ys[i / XS];
    }
    formula_eval(&formula, NULL, space, POINTS, x, y, &(Jets){ .f = f, .fx = fx, .fy = fy });
    Check check = { outer, text, beyond, 0 };
    for (int i = 0; i < POINTS; i++) {
        const Jet in = inner->truth(x[i], y[i]);
        const Long u = (double)in.value;
        const bool tie = x[i] == y[i] || u == y[i]; // a kink of min and max
        if (isfinite(f[i]) && is_double(in.value) && !tie) {
            expect_slope(&check, "fx", x[i], y[i], fx[i], u, in.by_u, 0);
            expect_slope(&check, "fy", x[i], y[i], fy[i], u, in.by_y, 1);
        }
    }
    arena_free(&arena);
    return check.numbers;
}

Test(formula_range,
     of_every_function_of_every_function_derivatives_are_right_where_they_are_doubles)
{
    Scratch *space = scratch_create();
    int formulas = 0, numbers = 0;
    for (size_t i = 0; i < COUNT(functions); i++) {
        for (size_t k = 0; k < COUNT(functions); k++) {
            const bool plain = functions[k].truth == same;
            if (functions[i].kind & OUTER ? plain : !(functions[k].kind & OUTER)) {
                numbers += expect_slopes(&functions[i], &functions[k], space, false);
                formulas++;
            }
        }
    }
    scratch_destroy(space);
    cr_expect(formulas > 2000 && numbers > 200000, "%d formulas, %d numbers", formulas, numbers);
}

// 1/x is a double at 1e-200, its derivative is none, and that of log(1/x) is one again.
Test(formula_range, a_quotient_may_have_a_derivative_beyond_doubles_in_between)
{
    Scratch *space = scratch_create();
    int numbers = 0;
    for (size_t i = 0; i < COUNT(functions); i++) {
        for (size_t k = 0; k < COUNT(functions); k++) {
            if (functions[i].kind & THROUGH && functions[k].kind & QUOTIENT) {
                numbers += expect_slopes(&functions[i], &functions[k], space, true);
            }
        }
    }
    scratch_destroy(space);
    cr_expect_gt(numbers, 2000);
}

#endif
