// The pointer on bands: what they are at its step; a press enlarges the layer.
#include "app/network/lab_bands.h"

#include "app/network/lab_curves.h"
#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 190, LINE = 17, LINES = 7 };

// The newest point at or before a step; NULL: it was not looked at so early.
static const BandPoint *point_at(const LabBands *bands, long step)
{
    const BandPoint *found = NULL;
    for (int i = 0; i < bands->count && bands->points[i].step <= step; i++) {
        found = &bands->points[i];
    }
    return found;
}

static void line(Ui *ui, Rect box, int at, const char *label, double value)
{
    const float baseline = box.y + 18 + LINE * (float)at;
    char text[40];
    if (isnan(value)) {
        text_print(text, sizeof text, "%s", tr("–"));
    } else {
        text_short(text, sizeof text, value, 4);
    }
    canvas_text(ui->canvas, box.x + 10, baseline, ALIGN_LEFT, FONT_SANS, 12, ui->theme->muted,
                label);
    canvas_text(ui->canvas, box.x + WIDTH - 10, baseline, ALIGN_RIGHT, FONT_MONO, 12,
                ui->theme->text, text);
}

static void numbers(Ui *ui, Rect box, const Band *band)
{
    static const char *const shares[BAND_QUANTILES] = { "5 %", "25 %", N_("median"), "75 %",
                                                        "95 %" };
    for (int i = 0; i < BAND_QUANTILES; i++) { // the highest above, as in the picture
        const int k = BAND_QUANTILES - 1 - i;
        line(ui, box, i + 1, k == 2 ? tr(shares[k]) : shares[k], band->quantiles[k]);
    }
    line(ui, box, BAND_QUANTILES + 1, tr("mean"), band->mean);
    line(ui, box, BAND_QUANTILES + 2, tr("standard deviation σ"), band->std);
}

static void reading(NetworkRoom *room, int index, int layer, Rect plot)
{
    Ui *ui = &room->shell->ui;
    const LabSpace *space = &room->lab;
    const LabBands *bands = &space->shot->bands[index];
    const Plot along = { .area = plot, .x = lab_bands_steps(space), .y = { 0, 1, false } };
    const long step =
        (long)floor(plot_x_inverse(&along, clampf(ui->mouse_x, plot.x, plot.x + plot.w)));
    const bool hidden = (space->chart_hide || space->blind) && step > space->shot->step;
    const BandPoint *point = hidden ? NULL : point_at(bands, step);
    const int lines = point ? LINES + 1 : 1;
    char name[LAYER_NAME_TEXT], text[160];
    const Rect box = card_beside(ui, ui->mouse_x, ui->mouse_x, 14, plot.y,
                                 point ? WIDTH : WIDTH + 60, LINE * (float)lines + 12);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    layer_name(&bands->sights[layer].name, name);
    if (point) {
        text_print(text, sizeof text, tr("%s, step %ld"), name, point->step);
        numbers(ui, box, &point->layers[layer]);
    } else if (hidden) {
        text_print(text, sizeof text, tr("%s: still to come"), name);
    } else {
        text_print(text, sizeof text, tr("%s: not recorded: Home, then Space"), name);
    }
    canvas_text_fit(ui->canvas, box.x + 10, box.y + 18, ALIGN_LEFT, FONT_BOLD, 12, ui->theme->text,
                    text, box.w - 20);
    card_end(ui, below);
}

void lab_bands_hands(NetworkRoom *room, int index, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabBands *bands = &space->shot->bands[index];
    const int rows = lab_bands_rows(space, index);
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.layers.%d", index);
    const UiPress press = ui_press(ui, name, rect, false);
    for (int layer = 0; press.hovered && layer < bands->layer_count && layer < rows; layer++) {
        const Rect plot = lab_bands_plot(ui->canvas, space, index, rect, layer);
        if (ui->mouse_y < plot.y || ui->mouse_y >= plot.y + plot.h) {
            continue;
        }
        space->hover_network = index;
        space->hover_layer = layer;
        ui->cursor = UI_CURSOR_HAND;
        if (ui->mouse_x >= plot.x && ui->mouse_x < plot.x + plot.w) {
            reading(room, index, layer, plot);
        }
        if (press.clicked) {
            space->selected = space->zoom_network = index;
            space->wish.look.zoom_layer = layer;
            labspace_changed(space);
        }
    }
}
