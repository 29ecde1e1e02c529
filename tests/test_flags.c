// Flags in any order come to the same scene; a mistake is shown with a caret under it.
#include "base/text.h"
#include "io/flags.h"
#include "io/terminal.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 40, REPORT_MAX = 65536 };

static const FlagsCommand plain = {
    .name = "trace", .usage = "", .summary = "", .subjects = 1u << SUBJECT_SCENE
};

// stderr into `said` from here on; the old one is returned.
static int stderr_begin(FILE *said)
{
    fflush(stderr);
    const int before = dup(2);
    dup2(fileno(said), 2);
    return before;
}

static void stderr_end(int before, FILE *said, char *text)
{
    fflush(stderr);
    dup2(before, 2);
    close(before);
    rewind(said);
    text[fread(text, 1, REPORT_MAX - 1, said)] = '\0';
    fclose(said);
}

static void report(const char *command, const FlagsError *err, char *text)
{
    FILE *said = tmpfile();
    const int before = stderr_begin(said);
    flags_report(command, err);
    stderr_end(before, said, text);
}

// Words ends with NULL. What was said on stderr goes to text.
static FlagsResult read_words(TypedSubject *flags, const char *const *words, Arena *arena,
                              char *text)
{
    char *argv[WORDS_MAX + 2] = { (char *)"trace" };
    int argc = 1;
    for (; words[argc - 1]; argc++) {
        argv[argc] = (char *)words[argc - 1];
    }
    FILE *said = tmpfile();
    const int before = stderr_begin(said);
    const FlagsResult result = flags_read(&plain, argc, argv, NULL, flags, 0, NULL, NULL, arena);
    stderr_end(before, said, text);
    return result;
}

static void expect_scene(const Scene *a, const Scene *b, const char *what)
{
    cr_expect_eq(a->landscape, b->landscape, "%s", what);
    cr_expect_str_eq(scene_formula_text(a), scene_formula_text(b), "%s", what);
    cr_expect_eq(memcmp(&a->domain, &b->domain, sizeof a->domain), 0, "%s: domain", what);
    cr_expect_eq(memcmp(a->start, b->start, sizeof a->start), 0, "%s: start", what);
    cr_expect_eq(a->param_count, b->param_count, "%s", what);
    for (int i = 0; i < a->param_count; i++) {
        cr_expect_str_eq(a->param_names[i], b->param_names[i], "%s", what);
        cr_expect_eq(a->params[i], b->params[i], "%s: %s", what, a->param_names[i]);
    }
    cr_expect_eq(a->racer_count, b->racer_count, "%s", what);
    for (int i = 0; i < a->racer_count; i++) {
        const OptimParams p = scene_optim_params(a, i), q = scene_optim_params(b, i);
        cr_expect_eq(a->racers[i].spec.optim, b->racers[i].spec.optim, "%s: racer %d", what, i);
        cr_expect_eq(a->racers[i].on, b->racers[i].on, "%s: racer %d", what, i);
        cr_expect_eq(memcmp(&p, &q, sizeof p), 0, "%s: racer %d", what, i);
    }
    cr_expect_eq(a->steps, b->steps, "%s: steps", what);
    cr_expect_eq(a->noise, b->noise, "%s: noise", what);
    cr_expect_eq(a->seed, b->seed, "%s: seed", what);
    cr_expect(scene_equal(a, b), "%s", what);
}

Test(flags, nothing_given_is_the_default_scene)
{
    Arena arena = { 0 };
    static TypedSubject flags;
    static char text[REPORT_MAX];
    Scene scene;
    scene_defaults(&scene);
    cr_assert_eq(read_words(&flags, (const char *const[]){ NULL }, &arena, text), FLAGS_READ);
    expect_scene(&flags.subject.scene, &scene, "no flags");
    arena_free(&arena);
}

Test(flags, the_order_of_flags_does_not_matter)
{
    static const char *const sets[][8] = {
        { "--landscape=valley", "--param=k=7", "--param=t=0.5", "--start=-3,4", "--steps=12",
          "--noise=0.25", "--seed=9", "--optimizer=adam lr=0.2" },
        { "--landscape=beale", "--domain=-1,2,-3,4", "--view=0,1,0,2", "--start=1,1", "--steps=12",
          "--noise=0.25", "--seed=9", "--optimizer=adam lr=0.2 off" },
        { "--formula=a*x^2 + b*y^2", "--param=a=2", "--param=b=-3", "--domain=-1,2,-3,4",
          "--start=1,1", "--steps=7", "--optimizer=sgd", "--noise=0" },
        { "--formula=a*x^2 + b*y^2", "--param=a=2", "--param=b=-3", "--domain=-1,2,-3,4",
          "--seed=3", "--steps=7", "--optimizer=sgd", "--noise=0" },
    };
    static TypedSubject first, turned;
    static char text[REPORT_MAX];
    for (size_t s = 0; s < COUNT(sets); s++) {
        Arena arena = { 0 };
        for (size_t turn = 0; turn < 8; turn++) {
            for (int backwards = 0; backwards < 2; backwards++) {
                const char *words[9] = { NULL };
                for (size_t i = 0; i < 8; i++) {
                    words[i] = sets[s][(turn + (backwards ? 8 - i : i)) % 8];
                }
                TypedSubject *flags = turn || backwards ? &turned : &first;
                cr_assert_eq(read_words(flags, words, &arena, text), FLAGS_READ, "%s", text);
                expect_scene(&flags->subject.scene, &first.subject.scene, words[0]);
            }
        }
        arena_free(&arena);
    }
}

