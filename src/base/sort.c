#include "base/sort.h"

#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

void sort_doubles(size_t count, double *values)
{
    qsort(values, count, sizeof *values, ascending);
}
