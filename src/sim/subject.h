// What a window or a picture shows, as one value: what is opened, compared, copied, written down.
// A kind of subject is a SubjectKind, a member of the union, and a row each of subject_rows, of
// subject_flags (io/flags_subject.c) and of drawings (app/render.c).
#pragma once

#include "sim/race/scene.h"
#include "sim/race/scene_show.h"
#include "sim/train/lab_past.h"
#include "sim/train/lab_show.h"

typedef enum SubjectKind { SUBJECT_SCENE, SUBJECT_LAB, SUBJECT_COUNT } SubjectKind;

// Plain data. It is large (a lab's past is a megabyte): not for arrays, and
// not for the stack.
typedef struct Subject {
    SubjectKind kind; // which of them counts
    union {
        Scene scene;
        LabSpec lab;
    };
    union { // what of it is shown
        SceneShow scene_show;
        LabShow lab_show;
    };
    LabPast past; // of a lab
} Subject;

typedef struct SubjectRow {
    size_t size; // of its value: the member of the union
    void (*defaults)(Subject *subject);
    void (*show_defaults)(Subject *subject);
    bool (*equal)(const Subject *a, const Subject *b);
    const char *(*file_name)(const Subject *subject);
} SubjectRow;

extern const SubjectRow subject_rows[]; // of each SubjectKind

// What a room of this kind shows when nobody says what.
void subject_defaults(Subject *subject, SubjectKind kind);
// Shown as usual, without a past, whatever it is.
void subject_show_defaults(Subject *subject);
// A subject of what stands at `value`, a Scene or whatever the kind has; it is copied. Shown as
// usual, without a past.
void subject_set(Subject *subject, SubjectKind kind, const void *value);
// As `=` does, at the cost of what there is: most of a past is seldom used.
void subject_copy(Subject *to, const Subject *from);
// Whether both are the same (scene_equal(), lab_spec_equal() and its past) and shown alike, at the
// same step; never two kinds.
bool subject_equal(const Subject *a, const Subject *b);
// What a file with it is called, without an ending: "himmelblau", "spiral"; static storage.
const char *subject_file_name(const Subject *subject);
