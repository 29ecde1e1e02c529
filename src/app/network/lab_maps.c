// The feature maps and filters of a column, and the sample that they are of.
#include "app/network/lab_maps.h"

#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { LETTERS = 11, SMALL = 10, CAPTION = 20, SCALE_STEPS = 24, SCALE_HEIGHT = 7 };
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

static float names_width(const Canvas *canvas, const LabMaps *maps, float row)
{
    float widest = 26;
    for (int i = 0; i < maps->map_count + maps->filter_count; i++) {
        char text[LAYER_NAME_TEXT], shape[TENSOR_SHAPE_TEXT];
        const bool map = i < maps->map_count;
        const MapLine line = { .map = map ? i : -1, .filter = map ? -1 : i - maps->map_count };
        line_name(maps, &line, text);
        line_shape(maps, &line, shape);
        widest =
            fmaxf(widest, canvas_text_width(canvas, FONT_MONO, letters(canvas, LETTERS), text));
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, letters(canvas, SMALL), shape));
    }
    return fminf(widest, row * NAMES_MOST);
}

static float foot_height(const Canvas *canvas)
{
    return letters(canvas, SMALL) + 6;
}

void lab_maps_sheet_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                       MapSheet *sheet)
{
    const LabMaps *maps = &space->shot->maps[index];
    const float names = names_width(canvas, maps, rect.w);
    lab_maps_sheet(maps, rect, names, canvas->least, sheet);
    if (sheet->left_out > 0) { // which is told below
        rect.h = fmaxf(rect.h - foot_height(canvas), 1);
        lab_maps_sheet(maps, rect, names, canvas->least, sheet);
    }
}

// ---- a line

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
        snprintf(text, sizeof text, "%d",
                 line->map >= 0 ? maps->maps[line->map].name.number
                                : maps->filters[line->filter].name.number);
    }
    canvas_text(canvas, place.x, two ? middle - 2 : middle + TEXT_MIDDLE * size, ALIGN_LEFT,
                FONT_MONO, size, t->text, text);
    if (two) {
        canvas_text(canvas, place.x, middle + small, ALIGN_LEFT, FONT_MONO, small, t->muted, shape);
    }
}

static void scale_ends(const LabMaps *maps, const MapLine *line, float *low, float *high)
{
    if (line->map >= 0) {
        *low = maps->maps[line->map].low;
        *high = maps->maps[line->map].high;
        if (*low < 0) { // as the colours reach
            *high = fmaxf(-*low, *high);
            *low = -*high;
        } else {
            *low = 0;
        }
    } else {
        *high = maps->filters[line->filter].most;
        *low = -*high;
    }
}

// What the colours of a line mean: a ramp with its ends, in little room the ends alone.
static void scale(Canvas *canvas, const LabMaps *maps, const MapLine *line, Rect place,
                  const Theme *t)
{
    const float size = letters(canvas, SMALL), middle = place.y + place.h / 2;
    char low[24], high[24], text[64];
    float from, to;
    scale_ends(maps, line, &from, &to);
    text_short(low, sizeof low, from, 2);
    text_short(high, sizeof high, to, 2);
    if (from < 0) {
        text_print(text, sizeof text, "±%s", high);
    } else {
        text_print(text, sizeof text, tr("%s…%s"), low, high);
    }
    const bool ramp = place.h >= size + SCALE_HEIGHT + 6;
    if (canvas_text_width(canvas, FONT_MONO, size, text) <= place.w) {
        canvas_text(canvas, place.x, ramp ? middle - 3 : middle + TEXT_MIDDLE * size, ALIGN_LEFT,
                    FONT_MONO, size, t->muted, text);
    }
    const float wide = fminf(place.w, 60) / SCALE_STEPS;
    for (int i = 0; i < SCALE_STEPS && ramp; i++) {
        const float value = from + (to - from) * (float)i / (SCALE_STEPS - 1);
        canvas_rect(canvas,
                    (Rect){ place.x + wide * (float)i, middle + 2, wide + 0.3f, SCALE_HEIGHT },
                    lab_map_color(value, from, to, t));
    }
}

