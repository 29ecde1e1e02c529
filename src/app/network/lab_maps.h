// What a network makes of one sample: a line for each layer with the picture of each channel, and
// one for the filters of each convolution. The pictures of a column are one image, the sheet; plain
// units are boxes.
#pragma once

#include "app/network/lab_columns.h"

enum { MAP_LINES_MAX = 72, MAP_CELLS_MAX = 64 };

typedef struct MapLine {
    int map, filter; // one of LabMaps.maps or of its filters; the other is -1
    int all;         // channels
    int first;       // of them, from 0: not 0 where one is enlarged
    int cells;       // ... that have room, from it on
    bool plain;      // units, which are boxes
    int columns, rows;
    int top, high; // in the image: where it begins, and a row's height
    float below;   // of its height that is left to names of the units
} MapLine;

typedef struct MapSheet {
    bool large;               // one cell alone is there, enlarged
    int line_count, left_out; // left_out: layers without a line
    MapLine lines[MAP_LINES_MAX];
    int columns;               // cells of the longest line
    float cell;                // side of a cell, with the gap
    int texels;                // the same in the image
    int high;                  // the image
    Rect names, cells, scales; // side by side, as high as the place
} MapSheet;

// What else stands there: names and scales so wide, names of classes so high below the output.
typedef struct MapRoom {
    float names, scales, below;
    float least; // the canvas's
} MapRoom;

void lab_maps_sheet(const LabMaps *maps, Rect rect, const MapRoom *room, MapSheet *sheet);
// One channel of a line as large as the place, with its scale beside it.
void lab_maps_sheet_large(const LabMaps *maps, Rect rect, const MapLine *line, float scales,
                          MapSheet *sheet);
Rect lab_maps_cell(const MapSheet *sheet, int line, int cell);
Rect lab_maps_line(const MapSheet *sheet, int line); // all rows of it
Rect lab_maps_unit(const MapSheet *sheet, int line, int unit);
// How many texels of a cell's side are its picture; the others are the gap at its right and below.
int lab_maps_picture(const MapSheet *sheet);
float lab_maps_bottom(const MapSheet *sheet);
// The image of a sheet: rgba [height][width][4], to be freed. Pictures alone, cells that have none
// are ground.
uint8_t *lab_maps_pixels(const LabMaps *maps, const MapSheet *sheet, const Theme *theme, int *width,
                         int *height);
// The sample itself, [height][width], or nothing (NULL): it is no picture.
uint8_t *lab_sample_pixels(const LabSample *sample, const Theme *theme, int *width, int *height);
// What the colours of a map reach over: from 0, or as far below as above where a layer of that kind
// can be negative, whatever its values are now, so that training does not turn its colours over.
void lab_map_ends(const LabMaps *maps, int map, float *low, float *high);
// A value between low and high: shades from ground to ink where none is below 0, else two colours.
Color lab_map_color(float value, float low, float high, const Theme *theme);

// The line of the map or filter of that network that is enlarged; false: none is, or it is gone.
bool lab_maps_enlarged(const LabSpace *space, int index, MapLine *line);
// "ReLU 1, channel 3 of 8".
void lab_maps_channel_name(const LabMaps *maps, const MapLine *line, int cell, char *text,
                           size_t size);

// In place of a column's picture and histograms.
void lab_sample_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
void lab_maps_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect, const Theme *theme);
// The sheet as lab_maps_draw() draws it; of what is enlarged, if that is there.
void lab_maps_sheet_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                       MapSheet *sheet);
// What lies at a place: its text, the number of lines, and the cell; 0: nothing.
enum { MAP_TIP_LINES = 12, MAP_TIP_TEXT = 120 };
int lab_maps_tip(const LabShot *shot, const LabMaps *maps, const MapSheet *sheet, float x, float y,
                 Rect *place, char lines[MAP_TIP_LINES][MAP_TIP_TEXT]);
// Reads values at the pointer; a press on the sample takes another, one on a map or a filter
// enlarges it, and one on what is enlarged goes back.
void lab_maps_hands(NetworkRoom *room, const LabColumn *column, int index);
// Which sample, in the strip above the columns.
void lab_sample_bar(NetworkRoom *room, Rect rect);
