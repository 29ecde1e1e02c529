// Names are made anew from all racers each time, so that they are true whatever was changed.
#include "sim/racers.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

// A set of racers: bit i is racer i.
typedef uint32_t Racers;
static_assert(SCENE_RACERS_MAX <= 32, "a bit for each racer");

static bool has(Racers set, int racer)
{
    return set >> racer & 1;
}

static Racers of_kind(const Scene *scene, const Optim *optim)
{
    Racers set = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        set |= (Racers)(scene->racers[i].spec.optim == optim) << i;
    }
    return set;
}

static double number_of(const Scene *scene, int racer, const Param *param)
{
    const OptimParams params = scene_optim_params(scene, racer);
    return param_value(param, &params);
}

// Those of the set that have the racer's value.
static Racers of_value(const Scene *scene, Racers set, int racer, const Param *param)
{
    const double mine = number_of(scene, racer, param);
    Racers same = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        same |= (Racers)(has(set, i) && number_of(scene, i, param) == mine) << i;
    }
    return same;
}

// With as few digits as tell it from every other value in the set.
static void value_text(const Scene *scene, Racers set, int racer, const Param *param, char *text,
                       size_t size)
{
    const double mine = number_of(scene, racer, param);
    bool told = false;
    for (int digits = 3; digits <= 17 && !told; digits++) {
        text_short(text, size, mine, digits);
        told = true;
        for (int i = 0; i < scene->racer_count && told; i++) {
            char other[40];
            if (has(set, i) && number_of(scene, i, param) != mine) {
                text_short(other, sizeof other, number_of(scene, i, param), digits);
                told = strcmp(text, other) != 0;
            }
        }
    }
}

static void append(char *text, size_t size, const char *what)
{
    const size_t used = strlen(text);
    snprintf(text + used, size - used, " %s", what);
}

void scene_racer_name(const Scene *scene, int racer, char *text, size_t size)
{
    const Optim *optim = scene->racers[racer].spec.optim;
    Racers alike = of_kind(scene, optim); // as far as the name tells
    char part[80];
    snprintf(text, size, "%s", optim->name);
    for (const Param *param = optim->params; param->key; param++) {
        const Racers same = of_value(scene, alike, racer, param);
        if (same == alike) {
            continue;
        }
        char value[40];
        value_text(scene, alike, racer, param, value, sizeof value);
        if (param == optim->params) { // everybody knows that it is the rate
            snprintf(part, sizeof part, "%s", value);
        } else {
            snprintf(part, sizeof part, "%s %s", param->symbol ? param->symbol : param->key, value);
        }
        append(text, size, part);
        alike = same;
    }
    int place = 1, count = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        place += has(alike, i) && i < racer;
        count += has(alike, i);
    }
    if (count > 1) {
        snprintf(part, sizeof part, "(%d)", place);
        append(text, size, part);
    }
}

static bool first_of_kind(const Scene *scene, int racer)
{
    for (int i = 0; i < racer; i++) {
        if (scene->racers[i].spec.optim == scene->racers[racer].spec.optim) {
            return false;
        }
    }
    return true;
}

int scene_racer_look(const Scene *scene, int racer)
{
    static_assert((int)SCENE_RACERS_MAX <= (int)RACER_LOOKS, "a place for each racer");
    Racers taken = 0; // here: of places
    for (int i = 0; i < scene->racer_count; i++) {
        taken |= (Racers)1 << optim_kind(scene->racers[i].spec.optim);
    }
    int look = OPTIM_CLASSIC_COUNT;
    for (int i = 0; i <= racer; i++) {
        if (first_of_kind(scene, i)) {
            continue;
        }
        while (has(taken, look)) {
            look = (look + 1) % RACER_LOOKS;
        }
        taken |= (Racers)1 << look;
    }
    return first_of_kind(scene, racer) ? (int)optim_kind(scene->racers[racer].spec.optim) : look;
}
