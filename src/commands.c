// Picks what runs: a subcommand without a window, a picture, or the window.
#include "commands.h"

#include "app/render.h"
#include "app/rooms.h"
#include "app/window_main.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/mains.h"
#include "io/flags.h"

#include <stdio.h>
#include <string.h>

// clang-format off
static const Command commands[] = {
    { &list_command,      list_main,      N_("what there is to choose from") },
    { &eval_command,      eval_main,      N_("value, gradient and Hessian of a formula, as CSV") },
    { &trace_command,     trace_main,     N_("every step of a race, as CSV") },
    { &train_command,     train_main,     N_("networks in training, as CSV") },
    { &histogram_command, histogram_main, N_("what the layers of networks hold, as CSV") },
    { &diagnose_command,  diagnose_main,  N_("what becomes of networks, in a word each, as CSV") },
    { &render_command,    render_main,    N_("one picture, as PNG") },
    { .flags = NULL },
};
// clang-format on

static bool key_of_window(size_t index, Choice *choice)
{
    for (int i = 0; i <= rooms.count; i++) {
        const KeyHelp *row = i < rooms.count ? rooms.rows[i]->keys : common_keys;
        for (; row->key; row++) {
            if (index-- == 0) {
                *choice = (Choice){ row->key, row->meaning, NULL };
                return true;
            }
        }
    }
    return false;
}

const Program thalweg = {
    .version = THALWEG_VERSION,
    .date = THALWEG_DATE,
    .summary = N_("Races optimizers down landscapes and trains networks side by side"),
    .examples = "thalweg --landscape himmelblau --start -1,4\n"
                "thalweg --formula \"x^2 + a*y^2\" --param a=10 --optimizer \"sgd lr=0.05\"\n"
                "thalweg --network \"hidden=10x100 init=normal std=0.01\" --network hidden=10x100",
    .self = &window_command,
    .commands = commands,
    .keys = key_of_window,
};

static const char *command_name(const void *context, size_t index)
{
    (void)context;
    return commands[index].flags->name;
}

static int unknown_command(const char *word)
{
    FlagsError err = { .typed = word };
    const char *nearest = text_nearest(word, COUNT(commands) - 1, command_name, NULL);
    if (nearest) {
        fail_at(&err.error, 0, "unknown command '%.40s', did you mean '%s'?", word, nearest);
    } else {
        fail_at(&err.error, 0, "unknown command '%.40s'; 'thalweg --help' lists them", word);
    }
    flags_report("", &err);
    return 2;
}

// What meson and shells ask for; people have `--help`, `man thalweg` and the tab key.
static bool ran_hidden(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "help") == 0 && strcmp(argv[2], "--man") == 0) {
        program_manual(&thalweg);
        return true;
    }
    if (argc >= 2 && strcmp(argv[1], "complete") == 0) {
        program_complete(&thalweg, argc - 2, argv + 2);
        return true;
    }
    return false;
}

int commands_run(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    if (ran_hidden(argc, argv)) {
        return 0;
    }
    if (argc == 2 && strcmp(word, "--version") == 0) {
        puts("thalweg " THALWEG_VERSION);
        return 0;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        (argc == 2 && strcmp(word, "help") == 0)) {
        program_help(&thalweg);
        return 0;
    }
    if (argc < 2 || (word[0] == '-' && word[1])) {
        return window_main(argc, argv);
    }
    const bool wants_help = argc == 3 && strcmp(word, "help") == 0;
    const char *name = wants_help ? argv[2] : word;
    const Command *command = program_find(&thalweg, name);
    if (!command) {
        return unknown_command(name);
    }
    char *ask[] = { argv[argc - 1], "--help", NULL };
    return wants_help ? command->run(2, ask) : command->run(argc - 1, argv + 1);
}
