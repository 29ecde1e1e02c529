// Looking into networks: each costly thing to see is a row, looked at again only when the network
// has moved since. While it trains, looking is paid from an allowance that training fills: a part
// may overdraw it, then the next ones wait.
#include "sim/train/session_looks.h"

#include "base/file.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_ROWS = 256 };

// ---- layers

// The range of all layers' magnitudes together.
static void look_magnitudes(SessionNet *net, InspectKind kind)
{
    net->has_magnitudes = false;
    net->magnitudes[0] = INFINITY;
    net->magnitudes[1] = 0;
    for (int i = 0; i < net->shot.layer_count; i++) {
        double low, high;
        if (inspect_log_range(net->inspect, kind, i, &low, &high)) {
            net->has_magnitudes = true;
            net->magnitudes[0] = fmin(net->magnitudes[0], low);
            net->magnitudes[1] = fmax(net->magnitudes[1], high);
        }
    }
}

// What each layer with weights holds.
static void look_at_weighted(SessionNet *net)
{
    NetShot *shot = &net->shot;
    for (InspectKind kind = 0; kind <= INSPECT_WEIGHTS; kind++) {
        const bool passed = kind == INSPECT_ACTIVATIONS;
        shot->held_count[kind] =
            passed ? inspect_hidden(net->inspect) : inspect_layers(net->inspect, kind);
        for (int i = 0; i < shot->held_count[kind]; i++) {
            shot->held[kind][i] =
                passed ? *inspect_passed(net->inspect, i) : *inspect_stats(net->inspect, kind, i);
        }
    }
}

static void look_at_kind(SessionNet *net, InspectKind kind)
{
    NetShot *shot = &net->shot;
    shot->layer_count = inspect_layers(net->inspect, kind);
    for (int i = 0; i < shot->layer_count; i++) {
        shot->sights[i] = *inspect_sight(net->inspect, kind, i);
        shot->stats[i] = *inspect_stats(net->inspect, kind, i);
    }
}

static void look_at_units(SessionNet *net)
{
    NetShot *shot = &net->shot;
    shot->flag_count = inspect_layers(net->inspect, INSPECT_ACTIVATIONS);
    memset(shot->unit_flags, 0, sizeof shot->unit_flags[0] * (size_t)shot->flag_count);
    for (int i = 0; i < shot->flag_count; i++) {
        inspect_units(net->inspect, i, shot->unit_flags[i]);
    }
}

static void look_inside(Session *session, SessionNet *net, UNUSED bool coarse)
{
    const InspectKind kind = session->wish.look.kind;
    inspect_look(net->inspect, net->time->epochs.train, INSPECT_ROWS, true);
    look_at_weighted(net);
    look_at_kind(net, kind);
    look_at_units(net);
    inspect_norms(net->inspect, &net->norms);
    if (session->wish.look.log[kind]) {
        look_magnitudes(net, kind);
    }
    judge_signal(net->inspect, net->time->epochs.now.lost && !net->borrowed,
                 &net->shot.judgement.signal);
    session_take_bands(session, net);
}

static bool wants_inside(UNUSED const Session *session, UNUSED const SessionNet *net)
{
    return true;
}

// ---- answers

void session_choose_samples(SessionData *data)
{
    const Dataset *set = &data->set;
    const int first = set->train_count < set->rows ? set->train_count : 0;
    data->sample_count = 0;
    if (shape_area(set->shape) == 1 || shape_area(set->shape) > SHOT_PIXELS_MAX) {
        return;
    }
    // Two of each class, if there is room: of few classes fewer and larger pictures.
    const int most =
        set->classes > 0 ? clampi(2 * set->classes, SHOT_SAMPLES / 2, SHOT_SAMPLES) : SHOT_SAMPLES;
    for (int want = 0; want < most; want++) { // the next class that has a row left
        int row = -1;
        for (int i = first; i < set->rows && row < 0; i++) {
            bool used = false;
            for (int k = 0; k < data->sample_count; k++) {
                used = used || data->samples[k] == i;
            }
            if (!used && (set->classes == 0 || (int)set->target[i] == want % set->classes)) {
                row = i;
            }
        }
        if (row >= 0) {
            data->samples[data->sample_count++] = row;
        }
    }
}

static bool wants_answers(const Session *session, UNUSED const SessionNet *net)
{
    return session->data->set.classes > 0 && session->data->set.features != 2;
}

static void look_answers(Session *session, SessionNet *net, UNUSED bool coarse)
{
    const Dataset *set = &session->data->set;
    Train *train = net->time->epochs.train;
    NetShot *shot = &net->shot;
    float out[DATASET_CLASSES_MAX * ANSWER_ROWS];
    shot->confusion_validation = set->train_count < set->rows;
    const int first = shot->confusion_validation ? set->train_count : 0;
    memset(shot->confusion, 0, sizeof shot->confusion);
    for (int row = first; row < set->rows; row += ANSWER_ROWS) {
        const int count = set->rows - row < ANSWER_ROWS ? set->rows - row : ANSWER_ROWS;
        train_outputs(train, count, set->x + (size_t)row * (size_t)set->features, out);
        for (int i = 0; i < count; i++) {
            float share;
            const int true_class = (int)set->target[row + i];
            const int class = train_said(train, out + (ptrdiff_t)i * train->outputs, &share);
            shot->confusion[true_class * set->classes + class]++;
        }
    }
    for (int i = 0; i < session->data->sample_count; i++) {
        train_outputs(train, 1, set->x + (size_t)session->data->samples[i] * (size_t)set->features,
                      out);
        shot->sample_said[i] = (uint8_t)train_said(train, out, &shot->sample_share[i]);
    }
}

// ---- parts in turn

