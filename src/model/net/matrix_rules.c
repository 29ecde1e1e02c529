// Muon and Adafactor. A layer's weight lies as [in][padded(out)], PyTorch's transposed, so what the
// papers say of rows and columns is said here of outputs and inputs.
//
// Each piece of the parameters keeps its memory at twice its place in the state: 2·size numbers.
#include "model/net/matrix_rules.h"

#include <math.h>
#include <string.h>

#ifdef THALWEG_DOUBLE
#define ADAMW optims[OPTIM_ADAMW].update
#else
#define ADAMW optims[OPTIM_ADAMW].update_float
#endif

// Where the parts of a layer's memory for a matrix are in the room.
typedef struct Room {
    Real *x, *y, *transposed, *square, *fourth;
} Room;

static size_t wide(int count)
{
    return (size_t)padded(count);
}

static bool is_hidden(const Net *net, const Layer *layer)
{
    return layer_role(layer->plan.kind) == ROLE_WEIGHTS && !layer_is_tied(&layer->plan) &&
           layer->weighted < net->weighted_count - 1;
}

size_t matrix_room(const Net *net)
{
    size_t most = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerParams params = layer_params(&net->layers[i].plan);
        if (layer_role(net->layers[i].plan.kind) == ROLE_WEIGHTS) {
            const int least = params.in < params.out ? params.in : params.out;
            const size_t all = wide(params.in) * wide(params.out);
            const size_t need = 3 * all + 2 * wide(least) * wide(least);
            most = need > most ? need : most;
        }
    }
    return most;
}

static Room room_of(const LayerParams *params, Real *room)
{
    const int least = params->in < params->out ? params->in : params->out;
    const size_t all = wide(params->in) * wide(params->out), square = wide(least) * wide(least);
    return (Room){ room, room + all, room + 2 * all, room + 3 * all, room + 3 * all + square };
}

// X ← aX + (bS + cS²)X with S = X Xᵀ, `rounds` times: singular values come to about 1.
// x [rows][padded(columns)], rows <= columns (Jordan 2024, the polynomial of Muon's author).
static void orthogonalize(const Kernels *kernels, int rows, int columns, int rounds, Room *room)
{
    static const double A = 3.4445, B = -4.7750, C = 2.0315;
    const ptrdiff_t x_row = padded(columns), s_row = padded(rows);
    const size_t numbers = (size_t)rows * wide(columns), squares = (size_t)rows * wide(rows);
    for (int round = 0; round < rounds; round++) {
        kernels->transpose(rows, columns, room->x, x_row, room->transposed, s_row);
        kernels->matmul(&(Matmul){ rows, (int)s_row, columns, room->x, x_row, 1, room->transposed,
                                   s_row, room->square, s_row, NULL, false });
        kernels->matmul(&(Matmul){ rows, (int)s_row, rows, room->square, s_row, 1, room->square,
                                   s_row, room->fourth, s_row, NULL, false });
        for (size_t i = 0; i < squares; i++) {
            room->square[i] = (Real)B * room->square[i] + (Real)C * room->fourth[i];
        }
        kernels->matmul(&(Matmul){ rows, (int)x_row, rows, room->square, s_row, 1, room->x, x_row,
                                   room->y, x_row, NULL, false });
        for (size_t i = 0; i < numbers; i++) {
            room->x[i] = (Real)A * room->x[i] + room->y[i];
        }
    }
}

// Jordan 2024, as torch.optim.Muon but in the network's own numbers, not in bfloat16.
static void muon_matrix(const OptimParams *p, const OptimScalars *s, const Net *net,
                        const LayerParams *params, Real *w, const Real *g, Real *b, Real *memory)
{
    Room room = room_of(params, memory);
    const int in = params->in, out = params->out;
    const size_t numbers = (size_t)in * wide(out);
    const Real take = (Real)(1 - p->beta), mu = (Real)p->beta;
    for (size_t i = 0; i < numbers; i++) {
        b[i] += take * (g[i] - b[i]);
        room.x[i] = p->nesterov > 0 ? g[i] + mu * (b[i] - g[i]) : b[i];
    }
    const double norm = sqrt(net->kernels->sum_squares(numbers, room.x));
    net->kernels->scale(numbers, room.x, (Real)(1 / (norm + 1e-7)));
    if (in > out) {
        net->kernels->transpose(in, out, room.x, padded(out), room.y, padded(in));
        memcpy(room.x, room.y, sizeof(Real) * (size_t)out * wide(in));
        orthogonalize(net->kernels, out, in, (int)p->ns_steps, &room);
        net->kernels->transpose(out, in, room.x, padded(in), room.y, padded(out));
        memcpy(room.x, room.y, sizeof(Real) * numbers);
    } else {
        orthogonalize(net->kernels, in, out, (int)p->ns_steps, &room);
    }
    const double longer = fmax(in, out), ratio = (double)out / in;
    const double scale = p->match_rms > 0 ? 0.2 * sqrt(longer) : sqrt(fmax(1, ratio));
    const Real keep = (Real)(1 - s->rate * p->weight_decay), step = (Real)(s->rate * scale);
    for (size_t i = 0; i < numbers; i++) {
        w[i] = keep * w[i] - step * room.x[i];
    }
}

