// An enlarged layer: its histograms side by side on one scale, their numbers as a table, and for
// data in the plane what each unit of one network sees.
#include "app/network/lab_barred.h"
#include "app/network/lab_columns.h"
#include "app/network/lab_hiding.h"
#include "app/network/lab_norm_strips.h"
#include "app/network/lab_views.h"
#include "app/network/lab_wiring.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/axis.h"
#include "draw/wrap.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PAD = 14, HEAD = 26, BUTTON = 26, TITLE = 24, TICKS = 20, GAP = 12 };
enum {
    TABLE_ROW = 24,
    TABLE_NAME = 190,
    TABLE_CELL = 84,
    TABLE_LEAST = 600,
    SHEET_LEAST = 260,
    KEY = 20
};

static const float LABEL_OUTSIDE = 3;        // a tick's label may stand out that far
static const float HISTOGRAMS_SHARE = 0.44f; // of the height, where units are shown below

typedef struct Zoom {
    NetworkRoom *room;
    Canvas *canvas;
    const Theme *theme;
    const LabShot *shot;
    int layer;
    const NetShot *net; // whose units are shown
    int network;
} Zoom;

// ---- the head: which layer, which network

static void show_layer(LabSpace *space, int layer)
{
    space->wish.look.zoom_layer = layer;
    labspace_changed(space);
}

static void show_network(LabSpace *space, int network)
{
    space->zoom_network = space->selected = network;
}

static void network_button(Zoom *z, int network, Rect rect)
{
    Ui *ui = &z->room->shell->ui;
    const Color color = labspace_color_told(&z->room->lab, network, z->theme);
    const bool chosen = network == z->network;
    char name[UI_NAME_MAX], tip[256];
    snprintf(name, sizeof name, "lab.zoom.network.%d", network);
    text_print(tip, sizeof tip, tr("What the units of network %s see"), labspace_letter(network));
    const UiPress press = ui_press(ui, name, rect, true);
    const Color ground =
        press.hovered ? color_mix(z->theme->raised, color, 0.3f) : z->theme->raised;
    canvas_box(z->canvas, rect, 6, chosen ? color : ground, 1.5f, color);
    ui_label(ui, rect, ALIGN_CENTER, FONT_BOLD, UI_TEXT_SIZE,
             chosen ? z->theme->background : z->theme->text, labspace_letter(network));
    ui_show_press(ui, &press, rect, 6);
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        show_network(&z->room->lab, network);
    }
}

static void head(Zoom *z, Rect row)
{
    LabSpace *space = &z->room->lab;
    Ui *ui = &z->room->shell->ui;
    const int layers = z->shot->layers_shown;
    char text[256], called[LAYER_NAME_TEXT];
    if (ui_icon_button(ui, "lab.zoom.previous", cut_left(&row, BUTTON, 4), ICON_BACK, false,
                       tr("The layer before")) &&
        z->layer > 0) {
        show_layer(space, z->layer - 1);
    }
    if (ui_icon_button(ui, "lab.zoom.next", cut_left(&row, BUTTON, 12), ICON_FORWARD, false,
                       tr("The next layer")) &&
        z->layer < layers - 1) {
        show_layer(space, z->layer + 1);
    }
    if (ui_icon_button(ui, "lab.zoom.close", cut_right(&row, BUTTON, 14), ICON_CLOSE, false,
                       tr("Back to all layers (Esc)"))) {
        show_layer(space, -1);
    }
    for (int i = z->shot->network_count - 1; i >= 0; i--) {
        network_button(z, i, cut_right(&row, BUTTON, i > 0 ? 4 : 12));
    }
    const bool there = z->layer < z->net->layer_count;
    text_print(text, sizeof text, "%s",
               there ? layer_name(&z->net->sights[z->layer].name, called) : tr("–"));
    const float width = canvas_text_width(z->canvas, FONT_BOLD, 16, text);
    ui_label(ui, cut_left(&row, fminf(width + 1, row.w), 12), ALIGN_LEFT, FONT_BOLD, 16,
             z->theme->text, text);
    // Its name has the number; a row's place among all rows would be a second one.
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, z->theme->muted,
             registry_name(&inspect_kinds, (int)z->shot->kind));
}

// ---- histograms

