// The language of claims and tasks: what can be said, and where each mistake is.
#include "sim/lesson/condition_parts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static Arena arena;

static void finish(void)
{
    arena_free(&arena);
}

TestSuite(condition, .fini = finish);

static const Condition *parsed(const char *text)
{
    const Condition *condition = NULL;
    Error err = { .at = -1 };
    cr_assert(condition_parse(text, &arena, &condition, &err), "%s: %s", text, err.text);
    return condition;
}

Test(condition, reads_all_that_the_documentation_shows)
{
    static const char *const texts[] = {
        "sgd at 1 is at (-6.335, -1.8) ± 1e-9",
        "adam at 30 is at (0.136007, 0.318245) +- 1e-6",
        "sgd loss always <= 6.45",
        "sgd is lost",
        "sgd is not lost at 12",
        "sgd at 12 is lost",
        "A is stuck and B learns and C does not learn",
        "adam loss at 30 < 0.1 * sgd loss",
        "adam x = 0.136 ± 0.001",
        "adam#2 loss until 12 < 5e-3",
        "\"My Adam\" path_length at the end ≥ 2 × \"Other\" path_length",
        "A std of layer 3 at 0 < 0.1",
        "A std of every layer > 0.5",
        "B weight std of the last layer = 0.01 ± 5 %",
        "B gradient std of any layer < 1e-9 always",
        "A gradient at epoch 3 > 2",
        "A dead = 12 and A is dead and A dead of layer 1 > 3",
        "A saturated at 0 > 0.5 and A signal of layer 2 < 1",
        "A validation_loss at the end > 1.5 * A validation_loss at epoch 5",
        "sgd loss ever > 100",
        "A loss",
    };
    for (size_t i = 0; i + 1 < COUNT(texts); i++) {
        parsed(texts[i]);
    }
}

Test(condition, keeps_what_was_said)
{
    const Part *part = parsed("adam#2 loss at 30 < 0.1 * sgd loss at 10")->parts;
    cr_expect_eq(part->kind, PART_COMPARE);
    cr_expect_str_eq(part->left.who.optim->kind.key, "adam");
    cr_expect_eq(part->left.who.nth, 2);
    cr_expect_str_eq(part->left.quantity->kind.key, "loss");
    cr_expect(part->when.kind == WHEN_AT && part->when.step == 30 && !part->when.epoch);
    cr_expect_eq(part->compare, COMPARE_LESS);
    cr_expect_eq(part->factor, 0.1);
    cr_expect(part->of && part->has_when && part->right_when.step == 10);
    cr_expect_str_eq(part->right.who.optim->kind.key, "sgd");

    part = parsed("B gradient std of every layer always >= 1e-3")->parts;
    cr_expect(part->left.who.kind == WHO_NETWORK && part->left.who.network == 1);
    cr_expect(part->left.kind == INSPECT_GRADIENTS && part->left.layer == LAYER_EVERY);
    cr_expect_eq(part->when.kind, WHEN_ALWAYS);
    cr_expect(part->compare == COMPARE_MORE_EQUAL && part->factor == 1e-3 && !part->of);

    const Condition *two =
        parsed("\"A name\" is not lost until 7 and F does not overfit at epoch 2");
    cr_expect_eq(two->count, 2);
    cr_expect_str_eq(two->parts[0].left.who.name, "A name");
    cr_expect(two->parts[0].not &&two->parts[0].when.kind == WHEN_UNTIL);
    cr_expect(two->parts[1].not &&two->parts[1].verdict->learning == LEARNING_OVERFITS);
    cr_expect(two->parts[1].left.who.network == 5 && two->parts[1].when.epoch);
}

