// What charts there are of a lab.
#include "app/network/lab_curves.h"
#include "base/words.h"

// clang-format off
const LabChartRow lab_charts[LAB_CHART_COUNT] = {
    [LAB_CHART_LOSS] = { { .key = "loss", .name = N_("Loss"), .about = N_("loss (mean, without penalties)") },
        SERIES_TRAIN_LOSS, SERIES_VALIDATION_LOSS, true, false },
    [LAB_CHART_BATCH] = { { .key = "batch", .name = N_("Batch"), .about = N_("loss of each batch, with penalties") },
        SERIES_BATCH_LOSS, SERIES_BATCH_LOSS, false, false },
    [LAB_CHART_ACCURACY] = { { .key = "accuracy", .name = N_("Accuracy"), .about = N_("accuracy") },
        SERIES_TRAIN_ACCURACY, SERIES_VALIDATION_ACCURACY, true, true },
    [LAB_CHART_GRADIENT] = { { .key = "gradient", .name = N_("‖∇‖"), .about = N_("norm of the gradient, before clipping") },
        SERIES_GRAD_NORM, SERIES_GRAD_NORM, false, false },
    [LAB_CHART_UPDATE] = { { .key = "update", .name = N_("Δw/w"), .about = N_("length of the update / length of the weights") },
        SERIES_UPDATE_RATIO, SERIES_UPDATE_RATIO, false, false },
    [LAB_CHART_RATE] = { { .key = "rate", .name = N_("η"), .about = N_("learning rate η, as each step used it") },
        SERIES_RATE, SERIES_RATE, false, false },
};
// clang-format on
const Registry lab_chart_kinds = { REGISTRY(lab_charts), .plain = true };

const SeriesList *lab_chart_list(const NetShot *net, const LabChartRow *row)
{
    return row->epochs ? &net->series.epochs : &net->series.steps;
}
