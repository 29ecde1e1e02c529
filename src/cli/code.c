// `thalweg code`: what the flags say as a script for PyTorch.
#include "base/words.h"
#include "cli/mains.h"
#include "cli/table.h"
#include "io/flags_lab.h"
#include "io/lab_notes.h"
#include "io/output.h"
#include "io/overwrite.h"
#include "io/torch.h"
#include "io/weights_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct CodeTyped {
    const char *path; // first: table_take_output()
    const char *weights;
} CodeTyped;

static bool take_weights(void *context, const char *value, Error *err)
{
    ((CodeTyped *)context)->weights = value;
    return strcmp(value, "-") != 0 ||
           fail_at(err, 0, "--weights needs the name of a file, which the script reads");
}

static const Flag code_flags[] = {
    TABLE_OUTPUT,
    { "weights", 0, "FILE.json",
      N_("also writes what the networks of a lab begin with: weights,\n"
         "data, the rows of each step; the script then reads it"),
      .take = take_weights },
    { .name = NULL },
};

const FlagsCommand code_command = {
    .name = "code",
    .summary = N_("Writes a script for PyTorch that makes the same steps and\n"
                  "prints them as `trace` does, or trains the same networks and\n"
                  "prints what `train` does."),
    .usage =
        N_("[FILE | CODE | LESSON] [scene flags | lab flags] [--weights FILE.json] [-o FILE.py]"),
    .flags = code_flags,
    .subjects = SUBJECTS_ALL,
    .example = "thalweg code --landscape himmelblau --optimizer \"adam lr=0.3\" -o adam.py",
};

// The script is made before a file is touched, and stands on standard output behind the weights.
static char *make_script(const Subject *subject, const char *weights, size_t *length, Error *err)
{
    char *script = NULL;
    FILE *memory = open_memstream(&script, length);
    const bool made = memory && torch_write(memory, subject, weights, err);
    if (!memory || fclose(memory) != 0) {
        die("out of memory");
    }
    if (!made) {
        free(script);
        return NULL;
    }
    return script;
}

static bool check_paths(const TypedSubject *flags, const CodeTyped *typed, const char **path,
                        Error *err)
{
    *path = typed->weights;
    if (overwrite_same(typed->weights, typed->path)) {
        return fail_at(err, 0, "--weights and -o are one file; the script reads the weights");
    }
    if (!overwrite_check(flags, typed->weights, err)) {
        return false;
    }
    *path = typed->path;
    return overwrite_check(flags, typed->path, err);
}

// Neither file without the other. lab: whose weights are written as well; NULL: none's. *path: of
// the file that is at fault.
static bool write_files(const Subject *subject, const CodeTyped *typed, Lab *lab, const char **path,
                        Error *err)
{
    Output output;
    size_t length = 0;
    char *script = make_script(subject, typed->weights, &length, err);
    *path = typed->path;
    if (!script || !output_open(&output, typed->path, err)) {
        free(script);
        return false;
    }
    *path = lab ? typed->weights : typed->path;
    if (lab && !weights_json_write(lab, typed->weights, err)) {
        free(script);
        output_abandon(&output);
        return false;
    }
    fwrite(script, 1, length, output.out);
    free(script);
    *path = typed->path;
    return output_close(&output, err);
}

static int write_code(const TypedSubject *flags, const CodeTyped *typed)
{
    const Subject *subject = &flags->subject;
    LabError wrong = { .error.at = -1 };
    FlagsError refused = { .error.at = -1 };
    Error err = { .at = -1 };
    const char *path = NULL;
    Lab *lab = subject->kind == SUBJECT_LAB ? lab_create_past(&subject->lab, &subject->past, &wrong)
                                            : NULL;
    if (subject->kind == SUBJECT_LAB && !lab) {
        refused = lab_typed_error(flags, &wrong);
    } else if (typed->weights && !lab) {
        fail(&refused.error, "--weights is for labs: a race begins where its flags say");
    }
    if (*refused.error.text) {
        flags_report(code_command.name, &refused);
        return 2;
    }
    if (lab) {
        lab_tell_idle(code_command.name, &subject->lab);
    }
    if (lab && typed->weights && weights_json_epochs(lab) < lab->spec.epochs) {
        flags_tell(code_command.name,
                   "note: the weights' file holds the rows of the first %ld epochs alone, of %d; "
                   "behind them the script draws its own, and its numbers are others",
                   weights_json_epochs(lab), lab->spec.epochs);
    }
    const bool written = check_paths(flags, typed, &path, &err) &&
                         write_files(subject, typed, typed->weights ? lab : NULL, &path, &err);
    lab_destroy(lab);
    return table_status(&code_command, written, path, &err);
}

int code_main(int argc, char **argv)
{
    Arena arena = { 0 };
    CodeTyped typed = { NULL, NULL };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    const FlagsResult read =
        flags_read(&code_command, argc, argv, &typed, flags, 0, NULL, NULL, &arena);
    int status = read == FLAGS_WRONG ? 2 : 0;
    if (read == FLAGS_READ) {
        status = write_code(flags, &typed);
    }
    arena_free(&arena);
    return status;
}
