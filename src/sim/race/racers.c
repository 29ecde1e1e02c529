// Names are made anew from all racers each time, so that they are true whatever was changed.
#include "sim/race/racers.h"

#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A set of racers: bit i is racer i.
typedef uint32_t Racers;
static_assert(SCENE_RACERS_MAX <= 32, "a bit for each racer");

static bool has(Racers set, int racer)
{
    return set >> racer & 1;
}

// Those that were given a name are told from the others already.
static Racers of_kind(const Scene *scene, const Optim *optim)
{
    Racers set = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        const Racer *racer = &scene->racers[i];
        set |= (Racers)(racer->spec.optim == optim && !racer->name[0]) << i;
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

static Racers of_setting(const Scene *scene, Racers set, int racer, const Setting *setting)
{
    Racers same = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        same |= (Racers)(has(set, i) && setting->type->same(setting, &scene->racers[racer].spec,
                                                            &scene->racers[i].spec))
                << i;
    }
    return same;
}

// "Cosine", "sam 0.1"; "" of a setting that is as usual.
static void words_of(const OptimSpec *spec, const Setting *setting, char *text, size_t size)
{
    text[0] = '\0';
    if (setting->type == &setting_kind && setting_kind_of(setting, spec)->name) {
        text_print(text, size, "%s", tr(setting_kind_of(setting, spec)->name));
    } else if (!setting->type->usual(setting, spec)) {
        char value[40];
        setting->type->write(setting, spec, value, sizeof value);
        text_print(text, size, "%s %s", setting->param.key, value);
    }
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

// Whole parts only: half a symbol would be no text.
static void append(char *text, size_t size, const char *what)
{
    const size_t used = strlen(text), more = strlen(what) + 1;
    if (used + more < size) {
        snprintf(text + used, size - used, " %s", what);
    }
}

// What its optimizer has beside its numbers, as far as that sets it apart.
static void append_settings(const Scene *scene, int racer, char *text, size_t size, Racers *alike)
{
    const OptimSpec *spec = &scene->racers[racer].spec;
    for (const Setting *row = optim_form.common; row && row->param.key; row++) {
        const Racers same = of_setting(scene, *alike, racer, row);
        char part[80];
        words_of(spec, row, part, sizeof part);
        if (same != *alike && part[0]) {
            append(text, size, part);
        }
        *alike = same;
    }
}

static bool is_named(const Scene *scene, int racer)
{
    return scene->racers[racer].name[0];
}

// Those of the set whose steps see as many of the data.
static Racers of_batch(const Scene *scene, Racers set, int racer)
{
    Racers same = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        same |= (Racers)(has(set, i) && scene_batch(scene, i) == scene_batch(scene, racer)) << i;
    }
    return same;
}

// "batch 8", where batches differ.
static void append_batch(const Scene *scene, int racer, char *text, size_t size, Racers *alike)
{
    const Racers same = of_batch(scene, *alike, racer);
    const int batch = scene_batch(scene, racer);
    char part[80];
    if (same == *alike) {
        return;
    }
    if (batch > 0) {
        text_print(part, sizeof part, tr("batch %d"), batch);
    } else {
        text_print(part, sizeof part, "%s", tr("all data"));
    }
    append(text, size, part);
    *alike = same;
}

// What it is called without a place among those that are called alike. *alike: of those that have
// no name given, who has the same.
static void name_alone(const Scene *scene, int racer, char *text, size_t size, Racers *alike)
{
    const Optim *optim = scene->racers[racer].spec.optim;
    *alike = 0;
    if (is_named(scene, racer)) {
        text_print(text, size, "%s", scene->racers[racer].name);
        return;
    }
    *alike = of_kind(scene, optim); // as far as the name tells
    char part[80];
    text_print(text, size, "%s", tr(optim->kind.name));
    for (const Param *param = optim->kind.params; param->key; param++) {
        const Racers same = of_value(scene, *alike, racer, param);
        if (same == *alike) {
            continue;
        }
        char value[40];
        value_text(scene, *alike, racer, param, value, sizeof value);
        if (param == optim_rate(optim)) { // everybody knows that it is the rate
            snprintf(part, sizeof part, "%s", value);
        } else {
            snprintf(part, sizeof part, "%s %s", param->symbol ? param->symbol : param->key, value);
        }
        append(text, size, part);
        *alike = same;
    }
    append_settings(scene, racer, text, size, alike);
    append_batch(scene, racer, text, size, alike);
}

// Whether `other` is called `text`, too, where one of the two was given its name.
static bool is_called(const Scene *scene, int other, const char *text)
{
    const char *given = scene->racers[other].name;
    const char *kind = tr(scene->racers[other].spec.optim->kind.name);
    char name[RACER_NAME_MAX];
    Racers alike;
    if (*given || strncmp(text, kind, strlen(kind)) != 0) {
        return strcmp(given, text) == 0;
    }
    name_alone(scene, other, name, sizeof name, &alike);
    return strcmp(name, text) == 0;
}

