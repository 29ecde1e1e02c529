// What the window remembers: written and read again, and files that are damaged, foreign or
// hostile. Each test has a configuration folder of its own.
#include "base/file.h"
#include "base/languages.h"
#include "draw/color.h"
#include "io/settings.h"
#include "sim/race/relief_look.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/thalweg-settings-XXXXXX";
static char file[64];

static void enter_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    snprintf(file, sizeof file, "%s/thalweg/settings.yaml", folder);
}

static void remove_folder(void)
{
    char inner[64];
    snprintf(inner, sizeof inner, "%s/thalweg", folder);
    unlink(file);
    rmdir(inner);
    cr_expect_eq(rmdir(folder), 0, "nothing but the file is left behind");
}

TestSuite(settings, .init = enter_folder, .fini = remove_folder);

static bool same(const Settings *a, const Settings *b)
{
    return a->theme == b->theme && a->language == b->language && a->scale == b->scale &&
           a->width == b->width && a->height == b->height && a->chart == b->chart &&
           a->colormap == b->colormap && a->contours == b->contours && a->minima == b->minima &&
           a->log_colour == b->log_colour && a->dots == b->dots && a->loop == b->loop &&
           a->still == b->still && a->relief == b->relief && a->floor == b->floor &&
           a->quadric == b->quadric && a->export_kind == b->export_kind &&
           a->export_width == b->export_width && a->export_height == b->export_height &&
           a->export_dpi == b->export_dpi && a->export_theme == b->export_theme &&
           a->export_window == b->export_window && a->export_transparent == b->export_transparent &&
           a->export_seconds == b->export_seconds && a->export_rate == b->export_rate;
}

static const Settings unusual = {
    .theme = THEME_LIGHT,
    .language = LANGUAGE_KO,
    .scale = 4.0 / 3, // not a short decimal
    .width = 1023,
    .height = 601,
    .chart = 222.5,
    .colormap = COLORMAP_GREY,
    .relief = RELIEF_ONLY,
    .floor = true,
    .quadric = true,
    .export_kind = 3, // mp4
    .export_width = 1281,
    .export_height = 17,
    .export_dpi = 300.5,
    .export_theme = 2,
    .export_window = true,
    .export_transparent = true,
    .export_seconds = 0.25,
    .export_rate = 59,
    .still = true,
    .loop = true, // and all that is shown by default is off
};

static Settings defaults_of(void)
{
    Settings settings;
    settings_defaults(&settings);
    return settings;
}

static void put_file(const char *bytes, size_t length)
{
    char inner[64];
    snprintf(inner, sizeof inner, "%s/thalweg", folder);
    mkdir(inner, 0700);
    FILE *out = fopen(file, "wb");
    cr_assert_not_null(out);
    fwrite(bytes, 1, length, out);
    fclose(out);
}

Test(settings, defaults_are_dark_and_automatic)
{
    const Settings s = defaults_of();
    cr_expect(s.theme == THEME_DARK && s.language == LANGUAGE_AUTO && s.scale == 0 &&
              s.width == 1440 && s.height == 900);
    cr_expect(s.contours && s.minima && s.log_colour && s.dots && !s.loop && !s.still);
    cr_expect(s.relief == RELIEF_OFF && !s.floor && !s.quadric);
    cr_expect(s.export_kind == 0 && s.export_width == 2400 && s.export_height == 1500);
    cr_expect(s.export_dpi == 96 && s.export_theme == 0 && s.export_seconds == 10);
    cr_expect(s.export_rate == 30 && !s.export_window && !s.export_transparent);
}

Test(settings, what_is_saved_is_loaded_to_the_bit)
{
    Error err = { .at = -1 };
    Settings back;
    cr_assert(settings_save(&unusual, &err), "%s", err.text);
    cr_expect(settings_load(&back, &err), "%s", err.text);
    cr_expect(same(&back, &unusual));
    const Settings plain = defaults_of();
    cr_assert(settings_save(&plain, &err), "%s", err.text);
    cr_expect(settings_load(&back, &err), "%s", err.text);
    cr_expect(same(&back, &plain));
}

