// What each unit of a layer answers all over the plane: one sheet of small pictures, with the dead
// and the saturated ones marked, and the hand that reads a value.
#include "app/network/lab_columns.h"
#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TITLE = 24, KEY = 20, SCALE_STEPS = 32, SCALE = 96 };
enum { UNIT_DEAD = 1, UNIT_SATURATED = 2 }; // of net->unit_flags

typedef struct Units {
    NetworkRoom *room;
    Canvas *canvas;
    const Theme *theme;
    const LabShot *shot;
    const NetShot *net;
    int network, layer;
} Units;

typedef struct Sheet {
    Rect rect;
    int columns, units;
    float cell;
} Sheet;

static Sheet sheet_of(const NetShot *net, Rect area)
{
    Sheet sheet = { .units = net->zoom_units, .columns = lab_units_columns(net->zoom_units) };
    const int rows = (sheet.units + sheet.columns - 1) / sheet.columns;
    sheet.cell = fmaxf(fminf(area.w / (float)sheet.columns, area.h / (float)rows), 1);
    sheet.rect =
        (Rect){ area.x, area.y, sheet.cell * (float)sheet.columns, sheet.cell * (float)rows };
    return sheet;
}

static Rect unit_rect(const Sheet *sheet, int unit)
{
    return rect_inset((Rect){ sheet->rect.x + sheet->cell * (float)(unit % sheet->columns),
                              sheet->rect.y + sheet->cell * (float)(unit / sheet->columns),
                              sheet->cell, sheet->cell },
                      sheet->cell / (float)(SHOT_UNIT_SIDE + 2));
}

// A dead unit is crossed, a saturated one framed.
static void unit_mark(Canvas *canvas, Rect r, unsigned flags, const Theme *t)
{
    const float width = clampf(r.w * 0.06f, 1, 2.5f);
    if (flags & (UNIT_DEAD | UNIT_SATURATED)) {
        canvas_box(canvas, r, 0, color_alpha(t->error, 0), width, t->error);
    }
    if (flags & UNIT_DEAD) {
        canvas_line_butt(canvas, r.x, r.y, r.x + r.w, r.y + r.h, width, t->error);
        canvas_line_butt(canvas, r.x, r.y + r.h, r.x + r.w, r.y, width, t->error);
    }
}

// Flags are those of activations.
static unsigned flags_of(const Units *z, int unit)
{
    const bool known = z->shot->kind == INSPECT_ACTIVATIONS && unit < NET_UNITS_MAX;
    return known ? z->net->unit_flags[z->layer][unit] : 0;
}

// Which unit lies below the pointer and what it answers there.
static void reading(Units *z, const Sheet *sheet, int unit)
{
    Ui *ui = &z->room->shell->ui;
    const Rect r = unit_rect(sheet, unit);
    const float u = clampf((ui->mouse_x - r.x) / r.w, 0, 0.9999f);
    const float v = clampf((r.y + r.h - ui->mouse_y) / r.h, 0, 0.9999f);
    const int at = (int)(v * SHOT_UNIT_SIDE) * SHOT_UNIT_SIDE + (int)(u * SHOT_UNIT_SIDE);
    const int level = z->net->zoom[unit][at]; // what lies beyond the scale is cut
    const float part = ((float)level + 127) / 254;
    const LabShot *shot = z->shot;
    const unsigned flags = flags_of(z, unit);
    char x[24], y[24], value[32], lines[3][256];
    text_short(x, sizeof x, shot->low[0] + u * (shot->high[0] - shot->low[0]), 3);
    text_short(y, sizeof y, shot->low[1] + v * (shot->high[1] - shot->low[1]), 3);
    const char *beyond = level >= 127 ? "≥ " : level <= -127 ? "≤ " : "";
    snprintf(value, sizeof value, "%s", beyond);
    text_short(value + strlen(beyond), sizeof value - strlen(beyond),
               z->net->zoom_low + part * (z->net->zoom_high - z->net->zoom_low), 3);
    text_print(lines[0], sizeof lines[0], tr("Unit %d"), unit + 1);
    text_print(lines[1], sizeof lines[1], tr("%s, %s:  %s"), x, y, value);
    text_print(lines[2], sizeof lines[2], "%s",
               flags & UNIT_DEAD        ? tr("dead: 0 for every training row")
               : flags & UNIT_SATURATED ? tr("saturated for most training rows")
                                        : "");
    const int count = flags ? 3 : 2;
    float width = 0;
    for (int i = 0; i < count; i++) {
        width = fmaxf(width,
                      canvas_text_width(z->canvas, i == 1 ? FONT_MONO : FONT_SANS, 12, lines[i]));
    }
    const float w = width + 20, h = 17 * (float)count + 10;
    const Rect box = card_at_pointer(ui, 16, w, h);
    canvas_box(z->canvas, rect_inset(r, -1.5f), 2, color_alpha(z->theme->text, 0), 2,
               z->theme->text);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, z->theme->line);
    for (int i = 0; i < count; i++) {
        canvas_text(z->canvas, box.x + 10, box.y + 18 + 17 * (float)i, ALIGN_LEFT,
                    i == 0   ? FONT_BOLD
                    : i == 1 ? FONT_MONO
                             : FONT_SANS,
                    12, i == 2 ? z->theme->error : z->theme->text, lines[i]);
    }
    card_end(ui, below);
}

