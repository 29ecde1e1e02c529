// A network of a lab as a text: its settings with its name.
#include "sim/train/lab.h"

#include "base/setting_parse.h"
#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

// One of them at most.
typedef struct Names {
    char name[LAB_NAME_MAX];   // given by hand
    char called[LAB_NAME_MAX]; // came with its settings
} Names;

// clang-format off
#define NAME(field, label) \
    { .param = { #field, label, NULL, offsetof(Names, field), 0, 0, 0, PARAM_LINEAR }, \
      .type = &setting_text, .size = LAB_NAME_MAX, .shown = true, .flag.value = "\"My network\"" }
static const Setting names[] = {
    NAME(name, N_("Name")),
    NAME(called, N_("Name, until its settings change")),
    { .param.key = NULL },
};
// clang-format on
static const SettingTable name_table = { names, sizeof(Names), NULL };
const SettingTable lab_network_table = { net_settings, sizeof(NetSpec), &name_table };

bool lab_parse_network(LabSpec *spec, int network, const char *text, Error *err)
{
    Names given = { .name = "" };
    NetSpec parsed;
    const SettingBeside beside = { names, &given, NULL };
    if (!net_spec_parse_beside(&parsed, &spec->shared, &beside, text, err)) {
        return false;
    }
    if (given.name[0] && given.called[0]) {
        const char *at = strstr(text, "called");
        return fail_at(err, at ? (int)(at - text) : 0,
                       "name= and called= are two names for one network: give one of them");
    }
    spec->networks[network] = parsed;
    spec->named_for[network] = given.called[0] ? parsed : (NetSpec){ .own = 0 };
    text_print(spec->names[network], LAB_NAME_MAX, "%s", given.name[0] ? given.name : given.called);
    return true;
}

void lab_write_network(const LabSpec *spec, int network, char *text, size_t size)
{
    const NetSpec own = lab_network(spec, network);
    const bool by_hand = spec->named_for[network].own == 0;
    net_spec_write(&own, text, size);
    size_t used = strlen(text);
    if (spec->names[network][strspn(spec->names[network], " ")]) { // blanks alone are no name
        used += (size_t)snprintf(text + used, size - used, "%s%s=", used ? " " : "",
                                 names[by_hand ? 0 : 1].param.key);
        assert(used < size);
        used += word_quote(text + used, size - used, spec->names[network]);
        assert(used < size);
    }
}
