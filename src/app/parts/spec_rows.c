// A setting's own description says everything: label, range, help, what it can be.
#include "app/parts/spec_rows.h"

#include "app/parts/setting_rows.h"
#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 26 };

static bool is_shown(const SpecRows *rows, const Setting *row)
{
    return (!rows->has || rows->has(rows->owner, row->param.key)) &&
           (rows->all || !row->type->usual(row, rows->owner));
}

static const Param *numbers_of(const Setting *row, const void *owner)
{
    return row->type == &setting_kind ? setting_kind_of(row, owner)->params : NULL;
}

static int rows_of(const Setting *row, const void *owner)
{
    int count = 1;
    for (const Param *p = numbers_of(row, owner); p && p->key; p++) {
        count++;
    }
    return count;
}

float spec_rows_height(const SpecRows *rows)
{
    int count = 0;
    for (const Setting *row = rows->table; row->param.key; row++) {
        count += is_shown(rows, row) ? rows_of(row, rows->owner) : 0;
    }
    return (float)(count * ROW);
}

static void tip_of(const Param *param, const char *help, char *tip, size_t size)
{
    char low[32], high[32];
    text_short(low, sizeof low, param->min, 4);
    text_short(high, sizeof high, param->max, 4);
    if (help) {
        text_print(tip, size, tr("%s, from %s to %s"), tr(help), low, high);
    } else {
        text_print(tip, size, tr("%s, from %s to %s"), tr(param->label), low, high);
    }
}

static bool slider(Ui *ui, Column *column, const char *prefix, const Param *shown,
                   const Param *accepted, double *value, const char *help)
{
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX];
    snprintf(name, sizeof name, "%s.%s", prefix, accepted->key);
    tip_of(accepted, help, tip, sizeof tip);
    return ui_slider_wide(ui, name, column_row(column, ROW, 0), shown, accepted, value,
                          accepted->def, NULL, tip);
}

static bool number_row(Ui *ui, Column *column, const SpecRows *rows, const Setting *row)
{
    const Param shown = setting_slider(row);
    double *value = setting_field(row, rows->owner);
    const bool changed =
        slider(ui, column, rows->prefix, &shown, &row->param, value, row->flag.help);
    if (changed && row->given) {
        *(bool *)(void *)((char *)rows->owner + row->given) = *value != row->param.def;
    }
    return changed;
}

static bool kind_row(Ui *ui, Column *column, const SpecRows *rows, const Setting *row)
{
    const Registry *registry = row->form->registry;
    const Kind *kind = setting_kind_of(row, rows->owner);
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX];
    int chosen = registry_find(registry, kind->key);
    snprintf(name, sizeof name, "%s.%s", rows->prefix, row->param.key);
    text_print(tip, sizeof tip, "%s", tr(kind->about ? kind->about : row->param.label));
    const Rect line = column_row(column, ROW, 0);
    const Rect control = row_labelled(ui, line, line.w * 0.56f, tr(row->param.label));
    bool changed = false;
    if (ui_choice(ui, name, rect_inset(control, 2), (int)registry->count, registry_name, registry,
                  &chosen, NULL, tip)) {
        setting_choose(row, rows->owner, registry_at(registry, (size_t)chosen));
        changed = true;
    }
    char *numbers = (char *)setting_field(row, rows->owner) + row->form->params;
    for (const Param *p = numbers_of(row, rows->owner); p && p->key; p++) {
        changed = slider(ui, column, rows->prefix, p, p, param_field(p, numbers), NULL) || changed;
    }
    return changed;
}

const char *spec_rows(Ui *ui, Column *column, const SpecRows *rows)
{
    const char *key = NULL;
    for (const Setting *row = rows->table; row->param.key; row++) {
        if (!is_shown(rows, row)) {
            continue;
        }
        const bool changed = row->type == &setting_kind ? kind_row(ui, column, rows, row)
                                                        : number_row(ui, column, rows, row);
        key = changed ? row->param.key : key;
    }
    return key;
}
