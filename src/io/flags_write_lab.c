// What is shared and has a flag goes to its flag, the rest of it to --shared; a network's spec has
// what is its own and nothing else.
#include "base/text.h"
#include "io/flags_lab.h"

#include <stdio.h>
#include <string.h>

// The flags of what networks share.
static const struct {
    NetKey key;
    const char *flag;
} shared_flags[] = {
    { NET_OPTIMIZER, "optimizer" },
    { NET_LOSS, "loss" },
    { NET_LABEL_SMOOTHING, "label-smoothing" },
    { NET_L1, "l1" },
    { NET_L2, "l2" },
    { NET_CLIP, "clip" },
    { NET_BATCH, "batch" },
    { NET_SEED, "seed" },
};

static unsigned flagged_keys(void)
{
    unsigned keys = 0;
    for (size_t i = 0; i < COUNT(shared_flags); i++) {
        keys |= 1u << shared_flags[i].key;
    }
    return keys;
}

static void put_shared(Line *line, const NetSpec *shared, const NetSpec *fresh)
{
    const unsigned differ = net_spec_differ(shared, fresh);
    char text[NET_TEXT_MAX];
    NetSpec rest = *shared;
    rest.own = differ & ~flagged_keys();
    net_spec_write(&rest, text, sizeof text);
    if (*text) {
        line_flag(line, "shared", text);
    }
    for (size_t i = 0; i < COUNT(shared_flags); i++) {
        if (differ & 1u << shared_flags[i].key) {
            net_spec_write_key(shared, shared_flags[i].key, text, sizeof text);
            line_flag(line, shared_flags[i].flag, text);
        }
    }
}

static void put_number(Line *line, const char *flag, int value, int fresh)
{
    char text[16];
    if (value != fresh) {
        snprintf(text, sizeof text, "%d", value);
        line_flag(line, flag, text);
    }
}

void lab_flags_write(Line *line, const Subject *subject)
{
    const LabSpec *from = &subject->lab;
    LabSpec lab = *from;
    lab.network_count = clampi(lab.network_count, 1, LAB_NETWORKS_ADDED);
    if (lab_has_smoothing(&lab)) {
        lab_drop_smoothing(&lab, lab_is_regression(&lab)); // the flags refuse it
    }
    LabSpec fresh;
    char text[DATA_TEXT_MAX + NET_TEXT_MAX]; // enough for either
    lab_spec_defaults(&fresh);
    data_spec_write(&lab.data, text, sizeof text);
    line_flag(line, "data", text);
    put_shared(line, &lab.shared, &fresh.shared);
    for (int i = 0; i < lab.network_count; i++) {
        const NetSpec network = lab_network(&lab, i);
        net_spec_write(&network, text, sizeof text);
        if (*text || from->network_count > 1) {
            line_flag(line, "network", text);
        }
    }
    put_number(line, "epochs", lab.epochs, fresh.epochs);
    put_number(line, "patience", lab.patience, fresh.patience);
}
