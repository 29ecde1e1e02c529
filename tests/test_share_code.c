// A subject is sent as one line and opened elsewhere as the same, with its data; a code that was
// damaged, or made to do harm, opens nothing.
#include "base/file.h"
#include "cache_folder.h"
#include "io/data_cache.h"
#include "io/share_code.h"
#include "io/subject_file.h"
#include "random_whole.h"
#include "sanitized.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { ROUNDS = SANITIZED ? 50 : 400 };

static void expect_comes_back(const Subject *subject)
{
    static Subject again;
    Arena arena = { 0 };
    Error err = { .at = -1 };
    char *code = NULL;
    cr_assert(share_code_write(subject, &arena, &code, &err), "%s", err.text);
    cr_expect_eq(strncmp(code, "thalweg1:", 9), 0);
    cr_expect_eq(code[9 + strspn(code + 9, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789-_")],
                 '\0', "%s", code);
    cr_assert(share_code_is(code));
    cr_assert(share_code_parse(&again, code, &err), "%s\n%s", code, err.text);
    cr_expect(subject_equal(subject, &again), "%s", code);
    arena_free(&arena);
}

Test(share_code, any_scene_and_any_lab_comes_back)
{
    static Subject subject;
    Rng rng;
    rng_init(&rng, 53, 0);
    for (int round = 0; round < ROUNDS; round++) {
        subject_defaults(&subject, SUBJECT_SCENE);
        scene_set_landscape(&subject.scene,
                            &landscapes[rng_below(&rng, (uint64_t)landscape_count)]);
        random_scene(&subject.scene, &rng);
        random_show(&subject, &rng);
        expect_comes_back(&subject);
        subject_defaults(&subject, SUBJECT_LAB);
        random_lab(&subject.lab, &rng);
        if (data_rows[subject.lab.data.kind].files) {
            data_spec_defaults(&subject.lab.data, DATA_SPIRAL);
        }
        random_show(&subject, &rng);
        random_past(&subject, &rng);
        expect_comes_back(&subject);
    }
}

static char *code_of(const char *text, Arena *arena)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const uLong length = (uLong)strlen(text);
    uLongf count = compressBound(length);
    Bytef *bytes = arena_alloc(arena, count + 3);
    cr_assert_eq(compress2(bytes, &count, (const Bytef *)text, length, 9), Z_OK);
    char *code = arena_alloc(arena, 16 + 4 * (count / 3 + 1)), *to = code;
    to += sprintf(to, "thalweg1:");
    for (uLongf i = 0; i < count; i += 3) {
        const unsigned group = bytes[i] << 16 | (i + 1 < count ? bytes[i + 1] << 8 : 0) |
                               (i + 2 < count ? bytes[i + 2] : 0);
        for (int k = 0; k < 4 && (k < 2 || i + (uLongf)k - 1 < count); k++) {
            *to++ = digits[group >> (18 - 6 * k) & 63];
        }
    }
    *to = '\0';
    return code;
}

Test(share_code, is_a_scene_file_as_any_program_packs_it)
{
    static Subject subject;
    Arena arena = { 0 };
    Error err;
    char *text;
    size_t length;
    const char *scene = "thalweg: 1\nscene:\n  landscape: beale\n  steps: 7\n";
    const char *code = code_of(scene, &arena);
    cr_assert(share_code_parse(&subject, code, &err), "%s", err.text);
    cr_expect_eq(subject.scene.steps, 7);
    cr_assert(share_code_unpack(code, &arena, &text, &length, &err));
    cr_expect_str_eq(text, scene);
    arena_free(&arena);
}

Test(share_code, has_line_breaks_and_padding_where_mail_puts_them)
{
    static Subject subject;
    Arena arena = { 0 };
    Error err;
    const char *code = code_of("thalweg: 1\nscene:\n  steps: 7\n", &arena);
    char text[300] = " \n";
    size_t used = 2;
    for (size_t i = 0; code[i]; i++) {
        text[used++] = code[i];
        if (i % 10 == 9 && i > 9) {
            used += (size_t)sprintf(text + used, "\r\n ");
        }
    }
    strcpy(text + used, "==\n");
    cr_assert(share_code_is(text));
    cr_assert(share_code_parse(&subject, text, &err), "%s", err.text);
    cr_expect_eq(subject.scene.steps, 7);
    arena_free(&arena);
}

// Every letter changed to others, and every end cut off. A few bits of a code say nothing.
Test(share_code, that_was_damaged_opens_nothing_else)
{
    static Subject sent, opened;
    Arena arena = { 0 };
    Error err;
    char *code;
    int same = 0;
    subject_defaults(&sent, SUBJECT_SCENE);
    cr_assert(share_code_write(&sent, &arena, &code, &err));
    const size_t length = strlen(code);
    for (size_t i = 9; i < length; i++) {
        const char was = code[i];
        for (const char *other = "AQgw-_z9"; *other; other++) {
            code[i] = *other;
            if (*other != was && share_code_parse(&opened, code, &err)) {
                cr_expect(subject_equal(&opened, &sent), "letter %zu as %c", i, *other);
                same++;
            }
        }
        code[i] = '\0';
        cr_expect_not(share_code_parse(&opened, code, &err), "%zu letters", i);
        code[i] = was;
    }
    cr_expect_leq(same, 8);
    arena_free(&arena);
}

static void expect_refused(const char *code, const char *message)
{
    static Subject subject;
    Error err = { .at = -1 };
    cr_expect_not(share_code_parse(&subject, code, &err), "%s", message);
    cr_expect(strstr(err.text, message), "%s\n%s", err.text, message);
}

Test(share_code, says_what_is_wrong_with_it)
{
    Arena arena = { 0 };
    expect_refused("hello", "this is no code of Thalweg: one begins with 'thalweg1:'");
    expect_refused("thalweg0:abc", "this is no code of Thalweg");
    expect_refused("thalweg2:abc", "the code was made by a later version of Thalweg");
    expect_refused("thalweg99999999999999999999:abc", "the code was made by a later version");
    expect_refused("thalweg1:", "the code is cut short");
    expect_refused("thalweg1:ab.c", "'.' cannot stand in a code");
    expect_refused("thalweg1:ab\xc3\xa9", "'\xc3\xa9' cannot stand in a code");
    expect_refused("thalweg1:abcdefgh", "the code is damaged");
    expect_refused(code_of("thalweg: 1\nscene:\n  steps: 0\n", &arena),
                   "what the code holds is wrong, line 3, column 10: steps = 0");
    expect_refused(code_of("thalweg: 2\n", &arena), "written by a later version");
    char *more = code_of("thalweg: 1\nscene:\n", &arena);
    expect_refused(strcat(strcpy(arena_alloc(&arena, 200), more), "AAAAAAAA"),
                   "the code is damaged: there is more of it");
    cr_expect_not(share_code_is("thalweg"));
    cr_expect_not(share_code_is("thalweg:"));
    cr_expect_not(share_code_is("thalweg1"));
    cr_expect_not(share_code_is("thalweg --steps 1"));
    arena_free(&arena);
}

Test(share_code, does_not_unpack_to_more_than_a_file_has)
{
    Arena arena = { 0 };
    char *text = malloc(50 << 20);
    memset(text, ' ', 50 << 20);
    text[(50 << 20) - 1] = '\0';
    expect_refused(code_of(text, &arena), "the code unpacks to more than 1048576 bytes");
    free(text);
    arena_free(&arena);
}

// Neither for training nor to look at what is in it.
Test(share_code, opens_no_file, .init = enter_folder, .fini = leave_folder)
{
    static const char *const labs[] = {
        "csv file=secret.csv",
        "csv file=/etc/passwd",
        "mnist images=a labels=b",
        "csv file=secret.csv\n  label-smoothing: 0.1",
    };
    Arena arena = { 0 };
    for (size_t i = 0; i < COUNT(labs); i++) {
        char text[256];
        snprintf(text, sizeof text, "thalweg: 1\nlab:\n  data: %s\n", labs[i]);
        expect_refused(code_of(text, &arena), "a code names no files");
    }
    expect_refused(code_of("thalweg: 1\nlab:\n  csv: x\n", &arena), "'csv' belongs to data");
    arena_free(&arena);
}

static void put_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
}

