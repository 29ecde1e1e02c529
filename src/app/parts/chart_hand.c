// Whole steps alone can be pointed at.
#include "app/parts/chart_hand.h"

#include <math.h>

ChartHand chart_hand(Ui *ui, const char *name, Rect rect, const Plot *plot, long last)
{
    const UiPress press = ui_press(ui, name, rect, false);
    ChartHand hand = {
        .step = -1, .pressed = press.pressed, .held = press.held, .doubled = press.doubled
    };
    if (last >= 0 && (press.hovered || press.held)) {
        const double at = plot_x_inverse(plot, ui->mouse_x);
        hand.step = (long)clamp(round(at), 0, (double)last);
        hand.goes = press.held && ui->has_event;
    }
    return hand;
}
