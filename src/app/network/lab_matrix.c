// The confusion matrix of a network on data that is not 2D, and what it says of a few samples.
// Right and wrong have a colour each, deeper with the share of the row, so that the diagonal and
// what strays from it are seen before any number is read.
#include "app/network/lab_columns.h"

#include "app/network/lab_batch.h"
#include "app/network/lab_views.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { CAPTION = 16, RECALL = 36, NAMES_MOST = 72, SAMPLE_MOST = 32, SAMPLE_SHARE = 6, SAID = 15 };

// Of names, shares and the caption.
static float label_size(const Canvas *canvas)
{
    return fmaxf(10, canvas->least);
}

static const float NAMES_SHARE = 0.42f;             // of the width, if that is more
static const float COUNT_CELL = 15, COUNT_SIZE = 8; // smallest cell with a count, smallest text
static const float TALL = 1.4f; // cells become no taller than that, times their width

typedef struct Matrix {
    const LabShot *shot;
    const NetShot *net;
    int classes;
    Rect cells;
    float wide, high; // of a cell
    float names;      // width of the names on the left
    int every;        // label every so many classes
    uint32_t rows_of[DATASET_CLASSES_MAX], most, total;
} Matrix;

static uint32_t count_at(const Matrix *m, int is, int said)
{
    return m->net->confusion[is * m->classes + said];
}

static void count_rows(Matrix *m)
{
    for (int is = 0; is < m->classes; is++) {
        for (int said = 0; said < m->classes; said++) {
            const uint32_t count = count_at(m, is, said);
            m->rows_of[is] += count;
            m->total += count;
            m->most = count > m->most ? count : m->most;
        }
    }
}

static float widest_name(const Canvas *canvas, const LabShot *shot)
{
    float widest = 0;
    for (int k = 0; k < shot->classes; k++) {
        widest = fmaxf(
            widest, canvas_text_width(canvas, FONT_MONO, label_size(canvas), shot->class_names[k]));
    }
    return widest;
}

// Where everything is: names on the left and above, the share that is right on the right.
static void lay_out(Canvas *canvas, Matrix *m, Rect rect)
{
    const float widest = widest_name(canvas, m->shot);
    m->names = fminf(widest, fmaxf(NAMES_MOST, NAMES_SHARE * rect.w)) + 6;
    const float w = fmaxf(rect.w - m->names - RECALL, 1);
    const float h = fmaxf(rect.h - label_size(canvas) - 6 - CAPTION, 1);
    m->high = fminf(h, TALL * w) / (float)m->classes;
    m->wide = fminf(w, h) / (float)m->classes;
    m->every = (int)ceilf((label_size(canvas) + 2) / m->high);
    m->cells = (Rect){ rect.x + m->names, rect.y + label_size(canvas) + 6,
                       m->wide * (float)m->classes, m->high * (float)m->classes };
}

static void names(Canvas *canvas, const Matrix *m, const Theme *t)
{
    const float size = label_size(canvas);
    const int words = lab_class_words(canvas, m->shot, FONT_MONO, size, m->names - 5);
    int heads = lab_class_words(canvas, m->shot, FONT_MONO, size, m->wide * (float)m->every - 1);
    if (heads == LAB_CLASS_NUMBERS && words != LAB_CLASS_NUMBERS) { // of what no row says
        heads = LAB_CLASS_NONE;
    }
    for (int k = 0; k < m->classes; k += m->every) {
        const float at = (float)k + 0.5f;
        char name[40];
        lab_class_word(m->shot, k, words, name, sizeof name);
        canvas_text(canvas, m->cells.x - 5, m->cells.y + m->high * at + TEXT_MIDDLE * size,
                    ALIGN_RIGHT, FONT_MONO, size, t->muted, name);
        if (heads != LAB_CLASS_NONE) {
            lab_class_word(m->shot, k, heads, name, sizeof name);
            canvas_text(canvas, m->cells.x + m->wide * at, m->cells.y - 4, ALIGN_CENTER, FONT_MONO,
                        size, t->muted, name);
        }
    }
}

