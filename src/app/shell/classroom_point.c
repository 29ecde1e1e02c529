// A control that is scrolled away is scrolled to, one in a closed drawer is looked for in both;
// that is done once, when the step begins: afterwards the hand decides what is seen.
#include "app/shell/classroom_point.h"

#include "base/words.h"
#include "draw/plate.h"
#include "ui/layout.h"

#include <math.h>
#include <string.h>

static const double PULSE_S = 1.1;
static const float PULSE_FAR = 16, LINE = 2.5f, ROUND = 8;
enum { TRIES = 6 }; // passes until what is pointed at is given up
enum { LARGE_W = 150, LARGE_H = 60, BESIDE = 5, BLOCK_W = 100, BESIDE_BLOCK = 3 };

static const UiControl *control_of(App *app, const char *name, Rect *rect, bool *there)
{
    const Ui *ui = &app->shell.ui;
    const RoomLesson *room = classroom_services(app);
    const UiControl *control = ui_find(ui, name);
    char at[UI_NAME_MAX] = "";
    *there = control;
    if (!control && room) {
        *there = room->where(app->room->state, name, rect, at);
        control = *there && at[0] ? ui_find(ui, at) : NULL;
        *there = *there && (!at[0] || control);
    }
    return control;
}

static bool seen(const UiControl *control)
{
    return control->visible.w >= 0.6f * control->rect.w &&
           control->visible.h >= 0.6f * control->rect.h;
}

bool classroom_where(App *app, const char *name, Rect *rect)
{
    bool there;
    const UiControl *control = control_of(app, name, rect, &there);
    if (control) {
        *rect = control->visible;
    }
    return there && rect->w >= 1 && rect->h >= 1;
}

// One side after the other, as long as what is sought is in none of the open ones.
static void open_drawers(Shell *shell, int tries)
{
    shell->left_open = tries < TRIES / 2;
    shell->right_open = !shell->left_open && tries < TRIES - 1;
}

static bool points_at(const LessonStep *step, const char *name)
{
    for (int i = 0; i < step->point_count; i++) {
        if (strcmp(step->points[i], name) == 0) {
            return true;
        }
    }
    return false;
}

// While presenting there is no chart, but a step that points at it brings it along, and the next
// one takes it away again. In between it is the hand's.
void classroom_bring_chart(App *app)
{
    Classroom *room = app->classroom;
    Shell *shell = &app->shell;
    const bool brings = shell->presenting && points_at(classroom_now(room), "chart");
    const int of = brings ? room->step + 1 : 0;
    if (of != room->chart_of) {
        room->chart_of = of;
        shell->present_chart = brings;
        room->tries = 0;
        app->more = true;
    }
}

// Whether all is in view, or given up.
static void seek(App *app)
{
    Classroom *room = app->classroom;
    Shell *shell = &app->shell;
    const LessonStep *step = classroom_now(room);
    if (room->tries >= TRIES) {
        return;
    }
    for (int i = 0; i < step->point_count; i++) {
        Rect rect;
        bool there;
        const UiControl *control = control_of(app, step->points[i], &rect, &there);
        if (there && (!control || seen(control))) {
            continue;
        }
        if (control) {
            shell->ui.reveal = control->id;
        } else if (shell->layout.drawers &&
                   !shell->presenting) { // there they would lie over what is shown
            open_drawers(shell, room->tries);
        }
        room->tries++;
        app->more = true;
        return;
    }
    room->tries = TRIES;
}

// What is wide has other words close above and below it.
static float distance(Rect rect)
{
    return rect.w > BLOCK_W ? BESIDE_BLOCK : BESIDE;
}

// Around what is small, and what lies in the middle of the picture, so that no line goes through
// its words; within what reaches to the edges of its part of the window.
static bool goes_within(const ShellLayout *layout, Rect rect)
{
    const Rect around = rect_inset(rect, -(distance(rect) + LINE)), all = layout->picture;
    const bool inside = around.x >= all.x && around.y >= all.y &&
                        around.x + around.w <= all.x + all.w &&
                        around.y + around.h <= all.y + all.h;
    return rect.w > LARGE_W && rect.h > LARGE_H && !inside;
}

