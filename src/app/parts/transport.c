// Sizes are those of a row of buttons; what is cut off its ends is no longer free.
#include "app/parts/transport.h"

enum { PAD_X = 14, PAD_Y = 7, ROW = 28, SECOND_ROW = 36, ONE_ROW = 50 };

Transport transport_begin(Ui *ui, Rect rect)
{
    const Rect row = { rect.x + PAD_X, rect.y + PAD_Y, rect.w - 2 * PAD_X, ROW };
    const Rect below = { row.x, row.y + SECOND_ROW, row.w, ROW };
    return (Transport){ .ui = ui, .row = row, .below = below, .two_rows = rect.h > ONE_ROW };
}

int transport_buttons(Transport *transport, const TransportButton *buttons, int count)
{
    int clicked = -1;
    for (int i = 0; i < count; i++) {
        const TransportButton *button = &buttons[i];
        if (ui_icon_button(transport->ui, button->name,
                           cut_left(&transport->row, button->width, button->gap), button->icon,
                           button->on, button->tip)) {
            clicked = i;
        }
    }
    return clicked;
}

void transport_knob_row(Transport *transport)
{
    if (transport->two_rows) {
        transport->row = transport->below;
    }
}

void transport_text(Transport *transport, const char *text, float width)
{
    const Ui *ui = transport->ui;
    ui_label(transport->ui, cut_right(&transport->row, width, 14), ALIGN_RIGHT, FONT_MONO, 12,
             ui->theme->text, text);
}
