// Exit status 2 is the user's mistake, a path that cannot be written among them; 1 is another's.
#include "cli/table.h"

#include "base/text.h"
#include "io/flags_lab.h"
#include "io/lab_notes.h"
#include "io/overwrite.h"

#include <string.h>

bool table_take_output(void *context, const char *value, UNUSED Error *err)
{
    *(const char **)context = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

bool table_take_number(const Param *row, const char *value, double *number, Error *err)
{
    if (!text_number(value, strlen(value), row->key, number, err)) {
        return false;
    }
    if (!param_check(row, *number, err)) {
        err->at = 0;
        return false;
    }
    return true;
}

int table_status(const FlagsCommand *command, bool written, const char *path, const Error *err)
{
    if (written) {
        return 0;
    }
    const bool refused = err->at == TABLE_REFUSED;
    FlagsError wrong = { .typed = refused ? NULL : path, .error = *err };
    wrong.error.at = refused ? -1 : err->at;
    flags_report(command->name, &wrong);
    return refused || err->at == 0 ? 2 : 1;
}

// What cannot be trained, said of its network if there are several.
static int write_table(const FlagsCommand *command, const TypedSubject *flags, const void *typed,
                       TableOfLab *write)
{
    LabError wrong = { .error.at = -1 };
    const char *path = *(const char *const *)typed;
    Error err = { .at = -1 };
    if (!overwrite_check(flags, path, &err)) {
        return table_status(command, false, path, &err);
    }
    Lab *lab = lab_create_past(&flags->subject.lab, &flags->subject.past, &wrong);
    if (!lab) {
        const FlagsError refused = lab_typed_error(flags, &wrong);
        flags_report(command->name, &refused);
        return 2;
    }
    lab_tell_idle(command->name, &flags->subject.lab);
    lab_tell_constant(command->name, &lab->set);
    const bool written = write(typed, flags, lab, &err);
    lab_destroy(lab);
    return table_status(command, written, path, &err);
}

int table_of_lab(const FlagsCommand *command, int argc, char **argv, void *typed, TableOfLab *write)
{
    Arena arena = { 0 };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    const FlagsResult read = flags_read(command, argc, argv, typed, flags, 0, NULL, NULL, &arena);
    const int status = read == FLAGS_READ    ? write_table(command, flags, typed, write)
                       : read == FLAGS_WRONG ? 2
                                             : 0;
    arena_free(&arena);
    return status;
}

bool table_keep_best(Lab *lab, bool asked, Error *err)
{
    if (asked && !lab_keep_best(lab, err)) {
        err->at = TABLE_REFUSED;
        return false;
    }
    return true;
}

void table_tell_lost(const FlagsCommand *command, const Lab *lab)
{
    for (int i = 0; i < lab->spec.network_count; i++) {
        const Train *train = lab->networks[i].train;
        if (train->learner.lost) {
            flags_tell(command->name, "network %d is lost at step %ld", i + 1, train->lost_step);
        }
    }
}
