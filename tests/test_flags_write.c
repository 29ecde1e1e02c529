// The command line of a scene, through a real shell and back: the same scene to the bit.
#include "base/rng.h"
#include "io/flags.h"
#include "io/subject_text.h"
#include "random_subject.h"
#include "type_formula.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 128, ROUNDS = 12 };

static const FlagsCommand window = {
    .name = "", .usage = "", .summary = "", .subjects = 1u << SUBJECT_SCENE
};

// What the system's shell makes of a line: its words, one behind the other in `bytes`.
typedef struct Words {
    char bytes[SUBJECT_TEXT_MAX];
    char *argv[WORDS_MAX + 1];
    int argc;
} Words;

// The line runs as a shell command, in which "thalweg" writes out the words it is given.
static void split(Words *words, const char *line)
{
    static const char before[] = "thalweg() { printf '%s\\0' thalweg \"$@\"; }\n";
    static char script[sizeof before + SUBJECT_TEXT_MAX];
    snprintf(script, sizeof script, "%s%s", before, line);
    FILE *shell = popen(script, "r");
    cr_assert_not_null(shell);
    const size_t length = fread(words->bytes, 1, sizeof words->bytes, shell);
    cr_assert_eq(pclose(shell), 0, "the shell runs: %s", line);
    words->argc = 0;
    for (size_t at = 0; at < length; at += strlen(words->bytes + at) + 1) {
        cr_assert_lt(words->argc, WORDS_MAX);
        words->argv[words->argc++] = words->bytes + at;
    }
    words->argv[words->argc] = NULL;
}

static size_t write_line(const Scene *scene, char *line, size_t size)
{
    static Subject subject;
    subject_set(&subject, SUBJECT_SCENE, scene);
    return subject_write_command(&subject, line, size);
}

static const char *line_of(const Scene *scene)
{
    static char line[SUBJECT_TEXT_MAX];
    const size_t length = write_line(scene, line, sizeof line);
    cr_assert_lt(length, sizeof line);
    cr_assert_eq(strlen(line), length);
    return line;
}

static void expect_comes_back(const Scene *scene)
{
    static Words words;
    static TypedSubject again;
    const char *line = line_of(scene);
    Arena arena = { 0 };
    split(&words, line);
    cr_assert_eq(flags_read(&window, words.argc, words.argv, NULL, &again, 0, NULL, NULL, &arena),
                 FLAGS_READ, "%s", line);
    cr_expect(scene_equal(scene, &again.subject.scene), "%s", line);
    arena_free(&arena);
}

Test(flags_write, every_landscape_changed_in_any_way_comes_back_to_the_bit)
{
    Rng rng;
    for (int i = 0; i < landscape_count; i++) {
        rng_init(&rng, 7, (uint64_t)i);
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene;
            scene_defaults(&scene);
            scene_set_landscape(&scene, &landscapes[i]);
            if (round > 0) {
                random_scene(&scene, &rng);
            }
            expect_comes_back(&scene);
        }
    }
}

static const char *const formulas[] = {
    "x",
    "x^2 + y^2",
    "a*x^2 + b*y^2",
    "-x^2",
    "--x",
    "--steps*x",     // an argument that looks like a flag
    "--seed",        // ... and nothing else
    "--formula + y", // ... even its own
    "√(x² + 1)·y − π",
    " x\t+ y ",
    "x\n+ y",
    "x \u00a0·\u2062y\u202f÷\u2009(1 + x²)",
    "max(a, b, c) x + min(x,y) step(x)",
    "kappa_1*x + Kappa_1*y + K_12345678901234567890123456789",
    "p1 x+p2 x+p3 x+p4 x+p5 x+p6 x+p7 x+p8 x+p9 x+q1 x+q2 x+q3 x+q4 x+q5 x+q6 x+q7 x",
};

Test(flags_write, every_typed_formula_comes_back_to_the_bit)
{
    Rng rng;
    for (size_t i = 0; i < COUNT(formulas); i++) {
        rng_init(&rng, 8, i);
        for (int round = 0; round < ROUNDS; round++) {
            Scene scene;
            scene_defaults(&scene);
            scene_set_landscape(&scene, &landscapes[rng_below(&rng, (uint64_t)landscape_count)]);
            type_formula(&scene, formulas[i], round % 2);
            if (round > 1) {
                random_scene(&scene, &rng);
            }
            expect_comes_back(&scene);
        }
    }
}

Test(flags_write, the_longest_scene_fits_a_line)
{
    Scene scene;
    char text[SCENE_FORMULA_MAX];
    size_t used = 0;
    scene_defaults(&scene);
    memset(text, ' ', sizeof text);
    for (int i = 0; i < FORMULA_PARAMS_MAX; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "+ a%030d ", i);
    }
    text[used] = ' ';
    text[SCENE_FORMULA_MAX - 1] = '\0';
    type_formula(&scene, text, false);
    for (int i = 0; i < scene.param_count; i++) {
        scene.params[i] = -1.2345678901234567e-308;
    }
    scene.racer_count = SCENE_RACERS_MAX;
    for (int r = 0; r < scene.racer_count; r++) {
        OptimSpec *spec = &scene.racers[r].spec;
        *spec = (OptimSpec){ .optim = &optims[OPTIM_ADAM], .has_rate = true };
        spec->params = (OptimParams){
            .lr = 1.2345678901234567e-5, .beta1 = 1e-300 / 3, .beta2 = 1e-301 / 3, .eps = 1e-11 / 3
        };
        scene.racers[r].on = false;
    }
    scene.has_view = true;
    scene.view = (Box){ -1e-300 / 3, 1e-299 / 3, -1e-300 / 7, 1e-299 / 7 };
    expect_comes_back(&scene);
}

