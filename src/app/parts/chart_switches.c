// The rows keep together at the top and give way where the chart is low.
#include "app/parts/chart_switches.h"

#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

static const float WIDTH = 116, BOX = 23, ROW = 24, LIST = 26, LIST_ENDS = 36,
                   RIGHT = 8; // of the window's edge

static void one(Ui *ui, Rect rect, const ChartSwitch *it)
{
    const Theme *theme = ui->theme;
    Theme dim;
    bool none = false;
    if (it->disabled) {
        ui_disable(ui, &dim);
    }
    ui_checkbox(ui, it->name, rect, tr(it->label), it->disabled ? &none : it->on, tr(it->tip));
    ui_enable(ui, theme);
}

static float text_width(const Ui *ui, Font font, const char *text)
{
    return canvas_text_width(ui->canvas, font, UI_TEXT_SIZE, tr(text));
}

// Of a list of kinds.
static float list_width(const Ui *ui, const Registry *kinds)
{
    float width = 0;
    for (size_t i = 0; kinds && i < kinds->count; i++) {
        width = fmaxf(width, LIST_ENDS + text_width(ui, FONT_BOLD, registry_at(kinds, i)->name));
    }
    return width;
}

Rect chart_switches(Ui *ui, Rect *chart, const ChartSwitch switches[CHART_SWITCHES],
                    const Registry *kinds, ChartBelow *below)
{
    float width =
        fmaxf(WIDTH, fmaxf(list_width(ui, kinds), list_width(ui, below ? below->kinds : NULL)));
    for (int i = 0; i < CHART_SWITCHES; i++) {
        width = fmaxf(width, BOX + 6 + text_width(ui, FONT_SANS, switches[i].label));
    }
    Rect column = cut_right(chart, fminf(width, fmaxf(WIDTH, chart->w / 4)), 0);
    cut_top(&column, fminf(10, chart->h / 16), 0);
    const float list = kinds ? fminf(LIST, column.h / 3) : 0;
    Rect above = cut_top(&column, list, kinds ? 6 : 0);
    above.w -= kinds ? 10 : 0; // from the window's edge
    const int rows = CHART_SWITCHES + (below != NULL);
    const float row = fminf(ROW, (column.h - 2 * (float)rows) / (float)rows);
    for (int i = 0; i < CHART_SWITCHES; i++) {
        one(ui, cut_top(&column, row, 2), &switches[i]);
    }
    if (below) {
        below->rect = cut_top(&column, row, 0);
        below->rect.w -= RIGHT;
    }
    return above;
}
