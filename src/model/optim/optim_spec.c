// Spec strings of optimizers, and the word `off` behind the kind of one that sits out.
#include "model/optim/optim_spec.h"

#include "base/setting_parse.h"
#include "base/text.h"

#include <string.h>

const Form optim_form = { .registry = &optim_kinds,
                          .kind = offsetof(OptimSpec, optim),
                          .params = offsetof(OptimSpec, params),
                          .params_size = sizeof(OptimParams),
                          .given = offsetof(OptimSpec, has_rate) };

// A Kind is the first member of its Optim.
static bool in_plane(const Kind *kind, Error *err)
{
    return optim_fits((const Optim *)(const void *)kind, OPTIM_IN_PLANE, err);
}

bool optim_in_networks(const Kind *kind, Error *err)
{
    return optim_fits((const Optim *)(const void *)kind, OPTIM_IN_NETWORKS, err);
}

const Setting optim_setting = { .param = { .key = "optimizer", .label = N_("Optimizer") },
                                .type = &setting_kind,
                                .form = &optim_form,
                                .accepts = in_plane };

void optim_words(const Setting *setting, const void *owner, char *text, size_t size)
{
    const OptimSpec *spec = setting_value(setting, owner);
    char written[SPEC_TEXT_MAX];
    spec_write_optim(spec, written, sizeof written);
    for (char *at = written; *at; at++) {
        *at = *at == '=' || *at == '_' ? ' ' : *at;
    }
    text_print(text, size, "%s%s", tr(spec->optim->kind.name),
               written + strlen(spec->optim->kind.key));
}

static const char OFF[] = "off";

static const char *off_name(UNUSED const void *context, UNUSED size_t index)
{
    return OFF;
}

// "off" once; what looks like a mistyped one is a mistake.
static bool take_off(void *context, const Word *word, bool *taken, Error *err)
{
    bool *off = context;
    char key[40];
    word_key(word, key, sizeof key);
    *taken = word_is(word, OFF);
    if (*taken && *off) {
        return fail_at(err, word->at, "off is given twice");
    }
    *off = *off || *taken;
    return *taken || !text_nearest(key, 1, off_name, NULL) ||
           fail_at(err, word->at, "'%.*s' is no setting, did you mean 'off'?",
                   word->length < 39 ? word->length : 39, word->text);
}

static bool parse(OptimSpec *spec, SettingOther *other, bool *off, const char *text, Error *err)
{
    OptimSpec parsed = { 0 };
    if (!setting_parse(&optim_setting, &parsed, text, other, off, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

bool spec_parse_optim(OptimSpec *spec, const char *text, Error *err)
{
    return parse(spec, NULL, NULL, text, err);
}

bool spec_parse_optim_off(OptimSpec *spec, bool *off, const char *text, Error *err)
{
    bool is_off = false;
    if (!parse(spec, take_off, &is_off, text, err)) {
        return false;
    }
    *off = is_off;
    return true;
}

void spec_write_optim(const OptimSpec *spec, char *text, size_t size)
{
    const size_t used = setting_kind.write(&optim_setting, spec, text, size);
    assert(used < size);
    (void)used;
}
