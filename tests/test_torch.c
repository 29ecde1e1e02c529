// Scripts for PyTorch as texts; tests/torch_race.py runs them where there is a torch.
#include "io/subject_text.h"
#include "io/torch.h"
#include "io/torch_formula.h"
#include "io/torch_optim.h"
#include "io/torch_script.h"

#include "model/optim/optim_spec.h"
#include "sim/race/scene.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Memory {
    char *text;
    size_t length;
    FILE *out;
} Memory;

static FILE *memory_open(Memory *memory)
{
    memory->out = open_memstream(&memory->text, &memory->length);
    return memory->out;
}

// What was written since it was opened; to be freed.
static char *memory_close(Memory *memory)
{
    fclose(memory->out);
    return memory->text;
}

static const struct {
    const char *formula, *python;
} formulas[] = {
    { "x^2 + y^2", "x**2 + y**2" },
    { "-x^2*y", "-x**2*y" },
    { "(-x)^2", "(-x)**2" },
    { "2^-x", "2**(-x)" },
    { "2^3^x", "2**3**x" },
    { "(2^x)^y", "(2**x)**y" },
    { "x - (y - 1)", "x - (y - 1)" },
    { "x + -y", "x + (-y)" },
    { "x/(2*y)", "x/(2*y)" },
    { "x/2*y", "x/2*y" },
    { "x*(y/2)", "x*(y/2)" },
    { "1/2x", "1/2*x" },
    { "2(x + 1)y", "2*(x + 1)*y" },
    { "-(x + y)", "-(x + y)" },
    { "0.10x", "0.1*x" },
    { "1e22x", "1e22*x" },
    { "10^20*x", "1e20*x" },
    { "007x", "7*x" },
    { "x² + √y", "x**2 + sqrt(y)" },
    { "x^0.5 + x^(1/2)", "sqrt(x) + sqrt(x)" },
    { "pow(x, 3)^2", "(x**3)**2" },
    { "sqrt(2)*x", "math.sqrt(2)*x" },
    { "sqrt(-2)*x", "math.nan*x" },
    { "cbrt(8)*x", "2.0*x" },
    { "1/0 + x", "math.inf + x" },
    { "(-8)^(1/3)*x", "math.nan*x" },
    { "e^x + pi", "math.e**x + math.pi" },
    { "max(x, 1, y)", "torch.maximum(torch.maximum(x, torch.tensor(1.0)), y)" },
    { "step(x) + cbrt(y) + ln(x)", "unit_step(x) + cbrt(y) + torch.log(x)" },
    { "max(1, 2)*x", "max(1, 2)*x" },
    { "cbrt(-8)*x", "(-2.0)*x" },
    { "a*x^2 + b", "a*x**2 + b" },
    { "lambda*x + p*y", "lambda_*x + p_*y" },
    { "lambda_*x", "lambda__*x" },
    { "3", "3 + 0*x" },
    { "a", "a + 0*x" },
};

Test(torch, formulas_are_expressions)
{
    for (size_t i = 0; i < COUNT(formulas); i++) {
        Memory memory;
        Error err = { .at = -1 };
        const bool ok = torch_formula(memory_open(&memory), formulas[i].formula, "", &err);
        char *text = memory_close(&memory);
        cr_expect(ok, "%s: %s", formulas[i].formula, err.text);
        cr_expect_str_eq(text, formulas[i].python, "%s: %s", formulas[i].formula, text);
        free(text);
    }
}

Test(torch, long_formulas_have_a_line_for_each_part)
{
    Memory memory;
    Error err;
    cr_assert(torch_formula(memory_open(&memory),
                            "(x + y + 1 + x*x + y*y + x*y)^2 - 3*(x + 2*y + x*x*x + y*y*y)^4 + "
                            "12*x*y - (x + y)*7*x*y",
                            "  ", &err));
    char *text = memory_close(&memory);
    cr_expect_str_eq(text, "(\n"
                           "      (x + y + 1 + x*x + y*y + x*y)**2\n"
                           "      - 3*(x + 2*y + x*x*x + y*y*y)**4\n"
                           "      + 12*x*y\n"
                           "      - (x + y)*7*x*y\n"
                           "  )");
    free(text);
}

Test(torch, deep_formulas_are_refused)
{
    char deep[1024] = "";
    for (int i = 0; i < 100; i++) {
        strcat(deep, "sin(");
    }
    strcat(deep, "x");
    for (int i = 0; i < 100; i++) {
        strcat(deep, ")");
    }
    Memory memory;
    Error err = { .text = "" };
    cr_expect_not(torch_formula(memory_open(&memory), deep, "", &err));
    cr_expect(strstr(err.text, "more than 80 levels"), "%s", err.text);
    free(memory_close(&memory));
}

