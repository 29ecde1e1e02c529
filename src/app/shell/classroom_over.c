// What a lesson draws over the picture, and what it follows in every frame.
#include "app/shell/classroom_bet.h"
#include "app/shell/classroom_point.h"
#include "app/shell/classroom_task.h"

void classroom_over(App *app)
{
    Canvas *canvas = &app->shell.canvas;
    if (!classroom_is_open(app)) {
        return;
    }
    const int16_t layer = canvas->layer;
    canvas->layer = LAYER_OVER;
    if (!app->shell.bare) {
        classroom_flag_hands(app);
    }
    classroom_flag_draw(app);
    classroom_point(app);
    canvas->layer = layer;
}

bool classroom_advance(App *app, double budget_s)
{
    if (!classroom_is_open(app)) {
        return false;
    }
    const bool scored = classroom_bet_advance(app);
    const bool reached = classroom_task_advance(app, budget_s);
    const RoomLesson *room = classroom_services(app);
    const ClassroomStep *done = classroom_done(app->classroom);
    if (room) {
        const bool bets = classroom_now(app->classroom)->bet.kind != BET_NONE && !done->scored;
        room->blind(app->room->state, bets);
    }
    return scored || reached || classroom_pulses(app);
}
