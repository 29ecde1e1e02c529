// One key after the other along a line. Classes give up letters before any of them is left out.
#include "app/network/lab_legend.h"

#include "app/network/lab_batch.h"
#include "app/network/lab_fit.h"
#include "app/network/lab_points.h"
#include "app/network/lab_surface.h"
#include "app/network/lab_surface_look.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { TEXT = 11, MARK = 9, RAMP = 64, RAMP_PARTS = 32 };
static const float AFTER_MARK = 4, APART = 10;

typedef struct Line {
    Canvas *canvas;
    const Theme *theme;
    float x, end, middle;
} Line;

static float baseline(const Line *line)
{
    return line->middle + TEXT_MIDDLE * TEXT;
}

// Whether a key of that text has room; it stands at line->x then.
static bool has_room(const Line *line, float mark, const char *text)
{
    const float w = mark + AFTER_MARK + canvas_text_width(line->canvas, FONT_SANS, TEXT, text);
    return line->x + w <= line->end;
}

static void say(Line *line, float mark, const char *text)
{
    line->x += mark + AFTER_MARK;
    line->x += canvas_text(line->canvas, line->x, baseline(line), ALIGN_LEFT, FONT_SANS, TEXT,
                           line->theme->muted, text) +
               APART;
}

// ---- classes

static void swatch(Line *line, float x, int class_index)
{
    const Color color = lab_class_color(class_index, line->theme);
    canvas_box(line->canvas, (Rect){ x, line->middle - MARK / 2.0f, MARK, MARK }, 2.5f, color, 0,
               color);
}

// All by name where that fits, else by as many letters as do, else colours alone in their order.
static void classes(Line *line, const LabShot *shot)
{
    const float each = (line->end - line->x) / (float)shot->classes;
    float whole = -APART;
    for (int k = 0; k < shot->classes; k++) {
        whole += MARK + AFTER_MARK + APART +
                 canvas_text_width(line->canvas, FONT_SANS, TEXT, shot->class_names[k]);
    }
    const int words = whole <= line->end - line->x
                          ? LAB_CLASS_NAMES
                          : lab_class_words(line->canvas, shot, FONT_SANS, TEXT,
                                            each - MARK - AFTER_MARK - APART);
    for (int k = 0; k < shot->classes; k++) {
        char text[40] = "";
        if (words == LAB_CLASS_NONE && line->x + MARK > line->end) {
            return;
        }
        swatch(line, line->x, k);
        if (words == LAB_CLASS_NONE) {
            line->x += MARK + 2;
            continue;
        }
        lab_class_word(shot, k, words, text, sizeof text);
        say(line, MARK, text);
    }
}

// ---- numbers

// A ramp of colours, in steps where the surface has them, between its ends.
static void ramp(Line *line, const LabSurfaceLook *look, bool areas)
{
    const float gap = 5;
    const int parts = areas ? LAB_VALUE_STEPS : RAMP_PARTS;
    char least[24], most[24];
    text_short(least, sizeof least, look->low, 2);
    text_short(most, sizeof most, look->high, 2);
    const float left = canvas_text_width(line->canvas, FONT_MONO, TEXT, least);
    const float right = canvas_text_width(line->canvas, FONT_MONO, TEXT, most);
    const float x = line->x + left + gap, w = (float)RAMP / (float)parts;
    if (x + RAMP + gap + right > line->end) {
        return;
    }
    canvas_text(line->canvas, line->x, baseline(line), ALIGN_LEFT, FONT_MONO, TEXT,
                line->theme->muted, least);
    for (int i = 0; i < parts; i++) {
        const float share =
            areas ? ((float)i + 0.5f) / (float)parts : (float)i / (float)(parts - 1);
        const float value = look->low + (look->high - look->low) * share;
        canvas_rect(line->canvas, (Rect){ x + w * (float)i, line->middle - 4.5f, w + 0.3f, 9 },
                    look->color(value, look->low, look->high, line->theme));
    }
    canvas_text(line->canvas, x + RAMP + gap, baseline(line), ALIGN_LEFT, FONT_MONO, TEXT,
                line->theme->muted, most);
    line->x = x + RAMP + gap + right + APART;
}

