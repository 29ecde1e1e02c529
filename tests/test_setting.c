// Settings of every type, and compositions of kinds within kinds, over registries of the test's
// own.
#include "base/setting_parse.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

typedef struct Schedule {
    const Kind *kind;
    struct {
        double t_max, gamma;
    } params;
} Schedule;

typedef struct Rule {
    int place;
    struct {
        double lr, beta;
    } params;
    bool has_rate;
    Schedule schedule;
    double clip;
    char log[16];
} Rule;

typedef struct RuleRow {
    Kind kind;
    const Setting *parts;
} RuleRow;

#define RATE                                                                                       \
    {                                                                                              \
        "lr", "Rate", "η", offsetof(Rule, params.lr) - offsetof(Rule, params), 0.01, 1e-9, 10,     \
            PARAM_LOG                                                                              \
    }
#define NUMBER_OF(owner, key, field, def, max)                                                     \
    {                                                                                              \
        key, key, NULL, offsetof(owner, params.field) - offsetof(owner, params), def, 0, max,      \
            PARAM_LINEAR                                                                           \
    }

// clang-format off
static const Kind schedule_rows[] = {
    { "constant", "Constant", NULL, NULL, NULL },
    { "cosine", "Cosine", NULL, NULL, PARAMS(NUMBER_OF(Schedule, "t_max", t_max, 50, 1000)) },
    { "step", "Step", NULL, NULL, PARAMS(NUMBER_OF(Schedule, "t_max", t_max, 10, 1000),
                                         NUMBER_OF(Schedule, "lr", gamma, 0.1, 1)) },
};
static const Registry schedules = { REGISTRY(schedule_rows) };
static const Form schedule_form = { .registry = &schedules,
                                    .kind = offsetof(Schedule, kind),
                                    .params = offsetof(Schedule, params),
                                    .params_size = sizeof((Schedule *)0)->params };
static const Setting rule_common[] = {
    { .param = { .key = "schedule", .offset = offsetof(Rule, schedule) }, .type = &setting_kind, .form = &schedule_form },
    { .param = { "clip", "Clip norm", "c", offsetof(Rule, clip), 0, 0, 10, PARAM_LINEAR }, .type = &setting_number },
    { .param.key = NULL },
};
static const Setting logged_parts[] = {
    { .param = { .key = "log", .offset = offsetof(Rule, log) }, .type = &setting_text, .size = 16, .flag.value = "FILE" },
    { .param.key = NULL },
};
static const RuleRow rule_rows[] = {
    { { "sgd", "SGD", NULL, NULL, PARAMS(RATE) }, NULL },
    { { "adam", "Adam", NULL, NULL, PARAMS(RATE, NUMBER_OF(Rule, "beta", beta, 0.9, 1)) }, NULL },
    { { "logged", "Logged", NULL, NULL, PARAMS(RATE) }, logged_parts },
};
static const Registry rules = { REGISTRY(rule_rows) };
static const Form rule_form = { .registry = &rules,
                                .kind = offsetof(Rule, place), .by_place = true,
                                .params = offsetof(Rule, params),
                                .params_size = sizeof((Rule *)0)->params,
                                .given = offsetof(Rule, has_rate),
                                .parts = offsetof(RuleRow, parts),
                                .common = rule_common };
static const Setting rule = { .param = { .key = "rule" }, .type = &setting_kind, .form = &rule_form };

typedef struct Colour { int place; bool said; } Colour;
static const Kind colour_rows[] = { { "red", "Red", NULL, NULL, NULL }, { "blue", "Blue", NULL, NULL, NULL } };
static const Registry colours = { REGISTRY(colour_rows) };

typedef struct Thing {
    int steps;
    double size, weight_loss;
    uint64_t seed;
    Colour colour;
    Rule rule;
} Thing;

static const Setting thing_rows[] = {
    { .param = { "steps", "Steps", NULL, offsetof(Thing, steps), 100, 1, 1000, PARAM_INTEGER },
      .type = &setting_count, .slider = { .max = 50, .min = 1, .label = "Few" }, .flag.name = "steps" },
    { .param = { "size", "Size", "s", offsetof(Thing, size), 32, 1, 64, PARAM_LINEAR },
      .type = &setting_number, .zero = "all", .flag.name = "size" },
    { .param = { "weight_loss", "Loss", NULL, offsetof(Thing, weight_loss), 0, 0, 1, PARAM_LINEAR },
      .type = &setting_number },
    { .param = { .key = "seed", .offset = offsetof(Thing, seed), .def = 1 },
      .type = &setting_whole, .flag.name = "seed" },
    { .param = { .key = "colour", .offset = offsetof(Thing, colour.place) },
      .type = &setting_choice, .choices = &colours, .given = offsetof(Thing, colour.said), .words = setting_name_words },
    { .param = { .key = "rule", .offset = offsetof(Thing, rule), .def = 1 },
      .type = &setting_kind, .form = &rule_form, .brief = true },
    { .param.key = NULL },
};
// clang-format on
enum { STEPS, SIZE, WEIGHT_LOSS, SEED, COLOUR, RULE };

