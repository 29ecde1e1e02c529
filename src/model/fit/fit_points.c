// Points to fit: made, read from a CSV file, or given one by one. Made ones have four decimals, so
// that they can be written down, and are the same wherever they are made.
#include "model/fit/fit.h"

#include "base/file.h"
#include "base/rng.h"
#include "base/text.h"
#include "model/data/dataset.h"
#include "model/fit/fit_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const uint64_t POINT_STREAM = 0x706f696e74000000u << 8; // "point", + index

static double rounded(double value)
{
    return round(value * 1e4) / 1e4 + 0; // no -0
}

// u anywhere in u0..u1, v as the model says but for noise; the same draws for every noise and n.
static void make_values(const FitSpec *spec, double u0, double u1, double (*model)(double),
                        FitPoints *points)
{
    points->count = spec->n;
    for (int i = 0; i < spec->n; i++) {
        Rng rng;
        rng_init(&rng, spec->seed, POINT_STREAM + (uint64_t)i);
        points->u[i] = rounded(u0 + (u1 - u0) * rng_uniform(&rng));
        points->v[i] = rounded(model(points->u[i]) + spec->noise * rng_normal(&rng));
        points->upper[i] = false;
    }
}

static double a_line(double u)
{
    return 1.2 * u + 0.3;
}

void fit_make_linreg(const FitSpec *spec, FitPoints *points)
{
    make_values(spec, 0, 2, a_line, points);
}

static double a_bend(double u)
{
    return 1.1 * tanh(1.5 * u);
}

void fit_make_neuron(const FitSpec *spec, FitPoints *points)
{
    make_values(spec, -2, 2, a_bend, points);
}

// The moons that networks learn from.
void fit_make_logreg(const FitSpec *spec, FitPoints *points)
{
    DataSpec moons;
    Dataset data;
    Arena arena = { 0 };
    data_spec_defaults(&moons, DATA_MOONS);
    moons.params.n = spec->n;
    moons.params.noise = spec->noise;
    dataset_make(&data, &moons, spec->seed, &arena, NULL);
    points->count = spec->n;
    for (int i = 0; i < spec->n; i++) {
        points->u[i] = rounded((double)data.x[2 * i]);
        points->v[i] = rounded((double)data.x[2 * i + 1]);
        points->upper[i] = data.target[i] > 0.5f;
    }
    arena_free(&arena);
}

// A float as the decimal that it was read from, if it had no more than six digits.
static double decimal(float value)
{
    char text[32];
    double read = (double)value;
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        text_number(text, strlen(text), "", &read, NULL);
        if ((float)read == value) {
            break;
        }
    }
    return read;
}

// The target of a row as the number that stood there, where whole numbers were taken for classes.
static bool target_value(const Dataset *data, int row, double *value)
{
    const float target = data->target[row];
    if (data->classes == 0 || !data->class_names) {
        *value = decimal(target);
        return true;
    }
    const char *name = data->class_names[(int)target];
    return text_number(name, strlen(name), "", value, NULL);
}

static bool suits(const Dataset *data, const FitModel *model, const char *name, Error *err)
{
    const int inputs = model->classes ? 2 : 1;
    double value;
    if (data->features != inputs) {
        return model->classes
                   ? fail(err, "%.80s: three columns are wanted: u, v and the class; it has %d",
                          name, data->features + 1)
                   : fail(err, "%.80s: two columns are wanted: u and v; it has %d", name,
                          data->features + 1);
    }
    if (data->rows > FIT_POINTS_MAX) {
        return fail(err, "%.80s: a landscape takes at most %d rows; there are %d", name,
                    FIT_POINTS_MAX, data->rows);
    }
    if (model->classes && data->classes != 2) {
        return data->classes == 0
                   ? fail(err, "%.80s: the last column is no class; two different ones are wanted",
                          name)
                   : fail(err, "%.80s: two classes are wanted; there are %d", name, data->classes);
    }
    if (!model->classes && !target_value(data, 0, &value)) {
        return fail(err, "%.80s: the last column, v, is no number", name);
    }
    return true;
}

static bool load(const FitSpec *spec, const FitModel *model, FitPoints *points, Error *err)
{
    Dataset data;
    Arena arena = { 0 };
    char *bytes = NULL;
    size_t length = 0;
    const char *name = file_bare_name(spec->file);
    const bool good = file_read(spec->file, (size_t)1 << 24, &arena, &bytes, &length, err) &&
                      dataset_read_csv(&data, bytes, length, name, &arena, err) &&
                      suits(&data, model, name, err);
    for (int i = 0; good && i < data.rows; i++) {
        const float *x = data.x + (ptrdiff_t)i * data.features;
        points->count = i + 1;
        points->u[i] = decimal(x[0]);
        points->upper[i] = model->classes && data.target[i] > 0.5f;
        points->v[i] = model->classes ? decimal(x[1]) : 0;
        if (!model->classes) {
            target_value(&data, i, &points->v[i]);
        }
    }
    arena_free(&arena);
    return good;
}

void fit_spec_reset(FitSpec *spec, const FitModel *model)
{
    memset(spec, 0, sizeof *spec);
    settings_reset(model->settings, spec);
    model->make(spec, &spec->points);
}

// Of made data alone; whether they are as they come.
static bool is_plain(const FitSpec *spec, const FitModel *model)
{
    FitSpec plain = { .n = 0 };
    settings_reset(model->settings, &plain);
    return spec->n == plain.n && spec->noise == plain.noise && spec->seed == plain.seed;
}

static void make_plain(FitSpec *spec, const FitModel *model)
{
    FitSpec plain = { .n = 0 };
    settings_reset(model->settings, &plain);
    spec->n = plain.n;
    spec->noise = plain.noise;
    spec->seed = plain.seed;
}

bool fit_spec_fill(FitSpec *spec, const FitModel *model, Error *err)
{
    const bool filed = spec->file[0];
    if (filed && spec->painted) {
        return fail(err, "file= and points=: give one of them, not both");
    }
    if ((filed || spec->painted) && !is_plain(spec, model)) {
        return fail(err,
                    "n=, noise= and seed= are of points that are made; %s= says which there "
                    "are",
                    filed ? "file" : "points");
    }
    if (filed) {
        return load(spec, model, &spec->points, err);
    }
    if (!spec->painted) {
        model->make(spec, &spec->points);
    }
    return true;
}

void fit_spec_paint(FitSpec *spec, const FitModel *model)
{
    spec->file[0] = '\0';
    spec->painted = true;
    make_plain(spec, model);
}

bool fit_points_equal(const FitPoints *a, const FitPoints *b)
{
    const size_t n = (size_t)a->count;
    return a->count == b->count && memcmp(a->u, b->u, n * sizeof *a->u) == 0 &&
           memcmp(a->v, b->v, n * sizeof *a->v) == 0 &&
           memcmp(a->upper, b->upper, n * sizeof *a->upper) == 0;
}

bool fit_spec_equal(const FitSpec *a, const FitSpec *b, const FitModel *model)
{
    return settings_same(model->settings, a, b) && fit_points_equal(&a->points, &b->points);
}

Box fit_box(const FitModel *model, const FitPoints *points)
{
    Box box = model->home;
    for (int i = 0; i < points->count; i++) {
        box.x0 = fmin(box.x0, points->u[i]);
        box.x1 = fmax(box.x1, points->u[i]);
        box.y0 = fmin(box.y0, points->v[i]);
        box.y1 = fmax(box.y1, points->v[i]);
    }
    return box;
}
