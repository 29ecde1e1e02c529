// The bar of time below a room's picture: buttons, what else the room offers, in words where it
// stands, and a knob that goes to any moment. Where the window is narrow it has two rows.
#pragma once

#include "ui/widgets.h"

typedef struct TransportButton {
    const char *name; // of the control
    float width, gap; // of it, and behind it
    Icon icon;
    bool on;
    const char *tip; // translated
} TransportButton;

typedef struct Transport {
    Ui *ui;
    Rect row; // what is still free of the row
    Rect below;
    bool two_rows;
} Transport;

// In the row of the buttons.
Transport transport_begin(Ui *ui, Rect rect);
// From the left. Which was clicked; -1: none.
int transport_buttons(Transport *transport, const TransportButton *buttons, int count);
// On to the row of the knob, where there are two.
void transport_knob_row(Transport *transport);
// Where it stands, in a width at the right that does not change with the digits. What is left of
// transport->row is the knob's.
void transport_text(Transport *transport, const char *text, float width);
