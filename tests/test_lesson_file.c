// A lesson is read whole, and every mistake in one is told with line and column.
#include "base/words.h"
#include "io/lesson_file.h"
#include "io/lesson_list.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char good[] = "thalweg-lesson: 1\n"                     // 1
                           "title: { en: A valley, ko: 골짜기 }\n"   // 2
                           "learn: What a valley does to descent.\n" // 3
                           "level: beginner\n"                       // 4
                           "minutes: 8\n"                            // 5
                           "group: descent\n"                        // 6
                           "source: Someone's book\n"                // 7
                           "steps:\n"                                // 8
                           "- caption: |\n"                          // 9
                           "    The valley $x^2/20 + y^2$ is\n"      // 10
                           "    *steep*.\n"                          // 11
                           "  notes: Ask first.\n"                   // 12
                           "  scene:\n"                              // 13
                           "    landscape: valley\n"                 // 14
                           "    start: -7,2\n"                       // 15
                           "    optimizer:\n"                        // 16
                           "    - sgd lr=0.95\n"                     // 17
                           "    - adam lr=0.3\n"                     // 18
                           "  point: [start, legend]\n"              // 19
                           "  claims:\n"                             // 20
                           "  - sgd loss at 30 < 0.5\n"              // 21
                           "- change:\n"                             // 22
                           "    start: -7,-2\n"                      // 23
                           "  question:\n"                           // 24
                           "    ask: Which one?\n"                   // 25
                           "    answers: [SGD, Adam, None]\n"        // 26
                           "    right: 2\n"                          // 27
                           "    hide: sgd, adam\n"                   // 28
                           "    reveal: Adam.\n"                     // 29
                           "- bet:\n"                                // 30
                           "    on: end of adam\n"                   // 31
                           "    ask: Where?\n"                       // 32
                           "- task:\n"                               // 33
                           "    ask: Make it diverge.\n"             // 34
                           "    until: sgd is lost\n"                // 35
                           "- caption: A network.\n"                 // 36
                           "  lab:\n"                                // 37
                           "    data: moons\n"                       // 38
                           "    network: [hidden=8, hidden=4]\n"     // 39
                           "- bet:\n"                                // 40
                           "    on: lowest train_loss\n"             // 41
                           "    among: A, B\n"                       // 42
                           "    ask: Who?\n";                        // 43

static Lesson *read_text(const char *text, Error *err)
{
    *err = (Error){ .at = -1 };
    return lesson_parse(text, strlen(text), ".", err);
}

Test(lesson_file, a_lesson_is_read_whole)
{
    Error err;
    Lesson *lesson = read_text(good, &err);
    cr_assert(lesson, "%s", err.text);
    cr_expect_str_eq(lesson_text(&lesson->title), "A valley");
    cr_expect_eq(lesson->title.count, 2);
    cr_expect_str_eq(lesson->title.in[1].language, "ko");
    cr_expect_eq(lesson->level, LESSON_BEGINNER);
    cr_expect_eq(lesson->group, LESSON_DESCENT);
    cr_expect_eq(lesson->minutes, 8);
    cr_assert_eq(lesson->step_count, 6);
    const LessonStep *steps = lesson->steps;
    cr_expect_str_eq(lesson_text(&steps[0].caption), "The valley $x^2/20 + y^2$ is\n*steep*.");
    cr_expect_str_eq(lesson_text(&steps[0].notes), "Ask first.");
    cr_expect_eq(steps[0].point_count, 2);
    cr_expect_str_eq(steps[0].points[1], "legend");
    cr_expect_eq(steps[0].claim_count, 1);
    cr_expect_str_eq(steps[0].claims[0].text, "sgd loss at 30 < 0.5");
    cr_expect_eq(strncmp(good + steps[0].claims[0].byte, "sgd loss", 8), 0);
    cr_expect(steps[0].claims[0].condition);
    cr_expect_eq(steps[1].question.answer_count, 3);
    cr_expect_eq(steps[1].question.right, 2u);
    cr_expect_eq(steps[1].question.hidden, 3u);
    cr_expect_str_eq(lesson_text(&steps[1].question.reveal), "Adam.");
    cr_expect_eq(steps[2].bet.kind, BET_END);
    cr_expect_eq(steps[2].bet.of, 1);
    cr_expect_str_eq(steps[3].task.until, "sgd is lost");
    cr_expect(steps[3].task.condition);
    cr_expect_eq(steps[5].bet.kind, BET_BEST);
    cr_expect_str_eq(steps[5].bet.by, "train_loss");
    cr_expect_not(steps[5].bet.highest);
    cr_expect_eq(steps[5].bet.among, 3u);
    lesson_destroy(lesson);
}