static char *made(const char *spec_text, bool schedule)
{
    OptimSpec spec;
    Error err;
    cr_assert(spec_parse_optim(&spec, spec_text, &err), "%s: %s", spec_text, err.text);
    schedule_settle(&spec.params.schedule, 100, NULL);
    const TorchOptim of = { spec.optim, &spec.params, "[p]" };
    Memory memory;
    (schedule ? torch_optim_schedule : torch_optim_make)(memory_open(&memory), &of);
    return memory_close(&memory);
}

#define TAIL "betas=(0.9, 0.999), eps=1e-8"
static const struct {
    const char *spec, *python;
} makings[] = {
    { "sgd lr=0.5", "torch.optim.SGD([p], lr=0.5)" },
    { "momentum lr=1", "torch.optim.SGD([p], lr=1.0, momentum=0.9)" },
    { "momentum dampening=0.5", "torch.optim.SGD([p], lr=0.01, momentum=0.9, dampening=0.5)" },
    { "momentum ema=1", "Momentum([p], lr=0.01, beta=0.9, dampening=0.0, ema=1)" },
    { "momentum beta=0 dampening=0.5", "Momentum([p], lr=0.01, beta=0.0, dampening=0.5, ema=0)" },
    { "nesterov", "torch.optim.SGD([p], lr=0.01, momentum=0.9, nesterov=True)" },
    { "nesterov beta=0", "torch.optim.SGD([p], lr=0.01)" },
    { "rmsprop", "torch.optim.RMSprop([p], lr=0.01, alpha=0.99, eps=1e-8)" },
    { "rmsprop centered=1 momentum=0.5",
      "torch.optim.RMSprop([p], lr=0.01, alpha=0.99, eps=1e-8, momentum=0.5, centered=True)" },
    { "amsgrad", "torch.optim.Adam([p], lr=0.01, " TAIL ", amsgrad=True)" },
    { "adam coupled_decay=0.1", "torch.optim.Adam([p], lr=0.01, " TAIL ", weight_decay=0.1)" },
    { "adam coupled_decay=0.1 clip=2",
      "CoupledDecay(ClipNorm(torch.optim.Adam([p], lr=0.01, " TAIL "), c=2), decay=0.1)" },
    { "adamw coupled_decay=0.1",
      "CoupledDecay(torch.optim.AdamW([p], lr=0.01, " TAIL ", weight_decay=0.01), decay=0.1)" },
    { "sgd sam=0.1 clip_value=3 lookahead=5 average=ema",
      "ExponentialMean(Lookahead(SAM(ClipValue(torch.optim.SGD([p], lr=0.01), c=3), rho=0.1), "
      "k=5, alpha=0.5), decay=0.999)" },
    { "sgd average=polyak average_start=7", "PolyakMean(torch.optim.SGD([p], lr=0.01), after=7)" },
    { "rprop", "torch.optim.Rprop([p], lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-6, 50.0))" },
    { "lbfgs history=3",
      "torch.optim.LBFGS([p], max_iter=1, tolerance_grad=0, tolerance_change=0, history_size=3, "
      "line_search_fn=\"strong_wolfe\")" },
    { "lbfgs c2=0.5", "LBFGS([p], history=10, c2=0.5)" },
    { "newton", "Newton([p], landscape_hessian, lr=1.0, damping=0.0, saddle_free=0)" },
    { "adam schedule=one_cycle base_momentum=0.8 max_momentum=0.95",
      "torch.optim.Adam([p], lr=0.01, betas=(0.95, 0.999), eps=1e-8)" },
};

Test(torch, optimizers_are_torchs_own_where_these_do_the_same)
{
    for (size_t i = 0; i < COUNT(makings); i++) {
        char *text = made(makings[i].spec, false);
        cr_expect_str_eq(text, makings[i].python, "%s: %s", makings[i].spec, text);
        free(text);
    }
}

