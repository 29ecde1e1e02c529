// What was pressed is changed once the panel has run, so that one pass shows one state.
#include "ui/hiding.h"

#include "ui/widgets.h"

void ui_hiding_begin(Ui *ui, const char *const *rows, int count, bool *on, bool choosing)
{
    ui->hiding = (UiHiding){ rows, count, on, choosing, false, 0, 0, -1 };
}

bool ui_hiding_end(Ui *ui)
{
    UiHiding *hiding = &ui->hiding;
    const int row = hiding->toggled;
    if (row >= 0) {
        hiding->on[row] = !hiding->on[row];
    }
    *hiding = (UiHiding){ .toggled = -1 };
    return row >= 0;
}

Rect ui_section(Ui *ui, Column *column, const char *name, float gap, const char *text)
{
    column_section_end(column);
    if (!text) {
        return (Rect){ column->x, column->y, 0, 0 };
    }
    column_section_begin(column);
    const Rect row = column_row(column, 14, gap);
    if (ui->hiding.rows && ui->hiding.choosing) {
        ui_press(ui, name, row, true);
    } else {
        ui->hiding.section = ui_hides(ui, name);
    }
    ui_heading(ui, row, text);
    return row;
}
