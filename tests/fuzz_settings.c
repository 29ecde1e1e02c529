// Hostile settings files: nothing may crash, leak or print; a refusal has a reason and leaves the
// defaults; what is read survives being written.
#include "io/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool truth)
{
    if (!truth) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Settings settings, back, defaults;
    Error err = { .at = -1 };
    Arena arena = { 0 };
    char *text = NULL;
    size_t length = 0;
    settings_defaults(&defaults);
    if (!settings_parse((const char *)bytes, size, &settings, &err)) {
        require(err.text[0] != '\0');
        require(memcmp(&settings, &defaults, sizeof settings) == 0);
        return 0;
    }
    require(settings.scale == 0 || (settings.scale >= 0.75 && settings.scale <= 2.5));
    require(settings_print(&settings, &arena, &text, &length, &err));
    require(settings_parse(text, length, &back, &err));
    require(back.scale == settings.scale); // so that -0 is no difference below
    back.scale = settings.scale;
    require(memcmp(&settings, &back, sizeof settings) == 0);
    arena_free(&arena);
    return 0;
}
