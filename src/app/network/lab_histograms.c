// Histograms of every layer, one below the other, each with its scale and what stands out.
#include "app/network/lab_columns.h"

#include "app/network/lab_norm_strips.h"
#include "app/network/lab_strips.h"
#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/wrap.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    ROW_READABLE = 14,
    ROW_TWO = 20,  // has two small lines at its right, ...
    ROW_HIGH = 32, // ... larger ones, and room for the ends of its scale below the bars
    PLACE_LEAST = 24,
    VALUES = 64,
    BARS_LEAST = 60
};

// What is written at the right end of a row: the standard deviation, then what stands out and the
// ends of the scale where they are not written below the bars. What is not finite is in no bar: it
// is told in any case, in place of σ where there is but one line.
typedef struct RowLines {
    int count;
    struct {
        char text[128];
        Color color;
    } lines[3];
} RowLines;

static void add_line(RowLines *lines, const char *text, Color color)
{
    text_print(lines->lines[lines->count].text, sizeof lines->lines[0].text, "%s", text);
    lines->lines[lines->count++].color = color;
}

// In so many digits that it has room beside the bars.
static void range_text(const BarScale *scale, char *text, size_t size)
{
    enum { LETTERS = 11 };
    for (int digits = 2; digits > 0; digits--) {
        char low[24], high[24];
        text_short(low, sizeof low, scale->low, digits);
        text_short(high, sizeof high, scale->high, digits);
        text_print(text, size, tr("%s…%s"), low, high);
        if (strlen(low) + 1 + strlen(high) <= LETTERS) {
            break;
        }
    }
}

static RowLines lines_of(const NetShot *net, int layer, const BarScale *scale, int room, bool ends,
                         const Theme *t)
{
    const LayerStats *stats = &net->stats[layer];
    RowLines lines = { 0 };
    char text[256];
    const bool saturated = stats->saturated_share > stats->zero_share;
    const double share = saturated ? stats->saturated_share : stats->zero_share;
    if (stats->bad > 0) {
        text_print(text, sizeof text, tr("%zu not finite"), stats->bad);
        add_line(&lines, text, t->error);
    }
    if (lines.count < room) {
        lab_spread_text(net, layer, text, sizeof text);
        add_line(&lines, text, t->text);
    }
    if (lines.count < room && ends) {
        range_text(scale, text, sizeof text);
        add_line(&lines, text, t->muted);
    }
    if (lines.count < room && stats->bad == 0 && share >= 0.005) {
        text_print(text, sizeof text, tr(saturated ? N_("%.0f %% sat") : N_("%.0f %% zero")),
                   100 * share);
        add_line(&lines, text, share > 0.9 ? t->error : t->muted);
    }
    return lines;
}

static void row_values(Canvas *canvas, Rect place, const NetShot *net, int layer,
                       const BarScale *scale, bool ends, const Theme *t)
{
    const bool large = canvas->least > 9; // as many lines as can be read, and no more
    const int room = place.h >= 3 * 13 ? 3 : place.h >= (large ? 26 : ROW_TWO - 3) ? 2 : 1;
    const RowLines lines = lines_of(net, layer, scale, room, ends, t);
    const bool small = lines.count * 13 > place.h;
    const float pitch = small ? place.h / (float)lines.count : 13;
    const float top = place.y + (place.h - pitch * (float)lines.count) / 2;
    for (int i = 0; i < lines.count; i++) {
        const float size = fmaxf(small && lines.count > 1 ? 9 : i == 0 ? 11 : 10, canvas->least);
        const Rect line = { place.x, top + pitch * (float)i, place.w - 4, pitch };
        if (large && canvas_text_width(canvas, FONT_MONO, size, lines.lines[i].text) > line.w) {
            continue;
        }
        wrap_text(canvas, line, ALIGN_RIGHT, FONT_MONO, size, lines.lines[i].color,
                  lines.lines[i].text);
    }
}

// So wide that nothing of it lies over the bars, also where a count of what is not finite stands,
// if the row has the room.
static float values_width(const Canvas *canvas, const LayerStats *stats, float room)
{
    char text[256];
    float wide = VALUES;
    if (stats->bad > 0) {
        text_print(text, sizeof text, tr("%zu not finite"), stats->bad);
        wide = fmaxf(wide, canvas_text_width(canvas, FONT_MONO, 11, text) + 8);
    }
    const char *const shares[] = { tr("%.0f %% sat"), tr("%.0f %% zero") };
    for (size_t i = 0; i < COUNT(shares); i++) {
        text_print(text, sizeof text, shares[i], 99.0);
        wide = fmaxf(wide, canvas_text_width(canvas, FONT_MONO, 10, text) + 8);
    }
    return room > wide + BARS_LEAST ? wide : VALUES;
}

// Where a row has its bars; its name stands before them.
static Rect bars_of(Rect row, float names, Rect *label)
{
    *label = cut_left(&row, names, 0);
    row.y += 1.5f;
    row.h -= 3;
    return row;
}

