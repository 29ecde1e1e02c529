// A task: it ticks as soon as its condition holds of what is on screen, and stays so. What a hand
// goes through on its way does not count: it ticks when the hand rests.
#include "app/shell/classroom_task.h"

#include "app/shell/classroom_strip.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>

enum { BOX = 18, BESIDE = 10 };
static const double JUDGE_S = 0.002; // in each frame at most

bool classroom_task_advance(App *app, double budget_s)
{
    Classroom *room = app->classroom;
    const RoomLesson *services = classroom_services(app);
    ClassroomStep *done = classroom_done(room);
    if (!room->task || !services || done->reached) {
        return false;
    }
    const Ui *ui = &app->shell.ui;
    const bool holds =
        services->judge(app->room->state, room->task, fmin(budget_s, JUDGE_S)) == TRUTH_YES;
    done->reached = holds && !ui->mouse_down && !ui->sweep.id;
    return done->reached;
}

static void box(Canvas *canvas, const Theme *t, Rect rect, bool ticked)
{
    const float x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    canvas_box(canvas, rect, 5, ticked ? t->good : t->raised, 1.5f, ticked ? t->good : t->muted);
    if (ticked) {
        canvas_line(canvas, x - 4.5f, y + 0.3f, x - 1.2f, y + 3.8f, 2.2f, t->panel);
        canvas_line(canvas, x - 1.2f, y + 3.8f, x + 4.8f, y - 3.8f, 2.2f, t->panel);
    }
}

void strip_task(Strip *s)
{
    const LessonTask *task = &classroom_now(s->room)->task;
    const ClassroomStep *done = classroom_done(s->room);
    const Theme *t = &themes[s->app->shell.theme];
    if (!task->until) {
        return;
    }
    if (s->shows) {
        box(s->ui->canvas, t, (Rect){ s->x, s->y + (s->size * 1.25f - BOX) / 2, BOX, BOX },
            done->reached);
    }
    s->x += BOX + BESIDE;
    s->w -= BOX + BESIDE;
    strip_paragraph(s, TEXT_TASK_ASK, &task->ask, FONT_BOLD, t->accent, t->accent);
    const char *found = s->room->task ? condition_found(s->room->task) : "";
    if (done->reached) {
        strip_paragraph(s, TEXT_TASK_DONE, &task->done, FONT_SANS, t->text, t->text);
    } else { // its place stays, so that the strip keeps its height
        char text[CONDITION_FOUND_MAX + 64] = "";
        if (found[0]) {
            text_print(text, sizeof text, tr("Now: %s"), found);
        }
        strip_line(s, FONT_SANS, t->muted, text);
    }
    s->x -= BOX + BESIDE;
    s->w += BOX + BESIDE;
}