static Color cell_color(const Matrix *m, int is, int said, const Theme *t)
{
    const float share = (float)count_at(m, is, said) / (float)m->rows_of[is];
    // What is wrong is rare: the root lifts it into sight.
    return is == said ? color_mix(t->raised, t->good, 0.25f + 0.65f * share)
                      : color_mix(t->raised, t->error, 0.12f + 0.78f * sqrtf(share));
}

// The size at which the largest count fits a cell; 0: none.
static float count_size(const Canvas *canvas, const Matrix *m)
{
    char text[16];
    snprintf(text, sizeof text, "%u", m->most);
    const float per_size = canvas_text_width(canvas, FONT_MONO, 100, text) / 100;
    const float size = fminf((m->wide - 3) / per_size, fminf(m->wide * 0.55f, 13));
    return m->wide >= COUNT_CELL && size >= fmaxf(COUNT_SIZE, canvas->least) ? size : 0;
}

static void cells(Canvas *canvas, const Matrix *m, const Theme *t)
{
    const float size = count_size(canvas, m), gap = m->wide >= 6 ? 1 : 0;
    canvas_rect(canvas, m->cells, t->raised);
    for (int i = 0; i < m->classes * m->classes; i++) {
        const int is = i / m->classes, said = i % m->classes;
        const uint32_t count = count_at(m, is, said);
        if (count == 0) {
            continue;
        }
        const Rect cell = { m->cells.x + m->wide * (float)said, m->cells.y + m->high * (float)is,
                            m->wide - gap, m->high - gap };
        const Color fill = cell_color(m, is, said, t);
        canvas_rect(canvas, cell, fill);
        if (size > 0) {
            char text[16];
            snprintf(text, sizeof text, "%u", count);
            const bool dark = color_contrast(t->text, fill) >= color_contrast(t->panel, fill);
            canvas_text(canvas, cell.x + cell.w / 2, cell.y + cell.h / 2 + TEXT_MIDDLE * size,
                        ALIGN_CENTER, FONT_MONO, size, dark ? t->text : t->panel, text);
        }
    }
}

// Beside each row, if each has room for it: how much of the class is said right.
static void recalls(Canvas *canvas, const Matrix *m, const Theme *t)
{
    for (int k = 0; k < m->classes && m->every == 1; k++) {
        char text[16];
        if (m->rows_of[k] == 0) {
            continue;
        }
        snprintf(text, sizeof text, "%.0f %%", 100.0 * count_at(m, k, k) / m->rows_of[k]);
        canvas_text(canvas, m->cells.x + m->cells.w + RECALL - 2,
                    m->cells.y + m->high * ((float)k + 0.5f) + TEXT_MIDDLE * label_size(canvas),
                    ALIGN_RIGHT, FONT_MONO, label_size(canvas), t->muted, text);
    }
}

// Which side is true and which rows were counted, in as many words as have room; the former is
// never left out for the latter.
static void caption(Canvas *canvas, const Matrix *m, Rect rect, const Theme *t)
{
    static const Plural counted[2][2] = {
        { NN_("rows: true · columns: said · %d training row",
              "rows: true · columns: said · %d training rows"),
          NN_("rows: true · %d training row", "rows: true · %d training rows") },
        { NN_("rows: true · columns: said · %d validation row",
              "rows: true · columns: said · %d validation rows"),
          NN_("rows: true · %d validation row", "rows: true · %d validation rows") },
    };
    static const char *const brief[] = { N_("rows: true · columns: said"), N_("rows: true") };
    enum { COUNTED = COUNT(counted[0]), FORMS = COUNTED + COUNT(brief) };
    const float y = m->cells.y + m->cells.h + CAPTION - 4;
    for (int form = 0; form < FORMS; form++) {
        char text[256];
        if (form < COUNTED) {
            const Plural *words = &counted[m->net->confusion_validation][form];
            text_print(text, sizeof text, tr_plural(words, (long)m->total), (int)m->total);
        } else {
            text_print(text, sizeof text, "%s", tr(brief[form - COUNTED]));
        }
        if (canvas_text_width(canvas, FONT_SANS, label_size(canvas), text) <= rect.w) {
            canvas_text(canvas, rect.x, y, ALIGN_LEFT, FONT_SANS, label_size(canvas), t->muted,
                        text);
            return;
        }
    }
}

