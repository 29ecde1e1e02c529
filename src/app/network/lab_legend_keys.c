#include "app/network/lab_legend_keys.h"

#include "app/network/lab_arrows.h"
#include "app/network/lab_batch.h"
#include "app/network/lab_fit.h"
#include "app/network/lab_points.h"
#include "app/network/lab_unit_caption.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    MARK = 9,
    RAMP = 64,
    RAMP_LEAST = 20,
    RAMP_PARTS = 32,
    RAMP_GAP = 5,
    STROKE = 18,
    ARROW = 14
};

static float text_width(const LegendKeys *keys, Font font, const char *text)
{
    return canvas_text_width(keys->canvas, font, LEGEND_TEXT, text);
}

static LegendKey *add(LegendKeys *keys, LegendMark *mark, float wide, Color color)
{
    LegendKey *key = &keys->items[keys->count++];
    *key = (LegendKey){ .mark = mark, .wide = wide, .color = color };
    return key;
}

// All digits are as wide as the widest one.
static float steady_width(const LegendKeys *keys, const char *text)
{
    char widest[96];
    snprintf(widest, sizeof widest, "%s", text);
    for (char *c = widest; *c; c++) {
        *c = *c >= '0' && *c <= '9' ? '0' : *c;
    }
    return fmaxf(text_width(keys, FONT_SANS, widest), text_width(keys, FONT_SANS, text));
}

static void say(const LegendKeys *keys, LegendKey *key, const char *text)
{
    snprintf(key->text, sizeof key->text, "%s", text);
    key->room = steady_width(keys, text);
}

// ---- classes

static void swatch(Canvas *canvas, UNUSED const LegendKeys *keys, const LegendKey *key, float x,
                   float y)
{
    canvas_box(canvas, (Rect){ x, y - MARK / 2.0f, MARK, MARK }, 2.5f, key->color, 0, key->color);
}

// On one line: all by name where that fits, else by as many letters as do, else colours alone in
// their order, as many as it has room for.
static void classes(LegendKeys *keys)
{
    const float after = LEGEND_AFTER_MARK + LEGEND_APART;
    const LabShot *shot = keys->space->shot;
    float whole = -LEGEND_APART;
    for (int k = 0; k < shot->classes; k++) {
        whole += MARK + after + text_width(keys, FONT_SANS, shot->class_names[k]);
    }
    const float each = (keys->width + LEGEND_APART) / (float)shot->classes - MARK - after;
    const int words = whole <= keys->width
                          ? LAB_CLASS_NAMES
                          : lab_class_words(keys->canvas, shot, FONT_SANS, LEGEND_TEXT, each);
    const int most = words == LAB_CLASS_NONE
                         ? (int)((keys->width + LEGEND_TIGHT) / (MARK + LEGEND_TIGHT))
                         : DATASET_CLASSES_MAX;
    for (int k = 0; k < shot->classes && k < most; k++) {
        char text[40] = "";
        LegendKey *key = add(keys, swatch, MARK, lab_class_color(k, keys->theme));
        key->tight = words == LAB_CLASS_NONE && k + 1 < shot->classes;
        if (words != LAB_CLASS_NONE) {
            lab_class_word(shot, k, words, text, sizeof text);
            say(keys, key, text);
        }
    }
}

// ---- numbers

typedef struct RampEnds {
    char low[24], high[24];
    float left, right;
} RampEnds;

// They are as wide as three digits at least: the ends move while it trains.
static RampEnds ends_of(const Canvas *canvas, const LabSurfaceLook *look)
{
    RampEnds ends;
    text_short(ends.low, sizeof ends.low, look->low, 2);
    text_short(ends.high, sizeof ends.high, look->high, 2);
    ends.left = canvas_text_width(canvas, FONT_MONO, LEGEND_TEXT, ends.low) + RAMP_GAP;
    ends.right = RAMP_GAP + fmaxf(canvas_text_width(canvas, FONT_MONO, LEGEND_TEXT, ends.high),
                                  canvas_text_width(canvas, FONT_MONO, LEGEND_TEXT, "0.00"));
    return ends;
}

