// `thalweg list`: what there is to choose from, as a table for people or as CSV.
#include "base/text.h"
#include "base/words.h"
#include "cli/columns.h"
#include "cli/list_settings.h"
#include "cli/mains.h"
#include "io/flags.h"
#include "sim/lesson/quantity.h"

#include <stdio.h>
#include <string.h>

typedef struct List {
    Kind kind;
    const Registry *rows;
    const char *csv_header, *header; // column names split by commas: key, name and the others
    void (*fill)(Columns *table, size_t row); // the others of a row
} List;

static void put_number(Columns *table, double value)
{
    char text[40];
    if (table->csv) {
        snprintf(text, sizeof text, "%.17g", value);
    } else {
        text_short(text, sizeof text, value, 6);
    }
    columns_text(table, text);
}

// "k=20 t=0": each key with its default.
static void write_params(char *text, size_t size, const Param *params)
{
    size_t used = 0;
    text[0] = '\0';
    for (const Param *param = params; param->key; param++) {
        char number[32];
        text_exact(number, sizeof number, param->def);
        used += (size_t)snprintf(text + used, size - used, "%s%s=%s", used ? " " : "", param->key,
                                 number);
        assert(used < size);
    }
}

static void put_params(Columns *table, const Param *params)
{
    char text[SPEC_TEXT_MAX];
    write_params(text, sizeof text, params);
    columns_text(table, text);
}

// Of a landscape that data make what can be said of them, with its defaults.
static void put_landscape_params(Columns *table, const Landscape *it)
{
    char text[SPEC_TEXT_MAX];
    FitSpec *fit = memory_get(sizeof *fit);
    size_t used = 0;
    if (!it->fit) {
        put_params(table, it->kind.params);
        free(fit);
        return;
    }
    fit_spec_reset(fit, it->fit);
    text[0] = '\0';
    for (const Setting *row = it->settings; row->param.key; row++) {
        if (row->type != &fit_file_type && row->type != &fit_points_type) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s=", used ? " " : "",
                                     row->param.key);
            assert(used < sizeof text);
            used += row->type->write(row, fit, text + used, sizeof text - used);
            assert(used < sizeof text);
        }
    }
    columns_text(table, text);
    free(fit);
}

static void put_numbers(Columns *table, size_t count, const double *values)
{
    char text[160] = "";
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        char number[32];
        text_short(number, sizeof number, values[i], 4);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? "," : "", number);
    }
    columns_text(table, text);
}

static void fill_landscape(Columns *table, size_t row)
{
    const Landscape *it = &landscapes[row];
    const double domain[] = { it->domain.x0, it->domain.x1, it->domain.y0, it->domain.y1 };
    if (table->csv) {
        columns_text(table, it->formula);
        for (size_t k = 0; k < COUNT(domain); k++) {
            put_number(table, domain[k]);
        }
        put_number(table, it->start[0]);
        put_number(table, it->start[1]);
        put_landscape_params(table, it);
    } else {
        put_numbers(table, COUNT(domain), domain);
        put_numbers(table, 2, it->start);
        put_landscape_params(table, it);
        columns_text(table, it->formula);
    }
}

static void fill_optimizer(Columns *table, size_t row)
{
    const Optim *it = &optims[row];
    const Kind *group = &optim_groups[it->group];
    if (table->csv) {
        put_params(table, it->kind.params);
        columns_text(table, group->key);
        columns_text(table, optim_place_keys[it->places]);
    } else {
        columns_text(table, tr(group->name));
        put_params(table, it->kind.params);
        columns_text(table, tr(it->kind.about));
    }
}

