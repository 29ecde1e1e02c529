// The script of a race: the landscape as a function, its numbers, the racers, and the loop of
// python/race.py.
#include "io/torch.h"
#include "io/torch_formula.h"
#include "io/torch_optim.h"
#include "io/torch_script.h"
#include "sim/race/race.h"
#include "sim/race/racers.h"

#include <stdlib.h>
#include <string.h>

static const char MARGIN[] = "    ";

static void write_pair(FILE *out, double a, double b)
{
    fputc('(', out);
    torch_number(out, a);
    fputs(", ", out);
    torch_number(out, b);
    fputc(')', out);
}

// A list of numbers, as many on a line as fit.
static void write_list(FILE *out, const char *name, int count, const double *items)
{
    enum { ON_A_LINE = 5 };
    fprintf(out, "%s = torch.tensor([", name);
    for (int i = 0; i < count; i++) {
        fputs(i % ON_A_LINE == 0 ? "\n    " : " ", out);
        torch_number(out, items[i]);
        fputc(',', out);
    }
    fputs("\n])\n", out);
}

static void write_points(FILE *out, const FitModel *model, const FitPoints *points)
{
    write_list(out, "u", points->count, points->u);
    if (model->classes) {
        double sides[FIT_POINTS_MAX];
        for (int i = 0; i < points->count; i++) {
            sides[i] = points->upper[i] ? 1 : -1;
        }
        write_list(out, "v", points->count, points->v);
        write_list(out, "s", points->count, sides);
    } else {
        write_list(out, "v", points->count, points->v);
    }
}

// What a model's landscape is; behind # its points are all, or a part of them.
static const struct {
    const FitModel *model;
    const char *python;
} fits[] = {
    { &fit_linreg, "torch.mean((x*u# + y - v#)**2)" },
    { &fit_logreg, "-torch.mean(torch.nn.functional.logsigmoid(s#*(x*u# + y*v#)))" },
    { &fit_neuron, "torch.mean((y*torch.tanh(x*u#) - v#)**2)" },
};

static void write_fit(FILE *out, const FitModel *model, const FitSpec *fit, bool part)
{
    size_t i = 0;
    while (i + 1 < COUNT(fits) && fits[i].model != model) {
        i++;
    }
    assert(fits[i].model == model && "a row for each model");
    const char *of = fit->points.count > 0 ? fits[i].python : "0*x"; // the mean of nothing is 0
    for (const char *at = of; *at; at++) {
        if (*at == '#') {
            fputs(part ? "[part]" : "", out);
        } else {
            fputc(*at, out);
        }
    }
    if (fit->l2 > 0) {
        fputs(" + ", out);
        torch_number(out, fit->l2);
        fputs("*(x**2 + y**2)", out);
    }
}

static void write_penalty(FILE *out, double lambda, const char *of)
{
    if (lambda > 0) {
        fprintf(out, "%svalue = value + ", MARGIN);
        torch_number(out, lambda);
        fprintf(out, "*%s\n", of);
    }
}

static bool write_landscape(FILE *out, const Scene *scene, Error *err)
{
    const FitModel *model = scene_fit(scene);
    bool ok = true;
    if (model) {
        write_points(out, model, &scene->fit.points);
    }
    for (int i = 0; i < scene->param_count; i++) {
        char name[FORMULA_NAME_MAX + 8];
        torch_name(name, sizeof name, scene->param_names[i]);
        fprintf(out, "%s = torch.tensor(", name);
        torch_number(out, scene->params[i]);
        fputs(")\n", out);
    }
    fprintf(out, "\n\ndef f(p%s):\n", scene_draws(scene) ? ", part=slice(None)" : "");
    fprintf(out, "%s\"\"\"%s\"\"\"\n", MARGIN, scene_formula_text(scene));
    fprintf(out, "%sx, y = p\n", MARGIN);
    fprintf(out, "%s%s", MARGIN, scene_is_penalized(scene) ? "value = " : "return ");
    if (model) {
        write_fit(out, model, &scene->fit, scene_draws(scene));
    } else {
        ok = torch_formula(out, scene_formula_text(scene), MARGIN, err);
    }
    fputc('\n', out);
    write_penalty(out, scene->l1, "(torch.abs(x) + torch.abs(y))");
    write_penalty(out, scene->l2, "(x**2 + y**2)");
    fputs(scene_is_penalized(scene) ? "    return value\n" : "", out);
    return ok;
}

// What rows of racers have behind key and optimizer.
typedef struct RowForm {
    bool schedule, batch;
} RowForm;

static RowForm row_form(const Scene *scene, const Race *race)
{
    RowForm form = { .batch = scene_draws(scene) };
    for (int i = 0; i < race_run_count(race); i++) {
        form.schedule = form.schedule || torch_optim_changes(&race_run(race, i)->params);
    }
    return form;
}

