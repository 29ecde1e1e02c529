// What the models' rows call: the points they are tried on. Private to the files of fit.
#pragma once

#include "model/fit/fit.h"

void fit_make_linreg(const FitSpec *spec, FitPoints *points);
void fit_make_logreg(const FitSpec *spec, FitPoints *points);
void fit_make_neuron(const FitSpec *spec, FitPoints *points);
