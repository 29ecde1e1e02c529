// The feature maps and filters of a column, and the sample that they are of.
#include "app/network/lab_maps.h"

#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/layout.h"

#include <math.h>
#include <stdio.h>

enum { TITLE = 22, LETTERS = 11, SMALL = 10, CAPTIONS = 11, SCALE_STEPS = 24, SCALE_HEIGHT = 7 };
static const float NAMES_MOST = 0.3f; // of the width

static float letters(const Canvas *canvas, float size)
{
    return fmaxf(size, canvas->least);
}

static const char *line_name(const LabMaps *maps, const MapLine *line, char text[LAYER_NAME_TEXT])
{
    if (line->map >= 0) {
        return layer_name(&maps->maps[line->map].name, text);
    }
    text_print(text, LAYER_NAME_TEXT, tr("filters %d"), maps->filters[line->filter].name.number);
    return text;
}

static void line_shape(const LabMaps *maps, const MapLine *line, char text[TENSOR_SHAPE_TEXT])
{
    if (line->map >= 0) {
        shape_write(maps->maps[line->map].shape, text);
    } else {
        const FilterShot *f = &maps->filters[line->filter];
        snprintf(text, TENSOR_SHAPE_TEXT, "%dx%dx%dx%d", f->out, f->in, f->k, f->k);
    }
}

static const char *brief_name(const LabMaps *maps, const MapLine *line, char text[LAYER_NAME_TEXT])
{
    if (line->map >= 0) {
        return layer_name_brief(&maps->maps[line->map].name, text);
    }
    text_print(text, LAYER_NAME_TEXT, tr("filt %d"), maps->filters[line->filter].name.number);
    return text;
}

static float wide(const Canvas *canvas, float size, const char *text)
{
    return canvas_text_width(canvas, FONT_MONO, letters(canvas, size), text);
}

// Of all that may have a line: first the maps, then the filters.
static MapLine any_line(const LabMaps *maps, int index)
{
    const int filter = index - maps->map_count;
    return filter < 0 ? (MapLine){ .map = index, .filter = -1 }
                      : (MapLine){ .map = -1, .filter = filter };
}

// As wide as whole names are where that is no more than a part of the row; else as short ones.
static float names_width(const Canvas *canvas, const LabMaps *maps, float row)
{
    float widest = 26, brief = 26;
    for (int i = 0; i < maps->map_count + maps->filter_count; i++) {
        char text[LAYER_NAME_TEXT], shape[TENSOR_SHAPE_TEXT];
        const MapLine line = any_line(maps, i);
        line_shape(maps, &line, shape);
        widest = fmaxf(widest, wide(canvas, LETTERS, line_name(maps, &line, text)));
        widest = fmaxf(widest, wide(canvas, SMALL, shape));
        brief = fmaxf(brief, wide(canvas, LETTERS, brief_name(maps, &line, text)));
    }
    return widest <= row * NAMES_MOST ? widest : fmaxf(fminf(brief, row / 2), row * NAMES_MOST);
}

static float foot_height(const Canvas *canvas)
{
    return letters(canvas, CAPTIONS) + 6;
}

static void scale_ends(const LabMaps *maps, const MapLine *line, float *low, float *high)
{
    if (line->map >= 0) {
        lab_map_ends(maps, line->map, low, high);
    } else {
        *high = maps->filters[line->filter].most;
        *low = -*high;
    }
}

static void scale_text(const LabMaps *maps, const MapLine *line, char text[64])
{
    char low[24], high[24];
    float from, to;
    scale_ends(maps, line, &from, &to);
    text_short(low, sizeof low, from, 2);
    text_short(high, sizeof high, to, 2);
    if (from < 0) {
        text_print(text, 64, "±%s", high);
    } else {
        text_print(text, 64, tr("%s…%s"), low, high);
    }
}

