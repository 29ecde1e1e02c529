// f under places of the surface: asked of the objective, or between the values of the grid.
#include "app/landscape/relief.h"

#include <math.h>

enum { POINTS = 256 };

static void ask(const Relief *relief, size_t count, const double *x, const double *y, double *f)
{
    double at[2][POINTS];
    for (size_t done = 0; done < count; done += POINTS) {
        const size_t n = count - done < POINTS ? count - done : POINTS;
        for (size_t i = 0; i < n; i++) {
            at[0][i] = x[done + i];
            at[1][i] = y[done + i];
        }
        objective_eval(relief->objective, relief->scratch,
                       &(ObjectiveBlock){ n, POINTS, at[0], f + done, NULL, NULL });
    }
}

// Of the cubic through 0, 1 with the slopes that the neighbours' differences give (Catmull-Rom).
static void cubic_weights(double t, double weights[4])
{
    const double t2 = t * t, t3 = t2 * t;
    weights[0] = (2 * t2 - t - t3) / 2;
    weights[1] = (3 * t3 - 5 * t2 + 2) / 2;
    weights[2] = (4 * t2 + t - 3 * t3) / 2;
    weights[3] = (t3 - t2) / 2;
}

// In which of `cells` a coordinate lies, and how far along it.
static int cell_of(double at, double low, double high, int cells, double *share)
{
    const double place = (at - low) / (high - low) * cells;
    const int cell = clampi((int)clamp(place, 0, cells), 0, cells - 1);
    *share = place - cell;
    return cell;
}

static double value_at(const Field *field, int column, int row)
{
    return field->values[(ptrdiff_t)row * field->columns + column];
}

// A value beside the grid goes on as the parabola through the three before it.
static double beside(const Field *field, int column, int row)
{
    const int c = clampi(column, 0, field->columns - 1), r = clampi(row, 0, field->rows - 1);
    const int dc = c - column, dr = r - row;
    const double value = value_at(field, c, r);
    return dc == 0 && dr == 0 ? value
                              : 3 * (value - value_at(field, c + dc, r + dr)) +
                                    value_at(field, c + 2 * dc, r + 2 * dr);
}

static double smooth(const Field *field, int column, int row, double u, double v)
{
    double across[4], up[4], sum = 0;
    cubic_weights(u, across);
    cubic_weights(v, up);
    for (int r = 0; r < 4; r++) {
        for (int c = 0; c < 4; c++) {
            sum += up[r] * across[c] * beside(field, column + c - 1, row + r - 1);
        }
    }
    return sum;
}

static double straight(const Field *field, int column, int row, double u, double v)
{
    const double low =
        (1 - u) * value_at(field, column, row) + u * value_at(field, column + 1, row);
    const double high =
        (1 - u) * value_at(field, column, row + 1) + u * value_at(field, column + 1, row + 1);
    return (1 - v) * low + v * high;
}

static double look_up(const Field *field, double x, double y)
{
    const Box *box = &field->box;
    if (field->columns < 4 || !(box->x0 < box->x1 && box->y0 < box->y1) ||
        !(x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1)) {
        return NAN;
    }
    double u, v;
    const int column = cell_of(x, box->x0, box->x1, field->columns - 1, &u);
    const int row = cell_of(y, box->y0, box->y1, field->rows - 1, &v);
    const double value = smooth(field, column, row, u, v);
    return field->reference +
           field->unit * (isfinite(value) ? value : straight(field, column, row, u, v));
}

void relief_grid_heights(const Relief *relief, size_t count, const double *x, const double *y,
                         double *f)
{
    for (size_t i = 0; i < count; i++) {
        f[i] = look_up(&relief->field, x[i], y[i]);
    }
}

void relief_heights(const Relief *relief, size_t count, const double *x, const double *y, double *f)
{
    (relief->exact ? ask : relief_grid_heights)(relief, count, x, y, f);
}

bool relief_mark(const Relief *relief, Place *at)
{
    double cut[2];
    relief_drawn(relief, &cut[0], &cut[1]);
    if (isnan(at->f)) {
        relief_heights(relief, 1, &at->x, &at->y, &at->f);
    }
    const double z = relief_z(relief, at->f);
    const bool beyond = z < cut[0] || z > cut[1];
    if (beyond) {
        at->f = relief_f(relief, clamp(z, cut[0], cut[1]));
    }
    return !beyond && isfinite(at->f);
}