// "t_max=auto eta_min=0": what can be left open or chosen, then each number with its default.
static void fill_schedule(Columns *table, size_t index)
{
    const ScheduleRow *row = &schedules[index];
    Schedule usual = { .kind = (ScheduleKind)index };
    char text[SPEC_TEXT_MAX] = "";
    size_t used = 0;
    settings_reset(row->parts, &usual);
    for (const Setting *part = row->parts; part && part->param.key; part++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s=", part->param.key);
        used += part->type->write(part, &usual, text + used, sizeof text - used);
        used += (size_t)snprintf(text + used, sizeof text - used, " ");
        assert(used < sizeof text);
    }
    write_params(text + used, sizeof text - used, row->kind.params);
    used = strlen(text);
    text[used - (used > 0 && text[used - 1] == ' ')] = '\0';
    columns_text(table, text);
    if (!table->csv) {
        columns_text(table, tr(row->kind.about));
    }
}

static void fill_layer(Columns *table, size_t row)
{
    columns_text(table, layer_words[row].form);
    if (!table->csv) {
        columns_text(table, tr(layer_words[row].kind.about));
    }
}

static void fill_activation(Columns *table, size_t row)
{
    char formula[80];
    activation_formula((ActivationKind)row, NULL, formula, sizeof formula);
    put_params(table, activations[row].kind.params);
    if (!table->csv) {
        columns_text(table, formula);
    }
}

static void fill_init(Columns *table, size_t row)
{
    put_params(table, inits[row].kind.params);
    if (!table->csv) {
        columns_text(table, inits[row].rule);
    }
}

static void fill_loss(Columns *table, size_t row)
{
    columns_text(table, table->csv ? "" : losses[row].formula);
}

// "file=FILE n=400 noise=0": what must be given, then each key with its default.
static void fill_dataset(Columns *table, size_t index)
{
    const DataRow *row = &data_rows[index];
    char text[SPEC_TEXT_MAX] = "";
    size_t used = 0;
    for (const Setting *file = row->files; file && file->param.key; file++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s=%s ", file->param.key,
                                 file->flag.value);
    }
    assert(used < sizeof text);
    write_params(text + used, sizeof text - used, row->kind.params);
    columns_text(table, text);
    if (!table->csv) {
        columns_text(table, tr(row->kind.about));
    }
}

// Of what there is such a number.
static void fill_quantity(Columns *table, size_t index)
{
    static const char *const of[] = {
        [QUANTITY_RACE] = N_("race"), [QUANTITY_NET] = N_("network"), [QUANTITY_LAYER] = N_("layer")
    };
    const Quantity *row = quantities.rows;
    char text[80] = "";
    for (int i = 0; i < (int)COUNT(of); i++) {
        if (quantity_has(&row[index], (QuantityOf)i)) {
            const size_t used = strlen(text);
            text_print(text + used, sizeof text - used, "%s%s", used ? " " : "",
                       table->csv ? of[i] : tr(of[i]));
        }
    }
    columns_text(table, text);
}

static const char *list_of(const Registry *rows);

static void fill_setting(Columns *table, size_t row)
{
    list_fill_setting(table, row, list_of);
}

// clang-format off
// The words between commas head the columns; in any language there are as many.
static const List lists[] = {
    { { .key = "landscapes" }, &landscape_kinds,
      "key,name,formula,x_min,x_max,y_min,y_max,start_x,start_y,parameters",
      N_("key,name,domain,start,parameters,formula"), fill_landscape },
    { { .key = "optimizers" }, &optim_kinds, "key,name,parameters,group,where",
      N_("key,name,group,parameters,about"), fill_optimizer },
    { { .key = "schedules" }, &schedule_kinds, "key,name,parameters", N_("key,name,parameters,about"),
      fill_schedule },
    { { .key = "settings" }, &list_settings, "key,name,values,default",
      N_("key,name,values,default,about"), fill_setting },
    { { .key = "layers" }, &layer_word_kinds, "key,name,form", N_("key,name,form,about"),
      fill_layer },
    { { .key = "activations" }, &activation_kinds, "key,name,parameters", N_("key,name,parameters,formula"),
      fill_activation },
    { { .key = "inits" }, &init_kinds, "key,name,parameters", N_("key,name,parameters,rule"), fill_init },
    { { .key = "losses" }, &loss_kinds, "key,name,parameters", N_("key,name,formula"), fill_loss },
    { { .key = "datasets" }, &data_kinds, "key,name,parameters", N_("key,name,parameters,about"),
      fill_dataset },
    { { .key = "quantities" }, &quantities, "key,name,of", N_("key,what it is,of"), fill_quantity },
};
// clang-format on
static const Registry list_kinds = { REGISTRY(lists) };

