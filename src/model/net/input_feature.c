// The table of input features: plain formulas.
#include "model/net/input_feature.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

static double value_x(double x, UNUSED double y)
{
    return x;
}

static void slopes_x(UNUSED double x, UNUSED double y, double slope[2])
{
    slope[0] = 1;
    slope[1] = 0;
}

static double value_y(UNUSED double x, double y)
{
    return y;
}

static void slopes_y(UNUSED double x, UNUSED double y, double slope[2])
{
    slope[0] = 0;
    slope[1] = 1;
}

static double value_x2(double x, UNUSED double y)
{
    return x * x;
}

static void slopes_x2(double x, UNUSED double y, double slope[2])
{
    slope[0] = 2 * x;
    slope[1] = 0;
}

static double value_y2(UNUSED double x, double y)
{
    return y * y;
}

static void slopes_y2(UNUSED double x, double y, double slope[2])
{
    slope[0] = 0;
    slope[1] = 2 * y;
}

static double value_xy(double x, double y)
{
    return x * y;
}

static void slopes_xy(double x, double y, double slope[2])
{
    slope[0] = y;
    slope[1] = x;
}

static double value_sinx(double x, UNUSED double y)
{
    return sin(PI * x);
}

static void slopes_sinx(double x, UNUSED double y, double slope[2])
{
    slope[0] = PI * cos(PI * x);
    slope[1] = 0;
}

static double value_siny(UNUSED double x, double y)
{
    return sin(PI * y);
}

static void slopes_siny(UNUSED double x, double y, double slope[2])
{
    slope[0] = 0;
    slope[1] = PI * cos(PI * y);
}

#define FORMULA(key) value_##key, slopes_##key

const InputFeatureRow input_features[INPUT_FEATURE_COUNT] = {
    [INPUT_X] = { { .key = "x", .name = "x" }, FORMULA(x) },
    [INPUT_Y] = { { .key = "y", .name = "y" }, FORMULA(y) },
    [INPUT_X_SQUARED] = { { .key = "x2", .name = "x²" }, FORMULA(x2) },
    [INPUT_Y_SQUARED] = { { .key = "y2", .name = "y²" }, FORMULA(y2) },
    [INPUT_XY] = { { .key = "xy", .name = "xy" }, FORMULA(xy) },
    [INPUT_SIN_X] = { { .key = "sinx", .name = "sin πx" }, FORMULA(sinx) },
    [INPUT_SIN_Y] = { { .key = "siny", .name = "sin πy" }, FORMULA(siny) },
};
static_assert(COUNT(input_features) == INPUT_FEATURE_COUNT, "one row for each InputFeature");

const Registry input_feature_kinds = { REGISTRY(input_features), .plain = true };
