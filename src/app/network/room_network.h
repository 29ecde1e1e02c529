// The Network room: its state. Its parts are in lab_views.h, lab_columns.h, lab_chart.h,
// lab_rows.h and lab_study.h.
#pragma once

#include "app/network/labspace.h"
#include "app/shell/room.h"
#include "gfx/tiles.h"

extern const Room network_room; // opens a LabSpec

typedef struct NetworkRoom {
    Shell *shell;
    LabSpace lab;
    float grip_x, grip_y;            // where the brush was
    double chart_grip;               // where on an axis of the chart a hand went down
    LabUnitPlace pointed;            // at which unit of a wiring, in this pass
    Rect maps[LAB_NETWORKS_MAX];     // where each network's feature maps were drawn last, ...
    Rect wirings[LAB_NETWORKS_MAX];  // ... and its wiring
    Tiles *tiles;                    // owned
    unsigned tiles_shown[TILES_MAX]; // version of the snapshot in each
} NetworkRoom;
