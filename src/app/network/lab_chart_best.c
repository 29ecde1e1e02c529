// The best epoch of a network is that of its least validation loss: there its curves of the
// validation rows have a dot, which says at the pointer what it is.
#include "app/network/lab_chart.h"

#include "base/utf8.h"
#include "base/words.h"
#include "ui/card.h"

#include <math.h>

static const float RADIUS = 4, EDGE = 1.5f, NEAR = 9;

// Where the dot stands; false: there is none, or not in what is shown.
static bool dot_of(const LabCurves *curves, int network, float *x, float *y)
{
    const LabChartRow *row = curves->row;
    const Plot *plot = &curves->plot;
    const SeriesPoint *best =
        row->validation == row->train ? NULL : lab_curves_best(curves, network);
    const double v = best ? best->values[row->validation] : NAN;
    if (!isfinite(v) || (plot->y.log && v <= 0)) {
        return false;
    }
    const Rect a = plot->area;
    *x = plot_x(plot, (double)best->step);
    *y = plot_y(plot, v);
    return *x >= a.x - 1 && *x <= a.x + a.w + 1 && *y >= a.y - 1 && *y <= a.y + a.h + 1;
}

void lab_chart_bests(Canvas *canvas, const LabCurves *curves, Taken *taken)
{
    const Theme *theme = curves->theme;
    for (int i = 0; i < curves->space->shot->network_count; i++) {
        float x, y;
        if (dot_of(curves, i, &x, &y)) {
            const float r = RADIUS * theme->thick;
            canvas_circle(canvas, x, y, r + EDGE, theme->panel, 0, theme->panel);
            canvas_circle(canvas, x, y, r, labspace_color(curves->space, i, theme), 0,
                          theme->panel);
            taken_add(taken, (Rect){ x - r - EDGE, y - r - EDGE, 2 * (r + EDGE), 2 * (r + EDGE) });
        }
    }
}

// The nearest to the pointer; -1: none is near.
static int dot_at(const LabCurves *curves, float at_x, float at_y)
{
    int found = -1;
    float least = NEAR;
    for (int i = 0; i < curves->space->shot->network_count; i++) {
        float x, y;
        if (dot_of(curves, i, &x, &y) && hypotf(x - at_x, y - at_y) < least) {
            least = hypotf(x - at_x, y - at_y);
            found = i;
        }
    }
    return found;
}

// "best: epoch 14, 0.083"; of accuracies with the loss by which it is the best.
static void best_text(const LabCurves *curves, int network, char *text, size_t size)
{
    const LabChartRow *row = curves->row;
    const NetShot *net = &curves->space->shot->networks[network];
    const SeriesPoint *best = lab_curves_best(curves, network);
    const long epoch = best->step / net->epoch_steps;
    char value[32], loss[32];
    lab_curves_text(row, best->values[row->validation], 3, value, sizeof value);
    lab_curves_text(&lab_charts[LAB_CHART_LOSS], best->values[SERIES_VALIDATION_LOSS], 3, loss,
                    sizeof loss);
    if (row->validation == SERIES_VALIDATION_LOSS) {
        text_print(text, size, tr("best: epoch %ld, %s"), epoch, value);
    } else {
        text_print(text, size, tr("best: epoch %ld, %s (validation loss %s)"), epoch, value, loss);
    }
}

static void stop_text(const LabCurves *curves, int network, char *text, size_t size)
{
    const long epochs = curves->space->shot->networks[network].epoch_steps;
    const long stopped = lab_curves_stopped(curves, network);
    text[0] = '\0';
    if (stopped >= 0) {
        text_print(text, size, tr("stopped at epoch %ld, out of patience"), stopped / epochs);
    }
}

bool lab_chart_best_reading(NetworkRoom *room, const LabCurves *curves)
{
    static const float LINE = 17, PAD = 10, SQUARE = 16;
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = curves->theme;
    const int network = dot_at(curves, ui->mouse_x, ui->mouse_y);
    char text[2][256];
    float x, y, w = 0;
    if (network < 0 || !dot_of(curves, network, &x, &y)) {
        return false;
    }
    best_text(curves, network, text[0], sizeof text[0]);
    stop_text(curves, network, text[1], sizeof text[1]);
    const int lines = text[1][0] ? 2 : 1;
    for (int i = 0; i < lines; i++) {
        w = fmaxf(w, canvas_text_width(canvas, FONT_SANS, 12, text[i]));
    }
    const Rect box =
        card_beside(ui, x, x, 12, y - 12, w + 2 * PAD + SQUARE, LINE * (float)lines + 10);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    canvas_box(canvas, (Rect){ box.x + PAD, box.y + 9, 9, 9 }, 2,
               labspace_color(curves->space, network, t), 0, t->line);
    for (int i = 0; i < lines; i++) {
        canvas_text(canvas, box.x + PAD + SQUARE, box.y + 18 + LINE * (float)i, ALIGN_LEFT,
                    FONT_SANS, 12, t->text, text[i]);
    }
    card_end(ui, below);
    return true;
}
