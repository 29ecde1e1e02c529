// Finding a command, and the text of `thalweg --help`.
#include "cli/program.h"

#include "base/words.h"

#include <stdio.h>
#include <string.h>

const Command *program_find(const Program *program, const char *name)
{
    for (const Command *command = program->commands; command->flags; command++) {
        if (strcmp(command->flags->name, name) == 0) {
            return command;
        }
    }
    return NULL;
}

void program_help(const Program *program)
{
    printf("%s\n\n", tr("Usage: thalweg [scene flags | lab flags]\n"
                        "       thalweg COMMAND [flags]"));
    printf(tr("%s. Without a command it opens the window."), tr(program->summary));
    printf("\n\n%s\n", tr("Commands:"));
    for (const Command *command = program->commands; command->flags; command++) {
        printf("  %-11s%s\n", command->flags->name, tr(command->summary));
    }
    printf("  %-11s%s\n\n", "help", tr("this text; 'thalweg COMMAND --help' tells more"));
    flags_help_flags(program->self);
    printf("\n%s\n", tr("Examples:"));
    for (const char *line = program->examples; *line; line += *line == '\n') {
        const size_t length = strcspn(line, "\n");
        printf("  %.*s\n", (int)length, line);
        line += length;
    }
}
