// Two folders are looked through; a lesson that cannot be read stays in the list with the reason.
#include "io/lesson_list.h"

#include "base/data_folder.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "io/homes.h"
#include "io/lesson_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *text_of(Arena *arena, const char *text)
{
    return arena_text(arena, text, strlen(text));
}

static LessonText copy_text(Arena *arena, const LessonText *text)
{
    LessonText copy = { .count = text->count };
    for (int i = 0; i < text->count; i++) {
        copy.in[i].language = text_of(arena, text->in[i].language);
        copy.in[i].text = text_of(arena, text->in[i].text);
    }
    return copy;
}

static const Subject *first_subject(Arena *arena, const Lesson *lesson)
{
    int step = 0;
    while (step < lesson->step_count && !lesson->steps[step].subject) {
        step++;
    }
    if (step == lesson->step_count) {
        return NULL;
    }
    Subject *subject = arena_new(arena, Subject, 1);
    subject_copy(subject, lesson->steps[step].subject);
    return subject;
}

static LessonHead read_head(Arena *arena, LessonHead head)
{
    Error err = { .at = -1 };
    Lesson *lesson = lesson_load(head.path, &err);
    if (!lesson) {
        head.wrong = text_of(arena, err.text);
        return head;
    }
    head.title = copy_text(arena, &lesson->title);
    head.learn = copy_text(arena, &lesson->learn);
    head.level = lesson->level;
    head.group = lesson->group;
    head.minutes = lesson->minutes;
    head.step_count = lesson->step_count;
    head.subject = first_subject(arena, lesson);
    lesson_destroy(lesson);
    return head;
}

static const char *joined(Arena *arena, const char *folder, const char *name, const char *ending)
{
    const size_t size = strlen(folder) + strlen(name) + strlen(ending) + 2;
    char *path = arena_alloc(arena, size);
    text_print(path, size, "%s/%s%s", folder, name, ending);
    return path;
}

static int place_of(const LessonList *list, const char *key)
{
    for (size_t i = 0; i < list->heads.count; i++) {
        if (strcmp(list->heads.items[i].key, key) == 0) {
            return (int)i;
        }
    }
    return -1;
}

// named: their names alone.
static void add_folder(LessonList *list, const char *path, bool own, bool named)
{
    Folder folder = { .path = NULL };
    Error ignored; // a folder that is not there has none
    folder_read(&folder, path, LESSON_FILE_ENDING, false, &ignored);
    for (size_t i = 0; i < folder.entries.count; i++) {
        const FolderEntry *entry = &folder.entries.items[i];
        const size_t length = strlen(entry->name), ending = strlen(LESSON_FILE_ENDING);
        if (entry->folder || length <= ending) {
            continue;
        }
        const char *key = arena_text(&list->arena, entry->name, length - ending);
        const LessonHead name = { .path = joined(&list->arena, path, entry->name, ""),
                                  .key = key,
                                  .own = own,
                                  .group = LESSON_OTHER };
        const LessonHead head = named ? name : read_head(&list->arena, name);
        const int place = place_of(list, key);
        if (place >= 0) {
            list->heads.items[place] = head;
        } else {
            array_push(&list->heads, head);
        }
    }
    folder_finish(&folder);
}

// Into the groups' order; what stands before another in a group stays there.
static void sort_groups(LessonList *list)
{
    for (size_t i = 1; i < list->heads.count; i++) {
        const LessonHead head = list->heads.items[i];
        size_t to = i;
        for (; to > 0 && list->heads.items[to - 1].group > head.group; to--) {
            list->heads.items[to] = list->heads.items[to - 1];
        }
        list->heads.items[to] = head;
    }
}

// Of those that came with the program; NULL: it has no data.
static char *program_folder(void)
{
    Error ignored;
    const char *data = data_folder(&ignored);
    return data ? folder_path(data, "assets/lessons") : NULL;
}

char *lesson_own_folder(void)
{
    return home_path(HOME_DATA, "lessons");
}

static void read_folders(LessonList *list, bool named)
{
    char *const folders[] = { program_folder(), lesson_own_folder() };
    *list = (LessonList){ .arena = { 0 } };
    for (size_t i = 0; i < COUNT(folders); i++) {
        if (folders[i]) {
            add_folder(list, folders[i], i > 0, named);
        }
        free(folders[i]);
    }
}

void lesson_list_read(LessonList *list)
{
    read_folders(list, false);
    sort_groups(list);
}

void lesson_list_keys(LessonList *list)
{
    read_folders(list, true);
}

void lesson_list_finish(LessonList *list)
{
    array_free(&list->heads);
    arena_free(&list->arena);
}

static bool is_path(const char *name)
{
    return strchr(name, '/') || lesson_file_named(name);
}

const char *lesson_find(const char *name, Arena *arena)
{
    if (is_path(name)) {
        return access(name, R_OK) == 0 ? text_of(arena, name) : NULL;
    }
    char *const folders[] = { lesson_own_folder(), program_folder() };
    const char *found = NULL;
    for (size_t i = 0; i < COUNT(folders); i++) {
        const char *path = folders[i] ? joined(arena, folders[i], name, LESSON_FILE_ENDING) : NULL;
        found = found || !path || access(path, R_OK) != 0 ? found : path;
        free(folders[i]);
    }
    return found;
}

const char *lesson_typed(const char *word, Arena *arena, int *step)
{
    const char *colon = strrchr(word, ':');
    const size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;
    char *name = arena_text(arena, word, strlen(word));
    *step = 0;
    if (digits > 0 && digits < 4 && !colon[1 + digits]) {
        name[colon - word] = '\0';
        *step = atoi(colon + 1) - 1;
    }
    return lesson_file_named(name) ? name : strchr(name, '/') ? NULL : lesson_find(name, arena);
}
