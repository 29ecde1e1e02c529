// What a room shows is what a subject says, and the room says it again; what a user likes is not
// what was opened.
#include "window_bench.h"

#include "app/landscape/chart_kinds.h"
#include "app/landscape/looks.h"
#include "io/subject_text.h"
#include "random_subject.h"
#include "sim/race/racers.h"

#include <criterion/criterion.h>
#include <math.h>

enum { ROUNDS = 60 };

static void what_is_shown(const Bench *b, Subject *shown)
{
    const AppRoom *room = b->app.room;
    room->row->subject(room->state, shown);
}

// What a room says of it: all.
static void say_all(SceneShow *show)
{
    show->has_show = show->has_colormap = show->has_step = true;
}

Test(looks, of_a_scene_are_told_as_they_were_opened)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject subject, shown;
    Rng rng;
    rng_init(&rng, 61, 0);
    for (int round = 0; round < ROUNDS; round++) {
        subject_defaults(&subject, SUBJECT_SCENE);
        scene_set_landscape(&subject.scene, registry_row(&landscape_kinds, "beale"));
        change_racers(&subject.scene, &rng);
        random_show(&subject, &rng);
        say_all(&subject.scene_show);
        app_open(&b->app, &subject);
        if (round % 8 == 0) {
            bench_frame(b);
        }
        what_is_shown(b, &shown);
        const ChartKind chart = (ChartKind)subject.scene_show.chart;
        const int usual = charts[chart].log ? AXIS_LOG : AXIS_LINEAR;
        if (subject.scene_show.axis == usual) { // the same in other words
            subject.scene_show.axis = AXIS_AUTO;
        }
        cr_expect(subject_equal(&subject, &shown), "round %d", round);
        cr_expect_eq(b->landscape->workspace.play.playing, false, "at its step it rests");
    }
    bench_close(b);
}

// Whatever is said of the view and of the surface: what a room says of itself opens as it is.
Test(looks, of_a_scene_open_again_as_they_were)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject subject, shown, again;
    static char first[SUBJECT_TEXT_MAX], second[SUBJECT_TEXT_MAX];
    Rng rng;
    rng_init(&rng, 67, 0);
    for (int round = 0; round < ROUNDS / 4; round++) {
        subject_defaults(&subject, SUBJECT_SCENE);
        random_scene(&subject.scene, &rng);
        subject.scene.steps = 1 + subject.scene.steps % 300;
        subject.scene.view = (Box){ -1.37, 2.5 + round, -0.3, 1.7 }; // that numbers can tell apart
        random_show(&subject, &rng);
        app_open(&b->app, &subject);
        bench_frame(b);
        what_is_shown(b, &shown);
        app_open(&b->app, &shown);
        bench_frame(b);
        what_is_shown(b, &again);
        subject_write(&shown, first, sizeof first);
        subject_write(&again, second, sizeof second);
        cr_expect_str_eq(second, first, "%s\n%s", first, second);
    }
    bench_close(b);
}

// The same looks in the words that a room has for them.
static void usual_words(LabShow *show)
{
    const int log = labspace_first_look.log[show->kind] ? AXIS_LOG : AXIS_LINEAR;
    show->values = show->values == log ? AXIS_AUTO : show->values;
    show->axis = show->axis == AXIS_LINEAR ? AXIS_AUTO : show->axis;
    show->network = show->layer || show->unit ? show->network : 1;
    show->unit_of = show->unit ? show->unit_of : 1;
    show->hide[LAB_HIDE_NORM] |= show->hide[LAB_HIDE_BATCHNORM] && show->hide[LAB_HIDE_LAYERNORM];
}

// It says its step at once, and is there when it has trained so far.
Test(looks, of_a_lab_are_told_as_they_were_opened_before_and_after_it_has_trained)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject subject, shown;
    Error err = { .at = -1 };
    Rng rng;
    rng_init(&rng, 71, 0);
    for (int round = 0; round < ROUNDS / 6; round++) {
        cr_assert(subject_parse(&subject,
                                "--data 'moons n=60' --epochs 8 --shared hidden=2x5 --network '' "
                                "--network 'activation=tanh name=Smooth' --network init=zeros",
                                &err),
                  "%s", err.text);
        random_show(&subject, &rng);
        LabShow *show = &subject.lab_show;
        show->has_step = true;
        show->step = (int)rng_below(&rng, 30);
        usual_words(show);
        app_open(&b->app, &subject);
        what_is_shown(b, &shown);
        cr_expect(subject_equal(&subject, &shown), "round %d, at once", round);
        bench_frame(b);
        what_is_shown(b, &shown);
        cr_expect(subject_equal(&subject, &shown), "round %d, under way", round);
        bench_rested(b);
        cr_expect_eq(b->network->lab.shot->step, show->step, "round %d", round);
        what_is_shown(b, &shown);
        cr_expect(subject_equal(&subject, &shown), "round %d, there", round);
    }
    bench_close(b);
}

Test(looks, of_a_lab_say_its_step_while_it_plays_and_when_it_was_gone_back)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject shown;
    bench_lab(b, NULL);
    bench_key(b, SDLK_HOME);
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_RIGHT);
    what_is_shown(b, &shown);
    const int wished = shown.lab_show.step;
    bench_rested(b);
    what_is_shown(b, &shown);
    cr_expect_eq(shown.lab_show.step, b->network->lab.shot->step);
    cr_expect(wished == 1 || wished == 2, "%d", wished);
    bench_lab(b, "optimizers"); // begins anew
    what_is_shown(b, &shown);
    cr_expect_eq(shown.lab_show.step, 0, "not that of the lab before");
    bench_trained(b, 3);
    what_is_shown(b, &shown);
    cr_expect_geq(shown.lab_show.step, 3);
    bench_close(b);
}

