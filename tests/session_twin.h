// A network of a session's lab once more beside it, trained step by step.
#pragma once

#include "data_bench.h"
#include "session_bench.h"

// The same network beside the session's, trained for as many steps.
static inline Train *twin(const Bench *b, DataBench *on, long steps)
{
    const NetSpec spec = lab_network(&b->wish->spec, 0);
    data_bench_make(on, &b->wish->spec.data, lab_data_seed(&b->wish->spec));
    Train *train = train_of(&spec, on);
    for (long i = 0; i < steps; i++) {
        train_step(train, false);
    }
    return train;
}