static void write_row(FILE *out, const Run *run, RowForm form)
{
    const TorchOptim of = { run->optim, &run->params, "[p]" };
    char *row = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&row, &length);
    if (!memory) {
        die("out of memory");
    }
    fprintf(memory, "(\"%s\", lambda p: ", run->optim->kind.key);
    torch_optim_make(memory, &of);
    if (form.schedule) {
        fputs(", ", memory);
        torch_optim_schedule(memory, &of);
    }
    if (form.batch) {
        fprintf(memory, ", %d", run->batch);
    }
    fputs("),", memory);
    fclose(memory);
    torch_wrap(out, MARGIN, row);
    fputc('\n', out);
    free(row);
}

static void write_racer(FILE *out, const Scene *scene, const Race *race, int i)
{
    char name[RACER_NAME_MAX];
    scene_racer_name(scene, race_racer(race, i), name, sizeof name);
    torch_optim_about(out, MARGIN, name, race_run(race, i)->optim);
    write_row(out, race_run(race, i), row_form(scene, race));
}

static bool write_body(FILE *out, const Scene *scene, const Race *race, Error *err)
{
    const Box bounds = scene_bounds(scene);
    fputs("torch.set_default_dtype(torch.float64)\n\n", out);
    if (!write_landscape(out, scene, err)) {
        return false;
    }
    fprintf(out, "\n\nstart = [");
    torch_number(out, scene->start[0]);
    fputs(", ", out);
    torch_number(out, scene->start[1]);
    fprintf(out, "]\nsteps = %d\nbounds = (", scene->steps);
    write_pair(out, bounds.x0, bounds.x1);
    fputs(", ", out);
    write_pair(out, bounds.y0, bounds.y1);
    fputs(")  # a run that leaves them is lost\n", out);
    if (scene->noise > 0) {
        fputs("noise = ", out);
        torch_number(out, scene->noise);
        fputc('\n', out);
    }
    if (scene->noise > 0 || scene_draws(scene)) {
        fprintf(out, "seed = %llu\n", (unsigned long long)scene->seed);
    }
    fputs("racers = [\n", out);
    for (int i = 0; i < race_run_count(race); i++) {
        write_racer(out, scene, race, i);
    }
    fputs("]\n\nrace(racers)\n", out);
    return true;
}

// What is shown and how does not matter.
static void write_head(FILE *out, const Subject *subject)
{
    Subject *raced = memory_get(sizeof *raced);
    subject_defaults(raced, SUBJECT_SCENE);
    const ReliefLook usual = raced->scene.relief;
    *raced = *subject;
    subject_show_defaults(raced);
    raced->scene.has_view = false;
    raced->scene.relief = usual;
    fputs("# Prints what this prints:\n", out);
    torch_command(out, "trace", raced);
    free(raced);
}

static void keys_of(const Scene *scene, const Race *race, char *keys, size_t size)
{
    const RowForm form = row_form(scene, race);
    bool around = false, lbfgs = false, search = false;
    for (int i = 0; i < race_run_count(race); i++) {
        const Run *run = race_run(race, i);
        around = around || around_any(&run->params);
        lbfgs = lbfgs || run->optim == &optims[OPTIM_LBFGS];
        search = search || run->optim->needs & OPTIM_POINTS;
    }
    snprintf(keys, size, " %s %s %s %s %s %s %s ", form.batch ? "data" : "",
             scene->fit.sampling == FIT_REPLACE ? "replace" : "", scene->noise > 0 ? "noise" : "",
             form.schedule ? "schedule" : "", around ? "around" : "", lbfgs ? "lbfgs" : "",
             search ? "search" : "");
}

static bool write_race(FILE *out, const Subject *subject, const Race *race, Error *err)
{
    char *body = NULL, keys[96];
    size_t length = 0;
    FILE *memory = open_memstream(&body, &length);
    if (!memory) {
        die("out of memory");
    }
    const bool ok = write_body(memory, &subject->scene, race, err);
    fclose(memory);
    if (ok) {
        keys_of(&subject->scene, race, keys, sizeof keys);
        write_head(out, subject);
        torch_script_write(out, body, keys);
    }
    free(body);
    return ok;
}

bool torch_race_write(FILE *out, const Subject *subject, UNUSED const char *weights, Error *err)
{
    const Scene *scene = &subject->scene;
    Arena arena = { 0 };
    Formula formula;
    bool ok = scene_compile(scene, &formula, &arena, err);
    if (ok) {
        Race *race = race_create();
        race_start(race, scene,
                   scene_objective(scene, &formula, arena_alloc(&arena, OBJECTIVE_ROOM)));
        ok = write_race(out, subject, race, err);
        race_destroy(race);
    }
    arena_free(&arena);
    return ok;
}
