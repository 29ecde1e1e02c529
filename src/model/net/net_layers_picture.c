// Layers of pictures: convolution and pools. A row is a picture's channels one after another, each
// height x width, row by row.
#include "model/net/net_layers.h"

#include <math.h>
#include <string.h>

// A kernel that moves over a picture with steps of `stride` gets so far along a side.
static int side_after(const LayerPlan *plan, int side)
{
    return (side + 2 * plan->pad - plan->kernel) / plan->stride + 1;
}

static TensorShape moved_over(const LayerPlan *plan, int channels)
{
    return (TensorShape){ channels, side_after(plan, plan->from.height),
                          side_after(plan, plan->from.width) };
}

// Where the kernel stands for output y, x: what of it lies on the picture.
typedef struct Window {
    int top, left;      // of the kernel, on the picture; may be negative
    int y0, y1, x0, x1; // rows and columns of the kernel inside
} Window;

static Window window_at(const LayerPlan *plan, int y, int x)
{
    const int top = y * plan->stride - plan->pad, left = x * plan->stride - plan->pad;
    const int below = plan->from.height - top, right = plan->from.width - left;
    return (Window){ top,
                     left,
                     top < 0 ? -top : 0,
                     below < plan->kernel ? below : plan->kernel,
                     left < 0 ? -left : 0,
                     right < plan->kernel ? right : plan->kernel };
}

static void clear_pads(Real *rows, int count, int numbers)
{
    for (int b = 0; b < count; b++) {
        Real *row = rows + (ptrdiff_t)b * padded(numbers);
        for (int i = numbers; i < padded(numbers); i++) {
            row[i] = 0;
        }
    }
}

static void clear_rows(Real *rows, int count, int numbers)
{
    memset(rows, 0, sizeof *rows * (size_t)count * (size_t)padded(numbers));
}

// Convolution: y[o] = Σ W[c, i, j, o]·x[c, ..+i, ..+j] + b[o], as frameworks call it (LeCun et al.
// 1989): the kernel is not turned. The weight is a matrix [C·k·k][padded(O)].

LayerParams conv_params(const LayerPlan *plan)
{
    const int out = plan->to.channels;
    return (LayerParams){ plan->from.channels * plan->kernel * plan->kernel, out,
                          plan->weight_norm ? out : 0, plan->no_bias ? 0 : out };
}

LayerSizes conv_sizes(const LayerPlan *plan, UNUSED int rows_max)
{
    return layer_weight_sizes(plan);
}

// plan->to.channels: how many kernels there are.
TensorShape conv_to(const LayerPlan *plan)
{
    return moved_over(plan, plan->to.channels);
}

bool conv_needs_input(UNUSED const LayerPlan *plan)
{
    return true;
}

// What a convolution does at one place of the kernel and one of the picture: wanted three times.
typedef struct ConvAt {
    size_t x, y, weight; // of the input, of output channel 0, of output 0
} ConvAt;

typedef void ConvTurn(const LayerPlan *plan, ConvAt at, void *context);

static void conv_each(const LayerPlan *plan, int rows, ConvTurn *turn, void *context)
{
    const TensorShape from = plan->from, to = plan->to;
    for (int b = 0; b < rows; b++) {
        const size_t x_row = (size_t)b * (size_t)padded(plan->in);
        const size_t y_row = (size_t)b * (size_t)padded(plan->out);
        for (int y = 0; y < to.height; y++) {
            for (int x = 0; x < to.width; x++) {
                const Window w = window_at(plan, y, x);
                for (int c = 0; c < from.channels; c++) {
                    for (int i = w.y0; i < w.y1; i++) {
                        for (int j = w.x0; j < w.x1; j++) {
                            const int place =
                                (c * from.height + w.top + i) * from.width + w.left + j;
                            const int weight = (c * plan->kernel + i) * plan->kernel + j;
                            turn(plan,
                                 (ConvAt){ x_row + (size_t)place,
                                           y_row + (size_t)(y * to.width + x),
                                           (size_t)weight * (size_t)padded(to.channels) },
                                 context);
                        }
                    }
                }
            }
        }
    }
}

typedef struct ConvWork {
    const Real *x, *weight, *d;
    Real *y, *dx, *dweight;
} ConvWork;

static void turn_forward(const LayerPlan *plan, ConvAt at, void *context)
{
    const ConvWork *work = context;
    const size_t area = (size_t)shape_area(plan->to);
    for (size_t o = 0; o < (size_t)plan->to.channels; o++) {
        work->y[at.y + o * area] += work->weight[at.weight + o] * work->x[at.x];
    }
}

