// The text is read, not searched: "dropout 0.2" names its own share, "dropout" asks the setting.
#include "app/network/lab_say.h"

#include "base/words.h"
#include "model/net/layer_text.h"
#include "sim/train/train.h"

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
    unsigned words; // one of them must stand there; 0: none helps
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
    { NET_TIE, 0, N_("The layers say themselves which of them share a matrix: tie 3*(…)") },
};
// clang-format on

static const char *in_text(const NetSpec *net, NetKey key)
{
    const bool features = words_of(net->layers, false) & 1u << WORD_FEATURES;
    if (key == NET_INPUTS && features && !net_spec_has_inputs(net)) {
        return tr("The layers say themselves what is made of x and y: features");
    }
    const unsigned open = words_of(net->layers, true);
    for (size_t i = 0; i < COUNT(asks); i++) {
        if (asks[i].key == key && !(asks[i].words & open)) {
            return tr(asks[i].why);
        }
    }
    return NULL;
}

// ---- of these data

typedef enum Rows { ROWS_ANY, ROWS_PICTURES, ROWS_TURNING, ROWS_PLANE } Rows;

// clang-format off
static const struct {
    NetKey key;
    Rows rows; // that it can be applied to
} needs[] = {
    { NET_INPUTS, ROWS_PLANE },   { NET_SHIFT, ROWS_PICTURES },  { NET_ROTATE, ROWS_TURNING },
    { NET_ZOOM, ROWS_PICTURES },  { NET_FLIP, ROWS_PICTURES },   { NET_CUTOUT, ROWS_PICTURES },
    { NET_CUTMIX, ROWS_PICTURES },
};
static const char *const wants[] = {
    [ROWS_PICTURES] = N_("Of pictures alone, and the rows of these data are none"),
    [ROWS_TURNING] = N_("Of pictures and of points with two numbers alone; the rows of these data are neither"),
    [ROWS_PLANE] = N_("Of points with two numbers, x and y, alone; the rows of these data have others"),
};
// clang-format on

static bool rows_fit(const LabShot *shot, Rows rows)
{
    const bool picture = shape_area(shot->shape) > 1, plane = shot->features == 2;
    return rows == ROWS_ANY || (rows == ROWS_PICTURES && picture) ||
           (rows == ROWS_TURNING && (picture || plane)) || (rows == ROWS_PLANE && plane);
}

static const char *of_data(const LabShot *shot, NetKey key)
{
    const char *why = NULL;
    for (size_t i = 0; shot && shot->features > 0 && i < COUNT(needs); i++) {
        if (needs[i].key == key && !rows_fit(shot, needs[i].rows)) {
            why = tr(wants[needs[i].rows]);
        }
    }
    return why;
}

// ---- of each other

// A batch is mixed in one way; both at once are refused, so that the one that is on can be left.
static bool mixes_otherwise(const NetSpec *net, NetKey key)
{
    return (key == NET_MIXUP && net->numbers.mixup == 0 && net->numbers.cutmix > 0) ||
           (key == NET_CUTMIX && net->numbers.cutmix == 0 && net->numbers.mixup > 0);
}

// Whether two hidden layers of one size have as many inputs as units. features: of a row.
static bool can_tie(const NetSpec *net, int features)
{
    bool any = false;
    int last = -1; // units of the last such layer
    for (int i = 0; i < net->hidden_count; i++) {
        const int in = i > 0 ? net->hidden[i - 1] : features;
        if (in == net->hidden[i]) {
            any = any || last == in;
            last = in;
        }
    }
    return any;
}

// Of rows that the optimizer has to see unchanged; what is on can be left.
static bool moves_rows(const NetSpec *net, NetKey key)
{
    const Setting *setting = &net_settings[key];
    return net->optimizer.optim->all_data && train_row_keys >> key & 1 &&
           setting->type->usual(setting, net);
}

static const char *of_others(const NetSpec *net, int features, NetKey key)
{
    if (key == NET_STOCHASTIC_DEPTH && net->numbers.residual == 0) {
        return tr("Leaves out what residual connections go around; there are none");
    }
    if (key == NET_TIE && net->tie == SWITCHED_OFF && !can_tie(net, features)) {
        return tr("Of at least two hidden layers with as many inputs as units; there are fewer");
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
    const char *why = of_data(space->shot, key);
    if (!why && mixes_otherwise(&net, key)) {
        why = key == NET_MIXUP ? tr("Batches are mixed by cutmix already; take that off before")
                               : tr("Batches are mixed by mixup already; take that off before");
    }
    if (!why && moves_rows(&net, key)) {
        why = tr("The optimizer needs the same rows in every step, and this makes others of them "
                 "in each");
    }
    if (!why) {
        const int features = space->shot ? space->shot->features : 0;
        why = net_spec_has_layers(&net) ? in_text(&net, key) : of_others(&net, features, key);
    }
    return why;
}

bool lab_groups_say(const LabSpace *space)
{
    const NetSpec net = lab_network(&space->wish.spec, space->selected);
    const unsigned open = net_spec_has_layers(&net) ? words_of(net.layers, true) : 0;
    return net_spec_has_layers(&net)
               ? open >> WORD_GROUPNORM & 1 || (net.norm == NORM_GROUP && open >> WORD_NORM & 1)
               : net.groupnorm != NORM_OFF;
}
