// A subject is written as a text and read again as the same; a mistake in a text is found at its
// byte, however its words are quoted.
#include "io/subject_text.h"
#include "random_subject.h"
#include "type_formula.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400 };

static void expect_comes_back(const Subject *subject)
{
    static char text[SUBJECT_TEXT_MAX], command[SUBJECT_TEXT_MAX];
    static Subject again;
    Error err = { .at = -1 };
    const size_t length = subject_write(subject, text, sizeof text);
    cr_assert_lt(length, sizeof text);
    cr_assert_eq(strlen(text), length);
    cr_assert_eq(strncmp(text, "--", 2), 0, "nothing stands before the flags: %s", text);
    cr_assert(subject_parse(&again, text, &err), "%s\n%s at %d", text, err.text, err.at);
    cr_expect(subject_equal(subject, &again), "%s", text);
    subject_write_command(subject, command, sizeof command);
    cr_assert_eq(strncmp(command, "thalweg ", 8), 0);
    cr_expect_str_eq(command + 8, text);
    cr_assert(subject_parse(&again, command, &err), "%s\n%s at %d", command, err.text, err.at);
    cr_expect(subject_equal(subject, &again), "%s", command);
}

Test(subject_text, every_kinds_default_comes_back)
{
    static Subject subject;
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        subject_defaults(&subject, (SubjectKind)kind);
        expect_comes_back(&subject);
    }
}

Test(subject_text, any_scene_comes_back_to_the_bit)
{
    static const char *const formulas[] = { "a*x^2 + b*y^2", "--steps*x", " x\t+ y ", "x\n+ y",
                                            "√(x² + 1)·y − π" };
    static Subject subject;
    Rng rng;
    rng_init(&rng, 31, 0);
    for (int round = 0; round < ROUNDS; round++) {
        subject_defaults(&subject, SUBJECT_SCENE);
        if (rng_below(&rng, 3) == 0) {
            type_formula(&subject.scene, formulas[rng_below(&rng, COUNT(formulas))], false);
        } else {
            scene_set_landscape(&subject.scene,
                                &landscapes[rng_below(&rng, (uint64_t)landscape_count)]);
        }
        random_scene(&subject.scene, &rng);
        random_show(&subject, &rng);
        expect_comes_back(&subject);
    }
}

Test(subject_text, any_lab_comes_back)
{
    static Subject subject;
    Rng rng;
    rng_init(&rng, 32, 0);
    for (int round = 0; round < ROUNDS; round++) {
        subject_defaults(&subject, SUBJECT_LAB);
        random_lab(&subject.lab, &rng);
        random_show(&subject, &rng);
        expect_comes_back(&subject);
    }
}

Test(subject_text, may_be_quoted_in_any_way_and_stand_on_several_lines)
{
    static const char *const texts[] = {
        "--formula 'x^2 + a*y^2' --param a=10 --optimizer 'sgd lr=0.05' --steps 7",
        "--formula \"x^2 + a*y^2\" --param a=10 --optimizer \"sgd lr=0.05\" --steps 7",
        "  --formula=x^2' + 'a*y^2\t--param 'a'=10\n--optimizer sgd\\ lr=0.05 --steps=7 \n",
        ("thalweg --steps 7 --param \"a=10\" --optimizer 'sgd lr=0.05'\n\n--formula x^2\\ +\\ "
         "a\\*y^2"),
    };
    static Subject first, subject;
    Error err = { .at = -1 };
    cr_assert(subject_parse(&first, texts[0], &err), "%s", err.text);
    cr_expect_str_eq(first.scene.formula, "x^2 + a*y^2");
    for (size_t i = 1; i < COUNT(texts); i++) {
        cr_assert(subject_parse(&subject, texts[i], &err), "%s: %s", texts[i], err.text);
        cr_expect(subject_equal(&subject, &first), "%s", texts[i]);
    }
}

Test(subject_text, of_nothing_is_the_default_scene)
{
    static Subject subject, fresh;
    Error err = { .at = -1 };
    subject_defaults(&fresh, SUBJECT_SCENE);
    cr_assert(subject_parse(&subject, "", &err) && subject_equal(&subject, &fresh));
    cr_assert(subject_parse(&subject, " \n\t", &err) && subject_equal(&subject, &fresh));
    cr_assert(subject_parse(&subject, "thalweg", &err) && subject_equal(&subject, &fresh));
}