static void name_of(Zoom *z, int network, Rect row)
{
    enum { LETTER_BELOW = 90 }; // no room for names
    const Color color = labspace_color_told(&z->room->lab, network, z->theme);
    const Rect square = { row.x, row.y + row.h / 2 - 6, 12, 12 };
    const float whole = row.w;
    canvas_box(z->canvas, square, 3, color, 0, color);
    cut_left(&row, 12, 7);
    ui_label(&z->room->shell->ui, row, ALIGN_LEFT, network == z->network ? FONT_BOLD : FONT_SANS,
             UI_TEXT_SIZE, z->theme->text,
             whole < LETTER_BELOW ? labspace_letter(network) : z->shot->networks[network].name);
}

static void ticks(Zoom *z, Rect bars, const BarScale *scale)
{
    Axis axis;
    (scale->log ? axis_log : axis_linear)(&axis, scale->low, scale->high,
                                          clampi((int)(bars.w / 42), 3, 8));
    float free_from = bars.x - 12; // labels do not overlap
    for (int i = 0; i < axis.count; i++) {
        const Tick *tick = &axis.ticks[i];
        const float x = bars.x + bars.w * lab_bar_place(scale, tick->value);
        const float width = canvas_text_width(z->canvas, FONT_MONO, 11, tick->label);
        canvas_rect(z->canvas, (Rect){ x - 0.5f, bars.y + bars.h, 1, 4 }, z->theme->muted);
        if (tick->major && x - width / 2 >= free_from) {
            const float end = width / 2 - LABEL_OUTSIDE;
            canvas_text(z->canvas, clampf(x, bars.x + end, bars.x + bars.w - end),
                        bars.y + bars.h + 16, ALIGN_CENTER, FONT_MONO, 11, z->theme->muted,
                        tick->label);
            free_from = x + width / 2 + 6;
        }
    }
}

// Networks of other layers have another one in the same place: then each says its own.
static void layer_of(Zoom *z, int network, Rect *title)
{
    const NetShot *net = &z->shot->networks[network];
    char called[LAYER_NAME_TEXT], first[LAYER_NAME_TEXT];
    if (z->layer >= net->layer_count || z->layer >= z->net->layer_count) {
        return;
    }
    layer_name(&net->sights[z->layer].name, called);
    layer_name(&z->net->sights[z->layer].name, first);
    const float width = canvas_text_width(z->canvas, FONT_MONO, UI_TEXT_SIZE, called);
    if (strcmp(called, first) != 0 && width < title->w / 2) {
        ui_label(&z->room->shell->ui, cut_right(title, width, 8), ALIGN_RIGHT, FONT_MONO,
                 UI_TEXT_SIZE, z->theme->text, called);
    }
}

static void histogram(Zoom *z, int network, Rect place)
{
    Ui *ui = &z->room->shell->ui;
    const NetShot *net = &z->shot->networks[network];
    char name[UI_NAME_MAX], text[256];
    snprintf(name, sizeof name, "lab.zoom.histogram.%d", network);
    text_print(text, sizeof text, tr("What the units of network %s see"), labspace_letter(network));
    const UiPress press = ui_press(ui, name, place, false);
    ui_tip(ui, text);
    if (press.clicked) {
        show_network(&z->room->lab, network);
    }
    Rect title = cut_top(&place, TITLE, 0);
    layer_of(z, network, &title);
    name_of(z, network, title);
    if (!labspace_hides(&z->room->lab, network)) {
        lab_norm_zoom(z->canvas, &z->room->lab, network, z->layer, &place, z->theme);
    }
    cut_bottom(&place, TICKS, 0);
    canvas_box(z->canvas, place, 4, press.hovered ? z->theme->raised : z->theme->panel, 1,
               network == z->network ? labspace_color_told(&z->room->lab, network, z->theme)
                                     : z->theme->line);
    if (labspace_hides(&z->room->lab, network)) {
        lab_hidden_part(z->canvas, place, z->theme);
        return;
    }
    if (z->layer >= net->layer_count) {
        ui_label(ui, place, ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, z->theme->muted,
                 tr("has no such layer"));
        return;
    }
    const BarScale scale = lab_bar_scale(z->shot, net, z->layer);
    Rect bars = rect_inset(place, 1);
    bars.y += 6;
    bars.h -= 6;
    lab_bars_draw(z->canvas, bars, SHOT_BINS, net->counts[z->layer], &scale,
                  labspace_color(&z->room->lab, network, z->theme), z->theme);
    ticks(z, lab_bars_axis(bars, &scale), &scale);
    const size_t bad = net->stats[z->layer].bad;
    if (bad > 0) {
        text_print(text, sizeof text, tr("%zu not finite"), bad);
        canvas_text(z->canvas, bars.x + bars.w - 6, bars.y + 12, ALIGN_RIGHT, FONT_MONO, 12,
                    z->theme->error, text);
    }
}

