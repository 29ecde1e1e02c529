// One row for each kind; whoever has a subject asks the row and need not know what it is.
#include "sim/subject.h"

#include <string.h>

static void default_scene(Subject *subject)
{
    scene_defaults(&subject->scene);
}

static void show_scene(Subject *subject)
{
    scene_show_defaults(&subject->scene_show);
}

static bool equal_scenes(const Subject *a, const Subject *b)
{
    return scene_equal(&a->scene, &b->scene) && scene_show_equal(&a->scene_show, &b->scene_show);
}

static const char *scene_file_name(const Subject *subject)
{
    const Landscape *landscape = subject->scene.landscape;
    return landscape ? landscape->kind.key : "formula";
}

static void default_lab(Subject *subject)
{
    lab_spec_defaults(&subject->lab);
}

static void show_lab(Subject *subject)
{
    lab_show_defaults(&subject->lab_show);
}

static bool equal_labs(const Subject *a, const Subject *b)
{
    return lab_spec_equal(&a->lab, &b->lab) && lab_show_equal(&a->lab_show, &b->lab_show) &&
           lab_past_equal(&a->past, &b->past);
}

static const char *lab_file_name(const Subject *subject)
{
    return data_rows[subject->lab.data.kind].kind.key;
}

const SubjectRow subject_rows[] = {
    [SUBJECT_SCENE] = { sizeof(Scene), default_scene, show_scene, equal_scenes, scene_file_name },
    [SUBJECT_LAB] = { sizeof(LabSpec), default_lab, show_lab, equal_labs, lab_file_name },
};
static_assert(COUNT(subject_rows) == SUBJECT_COUNT, "a row for each kind of subject");

static void forget_past(Subject *subject)
{
    subject->past.painted = false;
    subject->past.points.count = subject->past.change_count = 0;
}

void subject_show_defaults(Subject *subject)
{
    subject_rows[subject->kind].show_defaults(subject);
    forget_past(subject);
}

void subject_defaults(Subject *subject, SubjectKind kind)
{
    subject->kind = kind;
    subject_rows[kind].defaults(subject);
    subject_show_defaults(subject);
}

void subject_set(Subject *subject, SubjectKind kind, const void *value)
{
    subject->kind = kind;
    memcpy(&subject->scene, value, subject_rows[kind].size); // every member begins there
    subject_show_defaults(subject);
}

void subject_copy(Subject *to, const Subject *from)
{
    memcpy(to, from, offsetof(Subject, past));
    if (from->kind == SUBJECT_LAB) {
        lab_past_copy(&to->past, &from->past);
    } else {
        forget_past(to);
    }
}

bool subject_equal(const Subject *a, const Subject *b)
{
    return a->kind == b->kind && subject_rows[a->kind].equal(a, b);
}

const char *subject_file_name(const Subject *subject)
{
    return subject_rows[subject->kind].file_name(subject);
}
