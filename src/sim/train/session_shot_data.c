// What a snapshot says of the data, and of what was changed on the way.
#include "sim/train/session_looks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void shoot_points(const Dataset *set, LabPoints *points)
{
    points->count = 0;
    const bool curve = dataset_is_curve(set);
    if (set->features != 2 && !curve) {
        return;
    }
    points->count = set->rows < LAB_POINTS_MAX ? set->rows : LAB_POINTS_MAX;
    for (int i = 0; i < points->count; i++) { // rows are in random order
        const int row = (int)((int64_t)i * set->rows / points->count);
        const float *x = set->x + (size_t)set->features * (size_t)row;
        points->items[i] =
            (LabPoint){ .x = dataset_original(set, 0, x[0]),
                        .y = curve ? set->target[row] : dataset_original(set, 1, x[1]),
                        .target = set->target[row],
                        .validation = row >= set->train_count };
    }
}

void session_grey(const Dataset *set, const float *x, uint8_t *pixels)
{
    const int area = shape_area(set->shape);
    const float extent = set->grey[1] - set->grey[0];
    for (int k = 0; k < area; k++) {
        float sum = 0;
        for (int c = 0; c < set->shape.channels; c++) {
            sum += x[c * area + k] - set->grey[0];
        }
        const float ink = extent > 0 ? sum / ((float)set->shape.channels * extent) : 0;
        pixels[k] = (uint8_t)lroundf(255 * clampf(ink, 0, 1));
    }
}

static void shoot_samples(const SessionData *data, LabShot *shot)
{
    const Dataset *set = &data->set;
    shot->sample_count = data->sample_count;
    shot->shape = set->shape;
    shot->image_width = data->sample_count > 0 ? set->shape.width : 0;
    shot->image_height = data->sample_count > 0 ? set->shape.height : 0;
    for (int i = 0; i < data->sample_count; i++) {
        const float *x = set->x + (size_t)data->samples[i] * (size_t)set->features;
        session_grey(set, x, shot->sample_pixels[i]);
        shot->sample_class[i] = (uint8_t)set->target[data->samples[i]];
    }
}

// The sample whose maps are wished for.
static void shoot_sample(const Session *session, LabSample *sample)
{
    const Dataset *set = &session->data->set;
    sample->row = session_sample(session);
    if (sample->row < 0) {
        return;
    }
    const float target = set->target[sample->row];
    sample->validation = sample->row >= set->train_count;
    sample->class = set->classes > 0 ? (int)target : -1;
    sample->target = target;
    sample->shape = set->shape;
    memcpy(sample->x, set->x + (size_t)sample->row * (size_t)set->features,
           sizeof sample->x[0] * (size_t)set->features);
}

void session_shoot_data(const Session *session, LabShot *shot)
{
    const SessionData *data = session->data;
    const Dataset *set = &data->set;
    shot->data_version = data->version;
    shot->rows = set->rows;
    shot->train_count = set->train_count;
    shot->features = set->features;
    shot->classes = set->classes;
    shot->constant = set->scale.constant;
    const bool held = session->held;
    shot->subset_most = held ? session->subset_most : set->subset_most;
    shot->imbalance_most = held ? session->imbalance_most : set->imbalance_most;
    memcpy(shot->low, set->low, sizeof shot->low);
    for (int k = 0; k < 2 && k < set->features; k++) {
        shot->given_low[k] = dataset_scaled(set, k, set->low[k]);
        shot->given_high[k] = dataset_scaled(set, k, set->high[k]);
    }
    memcpy(shot->high, set->high, sizeof shot->high);
    for (int k = 0; k < set->classes; k++) {
        if (set->class_names) {
            memcpy(shot->class_names[k], set->class_names[k], sizeof shot->class_names[k]);
        } else {
            snprintf(shot->class_names[k], sizeof shot->class_names[k], "%d", k);
        }
    }
    shoot_points(set, &shot->points);
    shoot_samples(data, shot);
    shoot_sample(session, &shot->sample);
}

// Networks that have always been what they are have none.
void session_shoot_changes(const Session *session, LabShot *shot)
{
    int count = 0;
    for (int i = 0; i < session->net_count; i++) {
        const SessionNet *net = session->nets[i];
        const Timeline *time = net->time;
        const bool changed = time->changes.count > 1 || net->waiting;
        for (size_t k = 0; changed && k < time->changes.count; k++, count++) {
            const Change *change = &time->changes.items[k];
            if (count < LAB_CHANGES_MAX) {
                shot->changes[count] =
                    (LabChange){ net->place, change->step, change->spec, change->patience };
            }
        }
    }
    shot->change_count = count;
}

// A plane on which there are too few points yet.
static void shoot_canvas(const LabWish *wish, LabShot *shot)
{
    Dataset plane = { .features = 2 };
    shot->points = wish->points;
    shot->rows = wish->points.count;
    shot->features = 2;
    shot->classes = wish->painted_classes;
    for (int i = 0; i < shot->rows; i++) {
        const float at[2] = { wish->points.items[i].x, wish->points.items[i].y };
        for (int k = 0; k < 2; k++) {
            plane.low[k] = fminf(plane.low[k], at[k]);
            plane.high[k] = fmaxf(plane.high[k], at[k]);
        }
    }
    dataset_canvas(&plane);
    memcpy(shot->low, plane.low, sizeof shot->low);
    memcpy(shot->high, plane.high, sizeof shot->high);
    for (int k = 0; k < shot->classes; k++) {
        snprintf(shot->class_names[k], sizeof shot->class_names[k], "%d", k);
    }
}

void session_shoot_nothing(const Session *session, LabShot *shot)
{
    shot->sample.row = -1;
    shot->data_version = 0;
    shot->rows = shot->train_count = shot->features = shot->classes = shot->constant = 0;
    shot->subset_most = session->subset_most;
    shot->imbalance_most = session->imbalance_most;
    shot->points.count = shot->sample_count = shot->image_width = shot->image_height = 0;
    shot->layers_shown = shot->change_count = 0;
    shot->kind = INSPECT_ACTIVATIONS;
    if (session->no_data && session->done.painted) {
        shoot_canvas(&session->done, shot);
    }
}