Test(lesson_file, a_change_keeps_what_it_does_not_name)
{
    Error err;
    Lesson *lesson = read_text(good, &err);
    cr_assert(lesson, "%s", err.text);
    const Subject *first = lesson->steps[0].subject, *second = lesson->steps[1].subject;
    cr_assert(first && second);
    cr_expect_eq(second->kind, SUBJECT_SCENE);
    cr_expect_eq(second->scene.start[1], -2);
    cr_expect_eq(first->scene.start[1], 2);
    cr_expect_eq(second->scene.racer_count, 2);
    cr_expect_eq(second->scene.racers[0].spec.params.lr, 0.95);
    cr_expect_eq(second->scene.landscape, first->scene.landscape);
    cr_expect_null(lesson->steps[2].subject); // what is shown stays
    cr_expect_eq(lesson->steps[4].subject->kind, SUBJECT_LAB);
    cr_expect_eq(lesson->steps[4].subject->lab.network_count, 2);
    lesson_destroy(lesson);
}

// A change of a list takes the place of the whole list, a landscape brings its own start.
Test(lesson_file, a_change_is_what_flags_behind_a_file_are)
{
    static const char text[] =
        "thalweg-lesson: 1\ntitle: T\nlearn: L\nlevel: advanced\n"
        "minutes: 5\nsteps:\n"
        "- caption: Let $a*b$ be *5*\n  scene: { landscape: valley, start: '-7,2',\n"
        "    optimizer: [sgd lr=0.5, adam], steps: 40 }\n"
        "- caption: Two\n  change: { optimizer: momentum }\n"
        "- caption: Three\n  change: { landscape: himmelblau }\n";
    Error err;
    Lesson *lesson = read_text(text, &err);
    cr_assert(lesson, "%s", err.text);
    cr_expect_eq(lesson->group, LESSON_OTHER);
    cr_expect_eq(lesson->steps[1].subject->scene.racer_count, 1);
    cr_expect_eq(lesson->steps[1].subject->scene.start[0], -7);
    cr_expect_eq(lesson->steps[2].subject->scene.racer_count, 1);
    cr_expect_eq(lesson->steps[2].subject->scene.steps, 40);
    cr_expect_neq(lesson->steps[2].subject->scene.start[0], -7);
    lesson_destroy(lesson);
}

// ---- mistakes

typedef struct Mistake {
    const char *good, *bad, *message; // one part of the good lesson, and what stands there instead
} Mistake;

