// The commands one by one, and the text of `thalweg --help`.
#include "cli/program.h"

#include "base/words.h"
#include "io/flags_help.h"

#include <stdio.h>
#include <string.h>

const Command *program_command(const Program *program, size_t index)
{
    return (const Command *)(const void *)registry_at(program->commands, index);
}

void program_help(const Program *program)
{
    flags_help_begin();
    printf("%s\n\n", tr("Usage: thalweg [FILE | CODE | LESSON] [scene flags | lab flags]\n"
                        "       thalweg COMMAND [flags]"));
    printf(tr("%s. Without a command it opens the window."), tr(program->summary));
    printf("\n\n%s\n", tr("Commands:"));
    for (size_t i = 0; i < program->commands->count; i++) {
        const Kind *command = registry_at(program->commands, i);
        printf("  %-11s%s\n", command->key, tr(command->about));
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
