// Text over several lines.
#include "base/utf8.h"
#include "draw/wrap.h"
#include "ui/widgets.h"

enum { LINE_MAX_BYTES = 512 };

// The first line of *text, which moves behind it.
static void take_line(const Ui *ui, Font font, float size, float width, const char **text,
                      char line[LINE_MAX_BYTES])
{
    const size_t fits = wrap_line(ui->canvas->metrics, font, size, width, *text);
    text_print(line, LINE_MAX_BYTES, "%.*s", (int)fits, *text);
    *text += fits + ((*text)[fits] == ' ' || (*text)[fits] == '\n');
}

int ui_line_count(const Ui *ui, Font font, float size, float width, const char *text)
{
    char line[LINE_MAX_BYTES];
    int count = 0;
    for (; *text; count++) {
        take_line(ui, font, size, width, &text, line);
    }
    return count;
}

void ui_lines(Ui *ui, Rect rect, Align align, Font font, float size, float height, Color color,
              const char *text)
{
    char line[LINE_MAX_BYTES];
    for (Rect row = { rect.x, rect.y, rect.w, height }; *text; row.y += height) {
        take_line(ui, font, size, rect.w, &text, line);
        ui_label(ui, row, align, font, size, color, line);
    }
}

void ui_paragraph(Ui *ui, Column *column, Font font, float size, Color color, const char *text)
{
    char line[LINE_MAX_BYTES];
    while (*text) {
        take_line(ui, font, size, column->w, &text, line);
        ui_label(ui, column_row(column, size + 4, 0), ALIGN_LEFT, font, size, color, line);
    }
}
