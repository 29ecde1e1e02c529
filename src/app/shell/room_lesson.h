// What a lesson asks of a room: where its things are, who is in it, how a bet ends, whether a task
// is done. A row of functions beside the room's own (app/shell/room.h); run() and blind()
// alone change what is shown.
#pragma once

#include "draw/canvas.h"
#include "model/plane.h"
#include "sim/lesson/condition_watch.h"
#include "sim/lesson/lesson.h"

enum { ROOM_WHO_MAX = 32 };

// A racer or a network.
typedef struct RoomWho {
    char name[96]; // as it is called on screen
    Color color;
    bool on; // it takes part
} RoomWho;

typedef struct RoomLesson {
    // Where a thing of that name is on screen (docs/lessons.md, "point"), logical pixels; false: it
    // is not there now, or unknown. *at, "": a control that has it (ui_find()), instead of the
    // rectangle.
    bool (*where)(const void *room, const char *name, Rect *rect, char at[48]);
    // Where a thing of that name is when it is not on screen: -1: in the left panel, 1: in the
    // right one, 0: in neither, or unknown.
    int (*drawer)(const void *room, const char *name);
    // The k-th racer or network; false: there is none.
    bool (*who)(const void *room, int k, RoomWho *who);
    // Plays from the first step on, be it over or not begun. Whether it has come to its end.
    void (*run)(void *room);
    bool (*ended)(const void *room);
    // Whether the chart shows nothing of what is still to come, whatever else is chosen.
    void (*blind)(void *room, bool blind);
    // A picture of the plane that flags can be put down in: where it is on screen and which part of
    // the plane it has; the place below a pixel, and the pixel of a place. NULL: there is none.
    bool (*picture)(const void *room, Rect *rect, Box *box);
    bool (*plane)(const void *room, float x, float y, double at[2]);
    bool (*pixel)(const void *room, const double at[2], float *x, float *y);
    // Where racer k ends, known before it is played; false: not yet known. NULL: nobody ends
    // anywhere.
    bool (*end)(const void *room, int k, double at[2]);
    // The quantity that a bet on the best is judged by, of everybody, as they end: values
    // [ROOM_WHO_MAX], by places, NAN for who has none. False: not yet known.
    bool (*values)(const void *room, const LessonBet *bet, double *values);
    // Whether a task's condition holds of what is on screen now (condition_found() tells what is);
    // goes on measuring for about budget_s.
    Truth (*judge)(const void *room, ConditionWatch *watch, double budget_s);
} RoomLesson;
