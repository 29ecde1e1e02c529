// Frames and places of cards.
#include "ui/card.h"

#include <math.h>

static const float RADIUS = 6, MARGIN = 4;

int16_t card_begin(Ui *ui, int16_t layer, Rect box, Color edge)
{
    const int16_t below = ui->canvas->layer;
    ui->canvas->layer = layer;
    canvas_clip_push_whole(ui->canvas);
    canvas_box(ui->canvas, box, RADIUS, ui->theme->raised, 1, edge);
    return below;
}

void card_end(Ui *ui, int16_t below)
{
    canvas_clip_pop(ui->canvas);
    ui->canvas->layer = below;
}

static float within(float top, float h, const Ui *ui)
{
    return fmaxf(fminf(top, ui->height - h - MARGIN), MARGIN);
}

Rect card_at_pointer(const Ui *ui, float away, float w, float h)
{
    return (Rect){ fmaxf(fminf(ui->mouse_x + away, ui->width - w - MARGIN), 0),
                   within(ui->mouse_y - h - 8, h, ui), w, h };
}

Rect card_beside(const Ui *ui, float x0, float x1, float gap, float top, float w, float h)
{
    const bool fits = x1 + gap + w + MARGIN < ui->width;
    return (Rect){ fits ? x1 + gap : fmaxf(x0 - w - gap, MARGIN), within(top, h, ui), w, h };
}
