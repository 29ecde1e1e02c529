// Rather fewer letters than digits, rather smaller letters than half a number.
#include "app/network/lab_losses.h"

#include "app/network/lab_columns.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

// What is written before the two losses, longest first: what fits.
static const char *const loss_words[][2] = {
    { NC_("loss on which rows", "train loss"), NC_("loss on which rows", "val loss") },
    { NC_("loss on which rows", "train"), NC_("loss on which rows", "val") },
    { NC_("loss on which rows", "t"), NC_("loss on which rows", "v") },
};

typedef struct LossTexts {
    size_t words;     // of loss_words
    char part[2][80]; // training's, validation's
} LossTexts;

// "train .21", or "val .34".
static void loss_part(const NetShot *net, int part, size_t words, int digits, char *text,
                      size_t size)
{
    const double loss = part == 0 ? net->train.loss : net->validation.loss;
    char value[24];
    text_short(value, sizeof value, loss, digits);
    text_print(text, size, "%s %s", tr_c("loss on which rows", loss_words[words][part]),
               isnan(loss) ? tr("–") : value);
}

// Both losses in the most words, of texts->words or fewer, and digits (rather fewer letters than
// digits) with which they have room, each by itself or side by side; false if they have it with the
// fewest neither. Without validation rows the second is empty.
static bool losses_fit(const Canvas *canvas, const NetShot *net, float room, bool beside,
                       int fewest, LossTexts *texts)
{
    enum { DIGITS = 3 };
    const bool both = isfinite(net->validation.loss);
    const float gap = beside && both ? canvas_text_width(canvas, FONT_MONO, 12, "  ") : 0;
    const size_t most = texts->words;
    texts->part[1][0] = '\0';
    for (int digits = DIGITS; digits >= fewest; digits--) {
        for (size_t words = most; words < COUNT(loss_words); words++) {
            float width[2] = { 0, 0 };
            texts->words = words;
            for (int part = 0; part <= both; part++) {
                loss_part(net, part, words, digits, texts->part[part], sizeof texts->part[0]);
                width[part] = canvas_text_width(canvas, FONT_MONO, 12, texts->part[part]);
            }
            if ((beside ? width[0] + gap + width[1] : fmaxf(width[0], width[1])) <= room) {
                return true;
            }
        }
    }
    return false;
}

static bool stacked(Rect r)
{
    return r.h >= LAB_NUMBERS_TWO;
}

static const TrainScore *score_of(const NetShot *net)
{
    return isfinite(net->validation.loss) ? &net->validation : &net->train;
}

// How wide the accuracy is, with what is before it.
static float accuracy_width(const Canvas *canvas, const NetShot *net, char *text, size_t size)
{
    const double accuracy = score_of(net)->accuracy;
    text[0] = '\0';
    if (!isfinite(accuracy)) {
        return 0;
    }
    snprintf(text, size, "%.1f %%", 100 * accuracy);
    return canvas_text_width(canvas, FONT_MONO, 12, text) + 8;
}

// As wide as both losses in the fewest words and digits get with the accuracy, whatever they are,
// so that nothing moves while one trains.
static float one_line_width(const Canvas *canvas, bool validation)
{
    enum { MOST = 96 };
    char text[MOST];
    const char *const *words = loss_words[COUNT(loss_words) - 1];
    text_print(text, sizeof text, "%s 0.0e-0", tr_c("loss on which rows", words[0]));
    float width = canvas_text_width(canvas, FONT_MONO, 12, text);
    if (validation) {
        text_print(text, sizeof text, "  %s 0.0e-0", tr_c("loss on which rows", words[1]));
        width += canvas_text_width(canvas, FONT_MONO, 12, text);
    }
    return width + 8 + canvas_text_width(canvas, FONT_MONO, 12, "100.0 %");
}

void lab_losses_room(const Canvas *canvas, const LabShot *shot, float *one_line, float *high)
{
    enum { NARROW = 112 };
    *one_line = NARROW;
    *high = LAB_NUMBERS_TWO;
    for (int i = 0; shot && i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        if (isfinite(score_of(net)->accuracy)) {
            const bool validation = isfinite(net->validation.loss);
            *one_line = fmaxf(*one_line, one_line_width(canvas, validation));
            *high = LAB_NUMBERS_THREE;
        }
    }
}

// In words of texts->words or fewer; whether the accuracy has room as well, where it is beside.
static bool losses_texts(const Canvas *canvas, Rect r, const NetShot *net, LossTexts *texts)
{
    enum { FEWEST = 2 };
    char accuracy[32];
    const size_t most = texts->words;
    if (stacked(r)) {
        return losses_fit(canvas, net, r.w, false, 1, texts);
    }
    const float right = accuracy_width(canvas, net, accuracy, sizeof accuracy);
    if (losses_fit(canvas, net, r.w - right, true, FEWEST, texts)) {
        return true;
    }
    texts->words = most;
    losses_fit(canvas, net, r.w, true, FEWEST, texts);
    return false;
}