// ---- samples

// Pictures grow with the room that there is, but not into the matrix's.
static float sample_side(const LabShot *shot, Rect rect)
{
    const float most = fmaxf(SAMPLE_MOST, rect.h / SAMPLE_SHARE);
    return shot->sample_count > 0 ? fminf(rect.w / (float)shot->sample_count, most) : 0;
}

// All samples are one picture, side by side; what is wrong gets a line below as well as its colour.
static void samples(Canvas *canvas, const Matrix *m, Rect strip, float side, const Theme *t)
{
    const LabShot *shot = m->shot;
    const float h = side * (float)shot->image_height / (float)shot->image_width;
    canvas_image(canvas, (Rect){ strip.x, strip.y, side * (float)shot->sample_count, h },
                 LAB_IMAGE_SAMPLES);
    const int words = lab_class_words(canvas, shot, FONT_MONO, 11, side - 2);
    for (int i = 0; i < shot->sample_count; i++) {
        const bool right = m->net->sample_said[i] == shot->sample_class[i];
        const Color color = right ? t->good : t->error;
        const Rect place = { strip.x + side * (float)i, strip.y + h, side, SAID };
        char said[40];
        lab_class_word(shot, m->net->sample_said[i], words, said, sizeof said);
        canvas_text(canvas, place.x + place.w / 2, place.y + place.h - 3, ALIGN_CENTER, FONT_MONO,
                    11, color, said);
        if (!right) {
            canvas_rect(canvas, (Rect){ place.x + 2, place.y - 1.5f, side - 4, 1.5f }, color);
        }
    }
}

// ---- data without classes

static void without_classes(Canvas *canvas, const LabShot *shot, Rect rect, const Theme *t)
{
    char first[256];
    text_print(first, sizeof first,
               tr_n("%d input, one value", "%d inputs, one value", shot->features), shot->features);
    const char *lines[] = { first, tr("Surfaces are drawn for two inputs."),
                            tr("Curves and histograms tell the rest.") };
    canvas_box(canvas, rect, 6, t->raised, 0, t->line);
    for (size_t i = 0; i < COUNT(lines); i++) {
        canvas_text_fit(canvas, rect.x + rect.w / 2, rect.y + rect.h / 2 - 14 + 20 * (float)i,
                        ALIGN_CENTER, i == 0 ? FONT_BOLD : FONT_SANS, i == 0 ? 13 : 11,
                        i == 0 ? t->text : t->muted, lines[i], rect.w - 8);
    }
}

void lab_matrix_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    const LabShot *shot = space->shot;
    Matrix m = { .shot = shot, .net = &shot->networks[index], .classes = shot->classes };
    if (shot->features == 2) { // its surface is not seen yet
        canvas_rect(canvas, rect, theme->raised);
        return;
    }
    Rect rest = rect;
    const bool batch = lab_batch_has_strip(space, index);
    rest.h -= batch ? lab_batch_strip_draw(canvas, space, index, rect, theme) : 0;
    if (shot->classes == 0) {
        without_classes(canvas, shot, rest, theme);
        return;
    }
    const float side = batch ? 0 : sample_side(shot, rect);
    if (side > 0) {
        const float h = side * (float)shot->image_height / (float)shot->image_width + SAID;
        rest.h -= h + 4;
        samples(canvas, &m, (Rect){ rect.x, rect.y + rect.h - h, rect.w, h }, side, theme);
    }
    count_rows(&m);
    lay_out(canvas, &m, rest);
    names(canvas, &m, theme);
    cells(canvas, &m, theme);
    recalls(canvas, &m, theme);
    caption(canvas, &m, rest, theme);
}