static Subject *lab_of(const char *path)
{
    Subject *subject = calloc(1, sizeof *subject);
    subject_defaults(subject, SUBJECT_LAB);
    data_spec_defaults(&subject->lab.data, DATA_CSV);
    snprintf(subject->lab.data.files[0], DATA_PATH_MAX, "%s", path);
    return subject;
}

static void expect_brings(const char *bytes, size_t length)
{
    static Subject again;
    Arena arena = { 0 };
    Error err;
    char *code, *there;
    size_t there_length;
    put_file("data.csv", bytes, length);
    Subject *lab = lab_of("data.csv");
    cr_assert(share_code_write(lab, &arena, &code, &err), "%s", err.text);
    cr_assert_eq(unlink("data.csv"), 0);
    cr_assert(share_code_parse(&again, code, &err), "%s", err.text);
    cr_expect(data_cache_holds(again.lab.data.files[0]), "%s", again.lab.data.files[0]);
    cr_assert(file_read(again.lab.data.files[0], 1 << 20, &arena, &there, &there_length, &err));
    cr_expect(there_length == length && memcmp(there, bytes, length) == 0, "'%s' and '%s'", there,
              bytes);
    arena_free(&arena);
    free(lab);
}

Test(share_code, brings_its_data_to_the_byte, .init = enter_folder, .fini = leave_folder)
{
    static const char *const texts[] = {
        "1,2,0\n3,4,1\n",
        "1,2,0",
        "\n\n1,2,0\n\n",
        " 1,2\n  3,4\n\n\n",
        "1\t2\n3\t4\n",
        "1,2\r\n3,4\r\n",
        "é,ü\n1,\"a\nb\"",
        "# a: b\n- 'x'",
        "\xef\xbb\xbf"
        "1,2\n",
        "1,2 \n3,4 \n",
        "\xe2\x80\xa8"
        "1\n2",
        "1\xc2\x85\n2\n",
        "x: |\n  y\n",
        "\"\\\n",
        "%YAML\n",
        "...\n---\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        expect_brings(texts[i], strlen(texts[i]));
    }
    char *large = malloc(DATA_CACHE_FILE_MAX);
    for (int i = 0; i < DATA_CACHE_FILE_MAX; i++) {
        large[i] = i % 8 == 7 ? '\n' : (char)('0' + i * 7 % 10);
    }
    expect_brings(large, DATA_CACHE_FILE_MAX);
    free(large);
}

