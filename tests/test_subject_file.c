// A subject is kept as a file and read again as the same; a mistake in a file is told with line and
// column, and nothing is opened.
#include "base/file.h"
#include "cache_folder.h"
#include "io/subject_file.h"
#include "random_whole.h"
#include "sanitized.h"
#include "type_formula.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SCENES = SANITIZED ? 400 : 7500, LABS = SANITIZED ? 200 : 2500 };

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

Test(subject_file, any_scene_comes_back_to_the_bit)
{
    static const char *const formulas[] = { "a*x^2 + b*y^2", "--steps*x",       " x\t+ y ",
                                            "x\n+ y",        "√(x² + 1)·y − π", "x\r\n\n + y\n" };
    static Subject subject;
    Rng rng;
    rng_init(&rng, 37, 0);
    for (int round = 0; round < SCENES; round++) {
        subject_defaults(&subject, SUBJECT_SCENE);
        if (rng_below(&rng, 3) == 0) {
            type_formula(&subject.scene, formulas[rng_below(&rng, COUNT(formulas))], false);
        } else {
            const size_t place = rng_below(&rng, landscape_kinds.count);
            scene_set_landscape(&subject.scene, (const void *)registry_at(&landscape_kinds, place));
        }
        random_scene(&subject.scene, &rng);
        random_show(&subject, &rng);
        expect_comes_back(&subject);
    }
}

