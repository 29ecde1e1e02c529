// What can be done about a network that is lost, once it has been given other settings.
#include "app/network/lab_columns.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { BUTTON = 30, GAP = 6, WIDEST = 300, LEAST = 110 };

// "Go back to step 120, with this rate", or what of it there is room for.
static void return_label(const NetworkRoom *room, int index, float width, char *text, size_t size)
{
    const NetShot *net = &room->lab.shot->networks[index];
    const NetSpec wished = lab_network(&room->lab.wish.spec, index);
    const bool rate = net_spec_differ(&net->spec, &wished) == SETTING_BIT(NET_OPTIMIZER);
    text_print(text, size,
               tr(rate ? N_("Go back to step %ld, with this rate")
                       : N_("Go back to step %ld, with these settings")),
               net->well_step);
    if (canvas_text_width(&room->shell->canvas, FONT_SANS, UI_TEXT_SIZE, text) > width - 16) {
        text_print(text, size, tr("Back to step %ld"), net->well_step);
    }
}

void lab_lost_hands(NetworkRoom *room, const LabColumn *column, int index)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const NetShot *net = &space->shot->networks[index];
    const Rect p = column->picture;
    if (!net->waits) {
        return;
    }
    char name[UI_NAME_MAX], label[96];
    const float h = (net->well_step > 0 ? 2 : 1) * (BUTTON + GAP);
    // Over the layers where the picture is too small for them, as wide as the column.
    const bool over = p.h >= h && p.w >= LEAST;
    const float w = fminf((over ? p.w : column->head.w) - 2 * GAP, WIDEST);
    Rect rest = { over ? p.x + (p.w - w) / 2 : p.x, over ? p.y + p.h - h : column->layers.y, w, h };
    snprintf(name, sizeof name, "lab.again.%d", index);
    if (ui_button(ui, name, cut_top(&rest, BUTTON, GAP), tr("Begin again"),
                  tr("This network alone, from its first weights, with the new settings"))) {
        labspace_return(space, index, 0);
    }
    if (net->well_step > 0) {
        snprintf(name, sizeof name, "lab.return.%d", index);
        return_label(room, index, w, label, sizeof label);
        if (ui_button(ui, name, cut_top(&rest, BUTTON, 0), label,
                      tr("To where all was still well before it was lost"))) {
            labspace_return(space, index, net->well_step);
        }
    }
}