Test(settings, the_file_is_one_that_people_can_edit)
{
    Error err = { .at = -1 };
    Arena arena = { 0 };
    char *text;
    size_t length;
    cr_assert(settings_save(&unusual, &err), "%s", err.text);
    cr_assert(file_read(file, 4096, &arena, &text, &length, &err), "%s", err.text);
    cr_expect_str_eq(
        text, "# What Thalweg's window remembers; it writes this file anew when it "
              "closes.\n"
              "# scale: 0 is automatic, else 0.75 to 2.5.\n"
              "theme: light\nlanguage: ko\nscale: 1.3333333333333333\nwidth: 1023\nheight: 601\n"
              "chart: 222.5\n"
              "colormap: grey\ncontours: false\nminima: false\nlog_colour: false\n"
              "dots: false\nloop: true\nstill: true\n"
              "relief: only\nfloor: true\nquadric: true\n"
              "export_kind: mp4\nexport_width: 1281\nexport_height: 17\n"
              "export_dpi: 300.5\nexport_theme: light\nexport_window: true\n"
              "export_transparent: true\nexport_seconds: 0.25\nexport_rate: 59\n");
    arena_free(&arena);
}

Test(settings, folders_that_are_made_are_the_users_alone)
{
    char deep[80], inner[100], path[120];
    struct stat info;
    Error err = { .at = -1 };
    snprintf(deep, sizeof deep, "%s/not/yet", folder);
    snprintf(inner, sizeof inner, "%s/thalweg", deep);
    snprintf(path, sizeof path, "%s/settings.yaml", inner);
    setenv("XDG_CONFIG_HOME", deep, 1);
    cr_assert(settings_save(&unusual, &err), "%s", err.text);
    cr_assert_eq(stat(inner, &info), 0);
    cr_expect_eq(info.st_mode & 0777, 0700);
    cr_assert_eq(stat(path, &info), 0);
    unlink(path);
    rmdir(inner);
    rmdir(deep);
    snprintf(deep, sizeof deep, "%s/not", folder);
    rmdir(deep);
}

Test(settings, a_missing_or_empty_file_is_no_mistake)
{
    static const char *const empty[] = { "", "\n", "# nothing yet\n" };
    Error err = { .at = -1 };
    const Settings plain = defaults_of();
    Settings s = unusual;
    cr_expect(settings_load(&s, &err));
    cr_expect(same(&s, &plain));
    for (size_t i = 0; i < COUNT(empty); i++) {
        put_file(empty[i], strlen(empty[i]));
        s = unusual;
        cr_expect(settings_load(&s, &err), "'%s': %s", empty[i], err.text);
        cr_expect(same(&s, &plain), "'%s'", empty[i]);
    }
    cr_expect_str_eq(err.text, "");
}

Test(settings, without_a_home_nothing_is_remembered_and_nothing_is_wrong)
{
    Error err = { .at = -1 };
    Settings s = unusual;
    const Settings plain = defaults_of();
    setenv("XDG_CONFIG_HOME", "not/rooted", 1);
    unsetenv("HOME");
    cr_expect_null(settings_path());
    cr_expect(settings_save(&unusual, &err));
    cr_expect(settings_load(&s, &err));
    cr_expect(same(&s, &plain));
    cr_expect_str_eq(err.text, "");
}

Test(settings, the_place_is_that_of_the_xdg_specification)
{
    static const char *const places[][3] = {
        { "/a", "/b", "/a/thalweg/settings.yaml" },
        { "", "/b", "/b/.config/thalweg/settings.yaml" },
        { "relative", "/b", "/b/.config/thalweg/settings.yaml" },
        { "/a", "", "/a/thalweg/settings.yaml" },
    };
    for (size_t i = 0; i < COUNT(places); i++) {
        setenv("XDG_CONFIG_HOME", places[i][0], 1);
        setenv("HOME", places[i][1], 1);
        char *path = settings_path();
        cr_expect_str_eq(path, places[i][2]);
        free(path);
    }
}

Test(settings, keys_of_newer_programs_are_skipped)
{
    static const char text[] = "theme: light\nclimate: mild\nwindows: [{x: 1, y: [2, 3]}, {}]\n"
                               "more:\n  - a: b\n    c: d\nscale: 2\n";
    Error err = { .at = -1 };
    Settings s;
    cr_assert(settings_parse(text, strlen(text), &s, &err), "%s", err.text);
    cr_expect(s.theme == THEME_LIGHT && s.scale == 2 && s.width == 1440);
}

