// A row for each layer, where its histogram would be; along it the steps of the chart.
#include "app/network/lab_bands.h"

#include "app/network/lab_curves.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/layout.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { ENDS = 46, PLOT_LEAST = 60, LETTERS = 10, FOOT = 15, FOOT_ROOM = 60, AXIS = 3 };
static const float WIDE = 0.32f, INNER = 0.68f, MIDDLE = 0.75f; // shares of colours
static const float APART = 1.5f; // pixels between points that are drawn

bool lab_has_bands(const LabSpace *space)
{
    const LabShot *shot = space->shot;
    bool any = false;
    for (int i = 0; i < shot->network_count; i++) {
        any = any || (shot->bands[i].count > 0 && shot->bands[i].kind == shot->kind);
    }
    return space->wish.look.bands && any;
}

PlotScale lab_bands_steps(const LabSpace *space)
{
    return lab_chart_steps_shown(space);
}

int lab_bands_rows(const LabSpace *space, int index)
{
    const int rows = lab_histogram_rows(space->shot, index);
    return rows < BANDS_LAYERS ? rows : BANDS_LAYERS;
}

static float letters(const Canvas *canvas)
{
    return fmaxf(LETTERS, canvas->least);
}

static bool has_foot(Rect rect)
{
    return rect.h > FOOT_ROOM;
}

// Where the rows are; below the last one the numbers of their axis, and at the bottom the foot.
static Rect body_of(const Canvas *canvas, Rect rect)
{
    rect.h -= has_foot(rect) ? letters(canvas) + AXIS + letters(canvas) + FOOT - LETTERS : 0;
    return rect;
}

static Rect row_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect, int layer)
{
    const Rect body = body_of(canvas, rect);
    const int rows = lab_bands_rows(space, index);
    const float h = fminf(body.h / (float)(rows > 0 ? rows : 1), 140);
    return (Rect){ body.x, body.y + h * (float)layer, body.w, h };
}

static float ends_width(const Canvas *canvas)
{
    return fmaxf(ENDS, canvas_text_width(canvas, FONT_MONO, letters(canvas), "-8.8e-8") + 6);
}

// A row's name, its bands, and the ends of their scale, where there is room.
typedef struct Row {
    Rect name, plot, ends; // ends.w 0: no room
} Row;

static Row parts_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect, int layer)
{
    const NetShot *net = &space->shot->networks[index];
    Rect rest = row_of(canvas, space, index, rect, layer);
    Row row = { .ends = { 0 } };
    row.name =
        cut_left(&rest, lab_layer_names_width(canvas, net, rest.w, fmaxf(11, canvas->least)), 0);
    if (rest.h >= letters(canvas) && rest.w > ends_width(canvas) + PLOT_LEAST) {
        row.ends = cut_right(&rest, ends_width(canvas), 0);
    }
    const float gap = rest.h > 10 ? 1.5f : 0.5f;
    row.plot = (Rect){ rest.x, rest.y + gap, rest.w, rest.h - 2 * gap };
    return row;
}

Rect lab_bands_plot(const Canvas *canvas, const LabSpace *space, int index, Rect rect, int layer)
{
    return parts_of(canvas, space, index, rect, layer).plot;
}

// ---- bands

typedef struct Pen {
    Canvas *canvas;
    const LabSpace *space;
    const LabBands *bands;
    int layer;
    Rect plot;
    Plot along; // its x
    BandScale scale;
} Pen;

static float height(const Pen *pen, double value)
{
    return pen->plot.y + pen->plot.h * (1 - lab_band_place(&pen->scale, value));
}

static bool measured(const Pen *pen, int point)
{
    const float *q = pen->bands->points[point].layers[pen->layer].quantiles;
    return isfinite(q[0]) && isfinite(q[BAND_QUANTILES - 1]);
}

static float place(const Pen *pen, int point)
{
    return plot_x(&pen->along, (double)pen->bands->points[point].step);
}

