// The parts of a network's column, with and without hands: the window and `render` draw the same.
#pragma once

#include "app/network/room_network.h"

enum {
    LAB_COLUMN_PAD = 12,
    LAB_HEAD = 34,
    LAB_NUMBERS_TWO = 36,  // both losses, one above the other ...
    LAB_NUMBERS_THREE = 46 // ... and the accuracy below them
};

typedef struct LabColumn {
    Rect whole, head, picture, legend, beside, numbers, layers, signal, learning;
    float judgement;         // the least width of either of the last two
    Rect foot;               // of both
    float one_line, stacked; // narrower numbers stand one above the other, so high
    bool across;             // the numbers and the foot go all across, below picture and layers
} LabColumn;

// Column `index` of `count` in an area, for what is shown of a lab, with the shot that is there, if
// there is any, and the words of the canvas's language.
LabColumn lab_column_of(const Canvas *canvas, const LabSpace *space, Rect area, int index,
                        int count);
// All but the head. space->shot must have that network.
void lab_column_draw(Canvas *canvas, const LabSpace *space, const LabColumn *column, int index,
                     const Theme *theme);

// What is looked at in all columns alike.
void lab_look_bar(NetworkRoom *room, Rect rect);
// Over the picture of one that was lost and has been given other settings: begin again, go back.
void lab_lost_hands(NetworkRoom *room, const LabColumn *column, int index);
// What a network is called: by what it was lost with, while that is so; where other settings led
// there, with the step from which on it is what it is called. text [LAB_NAME_MAX].
void lab_name_shown(const LabSpace *space, int index, char *text, size_t size);

// The picture of a network: decision surface with the data, or its wiring, or (data that is not 2D)
// the confusion matrix with samples.
void lab_picture_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                      const Theme *theme);
void lab_surface_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                      const Theme *theme);
// The data's points alone, over that square.
void lab_points_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme);
void lab_matrix_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
void lab_wiring_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);

// "circle", or "class 3" where it has no name.
void lab_class_name(const LabShot *shot, int class_index, char *text, size_t size);
// How classes are written in a row: by so many first letters, or ...
enum { LAB_CLASS_NONE = 0, LAB_CLASS_NAMES = 1000, LAB_CLASS_NUMBERS = -1 };
// ... as has room for each and tells all apart.
int lab_class_words(const Canvas *canvas, const LabShot *shot, Font font, float size, float room);
void lab_class_word(const LabShot *shot, int class_index, int words, char *text, size_t size);

// One histogram a layer, each with its scale.
void lab_histograms_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                         const Theme *theme);
// Whether the rows are of norms, not of layers.
bool lab_shows_norms(const LabShot *shot);
// How many rows share a column's height: as many in all, so that the eye can go across, unless a
// network has far fewer, or one is so deep that rows do not lie beside each other anyway.
int lab_histogram_rows(const LabShot *shot, int index);
// Where the row of a layer lies among that many.
Rect lab_histogram_row(Rect rect, int layers, int layer);
// What the row of a layer is called: "conv 1", or in little room "cv 1". How wide the names
// of all rows are, of a row that is so wide; one of them drawn there.
float lab_layer_names_width(const Canvas *canvas, const NetShot *net, float row, float size);
void lab_layer_name_draw(Canvas *canvas, const NetShot *net, int layer, Rect place, float baseline,
                         float size, const Theme *theme);
// Which of the rows one below the other have a name, where only every so many has room for one.
void lab_layers_named(const LayerName *const *names, int rows, float every, bool *named);
// "σ 0.29", in one form of numbers for all layers of a network; how wide the widest is.
void lab_spread_text(const NetShot *net, int layer, char *text, size_t size);
float lab_spreads_width(const Canvas *canvas, const NetShot *net, float size);
// Reads the layer's numbers at the pointer; a press enlarges it.
void lab_histograms_hands(NetworkRoom *room, int index, Rect rect);
// A single histogram of `bins` counts. zero_line: where 0 lies, 0..1 of the width; else no line.
void lab_histogram_draw(Canvas *canvas, Rect rect, int bins, const uint32_t *counts, Color color,
                        float zero_line, const Theme *theme);

// What the bars of a layer reach over.
typedef struct BarScale {
    double low, high;
    bool log; // of magnitudes, 0 < low; exact zeros are in no bar but in a slot at the left
    double zero_share; // of all values, 0..1
    bool below, above; // values beyond the ends are counted in the outer bars
} BarScale;

BarScale lab_bar_scale(const LabShot *shot, const NetShot *net, int layer);
// The histogram on its scale, with a mark at zero or lines at powers of ten.
void lab_bars_draw(Canvas *canvas, Rect rect, int bins, const uint32_t *counts,
                   const BarScale *scale, Color color, const Theme *theme);
// The part of the same rectangle that has the bars; where a value lies in it, 0..1 of its width.
Rect lab_bars_axis(Rect rect, const BarScale *scale);
float lab_bar_place(const BarScale *scale, double value);
// The numbers at both ends, and at zero, in a strip below the bars.
void lab_bar_ends(Canvas *canvas, Rect rect, const BarScale *scale, float size, const Theme *theme);

// The colour of a class, and what a decision surface shows where a class is likeliest with that
// probability of `classes`; regression: a value between low and high.
Color lab_class_color(int class_index, const Theme *theme);
Color lab_surface_ground(const Theme *theme); // of what is undecided
// Where a class is likeliest, without shades.
Color lab_area_color(int class_index, const Theme *theme);
Color lab_surface_color(int class_index, float probability, int classes, const Theme *theme);
Color lab_value_color(float value, float low, float high, const Theme *theme);
// The range of a shot's targets (regression).
void lab_value_range(const LabShot *shot, float *low, float *high);
