#include "app/network/lab_unit_caption.h"

#include "app/network/lab_inputs.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdlib.h>

static void output_caption(const LabShot *shot, const NetShot *net, int unit, char *text,
                           size_t size)
{
    char name[64];
    if (shot->classes == 0) {
        text_print(text, size, "%s", tr("output"));
    } else { // one output is for the second class
        lab_class_name(shot, net->outputs == 1 ? 1 : unit - 1, name, sizeof name);
        text_print(text, size, tr("output %s"), name);
    }
}

// Layers with weights, the output among them.
static int weighted_layers(const LabShot *shot, int network)
{
    const NetShot *net = &shot->networks[network];
    LayerPlan *plans = memory_get(sizeof *plans * NET_LAYERS_MAX);
    const int count = net_plan(&net->spec, shot->shape, net->outputs, plans, NULL);
    int layers = 0;
    for (int i = 0; i < count; i++) {
        layers += layer_role(plans[i].kind) == ROLE_WEIGHTS;
    }
    free(plans);
    return layers;
}

void lab_unit_caption(const LabShot *shot, LabUnitPlace at, char *text, size_t size)
{
    const NetShot *net = &shot->networks[at.network];
    if (at.layer == 0) {
        text_print(
            text, size, tr("input %s"),
            input_features[lab_input_of(lab_inputs_of(net, shot->shape), at.unit - 1)].kind.name);
    } else if (at.layer == weighted_layers(shot, at.network)) {
        output_caption(shot, net, at.unit, text, size);
    } else {
        text_print(text, size, tr("unit %d of layer %d"), at.unit, at.layer);
    }
}
