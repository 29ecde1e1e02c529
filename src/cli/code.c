// `thalweg code`: what the flags say as a script for PyTorch.
#include "base/words.h"
#include "cli/mains.h"
#include "cli/table.h"
#include "io/output.h"
#include "io/torch.h"

typedef struct CodeTyped {
    const char *path; // first: table_take_output()
    const char *weights;
} CodeTyped;

static const Flag code_flags[] = {
    TABLE_OUTPUT,
    { .name = NULL },
};

const FlagsCommand code_command = {
    .name = "code",
    .summary = N_("Writes a script for PyTorch that makes the same steps and\n"
                  "prints them as `trace` does."),
    .usage = N_("[FILE | CODE] [scene flags] [-o FILE.py]"),
    .flags = code_flags,
    .subjects = 1u << SUBJECT_SCENE,
    .example = "thalweg code --landscape himmelblau --optimizer \"adam lr=0.3\" -o adam.py",
};

static bool code(const Subject *subject, const CodeTyped *typed, Error *err)
{
    Output output;
    if (!output_open(&output, typed->path, err)) {
        return false;
    }
    if (!torch_write(output.out, subject, typed->weights, err)) {
        output_abandon(&output);
        return false;
    }
    return output_close(&output, err);
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
        Error err = { .at = -1 };
        status = table_status(&code_command, code(&flags->subject, &typed, &err), typed.path, &err);
    }
    arena_free(&arena);
    return status;
}
