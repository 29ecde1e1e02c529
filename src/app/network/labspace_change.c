// What the user's hands change in a lab: networks, settings, time, data.
#include "app/network/labspace.h"

#include <math.h>
#include <string.h>

// The columns from `from` on have moved by one: what is enlarged of a network goes with it.
static void follow_columns(LabSpace *space, int from, int by)
{
    LabUnitPlace pinned = space->pinned;
    pinned.network += pinned.network >= from ? by : 0;
    space->map.network += space->map.network >= from ? by : 0;
    space->zoom_network += space->zoom_network >= from ? by : 0;
    labspace_pin(space, pinned);
}

static void network_insert(LabSpace *space, int at, const NetSpec *network, const char *name)
{
    LabSpec *spec = &space->wish.spec;
    const size_t after = (size_t)(spec->network_count - at);
    memmove(&spec->networks[at + 1], &spec->networks[at], after * sizeof spec->networks[0]);
    memmove(&spec->names[at + 1], &spec->names[at], after * sizeof spec->names[0]);
    memmove(&spec->ids[at + 1], &spec->ids[at], after * sizeof spec->ids[0]);
    memmove(&spec->named_for[at + 1], &spec->named_for[at], after * sizeof spec->named_for[0]);
    spec->networks[at] = *network;
    spec->named_for[at] = (NetSpec){ .own = 0 };
    memset(spec->names[at], 0, sizeof spec->names[at]);
    strncpy(spec->names[at], name, LAB_NAME_MAX - 1);
    spec->ids[at] = ++space->next_id;
    spec->network_count++;
    const unsigned best = space->wish.look.best, before = (1u << at) - 1;
    space->wish.look.best = (best & before) | (best & ~before) << 1;
    follow_columns(space, at, 1);
    space->selected = at;
    labspace_changed(space);
}

void labspace_add(LabSpace *space)
{
    const LabSpec *spec = &space->wish.spec;
    NetSpec network = spec->shared;
    network.own = 0;
    if (spec->network_count < LAB_NETWORKS_ADDED) {
        network_insert(space, spec->network_count, &network, "");
    }
}

void labspace_duplicate(LabSpace *space, int network)
{
    const LabSpec *spec = &space->wish.spec;
    if (spec->network_count < LAB_NETWORKS_ADDED) {
        const NetSpec copy = spec->networks[network];
        network_insert(space, network + 1, &copy, "");
    }
}

void labspace_remove(LabSpace *space, int network)
{
    LabSpec *spec = &space->wish.spec;
    if (spec->network_count < 2) {
        return;
    }
    const size_t after = (size_t)(spec->network_count - network - 1);
    memmove(&spec->networks[network], &spec->networks[network + 1],
            after * sizeof spec->networks[0]);
    memmove(&spec->names[network], &spec->names[network + 1], after * sizeof spec->names[0]);
    memmove(&spec->named_for[network], &spec->named_for[network + 1],
            after * sizeof spec->named_for[0]);
    memmove(&spec->ids[network], &spec->ids[network + 1], after * sizeof spec->ids[0]);
    spec->network_count--;
    const unsigned best = space->wish.look.best, before = (1u << network) - 1;
    space->wish.look.best = (best & before) | (best >> 1 & ~before);
    if (space->pinned.network == network) {
        labspace_pin(space, (LabUnitPlace){ .unit = 0 }); // it went with its network
    }
    space->map.channel = space->map.network == network ? 0 : space->map.channel;
    follow_columns(space, network + 1, -1);
    space->selected = clampi(space->selected, 0, spec->network_count - 1);
    space->zoom_network = clampi(space->zoom_network, 0, spec->network_count - 1);
    labspace_changed(space);
}

bool labspace_owns(const LabSpace *space, int network, NetKey key)
{
    return space->wish.spec.networks[network].own & SETTING_BIT(key);
}

void labspace_set_own(LabSpace *space, int network, NetKey key, bool own)
{
    NetSpec *spec = &space->wish.spec.networks[network];
    spec->own = own ? spec->own | SETTING_BIT(key) : spec->own & ~SETTING_BIT(key);
    labspace_edited(space);
}

NetSpec *labspace_edit(LabSpace *space, NetKey key)
{
    LabSpec *spec = &space->wish.spec;
    return labspace_owns(space, space->selected, key) ? &spec->networks[space->selected]
                                                      : &spec->shared;
}

static bool is_regression(const LabSpace *space)
{
    const DataRow *row = &data_rows[space->wish.spec.data.kind];
    return space->wish.painted ? space->wish.painted_classes == 0
           : row->draw         ? row->regression
                               : space->shot && space->shot->classes == 0;
}

