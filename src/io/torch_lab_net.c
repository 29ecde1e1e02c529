// A network's layers as modules of torch.nn, a line for each hidden layer; how it begins; its loss.
#include "io/torch_lab.h"

#include "io/torch_script.h"

// ---- layers

// "nn.ReLU()" ...: every activation is one of torch's, with the same numbers.
static const char *const activation_modules[ACTIVATION_COUNT] = {
    [ACTIVATION_IDENTITY] = "nn.Identity()",
    [ACTIVATION_SIGMOID] = "nn.Sigmoid()",
    [ACTIVATION_TANH] = "nn.Tanh()",
    [ACTIVATION_RELU] = "nn.ReLU()",
    [ACTIVATION_LEAKY_RELU] = "nn.LeakyReLU(0.01)",
    [ACTIVATION_ELU] = "nn.ELU()",
    [ACTIVATION_GELU] = "nn.GELU()",
    [ACTIVATION_SILU] = "nn.SiLU()",
    [ACTIVATION_SOFTPLUS] = "nn.Softplus()",
};

// Whether a network drops units or weights, at first or after a change. last: the layer that is
// written is the last one, which never does.
typedef struct Drops {
    bool units, weights, last;
} Drops;

typedef void WriteModule(FILE *out, const LayerPlan *plan, const Drops *ever);

static void write_dense(FILE *out, const LayerPlan *plan, const Drops *ever)
{
    const bool drops = ever->weights && !ever->last;
    fprintf(out, "%s(%d, %d", drops ? "DropConnect" : "nn.Linear", plan->in, plan->out);
    if (drops) {
        fputs(", ", out);
        torch_number(out, plan->drop);
    }
    fputc(')', out);
}

static void write_activation(FILE *out, const LayerPlan *plan, UNUSED const Drops *ever)
{
    fputs(activation_modules[plan->activation], out);
}

static void write_batchnorm(FILE *out, const LayerPlan *plan, UNUSED const Drops *ever)
{
    fprintf(out, "nn.BatchNorm1d(%d)", plan->out);
}

static void write_layernorm(FILE *out, const LayerPlan *plan, UNUSED const Drops *ever)
{
    fprintf(out, "nn.LayerNorm(%d)", plan->out);
}

static void write_dropout(FILE *out, const LayerPlan *plan, UNUSED const Drops *ever)
{
    fputs("nn.Dropout(", out);
    torch_number(out, plan->drop);
    fputc(')', out);
}

static WriteModule *const module_writers[LAYER_COUNT] = {
    [LAYER_DENSE] = write_dense,         [LAYER_ACTIVATION] = write_activation,
    [LAYER_BATCHNORM] = write_batchnorm, [LAYER_LAYERNORM] = write_layernorm,
    [LAYER_DROPOUT] = write_dropout,
};
static_assert(COUNT(module_writers) == LAYER_COUNT, "one for each LayerKind");

static void write_modules(FILE *out, const Net *net, Drops ever)
{
    fputs("    net = nn.Sequential(\n", out);
    for (int i = 0; i < net->layer_count;) {
        fputs("        ", out);
        do {
            const LayerPlan *plan = &net->layers[i].plan;
            if (plan->kind != LAYER_DROPOUT || ever.units) {
                fputs(plan->kind == LAYER_DENSE ? "" : " ", out);
                ever.last = i + 1 == net->layer_count;
                module_writers[plan->kind](out, plan, &ever);
                fputc(',', out);
            }
            i++;
        } while (i < net->layer_count && net->layers[i].plan.kind != LAYER_DENSE);
        fputc('\n', out);
    }
    fputs("    )\n", out);
}

// ---- how it begins

// What torch.nn.init calls the same; {} is the init's number.
static const char *const init_calls[INIT_COUNT] = {
    [INIT_ZEROS] = "zeros_(layer.weight)",
    [INIT_CONSTANT] = "constant_(layer.weight, {})",
    [INIT_NORMAL] = "normal_(layer.weight, std={})",
    [INIT_UNIFORM] = "uniform_(layer.weight, -{}, {})",
    [INIT_LECUN_NORMAL] = "kaiming_normal_(layer.weight, nonlinearity=\"linear\")",
    [INIT_XAVIER_NORMAL] = "xavier_normal_(layer.weight)",
    [INIT_XAVIER_UNIFORM] = "xavier_uniform_(layer.weight)",
    [INIT_HE_NORMAL] = "kaiming_normal_(layer.weight, nonlinearity=\"relu\")",
    [INIT_HE_UNIFORM] = "kaiming_uniform_(layer.weight, nonlinearity=\"relu\")",
    [INIT_ORTHOGONAL] = "orthogonal_(layer.weight, gain={})",
};

static void write_init(FILE *out, const NetSpec *spec)
{
    const Param *number = spec->init->kind.params;
    fputs("    for layer in net:\n"
          "        if isinstance(layer, nn.Linear):\n",
          out);
    fputs("            nn.init.", out);
    for (const char *at = init_calls[init_kind(spec->init)]; *at; at++) {
        if (at[0] == '{' && at[1] == '}') {
            torch_number(out, param_value(number, &spec->init_params));
            at++;
        } else {
            fputc(*at, out);
        }
    }
    fprintf(out, "  # %s\n", spec->init->rule);
    fputs("            nn.init.constant_(layer.bias, ", out);
    torch_number(out, spec->numbers.bias);
    fputs(")\n", out);
}

static void note_drops(void *context, const Train *train, UNUSED const Change *change)
{
    Drops *ever = context;
    ever->units = ever->units || train->spec.numbers.dropout > 0;
    ever->weights = ever->weights || train->spec.numbers.dropconnect > 0;
}

void torch_lab_network(FILE *out, const Epochs *network, const char *name)
{
    Drops ever = { false, false, false };
    torch_lab_states(network, note_drops, &ever);
    fprintf(out, "def %s(seed):\n    torch.manual_seed(seed)\n", name);
    write_modules(out, &network->train->learner.net, ever);
    write_init(out, &network->train->spec);
    fputs("    return net\n", out);
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
