// The sample that feature maps are of, and what the network says of it.
#include "app/network/lab_maps.h"

#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

static float letters(const Canvas *canvas, float size)
{
    return fmaxf(size, canvas->least);
}

// What it is, and what the network says: "3 · said 5, 82 %".
static void said_text(const LabShot *shot, const LabMaps *maps, char text[160], bool *right)
{
    const LabSample *sample = &shot->sample;
    char is[40], said[40], value[24], share[24];
    *right = true;
    if (sample->class < 0) {
        text_short(value, sizeof value, sample->target, 3);
        text_short(share, sizeof share, maps->share, 3);
        text_print(text, 160, tr("is %s · said %s"), value, maps->any ? share : tr("–"));
        return;
    }
    lab_class_name(shot, sample->class, is, sizeof is);
    if (!maps->any || maps->said < 0) {
        text_print(text, 160, "%s", is);
        return;
    }
    lab_class_name(shot, maps->said, said, sizeof said);
    *right = maps->said == sample->class;
    text_print(text, 160, tr("is %s · said %s, %.0f %%"), is, said, 100.0 * maps->share);
}

// In little room: "5, 82 %", or "5"; whether that is right is told by its colour.
static void said_brief(const LabShot *shot, const LabMaps *maps, bool share, char text[160])
{
    char said[40];
    if (shot->sample.class < 0 || !maps->any || maps->said < 0) {
        return;
    }
    lab_class_name(shot, maps->said, said, sizeof said);
    text_print(text, 160, share ? "%s, %.0f %%" : "%s", said, 100.0 * maps->share);
}

static float caption_height(const Canvas *canvas)
{
    return letters(canvas, 12) + 8;
}

static Rect sample_place(const LabShot *shot, const Canvas *canvas, Rect rect)
{
    const TensorShape *shape = &shot->sample.shape;
    const float high = fmaxf(rect.h - caption_height(canvas), 1);
    const float scale = fminf(rect.w / (float)shape->width, high / (float)shape->height);
    return (Rect){ rect.x, rect.y, scale * (float)shape->width, scale * (float)shape->height };
}

static void plain_sample(Canvas *canvas, const LabSample *sample, Rect rect, const Theme *t)
{
    enum { SHOWN = 4 };
    const float size = letters(canvas, 12);
    const int count = shape_size(sample->shape);
    for (int i = 0; i < count && i < SHOWN; i++) {
        char text[48], value[24];
        text_short(value, sizeof value, sample->x[i], 2);
        if (i == SHOWN - 1 && count > SHOWN) {
            text_print(text, sizeof text, "…");
        } else if (count == 2) {
            text_print(text, sizeof text, "%s %s", i == 0 ? "x" : "y", value);
        } else {
            text_print(text, sizeof text, "x%d %s", i + 1, value);
        }
        if (canvas_text_width(canvas, FONT_MONO, size, text) <= rect.w) {
            canvas_text(canvas, rect.x, rect.y + size + (size + 6) * (float)i, ALIGN_LEFT,
                        FONT_MONO, size, t->text, text);
        }
    }
}

void lab_sample_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    const LabShot *shot = space->shot;
    const float size = letters(canvas, 12);
    char text[160];
    bool right;
    if (shot->sample.row < 0 || rect.w < 1 || rect.h < 1) {
        return;
    }
    const bool picture = shape_area(shot->sample.shape) > 1;
    const Rect place = picture ? sample_place(shot, canvas, rect) : rect;
    if (picture) {
        canvas_image(canvas, place, LAB_IMAGE_SAMPLE);
    } else {
        plain_sample(canvas, &shot->sample, rect, theme);
    }
    said_text(shot, &shot->maps[index], text, &right);
    for (int share = 1; share >= 0 && canvas_text_width(canvas, FONT_BOLD, size, text) > rect.w;
         share--) {
        said_brief(shot, &shot->maps[index], share, text);
    }
    if (canvas_text_width(canvas, FONT_BOLD, size, text) > rect.w) {
        return;
    }
    const float y = picture ? place.y + place.h : rect.y + rect.h - caption_height(canvas);
    const bool judged = shot->sample.class >= 0; // a value is near or far, not right or wrong
    const Color color = !judged ? theme->text : right ? theme->good : theme->error;
    canvas_text_fit(canvas, rect.x, y + size + 3, ALIGN_LEFT, FONT_BOLD, size, color, text, rect.w);
}
