// The numbers of all networks at the step below the pointer.
#include "app/network/lab_chart.h"

#include "app/network/lab_hiding.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"

#include <math.h>
#include <stdio.h>

static const float LINE = 17, COLUMN = 74;

// Training's and, where there are two, validation's, each in its column.
static void numbers(Canvas *canvas, const LabCurves *curves, int network, long step, float right,
                    float baseline)
{
    const LabChartRow *row = curves->row;
    const SeriesKind kinds[] = { row->validation, row->train };
    char text[64];
    for (int i = row->validation == row->train; i < 2; i++, right -= COLUMN) {
        const double v = lab_curves_read(curves, network, kinds[i], step);
        if (labspace_hides(curves->space, network)) {
            text_print(text, sizeof text, "?");
        } else {
            lab_curves_text(row, v, 4, text, sizeof text);
        }
        canvas_text(canvas, right, baseline, ALIGN_RIGHT, FONT_MONO, 12, curves->theme->text, text);
    }
}

void lab_chart_reading(NetworkRoom *room, const LabCurves *curves, long step)
{
    const LabShot *shot = curves->space->shot;
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = curves->theme;
    const bool two = curves->row->validation != curves->row->train;
    const float width = two ? 290 : 220, h = LINE * (float)(shot->network_count + 1) + 12;
    const float at = plot_x(&curves->plot, (double)step);
    const Rect box = card_beside(ui, at, at, 12, curves->plot.area.y, width, h);
    const float x = box.x, y = box.y;
    char text[256];
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    text_print(text, sizeof text,
               tr(curves->space->smooth > 0 ? N_("step %ld, smoothed") : N_("step %ld")), step);
    canvas_text(canvas, x + 10, y + 17, ALIGN_LEFT, FONT_MONO, 12, t->muted, text);
    if (two) {
        canvas_text(canvas, x + width - 10 - COLUMN, y + 17, ALIGN_RIGHT, FONT_SANS, 11, t->muted,
                    tr("train"));
        canvas_text(canvas, x + width - 10, y + 17, ALIGN_RIGHT, FONT_SANS, 11, t->muted,
                    tr("validation"));
    }
    for (int i = 0; i < shot->network_count; i++) {
        const float baseline = y + LINE * (float)(i + 1) + 17;
        canvas_box(canvas, (Rect){ x + 10, baseline - 9, 9, 9 }, 2,
                   labspace_color_told(curves->space, i, t), 0, t->line);
        canvas_text_fit(canvas, x + 26, baseline, ALIGN_LEFT, FONT_SANS, 12, t->text,
                        shot->networks[i].name, width - 36 - COLUMN * (two ? 2 : 1));
        numbers(canvas, curves, i, step, x + width - 10, baseline);
    }
    card_end(ui, below);
}