bool labspace_is_softmax(const LabSpace *space, NetKey key)
{
    const LabSpec *spec = &space->wish.spec;
    const bool regression = is_regression(space);
    bool any = false;
    for (int i = 0; i < spec->network_count; i++) {
        any = any || (!labspace_owns(space, i, key) && lab_is_softmax(spec, i, regression));
    }
    return labspace_owns(space, space->selected, key)
               ? lab_is_softmax(spec, space->selected, regression)
               : any;
}

void labspace_edited(LabSpace *space)
{
    LabSpec *spec = &space->wish.spec;
    for (int i = 0; i < spec->network_count; i++) {
        net_spec_follow(&spec->networks[i], &spec->shared);
    }
    lab_names_check(spec);
    labspace_changed(space);
}

bool labspace_at_end(const LabSpace *space)
{
    const LabShot *shot = space->shot;
    return shot && !space->wish.playing && shot->goal > 0 && shot->step == shot->goal;
}

void labspace_seek(LabSpace *space, long step)
{
    space->wish.playing = false;
    space->wish.seek = step < 0 ? 0 : step;
    space->wish.seek_epochs = false;
    space->wish.seeks++;
    labspace_changed(space);
}

void labspace_epoch(LabSpace *space, int by)
{
    const LabShot *shot = space->shot;
    // A network just added is not in the snapshot yet.
    if (shot && shot->network_count > 0) {
        const int network = clampi(space->selected, 0, shot->network_count - 1);
        const long length = shot->networks[network].epoch_steps;
        const long now = by > 0 ? shot->step / length : (shot->step + length - 1) / length;
        labspace_seek(space, (now + by) * length);
    }
}

static bool has_network(const LabSpec *spec, uint32_t id)
{
    bool has = false;
    for (int i = 0; i < spec->network_count; i++) {
        has |= spec->ids[i] == id;
    }
    return has;
}

void labspace_return(LabSpace *space, int network, long step)
{
    const LabSpec *spec = &space->wish.spec;
    const uint32_t id = spec->ids[network];
    LabReturn *back = NULL;
    for (int i = 0; i < LAB_NETWORKS_MAX && (!back || back->id != id); i++) {
        LabReturn *other = &space->wish.returns[i];
        back = other->id == id || !has_network(spec, other->id) ? other : back;
    }
    back->count += 1;
    back->id = id;
    back->step = step;
    labspace_play(space, true);
}

void labspace_new_seed(LabSpace *space)
{
    space->wish.spec.shared.seed++;
    labspace_edited(space);
}

static void take_data(LabSpace *space, const DataSpec *data)
{
    space->wish.spec.data = *data;
    space->wish.painted = false;
    space->asks = false;
    space->brush = BRUSH_NONE;
    if (data->kind == DATA_CANVAS) {
        lab_wish_unpaint(&space->wish);
        labspace_set_picture(space, LAB_PICTURE_SURFACE); // where one paints
        space->brush = 0;
    }
    labspace_changed(space);
}

// What was chosen of the data before holds for others as well; what is usual is each kind's own.
static void keep_param(DataSpec *data, const DataSpec *before, const char *key)
{
    const Param *from = param_find(data_rows[before->kind].kind.params, key);
    const Param *to = param_find(data_rows[data->kind].kind.params, key);
    if (from && to && param_value(from, &before->params) != from->def) {
        param_set(data_rows[data->kind].kind.params, &data->params, key,
                  param_value(from, &before->params), NULL);
    }
}

void labspace_set_data(LabSpace *space, DataKind kind)
{
    DataSpec data;
    data_spec_defaults(&data, kind);
    keep_param(&data, &space->wish.spec.data, "noise");
    keep_param(&data, &space->wish.spec.data, "train");
    if (data_rows[kind].files) {
        space->asked = data;
        space->asks = true;
    } else {
        take_data(space, &data);
    }
}

void labspace_files_named(LabSpace *space)
{
    bool all = space->asks;
    for (const Setting *file = data_rows[space->asked.kind].files; file && file->param.key;
         file++) {
        all = all && (file->type != &setting_text || *(char *)setting_field(file, &space->asked));
    }
    if (all) {
        take_data(space, &space->asked);
    }
}

bool labspace_set_csv(LabSpace *space, const char *path, Error *err)
{
    DataSpec wanted;
    Dataset set;
    Arena arena = { 0 };
    data_spec_defaults(&wanted, DATA_CSV);
    // A dropped path that fills the event to its last byte may have been cut (base/input.h).
    if (strlen(path) + 1 >= sizeof wanted.files[0]) {
        return fail(err, "the path of that file is too long");
    }
    strcpy(wanted.files[0], path);
    const bool good = dataset_make(&set, &wanted, space->wish.spec.shared.seed, &arena, err);
    arena_free(&arena);
    if (good) {
        take_data(space, &wanted);
    }
    return good;
}