// clang-format off
static const Mistake mistakes[] = {
    { "thalweg-lesson: 1", "thalweg: 1",
      "line 1, column 1: this is no lesson of Thalweg: one begins with 'thalweg-lesson: 1'" },
    { "thalweg-lesson: 1", "thalweg-lesson: one",
      "line 1, column 17: behind 'thalweg-lesson' stands the version of the format: 'thalweg-lesson: 1'" },
    { "thalweg-lesson: 1", "thalweg-lesson: 2",
      "line 1, column 17: written for a later version of Thalweg: its format is 2, this program reads up to 1" },
    { "level: beginner\n", "levle: beginner\n",
      "line 1, column 1: 'level' is missing here" },
    { "learn: What a valley does to descent.\n", "", "line 1, column 1: 'learn' is missing here" },
    { "level: beginner", "level: easy",
      "line 4, column 8: 'easy' is none of beginner, intermediate, advanced" },
    { "group: descent", "group: descend",
      "line 6, column 8: 'descend' is none of descent, momentum, adaptive, shapes, signals, generalization, practice, other" },
    { "minutes: 8", "minutes: eight",
      "line 5, column 10: here stands a whole number from 1 to 180, not 'eight'" },
    { "minutes: 8", "minutes: 0", "line 5, column 10: here stands a whole number from 1 to 180, not '0'" },
    { "minutes: 8", "minutes:", "line 5, column 9: a text is missing here" },
    { "minutes: 8", "minutes: [8]", "line 5, column 10: a text is missing here" },
    { "group: descent", "title: Again", "line 6, column 1: 'title' stands here again; it was said in line 2" },
    { "group: descent", "gruop: descent",
      "line 6, column 1: unknown key 'gruop', did you mean 'group'? (known: thalweg-lesson, title, learn, level, minutes, group, source, names, steps)" },
    { "ko: 골짜기", "korean: 골짜기",
      "line 2, column 24: 'korean' is no language as en and ko are; between { and } a text with a comma in it needs quotes" },
    { "en: A valley, ko", "en: A valley, deep and narrow, ko",
      "line 2, column 24: 'deep and narrow' is no language as en and ko are; between { and } a text with a comma in it needs quotes" },
    { "title: { en: A valley, ko: 골짜기 }", "title: [A valley]",
      "line 2, column 8: here stands a text, or one for each language: 'en: ...' and 'ko: ...'" },
    { "source: Someone's book", "source: \"a\\nb\"",
      "line 7, column 11: this stands in a single line" },
    { "    *steep*.", "    *steep.",
      "line 11, column 5: this * has no second one behind it; the sign itself is \\*" },
    { "$x^2/20 + y^2$ is", "$x^2/20 + y^2 is",
      "line 10, column 16: this $ has no second one behind it; the sign itself is \\$" },
    { "  notes: Ask first.\n", "  note: Ask first.\n",
      "line 12, column 3: unknown key 'note', did you mean 'notes'? (known: caption, notes, scene, lab, change, point, question, bet, task, claims)" },
    { "landscape: valley", "landscape: vally",
      "line 14, column 16: unknown landscape 'vally', did you mean 'valley'?" },
    { "sgd lr=0.95", "sgd lr=fast", "line 17, column 14: lr: 'fast' is not a number" },
    { "adam lr=0.3", "adm lr=0.3", "line 18, column 7: unknown optimizer 'adm', did you mean 'adam'?" },
    { "start: -7,2\n", "strat: -7,2\n", "line 15, column 5: unknown key 'strat', did you mean 'start'?" },
    { "start: -7,2\n", "start: [1, 2]\n",
      "line 15, column 13: 'start' has one value, not a list: 'start: X,Y'" },
    { "start: -7,2\n", "start: { x: 1 }\n",
      "line 15, column 12: a value is a text or a list of texts; one with ': ' in it needs quotes" },
    { "    start: -7,-2\n", "    network: hidden=4\n", "line 23, column 5: unknown key 'network'" },
    { "point: [start, legend]", "point: [a, b, c, d, e]",
      "line 19, column 23: a step points at no more than 4 things" },
    { "sgd loss at 30 < 0.5", "sdg loss at 30 < 0.5", "line 21, column 5: " },
    { "sgd loss at 30 < 0.5", "sgd loss at 30 ! 0.5", "line 21, column 20: " },
    { "sgd loss at 30 < 0.5", "momentum loss at 30 < 0.5", "line 21, column 5: " },
    { "- change:\n    start: -7,-2\n", "- change: -7,-2\n",
      "line 22, column 11: here stand keys with their values, indented: 'steps: 100'" },
    { "answers: [SGD, Adam, None]", "answers: [SGD]",
      "line 26, column 14: a question has two to 5 answers, as a list: '- SGD'" },
    { "answers: [SGD, Adam, None]", "answers: SGD",
      "line 26, column 14: a question has two to 5 answers, as a list: '- SGD'" },
    { "right: 2", "right: 4", "line 27, column 12: here stands a whole number from 1 to 3, not '4'" },
    { "right: 2", "right: Adam", "line 27, column 12: here stands a whole number from 1 to 3, not 'Adam'" },
    { "hide: sgd, adam", "hide: sgd, momentum", "line 28, column 16: " },
    { "    ask: Which one?\n", "", "line 25, column 5: 'ask' is missing here" },
    { "- bet:\n    on: end of adam", "- bet:\n    on: end of nadam", "line 31, column 16: " },
    { "on: end of adam", "on: the end",
      "line 31, column 9: one bets on `end of` somebody, on `lowest` or on `highest` and a quantity" },
    { "- task:\n", "- question: { ask: Q, answers: [a, b] }\n  task:\n",
      "line 34, column 3: a step asks one thing: a question, a bet or a task; here is 'question', too" },
    { "until: sgd is lost", "until: sgd is happy", "line 35, column " },
    { "  lab:\n", "  scene: { landscape: valley }\n  lab:\n",
      "line 38, column 3: a step has one of 'scene', 'lab' and 'change'; here is 'scene', too" },
    { "- caption: A network.\n  lab:", "- lab:", "line 36, column 3: a step has a caption, a question, a bet or a task" },
    { "data: moons", "data: moon", "line 38, column 11: unknown data 'moon', did you mean 'moons'?" },
    { "hidden=8, hidden=4", "hidden=8, hiden=4", "line 39, column 25: unknown key 'hiden', did you mean 'hidden'?" },
    { "lowest train_loss", "lowest trian_loss", "line 41, column 16: " },
    { "among: A, B", "among: A, C", "line 42, column 15: " },
    { "on: end of adam\n", "on: end of adam\n    among: sgd\n",
      "line 32, column 5: 'among' belongs to a bet on the lowest or the highest" },
    { "lowest train_loss", "end of A",
      "line 41, column 9: networks end at no place; bet on `lowest validation_loss`" },
    { "reveal: Adam.", "reveal: *Adam*.", "line 29, column 13: a text that begins with & or * needs quotes" },
    { "steps:\n", "steps: &all\n", "line 8, column 8: a text that begins with & or * needs quotes" },
    { "    until: sgd is lost\n", "    until: sgd is lost\n   done: x\n",
      "line 36, column 4: this line is not indented as those before it, or a text needs quotes around it" },
};
// clang-format on

