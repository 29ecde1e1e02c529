// It stands behind the last section, so that nothing of it is ever hidden itself.
#include "app/parts/hidden_foot.h"

#include "base/utf8.h"
#include "base/words.h"
#include "ui/hiding.h"
#include "ui/widgets.h"

#include <string.h>

void hidden_foot(Ui *ui, Column *column, bool *on, int count, bool *choosing)
{
    int hidden = 0;
    for (int i = 0; i < count; i++) {
        hidden += on[i];
    }
    if (hidden == 0 && !*choosing) {
        return;
    }
    ui_section(ui, column, "", 0, NULL);
    column_row(column, 4, 0);
    if (*choosing) {
        ui_paragraph(ui, column, FONT_SANS, 12, ui->theme->muted,
                     tr("Click what shall be hidden, once more to show it."));
        column_row(column, 4, 0);
        if (ui_button(ui, "hidden.done", column_row(column, 28, 6), tr("Done"),
                      tr("Ends the choice of what is hidden (Esc)"))) {
            *choosing = false;
        }
    } else {
        char label[120];
        text_print(label, sizeof label, tr("Hidden: %d. Show"), hidden);
        if (ui_button(ui, "hidden.show", column_row(column, 28, 6), label,
                      tr("All sections and controls again (can be undone)"))) {
            memset(on, 0, sizeof *on * (size_t)count);
        }
    }
}