static Rule read_rule(const char *text)
{
    Rule read = { .place = 0 };
    Error err = { .at = -1 };
    cr_assert(setting_parse(&rule, &read, text, NULL, &err), "%s: %s", text, err.text);
    return read;
}

static Thing fresh(void)
{
    Thing thing;
    memset(&thing, 0x55, sizeof thing);
    settings_reset(thing_rows, &thing);
    return thing;
}

static Thing read_thing(const char *text, SettingBits *given)
{
    Thing thing = fresh();
    Error err = { .at = -1 };
    cr_assert(settings_read(thing_rows, &thing, text, given, &err), "%s: %s", text, err.text);
    return thing;
}

Test(setting, a_composition_is_kinds_within_kinds)
{
    const Rule read = read_rule(" adam lr=0.1 schedule=cosine\tt_max=100 clip=1 ");
    cr_expect_eq(read.place, 1);
    cr_expect_eq(read.params.lr, 0.1);
    cr_expect_eq(read.params.beta, 0.9, "the kind's default");
    cr_expect(read.has_rate);
    cr_expect_str_eq(read.schedule.kind->key, "cosine");
    cr_expect_eq(read.schedule.params.t_max, 100);
    cr_expect_eq(read.clip, 1);
    const Rule usual = read_rule("sgd");
    cr_expect_str_eq(usual.schedule.kind->key, "constant", "the first kind is there by default");
    cr_expect_not(usual.has_rate);
}

Test(setting, a_key_belongs_to_the_kind_named_last_that_has_it)
{
    const Rule inner = read_rule("adam lr=0.2 schedule=step lr=0.5 beta=0.1");
    cr_expect_eq(inner.params.lr, 0.2);
    cr_expect_eq(inner.schedule.params.gamma, 0.5);
    cr_expect_eq(inner.params.beta, 0.1, "what the inner one has not is the outer's");
    const Rule outer = read_rule("adam schedule=cosine lr=0.5");
    cr_expect_eq(outer.params.lr, 0.5);
}

static const struct Mistake {
    const char *text;
    int at;
    const char *message;
} mistakes[] = {
    { "", 0, "no rule is named (known: sgd, adam, logged)" },
    { " adm lr=1", 1, "unknown rule 'adm', did you mean 'adam'? (known: sgd, adam, logged)" },
    { "adam=1", 0, "unknown rule 'adam=1', did you mean 'adam'? (known: sgd, adam, logged)" },
    { "adam lr=0.1 schedule=cosin", 21,
      "unknown schedule 'cosin', did you mean 'cosine'? (known: constant, cosine, step)" },
    { "adam schedule=", 14, "schedule needs a name, as in schedule=constant" },
    { "adam schedule=cosine t_max=x", 27, "t_max: 'x' is not a number" },
    { "adam schedule=cosine t_max=2000", 27, "t_max = 2000 is outside 0 to 1000" },
    { "adam schedule=cosine t_max=2 t_max=3", 29, "t_max is given twice" },
    { "adam schedule=step lr=0.1 lr=0.2", 26, "lr is given twice" },
    { "adam schedule=step schedule=step", 19, "schedule is given twice" },
    { "adam t_max=3", 5, "t_max belongs to schedule=cosine, and this is schedule=constant" },
    { "adam schedule=cosine tmax=3", 21,
      "adam: unknown key 'tmax', did you mean 't_max'? (known: lr, beta, schedule, clip, t_max)" },
    { "sgd beta=1", 4, "sgd: unknown key 'beta' (known: lr, schedule, clip)" },
    { "logged lr=1", 11, "logged needs log=FILE" },
    { "logged log=", 11, "log needs a value, as in log=FILE" },
};

Test(setting, every_mistake_within_is_told_at_its_byte)
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        Rule read;
        Error err = { .at = -1 };
        cr_expect_not(setting_parse(&rule, &read, mistakes[i].text, NULL, &err), "%s",
                      mistakes[i].text);
        cr_expect_str_eq(err.text, mistakes[i].message);
        cr_expect_eq(err.at, mistakes[i].at, "'%s': at %d", mistakes[i].text, err.at);
    }
}

