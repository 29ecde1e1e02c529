// A step is a batch. What a plateau did is read off the rates that the training used.
#include "app/network/lab_schedule.h"

#include "app/parts/schedule_curve.h"
#include "base/words.h"

#include <math.h>

typedef struct Used {
    const NetShot *net;
} Used;

static double used_rate(void *context, double step)
{
    const NetShot *net = ((const Used *)context)->net;
    const SeriesPoint *point = series_at(&net->series.steps, (long)step);
    return point && step <= (double)net->step ? point->values[SERIES_RATE] : (double)NAN;
}

double lab_schedule_steps(const NetworkRoom *room)
{
    const LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    const bool known = shot && space->selected < shot->network_count;
    const double steps = known ? (double)shot->networks[space->selected].epoch_steps : 0;
    return steps * space->wish.spec.epochs;
}

void lab_schedule(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const NetSpec spec = lab_network(&space->wish.spec, space->selected);
    const LabShot *shot = space->shot;
    const NetShot *net =
        shot && space->selected < shot->network_count ? &shot->networks[space->selected] : NULL;
    Schedule schedule = spec.optimizer.params.schedule;
    if (schedule_rests(&schedule) || !net || net->epoch_steps == 0) {
        return;
    }
    const double steps = lab_schedule_steps(room);
    schedule_settle(&schedule, steps, NULL);
    Used used = { net };
    const ScheduleCurve curve = {
        .schedule = &schedule,
        .rate = spec.optimizer.params.lr,
        .steps = steps,
        .at = (double)net->step,
        .color = labspace_color(space, space->selected, room->shell->ui.theme),
        .known = schedule.kind == SCHEDULE_PLATEAU ? used_rate : NULL,
        .context = &used,
        .lacks = schedule_lacks_curvatures(&schedule)
                     ? tr("Curvatures are not known here: give both")
                     : NULL,
    };
    schedule_curve(&room->shell->ui, "lab.schedule.curve", column_row(column, SCHEDULE_CURVE, 4),
                   &curve);
}
