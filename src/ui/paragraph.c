// Text over several lines.
#include "ui/widgets.h"

#include <string.h>

size_t ui_line_length(const Ui *ui, Font font, float size, float width, const char *text)
{
    const FontMetrics *metrics = ui->canvas->metrics;
    const size_t length = strcspn(text, "\n");
    size_t fits = 0, at = 0;
    while (at < length) {
        size_t next = at;
        while (next < length && text[next] != ' ') {
            next++;
        }
        if (fits && metrics->width(metrics->self, font, size, text, next) > width) {
            break;
        }
        fits = next;
        at = next + 1;
    }
    return fits;
}

void ui_paragraph(Ui *ui, Column *column, Font font, float size, Color color, const char *text)
{
    enum { LINE_MAX_BYTES = 512 };
    while (*text) {
        char line[LINE_MAX_BYTES];
        const size_t fits = ui_line_length(ui, font, size, column->w, text);
        const size_t length = fits < sizeof line ? fits : sizeof line - 1;
        memcpy(line, text, length);
        line[length] = '\0';
        ui_label(ui, column_row(column, size + 4, 0), ALIGN_LEFT, font, size, color, line);
        text += fits + (text[fits] == ' ' || text[fits] == '\n');
    }
}
