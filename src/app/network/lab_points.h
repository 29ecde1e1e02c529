// The data's points as they are drawn on surfaces, on curves and in legends.
#pragma once

#include "app/network/lab_columns.h"

typedef struct PointsShown {
    bool train, validation;
} PointsShown;

// Which rows' points are to be seen; all while one paints.
PointsShown lab_points_shown(const LabSpace *space);
// Of points on a picture that is so wide.
float lab_point_radius(float side);
// One that is trained on is a disc with a rim, one that validates a ring.
void lab_point_draw(Canvas *canvas, float x, float y, float radius, bool validation, Color color,
                    Color rim);
// The same of values: all have dark rims, and one that validates a white middle.
void lab_value_point_draw(Canvas *canvas, float x, float y, float radius, bool validation,
                          Color color);
