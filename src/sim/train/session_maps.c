// What a network makes of one sample: a pass over a single row, of which every layer's output is
// kept, and its filters. Large networks are shown in part, with as many channels a layer as there
// is room for.
#include "sim/train/session_looks.h"

#include <math.h>

int session_sample(const Session *session)
{
    const LabLook *look = &session->wish.look;
    return look->maps && session->data ? clampi(look->map_row, 0, session->data->set.rows - 1) : -1;
}

bool session_wants_maps(const Session *session, UNUSED const SessionNet *net)
{
    return session_sample(session) >= 0;
}

// ---- maps

// Whether a layer makes something else of one row than what it reads.
static bool has_map(const LayerPlan *plan)
{
    const LayerRole role = layer_role(plan->kind);
    return role != ROLE_DROP && role != ROLE_SHAPE;
}

static int shown_of(int count, int most)
{
    return count < most ? count : most;
}

// How many channels of a layer there is room for; of plain units all that a layer may have.
static int most_channels(const Net *net)
{
    int most = SHOT_MAP_CHANNELS_MAX;
    for (; most > 1; most /= 2) {
        size_t values = 0;
        for (int i = 0; i < net->layer_count; i++) {
            const LayerPlan *plan = &net->layers[i].plan;
            const int shown = has_map(plan) ? shown_of(plan->to.channels, most) : 0;
            values += (size_t)shown * (size_t)shape_area(plan->to);
        }
        if (values <= SHOT_MAP_VALUES_MAX) {
            break;
        }
    }
    return most;
}

// The finite ones' range.
static void range_of(const float *values, int count, float *low, float *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < count; i++) {
        if (isfinite(values[i])) {
            *low = fminf(*low, values[i]);
            *high = fmaxf(*high, values[i]);
        }
    }
    if (!(*low <= *high)) {
        *low = *high = 0;
    }
}

// Puts a layer's map behind those that are there; false: there is no room.
static bool add_map(const Net *net, int layer, const LayerName *name, const Real *output, int most,
                    LabMaps *maps)
{
    const LayerPlan *plan = &net->layers[layer].plan;
    const int shown = shown_of(plan->to.channels, most), count = shown * shape_area(plan->to);
    if (maps->map_count == SHOT_MAP_LAYERS_MAX || maps->used + count > SHOT_MAP_VALUES_MAX) {
        return false;
    }
    MapShot *map = &maps->maps[maps->map_count++];
    *map = (MapShot){ .name = *name,
                      .role = layer_role(plan->kind),
                      .layer = layer,
                      .shape = plan->to,
                      .shown = shown,
                      .at = maps->used };
    for (int i = 0; i < count; i++) {
        maps->values[maps->used++] = (float)output[i];
    }
    range_of(maps->values + map->at, count, &map->low, &map->high);
    return true;
}

// ---- filters

// Those of a convolution, if there is room.
static void add_filters(const Net *net, const NetPass *pass, int layer, const LayerName *name,
                        LabMaps *maps)
{
    const LayerPlan *plan = &net->layers[layer].plan;
    const int k = plan->kernel, area = k * k;
    const int out = plan->to.channels, in = plan->from.channels;
    const int shown_out = shown_of(out, SHOT_FILTERS_MAX);
    const int shown_in = shown_of(in, SHOT_FILTER_CHANNELS_MAX);
    const int count = shown_out * shown_in * area;
    if (maps->filter_count == SHOT_FILTER_LAYERS_MAX ||
        maps->filters_used + count > SHOT_FILTER_VALUES_MAX) {
        return;
    }
    const Real *weight =
        plan->weight_norm ? pass->masked[layer] : net->params + net->layers[layer].weight;
    FilterShot *filter = &maps->filters[maps->filter_count++];
    *filter = (FilterShot){ .name = *name,
                            .layer = layer,
                            .out = out,
                            .in = in,
                            .k = k,
                            .shown_out = shown_out,
                            .shown_in = shown_in,
                            .at = maps->filters_used };
    for (int i = 0; i < count; i++) {
        const int o = i / (shown_in * area), at = i % (shown_in * area);
        const float value = (float)weight[(ptrdiff_t)at * padded(out) + o];
        filter->most = isfinite(value) ? fmaxf(filter->most, fabsf(value)) : filter->most;
        maps->filter_values[maps->filters_used++] = value;
    }
}

// ---- the look

static void gather(const Net *net, const NetPass *pass, LabMaps *maps)
{
    LayerName names[NET_LAYERS_MAX];
    layer_names(net, names);
    const int most = most_channels(net);
    maps->map_count = maps->used = maps->filter_count = maps->filters_used = 0;
    bool room = true;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        room = room && (!has_map(plan) || add_map(net, i, &names[i], pass->results[i], most, maps));
        if (plan->kind == LAYER_CONV) {
            add_filters(net, pass, i, &names[i], maps);
        }
    }
}

void session_look_maps(Session *session, SessionNet *net, UNUSED bool coarse)
{
    Train *train = net->time->epochs.train;
    Net room, *model = learner_shown(&train->learner, &room);
    const Dataset *set = &session->data->set;
    LabMaps *maps = &net->maps;
    Arena arena = { 0 };
    NetPass pass;
    const int row = session_sample(session);
    const float *x = set->x + (size_t)row * (size_t)set->features;
    net_pass_init(&pass, model, 1, PASS_WHOLE, &arena);
    const unsigned before = denormals_flush();
    net_forward(model, &pass, NET_EVAL, (NetDraw){ 0 },
                train->data->x + (size_t)row * (size_t)padded(set->features), 1);
    denormals_restore(before);
    gather(model, &pass, maps);
    arena_free(&arena);
    float out[DATASET_CLASSES_MAX];
    train_outputs(train, 1, x, out);
    const int said = train_said(train, out, &maps->share);
    maps->said = set->classes > 0 ? said : -1;
    maps->row = row;
    maps->any = true;
}