// Below the bars of a norm, where there is room: what it holds. The strips that have their place
// there.
static unsigned norm_place(const Canvas *canvas, const LabShot *shot, int index, int layer,
                           Rect *bars, Rect *place)
{
    enum { BARS = 22, GAP = 2 };
    const float line = fmaxf(clampf(bars->h * 0.15f, 11, 17), canvas->least + 1);
    const NormShot *norm = lab_shows_norms(shot) ? lab_norm_of(shot, index, layer) : NULL;
    const unsigned wanted =
        shot->kind == INSPECT_BEFORE_NORM ? NORM_STRIPS_BEFORE : NORM_STRIPS_AFTER;
    unsigned strips = norm ? lab_norm_strips(norm, wanted) : 0;
    if (bars->h < line * (float)lab_norm_strip_count(strips) + BARS) {
        strips &= ~(unsigned)NORM_STRIPS_STD; // means first
    }
    const float high = line * (float)lab_norm_strip_count(strips);
    if (!strips || bars->h < high + BARS) {
        return 0;
    }
    *place = cut_bottom(bars, high, GAP);
    return strips;
}

static void norm_strips(Canvas *canvas, const LabSpace *space, int index, int layer, Rect *bars,
                        const Theme *theme)
{
    Rect place;
    const LabShot *shot = space->shot;
    const unsigned strips = norm_place(canvas, shot, index, layer, bars, &place);
    if (strips) {
        lab_norm_draw(canvas, &shot->norms[index], lab_norm_of(shot, index, layer), strips, place,
                      labspace_color(space, index, theme), theme);
    }
}

static float name_size(const Canvas *canvas)
{
    return fmaxf(11, canvas->least);
}

// The bars of a layer and, where there is room, its name in a column so wide, scale and values.
static void row_draw(Canvas *canvas, const LabSpace *space, int index, int layer, Rect row,
                     float names, const Theme *theme)
{
    const NetShot *net = &space->shot->networks[index];
    const bool lit = index == space->hover_network && layer == space->hover_layer;
    const bool readable = row.h >= ROW_READABLE;
    const BarScale scale = lab_bar_scale(space->shot, net, layer);
    Rect label;
    Rect bars = bars_of(row, names, &label);
    const float letters = name_size(canvas);
    norm_strips(canvas, space, index, layer, &bars, theme);
    const Rect whole = bars;
    const bool high = whole.h + 3 >= ROW_HIGH;
    const float width = values_width(canvas, &net->stats[layer], row.w - names);
    const bool values = readable && row.w > names + width + BARS_LEAST;
    const Rect place = values ? cut_right(&bars, width, 0) : bars;
    const bool below = high || (readable && !values && row.h >= ROW_TWO && canvas->least <= 8);
    canvas_rect(canvas, whole,
                lit ? theme->raised : color_mix(theme->background, theme->line, 0.5f));
    bars = rect_inset(bars, 1);
    if (below) {
        const float size = fmaxf(high ? 10 : 8, canvas->least);
        lab_bar_ends(canvas, cut_bottom(&bars, size + 1, 1), &scale, size, theme);
    }
    lab_bars_draw(canvas, bars, SHOT_BINS, net->counts[layer], &scale,
                  labspace_color(space, index, theme), theme);
    // In rows that are lower than letters every second has its name.
    if (row.h >= letters + 2 || layer % 2 == 0) {
        lab_layer_name_draw(canvas, net, layer, label,
                            whole.y + whole.h / 2 + TEXT_MIDDLE * letters, letters, theme);
    }
    if (values) {
        row_values(canvas, place, net, layer, &scale, !below, theme);
    }
}

// Why there are no rows.
static void none(Canvas *canvas, Rect rect, const Theme *t)
{
    const float size = fmaxf(13, canvas->least);
    if (canvas_text_width(canvas, FONT_SANS, size, tr("no norms")) <= rect.w) {
        canvas_text(canvas, rect.x + rect.w / 2, rect.y + fminf(rect.h / 2, 40), ALIGN_CENTER,
                    FONT_SANS, size, t->muted, tr("no norms"));
    }
}

void lab_histograms_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                         const Theme *theme)
{
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    if (lab_shows_norms(shot) && net->layer_count == 0) {
        none(canvas, rect, theme);
        return;
    }
    const int rows = lab_histogram_rows(shot, index);
    if (rect.h < PLACE_LEAST) { // of a window that is hardly one
        return;
    }
    if (lab_strips_wanted(rect.h, rows)) {
        lab_strips_draw(canvas, space, index, rect, theme);
        return;
    }
    const float names = lab_layer_names_width(canvas, net, rect.w, name_size(canvas));
    for (int layer = 0; layer < net->layer_count; layer++) {
        row_draw(canvas, space, index, layer, lab_histogram_row(rect, rows, layer), names, theme);
    }
}