// With its data in a file of this folder, points painted, and changed while it trained.
Test(subject_file, any_lab_comes_back_to_the_bit)
{
    static Subject subject;
    Rng rng;
    rng_init(&rng, 41, 0);
    for (int round = 0; round < LABS; round++) {
        subject_defaults(&subject, SUBJECT_LAB);
        random_lab(&subject.lab, &rng);
        random_show(&subject, &rng);
        random_past(&subject, &rng);
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
    { SCENE "  steps: [5, 6]\n", "line 3, column 11: 'steps' has one value, not a list: 'steps: N'" },
    { SCENE "  steps: {a: 6}\n", "line 3, column 10: a value is a text or a list of texts; one with ': ' in it needs quotes" },
    { SCENE "  optimizer:\n  - adam lr=0.1\n  - adm\n", "line 5, column 5: unknown optimizer 'adm', did you mean 'adam'?" },
    { SCENE "  optimizer:\n  - 'adam name=\"it''s\" lr=x'\n", "line 4, column 27: lr: 'x' is not a number" },
    { SCENE "  formula: \"\\u00e9\"\n", "line 3, column 13: 'é' cannot stand in a formula" },
    { SCENE "  formula: x^2 +\n    z*y\n", "line 4, column 5: 'z' has no value: give param z=1" },
    { SCENE "  formula: x^2 +\n\n    y*z\n",
      "line 5, column 7: 'z' has no value: give param z=1" },
    { SCENE "  formula: *x\n", "line 3, column 12: a text that begins with & or * needs quotes" },
    { SCENE "  formula: !x\n", "line 3, column 12: a text that begins with ! needs quotes" },
    { SCENE "  landscape: beale\n  formula: x^2\n", "line 4, column 12: landscape and formula: give one of them, not both" },
    { SCENE "  network: hidden=4\n", "line 3, column 3: unknown key 'network'" },
    { SCENE "  steps: 5\n---\n", "line 4, column 1: a file holds one document; here begins another" },
    { "%YAML 1.1\n---\nthalweg: 1\n", "line 1, column 1: a line that begins with % says nothing here" },
    { SCENE "  steps: \"5\n", "the closing quote is missing" },
    { SCENE "\tsteps: 5\n", "line 3, column 1: a line is indented with blanks, not with tabs" },
    { SCENE "  steps: 5\n noise: 1\n", "line 4, column 2: this line is not indented as those before it" },
    { SCENE "steps: 5\n", "line 3, column 1: 'steps' stands below 'scene:', indented by two blanks" },
    { "thalweg: 1\nnetwork: hidden=4\n", "line 2, column 1: 'network' stands below 'lab:', indented by two blanks" },
    { SCENE "  optimizer: adam name=\"a: b\"\n", "line 3, column 26: a text with ': ' in it needs quotes around it" },
    { SCENE "  optimizer: adam name=\"Run #2\"\n", "line 3, column 24: a text with ' #' in it needs quotes around it" },
    { SCENE "  noise: 1\n  steps\n", "behind a key stands ': ' and its value: 'steps: 100'" },
    { "\xff\xfet\0h\0", "line 1, column 1: the file is not a text in UTF-8" },
    { SCENE "  noise: \x01\n", "line 3, column 10: the file is not a text: it has control characters" },
    { SCENE "  steps: \"5\\0\"\n", "line 3, column 10: a text has no zero byte" },
    { SCENE "  steps: \xff\n", "line 3, column 10: the file is not a text in UTF-8" },
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

static const Bad bad_pasts[] = {
    { "  points:\n  - 1,2,0\n", "line 5, column 5: points need 'classes: 2'" },
    { "  classes: 1\n", "line 4, column 12: classes: points have 2 to " },
    { "  classes: 2\n  points: 1,2\n", "line 5, column 14: points needs 3 numbers" },
    { "  classes: 2\n  points: [\"1,2,0\", \"1,2,2\"]\n",
      "line 5, column 26: points: the third number is the class, a whole number from 0 to 1" },
    { "  classes: 0\n  points: 1,1e39,0\n", "line 5, column 11: points: a number lies beyond" },
    { "  changes:\n  - network=1\n", "line 5, column 5: changes: a step comes first" },
    { "  changes:\n  - 400\n", "changes: behind the step stands of which network" },
    { "  changes:\n  - 400 network=1 dropout=0.5\n",
      "line 5, column 5: changes: the first of a network is what it began with, at step 0" },
    { "  changes:\n  - 0 network=2\n", "line 5, column 15: changes: the lab has 1 network" },
    { "  changes:\n  - 0 network=1\n  - 400 network=1 dropot=0.5\n",
      "line 6, column 19: unknown key 'dropot', did you mean 'dropout'?" },
    { "  changes:\n  - 0 network=1\n  - 400 network=1 dropout=0.5\n",
      "line 6, column 5: changes: network 1 is not what this change made it: dropout is '0', and "
      "was '0.5'; say the same" },
    { "  shared: batch=14\n  changes:\n  - 0 network=1\n",
      "line 6, column 5: changes: network 1 is not what this change made it: batch is '14', and "
      "was '32'; say the same" },
    { "  changes:\n  - 0 network=1\n  - -3 network=1 dropout=.5\n",
      "line 6, column 5: changes: '-3' is no step: a whole number from 0 to " },
    { "  changes:\n  - 0 network=1\n  - 1.5 network=1 dropout=.5\n",
      "line 6, column 5: changes: '1.5' is no step: a whole number from 0 to " },
    { "  shared: optimizer=sgd dropout=.5\n  changes:\n  - 0 network=1\n"
      "  - 5 network=1 dropout=.5 optimizer=sgd\n",
      "line 7, column 28: changes: another optimizer begins the network anew" },
    { "  shared: hidden=5\n  changes:\n  - 0 network=1\n  - 5 network=1 l2=.1 hidden=5\n",
      "line 7, column 23: changes: another hidden begins the network anew" },
    { "  shared: optimizer=adam lookahead=3\n  changes:\n  - 0 network=1\n"
      "  - 5 network=1 optimizer=adam lookahead=3\n",
      "line 7, column 32: changes: another lookahead begins the network anew" },
    { "  shared: dropout=0.5\n  changes:\n  - 0 network=1\n  - 9 network=1 dropout=0.1\n"
      "  - 9 network=1 dropout=0.5\n",
      "line 8, column 5: changes: step 9 is not later than 9" },
};

Test(subject_file, tells_a_mistake_in_what_has_happened_to_a_lab)
{
    static Subject subject;
    for (size_t i = 0; i < COUNT(bad_pasts); i++) {
        char text[512];
        Error err = { .at = -1 };
        snprintf(text, sizeof text, "thalweg: 1\nlab:\n  data: spiral\n%s", bad_pasts[i].text);
        cr_expect_not(subject_file_parse(&subject, text, strlen(text), ".", &err), "%s", text);
        cr_expect(strstr(err.text, bad_pasts[i].message), "%s\n%s\n%s", text, err.text,
                  bad_pasts[i].message);
    }
}

Test(subject_file, tells_what_was_changed_and_nothing_else)
{
    static Subject subject;
    Arena arena = { 0 };
    Error err;
    char *text;
    size_t length;
    subject_defaults(&subject, SUBJECT_LAB);
    LabPast *past = &subject.past;
    subject.lab.shared.numbers.dropout = 0.5;
    for (int i = 0; i < 2; i++) {
        past->changes[i] =
            (LabChange){ 0, 400 * i, lab_network(&subject.lab, 0), subject.lab.patience };
    }
    past->changes[0].spec.numbers.dropout = 0.2;
    past->change_count = 2;
    past->painted = true;
    past->painted_classes = 2;
    past->points.count = 1;
    past->points.items[0] = (LabPoint){ 0.1f, -1, 1, false };
    cr_assert(subject_file_write(&subject, ".", &arena, &text, &length, &err));
    cr_expect_str_eq(text, "thalweg: 1\n"
                           "lab:\n"
                           "  data: spiral\n"
                           "  shared: dropout=0.5\n"
                           "  classes: 2\n"
                           "  points:\n"
                           "  - 0.1,-1,1\n"
                           "  changes:\n"
                           "  - 0 network=1 dropout=0.2\n"
                           "  - 400 network=1 dropout=0.5\n");
    cr_assert(subject_file_parse(&subject, text, length, ".", &err));
    cr_expect_eq(past->changes[1].spec.epochs, subject.lab.epochs, "by which schedules go");
    arena_free(&arena);
}

static Subject *lab_of(const char *path)
{
    Subject *subject = calloc(1, sizeof *subject);
    subject_defaults(subject, SUBJECT_LAB);
    data_spec_defaults(&subject->lab.data, DATA_CSV);
    snprintf(subject->lab.data.files[0], DATA_PATH_MAX, "%s", path);
    return subject;
}

static void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

// What a file says of its data's path, and where that is once it is opened.
static void expect_path(const char *path, const char *file, const char *said, const char *opened)
{
    static Subject again;
    Arena arena = { 0 };
    Error err;
    char *text;
    size_t length;
    Subject *lab = lab_of(path);
    cr_assert(subject_file_save(file, lab, &err), "%s", err.text);
    cr_assert(file_read(file, SUBJECT_FILE_MAX, &arena, &text, &length, &err));
    cr_expect(strstr(text, said), "%s: %s", path, text);
    cr_assert(subject_file_load(file, &again, &err), "%s", err.text);
    cr_expect_str_eq(again.lab.data.files[0], opened, "%s", path);
    arena_free(&arena);
    free(lab);
}

Test(subject_file, has_paths_of_its_own_folder, .init = enter_folder, .fini = leave_folder)
{
    char whole[256];
    cr_assert_eq(system("mkdir -p lectures/data"), 0);
    snprintf(whole, sizeof whole, "%s/lectures/data/p.csv", folder);
    expect_path("lectures/data/p.csv", "lectures/a.thalweg", "csv file=data/p.csv\n",
                "lectures/data/p.csv");
    expect_path(whole, "lectures/a.thalweg", "csv file=data/p.csv\n", "lectures/data/p.csv");
    snprintf(whole, sizeof whole, "%s/lectures/a.thalweg", folder);
    expect_path("lectures/data/p.csv", whole, "csv file=data/p.csv\n",
                strcat(strcpy((char[256]){ 0 }, folder), "/lectures/data/p.csv"));
    char said[300];
    snprintf(whole, sizeof whole, "%s/p.csv", folder);
    snprintf(said, sizeof said, "csv file=%s\n", whole);
    expect_path("p.csv", "lectures/a.thalweg", said, whole);
    expect_path("p.csv", "a.thalweg", "csv file=p.csv\n", "p.csv");
}

Test(subject_file, brings_data_that_came_with_it, .init = enter_folder, .fini = leave_folder)
{
    static const char csv[] = "x,y,class\n0,1,a\n1,0,\"b \\ \"\"é\"\n";
    static const char scene[] = "thalweg: 1\nlab:\n  data: csv file=points.csv train=0.5\n"
                                "  csv: |\n    x,y,class\n    0,1,a\n    1,0,\"b \\ \"\"é\"\n";
    static Subject subject, again;
    Arena arena = { 0 };
    Error err;
    char *text, *there;
    size_t length;
    cr_assert(subject_file_parse(&subject, scene, strlen(scene), ".", &err), "%s", err.text);
    const char *path = subject.lab.data.files[0];
    cr_expect(strncmp(path, folder, strlen(folder)) == 0, "%s is in the cache", path);
    cr_assert(file_read(path, 1000, &arena, &there, &length, &err), "%s", err.text);
    cr_expect_str_eq(there, csv);
    cr_assert(subject_file_save("a.thalweg", &subject, &err), "%s", err.text);
    cr_assert(file_read("a.thalweg", 1000, &arena, &text, &length, &err));
    cr_expect(strstr(text, "  csv: |\n    x,y,class\n    0,1,a\n    1,0,\"b \\ \"\"é\"\n"), "%s",
              text);
    cr_expect_not(strstr(text, folder), "%s", text);
    put_file(path, "somebody else's\n"); // the cache is no place to trust
    cr_assert(subject_file_load("a.thalweg", &again, &err), "%s", err.text);
    cr_expect_str_neq(again.lab.data.files[0], path);
    cr_assert(file_read(again.lab.data.files[0], 1000, &arena, &there, &length, &err));
    cr_expect_str_eq(there, csv);
    arena_free(&arena);
}

Test(subject_file, that_cannot_be_read_says_why, .init = enter_folder, .fini = leave_folder)
{
    static Subject subject;
    Error err;
    cr_expect_not(subject_file_load("nothing.thalweg", &subject, &err));
    cr_expect_str_eq(err.text, "cannot open nothing.thalweg: No such file or directory");
    cr_expect_not(subject_file_load(".", &subject, &err));
    cr_expect_str_eq(err.text, ". is a folder, not a file");
    put_file("bad.thalweg", SCENE "  steps: 0\n");
    cr_expect_not(subject_file_load("bad.thalweg", &subject, &err));
    cr_expect_str_eq(err.text, "bad.thalweg, line 3, column 10: steps = 0 is outside 1 to 1e6");
    FILE *large = fopen("large.thalweg", "wb");
    cr_assert(large && fseek(large, SUBJECT_FILE_MAX, SEEK_SET) == 0 && fputc(' ', large) &&
              fclose(large) == 0);
    cr_expect_not(subject_file_load("large.thalweg", &subject, &err));
    cr_expect(strstr(err.text, "at most 1048576 can be read"), "%s", err.text);
}

Test(subject_file, that_cannot_be_written_stays_as_it_was, .init = enter_folder,
     .fini = leave_folder)
{
    static Subject subject, again;
    Error err;
    subject_defaults(&subject, SUBJECT_SCENE);
    cr_assert(subject_file_save("a.thalweg", &subject, &err));
    cr_expect_not(subject_file_save("no/such/a.thalweg", &subject, &err));
    cr_expect_eq(err.at, 0, "%s", err.text);
    Subject *lab = lab_of("caf\xe9.csv");
    cr_expect_not(subject_file_save("a.thalweg", lab, &err));
    cr_expect_str_eq(err.text, "a text in it is no UTF-8, maybe the path of a file");
    cr_assert(subject_file_load("a.thalweg", &again, &err), "%s", err.text);
    cr_expect(subject_equal(&subject, &again));
    free(lab);
}

// One of two scenes is saved over and over, until the program is killed.
static void save_until_killed(const Subject *one, const Subject *other)
{
    Error err;
    for (;;) {
        if (!subject_file_save("a.thalweg", one, &err) ||
            !subject_file_save("a.thalweg", other, &err)) {
            _exit(1);
        }
    }
}

Test(subject_file, is_whole_when_the_program_is_killed_while_it_is_saved, .init = enter_folder,
     .fini = leave_folder)
{
    static Subject one, other, again;
    Error err;
    Rng rng;
    rng_init(&rng, 43, 0);
    subject_defaults(&one, SUBJECT_SCENE);
    subject_defaults(&other, SUBJECT_LAB);
    random_points(&other.past, &rng);
    cr_assert(subject_file_save("a.thalweg", &one, &err));
    for (int round = 0; round < 60; round++) {
        const pid_t child = fork();
        if (child == 0) {
            save_until_killed(&one, &other);
        }
        usleep((useconds_t)(500 + rng_below(&rng, 8000)));
        kill(child, SIGKILL);
        int status;
        cr_assert_eq(waitpid(child, &status, 0), child);
        cr_assert(WIFSIGNALED(status), "it was still saving");
        cr_assert(subject_file_load("a.thalweg", &again, &err), "%s", err.text);
        cr_expect(subject_equal(&again, &one) || subject_equal(&again, &other));
    }
}

// As much as a file can say: a formula, or thousands of points and changes.
Test(subject_file, is_opened_within_a_tenth_of_a_second, .init = enter_folder, .fini = leave_folder)
{
    static Subject subject, again;
    Error err;
    Rng rng;
    rng_init(&rng, 47, 0);
    subject_defaults(&subject, SUBJECT_LAB);
    random_points(&subject.past, &rng);
    for (int i = 0; i < LAB_POINTS_MAX; i++) {
        subject.past.points.items[i] = (LabPoint){ past_float(&rng), past_float(&rng), 0, false };
    }
    subject.past.points.count = LAB_POINTS_MAX;
    for (int i = 0; i < LAB_CHANGES_MAX; i++) {
        LabChange *change = &subject.past.changes[i];
        *change = (LabChange){ 0, i, lab_network(&subject.lab, 0), 0 };
        if (i + 1 < LAB_CHANGES_MAX) {
            change_running(&change->spec, &rng);
        }
    }
    subject.past.change_count = LAB_CHANGES_MAX;
    cr_assert(subject_file_save("a.thalweg", &subject, &err), "%s", err.text);
    const clock_t begun = clock();
    cr_assert(subject_file_load("a.thalweg", &again, &err), "%s", err.text);
    const double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    cr_expect(subject_equal(&subject, &again));
    cr_expect(seconds < (SANITIZED ? 10 : 1), "%g s: the square of its length would take longer",
              seconds);
}

// What could cost a reader the square of its length.
Test(subject_file, hostile_files_are_refused_at_once)
{
    static const char *const pieces[] = { "[",    "{",   "- ",   "? ",   "%TAG !a! b\n",
                                          "&a ",  "*a ", "!a ",  "a: ",  "\"",
                                          "a: [", "#\n", "-\n ", "a:\n", "steps: 5\n  ",
                                          "|\n",  "'" };
    static Subject subject;
    char *text = malloc(SUBJECT_FILE_MAX);
    for (size_t i = 0; i < COUNT(pieces); i++) {
        for (int behind = 0; behind < 2; behind++) {
            size_t used = 0;
            const char *head = behind ? SCENE "  " : "";
            used += strlen(strcpy(text, head));
            while (used + strlen(pieces[i]) < SUBJECT_FILE_MAX / (SANITIZED ? 8 : 1)) {
                used += strlen(strcpy(text + used, pieces[i]));
            }
            Error err = { .at = -1 };
            const clock_t begun = clock();
            const bool read = subject_file_parse(&subject, text, used, ".", &err);
            cr_expect(!read || (behind && pieces[i][0] == '#'), "%s", pieces[i]); // a comment
            const double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
            cr_expect(seconds < (SANITIZED ? 4 : 0.5), "'%s': %g s", pieces[i], seconds);
        }
    }
    free(text);
}

// What the README shows can be copied.
Test(subject_file, is_as_the_readme_shows_it)
{
    static Subject subject;
    Arena arena = { 0 };
    Error err;
    char path[1024], *readme;
    size_t length;
    const char *golden = getenv("THALWEG_GOLDEN");
    cr_assert(golden);
    snprintf(path, sizeof path, "%s/../../README.md", golden);
    cr_assert(file_read(path, 1 << 20, &arena, &readme, &length, &err), "%s", err.text);
    static const char begin[] = "```yaml\n";
    for (const char *at = strstr(readme, begin); at; at = strstr(at, begin)) {
        at += strlen(begin);
        const char *end = strstr(at, "```");
        cr_assert(end);
        cr_expect(subject_file_parse(&subject, at, (size_t)(end - at), ".", &err), "%s", err.text);
    }
    arena_free(&arena);
}
