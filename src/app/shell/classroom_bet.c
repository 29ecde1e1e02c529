// A bet: one puts a flag into the picture where somebody will end, or picks who will be best; then
// it is played, and scored when it has come to its end.
#include "app/shell/classroom_bet.h"

#include "app/shell/classroom_strip.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/plate.h"
#include "sim/lesson/bet.h"

#include <math.h>
#include <stdio.h>

enum { CLICK = 4, MOVE = 10 }; // how far a hand may slip; how far an arrow moves a flag

// ---- what is shown of it in the strip

static void run(App *app)
{
    const RoomLesson *room = classroom_services(app);
    if (room) {
        room->run(app->room->state);
        classroom_done(app->classroom)->ran = true;
        app->more = true;
    }
}

static void score_line(Strip *s, const ClassroomStep *done)
{
    const Theme *t = &themes[s->app->shell.theme];
    char text[128];
    if (!done->scored) {
        strip_line(s, FONT_SANS, t->muted, tr("It runs: how it ends counts."));
        return;
    }
    if (isnan(done->points)) {
        return;
    }
    const bool good = done->points >= BET_GOOD;
    text_print(text, sizeof text,
               good ? tr("A good bet: %.0f of 100 points")
                    : tr("%.0f of 100 points (50 by chance)"),
               done->points);
    strip_line(s, FONT_BOLD, good ? t->good : t->warning, text);
}

static StripMark mark_of(const ClassroomStep *done, int k)
{
    const bool picked = done->pick == k;
    if (!done->scored) {
        return picked ? MARK_CHOSEN : MARK_NONE;
    }
    return done->best >> k & 1 ? MARK_RIGHT : picked ? MARK_WRONG : MARK_FAINT;
}

// Those who can be picked, with digits as long as no question has them.
static void picks(Strip *s, StripFlow *flow, const LessonBet *bet, ClassroomStep *done)
{
    const RoomLesson *room = classroom_services(s->app);
    int digit = 0;
    for (int k = 0; room && k < ROOM_WHO_MAX; k++) {
        RoomWho who;
        if (!(bet->among >> k & 1) || !room->who(s->app->room->state, k, &who)) {
            continue;
        }
        char name[UI_NAME_MAX], key[12];
        snprintf(name, sizeof name, "lesson.pick.%d", k + 1);
        snprintf(key, sizeof key, "%d", ++digit);
        const StripButton button = {
            .name = name,
            .tip = tr("Bet on this one (its digit)"),
            .key = digit < 10 ? key : NULL,
            .text = who.name,
            .color = who.color,
            .mark = mark_of(done, k),
            .still = done->ran,
        };
        if (strip_button(s, flow, &button)) {
            done->pick = k;
        }
    }
}

static void flag_button(Strip *s, StripFlow *flow, ClassroomStep *done)
{
    const StripButton button = {
        .name = "lesson.flag",
        .tip = tr("Click in the picture where it will end; by keyboard arrows move the flag, with "
                  "Shift finely"),
        .text = done->flagged ? tr("The flag stands: click elsewhere to move it")
                              : tr("Click in the picture: there it will end"),
    };
    if (strip_button(s, flow, &button) && !done->flagged) {
        classroom_flag_middle(s->app);
    }
}

void strip_bet(Strip *s)
{
    const LessonBet *bet = &classroom_now(s->room)->bet;
    ClassroomStep *done = classroom_done(s->room);
    const Theme *t = &themes[s->app->shell.theme];
    if (bet->kind == BET_NONE) {
        return;
    }
    strip_paragraph(s, TEXT_BET_ASK, &bet->ask, FONT_BOLD, t->accent, t->accent);
    StripFlow flow = strip_flow(s);
    if (bet->kind == BET_BEST) {
        picks(s, &flow, bet, done);
    } else if (!done->ran) {
        flag_button(s, &flow, done);
    }
    const StripButton go = {
        .name = "lesson.run",
        .tip = tr("Plays it to its end, then the bet is scored (Enter)"),
        .key = "↵",
        .text = tr("Run"),
        .accent = true,
    };
    if (!done->ran && strip_button(s, &flow, &go)) {
        run(s->app);
    }
    if (flow.row > 0) {
        strip_flow_end(s, &flow);
    }
    if (done->ran) {
        score_line(s, done);
    }
    if (done->scored) {
        strip_paragraph(s, TEXT_BET_REVEAL, &bet->reveal, FONT_SANS, t->text, t->text);
    }
}

