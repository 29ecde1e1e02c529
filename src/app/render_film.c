// The numbers of a film; NAN and 0 are what nobody said.
#include "app/render_film.h"

#include "app/shell/export.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <string.h>

void render_film_unsaid(ExportPlan *plan)
{
    plan->from = plan->to = plan->seconds = plan->turned = NAN;
    plan->rate = 0;
}

bool render_film_complete(ExportPlan *plan, Error *err)
{
    if (!(export_rows[plan->kind].uses & EXPORT_USES_FILM)) {
        const struct {
            const char *flag;
            bool said;
        } flags[] = {
            { "--fps", plan->rate != 0 },       { "--seconds", !isnan(plan->seconds) },
            { "--from", !isnan(plan->from) },   { "--to", !isnan(plan->to) },
            { "--turn", !isnan(plan->turned) },
        };
        for (size_t i = 0; i < COUNT(flags); i++) {
            if (flags[i].said) {
                return fail(err, "%s is of a film: -o FILE.mp4, FILE.webp or FILE.gif",
                            flags[i].flag);
            }
        }
    }
    plan->rate = plan->rate ? plan->rate : EXPORT_RATE;
    plan->seconds = isnan(plan->seconds) ? EXPORT_SECONDS : plan->seconds;
    plan->turned = isnan(plan->turned) ? 0 : plan->turned;
    return true;
}

bool render_take_fps(ExportPlan *plan, const char *value, Error *err)
{
    double rate;
    if (!text_number(value, strlen(value), "--fps", &rate, err)) {
        return false;
    }
    if (!(rate >= 1 && rate <= EXPORT_RATE_MAX) || rate != floor(rate)) {
        return fail_at(err, 0, "--fps is a whole number from 1 to %d", EXPORT_RATE_MAX);
    }
    plan->rate = (int)rate;
    return true;
}

bool render_take_seconds(ExportPlan *plan, const char *value, Error *err)
{
    if (!text_number(value, strlen(value), "--seconds", &plan->seconds, err)) {
        return false;
    }
    return (plan->seconds >= EXPORT_SECONDS_MIN && plan->seconds <= EXPORT_SECONDS_MAX) ||
           fail_at(err, 0, "--seconds is from %g to %g", EXPORT_SECONDS_MIN, EXPORT_SECONDS_MAX);
}

static bool take_step(const char *flag, const char *value, double *step, Error *err)
{
    if (!text_number(value, strlen(value), flag, step, err)) {
        return false;
    }
    return (*step >= 0 && *step <= 1e9 && *step == floor(*step)) ||
           fail_at(err, 0, "%s is a step: a whole number from 0", flag);
}

bool render_take_from(ExportPlan *plan, const char *value, Error *err)
{
    return take_step("--from", value, &plan->from, err);
}

bool render_take_to(ExportPlan *plan, const char *value, Error *err)
{
    return take_step("--to", value, &plan->to, err);
}

bool render_take_turn(ExportPlan *plan, const char *value, Error *err)
{
    if (!text_number(value, strlen(value), "--turn", &plan->turned, err)) {
        return false;
    }
    return fabs(plan->turned) <= EXPORT_TURN_MAX ||
           fail_at(err, 0, "--turn is from %d to %d degrees", -EXPORT_TURN_MAX, EXPORT_TURN_MAX);
}
