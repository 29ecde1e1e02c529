// The table of subcommands.
#include "cli/commands.h"
#include "cli/mains.h"

#include <string.h>

// clang-format off
const Command commands[] = {
    { "list",  list_main,  "the built-in landscapes or the optimizers" },
    { "eval",  eval_main,  "value, gradient and Hessian of a formula, as CSV" },
    { "trace", trace_main, "every step of a race, as CSV" },
    { NULL, NULL, NULL },
};
// clang-format on

const Command *command_find(const char *name)
{
    for (const Command *command = commands; command->name; command++) {
        if (strcmp(command->name, name) == 0) {
            return command;
        }
    }
    return NULL;
}
