// The parts of a lab as a script for PyTorch, which torch_lab.c puts together: its data, its
// networks as modules. `out` gets a body (io/torch_script.h).
#pragma once

#include "sim/subject.h"

#include <stdio.h>

// ROWS, TRAIN, and x with its classes or values, drawn or read.
void torch_lab_data(FILE *out, const Subject *subject, const Lab *lab);
// "classes" or "values": what the data are told from.
const char *torch_lab_target(const Dataset *set);
// "def NAME(seed):", which makes the network as it begins.
void torch_lab_network(FILE *out, const Train *train, const char *name);
// What it is compared with by its loss, as an expression of the data's targets; the loss itself, a
// function of outputs and those; and the share of right answers, a function of the same, or "None".
void torch_lab_compared(FILE *out, const Train *train);
void torch_lab_loss(FILE *out, const Train *train);
void torch_lab_right(FILE *out, const Train *train);
