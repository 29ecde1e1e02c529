// The losses of the kernels in one form: one row each.
#include "model/net/goal.h"

#include "model/net/entropy.h"

// The sum over the rows (over_outputs: and outputs) of out against target
// [rows][padded(k)]; d as in kernels.h.
typedef double LossSum(const Kernels *kernels, const Goal *goal, int rows, int k, const Real *out,
                       const Real *target, double scale, Real *d);

typedef struct LossType {
    LossSum *sum;
    bool over_outputs; // the mean is over rows and outputs, else over rows
    double threshold;  // a single output beyond it says class 1
} LossType;

static double softmax_sum(const Kernels *kernels, const Goal *goal, int rows, int k,
                          const Real *out, const Real *target, double scale, Real *d)
{
    double sum = kernels->softmax_cross_entropy(rows, k, padded(k), out, target,
                                                goal->label_smoothing, scale, d);
    if (goal->entropy != 0) {
        sum += goal->entropy * entropy_sum(rows, k, padded(k), out, scale * goal->entropy, d);
    }
    return sum;
}

static double bce_sum(const Kernels *kernels, UNUSED const Goal *goal, int rows, int k,
                      const Real *out, const Real *target, double scale, Real *d)
{
    return kernels->bce_with_logits(rows, k, padded(k), out, target, scale, d);
}

static double mse_sum(const Kernels *kernels, UNUSED const Goal *goal, int rows, int k,
                      const Real *out, const Real *target, double scale, Real *d)
{
    return kernels->squared_error(rows, k, padded(k), out, target, scale, d);
}

// clang-format off
static const LossType loss_types[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = { softmax_sum, .over_outputs = false, .threshold = 0 },
    [LOSS_BCE_WITH_LOGITS]       = { bce_sum,     .over_outputs = true,  .threshold = 0 },
    [LOSS_MSE]                   = { mse_sum,     .over_outputs = true,  .threshold = 0.5 },
};
// clang-format on
static_assert(COUNT(loss_types) == LOSS_COUNT, "one row for each LossKind");

double goal_loss(const Goal *goal, const Kernels *kernels, int rows, int k, const Real *out,
                 const Real *target, Real *d)
{
    const LossType *type = &loss_types[goal->loss];
    const double scale = 1.0 / (type->over_outputs ? (double)rows * k : rows);
    return scale * type->sum(kernels, goal, rows, k, out, target, scale, d);
}

double goal_threshold(const Goal *goal)
{
    return loss_types[goal->loss].threshold;
}
