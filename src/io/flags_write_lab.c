// What is shared and has a flag goes to its flag, the rest of it to --shared; a network's spec has
// what is its own and nothing else.
#include "io/flags_lab.h"

static void put_shared(Line *line, const NetSpec *shared)
{
    char text[NET_TEXT_MAX];
    NetSpec rest = *shared;
    rest.own = 0;
    for (int k = 0; k < net_key_count; k++) {
        const Setting *setting = &net_settings[k];
        const bool goes = !setting->flag.name && !setting->type->usual(setting, shared);
        rest.own |= goes ? SETTING_BIT(k) : 0;
    }
    net_spec_write(&rest, text, sizeof text);
    if (*text) {
        line_flag(line, "shared", text);
    }
    line_settings(line, net_settings, shared);
}

void lab_flags_write(Line *line, const Subject *subject)
{
    const LabSpec *from = &subject->lab;
    LabSpec lab = *from;
    if (lab_asks_softmax(&lab)) {
        lab_drop_softmax(&lab, lab_is_regression(&lab)); // the flags refuse it
    }
    char text[DATA_TEXT_MAX + LAB_NETWORK_TEXT_MAX]; // enough for either
    data_spec_write(&lab.data, text, sizeof text);
    line_flag(line, "data", text);
    put_shared(line, &lab.shared);
    for (int i = 0; i < lab.network_count; i++) {
        lab_write_network(&lab, i, text, sizeof text);
        if (*text || from->network_count > 1) {
            line_flag(line, "network", text);
        }
    }
    line_settings(line, &lab_settings[LAB_EPOCHS], &lab); // the data stand first, usual or not
    line_settings(line, lab_show_settings, &subject->lab_show);
    if (line->put) { // a command line has no words for it
        past_flags_write(line, subject);
    }
}
