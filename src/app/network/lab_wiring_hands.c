// The hands on a wiring.
#include "app/network/lab_wiring.h"

#include "app/network/lab_blocks.h"
#include "app/network/lab_views.h"
#include "app/network/lab_wiring_units.h"
#include "ui/widgets.h"

#include <stdio.h>
#include <stdlib.h>

// What the layers of the line under the pointer do.
static void blocks_hands(NetworkRoom *room, int index, Rect rect)
{
    Ui *ui = &room->shell->ui;
    const LabShot *shot = room->lab.shot;
    const NetShot *net = &shot->networks[index];
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX];
    Rect line;
    LayerPlan *plans = memory_get(sizeof *plans * NET_LAYERS_MAX);
    const int count = net_plan(&net->spec, shot->shape, net->outputs, plans, NULL);
    if (count > 0 && lab_blocks_tip(ui->canvas, plans, count, shot->shape, rect, ui->mouse_y, &line,
                                    tip, sizeof tip)) {
        snprintf(name, sizeof name, "lab.wiring.%d.%d.ground", index, (int)(line.y - rect.y));
        ui_press(ui, name, line, false);
        ui_tip(ui, tip);
    }
    free(plans);
}

void lab_wiring_hands(NetworkRoom *room, int index, Rect rect)
{
    Ui *ui = &room->shell->ui;
    const WiringPlace place = lab_wiring_place(ui->canvas, &room->lab, rect);
    Wiring *w = memory_get(sizeof *w);
    if (place.surface.w > 0) {
        lab_surface_hands(room, index, place.surface);
    }
    if (lab_wiring_of(ui->canvas, &room->lab, index, rect, w)) {
        if (lab_wiring_sees(room->lab.shot)) {
            wiring_units_hands(room, w, index, rect);
        }
    } else if (ui_hovers(ui, place.lines)) {
        blocks_hands(room, index, place.lines);
    }
    free(w);
}