// ---- the flag

static bool picture_of(const App *app, Rect *rect, Box *box)
{
    const RoomLesson *room = classroom_services(app);
    return room && room->picture && room->picture(app->room->state, rect, box);
}

static void flag_at(App *app, float x, float y)
{
    const RoomLesson *room = classroom_services(app);
    ClassroomStep *done = classroom_done(app->classroom);
    double at[2];
    if (room->plane(app->room->state, x, y, at)) {
        done->flagged = true;
        done->flag[0] = at[0];
        done->flag[1] = at[1];
    }
}

void classroom_flag_middle(App *app)
{
    Rect rect;
    Box box;
    if (picture_of(app, &rect, &box)) {
        flag_at(app, rect.x + rect.w / 2, rect.y + rect.h / 2);
    }
}

// Arrows move it while its button has them.
static void flag_keys(App *app)
{
    static const struct {
        Key key;
        float dx, dy;
    } arrows[] = {
        { KEY_LEFT, -1, 0 }, { KEY_RIGHT, 1, 0 }, { KEY_UP, 0, -1 }, { KEY_DOWN, 0, 1 }
    };
    Ui *ui = &app->shell.ui;
    const RoomLesson *room = classroom_services(app);
    const ClassroomStep *done = classroom_done(app->classroom);
    float x, y;
    if (ui->focus != ui_id("lesson.flag") || !room || !classroom_bets(app->classroom) ||
        !done->flagged || !room->pixel(app->room->state, done->flag, &x, &y)) {
        return;
    }
    for (size_t i = 0; i < COUNT(arrows); i++) {
        const bool far = ui_key(ui, arrows[i].key, 0);
        if (far || ui_key(ui, arrows[i].key, MOD_SHIFT)) {
            const float by = far ? MOVE : 1;
            flag_at(app, x + arrows[i].dx * by, y + arrows[i].dy * by);
        }
    }
}

// ---- keys

static void pick_by_digit(App *app, const LessonBet *bet, ClassroomStep *done)
{
    int digit = 0;
    for (int k = 0; k < ROOM_WHO_MAX && digit < 9; k++) {
        if (bet->among >> k & 1 && ui_character(&app->shell.ui, (uint32_t)('1' + digit++), 0)) {
            done->pick = k;
        }
    }
}

void strip_bet_keys(App *app)
{
    Ui *ui = &app->shell.ui;
    Classroom *room = app->classroom;
    flag_keys(app);
    if (!classroom_is_open(app) || !classroom_bets(room) || classroom_asks(room) ||
        !strip_has_keys(ui)) {
        return;
    }
    const LessonBet *bet = &classroom_now(room)->bet;
    if (bet->kind == BET_BEST) {
        pick_by_digit(app, bet, classroom_done(room));
    }
    if (ui_key(ui, KEY_ENTER, 0)) {
        run(app);
    }
}

// A click, not a drag, on the picture itself: the room has answered it before.
static void flag_click(App *app, Rect rect)
{
    Classroom *room = app->classroom;
    const Ui *ui = &app->shell.ui;
    const bool on = (ui->hot == ui_id("picture") || ui->hot == ui_id("relief")) &&
                    rect_has(rect, ui->mouse_x, ui->mouse_y);
    if (ui->event.kind == INPUT_MOUSE_DOWN) {
        const bool left = on && ui->event.button == BUTTON_LEFT;
        room->press_x = left ? ui->mouse_x : NAN;
        room->press_y = left ? ui->mouse_y : NAN;
    } else if (ui->event.kind == INPUT_MOUSE_UP) {
        if (on && hypotf(ui->mouse_x - room->press_x, ui->mouse_y - room->press_y) <= CLICK) {
            flag_at(app, ui->mouse_x, ui->mouse_y);
        }
        room->press_x = room->press_y = NAN;
    }
}

