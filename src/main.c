// Picks the program: a subcommand without a window, a picture, or the window.
#include "app/render.h"
#include "app/window_main.h"
#include "base/text.h"
#include "cli/commands.h"
#include "io/flags.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const Command render_command = { "render", render_main, "one picture, as PNG" };
static const FlagsCommand program = { .name = "", .scene = true };

static const Command *command_at(size_t index)
{
    for (size_t i = 0; commands[i].name; i++) {
        if (i == index) {
            return &commands[i];
        }
    }
    return &render_command;
}

static size_t command_count(void)
{
    size_t count = 1; // render
    while (commands[count - 1].name) {
        count++;
    }
    return count;
}

static const char *command_name(const void *context, size_t index)
{
    (void)context;
    return command_at(index)->name;
}

static int help(void)
{
    puts("Usage: thalweg [scene flags]\n"
         "       thalweg COMMAND [flags]\n\n"
         "Races optimizers down landscapes. Without a command it opens the window.\n\n"
         "Commands:");
    for (size_t i = 0; i < command_count(); i++) {
        printf("  %-8s%s\n", command_at(i)->name, command_at(i)->summary);
    }
    puts("  help    this text; 'thalweg COMMAND --help' tells more\n");
    flags_help_flags(&program);
    puts("\nExamples:\n"
         "  thalweg --landscape himmelblau --start -1,4\n"
         "  thalweg --formula \"x^2 + a*y^2\" --param a=10 --optimizer \"sgd lr=0.05\"");
    return 0;
}

static int unknown_command(const char *word)
{
    FlagsError err = { .typed = word };
    const char *nearest = text_nearest(word, command_count(), command_name, NULL);
    if (nearest) {
        fail_at(&err.error, 0, "unknown command '%.40s', did you mean '%s'?", word, nearest);
    } else {
        fail_at(&err.error, 0, "unknown command '%.40s'; 'thalweg --help' lists them", word);
    }
    flags_report("", &err);
    return 2;
}

static int run(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    if (argc == 2 && strcmp(word, "--version") == 0) {
        puts("thalweg " THALWEG_VERSION);
        return 0;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        (argc == 2 && strcmp(word, "help") == 0)) {
        return help();
    }
    if (argc < 2 || (word[0] == '-' && word[1])) {
        return window_main(argc, argv);
    }
    const bool wants_help = argc == 3 && strcmp(word, "help") == 0;
    const char *name = wants_help ? argv[2] : word;
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        if (strcmp(name, command->name) == 0) {
            char *ask[] = { argv[argc - 1], "--help", NULL };
            return wants_help ? command->run(2, ask) : command->run(argc - 1, argv + 1);
        }
    }
    return unknown_command(name);
}

// What was printed must have arrived, or the program has failed.
int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); // a reader that went away is an error like any other
    const int status = run(argc, argv);
    if (status == 0 && (fflush(stdout) != 0 || ferror(stdout))) {
        fprintf(stderr, "thalweg: writing failed: %s\n", strerror(errno));
        return 1;
    }
    return status;
}