Test(flags, every_scene_flag_reaches_the_scene)
{
    Arena arena = { 0 };
    static TypedSubject flags;
    static char text[REPORT_MAX];
    const char *const words[] = {
        "--formula",   "a*x^2 + y^2",   "--param",     "a=0.5",
        "--domain",    "-1,3,-2,6",     "--optimizer", "momentum lr=0.5",
        "--optimizer", "adam beta1=.5", "--steps",     "1000000",
        "--noise",     "1.5",           "--seed",      "9223372036854775807",
        "--view",      "0,1,-2,1e-12",  "--optimizer", "sgd off",
        NULL
    };
    cr_assert_eq(read_words(&flags, words, &arena, text), FLAGS_READ, "%s", text);
    const Scene *scene = &flags.subject.scene;
    cr_expect_null(scene->landscape);
    cr_expect_str_eq(scene->formula, "a*x^2 + y^2");
    cr_expect_str_eq(scene_formula_text(scene), "a*x^2 + y^2");
    cr_expect_eq(scene->params[0], 0.5);
    cr_expect(scene->domain.x0 == -1 && scene->domain.x1 == 3);
    cr_expect(scene->domain.y0 == -2 && scene->domain.y1 == 6);
    cr_expect_float_eq(scene->start[0], -0.2, 1e-15, "20 %% along x");
    cr_expect_float_eq(scene->start[1], 4, 1e-15, "75 %% along y");
    cr_expect(scene->has_view);
    cr_expect(scene->view.x0 == 0 && scene->view.x1 == 1);
    cr_expect(scene->view.y0 == -2 && scene->view.y1 == 1e-12);
    cr_expect_eq(scene->racer_count, 3);
    cr_expect(scene->racers[0].on && scene->racers[1].on && !scene->racers[2].on);
    cr_expect_eq(scene_rate(scene, 0), 0.5);
    cr_expect_eq(scene->racers[1].spec.params.beta1, 0.5);
    cr_expect_not(scene->racers[1].spec.has_rate);
    cr_expect_eq(scene->steps, 1000000);
    cr_expect_eq(scene->noise, 1.5);
    cr_expect_eq(scene->seed, 9223372036854775807u);
    arena_free(&arena);
}

Test(flags, every_landscape_is_taken_with_its_own_start_rates_and_parameters)
{
    static TypedSubject flags;
    static char text[REPORT_MAX];
    for (int i = 0; i < landscape_count; i++) {
        Arena arena = { 0 };
        const char *const words[] = { "--landscape", landscapes[i].kind.key, NULL };
        cr_assert_eq(read_words(&flags, words, &arena, text), FLAGS_READ, "%s", text);
        Scene scene;
        scene_defaults(&scene);
        scene_set_landscape(&scene, &landscapes[i]);
        scene.steps = 100;
        expect_scene(&flags.subject.scene, &scene, landscapes[i].kind.key);
        arena_free(&arena);
    }
}

Test(flags, a_value_joined_to_its_flag_may_look_like_another)
{
    Arena arena = { 0 };
    static TypedSubject flags;
    static char text[REPORT_MAX];
    const char *const joined[] = { "--formula=--steps", "--param", "steps=1", NULL };
    cr_assert_eq(read_words(&flags, joined, &arena, text), FLAGS_READ, "%s", text);
    cr_expect_str_eq(flags.subject.scene.formula, "--steps");
    const char *const apart[] = { "--formula", "--steps", "--param", "steps=1", NULL };
    cr_expect_eq(read_words(&flags, apart, &arena, text), FLAGS_WRONG);
    arena_free(&arena);
}

Test(flags, the_caret_counts_what_is_seen_not_bytes)
{
    static const struct {
        const char *typed;
        int at;
        const char *shown;
    } rows[] = {
        { "x^2 + z", 6, "  x^2 + z\n        ^\n" },
        { "", 0, "" },
        { "x +", 3, "  x +\n     ^\n" },
        { "x² + z", 6, "  x² + z\n       ^\n" },
        { "π·z", 4, "  π·z\n    ^\n" },
        { "谷z", 3, "  谷z\n    ^\n" },
        { "한글 + z", 9, "  한글 + z\n         ^\n" },
        { "e\xcc\x81z", 3, "  e\xcc\x81z\n   ^\n" },
        { "a\tz", 2, "  a z\n    ^\n" },
        { "a\nz", 2, "  a\xef\xbf\xbdz\n    ^\n" },
        { "\033[31mz", 5, "  \xef\xbf\xbd[31mz\n       ^\n" },
        { "\xff\xfez", 2, "  \xef\xbf\xbd\xef\xbf\xbdz\n    ^\n" },
        { "x²", 2, "  x²\n   ^\n" },
    };
    static char text[REPORT_MAX];
    for (size_t i = 0; i < COUNT(rows); i++) {
        FlagsError err = { .typed = rows[i].typed };
        fail_at(&err.error, rows[i].at, "m");
        report("trace", &err, text);
        cr_expect_eq(strncmp(text, "thalweg trace: m\n", 17), 0);
        cr_expect_str_eq(text + 17, rows[i].shown, "row %zu", i);
    }
}