// What the ramp of a doubt is of, in the longest form that has room.
static void of_doubt(Line *line)
{
    static const char *const words[] = { N_("σ of %d passes with dropout"), N_("σ of %d passes"),
                                         "σ" };
    for (size_t i = 0; i < COUNT(words); i++) {
        char text[96];
        text_print(text, sizeof text, tr(words[i]), SHOT_PASSES);
        if (has_room(line, -AFTER_MARK, text)) {
            say(line, -AFTER_MARK, text);
            return;
        }
    }
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

// One of them alone would read as if all points were such.
static const char *const *words_with_room(const Line *line, const bool there[2])
{
    static const char *const words[][2] = { { N_("training"), N_("validation") },
                                            { N_("train"), N_("valid.") } };
    for (size_t form = 0; form < COUNT(words); form++) {
        float end = line->x - APART;
        for (int i = 0; i < 2; i++) {
            end += there[i]
                       ? APART + MARK + AFTER_MARK +
                             canvas_text_width(line->canvas, FONT_SANS, TEXT, tr(words[form][i]))
                       : 0;
        }
        if (end <= line->end) {
            return words[form];
        }
    }
    return NULL;
}

static void points(Line *line, const LabSpace *space)
{
    const PointsShown shown = lab_points_shown(space);
    const bool there[] = { shown.train && any_point(space->shot, false),
                           shown.validation && any_point(space->shot, true) };
    const char *const *words = words_with_room(line, there);
    for (int i = 0; words && i < 2; i++) {
        if (there[i]) {
            lab_point_draw(line->canvas, line->x + MARK / 2.0f, line->middle, 4, i == 1,
                           line->theme->muted, line->theme->background);
            say(line, MARK, tr(words[i]));
        }
    }
}

// Those of the newest step, where they are shown.
static void trained(Line *line, const LabSpace *space, int index, Color color)
{
    const LabBatch *batch = &space->shot->batch[index];
    char text[64];
    text_print(text, sizeof text, tr("in step %ld"), batch->step);
    if (batch->count > 0 && has_room(line, MARK, text)) {
        lab_batch_point_draw(line->canvas, line->x + MARK / 2.0f, line->middle, 3, color);
        say(line, MARK, text);
    }
}

// "step of 0.3: 61 % right" where there is room, else what the arrows are.
static void adversarial(Line *line, const LabSpace *space, int index)
{
    enum { ARROW = 14 };
    const LabArrows *arrows = &space->shot->networks[index].arrows;
    char step[24], text[96];
    text_short(step, sizeof step, arrows->step, 2);
    const bool tells = arrows->right >= 0 && arrows->tried > 0;
    if (tells) {
        text_print(text, sizeof text, tr("step of %s: %.0f %% right"), step,
                   100.0 * arrows->right / arrows->tried);
    }
    const char *said = tells && has_room(line, ARROW, text) ? text : tr("adversarial step");
    if (lab_arrows_shown(space, index) && has_room(line, ARROW, said)) {
        lab_arrow_draw(line->canvas, line->x, line->middle, line->x + ARROW - 1, line->middle, 5,
                       line->theme);
        say(line, ARROW, said);
    }
}

// ---- of each picture

static void of_curve(Line *line, const LabSpace *space, int index)
{
    enum { STROKE = 18 };
    const Color color = labspace_color(space, index, line->theme);
    points(line, space);
    trained(line, space, index, color);
    if (has_room(line, STROKE, tr("network"))) {
        canvas_line(line->canvas, line->x, line->middle, line->x + STROKE, line->middle, 3, color);
        say(line, STROKE, tr("network"));
    }
    if (lab_fit_has_band(space, index) && has_room(line, STROKE, tr("± 2σ of dropout"))) {
        canvas_box(line->canvas, (Rect){ line->x, line->middle - 5, STROKE, 10 }, 2,
                   color_alpha(color, LAB_FIT_BAND), 0, color);
        say(line, STROKE, tr("± 2σ of dropout"));
    }
}

static void of_surface(Line *line, const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    const LabSurfaceLook look = lab_surface_look(space, index);
    if (look.of != SURFACE_ANSWER || shot->classes == 0) {
        ramp(line, &look, space->areas);
        if (look.of == SURFACE_SPREAD) {
            of_doubt(line);
        }
    } else {
        classes(line, shot);
    }
    points(line, space);
    adversarial(line, space, index);
    trained(line, space, index, line->theme->muted);
}

void lab_legend_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    Line line = { canvas, theme, rect.x, rect.x + rect.w, rect.y + rect.h / 2 };
    if (rect.w < MARK || rect.h < TEXT) {
        return;
    }
    if (lab_fits_curve(space->shot)) {
        of_curve(&line, space, index);
    } else if (space->shot->features == 2) {
        of_surface(&line, space, index);
    }
}
