// The text is read, not searched: "dropout 0.2" names its own share, "dropout" asks the setting.
#include "app/network/lab_say.h"

#include "base/words.h"
#include "model/net/layer_text.h"

#include <string.h>

bool lab_layers_say(const LabSpace *space)
{
    const NetSpec net = lab_network(&space->wish.spec, space->selected);
    return net_spec_has_layers(&net);
}

// Whether an item does not say itself what it is, so that a setting does.
static bool is_open(const LayerItem *item)
{
    const bool drops =
        item->word == WORD_DROPOUT || item->word == WORD_CHANNELDROPOUT || item->word == WORD_RES;
    const bool said = (item->word == WORD_ACTIVATION && item->named) ||
                      (item->word == WORD_GROUPNORM && item->numbers.count > 0) ||
                      (drops && item->numbers.drop != LAYER_OPEN);
    return !said;
}

// Bit k: LayerWordKind k stands in the text; open: where it leaves open what it is.
static unsigned words_of(const char *text, bool open)
{
    LayerText layers;
    unsigned words = 0;
    const int count = layer_text_read(&layers, text, NULL) ? layers.count : 0;
    for (int i = 0; i < count; i++) {
        const LayerItem *item = &layers.items[i];
        words |= open && !is_open(item) ? 0 : 1u << item->word;
    }
    return words;
}

static bool normed(const NetSpec *net)
{
    const unsigned norms = 1u << WORD_NORM | 1u << WORD_BATCHNORM | 1u << WORD_LAYERNORM |
                           1u << WORD_INSTANCENORM | 1u << WORD_GROUPNORM | 1u << WORD_RMSNORM;
    return net_spec_has_layers(net) ? words_of(net->layers, false) & norms
                                    : net->batchnorm != NORM_OFF || net->layernorm != NORM_OFF ||
                                          net->groupnorm != NORM_OFF || net->rmsnorm != NORM_OFF;
}

bool lab_has_norms(const LabSpace *space)
{
    const LabSpec *spec = &space->wish.spec;
    bool any = false;
    for (int i = 0; i < spec->network_count && !any; i++) {
        const NetSpec net = lab_network(spec, i);
        any = normed(&net);
    }
    return any;
}

// ---- in layers as text

// clang-format off
static const struct {
    NetKey key;
    unsigned words; // one of them must stand there
    const char *why;
} asks[] = {
    { NET_ACTIVATION, 1u << WORD_ACTIVATION,
      N_("The layers name their activations themselves. Where they say \"activation\", it is this one") },
    { NET_NORM, 1u << WORD_NORM,
      N_("Where the layers say \"norm\", it is this one; they do not say it") },
    { NET_DROPOUT, 1u << WORD_DROPOUT | 1u << WORD_CHANNELDROPOUT,
      N_("Where the layers say \"dropout\" without a number, it is this one; they do not say it") },
    { NET_STOCHASTIC_DEPTH, 1u << WORD_RES,
      N_("There is no residual block in the layers that could be left out") },
};
// clang-format on

static const char *in_text(const NetSpec *net, NetKey key)
{
    const unsigned open = words_of(net->layers, true);
    for (size_t i = 0; i < COUNT(asks); i++) {
        if (asks[i].key == key && !(asks[i].words & open)) {
            return tr(asks[i].why);
        }
    }
    return NULL;
}

// ---- and without

const char *lab_in_vain(const LabSpace *space, NetKey key)
{
    const NetSpec net = lab_network(&space->wish.spec, space->selected);
    if (lab_needs_softmax(key) && !labspace_is_softmax(space, key)) {
        return key == NET_ENTROPY
                   ? tr("Of the answers of softmax cross-entropy alone; the loss is another")
                   : tr("Softens the targets of softmax cross-entropy alone; the loss is another");
    }
    if (net_spec_has_layers(&net)) {
        return in_text(&net, key);
    }
    if (key == NET_STOCHASTIC_DEPTH && net.numbers.residual == 0) {
        return tr("Leaves out what residual connections go around; there are none");
    }
    return NULL;
}

bool lab_groups_say(const LabSpace *space)
{
    const NetSpec net = lab_network(&space->wish.spec, space->selected);
    const unsigned open = net_spec_has_layers(&net) ? words_of(net.layers, true) : 0;
    return net_spec_has_layers(&net)
               ? open >> WORD_GROUPNORM & 1 || (net.norm == NORM_GROUP && open >> WORD_NORM & 1)
               : net.groupnorm != NORM_OFF;
}
