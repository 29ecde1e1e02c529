// A subject is its scene or its lab: as large, as equal, named after what it shows.
#include "sim/subject.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static Subject *subject_of(SubjectKind kind)
{
    Subject *subject = malloc(sizeof *subject);
    memset(subject, 0xa5, sizeof *subject); // what is not set must not be looked at
    subject_defaults(subject, kind);
    return subject;
}

Test(subject, of_every_kind_equals_itself_and_its_copy_and_no_other_kind)
{
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        Subject *a = subject_of((SubjectKind)kind), *b = malloc(sizeof *b);
        *b = *a;
        cr_expect_eq(a->kind, (SubjectKind)kind);
        cr_expect(subject_equal(a, a) && subject_equal(a, b), "kind %d", kind);
        for (int other = 0; other < SUBJECT_COUNT; other++) {
            Subject *c = subject_of((SubjectKind)other);
            cr_expect_eq(subject_equal(a, c), kind == other, "kinds %d and %d", kind, other);
            free(c);
        }
        free(a);
        free(b);
    }
}

Test(subject, takes_the_value_of_its_kind_over_whole)
{
    Subject *subject = subject_of(SUBJECT_LAB);
    Scene *scene = malloc(sizeof *scene);
    scene_defaults(scene);
    scene->steps = 7;
    scene->seed = 8;
    subject_set(subject, SUBJECT_SCENE, scene);
    cr_expect_eq(subject->kind, SUBJECT_SCENE);
    cr_expect_eq(memcmp(&subject->scene, scene, sizeof *scene), 0);
    LabSpec *lab = malloc(sizeof *lab);
    lab_spec_defaults(lab);
    lab->patience = 9;
    subject_set(subject, SUBJECT_LAB, lab);
    cr_expect_eq(subject->kind, SUBJECT_LAB);
    cr_expect_eq(memcmp(&subject->lab, lab, sizeof *lab), 0);
    free(lab);
    free(scene);
    free(subject);
}

Test(subject, is_copied_with_all_that_has_happened_to_it)
{
    Subject *a = subject_of(SUBJECT_LAB), *b = subject_of(SUBJECT_SCENE);
    a->past.painted = true;
    a->past.painted_classes = 3;
    a->past.points.count = 2;
    a->past.points.items[0] = (LabPoint){ 1, 2, 0, false };
    a->past.points.items[1] = (LabPoint){ 3, 4, 2, false };
    a->past.change_count = 1;
    a->past.changes[0] = (LabChange){ 0, 0, a->lab.shared, 5 };
    a->lab_show.chart = LAB_CHART_ACCURACY;
    subject_copy(b, a);
    cr_expect(subject_equal(a, b));
    a->past.points.items[1].y = 5;
    cr_expect_not(subject_equal(a, b));
    subject_defaults(a, SUBJECT_SCENE);
    subject_copy(b, a);
    cr_expect(subject_equal(a, b));
    cr_expect_not(b->past.painted || b->past.points.count || b->past.change_count);
    free(a);
    free(b);
}

Test(subject, differs_with_every_part_of_it)
{
    Subject *a = subject_of(SUBJECT_SCENE), *b = subject_of(SUBJECT_SCENE);
    b->scene.start[0] += 1;
    cr_expect_not(subject_equal(a, b), "a scene's start");
    subject_defaults(a, SUBJECT_LAB);
    subject_defaults(b, SUBJECT_LAB);
    b->lab.epochs++;
    cr_expect_not(subject_equal(a, b), "a lab's epochs");
    subject_defaults(b, SUBJECT_LAB);
    b->lab.data.params.noise = 0.5;
    cr_expect_not(subject_equal(a, b), "its data");
    subject_defaults(b, SUBJECT_LAB);
    b->lab.shared.seed++;
    cr_expect_not(subject_equal(a, b), "what its networks share");
    subject_defaults(b, SUBJECT_LAB);
    strcpy(b->lab.names[0], "Mine");
    cr_expect_not(subject_equal(a, b), "a network's name");
    subject_defaults(b, SUBJECT_LAB);
    b->lab.networks[0].own = SETTING_BIT(NET_SEED);
    cr_expect_not(subject_equal(a, b), "what a network owns");
    free(a);
    free(b);
}

Test(subject, lab_looks_at_nothing_without_effect)
{
    Subject *a = subject_of(SUBJECT_LAB), *b = subject_of(SUBJECT_LAB);
    b->lab.ids[0] = 5;
    b->lab.networks[0].seed = 77; // not its own: the shared one holds
    b->lab.networks[3].seed = 77; // there is no such network
    strcpy(b->lab.names[3], "Nobody");
    cr_expect(subject_equal(a, b));
    b->lab.networks[0].own = a->lab.networks[0].own = SETTING_BIT(NET_SEED);
    cr_expect_not(subject_equal(a, b), "now it is its own");
    free(a);
    free(b);
}

Test(subject, file_is_called_by_what_it_shows)
{
    Subject *subject = subject_of(SUBJECT_SCENE);
    Arena arena = { 0 };
    Formula formula;
    Error err;
    cr_expect_str_eq(subject_file_name(subject), "valley");
    cr_assert(formula_compile(&formula, "x^2", &arena, &err));
    cr_assert(scene_set_formula(&subject->scene, &formula, false, &err));
    cr_expect_str_eq(subject_file_name(subject), "formula");
    subject_defaults(subject, SUBJECT_LAB);
    cr_expect_str_eq(subject_file_name(subject), "spiral");
    arena_free(&arena);
    free(subject);
}