Test(setting, a_composition_is_written_as_short_as_it_reads_back)
{
    static const char *const texts[][2] = {
        { "adam", "adam" },
        { "adam lr=0.01 beta=0.9", "adam lr=0.01" }, // that the rate was typed is kept
        { "adam clip=1 schedule=cosine t_max=50", "adam schedule=cosine clip=1" },
        { "sgd schedule=step lr=0.5 t_max=2", "sgd schedule=step t_max=2 lr=0.5" },
        { "logged lr=2 log=\"a b\"", "logged log=\"a b\" lr=2" },
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const Rule read = read_rule(texts[i][0]);
        char text[128], small[6] = "";
        const size_t length = rule.type->write(&rule, &read, text, sizeof text);
        cr_expect_str_eq(text, texts[i][1]);
        cr_expect_eq(length, strlen(text));
        const Rule again = read_rule(text);
        cr_expect(rule.type->same(&rule, &read, &again), "%s", text);
        rule.type->write(&rule, &read, small, sizeof small);
        cr_expect_eq(strncmp(small, text, strlen(small)), 0, "what does not fit is left out");
    }
}

Test(setting, another_kind_has_the_defaults_of_all_that_is_within)
{
    Rule read = read_rule("adam lr=0.5 schedule=cosine t_max=7 clip=2"), copy = { .place = 0 };
    rule.type->copy(&rule, &copy, &read);
    cr_expect(rule.type->same(&rule, &copy, &read));
    cr_expect(copy.has_rate);
    setting_choose(&rule, &read, &rule_rows[1].kind);
    const Rule usual = read_rule("adam");
    cr_expect(rule.type->same(&rule, &read, &usual));
    cr_expect_not(rule.type->same(&rule, &copy, &read));
    cr_expect_not(read.has_rate);
}

Test(setting, words_of_a_table_in_any_order_and_which_were_given)
{
    SettingBits given;
    const Thing thing = read_thing(
        "colour=blue weight-loss=0.5 rule=sgd schedule=step seed=7 size=all lr=0.3", &given);
    cr_expect_eq(given, 1u << SIZE | 1u << WEIGHT_LOSS | 1u << SEED | 1u << COLOUR | 1u << RULE);
    cr_expect_eq(thing.steps, 100);
    cr_expect_eq(thing.size, 0.0);
    cr_expect_eq(thing.weight_loss, 0.5);
    cr_expect_eq(thing.seed, 7u);
    cr_expect_eq(thing.colour.place, 1);
    cr_expect(thing.colour.said);
    cr_expect_eq(thing.rule.schedule.params.gamma, 0.3, "seed and size close no kind");
    read_thing("lr=0.5", &given);
    cr_expect_eq(given, 1u << RULE, "the default kind's number");
}

static const struct Mistake table_mistakes[] = {
    { "size=9 stps=3", 7,
      "unknown key 'stps', did you mean 'steps'? (known: steps, size, weight_loss, seed, colour, "
      "rule)" },
    { "size=x", 5, "size: 'x' is neither a number nor 'all'" },
    { "size=0", 5, "size = 0 is outside 1 to 64" },
    { "steps=1.5", 6, "steps = 1.5 is not a whole number" },
    { "steps", 5, "steps needs a number, as in steps=100" },
    { "seed=1x", 6, "seed: '1x' is not a whole number from 0 to 9223372036854775807" },
    { "seed=9223372036854775808", 5,
      "seed: '9223372036854775808' is larger than 9223372036854775807" },
    { "colour=", 7, "colour needs a name, as in colour=red" },
    { "colour=blu", 7, "unknown colour 'blu', did you mean 'blue'? (known: red, blue)" },
    { "lr=0.1 rule=sgd", 7, "rule= must stand before its own numbers" },
    { "rule=adam schedule=step t_max=2 rule=sgd", 32, "rule is given twice" },
    { "schedule=step t_max=2 rule=sgd", 22, "rule= must stand before its own numbers" },
    { "rule=sgd beta=0.5", 9, "sgd has no beta (rule=adam has)" },
    { "log=x", 0, "adam has no log (rule=logged has)" },
};

Test(setting, mistakes_in_a_table_are_told_at_their_byte)
{
    for (size_t i = 0; i < COUNT(table_mistakes); i++) {
        const struct Mistake *it = &table_mistakes[i];
        Thing thing = fresh();
        SettingBits given;
        Error err = { .at = -1 };
        cr_expect_not(settings_read(thing_rows, &thing, it->text, &given, &err), "%s", it->text);
        cr_expect_str_eq(err.text, it->message);
        cr_expect_eq(err.at, it->at, "'%s': at %d", it->text, err.at);
    }
}

