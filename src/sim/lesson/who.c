// A word is read once and looked for among whoever there is, who may come and go meanwhile.
#include "sim/lesson/who.h"

#include "base/spec.h"
#include "base/words.h"
#include "sim/race/racers.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool begins_word(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static int word_end(const char *text, int at)
{
    while (isalnum((unsigned char)text[at]) || text[at] == '_') {
        at++;
    }
    return at;
}

static bool read_name(const char *text, int *at, Arena *arena, Who *who, Error *err)
{
    const char *end = strchr(text + *at + 1, '"');
    if (!end) {
        return fail_at(err, *at, "a name in quotes needs its closing \"");
    }
    const size_t length = (size_t)(end - text) - (size_t)*at - 1;
    who->kind = WHO_NAMED;
    who->name = arena_text(arena, text + *at + 1, length);
    *at += (int)length + 2;
    return length > 0 || fail_at(err, who->at, "a name in quotes must not be empty");
}

static bool read_number_of(const char *text, int *at, Who *who, Error *err)
{
    who->nth = 1;
    if (text[*at] != '#') {
        return true;
    }
    const int begin = *at + 1, end = begin + (int)strspn(text + begin, "0123456789");
    who->nth = end > begin && end < begin + 4 ? atoi(text + begin) : 0;
    *at = end;
    return who->nth > 0 ||
           fail_at(err, begin, "behind # stands which of them is meant, as in adam#2");
}

bool who_read(const char *text, int *at, Arena *arena, Who *who, Error *err)
{
    *at += (int)strspn(text + *at, " \t\n");
    *who = (Who){ .at = *at };
    if (text[*at] == '"') {
        return read_name(text, at, arena, who, err);
    }
    const int end = word_end(text, *at);
    if (!begins_word(text[*at])) {
        return fail_at(err, *at,
                       "whom it is about is missing: an optimizer as in adam, a network as in A, "
                       "or a name in quotes");
    }
    if (end == *at + 1 && text[*at] >= 'A' && text[*at] < 'A' + LAB_NETWORKS_MAX) {
        who->kind = WHO_NETWORK;
        who->network = text[*at] - 'A';
        *at = end;
        return true;
    }
    const Word word = {
        .text = text + *at, .at = *at, .length = end - *at, .key_length = end - *at
    };
    char key[64];
    word_key(&word, key, sizeof key);
    who->kind = WHO_OPTIMIZER;
    who->optim = registry_row(&optim_kinds, key);
    if (!who->optim) {
        return word_unknown(&word, tr("unknown optimizer"), optim_kinds.count, registry_key,
                            &optim_kinds, err);
    }
    *at = end;
    return read_number_of(text, at, who, err);
}

// ---- looking for it

static int named_racer(const Who *who, const Scene *scene)
{
    for (int i = 0; i < scene->racer_count; i++) {
        char name[RACER_NAME_MAX];
        scene_racer_name(scene, i, name, sizeof name);
        if (strcmp(name, who->name) == 0 || strcmp(scene->racers[i].name, who->name) == 0) {
            return i;
        }
    }
    return -1;
}

static int racer_of_kind(const Who *who, const Scene *scene, int *count)
{
    *count = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        if (scene->racers[i].spec.optim == who->optim && ++*count == who->nth) {
            return i;
        }
    }
    return -1;
}

int who_of_scene(const Who *who, const Scene *scene, Error *err)
{
    int place = -1, count = 0;
    if (who->kind == WHO_NETWORK) {
        fail_at(err, who->at, "there is a landscape and no network %c", 'A' + who->network);
    } else if (who->kind == WHO_NAMED) {
        place = named_racer(who, scene);
        if (place < 0) {
            fail_at(err, who->at, "no optimizer is called \"%s\" here", who->name);
        }
    } else {
        place = racer_of_kind(who, scene, &count);
        if (place < 0 && count > 0) {
            fail_n(err, who->at, count, "there is only %d %s here", "there are only %d %s here",
                   count, who->optim->kind.key);
        } else if (place < 0) {
            fail_at(err, who->at, "%s is not among the optimizers here", who->optim->kind.key);
        }
    }
    if (place >= 0 && !scene->racers[place].on) {
        fail_at(err, who->at, "that optimizer sits out");
        return -1;
    }
    return place;
}