static Rect unit_rect(const MapSheet *sheet, int line, int unit)
{
    const Rect first = lab_maps_cell(sheet, line, 0);
    const int units = sheet->lines[line].cells;
    const float wide = fminf(sheet->cells.w / (float)units, fminf(sheet->cell, 18));
    const float high = fminf(sheet->cell * 0.6f, 18);
    return (Rect){ first.x + wide * (float)unit, first.y + (first.h - high) / 2 - 1,
                   fmaxf(wide - 1, 1), high };
}

static bool is_plain(const LabMaps *maps, const MapLine *line)
{
    return line->map >= 0 && shape_area(maps->maps[line->map].shape) == 1;
}

static void units(Canvas *canvas, const LabMaps *maps, const MapSheet *sheet, int line,
                  const Theme *t)
{
    const MapShot *map = &maps->maps[sheet->lines[line].map];
    for (int i = 0; i < sheet->lines[line].cells; i++) {
        canvas_rect(canvas, unit_rect(sheet, line, i),
                    lab_map_color(maps->values[map->at + i], map->low, map->high, t));
    }
}

// "+4": channels without a cell.
static void others(Canvas *canvas, const MapSheet *sheet, int index, bool plain, const Theme *t)
{
    const MapLine *line = &sheet->lines[index];
    const float size = letters(canvas, SMALL);
    char text[24];
    if (line->cells == line->all || line->cells == 0) {
        return;
    }
    snprintf(text, sizeof text, "+%d", line->all - line->cells);
    const Rect last = plain ? unit_rect(sheet, index, line->cells - 1)
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
    const float size = letters(canvas, SMALL);
    const float y = lab_maps_cell(sheet, sheet->line_count, 0).y + foot_height(canvas) - 4;
    const float room = sheet->scales.x + sheet->scales.w - sheet->names.x;
    char text[96];
    text_print(text, sizeof text, tr("%d of %d layers"), maps->map_count - sheet->left_out,
               maps->map_count);
    if (sheet->left_out > 0 && canvas_text_width(canvas, FONT_SANS, size, text) <= room) {
        canvas_text(canvas, sheet->names.x, y, ALIGN_LEFT, FONT_SANS, size, t->muted, text);
    }
}

static void message(Canvas *canvas, Rect rect, const char *text, const Theme *t)
{
    const float size = letters(canvas, 13);
    canvas_text_fit(canvas, rect.x + rect.w / 2, rect.y + fminf(rect.h / 2, 60), ALIGN_CENTER,
                    FONT_SANS, size, t->muted, text, rect.w);
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
                         sheet.cell * (float)sheet.line_count },
                 LAB_IMAGE_MAPS + index);
    for (int i = 0; i < sheet.line_count; i++) {
        const MapLine *line = &sheet.lines[i];
        const float y = lab_maps_cell(&sheet, i, 0).y;
        const bool plain = is_plain(maps, line);
        name(canvas, maps, line, (Rect){ sheet.names.x, y, sheet.names.w, sheet.cell }, theme);
        scale(canvas, maps, line, (Rect){ sheet.scales.x, y, sheet.scales.w, sheet.cell }, theme);
        if (plain) {
            units(canvas, maps, &sheet, i, theme);
        }
        others(canvas, &sheet, i, plain, theme);
    }
    foot(canvas, maps, &sheet, theme);
}

// ---- the sample

static void class_text(const LabShot *shot, int class_index, char *text, size_t size)
{
    if (class_index >= 0 && class_index < shot->classes && shot->class_names[class_index][0]) {
        text_print(text, size, "%s", shot->class_names[class_index]);
    } else {
        text_print(text, size, tr("class %d"), class_index);
    }
}

