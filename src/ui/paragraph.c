// Text over several lines.
#include "draw/wrap.h"
#include "ui/widgets.h"

#include <string.h>

void ui_paragraph(Ui *ui, Column *column, Font font, float size, Color color, const char *text)
{
    enum { LINE_MAX_BYTES = 512 };
    while (*text) {
        char line[LINE_MAX_BYTES];
        const size_t fits = wrap_line(ui->canvas->metrics, font, size, column->w, text);
        const size_t length = fits < sizeof line ? fits : sizeof line - 1;
        memcpy(line, text, length);
        line[length] = '\0';
        ui_label(ui, column_row(column, size + 4, 0), ALIGN_LEFT, font, size, color, line);
        text += fits + (text[fits] == ' ' || text[fits] == '\n');
    }
}
