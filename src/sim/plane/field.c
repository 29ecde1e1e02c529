// Values on a grid. The grid is cut into blocks of a fixed number of points, row after row, so
// that what a block computes does not depend on how many threads there are.
#include "sim/plane/field.h"

#include "base/file.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { POINTS = 256, BLOCK_POINTS = 4 * POINTS, BATCH_MAX = 256 };

typedef struct Range {
    double low, high;
} Range;

typedef struct Job {
    Field *field;
    const Objective *objective;
    int first_block;
    Range *ranges; // of the finite values of each block
} Job;

// The places of up to POINTS points from point `first` of the grid on.
static void place_points(const Field *field, int first, int count, double *x, double *y)
{
    const double step_x = (field->box.x1 - field->box.x0) / (field->columns - 1);
    const double step_y = (field->box.y1 - field->box.y0) / (field->rows - 1);
    int row = first / field->columns, column = first % field->columns;
    for (int done = 0; done < count; row++, column = 0) {
        const int end = clampi(done + field->columns - column, 0, count);
        const double height = field->box.y0 + step_y * row;
        for (; done < end; done++, column++) {
            x[done] = field->box.x0 + step_x * column;
            y[done] = height;
        }
    }
}

// Up to POINTS points from point `first` on; widens the range of the finite values.
static void compute_points(const Job *job, Scratch *scratch, int first, int count, Range *range)
{
    const Field *field = job->field;
    double x[2][POINTS], f[POINTS];
    place_points(field, first, count, x[0], x[1]);
    objective_eval(job->objective, scratch,
                   &(ObjectiveBlock){ (size_t)count, POINTS, x[0], f, NULL, NULL });
    float *values = field->values + first;
    const double scale = 1 / field->unit;
    for (int i = 0; i < count; i++) {
        values[i] = (float)((f[i] - field->reference) * scale);
    }
    // Branches that are hardly ever taken: faster here than minima, which wait for each other.
    for (int i = 0; i < count; i++) {
        if (f[i] < range->low && f[i] >= -DBL_MAX) {
            range->low = f[i];
        }
        if (f[i] > range->high && f[i] <= DBL_MAX) {
            range->high = f[i];
        }
    }
}

static void compute_block(void *context, int block)
{
    const Job *job = context;
    const int total = job->field->columns * job->field->rows;
    const int begin = (job->first_block + block) * BLOCK_POINTS;
    const int end = clampi(begin + BLOCK_POINTS, 0, total);
    Scratch *scratch = scratch_create();
    Range *range = &job->ranges[block];
    *range = (Range){ INFINITY, -INFINITY };
    for (int first = begin; first < end; first += POINTS) {
        compute_points(job, scratch, first, clampi(end - first, 0, POINTS), range);
    }
    scratch_destroy(scratch);
}

void field_finish(Field *field)
{
    free(field->values);
    *field = (Field){ 0 };
}

void field_begin(Field *field, Box box, int columns, int rows, double reference)
{
    assert(columns >= 2 && rows >= 2 && columns <= 32767 && rows <= 32767);
    const int total = columns * rows;
    if (total > field->capacity) {
        free(field->values);
        field->values = memory_get((size_t)total * sizeof *field->values);
        field->capacity = total;
    }
    field->box = box;
    field->columns = columns;
    field->rows = rows;
    field->reference = reference;
    field->unit = 1;
    field->low = INFINITY;
    field->high = -INFINITY;
    field->empty = false;
    field->done = 0;
}

// A batch of blocks; more of them the next time while a batch is quick.
static void compute_batch(Field *field, const Objective *objective, Parallel *parallel, int blocks)
{
    Range ranges[BATCH_MAX];
    const int first = field->done / BLOCK_POINTS;
    parallel_for(parallel, blocks, compute_block, &(Job){ field, objective, first, ranges });
    for (int block = 0; block < blocks; block++) {
        field->low = fmin(field->low, ranges[block].low);
        field->high = fmax(field->high, ranges[block].high);
    }
    field->done = clampi((first + blocks) * BLOCK_POINTS, 0, field->columns * field->rows);
}

bool field_continue(Field *field, const Objective *objective, Parallel *parallel, double budget_s)
{
    const int total = field->columns * field->rows;
    const double from_s = clock_seconds();
    int batch = isinf(budget_s) ? BATCH_MAX : 8;
    while (field->done < total) {
        const double spent_s = clock_seconds() - from_s;
        if (spent_s >= budget_s) {
            return false;
        }
        const int left = (total - field->done + BLOCK_POINTS - 1) / BLOCK_POINTS;
        compute_batch(field, objective, parallel, clampi(batch, 1, left));
        const double last_s = clock_seconds() - from_s - spent_s;
        if (isfinite(budget_s) && last_s > 2e-3) {
            batch = clampi(batch / 2, parallel ? parallel_threads(parallel) : 1, BATCH_MAX);
        } else if (last_s < 5e-4) {
            batch = clampi(batch * 2, 1, BATCH_MAX);
        }
    }
    if (field->low > field->high) { // nothing finite
        field->low = field->high = field->reference;
        field->empty = true;
    }
    return true;
}

void field_compute(Field *field, const Objective *objective, Box box, int columns, int rows,
                   double reference, Parallel *parallel)
{
    field_begin(field, box, columns, rows, reference);
    field_continue(field, objective, parallel, INFINITY);
}