Test(settings, mistakes_are_named_with_what_would_be_right)
{
    static const char *const mistakes[][2] = {
        { "theme: blue", "theme: 'blue' is none of dark, light, projector" },
        { "colormap: jet", "colormap: 'jet' is none of valley, viridis, grey" },
        { "loop: 1", "loop: '1' is none of false, true" },
        { "scale: big", "scale: 'big' is not a number" },
        { "scale: 9", "scale = 9 is outside 0.75 to 2.5 and not 0, automatic" },
        { "scale: nan", "scale: 'nan' is not a number" },
        { "width: 100", "width = 100 is outside 320 to 16384" },
        { "width: 1e999", "width: '1e999' is too large for a number" },
        { "height: 600.5", "height = 600.5 is not a whole number" },
        { "theme: [dark]", "theme: a single value is needed" },
        { "scale: {a: b}", "scale: a single value is needed" },
        { "theme: dark\ntheme: light", "theme stands in it twice" },
        { "theme: \"\\e[31m\\u202e\"", "theme: '\uFFFD[31m\uFFFD' is none of dark, light, projector" },
        { "foo: bar", "it holds no settings such as 'theme: dark'" },
        { "- theme\n- dark", "it holds no settings such as 'theme: dark'" },
        { "hello", "it holds no settings such as 'theme: dark'" },
        { "? [a]\n: b", "a name before a ':' is not a plain word" },
        { "a: &x [1]\ntheme: *x", "an alias (*name) stands in it; write the value itself" },
        { "theme: \"dark", "it is not YAML (found unexpected end of stream)" },
        { "\x89PNG\r\n\x1a\n", "it is not YAML (invalid leading UTF-8 octet)" },
        { "theme: dark\n\x01", "it is not YAML (control characters are not allowed)" },
        { "theme: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "theme: the value is too long" },
    };
    const Settings plain = defaults_of();
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        Error err = { .at = -1 };
        Settings s = unusual;
        cr_expect_not(settings_parse(mistakes[i][0], strlen(mistakes[i][0]), &s, &err));
        cr_expect_str_eq(err.text, mistakes[i][1]);
        cr_expect(same(&s, &plain), "'%s' leaves nothing half read", mistakes[i][0]);
    }
}

Test(settings, a_damaged_file_is_named_and_left_alone)
{
    static const char text[] = "theme: light\nscale: 9\n";
    Error err = { .at = -1 };
    Arena arena = { 0 };
    Settings s = unusual;
    const Settings plain = defaults_of();
    char expected[240], *left;
    size_t length;
    put_file(text, strlen(text));
    cr_expect_not(settings_load(&s, &err));
    snprintf(expected, sizeof expected,
             "%s: scale = 9 is outside 0.75 to 2.5 and not 0, automatic; the defaults are used",
             file);
    cr_expect_str_eq(err.text, expected);
    cr_expect(same(&s, &plain), "not even the theme is taken from it");
    cr_assert(file_read(file, 4096, &arena, &left, &length, &err));
    cr_expect_str_eq(left, text);
    cr_expect(settings_save(&unusual, &err), "%s", err.text);
    cr_expect(settings_load(&s, &err) && same(&s, &unusual), "the next save mends it");
    char bad[80];
    snprintf(bad, sizeof bad, "%s.bad", file);
    cr_assert(file_read(bad, 4096, &arena, &left, &length, &err), "%s", err.text);
    cr_expect_str_eq(left, text, "and keeps beside it what could not be read");
    cr_expect(settings_save(&unusual, &err));
    cr_assert(file_read(bad, 4096, &arena, &left, &length, &err));
    cr_expect_str_eq(left, text, "what was good is not kept");
    unlink(bad);
    arena_free(&arena);
}

Test(settings, the_reason_is_told_even_of_a_file_with_a_long_name)
{
    char place[4096];
    size_t length = (size_t)snprintf(place, sizeof place, "%s", folder);
    Error err = { .at = -1 };
    Settings s;
    cr_assert_eq(chdir(folder), 0);
    for (int i = 0; i < 8; i++) {
        length += (size_t)snprintf(place + length, sizeof place - length, "/%050d", i);
    }
    setenv("XDG_CONFIG_HOME", place, 1);
    cr_assert(settings_save(&unusual, &err), "%s", err.text);
    char path[4200];
    snprintf(path, sizeof path, "%s/thalweg/settings.yaml", place);
    FILE *out = fopen(path, "w");
    fputs("theme: blue\n", out);
    fclose(out);
    cr_expect_not(settings_load(&s, &err));
    cr_expect_not_null(strstr(err.text, "theme: 'blue' is none of dark, light, projector"), "%s", err.text);
    unlink(path);
    for (char *slash; strlen(path) > strlen(folder) && (slash = strrchr(path, '/')) != NULL;) {
        *slash = '\0';
        if (strcmp(path, folder) != 0) {
            rmdir(path);
        }
    }
}

