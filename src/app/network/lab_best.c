// LabLook.best has a bit for each place; the snapshot says of which networks it holds already.
#include "app/network/lab_best.h"

#include "base/utf8.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { SIZE = 12, PAD = 16, NAME_LEAST = 84, HIGH = 24 };

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

void lab_best_text(const Canvas *canvas, const LabSpace *space, int index, float room, char *text,
                   size_t size)
{
    static const char *const words[] = { N_("best, epoch %ld"), N_("best %ld") };
    const long epoch = epoch_of(space, index);
    for (size_t i = 0; epoch > 0 && i < COUNT(words); i++) {
        text_print(text, size, tr(words[i]), epoch);
        if (canvas_text_width(canvas, FONT_BOLD, SIZE, text) <= room) {
            return;
        }
    }
    text_print(text, size, "%s", tr("best"));
}

void lab_best_button(NetworkRoom *room, Rect *row, int index)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const bool on = lab_best_wanted(space, index);
    char text[96], name[UI_NAME_MAX];
    if (on) {
        lab_best_text(ui->canvas, space, index, row->w - NAME_LEAST - PAD, text, sizeof text);
    } else {
        text_print(text, sizeof text, "%s", tr("best"));
    }
    const float w = canvas_text_width(ui->canvas, FONT_BOLD, SIZE, text) + PAD;
    if (!lab_best_is_choice(space, index) || (!on && row->w < w + NAME_LEAST)) {
        return;
    }
    Rect place = cut_right(row, fminf(w, row->w), 6);
    place.y += (place.h - HIGH) / 2;
    place.h = HIGH;
    snprintf(name, sizeof name, "lab.best.%d", index);
    const UiPress press = ui_press(ui, name, place, true);
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
    lab_best_text(canvas, space, index, row.w / 2 - PAD, text, sizeof text);
    const float w = canvas_text_width(canvas, FONT_BOLD, SIZE, text) + PAD;
    const Rect place = { row.x + row.w - w, row.y + (row.h - HIGH) / 2, w, HIGH };
    canvas_box(canvas, place, 6, theme->accent, 0, theme->accent);
    canvas_text(canvas, place.x + w / 2, place.y + HIGH / 2.0f + TEXT_MIDDLE * SIZE, ALIGN_CENTER,
                FONT_BOLD, SIZE, theme->on_accent, text);
    return w + 6;
}
