// A landscape as a composition: its kind is the row, its settings are the row's.
#include "model/landscape_spec.h"

#include "base/setting_parse.h"

#include <stdlib.h>
#include <string.h>

static const Form form = { .registry = &landscape_kinds,
                           .kind = offsetof(LandscapeSpec, landscape),
                           .params = offsetof(LandscapeSpec, params),
                           .params_size = sizeof((LandscapeSpec *)NULL)->params,
                           .parts = offsetof(Landscape, settings),
                           .nothing =
                               N_("no landscape is named; 'thalweg list landscapes' shows all") };

const Setting landscape_setting = { .param = { .key = "landscape", .label = N_("Landscape") },
                                    .type = &setting_kind,
                                    .form = &form };

// Whether the first word is a landscape; there are too many to name them all.
static bool knows(const char *text, Error *err)
{
    Word word;
    int at = 0;
    char key[48];
    if (!word_next(text, &at, &word)) {
        return true; // the next reader tells
    }
    word.key_length = word.length;
    word_key(&word, key, sizeof key);
    const char *nearest = registry_nearest(&landscape_kinds, key);
    if (registry_find(&landscape_kinds, key) >= 0) {
        return true;
    }
    return nearest ? fail_at(err, word.at, "unknown landscape '%.40s', did you mean '%s'?", key,
                             nearest)
                   : fail_at(err, word.at,
                             "unknown landscape '%.40s'; 'thalweg list landscapes' shows all", key);
}

bool landscape_spec_parse(LandscapeSpec *spec, const char *text, Error *err)
{
    LandscapeSpec *parsed = memory_get(sizeof *parsed);
    memset(parsed, 0, sizeof *parsed);
    const bool good =
        knows(text, err) && setting_parse(&landscape_setting, parsed, text, NULL, err);
    if (good) {
        *spec = *parsed;
    }
    free(parsed);
    return good;
}

void landscape_spec_write(const LandscapeSpec *spec, char *text, size_t size)
{
    const size_t used = setting_kind.write(&landscape_setting, spec, text, size);
    assert(used < size);
    (void)used;
}