static void expect_stays(const Subject *subject, const char *why)
{
    Arena arena = { 0 };
    Error err;
    char *code;
    cr_expect_not(share_code_write(subject, &arena, &code, &err));
    cr_expect(strstr(err.text, why), "%s\n%s", err.text, why);
    arena_free(&arena);
}

Test(share_code, says_why_data_cannot_go_with_it, .init = enter_folder, .fini = leave_folder)
{
    char *large = calloc(1, DATA_CACHE_FILE_MAX + 1);
    Subject *lab = lab_of("data.csv");
    expect_stays(lab, "its data cannot go with it: cannot open data.csv");
    put_file("data.csv", large, DATA_CACHE_FILE_MAX + 1);
    expect_stays(lab, "its data cannot go with it: data.csv has 65537 bytes; at most 65536");
    put_file("data.csv", "1,\xe9\n", 4);
    expect_stays(lab, "its data cannot go with it: data.csv has bytes that are no UTF-8");
    put_file("data.csv", "1\0002\n", 4);
    expect_stays(lab, "its data cannot go with it: data.csv has bytes that are no UTF-8");
    data_spec_defaults(&lab->lab.data, DATA_MNIST);
    strcpy(lab->lab.data.files[0], "a");
    strcpy(lab->lab.data.files[1], "b");
    expect_stays(lab, "pictures are too large to go with it");
    free(lab);
    free(large);
}

// Painted points are all that is trained on.
Test(share_code, leaves_data_behind_that_points_stand_instead_of)
{
    static Subject again;
    Arena arena = { 0 };
    Error err;
    char *code;
    Subject *lab = lab_of("nowhere.csv");
    lab->lab.data.params.train = 0.7;
    lab->past.painted = true;
    lab->past.painted_classes = 2;
    lab->past.points.count = 3;
    cr_assert(share_code_write(lab, &arena, &code, &err), "%s", err.text);
    cr_assert(share_code_parse(&again, code, &err), "%s", err.text);
    cr_expect_eq(again.past.points.count, 3);
    cr_expect_eq(again.lab.data.params.train, 0.7);
    arena_free(&arena);
    free(lab);
}
