// Spec strings of optimizers.
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

bool spec_parse_optim_beside(OptimSpec *spec, const SettingBeside *beside, const char *text,
                             Error *err)
{
    OptimSpec parsed = { 0 };
    if (!setting_parse(&optim_setting, &parsed, text, beside, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

bool spec_parse_optim(OptimSpec *spec, const char *text, Error *err)
{
    return spec_parse_optim_beside(spec, NULL, text, err);
}

void spec_write_optim(const OptimSpec *spec, char *text, size_t size)
{
    const size_t used = setting_kind.write(&optim_setting, spec, text, size);
    assert(used < size);
    (void)used;
}
