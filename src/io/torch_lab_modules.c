// A network's layers as modules of torch.nn, a line for each layer with weights. A residual branch
// is a module around its own, Residual(...). Rows are flat in the program; modules that look at
// pictures want them as such, so the writer keeps how PyTorch has them at each place.
#include "io/torch_lab.h"

#include "base/text.h"
#include "io/torch_script.h"

#include <string.h>

typedef struct Modules {
    FILE *out;
    const Net *net;
    const bool *drops; // [layer_count]: whether a layer drops something, now or after a change
    bool flat;         // here rows are [features], else [channels, height, width]
    size_t column;     // where the line ends so far; 0: nothing stands in it
    int depth;         // branches around
} Modules;

static void line_end(Modules *m)
{
    fputs(m->column > 0 ? "\n" : "", m->out);
    m->column = 0;
}

// Puts something behind what stands in the line, or into the next one where there is no room.
static void put(Modules *m, const char *text)
{
    enum { WIDTH = 100 };
    if (m->column > 0 && m->column + 1 + strlen(text) > WIDTH) {
        line_end(m);
    }
    const int margin = m->column > 0 ? 1 : 8 + 4 * m->depth;
    fprintf(m->out, "%*s%s", margin, "", text);
    m->column += (size_t)margin + strlen(text);
}

// ---- how rows stand

typedef enum Rows { ROWS_ANY, ROWS_FLAT, ROWS_PICTURES } Rows;

static Rows any_rows(UNUSED const LayerPlan *plan)
{
    return ROWS_ANY;
}

static Rows flat_rows(UNUSED const LayerPlan *plan)
{
    return ROWS_FLAT;
}

static Rows pictures(UNUSED const LayerPlan *plan)
{
    return ROWS_PICTURES;
}

// Channels that are more than one number.
static Rows wide_channels(const LayerPlan *plan)
{
    return shape_area(plan->from) > 1 ? ROWS_PICTURES : ROWS_ANY;
}

static Rows dropped_rows(const LayerPlan *plan)
{
    return plan->channels ? wide_channels(plan) : ROWS_ANY;
}

static void stand(Modules *m, Rows rows, TensorShape shape)
{
    if (rows == ROWS_FLAT && !m->flat) {
        put(m, "nn.Flatten(),");
        m->flat = true;
    } else if (rows == ROWS_PICTURES && m->flat) {
        char text[80];
        snprintf(text, sizeof text, "nn.Unflatten(1, (%d, %d, %d)),", shape.channels, shape.height,
                 shape.width);
        line_end(m);
        put(m, text);
        line_end(m);
        m->flat = false;
    }
}

// ---- one module each

static void write_dense(FILE *out, const Modules *m, const LayerPlan *plan, int index)
{
    const bool drops = m->drops[index];
    fprintf(out, "%s(%d, %d", drops ? "DropConnect" : "nn.Linear", plan->in, plan->out);
    if (drops) {
        fputs(", ", out);
        torch_number(out, plan->drop);
    }
    fputs(plan->no_bias ? ", bias=False)" : ")", out);
}