// As wide as what is written there, in steps, so that cells do not move with every value.
static float scales_width(const Canvas *canvas, const LabMaps *maps)
{
    float widest = wide(canvas, SMALL, "0…0.00");
    for (int i = 0; i < maps->map_count + maps->filter_count; i++) {
        char text[64];
        const MapLine line = any_line(maps, i);
        scale_text(maps, &line, text);
        widest = fmaxf(widest, wide(canvas, SMALL, text));
    }
    const float step = wide(canvas, SMALL, "00");
    return ceilf(widest / step - 0.01f) * step;
}

static bool has_classes(const LabShot *shot, const LabMaps *maps)
{
    return shot->classes > 1 && maps->map_count > 0 &&
           maps->maps[maps->map_count - 1].shape.channels == shot->classes;
}

void lab_maps_sheet_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                       MapSheet *sheet)
{
    const LabMaps *maps = &space->shot->maps[index];
    MapLine line;
    if (lab_maps_enlarged(space, index, &line)) {
        cut_top(&rect, TITLE, 0);
        lab_maps_sheet_large(maps, rect, &line, scales_width(canvas, maps), sheet);
        return;
    }
    const MapRoom room = { .names = names_width(canvas, maps, rect.w),
                           .scales = scales_width(canvas, maps),
                           .below = has_classes(space->shot, maps) ? letters(canvas, SMALL) + 3 : 0,
                           .least = canvas->least };
    lab_maps_sheet(maps, rect, &room, sheet);
    if (sheet->left_out > 0) { // which is told below
        rect.h = fmaxf(rect.h - foot_height(canvas), 1);
        lab_maps_sheet(maps, rect, &room, sheet);
    }
}

// ---- a line

// In little room the kind is shorter; it is never left out.
static void name(Canvas *canvas, const LabMaps *maps, const MapLine *line, Rect place,
                 const Theme *t)
{
    const float size = letters(canvas, LETTERS), small = letters(canvas, SMALL);
    const float middle = place.y + place.h / 2;
    char text[LAYER_NAME_TEXT], shape[TENSOR_SHAPE_TEXT];
    line_name(maps, line, text);
    line_shape(maps, line, shape);
    const bool two = place.h >= size + small + 4 &&
                     canvas_text_width(canvas, FONT_MONO, small, shape) <= place.w;
    if (canvas_text_width(canvas, FONT_MONO, size, text) > place.w) {
        brief_name(maps, line, text);
    }
    if (canvas_text_width(canvas, FONT_MONO, size, text) <= place.w + 0.5f) {
        canvas_text(canvas, place.x, two ? middle - 2 : middle + TEXT_MIDDLE * size, ALIGN_LEFT,
                    FONT_MONO, size, t->text, text);
    }
    if (two) {
        canvas_text(canvas, place.x, middle + small, ALIGN_LEFT, FONT_MONO, small, t->muted, shape);
    }
}

// What the colours of a line mean: a ramp with its ends, in little room the ends alone.
static void scale(Canvas *canvas, const LabMaps *maps, const MapLine *line, Rect place,
                  const Theme *t)
{
    const float size = letters(canvas, SMALL), middle = place.y + place.h / 2;
    char text[64];
    float from, to;
    scale_ends(maps, line, &from, &to);
    scale_text(maps, line, text);
    const bool ramp = place.h >= size + SCALE_HEIGHT + 6;
    if (canvas_text_width(canvas, FONT_MONO, size, text) <= place.w) {
        canvas_text(canvas, place.x, ramp ? middle - 3 : middle + TEXT_MIDDLE * size, ALIGN_LEFT,
                    FONT_MONO, size, t->muted, text);
    }
    const float step = fminf(place.w, 60) / SCALE_STEPS;
    for (int i = 0; i < SCALE_STEPS && ramp; i++) {
        const float value = from + (to - from) * (float)i / (SCALE_STEPS - 1);
        canvas_rect(canvas,
                    (Rect){ place.x + step * (float)i, middle + 2, step + 0.3f, SCALE_HEIGHT },
                    lab_map_color(value, from, to, t));
    }
}