// The chart with all that belongs to it: its title stands close below its edge, its switches beside
// it.
static bool is_chart(const ShellLayout *layout, Rect rect)
{
    const Rect all = layout->chart;
    return rect.w > LARGE_W && all.h > 0 && rect.y >= all.y - 1 &&
           rect.y + rect.h <= all.y + all.h + 1;
}

static void outline(Canvas *canvas, const Theme *t, Rect rect, bool within, float inset,
                    float pulse)
{
    const Rect box = rect_inset(rect, within ? inset : -distance(rect));
    const float radius = within ? 4 : fminf(ROUND, fminf(box.w, box.h) / 2);
    canvas_box(canvas, rect_inset(box, -1.5f), radius + 1.5f, (Color){ 0 }, LINE + 3,
               color_alpha(t->halo, 0.7f));
    canvas_box(canvas, box, radius, (Color){ 0 }, LINE, t->accent);
    if (pulse < 1) {
        const float far = within ? -PULSE_FAR * pulse : PULSE_FAR * pulse;
        canvas_box(canvas, rect_inset(box, -far), radius + fmaxf(far, 0), (Color){ 0 }, LINE,
                   color_alpha(t->accent, 1 - pulse));
    }
}

static float pulse_of(const App *app)
{
    const double since_s = app->shell.ui.now_s - app->classroom->shown_s;
    return app->shell.still || !(since_s >= 0) ? 1 : (float)clamp(since_s / PULSE_S, 0, 1);
}

bool classroom_pulses(const App *app)
{
    return classroom_now(app->classroom)->point_count > 0 && pulse_of(app) < 1;
}

// While presenting panels are away: the button that brings the one with the control, and that it
// does.
static void outline_button(App *app, int side)
{
    enum { APART = 16, SIZE = 13 };
    Shell *shell = &app->shell;
    const UiControl *button = ui_find(&shell->ui, side < 0 ? "drawer.left" : "drawer.right");
    if (!button || (side < 0 ? shell->left_open : shell->right_open)) {
        return;
    }
    const Rect rect = button->visible;
    const float legend = shell->layout.legend.x;
    const bool beside = shell->layout.legend.w > 0; // its rows stay to be read
    outline(&shell->canvas, shell->ui.theme, rect, false, 0, pulse_of(app));
    plate_text(&shell->canvas, shell->ui.theme, beside ? legend - APART : rect.x + rect.w + BESIDE,
               beside ? rect.y + rect.h / 2 + TEXT_MIDDLE * SIZE : rect.y - APART, ALIGN_RIGHT,
               FONT_SANS, SIZE, tr("It is in the panel that this opens"));
}

static void outline_point(App *app, const char *name)
{
    const Shell *shell = &app->shell;
    const RoomLesson *room = classroom_services(app);
    Rect rect;
    if (!classroom_where(app, name, &rect)) {
        const int side = shell->presenting && room ? room->drawer(app->room->state, name) : 0;
        if (side != 0) {
            outline_button(app, side);
        }
        return;
    }
    const bool chart = is_chart(&shell->layout, rect);
    outline(&app->shell.canvas, shell->ui.theme, chart ? shell->layout.chart : rect,
            chart || goes_within(&shell->layout, rect), chart ? 0 : LINE, pulse_of(app));
}

void classroom_point(App *app)
{
    Classroom *room = app->classroom;
    Shell *shell = &app->shell;
    const LessonStep *step = classroom_now(room);
    classroom_bring_chart(app);
    if (shell->bare) { // a picture of the window: as it stands, without a pulse
        room->tries = TRIES;
    }
    seek(app);
    if (isnan(room->shown_s) && room->tries >= TRIES) {
        room->shown_s = shell->bare ? -INFINITY : shell->ui.now_s;
    }
    for (int i = 0; i < step->point_count; i++) {
        outline_point(app, step->points[i]);
    }
}