static const struct {
    const char *spec, *python;
} changes[] = {
    { "sgd", "None" },
    { "sgd lr=1 schedule=step", "lambda t, loss: dict(lr=step_rate(t, 1.0, 33, 0.1))" },
    { "sgd lr=1 schedule=multistep milestones=3,7",
      "lambda t, loss: dict(lr=multistep_rate(t, 1.0, [3, 7], 0.1))" },
    { "sgd lr=1 warmup=4", "lambda t, loss: dict(lr=warm_up(t, 4, 1.0, lambda t: 1.0))" },
    { "sgd lr=1 warmup=20 schedule=cosine",
      "lambda t, loss: dict(lr=warm_up(t, 20, 1.0, lambda t: cosine_rate(t, 1.0, 80, 0.0)))" },
    { "sgd lr=1 schedule=plateau warmup=3",
      "lambda t, loss, plateau=Plateau(1.0, 3, 0.1, 10, 0.0001, 0, 0): "
      "dict(lr=plateau.rate(t, loss))" },
    { "sgd schedule=chebyshev curvature_min=1 curvature_max=3 t_max=4 warmup=2",
      "lambda t, loss: dict(lr=warm_up(t, 2, 0.5, lambda t: chebyshev_rate(t, 1, 3, 4)))" },
    { "sgd schedule=chebyshev", "lambda t, loss: dict(lr=0.01)" },
    { "momentum lr=1 schedule=cyclic base_momentum=0.5 max_momentum=0.75 step_size_up=5",
      "lambda t, loss: dict(lr=cyclic(t, 0, 1, 5, 5, \"triangular\", 1.0), "
      "momentum=cyclic(t, 0.75, 0.5, 5, 5, \"triangular\", 1.0))" },
    { "qhm lr=1 warmup=2 schedule=one_cycle base_momentum=0.5 max_momentum=0.75 total_steps=9",
      "lambda t, loss: dict(lr=warm_up(t, 2, 1.0, lambda t: one_cycle(t, 0.04, 1, 4e-6, 9, 0.3)), "
      "beta=one_cycle(max(0, t - 2), 0.75, 0.5, 0.75, 9, 0.3))" },
    { "adam schedule=one_cycle base_momentum=0.8 max_momentum=0.95 lr=1 total_steps=9",
      "lambda t, loss: dict(lr=one_cycle(t, 0.04, 1, 4e-6, 9, 0.3), "
      "betas=(one_cycle(t, 0.95, 0.8, 0.95, 9, 0.3), 0.999))" },
    { "sgd lr=1 schedule=wsd shape=square stable=3 decay=2",
      "lambda t, loss: dict(lr=wsd_rate(t, 1.0, 3, 2, 0.0, \"square\"))" },
};

Test(torch, schedules_are_functions_of_the_step)
{
    for (size_t i = 0; i < COUNT(changes); i++) {
        char *text = made(changes[i].spec, true);
        cr_expect_str_eq(text, changes[i].python, "%s: %s", changes[i].spec, text);
        free(text);
    }
}

Test(torch, every_schedule_has_a_function)
{
    for (int k = 1; k < SCHEDULE_COUNT; k++) {
        char spec[64], *text;
        snprintf(spec, sizeof spec, "sgd schedule=%s%s", schedules[k].kind.key,
                 k == SCHEDULE_CHEBYSHEV ? " curvature_min=1 curvature_max=2" : "");
        text = made(spec, true);
        cr_expect(strstr(text, k == SCHEDULE_PLATEAU ? "lr=plateau.rate(" : "(t, "), "%s: %s", spec,
                  text);
        free(text);
    }
}

static char *script_of(const char *flags)
{
    Subject *subject = memory_get(sizeof *subject);
    Error err;
    cr_assert(subject_parse(subject, flags, &err), "%s: %s", flags, err.text);
    char *text = torch_text(subject, NULL, &err);
    cr_assert(text, "%s: %s", flags, err.text);
    free(subject);
    return text;
}

static int times(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++) {
        count++;
    }
    return count;
}

Test(torch, a_script_has_what_it_uses_and_no_more)
{
    char *plain = script_of(
        "--landscape booth --relief both --step 3 --optimizer sgd --optimizer \"adam lr=0.5\"");
    cr_expect_eq(times(plain, "class "), 0);
    cr_expect_eq(times(plain, "\ndef "), 4, "f, gradient, race, rate_of");
    cr_expect_eq(times(plain, "import "), 2);
    cr_expect_eq(times(plain, "#?") + times(plain, "#!"), 0, "a mark is left");
    cr_expect_eq(times(plain, "noise"), 0);
    cr_expect_eq(times(plain, "schedule"), 0);
    cr_expect(strstr(plain, "    return (x + 2*y - 7)**2 + (2*x + y - 5)**2\n"));
    cr_expect(strstr(plain, "#     thalweg trace --landscape booth --optimizer sgd --optimizer "
                            "'adam lr=0.5'\n"),
              "%s", plain);
    cr_expect(strstr(plain, "start = [-8.0, -8.0]\nsteps = 100\n"
                            "bounds = ((-100.0, 100.0), (-100.0, 100.0))"));
    cr_expect(strstr(plain, "    (\"sgd\", lambda p: torch.optim.SGD([p], lr=0.02)),\n"),
              "the landscape's rate");
    cr_expect(strstr(plain, "    # Adam (Kingma & Ba 2015, algorithm 1)\n"
                            "    #     m ← β₁ m + (1−β₁) g\n"));
    free(plain);
    char *more =
        script_of("--formula \"sqrt(x^2 + y^2) + a*x\" --param a=3 --noise 0.5 --seed 7 --l1 2 "
                  "--l2 0.5 --optimizer \"lion sam=0.1 schedule=step\" --optimizer lbfgs");
    cr_expect_eq(times(more, "\nclass "), 5, "Random, Flat, Lion, Around, SAM");
    cr_expect_eq(times(more, "\ndef sqrt("), 1);
    cr_expect_eq(times(more, "\ndef hypot("), 0);
    cr_expect_eq(times(more, "\ndef step_rate("), 1);
    cr_expect_eq(times(more, "\ndef gradient("), 1);
    cr_expect(strstr(more, "\na = torch.tensor(3.0)\n"));
    cr_expect(strstr(more, "    p.grad += noise * gradient_noise(seed, t)\n"));
    cr_expect(strstr(more, "\nnoise = 0.5\nseed = 7\n"));
    cr_expect(strstr(more, "    value = value + 2.0*(torch.abs(x) + torch.abs(y))\n"
                           "    value = value + 0.5*(x**2 + y**2)\n    return value\n"));
    cr_expect(strstr(more, "isinstance(optimizer, torch.optim.LBFGS)"));
    free(more);
}