static void units(Canvas *canvas, const LabMaps *maps, const MapSheet *sheet, int line,
                  const Theme *t)
{
    const MapShot *map = &maps->maps[sheet->lines[line].map];
    float low, high;
    lab_map_ends(maps, sheet->lines[line].map, &low, &high);
    for (int i = 0; i < sheet->lines[line].cells; i++) {
        canvas_rect(canvas, lab_maps_unit(sheet, line, i),
                    lab_map_color(maps->values[map->at + i], low, high, t));
    }
}

// Below the output's units: of all classes the names, or of all the first letters.
static void classes(Canvas *canvas, const LabShot *shot, const MapSheet *sheet, int line,
                    const Theme *t)
{
    const float size = letters(canvas, SMALL);
    const float room = lab_maps_unit(sheet, line, 0).w;
    const int words = lab_class_words(canvas, shot, FONT_MONO, size, room);
    for (int i = 0; i < sheet->lines[line].cells && words != LAB_CLASS_NONE; i++) {
        const Rect unit = lab_maps_unit(sheet, line, i);
        char text[32];
        lab_class_word(shot, i, words, text, sizeof text);
        canvas_text(canvas, unit.x + unit.w / 2, unit.y + unit.h + size, ALIGN_CENTER, FONT_MONO,
                    size, t->text, text);
    }
}

// "+4": channels without a cell.
static void others(Canvas *canvas, const MapSheet *sheet, int index, const Theme *t)
{
    const MapLine *line = &sheet->lines[index];
    const float size = letters(canvas, SMALL);
    char text[24];
    if (sheet->large || line->cells == line->all || line->cells == 0) {
        return;
    }
    snprintf(text, sizeof text, "+%d", line->all - line->cells);
    const Rect last = line->plain ? lab_maps_unit(sheet, index, line->cells - 1)
                                  : lab_maps_cell(sheet, index, line->cells - 1);
    const float x = last.x + last.w + 2, w = canvas_text_width(canvas, FONT_MONO, size, text);
    if (x + w <= sheet->scales.x - 2) {
        canvas_text(canvas, x, last.y + last.h / 2 + TEXT_MIDDLE * size, ALIGN_LEFT, FONT_MONO,
                    size, t->muted, text);
    }
}

// How many layers have a line, where not all have.
static void foot(Canvas *canvas, const LabMaps *maps, const MapSheet *sheet, const Theme *t)
{
    const float size = letters(canvas, CAPTIONS);
    const float y = lab_maps_bottom(sheet) + foot_height(canvas) - 4;
    const float room = sheet->scales.x + sheet->scales.w - sheet->names.x;
    char text[96];
    text_print(text, sizeof text, tr("%d of %d layers"), maps->map_count - sheet->left_out,
               maps->map_count);
    if (sheet->left_out > 0 && canvas_text_width(canvas, FONT_SANS, size, text) <= room) {
        canvas_text(canvas, sheet->names.x, y, ALIGN_LEFT, FONT_SANS, size, t->text, text);
    }
}

// Which lines have their name and scale: all that are high enough, and of lower ones as many as
// stand below each other without touching; the output's in any case.
static void choose_named(const Canvas *canvas, const LabMaps *maps, const MapSheet *sheet,
                         bool named[MAP_LINES_MAX])
{
    const LayerName *names[MAP_LINES_MAX];
    const float apart = letters(canvas, LETTERS) + 1;
    float lowest = apart, told = -INFINITY;
    for (int i = 0; i < sheet->line_count; i++) {
        const MapLine *line = &sheet->lines[i];
        names[i] = line->map >= 0 ? &maps->maps[line->map].name : &maps->filters[line->filter].name;
        lowest = fminf(lowest, lab_maps_line(sheet, i).h - line->below);
    }
    lab_layers_named(names, sheet->line_count, apart / lowest, named);
    const int last = sheet->line_count - 1;
    const Rect bottom = lab_maps_line(sheet, last);
    const float end = bottom.y + (bottom.h - sheet->lines[last].below) / 2;
    for (int i = 0; i <= last; i++) {
        const Rect row = lab_maps_line(sheet, i);
        const float high = row.h - sheet->lines[i].below, middle = row.y + high / 2;
        const bool wanted = named[i] || high >= apart;
        const bool free = middle >= told + apart - 0.01f && middle <= end - apart + 0.01f;
        named[i] = i == last || (wanted && free);
        told = named[i] ? middle : told;
    }
}

