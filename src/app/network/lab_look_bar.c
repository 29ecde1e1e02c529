// The strip above the columns.
#include "app/network/lab_columns.h"

#include "app/network/lab_views.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

// What there is to choose: what lies around norms where there are any.
static const Registry *kinds_of(const LabSpace *space)
{
    bool more = space->wish.look.kind > INSPECT_WEIGHTS;
    for (int i = 0; space->shot && i < space->shot->network_count; i++) {
        more = more || space->shot->norms[i].count > 0;
    }
    return more ? &inspect_kinds : &inspect_plain_kinds;
}

// Of kind, log, ranges and picture, as lists or side by side; what they take together.
static float bar_widths(const Ui *ui, const Registry *kinds, bool list, float widths[4])
{
    widths[0] = ui_kinds_width(ui, kinds, list, list ? 124 : 270);
    widths[1] = 76;
    widths[2] = ui_kinds_width(ui, &lab_ranges, list, list ? 108 : 150);
    widths[3] = ui_kinds_width(ui, &lab_pictures, list, list ? 104 : 160);
    return widths[0] + widths[1] + widths[2] + widths[3];
}

// What is looked at in all columns alike, above them: one beside the other, or as lists where there
// is less room.
void lab_look_bar(NetworkRoom *room, Rect rect)
{
    static const char *const logs[INSPECT_COUNT] = {
        [INSPECT_ACTIVATIONS] = N_("log |a|"), [INSPECT_GRADIENTS] = N_("log |g|"),
        [INSPECT_WEIGHTS] = N_("log |w|"),     [INSPECT_SUMS] = N_("log |z|"),
        [INSPECT_BEFORE_NORM] = N_("log |x|"), [INSPECT_AFTER_NORM] = N_("log |y|"),
    };
    enum { GAP = 8, GAPS = 3 * GAP };
    LabSpace *space = &room->lab;
    LabLook *look = &space->wish.look;
    Ui *ui = &room->shell->ui;
    int kind = (int)look->kind, picture = (int)space->picture, own = look->own;
    Rect row = { rect.x + LAB_COLUMN_PAD, rect.y + 4, fmaxf(rect.w - 2 * LAB_COLUMN_PAD, 1), 26 };
    const float heading = canvas_text_width(ui->canvas, FONT_BOLD, 11, tr("VIEW")) + 16;
    const Registry *kinds = kinds_of(space);
    float widths[4]; // of kind, log, ranges, picture
    const bool list = row.w < bar_widths(ui, kinds, false, widths) + GAPS;
    const float need = bar_widths(ui, kinds, list, widths) + GAPS;
    if (row.w > heading + need) {
        ui_label(ui, cut_left(&row, heading, 0), ALIGN_LEFT, FONT_BOLD, 11, ui->theme->muted,
                 tr("VIEW"));
    }
    const float share = fminf(row.w / need, 1);
    if (ui_kinds(ui, "lab.kind", cut_left(&row, widths[0] * share, GAP * share), kinds, list, &kind,
                 tr("What the histograms show"))) {
        look->kind = (InspectKind)kind;
        labspace_changed(space);
    }
    if (ui_checkbox(ui, "lab.values.log", cut_left(&row, widths[1] * share, GAP * share),
                    tr(logs[look->kind]), &look->log[look->kind],
                    tr("Magnitudes by powers of ten, one scale for all layers; the share of exact "
                       "zeros stands apart, at the left"))) {
        labspace_changed(space);
    }
    if (ui_kinds(ui, "lab.ranges", cut_left(&row, widths[2] * share, GAP * share), &lab_ranges,
                 list, &own, tr("One scale for all networks, or for each network its own"))) {
        look->own = own == 1;
        labspace_changed(space);
    }
    if (ui_kinds(ui, "lab.picture", cut_left(&row, widths[3] * share, 0), &lab_pictures, list,
                 &picture,
                 tr("What the network says all over the plane; or its weights, if it is small "
                    "enough to be drawn"))) {
        space->picture = (LabPicture)picture;
    }
}
