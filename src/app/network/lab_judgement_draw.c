// A judgement drawn: its dot, its word and its figure, as long as there is room for them.
#include "app/network/lab_judgement_words.h"

#include "base/words.h"

#include <math.h>

enum { DOT = JUDGEMENT_DOT, WORD_SIZE = JUDGEMENT_WORD_SIZE, FIGURE_SIZE = 11 };
// What a text may shrink to before a shorter one is taken, and the shortest before it is cut.
static const float SMALL = 0.9f, SMALLEST = 0.7f;

Color mood_color(Mood mood, const Theme *theme)
{
    const Color colors[] = { [MOOD_NEUTRAL] = theme->muted,
                             [MOOD_GOOD] = theme->good,
                             [MOOD_WARNING] = theme->warning,
                             [MOOD_BAD] = theme->error };
    return colors[mood];
}

// The first of the texts that fits, a little smaller if need be; the last is cut.
static void fitting(Canvas *canvas, float x, float baseline, float width, Font face, float size,
                    Color color, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++) {
        const float least = fmaxf(size * (i < count - 1 ? SMALL : SMALLEST), canvas->least);
        for (float s = size; s >= least; s -= 0.5f) { // measured: letters have whole pixels
            if (canvas_text_width(canvas, face, s, texts[i]) <= width) {
                canvas_text(canvas, x, baseline, ALIGN_LEFT, face, s, color, texts[i]);
                return;
            }
        }
    }
    canvas_text_fit(canvas, x, baseline, ALIGN_LEFT, face, fmaxf(size * SMALLEST, canvas->least),
                    color, texts[count - 1], width);
}

float judgement_least(const Canvas *canvas)
{
    return DOT + fmaxf(signal_least(canvas), learning_least(canvas));
}

void judgement_draw(Canvas *canvas, Rect rect, const JudgementWords *words, const Theme *theme)
{
    const Color color = mood_color(words->mood, theme);
    const char *const heads[] = { words->word, words->short_word };
    const char *const figures[] = { words->figures[0], words->figures[1], words->figures[2] };
    if (rect.w < 1) { // it has no place
        return;
    }
    canvas_circle(canvas, rect.x + 4, rect.y + 11, 4, color, 0, color);
    fitting(canvas, rect.x + DOT, rect.y + 15, rect.w - DOT, FONT_BOLD, WORD_SIZE, theme->text,
            heads, COUNT(heads));
    if (rect.h < JUDGEMENT_HEIGHT) {
        return;
    }
    fitting(canvas, rect.x, rect.y + 30, rect.w, FONT_SANS, FIGURE_SIZE, theme->text, figures,
            COUNT(figures));
}

void judgement_tip(const JudgementWords *words, char *text, size_t size)
{
    text_print(text, size,
               words->excused ? tr("%s: %s. %s. What it learns is good all the same")
                              : tr("%s: %s. %s"),
               words->word, words->figures[0], words->rule);
}
