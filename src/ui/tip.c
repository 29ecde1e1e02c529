// A tooltip comes when the pointer has rested on a control, whatever else moves meanwhile, and goes
// with the first key, click or turn of the wheel; then only a pointer that moves on to another
// control brings one again. It is hidden with the pointer: what nobody points at says nothing.
#include "ui/tip.h"

#include "base/utf8.h"
#include "draw/wrap.h"
#include "ui/card.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double DELAY_S = 0.6;
static const float SIZE = 12, PAD = 8, LINE = 17, WIDEST = 420, MARGIN = 4;

enum { LINES_MAX = 12 };

typedef struct Line {
    const char *text;
    size_t length;
} Line;

static bool answered(const Ui *ui)
{
    if (!ui->has_event) {
        return false;
    }
    switch (ui->event.kind) {
    case INPUT_KEY:
    case INPUT_TEXT:
    case INPUT_COMPOSE:
    case INPUT_MOUSE_DOWN:
    case INPUT_WHEEL: return true;
    default: return false;
    }
}

static void follow(Ui *ui)
{
    UiTip *tip = &ui->tip;
    const bool moved = ui->mouse_x != tip->x || ui->mouse_y != tip->y;
    if (ui->hot != tip->id && (moved || !tip->over)) {
        tip->id = ui->hot;
        tip->since_s = ui->now_s;
        tip->over = false;
    }
    if (answered(ui)) {
        tip->over = true;
        tip->x = ui->mouse_x;
        tip->y = ui->mouse_y;
    }
}

static int break_lines(const Ui *ui, const char *text, float width, Line lines[LINES_MAX])
{
    int count = 0;
    while (*text && count < LINES_MAX) {
        const size_t length = wrap_line(ui->canvas->metrics, FONT_SANS, SIZE, width, text);
        lines[count++] = (Line){ text, length };
        text += length + (text[length] == ' ' || text[length] == '\n');
    }
    return count;
}

static void draw(Ui *ui)
{
    const FontMetrics *metrics = ui->canvas->metrics;
    const float room = ui->width - 2 * (MARGIN + PAD);
    Line lines[LINES_MAX];
    const int count = break_lines(ui, ui->tip.text, fminf(WIDEST, room), lines);
    float width = 0;
    for (int i = 0; i < count; i++) {
        width = fmaxf(
            width, metrics->width(metrics->self, FONT_SANS, SIZE, lines[i].text, lines[i].length));
    }
    const float w = width + 2 * PAD, h = LINE * (float)count + 2 * PAD - 4;
    const float x = clampf(ui->tip.rect.x, MARGIN, fmaxf(ui->width - w - MARGIN, MARGIN));
    float y = ui->tip.rect.y + ui->tip.rect.h + 6;
    if (y + h > ui->height - MARGIN || (ui->tip.above && ui->tip.rect.y - h - 6 >= MARGIN)) {
        y = fmaxf(ui->tip.rect.y - h - 6, MARGIN);
    }
    const int16_t below = card_begin(ui, LAYER_TOOLTIP, (Rect){ x, y, w, h }, ui->theme->line);
    for (int i = 0; i < count; i++) {
        char text[UI_MESSAGE_MAX];
        snprintf(text, sizeof text, "%.*s", (int)lines[i].length, lines[i].text);
        canvas_text(ui->canvas, x + PAD, y + PAD + 10 + LINE * (float)i, ALIGN_LEFT, FONT_SANS,
                    SIZE, ui->theme->text, text);
    }
    card_end(ui, below);
}

// What was shortened stands before what its control has to say; a label that belongs to no control
// is one for the tip.
static void tell_whole(Ui *ui)
{
    UiTip *tip = &ui->tip;
    if (!tip->whole[0]) {
        return;
    }
    char said[UI_MESSAGE_MAX];
    memcpy(said, tip->text, sizeof said);
    text_print(tip->text, sizeof tip->text, "%s%s%s", tip->whole, said[0] ? "\n" : "", said);
    ui->hot = ui->hot ? ui->hot : tip->whole_id;
}

void tip_end(Ui *ui)
{
    tell_whole(ui);
    follow(ui);
    UiTip *tip = &ui->tip;
    if (ui->cursor == UI_CURSOR_NONE) { // and comes as late as ever when the pointer is back
        tip->since_s = ui->now_s;
        return;
    }
    if (!tip->text[0] || tip->over || ui->hot != tip->id || ui->mouse_down || ui->popup.id) {
        return;
    }
    const double due_s = tip->since_s + DELAY_S;
    if (ui->now_s < due_s) {
        ui->wake_s = fmin(ui->wake_s, due_s);
    } else {
        draw(ui);
    }
}