static void turn_weights(const LayerPlan *plan, ConvAt at, void *context)
{
    const ConvWork *work = context;
    const size_t area = (size_t)shape_area(plan->to);
    for (size_t o = 0; o < (size_t)plan->to.channels; o++) {
        work->dweight[at.weight + o] += work->d[at.y + o * area] * work->x[at.x];
    }
}

static void turn_inputs(const LayerPlan *plan, ConvAt at, void *context)
{
    const ConvWork *work = context;
    const size_t area = (size_t)shape_area(plan->to);
    for (size_t o = 0; o < (size_t)plan->to.channels; o++) {
        work->dx[at.x] += work->d[at.y + o * area] * work->weight[at.weight + o];
    }
}

const Real *conv_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const LayerPlan *plan = &layer->plan;
    const int area = shape_area(plan->to);
    ConvWork work = { .x = x,
                      .y = pass->outputs[index],
                      .weight = layer_weight_used(net, pass, index) };
    for (int b = 0; b < pass->rows; b++) {
        for (int i = 0; i < plan->out; i++) {
            work.y[b * padded(plan->out) + i] =
                plan->no_bias ? 0 : net->params[layer->bias + (size_t)(i / area)];
        }
    }
    conv_each(plan, pass->rows, turn_forward, &work);
    if (layer_relu_fused(net, pass, index + 1)) {
        for (int i = 0; i < pass->rows * padded(plan->out); i++) {
            work.y[i] = work.y[i] < 0 ? 0 : work.y[i];
        }
    }
    return work.y;
}

Real *conv_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad, bool onward)
{
    const Layer *layer = &net->layers[index];
    const LayerPlan *plan = &layer->plan;
    const int area = shape_area(plan->to), wide = padded(plan->to.channels);
    ConvWork work = { .x = pass->inputs[index],
                      .d = d,
                      .weight = layer_weight_was(net, pass, index),
                      .dweight = grad + layer->weight,
                      .dx = pass_other(pass, d) };
    clear_rows(work.dweight, layer_params(plan).in, plan->to.channels);
    conv_each(plan, pass->rows, turn_weights, &work);
    layer_weight_grad(net, pass, index, grad);
    if (!plan->no_bias) {
        Real *db = grad + layer->bias;
        memset(db, 0, sizeof *db * (size_t)wide);
        for (int b = 0; b < pass->rows; b++) {
            for (int i = 0; i < plan->out; i++) {
                db[i / area] += d[b * padded(plan->out) + i];
            }
        }
    }
    if (!onward) {
        return d;
    }
    clear_rows(work.dx, pass->rows, plan->in);
    conv_each(plan, pass->rows, turn_inputs, &work);
    return work.dx;
}

// Pools: a window of each channel becomes one number.

static LayerParams no_params(void)
{
    return (LayerParams){ 0 };
}

LayerParams maxpool_params(UNUSED const LayerPlan *plan)
{
    return no_params();
}

// saved: the place on the channel that the greatest number came from.
LayerSizes maxpool_sizes(const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = (size_t)rows_max * (size_t)padded(plan->out) };
}

TensorShape maxpool_to(const LayerPlan *plan)
{
    return moved_over(plan, plan->from.channels);
}

bool maxpool_needs_input(UNUSED const LayerPlan *plan)
{
    return false;
}

// The place on a channel of the first greatest number in the window; a NaN is the greatest of all.
static int greatest(const LayerPlan *plan, const Real *channel, Window w)
{
    int best = (w.top + w.y0) * plan->from.width + w.left + w.x0;
    for (int i = w.y0; i < w.y1; i++) {
        for (int j = w.x0; j < w.x1; j++) {
            const int place = (w.top + i) * plan->from.width + w.left + j;
            if (channel[place] > channel[best] || isnan(channel[place])) {
                best = isnan(channel[best]) ? best : place;
            }
        }
    }
    return best;
}

const Real *maxpool_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const TensorShape to = plan->to;
    for (int k = 0; k < pass->rows * to.channels; k++) {
        const int b = k / to.channels, c = k % to.channels;
        const Real *channel = x + (ptrdiff_t)b * padded(plan->in) + c * shape_area(plan->from);
        const ptrdiff_t at = (ptrdiff_t)b * padded(plan->out) + c * shape_area(to);
        for (int i = 0; i < shape_area(to); i++) {
            const int place = greatest(plan, channel, window_at(plan, i / to.width, i % to.width));
            pass->outputs[index][at + i] = channel[place];
            pass->saved[index][at + i] = (Real)place;
        }
    }
    return pass->outputs[index];
}

