// The last batch has what is left.
#include "sim/train/batch_split.h"

#include <stdbool.h>

static bool leaves_one(int rows, int batch)
{
    return batch > 1 && rows > batch && rows % batch == 1;
}

long batch_split_steps(int rows, int batch)
{
    const long steps = rows / batch + (rows % batch > 0);
    return leaves_one(rows, batch) ? steps - 1 : steps;
}

int batch_split_rows(int rows, int batch, long place)
{
    const bool last = place == batch_split_steps(rows, batch) - 1;
    return last ? (int)(rows - place * batch) : batch;
}

int batch_split_most(int rows, int batch)
{
    return leaves_one(rows, batch) ? batch + 1 : batch;
}