Test(flags, a_message_without_a_place_is_one_line_and_the_program_has_no_command)
{
    static char text[REPORT_MAX];
    FlagsError err = { .typed = "x" };
    fail(&err.error, "an \033 in it");
    report("", &err, text);
    cr_expect_str_eq(text, "thalweg: an \xef\xbf\xbd in it\n");
    report(NULL, &err, text);
    cr_expect_str_eq(text, "thalweg: an \xef\xbf\xbd in it\n");
}

// The code point of `line` at a column, for characters of one column.
static uint32_t code_at_column(const char *line, size_t column)
{
    const size_t length = strcspn(line, "\n");
    size_t at = 0;
    uint32_t code = 0;
    for (size_t i = 0; i <= column && at < length; i++) {
        code = utf8_next(line, length, &at);
    }
    return code;
}

Test(flags, in_a_long_text_the_caret_still_stands_under_the_mistake)
{
    static char text[REPORT_MAX];
    static const char *const fillers[] = { "x", "²", "π" };
    char typed[1024];
    for (size_t f = 0; f < COUNT(fillers); f++) {
        for (int length = 60; length <= 200; length += 7) {
            for (int mistake = 0; mistake < length; mistake++) {
                FlagsError err = { .typed = typed };
                size_t used = 0;
                for (int i = 0; i < length; i++) {
                    if (i == mistake) {
                        fail_at(&err.error, (int)used, "m");
                    }
                    const char *character = i == mistake ? "@" : fillers[f];
                    memcpy(typed + used, character, strlen(character) + 1);
                    used += strlen(character);
                }
                report("", &err, text);
                const char *shown = strchr(text, '\n') + 1;
                const char *caret = strchr(shown, '\n') + 1;
                const size_t shown_columns = terminal_columns(shown, strcspn(shown, "\n"));
                cr_assert_leq(shown_columns, 76u, "%d of %d", mistake, length);
                cr_assert_eq(code_at_column(shown, strcspn(caret, "^")), (uint32_t)'@',
                             "%d of %d:\n%s", mistake, length, text);
                if (length > 80) {
                    cr_assert_geq(shown_columns, 75u, "%d of %d: room is used", mistake, length);
                }
            }
        }
    }
}

Test(flags, a_long_text_is_cut_on_both_sides_or_on_one)
{
    static char text[REPORT_MAX];
    char typed[301];
    memset(typed, 'x', 300);
    typed[300] = '\0';
    FlagsError err = { .typed = typed };
    static const struct {
        int at;
        bool before, behind;
    } rows[] = {
        { 0, false, true }, { 150, true, true }, { 299, true, false }, { 300, true, false }
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        fail_at(&err.error, rows[i].at, "m");
        report("", &err, text);
        const char *shown = strchr(text, '\n') + 1;
        const char *end = strchr(shown, '\n');
        cr_expect_eq(strncmp(shown + 2, "…", 3) == 0, rows[i].before, "at %d", rows[i].at);
        cr_expect_eq(strncmp(end - 3, "…", 3) == 0, rows[i].behind, "at %d", rows[i].at);
    }
}

Test(flags, whatever_is_typed_is_answered_and_never_a_crash)
{
    static const char *const values[] = {
        "",      "-",         "--",       "=",     ",",       ",,,",
        "1,2,3", "nan",       "inf,-inf", "1e999", "-1",      "0x10",
        "a=",    "=1",        "a=b=c",    "\xff",  "adam lr", "9999999999999999999",
        "1,2",   "-5,5,-5,5", "!#:+"
    };
    static const char *const names[] = { "--landscape", "--formula",   "--domain", "--param",
                                         "--start",     "--optimizer", "--steps",  "--noise",
                                         "--seed",      "--view",      "--wrong" };
    static TypedSubject flags;
    static char text[REPORT_MAX];
    for (size_t n = 0; n < COUNT(names); n++) {
        for (size_t v = 0; v < COUNT(values); v++) {
            Arena arena = { 0 };
            const char *const words[] = { names[n], values[v], NULL };
            const FlagsResult result = read_words(&flags, words, &arena, text);
            cr_expect_neq(result, FLAGS_HELP);
            cr_expect_eq(result == FLAGS_WRONG, strncmp(text, "thalweg trace: ", 15) == 0,
                         "%s %s: %s", names[n], values[v], text);
            arena_free(&arena);
        }
    }
}
