// What a step trains on: rows of the data as they are, or augmented and mixed. Private to train.c,
// but for what is shown of it (train_made() in train.h).
#pragma once

#include "model/data/augment.h"
#include "model/data/mix.h"
#include "sim/train/train.h"

// Memory for it, once the train has its data, outputs and batch.
void train_batch_init(Train *train);
// What is done to single rows by a network of that spec.
Augment train_augment(const NetSpec *spec);
// The next step of the learner on its batch.
LearnStep train_batch_step(Train *train, bool measure);
