// Files opened lately, and texts that are pasted: told apart by how they begin.
#include "io/pasted.h"
#include "io/recent.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char home[] = "/tmp/thalweg-recent-XXXXXX";

static void enter(void)
{
    cr_assert_not_null(mkdtemp(home));
    setenv("XDG_CONFIG_HOME", home, 1);
}

static void leave(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", home);
    cr_expect_eq(system(command), 0);
}

TestSuite(recent, .init = enter, .fini = leave);

static const char *file(int number)
{
    static char paths[RECENT_MAX + 4][128];
    char *path = paths[number];
    snprintf(path, sizeof paths[0], "%s/%d.thalweg", home, number);
    FILE *out = fopen(path, "w");
    cr_assert(out && fclose(out) == 0);
    return path;
}

Test(recent, the_last_one_comes_first_and_each_once)
{
    Recent recent = { 0 }, other = { 0 };
    Error err = { .text = "" };
    for (int i = 0; i < RECENT_MAX + 2; i++) {
        cr_assert(recent_add(&recent, file(i), &err), "%s", err.text);
    }
    cr_expect_eq(recent.count, RECENT_MAX);
    cr_expect_str_eq(recent.paths[0], file(RECENT_MAX + 1));
    cr_assert(recent_add(&recent, file(5), &err));
    cr_expect_str_eq(recent.paths[0], file(5));
    cr_expect_eq(recent.count, RECENT_MAX);
    for (int i = 1; i < recent.count; i++) {
        cr_expect_str_neq(recent.paths[i], file(5));
    }
    recent_load(&other);
    cr_expect(other.count == RECENT_MAX && strcmp(other.paths[0], file(5)) == 0);
    unlink(file(5));
    recent_load(&other);
    cr_expect(other.count == RECENT_MAX - 1 && strcmp(other.paths[0], file(RECENT_MAX + 1)) == 0,
              "what is gone is left out");
    recent_finish(&recent);
    recent_finish(&other);
}

// Two windows that know nothing of each other share the list.
Test(recent, is_one_list_for_all_windows)
{
    Recent one = { 0 }, two = { 0 };
    cr_assert(recent_add(&one, file(1), NULL) && recent_add(&two, file(2), NULL) &&
              recent_add(&one, file(3), NULL));
    cr_expect_eq(one.count, 3);
    cr_expect_str_eq(one.paths[1], file(2));
    recent_finish(&one);
    recent_finish(&two);
}

Test(recent, foreign_lines_are_left_out)
{
    Recent recent = { 0 };
    char path[128];
    cr_assert(recent_add(&recent, file(1), NULL));
    snprintf(path, sizeof path, "%s/thalweg/recent", home);
    FILE *out = fopen(path, "w");
    cr_assert(out && fprintf(out, "\nrelative.thalweg\n/\n%s\n%s", file(2), file(1)) > 0);
    fclose(out);
    recent_load(&recent);
    cr_expect_eq(recent.count, 2, "%d", recent.count);
    cr_expect_str_eq(recent.paths[0], file(2));
    cr_expect(recent_add(&recent, "/tmp/a\nb", NULL), "is not remembered");
    cr_expect_eq(recent.count, 2);
    recent_finish(&recent);
}

Test(recent, without_a_home_nothing_is_remembered)
{
    Recent recent = { 0 };
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    cr_expect(recent_add(&recent, file(1), NULL));
    recent_load(&recent);
    cr_expect_eq(recent.count, 0);
    recent_finish(&recent);
}

// ---- pasted

Test(pasted, paths_are_taken_from_what_file_managers_copy)
{
    static const char *const pairs[][2] = {
        { "/home/me/a.thalweg", "/home/me/a.thalweg" },
        { "  /home/me/a b.thalweg \r\n", "/home/me/a b.thalweg" },
        { "file:///home/me/a%20b%C3%A4.thalweg", "/home/me/a bä.thalweg" },
        { "file:///home/100%.thalweg\n", "/home/100%.thalweg" },
        { "a.thalweg", NULL },
        { "/home/me/a.csv", NULL },
        { "/home/a.thalweg\n/home/b.thalweg", NULL },
        { "", NULL },
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        char *path = pasted_path(pairs[i][0]);
        cr_expect(pairs[i][1] ? path && strcmp(path, pairs[i][1]) == 0 : !path, "%s: %s",
                  pairs[i][0], path);
        free(path);
    }
}

Test(pasted, texts_are_read_as_what_they_are)
{
    static const char *const good[] = {
        "thalweg: 1\nscene:\n  landscape: beale\n",
        "# for tomorrow\n\n# second hour\nthalweg: 1\nscene:\n  landscape: beale\n",
        "\xef\xbb\xbfthalweg: 1\nscene:\n  landscape: beale\n",
        "thalweg --landscape beale",
        "\n  $ thalweg --landscape beale\n",
        "--landscape beale",
        "thalweg --landscape \\\n  beale",
    };
    Subject *subject = memory_get(sizeof *subject);
    for (size_t i = 0; i < COUNT(good); i++) {
        Error err = { .text = "" };
        subject_defaults(subject, SUBJECT_SCENE);
        cr_expect(pasted_read(subject, good[i], &err), "%s: %s", good[i], err.text);
        cr_expect_str_eq(subject->scene.landscape->kind.key, "beale", "%s", good[i]);
    }
    static const char *const bad[] = { "",
                                       " \n",
                                       "hello",
                                       "thalweg",
                                       "x^2 + y^2",
                                       "thalweg1:AAAA",
                                       "thalweg: 1\nscene:\n  landscape: nowhere\n",
                                       "thalweg --landscape nowhere" };
    Subject *before = memory_get(sizeof *before);
    *before = *subject;
    for (size_t i = 0; i < COUNT(bad); i++) {
        Error err = { .text = "" };
        cr_expect_not(pasted_read(subject, bad[i], &err), "%s", bad[i]);
        cr_expect_str_not_empty(err.text, "%s", bad[i]);
        cr_expect(subject_equal(subject, before), "%s", bad[i]);
    }
    free(before);
    free(subject);
}

// A text from anywhere opens no file of this computer, unless it is a command line, which says so.
Test(pasted, texts_of_scenes_name_no_files)
{
    char text[300];
    FILE *out = fopen("/tmp/thalweg-pasted.csv", "w");
    cr_assert(out && fputs("x,y,class\n0,0,0\n1,1,1\n", out) >= 0 && fclose(out) == 0);
    snprintf(text, sizeof text, "thalweg: 1\nlab:\n  data: csv file=/tmp/thalweg-pasted.csv\n");
    Subject *subject = memory_get(sizeof *subject);
    Error err = { .text = "" };
    subject_defaults(subject, SUBJECT_LAB);
    cr_expect_not(pasted_read(subject, text, &err));
    cr_expect_not_null(strstr(err.text, "file"), "%s", err.text);
    free(subject);
    unlink("/tmp/thalweg-pasted.csv");
}
