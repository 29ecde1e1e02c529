// The real program against PyTorch and sympy: what a script gets is what the references say.
#include "base/text.h"
#include "golden.h"
#include "sim/race/scene.h"

#include <dirent.h>
#include <math.h>
#include <string.h>

enum { LINE_MAX_BYTES = 4096 };

typedef struct Pipe {
    FILE *out;
    char line[LINE_MAX_BYTES];
    double numbers[16]; // fields of the last line; NAN where a field is a text
    int count;
} Pipe;

// The header is the first line read.
static void pipe_open(Pipe *program, const char *arguments)
{
    const char *path = getenv("THALWEG_EXE");
    cr_assert(path, "THALWEG_EXE is not set");
    char command[LINE_MAX_BYTES];
    snprintf(command, sizeof command, "LC_ALL=de_DE.UTF-8 '%s' %s", path, arguments);
    program->out = popen(command, "r");
    cr_assert(program->out);
    cr_assert(fgets(program->line, sizeof program->line, program->out), "%s says nothing", command);
}

static bool pipe_row(Pipe *program)
{
    if (!fgets(program->line, sizeof program->line, program->out)) {
        return false;
    }
    program->count = 0;
    for (char *at = program->line; program->count < 16; at++) {
        char *end;
        const double number = strtod(at, &end);
        program->numbers[program->count++] = end == at ? (double)NAN : number;
        at += strcspn(at, ",\n");
        if (*at != ',') {
            break;
        }
    }
    return true;
}

static double off(double value, double reference)
{
    return fabs(value - reference) / fmax(1, fabs(reference));
}

// --optimizer 'adam lr=0.3 ...' as a golden file has it.
static size_t write_spec(char *out, size_t size, const cJSON *golden)
{
    size_t used = (size_t)snprintf(out, size, " --optimizer '%s", golden_text(golden, "optimizer"));
    const cJSON *hyper = cJSON_GetObjectItemCaseSensitive(golden, "hyper"), *item;
    cJSON_ArrayForEach(item, hyper)
    {
        char number[32];
        text_exact(number, sizeof number, item->valuedouble);
        used += (size_t)snprintf(out + used, size - used, " %s=%s", item->string, number);
    }
    return used + (size_t)snprintf(out + used, size - used, "'");
}

static void expect_path(const cJSON *golden, const char *name)
{
    const cJSON *start = cJSON_GetObjectItemCaseSensitive(golden, "start");
    const cJSON *path = cJSON_GetObjectItemCaseSensitive(golden, "path");
    const int steps = (int)golden_number(golden, "steps");
    char arguments[LINE_MAX_BYTES];
    const size_t used = write_spec(arguments, sizeof arguments, golden);
    snprintf(arguments + used, sizeof arguments - used,
             " --formula '%s' --start=%.17g,%.17g --steps %d", golden_text(golden, "formula"),
             golden_item(start, 0), golden_item(start, 1), steps);
    char trace[LINE_MAX_BYTES + 8];
    snprintf(trace, sizeof trace, "trace %s", arguments);
    Pipe program;
    pipe_open(&program, trace);
    cr_expect_str_eq(program.line, "run,optimizer,step,x,y,loss,grad_x,grad_y,rate,status\n");
    for (int t = 0; t <= steps; t++) {
        cr_assert(pipe_row(&program), "%s: a row for step %d", name, t);
        const cJSON *row = cJSON_GetArrayItem(path, t);
        cr_assert_eq(program.count, 10, "%s: %s", name, program.line);
        cr_expect_eq(program.numbers[2], t, "%s", name);
        for (int i = 0; i < 3; i++) {
            // Rounding alone: the bound the references are given with.
            cr_assert_leq(off(program.numbers[3 + i], golden_item(row, i)), 1e-11,
                          "%s, step %d, number %d: %.17g is not %.17g", name, t, i,
                          program.numbers[3 + i], golden_item(row, i));
        }
    }
    cr_expect_not(pipe_row(&program), "%s: no row after the last step", name);
    cr_expect_eq(pclose(program.out), 0, "%s", name);
}

typedef void GoldenCheck(const cJSON *golden, const char *name);

// Every file of a folder of tests/golden; how many there are.
static int check_folder(const char *folder, GoldenCheck *check)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", getenv("THALWEG_GOLDEN"), folder);
    DIR *listing = opendir(path);
    cr_assert(listing);
    int compared = 0;
    for (const struct dirent *entry; (entry = readdir(listing));) {
        char name[300];
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        cJSON *golden = golden_read(name);
        check(golden, entry->d_name);
        compared++;
        cJSON_Delete(golden);
    }
    closedir(listing);
    return compared;
}

Test(cli, trace_agrees_with_pytorch_step_by_step)
{
    const int compared = check_folder("paths", expect_path);
    cr_expect_geq(compared, 19, "only %d paths", compared);
}

