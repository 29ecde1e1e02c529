// Notes at the left, what comes next at the right, time and place above; letters as large as the
// window lets them be.
#include "app/shell/notes.h"

#include "app/shell/classroom_state.h"
#include "app/shell/overlay.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/wrap.h"
#include "ui/layout.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PAD = 18, HEAD = 44, HEADING = 22, LETTERS_MOST = 24, LETTERS_LEAST = 12, PLAIN_MAX = 2048 };

NotesState notes_state(App *app, double now_s)
{
    const Overlay *overlay = app->overlay;
    NotesState state = { .lesson = classroom_lesson(app),
                         .opened = classroom_opened(app),
                         .theme = app->shell.theme,
                         .words = (int)words_changes() };
    if (state.lesson) {
        state.step = classroom_at(app);
        state.revealed = classroom_done(classroom_of(app))->revealed;
    }
    state.elapsed_s = isnan(overlay->begun_s) ? 0 : (int)fmax(now_s - overlay->begun_s, 0);
    return state;
}

// One block of text below another.
typedef struct Page {
    Canvas *canvas;
    const Theme *theme;
    Rect left; // what is free; of no height it is too little
    float size;
    bool draws; // or only measures
} Page;

static void heading(Page *page, const char *text)
{
    const Rect row = cut_top(&page->left, HEADING, 0);
    if (page->draws) {
        canvas_text(page->canvas, row.x, row.y + 14, ALIGN_LEFT, FONT_BOLD, 11, page->theme->muted,
                    text);
    }
}

static void block(Page *page, const char *text, Color color)
{
    RichText rich = { .lines = 0 };
    if (!text) {
        return;
    }
    rich_text_lay_out(&rich, page->canvas, FONT_SANS, page->size, page->left.w, text);
    if (page->draws) {
        rich_text_draw(&rich, page->canvas, page->left.x, page->left.y, color, page->theme->accent);
    }
    cut_top(&page->left, rich.h, page->size * 0.7f);
    rich_text_finish(&rich);
}

// "1  SGD", the right ones with a mark.
static void answers(Page *page, const LessonQuestion *question)
{
    for (int i = 0; i < question->answer_count; i++) {
        const bool right = question->right >> i & 1;
        const char *text = lesson_text(&question->answers[i]);
        char line[PLAIN_MAX];
        text_print(line, sizeof line, "%s %d  %s", right ? "✓" : "·", i + 1, text ? text : "");
        block(page, line, right ? page->theme->good : page->theme->text);
    }
}

// What is asked in a step, of whatever kind.
static const char *ask_of(const LessonStep *step)
{
    const char *asks[] = { lesson_text(&step->question.ask), lesson_text(&step->bet.ask),
                           lesson_text(&step->task.ask) };
    for (size_t i = 0; i < COUNT(asks); i++) {
        if (asks[i] && asks[i][0]) {
            return asks[i];
        }
    }
    return NULL;
}

static void left_column(Page *page, const LessonStep *step, bool revealed)
{
    const char *notes = lesson_text(&step->notes), *ask = ask_of(step);
    heading(page, tr("NOTES"));
    block(page, notes && notes[0] ? notes : tr("This step has no notes."),
          notes && notes[0] ? page->theme->text : page->theme->muted);
    if (ask) {
        heading(page, revealed ? tr("ASKED, AND REVEALED") : tr("ASKED"));
        block(page, ask, page->theme->text);
        answers(page, &step->question);
    }
    if (step->question.answer_count > 0) {
        block(page, lesson_text(&step->question.reveal), page->theme->muted);
    }
}

static void right_column(Page *page, const Lesson *lesson, int at)
{
    heading(page, tr("NEXT"));
    if (at + 1 >= lesson->step_count) {
        block(page, tr("This is the last step."), page->theme->muted);
        return;
    }
    const LessonStep *next = &lesson->steps[at + 1];
    const char *ask = ask_of(next);
    block(page, lesson_text(&next->caption), page->theme->text);
    if (ask) {
        heading(page, tr("IT ASKS"));
        block(page, ask, page->theme->text);
        answers(page, &next->question);
    }
}

static void column(Page *page, const NotesState *state, bool right)
{
    const Lesson *lesson = state->lesson;
    if (right) {
        right_column(page, lesson, state->step);
    } else {
        left_column(page, &lesson->steps[state->step], state->revealed);
    }
}

// In the largest letters with which all of it fits.
static void column_fit(Canvas *canvas, const Theme *theme, const NotesState *state, Rect area,
                       bool right)
{
    float size = LETTERS_MOST;
    for (; size > LETTERS_LEAST; size -= 1) {
        Page page = { canvas, theme, area, size, false };
        column(&page, state, right);
        if (page.left.h > 0) {
            break;
        }
    }
    Page page = { canvas, theme, area, size, true };
    canvas_clip_push(canvas, area);
    column(&page, state, right);
    canvas_clip_pop(canvas);
}

static void head(Canvas *canvas, const Theme *theme, const NotesState *state, Rect area)
{
    char elapsed[32], place[256] = "";
    const Lesson *lesson = state->lesson;
    const int s = state->elapsed_s;
    if (s < 3600) {
        snprintf(elapsed, sizeof elapsed, "%d:%02d", s / 60, s % 60);
    } else {
        snprintf(elapsed, sizeof elapsed, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
    const float y = area.y + 24;
    const float clock =
        canvas_text(canvas, area.x, y, ALIGN_LEFT, FONT_BOLD, 24, theme->text, state->clock);
    const float since = canvas_text(canvas, area.x + clock + 18, y, ALIGN_LEFT, FONT_MONO, 18,
                                    theme->muted, elapsed);
    if (lesson) {
        const char *title = lesson_text(&lesson->title);
        text_print(place, sizeof place, tr("Step %d of %d"), state->step + 1, lesson->step_count);
        const float used = canvas_text(canvas, area.x + area.w, y, ALIGN_RIGHT, FONT_BOLD, 18,
                                       theme->accent, place);
        const float rest = area.w - clock - since - used - 54;
        canvas_text_fit(canvas, area.x + area.w - used - 18, y, ALIGN_RIGHT, FONT_SANS, 14,
                        theme->muted, title ? title : "", fmaxf(rest, 0));
    }
}

void notes_draw(App *app, Canvas *canvas, const NotesState *state)
{
    const Theme *theme = &themes[app->shell.theme];
    Rect rest = { PAD, PAD, state->width - 2 * PAD, state->height - 2 * PAD };
    head(canvas, theme, state, cut_top(&rest, HEAD, 0));
    canvas_rect(canvas, (Rect){ rest.x, rest.y - 6, rest.w, 1 }, theme->line);
    cut_top(&rest, 6, 0);
    if (!state->lesson) {
        Page page = { canvas, theme, rest, 16, true };
        block(&page, tr("No lesson is open, so there are no notes. The keys work here, too."),
              theme->muted);
        return;
    }
    Rect right = cut_right(&rest, floorf(rest.w * 0.4f), 2 * PAD);
    canvas_rect(canvas, (Rect){ right.x - PAD, right.y, 1, right.h }, theme->line);
    column_fit(canvas, theme, state, rest, false);
    column_fit(canvas, theme, state, right, true);
}