void scene_racer_name(const Scene *scene, int racer, char *text, size_t size)
{
    char part[16];
    Racers alike;
    int place = 1, count = 0;
    name_alone(scene, racer, text, size, &alike);
    for (int i = 0; i < scene->racer_count; i++) {
        const bool given = is_named(scene, racer) || is_named(scene, i);
        const bool same = given ? is_called(scene, i, text) : has(alike, i);
        place += same && i < racer;
        count += same;
    }
    if (count > 1) {
        snprintf(part, sizeof part, "(%d)", place);
        append(text, size, part);
    }
}

// Whose the kind's own look is: of those of the kind the one that has kept it, else the first.
static bool heads_kind(const Scene *scene, int racer)
{
    const Optim *optim = scene->racers[racer].spec.optim;
    int head = -1;
    for (int i = 0; i < scene->racer_count; i++) {
        const bool kept = scene->racers[i].look == 1 + (int)optim_kind(optim);
        if (scene->racers[i].spec.optim == optim && (head < 0 || kept)) {
            head = i;
            if (kept) {
                break;
            }
        }
    }
    return head == racer;
}

// looks [racer_count]: the heads of their kinds, then who kept a place that is still free, then the
// others.
static void all_looks(const Scene *scene, int *looks)
{
    static_assert((int)SCENE_RACERS_MAX <= (int)RACER_LOOKS, "a place for each racer");
    uint32_t taken = 0; // places
    for (int i = 0; i < scene->racer_count; i++) {
        const int kind = (int)optim_kind(scene->racers[i].spec.optim);
        looks[i] = heads_kind(scene, i) && kind < RACER_LOOKS ? kind : -1;
        taken |= looks[i] >= 0 ? (uint32_t)1 << looks[i] : 0;
    }
    for (int i = 0; i < scene->racer_count; i++) {
        const int kept = scene->racers[i].look - 1;
        if (looks[i] < 0 && kept >= 0 && kept < RACER_LOOKS && !(taken >> kept & 1)) {
            looks[i] = kept;
            taken |= (uint32_t)1 << kept;
        }
    }
    int next = OPTIM_CLASSIC_COUNT;
    for (int i = 0; i < scene->racer_count; i++) {
        if (looks[i] < 0) {
            while (taken >> next & 1) {
                next = (next + 1) % RACER_LOOKS;
            }
            looks[i] = next;
            taken |= (uint32_t)1 << next;
        }
    }
}

int scene_racer_look(const Scene *scene, int racer)
{
    int looks[SCENE_RACERS_MAX];
    assert(racer >= 0 && racer < scene->racer_count);
    all_looks(scene, looks);
    return looks[racer];
}

// Before who races changes: everybody keeps the look that he has.
static void keep_looks(Scene *scene)
{
    int looks[SCENE_RACERS_MAX];
    all_looks(scene, looks);
    for (int i = 0; i < scene->racer_count; i++) {
        scene->racers[i].look = looks[i] + 1;
    }
}

void scene_keep_looks(Scene *scene)
{
    int kept[SCENE_RACERS_MAX], fresh[SCENE_RACERS_MAX];
    bool same = true;
    all_looks(scene, kept);
    for (int i = 0; i < scene->racer_count; i++) {
        scene->racers[i].look = 0;
    }
    all_looks(scene, fresh);
    for (int i = 0; i < scene->racer_count; i++) {
        same = same && kept[i] == fresh[i];
    }
    for (int i = 0; i < scene->racer_count && !same; i++) {
        scene->racers[i].look = kept[i] + 1;
    }
}

// The racer comes to stand at `place`.
static bool insert(Scene *scene, int place, Racer racer)
{
    if (scene->racer_count == SCENE_RACERS_MAX) {
        return false;
    }
    keep_looks(scene);
    racer.look = 0;
    racer.id = 0;
    racer.on = true;
    racer.name[0] = '\0'; // it says what that one is
    memmove(&scene->racers[place + 1], &scene->racers[place],
            sizeof racer * (size_t)(scene->racer_count - place));
    scene->racers[place] = racer;
    scene->racer_count++;
    return true;
}

bool scene_add_racer(Scene *scene, const Optim *optim)
{
    Racer racer = { .spec.optim = optim };
    optim_defaults(optim, &racer.spec.params);
    return insert(scene, scene->racer_count, racer);
}

bool scene_duplicate_racer(Scene *scene, int racer)
{
    assert(racer >= 0 && racer < scene->racer_count);
    return insert(scene, racer + 1, scene->racers[racer]);
}

bool scene_remove_racer(Scene *scene, int racer)
{
    assert(racer >= 0 && racer < scene->racer_count);
    if (scene->racer_count == 1) {
        return false;
    }
    keep_looks(scene);
    scene->racer_count--;
    memmove(&scene->racers[racer], &scene->racers[racer + 1],
            sizeof *scene->racers * (size_t)(scene->racer_count - racer));
    return true;
}

void scene_move_racer(Scene *scene, int racer, int place)
{
    assert(racer >= 0 && racer < scene->racer_count && place >= 0 && place < scene->racer_count);
    keep_looks(scene);
    const Racer moved = scene->racers[racer];
    const int low = racer < place ? racer : place, count = abs(racer - place);
    const int shift = racer < place ? 1 : -1; // of those in between
    memmove(&scene->racers[low + (shift < 0)], &scene->racers[low + (shift > 0)],
            sizeof moved * (size_t)count);
    scene->racers[place] = moved;
}
