// Two columns, keys and what they do, in rows as low as the window makes them.
#include "app/shell/help.h"

#include "base/words.h"

#include <math.h>

void help_pass(App *app)
{
    Ui *ui = &app->shell.ui;
    Canvas *canvas = &app->shell.canvas;
    const Theme *t = ui->theme;
    if (!app->help_open) {
        return;
    }
    if (!ui->consumed && (ui->event.kind == INPUT_KEY || ui->event.kind == INPUT_MOUSE_DOWN)) {
        ui->consumed = true;
        app->help_open = false;
        return;
    }
    const Rect whole = { 0, 0, ui->width, ui->height };
    ui_press(ui, "keys.ground", whole, false); // nothing below is pointed at
    ui_wheel(ui, whole);
    const KeyHelp *own = app->room->row->keys;
    KeyHelp key;
    int count = 0;
    while (key_help_at(own, count, &key)) {
        count++;
    }
    float keys = 146, meanings = 396; // their columns' widths, in any language
    for (int i = 0; i < count; i++) {
        key_help_at(own, i, &key);
        keys = fmaxf(keys, canvas_text_width(canvas, FONT_MONO, 12, tr(key.key)));
        meanings = fmaxf(meanings, canvas_text_width(canvas, FONT_SANS, 13, tr(key.meaning)) + 1);
    }
    const float w = fminf(keys + meanings + 58, ui->width - 20);
    const float row = fminf(24, (ui->height - 90) / (float)count);
    const float h = row * (float)count + 78;
    const Rect box = { (ui->width - w) / 2, (ui->height - h) / 2, w, h };
    canvas->layer = LAYER_TOOLTIP;
    canvas_rect(canvas, whole, (Color){ 0, 0, 0, 130 });
    canvas_box(canvas, box, 10, t->panel, 1, t->line);
    canvas_text(canvas, box.x + 24, box.y + 34, ALIGN_LEFT, FONT_BOLD, 16, t->text,
                tr("Keys and hands  (F1)"));
    canvas_text(canvas, box.x + w - 24, box.y + 34, ALIGN_RIGHT, FONT_SANS, 12, t->muted,
                tr("Any key closes this"));
    for (int i = 0; i < count; i++) {
        const float y = box.y + 62 + row * (float)i;
        key_help_at(own, i, &key);
        canvas_text(canvas, box.x + 24, y, ALIGN_LEFT, FONT_MONO, 12, t->accent, tr(key.key));
        canvas_text_fit(canvas, box.x + keys + 34, y, ALIGN_LEFT, FONT_SANS, 13, t->text,
                        tr(key.meaning), w - keys - 58);
    }
    canvas->layer = LAYER_BASE;
}