Test(setting, a_kind_named_late_would_lose_what_was_typed_within_it)
{
    SettingBits given;
    Error err = { .at = -1 };
    Thing thing = read_thing("rule=adam schedule=cosine", &given);
    cr_expect_not(settings_read(thing_rows, &thing, "t_max=3 rule=sgd", &given, &err));
    cr_expect_str_eq(err.text, "rule= must stand before its own numbers");
    cr_expect_eq(err.at, 8);
}

Test(setting, one_value_alone_is_one_value)
{
    Thing thing = fresh();
    Error err = { .at = -1 };
    cr_expect(settings_set(thing_rows, RULE, &thing, " adam schedule=cosine t_max=3", &err));
    cr_expect_eq(thing.rule.schedule.params.t_max, 3);
    cr_expect_not(settings_set(thing_rows, SIZE, &thing, " 8 seed=3", &err));
    cr_expect_str_eq(err.text, "seed is not part of size; give it on its own");
    cr_expect_eq(err.at, 3);
    cr_expect_not(settings_set(thing_rows, SIZE, &thing, "8 foo=3", &err));
    cr_expect_str_eq(err.text, "unknown key 'foo': there is nothing to set here");
    cr_expect_not(settings_set(thing_rows, RULE, &thing, "adam schedule=cosine t_max=x", &err));
    cr_expect_eq(err.at, 27);
}

Test(setting, values_behind_a_flag_name_the_flag)
{
    Thing thing = fresh();
    Error err = { .at = -1 };
    cr_expect(setting_take(&thing_rows[STEPS], &thing, "7", &err));
    cr_expect(setting_take(&thing_rows[SIZE], &thing, " 2.5 ", &err));
    cr_expect(setting_take(&thing_rows[SEED], &thing, "9223372036854775807", &err));
    cr_expect_eq(thing.steps, 7);
    cr_expect_eq(thing.size, 2.5);
    cr_expect_eq(thing.seed, (uint64_t)INT64_MAX);
    cr_expect_not(setting_take(&thing_rows[STEPS], &thing, "x", &err));
    cr_expect_str_eq(err.text, "--steps: 'x' is not a number");
    cr_expect_not(setting_take(&thing_rows[STEPS], &thing, "0", &err));
    cr_expect_str_eq(err.text, "--steps = 0 is outside 1 to 1000");
    cr_expect_eq(err.at, 0);
    cr_expect_not(setting_take(&thing_rows[SEED], &thing, "12b", &err));
    cr_expect_str_eq(err.text, "--seed: '12b' is not a whole number from 0 to 9223372036854775807");
    cr_expect_eq(err.at, 2);
    cr_expect_eq(thing.steps, 7, "a mistake changes nothing");
}

Test(setting, what_was_not_said_is_not_compared)
{
    Thing a = fresh(), b = fresh();
    b.colour.place = 1;
    cr_expect(settings_same(thing_rows, &a, &b));
    cr_expect_not(setting_said(&thing_rows[COLOUR], &a));
    b.colour.said = true;
    cr_expect_not(settings_same(thing_rows, &a, &b));
    thing_rows[COLOUR].type->copy(&thing_rows[COLOUR], &a, &b);
    cr_expect(settings_same(thing_rows, &a, &b));
    for (const Setting *row = thing_rows; row->param.key; row++) {
        cr_expect_eq(row->type->usual(row, &a), row != &thing_rows[COLOUR], "%s", row->param.key);
    }
}

Test(setting, words_and_sliders_are_the_rows_own)
{
    char text[64];
    Thing thing = fresh();
    thing.colour.place = 1;
    setting_say(&thing_rows[WEIGHT_LOSS], &thing, text, sizeof text);
    cr_expect_str_eq(text, "weight loss 0");
    setting_say(&thing_rows[COLOUR], &thing, text, sizeof text);
    cr_expect_str_eq(text, "Blue");
    const Param few = setting_slider(&thing_rows[STEPS]), all = setting_slider(&thing_rows[SIZE]);
    cr_expect_str_eq(few.label, "Few");
    cr_expect_eq(few.max, 50);
    cr_expect_eq(all.max, 64);
    cr_expect_eq(few.def, 100);
}

Test(setting, a_kind_of_a_brief_row_leaves_out_its_usual_rate)
{
    SettingBits given;
    char text[64];
    const Thing thing = read_thing("rule=adam lr=0.01", &given);
    thing_rows[RULE].type->write(&thing_rows[RULE], &thing, text, sizeof text);
    cr_expect_str_eq(text, "adam");
    cr_expect(thing.rule.has_rate);
}