// The most words that all networks have room for.
static size_t words_of_all(const Canvas *canvas, Rect r, const LabShot *shot)
{
    size_t words = 0;
    for (int i = 0; i < shot->network_count; i++) {
        LossTexts texts = { .words = 0 };
        if (!shot->networks[i].lost) {
            losses_texts(canvas, r, &shot->networks[i], &texts);
            words = texts.words > words ? texts.words : words;
        }
    }
    return words;
}

// One above the other, with the accuracy below where the place is high enough.
static void losses_stacked(Canvas *canvas, Rect r, const NetShot *net, const LossTexts *texts,
                           const Theme *t)
{
    enum { LINE = 15 };
    const double accuracy = score_of(net)->accuracy;
    char share[256];
    const float first = r.y + 14;
    const int parts = texts->part[1][0] ? 2 : 1;
    for (int part = 0; part < parts; part++) {
        canvas_text_fit(canvas, r.x, first + LINE * (float)part, ALIGN_LEFT, FONT_MONO, 12, t->text,
                        texts->part[part], r.w);
    }
    if (isfinite(accuracy) && r.h >= LINE * (float)(parts + 1)) {
        // Of which rows is said, where there is room: the judgement speaks of the training rows.
        text_print(share, sizeof share, tr(parts == 2 ? N_("val %.1f %%") : N_("train %.1f %%")),
                   100 * accuracy);
        if (canvas_text_width(canvas, FONT_MONO, 12, share) > r.w) {
            snprintf(share, sizeof share, "%.1f %%", 100 * accuracy);
        }
        canvas_text_fit(canvas, r.x, first + LINE * (float)parts, ALIGN_LEFT, FONT_MONO, 12,
                        t->text, share, r.w);
    }
}

// Both losses always; the accuracy beside them where it has room.
static void both_losses(Canvas *canvas, Rect r, const LabShot *shot, const NetShot *net,
                        const Theme *t)
{
    const float baseline = r.y + 15;
    LossTexts texts = { .words = words_of_all(canvas, r, shot) };
    char text[96], value[32];
    float size = 12;
    const bool room = losses_texts(canvas, r, net, &texts);
    if (stacked(r)) {
        losses_stacked(canvas, r, net, &texts, t);
        return;
    }
    accuracy_width(canvas, net, value, sizeof value);
    text_print(text, sizeof text, "%s%s%s", texts.part[0], texts.part[1][0] ? "  " : "",
               texts.part[1]);
    // Smaller letters in a window as low as narrow; never half a number.
    while (size > 6 && canvas_text_width(canvas, FONT_MONO, size, text) > r.w) {
        size -= 0.5f;
    }
    canvas_text_fit(canvas, r.x, baseline, ALIGN_LEFT, FONT_MONO, size, t->text, text, r.w);
    if (room) {
        canvas_text(canvas, r.x + r.w, baseline, ALIGN_RIGHT, FONT_MONO, 12, t->text, value);
    }
}

void lab_losses_draw(Canvas *canvas, Rect r, const LabShot *shot, int index, const Theme *t)
{
    const NetShot *net = &shot->networks[index];
    const float baseline = r.y + 15;
    char text[256];
    if (net->lost) {
        char with[48];
        setting_say(&net_settings[NET_OPTIMIZER], &net->spec, with, sizeof with);
        text_print(text, sizeof text, tr("lost at step %ld with %s"), net->lost_step, with);
        if (canvas_text_width(canvas, FONT_BOLD, 12, text) > r.w) {
            text_print(text, sizeof text, tr("lost at step %ld"), net->lost_step);
        }
        canvas_text_fit(canvas, r.x, baseline, ALIGN_LEFT, FONT_BOLD, 12, t->error, text, r.w);
        return;
    }
    both_losses(canvas, r, shot, net, t);
}

const char *lab_losses_tip(const NetShot *net)
{
    static const char *const tips[2][2] = {
        { N_("At the last epoch's end, or as drawn: the loss on the training rows; there are no "
             "others"),
          N_("At the last epoch's end, or as drawn: the loss on the training rows, and the share "
             "of them that are said right; there are no others") },
        { N_("At the last epoch's end, or as drawn: the loss on training rows and on validation "
             "rows"),
          N_("At the last epoch's end, or as drawn: the loss on training rows and on validation "
             "rows, and the share of validation rows that are said right") }
    };
    if (net->best) {
        return N_(
            "At the end of the best epoch, that of the least loss on validation rows: the loss "
            "on training rows and on validation rows, and of classes the share of validation "
            "rows that are said right");
    }
    return tips[isfinite(net->validation.loss)][isfinite(net->train.accuracy)];
}
