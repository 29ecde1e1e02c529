// Picks the program: a subcommand without a window, a picture, or the window.
#include "app/render.h"
#include "app/strings.h"
#include "app/window_main.h"
#include "base/text.h"
#include "cli/mains.h"
#include "cli/program.h"
#include "io/flags.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

// clang-format off
static const Command commands[] = {
    { &list_command,      list_main,      "what there is to choose from" },
    { &eval_command,      eval_main,      "value, gradient and Hessian of a formula, as CSV" },
    { &trace_command,     trace_main,     "every step of a race, as CSV" },
    { &train_command,     train_main,     "networks in training, as CSV" },
    { &histogram_command, histogram_main, "what the layers of networks hold, as CSV" },
    { &diagnose_command,  diagnose_main,  "what becomes of networks, in a word each, as CSV" },
    { &render_command,    render_main,    "one picture, as PNG" },
    { .flags = NULL },
};
// clang-format on

static bool key_of_window(size_t index, Choice *choice)
{
    static const KeyHelp *const tables[] = { landscape_keys, network_keys, common_keys };
    for (size_t i = 0; i < COUNT(tables); i++) {
        for (const KeyHelp *row = tables[i]; row->key; row++) {
            if (index-- == 0) {
                *choice = (Choice){ row->key, row->meaning, NULL };
                return true;
            }
        }
    }
    return false;
}

static const Program program = {
    .version = THALWEG_VERSION,
    .date = THALWEG_DATE,
    .summary = "Races optimizers down landscapes and trains networks side by side",
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
        program_manual(&program);
        return true;
    }
    if (argc >= 2 && strcmp(argv[1], "complete") == 0) {
        program_complete(&program, argc - 2, argv + 2);
        return true;
    }
    return false;
}

static int run(int argc, char **argv)
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
        program_help(&program);
        return 0;
    }
    if (argc < 2 || (word[0] == '-' && word[1])) {
        return window_main(argc, argv);
    }
    const bool wants_help = argc == 3 && strcmp(word, "help") == 0;
    const char *name = wants_help ? argv[2] : word;
    const Command *command = program_find(&program, name);
    if (!command) {
        return unknown_command(name);
    }
    char *ask[] = { argv[argc - 1], "--help", NULL };
    return wants_help ? command->run(2, ask) : command->run(argc - 1, argv + 1);
}

// A descriptor that came closed would go to the next file that is opened, and messages into it. So
// these are taken, for the wrong direction: reading and writing them fails as before.
static void take_closed_descriptors(void)
{
    for (int number = 0; number <= 2; number++) {
        if (fcntl(number, F_GETFD) == -1 && errno == EBADF) {
            (void)open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY); // the lowest number free
        }
    }
}

// What was printed must have arrived, or the program has failed.
int main(int argc, char **argv)
{
    take_closed_descriptors();
    signal(SIGPIPE, SIG_IGN); // a reader that went away is an error like any other
    signal(SIGXFSZ, SIG_IGN); // and so is a file that may not grow further
    const int status = run(argc, argv);
    if (status == 0 && (fflush(stdout) != 0 || ferror(stdout))) {
        fprintf(stderr, "thalweg: writing failed: %s\n", strerror(errno));
        return 1;
    }
    return status;
}