Test(subject_text, with_a_mistake_is_refused_at_its_byte_and_changes_nothing)
{
    static const struct {
        const char *text, *message;
        const char *at; // the text from the mistake on; NULL: it has no place
    } rows[] = {
        { "--landscape beal", "unknown landscape 'beal', did you mean 'beale'?", "beal" },
        { "--steps 7 --seed 7x", "--seed: '7x' is not a whole number from 0 to 9223372036854775807",
          "x" },
        { "--steps 9 --start 9,b", "--start: 'b' is not a number", "b" },
        { "--optimizer 'adam lr=0.2 beta3=1'", NULL, "beta3=1'" },
        { "--param a=1 --formula='x + a*z'", NULL, "z'" },
        { "--formula 'x''+ ''q'", "'q' has no value: give --param q=1", "q'" },
        { "--data spiral\\ nois=1", NULL, "nois=1" },
        { "--network hidden=3 --network \"hidden=3 lr=-1\"", NULL, "-1\"" },
        { "--data moons --start 1,2", "--start belongs to races, but --data makes this a lab",
          "1,2" },
        { "--data moons --optimizer sgd --optimizer adam",
          "--optimizer is given twice: the networks of a lab share one; "
          "--network \"optimizer=...\" gives one its own",
          "adam" },
        { "--stps 9", "unknown flag '--stps', did you mean '--steps'?", "--stps 9" },
        { "--steps", "--steps needs a value: --steps N", "" },
        { "--steps 9 beale", "unexpected word 'beale': a value with blanks needs quotes", "beale" },
        { "--formula 'x + y", "the closing quote is missing", "'x + y" },
        { "--steps 9 --formula \"x", "the closing quote is missing", "\"x" },
        { "--formula \"x\\*y\"", NULL, "\\*y\"" }, // as in a shell: no escape
        { "--step 101", "--step 101 is beyond the race: it has 100 steps (--steps)", "101" },
        { "--steps 1 --step 2", "--step 2 is beyond the race: it has 1 step (--steps)", "2" },
        { "--open 2,7", "--open 7: there are 6 optimizers", "2,7" },
        { "--show contours,minma",
          "--show: there is no 'minma', did you mean 'minima'? (known: contours, minima, saddles, "
          "vectors, field, log, dots, ghosts, floor, quadric, data)",
          "minma" },
        { "--chart accuracy",
          "--chart: there is no 'accuracy' (known: loss, distance, gradient, rate, sharpness, "
          "fair, "
          "range); this is a race",
          "accuracy" },
        { "--chart fair --data moons",
          "--chart: there is no 'fair' (known: loss, batch, accuracy, gradient, update, rate)",
          "fair --data moons" },
        { "--layer 3 --network hidden=2x4", "--layer 3: network 1 has 2 hidden layers",
          "3 --network hidden=2x4" },
        { "--layer 2 --kind sums --layers 'dense 4, tanh, tanh'",
          "--layer 2: network 1 has 1 hidden layer",
          "2 --kind sums --layers 'dense 4, tanh, tanh'" },
        { "--layer 0", "--layer = 0 is outside 1 to 700, and is not 'none'", "0" },
        { "--layer none --of 2", "--of 2: there is 1 network (--network)", "2" },
        { "--network hidden=3 --network '' --select 3",
          "--select 3: there are 2 networks (--network)", "3" },
        { "--network 'name=a called=b'",
          "name= and called= are two names for one network: give one of them", "called=b'" },
        { "--optimizer 'sgd look=3 look=4'", "look is given twice", "look=4'" },
        { "--optimizer 'sgd look=16'", "look = 16 is outside 1 to 15", "16'" },
        { "--help", "--help says nothing of a scene or a lab", NULL },
    };
    static Subject subject, before;
    subject_defaults(&before, SUBJECT_LAB);
    before.lab.epochs = 3;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Error err = { .at = -1 };
        subject = before;
        cr_assert_not(subject_parse(&subject, rows[i].text, &err), "%s", rows[i].text);
        if (rows[i].message) {
            cr_expect_str_eq(err.text, rows[i].message);
        }
        if (rows[i].at) {
            cr_assert(err.at >= 0 && err.at <= (int)strlen(rows[i].text), "%s: at %d", rows[i].text,
                      err.at);
            cr_expect_str_eq(rows[i].text + err.at, rows[i].at, "%s: at %d", rows[i].text, err.at);
        } else {
            cr_expect_eq(err.at, -1, "%s", rows[i].text);
        }
        cr_expect(subject_equal(&subject, &before), "%s", rows[i].text);
    }
}

// Pools, residual sums, norms and further activations have places of their own in the list.
Test(subject_text, enlarges_a_place_beyond_the_hidden_layers)
{
    static const struct {
        const char *text;
        int layer;
    } rows[] = {
        { "--layers 'dense 4, tanh, tanh, relu' --layer 3", 3 },
        { "--network 'hidden=4x4 residual=2' --layer 5", 5 },
        { "--kind before_norm --layer 2 --network 'hidden=4 batchnorm=before layernorm=after'", 2 },
    };
    static Subject subject, again;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Error err = { .at = -1 };
        char text[256];
        subject_defaults(&subject, SUBJECT_LAB);
        cr_assert(subject_parse(&subject, rows[i].text, &err), "%s: %s", rows[i].text, err.text);
        cr_expect_eq(subject.lab_show.layer, rows[i].layer, "%s", rows[i].text);
        subject_write(&subject, text, sizeof text);
        subject_defaults(&again, SUBJECT_LAB);
        cr_assert(subject_parse(&again, text, &err), "%s: %s", text, err.text);
        cr_expect(subject_equal(&again, &subject), "%s", text);
    }
}

Test(subject_text, that_does_not_fit_is_cut_and_counted)
{
    static Subject subject;
    char whole[256], part[20];
    subject_defaults(&subject, SUBJECT_LAB);
    subject.lab.epochs = 9;
    const size_t length = subject_write(&subject, whole, sizeof whole);
    cr_expect_str_eq(whole, "--data spiral --epochs 9");
    cr_expect_eq(subject_write(&subject, part, sizeof part), length);
    cr_expect_eq(strlen(part), sizeof part - 1);
    cr_expect_eq(strncmp(part, whole, sizeof part - 1), 0);
    cr_expect_eq(subject_write(&subject, NULL, 0), length);
}
