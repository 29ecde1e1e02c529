// Histograms of every layer. The bars of a row are as high as its counts, but one bar that towers
// over all others (zeros behind a ReLU) is cut, so that the rest can be seen.
#include "app/lab_columns.h"

#include "app/lab_views.h"
#include "app/strings.h"
#include "base/text.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { LABEL = 26, ROW_MOST = 140, ROW_READABLE = 14, VALUES = 64, BARS_LEAST = 60 };
static const double TOWER = 3; // times the second highest

static Rect row_of(Rect rect, int layers, int layer)
{
    const float h = fminf(rect.h / (float)(layers > 0 ? layers : 1), ROW_MOST);
    return (Rect){ rect.x, rect.y + h * (float)layer, rect.w, h };
}

void lab_histogram_draw(Canvas *canvas, Rect rect, int bins, const uint32_t *counts, Color color,
                        float zero_line, const Theme *theme)
{
    double first = 0, second = 0;
    for (int i = 0; i < bins; i++) {
        const double c = counts[i];
        second = c > first ? first : fmax(second, c);
        first = fmax(first, c);
    }
    const double most = second > 0 && first > TOWER * second ? TOWER * second : first;
    const float w = rect.w / (float)bins;
    const float gap = w < 3 ? -0.35f : 0.8f; // thin bars would be a fence: they touch
    if (zero_line >= 0 && zero_line <= 1) {
        canvas_rect(canvas, (Rect){ rect.x + rect.w * zero_line, rect.y, 1, rect.h }, theme->line);
    }
    for (int i = 0; i < bins; i++) {
        if (counts[i] == 0) {
            continue;
        }
        // What is there at all can be seen.
        const float h = fmaxf(rect.h * (float)fmin(counts[i] / most, 1), 0.75f);
        const float x = rect.x + w * (float)i;
        canvas_rect(canvas, (Rect){ x, rect.y + rect.h - h, w - gap, h }, color);
    }
}

// At the right end of a row: the standard deviation and, where there is room, what stands out. What
// is not finite is in no bar: it is told in any case, in place of σ where there is no second line.
static void row_values(Canvas *canvas, Rect place, const LayerStats *stats, const Theme *t)
{
    char text[48], std[24];
    const float right = place.x + place.w - 4, middle = place.y + place.h / 2;
    const bool saturated = stats->saturated_share > stats->zero_share;
    const double share = saturated ? stats->saturated_share : stats->zero_share;
    const bool broken = stats->bad > 0, tall = place.h >= 27;
    const bool two = tall && (share >= 0.005 || broken);
    char bad[32];
    snprintf(bad, sizeof bad, str(STR_LAB_NOT_FINITE_COUNT), stats->bad);
    if (broken) {
        canvas_text(canvas, right, middle + (two ? 11 : 4), ALIGN_RIGHT, FONT_MONO, 10, t->error,
                    bad);
        if (!two) {
            return;
        }
    }
    text_short(std, sizeof std, stats->std, 2);
    snprintf(text, sizeof text, "σ %s", isnan(stats->std) ? str(STR_NOWHERE) : std);
    canvas_text(canvas, right, middle + (two ? -2.5f : 4), ALIGN_RIGHT, FONT_MONO, 11, t->text,
                text);
    if (two && !broken) {
        snprintf(text, sizeof text, str(saturated ? STR_LAB_SATURATED_SHARE : STR_LAB_ZERO_SHARE),
                 100 * share);
        canvas_text(canvas, right, middle + 11, ALIGN_RIGHT, FONT_MONO, 10,
                    share > 0.9 ? t->error : t->muted, text);
    }
}

void lab_histograms_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                         const Theme *theme)
{
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    const Color color = labspace_color(space, index, theme);
    for (int layer = 0; layer < net->layer_count; layer++) {
        Rect row = row_of(rect, shot->layers_shown, layer);
        const bool lit = index == space->hover_network && layer == space->hover_layer;
        const bool readable = row.h >= ROW_READABLE;
        Rect bars = row;
        const Rect label = cut_left(&bars, LABEL, 0);
        bars.y += 1.5f;
        bars.h -= 3;
        const Rect whole = bars;
        const bool values = readable && row.w > LABEL + VALUES + BARS_LEAST;
        const Rect place = values ? cut_right(&bars, VALUES, 0) : bars;
        canvas_rect(canvas, whole,
                    lit ? theme->raised : color_mix(theme->panel, theme->raised, .6f));
        const double low = shot->low_of[layer], high = shot->high_of[layer];
        const float zero = low < 0 && high > 0 ? (float)(-low / (high - low)) : -1;
        lab_histogram_draw(canvas, rect_inset(bars, 1), SHOT_BINS, net->counts[layer], color, zero,
                           theme);
        if (readable) {
            char text[16];
            snprintf(text, sizeof text, str(STR_LAB_LAYER), layer + 1);
            canvas_text(canvas, label.x, label.y + row.h / 2 + TEXT_MIDDLE * 11, ALIGN_LEFT,
                        FONT_MONO, 11, theme->muted, text);
        }
        if (values) {
            row_values(canvas, place, &net->stats[layer], theme);
        }
    }
}