static void histograms(Zoom *z, Rect rect)
{
    const int count = z->shot->network_count;
    const float w = (rect.w - GAP * (float)(count - 1)) / (float)count;
    for (int i = 0; i < count; i++) {
        histogram(z, i, (Rect){ rect.x + (w + GAP) * (float)i, rect.y, w, rect.h });
    }
}

// ---- numbers

typedef enum Cell { CELL_NUMBER, CELL_SHARE, CELL_COUNT } Cell;

static void cell_text(Cell cell, double value, char *text, size_t size)
{
    if (isnan(value)) {
        text_print(text, size, "%s", tr("–"));
    } else if (cell == CELL_NUMBER) {
        text_short(text, size, value, 3);
    } else {
        snprintf(text, size, cell == CELL_SHARE ? "%.1f %%" : "%.0f",
                 cell == CELL_SHARE ? 100 * value : value);
    }
}

enum { COLUMNS = 7, COLUMN_TITLE = 11 };
static const struct {
    const char *title;
    Cell cell;
    bool activations; // nothing is known of others
} columns[COLUMNS] = {
    { N_("mean"), CELL_NUMBER, false },  { N_("σ"), CELL_NUMBER, false },
    { N_("least"), CELL_NUMBER, false }, { N_("greatest"), CELL_NUMBER, false },
    { N_("zero"), CELL_SHARE, false },   { N_("saturated"), CELL_SHARE, true },
    { N_("dead"), CELL_COUNT, true },
};

// The least width of the columns, which all are as wide.
static float column_least(const Canvas *canvas)
{
    enum { NUMBER = 52, APART = 5 };
    float least = NUMBER;
    for (int c = 0; c < COLUMNS; c++) {
        const char *title = tr(columns[c].title);
        least = fmaxf(least, wrap_least(canvas, FONT_SANS, COLUMN_TITLE, title) + APART);
    }
    return least;
}

// Which are shown, where there is no room for all; what the bars show goes first. How many.
static int columns_shown(const Canvas *canvas, float width, bool shown[COLUMNS])
{
    static const int leaving[] = { 3, 2, 6, 4, 5 };
    int count = COLUMNS;
    for (int c = 0; c < COLUMNS; c++) {
        shown[c] = true;
    }
    for (size_t i = 0; i < COUNT(leaving) && width < column_least(canvas) * (float)count; i++) {
        shown[leaving[i]] = false;
        count--;
    }
    return count;
}

typedef struct TableColumns {
    bool shown[COLUMNS];
    float names, w; // w: of each
} TableColumns;

static void table_head(Zoom *z, Rect rect, const TableColumns *of)
{
    const float h = TABLE_ROW, y = rect.y + 15 - TEXT_MIDDLE * COLUMN_TITLE - h / 2;
    float x = rect.x + of->names;
    for (int c = 0; c < COLUMNS; c++) {
        if (of->shown[c]) {
            wrap_text(z->canvas, (Rect){ x + 4, y, of->w - 4, h }, ALIGN_RIGHT, FONT_SANS,
                      COLUMN_TITLE, z->theme->muted, tr(columns[c].title));
            x += of->w;
        }
    }
}

static void table_row(Zoom *z, Rect row, const TableColumns *of, int network)
{
    const NetShot *net = &z->shot->networks[network];
    const bool known = z->shot->kind == INSPECT_ACTIVATIONS;
    canvas_rect(z->canvas, (Rect){ row.x, row.y, row.w, 1 }, z->theme->line);
    name_of(z, network, (Rect){ row.x, row.y, of->names - 6, row.h });
    if (z->layer >= net->layer_count || labspace_hides(&z->room->lab, network)) {
        return;
    }
    const LayerStats *s = &net->stats[z->layer];
    const double values[COLUMNS] = { s->mean,      s->std,        s->min,
                                     s->max,       s->zero_share, s->saturated_share,
                                     s->dead_units };
    float x = row.x + of->names;
    for (int c = 0; c < COLUMNS; c++) {
        char text[32];
        cell_text(columns[c].cell, columns[c].activations && !known ? NAN : values[c], text,
                  sizeof text);
        const bool bad = columns[c].activations && known && values[c] > 0.5;
        if (of->shown[c]) {
            x += of->w;
            canvas_text(z->canvas, x, row.y + row.h / 2 + TEXT_MIDDLE * 12, ALIGN_RIGHT, FONT_MONO,
                        12, bad ? z->theme->error : z->theme->text, text);
        }
    }
}

