// A subject is kept as a file and read again as the same; a mistake in a file is told with line and
// column, and nothing is opened.
#include "base/file.h"
#include "io/subject_file.h"
#include "random_subject.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 400 };

static void expect_comes_back(const Subject *subject)
{
    static Subject again;
    Arena arena = { 0 };
    Error err = { .at = -1 };
    char *text = NULL;
    size_t length = 0;
    cr_assert(subject_file_write(subject, ".", &arena, &text, &length, &err), "%s", err.text);
    cr_assert_eq(strlen(text), length);
    cr_assert(subject_file_parse(&again, text, length, ".", &err), "%s\n%s", text, err.text);
    cr_expect(subject_equal(subject, &again), "%s", text);
    arena_free(&arena);
}

Test(subject_file, every_kinds_default_comes_back)
{
    static Subject subject;
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        subject_defaults(&subject, (SubjectKind)kind);
        expect_comes_back(&subject);
    }
}

static void type(Scene *scene, const char *text)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .at = -1 };
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(scene, &formula, false, &err), "%s", err.text);
    arena_free(&arena);
}

Test(subject_file, any_scene_comes_back_to_the_bit)
{
    static const char *const formulas[] = { "a*x^2 + b*y^2", "--steps*x",       " x\t+ y ",
                                            "x\n+ y",        "√(x² + 1)·y − π", "x\r\n\n + y\n" };
    static Subject subject;
    Rng rng;
    rng_init(&rng, 37, 0);
    for (int round = 0; round < ROUNDS; round++) {
        subject_defaults(&subject, SUBJECT_SCENE);
        if (rng_below(&rng, 3) == 0) {
            type(&subject.scene, formulas[rng_below(&rng, COUNT(formulas))]);
        } else {
            const size_t place = rng_below(&rng, landscape_kinds.count);
            scene_set_landscape(&subject.scene, (const void *)registry_at(&landscape_kinds, place));
        }
        random_scene(&subject.scene, &rng);
        expect_comes_back(&subject);
    }
}

Test(subject_file, any_lab_comes_back_to_the_bit)
{
    static Subject subject;
    Rng rng;
    rng_init(&rng, 41, 0);
    for (int round = 0; round < ROUNDS; round++) {
        subject_defaults(&subject, SUBJECT_LAB);
        random_lab(&subject.lab, &rng);
        expect_comes_back(&subject);
    }
}

typedef struct Bad {
    const char *text, *message;
} Bad;

#define SCENE "thalweg: 1\nscene:\n"

// clang-format off
static const Bad bads[] = {
    { "", "line 1, column 1: the file is empty" },
    { "hello", "line 1, column 1: a file has keys and values: 'thalweg: 1'" },
    { "scene:\n  steps: 5\n", "line 1, column 1: this is no scene of Thalweg: one begins with 'thalweg: 1'" },
    { "thalweg: 2\nscene:\n  new: {a: [b, c]}\n", "line 1, column 10: written by a later version of Thalweg: its format is 2, this program reads up to 1" },
    { "thalweg: one\n", "line 1, column 10: behind 'thalweg' stands the version of the format: 'thalweg: 1'" },
    { "thalweg: 1\n", "line 2, column 1: there is neither 'scene:' nor 'lab:' in it" },
    { "thalweg: 1\nsceen:\n  steps: 5\n", "line 2, column 1: unknown key 'sceen', did you mean 'scene'? (known: scene, lab)" },
    { "thalweg: 1\nscene:\nlab:\n", "line 3, column 1: a file holds one scene or one lab, not two" },
    { "thalweg: 1\nscene: x^2\n", "line 2, column 8: here stand keys with their values, indented: 'steps: 100'" },
    { SCENE "  steps: many\n", "line 3, column 10: steps: 'many' is not a number" },
    { SCENE "  steps: 5\n  noise: 1\n  steps: 6\n", "line 5, column 3: 'steps' stands here again; it was said in line 3" },
    { SCENE "  steps: [5, 6]\n", "line 3, column 11: 'steps' has one value, not a list" },
    { SCENE "  steps: {a: 6}\n", "line 3, column 10: a value is a text or a list of texts; one with ': ' in it needs quotes" },
    { SCENE "  optimizer:\n  - adam lr=0.1\n  - adm\n", "line 5, column 5: unknown optimizer 'adm', did you mean 'adam'?" },
    { SCENE "  optimizer:\n  - 'adam name=\"it''s\" lr=x'\n", "line 4, column 27: lr: 'x' is not a number" },
    { SCENE "  formula: \"\\u00e9\"\n", "line 3, column 13: 'é' cannot stand in a formula" },
    { SCENE "  formula: x^2 +\n    z*y\n", "line 4, column 5: 'z' has no value: give param z=1" },
    { SCENE "  formula: *x\n", "line 3, column 12: a text that begins with & or * needs quotes" },
    { SCENE "  formula: !x\n", "line 3, column 12: a text that begins with ! needs quotes" },
    { SCENE "  landscape: beale\n  formula: x^2\n", "line 4, column 12: landscape and formula: give one of them, not both" },
    { SCENE "  network: hidden=4\n", "line 3, column 3: unknown key 'network'" },
    { SCENE "  steps: 5\n---\n", "line 4, column 1: a file holds one document; here begins another" },
    { "%YAML 1.1\n---\nthalweg: 1\n", "line 1, column 1: a line that begins with % says nothing here" },
    { SCENE "  steps: \"5\n", "this is not YAML: " },
    { SCENE "  steps: \"5\\0\"\n", "line 3, column 10: a text has no zero byte" },
    { SCENE "  steps: \xff\n", "line 3, column 10: this is not YAML: " },
    { "thalweg: 1\nlab:\n  data: csv\n", "line 3, column 12: csv needs file=FILE" },
    { "thalweg: 1\nlab:\n  data: spiral\n  csv: a\n", "line 4, column 8: 'csv' belongs to data that it is the file of" },
};
// clang-format on

Test(subject_file, tells_a_mistake_with_line_and_column_and_opens_nothing)
{
    static Subject subject, before;
    subject_defaults(&before, SUBJECT_SCENE);
    for (size_t i = 0; i < COUNT(bads); i++) {
        Error err = { .at = -1 };
        subject = before;
        const bool read =
            subject_file_parse(&subject, bads[i].text, strlen(bads[i].text), ".", &err);
        cr_expect_not(read, "%s", bads[i].text);
        cr_expect(strstr(err.text, bads[i].message), "%s\n%s\n%s", bads[i].text, err.text,
                  bads[i].message);
        cr_expect(subject_equal(&subject, &before));
    }
}
