// What a network makes of one sample: a line for each layer with the picture of each channel, and
// one for the filters of each convolution. The pictures of a column are one image, the sheet; plain
// units are boxes.
#pragma once

#include "app/network/lab_columns.h"

enum { MAP_LINES_MAX = 48, MAP_CELLS_MAX = 64 };

typedef struct MapLine {
    int map, filter; // one of LabMaps.maps or of its filters; the other is -1
    int all;         // channels
    int cells;       // ... that have room, the first ones
} MapLine;

typedef struct MapSheet {
    int line_count, left_out; // left_out: layers without a line
    MapLine lines[MAP_LINES_MAX];
    int columns;               // cells of the longest line
    float cell;                // side of a cell, with the gap
    int texels;                // the same in the image
    Rect names, cells, scales; // side by side, as high as all lines
} MapSheet;

// `least` is the canvas's.
void lab_maps_sheet(const LabMaps *maps, Rect rect, float names, float least, MapSheet *sheet);
Rect lab_maps_cell(const MapSheet *sheet, int line, int cell);
// The image of a sheet: rgba [height][width][4], to be freed. Pictures alone, cells that have none
// are ground.
uint8_t *lab_maps_pixels(const LabMaps *maps, const MapSheet *sheet, const Theme *theme, int *width,
                         int *height);
// The sample itself, [height][width], or nothing (NULL): it is no picture.
uint8_t *lab_sample_pixels(const LabSample *sample, const Theme *theme, int *width, int *height);
// A value between low and high: shades from ground to ink where none is below 0, else two colours.
Color lab_map_color(float value, float low, float high, const Theme *theme);

// In place of a column's picture and histograms.
void lab_sample_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
void lab_maps_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect, const Theme *theme);
// The sheet as lab_maps_draw() draws it.
void lab_maps_sheet_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                       MapSheet *sheet);
// Reads values at the pointer; a press on the sample takes another.
void lab_maps_hands(NetworkRoom *room, const LabColumn *column, int index);
// Which sample, in the strip above the columns.
void lab_sample_bar(NetworkRoom *room, Rect rect);
