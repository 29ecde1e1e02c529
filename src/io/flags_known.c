// Which flags a command knows: its own, those of its subjects, --help.
#include "base/words.h"
#include "io/flags_help.h"
#include "io/flags_subject.h"

const Flag flags_help_flag = { .name = "help", .letter = 'h', .help = N_("shows this text") };

const Flag *flags_at(const FlagsCommand *command, size_t index)
{
    for (const Flag *flag = command->flags; flag && flag->name; flag++) {
        if (index-- == 0) {
            return flag;
        }
    }
    const Flag *flag = subject_flag_at(command->subjects, false, &index);
    if (!flag && command->shows) {
        flag = subject_flag_at(command->subjects, true, &index);
    }
    return flag ? flag : index == 0 ? &flags_help_flag : NULL;
}
