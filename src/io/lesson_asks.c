// Each is a table of keys; whom they speak of must be in what the step shows.
#include "io/lesson_asks.h"

#include "sim/lesson/bet.h"
#include "sim/lesson/who.h"

#include <string.h>

// What names stand for; false: nothing is shown, which was told here or is another's mistake.
static bool has_subject(LessonReading *reading, const YamlNode *node)
{
    if (!reading->subject && !reading->lost) {
        lesson_mistake(reading, node->item.value_at,
                       "this speaks of a scene or a lab, and no step has shown one yet");
    }
    return reading->subject && !reading->lost;
}

static void take_who(LessonReading *reading, const YamlNode *node, unsigned *bits)
{
    const char *text = lesson_plain(reading, node);
    Error err = { .at = -1 };
    if (text && has_subject(reading, node) && !who_list(text, reading->subject, bits, &err)) {
        lesson_mistake_in(reading, node, &err);
    }
}

// The condition that a node says, checked; NULL with the mistake.
static const Condition *take_condition(LessonReading *reading, const YamlNode *node)
{
    const char *text = lesson_plain(reading, node);
    const Condition *condition = NULL;
    Error err = { .at = -1 };
    if (!text) {
        return NULL;
    }
    if (!condition_parse(text, &reading->lesson->arena, &condition, &err) ||
        (has_subject(reading, node) && !condition_check(condition, reading->subject, &err))) {
        lesson_mistake_in(reading, node, &err);
        return NULL;
    }
    return condition;
}

// ---- question

static void take_ask(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((LessonQuestion *)owner)->ask);
}

static void take_answers(LessonReading *reading, const YamlNode *node, void *owner)
{
    LessonQuestion *question = owner;
    if (node->kind != TREE_LIST || node->count < 2 || node->count > LESSON_ANSWERS_MAX) {
        lesson_mistake(reading, node->item.value_at,
                       "a question has two to %d answers, as a list: '- SGD'", LESSON_ANSWERS_MAX);
        return;
    }
    for (const YamlNode *answer = node->first; answer; answer = answer->next) {
        lesson_take_line(reading, answer, &question->answers[question->answer_count++]);
    }
}

// How many answers there are, also before they have been taken.
static int count_answers(const YamlNode *question)
{
    const YamlNode *answers = yaml_node_at(question, "answers");
    return answers ? answers->count : 0;
}

static void take_hide(LessonReading *reading, const YamlNode *node, void *owner)
{
    take_who(reading, node, &((LessonQuestion *)owner)->hidden);
}

static void take_reveal(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((LessonQuestion *)owner)->reveal);
}

static void leave(UNUSED LessonReading *reading, UNUSED const YamlNode *node, UNUSED void *owner)
{
}

static const LessonKey question_keys[] = {
    { "ask", true, take_ask },    { "answers", true, take_answers }, { "right", false, leave },
    { "hide", false, take_hide }, { "reveal", false, take_reveal },  { .name = NULL },
};

// One number, or a list of them; they count from 1.
static void take_right(LessonReading *reading, const YamlNode *question, unsigned *right)
{
    const YamlNode *node = yaml_node_at(question, "right");
    const int count = count_answers(question);
    const YamlNode *number = node && node->kind == TREE_LIST ? node->first : node;
    for (; number; number = node->kind == TREE_LIST ? number->next : NULL) {
        int answer;
        if (lesson_number(reading, number, 1, count > 1 ? count : LESSON_ANSWERS_MAX, &answer)) {
            *right |= 1u << (answer - 1);
        }
    }
}

void lesson_take_question(LessonReading *reading, const YamlNode *node, void *step)
{
    LessonQuestion *question = &((LessonStep *)step)->question;
    if (lesson_take_keys(reading, node, question_keys, question)) {
        take_right(reading, node, &question->right);
    }
}

// ---- bet

static void take_bet_ask(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((LessonBet *)owner)->ask);
}

static void take_bet_reveal(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((LessonBet *)owner)->reveal);
}

static void take_on(LessonReading *reading, const YamlNode *node, void *owner)
{
    LessonBet *bet = owner;
    const char *text = lesson_plain(reading, node);
    Error err = { .at = -1 };
    if (text && has_subject(reading, node) &&
        !bet_read(text, reading->subject, &reading->lesson->arena, bet, &err)) {
        lesson_mistake_in(reading, node, &err);
    }
}

// Behind `on`, which says what among means.
static void take_among(LessonReading *reading, const YamlNode *bet, LessonBet *into)
{
    const YamlNode *node = yaml_node_at(bet, "among");
    const char *text = node ? lesson_plain(reading, node) : NULL;
    Error err = { .at = -1 };
    if (text && into->kind == BET_END) {
        lesson_mistake(reading, node->item.key_at,
                       "'among' belongs to a bet on the lowest or the highest");
    } else if (text && into->kind == BET_BEST &&
               !bet_read_among(text, reading->subject, into, &err)) {
        lesson_mistake_in(reading, node, &err);
    }
}

static const LessonKey bet_keys[] = {
    { "on", true, take_on },
    { "among", false, leave },
    { "ask", true, take_bet_ask },
    { "reveal", false, take_bet_reveal },
    { .name = NULL },
};

void lesson_take_bet(LessonReading *reading, const YamlNode *node, void *step)
{
    LessonBet *bet = &((LessonStep *)step)->bet;
    if (lesson_take_keys(reading, node, bet_keys, bet)) {
        take_among(reading, node, bet);
    }
}

// ---- task

static void take_task_ask(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((LessonTask *)owner)->ask);
}

static void take_until(LessonReading *reading, const YamlNode *node, void *owner)
{
    LessonTask *task = owner;
    task->condition = take_condition(reading, node);
    task->until = task->condition ? node->item.value : NULL;
}

static void take_done(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((LessonTask *)owner)->done);
}

static const LessonKey task_keys[] = {
    { "ask", true, take_task_ask },
    { "until", true, take_until },
    { "done", false, take_done },
    { .name = NULL },
};

void lesson_take_task(LessonReading *reading, const YamlNode *node, void *step)
{
    lesson_take_keys(reading, node, task_keys, &((LessonStep *)step)->task);
}

// ---- claims

static void take_claim(LessonReading *reading, const YamlNode *node, LessonStep *step)
{
    if (step->claim_count == LESSON_CLAIMS_MAX) {
        lesson_mistake(reading, node->item.value_at, "a step has at most %d claims",
                       LESSON_CLAIMS_MAX);
        return;
    }
    const Condition *condition = take_condition(reading, node);
    if (condition) {
        step->claims[step->claim_count++] =
            (LessonClaim){ node->item.value, condition, (long)node->item.value_at };
    }
}

void lesson_take_claims(LessonReading *reading, const YamlNode *node, void *step)
{
    const YamlNode *claim = node->kind == TREE_LIST ? node->first : node;
    for (; claim; claim = node->kind == TREE_LIST ? claim->next : NULL) {
        take_claim(reading, claim, step);
    }
}
