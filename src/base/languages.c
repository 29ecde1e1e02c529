// One row each.
#include "base/languages.h"

#include "base/words.h"

static const LanguageRow rows[] = {
    [LANGUAGE_AUTO] = { .kind = { .key = "auto", .name = N_("As the system") } },
    [LANGUAGE_EN] = { .kind = { .key = "en", .name = "English" } },
    [LANGUAGE_KO] = { { .key = "ko", .name = "한국어" }, 0xac00, "fonts-nanum" },
};
static_assert(COUNT(rows) == LANGUAGE_COUNT, "a row for each language");
const Registry languages = { REGISTRY(rows) };

const LanguageRow *language_spoken(void)
{
    return registry_row(&languages, words_language());
}
