// The man page: what --help says, and the tables of landscapes, optimizers, functions and keys.
#include "cli/program.h"
#include "io/flags_help.h"
#include "io/flags_subject.h"
#include "io/roff.h"

#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum { TEXT_MAX = 4096 };

static void flag_item(Roff *page, const Flag *flag)
{
    char head[96], letter[8] = "";
    if (flag->letter) {
        snprintf(letter, sizeof letter, "-%c, ", flag->letter);
    }
    snprintf(head, sizeof head, "%s--%s%s%s", letter, flag->name, flag->value ? " " : "",
             flag->value ? flag->value : "");
    roff_item(page, head, tr(flag->help));
}

static void flag_items(Roff *page, const Flag *flags)
{
    for (const Flag *flag = flags; flag && flag->name; flag++) {
        flag_item(page, flag);
    }
}

static void synopsis(Roff *page, const Program *program)
{
    roff_section(page, tr("SYNOPSIS"));
    roff_usage(page, "thalweg", tr(program->self->usage));
    for (size_t i = 0; i < program->commands->count; i++) {
        const Command *command = program_command(program, i);
        char name[64];
        snprintf(name, sizeof name, "thalweg %s", command->flags->name);
        roff_usage(page, name, tr(command->flags->usage));
    }
}

static void description(Roff *page)
{
    roff_section(page, tr("DESCRIPTION"));
    roff_paragraph(page,
                   tr("Thalweg draws a loss landscape and races optimizers down it. Without "
                      "a command it opens a window in which the start, the rates, the "
                      "landscape and its formula can be changed by hand; every change is "
                      "answered at once. The landscape is shown as a map, as a surface that "
                      "can be turned, or both. The commands give the same races as numbers or as "
                      "pictures."));
}

static void command_sections(Roff *page, const Program *program)
{
    roff_section(page, tr("COMMANDS"));
    for (size_t i = 0; i < program->commands->count; i++) {
        const Command *command = program_command(program, i);
        roff_subsection(page, command->flags->name);
        roff_paragraph(page, tr(command->flags->summary));
        flag_items(page, command->flags->flags);
        roff_example(page, command->flags->example);
    }
}

static void flag_sections(Roff *page, const Program *program)
{
    roff_section(page, tr("FLAGS"));
    flag_items(page, program->self->flags);
    flag_item(page, &flags_help_flag);
    roff_item(page, "--version", tr("shows the version"));
    roff_paragraph(page, tr(flags_help_file));
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        roff_subsection(page, tr(subject_flags[kind].title));
        const Flag *flag;
        for (size_t i = 0; (flag = subject_flags[kind].flag_at(i)); i++) {
            if (!flag->filed) {
                flag_item(page, flag);
            }
        }
    }
}

// "a=10 (Width, 1 to 20), b=..." behind what stands in text [TEXT_MAX].
static void add_params(char *text, const Param *params)
{
    size_t used = strlen(text);
    for (const Param *param = params; param->key; param++) {
        char def[32], min[32], max[32];
        text_short(def, sizeof def, param->def, 6);
        text_short(min, sizeof min, param->min, 6);
        text_short(max, sizeof max, param->max, 6);
        used += (size_t)snprintf(text + used, TEXT_MAX - used,
                                 param == params ? tr(" Parameters: %s=%s (%s, %s to %s)")
                                                 : tr(", %s=%s (%s, %s to %s)"),
                                 param->key, def, tr(param->label), min, max);
        assert(used < TEXT_MAX);
    }
}

// " Of its own: n=40 (Points), ..." behind what stands in text [TEXT_MAX]: of a table of settings
// and what they are by default. A text has none.
static void add_settings(char *text, const Setting *rows, const void *usual)
{
    size_t used = strlen(text);
    for (const Setting *row = rows; row && row->param.key; row++) {
        char value[80] = "...";
        if (row->size == 0) {
            row->type->write(row, usual, value, sizeof value);
        }
        used += (size_t)snprintf(text + used, TEXT_MAX - used,
                                 row == rows ? tr(" Of its own: %s=%s (%s)") : tr(", %s=%s (%s)"),
                                 row->param.key, value, tr(row->param.label));
        assert(used < TEXT_MAX);
    }
}

static void add_data(char *text, const Landscape *row)
{
    FitSpec usual;
    fit_spec_reset(&usual, row->fit);
    add_settings(text, row->settings, &usual);
}

static void landscape_section(Roff *page)
{
    roff_section(page, tr("LANDSCAPES"));
    for (int i = 0; i < landscape_count; i++) {
        char text[TEXT_MAX];
        text_print(text, sizeof text, tr("%s. %s"), tr(landscapes[i].kind.name),
                   tr(landscapes[i].kind.about));
        add_params(text, landscapes[i].kind.params);
        if (landscapes[i].fit) {
            add_data(text, &landscapes[i]);
        }
        roff_item(page, landscapes[i].kind.key, text);
    }
}

static void optimizer_section(Roff *page)
{
    roff_section(page, tr("OPTIMIZERS"));
    roff_paragraph(page, tr("A spec names an optimizer, then the parameters that shall differ from "
                            "their defaults: \"adam lr=0.05 beta1=0.9\". Landscapes bring rates "
                            "(lr) of their own."));
    for (int k = 0; k < OPTIM_COUNT; k++) {
        char text[TEXT_MAX];
        text_print(text, sizeof text, tr("%s (%s). %s"), tr(optims[k].kind.name),
                   tr(optims[k].kind.source), tr(optims[k].kind.about));
        add_params(text, optims[k].kind.params);
        roff_item(page, optims[k].kind.key, text);
    }
}

