// The bars of one histogram and the ends of its scale. The bars are as high as the counts, but one
// that towers over all others (zeros behind a ReLU) is cut, so that the rest can be seen.
#include "app/network/lab_columns.h"

#include "ui/widgets.h"

#include "base/text.h"
#include "draw/axis.h"

#include <math.h>

enum { SLOT = 7, SLOT_GAP = 3 }; // of the exact zeros, left of magnitudes
static const double TOWER = 3;   // times the second highest

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
        canvas_rect(canvas, (Rect){ rect.x + rect.w * zero_line, rect.y, 1, rect.h }, theme->muted);
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

BarScale lab_bar_scale(const LabShot *shot, const NetShot *net, int layer)
{
    const LayerStats *stats = &net->stats[layer];
    BarScale scale = { net->low_of[layer],
                       net->high_of[layer],
                       shot->log,
                       stats->zero_share,
                       false,
                       stats->max > net->high_of[layer] };
    if (scale.log) {
        scale.above |= -stats->min > scale.high;
    } else {
        scale.below = stats->min < scale.low;
    }
    return scale;
}

Rect lab_bars_axis(Rect rect, const BarScale *scale)
{
    if (scale->log) {
        cut_left(&rect, fminf(SLOT, rect.w / 4), SLOT_GAP);
    }
    return rect;
}

float lab_bar_place(const BarScale *scale, double value)
{
    return (float)(scale->log ? log10(value / scale->low) / log10(scale->high / scale->low)
                              : (value - scale->low) / (scale->high - scale->low));
}

// Where zero is on an even scale; else nowhere.
static float zero_of(const BarScale *scale)
{
    return !scale->log && scale->low <= 0 && scale->high >= 0 ? lab_bar_place(scale, 0) : -1;
}

// Zero has no place among magnitudes: the share of exact zeros fills a slot of its own.
static void zeros(Canvas *canvas, Rect rect, const BarScale *scale, Color color, const Theme *theme)
{
    const Rect slot = { rect.x, rect.y, fminf(SLOT, rect.w / 4), rect.h };
    canvas_rect(canvas, slot, color_mix(theme->panel, theme->line, 0.5f));
    if (scale->zero_share > 0) {
        const float h = fmaxf(slot.h * (float)scale->zero_share, 0.75f);
        canvas_rect(canvas, (Rect){ slot.x, slot.y + slot.h - h, slot.w, h },
                    color_mix(color, theme->muted, 0.5f));
    }
}

// A point at an end: values go on beyond it.
static void beyond(Canvas *canvas, Rect axis, bool right, const Theme *theme)
{
    const float reach = fminf(6, axis.h / 2), y = axis.y + axis.h / 2;
    const float x = right ? axis.x + axis.w : axis.x, tip = right ? x + 1 : x - 1;
    const float back = right ? tip - reach : tip + reach;
    canvas_polygon(canvas, 3, (float[]){ tip, back, back }, (float[]){ y, y - reach, y + reach },
                   theme->error);
}

void lab_bars_draw(Canvas *canvas, Rect rect, int bins, const uint32_t *counts,
                   const BarScale *scale, Color color, const Theme *theme)
{
    const Rect axis = lab_bars_axis(rect, scale);
    if (scale->log) {
        Axis powers;
        zeros(canvas, rect, scale, color, theme);
        axis_log(&powers, scale->low, scale->high, clampi((int)(axis.w / 24), 2, 16));
        for (int i = 0; i < powers.count; i++) {
            if (powers.ticks[i].major) {
                const float x = axis.x + axis.w * lab_bar_place(scale, powers.ticks[i].value);
                canvas_rect(canvas, (Rect){ x - 0.5f, axis.y, 1, axis.h }, theme->line);
            }
        }
    }
    lab_histogram_draw(canvas, axis, bins, counts, color, zero_of(scale), theme);
    if (scale->below) {
        beyond(canvas, axis, false, theme);
    }
    if (scale->above) {
        beyond(canvas, axis, true, theme);
    }
}

void lab_bar_ends(Canvas *canvas, Rect rect, const BarScale *scale, float size, const Theme *theme)
{
    const Rect axis = lab_bars_axis(rect, scale);
    const float baseline = rect.y + rect.h - 1, zero = zero_of(scale);
    char low[24], high[24];
    text_short(low, sizeof low, scale->low, 2);
    text_short(high, sizeof high, scale->high, 2);
    const float low_w = canvas_text_width(canvas, FONT_MONO, size, low);
    const float high_w = canvas_text_width(canvas, FONT_MONO, size, high);
    if (low_w + high_w + 6 > axis.w) {
        return;
    }
    canvas_text(canvas, axis.x, baseline, ALIGN_LEFT, FONT_MONO, size, theme->muted, low);
    canvas_text(canvas, axis.x + axis.w, baseline, ALIGN_RIGHT, FONT_MONO, size, theme->muted,
                high);
    if (scale->log) {
        canvas_text(canvas, rect.x + SLOT / 2.0f, baseline, ALIGN_CENTER, FONT_MONO, size,
                    theme->muted, "0");
    }
    const float at = axis.w * zero, half = canvas_text_width(canvas, FONT_MONO, size, "0") / 2;
    if (at - half > low_w + 3 && at + half < axis.w - high_w - 3) {
        canvas_text(canvas, axis.x + at, baseline, ALIGN_CENTER, FONT_MONO, size, theme->muted,
                    "0");
    }
}
