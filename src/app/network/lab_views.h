// The parts of the Network room; those that are shown run in every pass.
#pragma once

#include "app/network/room_network.h"
#include "draw/plot.h"

// Images of the canvas in this room (gfx/tiles ids).
enum {
    LAB_IMAGE_SURFACE,                                      // + network
    LAB_IMAGE_UNITS = LAB_IMAGE_SURFACE + LAB_NETWORKS_MAX, // of the enlarged layer
    LAB_IMAGE_SAMPLES,
    LAB_IMAGE_SAMPLE,                                     // whose maps are shown
    LAB_IMAGE_BATCH,                                      // + network: what it trained on
    LAB_IMAGE_MAPS = LAB_IMAGE_BATCH + LAB_NETWORKS_MAX,  // + network
    LAB_IMAGE_WIRING = LAB_IMAGE_MAPS + LAB_NETWORKS_MAX, // + network: its units' pictures
    LAB_IMAGE_COUNT = LAB_IMAGE_WIRING + LAB_NETWORKS_MAX
};

// The button of the presets; the place in their list, behind them a study's, of the one chosen; -1.
int lab_preset_list(NetworkRoom *room, Rect button);
// Left panel: data, the selected network's own, what is shared.
void lab_panel(NetworkRoom *room, Rect rect);
// A column for each network: name, picture, losses, histograms, judgements.
void lab_columns(NetworkRoom *room, Rect rect);
// An enlarged layer over the columns, while one is open.
void lab_zoom(NetworkRoom *room, Rect rect);
// The hands on a decision surface shown at `rect`: reads the output at the pointer, paints, erases.
void lab_surface_hands(NetworkRoom *room, int network, Rect rect);
// What the layers of the line under the pointer do.
void lab_wiring_hands(NetworkRoom *room, int index, Rect rect);
// panels: what is in the side panels, to be opened while presenting.
void lab_transport(NetworkRoom *room, Rect rect, const char *const panels[2]);
// "about 5 s to go", or minutes.
void lab_time_left(char *text, size_t size, double seconds);
// The next speed of the list (+1) or the one before (-1); at its ends it stays.
void lab_speed_step(LabSpace *space, int by);
void lab_chart(NetworkRoom *room, Rect rect);
// The same without hands, for figures.
void lab_chart_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme);
// Keys that nothing else has answered; a dropped file.
void lab_shortcuts(NetworkRoom *room);
// Draws an image of the canvas: tiles made from the newest snapshot, new ones when it changes.
void lab_image(NetworkRoom *room, int id, const int rect_px[4], int width_px, int height_px);
// What each unit of a network's layer sees, for the page above; where its sheet came to lie.
Rect lab_units(NetworkRoom *room, int network, int layer, Rect rect);
// Columns of the sheet of units in LAB_IMAGE_UNITS.
int lab_units_columns(int units);
// The figure for a slide: title, columns, chart; no controls. The shell was resized to its size.
void lab_figure(NetworkRoom *room);
