// Values on a grid. The grid is cut into blocks of a fixed number of points, row after row, so
// that what a block computes does not depend on how many threads there are.
#include "sim/field.h"

#include <math.h>
#include <stdlib.h>

enum { BLOCK_POINTS = 32 * FORMULA_BLOCK };

typedef struct Range {
    double low, high;
} Range;

typedef struct Job {
    Field *field;
    const Formula *formula;
    const double *params;
    Range *ranges; // of the finite values of each block
} Job;

// The place of sample i of `count` between low and high, both met exactly.
static double sample(double low, double high, int i, int count)
{
    const double t = (double)i / (count - 1);
    return low * (1 - t) + high * t;
}

// Up to FORMULA_BLOCK points from point `first` of the grid on.
static void compute_points(const Job *job, FormulaSpace *space, int first, int count, Range *range)
{
    const Field *field = job->field;
    double x[FORMULA_BLOCK] = { 0 }, y[FORMULA_BLOCK] = { 0 }, f[FORMULA_BLOCK];
    int row = first / field->columns, column = first % field->columns;
    for (int i = 0; i < count; i++) {
        x[i] = sample(field->box.x0, field->box.x1, column, field->columns);
        y[i] = sample(field->box.y0, field->box.y1, row, field->rows);
        if (++column == field->columns) {
            column = 0;
            row++;
        }
    }
    formula_eval(job->formula, job->params, space, (size_t)count, x, y, &(Jets){ .f = f });
    for (int i = 0; i < count; i++) {
        field->values[first + i] = (float)(f[i] - field->reference);
        if (isfinite(f[i])) {
            range->low = fmin(range->low, f[i]);
            range->high = fmax(range->high, f[i]);
        }
    }
}

static void compute_block(void *context, int block)
{
    const Job *job = context;
    const int total = job->field->columns * job->field->rows;
    const int begin = block * BLOCK_POINTS;
    const int end = clampi(begin + BLOCK_POINTS, 0, total);
    FormulaSpace *space = formula_space_create();
    Range *range = &job->ranges[block];
    *range = (Range){ INFINITY, -INFINITY };
    for (int first = begin; first < end; first += FORMULA_BLOCK) {
        compute_points(job, space, first, clampi(end - first, 0, FORMULA_BLOCK), range);
    }
    formula_space_destroy(space);
}

void field_finish(Field *field)
{
    free(field->values);
    *field = (Field){ 0 };
}

void field_compute(Field *field, const Formula *formula, const double *params, Box box, int columns,
                   int rows, double reference, Parallel *parallel)
{
    assert(columns >= 2 && rows >= 2 && columns <= 32767 && rows <= 32767);
    const int total = columns * rows, blocks = (total + BLOCK_POINTS - 1) / BLOCK_POINTS;
    if (total > field->capacity) {
        free(field->values);
        field->values = memory_get((size_t)total * sizeof *field->values);
        field->capacity = total;
    }
    field->box = box;
    field->columns = columns;
    field->rows = rows;
    field->reference = reference;
    Range *ranges = memory_get((size_t)blocks * sizeof *ranges);
    parallel_for(parallel, blocks, compute_block, &(Job){ field, formula, params, ranges });
    Range all = { INFINITY, -INFINITY };
    for (int block = 0; block < blocks; block++) {
        all.low = fmin(all.low, ranges[block].low);
        all.high = fmax(all.high, ranges[block].high);
    }
    field->low = all.low <= all.high ? all.low : reference;
    field->high = all.low <= all.high ? all.high : reference;
    free(ranges);
}
