// Tables out, and files that are complete or not there.
#include "io/csv.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/thalweg-csv-XXXXXX";

static void enter_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void remove_folder(void)
{
    cr_expect_eq(chdir("/"), 0);
    cr_expect_eq(rmdir(folder), 0, "every test leaves its folder empty");
}

TestSuite(csv, .init = enter_folder, .fini = remove_folder);

// What a file holds, up to 4095 bytes; "" when it is not there.
static const char *content(const char *path)
{
    static char text[4096];
    FILE *in = fopen(path, "rb");
    text[in ? fread(text, 1, sizeof text - 1, in) : 0] = '\0';
    if (in) {
        fclose(in);
    }
    return text;
}

Test(csv, quotes_only_what_would_be_misread)
{
    static const struct {
        const char *text, *field;
    } rows[] = {
        { "adam", "adam" },       { "", "" },
        { "x^2 + y", "x^2 + y" }, { "a,b", "\"a,b\"" },
        { "5\"", "\"5\"\"\"" },   { "two\nlines", "\"two\nlines\"" },
        { "\r", "\"\r\"" },       { "η·g", "η·g" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CsvFile file;
        cr_assert(csv_open(&file, "t.csv", NULL));
        csv_integer(&file.csv, 1);
        csv_text(&file.csv, rows[i].text);
        csv_integer(&file.csv, -2);
        csv_end_row(&file.csv);
        cr_assert(csv_close(&file, NULL));
        char expected[64];
        snprintf(expected, sizeof expected, "1,%s,-2\n", rows[i].field);
        cr_expect_str_eq(content("t.csv"), expected);
    }
    unlink("t.csv");
}

Test(csv, writes_numbers_that_read_back_to_the_same_bits)
{
    const double numbers[] = { 0, -0.0, 0.1, 1.0 / 3, -7, 1e22, DBL_MAX, DBL_MIN, 5e-324, M_PI };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        CsvFile file;
        cr_assert(csv_open(&file, "n.csv", NULL));
        csv_number(&file.csv, numbers[i]);
        cr_assert(csv_close(&file, NULL));
        const double back = strtod(content("n.csv"), NULL);
        cr_expect_eq(memcmp(&back, &numbers[i], sizeof back), 0, "%a became %a", numbers[i], back);
    }
    unlink("n.csv");
}

Test(csv, names_what_is_no_number)
{
    CsvFile file;
    cr_assert(csv_open(&file, "n.csv", NULL));
    csv_number(&file.csv, NAN);
    csv_number(&file.csv, copysign(NAN, -1));
    csv_number(&file.csv, INFINITY);
    csv_number(&file.csv, -INFINITY);
    csv_end_row(&file.csv);
    cr_assert(csv_close(&file, NULL));
    cr_expect_str_eq(content("n.csv"), "nan,nan,inf,-inf\n");
    unlink("n.csv");
}

Test(csv, a_file_is_not_there_before_it_is_complete)
{
    CsvFile file;
    cr_assert(csv_open(&file, "t.csv", NULL));
    csv_text(&file.csv, "half");
    cr_expect_neq(access("t.csv", F_OK), 0);
    csv_abandon(&file); // remove_folder() sees that nothing is left
}

Test(csv, the_old_file_stays_until_the_new_one_is_complete)
{
    CsvFile file;
    for (int i = 0; i < 2; i++) {
        cr_assert(csv_open(&file, "t.csv", NULL));
        csv_text(&file.csv, i ? "new" : "old");
        if (i) {
            cr_expect_str_eq(content("t.csv"), "old");
        }
        cr_assert(csv_close(&file, NULL));
    }
    cr_expect_str_eq(content("t.csv"), "new");
    unlink("t.csv");
}

Test(csv, a_link_stays_a_link_and_a_file_keeps_its_permissions)
{
    fclose(fopen("real.csv", "w"));
    cr_assert_eq(chmod("real.csv", 0640), 0);
    cr_assert_eq(symlink("real.csv", "link.csv"), 0);
    CsvFile file;
    cr_assert(csv_open(&file, "link.csv", NULL));
    csv_text(&file.csv, "x");
    cr_assert(csv_close(&file, NULL));
    struct stat link, real;
    cr_assert_eq(lstat("link.csv", &link), 0);
    cr_assert_eq(stat("real.csv", &real), 0);
    cr_expect(S_ISLNK(link.st_mode));
    cr_expect_eq(real.st_mode & 0777, 0640);
    cr_expect_str_eq(content("real.csv"), "x");
    unlink("link.csv");
    unlink("real.csv");
}

Test(csv, a_new_file_gets_the_permissions_of_new_files)
{
    umask(027);
    CsvFile file;
    cr_assert(csv_open(&file, "t.csv", NULL));
    cr_assert(csv_close(&file, NULL));
    struct stat is;
    cr_assert_eq(stat("t.csv", &is), 0);
    cr_expect_eq(is.st_mode & 0777, 0640);
    unlink("t.csv");
}

Test(csv, says_why_a_path_cannot_be_written_and_that_the_path_is_at_fault)
{
    static const struct {
        const char *path, *text;
    } rows[] = {
        { "", "the name of the file to write is empty" },
        { "/tmp", "'/tmp' is a folder: give the name of a file" },
        { "no/where/t.csv", "cannot write 'no/where/t.csv': there is no folder 'no/where'" },
        { "/dev/null/t.csv", "cannot write '/dev/null/t.csv': Not a directory" },
        { "/proc/t.csv", "cannot write '/proc/t.csv': No such file or directory" },
        { "/absent.d/t.csv", "cannot write '/absent.d/t.csv': there is no folder '/absent.d'" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CsvFile file;
        Error err = { .at = -1 };
        cr_expect_not(csv_open(&file, rows[i].path, &err), "%s", rows[i].path);
        cr_expect_str_eq(err.text, rows[i].text);
        cr_expect_eq(err.at, 0, "%s", rows[i].path);
    }
}

Test(csv, tells_when_the_disk_is_full)
{
    CsvFile file;
    Error err = { .at = 7 };
    cr_assert(csv_open(&file, "/dev/full", &err));
    for (int i = 0; i < 100000; i++) {
        csv_integer(&file.csv, i);
    }
    cr_expect_not(csv_close(&file, &err));
    cr_expect_str_eq(err.text, "writing failed: No space left on device");
    cr_expect_eq(err.at, -1, "not the path's fault");
    cr_expect_eq(access("/dev/full", F_OK), 0, "a device is written in place");
}