// What the colours of the sheet mean.
static void scale(Units *z, Rect rect)
{
    char low[24], high[24];
    text_short(low, sizeof low, z->net->zoom_low, 2);
    text_short(high, sizeof high, z->net->zoom_high, 2);
    const float y = rect.y + rect.h / 2 + TEXT_MIDDLE * 11;
    float x = rect.x +
              canvas_text(z->canvas, rect.x, y, ALIGN_LEFT, FONT_MONO, 11, z->theme->muted, low) +
              6;
    for (int i = 0; i < SCALE_STEPS; i++) {
        const float w = (float)SCALE / SCALE_STEPS;
        canvas_rect(z->canvas, (Rect){ x + w * (float)i, rect.y + rect.h / 2 - 5, w + 0.4f, 10 },
                    lab_value_color((float)i, 0, SCALE_STEPS - 1, z->theme));
    }
    x += SCALE + 6;
    x += canvas_text(z->canvas, x, y, ALIGN_LEFT, FONT_MONO, 11, z->theme->muted, high) + 20;
    static const struct {
        const char *text;
        unsigned flags;
    } marks[] = { { N_("dead"), UNIT_DEAD }, { N_("saturated"), UNIT_SATURATED } };
    for (size_t i = 0; i < COUNT(marks); i++) {
        unit_mark(z->canvas, (Rect){ x, rect.y + rect.h / 2 - 5, 10, 10 }, marks[i].flags,
                  z->theme);
        x += 16 +
             canvas_text(z->canvas, x + 16, y, ALIGN_LEFT, FONT_SANS, 11, z->theme->muted,
                         tr(marks[i].text)) +
             14;
    }
}

static void sheet_title(Units *z, Rect row)
{
    char text[256];
    const int shown = z->net->zoom_units, all = z->net->zoom_all;
    if (shown < all) {
        text_print(text, sizeof text, tr("What the first %d of %d units of %s see"), shown, all,
                   labspace_letter(z->network));
    } else {
        text_print(text, sizeof text, tr("What each unit of %s sees"), labspace_letter(z->network));
    }
    ui_label(&z->room->shell->ui, row, ALIGN_LEFT, FONT_BOLD, UI_TEXT_SIZE, z->theme->text, text);
}

Rect lab_units(NetworkRoom *room, int network, int layer, Rect rect)
{
    const LabShot *shot = room->lab.shot;
    Units *z = &(Units){ room, &room->shell->canvas,     room->shell->ui.theme,
                         shot, &shot->networks[network], network,
                         layer };
    Ui *ui = &room->shell->ui;
    sheet_title(z, cut_top(&rect, TITLE, 0));
    cut_bottom(&rect, KEY + 4, 0);
    const Sheet sheet = sheet_of(z->net, rect);
    canvas_image(z->canvas, sheet.rect, LAB_IMAGE_UNITS);
    for (int unit = 0; unit < sheet.units; unit++) {
        unit_mark(z->canvas, unit_rect(&sheet, unit), flags_of(z, unit), z->theme);
    }
    scale(z, (Rect){ rect.x, sheet.rect.y + sheet.rect.h + 4, rect.w, KEY });
    const UiPress press = ui_press(ui, "lab.zoom.units", sheet.rect, false);
    const int unit = (int)((ui->mouse_y - sheet.rect.y) / sheet.cell) * sheet.columns +
                     (int)((ui->mouse_x - sheet.rect.x) / sheet.cell);
    if (press.hovered && unit >= 0 && unit < sheet.units) {
        reading(z, &sheet, unit);
    }
    return sheet.rect;
}
