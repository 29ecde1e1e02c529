// The table of losses.
#include "model/net/loss.h"

#include <string.h>

// clang-format off
const Loss losses[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = { "softmax_cross_entropy", "Softmax cross-entropy", "−Σ t log softmax(z)", true, true },
    [LOSS_BCE_WITH_LOGITS]       = { "bce_with_logits", "Binary cross-entropy", "−t log σ(z) − (1−t) log(1−σ(z))", true, false },
    [LOSS_MSE]                   = { "mse", "Mean squared error", "(z − t)²", false, false },
};
// clang-format on
static_assert(COUNT(losses) == LOSS_COUNT, "one row for each LossKind");

const Loss *loss_find(const char *key)
{
    for (int k = 0; k < LOSS_COUNT; k++) {
        if (strcmp(losses[k].key, key) == 0) {
            return &losses[k];
        }
    }
    return NULL;
}

LossKind loss_kind(const Loss *loss)
{
    assert(loss >= losses && loss < losses + LOSS_COUNT);
    return (LossKind)(loss - losses);
}
