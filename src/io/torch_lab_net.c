// How a network begins, behind its modules; its loss.
#include "io/torch_lab.h"

#include "io/torch_script.h"

#include <stdlib.h>

// ---- how it begins

// What torch.nn.init calls the same; {} is a number of the init's, in their order.
static const char *const init_calls[INIT_COUNT] = {
    [INIT_ZEROS] = "nn.init.zeros_(layer.weight)",
    [INIT_CONSTANT] = "nn.init.constant_(layer.weight, {})",
    [INIT_NORMAL] = "nn.init.normal_(layer.weight, std={})",
    [INIT_UNIFORM] = "nn.init.uniform_(layer.weight, -{}, {})",
    [INIT_LECUN_NORMAL] = "nn.init.kaiming_normal_(layer.weight, nonlinearity=\"linear\")",
    [INIT_XAVIER_NORMAL] = "nn.init.xavier_normal_(layer.weight)",
    [INIT_XAVIER_UNIFORM] = "nn.init.xavier_uniform_(layer.weight)",
    [INIT_HE_NORMAL] = "nn.init.kaiming_normal_(layer.weight, nonlinearity=\"relu\")",
    [INIT_HE_UNIFORM] = "nn.init.kaiming_uniform_(layer.weight, nonlinearity=\"relu\")",
    [INIT_ORTHOGONAL] = "nn.init.orthogonal_(layer.weight, gain={})",
    [INIT_IDENTITY] = "identity_(layer.weight, gain={})",
    [INIT_SPARSE] = "nn.init.sparse_(layer.weight.data.flatten(1), sparsity={}, std={})",
    [INIT_LSUV] = "nn.init.orthogonal_(layer.weight)",
};

// What a network has of some sort.
typedef struct Has {
    bool conv, branches, bias, no_bias, norm, tied;
} Has;

static Has has_of(const Net *net)
{
    Has has = { .tied = net->tied };
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        const bool weights = layer_role(plan->kind) == ROLE_WEIGHTS;
        has.conv = has.conv || plan->kind == LAYER_CONV;
        has.branches = has.branches || layer_role(plan->kind) == ROLE_ADD;
        has.bias = has.bias || (weights && !plan->no_bias);
        has.no_bias = has.no_bias || (weights && plan->no_bias);
        has.norm = has.norm || plan->weight_norm;
    }
    return has;
}

static void write_bias(FILE *out, Has has, double bias)
{
    const char *margin = "            ";
    if (has.bias && has.no_bias) {
        fprintf(out, "%sif layer.bias is not None:\n", margin);
        margin = "                ";
    }
    if (has.bias) {
        fprintf(out, "%snn.init.constant_(layer.bias, ", margin);
        torch_number(out, bias);
        fputs(")\n", out);
    }
}

static void write_init(FILE *out, const NetSpec *spec, Has has)
{
    fprintf(out, "    for layer in net%s:\n        if isinstance(layer, %s):\n            ",
            has.branches || has.tied ? ".modules()" : "", has.conv ? "(nn.Linear, nn.Conv2d)" : "nn.Linear");
    torch_numbered(out, init_calls[init_kind(spec->init)], spec->init->kind.params,
                   &spec->init_params);
    fprintf(out, "  # %s\n", spec->init->rule);
    write_bias(out, has, spec->numbers.bias);
}

static void write_lsuv(FILE *out, const NetSpec *spec)
{
    fputs("    ", out);
    torch_numbered(out, "lsuv(net, x[:TRAIN][torch.randperm(TRAIN)[:256]], tol={}, rounds={})",
                   spec->init->kind.params, &spec->init_params);
    fputc('\n', out);
}

// All but the output layer; g begins as the length that a weight has, so this comes last.
static void write_weight_norm(FILE *out, Has has)
{
    fprintf(out,
            "    weighted = [layer for layer in net.modules() if isinstance(layer, %s)]\n"
            "    for layer in weighted[:-1]:\n"
            "        nn.utils.weight_norm(layer)\n",
            has.conv ? "(nn.Linear, nn.Conv2d)" : "nn.Linear");
}

void torch_lab_network(FILE *out, const Epochs *network, const char *name)
{
    const Net *net = &network->train->learner.net;
    const Has has = has_of(net);
    bool *drops = torch_lab_dropping(network);
    fprintf(out, "def %s(seed):\n    torch.manual_seed(seed)\n", name);
    torch_lab_modules(out, net, drops);
    write_init(out, &network->train->spec, has);
    if (network->train->spec.init->needs_data) {
        write_lsuv(out, &network->train->spec);
    }
    if (has.norm) {
        write_weight_norm(out, has);
    }
    fputs("    return net\n", out);
    free(drops);
}

// ---- its loss

static const char *const loss_functions[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = "F.cross_entropy",
    [LOSS_BCE_WITH_LOGITS] = "F.binary_cross_entropy_with_logits",
    [LOSS_MSE] = "F.mse_loss",
};

const char *torch_lab_target(const Dataset *set)
{
    return set->classes > 0 ? "classes" : "values";
}

// Compared class by class, not with numbers.
static bool by_class(const Train *train)
{
    return losses[train->loss].smooths;
}

void torch_lab_compared(FILE *out, const Train *train)
{
    const Dataset *set = train->data->set;
    if (by_class(train)) {
        fputs("classes", out);
    } else if (set->classes == 0) {
        fputs("values[:, None]", out);
    } else if (train->outputs == 1) {
        fputs("classes.float()[:, None]", out);
    } else {
        fprintf(out, "F.one_hot(classes, %d).float()", set->classes);
    }
}

void torch_lab_loss(FILE *out, const Train *train)
{
    const double smoothing = train->learner.goal.label_smoothing;
    if (by_class(train) && smoothing > 0) {
        fputs("lambda out, y: F.cross_entropy(out, y, label_smoothing=", out);
        torch_number(out, smoothing);
        fputc(')', out);
    } else {
        fputs(loss_functions[train->loss], out);
    }
}

void torch_lab_right(FILE *out, const Train *train)
{
    if (train->data->set->classes == 0) {
        fputs("None", out);
    } else if (by_class(train)) {
        fputs("class_right", out);
    } else if (train->outputs > 1) {
        fputs("one_hot_right", out);
    } else {
        fprintf(out, "lambda out, y: side_right(out, y, %s)",
                train->loss == LOSS_MSE ? "0.5" : "0.0");
    }
}
