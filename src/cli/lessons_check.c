// Mistakes are told as those of a command line are: the line of the file, and a caret below it.
#include "cli/lessons_check.h"

#include "base/file.h"
#include "base/parallel.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/progress.h"
#include "io/flags.h"
#include "io/lesson_file.h"
#include "io/yaml_text.h"
#include "sim/lesson/lesson_prove.h"
#include "sim/train/lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Checking {
    const char *path, *text; // of the file
    size_t length;
    Progress progress;
    int steps, claims;
    bool good;
} Checking;

static void tell(Checking *checking, int at, const char *said)
{
    Arena arena = { 0 };
    FlagsError wrong = { .typed = NULL };
    progress_erase(&checking->progress);
    wrong.typed = yaml_line(checking->text, checking->length, &at, &arena);
    fail_at(&wrong.error, at, "%s, %s", file_bare_name(checking->path), said);
    flags_report("lessons", &wrong);
    arena_free(&arena);
    checking->good = false;
}

// The same of a byte of the file whose line and column are not yet in what is said.
static void tell_at(Checking *checking, long byte, const char *said)
{
    Error err;
    yaml_fail(checking->text, checking->length, (size_t)byte, said, &err);
    tell(checking, (int)byte, err.text);
}

// ---- claims

static void show_progress(void *context, int step)
{
    Checking *checking = context;
    if (progress_is_due(&checking->progress)) {
        char text[PROGRESS_TEXT_MAX];
        text_print(text, sizeof text, tr("%s: step %d of %d"), file_bare_name(checking->path),
                   step + 1, checking->steps);
        progress_show(&checking->progress, text);
    }
}

static void tell_claim(Checking *checking, const LessonClaim *claim, const Proof *proof)
{
    Error err;
    if (proof->truth == TRUTH_NOT_YET) {
        fail(&err, "this was never to be asked: there is no such step");
    } else {
        fail(&err, "this does not hold: found %s instead", proof->found);
    }
    tell_at(checking, claim->byte, err.text);
}

static void prove(Checking *checking, const Lesson *lesson)
{
    Arena arena = { 0 };
    Error err = { .at = -1 };
    LessonProofs proofs;
    if (!lesson_prove(lesson, parallel_processors(), show_progress, checking, &arena, &proofs,
                      &err)) {
        tell_at(checking, proofs.items[proofs.wrong].claim->byte, err.text);
    }
    checking->claims = checking->good ? proofs.count : 0;
    for (int i = 0; i < checking->claims; i++) {
        if (proofs.items[i].proof.truth != TRUTH_YES) {
            tell_claim(checking, proofs.items[i].claim, &proofs.items[i].proof);
        }
    }
    arena_free(&arena);
}

// Whether its data are there and its networks can be.
static void check_lab(Checking *checking, const LessonStep *step, int number)
{
    LabError wrong = { .error.at = -1 };
    Lab *lab = lab_create_past(&step->subject->lab, &step->subject->past, &wrong);
    if (!lab) {
        progress_erase(&checking->progress);
        flags_tell("lessons", "%s, the lab of step %d: %s", file_bare_name(checking->path), number,
                   wrong.error.text);
        checking->good = false;
    }
    lab_destroy(lab);
}

static void check_claims(Checking *checking, const Lesson *lesson)
{
    for (int i = 0; i < lesson->step_count; i++) {
        const LessonStep *step = &lesson->steps[i];
        if (step->subject && step->subject->kind == SUBJECT_LAB) {
            check_lab(checking, step, i + 1);
        }
    }
    checking->steps = lesson->step_count;
    if (checking->good) {
        prove(checking, lesson);
    }
}

// ---- files

static void tell_good(const Checking *checking, const Lesson *lesson, bool claims)
{
    const char *name = file_bare_name(checking->path);
    const int steps = lesson->step_count;
    if (claims && checking->claims > 0) {
        printf(tr_n("%s: %d steps, %d claim holds\n", "%s: %d steps, %d claims hold\n",
                    checking->claims),
               name, steps, checking->claims);
    } else {
        printf(tr_n("%s: %d step\n", "%s: %d steps\n", steps), name, steps);
    }
}

static void check_text(Checking *checking, const char *folder, bool claims)
{
    LessonMistakes mistakes = { .items = { NULL, 0, 0 } };
    Lesson *lesson = lesson_parse_all(checking->text, checking->length, folder, &mistakes);
    for (size_t i = 0; i < mistakes.items.count; i++) {
        tell(checking, mistakes.items.items[i].at, mistakes.items.items[i].text);
    }
    if (lesson && claims) {
        check_claims(checking, lesson);
    }
    progress_erase(&checking->progress);
    if (checking->good) {
        tell_good(checking, lesson, claims);
    }
    lesson_destroy(lesson);
    lesson_mistakes_finish(&mistakes);
}

bool lessons_check(const char *path, bool claims)
{
    Arena arena = { 0 };
    Checking checking = { .path = path, .good = true };
    FlagsError wrong = { .typed = path };
    char *text, *folder = file_folder(path);
    progress_begin(&checking.progress, NULL);
    if (file_read(path, LESSON_FILE_MAX, &arena, &text, &checking.length, &wrong.error)) {
        checking.text = text;
        check_text(&checking, folder, claims);
        fflush(stdout);
    } else {
        wrong.error.at = 0;
        flags_report("lessons", &wrong);
        checking.good = false;
    }
    free(folder);
    arena_free(&arena);
    return checking.good;
}
