// Each is told once, however many networks it is true of.
#include "io/lab_notes.h"

#include "io/flags.h"
#include "model/net/net_idle.h"

// Whether network `network` has a setting of its own that has no say in it, or follows all others
// in one that has a say in none. *why: why not.
static bool is_idle(const LabSpec *spec, int network, NetKey key, const char **why)
{
    bool idle = true;
    NetSpec net = lab_network(spec, network);
    *why = net_spec_idle_why(&net, key);
    if (!*why || net.own & SETTING_BIT(key)) {
        return *why != NULL;
    }
    for (int i = 0; i < spec->network_count; i++) {
        net = lab_network(spec, i);
        idle = idle && (net.own & SETTING_BIT(key) || net_spec_idle(&net) & SETTING_BIT(key));
    }
    return idle && !net_settings[key].type->usual(&net_settings[key], &spec->shared);
}

void lab_tell_constant(const char *command, const Dataset *set)
{
    if (set->scale.constant > 0) {
        flags_tell(command,
                   "note: scale= only centres inputs that are the same in all training rows; these "
                   "are %d of %d",
                   set->scale.constant, set->features);
    }
}

void lab_tell_idle(const char *command, const LabSpec *spec)
{
    for (int key = 0; key < net_key_count; key++) {
        const char *why = NULL;
        int network = 0;
        while (network < spec->network_count && !is_idle(spec, network, (NetKey)key, &why)) {
            network++;
        }
        if (network < spec->network_count) {
            flags_tell(command, "note: %s= has no say in network %d: %s",
                       net_settings[key].param.key, network + 1, why);
        }
    }
}
