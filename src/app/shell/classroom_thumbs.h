// A small picture of every lesson: its first landscape as bands between contours with the start, or
// the points that its networks learn from. Made one after the other while the list is open.
#pragma once

#include "io/lesson_list.h"
#include "ui/ui.h"

typedef struct ClassroomThumbs ClassroomThumbs;

ClassroomThumbs *classroom_thumbs_create(void);
// NULL is allowed.
void classroom_thumbs_destroy(ClassroomThumbs *thumbs);
// Makes the next ones for about that long; whether more remains.
bool classroom_thumbs_advance(ClassroomThumbs *thumbs, const LessonList *list, double budget_s);
// Fills the rectangle with that of a lesson; an empty frame while it is not made, and for -1.
void classroom_thumb_draw(const ClassroomThumbs *thumbs, Canvas *canvas, const Theme *theme,
                          Rect rect, int lesson);
