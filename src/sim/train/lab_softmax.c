// Settings that have a say in one loss alone, softmax cross-entropy: whether a network has use for
// them, and what is said where none has.
#include "sim/train/lab.h"

#include "model/data/dataset.h"

// What each asks for, with the loss that there is instead.
static const struct {
    NetKey key;
    const char *refusal;
} rows[] = {
    { NET_LABEL_SMOOTHING,
      N_("label smoothing softens the targets of softmax_cross_entropy alone, and the loss is %s; "
         "leave it out or choose that loss") },
    { NET_ENTROPY,
      N_("entropy is that of softmax_cross_entropy's answers alone, and the loss is %s; leave it "
         "out or choose that loss") },
};

static bool asks(const LabSpec *spec, int network, NetKey key)
{
    NetSpec own = lab_network(spec, network);
    return *net_spec_number(&own, key) != 0;
}

bool lab_asks_softmax(const LabSpec *spec)
{
    bool any = false;
    for (size_t k = 0; k < COUNT(rows); k++) {
        for (int i = 0; i < spec->network_count; i++) {
            any = any || asks(spec, i, rows[k].key);
        }
    }
    return any;
}

bool lab_needs_softmax(NetKey key)
{
    bool needs = false;
    for (size_t k = 0; k < COUNT(rows); k++) {
        needs = needs || rows[k].key == key;
    }
    return needs;
}

bool lab_is_softmax(const LabSpec *spec, int network, bool regression)
{
    const NetSpec own = lab_network(spec, network);
    return losses[net_spec_loss(&own, regression)].smooths;
}

static bool owns(const LabSpec *spec, int network, NetKey key)
{
    return spec->networks[network].own & SETTING_BIT(key);
}

// Whether what a network asks would be refused.
static bool in_vain(const LabSpec *spec, int network, NetKey key, bool regression)
{
    bool any = false;
    for (int i = 0; i < spec->network_count; i++) {
        any = any || lab_is_softmax(spec, i, regression);
    }
    return asks(spec, network, key) && !lab_is_softmax(spec, network, regression) &&
           (owns(spec, network, key) || !any);
}

bool lab_check_softmax(const LabSpec *spec, bool regression, NetKey *key, LabError *err)
{
    for (size_t k = 0; k < COUNT(rows); k++) {
        for (int i = 0; i < spec->network_count; i++) {
            if (in_vain(spec, i, rows[k].key, regression)) {
                const NetSpec network = lab_network(spec, i);
                const Loss *loss = &losses[net_spec_loss(&network, regression)];
                *key = rows[k].key;
                err->network = owns(spec, i, *key) ? i : -1;
                return fail(&err->error, rows[k].refusal, loss->kind.key);
            }
        }
    }
    return true;
}

static void drop(LabSpec *spec, NetKey key, bool regression)
{
    bool vain[LAB_NETWORKS_MAX];
    for (int i = 0; i < spec->network_count; i++) {
        vain[i] = in_vain(spec, i, key, regression);
    }
    for (int i = 0; i < spec->network_count; i++) {
        NetSpec *at = owns(spec, i, key) ? &spec->networks[i] : &spec->shared;
        if (vain[i]) {
            *net_spec_number(at, key) = 0;
        }
    }
}

void lab_drop_softmax(LabSpec *spec, bool regression)
{
    for (size_t k = 0; k < COUNT(rows); k++) {
        drop(spec, rows[k].key, regression);
    }
}
