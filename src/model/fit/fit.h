// Landscapes that data make: a model with two weights, the plane's x and y, and how badly it fits
// some points, on the average. Value, gradient and Hessian are exact, and a step may see a
// minibatch in place of all points.
//
// Letters: a point (u, v), and where points belong to one of two classes its class; n of them.
#pragma once

#include "base/setting.h"
#include "model/objective.h"
#include "model/plane.h"

enum { FIT_POINTS_MAX = 1000, FIT_PATH_MAX = 512 };
// Bytes of a spec's text: every number has 25 at most.
enum { FIT_TEXT_MAX = FIT_POINTS_MAX * 54 + FIT_PATH_MAX * 2 + 1024 };

typedef struct FitPoints {
    int count; // n, 0..FIT_POINTS_MAX
    double u[FIT_POINTS_MAX], v[FIT_POINTS_MAX];
    bool upper[FIT_POINTS_MAX]; // of class 1; false where there are no classes
} FitPoints;

// How a batch is drawn.
typedef enum FitSampling {
    FIT_SHUFFLE, // every epoch goes through all points in a new order
    FIT_REPLACE, // each member of each batch is any of the points
    FIT_SAMPLING_COUNT
} FitSampling;
extern const Registry fit_samplings;

// Which points, and what a step sees of them; plain data. Of `points` and `file` one is given at
// most; without either the points are made of n, noise and seed, which count for nothing else.
typedef struct FitSpec {
    int n;
    double noise;
    uint64_t seed; // of the points
    int batch;     // what a racer without one of its own sees in a step; 0: all
    int sampling;  // FitSampling
    double l2;     // λ: λ(x² + y²) is added, whatever the batch; 0 where the model has none
    char file[FIT_PATH_MAX]; // "": none
    bool painted;            // the points are given one by one
    FitPoints points;        // the points there are, see fit_spec_fill()
} FitSpec;

typedef struct FitModel {
    bool classes;            // points belong to one of two, and both coordinates are inputs
    const Setting *settings; // of a FitSpec
    Box home;                // where its points are made, u and v
    // Makes spec->n points.
    void (*make)(const FitSpec *spec, FitPoints *points);
    // Adds up the terms of points which[0 .. count - 1] (NULL: the first `count`) at each of the
    // block's places, and divides by their number.
    void (*mean)(const FitPoints *points, const uint32_t *which, int count,
                 const ObjectiveBlock *block);
    // What is drawn for the weights w among the points in the box: the line (u, v) that the model
    // says, or where it tells the classes apart. At most FIT_LINE_MAX places; returns how many. It
    // may leave the box above and below, and at its sides where it is steep.
    int (*line)(const double w[2], const Box *box, double (*line)[2]);
} FitModel;

enum { FIT_LINE_MAX = 129 };

extern const FitModel fit_linreg; // mean of (x u + y − v)²
extern const FitModel fit_logreg; // mean of log(1 + exp(−s (x u + y v))) + λ(x² + y²), s = ±1
extern const FitModel fit_neuron; // mean of (y tanh(x u) − v)²

// As the model has it by default, with its points.
void fit_spec_reset(FitSpec *spec, const FitModel *model);
// The points that the spec says: reads its file or makes them. Refuses what does not go together
// and a file that does not suit the model; then the points stay as they were.
bool fit_spec_fill(FitSpec *spec, const FitModel *model, Error *err);
// Whether both give the same landscape and the same batches.
bool fit_spec_equal(const FitSpec *a, const FitSpec *b, const FitModel *model);
bool fit_points_equal(const FitPoints *a, const FitPoints *b);
// From now on the points are given one by one: those there are, however they came.
void fit_spec_paint(FitSpec *spec, const FitModel *model);

// What a model's points and batches are set by.
extern const Setting fit_linreg_settings[], fit_logreg_settings[], fit_neuron_settings[];

// Where the points are to be seen: the model's home, widened by what lies outside.
Box fit_box(const FitModel *model, const FitPoints *points);

// The points to file and other settings. Of a FitPoints in a FitSpec, with as many numbers for each
// point as the row's size: "0.5,1;2,-1", with a class "0.5,1,0;2,-1,1"; "none".
extern const SettingType fit_points_type;
extern const SettingType fit_file_type; // a text that may be missing

typedef struct FitObjective {
    Objective base; // of x and y
    const FitModel *model;
    FitSampling sampling;
    double l2;
    FitPoints points;
} FitObjective;
static_assert(sizeof(FitObjective) <= OBJECTIVE_ROOM, "it fits");

// Copies what it needs of the spec.
void fit_objective_init(FitObjective *objective, const FitModel *model, const FitSpec *spec);
// The points that a part holds to which [n]; how many. 0: it is the whole.
int fit_batch(int n, FitSampling sampling, const ObjectivePart *part, uint32_t *which);