static void write_conv(FILE *out, const Modules *m, const LayerPlan *plan, int index)
{
    const bool drops = m->drops[index];
    fprintf(out, "%s(%d, %d, %d", drops ? "DropConnect2d" : "nn.Conv2d", plan->from.channels,
            plan->to.channels, plan->kernel);
    if (plan->stride != 1) {
        fprintf(out, ", stride=%d", plan->stride);
    }
    if (plan->pad != 0) {
        fprintf(out, ", padding=%d", plan->pad);
    }
    if (drops) {
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

static void write_activation(FILE *out, UNUSED const Modules *m, const LayerPlan *plan,
                             UNUSED int index)
{
    static const Param number[] = { { .key = "number" }, { .key = NULL } };
    torch_numbered(out, activation_modules[plan->activation], number, &plan->number);
}

static void write_prelu(FILE *out, UNUSED const Modules *m, UNUSED const LayerPlan *plan,
                        UNUSED int index)
{
    fputs("nn.PReLU()", out);
}

static void write_features(FILE *out, UNUSED const Modules *m, const LayerPlan *plan,
                           UNUSED int index)
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

static void write_batchnorm(FILE *out, const Modules *m, const LayerPlan *plan, UNUSED int index)
{
    fprintf(out, "nn.BatchNorm%s(%d)", m->flat ? "1d" : "2d", plan->from.channels);
}

static void write_groupnorm(FILE *out, UNUSED const Modules *m, const LayerPlan *plan,
                            UNUSED int index)
{
    fprintf(out, "nn.GroupNorm(%d, %d)", plan->groups, plan->from.channels);
}

// Over all numbers of a row.
static void write_row_norm(FILE *out, const Modules *m, const LayerPlan *plan, UNUSED int index)
{
    fputs(plan->kind == LAYER_RMSNORM ? "RMSNorm(" : "nn.LayerNorm(", out);
    if (m->flat) {
        fprintf(out, "%d)", plan->out);
    } else {
        fprintf(out, "(%d, %d, %d))", plan->from.channels, plan->from.height, plan->from.width);
    }
}

static void write_dropout(FILE *out, const Modules *m, const LayerPlan *plan, UNUSED int index)
{
    fprintf(out, "nn.Dropout%s(", plan->channels && !m->flat ? "2d" : "");
    torch_number(out, plan->drop);
    fputc(')', out);
}

static void write_pool(FILE *out, UNUSED const Modules *m, const LayerPlan *plan, UNUSED int index)
{
    fprintf(out, "nn.%sPool2d(%d", plan->kind == LAYER_MAXPOOL ? "Max" : "Avg", plan->kernel);
    if (plan->stride != plan->kernel) {
        fprintf(out, ", stride=%d", plan->stride);
    }
    fputc(')', out);
}

static void write_global_pool(FILE *out, UNUSED const Modules *m, UNUSED const LayerPlan *plan,
                              UNUSED int index)
{
    fputs("nn.AdaptiveAvgPool2d(1), nn.Flatten()", out);
}

typedef struct Module {
    Rows (*rows)(const LayerPlan *plan); // that it looks at; without `write` that says it all
    void (*write)(FILE *out, const Modules *m, const LayerPlan *plan, int index);
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

static void write_module(Modules *m, int index)
{
    const LayerPlan *plan = &m->net->layers[index].plan;
    const Module *module = &modules[plan->kind];
    char text[160] = "";
    if (layer_role(plan->kind) == ROLE_DROP && !m->drops[index]) {
        return; // to others it is no layer
    }
    if (layer_role(plan->kind) == ROLE_WEIGHTS) {
        line_end(m);
    }
    stand(m, module->rows(plan), plan->from);
    if (module->write) {
        FILE *out = fmemopen(text, sizeof text, "w");
        if (!out) {
            die("out of memory");
        }
        module->write(out, m, plan, index);
        fputc(',', out);
        fclose(out);
        put(m, text);
    }
    m->flat = m->flat || plan->kind == LAYER_GLOBAL_AVGPOOL;
}

// ---- branches

// Where the outermost branch that begins with layer `first` ends in an add, before `end`; -1: none
// begins there.
static int branch_end(const Net *net, int first, int end)
{
    int last = -1;
    for (int i = first; i < end; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        last = plan->kind == LAYER_ADD && plan->other == first - 1 ? i : last;
    }
    return last;
}

// How the first layer that asks wants to see rows.
static void stand_for(Modules *m, int first, int end)
{
    const TensorShape shape = m->net->layers[first].plan.from;
    for (int i = first; i < end; i++) {
        const LayerPlan *plan = &m->net->layers[i].plan;
        const Rows rows = modules[plan->kind].rows(plan);
        if (rows != ROWS_ANY) {
            stand(m, rows, shape);
            return;
        }
    }
}

static void write_modules(Modules *m, int first, int end);

// The branch from layer `first` to the add `last`: rows come out of it as they went in.
static void write_branch(Modules *m, int first, int last)
{
    const LayerPlan *add = &m->net->layers[last].plan;
    line_end(m);
    stand_for(m, first, last);
    line_end(m);
    const bool flat = m->flat;
    put(m, "Residual(");
    line_end(m);
    m->depth++;
    write_modules(m, first, last);
    stand(m, flat ? ROWS_FLAT : ROWS_PICTURES, add->from);
    line_end(m);
    if (m->drops[last]) {
        char text[48], number[32];
        text_exact(number, sizeof number, add->drop);
        snprintf(text, sizeof text, "drop=%s,", number);
        put(m, text);
        line_end(m);
    }
    m->depth--;
    put(m, "),");
}

static void write_modules(Modules *m, int first, int end)
{
    for (int i = first; i < end;) {
        const int last = branch_end(m->net, i, end);
        if (last < 0) {
            write_module(m, i++);
            continue;
        }
        write_branch(m, i, last);
        i = last + 1;
    }
}

void torch_lab_modules(FILE *out, const Net *net, const bool *drops)
{
    Modules m = { .out = out, .net = net, .drops = drops, .flat = true };
    fputs("    net = nn.Sequential(\n", out);
    write_modules(&m, 0, net->layer_count);
    line_end(&m);
    fputs("    )\n", out);
}

// A branch comes before what is in it, as Module.modules() has it.
static void write_drops(FILE *out, const Net *net, const bool *drops, int first, int end,
                        const char **comma)
{
    for (int i = first; i < end;) {
        const int last = branch_end(net, i, end), at = last < 0 ? i : last;
        if (drops[at]) {
            fputs(*comma, out);
            torch_number(out, net->layers[at].plan.drop);
            *comma = ", ";
        }
        if (last >= 0) {
            write_drops(out, net, drops, i, last, comma);
        }
        i = at + 1;
    }
}

void torch_lab_drops(FILE *out, const Net *net, const bool *drops)
{
    const char *comma = "";
    fputc('[', out);
    write_drops(out, net, drops, 0, net->layer_count, &comma);
    fputc(']', out);
}

static void note_drops(void *context, const Train *train, UNUSED const Change *change)
{
    bool *drops = context;
    const Net *net = &train->learner.net;
    for (int i = 0; i < net->layer_count; i++) {
        drops[i] = drops[i] || net->layers[i].plan.drop > 0;
    }
}

bool *torch_lab_dropping(const Epochs *network)
{
    bool *drops = memory_get(sizeof *drops * (size_t)network->train->learner.net.layer_count);
    torch_lab_states(network, note_drops, drops);
    return drops;
}
