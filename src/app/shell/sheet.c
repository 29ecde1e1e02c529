// The stack of open sheets. The one on top alone is in reach; those below are drawn as they stand.
#include "app/shell/sheet.h"

#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    PAD = 20,
    LOW = 360,
    NARROW = 420,
    EDGE = 8,
    TITLE = 22,
    BUTTON_H = 30,
    BUTTON_LEAST = 92,
    GAP = 10
};

void sheet_open(App *app, const SheetKind *kind, void *sheet)
{
    Ui *ui = &app->shell.ui;
    assert(app->sheet_count < UI_SHEETS_MAX);
    app->sheets[app->sheet_count++] = (AppSheet){ .kind = kind, .state = sheet };
    ui->popup.id = 0;
    ui->active = 0;
    ui->tab_from = 0;
    ui_blur(ui);
    app->more = true;
}

bool sheet_is_open(const App *app)
{
    return app->sheet_count > 0;
}

static void sheet_free(AppSheet *sheet)
{
    if (sheet->kind->finish) {
        sheet->kind->finish(sheet->state);
    }
    free(sheet->state);
}

void sheets_finish(App *app)
{
    while (app->sheet_count > 0) {
        sheet_free(&app->sheets[--app->sheet_count]);
    }
}

// ---- what every sheet has

void sheet_title(Ui *ui, Rect *inside, const char *title)
{
    ui_label(ui, cut_top(inside, TITLE, 12), ALIGN_LEFT, FONT_BOLD, 16, ui->theme->text, title);
}

static bool button(Ui *ui, const char *name, Rect rect, bool first, const char *label,
                   const char *tip)
{
    const UiPress press = ui_press(ui, name, rect, true);
    ui_button_face(ui, rect, &press, first && !ui->disabled);
    ui_label(ui, (Rect){ rect.x + 6, rect.y + 1, rect.w - 12, rect.h - 2 }, ALIGN_CENTER, FONT_SANS,
             UI_TEXT_SIZE, first && !ui->disabled ? ui->theme->on_accent : ui->theme->text, label);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

// Left and right go from button to button, as they lie on screen.
static void buttons_move(Ui *ui, const char *name, int count, int focused)
{
    const int to = focused < 0                ? -1
                   : ui_key(ui, KEY_LEFT, 0)  ? focused + 1
                   : ui_key(ui, KEY_RIGHT, 0) ? focused - 1
                                              : -1;
    if (to >= 0 && to < count) {
        char control[UI_NAME_MAX];
        snprintf(control, sizeof control, "%.30s.%d", name, to);
        ui_focus(ui, control);
    }
}

int sheet_buttons(Ui *ui, const char *name, Rect *inside, int count, const char *const *labels,
                  const char *const *tips)
{
    Rect row = cut_bottom(inside, BUTTON_H, 14);
    int chosen = -1, focused = -1;
    float widths[SHEET_BUTTONS_MAX], sum = GAP * (float)(count - 1);
    for (int i = 0; i < count; i++) {
        const float text = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, labels[i]);
        widths[i] = fmaxf(text + 28, BUTTON_LEAST);
        sum += widths[i];
    }
    const float fit = fminf(row.w / sum, 1);
    for (int i = 0; i < count; i++) {
        char control[UI_NAME_MAX];
        snprintf(control, sizeof control, "%.30s.%d", name, i);
        focused = ui->focus == ui_id(control) ? i : focused;
        if (button(ui, control, cut_right(&row, widths[i] * fit, GAP * fit), i == 0, labels[i],
                   tips[i])) {
            chosen = i;
        }
    }
    buttons_move(ui, name, count, focused);
    if (ui_key(ui, KEY_ENTER, 0)) {
        chosen = 0;
    } else if (ui_key(ui, KEY_ESCAPE, 0)) {
        chosen = count - 1;
    }
    return chosen;
}

// ---- a pass

static SheetAnswer pass_one(App *app, int index)
{
    Ui *ui = &app->shell.ui;
    Canvas *canvas = &app->shell.canvas;
    AppSheet *sheet = &app->sheets[index];
    const Theme *t = ui->theme;
    float w = 0, h = 0;
    sheet->kind->measure(app, sheet->state, &w, &h);
    w = fminf(w, ui->width - 2 * EDGE);
    h = fminf(h, ui->height - 2 * EDGE);
    const Rect box = { roundf((ui->width - w) / 2), roundf((ui->height - h) / 2), w, h };
    const float pad = ui->height < LOW || ui->width < NARROW ? PAD / 2.0f : PAD;
    const bool fresh = !sheet->seen && !ui->edit.id && index == app->sheet_count - 1;
    sheet->seen |= fresh;
    canvas->layer = (int16_t)(LAYER_SHEET + 2 * index);
    canvas_rect(canvas, (Rect){ 0, 0, ui->width, ui->height }, (Color){ 0, 0, 0, 120 });
    canvas_box(canvas, box, 10, t->panel, 1, t->line);
    canvas->layer++; // its pictures lie on its ground
    const SheetAnswer answer = sheet->kind->pass(app, sheet->state, rect_inset(box, pad), fresh);
    canvas->layer = LAYER_BASE;
    return answer;
}

// It is taken away before it acts, so that what it does finds the window as it is without it.
static void end(App *app, SheetAnswer answer)
{
    Ui *ui = &app->shell.ui;
    AppSheet sheet = app->sheets[--app->sheet_count];
    ui_blur(ui);
    if (!sheet.kind->end(app, sheet.state, answer, ui->now_s)) {
        sheet.seen = false;
        assert(app->sheet_count < UI_SHEETS_MAX);
        app->sheets[app->sheet_count++] = sheet;
    } else {
        sheet_free(&sheet);
        if (app->sheet_count > 0) {
            app->sheets[app->sheet_count - 1].seen = false;
        }
    }
    app->more = true;
}

void sheets_pass(App *app)
{
    Ui *ui = &app->shell.ui;
    const int top = app->sheet_count - 1;
    if (top < 0) {
        return;
    }
    const bool consumed = ui->consumed;
    ui_modal_begin(ui);
    ui_modal_end(ui);
    ui->consumed = true;
    for (int i = 0; i < top; i++) {
        pass_one(app, i);
    }
    ui->consumed = consumed;
    ui_modal_begin(ui);
    const SheetAnswer answer = pass_one(app, top);
    ui_modal_end(ui);
    if (answer != SHEET_STAYS) {
        assert(top == app->sheet_count - 1);
        end(app, answer);
    }
    ui_swallow(ui);
}

bool sheets_advance(App *app, double now_s, double budget_s)
{
    bool more = false;
    for (int i = 0; i < app->sheet_count; i++) {
        const AppSheet *sheet = &app->sheets[i];
        if (sheet->kind->advance) {
            more |= sheet->kind->advance(app, sheet->state, now_s, budget_s);
        }
    }
    return more;
}
