// What charts there are of a lab.
#include "app/network/lab_curves.h"
#include "base/words.h"

// clang-format off
const LabChartRow lab_charts[LAB_CHART_COUNT] = {
    [LAB_CHART_LOSS] = { { "loss", N_("Loss"), N_("loss (mean, without penalties)") },
        SERIES_TRAIN_LOSS, SERIES_VALIDATION_LOSS, true, false },
    [LAB_CHART_BATCH] = { { "batch", N_("Batch"), N_("loss of each batch, with penalties") },
        SERIES_BATCH_LOSS, SERIES_BATCH_LOSS, false, false },
    [LAB_CHART_ACCURACY] = { { "accuracy", N_("Accuracy"), N_("accuracy") },
        SERIES_TRAIN_ACCURACY, SERIES_VALIDATION_ACCURACY, true, true },
    [LAB_CHART_GRADIENT] = { { "gradient", N_("‖∇‖"), N_("norm of the gradient, before clipping") },
        SERIES_GRAD_NORM, SERIES_GRAD_NORM, false, false },
    [LAB_CHART_UPDATE] = { { "update", N_("Δw/w"), N_("length of the update / length of the weights") },
        SERIES_UPDATE_RATIO, SERIES_UPDATE_RATIO, false, false },
    [LAB_CHART_RATE] = { { "rate", N_("η"), N_("learning rate η, as each step used it") },
        SERIES_RATE, SERIES_RATE, false, false },
};
// clang-format on
const Registry lab_chart_kinds = { REGISTRY(lab_charts), .plain = true };

const SeriesList *lab_chart_list(const NetShot *net, const LabChartRow *row)
{
    return row->epochs ? &net->series.epochs : &net->series.steps;
}
