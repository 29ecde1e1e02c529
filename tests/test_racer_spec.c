// What stands in a racer's spec beside its optimizer: the word `off` and the name it is given.
#include "base/rng.h"
#include "base/text.h"
#include "sim/race/racers.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define KNOWN                                                                                      \
    "known: lr, beta1, beta2, eps, schedule, warmup, coupled_decay, clip, clip_value, sam, "       \
    "lookahead, lookahead_alpha, average"
#define LETTERS_63 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk"

// At -1: no mistake.
static const struct RacerText {
    const char *text;
    bool off;
    const char *name;
    int at;
    const char *message;
} texts[] = {
    { "adam", false, "", -1, "" },
    { "adam off", true, "", -1, "" },
    { "adam lr=0.05 off", true, "", -1, "" },
    { " adam\toff lr=0.05 ", true, "", -1, "" },
    { "adam off lr=0.05 off", true, "", 17, "off is given twice" },
    { "adam off lr=fast", true, "", 12, "lr: 'fast' is not a number" },
    { "adam off=1", false, "", 5, "'off=1' is no setting, did you mean 'off'?" },
    { "adam lr=1 Off", false, "", 10, "'Off' is no setting, did you mean 'off'?" },
    { "adam lr=1 of", false, "", 10, "'of' is no setting, did you mean 'off'?" },
    // Names, quoted where they must be.
    { "adam name=Ada", false, "Ada", -1, "" },
    { "adam name=\"My Adam\" off", true, "My Adam", -1, "" },
    { "adam off name=\"say \\\"hi\\\" \\\\ o'k\"", true, "say \"hi\" \\ o'k", -1, "" },
    { "adam name=\"\xec\x95\x84\xeb\x8b\xb4 \xce\xb2\xe2\x82\x81=\xc2\xbd\" lr=1", false,
      "\xec\x95\x84\xeb\x8b\xb4 \xce\xb2\xe2\x82\x81=\xc2\xbd", -1, "" },
    { "adam name=" LETTERS_63, false, LETTERS_63, -1, "" },
    { "adam name=", false, "", 10, "name needs a value, as in name=\"My Adam\"" },
    { "adam name", false, "", 9, "name needs a value, as in name=\"My Adam\"" },
    { "adam name=\"\"", false, "", 10, "name needs a value, as in name=\"My Adam\"" },
    { "adam name=\"  \"", false, "", 10, "name: there is nothing to see in it" },
    { "adam name=a" LETTERS_63, false, "", 10, "name: longer than 63 bytes" },
    { "adam name=\"My Adam", false, "", 10, "name: the closing quote is missing" },
    { "adam name=\"My\"Adam", false, "", 14, "name: a blank must follow the closing quote" },
    { "adam name=\"a\tb\"", false, "", 12, "name: a control character cannot be shown" },
    { "adam name=a\x1b[2J", false, "", 11, "name: a control character cannot be shown" },
    { "adam name=a\x7f", false, "", 11, "name: a control character cannot be shown" },
    { "adam name=a\xc2\x9b"
      "2",
      false, "", 11, "name: a control character cannot be shown" },
    { "adam name=a\xff", false, "", 11, "name: this byte is no character (UTF-8)" },
    { "adam name=a name=b", false, "", 12, "name is given twice" },
    { "adam Name=a", false, "", 5, NULL },
    { "adam nmae=a", false, "", 5, NULL },
};

Test(racer_spec, takes_a_name_and_the_word_off_and_points_at_every_mistake)
{
    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct RacerText *row = &texts[i];
        Racer racer = { .spec.optim = &optims[OPTIM_SGD] };
        Error err = { .at = -1 };
        const bool parsed = scene_parse_racer(&racer, row->text, &err);
        cr_expect_eq(parsed, row->at < 0, "'%s': %s", row->text, err.text);
        cr_expect_eq(err.at, row->at, "for '%s': at %d, %s", row->text, err.at, err.text);
        if (row->message) {
            cr_expect_str_eq(err.text, row->message, "for '%s': %s", row->text, err.text);
        } else { // what was meant is suggested
            cr_expect(strstr(err.text, "'name'"), "%s", err.text);
        }
        cr_expect_eq(racer.spec.optim, &optims[parsed ? OPTIM_ADAM : OPTIM_SGD], "'%s'", row->text);
        cr_expect_eq(racer.on, parsed && !row->off, "'%s'", row->text);
        cr_expect_str_eq(racer.name, parsed ? row->name : "", "'%s'", row->text);
    }
}

// Any name that can be shown, through the text and back.
Test(racer_spec, comes_back_from_its_text)
{
    static const char *const pieces[] = {
        "a", " ", "\"", "\\", "'", "=", "off", "\xce\xb2", "name="
    };
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int round = 0; round < 5000; round++) {
        Racer racer, again;
        char text[RACER_TEXT_MAX];
        Error err = { .at = -1 };
        cr_assert(scene_parse_racer(&racer, "adam beta1=0.5", &err));
        const size_t count = rng_below(&rng, 12);
        for (size_t i = 0; i < count; i++) {
            strcat(racer.name, pieces[rng_below(&rng, COUNT(pieces))]);
        }
        if (!text_showable(racer.name, strlen(racer.name), "name", &err)) {
            continue;
        }
        racer.on = round % 2;
        scene_write_racer(&racer, text, sizeof text);
        cr_assert(scene_parse_racer(&again, text, &err), "%s: %s", text, err.text);
        cr_expect_str_eq(again.name, racer.name, "%s", text);
        cr_expect_eq(again.on, racer.on, "%s", text);
        cr_expect_eq(again.spec.params.beta1, 0.5, "%s", text);
    }
}

Test(racer_spec, a_name_is_part_of_what_a_scene_shows)
{
    Scene a, b;
    scene_defaults(&a);
    b = a;
    strcpy(b.racers[2].name, "N");
    cr_expect_not(scene_equal(&a, &b));
    strcpy(a.racers[2].name, "N");
    cr_expect(scene_equal(&a, &b));
}