// What it is, and what the network says: "3 · said 5, 82 %".
static void said_text(const LabShot *shot, const LabMaps *maps, char text[160], bool *right)
{
    const LabSample *sample = &shot->sample;
    char is[40], said[40], value[24], share[24];
    *right = true;
    if (sample->class < 0) {
        text_short(value, sizeof value, sample->target, 3);
        text_short(share, sizeof share, maps->share, 3);
        text_print(text, 160, tr("is %s · said %s"), value, maps->any ? share : tr("–"));
        return;
    }
    class_text(shot, sample->class, is, sizeof is);
    if (!maps->any || maps->said < 0) {
        text_print(text, 160, "%s", is);
        return;
    }
    class_text(shot, maps->said, said, sizeof said);
    *right = maps->said == sample->class;
    text_print(text, 160, tr("is %s · said %s, %.0f %%"), is, said, 100.0 * maps->share);
}

// In little room: "5, 82 %", or "5"; whether that is right is told by its colour.
static void said_brief(const LabShot *shot, const LabMaps *maps, bool share, char text[160])
{
    char said[40];
    if (shot->sample.class < 0 || !maps->any || maps->said < 0) {
        return;
    }
    class_text(shot, maps->said, said, sizeof said);
    text_print(text, 160, share ? "%s, %.0f %%" : "%s", said, 100.0 * maps->share);
}

static float caption_height(const Canvas *canvas)
{
    return letters(canvas, 12) + 8;
}

static Rect sample_place(const LabShot *shot, const Canvas *canvas, Rect rect)
{
    const TensorShape *shape = &shot->sample.shape;
    const float high = fmaxf(rect.h - caption_height(canvas), 1);
    const float scale = fminf(rect.w / (float)shape->width, high / (float)shape->height);
    return (Rect){ rect.x, rect.y, scale * (float)shape->width, scale * (float)shape->height };
}

static void plain_sample(Canvas *canvas, const LabSample *sample, Rect rect, const Theme *t)
{
    enum { SHOWN = 4 };
    const float size = letters(canvas, 12);
    const int count = shape_size(sample->shape);
    for (int i = 0; i < count && i < SHOWN; i++) {
        char text[48], value[24];
        text_short(value, sizeof value, sample->x[i], 2);
        if (i == SHOWN - 1 && count > SHOWN) {
            text_print(text, sizeof text, "…");
        } else if (count == 2) {
            text_print(text, sizeof text, "%s %s", i == 0 ? "x" : "y", value);
        } else {
            text_print(text, sizeof text, "x%d %s", i + 1, value);
        }
        if (canvas_text_width(canvas, FONT_MONO, size, text) <= rect.w) {
            canvas_text(canvas, rect.x, rect.y + size + (size + 6) * (float)i, ALIGN_LEFT,
                        FONT_MONO, size, t->text, text);
        }
    }
}

void lab_sample_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    const LabShot *shot = space->shot;
    const float size = letters(canvas, 12);
    char text[160];
    bool right;
    if (shot->sample.row < 0 || rect.w < 1 || rect.h < 1) {
        return;
    }
    const bool picture = shape_area(shot->sample.shape) > 1;
    const Rect place = picture ? sample_place(shot, canvas, rect) : rect;
    if (picture) {
        canvas_image(canvas, place, LAB_IMAGE_SAMPLE);
    } else {
        plain_sample(canvas, &shot->sample, rect, theme);
    }
    said_text(shot, &shot->maps[index], text, &right);
    for (int share = 1; share >= 0 && canvas_text_width(canvas, FONT_BOLD, size, text) > rect.w;
         share--) {
        said_brief(shot, &shot->maps[index], share, text);
    }
    if (canvas_text_width(canvas, FONT_BOLD, size, text) > rect.w) {
        return;
    }
    const float y = picture ? place.y + place.h : rect.y + rect.h - caption_height(canvas);
    canvas_text_fit(canvas, rect.x, y + size + 3, ALIGN_LEFT, FONT_BOLD, size,
                    right ? theme->good : theme->error, text, rect.w);
}