// All that is known of the layer below the pointer.
static void reading(NetworkRoom *room, const NetShot *net, int layer, Rect row)
{
    const LayerStats *s = &net->stats[layer];
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = ui->theme;
    const struct {
        const char *label;
        double value;
        bool share;
    } lines[] = {
        { N_("mean"), s->mean, false },
        { N_("standard deviation σ"), s->std, false },
        { N_("least"), s->min, false },
        { N_("greatest"), s->max, false },
        { N_("exactly zero"), s->zero_share, true },
        { N_("saturated"), s->saturated_share, true },
    };
    // Weights and gradients do not saturate, and no unit is dead by them.
    const bool units = room->lab.shot->kind == INSPECT_ACTIVATIONS, broken = s->bad > 0;
    const size_t count = COUNT(lines) - !units;
    const float width = 210, line = 17;
    const float h = line * ((float)count + 1 + (float)units + (float)broken) + 14;
    char text[256];
    const Rect box = card_beside(ui, row.x, row.x + row.w, 6, row.y, width, h);
    const float x = box.x, y = box.y;
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    char called[LAYER_NAME_TEXT];
    const Sight *sight = &net->sights[layer];
    const bool channels = shape_area(sight->shape) > 1;
    layer_name(&sight->name, called);
    text_print(text, sizeof text,
               channels ? tr_n("%s, %d channel", "%s, %d channels", s->units)
                        : tr_n("%s, %d unit", "%s, %d units", s->units),
               called, s->units);
    canvas_text(canvas, x + 10, y + 18, ALIGN_LEFT, FONT_BOLD, 12, t->text, text);
    for (size_t i = 0; i < count; i++) {
        const float baseline = y + 18 + line * (float)(i + 1);
        if (isnan(lines[i].value)) {
            text_print(text, sizeof text, "%s", tr("–"));
        } else if (lines[i].share) {
            snprintf(text, sizeof text, "%.1f %%", 100 * lines[i].value);
        } else {
            text_short(text, sizeof text, lines[i].value, 4);
        }
        canvas_text(canvas, x + 10, baseline, ALIGN_LEFT, FONT_SANS, 12, t->muted,
                    tr(lines[i].label));
        canvas_text(canvas, x + width - 10, baseline, ALIGN_RIGHT, FONT_MONO, 12, t->text, text);
    }
    float last = y + 18 + line * (float)count;
    if (units) {
        last += line;
        text_print(text, sizeof text, tr_n("%d of %d unit dead", "%d of %d units dead", s->units),
                   s->dead_units, s->units);
        canvas_text(canvas, x + 10, last, ALIGN_LEFT, FONT_SANS, 12,
                    s->dead_units > 0 ? t->error : t->muted, text);
    }
    if (broken) {
        text_print(text, sizeof text, tr("%zu not finite"), s->bad);
        canvas_text(canvas, x + 10, last + line, ALIGN_LEFT, FONT_SANS, 12, t->error, text);
    }
    card_end(ui, below);
}

// What a strip of a norm is, where the pointer rests on one.
static bool norm_told(NetworkRoom *room, int index, int layer, Rect row)
{
    Ui *ui = &room->shell->ui;
    const LabShot *shot = room->lab.shot;
    Rect label, place, strip;
    const float names =
        lab_layer_names_width(ui->canvas, &shot->networks[index], row.w, name_size(ui->canvas));
    Rect bars = bars_of(row, names, &label);
    const unsigned strips = norm_place(ui->canvas, shot, index, layer, &bars, &place);
    const int at = strips ? lab_norm_strip_at(strips, place, ui->mouse_x, ui->mouse_y, &strip) : -1;
    if (at >= 0) {
        enum { WIDTH = 230, LINE = 17, SIZE = 12 };
        const char *about = lab_norm_strip_about((NormStrip)at);
        const int lines = ui_line_count(ui, FONT_SANS, SIZE, WIDTH - 20, about);
        const float h = LINE * (float)lines + 12;
        const Rect box = card_beside(ui, row.x, row.x + row.w, 6, strip.y, WIDTH, h);
        const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
        ui_lines(ui, (Rect){ box.x + 10, box.y + 6, WIDTH - 20, h - 12 }, ALIGN_LEFT, FONT_SANS,
                 SIZE, LINE, ui->theme->text, about);
        card_end(ui, below);
    }
    return at >= 0;
}

void lab_histograms_hands(NetworkRoom *room, int index, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.layers.%d", index);
    const UiPress press = ui_press(ui, name, rect, false);
    if (!press.hovered) {
        return;
    }
    for (int layer = 0; layer < net->layer_count; layer++) {
        const Rect row = lab_histogram_row(rect, lab_histogram_rows(shot, index), layer);
        if (!rect_has(row, ui->mouse_x, ui->mouse_y)) {
            continue;
        }
        space->hover_network = index;
        space->hover_layer = layer;
        ui->cursor = UI_CURSOR_HAND;
        if (!norm_told(room, index, layer, row)) {
            reading(room, net, layer, row);
        }
        if (press.clicked) {
            space->selected = space->zoom_network = index;
            space->wish.look.zoom_layer = layer;
            labspace_changed(space);
        }
    }
}