static void table(Zoom *z, Rect rect)
{
    TableColumns of = { .names = fminf(fmaxf(rect.w - COLUMNS * 66, 44), TABLE_NAME) };
    const int count = columns_shown(z->canvas, rect.w - of.names, of.shown);
    of.w = fminf((rect.w - of.names) / (float)count, TABLE_CELL);
    table_head(z, rect, &of);
    for (int i = 0; i < z->shot->network_count; i++) {
        const Rect row = { rect.x, rect.y + TABLE_ROW * (float)(i + 1),
                           of.names + of.w * (float)count, TABLE_ROW };
        if (row.y + row.h <= rect.y + rect.h) {
            table_row(z, row, &of, i);
        }
    }
}

// ---- the page

// Below the histograms: the units at the left, where there are any, and the numbers.
static void below(Zoom *z, Rect rect)
{
    if (labspace_hides(&z->room->lab, z->network)) {
        const float w = fmaxf(rect.w - TABLE_LEAST - 2 * GAP, SHEET_LEAST);
        lab_hidden_part(z->canvas, cut_left(&rect, fminf(w, rect.w), 2 * GAP), z->theme);
    } else if (z->net->zoom_units > 0) {
        const float w = fmaxf(rect.w - TABLE_LEAST - 2 * GAP, SHEET_LEAST);
        const Rect sheet = lab_units(z->room, z->network, z->layer,
                                     (Rect){ rect.x, rect.y, fminf(w, rect.w), rect.h });
        cut_left(&rect, fmaxf(sheet.w, SHEET_LEAST), 2 * GAP);
        cut_top(&rect, TITLE - 6, 0);
    } else if (z->shot->features != 2) {
        ui_label(&z->room->shell->ui, cut_bottom(&rect, KEY, 0), ALIGN_LEFT, FONT_SANS, 11,
                 z->theme->muted,
                 tr(shape_area(z->shot->shape) > 1
                        ? N_("What each channel finds in a sample is in Maps.")
                    : lab_wiring_sees(z->shot)
                        ? N_("What each unit sees is in Wiring.")
                        : N_("What each unit sees is drawn for data with two inputs.")));
    }
    table(z, rect);
}

void lab_zoom(NetworkRoom *room, Rect rect)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    space->hover_network = space->hover_layer = -1;
    if (!shot || shot->network_count == 0) {
        ui_label(&room->shell->ui, rect, ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE,
                 room->shell->ui.theme->muted, tr("preparing"));
        return;
    }
    space->zoom_network = clampi(space->zoom_network, 0, shot->network_count - 1);
    Zoom z = { .room = room,
               .canvas = &room->shell->canvas,
               .theme = room->shell->ui.theme,
               .shot = shot,
               .layer = clampi(space->wish.look.zoom_layer, 0, INSPECT_LAYERS_MAX - 1),
               .net = &shot->networks[space->zoom_network],
               .network = space->zoom_network };
    Rect rest = rect_inset(rect, PAD);
    canvas_clip_push(&room->shell->canvas, rect);
    head(&z, cut_top(&rest, HEAD, 10));
    if (z.net->barred[0]) {
        lab_barred_draw(z.canvas, space, rest, z.network, z.theme);
        canvas_clip_pop(&room->shell->canvas);
        return;
    }
    const bool plane = shot->features == 2;
    const float table_h = TABLE_ROW * (float)(shot->network_count + 1) + KEY;
    const float share = plane ? HISTOGRAMS_SHARE * rest.h : fmaxf(rest.h - table_h - GAP, 60);
    histograms(&z, cut_top(&rest, share, GAP));
    below(&z, rest);
    canvas_clip_pop(&room->shell->canvas);
}