static char *replaced(const Mistake *row)
{
    const char *at = strstr(good, row->good);
    cr_assert(at, "%s", row->good);
    const size_t size = strlen(good) + strlen(row->bad) + 1;
    char *text = malloc(size);
    snprintf(text, size, "%.*s%s%s", (int)(at - good), good, row->bad, at + strlen(row->good));
    return text;
}

Test(lesson_file, every_mistake_is_told_with_line_and_column)
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        char *text = replaced(&mistakes[i]);
        Error err;
        Lesson *lesson = read_text(text, &err);
        cr_expect_null(lesson, "%s", mistakes[i].bad);
        cr_expect(strncmp(err.text, mistakes[i].message, strlen(mistakes[i].message)) == 0,
                  "%s\n  says  %s\n  wants %s", mistakes[i].bad, err.text, mistakes[i].message);
        cr_expect(err.at >= 0 && err.at <= (int)strlen(text));
        lesson_destroy(lesson);
        free(text);
    }
}

Test(lesson_file, all_mistakes_are_told_at_once_in_their_order)
{
    static const char text[] = "thalweg-lesson: 1\ntitle: T\nlevel: hard\nminutes: many\nsteps:\n"
                               "- caption: a $\n  scene: { landscape: nowhere }\n"
                               "  claims: [sgd is lost]\n- caption: b\n  change: { steps: 5 }\n"
                               "- caption: c\n  scene: { landscape: valley }\n  extra: 1\n";
    LessonMistakes all = { .items = { NULL, 0, 0 } };
    cr_expect_null(lesson_parse_all(text, strlen(text), ".", &all));
    static const char *const begins[] = {
        "line 1, column 1: 'learn' is missing here",
        "line 3, column 8: 'hard' is none of",
        "line 4, column 10: here stands",
        "line 6, column 14: this $ has no second",
        "line 7, column 23: unknown landscape",
        "line 13, column 3: unknown key 'extra'",
    };
    cr_expect_eq(all.items.count, COUNT(begins));
    for (size_t i = 0; i < all.items.count && i < COUNT(begins); i++) {
        cr_expect(strncmp(all.items.items[i].text, begins[i], strlen(begins[i])) == 0, "%s",
                  all.items.items[i].text);
    }
    lesson_mistakes_finish(&all);
}

