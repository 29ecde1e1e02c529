// A question: a line, a few more, and its answers.
#include "app/shell/sheet.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { WIDTH = 460, LINE = 18, TEXT_MAX = 1024, LABEL_MAX = 96, AROUND = 2 * 20 + 34 + 44 };

typedef struct AskSheet {
    char title[LABEL_MAX * 2], text[TEXT_MAX], labels[SHEET_BUTTONS_MAX][LABEL_MAX];
    int count, chosen;
    bool careful;
    void (*take)(App *app, void *context, int answer, double now_s);
    void *context;
} AskSheet;

static void measure(const App *app, const void *state, float *width, float *height)
{
    const AskSheet *sheet = state;
    const Ui *ui = &app->shell.ui;
    const Canvas *canvas = &app->shell.canvas;
    float least = canvas_text_width(canvas, FONT_BOLD, 16, sheet->title) + 1, buttons = 0;
    for (int i = 0; i < sheet->count; i++) {
        buttons +=
            fmaxf(canvas_text_width(canvas, FONT_SANS, UI_TEXT_SIZE, sheet->labels[i]) + 28, 92) +
            10;
    }
    least = fmaxf(least, buttons);
    *width = fminf(fmaxf(WIDTH, least + 40), ui->width - 16);
    const int lines = ui_line_count(ui, FONT_SANS, UI_TEXT_SIZE, *width - 40, sheet->text);
    *height = AROUND + (float)(LINE * lines);
}

static SheetAnswer pass(App *app, void *state, Rect inside, bool fresh)
{
    AskSheet *sheet = state;
    Ui *ui = &app->shell.ui;
    const char *labels[SHEET_BUTTONS_MAX];
    for (int i = 0; i < sheet->count; i++) {
        labels[i] = sheet->labels[i];
    }
    if (fresh) {
        char first[UI_NAME_MAX];
        snprintf(first, sizeof first, "ask.%d", sheet->careful ? sheet->count - 1 : 0);
        ui_focus(ui, first);
    }
    sheet_title(ui, &inside, sheet->title);
    const char *tips[SHEET_BUTTONS_MAX] = { tr("Enter"), tr("Tab and Enter"), tr("Escape") };
    tips[sheet->count - 1] = sheet->count > 1 ? tr("Escape") : tr("Enter or Escape");
    const bool enter = sheet->careful && !ui->focus && ui_key(ui, KEY_ENTER, 0);
    sheet->chosen = enter ? sheet->count - 1 : -1;
    const int button = sheet_buttons(ui, "ask", &inside, sheet->count, labels, tips);
    sheet->chosen = button >= 0 ? button : sheet->chosen;
    ui_lines(ui, inside, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, LINE, ui->theme->text, sheet->text);
    return sheet->chosen >= 0 ? SHEET_DECIDED : SHEET_STAYS;
}

static bool end(App *app, void *state, SheetAnswer answer, double now_s)
{
    (void)answer;
    const AskSheet *sheet = state;
    sheet->take(app, sheet->context, sheet->chosen, now_s);
    return true;
}

static const SheetKind kind = {
    .name = "ask",
    .size = sizeof(AskSheet),
    .measure = measure,
    .pass = pass,
    .end = end,
};

static void replace(App *app, void *context, int answer, double now_s)
{
    (void)app;
    (void)now_s;
    *(bool *)context = answer == 0;
}

bool sheet_may_write(App *app, const char *path, bool *sure)
{
    char title[LABEL_MAX * 2];
    if (*sure || access(path, F_OK) != 0) {
        return true;
    }
    text_print(title, sizeof title, tr("%s is there already"), file_bare_name(path));
    sheet_ask(app, &(SheetAsk){ .title = title,
                                .text = tr("Shall it be replaced? What is in it now is lost."),
                                .buttons = { tr("Replace"), tr("Cancel") },
                                .careful = true,
                                .take = replace,
                                .context = sure });
    return false;
}

void sheet_ask(App *app, const SheetAsk *ask)
{
    AskSheet *sheet = memory_get(sizeof *sheet);
    *sheet = (AskSheet){
        .chosen = -1, .careful = ask->careful, .take = ask->take, .context = ask->context
    };
    text_print(sheet->title, sizeof sheet->title, "%s", ask->title);
    text_print(sheet->text, sizeof sheet->text, "%s", ask->text ? ask->text : "");
    while (sheet->count < SHEET_BUTTONS_MAX && ask->buttons[sheet->count]) {
        text_print(sheet->labels[sheet->count], LABEL_MAX, "%s", ask->buttons[sheet->count]);
        sheet->count++;
    }
    assert(sheet->count > 0);
    sheet_open(app, &kind, sheet);
}
