// Any bytes as a network's spec: no crash, an error points into the text, and what is written reads
// back to the same. A line break splits the shared network's spec from the network's own.
#include "model/net/net_spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool claim, const char *what)
{
    if (!claim) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static void hold_error(const Error *err, const char *text)
{
    hold(err->text[0] != '\0', "an error says something");
    hold(err->at >= 0 && (size_t)err->at <= strlen(text), "an error points into the text");
}

static void hold_spec(const NetSpec *spec, const NetSpec *shared)
{
    Error err;
    NetSpec back, follower = *shared;
    char written[NET_TEXT_MAX], again[NET_TEXT_MAX], value[NET_TEXT_MAX];
    hold((net_spec_differ(spec, shared) & ~spec->own) == 0, "only its own can differ");
    net_spec_write(spec, written, sizeof written);
    hold(net_spec_parse(&back, shared, written, &err), "what is written can be read");
    hold(net_spec_differ(spec, &back) == 0, "and is the same");
    net_spec_write(&back, again, sizeof again);
    hold(strcmp(written, again) == 0, "and is written alike");
    for (int key = 0; key < net_key_count; key++) {
        if (key == NET_LOSS && !spec->has_loss) {
            continue; // the data's own, which has no name
        }
        net_spec_write_key(spec, (NetKey)key, value, sizeof value);
        hold(net_spec_set(&follower, (NetKey)key, value, &err), "each value alone can be read");
    }
    hold((net_spec_differ(spec, &follower) & ~SETTING_BIT(NET_LOSS)) == 0, "and comes to the same");
    hold(follower.own == shared->own, "setting a value marks nothing as own");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    char *line = strchr(text, '\n'), *own = line ? line + 1 : text;
    NetSpec defaults, shared, spec;
    Error err = { "", -2 };
    net_spec_defaults(&defaults);
    shared = defaults;
    if (line) {
        *line = '\0';
        if (net_spec_parse(&shared, &defaults, text, &err)) {
            hold_spec(&shared, &defaults);
        } else {
            hold_error(&err, text);
        }
        shared.own = 0;
    }
    if (net_spec_parse(&spec, &shared, own, &err)) {
        hold_spec(&spec, &shared);
    } else {
        hold_error(&err, own);
    }
    for (int key = 0; key < net_key_count; key++) {
        if (!net_spec_set(&shared, (NetKey)key, own, &err)) {
            hold_error(&err, own);
        }
    }
    free(text);
    return 0;
}
