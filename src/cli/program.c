// Finding a command, and the text of `thalweg --help`.
#include "cli/program.h"

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
    printf("Usage: thalweg [scene flags | lab flags]\n"
           "       thalweg COMMAND [flags]\n\n"
           "%s. Without a command it opens the window.\n\n"
           "Commands:\n",
           program->summary);
    for (const Command *command = program->commands; command->flags; command++) {
        printf("  %-11s%s\n", command->flags->name, command->summary);
    }
    puts("  help       this text; 'thalweg COMMAND --help' tells more\n");
    flags_help_flags(program->self);
    puts("\nExamples:");
    for (const char *line = program->examples; *line; line += *line == '\n') {
        const size_t length = strcspn(line, "\n");
        printf("  %.*s\n", (int)length, line);
        line += length;
    }
}
