// The strip above the columns.
#include "app/network/lab_columns.h"

#include "app/network/lab_views.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

// What is looked at in all columns alike, above them: one beside the other, or as lists where there
// is less room.
void lab_look_bar(NetworkRoom *room, Rect rect)
{
    static const char *const logs[INSPECT_COUNT] = { N_("log |a|"), N_("log |g|"), N_("log |w|") };
    // Widths of kind, log, ranges, picture.
    static const float lists[] = { 124, 76, 108, 104 };
    enum { GAP = 8, GAPS = 3 * GAP };
    LabSpace *space = &room->lab;
    LabLook *look = &space->wish.look;
    Ui *ui = &room->shell->ui;
    const float segments[] = { ui_kinds_width(ui, &inspect_kinds, 270), 76,
                               ui_kinds_width(ui, &lab_ranges, 150),
                               ui_kinds_width(ui, &lab_pictures, 160) };
    int kind = (int)look->kind, picture = (int)space->picture, own = look->own;
    Rect row = { rect.x + LAB_COLUMN_PAD, rect.y + 4, fmaxf(rect.w - 2 * LAB_COLUMN_PAD, 1), 26 };
    const float heading = canvas_text_width(ui->canvas, FONT_BOLD, 11, tr("VIEW")) + 16;
    const float wide = segments[0] + segments[1] + segments[2] + segments[3] + GAPS;
    const float narrow = lists[0] + lists[1] + lists[2] + lists[3] + GAPS;
    const bool list = row.w < wide;
    const float *widths = list ? lists : segments;
    if (row.w > heading + (list ? narrow : wide)) {
        ui_label(ui, cut_left(&row, heading, 0), ALIGN_LEFT, FONT_BOLD, 11, ui->theme->muted,
                 tr("VIEW"));
    }
    const float share = fminf(row.w / (list ? narrow : wide), 1);
    if (ui_kinds(ui, "lab.kind", cut_left(&row, widths[0] * share, GAP * share), &inspect_kinds,
                 list, &kind, tr("What the histograms show"))) {
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
