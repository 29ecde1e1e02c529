// Spec strings of racers: an optimizer, what the racer is called, and whether it sits out.
#include "base/setting_parse.h"
#include "base/text.h"
#include "base/words.h"
#include "sim/race/racers.h"

#include <stdio.h>
#include <string.h>

// clang-format off
const Setting racer_settings[] = {
    { .param = { "name", N_("Name"), NULL, offsetof(Racer, name), 0, 0, 0, PARAM_LINEAR },
      .type = &setting_text, .size = RACER_GIVEN_MAX, .shown = true, .flag.value = "\"My Adam\"" },
    { .param = { "batch", N_("Batch"), "B", offsetof(Racer, batch), 0, 1, FIT_POINTS_MAX, PARAM_INTEGER },
      .type = &setting_count, .zero = "all", .given = offsetof(Racer, has_batch) },
    { .param.key = NULL },
};
// clang-format on

// Written only where it is not what it would have anyhow, and no part of what tells scenes apart.
static const Setting look_setting = {
    .param = { "look", N_("Colour and marker"), NULL, offsetof(Racer, look), 0, 1, RACER_LOOKS,
               PARAM_INTEGER },
    .type = &setting_count,
};

static const char OFF[] = "off";

static const char *off_name(UNUSED const void *context, UNUSED size_t index)
{
    return OFF;
}

static bool take_look(Racer *racer, const Word *word, Error *err)
{
    return racer->look ? fail_at(err, word->at, "%s is given twice", look_setting.param.key)
                       : look_setting.type->read(&look_setting, racer, word, err);
}

// "off" and a look, once; what looks like a mistyped "off" is a mistake.
static bool take_word(void *owner, const Word *word, bool *taken, Error *err)
{
    Racer *racer = owner;
    char key[40];
    word_key(word, key, sizeof key);
    if (word_key_is(word, look_setting.param.key)) {
        *taken = true;
        return take_look(racer, word, err);
    }
    *taken = word_is(word, OFF);
    if (*taken && !racer->on) {
        return fail_at(err, word->at, "off is given twice");
    }
    racer->on = racer->on && !*taken;
    return *taken || !text_nearest(key, 1, off_name, NULL) ||
           fail_at(err, word->at, "'%.*s' is no setting, did you mean 'off'?",
                   word->length < 39 ? word->length : 39, word->text);
}

bool scene_parse_racer(Racer *racer, const char *text, Error *err)
{
    Racer parsed = { .on = true };
    const SettingBeside beside = { racer_settings, &parsed, take_word };
    if (!spec_parse_optim_beside(&parsed.spec, &beside, text, err)) {
        return false;
    }
    *racer = parsed;
    return true;
}

void scene_write_racer(const Racer *racer, char *text, size_t size)
{
    spec_write_optim(&racer->spec, text, size);
    size_t used = strlen(text);
    for (const Setting *row = racer_settings; row->param.key; row++) {
        if (!row->type->usual(row, racer)) {
            used += (size_t)snprintf(text + used, size - used, " %s=", row->param.key);
            assert(used < size);
            used += row->type->write(row, racer, text + used, size - used);
            assert(used < size);
        }
    }
    if (racer->look) {
        used += (size_t)snprintf(text + used, size - used, " %s=%d", look_setting.param.key,
                                 racer->look);
        assert(used < size);
    }
    used += (size_t)snprintf(text + used, size - used, "%s%s", racer->on ? "" : " ",
                             racer->on ? "" : OFF);
    assert(used < size);
}
