// What both judgements' words have in common.
#include "app/network/lab_judgement_words.h"

#include "base/words.h"
#include "draw/wrap.h"

JudgementNumber judgement_number(double value)
{
    JudgementNumber it;
    text_short(it.text, sizeof it.text, value, 2);
    return it;
}

void judgement_rule(JudgementWords *words, const char *rule)
{
    text_print(words->rule, sizeof words->rule, "%s", tr(rule));
}

void judgement_figures(JudgementWords *words, const char *text)
{
    for (int i = 0; i < JUDGEMENT_FIGURES; i++) {
        FIGURE(words, i, "%s", tr(text));
    }
}

void judgement_begin(JudgementWords *words, Mood mood, const char *rule, const char *word,
                     const char *short_word)
{
    *words = (JudgementWords){ .mood = mood };
    judgement_rule(words, rule);
    text_print(words->word, sizeof words->word, "%s", tr(word));
    text_print(words->short_word, sizeof words->short_word, "%s", tr(short_word));
}

void judgement_at(JudgementWords *words, long epoch)
{
    char word[sizeof words->word], short_word[sizeof words->short_word];
    text_print(word, sizeof word, "%s", words->word);
    text_print(short_word, sizeof short_word, "%s", words->short_word);
    text_print(words->word, sizeof words->word, tr("at epoch %ld: %s"), epoch, word);
    text_print(words->short_word, sizeof words->short_word, tr("epoch %ld: %s"), epoch, short_word);
}

float judgement_word_least(const Canvas *canvas, const char *word)
{
    return wrap_least(canvas, FONT_BOLD, JUDGEMENT_WORD_SIZE, tr(word));
}