Test(torch, data_come_with_the_script)
{
    char *whole = script_of("--landscape \"linreg n=3\" --optimizer sgd");
    cr_expect(strstr(whole, "    return torch.mean((x*u + y - v)**2)\n"));
    cr_expect_eq(times(whole, "batch"), 0);
    free(whole);
    char *parts = script_of("--landscape \"logreg n=9 batch=4 sampling=replace\" "
                            "--optimizer \"sgd batch=2\" --optimizer newton --optimizer lion");
    cr_expect(strstr(parts, "\ns = torch.tensor([\n"));
    cr_expect(strstr(parts, "logsigmoid(s[part]*(x*u[part] + y*v[part]))) + 0.01*(x**2 + y**2)\n"));
    cr_expect(strstr(parts, "loss = f(p, batch_drawn(len(u), batch, seed, t))\n"));
    cr_expect_eq(times(parts, "batch_of"), 0);
    cr_expect_eq(times(parts, "\ndef gradient("), 0, "a method of that name is not it");
    cr_expect(strstr(parts, "torch.optim.SGD([p], lr=1.0), 2),\n"), "its own batch");
    cr_expect(strstr(parts, "saddle_free=0), 0),\n"), "Newton sees all");
    cr_expect(strstr(parts, "        batch = racer[-1]\n"));
    free(parts);
}

Test(torch, every_optimizer_of_landscapes_can_be_made)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (!(optims[k].places & OPTIM_IN_PLANE)) {
            continue;
        }
        char flags[128];
        snprintf(flags, sizeof flags, "--optimizer %s", optims[k].kind.key);
        char *text = script_of(flags);
        const char *made = strstr(text, "lambda p: ") + strlen("lambda p: ");
        char class[64];
        snprintf(class, sizeof class, "\nclass %.*s(", (int)strcspn(made, "("), made);
        cr_expect(strncmp(made, "torch.optim.", 12) == 0 || strstr(text, class), "%s", flags);
        free(text);
    }
}

Test(torch, long_lines_go_on_behind_a_comma)
{
    char text[400] = "f(";
    for (int i = 0; i < 20; i++) {
        strcat(text, "argument=12, ");
    }
    strcat(text, "x)");
    Memory memory;
    torch_wrap(memory_open(&memory), "    ", text);
    char *wrapped = memory_close(&memory);
    int lines = 0;
    for (const char *line = wrapped; *line; lines++) {
        const size_t length = strcspn(line, "\n");
        cr_expect_leq(length, 100);
        cr_expect_eq(strncmp(line, lines ? "        " : "    f", lines ? 8 : 5), 0);
        cr_expect(line[length] == '\0' || line[length - 1] == ',');
        line += length + (line[length] == '\n');
    }
    cr_expect_eq(lines, 3);
    free(wrapped);
}

Test(torch, numbers_come_back)
{
    static const struct {
        double value;
        const char *number, *count;
    } numbers[] = {
        { 1, "1.0", "1" },
        { 0.1, "0.1", "0.1" },
        { 1e-8, "1e-8", "1e-8" },
        { -3, "-3.0", "-3" },
        { 1e22, "1e22", "1e22" },
        { INFINITY, "math.inf", "math.inf" },
        { NAN, "math.nan", "math.nan" },
    };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        Memory memory;
        torch_number(memory_open(&memory), numbers[i].value);
        char *text = memory_close(&memory);
        cr_expect_str_eq(text, numbers[i].number);
        free(text);
        torch_count(memory_open(&memory), numbers[i].value);
        text = memory_close(&memory);
        cr_expect_str_eq(text, numbers[i].count);
        free(text);
    }
}