void classroom_flag_hands(App *app)
{
    const Classroom *room = app->classroom;
    Rect rect;
    Box box;
    if (classroom_bets(room) && classroom_now(room)->bet.kind == BET_END &&
        picture_of(app, &rect, &box)) {
        flag_click(app, rect);
    }
}

// A pole with a pennant, its foot at x, y.
static void flag_draw(Canvas *canvas, float x, float y, Color color, Color halo)
{
    enum { HIGH = 26, WIDE = 16, DEEP = 12 };
    const float px[] = { x, x + WIDE, x },
                py[] = { y - HIGH, y - HIGH + DEEP / 2, y - HIGH + DEEP };
    canvas_line(canvas, x, y, x, y - HIGH, 5, halo);
    canvas_polygon(canvas, 3, (float[]){ px[0] - 2, px[1] + 4, px[2] - 2 },
                   (float[]){ py[0] - 3, py[1], py[2] + 3 }, halo);
    canvas_line(canvas, x, y, x, y - HIGH, 2.4f, color);
    canvas_polygon(canvas, 3, px, py, color);
    canvas_circle(canvas, x, y, 3.5f, color, 1.2f, halo);
}

static void end_draw(Canvas *canvas, const Theme *t, float x, float y, float end_x, float end_y)
{
    canvas_line(canvas, x, y, end_x, end_y, 4.5f, t->halo);
    canvas_line(canvas, x, y, end_x, end_y, 2, t->text);
    canvas_circle(canvas, end_x, end_y, 8, (Color){ 0 }, 2.4f, t->text);
}

void classroom_flag_draw(App *app)
{
    const RoomLesson *room = classroom_services(app);
    const ClassroomStep *done = classroom_done(app->classroom);
    Canvas *canvas = &app->shell.canvas;
    const Theme *t = &themes[app->shell.theme];
    Rect rect;
    Box box;
    float x, y, end_x, end_y;
    if (!done->flagged || classroom_now(app->classroom)->bet.kind != BET_END ||
        !picture_of(app, &rect, &box) || !room->pixel(app->room->state, done->flag, &x, &y)) {
        return;
    }
    canvas_clip_push(canvas, rect);
    if (done->scored && !isnan(done->points) &&
        room->pixel(app->room->state, done->end, &end_x, &end_y)) {
        end_draw(canvas, t, x, y, end_x, end_y);
    }
    flag_draw(canvas, x, y, t->accent, t->background);
    canvas_clip_pop(canvas);
}

// ---- its end

static void score(App *app, const RoomLesson *room, const LessonBet *bet, ClassroomStep *done)
{
    double values[ROOM_WHO_MAX];
    for (int i = 0; i < ROOM_WHO_MAX; i++) {
        values[i] = (double)NAN;
    }
    Rect rect;
    Box box;
    if (bet->kind == BET_END) {
        done->scored = room->end && room->end(app->room->state, bet->of, done->end);
        if (done->scored && done->flagged && picture_of(app, &rect, &box)) {
            done->points = bet_end_points(&box, done->flag, done->end);
        }
    } else if (room->values(app->room->state, bet, values)) {
        const int pick = done->pick == CLASSROOM_NONE ? 0 : done->pick;
        const double points = bet_best_points(values, ROOM_WHO_MAX, bet, pick, &done->best);
        done->points = done->pick == CLASSROOM_NONE ? (double)NAN : points;
        done->scored = true;
    }
}

bool classroom_bet_advance(App *app)
{
    const RoomLesson *room = classroom_services(app);
    ClassroomStep *done = classroom_done(app->classroom);
    const LessonBet *bet = &classroom_now(app->classroom)->bet;
    if (!room) {
        return false;
    }
    if (bet->kind != BET_NONE && done->ran && !done->scored && room->ended(app->room->state)) {
        score(app, room, bet, done);
        return done->scored;
    }
    return false;
}
