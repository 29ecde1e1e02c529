// Looking into networks: each costly thing to see is a row, looked at again only when the network
// has moved since. While it trains, looking is paid from an allowance that training fills: a part
// may overdraw it, then the next ones wait.
#include "sim/train/session_parts.h"

#include "base/file.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COARSE_SIDE = 32, CELLS_AT_ONCE = 1024, ANSWER_ROWS = 256, UNIT_ROWS = 256 };

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
    judge_signal(net->inspect, net->time->epochs.now.lost, &net->shot.judgement.signal);
}

static bool wants_inside(UNUSED const Session *session, UNUSED const SessionNet *net)
{
    return true;
}

// ---- the plane

// The centres of a row of cells, [side][2], as the network sees them: scaled as the data are.
static void cell_centres(const Dataset *set, int side, int row, float *x)
{
    const float width = (set->high[0] - set->low[0]) / (float)side;
    const float height = (set->high[1] - set->low[1]) / (float)side;
    for (int i = 0; i < side; i++) {
        x[2 * i] = dataset_scaled(set, 0, set->low[0] + ((float)i + 0.5f) * width);
        x[2 * i + 1] = dataset_scaled(set, 1, set->low[1] + ((float)row + 0.5f) * height);
    }
}

static bool wants_surface(const Session *session, UNUSED const SessionNet *net)
{
    return session->wish.look.surface > 0 && session->data->set.features == 2;
}

static void look_surface(Session *session, SessionNet *net, bool coarse)
{
    const int wanted = clampi(session->wish.look.surface, 8, SHOT_SURFACE_MAX);
    const int side = coarse && wanted > COARSE_SIDE ? COARSE_SIDE : wanted;
    Train *train = net->time->epochs.train;
    float x[2 * SHOT_SURFACE_MAX * (CELLS_AT_ONCE / SHOT_SURFACE_MAX)];
    float out[DATASET_CLASSES_MAX * CELLS_AT_ONCE];
    const int rows_at_once = CELLS_AT_ONCE / SHOT_SURFACE_MAX;
    net->shot.surface_side = side;
    for (int row = 0; row < side; row += rows_at_once) {
        const int rows = side - row < rows_at_once ? side - row : rows_at_once;
        for (int i = 0; i < rows; i++) {
            cell_centres(&session->data->set, side, row + i, x + (ptrdiff_t)2 * i * side);
        }
        train_outputs(train, rows * side, x, out);
        for (int i = 0; i < rows * side; i++) {
            const int cell = row * side + i;
            net->shot.surface_class[cell] = (uint8_t)train_said(
                train, out + (ptrdiff_t)i * train->outputs, &net->shot.surface_value[cell]);
        }
    }
}

// ---- units of a layer

// The layer of the network's plan whose units are shown: the one that is enlarged, of weights what
// it passes on; -1: none. The output layer has no units to see.
static int units_layer(const Session *session, const SessionNet *net)
{
    const LabLook *look = &session->wish.look;
    if (look->zoom_layer < 0 || look->zoom_layer >= inspect_layers(net->inspect, look->kind)) {
        return -1;
    }
    const Sight *sight = inspect_sight(net->inspect, look->kind, look->zoom_layer);
    if (look->kind == INSPECT_WEIGHTS || look->kind == INSPECT_GRADIENTS) {
        return look->zoom_layer < inspect_hidden(net->inspect)
                   ? inspect_passed_sight(net->inspect, look->zoom_layer)->layer
                   : -1;
    }
    return sight->layer;
}

static bool wants_units(const Session *session, const SessionNet *net)
{
    return session->data->set.features == 2 && units_layer(session, net) >= 0;
}

// What the layer's first units give over the square, [row][column][unit].
static void units_over_square(const Session *session, SessionNet *net, int layer, int units,
                              float *values)
{
    Net *model = &net->time->epochs.train->learner.net;
    const int wide = padded(2), width = padded(model->layers[layer].plan.out);
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, model, UNIT_ROWS, PASS_WHOLE, &arena);
    Real *x = arena_new(&arena, Real, UNIT_ROWS * wide);
    const int rows_at_once = UNIT_ROWS / SHOT_UNIT_SIDE;
    for (int row = 0; row < SHOT_UNIT_SIDE; row += rows_at_once) {
        float line[2 * SHOT_UNIT_SIDE];
        for (int i = 0; i < UNIT_ROWS; i++) {
            if (i % SHOT_UNIT_SIDE == 0) {
                cell_centres(&session->data->set, SHOT_UNIT_SIDE, row + i / SHOT_UNIT_SIDE, line);
            }
            x[i * wide] = line[2 * (i % SHOT_UNIT_SIDE)];
            x[i * wide + 1] = line[2 * (i % SHOT_UNIT_SIDE) + 1];
        }
        net_forward(model, &pass, NET_EVAL, (NetDraw){ 0 }, x, UNIT_ROWS);
        const Real *y = pass.results[layer];
        for (int i = 0; i < UNIT_ROWS; i++) {
            for (int u = 0; u < units; u++) {
                *values++ = (float)y[(ptrdiff_t)i * width + u];
            }
        }
    }
    arena_free(&arena);
}

