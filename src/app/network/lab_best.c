// LabLook.best has a bit for each place; the snapshot says of which networks it holds already.
#include "app/network/lab_best.h"

#include "app/network/lab_columns.h"
#include "base/utf8.h"
#include "base/words.h"
#include "draw/wrap.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { SIZE = 12, PAD = 16, HIGH = 24, GAP = 6, BRIEF = 2 };
enum { SQUARE = 22, LETTER = 18, FIELD_LEAST = 52 }; // of a head

bool lab_best_wanted(const LabSpace *space, int index)
{
    return space->wish.look.best >> index & 1;
}

bool lab_best_shown(const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    return shot && index < shot->network_count && shot->networks[index].best;
}

static long epoch_of(const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    return shot && index < shot->network_count ? shot->networks[index].best_epoch : 0;
}

bool lab_best_is_choice(const LabSpace *space, int index)
{
    return epoch_of(space, index) > 0 || lab_best_wanted(space, index);
}

void lab_best_set(LabSpace *space, int index, bool on)
{
    const unsigned bit = 1u << index;
    if (on != lab_best_wanted(space, index) && (!on || epoch_of(space, index) > 0)) {
        space->wish.look.best ^= bit;
        labspace_changed(space);
    }
}

// In fewer words the larger `brief` is, 0..BRIEF.
static void best_text(const LabSpace *space, int index, int brief, char *text, size_t size)
{
    const long epoch = epoch_of(space, index);
    if (epoch > 0 && brief < BRIEF) {
        text_print(text, size, tr(brief == 0 ? N_("best, epoch %ld") : N_("best %ld")), epoch);
    } else {
        text_print(text, size, "%s", tr("best"));
    }
}

static float width_of(const Canvas *canvas, const char *text)
{
    return canvas_text_width(canvas, FONT_BOLD, SIZE, text) + PAD;
}

// Whether a name has room in what a button so wide leaves of the head: behind the letter, as a
// head that is not selected has it, and in the field that stands behind colour and letter.
static bool leaves_room(const Canvas *canvas, Rect row, float width, const char *name)
{
    cut_right(&row, width, GAP);
    const Rect plain = { row.x, row.y - 4, row.w - LETTER, LAB_HEAD };
    const float field = row.w - SQUARE - LETTER;
    return field >= FIELD_LEAST && wrap_fits(canvas, plain, FONT_BOLD, 14, name) &&
           wrap_fits(canvas, (Rect){ row.x, row.y, field - 12, row.h }, FONT_SANS, 13, name);
}

// What the button says: off, one word, and nothing (false) where the name would have no room beside
// it; on, which epoch it is, in as few words as the name has room beside, or as there is room for.
static bool button_text(const Canvas *canvas, const LabSpace *space, int index, Rect row,
                        const char *name, char *text, size_t size)
{
    const bool on = lab_best_wanted(space, index);
    best_text(space, index, on ? 0 : BRIEF, text, size);
    if (leaves_room(canvas, row, width_of(canvas, text), name)) {
        return true;
    }
    if (on) {
        best_text(space, index, 1, text, size);
        if (width_of(canvas, text) > row.w - 2 * LETTER) {
            best_text(space, index, BRIEF, text, size);
        }
    }
    return on;
}

void lab_best_button(NetworkRoom *room, Rect *row, int index, const char *name)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const bool on = lab_best_wanted(space, index);
    char text[96], button[UI_NAME_MAX];
    if (!lab_best_is_choice(space, index) ||
        !button_text(ui->canvas, space, index, *row, name, text, sizeof text)) {
        return;
    }
    Rect place = cut_right(row, fminf(width_of(ui->canvas, text), row->w), GAP);
    place.y += (place.h - HIGH) / 2;
    place.h = HIGH;
    snprintf(button, sizeof button, "lab.best.%d", index);
    const UiPress press = ui_press(ui, button, place, true);
    ui_tip(ui, tr(on ? N_("Shown as it was at its best epoch, that of the least validation loss: "
                          "picture, histograms and numbers. Press for what it is now (E)")
                     : N_("Show it as it was at its best epoch, that of the least validation loss "
                          "(E)")));
    ui_button_face(ui, place, &press, on);
    ui_label(ui, place, ALIGN_CENTER, FONT_BOLD, SIZE, on ? ui->theme->on_accent : ui->theme->muted,
             text);
    if (ui_activated(ui, &press)) {
        lab_best_set(space, index, !on);
    }
}

float lab_best_draw(Canvas *canvas, const LabSpace *space, int index, Rect row, const Theme *theme)
{
    char text[96];
    if (!lab_best_shown(space, index)) {
        return 0;
    }
    for (int brief = 0; brief <= BRIEF; brief++) {
        best_text(space, index, brief, text, sizeof text);
        if (width_of(canvas, text) <= row.w / 2) {
            break;
        }
    }
    const float w = width_of(canvas, text);
    const Rect place = { row.x + row.w - w, row.y + (row.h - HIGH) / 2, w, HIGH };
    canvas_box(canvas, place, 6, theme->accent, 0, theme->accent);
    canvas_text(canvas, place.x + w / 2, place.y + HIGH / 2.0f + TEXT_MIDDLE * SIZE, ALIGN_CENTER,
                FONT_BOLD, SIZE, theme->on_accent, text);
    return w + GAP;
}
