// The table of losses.
#include "model/net/loss.h"

// clang-format off
const Loss losses[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = { { "softmax_cross_entropy", N_("Softmax cross-entropy"), NULL,
        N_("Bridle 1990") }, "−Σ t log softmax(z)", true, true },
    [LOSS_BCE_WITH_LOGITS] = { { "bce_with_logits", N_("Binary cross-entropy"), NULL,
        N_("Cox 1958") }, "−t log σ(z) − (1−t) log(1−σ(z))", true, false },
    [LOSS_MSE] = { { "mse", N_("Mean squared error"), NULL, N_("Legendre 1805") },
        "(z − t)²", false, false },
};
// clang-format on
static_assert(COUNT(losses) == LOSS_COUNT, "one row for each LossKind");

const Registry loss_kinds = { REGISTRY(losses) };
