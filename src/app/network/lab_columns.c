// A column for each network: name, picture, losses, one histogram a layer, two judgements. All
// columns have the same parts at the same heights, so that the eye can go across.
#include "app/network/lab_columns.h"

#include "app/network/lab_bands.h"
#include "app/network/lab_barred.h"
#include "app/network/lab_batch.h"
#include "app/network/lab_best.h"
#include "app/network/lab_hiding.h"
#include "app/network/lab_judgement.h"
#include "app/network/lab_legend.h"
#include "app/network/lab_losses.h"
#include "app/network/lab_maps.h"
#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/wrap.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    PAD = LAB_COLUMN_PAD,
    ADD = 34,
    VIEW = 34,              // the strip above the columns
    ROOM_FOR_BUTTONS = 120, // in a head; what else has to give way there
    ROOM_FOR_BOTH = 160,    // buttons and any name; below, a name that needs theirs has it
    BUTTONS = 58,
    ROOM_FOR_FIELD = 50, // of the name
    SQUARE = 22,         // with the gap behind it, as the letter
    LETTER = 18,
    ROOM_FOR_SQUARE = SQUARE + LETTER + ROOM_FOR_FIELD,
};

static void edge(Canvas *canvas, const LabColumn *column, int index, const Theme *theme)
{
    if (index > 0) {
        canvas_rect(canvas, (Rect){ column->whole.x, column->whole.y, 1, column->whole.h },
                    theme->line);
    }
}

enum { FACTS = 5, FACT_LINE = 16 };
static const char *const fact_labels[FACTS] = { N_("epoch"), N_("train loss"), N_("gradient"),
                                                N_("Δw/w"), N_("weights") };

static bool has_facts(const Canvas *canvas, Rect rect)
{
    float widest = 64;
    for (size_t i = 0; i < FACTS; i++) {
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_SANS, 11, tr(fact_labels[i])));
    }
    return rect.w >= widest && rect.h >= FACTS * (FACT_LINE + 14);
}

// Beside the picture, where the column is wide enough: what does not stand below it.
static void facts(Canvas *canvas, const LabColumn *column, const NetShot *net, const Theme *t)
{
    const Rect r = column->beside;
    const float line = FACT_LINE;
    char text[FACTS][32];
    if (!has_facts(canvas, r)) {
        return;
    }
    // Of the step that led to the best epoch nothing is kept.
    const double gradient = net->best ? (double)NAN : net->last.grad_norm;
    const double update = net->best ? (double)NAN : net->last.update_ratio;
    const double values[] = { net->train.loss, gradient, update };
    snprintf(text[0], sizeof text[0], "%ld", net->best ? net->best_epoch : net->epoch);
    for (size_t i = 0; i < COUNT(values); i++) {
        text_short(text[i + 1], sizeof text[0], values[i], 3);
        if (isnan(values[i])) {
            text_print(text[i + 1], sizeof text[0], "%s", tr("–"));
        }
    }
    snprintf(text[4], sizeof text[4], "%zu", net->weight_count);
    for (size_t i = 0; i < FACTS; i++) {
        const float y = r.y + 10 + (float)i * (line + 14);
        canvas_text_fit(canvas, r.x, y, ALIGN_LEFT, FONT_SANS, 11, t->muted, tr(fact_labels[i]),
                        r.w);
        canvas_text_fit(canvas, r.x, y + line - 1, ALIGN_LEFT, FONT_MONO, 12, t->text, text[i],
                        r.w);
    }
}

// A network that is seen at its best has the signal that it had then; how it learns is told of all
// epochs, to the last, which is said.
static void both_words(const LabShot *shot, int index, JudgementWords *signal,
                       JudgementWords *learning)
{
    const NetShot *net = &shot->networks[index];
    signal_words(&net->judgement.signal, shot->kind, signal);
    learning_words(&net->judgement.learning, learning);
    if (net->best) {
        judgement_at(learning, net->epoch);
    }
}

// The whole of what the two say, at the pointer.
static void judgement_hands(Ui *ui, const LabColumn *column, const LabShot *shot, int index)
{
    const NetShot *net = &shot->networks[index];
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX];
    JudgementWords signal, learning;
    both_words(shot, index, &signal, &learning);
    snprintf(name, sizeof name, "lab.losses.%d.ground", index);
    ui_press(ui, name, column->numbers, false);
    ui_tip(ui, net->lost ? "" : tr(lab_losses_tip(net)));
    if (has_facts(ui->canvas, column->beside)) {
        snprintf(name, sizeof name, "lab.facts.%d.ground", index);
        ui_press(ui, name, column->beside, false);
        ui_tip(ui,
               tr("Gradient: its length in the newest step. Δw/w: the length of that step beside "
                  "the length of all weights; about 0.001 is usual. Weights: how many numbers "
                  "are trained"));
    }
    snprintf(name, sizeof name, "lab.signal.%d.ground", index);
    ui_press(ui, name, column->signal, false);
    judgement_tip(&signal, tip, sizeof tip);
    ui_tip(ui, tip);
    snprintf(name, sizeof name, "lab.learning.%d.ground", index);
    ui_press(ui, name, column->learning, false);
    judgement_tip(&learning, tip, sizeof tip);
    ui_tip(ui, tip);
}