static int by_size(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

// How far units usually reach: the median of their greatest values, of those that are not silent.
// One that reaches much further would leave the others dark. values [cells][units].
static float usual_most(int units, int cells, const float *values)
{
    float most[SHOT_UNITS_MAX];
    int loud = 0;
    for (int u = 0; u < units; u++) {
        most[loud] = 0;
        for (int i = 0; i < cells; i++) {
            const float v = fabsf(values[(ptrdiff_t)i * units + u]);
            most[loud] = isfinite(v) ? fmaxf(most[loud], v) : most[loud];
        }
        loud += most[loud] > 0;
    }
    qsort(most, (size_t)loud, sizeof most[0], by_size);
    return loud > 0 ? most[loud / 2] : 1;
}

static void look_units(Session *session, SessionNet *net, UNUSED bool coarse)
{
    enum { CELLS = SHOT_UNIT_SIDE * SHOT_UNIT_SIDE };
    const int layer = units_layer(session, net);
    const int all = net->time->epochs.train->learner.net.layers[layer].plan.out;
    const int units = all < SHOT_UNITS_MAX ? all : SHOT_UNITS_MAX;
    float *values = memory_get(sizeof(float) * CELLS * (size_t)units);
    const unsigned before = denormals_flush();
    units_over_square(session, net, layer, units, values);
    denormals_restore(before);
    const float most = usual_most(units, CELLS, values);
    for (int i = 0; i < CELLS * units; i++) {
        const float part = isnan(values[i]) ? 0 : clampf(values[i] / most, -1, 1);
        net->shot.zoom[i % units][i / units] = (int8_t)lroundf(127 * part);
    }
    net->shot.zoom_all = all;
    net->shot.zoom_units = units;
    net->shot.zoom_low = -most;
    net->shot.zoom_high = most;
    free(values);
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
} LookRow;

static const LookRow look_rows[LOOK_COUNT] = {
    [LOOK_INSIDE] = { wants_inside, look_inside },
    [LOOK_SURFACE] = { wants_surface, look_surface },
    [LOOK_UNITS] = { wants_units, look_units },
    [LOOK_ANSWERS] = { wants_answers, look_answers },
    [LOOK_MAPS] = { session_wants_maps, session_look_maps },
};
static_assert(COUNT(look_rows) == LOOK_COUNT, "one row for each LookPart");

void session_look_changed(Session *session, const LabLook *before)
{
    const LabLook *look = &session->wish.look;
    for (int i = 0; i < session->net_count; i++) {
        unsigned *seen = session->nets[i]->seen;
        const bool same =
            look->kind == before->kind && look->log[look->kind] == before->log[look->kind];
        seen[LOOK_INSIDE] = same ? seen[LOOK_INSIDE] : 0;
        seen[LOOK_SURFACE] = look->surface == before->surface ? seen[LOOK_SURFACE] : 0;
        const bool enlarged = look->zoom_layer == before->zoom_layer && look->kind == before->kind;
        seen[LOOK_UNITS] = enlarged ? seen[LOOK_UNITS] : 0;
        seen[LOOK_MAPS] = look->map_row == before->map_row ? seen[LOOK_MAPS] : 0;
    }
}

// A part that was seen coarsely, in haste: never what a network's `looked` is.
static const unsigned SEEN_COARSELY = UINT_MAX;

// Looks again where it is wanted and the network has moved since.
static void look_at(Session *session, SessionNet *net, int part, bool coarse)
{
    if (look_rows[part].wanted(session, net) && net->seen[part] != net->time->looked) {
        const double begun_s = clock_seconds();
        look_rows[part].look(session, net, coarse);
        net->seen[part] = coarse ? SEEN_COARSELY : net->time->looked;
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