Test(flags_write, numbers_that_only_their_bits_tell_apart_come_back)
{
    Scene scene;
    scene_defaults(&scene);
    scene.start[0] = -0.0;
    scene.start[1] = 0x1p-1074;
    scene.domain.x1 = nextafter(10, 11);
    scene.noise = 0x1p-1074;
    scene.params[0] = nextafter(scene.params[0], 1);
    scene.racers[OPTIM_ADAM].spec.params.beta1 = -0.0;
    scene.racers[OPTIM_SGD].spec.has_rate = true;
    scene.racers[OPTIM_SGD].spec.params.lr = nextafter(0.95, 1);
    scene.seed = INT64_MAX;
    expect_comes_back(&scene);
}

// No formula has quotes, dollars or line breaks that end a command, but a shell must not see them.
Test(flags_write, a_shell_finds_nothing_to_do_in_a_formula)
{
    static const char *const texts[] = {
        "",     "'",       "''",    "x'y",      "'x' \"y\"", "\"$HOME\"", "$(echo x)", "`x`",
        "\\",   "x\\'y",   "a;b",   "a&b|c",    "*",         "x # y",     "!x",        "~",
        "x\ny", "x\r\n'y", "{a,b}", "<x>",      "%s\\0",     "x=y",       "π'²",       "-",
        "--",   "$'x'",    "'\\''", "x\n'\ny'", "(x)",       "[a-z]",     "\t x \t",   "\x01",
    };
    static Words words;
    for (size_t i = 0; i < COUNT(texts); i++) {
        Scene scene;
        scene_defaults(&scene);
        scene.landscape = NULL;
        snprintf(scene.formula, sizeof scene.formula, "%s", texts[i]);
        split(&words, line_of(&scene));
        const bool joined = strncmp(texts[i], "--", 2) == 0;
        cr_assert_geq(words.argc, 3 - joined);
        cr_expect_str_eq(words.argv[1], joined ? "--formula=--" : "--formula");
        cr_expect(joined || strcmp(words.argv[2], texts[i]) == 0, "'%s' became '%s'", texts[i],
                  words.argv[2]);
    }
}

Test(flags_write, says_only_what_is_not_the_landscapes_own)
{
    Scene scene;
    scene_defaults(&scene);
    cr_expect_str_eq(line_of(&scene), "thalweg --landscape valley");
    for (int i = 0; i < landscape_count; i++) {
        char wanted[64];
        scene_set_landscape(&scene, &landscapes[i]);
        snprintf(wanted, sizeof wanted, "thalweg --landscape %s", landscapes[i].kind.key);
        cr_expect_str_eq(line_of(&scene), wanted);
    }
    scene_set_landscape(&scene, registry_row(&landscape_kinds, "himmelblau"));
    scene.start[1] = 1;
    scene.racers[0] = scene.racers[OPTIM_ADAM];
    scene.racers[0].spec.has_rate = true;
    scene.racers[0].spec.params.lr = 0.2;
    scene.racers[1].on = false;
    scene.racer_count = 2;
    cr_expect_str_eq(line_of(&scene), "thalweg --landscape himmelblau --start 0,1 "
                                      "--optimizer 'adam lr=0.2' --optimizer 'momentum off'");
    scene.has_view = true;
    scene.view = (Box){ -1, 2.5, -3, 1e-3 };
    scene.steps = 7;
    scene.noise = 0.25;
    scene.seed = 9;
    scene.racers[0].spec.params.lr = scene_default_rate(&scene, scene.racers[0].spec.optim);
    cr_expect_str_eq(line_of(&scene), "thalweg --landscape himmelblau --view -1,2.5,-3,0.001 "
                                      "--start 0,1 --optimizer adam --optimizer 'momentum off' "
                                      "--steps 7 --noise 0.25 --seed 9");
    // A name is quoted for the spec, and all of it for the shell.
    snprintf(scene.racers[1].name, sizeof scene.racers[1].name, "it's \"off\" $HOME");
    cr_expect(
        strstr(line_of(&scene), " --optimizer 'momentum name=\"it'\\''s \\\"off\\\" $HOME\" off' "),
        "%s", line_of(&scene));
    expect_comes_back(&scene);
}

Test(flags_write, a_formula_brings_its_domain_and_all_its_parameters)
{
    Scene scene;
    scene_defaults(&scene);
    type_formula(&scene, "a*x^2 + y", false);
    cr_expect_str_eq(line_of(&scene), "thalweg --formula 'a*x^2 + y' --param a=1");
    scene.domain = (Box){ 0, 10, -1, 3 };
    scene_default_start(&scene.domain, scene.start);
    cr_expect_str_eq(line_of(&scene),
                     "thalweg --formula 'a*x^2 + y' --domain 0,10,-1,3 --param a=1");
    scene.start[0] = 0.5;
    cr_expect_str_eq(line_of(&scene), "thalweg --formula 'a*x^2 + y' --domain 0,10,-1,3 "
                                      "--param a=1 --start 0.5,2");
}

Test(flags_write, counts_what_does_not_fit_and_writes_no_further)
{
    Scene scene;
    scene_defaults(&scene);
    const char *whole = line_of(&scene);
    const size_t length = strlen(whole);
    cr_expect_eq(write_line(&scene, NULL, 0), length);
    for (size_t size = 1; size <= length + 1; size++) {
        char *out = malloc(size); // the sanitizer guards its end
        cr_expect_eq(write_line(&scene, out, size), length);
        cr_expect_eq(strlen(out), size - 1);
        cr_expect_eq(strncmp(out, whole, size - 1), 0);
        free(out);
    }
}
