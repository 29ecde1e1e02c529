// The strip as a whole: its head with title, progress and buttons, then what the step has to say.
#include "app/shell/classroom_kept.h"
#include "app/shell/classroom_strip.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/wrap.h"

#include <math.h>
#include <stdio.h>

enum { PAD = 14, PAD_LOW = 9, HEAD = 26, HEAD_PRESENTED = 18, LEAST = 84, DOT = 15, DOT_LEAST = 7 };

// What gives way where the strip has much to say, in this order: its letters, from `size` to
// `small`, while it takes `most` of the window's height; the picture above it, to `more` of it;
// its letters once more, to `least`. Only then it is scrolled.
static const struct {
    float size, small, least;
    float most, more;
} room_for[] = { { 15, 14, 12, 1.0f / 3, 0.42f }, { 17, 14, 12, 0.44f, 0.58f } };

static Strip strip_begin(App *app, bool shows)
{
    Shell *shell = &app->shell;
    const bool presented = shell->presenting;
    return (Strip){ .app = app,
                    .room = app->classroom,
                    .ui = &shell->ui,
                    .metrics = { .metrics = atlas_metrics(shell->atlas, shell->scale) },
                    .shows = shows,
                    .presented = presented,
                    .size = app->classroom->fit.size };
}

// ---- what the step has to say

static void content(Strip *s)
{
    const LessonStep *step = classroom_now(s->room);
    const Theme *t = &themes[s->app->shell.theme];
    strip_paragraph(s, TEXT_CAPTION, &step->caption, FONT_SANS, t->text, t->text);
    strip_question(s);
    strip_bet(s);
    strip_task(s);
    s->y -= STRIP_GAP; // below the last one
}

// ---- its head

// What the buttons at the right are called, how wide they are, and what they do.
typedef enum HeadButton { HEAD_LEAVE, HEAD_NEXT, HEAD_BACK, HEAD_AGAIN, HEAD_COUNT } HeadButton;

// clang-format off
static const struct {
    const char *name, *label, *tip;
    Icon icon;
} head_buttons[] = {
    [HEAD_LEAVE] = { "lesson.leave", N_("Leave"),
        N_("Leaves the lesson: what was here before comes back"), ICON_CLOSE },
    [HEAD_NEXT] = { "lesson.next", N_("Next"), N_("The next step (Page Down)"), ICON_FORWARD },
    [HEAD_BACK] = { "lesson.back", N_("Back"), N_("The step before (Page Up)"), ICON_BACK },
    [HEAD_AGAIN] = { "lesson.again", NULL, N_("This step once more, as it began"), ICON_RESET },
};
// clang-format on

static float head_width(const Strip *s, HeadButton i)
{
    return head_buttons[i].label ? canvas_text_width(&s->metrics, FONT_SANS, UI_TEXT_SIZE,
                                                     tr(head_buttons[i].label)) +
                                       26
                                 : 32;
}

static void act(Strip *s, HeadButton button)
{
    const double now_s = s->ui->now_s;
    switch (button) {
    case HEAD_LEAVE: classroom_leave(s->app, now_s); break;
    case HEAD_NEXT: classroom_step(s->app, 1, now_s); break;
    case HEAD_BACK: classroom_step(s->app, -1, now_s); break;
    default: classroom_again(s->app, now_s); break;
    }
}

// The one that was pressed; HEAD_COUNT: none.
static HeadButton head_row(Strip *s, Rect *row)
{
    HeadButton pressed = HEAD_COUNT;
    for (int i = 0; i < HEAD_COUNT; i++) {
        const Rect place = cut_right(row, head_width(s, (HeadButton)i), 8);
        const char *tip = tr(head_buttons[i].tip);
        const bool hit = head_buttons[i].label ? ui_button(s->ui, head_buttons[i].name, place,
                                                           tr(head_buttons[i].label), tip)
                                               : ui_icon_button(s->ui, head_buttons[i].name, place,
                                                                head_buttons[i].icon, false, tip);
        pressed = hit ? (HeadButton)i : pressed;
    }
    return pressed;
}

// One for each step; those that were shown are filled.
static void dots(Strip *s, Rect *row)
{
    Ui *ui = s->ui;
    const Theme *t = ui->theme;
    const int count = s->room->lesson->step_count;
    const float each = fminf(DOT, row->w / (float)count);
    if (each < DOT_LEAST) {
        return;
    }
    Rect place = cut_right(row, each * (float)count, 12);
    for (int i = 0; i < count; i++) {
        char name[UI_NAME_MAX], tip[64];
        snprintf(name, sizeof name, "lesson.step.%d", i + 1);
        text_print(tip, sizeof tip, tr("Step %d of %d"), i + 1, count);
        const Rect dot = cut_left(&place, each, 0);
        const UiPress press = ui_press(ui, name, dot, true);
        const bool past = i <= s->room->step, here = i == s->room->step;
        const float radius = fminf(here ? 5 : press.hovered ? 4.5f : 3.5f, each / 2 - 1);
        canvas_circle(ui->canvas, dot.x + dot.w / 2, dot.y + dot.h / 2, radius,
                      past ? t->accent : t->track, here ? 1.5f : 0, t->text);
        ui_show_press(ui, &press, (Rect){ dot.x + 1, dot.y + dot.h / 2 - 7, dot.w - 2, 14 }, 4);
        ui_tip(ui, tip);
        if (ui_activated(ui, &press)) {
            classroom_go(s->app, i, ui->now_s);
            return;
        }
    }
}

static void title_of(const Strip *s, char *text, size_t size)
{
    const char *title = lesson_text(&s->room->lesson->title);
    text_print(text, size, tr("%s · %d of %d"), title ? title : "", s->room->step + 1,
               s->room->lesson->step_count);
}