// What can be left open or chosen.
static void add_parts(char *text, const ScheduleRow *row)
{
    Schedule usual = { .kind = SCHEDULE_CONSTANT };
    settings_reset(row->parts, &usual);
    add_settings(text, row->parts, &usual);
    const size_t used = strlen(text);
    snprintf(text + used, TEXT_MAX - used, "%s", row->parts ? "." : "");
}

// What stands behind any kind's own numbers, but for the schedule, which has a section.
static void around_section(Roff *page)
{
    roff_section(page, tr("AROUND ANY OPTIMIZER"));
    roff_paragraph(page,
                   tr("These may stand in the spec of any optimizer: \"sgd lr=0.1 clip=1 "
                      "lookahead=5\". In a step they come in this order, the rule itself before "
                      "lookahead. A method "
                      "that looks at other points takes none of those that change the "
                      "gradient. In a network clip= is that of --clip unless the optimizer "
                      "names its own."));
    for (const Setting *row = optim_settings; row->param.key; row++) {
        char head[64], low[32], high[32];
        if (row->form == &schedule_form || strcmp(row->param.key, "warmup") == 0) {
            continue;
        }
        text_short(low, sizeof low, row->param.min, 6);
        text_short(high, sizeof high, row->param.max, 6);
        if (row->form) {
            text_print(head, sizeof head, "%s=", row->param.key);
            for (size_t i = 0; i < row->form->registry->count; i++) {
                const size_t used = strlen(head);
                text_print(head + used, sizeof head - used, "%s%s", i ? "|" : "",
                           registry_at(row->form->registry, i)->key);
            }
        } else {
            text_print(head, sizeof head, tr("%s=%s to %s"), row->param.key, low, high);
        }
        roff_item(page, head, tr(row->flag.help));
    }
}

static void layer_section(Roff *page)
{
    roff_section(page, tr("LAYERS"));
    roff_paragraph(page,
                   tr("Behind --layers, or layers= in a network's words, stand layers with commas "
                      "between them, or an activation's key with its number. A dense layer to the "
                      "outputs comes behind them by itself."));
    for (int i = 0; i < LAYER_WORD_COUNT; i++) {
        const Kind *kind = &layer_words[i].kind;
        char text[TEXT_MAX];
        if (kind->source) {
            text_print(text, sizeof text, tr("%s (%s): %s"), tr(kind->name), tr(kind->source),
                       tr(kind->about));
        } else {
            text_print(text, sizeof text, tr("%s: %s"), tr(kind->name), tr(kind->about));
        }
        roff_item(page, layer_words[i].form, text);
    }
}

static void schedule_section(Roff *page)
{
    roff_section(page, tr("SCHEDULES"));
    roff_paragraph(page,
                   tr("Behind schedule= in an optimizer's spec a schedule is named, then its "
                      "own parameters: \"adam lr=0.1 schedule=cosine eta_min=1e-4 "
                      "warmup=10\". warmup=n lets the rate rise in n steps, before the "
                      "schedule begins. What is auto goes by the length of the race or of the "
                      "training; in networks a step is a batch."));
    for (int k = 0; k < SCHEDULE_COUNT; k++) {
        const ScheduleRow *row = &schedules[k];
        char text[TEXT_MAX];
        if (row->kind.source) {
            text_print(text, sizeof text, tr("%s (%s). %s"), tr(row->kind.name),
                       tr(row->kind.source), tr(row->kind.about));
        } else {
            text_print(text, sizeof text, tr("%s. %s"), tr(row->kind.name), tr(row->kind.about));
        }
        add_parts(text, row);
        add_params(text, row->kind.params);
        roff_item(page, row->kind.key, text);
    }
}

static void formula_section(Roff *page)
{
    char names[TEXT_MAX / 2], text[TEXT_MAX];
    size_t used = 0;
    const char *name;
    for (size_t i = 0; (name = formula_function_name(i)); i++) {
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? " " : "", name);
        assert(used < sizeof names);
    }
    text_print(text, sizeof text,
               tr("Variables x y, constants pi e, numbers, + - * / ^, parentheses, and the "
                  "functions %s"),
               names);
    roff_section(page, tr("FORMULAS"));
    roff_paragraph(page, text);
    roff_paragraph(page,
                   tr("^ groups to the right and binds tighter than a minus before it. "
                      "Products may be left out as on paper: 2x, 3(x+1)y, 2 sin(x). Any other "
                      "name is a parameter: a slider in the window, --param a=1 here."));
}

static void key_section(Roff *page, const Program *program)
{
    roff_section(page, tr("KEYS"));
    const char *key, *meaning;
    for (size_t i = 0; program->key(i, &key, &meaning); i++) {
        roff_item(page, tr(key), tr(meaning));
    }
}

static void status_section(Roff *page)
{
    roff_section(page, tr("EXIT STATUS"));
    roff_item(page, "0", tr("all went well"));
    roff_item(page, "1", tr("a failure of the program or of the machine"));
    roff_item(page, "2",
              tr("a mistake in what was typed; a message points at it, and nothing is "
                 "written"));
}

void program_manual(const Program *program)
{
    Roff page = { .out = stdout };
    char version[64];
    snprintf(version, sizeof version, "Thalweg %s", program->version);
    roff_title(&page, "THALWEG", 1, program->date, version);
    roff_section(&page, tr("NAME"));
    roff_name(&page, "thalweg", tr(program->summary));
    synopsis(&page, program);
    description(&page);
    command_sections(&page, program);
    flag_sections(&page, program);
    landscape_section(&page);
    optimizer_section(&page);
    schedule_section(&page);
    around_section(&page);
    layer_section(&page);
    formula_section(&page);
    key_section(&page, program);
    status_section(&page);
    roff_section(&page, tr("EXAMPLES"));
    roff_example(&page, program->examples);
}