// The list of what stands in a registry; NULL: of none.
static const char *list_of(const Registry *rows)
{
    const char *key = NULL;
    for (size_t i = 0; i < COUNT(lists); i++) {
        key = lists[i].rows == rows ? lists[i].kind.key : key;
    }
    return key;
}

// "scale=off", and what it does, in lines of their own.
static void print_common(const Setting *common)
{
    Columns table = { .csv = false };
    printf("\n");
    columns_header(&table, tr("all have,about"));
    for (const Setting *row = common; row->param.key; row++) {
        char text[64];
        if (row->type == &setting_whole) {
            continue;
        }
        if (setting_registry(row)) {
            snprintf(text, sizeof text, "%s=%s", row->param.key,
                     registry_key(setting_registry(row), (size_t)row->param.def));
        } else if (row->zero && row->param.def == 0) {
            snprintf(text, sizeof text, "%s=%s", row->param.key, row->zero);
        } else {
            snprintf(text, sizeof text, "%s=%g", row->param.key, row->param.def);
        }
        columns_text(&table, text);
        columns_text(&table, tr(row->about));
    }
    columns_print(&table);
    columns_finish(&table);
}

static void print_list(const List *list, bool csv)
{
    Columns table = { .csv = csv };
    columns_header(&table, csv ? list->csv_header : tr(list->header));
    for (size_t i = 0; i < list->rows->count; i++) {
        const Kind *row = registry_at(list->rows, i);
        columns_text(&table, row->key);
        columns_text(&table, csv ? row->name : tr(row->name));
        list->fill(&table, i);
    }
    columns_print(&table);
    columns_finish(&table);
    if (list->rows == &data_kinds && !csv) {
        print_common(data_common);
    }
}

static bool take_csv(void *context, const char *value, Error *err)
{
    (void)value, (void)err;
    *(bool *)context = true;
    return true;
}

static const Flag list_flags[] = {
    { "csv", 0, NULL, N_("as CSV, with every number in full"), .take = take_csv },
    { .name = NULL },
};

const FlagsCommand list_command = {
    .name = "list",
    .summary =
        N_("Lists what there is to choose from, with the defaults of its parameters;\n"
           "settings are what --network and --shared take, quantities what lessons can claim."),
    .usage = N_("landscapes|optimizers|schedules|settings|layers|activations|\n"
                "inits|losses|datasets|quantities [--csv]"),
    .flags = list_flags,
    .words = &list_kinds,
    .example = "thalweg list landscapes --csv",
};

static int list_wrong(const char *word)
{
    FlagsError err = { .typed = word };
    char known[240];
    tr_list(known, sizeof known, COUNT(lists), registry_key, &list_kinds);
    const char *nearest = word ? registry_nearest(&list_kinds, word) : NULL;
    if (!word) {
        fail(&err.error, "which list? There are %s", known);
    } else if (nearest) {
        fail_at(&err.error, 0, "there is no list '%.40s', did you mean '%s'?", word, nearest);
    } else {
        fail_at(&err.error, 0, "there is no list '%.40s'; there are %s", word, known);
    }
    flags_report("list", &err);
    return 2;
}

int list_main(int argc, char **argv)
{
    Arena arena = { 0 };
    bool csv = false;
    const char *word = NULL;
    int word_count = 0, status = 0;
    const FlagsResult read =
        flags_read(&list_command, argc, argv, &csv, NULL, 1, &word, &word_count, &arena);
    list_settings_gather();
    if (read == FLAGS_READ) {
        const List *list = word_count ? registry_row(&list_kinds, word) : NULL;
        if (list) {
            print_list(list, csv);
        } else {
            status = list_wrong(word);
        }
    }
    arena_free(&arena);
    return read == FLAGS_WRONG ? 2 : status;
}