static float title_width(const Strip *s)
{
    char title[256];
    title_of(s, title, sizeof title);
    return canvas_text_width(&s->metrics, FONT_BOLD, 12, title) + 4;
}

// Whether title, dots and buttons have room side by side.
static bool head_is_low(const Strip *s, float width)
{
    float buttons = (float)(s->room->lesson->step_count * DOT) + 12;
    for (int i = 0; i < HEAD_COUNT && !s->presented; i++) {
        buttons += head_width(s, (HeadButton)i) + 8;
    }
    return title_width(s) + buttons <= width;
}

static float head_height(const Strip *s, float width)
{
    const float row = s->presented ? HEAD_PRESENTED : HEAD;
    return head_is_low(s, width) ? row : row + 20;
}

// False: the step has changed, or the lesson is over.
static bool head(Strip *s, Rect rect)
{
    const bool low = head_is_low(s, rect.w);
    Rect above = rect, row = rect;
    if (!low) {
        above = cut_top(&row, 18, 2);
    }
    const HeadButton pressed = s->presented ? HEAD_COUNT : head_row(s, &row);
    const int step = s->room->step;
    dots(s, &row);
    char title[256];
    title_of(s, title, sizeof title);
    wrap_text(s->ui->canvas, low ? row : above, ALIGN_LEFT, FONT_BOLD, 12, s->ui->theme->muted,
              title);
    if (pressed != HEAD_COUNT) {
        act(s, pressed);
    }
    return pressed == HEAD_COUNT && step == s->room->step;
}

// ---- all of it

// As high as the strip would like to be, with letters of fit.size.
static float height_wanted(App *app, float width)
{
    Strip s = strip_begin(app, false);
    s.w = width - 2 * PAD;
    content(&s);
    return PAD_LOW + head_height(&s, s.w) + 6 + s.y + PAD_LOW + 2;
}

// What the strip says besides the step's caption.
static unsigned said(Classroom *room)
{
    const ClassroomStep *done = classroom_done(room);
    const bool states[] = { done->revealed, done->ran, done->scored, done->reached };
    unsigned bits = (unsigned)(done->answer + 1) << 16 | (unsigned)(done->pick + 1) << 8;
    for (unsigned i = 0; i < COUNT(states); i++) {
        bits |= (unsigned)states[i] << i;
    }
    return bits;
}

static ClassroomFit fit_now(App *app, float width, float height)
{
    Classroom *room = app->classroom;
    return (ClassroomFit){ .of = lesson_text(&classroom_now(room)->caption),
                           .width = width,
                           .height = height,
                           .scale = app->shell.scale,
                           .presented = app->shell.presenting,
                           .said = said(room) };
}

static bool fit_same(const ClassroomFit *a, const ClassroomFit *b)
{
    return a->of == b->of && a->width == b->width && a->height == b->height &&
           a->scale == b->scale && a->presented == b->presented && a->said == b->said;
}

// Letters and height for all that is said.
static void fit_choose(App *app, float width, float height)
{
    enum { BY_LETTERS, BY_PICTURE, BY_BOTH, GIVEN_UP };
    const bool presented = app->shell.presenting;
    ClassroomFit *fit = &app->classroom->fit;
    const float small[] = { room_for[presented].small, room_for[presented].small,
                            room_for[presented].least };
    fit->size = room_for[presented].size;
    for (int gives = BY_LETTERS; gives < GIVEN_UP; gives++) {
        fit->most = gives == BY_LETTERS ? room_for[presented].most : room_for[presented].more;
        while (height_wanted(app, width) > fit->most * height) {
            if (fit->size - 0.5f < small[gives]) {
                break;
            }
            fit->size -= 0.5f;
        }
        if (height_wanted(app, width) <= fit->most * height) {
            return;
        }
    }
}

float classroom_height(App *app, float width, float height)
{
    if (!classroom_is_open(app)) {
        return 0;
    }
    const ClassroomFit now = fit_now(app, width, height);
    if (!fit_same(&now, &app->classroom->fit)) {
        app->classroom->fit = now;
        fit_choose(app, width, height);
    }
    const float most = height * app->classroom->fit.most;
    return roundf(clampf(height_wanted(app, width), fminf(LEAST, most), most));
}

static void keys(App *app)
{
    Ui *ui = &app->shell.ui;
    if (ui->consumed || ui_editing(ui)) {
        return;
    }
    if (ui_key(ui, KEY_PAGE_DOWN, 0)) {
        classroom_step(app, 1, ui->now_s);
    } else if (ui_key(ui, KEY_PAGE_UP, 0)) {
        classroom_step(app, -1, ui->now_s);
    }
    strip_question_keys(app);
    strip_bet_keys(app);
}

void classroom_pass(App *app)
{
    Shell *shell = &app->shell;
    Ui *ui = &shell->ui;
    if (!classroom_is_open(app)) {
        return;
    }
    keys(app);
    Rect rect = shell->layout.caption;
    if (rect.h < 1) { // its place comes with the next frame
        return;
    }
    Strip s = strip_begin(app, true);
    shell_bottom_ground(shell, rect);
    rect = (Rect){ rect.x + PAD, rect.y + PAD_LOW, rect.w - 2 * PAD, rect.h - 2 * PAD_LOW };
    if (!head(&s, cut_top(&rect, head_height(&s, rect.w), 6))) {
        return;
    }
    const Rect area = { rect.x - 4, rect.y - 3, rect.w + 8 + PAD - 4, rect.h + PAD_LOW + 2 };
    Column column = column_begin_scroll(ui, "lesson.strip", area, 0);
    s.x = rect.x;
    s.w = rect.w;
    s.y = column.y + 3;
    content(&s);
    column.y = s.y + 5;
    column_end(ui, &column);
}
