// What the newest step trained on. Below each picture are the shares of its target, in the classes'
// colours and in words: so few pictures that a class's name has room, if there are any such.
#include "app/network/lab_batch.h"

#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum {
    BELOW_CAPTION = 5,
    BAR = 4,
    GAP = 4,
    FEWEST = 5,
    LETTERS = 3,
    APART = 7,
    SIDE_MOST = 40,
    SIDE_PARTS = 5
};

static bool is_mixed(const LabMade *made)
{
    return made->share < 1 && made->class != made->other;
}

// The same with its larger share first.
static LabMade ordered(LabMade made)
{
    const bool turned = is_mixed(&made) && made.share < 0.5f;
    const uint8_t class = made.class;
    made.share = turned ? 1 - made.share : made.share;
    made.class = turned ? made.other : class;
    made.other = turned ? class : made.other;
    return made;
}

// ---- words

// The larger share or what it leaves, in hundredths: "0.7 circle", "0.04 square".
static void share_of(const LabMade *two, bool rest, const char *name, char *text, size_t size)
{
    const long larger = lroundf(100 * two->share), hundredths = rest ? 100 - larger : larger;
    const bool tenths = hundredths % 10 == 0;
    snprintf(text, size, "%.*f %s", tenths ? 1 : 2, (double)hundredths / 100, name);
}

void lab_batch_target(const LabShot *shot, const LabMade *made, char *text, size_t size)
{
    char own[40], other[40], first[64], second[64];
    if (shot->classes == 0) {
        text_short(text, size, (double)made->target, 2);
        return;
    }
    const LabMade two = ordered(*made);
    lab_class_name(shot, two.class, own, sizeof own);
    if (!is_mixed(made)) {
        text_print(text, size, "%s", own);
        return;
    }
    lab_class_name(shot, two.other, other, sizeof other);
    share_of(&two, false, own, first, sizeof first);
    share_of(&two, true, other, second, sizeof second);
    text_print(text, size, "%s + %s", first, second);
}

// ---- the strip

typedef struct Strip {
    int count, lines, words; // pictures; lines of text below each; how classes are called in them
    float side, high;        // of a picture
    float size;              // of the text
    float whole;             // all of its height
} Strip;

bool lab_batch_has_strip(const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    return shot->image_width > 0 && shot->batch[index].count > 0;
}

static bool mixes(const LabBatch *batch)
{
    bool any = false;
    for (int i = 0; i < batch->count; i++) {
        any = any || batch->made[i].share < 1;
    }
    return any;
}

static float side_of(Rect rect, int count)
{
    return fminf(rect.w / (float)count, fmaxf(SIDE_MOST, rect.h / SIDE_PARTS));
}

// How classes are called in that room: by their names, or by as many letters as it has, at least
// so many; NONE: there are fewer.
static int words_in(const Canvas *canvas, const LabShot *shot, float size, float room, int least)
{
    const int words = lab_class_words(canvas, shot, FONT_MONO, size, room);
    const int letters = (int)(room / canvas_text_width(canvas, FONT_MONO, size, "m"));
    if (words == LAB_CLASS_NAMES || words == LAB_CLASS_NONE) {
        return words;
    }
    const int most = words == LAB_CLASS_NUMBERS || letters < words ? words : letters;
    return letters < least || least == LAB_CLASS_NAMES ? LAB_CLASS_NONE : most;
}

// Sets how many, and the words that they have room for: few enough for names, else for letters that
// tell much or little; where there is no room for any, bars say it alone.
static void choose_count(const Canvas *canvas, const LabShot *shot, Rect rect, int most, bool mixed,
                         Strip *strip)
{
    static const int leasts[] = { LAB_CLASS_NAMES, LETTERS, 1 };
    const float share = mixed ? canvas_text_width(canvas, FONT_MONO, strip->size, "0.77 ") : 0;
    const int fewest = most < FEWEST ? most : FEWEST;
    for (size_t i = 0; i < COUNT(leasts); i++) {
        for (strip->count = most; strip->count >= fewest; strip->count--) {
            const float room = side_of(rect, strip->count) - APART - share;
            strip->words = words_in(canvas, shot, strip->size, room, leasts[i]);
            if (strip->words != LAB_CLASS_NONE) {
                return;
            }
        }
    }
    strip->count = fewest;
    strip->lines = 0;
}

static Strip strip_of(const Canvas *canvas, const LabShot *shot, int index, Rect rect)
{
    const LabBatch *batch = &shot->batch[index];
    const int most = batch->count < SHOT_BATCH_PICTURES ? batch->count : SHOT_BATCH_PICTURES;
    const bool mixed = mixes(batch);
    Strip strip = { .count = most,
                    .lines = shot->classes > 0 && mixed ? 2 : 1,
                    .size = fmaxf(10, canvas->least) };
    if (shot->classes > 0) {
        choose_count(canvas, shot, rect, most, mixed, &strip);
    }
    strip.side = side_of(rect, strip.count);
    strip.high = strip.side * (float)shot->image_height / (float)shot->image_width;
    strip.whole =
        strip.size + BELOW_CAPTION + strip.high + BAR + (float)strip.lines * (strip.size + 3) + GAP;
    return strip;
}

static Rect pictures_of(const Strip *strip, Rect rect)
{
    return (Rect){ rect.x, rect.y + rect.h - strip->whole + GAP + strip->size + BELOW_CAPTION,
                   strip->side * (float)strip->count, strip->high };
}

