// One layer each as a module of torch.nn, or of python/layers.py: every kind is a row.
#include "io/torch_lab_layers.h"

#include "base/base.h"
#include "io/torch_script.h"

// ---- how rows stand

static TorchRows any_rows(UNUSED const LayerPlan *plan)
{
    return TORCH_ROWS_ANY;
}

static TorchRows flat_rows(UNUSED const LayerPlan *plan)
{
    return TORCH_ROWS_FLAT;
}

static TorchRows pictures(UNUSED const LayerPlan *plan)
{
    return TORCH_ROWS_PICTURES;
}

// Channels that are more than one number.
static TorchRows wide_channels(const LayerPlan *plan)
{
    return shape_area(plan->from) > 1 ? TORCH_ROWS_PICTURES : TORCH_ROWS_ANY;
}

static TorchRows dropped_rows(const LayerPlan *plan)
{
    return plan->channels ? wide_channels(plan) : TORCH_ROWS_ANY;
}

// ---- one module each

static void write_dense(FILE *out, const LayerPlan *plan, TorchPlace at)
{
    fprintf(out, "%s(%d, %d", at.drops ? "DropConnect" : "nn.Linear", plan->in, plan->out);
    if (at.drops) {
        fputs(", ", out);
        torch_number(out, plan->drop);
    }
    fputs(plan->no_bias ? ", bias=False)" : ")", out);
}

static void write_conv(FILE *out, const LayerPlan *plan, TorchPlace at)
{
    fprintf(out, "%s(%d, %d, %d", at.drops ? "DropConnect2d" : "nn.Conv2d", plan->from.channels,
            plan->to.channels, plan->kernel);
    if (plan->stride != 1) {
        fprintf(out, ", stride=%d", plan->stride);
    }
    if (plan->pad != 0) {
        fprintf(out, ", padding=%d", plan->pad);
    }
    if (at.drops) {
        fputs(", p=", out);
        torch_number(out, plan->drop);
    }
    fputs(plan->no_bias ? ", bias=False)" : ")", out);
}

// Every activation is one of torch's, with the same numbers; {} is its number.
static const char *const activation_modules[ACTIVATION_COUNT] = {
    [ACTIVATION_IDENTITY] = "nn.Identity()",
    [ACTIVATION_SIGMOID] = "nn.Sigmoid()",
    [ACTIVATION_TANH] = "nn.Tanh()",
    [ACTIVATION_RELU] = "nn.ReLU()",
    [ACTIVATION_LEAKY_RELU] = "nn.LeakyReLU({})",
    [ACTIVATION_ELU] = "nn.ELU({})",
    [ACTIVATION_GELU] = "nn.GELU()",
    [ACTIVATION_SILU] = "nn.SiLU()",
    [ACTIVATION_SOFTPLUS] = "nn.Softplus()",
    [ACTIVATION_SWISH] = "Swish({})",
    [ACTIVATION_HARDSWISH] = "nn.Hardswish()",
    [ACTIVATION_MISH] = "nn.Mish()",
    [ACTIVATION_PRELU] = "nn.PReLU()",
};

static void write_activation(FILE *out, const LayerPlan *plan, UNUSED TorchPlace at)
{
    static const Param number[] = { { .key = "number" }, { .key = NULL } };
    torch_numbered(out, activation_modules[plan->activation], number, &plan->number);
}

static void write_prelu(FILE *out, UNUSED const LayerPlan *plan, UNUSED TorchPlace at)
{
    fputs("nn.PReLU()", out);
}

static void write_features(FILE *out, const LayerPlan *plan, UNUSED TorchPlace at)
{
    const char *before = "Features(";
    for (int k = 0; k < INPUT_FEATURE_COUNT; k++) {
        if (plan->features >> k & 1) {
            fprintf(out, "%s\"%s\"", before, input_features[k].kind.key);
            before = ", ";
        }
    }
    fputc(')', out);
}

static void write_batchnorm(FILE *out, const LayerPlan *plan, TorchPlace at)
{
    fprintf(out, "nn.BatchNorm%s(%d)", at.flat ? "1d" : "2d", plan->from.channels);
}

static void write_groupnorm(FILE *out, const LayerPlan *plan, UNUSED TorchPlace at)
{
    fprintf(out, "nn.GroupNorm(%d, %d)", plan->groups, plan->from.channels);
}

// Over all numbers of a row.
static void write_row_norm(FILE *out, const LayerPlan *plan, TorchPlace at)
{
    fputs(plan->kind == LAYER_RMSNORM ? "RMSNorm(" : "nn.LayerNorm(", out);
    if (at.flat) {
        fprintf(out, "%d)", plan->out);
    } else {
        fprintf(out, "(%d, %d, %d))", plan->from.channels, plan->from.height, plan->from.width);
    }
}

static void write_dropout(FILE *out, const LayerPlan *plan, TorchPlace at)
{
    fprintf(out, "nn.Dropout%s(", plan->channels && !at.flat ? "2d" : "");
    torch_number(out, plan->drop);
    fputc(')', out);
}

static void write_pool(FILE *out, const LayerPlan *plan, UNUSED TorchPlace at)
{
    fprintf(out, "nn.%sPool2d(%d", plan->kind == LAYER_MAXPOOL ? "Max" : "Avg", plan->kernel);
    if (plan->stride != plan->kernel) {
        fprintf(out, ", stride=%d", plan->stride);
    }
    fputc(')', out);
}

static void write_global_pool(FILE *out, UNUSED const LayerPlan *plan, UNUSED TorchPlace at)
{
    fputs("nn.AdaptiveAvgPool2d(1), nn.Flatten()", out);
}

typedef struct Module {
    TorchRows (*rows)(const LayerPlan *plan); // that it looks at; without `write` that says it all
    void (*write)(FILE *out, const LayerPlan *plan, TorchPlace at);
} Module;

// clang-format off
static const Module modules[LAYER_COUNT] = {
    [LAYER_DENSE]          = { flat_rows,     write_dense },
    [LAYER_ACTIVATION]     = { any_rows,      write_activation },
    [LAYER_BATCHNORM]      = { wide_channels, write_batchnorm },
    [LAYER_LAYERNORM]      = { any_rows,      write_row_norm },
    [LAYER_DROPOUT]        = { dropped_rows,  write_dropout },
    [LAYER_CONV]           = { pictures,      write_conv },
    [LAYER_MAXPOOL]        = { pictures,      write_pool },
    [LAYER_AVGPOOL]        = { pictures,      write_pool },
    [LAYER_GLOBAL_AVGPOOL] = { pictures,      write_global_pool },
    [LAYER_FLATTEN]        = { flat_rows,     NULL },
    [LAYER_ADD]            = { any_rows,      NULL }, // the end of a Residual
    [LAYER_GROUPNORM]      = { wide_channels, write_groupnorm },
    [LAYER_RMSNORM]        = { any_rows,      write_row_norm },
    [LAYER_PRELU]          = { any_rows,      write_prelu },
    [LAYER_FEATURES]       = { flat_rows,     write_features },
};
// clang-format on

TorchRows torch_layer_rows(const LayerPlan *plan)
{
    return modules[plan->kind].rows(plan);
}

bool torch_layer_is_module(LayerKind kind)
{
    return modules[kind].write;
}

void torch_layer_write(FILE *out, const LayerPlan *plan, TorchPlace at)
{
    modules[plan->kind].write(out, plan, at);
}
