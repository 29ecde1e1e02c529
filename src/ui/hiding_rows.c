// The lists are short: names are compared one by one.
#include "ui/hiding_rows.h"

#include <string.h>

// Whether a word names the control, its number or its mark, or all that begin so.
static bool names(const char *word, size_t length, const char *name)
{
    if (length > 0 && word[length - 1] == '*') {
        return strncmp(word, name, length - 1) == 0;
    }
    const char *rest = name + length;
    return strncmp(word, name, length) == 0 &&
           (!*rest || strcmp(rest, ".number") == 0 || strcmp(rest, ".sweep") == 0);
}

// The row of what can be hidden that has the control; -1: none.
int hiding_row(const Ui *ui, const char *name)
{
    for (int i = 0; i < ui->hiding.count; i++) {
        for (const char *word = ui->hiding.rows[i]; *word;) {
            const size_t length = strcspn(word, " ");
            if (names(word, length, name)) {
                return i;
            }
            word += length + (word[length] == ' ');
        }
    }
    return -1;
}

bool ui_hides(Ui *ui, const char *name)
{
    UiHiding *hiding = &ui->hiding;
    if (!hiding->rows) {
        return false;
    }
    const int row = hiding->section || hiding->choosing ? -1 : hiding_row(ui, name);
    const bool hides = hiding->section || (row >= 0 && hiding->on[row]);
    hiding->skipped += hides;
    hiding->seen += !hides;
    return hides;
}

void hiding_outline(Ui *ui, Rect rect, bool on, bool hovered)
{
    const int16_t below = ui->canvas->layer;
    ui->canvas->layer = LAYER_SHEET;
    canvas_box(ui->canvas, rect_inset(rect, -2), 4, color_alpha(ui->theme->panel, on ? 0.75f : 0),
               hovered ? 2 : 1, on ? ui->theme->muted : ui->theme->accent);
    ui->canvas->layer = below;
}