// From one point to the next, between two of the quantiles; a little over the next one's edge, so
// that no seam is seen.
static void between(const Pen *pen, int from, int to, int low, int high, Color color)
{
    const float *a = pen->bands->points[from].layers[pen->layer].quantiles;
    const float *b = pen->bands->points[to].layers[pen->layer].quantiles;
    const float x0 = place(pen, from), x1 = fmaxf(place(pen, to), x0 + 1) + 1;
    const float least = 0.5f; // of what is thin something is seen
    const float xs[] = { x0, x1, x1, x0 };
    const float ys[] = { height(pen, a[high]) - least, height(pen, b[high]) - least,
                         height(pen, b[low]) + least, height(pen, a[low]) + least };
    canvas_polygon(pen->canvas, 4, xs, ys, color);
}

// The points that are drawn: those that are told of, no two in the same place.
static int chosen(const Pen *pen, int places[BANDS_POINTS])
{
    const LabSpace *space = pen->space;
    const long until = space->chart_hide || space->blind ? space->shot->step : LONG_MAX;
    int count = 0;
    for (int i = 0; i < pen->bands->count && pen->bands->points[i].step <= until; i++) {
        const bool last = i + 1 == pen->bands->count;
        if (last || count == 0 || place(pen, i) >= place(pen, places[count - 1]) + APART) {
            places[count++] = i;
        }
    }
    return count;
}

static void band(const Pen *pen, const int *places, int count, int low, int high, Color color)
{
    for (int i = 0; i < count; i++) {
        const int from = places[i], to = places[i + 1 < count ? i + 1 : i];
        if (measured(pen, from) && measured(pen, to) && (to > from || count == 1)) {
            between(pen, from, to, low, high, color);
        }
    }
}

static void bands(const Pen *pen, Color color, Color ground, const Theme *theme)
{
    int places[BANDS_POINTS];
    const int count = chosen(pen, places);
    const Color wide = color_mix(ground, color, WIDE), inner = color_mix(ground, color, INNER);
    const Color middle = color_mix(color, theme->text, MIDDLE);
    band(pen, places, count, 0, 4, wide);
    band(pen, places, count, 1, 3, inner);
    for (int i = 0; i + 1 < count; i++) {
        if (measured(pen, places[i]) && measured(pen, places[i + 1])) {
            const float *a = pen->bands->points[places[i]].layers[pen->layer].quantiles;
            const float *b = pen->bands->points[places[i + 1]].layers[pen->layer].quantiles;
            canvas_line_butt(pen->canvas, place(pen, places[i]), height(pen, a[2]),
                             place(pen, places[i + 1]), height(pen, b[2]), 1.3f * theme->thick,
                             middle);
        }
    }
}

static void upright(const Pen *pen, long step, Color color)
{
    const float x = plot_x(&pen->along, (double)step);
    canvas_rect(pen->canvas, (Rect){ x - 0.5f, pen->plot.y, 1, pen->plot.h }, color);
}

static void plot(const Pen *pen, Color color, bool lit, const Theme *theme)
{
    const Color ground = lit ? theme->raised : color_mix(theme->background, theme->line, 0.5f);
    const float zero = lab_band_place(&pen->scale, 0);
    canvas_rect(pen->canvas, pen->plot, ground);
    canvas_clip_push(pen->canvas, pen->plot);
    bands(pen, color, ground, theme);
    if (zero > 0 && zero < 1) {
        canvas_rect(pen->canvas, (Rect){ pen->plot.x, height(pen, 0) - 0.5f, pen->plot.w, 1 },
                    theme->muted);
    }
    upright(pen, pen->space->shot->step, theme->text);
    if (pen->space->hover_step >= 0) {
        upright(pen, pen->space->hover_step, theme->muted);
    }
    canvas_clip_pop(pen->canvas);
}

// ---- where there are none

// Up to where the network was not looked at while it trained.
static float unknown_until(const Pen *pen)
{
    const Rect plot = pen->plot;
    for (int i = 0; i < pen->bands->count; i++) {
        if (measured(pen, i)) {
            return clampf(place(pen, i), plot.x, plot.x + plot.w);
        }
    }
    return plot.x + plot.w;
}

