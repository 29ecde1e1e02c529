// Files are read whole or refused with a reason, and written completely or not at all.
#include "base/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/thalweg-test-XXXXXX"; // each test is a process of its own
static char paths[4][320];

static void make_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static const char *in_folder(int slot, const char *name)
{
    snprintf(paths[slot], sizeof paths[slot], "%s/%s", folder, name);
    return paths[slot];
}

// Removes the folder with what is in it; the number of files there were.
static int empty_folder(void)
{
    DIR *dir = opendir(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        count += entry->d_name[0] != '.' && unlink(in_folder(3, entry->d_name)) == 0;
    }
    closedir(dir);
    rmdir(folder);
    return count;
}

TestSuite(file, .init = make_folder);

Test(file, what_is_written_is_read_back)
{
    Arena arena = { 0 };
    char bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)(i * 7);
    }
    const char *path = in_folder(0, "bytes");
    static const size_t lengths[] = { 5000, 0, 1, 4096 };
    for (size_t i = 0; i < COUNT(lengths); i++) {
        char *text = NULL;
        size_t length = 99;
        cr_assert(file_write(path, bytes, lengths[i], NULL));
        cr_assert(file_read(path, sizeof bytes, &arena, &text, &length, NULL));
        cr_expect_eq(length, lengths[i]);
        cr_expect_eq(memcmp(text, bytes, length), 0);
        cr_expect_eq(text[length], '\0', "a zero byte stands behind");
    }
    arena_free(&arena);
    cr_expect_eq(empty_folder(), 1, "nothing is left beside the file");
}

static void expect_refused(const char *path, const char *message)
{
    Arena arena = { 0 };
    char *text = NULL, expected[400];
    size_t length;
    Error err;
    cr_expect_not(file_read(path, 100, &arena, &text, &length, &err), "%s", path);
    snprintf(expected, sizeof expected, message, path);
    cr_expect_str_eq(err.text, expected);
    arena_free(&arena);
}

Test(file, reading_refuses_with_a_reason)
{
    const char *pipe = in_folder(1, "pipe");
    cr_assert_eq(mkfifo(pipe, 0600), 0);
    cr_assert(file_write(in_folder(2, "large"), (char[101]){ 0 }, 101, NULL));
    expect_refused(in_folder(0, "none"), "cannot open %s: No such file or directory");
    expect_refused(folder, "%s is a folder, not a file");
    expect_refused("/dev/zero", "%s is a device or pipe, not a file");
    expect_refused(pipe, "%s is a device or pipe, not a file");
    expect_refused(in_folder(2, "large"), "%s has 101 bytes; at most 100 can be read");
    empty_folder();
}

Test(file, writing_refuses_with_a_reason_and_leaves_nothing)
{
    Error err;
    char expected[400];
    cr_expect_not(file_write(folder, "x", 1, &err));
    snprintf(expected, sizeof expected, "cannot write %s: it is a folder", folder);
    cr_expect_str_eq(err.text, expected);

    const char *path = in_folder(0, "none/file");
    cr_expect_not(file_write(path, "x", 1, &err));
    snprintf(expected, sizeof expected, "cannot write %s: No such file or directory", path);
    cr_expect_str_eq(err.text, expected);

    cr_expect_not(file_write("", "x", 1, &err));
    cr_expect_str_eq(err.text, "cannot write : No such file or directory");
    cr_expect_eq(empty_folder(), 0);
}

Test(file, a_full_device_is_noticed)
{
    Error err;
    if (access("/dev/full", W_OK) == 0) {
        cr_expect_not(file_write("/dev/full", "x", 1, &err));
        cr_expect_str_eq(err.text, "cannot write /dev/full: No space left on device");
    }
    empty_folder();
}

Test(file, devices_are_written_through_and_never_replaced)
{
    struct stat info;
    cr_expect(file_write("/dev/null", "x", 1, NULL));
    cr_expect_eq(stat("/dev/null", &info), 0);
    cr_expect(S_ISCHR(info.st_mode));
    empty_folder();
}

Test(file, rewriting_keeps_permissions_and_links)
{
    const char *file = in_folder(0, "file"), *link = in_folder(1, "link");
    struct stat info;
    cr_assert(file_write(file, "old", 3, NULL));
    cr_assert_eq(chmod(file, 0640), 0);
    cr_assert_eq(symlink(file, link), 0);
    cr_assert(file_write(link, "newer", 5, NULL));
    cr_assert_eq(lstat(link, &info), 0);
    cr_expect(S_ISLNK(info.st_mode));
    cr_assert_eq(stat(file, &info), 0);
    cr_expect_eq(info.st_mode & 07777, 0640);
    cr_expect_eq(info.st_size, 5);
    cr_expect_eq(empty_folder(), 2);
}

Test(file, a_new_file_has_the_permissions_the_umask_leaves)
{
    struct stat info;
    umask(027);
    cr_assert(file_write(in_folder(0, "file"), "x", 1, NULL));
    cr_assert_eq(stat(in_folder(0, "file"), &info), 0);
    cr_expect_eq(info.st_mode & 07777, 0640);
    empty_folder();
}

Test(file, the_clock_never_runs_backwards)
{
    double last = clock_seconds();
    for (int i = 0; i < 10000; i++) {
        const double now = clock_seconds();
        cr_assert_geq(now, last);
        last = now;
    }
    empty_folder();
}

Test(file, a_bare_name_is_what_stands_behind_the_folders)
{
    static const char *const paths_and_names[][2] = {
        { "points.csv", "points.csv" },
        { "a/b/points.csv", "points.csv" },
        { "/points.csv", "points.csv" },
        { "", "" },
        { "a/", "" },
    };
    for (size_t i = 0; i < sizeof paths_and_names / sizeof *paths_and_names; i++) {
        cr_expect_str_eq(file_bare_name(paths_and_names[i][0]), paths_and_names[i][1], "'%s'",
                         paths_and_names[i][0]);
    }
    empty_folder();
}

// Long paths keep their beginning and their end, in whole characters.
Test(file, long_paths_are_cut_within_for_messages)
{
    static const struct {
        const char *path, *shown;
    } rows[] = {
        { "", "" },
        { "a/b.csv", "a/b.csv" },
        { "123456789.123456789.123456789.123456789.123456789.123456789.",
          "123456789.123456789.123456789.123456789.123456789.123456789." },
        { "123456789.123456789.123456789.123456789.123456789.123456789.x",
          "123456789.123456789.…56789.123456789.123456789.123456789.x" },
        { "aäääääääääääääääääääääääääääääääääääääääääääää.csv", "aäääääääää…ääääääääääääääää.csv" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char shown[FILE_SHOWN_MAX + 1];
        file_shown(rows[i].path, shown);
        cr_expect_str_eq(shown, rows[i].shown, "%s", shown);
    }
}