static const char named[] =
    "thalweg-lesson: 1\ntitle: T\nlearn: L\nlevel: advanced\nminutes: 5\n"
    "names:\n- { en: Line search, ko: 직선 탐색 }\n- { en: %s, ko: 넓음 }\n"
    "steps:\n- caption: a\n  scene:\n    landscape: valley\n"
    "    optimizer: [sgd, cg name=\"Line search\"]\n"
    "- caption: b\n  lab:\n    network: [hidden=8 name=\"Wide\", hidden=4]\n";

// Claims and files keep the name that is written; who looks at a step sees the language's.
Test(lesson_file, names_of_a_scene_have_languages)
{
    Error err;
    char text[sizeof named + 20];
    snprintf(text, sizeof text, named, "Wide");
    Lesson *lesson = read_text(text, &err);
    cr_assert(lesson, "%s", err.text);
    cr_expect_eq(lesson->name_count, 2);
    Subject *seen = malloc(sizeof *seen);
    cr_assert(words_set("ko"));
    subject_copy(seen, lesson->steps[0].subject);
    lesson_call(lesson, seen);
    cr_expect_str_eq(seen->scene.racers[1].name, "직선 탐색");
    cr_expect_str_eq(seen->scene.racers[0].name, "");
    cr_expect_str_eq(lesson->steps[0].subject->scene.racers[1].name, "Line search");
    subject_copy(seen, lesson->steps[1].subject);
    lesson_call(lesson, seen);
    cr_expect_str_eq(seen->lab.names[0], "넓음");
    cr_assert(words_set("en"));
    lesson_call(lesson, seen);
    cr_expect_str_eq(seen->lab.names[0], "Wide", "and back from any language");
    free(seen);
    lesson_destroy(lesson);
    snprintf(text, sizeof text, named, "Narrow");
    cr_expect_null(read_text(text, &err));
    cr_expect_str_eq(err.text, "line 8, column 3: no optimizer and no network of this lesson has "
                               "name=\"Narrow\"");
}

Test(lesson_file, what_speaks_of_a_scene_needs_one)
{
    static const char *const texts[][2] = {
        { "- caption: a\n  change: { steps: 5 }\n", "line 8, column 3: there is nothing yet" },
        { "- caption: a\n  claims: [sgd is lost]\n", "line 8, column 12: this speaks of a scene" },
        { "- question: { ask: a, answers: [b, c], hide: all }\n",
          "line 7, column 46: this speaks of a scene" },
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        char text[400];
        Error err;
        snprintf(text, sizeof text,
                 "thalweg-lesson: 1\ntitle: T\nlearn: L\nlevel: advanced\nminutes: 5\nsteps:\n%s",
                 texts[i][0]);
        cr_expect_null(read_text(text, &err));
        cr_expect(strncmp(err.text, texts[i][1], strlen(texts[i][1])) == 0, "%s", err.text);
    }
}

// ---- places and nesting

Test(lesson_file, a_mistake_in_lines_of_their_own_has_its_place)
{
    static const char text[] =
        "thalweg-lesson: 1\ntitle: T\nlearn: |\n\n      One.\n        Two $ here.\n"
        "level: beginner\nminutes: 5\nsteps:\n- caption: >-\n    a\n    b *\n";
    LessonMistakes all = { .items = { NULL, 0, 0 } };
    cr_expect_null(lesson_parse_all(text, strlen(text), ".", &all));
    cr_assert_eq(all.items.count, 2u);
    cr_expect_eq(strncmp(all.items.items[0].text, "line 6, column 13: this $", 25), 0, "%s",
                 all.items.items[0].text);
    cr_expect_eq(strncmp(text + all.items.items[0].at, "$ here", 6), 0);
    // Folded lines do not keep their places: where the text begins.
    cr_expect_eq(strncmp(all.items.items[1].text, "line 10, column 12: this *", 26), 0, "%s",
                 all.items.items[1].text);
    lesson_mistakes_finish(&all);
}

