// Boxes of the plane and the points in it where a gradient vanishes, as plain data.
#pragma once

typedef enum StationaryKind {
    STATIONARY_MINIMUM,
    STATIONARY_MAXIMUM,
    STATIONARY_SADDLE,
    STATIONARY_DEGENERATE, // an eigenvalue of the Hessian is zero
    STATIONARY_KINK,       // the gradient does not exist there (Ackley's minimum)
    STATIONARY_KIND_COUNT
} StationaryKind;

typedef struct Box {
    double x0, x1, y0, y1; // x0 < x1, y0 < y1
} Box;

typedef struct Stationary {
    double x, y;
    double f;
    StationaryKind kind;
} Stationary;
