// A text field whose Tab, Enter and Escape mean something else.
#include "ui/path_field.h"

#include "base/file.h"
#include "base/utf8.h"
#include "ui/edit.h"
#include "ui/edit_past.h"
#include "ui/widgets.h"

#include <string.h>

enum { PATH_SHOWN_MAX = 4096 };

// Puts the letters that follow for certain behind what was typed. 1: done; 0: several begin so;
// -1: nothing to complete.
static int complete(Ui *ui, char *text, size_t capacity, const Folder *folder, int *matches)
{
    UiEdit *edit = &ui->edit;
    char *rest = edit->text + (file_bare_name(edit->text) - edit->text);
    const size_t before = (size_t)(rest - edit->text);
    int count = 0;
    if (!*rest) {
        return -1;
    }
    if (!folder_complete(folder, rest, rest, capacity - before, &count)) {
        *matches = count > 1 ? count : *matches;
        return count > 1 ? 0 : -1;
    }
    edit->caret = edit->anchor = strlen(edit->text);
    edit_past_add(edit, 0, ui->now_s);
    memcpy(text, edit->text, edit->caret + 1);
    return 1;
}

PathAnswer ui_path_field(Ui *ui, const char *name, Rect rect, char *text, size_t capacity,
                         const Folder *folder, int *matches, const char *tip)
{
    PathAnswer answer = PATH_NOTHING;
    const UiEdit *edit = &ui->edit;
    if (edit->id == ui_id(name) && !edit->leaving) {
        const bool at_end = edit->caret == edit->anchor && edit->caret == strlen(edit->text);
        const bool tab = !ui->consumed && ui->event.kind == INPUT_KEY && ui->event.key == KEY_TAB &&
                         ui->event.mods == 0;
        if (ui_key(ui, KEY_ENTER, 0)) {
            answer = PATH_ENTER;
        } else if (ui_key(ui, KEY_ESCAPE, 0)) {
            answer = PATH_BACK;
        } else if (tab && at_end) {
            const int done = complete(ui, text, capacity, folder, matches);
            ui->consumed = done >= 0;
            answer = done > 0 ? PATH_CHANGED : PATH_NOTHING;
        }
    }
    return ui_text_field(ui, name, rect, text, capacity, -1, tip) ? PATH_CHANGED : answer;
}

void ui_path_label(Ui *ui, Rect rect, Color color, const char *path)
{
    char shown[PATH_SHOWN_MAX];
    const char *rest = path;
    text_print(shown, sizeof shown, "%s", path);
    while (canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, shown) > rect.w &&
           strchr(rest + 1, '/')) {
        rest = strchr(rest + 1, '/');
        text_print(shown, sizeof shown, "…%s", rest);
    }
    ui_label(ui, rect, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, color, shown);
}
