// The table of quantities. Their keys are those of the tables, the charts and the CSV files.
#include "sim/lesson/quantity.h"

#include "base/spec.h"

#include <math.h>

// ---- of a race

static double race_x(const RunPlace *place)
{
    return place->row->x;
}

static double race_y(const RunPlace *place)
{
    return place->row->y;
}

static double race_loss_of(const RunPlace *place)
{
    return place->row->loss;
}

static double race_gradient(const RunPlace *place)
{
    return hypot(place->row->gx, place->row->gy);
}

static double race_gradient_x(const RunPlace *place)
{
    return place->row->gx;
}

static double race_gradient_y(const RunPlace *place)
{
    return place->row->gy;
}

static double race_distance(const RunPlace *place)
{
    return place->gauge.distance;
}

static double race_rate(const RunPlace *place)
{
    return place->gauge.rate;
}

static double race_sharpness(const RunPlace *place)
{
    return place->gauge.sharpness;
}

static double race_border(const RunPlace *place)
{
    return place->gauge.border;
}

static double race_path(const RunPlace *place)
{
    return place->path;
}

static double race_within(const RunPlace *place)
{
    return place->within < 0 ? NAN : place->within;
}

static double race_lost_at(const RunPlace *place)
{
    return place->lost_at < 0 ? NAN : place->lost_at;
}

// ---- of a network

static double net_train_loss(const NetShot *net)
{
    return net->train.loss;
}

static double net_validation_loss(const NetShot *net)
{
    return net->validation.loss;
}

static double net_train_accuracy(const NetShot *net)
{
    return net->train.accuracy;
}

static double net_validation_accuracy(const NetShot *net)
{
    return net->validation.accuracy;
}

static double net_batch_loss(const NetShot *net)
{
    return net->last.loss;
}

static double net_gradient(const NetShot *net)
{
    return net->last.grad_norm;
}

static double net_update(const NetShot *net)
{
    return net->last.update_ratio;
}

static double net_rate(const NetShot *net)
{
    return net->last.rate;
}

static double net_lost_at(const NetShot *net)
{
    return net->lost ? (double)net->lost_step : (double)NAN;
}

static double net_best(const NetShot *net)
{
    return net->judgement.learning.best;
}

static double net_least(const NetShot *net)
{
    return net->judgement.learning.least;
}

static double net_least_epoch(const NetShot *net)
{
    const Learning *learning = &net->judgement.learning;
    return isnan(learning->least) ? (double)NAN : (double)learning->least_epoch;
}

static double net_chance(const NetShot *net)
{
    return net->judgement.learning.chance;
}

static double net_chance_accuracy(const NetShot *net)
{
    return net->judgement.learning.chance_accuracy;
}

static double net_parameters(const NetShot *net)
{
    return (double)net->weight_count;
}

static double net_step(const NetShot *net)
{
    return (double)net->step;
}

static double net_epoch(const NetShot *net)
{
    return (double)net->epoch;
}

static double net_std_ratio(const NetShot *net)
{
    return net->judgement.signal.values;
}

static double net_signal_ratio(const NetShot *net)
{
    return net->judgement.signal.inputs;
}

static double net_gradient_ratio(const NetShot *net)
{
    return net->judgement.signal.gradient;
}

static double net_dead(const NetShot *net)
{
    return net->judgement.signal.dead;
}

static double net_units(const NetShot *net)
{
    return net->judgement.signal.units;
}

static double net_saturated(const NetShot *net)
{
    return net->judgement.signal.saturated;
}

// ---- of a layer

static double layer_mean(const LayerStats *stats)
{
    return stats->mean;
}

static double layer_std(const LayerStats *stats)
{
    return stats->std;
}

static double layer_min(const LayerStats *stats)
{
    return stats->min;
}

static double layer_max(const LayerStats *stats)
{
    return stats->max;
}

static double layer_zeros(const LayerStats *stats)
{
    return stats->zero_share;
}

static double layer_saturated(const LayerStats *stats)
{
    return stats->saturated_share;
}

static double layer_dead(const LayerStats *stats)
{
    return stats->dead_units;
}

static double layer_units(const LayerStats *stats)
{
    return stats->units;
}

static double layer_signal(const LayerStats *stats)
{
    return stats->signal;
}

#define RACE(function) .race = (function), .series = -1
#define NET(function) .net = (function), .series = -1
#define STEPS(function, curve) .net = (function), .series = (curve)
#define EPOCHS(function, curve) .net = (function), .series = (curve), .epochs = true

