// Writes a flag wherever a scene differs from a fresh one of the same landscape or formula, in the
// order of the table of scene flags.
#include "base/text.h"
#include "io/flags_scene.h"
#include "model/landscape_spec.h"
#include "sim/race/racers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The numbers of a flag, unless they are the fresh scene's to the bit.
static void put_numbers(Line *line, const char *flag, size_t count, const double *values,
                        const double *fresh)
{
    char text[160];
    size_t used = 0;
    if (fresh && memcmp(values, fresh, count * sizeof *values) == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char number[32];
        text_exact(number, sizeof number, values[i]);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? "," : "", number);
        assert(used < sizeof text);
    }
    line_flag(line, flag, text);
}

static void put_box(Line *line, const char *flag, const Box *box, const Box *fresh)
{
    const double values[] = { box->x0, box->x1, box->y0, box->y1 };
    if (!fresh || memcmp(box, fresh, sizeof *box) != 0) {
        put_numbers(line, flag, COUNT(values), values, NULL);
    }
}

// A formula's parameters have no defaults: all of them are written.
static void put_params(Line *line, const Scene *scene, const Scene *fresh)
{
    for (int i = 0; i < scene->param_count; i++) {
        if (scene->landscape &&
            memcmp(&scene->params[i], &fresh->params[i], sizeof scene->params[i]) == 0) {
            continue;
        }
        char number[32], text[FORMULA_NAME_MAX + sizeof number + 1];
        text_exact(number, sizeof number, scene->params[i]);
        snprintf(text, sizeof text, "%s=%s", scene->param_names[i], number);
        line_flag(line, "param", text);
    }
}

// All of them or, where they are the classic ones as they come, none.
static void put_racers(Line *line, const Scene *scene, const Scene *fresh)
{
    // What a formula was edited from is not on the command line, so the rates that came from there
    // are.
    Scene classic = *scene;
    classic.origin = scene->landscape;
    memcpy(classic.racers, fresh->racers, sizeof classic.racers);
    classic.racer_count = fresh->racer_count;
    if (scene_equal(scene, &classic)) {
        return;
    }
    Scene *looks = memory_get(sizeof *looks);
    *looks = *scene;
    scene_keep_looks(looks);
    for (int i = 0; i < scene->racer_count; i++) {
        Racer racer = looks->racers[i];
        const double rate = scene_rate(scene, i);
        racer.spec.params.lr = rate;
        if (optim_rate(racer.spec.optim)) { // else it is another number that may be given
            racer.spec.has_rate = rate != scene_default_rate(&classic, racer.spec.optim);
        }
        char text[RACER_TEXT_MAX];
        scene_write_racer(&racer, text, sizeof text);
        line_flag(line, "optimizer", text);
    }
    free(looks);
}

// The landscape; what it has besides numbers, which are flags of their own, stands behind its key.
static void put_landscape(Line *line, const Scene *scene)
{
    LandscapeSpec spec = { .landscape = scene->landscape };
    char *text = memory_get(FIT_TEXT_MAX);
    spec.fit = scene->fit;
    param_defaults(scene->landscape->kind.params, spec.params);
    landscape_spec_write(&spec, text, FIT_TEXT_MAX);
    line_flag(line, "landscape", text);
    free(text);
}

void scene_flags_write(Line *line, const Subject *subject)
{
    const Scene *scene = &subject->scene;
    assert(scene->racer_count > 0 && scene->seed <= INT64_MAX);
    Scene fresh;
    scene_defaults(&fresh);
    if (scene->landscape) {
        scene_set_landscape(&fresh, scene->landscape);
        put_landscape(line, scene);
        put_box(line, "domain", &scene->domain, &fresh.domain);
    } else {
        line_flag(line, "formula", scene->formula);
        put_box(line, "domain", &scene->domain, &scene_formula_domain);
        scene_default_start(&scene->domain, fresh.start);
    }
    if (scene->has_view) {
        put_box(line, "view", &scene->view, NULL);
    }
    put_params(line, scene, &fresh);
    put_numbers(line, "start", 2, scene->start, fresh.start);
    put_racers(line, scene, &fresh);
    line_settings(line, scene_settings, scene);
    line_settings(line, scene_show_settings, &subject->scene_show);
}