Test(lesson_file, nesting_and_keys_without_end_are_refused)
{
    static char text[20000];
    Error err;
    size_t used = (size_t)snprintf(text, sizeof text, "thalweg-lesson: 1\ntitle: ");
    memset(text + used, '[', 5000);
    cr_expect_null(read_text(text, &err));
    cr_expect(strstr(err.text, "nested too deeply"), "%s", err.text);
    used = (size_t)snprintf(text, sizeof text, "thalweg-lesson: 1\n");
    for (int i = 0; i < 200; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "k%d: v\n", i);
    }
    cr_expect_null(read_text(text, &err));
    cr_expect_str_eq(err.text, "line 65, column 1: so many keys are not read");
}

// ---- which there are

static char home[] = "/tmp/thalweg-lessons-XXXXXX";

static void write_own(const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/thalweg/lessons/%s", home, name);
    FILE *file = fopen(path, "w");
    cr_assert(file);
    fputs(text, file);
    fclose(file);
}

static void make_home(void)
{
    char command[200];
    cr_assert(mkdtemp(home));
    snprintf(command, sizeof command, "mkdir -p %s/thalweg/lessons", home);
    cr_assert_eq(system(command), 0);
    setenv("XDG_DATA_HOME", home, 1);
}

static void remove_home(void)
{
    char command[200];
    snprintf(command, sizeof command, "rm -r %s", home);
    cr_assert_eq(system(command), 0);
}

static const LessonHead *head_of(const LessonList *list, const char *key)
{
    for (size_t i = 0; i < list->heads.count; i++) {
        if (strcmp(list->heads.items[i].key, key) == 0) {
            return &list->heads.items[i];
        }
    }
    return NULL;
}

Test(lesson_file, the_readers_own_stand_beside_the_programs, .init = make_home, .fini = remove_home)
{
    LessonList list;
    write_own("zz-mine.yaml", good);
    write_own("broken.yaml", "thalweg-lesson: 1\ntitle: T\n");
    write_own("21-ill-conditioned.yaml", good);
    write_own("notes.txt", "no lesson");
    lesson_list_read(&list);
    cr_assert(list.heads.count >= 20);
    int called = 0;
    for (size_t i = 0; i < list.heads.count; i++) {
        cr_expect(i == 0 || list.heads.items[i - 1].group <= list.heads.items[i].group);
        called += strcmp(list.heads.items[i].key, "21-ill-conditioned") == 0;
    }
    cr_expect_eq(called, 1);
    const LessonHead *mine = head_of(&list, "zz-mine"), *broken = head_of(&list, "broken");
    const LessonHead *over = head_of(&list, "21-ill-conditioned");
    const LessonHead *theirs = head_of(&list, "11-four-optimizers");
    cr_assert(mine && broken && over && theirs);
    cr_expect(mine->own && mine->step_count == 6 && mine->minutes == 8);
    cr_expect_str_eq(lesson_text(&mine->title), "A valley");
    cr_expect(mine->subject && mine->subject->scene.start[1] == 2);
    cr_expect_eq(strncmp(broken->wrong, "broken.yaml, line 1, column 1: '", 32), 0, "%s",
                 broken->wrong);
    cr_expect(over->own && over->step_count == 6); // in the place of the program's
    cr_expect_not(theirs->own);
    cr_expect_null(head_of(&list, "notes"));
    lesson_list_finish(&list);
}

Test(lesson_file, a_lesson_is_found_by_its_key_or_path, .init = make_home, .fini = remove_home)
{
    Arena arena = { 0 };
    int step;
    write_own("zz-mine.yaml", good);
    cr_expect(strstr(lesson_typed("zz-mine", &arena, &step), "/lessons/zz-mine.yaml"));
    cr_expect_eq(step, 0);
    cr_expect(strstr(lesson_typed("zz-mine:3", &arena, &step), "/lessons/zz-mine.yaml"));
    cr_expect_eq(step, 2);
    cr_expect_str_eq(lesson_typed("a/b.yaml:12", &arena, &step), "a/b.yaml");
    cr_expect_eq(step, 11);
    cr_expect(strstr(lesson_typed("zz-mine:0", &arena, &step), "/lessons/zz-mine.yaml"));
    cr_expect_eq(step, -1, "no step, but of that lesson");
    cr_expect_null(lesson_typed("nobody", &arena, &step));
    cr_expect_null(lesson_find("../lessons/zz-mine", &arena));
    arena_free(&arena);
}
