// One column for the flags, one for their texts; every text comes from a Flag's row.
#include "io/flags_help.h"
#include "base/words.h"
#include "io/flags_subject.h"
#include "io/terminal.h"

#include <string.h>

enum { FLAG_SHOWN_MAX = 64 };

static void shown(char *out, const Flag *flag)
{
    char letter[8] = "    ";
    if (flag->letter) {
        snprintf(letter, sizeof letter, "-%c, ", flag->letter);
    }
    snprintf(out, FLAG_SHOWN_MAX, "  %s--%s%s%s", letter, flag->name, flag->value ? " " : "",
             flag->value ? flag->value : "");
}

static int columns_needed(const Flag *flag, int columns)
{
    char text[FLAG_SHOWN_MAX];
    shown(text, flag);
    return (int)strlen(text) > columns ? (int)strlen(text) : columns;
}

static void print_flag(const Flag *flag, int columns)
{
    char text[FLAG_SHOWN_MAX];
    shown(text, flag);
    printf("%-*s  ", columns, text);
    const char *line = tr(flag->help);
    for (const char *end; (end = strchr(line, '\n')); line = end + 1) {
        printf("%.*s\n%*s", (int)(end - line), line, columns + 2, "");
    }
    puts(line);
}

static const Flag version_flag = { "version", .help = N_("shows the version") };

const char flags_help_file[] =
    N_("A scene file (FILE), a share code (CODE), or a lesson's key or file with a step of it\n"
       "(12-too-large-a-rate:3) stands for flags; those that are typed beside it take the\n"
       "places of its own.");

static void print_section(const SubjectFlags *subject, bool shows, int columns)
{
    printf("\n%s\n", tr(subject->heading));
    const Flag *flag;
    for (size_t i = 0; (flag = subject->flag_at(i)); i++) {
        if (!flag->filed && (shows || !subject_flag_shows(flag))) {
            print_flag(flag, columns);
        }
    }
}

void flags_help_begin(void)
{
    static char whole[1 << 15]; // what is printed, until it is written out
    if (fileno(stdout) >= 0) {  // a stream in memory keeps its own
        (void)setvbuf(stdout, whole, _IOFBF, sizeof whole);
    }
}

void flags_help_flags(const FlagsCommand *command)
{
    const Flag *any;
    int columns = 0;
    for (size_t i = 0; (any = flags_at(command, i)); i++) {
        columns = columns_needed(any, columns);
    }
    puts(tr("Flags:"));
    for (const Flag *flag = command->flags; flag && flag->name; flag++) {
        print_flag(flag, columns);
    }
    print_flag(&flags_help_flag, columns);
    if (!command->name || !*command->name) {
        print_flag(&version_flag, columns);
    }
    if (command->subjects) {
        printf("\n%s\n", tr(flags_help_file));
    }
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        if (command->subjects & 1u << kind) {
            print_section(&subject_flags[kind], command->shows, columns);
        }
    }
}

void flags_help(const FlagsCommand *command)
{
    const char *name = command->name ? command->name : "";
    flags_help_begin();
    printf(tr("Usage: thalweg%s%s %s"), *name ? " " : "", name, tr(command->usage));
    printf("\n\n%s\n\n", tr(command->summary));
    flags_help_flags(command);
    if (command->example) {
        printf("\n%s\n  %s\n", tr("Example:"), command->example);
    }
}
