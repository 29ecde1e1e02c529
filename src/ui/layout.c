// Rows from the top down; the scrolled offset of each column is kept by name in the Ui.
#include "ui/layout.h"

#include <math.h>

UiScroll *column_scroll(Ui *ui, UiId id)
{
    for (int i = 0; i < ui->scroll_count; i++) {
        if (ui->scrolls[i].id == id) {
            return &ui->scrolls[i];
        }
    }
    assert(ui->scroll_count < UI_SCROLLS_MAX);
    ui->scrolls[ui->scroll_count] = (UiScroll){ .id = id };
    return &ui->scrolls[ui->scroll_count++];
}

Column column_begin(Rect area, float pad)
{
    return (Column){ .x = area.x + pad,
                     .y = area.y + pad,
                     .w = fmaxf(area.w - 2 * pad, 1),
                     .area = area,
                     .top = area.y };
}

Column column_begin_scroll(Ui *ui, const char *name, Rect area, float pad)
{
    Column column = column_begin(area, pad);
    column.scroll = ui_id(name);
    UiScroll *scroll = column_scroll(ui, column.scroll);
    canvas_clip_push(ui->canvas, area);
    scroll->offset = clampf(scroll->offset, 0, fmaxf(scroll->content - area.h, 0));
    column.y -= scroll->offset;
    column.top = area.y - scroll->offset;
    column.ui = ui->hiding.rows ? ui : NULL;
    column.row = canvas_mark(ui->canvas);
    column.row_y = column.y;
    ui->hiding.seen = ui->hiding.skipped = 0;
    return column;
}

// What has the keyboard's focus is brought into view, or what else is looked for.
static void scroll_to_focus(Ui *ui, const Column *column, UiScroll *scroll)
{
    const UiId sought = ui->focus_hidden ? ui->focus : ui->reveal;
    if (!sought) {
        return;
    }
    for (size_t i = 0; i < ui->controls.count; i++) {
        const UiControl *control = &ui->controls.items[i];
        const Rect r = control->rect, area = column->area;
        if (control->id == sought && r.x >= area.x && r.x < area.x + area.w &&
            r.y + r.h > column->top && r.y < column->y) {
            ui->focus_hidden = false;
            ui->reveal = 0;
            scroll->offset += fminf(r.y - area.y - 12, 0);
            scroll->offset += fmaxf(r.y + r.h - area.y - area.h + 12, 0);
        }
    }
}

// A row whose controls are all hidden was never there. The next one begins.
static void row_end(Column *column)
{
    UiHiding *hiding = column->ui ? &column->ui->hiding : NULL;
    if (!hiding) {
        return;
    }
    if (hiding->skipped > 0 && hiding->seen == 0 && !hiding->section) {
        canvas_back(column->ui->canvas, column->row);
        column->y = column->row_y;
    }
    hiding->seen = hiding->skipped = 0;
    column->row = canvas_mark(column->ui->canvas);
    column->row_y = column->y;
}

void column_section_begin(Column *column)
{
    if (column->ui) {
        row_end(column);
        column->section = column->row;
        column->section_y = column->y;
        column->in_section = true;
    }
}

void column_section_end(Column *column)
{
    if (!column->ui) {
        return;
    }
    row_end(column);
    if (column->in_section && column->ui->hiding.section) {
        canvas_back(column->ui->canvas, column->section);
        column->row = column->section;
        column->y = column->row_y = column->section_y;
    }
    column->ui->hiding.section = column->in_section = false;
}

void column_end(Ui *ui, Column *column)
{
    column_section_end(column);
    if (!column->scroll) {
        return;
    }
    UiScroll *scroll = column_scroll(ui, column->scroll);
    const Rect area = column->area;
    scroll->content = column->y - column->top;
    const float most = fmaxf(scroll->content - area.h, 0);
    if (most > 0) {
        scroll->offset -= ui_wheel(ui, area) * 48;
        scroll_to_focus(ui, column, scroll);
        scroll->offset = clampf(scroll->offset, 0, most);
        const float length = fmaxf(area.h * area.h / scroll->content, 24);
        const float y = area.y + (area.h - length) * scroll->offset / most;
        canvas_box(ui->canvas, (Rect){ area.x + area.w - 6, y, 4, length }, 2, ui->theme->track, 0,
                   ui->theme->track);
    }
    canvas_clip_pop(ui->canvas);
}

Rect column_row(Column *column, float height, float gap)
{
    row_end(column);
    const Rect row = { column->x, column->y, column->w, height };
    column->y += height + gap;
    return row;
}

Rect cut_left(Rect *rect, float width, float gap)
{
    const float w = fminf(width, rect->w), used = fminf(width + gap, rect->w);
    const Rect piece = { rect->x, rect->y, w, rect->h };
    rect->x += used;
    rect->w -= used;
    return piece;
}

Rect cut_right(Rect *rect, float width, float gap)
{
    const float w = fminf(width, rect->w);
    const Rect piece = { rect->x + rect->w - w, rect->y, w, rect->h };
    rect->w -= fminf(width + gap, rect->w);
    return piece;
}

Rect cut_top(Rect *rect, float height, float gap)
{
    const float h = fminf(height, rect->h), used = fminf(height + gap, rect->h);
    const Rect piece = { rect->x, rect->y, rect->w, h };
    rect->y += used;
    rect->h -= used;
    return piece;
}

Rect cut_bottom(Rect *rect, float height, float gap)
{
    const float h = fminf(height, rect->h);
    const Rect piece = { rect->x, rect->y + rect->h - h, rect->w, h };
    rect->h -= fminf(height + gap, rect->h);
    return piece;
}