Test(settings, what_is_out_of_range_is_saved_as_the_nearest_that_is_not)
{
    static const struct {
        double scale, saved;
        int width, kept;
    } rows[] = { { 9, 2.5, 1, 320 },
                 { 0.1, 0.75, 1000000, 16384 },
                 { NAN, 0, 800, 800 },
                 { -1, 0.75, -5, 320 },
                 { INFINITY, 2.5, 320, 320 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Error err = { .at = -1 };
        Settings s = unusual, back;
        s.scale = rows[i].scale;
        s.width = rows[i].width;
        cr_assert(settings_save(&s, &err), "%s", err.text);
        cr_expect(settings_load(&back, &err), "%s", err.text);
        cr_expect_eq(back.scale, rows[i].saved, "%g", back.scale);
        cr_expect_eq(back.width, rows[i].kept, "%d", back.width);
    }
}

// As long as may be, from the patterns that YAML readers are known to be slow or deep with.
Test(settings, hostile_files_end_with_a_message)
{
    static const char *const patterns[] = { "[",    "{",    "- ",          "? ",  "a: ",    "x: [",
                                            "&a ",  "\"",   ": ",          "{[",  "!!",     "'",
                                            "|\n",  "*",    "%",           "{a,", "a: b\n", "\t",
                                            "\xff", "- - ", "a: &b [*b,\n" };
    enum { LENGTH = 16384 };
    char *bytes = malloc(LENGTH);
    for (size_t i = 0; i < COUNT(patterns); i++) {
        const size_t period = strlen(patterns[i]);
        for (size_t k = 0; k < LENGTH; k++) {
            bytes[k] = patterns[i][k % period];
        }
        Error err = { .at = -1 };
        Settings s;
        put_file(bytes, LENGTH);
        cr_expect_not(settings_load(&s, &err), "'%s'", patterns[i]);
        cr_expect_not_null(strstr(err.text, file), "'%s': %s", patterns[i], err.text);
    }
    free(bytes);
}

Test(settings, a_bomb_of_aliases_is_refused)
{
    static const char text[] = "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\n"
                               "c: &c [*b, *b, *b, *b, *b]\ntheme: dark\n";
    Error err = { .at = -1 };
    Settings s;
    cr_expect_not(settings_parse(text, strlen(text), &s, &err));
    cr_expect_str_eq(err.text, "an alias (*name) stands in it; write the value itself");
}

Test(settings, a_file_that_is_too_long_is_not_read)
{
    enum { LENGTH = 10000000 };
    Error err = { .at = -1 };
    Settings s;
    char *bytes = calloc(LENGTH, 1), expected[240];
    put_file(bytes, LENGTH);
    free(bytes);
    cr_expect_not(settings_load(&s, &err));
    snprintf(expected, sizeof expected, "%s has 10000000 bytes; at most 16384 can be read", file);
    cr_expect_str_eq(err.text, expected);
}

Test(settings, a_pipe_or_folder_in_their_place_keeps_nobody_waiting)
{
    char expected[240];
    Settings s;
    for (int i = 0; i < 2; i++) {
        Error err = { .at = -1 };
        put_file("", 0);
        unlink(file);
        cr_assert_eq(i ? mkdir(file, 0700) : mkfifo(file, 0600), 0);
        cr_expect_not(settings_load(&s, &err));
        snprintf(expected, sizeof expected, "%s is %s, not a file", file,
                 i ? "a folder" : "a device or pipe");
        cr_expect_str_eq(err.text, expected);
        cr_expect_not(settings_save(&unusual, &err));
        snprintf(expected, sizeof expected, "the settings are not remembered: %s is not a file",
                 file);
        cr_expect_str_eq(err.text, expected);
        cr_expect_eq(remove(file), 0);
    }
}

Test(settings, a_folder_that_cannot_be_made_is_named)
{
    char expected[240];
    Error err = { .at = -1 };
    Settings s;
    setenv("XDG_CONFIG_HOME", "/dev/null/config", 1);
    cr_expect(settings_load(&s, &err), "there is no file");
    cr_expect_not(settings_save(&unusual, &err));
    snprintf(expected, sizeof expected,
             "the settings are not remembered: no folder /dev/null/config/thalweg can be made: "
             "Not a directory");
    cr_expect_str_eq(err.text, expected);
}

// Run by the administrator, who may write everywhere, as a user who may not.
Test(settings, a_folder_that_may_not_be_written_is_named)
{
    enum { NOBODY = 65534 };
    char inner[64];
    Error err = { .at = -1 };
    const bool root = geteuid() == 0;
    snprintf(inner, sizeof inner, "%s/thalweg", folder);
    cr_assert_eq(mkdir(inner, 0555), 0);
    cr_assert_eq(chmod(folder, 0755), 0);
    cr_assert(!root || seteuid(NOBODY) == 0);
    cr_expect_not(settings_save(&unusual, &err));
    cr_expect_not_null(strstr(err.text, "Permission denied"), "%s", err.text);
    cr_assert(!root || seteuid(0) == 0);
}
