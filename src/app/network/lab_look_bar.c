// The strip above the columns.
#include "app/network/lab_maps.h"

#include "app/network/lab_say.h"
#include "app/network/lab_show_menu.h"
#include "app/network/lab_views.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

// What there is to choose: what lies around norms where there are any.
static const Registry *kinds_of(const LabSpace *space)
{
    return space->wish.look.kind >= INSPECT_PLAIN_COUNT || space->normed ? &inspect_kinds
                                                                         : &inspect_plain_kinds;
}

// When the last norm goes, what was seen around it goes, too.
static void follow_norms(LabSpace *space)
{
    const bool normed = lab_has_norms(space);
    if (space->normed && !normed && space->wish.look.kind >= INSPECT_PLAIN_COUNT) {
        space->wish.look.kind = INSPECT_ACTIVATIONS;
        labspace_changed(space);
    }
    space->normed = normed;
}

// The widths of the strip's parts. What kinds there are changes the last one's alone: what one
// clicks stands in the same place with norms and without, and under every picture.
typedef struct Bar {
    float picture, show, ranges, log, steps, kinds;
    bool ranges_shown; // in the card of what is shown, for want of more room
    bool listed;       // picture and ranges are lists, for want of room
    bool kinds_listed; // and the kinds
    bool headed;
} Bar;

enum { LOG = 76, GAP = 8, GAPS = 3 * GAP, BOX = 27, KINDS_LEAST = 250, KINDS_LISTED = 124 };

static float kinds_width(const Ui *ui, const Registry *kinds, bool list)
{
    return ui_kinds_width(ui, kinds, list, list ? KINDS_LISTED : KINDS_LEAST);
}

static float need(const Bar *bar, float kinds)
{
    return bar->picture + bar->show + bar->ranges + bar->log + bar->steps + kinds + GAPS;
}

static void choose_widths(const Ui *ui, bool listed, Bar *bar)
{
    bar->listed = listed;
    bar->picture = ui_kinds_width(ui, &lab_pictures, listed, listed ? 104 : 190);
    bar->ranges = ui_kinds_width(ui, &lab_ranges, listed, listed ? 108 : 138);
    bar->log = LOG;
    bar->steps =
        BOX + GAP + canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, tr("Over steps"));
}

static Bar bar_of(const Ui *ui, const LabSpace *space, float width, float heading)
{
    Bar bar = { .ranges_shown = false };
    const float list = kinds_width(ui, &inspect_kinds, true);
    const float plain = kinds_width(ui, &inspect_plain_kinds, false);
    const float side_by_side = kinds_width(ui, kinds_of(space), false);
    bar.show = lab_show_has_place(space) ? lab_show_width(ui) + GAP : 0;
    choose_widths(ui, false, &bar);
    if (width < need(&bar, list)) {
        choose_widths(ui, true, &bar);
        bar.steps = width < need(&bar, list) ? 0 : bar.steps; // its key is left
        bar.ranges_shown =
            bar.show > 0 && space->picture != LAB_PICTURE_MAPS && width < need(&bar, list);
        bar.ranges = bar.ranges_shown ? 0 : bar.ranges;
    }
    bar.headed = !bar.listed && width > heading + need(&bar, plain);
    bar.kinds_listed = bar.listed || width - (bar.headed ? heading : 0) < need(&bar, side_by_side);
    bar.kinds = bar.kinds_listed ? list : side_by_side;
    return bar;
}

// What the histograms show, where there are any; else which sample the feature maps are of.
static void what(NetworkRoom *room, Rect row, const Bar *bar, float share)
{
    static const char *const logs[INSPECT_COUNT] = {
        [INSPECT_ACTIVATIONS] = N_("log |a|"), [INSPECT_GRADIENTS] = N_("log |g|"),
        [INSPECT_WEIGHTS] = N_("log |w|"),     [INSPECT_SUMS] = N_("log |z|"),
        [INSPECT_BEFORE_NORM] = N_("log |x|"), [INSPECT_AFTER_NORM] = N_("log |y|"),
    };
    LabSpace *space = &room->lab;
    LabLook *look = &space->wish.look;
    Ui *ui = &room->shell->ui;
    int kind = (int)look->kind;
    if (space->picture == LAB_PICTURE_MAPS) {
        lab_sample_bar(room, row);
        return;
    }
    if (!bar->ranges_shown) {
        lab_ranges_choice(ui, space, cut_left(&row, bar->ranges * share, GAP * share), bar->listed);
    }
    if (ui_checkbox(ui, "lab.values.log", cut_left(&row, bar->log * share, GAP * share),
                    tr(logs[look->kind]), &look->log[look->kind],
                    tr("Magnitudes by powers of ten, one scale for all layers; the share of exact "
                       "zeros stands apart, at the left"))) {
        labspace_changed(space);
    }
    if (bar->steps > 0 &&
        ui_checkbox(ui, "lab.bands", cut_left(&row, bar->steps - GAP, GAP), tr("Over steps"),
                    &look->bands,
                    tr("The layers' values over steps instead of now (O): a band from 5 to 95 % of "
                       "them, a darker one from 25 to 75 %, a line at their median; recorded while "
                       "it trains"))) {
        labspace_changed(space);
    }
    if (ui_kinds(ui, "lab.kind", cut_left(&row, bar->kinds * share, 0), kinds_of(space),
                 bar->kinds_listed, &kind, tr("What the histograms show"))) {
        look->kind = (InspectKind)kind;
        labspace_changed(space);
    }
}

// What is looked at in all columns alike, above them: one beside the other, or as lists where there
// is less room. Which picture it is comes first: it has its place whatever comes behind it.
void lab_look_bar(NetworkRoom *room, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    int picture = (int)space->picture;
    follow_norms(space);
    Rect row = { rect.x + LAB_COLUMN_PAD, rect.y + 4, fmaxf(rect.w - 2 * LAB_COLUMN_PAD, 1), 26 };
    const float heading = canvas_text_width(ui->canvas, FONT_BOLD, 11, tr("VIEW")) + 16;
    const Bar bar = bar_of(ui, space, row.w, heading);
    if (bar.headed) {
        ui_label(ui, cut_left(&row, heading, 0), ALIGN_LEFT, FONT_BOLD, 11, ui->theme->muted,
                 tr("VIEW"));
    }
    const float share = fminf(row.w / need(&bar, bar.kinds), 1);
    const bool chosen =
        ui_kinds(ui, "lab.picture", cut_left(&row, bar.picture * share, GAP * share), &lab_pictures,
                 bar.listed, &picture, tr("What is drawn of each network"));
    if (bar.show > 0 && space->picture != LAB_PICTURE_MAPS) {
        lab_show_menu(room, cut_left(&row, (bar.show - GAP) * share, GAP * share),
                      bar.ranges_shown);
    }
    row.w = fminf((bar.ranges + bar.log + bar.kinds + 2 * GAP) * share + bar.steps, row.w);
    what(room, row, &bar, share);
    if (chosen) {
        labspace_set_picture(space, (LabPicture)picture);
    }
}