typedef struct LookRow {
    bool (*wanted)(const Session *session, const SessionNet *net);
    void (*look)(Session *session, SessionNet *net, bool coarse);
    bool now; // whatever is shown
} LookRow;

static const LookRow look_rows[LOOK_COUNT] = {
    [LOOK_INSIDE] = { .wanted = wants_inside, .look = look_inside },
    [LOOK_BANDS] = { .wanted = session_wants_bands, .look = session_look_bands, .now = true },
    [LOOK_SURFACE] = { .wanted = session_wants_surface, .look = session_look_surface },
    [LOOK_CURVE] = { .wanted = session_wants_curve, .look = session_look_curve },
    [LOOK_ZOOM] = { .wanted = session_wants_zoom, .look = session_look_zoom },
    [LOOK_UNITS] = { .wanted = session_wants_units, .look = session_look_units },
    [LOOK_UNIT] = { .wanted = session_wants_unit, .look = session_look_unit },
    [LOOK_ARROWS] = { .wanted = session_wants_arrows, .look = session_look_arrows },
    [LOOK_ANSWERS] = { .wanted = wants_answers, .look = look_answers },
    [LOOK_MAPS] = { .wanted = session_wants_maps, .look = session_look_maps },
    [LOOK_BATCH] = { .wanted = session_wants_batch, .look = session_look_batch, .now = true },
};
static_assert(COUNT(look_rows) == LOOK_COUNT, "one row for each LookPart");

void session_look_changed(Session *session, const LabLook *before)
{
    const LabLook *look = &session->wish.look;
    const bool kind = look->kind == before->kind;
    const bool unit = look->unit == before->unit && look->unit_layer == before->unit_layer &&
                      look->unit_network == before->unit_network;
    const bool same[LOOK_COUNT] = {
        [LOOK_INSIDE] = kind && look->log[look->kind] == before->log[look->kind] &&
                        look->bands == before->bands,
        [LOOK_BANDS] = kind,
        [LOOK_SURFACE] = look->surface == before->surface && look->spread == before->spread,
        [LOOK_CURVE] = look->spread == before->spread,
        [LOOK_ZOOM] = kind && look->zoom_layer == before->zoom_layer,
        [LOOK_UNITS] = true,
        [LOOK_UNIT] = unit && look->surface == before->surface,
        [LOOK_ARROWS] = true,
        [LOOK_ANSWERS] = true,
        [LOOK_MAPS] = look->map_row == before->map_row,
        [LOOK_BATCH] = true,
    };
    const unsigned other = look->best ^ before->best; // networks that are seen at another time
    for (int i = 0; i < session->net_count; i++) {
        SessionNet *net = session->nets[i];
        for (int part = 0; part < LOOK_COUNT; part++) {
            const bool stays = same[part] && !(other >> net->place & 1);
            net->seen[part] = stays ? net->seen[part] : 0;
        }
    }
}

// A part that was seen coarsely, in haste: never what a network's `looked` is.
static const unsigned SEEN_COARSELY = UINT_MAX;

// Looks again where it is wanted and the network has moved since.
static void look_at(Session *session, SessionNet *net, int part, bool coarse)
{
    if (!look_rows[part].wanted(session, net)) {
        return;
    }
    const double begun_s = clock_seconds();
    const bool now = look_rows[part].now;
    const unsigned number = now ? net->time->looked : session_look_number(session, net);
    if (net->seen[part] != number) {
        if (!now) {
            session_borrow_best(session, net);
        }
        look_rows[part].look(session, net, coarse);
        session_give_back(net);
        net->seen[part] = coarse ? SEEN_COARSELY : number;
        session->allowance_s -= clock_seconds() - begun_s;
    }
}

// A row's way through a network costs little. While one goes from moment to moment next to nothing
// is trained that would allow a look, and maps of another moment would stand beside the losses.
static void look_at_maps(Session *session)
{
    for (int i = 0; i < session->net_count && (session->seeking || !session->wish.playing); i++) {
        look_at(session, session->nets[i], LOOK_MAPS, false);
    }
}

void session_look(Session *session)
{
    const int count = session->net_count * LOOK_COUNT;
    for (int i = 0; i < count; i++) {
        SessionNet *net = session->nets[i / LOOK_COUNT];
        if (net->seen[i % LOOK_COUNT] == 0) {
            look_at(session, net, i % LOOK_COUNT, true);
        }
    }
    look_at_maps(session);
    for (int i = 0; i < count && session->allowance_s > 0; i++) {
        session->look_next = (session->look_next + 1) % count;
        look_at(session, session->nets[session->look_next / LOOK_COUNT],
                session->look_next % LOOK_COUNT, false);
    }
}

void session_look_on_the_way(Session *session)
{
    for (int i = 0; i < session->net_count && session->wish.look.bands; i++) {
        SessionNet *net = session->nets[i];
        const double allowance_s = session->allowance_s; // a seek is short enough
        look_at(session, net, session_shows_best(session, net) ? LOOK_BANDS : LOOK_INSIDE, false);
        session->allowance_s = allowance_s;
    }
}

bool session_refresh(Session *session, const atomic_bool *interrupt)
{
    const double allowance_s = session->allowance_s;
    const unsigned before = denormals_flush();
    bool on = true;
    for (int i = 0; on && i < session->net_count * LOOK_COUNT; i++) {
        look_at(session, session->nets[i / LOOK_COUNT], i % LOOK_COUNT, false);
        on = !(interrupt && atomic_load_explicit(interrupt, memory_order_relaxed));
    }
    session->allowance_s = allowance_s; // no training had to wait for this
    denormals_restore(before);
    return on;
}

bool session_seen(const Session *session, const SessionNet *net, LookPart part)
{
    return net->seen[part] != 0 && look_rows[part].wanted(session, net);
}
