// `thalweg lessons`: which there are, and whether they are right.
#include "base/text.h"
#include "base/words.h"
#include "cli/columns.h"
#include "cli/lessons_check.h"
#include "cli/mains.h"
#include "io/flags.h"
#include "io/lesson_file.h"
#include "io/lesson_list.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 200, EXIT_WRONG = 2 };

typedef struct Typed {
    bool csv, check, quick;
} Typed;

static bool take_csv(void *context, UNUSED const char *value, UNUSED Error *err)
{
    ((Typed *)context)->csv = true;
    return true;
}

static bool take_check(void *context, UNUSED const char *value, UNUSED Error *err)
{
    ((Typed *)context)->check = true;
    return true;
}

static bool take_quick(void *context, UNUSED const char *value, UNUSED Error *err)
{
    ((Typed *)context)->quick = true;
    return true;
}

// clang-format off
static const Flag lessons_flags[] = {
    { "check", 0, NULL, N_("reads the lessons named, or all, and tells every\n"
      "mistake with its line and column, and every claim\n"
      "that does not hold with what was found instead"), .take = take_check },
    { "quick", 0, NULL, N_("with --check: runs no claims"), .take = take_quick },
    { "csv", 0, NULL, N_("as CSV"), .take = take_csv },
    { .name = NULL },
};
// clang-format on

const FlagsCommand lessons_command = {
    .name = "lessons",
    .summary = N_("Lists the lessons: those that come with the program, and those in\n"
                  "~/.local/share/thalweg/lessons. Exit status 1: a lesson that was checked is\n"
                  "wrong."),
    .usage = N_("[--csv] [--check [--quick] [LESSON | FILE.yaml]...]"),
    .flags = lessons_flags,
    .example = "thalweg lessons --check my-lesson.yaml",
};

static void put_number(Columns *table, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    columns_text(table, text);
}

static void put_head(Columns *table, const LessonHead *head)
{
    const Kind *group = registry_at(&lesson_groups, head->group);
    const Kind *level = registry_at(&lesson_levels, head->level);
    columns_text(table, head->key);
    columns_text(table, table->csv ? group->key : tr(group->name));
    columns_text(table, table->csv ? level->key : tr(level->name));
    put_number(table, head->minutes);
    put_number(table, head->step_count);
    columns_text(table, lesson_text(&head->title));
}

static int list(bool csv)
{
    LessonList lessons;
    Columns table = { .csv = csv };
    columns_header(&table, csv ? "key,group,level,minutes,steps,title"
                               : tr("key,group,level,minutes,steps,title"));
    lesson_list_read(&lessons);
    for (size_t i = 0; i < lessons.heads.count; i++) {
        if (!lessons.heads.items[i].wrong) {
            put_head(&table, &lessons.heads.items[i]);
        }
    }
    columns_print(&table);
    for (size_t i = 0; i < lessons.heads.count; i++) {
        if (lessons.heads.items[i].wrong) {
            flags_tell("lessons", "%s", lessons.heads.items[i].wrong);
        }
    }
    columns_finish(&table);
    lesson_list_finish(&lessons);
    return 0;
}

// *mistaken: there is nothing of that name.
static bool check_named(const char *name, bool claims, bool *mistaken)
{
    Arena arena = { 0 };
    const bool is_path = strchr(name, '/') || lesson_file_named(name) || access(name, F_OK) == 0;
    const char *path = is_path ? name : lesson_find(name, &arena);
    FlagsError wrong = { .typed = name };
    bool good = false;
    if (path && access(path, R_OK) != 0) {
        *mistaken = true;
    }
    if (path) {
        good = lessons_check(path, claims);
    } else {
        fail_at(&wrong.error, 0, "there is no lesson '%.60s'; 'thalweg lessons' lists them", name);
        flags_report("lessons", &wrong);
        *mistaken = true;
    }
    arena_free(&arena);
    return good;
}

static int check_all(const char *const *names, int count, bool claims)
{
    LessonList lessons = { .heads = { NULL, 0, 0 } };
    bool good = true, mistaken = false;
    if (count == 0) {
        lesson_list_read(&lessons);
    }
    for (int i = 0; i < count; i++) {
        good = check_named(names[i], claims, &mistaken) && good;
    }
    for (size_t i = 0; i < lessons.heads.count; i++) {
        good = lessons_check(lessons.heads.items[i].path, claims) && good;
    }
    lesson_list_finish(&lessons);
    return mistaken ? EXIT_WRONG : good ? 0 : 1;
}

int lessons_main(int argc, char **argv)
{
    Arena arena = { 0 };
    Typed typed = { .csv = false };
    const char *names[NAMES_MAX];
    int count = 0, status = 0;
    const FlagsResult read =
        flags_read(&lessons_command, argc, argv, &typed, NULL, NAMES_MAX, names, &count, &arena);
    if (read == FLAGS_READ && count > 0 && !typed.check) {
        FlagsError wrong = { .typed = names[0] };
        fail_at(&wrong.error, 0, "a lesson is named for --check; 'thalweg %s' opens it", names[0]);
        flags_report("lessons", &wrong);
        status = EXIT_WRONG;
    } else if (read == FLAGS_READ) {
        status = typed.check ? check_all(names, count, !typed.quick) : list(typed.csv);
    }
    arena_free(&arena);
    return read == FLAGS_WRONG ? EXIT_WRONG : status;
}
