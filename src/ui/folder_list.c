// Rows in view alone are laid out: a folder may hold thousands.
#include "ui/folder_list.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/type_ahead.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

enum { ROW = 24, PAD = 4, SIZE_W = 78, TIME_W = 128, NAME_LEAST = 150, SMALL = 12 };

void folder_size_text(char *out, size_t size, int64_t bytes)
{
    static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
    double value = (double)bytes;
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < COUNT(units)) {
        value /= 1000;
        unit++;
    }
    snprintf(out, size, unit > 0 && value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

void folder_time_text(char *out, size_t size, int64_t changed_s)
{
    const time_t at = (time_t)changed_s;
    struct tm when;
    if (!localtime_r(&at, &when) || !strftime(out, size, "%Y-%m-%d %H:%M", &when)) {
        out[0] = '\0';
    }
}

static const char *label(const void *context, int index)
{
    const Folder *folder = context;
    return folder->entries.items[index].name;
}

static Rect inner_of(Rect rect)
{
    return rect_inset(rect, 1);
}

void ui_folder_show(Ui *ui, const char *name, Rect rect, int at)
{
    UiScroll *scroll = column_scroll(ui, ui_id(name));
    const float y = (float)ROW * (float)(at > 0 ? at : 0), h = inner_of(rect).h;
    scroll->content = fmaxf(scroll->content, y + ROW + 2 * PAD);
    scroll->offset = clampf(scroll->offset, y + ROW + 2 * PAD - h, y);
}

static void draw(Ui *ui, Folder *folder, int index, Rect row, bool marked, bool hovered)
{
    const FolderEntry *entry = folder_look(folder, (size_t)index);
    const Theme *t = ui->theme;
    const Color face = marked ? t->accent : color_mix(t->background, t->text, 0.08f);
    const Color text = marked ? t->on_accent : t->text, small = marked ? t->on_accent : t->muted;
    if (marked || hovered) {
        canvas_box(ui->canvas, row, 4, face, 0, face);
    }
    char told[32];
    Rect inside = { row.x + 6, row.y, row.w - 12, row.h };
    if (inside.w >= NAME_LEAST + TIME_W) {
        folder_time_text(told, sizeof told, entry->changed_s);
        ui_label(ui, cut_right(&inside, TIME_W, 8), ALIGN_RIGHT, FONT_MONO, SMALL, small, told);
    }
    if (inside.w >= NAME_LEAST + SIZE_W) {
        const Rect place = cut_right(&inside, SIZE_W, 8);
        folder_size_text(told, sizeof told, entry->bytes);
        ui_label(ui, place, ALIGN_RIGHT, FONT_MONO, SMALL, small, entry->folder ? "" : told);
    }
    const Rect icon = cut_left(&inside, 14, 8);
    ui_icon(ui->canvas, entry->folder ? ICON_FOLDER : ICON_FILE, icon.x + 7, icon.y + icon.h / 2,
            13,
            marked          ? t->on_accent
            : entry->folder ? t->accent
                            : t->muted);
    ui_label(ui, inside, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, text, entry->name);
}

// The rows in view; what was clicked.
static FolderAnswer rows(Ui *ui, const char *name, Rect area, Folder *folder, int *at,
                         const char *tip)
{
    FolderAnswer answer = FOLDER_NOTHING;
    const int count = (int)folder->entries.count;
    Column column = column_begin_scroll(ui, name, area, PAD);
    const int first = clampi((int)((area.y - column.y) / ROW), 0, count);
    const int last = clampi((int)((area.y + area.h - column.y) / ROW) + 1, 0, count);
    const float top = column.y;
    for (int i = first; i < last; i++) {
        char control[UI_NAME_MAX];
        snprintf(control, sizeof control, "%.30s.%d", name, i);
        const Rect row = { column.x, top + (float)(ROW * i), column.w - 8, ROW };
        const UiPress press = ui_press(ui, control, row, false);
        ui_tip(ui, tip);
        draw(ui, folder, i, row, i == *at, press.hovered);
        if (press.pressed) {
            answer = press.doubled && i == *at ? FOLDER_ENTERED : FOLDER_CLICKED;
            *at = i;
        }
    }
    column.y = top + (float)(ROW * count) + PAD;
    column_end(ui, &column);
    return answer;
}

static int move(Ui *ui, const Folder *folder, Rect area, int at)
{
    const int last = (int)folder->entries.count - 1;
    const int page = (int)fmaxf(area.h / ROW - 1, 1), from = at < 0 ? 0 : at;
    if (last < 0) {
        return at;
    }
    if (ui_key(ui, KEY_UP, 0)) {
        return clampi(at < 0 ? last : at - 1, 0, last);
    }
    if (ui_key(ui, KEY_DOWN, 0)) {
        return clampi(at + 1, 0, last);
    }
    if (ui_key(ui, KEY_PAGE_UP, 0)) {
        return clampi(from - page, 0, last);
    }
    if (ui_key(ui, KEY_PAGE_DOWN, 0)) {
        return clampi(from + page, 0, last);
    }
    if (ui_key(ui, KEY_HOME, 0)) {
        return 0;
    }
    return ui_key(ui, KEY_END, 0) ? last : type_ahead(ui, at, last + 1, label, folder);
}

static FolderAnswer answer_keys(Ui *ui, const char *name, Rect rect, const Folder *folder, int *at)
{
    if (ui_key(ui, KEY_BACKSPACE, 0)) {
        return FOLDER_UP;
    }
    if (*at >= 0 && ui_key(ui, KEY_ENTER, 0)) {
        return FOLDER_ENTERED;
    }
    const int to = move(ui, folder, inner_of(rect), *at);
    if (to == *at) {
        return FOLDER_NOTHING;
    }
    *at = to;
    ui_folder_show(ui, name, rect, to);
    return FOLDER_MARKED;
}

FolderAnswer ui_folder_list(Ui *ui, const char *name, Rect rect, Folder *folder, int *at, bool keys,
                            const char *tip)
{
    char ground[UI_NAME_MAX];
    snprintf(ground, sizeof ground, "%.40s.ground", name);
    const bool focused = ui->focus == ui_id(ground);
    canvas_box(ui->canvas, rect, 6, ui->theme->background, 1, ui->theme->line);
    FolderAnswer answer = rows(ui, name, inner_of(rect), folder, at, tip);
    const UiPress press = ui_press(ui, ground, rect, true);
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, rect, 6);
    }
    if (answer == FOLDER_NOTHING && (focused || keys)) {
        answer = answer_keys(ui, name, rect, folder, at);
    }
    return answer;
}
