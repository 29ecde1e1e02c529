// What the newest step trained on, as it is seen: of pictures a strip, of points in the plane small
// hollow ones.
#pragma once

#include "app/network/lab_columns.h"
#include "draw/plot.h"

// Whether there is a strip to be drawn for that network.
bool lab_batch_has_strip(const LabSpace *space, int index);
// The strip at the bottom of the rectangle; returns its height with what keeps it apart.
float lab_batch_strip_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           const Theme *theme);
// What the pictures were aimed at, at the pointer. rect: as for the strip.
void lab_batch_hands(NetworkRoom *room, int index, Rect rect);
// The points over a surface; over the axes of a curve.
void lab_batch_points_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           const Theme *theme);
void lab_batch_values_draw(Canvas *canvas, const LabSpace *space, int index, const Plot *plot,
                           const Theme *theme);
// One of them.
void lab_batch_point_draw(Canvas *canvas, float x, float y, float radius, Color color);
// What a row was aimed at: "circle", "0.7 circle + 0.3 square", of values "0.31".
void lab_batch_target(const LabShot *shot, const LabMade *made, char *text, size_t size);
// Pixels [height][width][4] of LAB_IMAGE_BATCH: as many pictures side by side as a place of that
// width and height has room for; to be freed.
uint8_t *lab_batch_pixels(const LabShot *shot, int index, float place_wide, float place_high,
                          const Theme *theme, int *width, int *height);
