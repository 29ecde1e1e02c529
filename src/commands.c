// Picks what runs: a subcommand without a window, a picture, or the window.
#include "commands.h"

#include "app/render.h"
#include "app/rooms.h"
#include "app/window_main.h"
#include "base/words.h"
#include "cli/mains.h"
#include "io/flags_file.h"

#include <stdio.h>
#include <string.h>

// clang-format off
#define COMMAND(name, about_) { { .key = #name, .about = (about_) }, &name##_command, name##_main }
static const Command commands[] = {
    COMMAND(list, N_("what there is to choose from")),
    COMMAND(lessons, N_("which lessons there are, and whether they are right")),
    COMMAND(eval, N_("value, gradient and Hessian of a formula, as CSV")),
    COMMAND(trace, N_("every step of a race, as CSV")),
    COMMAND(tune, N_("the best rate of each optimizer, as CSV")),
    COMMAND(train, N_("networks in training, as CSV")),
    COMMAND(histogram, N_("what the layers of networks hold, as CSV")),
    COMMAND(diagnose, N_("what becomes of networks, in a word each, as CSV")),
    COMMAND(code, N_("the same as a script for PyTorch")),
    COMMAND(render, N_("one picture, as PNG")),
};
// clang-format on
static const Registry command_kinds = { REGISTRY(commands) };

static bool key_of_window(size_t index, const char **key, const char **meaning)
{
    for (int i = 0; i <= rooms.count; i++) {
        const KeyHelp *row = i < rooms.count ? rooms.rows[i]->keys : common_keys;
        for (; row->key; row++) {
            if (index-- == 0) {
                *key = row->key;
                *meaning = row->meaning;
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
                "thalweg --landscape rosenbrock --relief both --camera -8,50,1\n"
                "thalweg --formula \"x^2 + a*y^2\" --param a=10 --optimizer \"sgd lr=0.05\"\n"
                "thalweg --network \"hidden=10x100 init=normal std=0.01\" --network hidden=10x100",
    .self = &window_command,
    .commands = &command_kinds,
    .key = key_of_window,
};

static int unknown_command(const char *word)
{
    FlagsError err = { .typed = word };
    const char *nearest = registry_nearest(&command_kinds, word);
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
    const Command *command = registry_row(&command_kinds, name);
    if (!command && !wants_help && flags_file_meant(name)) {
        return window_main(argc, argv);
    }
    if (!command) {
        return unknown_command(name);
    }
    char *ask[] = { argv[argc - 1], "--help", NULL };
    return wants_help ? command->run(2, ask) : command->run(argc - 1, argv + 1);
}