// The part of a line that its name and scale stand beside; that of the first does not rise above
// the place.
static Rect line_of_name(const Canvas *canvas, const MapSheet *sheet, int line)
{
    Rect row = lab_maps_line(sheet, line);
    row.h -= sheet->lines[line].below;
    if (line == 0) {
        row.y += fmaxf(TEXT_MIDDLE * letters(canvas, LETTERS) - row.h / 2, 0);
    }
    return row;
}

static void message(Canvas *canvas, Rect rect, const char *text, const Theme *t)
{
    const float size = letters(canvas, 13);
    canvas_text_fit(canvas, rect.x + rect.w / 2, rect.y + fminf(rect.h / 2, 60), ALIGN_CENTER,
                    FONT_SANS, size, t->muted, text, rect.w);
}

// What it is above it, and its scale.
static void large(Canvas *canvas, const LabMaps *maps, const MapSheet *sheet, Rect rect,
                  const Theme *t)
{
    enum { SCALE_ROW = 40 };
    const float size = letters(canvas, 12);
    char text[MAP_TIP_TEXT];
    lab_maps_channel_name(maps, &sheet->lines[0], 0, text, sizeof text);
    const char *back = tr("Esc or a click: all of them");
    const float y = rect.y + size + 2;
    const float end =
        rect.x + 14 +
        canvas_text_fit(canvas, rect.x, y, ALIGN_LEFT, FONT_BOLD, size, t->text, text, rect.w);
    if (end + canvas_text_width(canvas, FONT_SANS, size, back) <= rect.x + rect.w) {
        canvas_text(canvas, end, y, ALIGN_LEFT, FONT_SANS, size, t->muted, back);
    }
    Rect place = lab_maps_cell(sheet, 0, 0);
    place.w = place.h = place.w * (float)lab_maps_picture(sheet) / (float)sheet->texels;
    canvas_box(canvas, rect_inset(place, -1), 0, color_alpha(t->line, 0), 1, t->line);
    scale(canvas, maps, &sheet->lines[0],
          (Rect){ sheet->scales.x, sheet->scales.y, sheet->scales.w, SCALE_ROW }, t);
}

void lab_maps_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect, const Theme *theme)
{
    const LabMaps *maps = &space->shot->maps[index];
    MapSheet sheet;
    if (!maps->any || maps->map_count == 0) {
        message(canvas, rect, tr("preparing"), theme);
        return;
    }
    lab_maps_sheet_of(canvas, space, index, rect, &sheet);
    const Rect first = lab_maps_cell(&sheet, 0, 0);
    canvas_image(canvas,
                 (Rect){ first.x, first.y, sheet.cell * (float)sheet.columns,
                         lab_maps_bottom(&sheet) - first.y },
                 LAB_IMAGE_MAPS + index);
    if (sheet.large) {
        large(canvas, maps, &sheet, rect, theme);
        return;
    }
    bool named[MAP_LINES_MAX];
    choose_named(canvas, maps, &sheet, named);
    for (int i = 0; i < sheet.line_count; i++) {
        const MapLine *line = &sheet.lines[i];
        const Rect row = line_of_name(canvas, &sheet, i);
        if (named[i]) {
            name(canvas, maps, line, (Rect){ sheet.names.x, row.y, sheet.names.w, row.h }, theme);
            scale(canvas, maps, line, (Rect){ sheet.scales.x, row.y, sheet.scales.w, row.h },
                  theme);
            others(canvas, &sheet, i, theme);
        }
        if (line->plain) {
            units(canvas, maps, &sheet, i, theme);
        }
        if (line->below > 0) {
            classes(canvas, space->shot, &sheet, i, theme);
        }
    }
    foot(canvas, maps, &sheet, theme);
}