// All that is known of the layer below the pointer.
static void reading(App *app, const NetShot *net, int layer, Rect row)
{
    const LayerStats *s = &net->stats[layer];
    Canvas *canvas = &app->canvas;
    const Theme *t = app->ui.theme;
    const struct {
        StringId label;
        double value;
        bool share;
    } lines[] = {
        { STR_LAB_MEAN, s->mean, false },       { STR_LAB_STD, s->std, false },
        { STR_LAB_MIN, s->min, false },         { STR_LAB_MAX, s->max, false },
        { STR_LAB_ZEROS, s->zero_share, true }, { STR_LAB_SATURATED, s->saturated_share, true },
    };
    const bool broken = s->bad > 0;
    const float width = 210, line = 17, h = line * ((float)COUNT(lines) + 2 + broken) + 14;
    const float x = row.x + row.w + width + 12 < app->ui.width ? row.x + row.w + 6
                                                               : fmaxf(row.x - width - 6, 4);
    const float y = clampf(row.y, 4, app->ui.height - h - 4);
    char text[64];
    canvas->layer = LAYER_POPUP;
    canvas_box(canvas, (Rect){ x, y, width, h }, 6, t->raised, 1, t->line);
    snprintf(text, sizeof text, str_count(STR_LAB_LAYER_UNITS, s->units), layer + 1, s->units);
    canvas_text(canvas, x + 10, y + 18, ALIGN_LEFT, FONT_BOLD, 12, t->text, text);
    for (size_t i = 0; i < COUNT(lines); i++) {
        const float baseline = y + 18 + line * (float)(i + 1);
        if (lines[i].share) {
            snprintf(text, sizeof text, "%.1f %%", 100 * lines[i].value);
        } else {
            text_short(text, sizeof text, lines[i].value, 4);
        }
        canvas_text(canvas, x + 10, baseline, ALIGN_LEFT, FONT_SANS, 12, t->muted,
                    str(lines[i].label));
        canvas_text(canvas, x + width - 10, baseline, ALIGN_RIGHT, FONT_MONO, 12, t->text, text);
    }
    const float last = y + 18 + line * (float)(COUNT(lines) + 1);
    snprintf(text, sizeof text, str_count(STR_LAB_DEAD_UNITS, s->units), s->dead_units, s->units);
    canvas_text(canvas, x + 10, last, ALIGN_LEFT, FONT_SANS, 12,
                s->dead_units > 0 ? t->error : t->muted, text);
    if (broken) {
        snprintf(text, sizeof text, str(STR_LAB_NOT_FINITE_COUNT), s->bad);
        canvas_text(canvas, x + 10, last + line, ALIGN_LEFT, FONT_SANS, 12, t->error, text);
    }
    canvas->layer = LAYER_BASE;
}

void lab_histograms_hands(App *app, int index, Rect rect)
{
    LabSpace *space = &app->lab;
    Ui *ui = &app->ui;
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.layers.%d", index);
    const UiPress press = ui_press(ui, name, rect, false);
    if (!press.hovered) {
        return;
    }
    for (int layer = 0; layer < net->layer_count; layer++) {
        const Rect row = row_of(rect, shot->layers_shown, layer);
        if (!rect_has(row, ui->mouse_x, ui->mouse_y)) {
            continue;
        }
        space->hover_network = index;
        space->hover_layer = layer;
        ui->cursor = UI_CURSOR_HAND;
        reading(app, net, layer, row);
        const bool hidden = layer < net->spec.hidden_count; // the output layer has no units to see
        if (press.clicked && hidden) {
            space->selected = space->zoom_network = index;
            space->wish.look.zoom_layer = layer;
            labspace_changed(space);
        }
    }
}
