// The strip above the columns.
#include "app/network/lab_maps.h"

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

// What of the strip is a list, in ever less room; else its choices stand side by side.
enum { SIDE_BY_SIDE, KINDS_LISTED, ALL_LISTED };

// Of kind, log, ranges and picture; what they take together.
static float bar_widths(const Ui *ui, const Registry *all_kinds, int listed, float widths[4])
{
    const bool kinds = listed >= KINDS_LISTED, all = listed == ALL_LISTED;
    widths[0] = ui_kinds_width(ui, all_kinds, kinds, kinds ? 124 : 270);
    widths[1] = 76;
    widths[2] = ui_kinds_width(ui, &lab_ranges, all, all ? 108 : 150);
    widths[3] = ui_kinds_width(ui, &lab_pictures, all, all ? 104 : 220);
    return widths[0] + widths[1] + widths[2] + widths[3];
}

// What the histograms show, where there are any; else which sample the feature maps are of.
static void what(NetworkRoom *room, Rect row, const float widths[4], float gap, float share,
                 int listed)
{
    static const char *const logs[INSPECT_COUNT] = {
        [INSPECT_ACTIVATIONS] = N_("log |a|"), [INSPECT_GRADIENTS] = N_("log |g|"),
        [INSPECT_WEIGHTS] = N_("log |w|"),     [INSPECT_SUMS] = N_("log |z|"),
        [INSPECT_BEFORE_NORM] = N_("log |x|"), [INSPECT_AFTER_NORM] = N_("log |y|"),
    };
    LabSpace *space = &room->lab;
    LabLook *look = &space->wish.look;
    Ui *ui = &room->shell->ui;
    int kind = (int)look->kind, own = look->own;
    if (space->picture == LAB_PICTURE_MAPS) {
        lab_sample_bar(room, row);
        return;
    }
    if (ui_kinds(ui, "lab.kind", cut_left(&row, widths[0] * share, gap), kinds_of(space),
                 listed >= KINDS_LISTED, &kind, tr("What the histograms show"))) {
        look->kind = (InspectKind)kind;
        labspace_changed(space);
    }
    if (ui_checkbox(ui, "lab.values.log", cut_left(&row, widths[1] * share, gap),
                    tr(logs[look->kind]), &look->log[look->kind],
                    tr("Magnitudes by powers of ten, one scale for all layers; the share of exact "
                       "zeros stands apart, at the left"))) {
        labspace_changed(space);
    }
    if (ui_kinds(ui, "lab.ranges", cut_left(&row, widths[2] * share, 0), &lab_ranges,
                 listed == ALL_LISTED, &own,
                 tr("One scale for all networks, or for each network its own"))) {
        look->own = own == 1;
        labspace_changed(space);
    }
}

// What is looked at in all columns alike, above them: one beside the other, or as lists where there
// is less room.
void lab_look_bar(NetworkRoom *room, Rect rect)
{
    enum { GAP = 8, GAPS = 3 * GAP };
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    int picture = (int)space->picture;
    Rect row = { rect.x + LAB_COLUMN_PAD, rect.y + 4, fmaxf(rect.w - 2 * LAB_COLUMN_PAD, 1), 26 };
    const float heading = canvas_text_width(ui->canvas, FONT_BOLD, 11, tr("VIEW")) + 16;
    float widths[4]; // of kind, log, ranges, picture
    int listed = SIDE_BY_SIDE;
    while (listed < ALL_LISTED && row.w < bar_widths(ui, kinds_of(space), listed, widths) + GAPS) {
        listed++;
    }
    const float need = bar_widths(ui, kinds_of(space), listed, widths) + GAPS;
    if (row.w > heading + need) {
        ui_label(ui, cut_left(&row, heading, 0), ALIGN_LEFT, FONT_BOLD, 11, ui->theme->muted,
                 tr("VIEW"));
    }
    const float share = fminf(row.w / need, 1);
    const float before = (widths[0] + widths[1] + widths[2] + 2 * GAP) * share;
    what(room, cut_left(&row, before, GAP * share), widths, GAP * share, share, listed);
    if (ui_kinds(ui, "lab.picture", cut_left(&row, widths[3] * share, 0), &lab_pictures,
                 listed == ALL_LISTED, &picture,
                 tr("What the network says all over the plane; its layers and, if it is small "
                    "enough, its weights; or what each layer makes of one sample"))) {
        labspace_set_picture(space, (LabPicture)picture);
    }
}
