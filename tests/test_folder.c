// What lies in a folder, and what typed paths mean.
#include "base/folder.h"

#include "base/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char here[64];

static void put(const char *name, size_t bytes)
{
    char path[256], content[4096] = "";
    snprintf(path, sizeof path, "%s/%s", here, name);
    cr_assert(file_write(path, content, bytes, NULL));
}

static void begin(void)
{
    char path[256];
    snprintf(here, sizeof here, "/tmp/thalweg-folder-XXXXXX");
    cr_assert(mkdtemp(here));
    snprintf(path, sizeof path, "%s/zoo", here);
    cr_assert_eq(mkdir(path, 0777), 0);
    put("b10.csv", 12);
    put("B9.csv", 1500);
    put("a.txt", 0);
    put(".hid.csv", 3);
    put("ünder.csv", 3);
    put("line\nbreak.csv", 3);
    snprintf(path, sizeof path, "%s/link", here);
    cr_assert_eq(symlink("zoo", path), 0);
    snprintf(path, sizeof path, "%s/gone.csv", here);
    cr_assert_eq(symlink("nowhere", path), 0);
}

static void end(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", here);
    cr_expect_eq(system(command), 0);
}

static void expect_names(const Folder *folder, const char *wanted)
{
    char names[1024] = "";
    for (size_t i = 0; i < folder->entries.count; i++) {
        const FolderEntry *entry = &folder->entries.items[i];
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s ", entry->name,
                 entry->folder ? "/" : "");
    }
    cr_expect_str_eq(names, wanted);
}

Test(folder, is_read_in_the_order_in_which_people_count)
{
    begin();
    Folder folder = { .path = NULL };
    Error err = { .text = "" };
    cr_assert(folder_read(&folder, here, ".csv", false, &err), "%s", err.text);
    expect_names(&folder, "link/ zoo/ B9.csv b10.csv gone.csv ünder.csv ");
    cr_assert(folder_read(&folder, here, NULL, false, &err));
    expect_names(&folder, "link/ zoo/ a.txt B9.csv b10.csv gone.csv ünder.csv ");
    cr_assert(folder_read(&folder, folder.path, ".csv", true, &err), "its own path may be given");
    expect_names(&folder, "link/ zoo/ .hid.csv B9.csv b10.csv gone.csv ünder.csv ");
    const int nine = folder_find(&folder, "B9.csv");
    cr_assert_geq(nine, 0);
    cr_expect_eq(folder_find(&folder, "b9.csv"), -1);
    cr_expect_eq(folder_look(&folder, (size_t)nine)->bytes, 1500);
    cr_expect_gt(folder_look(&folder, (size_t)nine)->changed_s, 1700000000);
    folder_finish(&folder);
    end();
}

Test(folder, says_why_it_cannot_be_read)
{
    Folder folder = { .path = NULL };
    Error err = { .text = "" };
    cr_expect_not(folder_read(&folder, "/no/such", NULL, false, &err));
    cr_expect_str_eq(err.text, "cannot open the folder /no/such: No such file or directory");
    cr_expect_str_eq(folder.path, "/no/such");
    cr_expect_eq(folder.entries.count, 0);
    cr_expect_not(folder_read(&folder, "/etc/passwd", NULL, false, &err));
    cr_expect(strstr(err.text, "Not a directory"), "%s", err.text);
    folder_finish(&folder);
}

Test(folder, completes_what_can_only_be_meant)
{
    static const struct {
        const char *begun, *becomes;
        int matches;
    } rows[] = {
        { "z", "zoo/", 1 },   { "zoo", "zoo/", 1 },    { "b", "b10.csv", 1 },
        { "b10.csv", "", 1 }, { "", "", 6 },           { "q", "", 0 },
        { "l", "link/", 1 },  { "ü", "ünder.csv", 1 }, { "\xc3", "ünder.csv", 1 },
    };
    begin();
    Folder folder = { .path = NULL };
    cr_assert(folder_read(&folder, here, ".csv", false, NULL));
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[64] = "";
        int matches = -1;
        const bool more = folder_complete(&folder, rows[i].begun, out, sizeof out, &matches);
        cr_expect_eq(more, rows[i].becomes[0] != '\0', "'%s'", rows[i].begun);
        cr_expect_str_eq(out, rows[i].becomes, "'%s'", rows[i].begun);
        cr_expect_eq(matches, rows[i].matches, "'%s'", rows[i].begun);
    }
    char small[6] = "";
    int matches;
    cr_expect_not(folder_complete(&folder, "b", small, sizeof small, &matches), "no room for it");
    put("zoom.csv", 1);
    put("né1.csv", 1);
    put("nè1.csv", 1);
    cr_assert(folder_read(&folder, here, ".csv", false, NULL));
    char out[64] = "";
    cr_expect(folder_complete(&folder, "z", out, sizeof out, &matches));
    cr_expect_str_eq(out, "zoo", "as far as all go");
    cr_expect_eq(matches, 2);
    cr_expect_not(folder_complete(&folder, "n", out, sizeof out, &matches), "never half a letter");
    cr_expect_eq(matches, 2);
    folder_finish(&folder);
    end();
}

Test(folder, knows_what_a_typed_path_means)
{
    static const struct {
        const char *folder, *typed, *path;
    } rows[] = {
        { "/a/b", "c", "/a/b/c" },
        { "/a/b", "../c", "/a/c" },
        { "/a/b", "/c//d/", "/c/d" },
        { "/a/b", "~", "/home/me" },
        { "/a/b", "~/x", "/home/me/x" },
        { "/a/b", "~x", "/a/b/~x" },
        { "/a/b", "../../../..", "/" },
        { "/a/b", ".", "/a/b" },
        { "/", "c", "/c" },
        { "/a/b", "", "/a/b" },
        { "/a/b", "..c/.d", "/a/b/..c/.d" },
    };
    setenv("HOME", "/home/me", 1);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = folder_path(rows[i].folder, rows[i].typed);
        cr_expect_str_eq(path, rows[i].path, "%s in %s: %s", rows[i].typed, rows[i].folder, path);
        free(path);
    }
    char *above = folder_above("/"), *one = folder_above("/a");
    cr_expect_str_eq(above, "/");
    cr_expect_str_eq(one, "/");
    free(above);
    free(one);
}

Test(folder, begins_where_one_may_write)
{
    begin();
    cr_assert_eq(chdir(here), 0);
    char *path = folder_begin();
    cr_expect_str_eq(path, here);
    free(path);
    cr_expect(folder_is(here));
    cr_expect_not(folder_is("/etc/passwd"));
    cr_assert_eq(chdir("/"), 0);
    end();
}
