// A row for each row of net_settings.
#include "cli/list_settings.h"

#include "base/text.h"
#include "base/words.h"
#include "model/net/net_hidden.h"

#include <stdio.h>

static Kind setting_rows[NET_KEYS_MAX]; // of net_settings, which have no Kind of their own
Registry list_settings = { REGISTRY(setting_rows) };

void list_settings_gather(void)
{
    list_settings.count = (size_t)net_key_count;
    for (int i = 0; i < net_key_count; i++) {
        const Setting *setting = &net_settings[i];
        setting_rows[i] = (Kind){ .key = setting->param.key,
                                  .name = setting->param.label,
                                  .about = setting->about };
    }
}

// "0..0.9", "1..1000000|all", "off|before|after", or the list that has them.
static void write_values(const Setting *setting, ListOf *list_of, char *text, size_t size)
{
    const Registry *choices = setting_registry(setting);
    const char *list = choices ? list_of(choices) : NULL;
    char min[32], max[32];
    size_t used = 0;
    text[0] = '\0';
    if (list || setting->bare) {
        snprintf(text, size, "list %s", list ? list : "layers");
    } else if (setting->type == &net_hidden) {
        snprintf(text, size, "8,4|5x100|none");
    } else if (choices) {
        const char *between = setting->type == &setting_switches ? "," : "|";
        for (size_t i = 0; i < choices->count && used < size; i++) {
            used += (size_t)snprintf(text + used, size - used, "%s%s", i ? between : "",
                                     registry_key(choices, i));
        }
    } else {
        text_exact(min, sizeof min, setting->param.min);
        text_exact(max, sizeof max, setting->param.max);
        snprintf(text, size, "%s..%s%s%s", min, max, setting->zero ? "|" : "",
                 setting->zero ? setting->zero : "");
    }
}

void list_fill_setting(Columns *table, size_t row, ListOf *list_of)
{
    char text[SPEC_TEXT_MAX];
    NetSpec usual;
    net_spec_defaults(&usual);
    write_values(&net_settings[row], list_of, text, sizeof text);
    columns_text(table, text);
    net_spec_write_key(&usual, (NetKey)row, text, sizeof text);
    columns_text(table, setting_said(&net_settings[row], &usual) ? text : "");
    if (!table->csv) {
        columns_text(table, net_settings[row].about ? tr(net_settings[row].about) : "");
    }
}