// A number means what is written of it, no more.
Test(condition, a_number_must_be_met_to_its_last_digit_unless_it_says_how_near)
{
    static const struct {
        const char *text;
        double near;
    } cases[] = {
        { "sgd x = 0.136", 0.0005 },      { "sgd x = -7", 0.5 },
        { "sgd x = 7.25e-5", 0.005e-5 },  { "sgd x = 2e3", 500 },
        { "sgd x = 0.136 ± 0.25", 0.25 }, { "sgd x = 1 +- 0", 0 },
        { "sgd x = 3 * sgd y", 0 },       { "sgd x = 3 * sgd y ± 1e-3", 1e-3 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect_float_eq(parsed(cases[i].text)->parts[0].near[0], cases[i].near,
                           1e-12 * (1 + cases[i].near), "%s", cases[i].text);
    }
    const Part *part = parsed("sgd is at (1.5, 2)")->parts;
    cr_expect(part->near[0] == 0.05 && part->near[1] == 0.5);
    part = parsed("sgd x = 4 ± 5 %")->parts;
    cr_expect(part->near[0] == 0 && part->share == 0.05);
}

// Each at its own byte: ^ stands below it.
Test(condition, tells_each_mistake_at_its_place_and_what_would_be_right)
{
    static const struct {
        const char *text, *place, *says;
    } cases[] = {
        { "", "^", "whom it is about is missing" },
        { "  = 3", "  ^", "whom it is about is missing" },
        { "adm is lost", "^", "unknown optimizer 'adm', did you mean 'adam'?" },
        { "adam#0 is lost", "     ^", "which of them" },
        { "adam# is lost", "     ^", "which of them" },
        { "\"Adam is lost", "^", "closing \"" },
        { "\"\" is lost", "^", "must not be empty" },
        { "adam", "    ^", "what is asked is missing" },
        { "adam los < 3", "     ^", "unknown quantity 'los', did you mean 'loss'?" },
        { "adam loss", "         ^", "what it is compared by is missing" },
        { "adam loss <", "           ^", "whom it is about is missing" },
        { "adam loss < 1e", "            ^", "not a number" },
        { "adam loss < 1.2.3", "            ^", "not a number" },
        { "adam loss < 3 * ", "                ^", "whom it is about is missing" },
        { "adam loss < 3 sgd", "              ^", "nothing follows here" },
        { "adam loss = 3 ± x", "                 ^", "a number is missing" },
        { "adam loss = 3 ± -1", "                 ^", "not below 0" },
        { "adam loss < 3 ± 1", "                 ^", "only = is asked with ±" },
        { "adam loss at < 3", "             ^", "a step is missing" },
        { "adam loss at 3.5 < 3", "             ^", "whole numbers" },
        { "adam loss at -2 < 3", "             ^", "whole numbers" },
        { "adam loss at the beginning < 3", "                 ^", "followed by `end`" },
        { "adam at 3 loss at 4 < 3", "               ^", "said twice" },
        { "adam loss always < 3 ever", "                     ^", "said twice" },
        { "adam loss < sgd loss always", "                     ^",
          "at a step or at the end alone" },
        { "adam is", "       ^", "a judgement is missing" },
        { "adam is lst", "        ^", "unknown judgement 'lst', did you mean 'lost'?" },
        { "adam is stuck", "        ^", "of optimizers only `lost` is judged" },
        { "A does learn", "       ^", "followed by `not`" },
        { "A does not stuck", "           ^", "unknown judgement" },
        { "adam is at 3", "           ^", "a place is missing" },
        { "adam is at (1 2)", "              ^", "a comma" },
        { "adam is at (1, 2", "                ^", "closing )" },
        { "A std of layer", "              ^", "a step is missing" },
        { "A std of 3 < 1", "         ^", "which layer" },
        { "A std of layer 0 < 1", "              ^", "counted from 1" },
        { "A std < 1", "  ^", "of a layer, as in `std of layer 1`" },
        { "A loss < 1", "  ^", "networks have no loss" },
        { "adam train_loss < 1", "     ^", "optimizers have no train_loss" },
        { "adam std of layer 1 < 1", "            ^", "only networks have layers" },
        { "A train_loss of layer 1 < 1", "  ^", "not of a layer" },
        { "A weight dead of layer 1 < 1", "         ^", "of activations alone" },
        { "A gradient std < 1", "              ^", "which layer is missing" },
        { "A mean of layer 1 > B mean of every layer", "                              ^",
          "one layer alone" },
        { "sgd is lost or adam is lost", "            ^", "nothing follows here" },
        { "sgd is lost and", "               ^", "whom it is about" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Condition *condition;
        Error err = { .at = -1 };
        cr_expect_not(condition_parse(cases[i].text, &arena, &condition, &err), "%s",
                      cases[i].text);
        cr_expect(strstr(err.text, cases[i].says), "%s: %s", cases[i].text, err.text);
        cr_expect_eq(err.at, (int)strlen(cases[i].place) - 1, "%s: at %d: %s", cases[i].text,
                     err.at, err.text);
    }
}

Test(condition, has_at_most_eight_parts)
{
    const Condition *condition;
    Error err;
    const char *nine = "sgd is lost and sgd is lost and sgd is lost and sgd is lost and "
                       "sgd is lost and sgd is lost and sgd is lost and sgd is lost and "
                       "sgd is lost";
    cr_expect_not(condition_parse(nine, &arena, &condition, &err));
    cr_expect_eq(err.at, 8 * 16);
}

// ---- what there is

static Subject *scene_of(const char *const *racers)
{
    Subject *subject = calloc(1, sizeof *subject);
    Error err;
    subject_defaults(subject, SUBJECT_SCENE);
    subject->scene.racer_count = 0;
    for (; *racers; racers++) {
        cr_assert(
            scene_parse_racer(&subject->scene.racers[subject->scene.racer_count++], *racers, &err),
            "%s", err.text);
    }
    return subject;
}

static Subject *lab_of_two(void)
{
    Subject *subject = calloc(1, sizeof *subject);
    Error err;
    subject_defaults(subject, SUBJECT_LAB);
    subject->lab.network_count = 2;
    cr_assert(lab_parse_network(&subject->lab, 0, "hidden=3x8", &err));
    cr_assert(lab_parse_network(&subject->lab, 1, "hidden=5 name=\"Small one\"", &err));
    return subject;
}

static void expect_check(const Subject *subject, const char *text, const char *place,
                         const char *says)
{
    Error err = { .at = -1 };
    const bool good = condition_check(parsed(text), subject, &err);
    cr_expect_eq(good, says == NULL, "%s: %s", text, good ? "accepted" : err.text);
    if (says && !good) {
        cr_expect(strstr(err.text, says), "%s: %s", text, err.text);
        cr_expect_eq(err.at, (int)strlen(place) - 1, "%s: at %d: %s", text, err.at, err.text);
    }
}

Test(condition, speaks_of_the_racers_that_there_are)
{
    static const char *const racers[] = { "sgd lr=0.1 name=\"The plain one\"", "adam", "adam lr=1",
                                          "momentum off", NULL };
    Subject *subject = scene_of(racers);
    expect_check(subject, "sgd loss < 1 and adam#2 is lost", "", NULL);
    expect_check(subject, "\"The plain one\" loss at 100 < adam x", "", NULL);
    expect_check(subject, "adam#3 is lost", "^", "there are only 2 adam here");
    expect_check(subject, "sgd#2 is lost", "^", "there is only 1 sgd here");
    expect_check(subject, "adam loss < nadam loss", "            ^", "nadam is not among");
    expect_check(subject, "momentum is lost", "^", "sits out");
    expect_check(subject, "\"The other\" is lost", "^", "no optimizer is called \"The other\"");
    expect_check(subject, "A is lost", "^", "no network A");
    expect_check(subject, "sgd loss at 101 < 1", "         ^", "the race has only 100 steps");
    expect_check(subject, "sgd loss < sgd loss at 101", "                    ^", "only 100 steps");
    expect_check(subject, "sgd loss at epoch 1 < 1", "         ^", "no epochs");
    expect_check(subject, "\"The plain one\" learns", "^", "only `lost` is judged");
    expect_check(subject, "\"The plain one\" train_loss < 1", "                ^",
                 "optimizers have no train_loss");
    free(subject);
}

Test(condition, speaks_of_the_networks_that_there_are)
{
    Subject *subject = lab_of_two();
    expect_check(subject, "A is stuck and B learns and \"Small one\" is slow", "", NULL);
    expect_check(subject, "A std of layer 3 < 1 and A weight std of layer 4 < 1", "", NULL);
    expect_check(subject, "A std of layer 4 < 1", "         ^", "only 3 such layers");
    expect_check(subject, "B std of layer 2 < 1", "         ^", "only 1 such layer");
    expect_check(subject, "C is stuck", "^", "there are only 2 networks here");
    expect_check(subject, "adam is lost", "^", "there are networks");
    expect_check(subject, "\"Big one\" learns", "^", "no network is called");
    expect_check(subject, "\"Small one\" x < 1", "            ^", "networks have no x");
    expect_check(subject, "\"Small one\" is at (1, 2)", "^", "at no place");
    expect_check(subject, "A train_loss at epoch 40 < 1", "", NULL);
    expect_check(subject, "A train_loss at epoch 41 < 1", "             ^", "only 40 epochs");
    free(subject);
}

Test(condition, lists_name_racers_once)
{
    static const char *const racers[] = { "sgd", "adam", "adam lr=1", "momentum off", NULL };
    Subject *subject = scene_of(racers);
    static const struct {
        const char *text, *says;
        unsigned bits;
        int at;
    } cases[] = {
        { "adam", NULL, 2, 0 },
        { " sgd , adam#2", NULL, 5, 0 },
        { "all", NULL, 7, 0 },
        { " all ", NULL, 7, 0 },
        { "sgd, sgd", "named twice", 0, 5 },
        { "sgd adam", "a comma", 0, 4 },
        { "sgd,", "whom", 0, 4 },
        { "sgd, momentum", "sits out", 0, 5 },
        { "allx", "unknown optimizer", 0, 0 },
        { "", "whom", 0, 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        unsigned bits;
        Error err = { .at = -1 };
        const bool good = who_list(cases[i].text, subject, &bits, &err);
        cr_expect_eq(good, cases[i].says == NULL, "%s", cases[i].text);
        if (good) {
            cr_expect_eq(bits, cases[i].bits, "%s: %u", cases[i].text, bits);
        } else if (cases[i].says) {
            cr_expect(strstr(err.text, cases[i].says), "%s: %s", cases[i].text, err.text);
            cr_expect_eq(err.at, cases[i].at, "%s: %d", cases[i].text, err.at);
        }
    }
    free(subject);
    subject = lab_of_two();
    unsigned bits;
    cr_expect(who_list("all", subject, &bits, NULL) && bits == 3);
    cr_expect(who_list("B", subject, &bits, NULL) && bits == 2);
    free(subject);
}

// As in what a step points at: the whole text is one of them, or means nobody.
Test(condition, one_of_them_is_called_by_a_whole_text)
{
    static const char *const racers[] = { "sgd", "adam", "adam lr=1", NULL };
    Subject *subject = scene_of(racers);
    cr_expect_eq(who_called_in_scene("adam", &subject->scene), 1);
    cr_expect_eq(who_called_in_scene("adam#2", &subject->scene), 2);
    cr_expect_eq(who_called_in_scene("adam, sgd", &subject->scene), -1);
    cr_expect_eq(who_called_in_scene("lion", &subject->scene), -1);
    cr_expect_eq(who_called_in_scene("A", &subject->scene), -1);
    free(subject);
    subject = lab_of_two();
    cr_expect_eq(who_called_in_lab("A", &subject->lab), 0);
    cr_expect_eq(who_called_in_lab("B", &subject->lab), 1);
    cr_expect_eq(who_called_in_lab("C", &subject->lab), -1);
    cr_expect_eq(who_called_in_lab("B 2", &subject->lab), -1);
    free(subject);
}

// A key stands for one thing: a row each, and no word of the language.
Test(condition, quantities_can_be_told_apart_from_the_words)
{
    for (size_t i = 0; i < quantities.count; i++) {
        const char *key = registry_key(&quantities, i);
        const Quantity *row = quantity_find(key);
        cr_expect(row->race || row->net || row->layer, "%s is of nothing", key);
        cr_expect(!row->race || row->kind.name, "%s says what it is", key);
        cr_expect_eq(registry_find(&quantities, key), (int)i, "%s is there twice", key);
        static const char *const words[] = { "at",  "is",   "and",    "of",  "until", "ever",
                                             "not", "does", "always", "end", "epoch", "weight" };
        for (size_t k = 0; k < COUNT(words); k++) {
            cr_expect_neq(strcmp(key, words[k]), 0, "%s is a word of the language", key);
        }
    }
}