// A ramp of colours, in steps where the surface has them, between its ends.
static void ramp_mark(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x,
                      float y)
{
    const LabSurfaceLook *look = &keys->look;
    const bool areas = keys->space->areas;
    const int parts = areas ? LAB_VALUE_STEPS : RAMP_PARTS;
    const RampEnds ends = ends_of(canvas, look);
    const float baseline = y + TEXT_MIDDLE * LEGEND_TEXT;
    const float from = x + ends.left, length = key->wide - ends.left - ends.right;
    const float w = length / (float)parts;
    canvas_text(canvas, x, baseline, ALIGN_LEFT, FONT_MONO, LEGEND_TEXT, key->color, ends.low);
    for (int i = 0; i < parts; i++) {
        const float share =
            areas ? ((float)i + 0.5f) / (float)parts : (float)i / (float)(parts - 1);
        const float value = look->low + (look->high - look->low) * share;
        canvas_rect(canvas, (Rect){ from + w * (float)i, y - 4.5f, w + 0.3f, 9 },
                    look->color(value, look->low, look->high, keys->theme));
    }
    canvas_text(canvas, from + length + RAMP_GAP, baseline, ALIGN_LEFT, FONT_MONO, LEGEND_TEXT,
                key->color, ends.high);
}

static void ramp(LegendKeys *keys)
{
    const RampEnds ends = ends_of(keys->canvas, &keys->look);
    const float length = fminf(RAMP, keys->width - ends.left - ends.right);
    if (length >= RAMP_LEAST) {
        add(keys, ramp_mark, ends.left + length + ends.right, keys->theme->muted);
    }
}

// What a ramp or a band of doubt is of, in the longest form that a line has room for.
static void of_doubt(LegendKeys *keys, LegendKey *key, const char *const words[3])
{
    for (int i = keys->brief ? 1 : 0; i < 3; i++) {
        char text[96];
        text_print(text, sizeof text, tr(words[i]), SHOT_PASSES);
        say(keys, key, text);
        if (key->wide + key->room <= keys->width) {
            return;
        }
    }
}

static void doubt(LegendKeys *keys)
{
    static const char *const words[] = { N_("σ of %d passes with dropout"), N_("σ of %d passes"),
                                         "σ" };
    of_doubt(keys, add(keys, NULL, 0, keys->theme->muted), words);
}

// ---- points

static bool any_point(const LabShot *shot, bool validation)
{
    for (int i = 0; i < shot->points.count; i++) {
        if (shot->points.items[i].validation == validation) {
            return true;
        }
    }
    return false;
}

static bool any_shown(const LabSpace *space)
{
    const PointsShown shown = lab_points_shown(space);
    return (shown.train && any_point(space->shot, false)) ||
           (shown.validation && any_point(space->shot, true));
}

// As they are on the picture: of values on a surface they have its colours and dark rims.
static void point_mark(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x,
                       float y, bool validation)
{
    const LabShot *shot = keys->space->shot;
    if (shot->classes == 0 && !lab_fits_curve(shot)) {
        lab_value_point_draw(canvas, x + MARK / 2.0f, y, 4.5f, validation,
                             lab_value_color(0.6f, -1, 1, keys->theme));
    } else {
        lab_point_draw(canvas, x + MARK / 2.0f, y, 4, validation, key->color,
                       keys->theme->background);
    }
}

static void disc_mark(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x,
                      float y)
{
    point_mark(canvas, keys, key, x, y, false);
}

static void ring_mark(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x,
                      float y)
{
    point_mark(canvas, keys, key, x, y, true);
}

static void points(LegendKeys *keys)
{
    static const char *const words[][2] = { { N_("training"), N_("train") },
                                            { N_("validation"), N_("valid.") } };
    const PointsShown shown = lab_points_shown(keys->space);
    for (int i = 0; i < 2; i++) {
        if ((i ? shown.validation : shown.train) && any_point(keys->space->shot, i == 1)) {
            say(keys, add(keys, i ? ring_mark : disc_mark, MARK, keys->theme->muted),
                tr(words[i][keys->brief]));
        }
    }
}

static void trained_mark(Canvas *canvas, UNUSED const LegendKeys *keys, const LegendKey *key,
                         float x, float y)
{
    lab_batch_point_draw(canvas, x + MARK / 2.0f, y, 3, key->color);
}

// Those of the newest step, where they are shown.
static void trained(LegendKeys *keys, Color color)
{
    const LabBatch *batch = &keys->space->shot->batch[keys->network];
    char text[64];
    if (batch->count > 0) {
        text_print(text, sizeof text,
                   tr(batch->moved > 0 ? N_("in step %ld, moved") : N_("in step %ld")),
                   batch->step);
        say(keys, add(keys, trained_mark, MARK, color), text);
    }
}

