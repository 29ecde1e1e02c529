// A setting's own description says everything: label, range, help, what it can be.
#include "app/parts/spec_rows.h"

#include "app/parts/setting_rows.h"
#include "base/spec.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
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

// What only the kind has that is chosen: what can be left open, lists, choices.
static const Setting *parts_of(const Setting *row, const void *owner)
{
    return row->type == &setting_kind ? setting_parts(row, setting_kind_of(row, owner)) : NULL;
}

static int rows_of(const Setting *row, const void *owner)
{
    int count = 1 + (int)settings_count(parts_of(row, owner));
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

// A number of a kind, by its place: open ones show what they come to, and are open again when they
// are put back there.
static bool kind_number(Ui *ui, Column *column, const SpecRows *rows, const Setting *kind,
                        const Param *param, bool can_be_open, double *value)
{
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX];
    Param shown = *param;
    const double open = rows->slider ? rows->slider(rows, kind, param, &shown) : (double)NAN;
    const double usual = can_be_open ? (isnan(open) ? 0 : open) : param->def;
    double now = can_be_open && *value == 0 ? usual : *value;
    shown.min = can_be_open && isnan(open) ? 0 : shown.min;
    snprintf(name, sizeof name, "%s.%s.%s", rows->prefix, kind->param.key, param->key);
    tip_of(param, NULL, tip, sizeof tip);
    Param accepted = *param;
    accepted.min = shown.min < accepted.min ? shown.min : accepted.min;
    if (!ui_slider_wide(ui, name, column_row(column, ROW, 0), &shown, &accepted, &now, usual, NULL,
                        tip)) {
        return false;
    }
    *value = can_be_open && (now == usual || now < param->min) ? 0 : now;
    return true;
}

static bool good_list(const void *context, const char *text, Error *err)
{
    const Setting *part = context;
    char whole[256];
    Word word;
    int at = 0;
    SettingList list;
    Setting alone = *part;
    alone.param.offset = 0;
    text_print(whole, sizeof whole, "%s=%s", part->param.key, text);
    return word_next(whole, &at, &word) && alone.type->read(&alone, &list, &word, err);
}

static bool list_part(Ui *ui, Rect control, const char *name, const Setting *part, void *held)
{
    char text[200], tip[UI_MESSAGE_MAX];
    part->type->write(part, held, text, sizeof text);
    text_print(tip, sizeof tip, tr("%s: whole numbers, each larger than the one before"),
               tr(part->param.label));
    if (!ui_text_entry(ui, name, control, text, sizeof text, good_list, part, tip)) {
        return false;
    }
    char whole[256];
    Word word;
    int at = 0;
    text_print(whole, sizeof whole, "%s=%s", part->param.key, text);
    return word_next(whole, &at, &word) && part->type->read(part, held, &word, NULL);
}

static bool choice_part(Ui *ui, Rect control, const char *name, const Setting *part, void *held)
{
    int *place = setting_field(part, held);
    const char *about = registry_at(part->choices, (size_t)*place)->about;
    return ui_choice(ui, name, control, (int)part->choices->count, registry_name, part->choices,
                     place, NULL, tr(about ? about : part->param.label));
}

static bool part_row(Ui *ui, Column *column, const SpecRows *rows, const Setting *kind,
                     const Setting *part)
{
    void *held = setting_field(kind, rows->owner);
    char name[UI_NAME_MAX];
    if (part->type == &setting_number) {
        return kind_number(ui, column, rows, kind, &part->param, part->zero,
                           setting_field(part, held));
    }
    snprintf(name, sizeof name, "%s.%s.%s", rows->prefix, kind->param.key, part->param.key);
    const Rect line = column_row(column, ROW, 0);
    const Rect control =
        rect_inset(row_labelled(ui, line, line.w * 0.56f, tr(part->param.label)), 2);
    return part->type == &setting_list ? list_part(ui, control, name, part, held)
                                       : choice_part(ui, control, name, part, held);
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
    for (const Setting *part = parts_of(row, rows->owner); part && part->param.key; part++) {
        changed = part_row(ui, column, rows, row, part) || changed;
    }
    for (const Param *p = numbers_of(row, rows->owner); p && p->key; p++) {
        changed = kind_number(ui, column, rows, row, p, false, param_field(p, numbers)) || changed;
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
