// The rows keep together at the top and give way where the chart is low.
#include "app/parts/chart_switches.h"

#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

static const float WIDTH = 116, BOX = 23, ROW = 24;

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

void chart_switches(Ui *ui, Rect *chart, const ChartSwitch switches[CHART_SWITCHES])
{
    float width = WIDTH;
    for (int i = 0; i < CHART_SWITCHES; i++) {
        width = fmaxf(width, BOX + 6 +
                                 canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE,
                                                   tr(switches[i].label)));
    }
    Rect column = cut_right(chart, fminf(width, fmaxf(WIDTH, chart->w / 4)), 0);
    cut_top(&column, fminf(10, chart->h / 16), 0);
    const float row = fminf(ROW, (column.h - 4) / CHART_SWITCHES);
    for (int i = 0; i < CHART_SWITCHES; i++) {
        one(ui, cut_top(&column, row, 2), &switches[i]);
    }
}