void lab_column_draw(Canvas *canvas, const LabSpace *space, const LabColumn *column, int index,
                     const Theme *theme)
{
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    edge(canvas, column, index, theme);
    if (labspace_hides(space, index)) {
        lab_hidden_draw(canvas, column, theme);
        return;
    }
    if (lab_is_barred(space, index)) {
        lab_barred_column(canvas, space, column, index, theme);
        return;
    }
    const bool maps = space->picture == LAB_PICTURE_MAPS;
    (maps ? lab_sample_draw : lab_picture_draw)(canvas, space, index, column->picture, theme);
    if (column->legend.h > 0) {
        lab_legend_draw(canvas, space, index, column->legend, theme);
    }
    lab_losses_draw(canvas, column->numbers, shot, index, theme);
    facts(canvas, column, net, theme);
    (maps                   ? lab_maps_draw
     : lab_has_bands(space) ? lab_bands_draw
                            : lab_histograms_draw)(canvas, space, index, column->layers, theme);
    JudgementWords signal, learning;
    both_words(shot, index, &signal, &learning);
    judgement_draw(canvas, column->signal, &signal, theme);
    judgement_draw(canvas, column->learning, &learning, theme);
}

// Where the name stands in a head's row: on several lines it may be as high as the head.
static Rect name_place(Rect row)
{
    return (Rect){ row.x, row.y - 4, row.w, LAB_HEAD };
}

// Behind its colour; in it where the column is narrow or the name needs the room.
static void letter(NetworkRoom *room, Rect *row, int index, const char *name)
{
    Ui *ui = &room->shell->ui;
    const Color color = labspace_color_told(&room->lab, index, ui->theme);
    Rect rest = *row;
    cut_left(&rest, SQUARE + LETTER, 0);
    const bool square =
        row->w >= ROOM_FOR_SQUARE && wrap_fits(ui->canvas, name_place(rest), FONT_BOLD, 14, name);
    if (square) {
        const Rect place = cut_left(row, 14, SQUARE - 14);
        canvas_box(ui->canvas, (Rect){ place.x, place.y + 6, 14, 14 }, 4, color, 0, color);
    }
    ui_label(ui, cut_left(row, 14, LETTER - 14), ALIGN_LEFT, FONT_BOLD, 14,
             square ? ui->theme->text : color, labspace_letter(index));
}

// Whether buttons stand in a head: else the name has the room, and keys do as well.
static bool has_buttons(const Canvas *canvas, Rect row, const char *name)
{
    Rect rest = row;
    cut_right(&rest, BUTTONS, 0);
    cut_left(&rest, LETTER, 0);
    return row.w >= ROOM_FOR_BOTH ||
           (row.w >= ROOM_FOR_BUTTONS && wrap_fits(canvas, name_place(rest), FONT_BOLD, 14, name));
}

// Colour, letter, name (typed over when selected), duplicate, remove.
static void head(NetworkRoom *room, const LabColumn *column, int index)
{
    LabSpace *space = &room->lab;
    LabSpec *spec = &space->wish.spec;
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX], made[LAB_NAME_MAX];
    lab_name_shown(space, index, made, sizeof made);
    Rect row = { column->head.x, column->head.y + 4, column->head.w, 26 };
    const bool presenting = room->shell->presenting;
    const bool selected = index == space->selected && !presenting;
    const bool buttons = !presenting && has_buttons(ui->canvas, row, made);
    snprintf(name, sizeof name, "lab.remove.%d", index);
    if (buttons && spec->network_count > 1 &&
        ui_icon_button(ui, name, cut_right(&row, 24, 4), ICON_CLOSE, false,
                       tr("Remove this network"))) {
        labspace_remove(space, index);
        return;
    }
    snprintf(name, sizeof name, "lab.duplicate.%d", index);
    if (buttons && spec->network_count < LAB_NETWORKS_ADDED &&
        ui_icon_button(ui, name, cut_right(&row, 24, 6), ICON_COPY, false,
                       tr("Another one just like this"))) {
        labspace_duplicate(space, index);
        return;
    }
    if (!labspace_hides(space, index)) {
        lab_best_button(room, &row, index, made);
    }
    const bool field = selected && row.w >= ROOM_FOR_FIELD + LETTER;
    letter(room, &row, index, field ? "" : made);
    snprintf(name, sizeof name, "lab.name.%d", index);
    if (!selected || row.w < ROOM_FOR_FIELD) {
        ui_label(ui, name_place(row), ALIGN_LEFT, FONT_BOLD, 14, ui->theme->text, made);
        return;
    }
    if (ui_text_field(ui, name, row, spec->names[index], LAB_NAME_MAX, -1,
                      tr("Its name; empty: made from what sets it apart"))) {
        spec->named_for[index].own = 0; // given by hand: it stays
        labspace_changed(space);
    }
    if (ui->edit.id != ui_id(name)) { // it is typed to its end
        text_trim(spec->names[index]);
    }
    if (!spec->names[index][0] && ui->edit.id != ui_id(name)) {
        ui_label(ui, (Rect){ row.x + 6, row.y, row.w - 12, row.h }, ALIGN_LEFT, FONT_SANS, 13,
                 ui->theme->muted, made);
    }
}

