// What the newest step of each network trained on. It is made anew when it is looked at: any batch
// can be. Adversarial steps hang on the network as it was then: of these it is the next one.
#include "sim/train/session_looks.h"

#include <stdlib.h>

static_assert((int)SHOT_BATCH_PICTURES == (int)SHOT_SAMPLES, "beside each other");
static_assert((int)SHOT_BATCH_PIXELS == (int)SHOT_PIXELS_MAX, "the same pictures");

// Rows that can be shown: pictures that samples are shown of, or places in the plane.
static int rows_shown(const SessionData *data)
{
    const Dataset *set = &data->set;
    const bool plane = set->features == 2 || dataset_is_curve(set);
    return data->sample_count > 0 ? SHOT_BATCH_PICTURES : plane ? SHOT_BATCH_POINTS : 0;
}

bool session_wants_batch(const Session *session, UNUSED const SessionNet *net)
{
    return session->wish.look.trained && rows_shown(session->data) > 0;
}

// x [features]: the row as it was made.
static LabMade made_of(const Dataset *set, const TrainMade *made, const float *x)
{
    const float own = set->target[made->row], other = set->target[made->partner];
    LabMade row = { .share = (float)made->share };
    if (set->classes > 0) {
        row.class = (uint8_t)own;
        row.other = (uint8_t)other;
    } else {
        row.target = row.share * own + (1 - row.share) * other;
    }
    if (set->features <= 2) {
        row.x[0] = dataset_original(set, 0, x[0]);
        row.x[1] = set->features == 2 ? dataset_original(set, 1, x[1]) : row.target;
    }
    return row;
}

void session_look_batch(Session *session, SessionNet *net, UNUSED bool coarse)
{
    const Dataset *set = &session->data->set;
    Train *train = net->time->epochs.train;
    LabBatch *batch = &net->batch;
    const int most = rows_shown(session->data);
    const double fgsm = train->spec.numbers.fgsm;
    const long now = fgsm > 0 ? train->learner.step + 1 : net->time->epochs.now.step;
    const long step = now > 0 ? now - 1 : 0;
    TrainMade made[SHOT_BATCH_POINTS];
    float *x = memory_get(sizeof *x * (size_t)most * (size_t)set->features);
    batch->step = step + 1;
    batch->moved = (float)fgsm;
    batch->count =
        fgsm > 0 ? train_moved(train, most, made, x) : train_made(train, step, most, made, x);
    train_rows(train, step, &batch->rows);
    for (int i = 0; i < batch->count; i++) {
        const float *row = x + (size_t)i * (size_t)set->features;
        batch->made[i] = made_of(set, &made[i], row);
        if (session->data->sample_count > 0) {
            session_grey(set, row, batch->pixels[i]);
        }
    }
    free(x);
}
