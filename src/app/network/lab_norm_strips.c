// One row for each strip: what it is called, where its values lie, and where its mark stands.
#include "app/network/lab_norm_strips.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/layout.h"

#include <math.h>

enum { GAP = 6, TICKS_LEAST = 40 };

typedef struct StripRow {
    const char *name, *brief, *about;
    NormList list;    // its values
    NormList partner; // those on the same axis
    bool root;        // of the values: a standard deviation of a variance
    float mark;       // where it is from the start, ...
    float reach;      // ... and how far the axis goes around it at least
} StripRow;

// clang-format off
static const StripRow rows[NORM_STRIP_COUNT] = {
    [NORM_STRIP_GAMMA]        = { "γ", "γ",
      N_("γ, by which the norm multiplies each feature: learnt, 1 at first"),
      NORM_GAMMA, NORM_GAMMA, false, 1, 0.1f },
    [NORM_STRIP_BETA]         = { "β", "β",
      N_("β, which the norm adds to each feature: learnt, 0 at first"),
      NORM_BETA, NORM_BETA, false, 0, 0.1f },
    [NORM_STRIP_BATCH_MEAN]   = { N_("μ batch"), "μ",
      N_("μ of a batch, which the norm takes off each feature in training"),
      NORM_BATCH_MEAN, NORM_RUNNING_MEAN, false, 0, 0 },
    [NORM_STRIP_RUNNING_MEAN] = { N_("μ running"), "μ*",
      N_("μ running: the mean over the last batches, taken off each feature in validation"),
      NORM_RUNNING_MEAN, NORM_BATCH_MEAN, false, 0, 0 },
    [NORM_STRIP_BATCH_STD]    = { N_("σ batch"), "σ",
      N_("σ of a batch, by which the norm divides each feature in training"),
      NORM_BATCH_VAR, NORM_RUNNING_VAR, true, 0, 0 },
    [NORM_STRIP_RUNNING_STD]  = { N_("σ running"), "σ*",
      N_("σ running: that of the last batches, by which each feature is divided in validation"),
      NORM_RUNNING_VAR, NORM_BATCH_VAR, true, 0, 0 },
};
// clang-format on

const NormShot *lab_norm_of(const LabShot *shot, int network, int row)
{
    const LabNorms *norms = &shot->norms[network];
    const NetShot *net = &shot->networks[network];
    if (lab_shows_norms(shot)) {
        return row < norms->count ? &norms->norms[row] : NULL;
    }
    const LayerName *name = &net->sights[row].name;
    for (int i = 0; i < norms->count && row < net->layer_count; i++) {
        if (norms->norms[i].name.number == name->number && name->kind != LAYER_ADD) {
            return &norms->norms[i];
        }
    }
    return NULL;
}

unsigned lab_norm_strips(const NormShot *norm, unsigned wanted)
{
    unsigned strips = 0;
    for (int i = 0; i < NORM_STRIP_COUNT; i++) {
        if ((wanted & 1u << i) && norm->lists[rows[i].list] >= 0 && norm->shown > 0) {
            strips |= 1u << i;
        }
    }
    return strips;
}

int lab_norm_strip_count(unsigned strips)
{
    int count = 0;
    for (; strips; strips &= strips - 1) {
        count++;
    }
    return count;
}

static float value_of(const LabNorms *norms, const StripRow *row, int at)
{
    return row->root ? sqrtf(norms->values[at]) : norms->values[at];
}

void lab_norm_axis(const LabNorms *norms, const NormShot *norm, NormStrip strip, float *low,
                   float *high)
{
    const StripRow *row = &rows[strip];
    const int lists[] = { norm->lists[row->list], norm->lists[row->partner] };
    *low = row->mark - row->reach;
    *high = row->mark + row->reach;
    for (size_t k = 0; k < COUNT(lists); k++) {
        for (int i = 0; i < norm->shown && lists[k] >= 0; i++) {
            const float value = value_of(norms, row, lists[k] + i);
            *low = isfinite(value) ? fminf(*low, value) : *low;
            *high = isfinite(value) ? fmaxf(*high, value) : *high;
        }
    }
    if (*low == *high) {
        *low -= 1;
        *high += 1;
    }
}

static Rect nth_strip(Rect place, int count, int n)
{
    const float pitch = place.h / (float)count;
    return (Rect){ place.x, place.y + pitch * (float)n, place.w, pitch };
}