// Paths of the rest of the family: each row may be off by as much as its start's last bits move it.
static void expect_family(const cJSON *golden, const char *name)
{
    const cJSON *start = cJSON_GetObjectItemCaseSensitive(golden, "start");
    const cJSON *path = cJSON_GetObjectItemCaseSensitive(golden, "path");
    const cJSON *rates = cJSON_GetObjectItemCaseSensitive(golden, "rate");
    const cJSON *spread = cJSON_GetObjectItemCaseSensitive(golden, "spread");
    const int steps = (int)golden_number(golden, "steps");
    char trace[LINE_MAX_BYTES];
    snprintf(trace, sizeof trace,
             "trace --domain=-100,100,-100,100 --formula '%s' --start=%.17g,%.17g --steps %d "
             "--optimizer '%s'",
             golden_text(golden, "formula"), golden_item(start, 0), golden_item(start, 1), steps,
             golden_text(golden, "spec"));
    Pipe program;
    pipe_open(&program, trace);
    for (int t = 0; t <= steps; t++) {
        cr_assert(pipe_row(&program), "%s: a row for step %d", name, t);
        const cJSON *row = cJSON_GetArrayItem(path, t), *rate = cJSON_GetArrayItem(rates, t);
        for (int i = 0; i < 2; i++) {
            const double expected = golden_item(row, i), got = program.numbers[3 + i];
            const double bound = cJSON_IsNumber(rate) || cJSON_IsArray(rates)
                                     ? 1e-11 * (1 + fabs(expected)) + 30 * golden_item(spread, t)
                                     : 1e-7;
            cr_assert_leq(fabs(got - expected), bound, "%s, step %d, number %d: %.17g is not %.17g",
                          name, t, i, got, expected);
        }
        if (t > 0 && cJSON_IsNumber(rate)) {
            const double expected = rate->valuedouble;
            cr_assert_leq(fabs(program.numbers[8] - expected), 1e-13 * fabs(expected),
                          "%s, step %d: the rate %.17g is not %.17g", name, t, program.numbers[8],
                          expected);
        }
    }
    cr_expect_eq(pclose(program.out), 0, "%s", name);
}

Test(cli, the_family_agrees_with_its_references)
{
    const int compared = check_folder("family", expect_family);
    cr_expect_geq(compared, 27, "only %d paths", compared);
}

Test(cli, eval_agrees_with_sympy)
{
    cJSON *golden = golden_read("formulas.json");
    cr_expect_geq(cJSON_GetArraySize(golden), 60);
    const cJSON *row;
    cJSON_ArrayForEach(row, golden)
    {
        char arguments[LINE_MAX_BYTES];
        const double x = golden_number(row, "x"), y = golden_number(row, "y");
        snprintf(arguments, sizeof arguments, "eval --formula '%s' --at=%.17g,%.17g",
                 golden_text(row, "formula"), x, y);
        Pipe program;
        pipe_open(&program, arguments);
        cr_expect_str_eq(program.line, "x,y,f,fx,fy,fxx,fxy,fyy\n");
        cr_assert(pipe_row(&program), "%s", arguments);
        cr_assert_eq(program.count, 8);
        const cJSON *grad = cJSON_GetObjectItemCaseSensitive(row, "grad");
        const cJSON *hess = cJSON_GetObjectItemCaseSensitive(row, "hess");
        const double expected[8] = { x,
                                     y,
                                     golden_number(row, "f"),
                                     golden_item(grad, 0),
                                     golden_item(grad, 1),
                                     golden_item(hess, 0),
                                     golden_item(hess, 1),
                                     golden_item(hess, 2) };
        for (int i = 0; i < 8; i++) {
            cr_expect_leq(off(program.numbers[i], expected[i]), 1e-9, "%s: field %d: %.17g, %.17g",
                          arguments, i, program.numbers[i], expected[i]);
        }
        cr_expect_not(pipe_row(&program));
        cr_expect_eq(pclose(program.out), 0);
    }
    cJSON_Delete(golden);
}

// The racers of one race one by one: what a race computes does not depend on who else races.
static void expect_alone_as_in_company(const char *flags, const char *company, int first, int count)
{
    char arguments[512];
    Pipe all;
    snprintf(arguments, sizeof arguments, "%s%s", flags, company);
    pipe_open(&all, arguments);
    for (int k = first; k < first + count; k++) {
        if (!(optims[k].places & OPTIM_IN_PLANE)) {
            continue;
        }
        snprintf(arguments, sizeof arguments, "%s --optimizer %s", flags, optims[k].kind.key);
        Pipe one;
        pipe_open(&one, arguments);
        while (pipe_row(&one)) {
            cr_assert(pipe_row(&all));
            cr_assert_str_eq(strchr(all.line, ','), strchr(one.line, ','));
        }
        pclose(one.out);
    }
    cr_expect_not(pipe_row(&all));
    pclose(all.out);
}

enum { COMPANY = 9 }; // beside one another

// One formula or landscape, one start, the same noise.
Test(cli, a_run_is_the_same_alone_and_in_company)
{
    static const char flags[] = "trace --landscape himmelblau --noise 0.5 --seed 3 --steps 40";
    expect_alone_as_in_company(flags, "", 0, OPTIM_CLASSIC_COUNT); // who races unless others do
    for (int first = OPTIM_CLASSIC_COUNT; first < OPTIM_COUNT; first += COMPANY) {
        char company[600] = "";
        size_t used = 0;
        int count = 0;
        for (; count < COMPANY && first + count < OPTIM_COUNT; count++) {
            if (optims[first + count].places & OPTIM_IN_PLANE) {
                used += (size_t)snprintf(company + used, sizeof company - used, " --optimizer %s",
                                         optims[first + count].kind.key);
            }
        }
        if (used > 0) {
            expect_alone_as_in_company(flags, company, first, count);
        }
    }
}