int who_of_lab(const Who *who, const LabSpec *spec, Error *err)
{
    if (who->kind == WHO_OPTIMIZER) {
        fail_at(err, who->at, "there are networks, which are named A, B ... or in quotes, not %s",
                who->optim->kind.key);
        return -1;
    }
    if (who->kind == WHO_NETWORK) {
        return who->network < spec->network_count
                   ? who->network
                   : (fail_n(err, who->at, spec->network_count, "there is only %d network here",
                             "there are only %d networks here", spec->network_count),
                      -1);
    }
    for (int i = 0; i < spec->network_count; i++) {
        char name[LAB_NAME_MAX];
        lab_name(spec, i, name, sizeof name);
        if (strcmp(name, who->name) == 0) {
            return i;
        }
    }
    fail_at(err, who->at, "no network is called \"%s\" here", who->name);
    return -1;
}

int who_of_subject(const Who *who, const Subject *subject, Error *err)
{
    return subject->kind == SUBJECT_SCENE ? who_of_scene(who, &subject->scene, err)
                                          : who_of_lab(who, &subject->lab, err);
}

// ---- lists

static unsigned all_of(const Subject *subject)
{
    unsigned bits = 0;
    if (subject->kind == SUBJECT_LAB) {
        return (1u << subject->lab.network_count) - 1;
    }
    for (int i = 0; i < subject->scene.racer_count; i++) {
        bits |= subject->scene.racers[i].on ? 1u << i : 0;
    }
    return bits;
}

static bool read_list(const char *text, const Subject *subject, Arena *arena, unsigned *bits,
                      Error *err)
{
    int at = 0;
    for (;;) {
        Who who;
        if (!who_read(text, &at, arena, &who, err)) {
            return false;
        }
        const int place = who_of_subject(&who, subject, err);
        if (place < 0) {
            return false;
        }
        if (*bits & 1u << place) {
            return fail_at(err, who.at, "it is named twice");
        }
        *bits |= 1u << place;
        at += (int)strspn(text + at, " \t\n");
        if (!text[at]) {
            return true;
        }
        if (text[at] != ',') {
            return fail_at(err, at, "a comma stands between two of them, as in adam, sgd");
        }
        at++;
    }
}

// One of `scene`, or of `lab`.
static int called(const char *text, const Scene *scene, const LabSpec *lab)
{
    Arena arena = { 0 };
    Error err = { .text = "" };
    Who who;
    int at = 0, place = -1;
    if (who_read(text, &at, &arena, &who, &err) && text[at] == '\0') {
        place = scene ? who_of_scene(&who, scene, &err) : who_of_lab(&who, lab, &err);
    }
    arena_free(&arena);
    return place;
}

int who_called_in_scene(const char *text, const Scene *scene)
{
    return called(text, scene, NULL);
}

int who_called_in_lab(const char *text, const LabSpec *spec)
{
    return called(text, NULL, spec);
}

bool who_list(const char *text, const Subject *subject, unsigned *bits, Error *err)
{
    Arena arena = { 0 };
    *bits = 0;
    const int begin = (int)strspn(text, " \t\n"), end = word_end(text, begin);
    bool good = true;
    if (end - begin == 3 && strncmp(text + begin, "all", 3) == 0 &&
        !text[end + (int)strspn(text + end, " \t\n")]) {
        *bits = all_of(subject);
    } else {
        good = read_list(text, subject, &arena, bits, err);
    }
    arena_free(&arena);
    return good;
}