static void arrow_mark(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x,
                       float y)
{
    lab_arrow_draw(canvas, x, y, x + key->wide - 1, y, 5, keys->theme);
}

// "step of 0.3: 61 % right, loss 0.84", of values the loss alone; form 1 leaves it out of classes.
static void step_text(const LabArrows *arrows, int form, double percent, double loss, char *text,
                      size_t size)
{
    char step[24], value[24];
    text_short(step, sizeof step, arrows->step, 2);
    text_short(value, sizeof value, loss, 2);
    if (arrows->right < 0) {
        text_print(text, size, tr("step of %s: loss %s"), step, value);
    } else if (form == 0) {
        text_print(text, size, tr("step of %s: %.0f %% right, loss %s"), step, percent, value);
    } else {
        text_print(text, size, tr("step of %s: %.0f %% right"), step, percent);
    }
}

// In the longest form that a line has room for, at last what the arrows are.
static void adversarial(LegendKeys *keys)
{
    const LabArrows *arrows = &keys->space->shot->networks[keys->network].arrows;
    if (!lab_arrows_shown(keys->space, keys->network)) {
        return;
    }
    LegendKey *key = add(keys, arrow_mark, ARROW, keys->theme->muted);
    for (int form = keys->brief ? 1 : 0; form < 2 && arrows->tried > 0; form++) {
        char text[96], most[96];
        step_text(arrows, form, 100, 0.000123, most, sizeof most);
        const float room = steady_width(keys, most);
        if (ARROW + LEGEND_AFTER_MARK + room <= keys->width) {
            step_text(arrows, form, 100.0 * arrows->right / arrows->tried, arrows->loss, text,
                      sizeof text);
            say(keys, key, text);
            key->room = fmaxf(room, key->room);
            return;
        }
    }
    say(keys, key, tr("adversarial step"));
}

// ---- of each picture

static void stroke_mark(Canvas *canvas, UNUSED const LegendKeys *keys, const LegendKey *key,
                        float x, float y)
{
    canvas_line(canvas, x, y, x + key->wide, y, 3, key->color);
}

static void band_mark(Canvas *canvas, UNUSED const LegendKeys *keys, const LegendKey *key, float x,
                      float y)
{
    canvas_box(canvas, (Rect){ x, y - 5, key->wide, 10 }, 2, color_alpha(key->color, LAB_FIT_BAND),
               0, key->color);
}

// Which line it is: the points are not of its values, and are not there.
static void of_unit(LegendKeys *keys, Color color)
{
    char text[96];
    lab_unit_caption(keys->space->shot, keys->look.unit, text, sizeof text);
    say(keys, add(keys, stroke_mark, STROKE, color), text);
}

static void of_curve(LegendKeys *keys)
{
    static const char *const doubts[] = { N_("± 2σ of %d passes with dropout"),
                                          N_("± 2σ of %d passes"), "± 2σ" };
    const Color color = labspace_color(keys->space, keys->network, keys->theme);
    keys->look = lab_surface_look(keys->space, keys->network);
    if (keys->look.of == SURFACE_UNIT) {
        of_unit(keys, color);
        return;
    }
    points(keys);
    adversarial(keys);
    trained(keys, color);
    say(keys, add(keys, stroke_mark, STROKE, color), tr("network"));
    if (lab_fit_has_band(keys->space, keys->network)) {
        of_doubt(keys, add(keys, band_mark, STROKE, color), doubts);
    }
}

static void of_surface(LegendKeys *keys)
{
    const LabShot *shot = keys->space->shot;
    keys->look = lab_surface_look(keys->space, keys->network);
    if (keys->look.of != SURFACE_ANSWER || shot->classes == 0) {
        ramp(keys);
    } else {
        classes(keys);
    }
    if (keys->look.of == SURFACE_SPREAD) {
        doubt(keys);
    }
    if (keys->look.of != SURFACE_ANSWER && shot->classes > 0 && any_shown(keys->space)) {
        classes(keys); // points have their colours
    }
    points(keys);
    adversarial(keys);
    trained(keys, keys->theme->muted);
}

void lab_legend_keys(LegendKeys *keys)
{
    const LabShot *shot = keys->space->shot;
    if (lab_fits_curve(shot)) {
        of_curve(keys);
    } else if (shot->features == 2) {
        of_surface(keys);
    }
}
