// A network's layers as modules of torch.nn, a line for each layer with weights. A residual branch
// is a module around its own, Residual(...). Rows are flat in the program; modules that look at
// pictures want them as such, so the writer keeps how PyTorch has them at each place.
#include "io/torch_lab.h"

#include "base/text.h"
#include "io/torch_lab_layers.h"
#include "io/torch_script.h"

#include <string.h>

enum { TIED_MAX = 24 };

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

static void stand(Modules *m, TorchRows rows, TensorShape shape)
{
    if (rows == TORCH_ROWS_FLAT && !m->flat) {
        put(m, "nn.Flatten(),");
        m->flat = true;
    } else if (rows == TORCH_ROWS_PICTURES && m->flat) {
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

static TorchPlace place_of(const Modules *m, int index)
{
    return (TorchPlace){ .drops = m->drops[index], .flat = m->flat };
}

// ---- one module in several places

// Which layer has the weights of layer `index` where others have them too; -1: it alone has them.
static int tied_root(const Net *net, int index)
{
    const int own = net->layers[index].plan.tied;
    int root = own;
    for (int i = index + 1; i < net->layer_count && own < 0; i++) {
        root = net->layers[i].plan.tied == index ? index : root;
    }
    return root;
}

// "tied_1"
static void tied_name(const Net *net, int root, char *text, size_t size)
{
    int number = 0;
    for (int i = 0; i <= root; i++) {
        number += tied_root(net, i) == i;
    }
    snprintf(text, size, "tied_%d", number);
}

static void write_tied(const Modules *m)
{
    for (int i = 0; i < m->net->layer_count; i++) {
        const LayerPlan *plan = &m->net->layers[i].plan;
        if (tied_root(m->net, i) == i) {
            char name[TIED_MAX];
            tied_name(m->net, i, name, sizeof name);
            fprintf(m->out, "    %s = ", name);
            torch_layer_write(m->out, plan, place_of(m, i));
            fputc('\n', m->out);
        }
    }
}

// A layer as an expression, with the comma behind it.
static void write_expression(FILE *out, const Modules *m, int index)
{
    const LayerPlan *plan = &m->net->layers[index].plan;
    const int root = tied_root(m->net, index);
    char name[TIED_MAX];
    if (root >= 0) {
        tied_name(m->net, root, name, sizeof name);
        fputs(name, out);
    } else {
        torch_layer_write(out, plan, place_of(m, index));
    }
    fputc(',', out);
}

static void write_module(Modules *m, int index)
{
    const LayerPlan *plan = &m->net->layers[index].plan;
    char text[160] = "";
    if (layer_role(plan->kind) == ROLE_DROP && !m->drops[index]) {
        return; // to others it is no layer
    }
    if (layer_role(plan->kind) == ROLE_WEIGHTS) {
        line_end(m);
    }
    stand(m, torch_layer_rows(plan), plan->from);
    if (torch_layer_is_module(plan->kind)) {
        FILE *out = fmemopen(text, sizeof text, "w");
        if (!out) {
            die("out of memory");
        }
        write_expression(out, m, index);
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
        const TorchRows rows = torch_layer_rows(plan);
        if (rows != TORCH_ROWS_ANY) {
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
    stand(m, flat ? TORCH_ROWS_FLAT : TORCH_ROWS_PICTURES, add->from);
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
    write_tied(&m);
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
        if (drops[at] && !layer_is_tied(&net->layers[at].plan)) {
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
