// What is told on stderr of a lab that trains all the same: news that is no mistake.
#pragma once

#include "model/data/dataset.h"
#include "sim/train/lab.h"

// Of how many inputs there is nothing to scale.
void lab_tell_constant(const char *command, const Dataset *set);
// Of every setting that has no say where it is said that it has none, and why: of the first network
// where it is so.
void lab_tell_idle(const char *command, const LabSpec *spec);
