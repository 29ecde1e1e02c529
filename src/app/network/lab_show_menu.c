// What is to be seen on the pictures of data in the plane, of curves and of samples: switches in a
// card that a button opens, for there is little room in the bar.
#include "app/network/lab_show_menu.h"

#include "app/network/lab_fit.h"
#include "app/network/lab_wiring.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/popup.h"
#include "ui/widgets.h"

#include <math.h>

enum { WIDTH = 78, ROW = 26, PAD = 8, BOX = 26 };

static const char *const NAME = "lab.show";

// ---- what there is to switch

static bool trains(const LabSpace *space)
{
    return space->points == LAB_POINTS_ALL || space->points == LAB_POINTS_TRAINING;
}

static bool validates(const LabSpace *space)
{
    return space->points == LAB_POINTS_ALL || space->points == LAB_POINTS_VALIDATION;
}

static void show_points(LabSpace *space, bool train, bool validation)
{
    space->points = train        ? validation ? LAB_POINTS_ALL : LAB_POINTS_TRAINING
                    : validation ? LAB_POINTS_VALIDATION
                                 : LAB_POINTS_NONE;
}

static void show_train(LabSpace *space, bool on)
{
    show_points(space, on, validates(space));
}

static void show_validation(LabSpace *space, bool on)
{
    show_points(space, trains(space), on);
}

static bool has_areas(const LabSpace *space)
{
    return space->areas;
}

static void show_areas(LabSpace *space, bool on)
{
    space->areas = on;
}

static bool has_units(const LabSpace *space)
{
    return space->units;
}

static void show_units(LabSpace *space, bool on)
{
    space->units = on;
    labspace_set_picture(space, space->picture);
}

static bool has_trained(const LabSpace *space)
{
    return space->wish.look.trained;
}

static void show_trained(LabSpace *space, bool on)
{
    space->wish.look.trained = on;
    labspace_changed(space);
}

static bool has_points(const LabSpace *space)
{
    return space->shot->features == 2 || lab_fits_curve(space->shot);
}

// Points, or samples below the matrix.
static bool has_rows(const LabSpace *space)
{
    return has_points(space) || space->shot->image_width > 0;
}

static bool in_plane(const LabSpace *space)
{
    return space->shot->features == 2;
}

static bool in_wiring(const LabSpace *space)
{
    return lab_wiring_sees(space->shot) && space->picture == LAB_PICTURE_WIRING;
}

// Pictures as trained on stand in the place of the samples, below the matrix.
static const char *trained_in_vain(const LabSpace *space)
{
    return has_points(space) || space->picture == LAB_PICTURE_SURFACE
               ? NULL
               : N_("Pictures are shown as trained on in the view Surface, below the matrix");
}

static const struct Switch {
    const char *name, *label, *tip;
    bool (*applies)(const LabSpace *space);
    bool (*is_on)(const LabSpace *space);
    void (*turn)(LabSpace *space, bool on);
    const char *(*in_vain)(const LabSpace *space); // why it does nothing now; NULL: it does
} switches[] = {
    { "lab.show.train", N_("Training points"), N_("The points that the networks are trained on"),
      has_points, trains, show_train, NULL },
    { "lab.show.validation", N_("Validation points"),
      N_("The points that the networks are tested on, as rings"), has_points, validates,
      show_validation, NULL },
    { "lab.show.trained", N_("As trained on"),
      N_("Rows as the newest step trained on them: augmented and mixed, anew in every step; with "
         "adversarial steps those of the next step, as it will move them"),
      has_rows, has_trained, show_trained, trained_in_vain },
    { "lab.show.areas", N_("Areas without shades"),
      N_("Surfaces have one colour for each class; of values, a few steps"), in_plane, has_areas,
      show_areas, NULL },
    { "lab.show.units", N_("What units see"),
      N_("In the wiring each unit is a picture of what it answers for every input"), in_wiring,
      has_units, show_units, NULL },
};

// Without masks to draw there is no doubt to be seen; where it is shown all the same, by another
// network or a scene, it can be turned off.
static bool offers_doubt(const LabSpace *space)
{
    bool offers = space->wish.look.spread;
    for (int i = 0; i < space->shot->network_count; i++) {
        offers |= space->shot->networks[i].masks;
    }
    return offers;
}

