// The hands on feature maps: another sample, and the value at the pointer.
#include "app/network/lab_maps.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

typedef struct Read {
    int line, cell;
    float u, v; // in the cell
} Read;

static bool cell_at(const MapSheet *sheet, const LabMaps *maps, float x, float y, Read *read)
{
    const float u = (x - sheet->cells.x) / sheet->cell, v = (y - sheet->cells.y) / sheet->cell;
    if (u < 0 || v < 0 || (int)v >= sheet->line_count) {
        return false;
    }
    const MapLine *line = &sheet->lines[(int)v];
    const bool plain = line->map >= 0 && shape_area(maps->maps[line->map].shape) == 1;
    *read = (Read){ (int)v, (int)u, u - floorf(u), v - floorf(v) };
    return !plain && read->cell < line->cells;
}

// What lies below the pointer: "ReLU 1, channel 3 of 8" and its value there.
static bool map_text(const LabMaps *maps, const MapLine *line, const Read *read, char lines[2][96])
{
    const MapShot *map = &maps->maps[line->map];
    char called[LAYER_NAME_TEXT], value[24];
    const int side = map->shape.height > map->shape.width ? map->shape.height : map->shape.width;
    const float inner = 1.06f; // a cell has its gap at the right and below
    const int x = (int)(read->u * inner * (float)side), y = (int)(read->v * inner * (float)side);
    if (x >= map->shape.width || y >= map->shape.height) {
        return false;
    }
    text_short(value, sizeof value,
               maps->values[map->at + (read->cell * map->shape.height + y) * map->shape.width + x],
               3);
    text_print(lines[0], sizeof lines[0], tr("%s, channel %d of %d"),
               layer_name(&map->name, called), read->cell + 1, line->all);
    text_print(lines[1], sizeof lines[1], tr("%d, %d:  %s"), x, y, value);
    return true;
}

static void filter_text(const LabMaps *maps, const MapLine *line, const Read *read,
                        char lines[2][96])
{
    const FilterShot *filter = &maps->filters[line->filter];
    char called[LAYER_NAME_TEXT];
    text_print(lines[0], sizeof lines[0], tr("%s, filter %d of %d"),
               layer_name(&filter->name, called), read->cell + 1, line->all);
    text_print(lines[1], sizeof lines[1],
               tr_n("%d channel of %dx%d", "%d channels of %dx%d", filter->in), filter->in,
               filter->k, filter->k);
}

static void reading(NetworkRoom *room, const LabMaps *maps, const MapSheet *sheet)
{
    Ui *ui = &room->shell->ui;
    Read read;
    char lines[2][96];
    if (!cell_at(sheet, maps, ui->mouse_x, ui->mouse_y, &read)) {
        return;
    }
    const MapLine *line = &sheet->lines[read.line];
    if (line->map < 0) {
        filter_text(maps, line, &read, lines);
    } else if (!map_text(maps, line, &read, lines)) {
        return;
    }
    const float width = fmaxf(canvas_text_width(ui->canvas, FONT_BOLD, 12, lines[0]),
                              canvas_text_width(ui->canvas, FONT_MONO, 12, lines[1])) +
                        20;
    const Rect cell = lab_maps_cell(sheet, read.line, read.cell);
    canvas_box(ui->canvas, rect_inset(cell, -1), 2, color_alpha(ui->theme->text, 0), 2,
               ui->theme->text);
    const Rect box = card_at_pointer(ui, 16, width, 44);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    canvas_text(ui->canvas, box.x + 10, box.y + 18, ALIGN_LEFT, FONT_BOLD, 12, ui->theme->text,
                lines[0]);
    canvas_text(ui->canvas, box.x + 10, box.y + 35, ALIGN_LEFT, FONT_MONO, 12, ui->theme->text,
                lines[1]);
    card_end(ui, below);
}

void lab_maps_hands(NetworkRoom *room, const LabColumn *column, int index)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabMaps *maps = &space->shot->maps[index];
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.sample.%d", index);
    const UiPress press = ui_press(ui, name, column->picture, false);
    ui_tip(ui, tr("The next sample; back with Shift, or with the keys Up and Down"));
    if (press.clicked) {
        labspace_sample_step(space, ui->mods & MOD_SHIFT ? -1 : 1);
    }
    snprintf(name, sizeof name, "lab.maps.%d", index);
    if (ui_press(ui, name, column->layers, false).hovered && maps->any && maps->map_count > 0) {
        MapSheet sheet;
        lab_maps_sheet_of(ui->canvas, space, index, column->layers, &sheet);
        reading(room, maps, &sheet);
    }
}

// ---- which sample

void lab_sample_bar(NetworkRoom *room, Rect rect)
{
    enum { BUTTON = 26 };
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabShot *shot = space->shot;
    char text[96] = "";
    if (ui_icon_button(ui, "lab.sample.previous", cut_left(&rect, BUTTON, 4), ICON_BACK, false,
                       tr("The sample before (Up)"))) {
        labspace_sample_step(space, -1);
    }
    if (ui_icon_button(ui, "lab.sample.next", cut_left(&rect, BUTTON, 10), ICON_FORWARD, false,
                       tr("The next sample (Down)"))) {
        labspace_sample_step(space, 1);
    }
    if (shot && shot->sample.row >= 0) {
        text_print(text, sizeof text,
                   tr(shot->sample.validation ? N_("Sample %d of %d, for validation")
                                              : N_("Sample %d of %d, trained on")),
                   shot->sample.row + 1, shot->rows);
    }
    if (canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, text) > rect.w && shot) {
        snprintf(text, sizeof text, "%d / %d", shot->sample.row + 1, shot->rows);
    }
    ui_label(ui, rect, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->text, text);
}
