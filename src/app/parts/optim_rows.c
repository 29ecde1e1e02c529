// What is refused is as it was before this pass.
#include "app/parts/optim_rows.h"

#include "app/parts/schedule_rows.h"
#include "base/utf8.h"

SpecRows optim_rows_of(OptimSpec *spec, const char *prefix, bool all, double rate, double steps)
{
    return (SpecRows){ .table = optim_settings,
                       .owner = spec,
                       .prefix = prefix,
                       .all = all,
                       .has = optim_setting_matters,
                       .slider = schedule_slider,
                       .rate = rate,
                       .steps = steps };
}

bool optim_rows(Ui *ui, Column *column, const SpecRows *rows)
{
    OptimSpec *spec = rows->owner;
    const OptimSpec before = *spec;
    Error err = { .text = "" };
    if (!spec_rows(ui, column, rows)) {
        return false;
    }
    spec_mend_optim(&before, spec);
    if (optim_form.refuse(spec, &err)) {
        *spec = before;
        text_print(ui->said, sizeof ui->said, "%s", err.text);
    }
    return true;
}