static const Kind answers[] = {
    { .key = "answer", .name = N_("Answer"), .about = N_("what the network says") },
    { .key = "doubt",
      .name = N_("Doubt"),
      .about = N_("where it does not know: how far answers with dropout lie apart") },
};
static const Registry answer_kinds = { REGISTRY(answers), .plain = true };

// ---- the card

// A row of kinds below the switches.
static void kinds_room(const Ui *ui, const Registry *kinds, float *w, float *rows)
{
    *w = fmaxf(*w, ui_kinds_width(ui, kinds, false, 0));
    *rows += ROW + PAD;
}

static Rect box_of(const Ui *ui, const LabSpace *space, Rect button, bool ranges)
{
    float w = 0, rows = 0;
    for (size_t i = 0; i < COUNT(switches); i++) {
        if (switches[i].applies(space)) {
            w = fmaxf(w, BOX + canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE,
                                                 tr(switches[i].label)));
            rows += ROW;
        }
    }
    if (offers_doubt(space)) {
        kinds_room(ui, &answer_kinds, &w, &rows);
    }
    if (ranges) {
        kinds_room(ui, &lab_ranges, &w, &rows);
    }
    w += 2 * PAD + 4;
    const float x = clampf(button.x, 4, fmaxf(ui->width - w - 4, 4));
    return (Rect){ x, button.y + button.h + 4, w, rows + 2 * PAD };
}

// Dimmed, with the reason, where it does nothing.
static void switch_row(Ui *ui, LabSpace *space, const struct Switch *it, Rect row)
{
    const char *in_vain = it->in_vain ? it->in_vain(space) : NULL;
    const Theme *theme = ui->theme;
    Theme dim;
    bool on = it->is_on(space);
    if (in_vain) {
        ui_disable(ui, &dim);
    }
    if (ui_checkbox(ui, it->name, row, tr(it->label), &on, tr(in_vain ? in_vain : it->tip))) {
        it->turn(space, on);
    }
    ui_enable(ui, theme);
}

static void card(Ui *ui, LabSpace *space, Rect box, bool ranges)
{
    Rect rest = rect_inset(box, PAD);
    for (size_t i = 0; i < COUNT(switches); i++) {
        if (switches[i].applies(space)) {
            switch_row(ui, space, &switches[i], cut_top(&rest, ROW, 0));
        }
    }
    int spread = space->wish.look.spread;
    if (offers_doubt(space)) {
        cut_top(&rest, PAD, 0);
        if (ui_kinds(ui, "lab.show.spread", cut_top(&rest, ROW, 0), &answer_kinds, false, &spread,
                     tr("What surfaces and curves show"))) {
            space->wish.look.spread = spread == 1;
            labspace_changed(space);
        }
    }
    if (ranges) {
        cut_top(&rest, PAD, 0);
        lab_ranges_choice(ui, space, cut_top(&rest, ROW, 0), false);
    }
}

static void leave(Ui *ui, Rect box)
{
    int at = -1;
    const bool elsewhere = ui->event.kind == INPUT_MOUSE_DOWN && !ui->consumed &&
                           !rect_has(box, ui->mouse_x, ui->mouse_y);
    if (!popup_back(ui, &at) && elsewhere) {
        popup_close(ui);
    }
}

bool lab_show_has_place(const LabSpace *space)
{
    return space->shot && has_rows(space);
}

float lab_show_width(const Ui *ui)
{
    return ui_menu_width(ui, tr("Show"), WIDTH);
}

void lab_ranges_choice(Ui *ui, LabSpace *space, Rect rect, bool list)
{
    int own = space->wish.look.own;
    if (ui_kinds(ui, "lab.ranges", rect, &lab_ranges, list, &own,
                 tr("One scale for all networks, or for each network its own"))) {
        space->wish.look.own = own == 1;
        labspace_changed(space);
    }
}

void lab_show_menu(NetworkRoom *room, Rect button, bool ranges)
{
    Ui *ui = &room->shell->ui;
    LabSpace *space = &room->lab;
    const Popup popup = { .name = NAME, .button = button };
    if (!popup_button(ui, &popup, FONT_SANS, tr("Show"), -1,
                      tr("What is to be seen on the surfaces"))) {
        return;
    }
    const Rect box = box_of(ui, space, button, ranges);
    ui->popup.inside = ui->popup.seen = true;
    ui->popup.appears = false;
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    card(ui, space, box, ranges);
    card_end(ui, below);
    leave(ui, box);
    ui_swallow(ui);
    ui->popup.inside = false;
}
