// What was made of words before the change is made anew: rooms keep few, and say so themselves.
#include "app/shell/language.h"

#include "base/languages.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/popup.h"

#include <math.h>

enum { WIDTH = 190, NAME_MAX = 80 };

// The row of what is spoken now: of the system's choice that row.
static int row_spoken(const App *app)
{
    const int found = registry_find(&languages, words_language());
    const bool as_system = app->language == LANGUAGE_AUTO && !words_asked();
    return as_system || found < 0 ? LANGUAGE_AUTO : found;
}

void language_recall(const Settings *settings)
{
    if (!words_asked()) {
        words_set(registry_key(&languages, (size_t)settings->language));
    }
}

bool language_check(App *app, Error *err)
{
    const LanguageRow *row = language_spoken();
    if (!row || row->letter == 0 || atlas_has(app->shell.atlas, row->letter)) {
        return true;
    }
    words_set(registry_key(&languages, LANGUAGE_EN));
    return fail(err,
                "no font has the letters of this language (%s): install one, for example %s, and "
                "start again; until then it is English",
                row->kind.key, row->package);
}

void language_choose(App *app, int row, double now_s)
{
    const Kind *kind = registry_at(&languages, (size_t)row);
    Error err = { .text = "" };
    app->language = row;
    if (!words_set(kind->key) && row != LANGUAGE_AUTO) {
        shell_notice(&app->shell, now_s, tr("There is no translation for %s in this installation"),
                     kind->name);
    } else if (!language_check(app, &err)) {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
    app->no_code_s = NAN;
    app->more = true;
}

void language_open(App *app, double now_s)
{
    (void)now_s;
    const Popup popup = { .name = "language", .count = LANGUAGE_COUNT };
    popup_open(&app->shell.ui, &popup, row_spoken(app));
}

static const char *label(const void *context, int index)
{
    (void)context;
    return registry_name(&languages, index);
}

void language_pass(App *app)
{
    Ui *ui = &app->shell.ui;
    const UiControl *button = ui_find(ui, "language");
    button = button ? button : ui_find(ui, "menu");
    const Rect place = button ? button->rect : (Rect){ ui->width - WIDTH - 4, 4, WIDTH, 28 };
    const Popup popup = { "language", place, WIDTH, LANGUAGE_COUNT, label, NULL, NULL };
    if (!popup_is_open(ui, &popup)) {
        return;
    }
    int at = ui->popup.at;
    const PopupAnswer answer = popup_run(ui, &popup, &at);
    ui->popup.at = at;
    if (answer == POPUP_CHOSEN) {
        language_choose(app, at, ui->now_s);
    }
}
