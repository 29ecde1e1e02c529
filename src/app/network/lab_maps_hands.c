// The hands on feature maps: another sample, and the value at the pointer.
#include "app/network/lab_maps.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

typedef struct Read {
    int line, cell; // cell: -1: behind the last one, where channels are that have none
    float u, v;     // in the cell
    Rect place;
} Read;

static bool cell_at(const MapSheet *sheet, float x, float y, Read *read)
{
    for (int i = 0; i < sheet->line_count; i++) {
        const MapLine *line = &sheet->lines[i];
        for (int k = 0; k < line->cells; k++) {
            Rect place = line->plain ? lab_maps_unit(sheet, i, k) : lab_maps_cell(sheet, i, k);
            if (line->plain) { // with the name below it
                place.h += line->below;
                place.w += 1;
            }
            if (rect_has(place, x, y)) {
                *read = (Read){ i, k, (x - place.x) / place.w, (y - place.y) / place.h, place };
                return true;
            }
        }
        if (!sheet->large && line->cells < line->all && rect_has(lab_maps_line(sheet, i), x, y)) {
            *read = (Read){ .line = i, .cell = -1 };
            return true;
        }
    }
    return false;
}

// "ReLU 3, unit 5 of 32" and its value; of the output whose it is.
static int unit_text(const LabShot *shot, const LabMaps *maps, const MapLine *line,
                     const Read *read, char lines[MAP_TIP_LINES][MAP_TIP_TEXT])
{
    const MapShot *map = &maps->maps[line->map];
    char called[LAYER_NAME_TEXT], value[24], of[40];
    text_short(value, sizeof value, maps->values[map->at + read->cell], 3);
    text_print(lines[0], MAP_TIP_TEXT, tr("%s, unit %d of %d"), layer_name(&map->name, called),
               read->cell + 1, line->all);
    if (line->below > 0) {
        lab_class_name(shot, read->cell, of, sizeof of);
        text_print(lines[1], MAP_TIP_TEXT, "%s:  %s", of, value);
    } else {
        text_print(lines[1], MAP_TIP_TEXT, "%s", value);
    }
    return 2;
}

// What lies below the pointer: "ReLU 1, channel 3 of 8" and its value there.
static int map_text(const LabMaps *maps, const MapSheet *sheet, const Read *read,
                    char lines[MAP_TIP_LINES][MAP_TIP_TEXT])
{
    const MapLine *line = &sheet->lines[read->line];
    const MapShot *map = &maps->maps[line->map];
    char value[24];
    const int channel = line->first + read->cell;
    const int side = map->shape.height > map->shape.width ? map->shape.height : map->shape.width;
    const float per_cell = (float)side * (float)sheet->texels / (float)lab_maps_picture(sheet);
    const int x = (int)(read->u * per_cell), y = (int)(read->v * per_cell);
    if (x >= map->shape.width || y >= map->shape.height) {
        return 0;
    }
    text_short(value, sizeof value,
               maps->values[map->at + (channel * map->shape.height + y) * map->shape.width + x], 3);
    lab_maps_channel_name(maps, line, read->cell, lines[0], MAP_TIP_TEXT);
    text_print(lines[1], MAP_TIP_TEXT, tr("%d, %d:  %s"), x, y, value);
    return 2;
}

// The numbers of a small filter, of its first channel.
static int filter_text(const LabMaps *maps, const MapLine *line, const Read *read,
                       char lines[MAP_TIP_LINES][MAP_TIP_TEXT])
{
    enum { SIDE_MOST = 7 };
    const FilterShot *filter = &maps->filters[line->filter];
    const int k = filter->k;
    lab_maps_channel_name(maps, line, read->cell, lines[0], MAP_TIP_TEXT);
    text_print(lines[1], MAP_TIP_TEXT,
               tr_n("%d channel of %dx%d", "%d channels of %dx%d", filter->in), filter->in, k, k);
    const float *value = maps->filter_values + filter->at +
                         (ptrdiff_t)(line->first + read->cell) * filter->shown_in * k * k;
    int count = 2;
    if (k <= SIDE_MOST && filter->in > 1) {
        text_print(lines[count++], MAP_TIP_TEXT, "%s", tr("the first channel:"));
    }
    for (int y = 0; y < k && k <= SIDE_MOST; y++, count++) {
        size_t used = 0;
        for (int x = 0; x < k; x++) {
            used += (size_t)snprintf(lines[count] + used, MAP_TIP_TEXT - used, "%6.2f ",
                                     (double)value[y * k + x]);
        }
    }
    return count;
}