Real *maxpool_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                       UNUSED bool onward)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const TensorShape to = plan->to;
    Real *dx = pass_other(pass, d);
    clear_rows(dx, pass->rows, plan->in);
    for (int k = 0; k < pass->rows * to.channels; k++) {
        const int b = k / to.channels, c = k % to.channels;
        Real *channel = dx + (ptrdiff_t)b * padded(plan->in) + c * shape_area(plan->from);
        const ptrdiff_t at = (ptrdiff_t)b * padded(plan->out) + c * shape_area(to);
        for (int i = 0; i < shape_area(to); i++) {
            channel[(int)pass->saved[index][at + i]] += d[at + i];
        }
    }
    return dx;
}

LayerParams avgpool_params(UNUSED const LayerPlan *plan)
{
    return no_params();
}

LayerSizes avgpool_sizes(UNUSED const LayerPlan *plan, UNUSED int rows_max)
{
    return (LayerSizes){ 0 };
}

TensorShape avgpool_to(const LayerPlan *plan)
{
    return moved_over(plan, plan->from.channels);
}

bool avgpool_needs_input(UNUSED const LayerPlan *plan)
{
    return false;
}

// Pads count as zeros of the mean (PyTorch's count_include_pad).
const Real *avgpool_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const TensorShape to = plan->to;
    const Real share = (Real)(1.0 / (plan->kernel * plan->kernel));
    for (int k = 0; k < pass->rows * to.channels; k++) {
        const int b = k / to.channels, c = k % to.channels;
        const Real *channel = x + (ptrdiff_t)b * padded(plan->in) + c * shape_area(plan->from);
        Real *y = pass->outputs[index] + (ptrdiff_t)b * padded(plan->out) + c * shape_area(to);
        for (int p = 0; p < shape_area(to); p++) {
            const Window w = window_at(plan, p / to.width, p % to.width);
            Real sum = 0;
            for (int i = w.y0; i < w.y1; i++) {
                for (int j = w.x0; j < w.x1; j++) {
                    sum += channel[(w.top + i) * plan->from.width + w.left + j];
                }
            }
            y[p] = sum * share;
        }
    }
    return pass->outputs[index];
}

Real *avgpool_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                       UNUSED bool onward)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const TensorShape to = plan->to;
    const Real share = (Real)(1.0 / (plan->kernel * plan->kernel));
    Real *dx = pass_other(pass, d);
    clear_rows(dx, pass->rows, plan->in);
    for (int k = 0; k < pass->rows * to.channels; k++) {
        const int b = k / to.channels, c = k % to.channels;
        Real *channel = dx + (ptrdiff_t)b * padded(plan->in) + c * shape_area(plan->from);
        const Real *dy = d + (ptrdiff_t)b * padded(plan->out) + c * shape_area(to);
        for (int p = 0; p < shape_area(to); p++) {
            const Window w = window_at(plan, p / to.width, p % to.width);
            for (int i = w.y0; i < w.y1; i++) {
                for (int j = w.x0; j < w.x1; j++) {
                    channel[(w.top + i) * plan->from.width + w.left + j] += dy[p] * share;
                }
            }
        }
    }
    return dx;
}

LayerParams global_avgpool_params(UNUSED const LayerPlan *plan)
{
    return no_params();
}

LayerSizes global_avgpool_sizes(UNUSED const LayerPlan *plan, UNUSED int rows_max)
{
    return (LayerSizes){ 0 };
}

TensorShape global_avgpool_to(const LayerPlan *plan)
{
    return shape_features(plan->from.channels);
}

bool global_avgpool_needs_input(UNUSED const LayerPlan *plan)
{
    return false;
}

const Real *global_avgpool_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const int area = shape_area(plan->from);
    for (int b = 0; b < pass->rows; b++) {
        for (int c = 0; c < plan->out; c++) {
            const Real *channel = x + (ptrdiff_t)b * padded(plan->in) + c * area;
            double sum = 0;
            for (int i = 0; i < area; i++) {
                sum += (double)channel[i];
            }
            pass->outputs[index][b * padded(plan->out) + c] = (Real)(sum / area);
        }
    }
    return pass->outputs[index];
}

Real *global_avgpool_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                              UNUSED bool onward)
{
    const LayerPlan *plan = &net->layers[index].plan;
    const int area = shape_area(plan->from);
    Real *dx = pass_other(pass, d);
    for (int b = 0; b < pass->rows; b++) {
        for (int i = 0; i < plan->in; i++) {
            dx[b * padded(plan->in) + i] = d[b * padded(plan->out) + i / area] / (Real)area;
        }
    }
    clear_pads(dx, pass->rows, plan->in);
    return dx;
}
