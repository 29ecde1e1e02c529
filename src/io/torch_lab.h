// The parts of a lab as a script for PyTorch, which torch_lab.c puts together: its data, its
// networks as modules. `out` gets a body (io/torch_script.h).
#pragma once

#include "sim/subject.h"

#include <stdio.h>

// ROWS, TRAIN, and x with its classes or values, drawn or read.
void torch_lab_data(FILE *out, const Subject *subject, const Lab *lab);
// "classes" or "values": what the data are told from.
const char *torch_lab_target(const Dataset *set);
// "def NAME(seed):", which makes the network as it begins. Layers that drop something later on are
// there from the beginning.
void torch_lab_network(FILE *out, const Epochs *network, const char *name);
// "net = nn.Sequential(...)" of its layers; drops [layer_count]: those that drop something, be it
// later on.
void torch_lab_modules(FILE *out, const Net *net, const bool *drops);
// Their probabilities of now, "[0.2, 0.5]", in the order of Module.modules().
void torch_lab_drops(FILE *out, const Net *net, const bool *drops);
// Which layers of a network drop something, as it begins or after a change; to be freed.
bool *torch_lab_dropping(const Epochs *network);
// The call that trains it.
void torch_lab_training(FILE *out, const Lab *lab, int index, const char *function);
// What it is compared with by its loss, as an expression of the data's targets; the loss itself, a
// function of outputs and those; and the share of right answers, a function of the same, or "None".
void torch_lab_compared(FILE *out, const Train *train);
void torch_lab_loss(FILE *out, const Train *train);
void torch_lab_right(FILE *out, const Train *train);

// Shows a network as it begins, with no change, and as each change makes it; then it is as before.
void torch_lab_states(const Epochs *network,
                      void (*see)(void *context, const Train *train, const Change *change),
                      void *context);
// The settings that a step is told as numbers, by their keys: what happens to its rows, its
// gradient and its weights. Ended by a key that is none of NetKey's.
extern const NetKey torch_lab_told[];
enum { TORCH_LAB_TOLD_MAX = 16, TORCH_LAB_TOLD_END = -1 };
// As Python: "0.1", "True".
void torch_lab_write_told(FILE *out, const Train *train, NetKey key);
// Whether any network has it on, now or after a change.
bool torch_lab_tells(const Lab *lab, NetKey key);
// What the functions for that need to know of the data: SHAPE, PAPER, CLASSES.
void torch_lab_rows(FILE *out, const Lab *lab);
bool torch_lab_rewards_entropy(const Train *train);
bool torch_lab_augments(const Train *train);
bool torch_lab_moves(const Train *train); // pictures
bool torch_lab_turns(const Train *train); // points of the plane
bool torch_lab_mixes(const Train *train);
bool torch_lab_mixes_classes(const Train *train); // for a loss that is given classes
// Whether any network is so, now or after a change.
bool torch_lab_any(const Lab *lab, bool (*of)(const Train *train));
bool torch_lab_l1(const Train *train); // has such penalties
bool torch_lab_l2(const Train *train);
bool torch_lab_decays(const Train *train); // coupled
bool torch_lab_scheduled(const Train *train);
bool torch_lab_changes(const Lab *lab);
bool torch_lab_waits(const Lab *lab); // has patience