// Which step it is of, in the longest form that has room; what it has not seen is still to come.
static void caption(Canvas *canvas, const LabBatch *batch, long now, Rect strip, float size,
                    const Theme *theme)
{
    const bool past = batch->step <= now;
    char texts[4][128], by[24];
    int count = 0;
    text_short(by, sizeof by, batch->moved, 2);
    if (batch->moved > 0) {
        text_print(texts[count++], sizeof texts[0], tr("Step %ld will train on, moved by %s"),
                   batch->step, by);
        text_print(texts[count++], sizeof texts[0], tr("Step %ld, moved by %s"), batch->step, by);
    }
    text_print(texts[count++], sizeof texts[0],
               tr(past ? N_("Step %ld trained on") : N_("Step %ld will train on")), batch->step);
    text_print(texts[count++], sizeof texts[0], tr("Step %ld"), batch->step);
    for (int i = 0; i < count; i++) {
        if (canvas_text_width(canvas, FONT_SANS, size, texts[i]) <= strip.w) {
            canvas_text(canvas, strip.x, strip.y + size, ALIGN_LEFT, FONT_SANS, size, theme->muted,
                        texts[i]);
            return;
        }
    }
}

static void words(Canvas *canvas, const LabShot *shot, const LabMade *made, const Strip *strip,
                  Rect place, const Theme *theme)
{
    const float x = place.x + place.w / 2;
    for (int line = 0; line < strip->lines; line++) {
        char name[40], text[64];
        const float y = place.y + (float)(line + 1) * (strip->size + 3) - 2;
        if (shot->classes == 0) {
            text_short(text, sizeof text, (double)made->target, 2);
        } else if (is_mixed(made)) {
            lab_class_word(shot, line ? made->other : made->class, strip->words, name, sizeof name);
            share_of(made, line == 1, name, text, sizeof text);
        } else if (line == 0) {
            lab_class_word(shot, made->class, strip->words, text, sizeof text);
        } else {
            return;
        }
        canvas_text(canvas, x, y, ALIGN_CENTER, FONT_MONO, strip->size, theme->text, text);
    }
}

static void shares(Canvas *canvas, const LabMade *made, Rect bar, const Theme *theme)
{
    const float own = is_mixed(made) ? bar.w * made->share : bar.w;
    canvas_rect(canvas, (Rect){ bar.x, bar.y, own, bar.h }, lab_class_color(made->class, theme));
    if (own < bar.w) {
        canvas_rect(canvas, (Rect){ bar.x + own, bar.y, bar.w - own, bar.h },
                    lab_class_color(made->other, theme));
    }
}

float lab_batch_strip_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           const Theme *theme)
{
    const LabShot *shot = space->shot;
    const LabBatch *batch = &shot->batch[index];
    const Strip strip = strip_of(canvas, shot, index, rect);
    const Rect pictures = pictures_of(&strip, rect);
    caption(canvas, batch, shot->networks[index].step,
            (Rect){ rect.x, rect.y + rect.h - strip.whole + GAP, rect.w, 0 }, strip.size, theme);
    canvas_image(canvas, pictures, LAB_IMAGE_BATCH + index);
    for (int i = 0; i < strip.count; i++) {
        const float x = rect.x + strip.side * (float)i, below = pictures.y + pictures.h;
        if (i > 0) { // what is cut at an edge does not go on in the next
            canvas_rect(canvas, (Rect){ x - 0.5f, pictures.y, 1, pictures.h }, theme->background);
        }
        const LabMade made = ordered(batch->made[i]);
        if (shot->classes > 0) {
            shares(canvas, &made, (Rect){ x + 1, below + 1, strip.side - 2, BAR - 1 }, theme);
        }
        words(canvas, shot, &made, &strip, (Rect){ x, below + BAR, strip.side, 0 }, theme);
    }
    return strip.whole;
}

uint8_t *lab_batch_pixels(const LabShot *shot, int index, float place_wide, float place_high,
                          const Theme *theme, int *width, int *height)
{
    const LabBatch *batch = &shot->batch[index];
    const int w = shot->image_width, h = shot->image_height;
    const float count = place_wide * (float)h / (place_high * (float)w);
    const int shown = clampi((int)lroundf(count), 1, batch->count);
    uint8_t *rgba = memory_get((size_t)shown * (size_t)w * (size_t)h * 4);
    *width = shown * w;
    *height = h;
    for (int i = 0; i < shown * w * h; i++) {
        const int x = i % *width, y = i / *width;
        const float ink = (float)batch->pixels[x / w][y * w + x % w] / 255;
        color_put(color_mix(theme->raised, theme->text, ink), rgba + (size_t)i * 4);
    }
    return rgba;
}

// Each picture tells at the pointer what it was aimed at, in full.
void lab_batch_hands(NetworkRoom *room, int index, Rect rect)
{
    const LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    if (!lab_batch_has_strip(space, index) || space->picture != LAB_PICTURE_SURFACE || rect.w < 1) {
        return;
    }
    const Strip strip = strip_of(ui->canvas, space->shot, index, rect);
    for (int i = 0; i < strip.count; i++) {
        char name[UI_NAME_MAX], text[UI_MESSAGE_MAX];
        Rect place = pictures_of(&strip, rect);
        place.x += strip.side * (float)i;
        place.w = strip.side;
        snprintf(name, sizeof name, "lab.batch.%d.%d", index, i);
        lab_batch_target(space->shot, &space->shot->batch[index].made[i], text, sizeof text);
        ui_press(ui, name, place, false);
        ui_tip(ui, text);
    }
}