// Channels that have no cell, in numbers of those.
static int others_text(const LabMaps *maps, const MapLine *line,
                       char lines[MAP_TIP_LINES][MAP_TIP_TEXT])
{
    const bool map = line->map >= 0;
    char called[LAYER_NAME_TEXT];
    const LayerName *name = map ? &maps->maps[line->map].name : &maps->filters[line->filter].name;
    text_print(lines[0], MAP_TIP_TEXT, tr("%s, %d to %d of %d"), layer_name(name, called),
               line->cells + 1, line->all, line->all);
    text_print(lines[1], MAP_TIP_TEXT, "%s", tr("have room in a larger window, or in one network"));
    return 2;
}

static int read_text(const LabShot *shot, const LabMaps *maps, const MapSheet *sheet,
                     const Read *read, char lines[MAP_TIP_LINES][MAP_TIP_TEXT])
{
    const MapLine *line = &sheet->lines[read->line];
    return read->cell < 0   ? others_text(maps, line, lines)
           : line->plain    ? unit_text(shot, maps, line, read, lines)
           : line->map >= 0 ? map_text(maps, sheet, read, lines)
                            : filter_text(maps, line, read, lines);
}

int lab_maps_tip(const LabShot *shot, const LabMaps *maps, const MapSheet *sheet, float x, float y,
                 Rect *place, char lines[MAP_TIP_LINES][MAP_TIP_TEXT])
{
    Read read = { .cell = -1 };
    const int count = cell_at(sheet, x, y, &read) ? read_text(shot, maps, sheet, &read, lines) : 0;
    *place = read.place;
    return count;
}

static void reading(NetworkRoom *room, const LabMaps *maps, const MapSheet *sheet)
{
    enum { LINE = 17 };
    Ui *ui = &room->shell->ui;
    Rect place;
    char lines[MAP_TIP_LINES][MAP_TIP_TEXT];
    const int count =
        lab_maps_tip(room->lab.shot, maps, sheet, ui->mouse_x, ui->mouse_y, &place, lines);
    float width = 0;
    for (int i = 0; i < count; i++) {
        width = fmaxf(width,
                      canvas_text_width(ui->canvas, i ? FONT_MONO : FONT_BOLD, 12, lines[i]) + 20);
    }
    if (count == 0) {
        return;
    }
    if (place.w > 0) {
        canvas_box(ui->canvas, rect_inset(place, -1), 2, color_alpha(ui->theme->text, 0), 2,
                   ui->theme->text);
    }
    const Rect box = card_at_pointer(ui, 16, width, 10 + LINE * (float)count);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    for (int i = 0; i < count; i++) {
        canvas_text(ui->canvas, box.x + 10, box.y + 18 + LINE * (float)i, ALIGN_LEFT,
                    i ? FONT_MONO : FONT_BOLD, 12, ui->theme->text, lines[i]);
    }
    card_end(ui, below);
}

// A lesson's frame lies within what it points at: beside names and scales, not on them. Above and
// below only where nothing else is.
static Rect around(const LabColumn *column)
{
    enum { BESIDE = 8, ABOVE = 5 };
    const Rect r = column->layers, p = column->picture, n = column->numbers;
    const Rect wide = { r.x, r.y - ABOVE, r.w, r.h + 2 * ABOVE };
    const bool free =
        !rect_overlap(p, wide) && !rect_overlap(n, wide) && !rect_overlap(column->signal, wide);
    const float more = free ? ABOVE : 0;
    return (Rect){ r.x - BESIDE, r.y - more, r.w + 2 * BESIDE, r.h + 2 * more };
}

// A press on a map or a filter enlarges it, on what is enlarged goes back.
static void enlarge(NetworkRoom *room, int index, const MapSheet *sheet)
{
    LabSpace *space = &room->lab;
    const Ui *ui = &room->shell->ui;
    const LabMaps *maps = &space->shot->maps[index];
    Read read = { .cell = -1 };
    if (sheet->large) {
        space->map.channel = 0;
    } else if (cell_at(sheet, ui->mouse_x, ui->mouse_y, &read) && read.cell >= 0) {
        const MapLine *line = &sheet->lines[read.line];
        const bool filter = line->map < 0;
        if (!line->plain) {
            space->map = (LabMapPlace){ index,
                                        filter ? maps->filters[line->filter].layer
                                               : maps->maps[line->map].layer,
                                        filter, line->first + read.cell + 1 };
        }
    }
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
    const UiPress on = ui_press(ui, name, around(column), false);
    if ((on.hovered || on.clicked) && maps->any && maps->map_count > 0) {
        MapSheet sheet;
        lab_maps_sheet_of(ui->canvas, space, index, column->layers, &sheet);
        reading(room, maps, &sheet);
        if (on.clicked) {
            enlarge(room, index, &sheet);
        }
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