Test(looks, of_a_lab_are_not_hidden_by_a_study)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject subject;
    bench_tab(b, &network_room);
    bench_lab_menu(b, lab_preset_count);
    cr_assert_not_null(b->network->lab.study);
    subject_defaults(&subject, SUBJECT_LAB);
    app_open(&b->app, &subject);
    cr_expect_null(b->network->lab.study);
    bench_close(b);
}

Test(looks, painted_points_come_with_a_lab)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject subject, shown;
    subject_defaults(&subject, SUBJECT_LAB);
    subject.past.painted = true;
    subject.past.painted_classes = 2;
    subject.past.points =
        (LabPoints){ 3, { { 0, 0, 0, false }, { 1, 1, 1, false }, { 1, 0, 1, false } } };
    app_open(&b->app, &subject);
    bench_rested(b);
    cr_expect_eq(b->network->lab.shot->rows, 3);
    what_is_shown(b, &shown);
    subject.lab_show.has_step = true;
    cr_expect(subject_equal(&subject, &shown));
    bench_close(b);
}

static Settings remembered(const Bench *b)
{
    Settings settings;
    settings_defaults(&settings);
    landscape_looks_remember(b->landscape, &settings);
    return settings;
}

// What is opened is shown; what is remembered is what the user chose by hand, then and later.
Test(looks, that_were_opened_are_not_what_a_user_likes)
{
    Bench *b = bench_open(1280, 720, 1);
    static Subject foreign, plain;
    const Show *show = &b->landscape->workspace.show;
    Settings settings;
    settings_defaults(&settings);
    settings.dots = false; // liked
    settings.colormap = COLORMAP_GREY;
    settings.relief = RELIEF_ONLY;
    app_recall(&b->app, &settings);
    subject_defaults(&foreign, SUBJECT_SCENE);
    foreign.scene.relief.kind = RELIEF_BOTH;
    say_all(&foreign.scene_show);
    foreign.scene_show.show.on[SHOW_CONTOURS] = false;
    foreign.scene_show.show.colormap = COLORMAP_VIRIDIS;
    app_open(&b->app, &foreign);
    cr_expect(!show->on[SHOW_CONTOURS] && show->on[SHOW_DOTS]);
    cr_expect_eq(show->colormap, COLORMAP_VIRIDIS);
    Settings after = remembered(b);
    cr_expect(after.contours && !after.dots && after.minima, "nothing was chosen");
    cr_expect_eq(after.colormap, COLORMAP_GREY);
    cr_expect_eq(b->landscape->workspace.scene.relief.kind, RELIEF_BOTH);
    cr_expect_eq(after.relief, RELIEF_ONLY);
    bench_frame(b);
    bench_click(b, "show.minima");
    after = remembered(b);
    cr_expect(after.contours && !after.dots && !after.minima, "this was");
    // What says nothing is shown as is liked.
    subject_defaults(&plain, SUBJECT_SCENE);
    app_open(&b->app, &plain);
    cr_expect(show->on[SHOW_CONTOURS] && !show->on[SHOW_DOTS] && !show->on[SHOW_MINIMA]);
    cr_expect_eq(show->colormap, COLORMAP_GREY);
    cr_expect_eq(b->landscape->workspace.scene.relief.kind, RELIEF_OFF, "as a scene says it");
    cr_expect(b->landscape->workspace.play.playing, "without a step it plays");
    after = remembered(b);
    cr_expect(after.contours && !after.dots && !after.minima);
    bench_close(b);
}

// A racer's colour is his, whoever else has gone or stands before him.
Test(looks, of_racers_stay_theirs_in_what_is_written)
{
    static Subject subject, again;
    static char text[SUBJECT_TEXT_MAX];
    Error err = { .at = -1 };
    Rng rng;
    rng_init(&rng, 73, 0);
    int kept = 0;
    for (int round = 0; round < 10 * ROUNDS; round++) {
        Scene *scene = &subject.scene;
        subject_defaults(&subject, SUBJECT_SCENE);
        for (int deed = 0; deed < 6; deed++) {
            const int racer = (int)rng_below(&rng, (uint64_t)scene->racer_count);
            switch (rng_below(&rng, 4)) {
            case 0: scene_add_racer(scene, &optims[rng_below(&rng, 4)]); break;
            case 1: scene_duplicate_racer(scene, racer); break;
            case 2: scene_remove_racer(scene, racer); break;
            default:
                scene_move_racer(scene, racer, (int)rng_below(&rng, (uint64_t)scene->racer_count));
            }
        }
        subject_write(&subject, text, sizeof text);
        cr_assert(subject_parse(&again, text, &err), "%s: %s", text, err.text);
        kept += strstr(text, "look=") != NULL;
        for (int i = 0; i < scene->racer_count; i++) {
            cr_expect_eq(scene_racer_look(scene, i), scene_racer_look(&again.scene, i), "%s", text);
        }
    }
    cr_expect(kept > 50 && kept < 9 * ROUNDS, "%d need it", kept);
}
