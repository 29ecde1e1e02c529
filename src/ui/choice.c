// Buttons that open a list: of which one is chosen, or of things to do.
#include "ui/popup.h"
#include "ui/widgets.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <string.h>

bool ui_choice(Ui *ui, const char *name, Rect rect, int count,
               const char *(*label)(const void *context, int index), const void *context,
               int *chosen, const char *fallback, const char *tip)
{
    if (ui_hides(ui, name)) {
        return false;
    }
    const Popup popup = { name, rect, rect.w, count, label, context, NULL };
    const char *title = *chosen >= 0 ? label(context, *chosen) : fallback;
    if (!popup_button(ui, &popup, FONT_BOLD, title, *chosen, tip)) {
        return false;
    }
    int at = *chosen;
    const PopupAnswer answer = popup_run(ui, &popup, &at);
    return popup_took(ui, answer, at, chosen);
}

// Behind what is said of all of them.
static const char *kind_tip(const Registry *kinds, int index, const char *tip,
                            char text[UI_MESSAGE_MAX])
{
    const char *about = index >= 0 ? registry_at(kinds, (size_t)index)->about : NULL;
    if (!about) {
        return tip;
    }
    if (strcmp(tip, tr(about)) == 0) { // once is enough
        text_print(text, UI_MESSAGE_MAX, "%s: %s", registry_name(kinds, index), tip);
        return text;
    }
    text_print(text, UI_MESSAGE_MAX, tr("%s. %s: %s"), tip, registry_name(kinds, index), tr(about));
    return text;
}

bool ui_kinds(Ui *ui, const char *name, Rect rect, const Registry *kinds, bool list, int *chosen,
              const char *tip)
{
    char text[UI_MESSAGE_MAX];
    const int count = (int)kinds->count;
    if (list) {
        return ui_choice(ui, name, rect, count, registry_name, kinds, chosen, NULL,
                         kind_tip(kinds, *chosen, tip, text));
    }
    const char *names[UI_KINDS_MAX];
    assert(count <= UI_KINDS_MAX);
    for (int i = 0; i < count; i++) {
        names[i] = registry_name(kinds, i);
    }
    const int under = ui_segment_under(ui, rect, count, names);
    return ui_segments(ui, name, rect, count, names, chosen, kind_tip(kinds, under, tip, text));
}

// What a button that opens a list has besides its title.
static const float MARK = 18, BESIDE = 18;

float ui_kinds_width(const Ui *ui, const Registry *kinds, bool list, float least)
{
    enum { APART = 10 };
    float sum = 0, widest = 0;
    for (int i = 0; i < (int)kinds->count; i++) {
        const float width = canvas_text_width(ui->canvas, list ? FONT_BOLD : FONT_SANS,
                                              UI_TEXT_SIZE, registry_name(kinds, i));
        sum += APART + width;
        widest = fmaxf(widest, width);
    }
    return fmaxf(list ? widest + MARK + BESIDE : sum, least);
}

float ui_menu_width(const Ui *ui, const char *title, float least)
{
    return fmaxf(canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, title) + MARK + BESIDE,
                 least);
}

bool ui_chose(const Ui *ui, const char *name)
{
    return ui->popup.chose == ui_id(name);
}

int ui_menu(Ui *ui, const char *name, Rect rect, const char *title, float width, int count,
            const char *(*label)(const void *context, int index), const void *context,
            const char *tip)
{
    const Popup popup = { name, rect, width, count, label, context, NULL };
    return popup_menu(ui, &popup, title, tip);
}
