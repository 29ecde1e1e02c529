#include "app/network/lab_wiring_units.h"

#include "app/network/lab_legend.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_views.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { CARD = 200, CARD_PAD = 10 };
static const float NEAR = 2; // of a small unit, px

// ---- which one

static bool is_on(const Wiring *w, LabUnitPlace at)
{
    return at.unit > 0 && at.layer < w->layers && at.unit <= w->units[at.layer];
}

void wiring_enlarged_draw(Canvas *canvas, const Wiring *w, const LabSpace *space, int index,
                          const Theme *theme)
{
    const LabUnitPlace at = labspace_enlarged(space);
    if (at.network == index && is_on(w, at)) {
        const Rect ring = rect_inset(wiring_unit(w, at.layer, at.unit - 1), -2.5f);
        canvas_box(canvas, ring, w->side[at.layer] > 0 ? 2.5f : ring.w / 2,
                   color_alpha(theme->text, 0), 2, theme->text);
    }
}

// The one below the pointer; unit 0: there is none.
static LabUnitPlace unit_under(const Wiring *w, int index, float x, float y)
{
    for (int layer = 0; layer < w->layers; layer++) {
        const float half = fmaxf(wiring_half(w, layer) + NEAR, 4);
        const int unit = (int)((y - w->area.y) / wiring_spacing(w, layer));
        if (fabsf(x - wiring_x(w, layer)) <= half && unit >= 0 && unit < w->units[layer] &&
            fabsf(y - wiring_y(w, layer, unit)) <= half) {
            return (LabUnitPlace){ index, layer, unit + 1 };
        }
    }
    return (LabUnitPlace){ .unit = 0 };
}

// ---- the hand

static bool same_unit(LabUnitPlace a, LabUnitPlace b)
{
    return a.network == b.network && a.layer == b.layer && a.unit == b.unit;
}

// Where there is no surface beside the lines.
static void card(NetworkRoom *room, const Wiring *w, LabUnitPlace at)
{
    Ui *ui = &room->shell->ui;
    const Rect unit = wiring_unit(w, at.layer, at.unit - 1);
    const float width = CARD + 2 * CARD_PAD,
                legend = lab_legend_height(ui->canvas, &room->lab, CARD);
    const float height = width + LAB_LEGEND_GAP + legend;
    const Rect box = card_beside(ui, unit.x, unit.x + unit.w, 12, unit.y + unit.h / 2 - height / 2,
                                 width, height);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    Rect rest = rect_inset(box, CARD_PAD);
    ui->canvas->layer = LAYER_TOOLTIP; // of a layer images come first: the card would cover it
    lab_legend_draw(ui->canvas, &room->lab, at.network, cut_bottom(&rest, legend, LAB_LEGEND_GAP),
                    ui->theme);
    lab_surface_draw(ui->canvas, &room->lab, at.network, rest, ui->theme);
    card_end(ui, below);
}

void wiring_units_hands(NetworkRoom *room, const Wiring *w, int index, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabUnitPlace at = unit_under(w, index, ui->mouse_x, ui->mouse_y);
    if (at.unit > 0 && ui_hovers(ui, rect)) {
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.unit.%d.%d.%d", index, at.layer, at.unit);
        const Rect place = rect_inset(wiring_unit(w, at.layer, at.unit - 1), -NEAR);
        const UiPress press = ui_press(ui, name, place, false);
        if (press.hovered) {
            room->pointed = at;
        }
        if (press.clicked) {
            labspace_pin(space, same_unit(space->pinned, at) ? (LabUnitPlace){ .unit = 0 } : at);
        }
    }
    const LabUnitPlace enlarged = labspace_enlarged(space);
    const bool shown = enlarged.network == index && is_on(w, enlarged);
    if (shown && !ui_editing(ui) && lab_wiring_place(ui->canvas, space, rect).surface.w == 0 &&
        lab_surface_look(space, index).of == SURFACE_UNIT) {
        card(room, w, enlarged);
    }
}
