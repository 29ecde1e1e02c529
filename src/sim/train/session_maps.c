// What a network makes of one sample: a pass over a single row, of which every layer's output is
// kept, and its filters. Large networks are shown in part, with as many channels a layer as there
// is room for.
#include "sim/train/session_parts.h"

#include <math.h>
#include <string.h>

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

static int shown_of(const LayerPlan *plan, int most)
{
    return plan->to.channels < most ? plan->to.channels : most;
}

// How many channels of a layer there is room for; of plain units all that a layer may have.
static int most_channels(const Net *net)
{
    int most = SHOT_MAP_CHANNELS_MAX;
    for (; most > 1; most /= 2) {
        size_t values = 0;
        for (int i = 0; i < net->layer_count; i++) {
            const LayerPlan *plan = &net->layers[i].plan;
            values +=
                has_map(plan) ? (size_t)shown_of(plan, most) * (size_t)shape_area(plan->to) : 0;
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
    const int shown = shown_of(plan, most), count = shown * shape_area(plan->to);
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

static int filter_sides(int count, int most)
{
    return count < most ? count : most;
}

// weight [out][in]: as the layer uses it.
static bool add_filters(const Net *net, const NetPass *pass, int layer, const LayerName *name,
                        LabMaps *maps)
{
    const LayerPlan *plan = &net->layers[layer].plan;
    const int k = plan->kernel, area = k * k;
    const int out = plan->to.channels, in = plan->from.channels;
    const int shown_out = filter_sides(out, SHOT_FILTERS_MAX);
    const int shown_in = filter_sides(in, SHOT_FILTER_CHANNELS_MAX);
    const int count = shown_out * shown_in * area;
    if (maps->filter_count == SHOT_FILTER_LAYERS_MAX ||
        maps->filters_used + count > SHOT_FILTER_VALUES_MAX) {
        return false;
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
    return true;
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
    Net *model = &train->learner.net;
    const Dataset *set = &session->data->set;
    LabMaps *maps = &net->maps;
    Arena arena = { 0 };
    NetPass pass;
    const int row = session_sample(session);
    const float *x = set->x + (size_t)row * (size_t)set->features;
    net_pass_init(&pass, model, 1, PASS_WHOLE, &arena);
    Real *input = arena_new(&arena, Real, padded(set->features));
    for (int i = 0; i < set->features; i++) {
        input[i] = x[i];
    }
    const unsigned before = denormals_flush();
    net_forward(model, &pass, NET_EVAL, (NetDraw){ 0 }, input, 1);
    denormals_restore(before);
    gather(model, &pass, maps);
    arena_free(&arena);
    float out[DATASET_CLASSES_MAX];
    train_outputs(train, 1, x, out);
    maps->said = train_said(train, out, &maps->share);
    maps->said = set->classes > 0 ? maps->said : -1;
    maps->row = row;
    maps->any = true;
}

// ---- the snapshot

void session_copy_maps(const LabMaps *from, LabMaps *to)
{
    to->any = from->any;
    to->row = from->row;
    to->said = from->said;
    to->share = from->share;
    to->map_count = from->map_count;
    to->used = from->used;
    to->filter_count = from->filter_count;
    to->filters_used = from->filters_used;
    memcpy(to->maps, from->maps, sizeof from->maps[0] * (size_t)from->map_count);
    memcpy(to->values, from->values, sizeof from->values[0] * (size_t)from->used);
    memcpy(to->filters, from->filters, sizeof from->filters[0] * (size_t)from->filter_count);
    memcpy(to->filter_values, from->filter_values,
           sizeof from->filter_values[0] * (size_t)from->filters_used);
}

void session_shoot_sample(const Session *session, LabSample *sample)
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
