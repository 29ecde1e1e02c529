// What a step asks of the class: a question, a bet, a task.
#pragma once

#include "io/lesson_reading.h"

void lesson_take_question(LessonReading *reading, const YamlNode *node, void *step);
void lesson_take_bet(LessonReading *reading, const YamlNode *node, void *step);
void lesson_take_task(LessonReading *reading, const YamlNode *node, void *step);
void lesson_take_claims(LessonReading *reading, const YamlNode *node, void *step);