static void select_column(NetworkRoom *room, const LabColumn *column, int index)
{
    LabSpace *space = &room->lab;
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.column.%d.ground", index);
    if (index == space->selected && space->wish.spec.network_count > 1 &&
        !room->shell->presenting) {
        canvas_rect(&room->shell->canvas,
                    (Rect){ column->whole.x, column->whole.y, column->whole.w, 2.5f },
                    labspace_color_told(&room->lab, index, room->shell->ui.theme));
    }
    const UiPress press = ui_press(&room->shell->ui, name, column->whole, false);
    if (press.pressed) {
        space->selected = index;
    }
}

static void add_button(NetworkRoom *room, Rect rect)
{
    LabSpace *space = &room->lab;
    if (space->wish.spec.network_count < LAB_NETWORKS_ADDED &&
        ui_icon_button(&room->shell->ui, "lab.add", rect, ICON_ADD, false,
                       tr("Another network (up to four)"))) {
        labspace_add(space);
    }
}

static void column_hands(NetworkRoom *room, const LabColumn *column, int index)
{
    if (lab_is_barred(&room->lab, index)) {
        lab_barred_hands(room, column, index);
        return;
    }
    lab_lost_hands(room, column, index); // lies over it
    if (room->lab.picture == LAB_PICTURE_MAPS) {
        lab_maps_hands(room, column, index);
    } else {
        const bool wiring = room->lab.picture == LAB_PICTURE_WIRING;
        (wiring ? lab_wiring_hands : lab_surface_hands)(room, index, column->picture);
        lab_batch_hands(room, index, column->picture);
        (lab_has_bands(&room->lab) ? lab_bands_hands : lab_histograms_hands)(room, index,
                                                                             column->layers);
    }
    judgement_hands(&room->shell->ui, column, room->lab.shot, index);
}

void lab_columns(NetworkRoom *room, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const int count = space->wish.spec.network_count;
    const LabShot *shot = space->shot;
    if (!room->shell->presenting || room->shell->left_open) {
        lab_look_bar(room, cut_top(&rect, VIEW, 0));
    }
    if (count < LAB_NETWORKS_ADDED && !room->shell->presenting) {
        const Rect side = cut_right(&rect, ADD, 0);
        add_button(room, (Rect){ side.x, side.y + 8, 26, 26 });
    }
    space->hover_network = -1;
    space->hover_layer = -1;
    room->pointed = (LabUnitPlace){ .unit = 0 };
    canvas_clip_push(&room->shell->canvas, rect);
    for (int i = 0; i < space->wish.spec.network_count; i++) {
        const LabColumn column = lab_column_of(&room->shell->canvas, space, rect, i, count);
        // A network just added has no picture yet.
        if (shot && i < shot->network_count && shot->network_count == count) {
            room->maps[i] = column.layers;
            room->wirings[i] = column.picture;
            lab_column_draw(&room->shell->canvas, space, &column, i, ui->theme);
            if (!labspace_hides(space, i)) {
                column_hands(room, &column, i);
            }
        } else {
            edge(&room->shell->canvas, &column, i, ui->theme);
            const Rect w = column.whole, p = column.picture;
            ui_label(ui, (Rect){ w.x + PAD, p.y, w.w - 2 * PAD, p.h }, ALIGN_CENTER, FONT_SANS, 13,
                     ui->theme->muted, tr("preparing"));
        }
        if (i < space->wish.spec.network_count) {
            head(room, &column, i);
            select_column(room, &column, i);
        }
    }
    canvas_clip_pop(&room->shell->canvas);
    labspace_point(space, room->pointed);
}
