// A question: its answers as buttons with digits; one is chosen, then the right ones are shown with
// the explanation.
#include "app/shell/classroom_strip.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

static StripMark mark_of(const LessonQuestion *question, const ClassroomStep *done, int answer)
{
    const bool chosen = done->answer == answer;
    if (!done->revealed || !question->right) {
        return chosen ? MARK_CHOSEN : MARK_NONE;
    }
    return question->right >> answer & 1 ? MARK_RIGHT : chosen ? MARK_WRONG : MARK_FAINT;
}

static void choose(ClassroomStep *done, int answer)
{
    done->answer = answer;
    done->aside = false;
}

static void answers(Strip *s, const LessonQuestion *question, ClassroomStep *done)
{
    StripFlow flow = strip_flow(s);
    const float size = s->size - 1;
    for (int i = 0; i < question->answer_count; i++) {
        char name[UI_NAME_MAX], key[12];
        snprintf(name, sizeof name, "lesson.answer.%d", i + 1);
        snprintf(key, sizeof key, "%d", i + 1);
        const char *text = lesson_text(&question->answers[i]);
        const float room = s->w - 2 * STRIP_BUTTON_PAD - 2 * size - 20;
        const StripButton button = {
            .name = name,
            .tip = tr("Choose this answer (its digit)"),
            .key = key,
            .label = strip_text(s, (ClassroomTextKind)(TEXT_ANSWERS + i), text ? text : "",
                                FONT_SANS, size, room),
            .mark = mark_of(question, done, i),
            .still = done->revealed,
        };
        if (strip_button(s, &flow, &button)) {
            choose(done, i);
        }
    }
    const StripButton reveal = {
        .name = "lesson.reveal",
        .tip = tr("Show the answer (Enter)"),
        .key = "↵",
        .text = tr("Reveal"),
        .accent = true,
    };
    if (!done->revealed && strip_button(s, &flow, &reveal)) {
        done->revealed = true;
    }
    strip_flow_end(s, &flow);
}

// Whether what was chosen was right, where that can be said.
static void verdict(Strip *s, const LessonQuestion *question, const ClassroomStep *done)
{
    const bool judged = question->right && done->answer != CLASSROOM_NONE;
    if (!judged) {
        return;
    }
    const Theme *t = s->ui->theme;
    const bool right = question->right >> done->answer & 1;
    strip_line(s, FONT_BOLD, right ? t->good : t->warning,
               right ? tr("Right.") : tr("Not this one."));
}

void strip_question(Strip *s)
{
    const LessonQuestion *question = &classroom_now(s->room)->question;
    ClassroomStep *done = classroom_done(s->room);
    const Theme *t = s->shows ? s->ui->theme : &themes[s->app->shell.theme];
    if (question->answer_count == 0) {
        return;
    }
    strip_paragraph(s, TEXT_ASK, &question->ask, FONT_BOLD, t->accent, t->accent);
    answers(s, question, done);
    if (done->revealed) {
        verdict(s, question, done);
        strip_paragraph(s, TEXT_REVEAL, &question->reveal, FONT_SANS, t->text, t->text);
    }
}

void strip_question_keys(App *app)
{
    Ui *ui = &app->shell.ui;
    Classroom *room = app->classroom;
    const int count = classroom_now(room)->question.answer_count;
    if (!classroom_asks(room) || !strip_has_keys(ui)) {
        return;
    }
    for (int i = 0; i < count; i++) {
        if (ui_character(ui, (uint32_t)('1' + i), 0)) {
            choose(classroom_done(room), i);
        }
    }
    if (ui_key(ui, KEY_ENTER, 0)) {
        classroom_done(room)->revealed = true;
    }
}