// Hidden weights by Muon, all else by AdamW at its own rate, which a schedule moves likewise.
static void muon(const OptimParams *p, OptimScalars *s, Net *net, const Real *grad, Real *state,
                 Real *room)
{
    OptimScalars adamw = *s;
    size_t at = 0; // of what stands between two hidden matrices
    adamw.rate = p->adam_lr * (s->rate / p->lr);
    for (int i = 0; i <= net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const bool end = i == net->layer_count;
        if (!end && !is_hidden(net, layer)) {
            continue;
        }
        const size_t from = end ? net->param_count : layer->weight;
        if (from > at) {
            ADAMW(p, &adamw, from - at, net->params + at, grad + at, state + 2 * at);
        }
        if (!end) {
            const LayerParams params = layer_params(&layer->plan);
            muon_matrix(p, s, net, &params, net->params + from, grad + from, state + 2 * from,
                        room);
            at = from + (size_t)params.in * wide(params.out);
        }
    }
}

// What of Adafactor all pieces share in a step.
typedef struct Factoring {
    const OptimParams *params;
    const Kernels *kernels;
    double take;      // 1 − b = t^τ
    double rho, keep; // min(lr, 1/√t); 1 − lr·λ
} Factoring;

static double root_mean_square(const Kernels *kernels, size_t padded_count, double count,
                               const Real *v)
{
    return sqrt(kernels->sum_squares(padded_count, v) / count);
}

// x ← x(1 − lr·λ) − α u / max(1, RMS(u)/d), α = max(ε₂, RMS(x)) ρ; n numbers with their pads.
static void factored_step(const Factoring *f, size_t n, double count, Real *x, const Real *u)
{
    const OptimParams *p = f->params;
    const double alpha = fmax(p->eps2, root_mean_square(f->kernels, n, count, x)) * f->rho;
    const double cut = fmax(1, root_mean_square(f->kernels, n, count, u) / p->d);
    const Real keep = (Real)f->keep, step = (Real)(alpha / cut);
    for (size_t i = 0; i < n; i++) {
        x[i] = keep * x[i] - step * u[i];
    }
}

static void adafactor_vector(const Factoring *f, int count, Real *x, const Real *g, Real *v,
                             Real *u)
{
    const Real take = (Real)f->take, eps = (Real)f->params->eps1;
    for (size_t i = 0; i < wide(count); i++) {
        v[i] += take * (g[i] * g[i] - v[i]);
        const Real root = (Real)sqrt((double)v[i]);
        u[i] = g[i] / (root > eps ? root : eps);
    }
    factored_step(f, wide(count), count, x, u);
}

// The mean squares of inputs [in] and outputs [padded(out)], by which v̂ = R C / mean(R).
static void adafactor_matrix(const Factoring *f, const LayerParams *params, Real *x, const Real *g,
                             Real *memory, Real *u)
{
    const int in = params->in, out = params->out;
    const size_t row = wide(out);
    Real *inputs = memory, *outputs = memory + wide(in), *sums = u;
    const Real take = (Real)f->take, eps = (Real)f->params->eps1;
    double mean = 0;
    memset(sums, 0, sizeof(Real) * row);
    for (int i = 0; i < in; i++) {
        double square = 0;
        for (size_t j = 0; j < row; j++) {
            const Real gg = g[(size_t)i * row + j] * g[(size_t)i * row + j];
            sums[j] += gg;
            square += (double)gg;
        }
        inputs[i] += take * ((Real)(square / out) - inputs[i]);
        mean += (double)inputs[i] / in;
    }
    for (size_t j = 0; j < row; j++) {
        outputs[j] += take * (sums[j] / (Real)in - outputs[j]);
    }
    const Real over = (Real)(1 / fmax(mean, f->params->eps1));
    for (int i = 0; i < in; i++) {
        for (size_t j = 0; j < row; j++) {
            const size_t k = (size_t)i * row + j;
            const Real root = (Real)sqrt((double)(inputs[i] * over * outputs[j]));
            u[k] = g[k] / (root > eps ? root : eps);
        }
    }
    factored_step(f, (size_t)in * row, (double)in * out, x, u);
}

// Shazeer & Stern 2018, algorithms 4 and 5, as torch.optim.Adafactor.
static void adafactor(const OptimParams *p, OptimScalars *s, Net *net, const Real *grad,
                      Real *state, Real *room)
{
    const Factoring f = { p, net->kernels, pow(s->t, p->beta2_decay), fmin(s->rate, 1 / sqrt(s->t)),
                          1 - s->rate * p->weight_decay };
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        const LayerParams params = layer_params(&layer->plan);
        const size_t weight = layer->weight, gain = layer->gain, bias = layer->bias;
        if (layer_is_tied(&layer->plan)) {
            continue;
        }
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS) {
            adafactor_matrix(&f, &params, net->params + weight, grad + weight, state + 2 * weight,
                             room);
        } else if (params.out > 0) {
            adafactor_vector(&f, params.out, net->params + weight, grad + weight,
                             state + 2 * weight, room);
        }
        if (params.gain > 0) {
            adafactor_vector(&f, params.gain, net->params + gain, grad + gain, state + 2 * gain,
                             room);
        }
        if (params.bias > 0) {
            adafactor_vector(&f, params.bias, net->params + bias, grad + bias, state + 2 * bias,
                             room);
        }
    }
    s->rate = f.rho;
}

// clang-format off
static const struct {
    OptimKind kind;
    MatrixRule *rule;
} rules[] = {
    { OPTIM_MUON, muon },
    { OPTIM_ADAFACTOR, adafactor },
};
// clang-format on

MatrixRule *matrix_rule(const Optim *optim)
{
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (optim == &optims[rules[i].kind]) {
            return rules[i].rule;
        }
    }
    return NULL;
}