// The lines of text, one below the other, in the middle of the place; false: they have no room.
static bool lines_fit(Canvas *canvas, Rect rect, int count, const char *const *lines, Color color)
{
    const float size = letters(canvas), line = size + 2;
    for (int i = 0; i < count; i++) {
        if (canvas_text_width(canvas, FONT_SANS, size, lines[i]) + 8 > rect.w) {
            return false;
        }
    }
    for (int i = 0; i < count && rect.h >= line * (float)count; i++) {
        const float middle = rect.y + rect.h / 2 + line * ((float)i - (float)(count - 1) / 2);
        canvas_text(canvas, rect.x + rect.w / 2, middle + TEXT_MIDDLE * size, ALIGN_CENTER,
                    FONT_SANS, size, color, lines[i]);
    }
    return rect.h >= line * (float)count;
}

// Why nothing is seen before the first point, and what gives it.
static void unknown(const Pen *pen, const Theme *theme)
{
    const Rect plot = pen->plot, rect = { plot.x, plot.y, unknown_until(pen) - plot.x, plot.h };
    char both[160];
    const char *const all[] = { both }, *const apart[] = { tr("not recorded"),
                                                           tr("Home, then Space") };
    text_print(both, sizeof both, tr("%s: %s"), apart[0], apart[1]);
    (void)(lines_fit(pen->canvas, rect, 1, all, theme->muted) ||
           lines_fit(pen->canvas, rect, 2, apart, theme->muted) ||
           lines_fit(pen->canvas, rect, 1, apart, theme->muted));
}

// ---- what stands beside them

// The steps at both ends of a row, below it; they are those of the chart.
static void axis(Canvas *canvas, const LabSpace *space, const Row *row, const Theme *theme)
{
    const PlotScale steps = lab_bands_steps(space);
    const float size = letters(canvas), y = row->plot.y + row->plot.h + size + 1;
    char low[32], high[32];
    text_grouped(low, sizeof low, (long)steps.low);
    text_grouped(high, sizeof high, (long)steps.high);
    const float w =
        canvas_text(canvas, row->plot.x, y, ALIGN_LEFT, FONT_MONO, size, theme->muted, low);
    canvas_text(canvas, row->plot.x + row->plot.w, y, ALIGN_RIGHT, FONT_MONO, size, theme->muted,
                high);
    const float ends = w + canvas_text_width(canvas, FONT_MONO, size, high);
    if (canvas_text_width(canvas, FONT_SANS, size, tr("step")) + ends + 16 <= row->plot.w) {
        canvas_text(canvas, row->plot.x + row->plot.w / 2, y, ALIGN_CENTER, FONT_SANS, size,
                    theme->muted, tr("step"));
    }
}

// The ends of the scale, above and below; in a low row beside each other.
static void ends(Canvas *canvas, Rect rect, const BandScale *scale, const Theme *theme)
{
    const float size = letters(canvas);
    char low[24], high[24], both[64];
    text_short(low, sizeof low, scale->low, 2);
    text_short(high, sizeof high, scale->high, 2);
    rect.w -= 2;
    if (rect.h >= 2 * size + 1) {
        canvas_text(canvas, rect.x + rect.w, rect.y + size, ALIGN_RIGHT, FONT_MONO, size,
                    theme->muted, high);
        canvas_text(canvas, rect.x + rect.w, rect.y + rect.h - 2, ALIGN_RIGHT, FONT_MONO, size,
                    theme->muted, low);
        return;
    }
    text_print(both, sizeof both, tr("%s…%s"), low, high);
    if (rect.h >= size && canvas_text_width(canvas, FONT_MONO, size, both) <= rect.w) {
        canvas_text(canvas, rect.x + rect.w, rect.y + rect.h / 2 + TEXT_MIDDLE * size, ALIGN_RIGHT,
                    FONT_MONO, size, theme->muted, both);
    }
}