int lab_norm_strip_at(unsigned strips, Rect place, float x, float y, Rect *strip)
{
    const int count = lab_norm_strip_count(strips);
    for (int i = 0, n = 0; i < NORM_STRIP_COUNT; i++) {
        if (strips & 1u << i) {
            *strip = nth_strip(place, count, n++);
            if (rect_has(*strip, x, y)) {
                return i;
            }
        }
    }
    return -1;
}

const char *lab_norm_strip_about(NormStrip strip)
{
    return tr(rows[strip].about);
}

static float names_width(const Canvas *canvas, unsigned strips, float size, bool brief)
{
    float widest = 0;
    for (int i = 0; i < NORM_STRIP_COUNT; i++) {
        const char *name = brief ? rows[i].brief : tr(rows[i].name);
        if (strips & 1u << i) {
            widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, size, name));
        }
    }
    return widest + GAP;
}

static void ticks(Canvas *canvas, const LabNorms *norms, const NormShot *norm, NormStrip strip,
                  Rect place, Color color, const Theme *t)
{
    const StripRow *row = &rows[strip];
    const int at = norm->lists[row->list];
    float low, high;
    lab_norm_axis(norms, norm, strip, &low, &high);
    canvas_rect(canvas, place, color_mix(t->background, t->line, 0.5f));
    const float mark = place.x + (place.w - 1) * (row->mark - low) / (high - low);
    canvas_rect(canvas, (Rect){ mark, place.y, 1, place.h }, t->muted);
    for (int i = 0; i < norm->shown; i++) {
        const float value = value_of(norms, row, at + i);
        if (isfinite(value)) {
            const float x = place.x + (place.w - 1.5f) * (value - low) / (high - low);
            canvas_rect(canvas, (Rect){ x, place.y + 1, 1.5f, place.h - 2 },
                        color_alpha(color, 0.7f));
        }
    }
}

static void ends_text(const LabNorms *norms, const NormShot *norm, NormStrip strip, char *text,
                      size_t size)
{
    float low, high;
    char from[24], to[24];
    lab_norm_axis(norms, norm, strip, &low, &high);
    text_short(from, sizeof from, low, 2);
    text_short(to, sizeof to, high, 2);
    text_print(text, size, tr("%s…%s"), from, to);
}

void lab_norm_draw(Canvas *canvas, const LabNorms *norms, const NormShot *norm, unsigned strips,
                   Rect place, Color color, const Theme *theme)
{
    const int count = lab_norm_strip_count(strips);
    const float pitch = place.h / (float)(count > 0 ? count : 1);
    const float size = fmaxf(clampf(pitch - 3, 8, 11), canvas->least);
    float ends = 0;
    for (int i = 0; i < NORM_STRIP_COUNT; i++) {
        char text[64];
        if (strips & 1u << i) {
            ends_text(norms, norm, (NormStrip)i, text, sizeof text);
            ends = fmaxf(ends, canvas_text_width(canvas, FONT_MONO, size, text) + GAP);
        }
    }
    float names = names_width(canvas, strips, size, false);
    const bool brief = place.w < names + ends + TICKS_LEAST;
    names = brief ? names_width(canvas, strips, size, true) : names;
    const bool told = place.w >= names + ends + TICKS_LEAST;
    for (int i = 0; i < NORM_STRIP_COUNT; i++) {
        char text[64];
        if (!(strips & 1u << i)) {
            continue;
        }
        Rect row = cut_top(&place, pitch, 0);
        const float baseline = row.y + row.h / 2 + TEXT_MIDDLE * size;
        const Rect label = cut_left(&row, names, 0);
        canvas_text(canvas, label.x, baseline, ALIGN_LEFT, FONT_MONO, size, theme->muted,
                    brief ? rows[i].brief : tr(rows[i].name));
        if (told) {
            const Rect numbers = cut_right(&row, ends, 0);
            ends_text(norms, norm, (NormStrip)i, text, sizeof text);
            canvas_text(canvas, numbers.x + numbers.w, baseline, ALIGN_RIGHT, FONT_MONO, size,
                        theme->muted, text);
        }
        ticks(canvas, norms, norm, (NormStrip)i,
              (Rect){ row.x, row.y + 1, row.w, fmaxf(row.h - 2, 2) }, color, theme);
    }
}