// clang-format off
static const Quantity rows[] = {
    { { "x", N_("where it is, across"), NULL, NULL, NULL }, RACE(race_x) },
    { { "y", N_("where it is, up"), NULL, NULL, NULL }, RACE(race_y) },
    { { "loss", N_("f where it is"), NULL, NULL, NULL }, RACE(race_loss_of) },
    { { "gradient", N_("the length of the gradient; in a network of the last step's, before clipping"), NULL, NULL, NULL },
      .race = race_gradient, STEPS(net_gradient, SERIES_GRAD_NORM) },
    { { "gradient_x", N_("its part along x"), NULL, NULL, NULL }, RACE(race_gradient_x) },
    { { "gradient_y", N_("its part along y"), NULL, NULL, NULL }, RACE(race_gradient_y) },
    { { "distance", N_("how far the nearest minimum is"), NULL, NULL, NULL }, RACE(race_distance), .wishes = GAUGE_DISTANCE },
    { { "rate", N_("the rate that the last step used"), NULL, NULL, NULL },
      .race = race_rate, .wishes = GAUGE_RATE, STEPS(net_rate, SERIES_RATE) },
    { { "sharpness", N_("the largest curvature there, in coordinates as the optimizer scales them"), NULL, NULL, NULL },
      RACE(race_sharpness), .wishes = GAUGE_SHARPNESS },
    { { "border", N_("the sharpness beyond which its steps grow"), NULL, NULL, NULL }, RACE(race_border), .wishes = GAUGE_SHARPNESS },
    { { "path_length", N_("how long its way was so far"), NULL, NULL, NULL }, RACE(race_path), .history = true },
    { { "within_step", N_("the first step whose loss was near enough to the lowest (the flag --within says how near)"), NULL, NULL, NULL },
      RACE(race_within), .history = true },
    { { "lost_at", N_("the step at which it was lost"), NULL, NULL, NULL }, .race = race_lost_at, NET(net_lost_at) },

    { { "train_loss", N_("the training rows' loss at the last epoch's end"), NULL, NULL, NULL }, EPOCHS(net_train_loss, SERIES_TRAIN_LOSS) },
    { { "validation_loss", N_("the validation rows' loss at the last epoch's end"), NULL, NULL, NULL }, EPOCHS(net_validation_loss, SERIES_VALIDATION_LOSS) },
    { { "train_accuracy", N_("the share of training rows that are right, from 0 to 1"), NULL, NULL, NULL }, EPOCHS(net_train_accuracy, SERIES_TRAIN_ACCURACY), .share = true },
    { { "validation_accuracy", N_("the share of validation rows that are right, from 0 to 1"), NULL, NULL, NULL },
      EPOCHS(net_validation_accuracy, SERIES_VALIDATION_ACCURACY), .share = true },
    { { "batch_loss", N_("the last step's loss of its batch, with penalties"), NULL, NULL, NULL }, STEPS(net_batch_loss, SERIES_BATCH_LOSS) },
    { { "update", N_("the length of the last step over that of all weights"), NULL, NULL, NULL }, STEPS(net_update, SERIES_UPDATE_RATIO) },
    { { "best", N_("the lowest training loss so far"), NULL, NULL, NULL }, NET(net_best) },
    { { "least", N_("the lowest validation loss so far"), NULL, NULL, NULL }, NET(net_least) },
    { { "least_epoch", N_("the epoch of the lowest validation loss"), NULL, NULL, NULL }, NET(net_least_epoch) },
    { { "chance", N_("the training loss of whoever always answers with the classes' shares"), NULL, NULL, NULL }, NET(net_chance) },
    { { "chance_accuracy", N_("how often they are right, from 0 to 1"), NULL, NULL, NULL }, NET(net_chance_accuracy), .share = true },
    { { "parameters", N_("how many weights and biases there are"), NULL, NULL, NULL }, NET(net_parameters) },
    { { "steps", N_("steps made"), NULL, NULL, NULL }, NET(net_step) },
    { { "epochs", N_("epochs completed"), NULL, NULL, NULL }, NET(net_epoch) },
    { { "std_ratio", N_("σ of the last hidden layer over σ of the first"), NULL, NULL, NULL }, NET(net_std_ratio) },
    { { "signal_ratio", N_("the same of what tells inputs apart"), NULL, NULL, NULL }, NET(net_signal_ratio) },
    { { "gradient_ratio", N_("the weights' gradients of the second hidden layer over those of the last"), NULL, NULL, NULL }, NET(net_gradient_ratio) },
    { { "dead", N_("units that are 0 for every input: of all hidden layers, or of a layer"), NULL, NULL, NULL },
      NET(net_dead), .layer = layer_dead, .activations = true },
    { { "units", N_("units: of all hidden layers, or of a layer"), NULL, NULL, NULL }, NET(net_units), .layer = layer_units },
    { { "saturated", N_("the share of values where the activation is flat, from 0 to 1: the largest of all layers, or a layer's"), NULL, NULL, NULL },
      NET(net_saturated), .layer = layer_saturated, .activations = true, .share = true },
    { { "mean", N_("a layer's mean"), NULL, NULL, NULL }, .series = -1, .layer = layer_mean },
    { { "std", N_("a layer's standard deviation σ"), NULL, NULL, NULL }, .series = -1, .layer = layer_std },
    { { "min", N_("a layer's least value"), NULL, NULL, NULL }, .series = -1, .layer = layer_min },
    { { "max", N_("a layer's greatest value"), NULL, NULL, NULL }, .series = -1, .layer = layer_max },
    { { "zeros", N_("the share of a layer's values that are exactly 0, from 0 to 1"), NULL, NULL, NULL }, .series = -1, .layer = layer_zeros, .share = true },
    { { "signal", N_("a layer's standard deviation over the inputs: what tells them apart"), NULL, NULL, NULL },
      .series = -1, .layer = layer_signal, .activations = true },
};
// clang-format on
const Registry quantities = { REGISTRY(rows), .plain = true };

const Quantity *quantity_find(const char *key)
{
    return registry_row(&quantities, key);
}

bool quantity_has(const Quantity *quantity, QuantityOf of)
{
    return of == QUANTITY_RACE  ? quantity->race != NULL
           : of == QUANTITY_NET ? quantity->net != NULL
                                : quantity->layer != NULL;
}

bool quantity_unknown(const char *typed, int length, int at, Error *err)
{
    const Word word = { .text = typed, .at = at, .length = length, .key_length = length };
    return word_unknown(&word, tr("unknown quantity"), quantities.count, registry_key, &quantities,
                        err);
}