// How many layers have none, at the foot's right end; returns how wide it is.
static float left_out(Canvas *canvas, Rect rect, float baseline, int shown, int layers,
                      const Theme *theme)
{
    const float size = letters(canvas);
    char text[96];
    if (shown >= layers) {
        return 0;
    }
    text_print(text, sizeof text, tr("%d of %d layers"), shown, layers);
    canvas_text_fit(canvas, rect.x + rect.w, baseline, ALIGN_RIGHT, FONT_SANS, size, theme->text,
                    text, rect.w);
    return canvas_text_width(canvas, FONT_SANS, size, text) + 8;
}

// What the shades are, as far as there is room beside the layers that are left out.
static void foot(Canvas *canvas, Rect rect, int shown, int layers, Color color, const Theme *theme)
{
    enum { KEY = 10, GAP = 4 };
    const Color ground = color_mix(theme->background, theme->line, 0.5f);
    const struct {
        const char *text;
        float h;
        Color color;
    } shades[] = {
        { N_("5–95 %"), 8, color_mix(ground, color, WIDE) },
        { N_("25–75 %"), 8, color_mix(ground, color, INNER) },
        { N_("median"), 2, color_mix(color, theme->text, MIDDLE) },
    };
    const float size = letters(canvas), middle = rect.y + rect.h - size / 2 - 2;
    const float baseline = middle + TEXT_MIDDLE * size;
    const float end = rect.x + rect.w - left_out(canvas, rect, baseline, shown, layers, theme);
    float x = rect.x;
    for (size_t i = 0; i < COUNT(shades); i++) {
        const float w = canvas_text_width(canvas, FONT_SANS, size, tr(shades[i].text)) + KEY + GAP;
        if (x + w > end) {
            return;
        }
        canvas_rect(canvas, (Rect){ x, middle - shades[i].h / 2, KEY, shades[i].h },
                    shades[i].color);
        canvas_text(canvas, x + KEY + GAP, baseline, ALIGN_LEFT, FONT_SANS, size, theme->muted,
                    tr(shades[i].text));
        x += w + KEY;
    }
}

static Pen pen_of(Canvas *canvas, const LabSpace *space, int index, int layer, Rect plot)
{
    return (Pen){ canvas,
                  space,
                  &space->shot->bands[index],
                  layer,
                  plot,
                  { .area = plot, .x = lab_bands_steps(space), .y = { 0, 1, false } },
                  lab_band_scale(space, index, layer) };
}

// Which rows have their names.
static void named_rows(const NetShot *net, int count, float size, float row_h, bool *named)
{
    const LayerName *names[INSPECT_LAYERS_MAX];
    for (int i = 0; i < count; i++) {
        names[i] = &net->sights[i].name;
    }
    lab_layers_named(names, count, (size + 2) / row_h, named);
}

void lab_bands_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect, const Theme *theme)
{
    const NetShot *net = &space->shot->networks[index];
    const LabBands *bands = &space->shot->bands[index];
    const Color color = labspace_color(space, index, theme);
    const float size = fmaxf(11, canvas->least);
    const int rows = lab_bands_rows(space, index);
    const int count = bands->layer_count < net->layer_count ? bands->layer_count : net->layer_count;
    bool named[INSPECT_LAYERS_MAX] = { false };
    named_rows(net, count, size, row_of(canvas, space, index, rect, 0).h, named);
    for (int layer = 0; layer < count && layer < rows; layer++) {
        const Row row = parts_of(canvas, space, index, rect, layer);
        const Pen pen = pen_of(canvas, space, index, layer, row.plot);
        const bool lit = index == space->hover_network && layer == space->hover_layer;
        plot(&pen, color, lit, theme);
        unknown(&pen, theme);
        if (has_foot(rect) && layer + 1 == (count < rows ? count : rows)) {
            axis(canvas, space, &row, theme);
        }
        if (named[layer]) {
            lab_layer_name_draw(canvas, net, layer, row.name,
                                row.plot.y + row.plot.h / 2 + TEXT_MIDDLE * size, size, theme);
        }
        if (row.ends.w > 0) {
            ends(canvas, (Rect){ row.ends.x, row.plot.y, row.ends.w, row.plot.h }, &pen.scale,
                 theme);
        }
    }
    if (has_foot(rect) && count > 0) {
        foot(canvas, rect, count < rows ? count : rows, net->layer_count, color, theme);
    }
}
