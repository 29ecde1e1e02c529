// Numbers that are rates reach as far as the optimizer's own, lengths to twice that of all.
#include "app/parts/schedule_rows.h"

#include "model/optim/optim_spec.h"

#include <math.h>
#include <string.h>

// Where sliders go less far than what can be typed.
static const struct {
    const char *key;
    double min, max;
} narrower[] = { { "start_factor", 0, 2 },  { "end_factor", 0, 2 },
                 { "k", 1e-4, 10 },         { "power", 0.2, 5 },
                 { "gamma", 0.01, 1 },      { "div", 1, 1000 },
                 { "final_div", 1, 1e5 },   { "patience", 0, 100 },
                 { "cooldown", 0, 100 },    { "t_mult", 1, 5 },
                 { "threshold", 0, 0.1 },   { "curvature_min", 1e-4, 1e4 },
                 { "factor", 0.01, 0.999 }, { "curvature_max", 1e-4, 1e4 } };

static bool is_rate(const char *key)
{
    return strcmp(key, "eta_min") == 0 || strcmp(key, "base_lr") == 0 || strcmp(key, "min_lr") == 0;
}

static void narrow(const SpecRows *rows, Param *row)
{
    for (size_t i = 0; i < COUNT(narrower); i++) {
        if (strcmp(row->key, narrower[i].key) == 0 && row->max > narrower[i].max) {
            row->max = narrower[i].max;
        }
        if (strcmp(row->key, narrower[i].key) == 0 && row->min < narrower[i].min) {
            row->min = narrower[i].min;
        }
    }
    if (is_rate(row->key)) {
        row->max = rows->rate;
    } else if (row->max >= SCHEDULE_STEPS_MAX) {
        row->max = fmax(2 * rows->steps, 2);
    }
}

double schedule_slider(const SpecRows *rows, const Setting *kind, const Param *param, Param *row)
{
    if (kind->form != &schedule_form) {
        return NAN;
    }
    narrow(rows, row);
    Schedule schedule = ((const OptimSpec *)rows->owner)->params.schedule;
    for (const Setting *part = schedules[schedule.kind].parts; part && part->param.key; part++) {
        if (&part->param == param && part->type == &setting_number) {
            double *length = setting_field(part, &schedule);
            *length = 0;
            schedule_settle(&schedule, rows->steps, NULL);
            return *length > 0 ? *length : (double)NAN;
        }
    }
    return NAN;
}
