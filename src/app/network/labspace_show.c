// What is looked at in a lab, and what has happened to it, as plain data of a subject.
#include "app/network/labspace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int labspace_speed(const LabSpace *space)
{
    int nearest = 0;
    for (int i = 1; i < LAB_SPEED_COUNT && !space->wish.paced; i++) {
        nearest = nearest == 0 || space->wish.speed >= lab_speeds[i].steps_per_s ? i : nearest;
    }
    return nearest;
}

void labspace_set_speed(LabSpace *space, int speed)
{
    const double steps_per_s = lab_speeds[speed].steps_per_s;
    space->wish.paced = steps_per_s == 0;
    space->wish.speed = steps_per_s > 0 ? steps_per_s : INFINITY;
    labspace_changed(space);
}

void labspace_sample_step(LabSpace *space, int by)
{
    const LabShot *shot = space->shot;
    if (shot && shot->rows > 0) {
        const int last = shot->rows - 1;
        const int row = (space->wish.look.map_row < last ? space->wish.look.map_row : last) + by;
        space->wish.look.map_row = row < 0 ? last : row > last ? 0 : row;
        labspace_changed(space);
    }
}

// Looks beyond the answer: into the plane, back to the best epoch, over the steps.
static void show_looks(LabSpace *space, const LabShow *show)
{
    LabLook *look = &space->wish.look;
    look->spread = show->spread;
    look->bands = show->bands;
    look->trained = show->trained;
    space->pointed = (LabUnitPlace){ .unit = 0 };
    labspace_pin(space,
                 (LabUnitPlace){ clampi(show->network - 1, 0, space->wish.spec.network_count - 1),
                                 show->unit_of, show->unit });
    look->best = 0;
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        look->best |= (unsigned)show->at_best[i] << i;
    }
    space->areas = show->areas;
    space->points = show->points;
    space->units = show->units;
    space->smooth = show->smooth;
    lab_axes_whole(&space->axes);
    if (show->chart_from > 0 || show->chart_to > 0) {
        space->axes.steps = (LabPart){ true, show->chart_from,
                                       show->chart_to > 0 ? show->chart_to : INFINITY, false };
    }
    if (show->chart_high > show->chart_low) {
        space->axes.values[show->chart] =
            (LabPart){ true, show->chart_low, show->chart_high, show->axis == AXIS_LOG };
    }
}

static void shown_looks(const LabSpace *space, LabShow *show)
{
    const LabLook *look = &space->wish.look;
    const LabSpec *spec = &space->wish.spec;
    const bool validates = spec->data.params.train < 1; // else there is no best any more
    show->spread = look->spread;
    show->bands = look->bands;
    show->trained = look->trained;
    const LabUnitPlace *pinned = &space->pinned;
    const bool pins = pinned->unit > 0 && pinned->layer > 0; // inputs are no layer of a row
    show->unit = pins ? pinned->unit : 0;
    show->unit_of = pins ? pinned->layer : 1;
    show->network = pins ? pinned->network + 1 : show->network;
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        show->at_best[i] = validates && i < spec->network_count && (look->best >> i & 1);
    }
    show->areas = space->areas;
    show->points = space->points;
    show->units = space->units;
    show->smooth = space->smooth;
    show->chart_from = space->axes.steps.on ? (int)space->axes.steps.low : 0;
    const bool ends = space->axes.steps.on && isfinite(space->axes.steps.high);
    show->chart_to = ends ? (int)space->axes.steps.high : 0;
    const LabPart *values = &space->axes.values[space->chart];
    const bool part = lab_part_holds(values, space->chart_log);
    show->chart_low = part ? values->low : 0;
    show->chart_high = part ? values->high : 0;
}

void labspace_show(LabSpace *space, const LabShow *show)
{
    LabLook *look = &space->wish.look;
    look->kind = (InspectKind)show->kind;
    memcpy(look->log, labspace_first_look.log, sizeof look->log);
    if (show->values != AXIS_AUTO) {
        look->log[show->kind] = show->values == AXIS_LOG;
    }
    look->own = show->ranges;
    look->zoom_layer = show->layer - 1;
    space->zoom_network = clampi(show->network - 1, 0, space->wish.spec.network_count - 1);
    space->selected = clampi(show->selected - 1, 0, space->wish.spec.network_count - 1);
    labspace_set_speed(space, show->speed);
    memcpy(space->hide, show->hide, sizeof space->hide);
    space->hide[LAB_HIDE_NORM] |= show->hide[LAB_HIDE_BATCHNORM] && show->hide[LAB_HIDE_LAYERNORM];
    look->map_row = show->sample > 0 ? show->sample - 1 : LAB_SAMPLES_MAX;
    show_looks(space, show);
    labspace_set_picture(space, (LabPicture)show->picture);
    space->chart = (LabChart)show->chart;
    space->chart_log = show->axis == AXIS_LOG;
    space->chart_hide = show->future == FUTURE_HIDDEN;
    if (show->has_step) {
        labspace_seek(space, show->step);
    }
    labspace_changed(space);
}

void labspace_begin(LabSpace *space, const LabPreset *preset)
{
    LabLook *look = &space->wish.look;
    LabSpec *spec = memory_get(sizeof *spec);
    lab_preset_spec(preset, spec);
    labspace_open(space, spec);
    free(spec);
    space->begun = ++space->begins;
    look->kind = preset->view.kind;
    memcpy(look->log, labspace_first_look.log, sizeof look->log);
    look->own = false;
    look->map_row = labspace_first_look.map_row;
    show_looks(space, &(LabShow){ .units = 1, .network = 1, .unit_of = 1 });
    space->chart = LAB_CHART_LOSS;
    space->chart_log = preset->view.axis == AXIS_LOG;
    space->chart_hide = false;
    labspace_set_picture(space, preset->view.picture);
}

// Where it is, or shall be as soon as it is there.
static long step_of(const LabSpace *space)
{
    const LabWish *wish = &space->wish;
    const bool goes = wish->seeks != space->went && !wish->seek_epochs;
    return goes                              ? wish->seek
           : wish->restarts != space->opened ? 0
           : space->shot                     ? space->shot->bound
                                             : 0;
}

void labspace_shown(const LabSpace *space, LabShow *show)
{
    const LabLook *look = &space->wish.look;
    const bool log = look->log[look->kind];
    const bool usual = log == labspace_first_look.log[look->kind];
    const long step = step_of(space);
    *show = (LabShow){
        .kind = (int)look->kind,
        .values = usual ? AXIS_AUTO
                  : log ? AXIS_LOG
                        : AXIS_LINEAR,
        .ranges = look->own,
        .picture = (int)space->picture,
        .sample = look->map_row < LAB_SAMPLES_MAX ? look->map_row + 1 : 0,
        .chart = (int)space->chart,
        .axis = space->chart_log ? AXIS_LOG : AXIS_AUTO,
        .future = space->chart_hide ? FUTURE_HIDDEN : FUTURE_SHOWN,
        .layer = look->zoom_layer + 1,
        .network = look->zoom_layer >= 0 ? space->zoom_network + 1 : 1,
        .selected = space->selected + 1,
        .speed = labspace_speed(space),
        .has_step = true,
        .step = step < LAB_STEPS_SHOWN_MAX ? (int)step : LAB_STEPS_SHOWN_MAX,
    };
    shown_looks(space, show);
    memcpy(show->hide, space->hide, sizeof show->hide);
}
